//! A desktop that has a tray: whoever takes `StatusNotifierItem`s on the session bus, and draws
//! them.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use anyhow::{Context, Result, ensure};
use zbus::{
    blocking::{Connection, Proxy, connection, fdo::DBusProxy},
    zvariant::{OwnedValue, Value},
};

use super::Bus;

const WATCHER: &str = "org.kde.StatusNotifierWatcher";
const WATCHER_PATH: &str = "/StatusNotifierWatcher";
const ITEM: &str = "org.kde.StatusNotifierItem";
const ITEM_PATH: &str = "/StatusNotifierItem";
const MENU: &str = "com.canonical.dbusmenu";

type Properties = HashMap<String, OwnedValue>;

/// Takes items, and uses them. Gone when dropped, as after a panel's crash.
pub(crate) struct Tray {
    connection: Connection,
    offered: Arc<Mutex<Vec<String>>>,
}

/// What is asked of it, as the protocol has it.
struct Watcher {
    offered: Arc<Mutex<Vec<String>>>,
    is_drawn: bool,
}

#[zbus::interface(name = "org.kde.StatusNotifierWatcher")]
impl Watcher {
    fn register_status_notifier_item(&self, service: &str) {
        let mut offered = self.offered.lock().unwrap_or_else(PoisonError::into_inner);
        offered.push(service.to_owned());
    }

    #[zbus(property)]
    fn is_status_notifier_host_registered(&self) -> bool {
        self.is_drawn
    }
}

/// An entry of an item's menu.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct MenuEntry {
    id: i32,
    pub(crate) label: String,
    pub(crate) can_be_pressed: bool,
}

impl Tray {
    pub(crate) fn start(bus: &Bus) -> Result<Self> {
        Self::start_with(bus, true)
    }

    /// Somebody takes items, and nobody draws them.
    pub(crate) fn start_undrawn(bus: &Bus) -> Result<Self> {
        Self::start_with(bus, false)
    }

    fn start_with(bus: &Bus, is_drawn: bool) -> Result<Self> {
        let offered = Arc::default();
        let watcher = Watcher {
            offered: Arc::clone(&offered),
            is_drawn,
        };
        let connection = connection::Builder::address(bus.address())?
            .serve_at(WATCHER_PATH, watcher)?
            .name(WATCHER)?
            .build()
            .context("the tray's name could not be taken")?;
        Ok(Self {
            connection,
            offered,
        })
    }

    /// The item that is there now, by its name on the bus.
    pub(crate) fn item(&self) -> Result<Option<String>> {
        let offered = self.offered.lock().unwrap_or_else(PoisonError::into_inner);
        let bus = DBusProxy::new(&self.connection)?;
        for name in offered.iter().rev() {
            if bus.name_has_owner(name.as_str().try_into()?)? {
                return Ok(Some(name.clone()));
            }
        }
        Ok(None)
    }

    fn proxy(&self, path: &'static str, interface: &'static str) -> Result<Proxy<'static>> {
        let item = self.item()?.context("nothing is in the tray")?;
        let connection = self.connection.clone();
        // What is kept of an answer may be overtaken; each time it is asked anew.
        Ok(zbus::blocking::proxy::Builder::new(&connection)
            .destination(item)?
            .path(path)?
            .interface(interface)?
            .cache_properties(zbus::proxy::CacheProperties::No)
            .build()?)
    }

    /// Clicks on the icon.
    pub(crate) fn click(&self) -> Result<()> {
        let at = (10_i32, 10_i32);
        Ok(self.proxy(ITEM_PATH, ITEM)?.call("Activate", &at)?)
    }

    /// Width and height of the icon that the item brings along, and of how many pixels it is.
    pub(crate) fn icon(&self) -> Result<(i32, i32, usize)> {
        let icons: Vec<(i32, i32, Vec<u8>)> =
            self.proxy(ITEM_PATH, ITEM)?.get_property("IconPixmap")?;
        let (width, height, bytes) = icons.first().context("the item has no icon")?;
        Ok((*width, *height, bytes.len() / 4))
    }

    /// What is said of the item under the pointer: title and text.
    pub(crate) fn told(&self) -> Result<(String, String)> {
        type ToolTip = (String, Vec<(i32, i32, Vec<u8>)>, String, String);
        let (_, _, title, text): ToolTip = self.proxy(ITEM_PATH, ITEM)?.get_property("ToolTip")?;
        Ok((title, text))
    }

    /// The entries of the menu, without the lines between them.
    pub(crate) fn menu(&self) -> Result<Vec<MenuEntry>> {
        type Layout = (u32, (i32, Properties, Vec<OwnedValue>));
        let menu = self.menu_proxy()?;
        let all: (i32, i32, Vec<&str>) = (0, -1, Vec::new());
        let (_, (_, _, children)): Layout = menu.call("GetLayout", &all)?;
        children
            .into_iter()
            .filter_map(|child| entry(&child).transpose())
            .collect()
    }

    /// Presses the entry with this label.
    pub(crate) fn press(&self, label: &str) -> Result<()> {
        let entry = self.menu()?.into_iter().find(|entry| entry.label == label);
        let entry = entry.with_context(|| format!("no entry is called “{label}”"))?;
        ensure!(entry.can_be_pressed, "“{label}” can't be pressed");
        let event = (entry.id, "clicked", Value::from(0_i32), 0_u32);
        match self.menu_proxy()?.call("Event", &event) {
            Ok(()) => Ok(()),
            // An app that is told to quit may be gone before its answer is.
            Err(zbus::Error::MethodError(name, ..)) if name.ends_with(".NoReply") => Ok(()),
            Err(error) => Err(error.into()),
        }
    }

    fn menu_proxy(&self) -> Result<Proxy<'static>> {
        let path: zbus::zvariant::OwnedObjectPath =
            self.proxy(ITEM_PATH, ITEM)?.get_property("Menu")?;
        ensure!(path.as_str() == "/MenuBar", "the menu is at {path}");
        self.proxy("/MenuBar", MENU)
    }
}

/// Reads an entry off the menu's layout. None for a line.
fn entry(child: &OwnedValue) -> Result<Option<MenuEntry>> {
    let (id, properties, _): (i32, Properties, Vec<OwnedValue>) = child
        .try_clone()?
        .try_into()
        .context("an entry of another form")?;
    let label = properties
        .get("label")
        .map(|label| label.downcast_ref::<&str>());
    let Some(label) = label.transpose()? else {
        return Ok(None);
    };
    let enabled = properties
        .get("enabled")
        .map(|it| it.downcast_ref::<bool>());
    Ok(Some(MenuEntry {
        id,
        label: label.to_owned(),
        can_be_pressed: enabled.transpose()?.unwrap_or(true),
    }))
}

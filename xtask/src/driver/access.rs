//! What a screen reader is told: the accessibility bus, and the tree of the app's page on it.

use std::{
    path::Path,
    process::{Command, Stdio},
    time::Duration,
};

use anyhow::{Context, Result, ensure};
use zbus::{
    blocking::{Connection, Proxy, connection::Builder, fdo::DBusProxy},
    zvariant::{OwnedObjectPath, Value},
};

use super::{Bus, Display, Groups, Home, group::Group, wait_for};

const LAUNCHERS: [&str; 2] = [
    "/usr/libexec/at-spi-bus-launcher",
    "/usr/lib/at-spi2-core/at-spi-bus-launcher",
];
const ACCESSIBLE: &str = "org.a11y.atspi.Accessible";
/// Where WebKit's page process has the page's own root.
const PAGES: &str = "/org/a11y/webkit/accessible";
/// No screen has more on it.
const MOST: usize = 3_000;

/// A thing as a screen reader is told of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Thing {
    pub(crate) role: &'static str,
    pub(crate) name: String,
    pub(crate) is_focused: bool,
    pub(crate) is_checked: bool,
}

/// Where a thing is: whose it is, and its path there.
type Place = (String, OwnedObjectPath);

/// An accessibility bus of one's own, on the bus of a scenario.
pub(crate) struct Accessibility {
    bus: Connection,
    _launcher: Group,
}

impl Accessibility {
    /// Starts it. What is started after it on this bus and display tells it what it shows.
    pub(crate) fn start(
        groups: &Groups,
        home: &Home,
        bus: &Bus,
        display: &Display,
    ) -> Result<Self> {
        let launcher = LAUNCHERS
            .into_iter()
            .find(|path| Path::new(path).is_file())
            .context("at-spi2-core is not installed")?;
        let group = groups.start(
            Command::new(launcher)
                .arg("--launch-immediately")
                .env("DBUS_SESSION_BUS_ADDRESS", bus.address())
                .env("DISPLAY", display.name())
                .env("HOME", home.path())
                .env("XDG_RUNTIME_DIR", home.runtime())
                .env("GSETTINGS_BACKEND", "memory")
                .stdin(Stdio::null())
                .stdout(Stdio::null())
                .stderr(Stdio::null()),
        )?;
        let session = Builder::address(bus.address())?.build()?;
        let address = wait_for("the accessibility bus", Duration::from_secs(10), || {
            let asked: zbus::Result<String> =
                Proxy::new(&session, "org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus")
                    .and_then(|launcher| launcher.call("GetAddress", &()));
            Ok(asked.ok().filter(|address| !address.is_empty()))
        })?;
        let status = Proxy::new(&session, "org.a11y.Bus", "/org/a11y/bus", "org.a11y.Status")?;
        status.set_property("IsEnabled", Value::from(true))?;
        Ok(Self {
            bus: Builder::address(address.as_str())?.build()?,
            _launcher: group,
        })
    }

    /// Everything on the page, in the order it is read.
    pub(crate) fn page(&self) -> Result<Vec<Thing>> {
        let (process, root) = self.root()?;
        let mut things = Vec::new();
        let mut next = vec![(process, root)];
        while let Some((owner, path)) = next.pop() {
            let Some((thing, children)) = self.thing(&owner, &path) else {
                // Gone while the page was being read.
                continue;
            };
            things.extend(thing);
            next.extend(children.into_iter().rev());
            ensure!(things.len() < MOST, "the page has no end");
        }
        Ok(things)
    }

    /// The page process's root object. There is one page: the app's own.
    fn root(&self) -> Result<Place> {
        let names = DBusProxy::new(&self.bus)?.list_names()?;
        let process = names
            .iter()
            .find(|name| name.contains("WebProcess-"))
            .context("no page speaks to the accessibility bus")?
            .to_string();
        let inside: String = Proxy::new(
            &self.bus,
            process.as_str(),
            PAGES,
            "org.freedesktop.DBus.Introspectable",
        )?
        .call("Introspect", &())?;
        let node = inside
            .split("node name=\"")
            .nth(1)
            .and_then(|rest| rest.split('"').next())
            .context("the page has no root on the accessibility bus")?;
        let path = OwnedObjectPath::try_from(format!("{PAGES}/{node}"))?;
        Ok((process, path))
    }

    fn thing(&self, owner: &str, path: &OwnedObjectPath) -> Option<(Option<Thing>, Vec<Place>)> {
        let proxy = Proxy::new(&self.bus, owner, path.as_str(), ACCESSIBLE).ok()?;
        let children = proxy.call("GetChildren", &()).ok()?;
        let role: u32 = proxy.call("GetRole", &()).ok()?;
        let name: String = proxy.get_property("Name").ok()?;
        let states: Vec<u32> = proxy.call("GetState", &()).ok()?;
        let has = |state: u32| {
            let word = states
                .get((state / 32) as usize)
                .copied()
                .unwrap_or_default();
            word & (1 << (state % 32)) != 0
        };
        let thing = role_named(role).map(|role| Thing {
            role,
            name: name.split_whitespace().collect::<Vec<_>>().join(" "),
            is_focused: has(FOCUSED),
            is_checked: has(CHECKED),
        });
        Some((thing, children))
    }
}

/// Numbers of states (AT-SPI, `StateType`).
const CHECKED: u32 = 4;
const FOCUSED: u32 = 12;

/// Names of the roles that matter here, by their numbers (AT-SPI, `Role`).
fn role_named(role: u32) -> Option<&'static str> {
    Some(match role {
        2 => "alert",
        7 => "check box",
        11 => "combo box",
        16 => "dialog",
        28 => "frame",
        31 => "list",
        32 => "list item",
        35 => "menu item",
        37 => "tab",
        40 => "password",
        43 | 129 => "button",
        44 => "radio button",
        45 => "radio menu item",
        54 => "status",
        62 => "toggle button",
        79 => "field",
        83 => "heading",
        98 => "list box",
        110 => "landmark",
        111 => "log",
        _ => return None,
    })
}

//! The tray of Linux desktops: a `StatusNotifierItem`, told over the connection to the session bus
//! that GTK has anyway. The usual library for it would have to be there on the computer, says
//! nothing where no desktop listens, and ends the app where it can't be loaded.

use std::cell::{Cell, RefCell};

use desk::{Desk, tray::TrayWords};
use gtk::{
    gio::{self, BusNameOwnerFlags, BusNameWatcherFlags, DBusCallFlags, DBusSignalFlags},
    glib::{ToVariant, Variant, VariantTy},
};
use tauri::AppHandle;

use super::{Entry, act, menu};

/// Who takes items, and tells those who draw them.
const WATCHER: &str = "org.kde.StatusNotifierWatcher";
const WATCHER_PATH: &str = "/StatusNotifierWatcher";
const ITEM: &str = "org.kde.StatusNotifierItem";
const ITEM_PATH: &str = "/StatusNotifierItem";
const MENU: &str = "com.canonical.dbusmenu";
const MENU_PATH: &str = "/MenuBar";
/// Who takes longer to answer is not there.
const PATIENCE_MS: i32 = 5_000;

const INTERFACE: &str = r#"<node><interface name="org.kde.StatusNotifierItem">
  <property name="Category" type="s" access="read"/>
  <property name="Id" type="s" access="read"/>
  <property name="Title" type="s" access="read"/>
  <property name="Status" type="s" access="read"/>
  <property name="IconName" type="s" access="read"/>
  <property name="IconPixmap" type="a(iiay)" access="read"/>
  <property name="ToolTip" type="(sa(iiay)ss)" access="read"/>
  <property name="ItemIsMenu" type="b" access="read"/>
  <property name="Menu" type="o" access="read"/>
  <method name="Activate"><arg type="i" direction="in"/><arg type="i" direction="in"/></method>
  <method name="SecondaryActivate">
    <arg type="i" direction="in"/><arg type="i" direction="in"/>
  </method>
  <method name="ContextMenu"><arg type="i" direction="in"/><arg type="i" direction="in"/></method>
  <method name="Scroll"><arg type="i" direction="in"/><arg type="s" direction="in"/></method>
  <method name="ProvideXdgActivationToken"><arg type="s" direction="in"/></method>
  <signal name="NewToolTip"/>
</interface></node>"#;

/// The item as it is offered.
struct Offered {
    bus: gio::DBusConnection,
    objects: Vec<gio::RegistrationId>,
    name: gio::OwnerId,
    /// Stops to look for the watcher.
    unwatch: Option<Box<dyn FnOnce()>>,
    signals: Vec<gio::SignalSubscriptionId>,
}

thread_local! {
    /// What it says now; none while it isn't wanted.
    static WORDS: RefCell<Option<TrayWords>> = const { RefCell::new(None) };
    static OFFERED: RefCell<Option<Offered>> = const { RefCell::new(None) };
    /// How often the menu has changed.
    static REVISION: Cell<u32> = const { Cell::new(1) };
    /// How often the item was offered: each time under a name of its own.
    static TURN: Cell<u32> = const { Cell::new(0) };
    /// What the desktop gives for the window to come to the front.
    static TOKEN: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Offers the item, changes what it says, or takes it away. On GTK's own thread.
pub(super) fn show(app: &AppHandle, desk: &Desk, words: Option<&TrayWords>) {
    let was_wanted = WORDS.replace(words.cloned()).is_some();
    match (was_wanted, words.is_some()) {
        (false, true) => offer(app, desk),
        (true, true) => tell_change(),
        (_, false) => take_away(),
    }
}

fn offer(app: &AppHandle, desk: &Desk) {
    let turn = TURN.get() + 1;
    TURN.set(turn);
    let (app, desk) = (app.clone(), desk.clone());
    gio::bus_get(gio::BusType::Session, gio::Cancellable::NONE, move |bus| {
        if !is_wanted(turn) {
            return;
        }
        let offered = bus.and_then(|bus| offer_on(&bus, turn, &app, &desk));
        match offered {
            Ok(offered) => OFFERED.set(Some(offered)),
            Err(error) => {
                tracing::info!(%error, "no tray: there is no session bus");
                desk.tray_is_there(false);
            }
        }
    });
}

/// Whether the item of this turn is still the one that is wanted.
fn is_wanted(turn: u32) -> bool {
    TURN.get() == turn && WORDS.with_borrow(Option::is_some)
}

fn offer_on(
    bus: &gio::DBusConnection,
    turn: u32,
    app: &AppHandle,
    desk: &Desk,
) -> Result<Offered, gtk::glib::Error> {
    let icon = pixmap(app);
    let objects = vec![
        register(
            bus,
            ITEM_PATH,
            INTERFACE,
            ITEM,
            {
                let (app, desk) = (app.clone(), desk.clone());
                move |method, asked| used(&app, &desk, method, asked)
            },
            move |name| property(name, &icon),
        )?,
        register(
            bus,
            MENU_PATH,
            menu::INTERFACE,
            MENU,
            {
                let (app, desk) = (app.clone(), desk.clone());
                move |method, asked| {
                    for entry in menu::pressed(method, asked) {
                        act_soon(&app, &desk, entry);
                    }
                    let words = WORDS.with_borrow(Clone::clone)?;
                    menu::answer(&words, REVISION.get(), method, asked)
                }
            },
            menu::property,
        )?,
    ];
    let name = format!("{ITEM}-{}-{turn}", std::process::id());
    let owner = gio::bus_own_name_on_connection(
        bus,
        &name,
        BusNameOwnerFlags::NONE,
        {
            let desk = desk.clone();
            move |bus, name| look_for_the_watcher(&bus, name, turn, &desk)
        },
        {
            let desk = desk.clone();
            move |_, _| {
                if is_wanted(turn) {
                    desk.tray_is_there(false);
                }
            }
        },
    );
    Ok(Offered {
        bus: bus.clone(),
        objects,
        name: owner,
        unwatch: None,
        signals: Vec::new(),
    })
}

fn register(
    bus: &gio::DBusConnection,
    path: &str,
    xml: &str,
    interface: &str,
    answer: impl Fn(&str, &Variant) -> Option<Variant> + Send + Sync + 'static,
    property: impl Fn(&str) -> Variant + Send + Sync + 'static,
) -> Result<gio::RegistrationId, gtk::glib::Error> {
    let node = gio::DBusNodeInfo::for_xml(xml)?;
    let Some(info) = node.lookup_interface(interface) else {
        return Err(gtk::glib::Error::new(gio::IOErrorEnum::NotFound, interface));
    };
    bus.register_object(
        path,
        &info,
        move |_, _, _, _, method, asked, call| match answer(method, &asked) {
            Some(answer) => call.return_value(Some(&answer)),
            None => call.return_dbus_error(
                "org.freedesktop.DBus.Error.InvalidArgs",
                "Connect Desk has no answer to that",
            ),
        },
        move |_, _, _, _, name| property(name),
        |_, _, _, _, _, _| false,
    )
}

/// Waits for whoever takes items, now or later, and notices when they are gone.
fn look_for_the_watcher(bus: &gio::DBusConnection, name: &str, turn: u32, desk: &Desk) {
    if !is_wanted(turn) {
        return;
    }
    let watcher = gio::bus_watch_name_on_connection(
        bus,
        WATCHER,
        BusNameWatcherFlags::NONE,
        {
            let (name, desk) = (name.to_owned(), desk.clone());
            move |bus, _, _| ask_for_a_place(&bus, &name, turn, &desk)
        },
        {
            let desk = desk.clone();
            move |_, _| {
                if is_wanted(turn) {
                    desk.tray_is_there(false);
                }
            }
        },
    );
    let signals = [
        "StatusNotifierHostRegistered",
        "StatusNotifierHostUnregistered",
    ]
    .map(|signal| {
        let (name, desk) = (name.to_owned(), desk.clone());
        bus.signal_subscribe(
            Some(WATCHER),
            Some(WATCHER),
            Some(signal),
            Some(WATCHER_PATH),
            None,
            DBusSignalFlags::NONE,
            move |bus, _, _, _, _, _| ask_for_a_place(bus, &name, turn, &desk),
        )
    });
    OFFERED.with_borrow_mut(|offered| {
        if let Some(offered) = offered {
            offered.unwatch = Some(Box::new(move || gio::bus_unwatch_name(watcher)));
            offered.signals.extend(signals);
        }
    });
}

/// Is anybody there who draws items? Only then there is a tray.
fn ask_for_a_place(bus: &gio::DBusConnection, name: &str, turn: u32, desk: &Desk) {
    let what = (WATCHER, "IsStatusNotifierHostRegistered").to_variant();
    let (again, name, desk) = (bus.clone(), name.to_owned(), desk.clone());
    bus.call(
        Some(WATCHER),
        WATCHER_PATH,
        "org.freedesktop.DBus.Properties",
        "Get",
        Some(&what),
        VariantTy::new("(v)").ok(),
        DBusCallFlags::NONE,
        PATIENCE_MS,
        gio::Cancellable::NONE,
        move |answer| {
            let is_there = answer
                .ok()
                .and_then(|answer| answer.child_value(0).as_variant()?.get::<bool>())
                .unwrap_or_default();
            if !is_wanted(turn) {
                return;
            }
            if is_there {
                take_a_place(&again, &name, turn, desk);
            } else {
                desk.tray_is_there(false);
            }
        },
    );
}

fn take_a_place(bus: &gio::DBusConnection, name: &str, turn: u32, desk: Desk) {
    bus.call(
        Some(WATCHER),
        WATCHER_PATH,
        WATCHER,
        "RegisterStatusNotifierItem",
        Some(&(name,).to_variant()),
        None,
        DBusCallFlags::NONE,
        PATIENCE_MS,
        gio::Cancellable::NONE,
        move |answer| {
            if is_wanted(turn) {
                desk.tray_is_there(answer.is_ok());
            }
        },
    );
}

/// Takes the item off the bus. Its name goes, and with it its place in the tray.
fn take_away() {
    let Some(offered) = OFFERED.take() else {
        return;
    };
    for signal in offered.signals {
        offered.bus.signal_unsubscribe(signal);
    }
    if let Some(unwatch) = offered.unwatch {
        unwatch();
    }
    gio::bus_unown_name(offered.name);
    for object in offered.objects {
        // It was registered, so it can be taken back.
        let _ = offered.bus.unregister_object(object);
    }
}

fn tell_change() {
    let revision = REVISION.get().wrapping_add(1);
    REVISION.set(revision);
    OFFERED.with_borrow(|offered| {
        let Some(Offered { bus, .. }) = offered else {
            return;
        };
        let all = 0_i32;
        let layout = (revision, all).to_variant();
        let told = bus
            .emit_signal(None, MENU_PATH, MENU, "LayoutUpdated", Some(&layout))
            .and_then(|()| bus.emit_signal(None, ITEM_PATH, ITEM, "NewToolTip", None));
        if let Err(error) = told {
            tracing::debug!(%error, "the tray could not be told of a change");
        }
    });
}

/// Acts once the desktop has its answer: an app that quits gives none any more.
fn act_soon(app: &AppHandle, desk: &Desk, entry: Entry) {
    let (app, desk, token) = (app.clone(), desk.clone(), TOKEN.take());
    gtk::glib::idle_add_once(move || act(&app, &desk, entry, token));
}

/// Something was done with the icon.
fn used(app: &AppHandle, desk: &Desk, method: &str, what: &Variant) -> Option<Variant> {
    match method {
        "Activate" | "SecondaryActivate" => act_soon(app, desk, Entry::Show),
        "ProvideXdgActivationToken" => {
            let (token,) = what.get::<(String,)>()?;
            TOKEN.set(Some(token));
        }
        // The desktop draws the menu itself, and there is nothing to turn.
        _ => {}
    }
    Some(().to_variant())
}

fn property(name: &str, icon: &Pixmaps) -> Variant {
    match name {
        "Category" => "ApplicationStatus".to_variant(),
        "Id" | "IconName" => "connect-desk".to_variant(),
        "Status" => "Active".to_variant(),
        "IconPixmap" => icon.to_variant(),
        "ToolTip" => {
            let words = WORDS.with_borrow(Clone::clone);
            let running = words.map(|words| words.running).unwrap_or_default();
            ("", Pixmaps::new(), "Connect Desk", running).to_variant()
        }
        "ItemIsMenu" => false.to_variant(),
        "Menu" => object_path(MENU_PATH),
        _ => "Connect Desk".to_variant(),
    }
}

fn object_path(path: &'static str) -> Variant {
    gtk::glib::variant::ObjectPath::try_from(path.to_owned())
        .map_or_else(|_| path.to_variant(), |path| path.to_variant())
}

/// Width, height, and four bytes for each pixel: opacity, red, green, blue.
type Pixmaps = Vec<(i32, i32, Vec<u8>)>;

/// The app's icon, for desktops that know none of its name: of an app that isn't installed.
fn pixmap(app: &AppHandle) -> Pixmaps {
    let Some(icon) = app.default_window_icon() else {
        return Pixmaps::new();
    };
    let sides = (i32::try_from(icon.width()), i32::try_from(icon.height()));
    let (Ok(width), Ok(height)) = sides else {
        return Pixmaps::new();
    };
    let pixels = icon
        .rgba()
        .chunks_exact(4)
        .flat_map(|pixel| [pixel[3], pixel[0], pixel[1], pixel[2]])
        .collect();
    vec![(width, height, pixels)]
}

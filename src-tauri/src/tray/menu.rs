//! The tray's menu, as `com.canonical.dbusmenu` has it: the desktop draws it, and asks for it here.

use std::collections::HashMap;

use desk::tray::TrayWords;
use gtk::glib::{ToVariant, Variant};

use super::Entry;

/// By the names of the protocol, of which only what a menu without sub-menus needs is answered.
pub(super) const INTERFACE: &str = r#"<node><interface name="com.canonical.dbusmenu">
  <property name="Version" type="u" access="read"/>
  <property name="TextDirection" type="s" access="read"/>
  <property name="Status" type="s" access="read"/>
  <property name="IconThemePath" type="as" access="read"/>
  <method name="GetLayout">
    <arg type="i" direction="in"/><arg type="i" direction="in"/><arg type="as" direction="in"/>
    <arg type="u" direction="out"/><arg type="(ia{sv}av)" direction="out"/>
  </method>
  <method name="GetGroupProperties">
    <arg type="ai" direction="in"/><arg type="as" direction="in"/>
    <arg type="a(ia{sv})" direction="out"/>
  </method>
  <method name="GetProperty">
    <arg type="i" direction="in"/><arg type="s" direction="in"/><arg type="v" direction="out"/>
  </method>
  <method name="Event">
    <arg type="i" direction="in"/><arg type="s" direction="in"/>
    <arg type="v" direction="in"/><arg type="u" direction="in"/>
  </method>
  <method name="EventGroup">
    <arg type="a(isvu)" direction="in"/><arg type="ai" direction="out"/>
  </method>
  <method name="AboutToShow">
    <arg type="i" direction="in"/><arg type="b" direction="out"/>
  </method>
  <method name="AboutToShowGroup">
    <arg type="ai" direction="in"/>
    <arg type="ai" direction="out"/><arg type="ai" direction="out"/>
  </method>
  <signal name="ItemsPropertiesUpdated"><arg type="a(ia{sv})"/><arg type="a(ias)"/></signal>
  <signal name="LayoutUpdated"><arg type="u"/><arg type="i"/></signal>
</interface></node>"#;

/// The menu itself; its entries are numbered from 1.
const ROOT: i32 = 0;
const SHOW: i32 = 1;
const NEW_VERIFICATION: i32 = 2;
const RUNNING: i32 = 4;
const QUIT: i32 = 6;
const LINES: [i32; 2] = [3, 5];
const ALL: [i32; 6] = [SHOW, NEW_VERIFICATION, LINES[0], RUNNING, LINES[1], QUIT];

type Properties = HashMap<&'static str, Variant>;

/// What pressing an entry does; nothing for those that only say something.
pub(super) fn entry(id: i32) -> Option<Entry> {
    match id {
        SHOW => Some(Entry::Show),
        NEW_VERIFICATION => Some(Entry::NewVerification),
        QUIT => Some(Entry::Quit),
        _ => None,
    }
}

fn properties(words: &TrayWords, id: i32) -> Option<Properties> {
    let said = |label: &str| Properties::from([("label", label.to_variant())]);
    Some(match id {
        ROOT => Properties::from([("children-display", "submenu".to_variant())]),
        SHOW => said(words.show),
        NEW_VERIFICATION => said(words.new_verification),
        RUNNING => {
            let mut only_said = said(&words.running);
            only_said.insert("enabled", false.to_variant());
            only_said
        }
        QUIT => said(words.quit),
        _ if LINES.contains(&id) => Properties::from([("type", "separator".to_variant())]),
        _ => return None,
    })
}

/// Answers a method of the protocol. Events are [read](pressed) by whoever can act on them.
pub(super) fn answer(
    words: &TrayWords,
    revision: u32,
    method: &str,
    asked: &Variant,
) -> Option<Variant> {
    match method {
        "GetLayout" => {
            let (parent, depth, _names) = asked.get::<(i32, i32, Vec<String>)>()?;
            let nothing = Vec::<Variant>::new();
            let children = if parent == ROOT && depth != 0 {
                ALL.iter()
                    .filter_map(|id| {
                        Some((*id, properties(words, *id)?, nothing.clone()).to_variant())
                    })
                    .collect()
            } else {
                nothing.clone()
            };
            let layout = (parent, properties(words, parent)?, children);
            Some((revision, layout).to_variant())
        }
        "GetGroupProperties" => {
            let (ids, _names) = asked.get::<(Vec<i32>, Vec<String>)>()?;
            // None means all.
            let ids = if ids.is_empty() { ALL.to_vec() } else { ids };
            let found: Vec<(i32, Properties)> = ids
                .into_iter()
                .filter_map(|id| Some((id, properties(words, id)?)))
                .collect();
            Some((found,).to_variant())
        }
        "GetProperty" => {
            let (id, name) = asked.get::<(i32, String)>()?;
            let value = properties(words, id)?.remove(name.as_str())?;
            Some((value,).to_variant())
        }
        "Event" => Some(().to_variant()),
        "EventGroup" => Some((Vec::<i32>::new(),).to_variant()),
        // It is up to date: whatever changes is told.
        "AboutToShow" => Some((false,).to_variant()),
        "AboutToShowGroup" => Some((Vec::<i32>::new(), Vec::<i32>::new()).to_variant()),
        _ => None,
    }
}

/// Entries that were pressed, by what the desktop tells.
pub(super) fn pressed(method: &str, told: &Variant) -> Vec<Entry> {
    type Event = (i32, String, Variant, u32);
    let events = match method {
        "Event" => told.get::<Event>().into_iter().collect(),
        "EventGroup" => told
            .get::<(Vec<Event>,)>()
            .map(|(events,)| events)
            .unwrap_or_default(),
        _ => Vec::new(),
    };
    events
        .into_iter()
        .filter(|(_, what, _, _)| what == "clicked")
        .filter_map(|(id, ..)| entry(id))
        .collect()
}

/// A property of the menu as a whole.
pub(super) fn property(name: &str) -> Variant {
    match name {
        "Version" => 3_u32.to_variant(),
        "TextDirection" => "ltr".to_variant(),
        "IconThemePath" => Vec::<String>::new().to_variant(),
        _ => "normal".to_variant(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words() -> TrayWords {
        TrayWords {
            show: "Show",
            new_verification: "New",
            running: "2 sessions".to_owned(),
            quit: "Quit",
        }
    }

    #[test]
    fn the_menu_is_told_in_the_form_of_the_protocol() {
        let asked = (ROOT, -1, Vec::<String>::new()).to_variant();
        let told = answer(&words(), 7, "GetLayout", &asked).unwrap();
        assert_eq!(told.type_().as_str(), "(u(ia{sv}av))");
        assert_eq!(told.child_value(0).get::<u32>(), Some(7));
        let children = told.child_value(1).child_value(2);
        assert_eq!(children.n_children(), ALL.len());
        let all = (Vec::<i32>::new(), Vec::<String>::new()).to_variant();
        let told = answer(&words(), 7, "GetGroupProperties", &all).unwrap();
        assert_eq!(told.type_().as_str(), "(a(ia{sv}))");
        for (id, label) in [(SHOW, "Show"), (RUNNING, "2 sessions"), (QUIT, "Quit")] {
            let told = answer(&words(), 7, "GetProperty", &(id, "label").to_variant()).unwrap();
            assert_eq!(told.type_().as_str(), "(v)");
            let label_of = told.child_value(0).as_variant().unwrap();
            assert_eq!(label_of.get::<String>().as_deref(), Some(label));
        }
        for (method, kind) in [
            ("EventGroup", "(ai)"),
            ("AboutToShow", "(b)"),
            ("AboutToShowGroup", "(aiai)"),
        ] {
            let told = answer(&words(), 7, method, &().to_variant()).unwrap();
            assert_eq!(told.type_().as_str(), kind, "{method}");
        }
    }

    #[test]
    fn what_is_asked_in_another_form_is_not_answered() {
        for (method, asked) in [
            ("GetLayout", "nonsense".to_variant()),
            ("GetLayout", (99, -1, Vec::<String>::new()).to_variant()),
            ("GetProperty", (QUIT, "no-such").to_variant()),
            ("Unheard", ().to_variant()),
        ] {
            assert_eq!(answer(&words(), 1, method, &asked), None, "{method}");
        }
    }

    #[test]
    fn only_a_click_on_an_entry_that_does_something_does_it() {
        let event = |id: i32, what: &str| (id, what.to_owned(), 0_i32.to_variant(), 0_u32);
        assert_eq!(
            pressed("Event", &event(SHOW, "clicked").to_variant()),
            [Entry::Show]
        );
        for (id, what) in [(SHOW, "hovered"), (RUNNING, "clicked"), (ROOT, "clicked")] {
            assert!(pressed("Event", &event(id, what).to_variant()).is_empty());
        }
        let group = (vec![
            event(NEW_VERIFICATION, "clicked"),
            event(QUIT, "opened"),
        ],);
        assert_eq!(
            pressed("EventGroup", &group.to_variant()),
            [Entry::NewVerification]
        );
        assert!(pressed("Event", &"nonsense".to_variant()).is_empty());
    }
}

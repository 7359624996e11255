//! What is refused, and what that costs.

use super::*;

#[test]
fn messages_of_an_earlier_mount_are_refused() {
    let mut rig = Rig::open();
    rig.feed(Input::TicketExpired);
    rig.act(A::ReloadWidget);
    rig.widget_ready();
    assert_eq!(rig.view().widget_mount, 2);
    rig.feed(Input::Message {
        mount: 1,
        event: connected(M),
    });
    assert_eq!(rig.view().refused_messages, 1);
    assert!(!rig.wants(Read::Member, M));
}

#[test]
fn a_flood_of_messages_is_cut_off() {
    let mut rig = Rig::open();
    for _ in 0..10_000 {
        rig.message(Event::InstitutionSearch { query: None });
    }
    let view = rig.view();
    assert!(view.refused_messages > 9_900, "{}", view.refused_messages);
    assert!(view.timeline.len() < 20);
}

#[test]
fn a_flood_of_refusals_does_not_flood_the_screen() {
    let mut rig = Rig::open();
    let (before, entries) = (rig.shows, rig.view().timeline.len());
    for _ in 0..10_000 {
        rig.refuse(Refused::OtherSource, 1);
    }
    rig.advance(1_000);
    assert_eq!(rig.view().refused_messages, 10_000);
    assert!(rig.shows - before <= 4, "{}", rig.shows - before);
    assert_eq!(rig.view().timeline.len(), entries + 1);
}

#[test]
fn the_last_refusal_is_shown_in_the_end() {
    let mut rig = Rig::open();
    rig.refuse(Refused::OtherSource, 1);
    let shown = rig.shows;
    rig.refuse(Refused::OtherSource, 1);
    assert_eq!(rig.shows, shown);
    rig.advance(300);
    assert_eq!(rig.shows, shown + 1);
}

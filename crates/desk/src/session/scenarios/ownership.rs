//! Whose member it is.

use super::*;

#[test]
fn the_member_is_in_the_journal_before_anything_is_asked_about_it() {
    let mut rig = Rig::open();
    rig.message(connected(M));
    let journal = rig
        .wanted
        .iter()
        .position(|e| *e == Effect::Journal(Note::Member(M.into())));
    let first_read = rig
        .wanted
        .iter()
        .position(|e| matches!(e, Effect::Read(..)));
    assert!(journal.expect("a note") < first_read.expect("a question"));
}

#[test]
fn a_member_of_another_user_is_refused_and_changes_nothing() {
    let mut rig = Rig::open();
    rig.message(connected("MBR-foreign"));
    assert!(rig.view().member_guid.is_none());
    rig.fails(Read::Member, "MBR-foreign", MxProblemKind::NotFound);
    rig.numbers("MBR-foreign", vec![number("ACT-9", "0099999999")]);
    let view = rig.view();
    assert_eq!((view.phase, view.refused_messages), (P::Open, 1));
    assert!(view.member_guid.is_none() && view.result.is_none() && view.status.is_none());
    assert!(
        view.timeline
            .iter()
            .any(|entry| entry.kind == "refused:foreign_member")
    );
}

#[test]
fn an_answer_that_names_another_user_is_as_good_as_none() {
    let mut rig = Rig::open();
    rig.message(said(M, S::Created));
    rig.take(&Effect::Read(Read::Member, M.to_owned()));
    let mut other = member_of(M, S::Created, true);
    other.user_guid = Some("USR-2".to_owned());
    rig.answer(Answer::Member(M.to_owned(), Ok(other.into())));
    assert!(rig.view().member_guid.is_none());
    assert_eq!(rig.view().refused_messages, 1);
}

#[test]
fn a_foreign_member_does_not_replace_the_own_one() {
    let mut rig = Rig::connecting(M);
    rig.wanted.clear();
    rig.message(connected("MBR-foreign"));
    rig.fails(Read::Member, "MBR-foreign", MxProblemKind::NotFound);
    assert_eq!(rig.view().member_guid.as_deref(), Some(M));
    let notes: Vec<_> = rig
        .wanted
        .iter()
        .filter(|e| matches!(e, Effect::Journal(Note::Member(_))))
        .collect();
    assert_eq!(
        notes.last(),
        Some(&&Effect::Journal(Note::Member(M.to_owned())))
    );
}

#[test]
fn mx_is_asked_about_few_foreign_members_only() {
    let mut rig = Rig::open();
    for n in 0..50 {
        let guid = format!("MBR-foreign-{n}");
        rig.message(connected(&guid));
        if rig.wants(Read::Member, &guid) {
            rig.fails(Read::Member, &guid, MxProblemKind::NotFound);
        }
        rig.advance(1_000);
    }
    let asked = rig
        .texts()
        .iter()
        .filter(|t| t.contains("does not know that"))
        .count();
    assert!(asked <= 8, "{asked}");
    assert_eq!(rig.view().refused_messages, 50);
}

#[test]
fn what_was_said_meanwhile_counts_once_the_member_is_confirmed() {
    let mut rig = Rig::open();
    rig.message(said(M, S::Created));
    rig.message(said(M, S::Connected));
    assert!(
        !rig.texts()
            .iter()
            .any(|text| text.contains("widget says: connected"))
    );
    rig.member(M, S::Connected, true);
    assert!(
        rig.texts()
            .iter()
            .any(|text| text.contains("widget says: connected"))
    );
}

#[test]
fn the_widget_may_say_connected_while_the_owner_is_being_asked() {
    let mut rig = Rig::open();
    rig.message(said(M, S::Created));
    rig.message(connected(M));
    assert!(rig.wants(Read::Numbers, M) && rig.wants(Read::Status, M));
    rig.verified(M);
    assert!(rig.view().result.is_some());
}

#[test]
fn a_second_bank_takes_over_from_the_first() {
    let mut rig = Rig::connecting(M);
    rig.message(connected("MBR-2"));
    rig.verified("MBR-2");
    assert_eq!(rig.view().member_guid.as_deref(), Some("MBR-2"));
    assert!(rig.view().result.is_some());
}

#[test]
fn once_the_numbers_are_here_no_other_member_takes_their_place() {
    let mut rig = Rig::connecting(M);
    rig.message(said("MBR-2", S::Created));
    rig.message(connected(M));
    rig.verified(M);
    rig.answer(Answer::Member(
        "MBR-2".to_owned(),
        Ok(member_of("MBR-2", S::Created, true).into()),
    ));
    rig.message(said("MBR-3", S::Created));
    assert_eq!(rig.view().member_guid.as_deref(), Some(M));
    assert!(!rig.wants(Read::Member, "MBR-3"));
}

#[test]
fn an_owner_that_can_not_be_asked_is_asked_again() {
    let mut rig = Rig::open();
    rig.message(connected(M));
    rig.fails(Read::Member, M, MxProblemKind::Offline);
    assert_eq!(rig.problem().code, ProblemCode::Offline);
    assert!(rig.view().member_guid.is_none());
    rig.advance(4_000);
    rig.member(M, S::Connected, false);
    assert_eq!(rig.view().member_guid.as_deref(), Some(M));
    assert!(rig.view().problem.is_none());
}

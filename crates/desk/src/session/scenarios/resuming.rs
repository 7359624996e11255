//! Sessions of an earlier run.

use super::*;

fn resumed(member: Option<&str>) -> Rig {
    let mut begin = begin(SessionMode::Verification);
    begin.member_guid = member.map(str::to_owned);
    let user = Some("USR-1".to_owned());
    Rig::of(Machine::resumed(
        begin,
        user,
        Some("MX Bank".to_owned()),
        BEGAN,
    ))
}

#[test]
fn a_known_member_is_asked_about_first() {
    let mut rig = resumed(Some(M));
    assert_eq!(rig.view().phase, P::Checking);
    rig.stands(M, S::Connected, false);
    rig.one_number(M);
    assert_eq!(rig.view().phase, P::Done);
}

#[test]
fn a_member_that_is_not_the_customer_s_leads_to_the_list() {
    let mut rig = resumed(Some("MBR-foreign"));
    rig.fails(Read::Member, "MBR-foreign", MxProblemKind::NotFound);
    rig.members(Ok(vec![]));
    assert_eq!(ending(&rig), EndingKind::NothingConnected);
    rig.act(A::Reopen);
    assert!(rig.take(&Effect::RequestWidgetUrl {
        request: 1,
        current_member: None,
        current_microdeposit: None,
        update_credentials: false,
    }));
}

#[test]
fn without_a_member_those_aggregated_since_the_session_began_are_looked_at() {
    let mut rig = resumed(None);
    let mut old = member_of("MBR-old", S::Connected, false);
    old.aggregated_at = Some("2020-01-01T00:00:00Z".to_owned());
    let mut new = member_of(M, S::Challenged, false);
    new.aggregated_at = Some("2099-01-01T00:00:00Z".to_owned());
    rig.members(Ok(vec![old, new]));
    assert_eq!(rig.view().member_guid.as_deref(), Some(M));
}

#[test]
fn without_a_user_nothing_was_connected() {
    let machine = Machine::resumed(begin(SessionMode::Verification), None, None, BEGAN);
    let rig = Rig::of(machine);
    assert_eq!(ending(&rig), EndingKind::NothingConnected);
    assert_eq!(rig.view().actions, [A::StartOver, A::Finish]);
}

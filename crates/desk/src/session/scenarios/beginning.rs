//! From the customer to the widget.

use super::*;

#[test]
fn the_widget_and_the_known_members_are_asked_for_together() {
    let mut rig = Rig::new(begin(SessionMode::Verification));
    assert_eq!(rig.view().phase, P::Preparing);
    rig.user_found();
    assert!(rig.take(&Effect::ListMembers));
    assert!(rig.take(&Effect::RequestWidgetUrl {
        request: 1,
        current_member: None,
        current_microdeposit: None,
        update_credentials: false,
    }));
}

#[test]
fn the_widget_opens_on_its_own_origin_and_mount() {
    let rig = Rig::open();
    let view = rig.view();
    assert_eq!((view.phase, view.widget_mount), (P::Open, 1));
    assert_eq!(view.widget_origin.as_deref(), Some(ORIGIN));
    assert_eq!(view.actions, [A::CloseWidget]);
}

#[test]
fn a_customer_just_created_has_no_members_to_list() {
    let mut rig = Rig::new(begin(SessionMode::Verification));
    rig.take(&Effect::PrepareUser);
    let user = User {
        guid: "USR-1".to_owned(),
        ..User::default()
    };
    rig.answer(Answer::User {
        result: Ok(user),
        created: true,
    });
    assert!(!rig.wanted.contains(&Effect::ListMembers));
}

#[test]
fn a_customer_who_can_not_be_prepared_stops_the_session() {
    let mut rig = Rig::new(begin(SessionMode::Verification));
    let problem = Problem::from(crate::mx::MxProblem::new(MxProblemKind::NotAllowed));
    rig.answer(Answer::User {
        result: Err(problem),
        created: false,
    });
    assert_eq!(
        (rig.view().phase, ending(&rig)),
        (P::Stopped, EndingKind::Failed)
    );
    assert_eq!(rig.problem().code, ProblemCode::NotAllowed);
    assert_eq!(rig.view().actions, [A::StartOver, A::Finish]);
}

#[test]
fn a_widget_that_can_not_be_prepared_can_be_asked_for_again() {
    let mut rig = Rig::new(begin(SessionMode::Verification));
    rig.user_found();
    let problem = Problem::from(crate::mx::MxProblem::new(MxProblemKind::Unavailable));
    rig.answer(Answer::Widget {
        request: 1,
        result: Err(problem),
    });
    assert_eq!(rig.view().actions[0], A::ReloadWidget);
    rig.act(A::ReloadWidget);
    assert_eq!(rig.view().phase, P::Preparing);
    assert!(rig.take(&Effect::RequestWidgetUrl {
        request: 2,
        current_member: None,
        current_microdeposit: None,
        update_credentials: false,
    }));
    // The first request's answer comes too late.
    rig.answer(Answer::Widget {
        request: 1,
        result: Ok(ORIGIN.to_owned()),
    });
    assert_eq!(rig.view().phase, P::Preparing);
}

/// The customer is found, on whose connection the session begins.
fn repairing() -> Rig {
    let mut rig = Rig::new(crate::session::Begin {
        member_guid: Some(M.to_owned()),
        ..begin(SessionMode::Verification)
    });
    rig.user_found();
    rig
}

fn on_member(update_credentials: bool) -> Effect {
    Effect::RequestWidgetUrl {
        request: 1,
        current_member: Some(M.to_owned()),
        current_microdeposit: None,
        update_credentials,
    }
}

/// MX's widget would say of itself that the sign-in is locked, and offer nothing.
#[test]
fn a_locked_sign_in_is_asked_for_anew() {
    let mut rig = repairing();
    rig.members(Ok(vec![member_of(M, S::Locked, false)]));
    assert!(rig.take(&on_member(true)));

    let mut rig = Rig::closed(M);
    rig.stands(M, S::Locked, false);
    rig.act(A::Reopen);
    assert!(rig.wanted.iter().any(|effect| matches!(
        effect,
        Effect::RequestWidgetUrl {
            update_credentials: true,
            ..
        }
    )));
}

#[test]
fn a_known_member_is_opened_although_nobody_can_say_how_it_stands() {
    let mut rig = repairing();
    rig.members(Err(MxProblemKind::Unavailable));
    assert!(rig.take(&on_member(false)));
}

#[test]
fn a_known_member_can_be_opened_for_repair() {
    let mut rig = repairing();
    rig.members(Ok(vec![member_of(M, S::Denied, false)]));
    assert!(rig.take(&on_member(false)));
    assert_eq!(rig.view().member_guid.as_deref(), Some(M));
    assert_eq!(
        rig.view().institution.map(|i| i.name).as_deref(),
        Some("MX Bank")
    );
    // For the history, whatever the widget says of it.
    assert!(rig.take(&Effect::Journal(Note::Institution("MX Bank".to_owned()))));
}

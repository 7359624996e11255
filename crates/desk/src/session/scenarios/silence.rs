//! A widget that says nothing.

use super::*;

fn silent() -> Rig {
    let mut rig = Rig::new(begin(SessionMode::Verification));
    rig.user_found();
    rig.members(Ok(vec![]));
    rig.widget_ready();
    rig.feed(Input::TicketTaken);
    rig
}

#[test]
fn a_widget_that_says_nothing_is_a_problem_within_ten_seconds() {
    let mut rig = silent();
    rig.advance(9_000);
    assert!(rig.view().problem.is_none());
    rig.advance(900);
    assert_eq!(rig.problem().code, ProblemCode::WidgetSilent);
    assert_eq!(
        rig.view().actions,
        [A::ReloadWidget, A::CloseWidget, A::StartOver, A::Finish]
    );
}

#[test]
fn refused_messages_are_no_sign_of_life() {
    let mut rig = silent();
    rig.refuse(Refused::OtherSource, 3);
    rig.advance(9_900);
    assert_eq!(rig.problem().code, ProblemCode::WidgetSilent);
}

#[test]
fn a_word_of_the_widget_clears_it() {
    let mut rig = silent();
    rig.advance(12_000);
    rig.message(Event::Load);
    assert!(rig.view().problem.is_none());
    assert_eq!(rig.view().actions, [A::CloseWidget]);
}

#[test]
fn a_reloaded_widget_has_ten_seconds_of_its_own() {
    let mut rig = silent();
    rig.advance(12_000);
    rig.act(A::ReloadWidget);
    assert!(rig.view().problem.is_none());
    rig.widget_ready();
    rig.advance(9_000);
    assert!(rig.view().problem.is_none());
    rig.advance(900);
    assert_eq!(rig.problem().code, ProblemCode::WidgetSilent);
}

#[test]
fn an_expired_ticket_can_be_replaced() {
    let mut rig = silent();
    rig.feed(Input::TicketExpired);
    assert_eq!(rig.problem().code, ProblemCode::WidgetExpired);
    assert_eq!(rig.view().actions[0], A::ReloadWidget);
}

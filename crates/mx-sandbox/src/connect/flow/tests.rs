use super::*;
use crate::{
    World,
    world::{AccountType, Job, Mode, UserAttributes},
};

fn verification() -> WidgetConfig {
    WidgetConfig {
        requested_mode: Some(Mode::Verification),
        ..WidgetConfig::default()
    }
}

/// A member that ended like this.
fn member(status: ConnectionStatus, error_code: Option<u32>) -> Member {
    let world = World::new(1.0, 1, "http://127.0.0.1:1");
    let user = world.create_user(UserAttributes::default()).unwrap();
    let answers: Vec<(String, String)> = world
        .institution_credentials("mxbank")
        .into_iter()
        .map(|field| (field.guid, "anything".to_owned()))
        .collect();
    let job = Job::verification();
    let mut member = world
        .create_member(&user.guid, "mxbank", &answers, job)
        .unwrap();
    member.connection_status = status;
    member.error_code = error_code;
    member.is_being_aggregated = false;
    member
}

/// A widget on the connecting step, whose next poll finds this member.
fn after_poll(config: &WidgetConfig, found: &Member) -> (Flow, Vec<Event>) {
    let mut waiting = found.clone();
    waiting.connection_status = ConnectionStatus::Created;
    let (mut flow, _) = Flow::open(
        config,
        Opening::Member(Box::new(waiting)),
        ClientProfile::default(),
    );
    let outcome = flow.polled(found.clone());
    (flow, events(outcome))
}

fn events(outcome: Outcome) -> Vec<Event> {
    outcome.posts.into_iter().map(|post| post.event).collect()
}

fn step_change(from: Step, to: Step) -> Event {
    Event::StepChange {
        previous: Some(from),
        current: Some(to),
    }
}

fn invalid_data(member: &Member, code: i64) -> Event {
    Event::InvalidData {
        member_guid: Some(member.guid.clone()),
        code: Some(code),
    }
}

#[tokio::test]
async fn a_status_that_is_no_success_ends_where_mx_leads_it() {
    use ConnectionStatus::{
        Closed, Degraded, Delayed, Denied, Disabled, Disconnected, Discontinued, Expired, Failed,
        Impaired, Impeded, Imported, Locked, Pending, Prevented, Rejected,
    };
    for status in [
        Prevented,
        Rejected,
        Locked,
        Impeded,
        Degraded,
        Disconnected,
        Discontinued,
        Closed,
        Delayed,
        Failed,
        Disabled,
        Imported,
        Expired,
        Impaired,
    ] {
        let (flow, _) = after_poll(&verification(), &member(status, None));
        assert_eq!(*flow.step(), Step::ActionableError, "{status:?}");
    }
    for status in [Denied, Pending] {
        let (flow, _) = after_poll(&verification(), &member(status, None));
        assert_eq!(*flow.step(), Step::EnterCreds, "{status:?}");
    }
    for code in [2004, 2005] {
        let (flow, _) = after_poll(&verification(), &member(Failed, Some(code)));
        assert_eq!(*flow.step(), Step::EnterCreds, "{code}");
    }
}

#[tokio::test]
async fn a_running_job_is_waited_for_whatever_the_status() {
    for status in [ConnectionStatus::Denied, ConnectionStatus::Connected] {
        let mut found = member(status, None);
        found.is_being_aggregated = true;
        let (flow, _) = after_poll(&verification(), &found);
        assert_eq!(*flow.step(), Step::Connecting, "{status:?}");
    }
}

#[tokio::test]
async fn codes_of_unusable_data_replace_the_member_error() {
    for code in [1000, 1001, 1002, 3000, 3001, 3002] {
        let failed = member(ConnectionStatus::Failed, Some(code));
        let (_, said) = after_poll(&verification(), &failed);
        assert_eq!(said[1], invalid_data(&failed, i64::from(code)));
    }
}

#[tokio::test]
async fn no_eligible_accounts_is_a_matter_of_verification() {
    let failed = member(ConnectionStatus::Failed, Some(1000));
    let (_, said) = after_poll(&WidgetConfig::default(), &failed);
    assert_eq!(said[1], member_error(&failed));
}

#[tokio::test]
async fn ok_on_the_error_view_leads_back_to_the_search() {
    let (mut flow, _) = after_poll(&verification(), &member(ConnectionStatus::Degraded, None));
    let said = events(flow.acknowledged(Root::Search));
    assert!(matches!(said[0], Event::MemberErrorPrimaryAction { .. }));
    assert_eq!(said[1], back_to_search());
    assert_eq!(said[2], step_change(Step::ActionableError, Step::Search));
}

#[tokio::test]
async fn ok_without_a_search_leads_to_the_form_and_says_back_to_search_all_the_same() {
    let config = WidgetConfig {
        disable_institution_search: Some(true),
        ..verification()
    };
    let (mut flow, _) = after_poll(&config, &member(ConnectionStatus::Degraded, None));
    let said = events(flow.acknowledged(Root::Search));
    assert_eq!(said[1], back_to_search());
    assert_eq!(
        said[2],
        step_change(Step::ActionableError, Step::EnterCreds)
    );
    assert!(flow.updates());
}

#[tokio::test]
async fn buttons_of_a_view_that_is_gone_do_nothing() {
    let (mut flow, _) = Flow::open(
        &verification(),
        Opening::Root(Root::Search),
        ClientProfile::default(),
    );
    for outcome in [
        flow.done(),
        flow.read_disclosure(),
        flow.consents(),
        flow.answers_offer(true),
        flow.leaves_guard(Root::Search),
        flow.chose_manual_account(AccountType::Cash),
        flow.added_manual_account(Ok("ACT-1".to_owned())),
        flow.done_with_manual(Root::Search),
        flow.goes_on_with(None),
        flow.leaves_verify_error(),
        flow.understands_deposits(),
        flow.deposit_polled(None),
        flow.tries_again(),
        flow.wants_update(),
        flow.signs_in_again(),
        flow.acknowledged(Root::Search),
        flow.chooses_another(Root::Search),
        flow.answered(None),
        flow.polled(member(ConnectionStatus::Connected, None)),
        flow.goes_back(Root::Search),
    ] {
        assert_eq!(outcome, Outcome::default());
    }
    assert_eq!(*flow.step(), Step::Search);
}

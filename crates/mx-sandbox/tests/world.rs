//! How the simulated MX changes as time passes, on a clock that the tests move.
#![allow(clippy::unwrap_used, reason = "what a test rests on has to hold")]

use std::time::Duration;

use mx_sandbox::{
    World,
    error::{CreateMemberError, MemberRefusal, TokenRefusal},
    world::{ConnectionStatus, Job, Language, Member, Product, UserAttributes, WidgetConfig},
};
use tokio::time::advance;

const ORIGIN: &str = "http://127.0.0.1:1";

fn world() -> World {
    World::new(1.0, 1, ORIGIN)
}

fn user(world: &World) -> String {
    world.create_user(UserAttributes::default()).unwrap().guid
}

fn answers(world: &World, code: &str, password: &str) -> Vec<(String, String)> {
    let fields = world.institution_credentials(code);
    let values = ["mxuser", password];
    fields
        .into_iter()
        .zip(values)
        .map(|(field, value)| (field.guid, value.to_owned()))
        .collect()
}

fn connect(world: &World, user: &str, password: &str, job: Job) -> Member {
    let answers = answers(world, "mxbank", password);
    world.create_member(user, "mxbank", &answers, job).unwrap()
}

async fn seconds(count: u64) {
    advance(Duration::from_secs(count)).await;
}

#[tokio::test(start_paused = true)]
async fn a_verification_unfolds_in_about_fourteen_seconds() {
    let world = world();
    let user = user(&world);
    let member = connect(&world, &user, "fine", Job::verification());
    let mut story = Vec::new();
    for second in 0..=20_u64 {
        let now = world.member(&user, &member.guid).unwrap();
        let look = (
            now.connection_status,
            now.is_being_aggregated,
            now.has_processed_accounts,
            now.has_processed_account_numbers,
        );
        if story.last().is_none_or(|(_, last)| *last != look) {
            story.push((second, look));
        }
        seconds(1).await;
    }
    use ConnectionStatus::{Connected, Created};
    let looks = story.iter().map(|(_, look)| *look).collect::<Vec<_>>();
    assert_eq!(
        looks,
        [
            (Created, true, false, false),
            (Connected, true, false, false),
            (Connected, true, true, false),
            (Connected, true, true, true),
            (Connected, false, true, true),
        ]
    );
    let (end, _) = story.last().unwrap();
    assert!((13..=15).contains(end), "{end}");
}

#[tokio::test(start_paused = true)]
async fn data_can_be_read_when_the_flags_say_so_and_not_before() {
    let world = world();
    let user = user(&world);
    let member = connect(&world, &user, "fine", Job::verification());
    for _ in 0..40 {
        let now = world.member(&user, &member.guid).unwrap();
        let accounts = !world.accounts(&member.guid).is_empty();
        let numbers = !world.account_numbers(&member.guid).is_empty();
        assert_eq!(accounts, now.has_processed_accounts);
        assert_eq!(numbers, now.has_processed_account_numbers);
        advance(Duration::from_millis(500)).await;
    }
}

#[tokio::test(start_paused = true)]
async fn a_repeated_run_is_quick_and_keeps_the_accounts() {
    let world = world();
    let user = user(&world);
    let member = connect(&world, &user, "fine", Job::verification());
    seconds(20).await;
    let before = world.account_numbers(&member.guid);
    let first_success = world.member(&user, &member.guid).unwrap();
    let start = world
        .start_job(&user, &member.guid, Job::verification())
        .unwrap();
    assert!(start.started && start.member.is_being_aggregated);
    assert_eq!(start.member.connection_status, ConnectionStatus::Connected);
    seconds(5).await;
    let after = world.member(&user, &member.guid).unwrap();
    assert!(!after.is_being_aggregated);
    assert!(after.successfully_aggregated_at > first_success.successfully_aggregated_at);
    assert_eq!(world.account_numbers(&member.guid), before);
}

#[tokio::test(start_paused = true)]
async fn a_refusal_comes_quickly() {
    let world = world();
    let user = user(&world);
    let member = connect(&world, &user, "INVALID", Job::verification());
    seconds(4).await;
    let now = world.member(&user, &member.guid).unwrap();
    assert_eq!(now.connection_status, ConnectionStatus::Denied);
    assert!(!now.is_being_aggregated && !now.is_authenticated);
    assert_eq!(now.successfully_aggregated_at, None);
}

#[tokio::test(start_paused = true)]
async fn an_unanswered_question_expires_and_the_job_can_be_run_again() {
    let world = world();
    let user = user(&world);
    let member = connect(&world, &user, "challenge", Job::verification());
    seconds(60).await;
    let asked = world.member(&user, &member.guid).unwrap();
    assert_eq!(asked.connection_status, ConnectionStatus::Challenged);
    let challenge = asked.challenges[0].guid.clone();
    seconds(600).await;
    let expired = world.member(&user, &member.guid).unwrap();
    assert_eq!(expired.connection_status, ConnectionStatus::Expired);
    assert!(expired.challenges.is_empty());
    let answer = [(challenge, "correct".to_owned())];
    let late = world.answer_challenge(&user, &member.guid, &answer);
    assert_eq!(late, Err(MemberRefusal::NotChallenged));

    world
        .start_job(&user, &member.guid, Job::verification())
        .unwrap();
    seconds(10).await;
    let again = world.member(&user, &member.guid).unwrap();
    assert_eq!(again.connection_status, ConnectionStatus::Challenged);
}

#[tokio::test(start_paused = true)]
async fn an_answer_in_time_keeps_the_question_from_expiring() {
    let world = world();
    let user = user(&world);
    let member = connect(&world, &user, "challenge", Job::verification());
    seconds(290).await;
    let asked = world.member(&user, &member.guid).unwrap();
    let answer = [(asked.challenges[0].guid.clone(), "correct".to_owned())];
    let resumed = world
        .answer_challenge(&user, &member.guid, &answer)
        .unwrap();
    assert_eq!(resumed.connection_status, ConnectionStatus::Resumed);
    seconds(3600).await;
    let done = world.member(&user, &member.guid).unwrap();
    assert_eq!(done.connection_status, ConnectionStatus::Connected);
    assert!(done.has_processed_account_numbers);
}

#[tokio::test(start_paused = true)]
async fn a_widget_url_lives_ten_minutes() {
    let world = world();
    let user = user(&world);
    let token = || {
        let config = WidgetConfig::default();
        let url = world.issue_widget_url(&user, config, Language::English);
        let url = url.unwrap().unwrap();
        url.rsplit('/').next().unwrap().to_owned()
    };
    let (early, late) = (token(), token());
    seconds(599).await;
    assert!(world.redeem_widget_token(&early).is_ok());
    seconds(1).await;
    assert_eq!(world.redeem_widget_token(&late), Err(TokenRefusal::Expired));
    assert_eq!(world.redeem_widget_token(&early), Err(TokenRefusal::Used));
}

#[tokio::test(start_paused = true)]
async fn a_deleted_members_accounts_linger_in_the_users_list() {
    let world = world();
    let user = user(&world);
    let member = connect(&world, &user, "fine", Job::verification());
    seconds(20).await;
    assert!(world.delete_member(&user, &member.guid));
    seconds(45).await;
    assert!(world.accounts(&member.guid).is_empty());
    assert_eq!(world.accounts_of_user(&user).len(), 6);
    seconds(60).await;
    assert!(world.accounts_of_user(&user).is_empty());
}

#[tokio::test(start_paused = true)]
async fn speed_divides_every_duration() {
    let world = World::new(10.0, 1, ORIGIN);
    assert_eq!(
        world.scaled(Duration::from_secs(5)),
        Duration::from_millis(500)
    );
    let user = user(&world);
    let member = connect(&world, &user, "fine", Job::verification());
    advance(Duration::from_millis(1_500)).await;
    let now = world.member(&user, &member.guid).unwrap();
    assert!(!now.is_being_aggregated);
}

#[tokio::test(start_paused = true)]
async fn a_second_mx_bank_names_the_first() {
    let world = world();
    let user = user(&world);
    let member = connect(&world, &user, "fine", Job::verification());
    let answers = answers(&world, "mxbank", "other");
    let again = world.create_member(&user, "mxbank", &answers, Job::verification());
    let member_guid = member.guid;
    assert_eq!(again, Err(CreateMemberError::Duplicate { member_guid }));
}

#[test]
fn a_session_searches_what_it_allows() {
    let world = world();
    let names = |query: &str, config: &WidgetConfig| {
        let found = world.search_institutions(query, config);
        found
            .into_iter()
            .map(|entry| entry.name)
            .collect::<Vec<_>>()
    };
    let any = WidgetConfig::default();
    assert_eq!(names(" larkmoor ", &any), ["Larkmoor Credit Union"]);
    assert_eq!(names("zzz", &any), Vec::<String>::new());
    let canada = WidgetConfig {
        iso_country_code: Some(vec!["CA".to_owned()]),
        ..WidgetConfig::default()
    };
    assert_eq!(names("", &canada), ["Caisse Nordwick"]);
    let investing = WidgetConfig {
        data_request: Some(mx_sandbox::world::DataRequest {
            products: vec![Product::Investments],
        }),
        ..WidgetConfig::default()
    };
    let found = world.search_institutions("", &investing);
    assert!(!found.is_empty());
    assert!(
        found
            .iter()
            .all(|entry| entry.supports(Product::Investments))
    );
    assert_eq!(world.popular_institutions(&any)[0].code, "mxbank");
}

#[test]
fn the_language_is_the_first_that_connect_speaks() {
    let cases = [
        ("es", Language::Spanish),
        ("de-DE, fr-CA;q=0.9, en;q=0.8", Language::CanadianFrench),
        ("en-GB", Language::English),
        ("de", Language::English),
        ("", Language::English),
    ];
    for (header, expected) in cases {
        assert_eq!(Language::from_accept_language(header), expected, "{header}");
    }
}

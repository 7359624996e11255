//! Handing the widget over: the customer window, the link, and from one to the other.

#![allow(
    clippy::unwrap_used,
    reason = "part of the tests, though not each a test itself"
)]

use std::{sync::Arc, time::Duration};

use connect_events::{ConnectionStatus, Event, Message};
use desk::view::{
    AuditAction, EndingKind, HandOver, ProblemCode, SessionAction, SessionPhase, WidgetSetup,
};
use secrecy::ExposeSecret;
use tokio::time::sleep;

use crate::world::{BEGAN, ORIGIN, WIDGET_URL, World, start};

const USER: &str = "USR-c-1";
const M: &str = "MBR-1";

async fn secs(seconds: u64) {
    sleep(Duration::from_secs(seconds)).await;
}

async fn begun(world: &World, hand_over: HandOver) -> String {
    let mut input = start("c-1");
    input.hand_over = hand_over;
    let id = world.desk.start_session(input).await.unwrap();
    world.until_phase(SessionPhase::Open).await;
    id
}

async fn windowed(world: &World) -> String {
    let id = begun(world, HandOver::Window).await;
    secs(1).await;
    id
}

/// What the page in the customer window says.
fn says(world: &World, id: &str, origin: &str, event: Event) {
    let mount = world.windows.last(|shown| shown.page.mount);
    let address = Message::new(event, USER, "SES-1").to_navigation("connectdesk");
    world
        .desk
        .customer_window_navigated(id, mount, origin, &address);
}

fn connected() -> Event {
    Event::MemberConnected {
        member_guid: Some(M.to_owned()),
    }
}

async fn audited(world: &World) -> usize {
    let page = world.desk.read_audit(0, 100).await.unwrap();
    page.entries
        .iter()
        .filter(|entry| entry.action == Some(AuditAction::HandOverLink))
        .count()
}

#[tokio::test(start_paused = true)]
async fn a_link_session_ends_by_itself_once_the_customer_has_connected() {
    let world = World::new().await;
    begun(&world, HandOver::Link).await;
    let asked = world.mx.set().widget_requests[0].hand_over;
    assert_eq!(asked, HandOver::Link);
    secs(40).await;
    world
        .mx
        .has_member(USER, M, ConnectionStatus::Created, true);
    world.until(|session| session.status.is_some()).await;
    secs(9).await;
    world.mx.has_verified(USER, M);
    let session = world.until_phase(SessionPhase::Done).await;
    assert_eq!(session.ending.unwrap().kind, EndingKind::Verified);
    let account = &session.result.unwrap().accounts[0];
    assert_eq!(account.numbers[0].mask, "•••• 5678");
}

#[tokio::test(start_paused = true)]
async fn mx_is_asked_for_one_member_s_status_no_faster_than_it_allows() {
    let world = World::new().await;
    begun(&world, HandOver::Link).await;
    world
        .mx
        .has_member(USER, M, ConnectionStatus::Created, true);
    secs(120).await;
    let asked = world.mx.calls_of("member_status");
    assert!(asked.len() > 8, "{}", asked.len());
    let apart = asked.windows(2).map(|pair| pair[1] - pair[0]);
    assert!(apart.min().unwrap() >= Duration::from_secs(3));
    let listed = world.mx.calls_of("list_members");
    let apart = listed.windows(2).map(|pair| pair[1] - pair[0]);
    assert!(apart.skip(1).min().unwrap() >= Duration::from_secs(5));
}

#[tokio::test(start_paused = true)]
async fn the_link_is_copied_for_a_moment_and_each_copy_is_audited() {
    let world = World::new().await;
    let id = begun(&world, HandOver::Link).await;
    world.desk.copy_link(&id).unwrap();
    world.desk.copy_link(&id).unwrap();
    let copied = world.clipboard.0.lock().unwrap().clone();
    assert_eq!(copied[0], (WIDGET_URL.to_owned(), Duration::from_secs(45)));
    assert_eq!(audited(&world).await, 2);
}

#[tokio::test(start_paused = true)]
async fn the_code_is_drawn_as_often_as_needed_and_audited_once() {
    let world = World::new().await;
    let id = begun(&world, HandOver::Link).await;
    let code = world.desk.link_code(&id).unwrap();
    let modules = code.modules.expose_secret();
    assert_eq!(modules.len(), (code.size * code.size) as usize);
    // Every QR code has a finder in its corner: a dark line of seven, and a light one beside it.
    assert!(modules.starts_with("11111110"), "{modules}");
    world.desk.link_code(&id).unwrap();
    assert_eq!(audited(&world).await, 1);

    world
        .desk
        .act(&id, SessionAction::ReloadWidget)
        .await
        .unwrap();
    world.until(|session| session.widget_mount == 2).await;
    world.desk.link_code(&id).unwrap();
    assert_eq!(audited(&world).await, 2, "a new link is another one");
}

#[tokio::test(start_paused = true)]
async fn an_expired_link_is_neither_copied_nor_drawn_and_a_new_one_is() {
    let world = World::new().await;
    let id = begun(&world, HandOver::Link).await;
    secs(601).await;
    let refused = world.desk.copy_link(&id).unwrap_err();
    assert_eq!(refused.code, ProblemCode::NotNow);
    assert!(world.desk.link_code(&id).is_err());
    world
        .desk
        .act(&id, SessionAction::ReloadWidget)
        .await
        .unwrap();
    world
        .until(|session| session.link.as_ref().is_some_and(|link| link.available))
        .await;
    world.desk.copy_link(&id).unwrap();
}

#[tokio::test(start_paused = true)]
async fn the_link_is_in_no_view_no_file_and_no_ticket() {
    let world = World::new().await;
    let id = begun(&world, HandOver::Link).await;
    world.desk.copy_link(&id).unwrap();
    world.desk.link_code(&id).unwrap();
    secs(20).await;
    let view = serde_json::to_string(&*world.desk.view()).unwrap();
    assert!(!view.contains("secret-token") && !world.files().contains("secret-token"));
    let refused = world.desk.take_widget_ticket(&id).err().unwrap();
    assert_eq!(refused.code, ProblemCode::NotNow);
}

#[tokio::test(start_paused = true)]
async fn a_link_session_goes_on_after_a_restart_and_ends_by_itself() {
    let world = World::new().await;
    let id = begun(&world, HandOver::Link).await;
    let (data, mx) = (Arc::clone(&world.data), world.mx.clone());
    drop(world);

    let world = World::on(data, mx).await;
    world
        .until_summary(&id, |it| it.hand_over == HandOver::Link)
        .await;
    world.desk.show_session(Some(&id)).unwrap();
    secs(60).await;
    let session = world.session();
    assert_eq!(session.phase, SessionPhase::Open);
    assert!(session.link.is_some_and(|link| !link.available));
    world.mx.has_verified(USER, M);
    world.until_phase(SessionPhase::Done).await;
}

#[tokio::test(start_paused = true)]
async fn a_session_handed_over_by_link_later_on_is_followed_after_a_restart() {
    let world = World::new().await;
    let id = world.open("c-1").await;
    secs(70 * 60).await;
    world.desk.hand_over(&id, HandOver::Link, None).unwrap();
    world.until(|session| session.link.is_some()).await;
    secs(1).await;
    let (data, mx) = (Arc::clone(&world.data), world.mx.clone());
    drop(world);

    let world = World::at(data, mx, BEGAN + 75 * 60_000).await;
    world
        .until_summary(&id, |it| it.phase == SessionPhase::Open)
        .await;
    world.mx.has_verified(USER, M);
    world
        .until_summary(&id, |it| it.phase == SessionPhase::Done)
        .await;
}

#[tokio::test(start_paused = true)]
async fn the_customer_window_gets_the_widget_and_speaks_by_navigations() {
    let world = World::new().await;
    let id = windowed(&world).await;
    assert_eq!(
        world.mx.set().widget_requests[0].hand_over,
        HandOver::Window
    );
    world.windows.last(|shown| {
        assert!(shown.is_open);
        assert_eq!(shown.page.url.expose_secret(), WIDGET_URL);
        assert_eq!(
            (shown.page.origin.as_str(), shown.page.scheme),
            (ORIGIN, "connectdesk")
        );
    });
    let refused = world.desk.take_widget_ticket(&id).err().unwrap();
    assert_eq!(refused.code, ProblemCode::NotNow, "it is shown once");

    says(&world, &id, ORIGIN, Event::Load);
    world.mx.has_verified(USER, M);
    says(&world, &id, ORIGIN, connected());
    world.until(|session| session.result.is_some()).await;
    assert!(
        world.windows.last(|shown| shown.is_open),
        "the last page is still shown"
    );
    world.until_phase(SessionPhase::Done).await;
    secs(1).await;
    assert!(!world.windows.last(|shown| shown.is_open));
}

#[tokio::test(start_paused = true)]
async fn a_customer_window_that_is_covered_is_shown_again() {
    let world = World::new().await;
    let id = windowed(&world).await;
    world.desk.show_customer_window(&id).unwrap();
    assert_eq!(world.windows.last(|shown| shown.brought_to_front), 1);

    world.desk.hand_over(&id, HandOver::Here, None).unwrap();
    let refused = world.desk.show_customer_window(&id).unwrap_err();
    assert_eq!(refused.code, ProblemCode::NotNow);
    assert_eq!(world.windows.last(|shown| shown.brought_to_front), 1);
}

#[tokio::test(start_paused = true)]
async fn what_is_around_the_widget_is_as_dark_as_the_widget_is_asked_for() {
    for (app_is_dark, set, is_dark) in [
        (false, None, false),
        (true, None, true),
        (true, Some("light"), false),
        (false, Some("dark"), true),
        (true, Some("browser"), true),
    ] {
        let world = World::new().await;
        let mut input = start("c-1");
        input.hand_over = HandOver::Window;
        input.dark = app_is_dark;
        let mut setup = WidgetSetup::default();
        setup.options.color_scheme = set.map(str::to_owned);
        input.setup = Some(setup);
        world.desk.start_session(input).await.unwrap();
        world.until_phase(SessionPhase::Open).await;
        secs(1).await;
        let drawn = world.windows.last(|shown| shown.page.dark);
        assert_eq!(drawn, is_dark, "app: {app_is_dark}, setup: {set:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn what_can_t_be_the_window_s_widget_is_refused() {
    let world = World::new().await;
    let id = windowed(&world).await;
    says(&world, &id, "https://evil.example", connected());
    world
        .desk
        .customer_window_navigated(&id, 0, ORIGIN, "connectdesk://load");
    world
        .desk
        .customer_window_navigated(&id, 1, ORIGIN, "mx://load?metadata=%7B%7D");
    let session = world.until(|session| session.refused_messages == 3).await;
    assert_eq!(session.member_guid, None);
    let kinds: Vec<_> = session
        .timeline
        .iter()
        .filter_map(|entry| entry.kind.strip_prefix("refused:"))
        .collect();
    assert_eq!(kinds, ["other_origin", "earlier_mount", "not_mx"]);
}

#[tokio::test(start_paused = true)]
async fn a_bank_s_own_page_opens_in_the_browser_and_the_window_makes_room() {
    let world = World::new().await;
    let id = windowed(&world).await;
    says(
        &world,
        &id,
        ORIGIN,
        Event::OauthRequested {
            url: Some("https://bank.example/login".to_owned().into()),
            member_guid: None,
        },
    );
    secs(1).await;
    assert!(
        (world.browser.0.lock().unwrap()).contains("https://bank.example/login"),
        "the bank's page was not opened"
    );
    assert!(world.windows.last(|shown| shown.has_made_room));
}

#[tokio::test(start_paused = true)]
async fn a_window_the_customer_closes_lets_mx_say_how_far_it_got() {
    let world = World::new().await;
    let id = windowed(&world).await;
    world.mx.has_verified(USER, M);
    world.desk.customer_window_left(&id, 1);
    world.until_phase(SessionPhase::Done).await;
}

#[tokio::test(start_paused = true)]
async fn from_here_to_the_window_to_a_link_and_what_is_known_stays() {
    let world = World::new().await;
    let id = world.open("c-1").await;
    world
        .mx
        .has_member(USER, M, ConnectionStatus::Challenged, true);
    world.says(
        &id,
        Event::MemberStatusUpdate {
            member_guid: Some(M.to_owned()),
            connection_status: Some(ConnectionStatus::Challenged),
        },
    );
    world.until(|session| session.member_guid.is_some()).await;

    world
        .desk
        .hand_over(&id, HandOver::Window, Some(1))
        .unwrap();
    world
        .until(|session| {
            session.phase == SessionPhase::Open && session.hand_over == HandOver::Window
        })
        .await;
    secs(1).await;
    assert_eq!(world.windows.last(|shown| shown.page.display), Some(1));
    world.desk.hand_over(&id, HandOver::Link, None).unwrap();
    let session = world.until(|session| session.link.is_some()).await;
    assert_eq!(session.member_guid.as_deref(), Some(M));
    secs(1).await;
    assert!(!world.windows.last(|shown| shown.is_open));
    let requests = world.mx.set().widget_requests.clone();
    let members: Vec<_> = requests
        .iter()
        .map(|request| request.current_member_guid.as_deref())
        .collect();
    assert_eq!(members, [None, Some(M), Some(M)]);

    world.mx.has_verified(USER, M);
    world.until_phase(SessionPhase::Done).await;
}

#[tokio::test(start_paused = true)]
async fn a_hand_over_that_is_not_offered_is_refused() {
    let world = World::new().await;
    let id = world.open("c-1").await;
    let refused = world.desk.hand_over(&id, HandOver::Here, None);
    assert_eq!(refused.unwrap_err().code, ProblemCode::NotNow);
}

#[tokio::test(start_paused = true)]
async fn where_the_organisation_allows_no_link_there_is_none() {
    let world = World::under(r#"{ "version": 1, "link_hand_over": false }"#).await;
    let id = world.open("c-1").await;
    let session = world.session();
    assert_eq!(session.other_hand_overs, [HandOver::Window]);
    let refused = world.desk.hand_over(&id, HandOver::Link, None);
    assert_eq!(refused.unwrap_err().code, ProblemCode::ForbiddenByPolicy);
    let mut input = start("c-2");
    input.hand_over = HandOver::Link;
    let refused = world.desk.start_session(input).await;
    assert_eq!(refused.unwrap_err().code, ProblemCode::ForbiddenByPolicy);
}

#[tokio::test(start_paused = true)]
async fn closing_a_session_takes_its_window_away() {
    let world = World::new().await;
    let id = windowed(&world).await;
    world
        .desk
        .act(&id, SessionAction::CloseWidget)
        .await
        .unwrap();
    secs(1).await;
    assert!(!world.windows.last(|shown| shown.is_open));
    world.until_phase(SessionPhase::Stopped).await;
}

#[tokio::test(start_paused = true)]
async fn a_link_of_before_the_policy_is_followed_and_not_renewed() {
    let world = World::new().await;
    let id = begun(&world, HandOver::Link).await;
    let (data, mx) = (Arc::clone(&world.data), world.mx.clone());
    drop(world);
    let policy = r#"{ "version": 1, "link_hand_over": false }"#;
    let later = World::under_on(policy, data, mx).await;
    later.desk.show_session(Some(&id)).unwrap();
    later.until_phase(SessionPhase::Open).await;
    let refused = later.desk.act(&id, SessionAction::ReloadWidget).await;
    assert_eq!(refused.unwrap_err().code, ProblemCode::ForbiddenByPolicy);
    secs(2).await;
    assert_eq!(later.mx.set().widget_requests.len(), 1);

    // Who has the link may finish all the same.
    later.mx.has_verified(USER, M);
    later.until_phase(SessionPhase::Done).await;
    // And what is left of the session can't make another.
    let refused = later.desk.act(&id, SessionAction::StartOver).await;
    assert_eq!(refused.unwrap_err().code, ProblemCode::ForbiddenByPolicy);
    assert_eq!(later.session().id, id, "it is still there");
}

//! The exact messages of every path through the page, in order, as a host receives them: the tables
//! of what MX's widget was seen to send, with the live sequence where it differs.

use serde_json::{Value, json};

use super::rehearsal::{Page, at, in_words, message, verification};
use crate::{
    connect::{delivery::Form, view::Kind},
    world::{ConnectionStatus, JobKind, Member, UserAttributes, WidgetConfig},
};

fn mx_bank() -> WidgetConfig {
    at("mxbank")
}

fn on_member(member: &Member) -> WidgetConfig {
    WidgetConfig {
        current_member_guid: Some(member.guid.clone()),
        ..verification()
    }
}

/// A page on MX Bank's form, with its opening messages out of the way.
fn form() -> Page {
    Page::after_opening(mx_bank())
}

#[tokio::test(start_paused = true)]
async fn success_from_loading_to_done() {
    let mut page = Page::open(verification());
    page.does(json!({"intent": "search", "query": "mx bank"}))
        .selects("mxbank")
        .signs_in("anything");
    page.connects().await.does(json!({"intent": "done"}));
    assert_eq!(
        page.received(),
        [
            "mx/load",
            "stepChange >search",
            "loaded search",
            "institutionSearch mx bank",
            "selectedInstitution mxbank",
            "stepChange search>enterCreds",
            "enterCredentials",
            "stepChange enterCreds>connecting",
            "memberStatusUpdate 0",
            "memberStatusUpdate 6",
            "memberConnected",
            "stepChange connecting>connected",
            "connected/primaryAction",
            "backToSearch",
            "stepChange connected>search",
        ]
    );
    let member = page.member();
    assert!(member.has_processed_account_numbers);
    assert!(!member.is_being_aggregated);
}

#[tokio::test(start_paused = true)]
async fn messages_carry_the_fields_of_the_tables() {
    let mut page = Page::open(verification());
    page.selects("mxbank").signs_in("anything");
    page.connects().await;
    let member = page.member();
    let institution = page.world.institution_by_code("mxbank").unwrap();
    let metadata: Vec<&Value> = page
        .inbox
        .iter()
        .map(|post| &message(post)["metadata"])
        .collect();
    assert_eq!(metadata[0], &json!({"user_guid": "", "session_guid": ""}));
    let with = |fields: Value| {
        let mut all = json!({"user_guid": page.user_guid, "session_guid": "ANS-1"});
        let more = fields.as_object().unwrap().clone();
        all.as_object_mut().unwrap().extend(more);
        all
    };
    assert_eq!(metadata[1], &with(json!({"current": "search"})));
    assert_eq!(
        metadata[3],
        &with(json!({
            "guid": institution.guid, "code": "mxbank", "name": "MX Bank", "url": institution.url,
        }))
    );
    let named = json!({"institution": {"guid": institution.guid, "code": "mxbank"}});
    assert_eq!(metadata[5], &with(named));
    assert_eq!(
        metadata[7],
        &with(json!({"member_guid": member.guid, "connection_status": 0}))
    );
    assert_eq!(metadata[9], &with(json!({"member_guid": member.guid})));
}

#[tokio::test(start_paused = true)]
async fn the_connected_view_is_drawn_half_a_second_after_member_connected() {
    let mut page = form();
    page.signs_in("anything");
    page.connects().await;
    let last: Vec<(String, u64)> = page.inbox[page.inbox.len() - 2..]
        .iter()
        .map(|post| (in_words(post), post.after_ms))
        .collect();
    assert_eq!(last[0], ("memberConnected".to_owned(), 0));
    assert_eq!(last[1], ("stepChange connecting>connected".to_owned(), 500));
}

#[tokio::test(start_paused = true)]
async fn questions_in_words_and_with_options() {
    for password in ["challenge", "options", "image"] {
        let mut page = form();
        page.signs_in(password);
        page.connects().await.answers("correct");
        page.connects().await;
        assert_eq!(
            page.received(),
            [
                "enterCredentials",
                "stepChange enterCreds>connecting",
                "memberStatusUpdate 0",
                "memberStatusUpdate 3",
                "stepChange connecting>mfa",
                "submitMFA",
                "stepChange mfa>connecting",
                "memberStatusUpdate 18",
                "memberStatusUpdate 6",
                "memberConnected",
                "stepChange connecting>connected",
            ],
            "{password}"
        );
    }
}

#[tokio::test(start_paused = true)]
async fn an_option_is_chosen_by_its_guid() {
    let mut page = form();
    page.signs_in("options");
    page.connects().await;
    let view = serde_json::to_value(&page.view).unwrap();
    let choices = view["prompts"][0]["choices"].as_array().unwrap().clone();
    let correct = choices
        .iter()
        .find(|choice| choice["label"] == "correct")
        .unwrap();
    page.answers(correct["value"].as_str().unwrap());
    page.connects().await;
    assert!(matches!(page.view.kind, Kind::Connected { .. }));
}

#[tokio::test(start_paused = true)]
async fn a_wrong_answer_shows_the_error_before_the_step() {
    let mut page = form();
    page.signs_in("challenge");
    page.connects().await;
    page.inbox.clear();
    page.answers("wrong");
    page.connects().await;
    assert_eq!(
        page.received(),
        [
            "submitMFA",
            "stepChange mfa>connecting",
            "memberStatusUpdate 18",
            "memberStatusUpdate 4",
            "memberError 4",
            "stepChange connecting>actionableError",
        ]
    );
}

#[tokio::test(start_paused = true)]
async fn a_wrong_password_leads_back_to_the_form_and_the_same_member_goes_on() {
    let mut page = form();
    page.signs_in("INVALID");
    page.connects().await;
    let first = page.member().guid;
    let Kind::Credentials { alert, .. } = &page.view.kind else {
        panic!("not the form: {:?}", page.view);
    };
    assert!(alert.is_some());
    page.signs_in("right");
    page.connects().await;
    assert_eq!(
        page.received(),
        [
            "enterCredentials",
            "stepChange enterCreds>connecting",
            "memberStatusUpdate 0",
            "memberStatusUpdate 2",
            "stepChange connecting>enterCreds",
            "memberError 2",
            "updateCredentials",
            "stepChange enterCreds>connecting",
            "memberStatusUpdate 15",
            "memberStatusUpdate 6",
            "memberConnected",
            "stepChange connecting>connected",
        ]
    );
    assert_eq!(page.member().guid, first);
}

#[tokio::test(start_paused = true)]
async fn errors_of_the_bank_have_a_view_of_their_own() {
    for (password, status) in [("LOCKED", 5), ("SERVER_ERROR", 14)] {
        let mut page = form();
        page.signs_in(password);
        page.connects()
            .await
            .does(json!({"intent": "choose_another"}));
        let words: Vec<String> = page.received().split_off(2);
        assert_eq!(
            words,
            [
                "memberStatusUpdate 0".to_owned(),
                format!("memberStatusUpdate {status}"),
                format!("memberError {status}"),
                "stepChange connecting>actionableError".to_owned(),
                "backToSearch".to_owned(),
                // The member that failed is offered, as every member is that could be verified.
                "stepChange actionableError>verifyExistingMember".to_owned(),
            ]
        );
    }
}

#[tokio::test(start_paused = true)]
async fn no_account_to_verify() {
    let mut page = Page::open(WidgetConfig {
        current_institution_code: Some("glimmerstone_card".to_owned()),
        ..verification()
    });
    page.signs_in("anything");
    page.connects().await;
    let words = page.received();
    assert_eq!(
        words[words.len() - 3..],
        [
            "memberStatusUpdate 14",
            "invalidData 1000",
            "stepChange connecting>actionableError",
        ]
    );
    assert!(!words.iter().any(|words| words.starts_with("memberError")));
    page.does(json!({"intent": "sign_in_again"}))
        .signs_in("anything");
    assert_eq!(
        page.received(),
        [
            "stepChange actionableError>enterCreds",
            "enterCredentials",
            "stepChange enterCreds>connecting",
        ]
    );
}

#[tokio::test(start_paused = true)]
async fn a_refused_member_changes_no_step() {
    let mut page = form();
    // An empty password is what the world refuses; the page's own check doesn't get here.
    page.signs_in("");
    assert_eq!(page.received(), ["enterCredentials", "createMemberError"]);
    let Kind::Credentials { alert, .. } = &page.view.kind else {
        panic!("not the form: {:?}", page.view);
    };
    assert!(alert.is_some());
}

#[tokio::test(start_paused = true)]
async fn a_member_that_exists_is_updated_by_the_form_for_new_ones() {
    let mut page = form();
    page.signs_in("LOCKED");
    page.connects().await;
    let mut page = page.again(mx_bank());
    page.inbox.clear();
    page.signs_in("right");
    page.connects().await;
    let words = page.received();
    assert_eq!(
        words[..2],
        ["enterCredentials", "stepChange enterCreds>connecting"]
    );
    assert_eq!(words.last().unwrap(), "stepChange connecting>connected");
    assert_eq!(page.world.members(&page.user_guid).len(), 1);
}

#[tokio::test(start_paused = true)]
async fn an_identity_job_adds_a_status_and_nothing_else() {
    let mut page = Page::open(WidgetConfig {
        include_identity: Some(true),
        ..mx_bank()
    });
    page.inbox.clear();
    page.signs_in("anything");
    page.connects().await;
    assert_eq!(
        page.received()[2..],
        [
            "memberStatusUpdate 0",
            "memberStatusUpdate 6",
            "memberStatusUpdate 6",
            "memberConnected",
            "stepChange connecting>connected",
        ]
    );
}

#[tokio::test(start_paused = true)]
async fn a_long_wait_is_said_once_and_ends_as_any_other() {
    let mut page = form();
    page.signs_in("anything");
    page.inbox.clear();
    // Time stands still for the bank, so it never answers.
    for _ in 0..20 {
        page.does(json!({"intent": "poll"}));
    }
    assert_eq!(
        page.received(),
        ["memberStatusUpdate 0", "stepChange connecting>timeOut"]
    );
    page.connects().await;
    assert_eq!(
        page.received(),
        [
            "memberStatusUpdate 6",
            "memberConnected",
            "stepChange connecting>connected",
        ]
    );
}

#[tokio::test(start_paused = true)]
async fn a_search_is_reported_after_the_choice_that_overtook_it() {
    let mut page = Page::after_opening(verification());
    page.selects("mxbank");
    page.does(json!({"intent": "search", "query": "mx"}));
    assert_eq!(
        page.received(),
        [
            "selectedInstitution mxbank",
            "stepChange search>enterCreds",
            "institutionSearch mx",
        ]
    );
    assert!(matches!(page.view.kind, Kind::Credentials { .. }));
}

#[tokio::test(start_paused = true)]
async fn one_letter_is_no_search() {
    let mut page = Page::after_opening(verification());
    page.does(json!({"intent": "search", "query": "q"}));
    assert_eq!(page.received(), [""; 0]);
}

#[tokio::test(start_paused = true)]
async fn leaving_a_form_says_back_to_search() {
    let mut page = Page::after_opening(verification());
    page.selects("mxbank").does(json!({"intent": "back"}));
    assert_eq!(
        page.received()[2..],
        ["backToSearch", "stepChange enterCreds>search"]
    );
}

#[tokio::test(start_paused = true)]
async fn the_hosts_back_is_refused_by_a_widget_that_opened_on_the_search() {
    let mut page = Page::after_opening(verification());
    page.selects("mxbank")
        .does(json!({"intent": "navigate_back"}));
    assert_eq!(page.received()[2..], ["mx/navigation false"]);

    let mut page = form();
    page.does(json!({"intent": "navigate_back"}));
    assert_eq!(
        page.received(),
        ["mx/navigation true", "stepChange enterCreds>search"]
    );

    let mut page = Page::after_opening(WidgetConfig {
        disable_institution_search: Some(true),
        ..mx_bank()
    });
    page.does(json!({"intent": "navigate_back"}));
    assert_eq!(page.received(), ["mx/navigation false"]);
}

#[tokio::test(start_paused = true)]
async fn an_existing_member_is_offered_for_verification_and_its_job_is_run() {
    let mut page = Page::open(WidgetConfig {
        current_institution_code: Some("mxbank".to_owned()),
        ..WidgetConfig::default()
    });
    page.signs_in("anything");
    page.connects().await;
    assert_eq!(page.member().job.unwrap().kind, JobKind::Aggregation);

    let mut page = page.again(verification());
    let member = page.member().guid;
    page.does(json!({"intent": "verify_existing", "member": member}));
    assert!(page.member().is_being_aggregated);
    page.connects().await;
    assert_eq!(
        page.received(),
        [
            "mx/load",
            "stepChange >verifyExistingMember",
            "loaded verifyExistingMember",
            "stepChange verifyExistingMember>connecting",
            "memberStatusUpdate 6",
            "memberConnected",
            "stepChange connecting>connected",
        ]
    );
    assert!(page.member().has_processed_account_numbers);
}

#[tokio::test(start_paused = true)]
async fn what_opens_follows_the_members_status() {
    for (password, step) in [
        ("anything", "connected"),
        ("challenge", "mfa"),
        ("INVALID", "enterCreds"),
        ("LOCKED", "actionableError"),
    ] {
        let mut first = form();
        first.signs_in(password);
        first.connects().await;
        let mut page = first.again(on_member(&first.member()));
        assert_eq!(
            page.received(),
            [
                "mx/load".to_owned(),
                format!("stepChange >{step}"),
                format!("loaded {step}")
            ]
        );
    }
}

#[tokio::test(start_paused = true)]
async fn a_member_that_is_still_being_connected_is_gone_on_with() {
    let mut first = form();
    first.signs_in("anything");
    let mut page = first.again(on_member(&first.member()));
    page.connects().await;
    let words = page.received();
    assert_eq!(words[2], "loaded connecting");
    assert_eq!(words.last().unwrap(), "stepChange connecting>connected");
}

#[tokio::test(start_paused = true)]
async fn a_rejected_member_is_tried_again_at_once() {
    let mut first = form();
    first.signs_in("challenge");
    first.connects().await.answers("wrong");
    first.connects().await;
    let rejected = first.member();
    assert_eq!(rejected.connection_status, ConnectionStatus::Rejected);
    let mut page = first.again(on_member(&rejected));
    assert_eq!(page.received()[2], "loaded connecting");
    assert!(page.member().is_being_aggregated);
    page.connects().await;
    assert!(matches!(page.view.kind, Kind::Mfa { .. }));
}

#[tokio::test(start_paused = true)]
async fn update_credentials_forces_the_form() {
    let mut first = form();
    first.signs_in("anything");
    first.connects().await;
    let mut page = first.again(WidgetConfig {
        update_credentials: Some(true),
        ..on_member(&first.member())
    });
    page.signs_in("new");
    assert_eq!(
        page.received()[2..],
        [
            "loaded enterCreds",
            "updateCredentials",
            "stepChange enterCreds>connecting",
        ]
    );
}

#[tokio::test(start_paused = true)]
async fn in_a_mobile_web_view_messages_are_addresses_of_the_apps_scheme() {
    let mut page = Page::open(WidgetConfig {
        is_mobile_webview: Some(true),
        ui_message_webview_url_scheme: Some("deskapp".to_owned()),
        ..mx_bank()
    });
    page.signs_in("anything");
    let addresses: Vec<String> = page
        .inbox
        .iter()
        .map(|post| match &post.form {
            Form::Url(url) => url.split('?').next().unwrap().to_owned(),
            Form::Message(message) => panic!("posted: {message}"),
        })
        .collect();
    assert_eq!(
        addresses,
        [
            "deskapp://load",
            "deskapp://connect/stepChange",
            "deskapp://connect/loaded",
            "deskapp://connect/enterCredentials",
            "deskapp://connect/stepChange",
        ]
    );
}

#[tokio::test(start_paused = true)]
async fn another_users_member_is_not_opened() {
    let mut first = form();
    first.signs_in("anything");
    let member = first.member();
    let stranger = first.world.create_user(UserAttributes::default()).unwrap();
    let mut page = Page::open_for(first.world.clone(), stranger.guid, on_member(&member));
    assert_eq!(page.received()[2], "loaded search");
}

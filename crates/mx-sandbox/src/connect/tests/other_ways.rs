//! Ways through the page beside a sign-in with credentials: the bank's own page, one account to
//! choose, and what can be done about a member that failed.

use serde_json::{Value, json};

use super::rehearsal::{Page, at, verification};
use crate::world::{
    ConnectionStatus, DataRequest, OauthDecision, OauthReason, OauthReferralSource, Product,
    WidgetConfig,
};

/// A member that ended with a status, on its error view.
async fn failed(status: &str) -> Page {
    let mut page = Page::after_opening(at("weathervane_bank"));
    page.signs_in(status);
    page.connects().await;
    page.inbox.clear();
    page
}

#[tokio::test(start_paused = true)]
async fn the_bank_lets_mx_in() {
    let mut page = Page::after_opening(at("mx_bank_oauth"));
    assert_eq!(page.drawn()["opens_window"], true);
    page.decides_at_the_bank(OauthDecision::Authorize);
    page.connects().await;
    assert_eq!(
        page.received(),
        [
            "oauthRequested",
            "stepChange enterCreds>connecting",
            "memberStatusUpdate 6",
            "memberConnected",
            "stepChange connecting>connected",
        ]
    );
    assert!(page.member().has_processed_account_numbers);
}

#[tokio::test(start_paused = true)]
async fn the_bank_is_told_no_and_asked_again() {
    let mut page = Page::after_opening(at("mx_bank_oauth"));
    let first = page.drawn()["url"].clone();
    for (reason, name) in [
        (OauthReason::Denied, "DENIED"),
        (OauthReason::Cancelled, "CANCELLED"),
        (OauthReason::ProviderError, "PROVIDER_ERROR"),
    ] {
        page.decides_at_the_bank(OauthDecision::Refuse(reason))
            .does(json!({"intent": "log_in_again"}));
        assert_eq!(
            page.received(),
            [
                "oauthRequested".to_owned(),
                format!("oauthError {name}"),
                "stepChange enterCreds>oauthError".to_owned(),
                "stepChange oauthError>enterCreds".to_owned(),
            ]
        );
    }
    assert_ne!(page.drawn()["url"], first, "an address opens once");
    page.decides_at_the_bank(OauthDecision::Authorize);
    page.connects().await;
    assert_eq!(page.drawn()["kind"], "connected");
}

#[tokio::test(start_paused = true)]
async fn waiting_for_the_bank_is_left_for_another_try_or_the_verification() {
    let mut page = Page::after_opening(at("mx_bank_oauth"));
    let first = page.drawn()["url"].clone();
    page.does(json!({"intent": "go_to_login"}));
    assert_eq!(page.drawn()["poll_after_ms"], 1_500);
    page.does(json!({"intent": "login_poll"}));
    assert_eq!(page.drawn()["kind"], "oauth_waiting");
    assert_eq!(page.drawn()["poll_after_ms"], 1_000);

    page.does(json!({"intent": "log_in_again"}));
    assert_eq!(page.drawn()["kind"], "oauth");
    assert_ne!(page.drawn()["url"], first);
    page.does(json!({"intent": "go_to_login"}))
        .does(json!({"intent": "cancel_login"}));
    assert_eq!(
        page.received(),
        [
            "oauthRequested",
            "oauthRequested",
            "backToSearch",
            "stepChange enterCreds>search",
        ]
    );
}

#[tokio::test(start_paused = true)]
async fn an_app_opens_the_banks_page_itself() {
    let mut config = at("mx_bank_oauth");
    config.requested_oauth_referral_source = Some(OauthReferralSource::App);
    assert_eq!(Page::after_opening(config).drawn()["opens_window"], false);

    let mut config = at("mx_bank_oauth");
    config.is_mobile_webview = Some(true);
    assert_eq!(Page::open(config).drawn()["opens_window"], false);
}

#[tokio::test(start_paused = true)]
async fn the_member_that_is_connected_may_be_another_than_the_one_asked_for() {
    let mut page = Page::after_opening(at("mx_bank_oauth"));
    page.decides_at_the_bank(OauthDecision::Authorize);
    page.connects().await;
    let first = page.member().guid;
    let mut page = page.again(at("mx_bank_oauth"));
    page.inbox.clear();
    page.decides_at_the_bank(OauthDecision::Authorize);
    page.connects().await;
    let guids: Vec<Value> = page
        .inbox
        .iter()
        .map(|post| super::rehearsal::message(post)["metadata"]["member_guid"].clone())
        .filter(Value::is_string)
        .collect();
    assert_ne!(guids.first().unwrap(), &json!(first));
    assert_eq!(guids.last().unwrap(), &json!(first));
}

#[tokio::test(start_paused = true)]
async fn one_account_is_chosen_and_no_message_says_which() {
    let mut page = Page::after_opening(at("solitaire_bank"));
    page.signs_in("two");
    page.connects().await;
    let drawn = page.drawn();
    assert_eq!(drawn["select"], true);
    let choices = drawn["prompts"][0]["choices"].as_array().unwrap().clone();
    assert_eq!(choices.len(), 2);
    let chosen = choices[1]["value"].as_str().unwrap().to_owned();
    page.inbox.clear();
    page.answers(&chosen);
    page.connects().await;
    let said: Vec<Value> = page
        .inbox
        .iter()
        .map(|post| super::rehearsal::message(post).clone())
        .collect();
    assert!(!json!(said).to_string().contains(&chosen));
    assert_eq!(
        page.received().last().unwrap(),
        "stepChange connecting>connected"
    );
    assert_eq!(page.world.account_numbers(&page.member().guid).len(), 1);
}

#[tokio::test(start_paused = true)]
async fn no_account_to_choose_is_said_on_the_step_that_asks() {
    let mut page = Page::after_opening(at("solitaire_bank"));
    page.signs_in("none");
    page.connects().await;
    assert_eq!(page.received().last().unwrap(), "stepChange connecting>mfa");
    assert_eq!(page.buttons(), ["sign_in_again", "choose_another"]);
    page.does(json!({"intent": "sign_in_again"}));
    assert_eq!(page.received(), ["stepChange mfa>enterCreds"]);
}

#[tokio::test(start_paused = true)]
async fn an_institution_under_maintenance_says_so_instead_of_asking() {
    let mut page = Page::after_opening(verification());
    page.selects("closedgate_bank");
    assert_eq!(
        page.received(),
        [
            "selectedInstitution closedgate_bank",
            "stepChange search>institutionStatusDetails",
        ]
    );
    page.does(json!({"intent": "choose_another"}));
    assert_eq!(
        page.received(),
        ["backToSearch", "stepChange institutionStatusDetails>search",]
    );
    let mut page = Page::open(at("closedgate_bank"));
    assert_eq!(page.received()[2], "loaded institutionStatusDetails");
}

#[tokio::test(start_paused = true)]
async fn each_status_offers_what_helps() {
    for (status, buttons) in [
        ("PREVENTED", &["update_credentials", "choose_another"][..]),
        ("IMPAIRED", &["update_credentials", "choose_another"]),
        ("IMPORTED", &["update_credentials", "choose_another"]),
        ("EXPIRED", &["try_again", "choose_another"]),
        ("IMPEDED", &["visit", "try_again", "choose_another"]),
        ("DEGRADED", &["acknowledge", "choose_another"]),
        ("LOCKED", &["choose_another", "remove"]),
        ("DISCONNECTED", &["choose_another", "remove"]),
        ("DISCONTINUED", &["choose_another", "remove"]),
        ("CLOSED", &["choose_another", "remove"]),
        ("DISABLED", &["choose_another", "remove"]),
        ("FAILED", &["choose_another", "remove"]),
        ("DELAYED", &["choose_another"]),
    ] {
        assert_eq!(failed(status).await.buttons(), buttons, "{status}");
    }
    let impeded = failed("IMPEDED").await;
    assert_eq!(
        impeded.drawn()["actions"][0]["url"],
        "https://www.weathervane-bank.example"
    );
}

#[tokio::test(start_paused = true)]
async fn a_member_is_removed_once_that_is_confirmed() {
    let mut page = failed("DISCONTINUED").await;
    page.does(json!({"intent": "confirm_removal"}));
    page.does(json!({"intent": "remove"}))
        .does(json!({"intent": "keep"}));
    assert_eq!(page.received(), [""; 0]);
    assert_eq!(page.world.members(&page.user_guid).len(), 1);

    page.does(json!({"intent": "remove"}))
        .does(json!({"intent": "confirm_removal"}))
        .does(json!({"intent": "done"}));
    assert_eq!(
        page.received(),
        [
            "memberDeleted",
            "stepChange actionableError>deleteMemberSuccess",
            "backToSearch",
            "stepChange deleteMemberSuccess>search",
        ]
    );
    assert!(page.world.members(&page.user_guid).is_empty());
}

#[tokio::test(start_paused = true)]
async fn members_created_in_the_page_are_kept_out_of_updates_as_asked() {
    for (config, disabled) in [
        (at("mxbank"), true),
        (
            WidgetConfig {
                disable_background_agg: Some(false),
                ..at("mxbank")
            },
            false,
        ),
    ] {
        let mut page = Page::open(config);
        page.signs_in("anything");
        assert_eq!(page.member().background_aggregation_is_disabled, disabled);
    }
}

#[tokio::test(start_paused = true)]
async fn the_search_offers_what_the_request_allows() {
    let names = |config| {
        let page = Page::open(config);
        page.drawn()["institutions"]
            .as_array()
            .unwrap()
            .iter()
            .map(|bank| bank["name"].as_str().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    let canadian = names(WidgetConfig {
        iso_country_code: Some(vec!["CA".to_owned()]),
        ..verification()
    });
    assert_eq!(canadian, ["Caisse Nordwick"]);
    let with_history = names(WidgetConfig {
        data_request: Some(DataRequest {
            products: vec![Product::AccountVerification, Product::TransactionHistory],
        }),
        ..verification()
    });
    assert!(with_history.contains(&"MX Bank".to_owned()));
    assert!(!with_history.contains(&"MX Bank (OAuth)".to_owned()));
}

#[tokio::test(start_paused = true)]
async fn a_slow_job_is_left_once_its_first_data_is_ready() {
    let mut page = Page::after_opening(at("tarrywater_savings"));
    page.signs_in("anything");
    page.connects().await;
    assert_eq!(
        page.received()[2..],
        [
            "memberStatusUpdate 0",
            "memberStatusUpdate 6",
            "stepChange connecting>timeOut",
            "initialDataReady",
            "memberConnected",
            "stepChange connecting>connected",
        ]
    );
    let member = page.member();
    assert!(member.is_being_aggregated && !member.has_processed_account_numbers);
}

#[tokio::test(start_paused = true)]
async fn buttons_that_lead_to_the_search_say_so_where_it_is_left_out() {
    for intent in ["back", "cancel_login"] {
        let mut page = Page::after_opening(WidgetConfig {
            disable_institution_search: Some(true),
            ..at("mx_bank_oauth")
        });
        page.does(json!({"intent": "go_to_login"}))
            .does(json!({"intent": intent}));
        assert_eq!(page.received()[1], "backToSearch", "{intent}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_current_member_counts_for_more_than_an_institution_and_that_more_than_nothing() {
    let mut first = Page::open(at("mxbank"));
    first.signs_in("anything");
    first.connects().await;
    let institution = first.world.institution_by_code("mxcu_credential").unwrap();
    let by_guid = WidgetConfig {
        current_institution_guid: Some(institution.guid.clone()),
        ..at("quillmere_bank")
    };
    let page = first.again(by_guid.clone());
    assert_eq!(page.drawn()["institution"]["name"], "MXCU");
    let mut page = first.again(WidgetConfig {
        current_member_guid: Some(first.member().guid),
        ..by_guid
    });
    assert_eq!(page.received()[2], "loaded connected");
    let mut page = first.again(at("no_such_bank"));
    assert_eq!(page.received()[2], "loaded verifyExistingMember");
}

#[tokio::test(start_paused = true)]
async fn products_in_one_job_make_one_connected_status() {
    let mut page = Page::after_opening(WidgetConfig {
        data_request: Some(DataRequest {
            products: vec![Product::AccountVerification, Product::IdentityVerification],
        }),
        ..at("mxbank")
    });
    page.signs_in("anything");
    page.connects().await;
    let words = page.received();
    let connected = words
        .iter()
        .filter(|words| *words == "memberStatusUpdate 6");
    assert_eq!(connected.count(), 1);
    assert!(!page.world.account_owners(&page.member().guid).is_empty());
}

#[tokio::test(start_paused = true)]
async fn a_member_of_the_banks_own_login_is_repaired_there() {
    let mut page = Page::after_opening(at("mx_bank_oauth"));
    page.decides_at_the_bank(OauthDecision::Refuse(OauthReason::Denied));
    let member = page.member();
    assert_eq!(member.connection_status, ConnectionStatus::Denied);
    let mut page = page.again(WidgetConfig {
        current_member_guid: Some(member.guid.clone()),
        ..verification()
    });
    assert_eq!(page.received()[2], "loaded enterCreds");
    page.decides_at_the_bank(OauthDecision::Authorize);
    page.connects().await;
    assert_eq!(page.member().guid, member.guid);
    assert_eq!(page.drawn()["kind"], "connected");
}

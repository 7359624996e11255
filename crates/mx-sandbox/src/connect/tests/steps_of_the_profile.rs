//! The steps that depend on what MX has set up for the client, and their messages.

use serde_json::{Value, json};

use super::rehearsal::{at, message, opened, verification};
use crate::world::{
    AdditionalProduct, ClientProfile, DataRequest, JobKind, OauthDecision, OauthReason, Product,
    UseCase, WidgetConfig,
};

fn consent() -> ClientProfile {
    ClientProfile {
        consent: true,
        ..ClientProfile::default()
    }
}

fn offering(product: AdditionalProduct) -> ClientProfile {
    ClientProfile {
        additional_product: Some(product),
        ..ClientProfile::default()
    }
}

#[tokio::test(start_paused = true)]
async fn consent_comes_between_the_choice_and_the_form() {
    let mut page = opened(consent(), verification());
    page.selects("mxbank");
    assert_eq!(page.drawn()["kind"], "statement");
    assert_eq!(page.buttons(), ["agree"]);
    page.presses("agree");
    page.signs_in("anything");
    assert_eq!(
        page.received(),
        [
            "selectedInstitution mxbank",
            "stepChange search>consent",
            "stepChange consent>enterCreds",
            "enterCredentials",
            "stepChange enterCreds>connecting",
        ]
    );
}

#[tokio::test(start_paused = true)]
async fn consent_names_what_the_session_reads() {
    let points = |config| {
        let mut page = opened(consent(), config);
        page.selects("mxbank");
        page.drawn()["points"].as_array().unwrap().len()
    };
    assert_eq!(points(verification()), 2);
    assert_eq!(points(WidgetConfig::default()), 2);
    let all = WidgetConfig {
        include_transactions: Some(true),
        include_identity: Some(true),
        ..verification()
    };
    assert_eq!(points(all), 4);
}

#[tokio::test(start_paused = true)]
async fn consent_is_left_for_the_search_and_asked_for_again() {
    let mut page = opened(consent(), verification());
    page.selects("mxbank");
    page.presses("back");
    page.selects("quillmere_bank");
    assert_eq!(
        page.received()[2..],
        [
            "backToSearch",
            "stepChange consent>search",
            "selectedInstitution quillmere_bank",
            "stepChange search>consent",
        ]
    );
    page.presses("agree");
    // A form for credentials leads to the search at once.
    page.presses("back");
    assert_eq!(
        page.received()[1..],
        ["backToSearch", "stepChange enterCreds>search"]
    );
}

#[tokio::test(start_paused = true)]
async fn a_banks_own_login_leads_back_to_the_consent() {
    let mut page = opened(consent(), verification());
    page.selects("mx_bank_oauth");
    assert!(page.world.members(&page.user_guid).is_empty());
    page.presses("agree");
    assert!(page.drawn()["url"].is_string());
    page.inbox.clear();
    page.presses("back");
    assert_eq!(page.received(), ["stepChange enterCreds>consent"]);
    page.presses("agree");
    page.decides_at_the_bank(OauthDecision::Refuse(OauthReason::Denied));
    assert_eq!(
        page.received().last().unwrap(),
        "stepChange enterCreds>oauthError"
    );
}

#[tokio::test(start_paused = true)]
async fn an_institution_that_the_request_names_needs_no_consent() {
    let mut page = opened(consent(), at("mxbank"));
    assert_eq!(page.drawn()["kind"], "credentials");
    page.presses("agree");
    assert_eq!(page.received(), [""; 0]);
}

#[tokio::test(start_paused = true)]
async fn consent_has_no_way_back_where_the_search_is_left_out() {
    let mut page = opened(
        consent(),
        WidgetConfig {
            disable_institution_search: Some(true),
            ..verification()
        },
    );
    page.selects("mxbank");
    assert_eq!(page.drawn()["can_go_back"], false);
}

#[tokio::test(start_paused = true)]
async fn numbers_are_offered_beside_transactions_and_read_if_wanted() {
    for (answer, verified) in [("accept_offer", true), ("decline_offer", false)] {
        let mut page = opened(
            offering(AdditionalProduct::AccountVerification),
            WidgetConfig::default(),
        );
        page.selects("mxbank");
        assert_eq!(page.buttons(), ["accept_offer", "decline_offer"]);
        page.presses(answer);
        page.signs_in("anything");
        assert_eq!(
            page.received(),
            [
                "selectedInstitution mxbank",
                "stepChange search>additionalProduct",
                "stepChange additionalProduct>enterCreds",
                "enterCredentials",
                "stepChange enterCreds>connecting",
            ]
        );
        page.connects().await;
        let member = page.member();
        assert_eq!(member.has_processed_account_numbers, verified);
        assert!(member.has_processed_transactions);
        assert!(!member.background_aggregation_is_disabled);
        let for_payments = member.use_cases.contains(&UseCase::MoneyMovement);
        assert_eq!(for_payments, verified);

        // The next connection is asked for anew.
        page.presses("done");
        page.inbox.clear();
        page.selects("quillmere_bank");
        assert_eq!(
            page.received()[1],
            "stepChange search>additionalProduct",
            "{answer}"
        );
        page.presses("decline_offer");
        page.signs_in("anything");
        let second = page.member();
        assert_eq!(second.job.unwrap().kind, JobKind::Aggregation);
    }
}

#[tokio::test(start_paused = true)]
async fn transactions_are_offered_beside_numbers() {
    let mut page = opened(
        ClientProfile::default(),
        WidgetConfig {
            additional_product_option: Some(AdditionalProduct::Transactions),
            data_request: Some(DataRequest {
                products: vec![Product::AccountVerification],
            }),
            ..WidgetConfig::default()
        },
    );
    page.selects("mxbank");
    page.presses("accept_offer");
    page.signs_in("anything");
    page.connects().await;
    let member = page.member();
    assert!(member.has_processed_account_numbers && member.has_processed_transactions);
    assert_eq!(member.use_cases, [UseCase::Pfm]);
}

#[tokio::test(start_paused = true)]
async fn what_a_session_asks_for_already_is_not_offered() {
    let mut page = opened(
        offering(AdditionalProduct::AccountVerification),
        verification(),
    );
    page.selects("mxbank");
    assert_eq!(page.drawn()["kind"], "credentials");
    let mut page = opened(
        offering(AdditionalProduct::Transactions),
        WidgetConfig::default(),
    );
    page.selects("mxbank");
    assert_eq!(page.drawn()["kind"], "credentials");
}

#[tokio::test(start_paused = true)]
async fn the_offer_comes_before_the_consent_and_one_goes_back_step_by_step() {
    let profile = ClientProfile {
        consent: true,
        ..offering(AdditionalProduct::AccountVerification)
    };
    let mut page = opened(profile, WidgetConfig::default());
    page.selects("mxbank");
    page.presses("accept_offer");
    let points = page.drawn()["points"].as_array().unwrap().len();
    assert_eq!(points, 3, "numbers count among what is agreed to");
    page.presses("back");
    page.presses("back");
    assert_eq!(
        page.received()[1..],
        [
            "stepChange search>additionalProduct",
            "stepChange additionalProduct>consent",
            "stepChange consent>additionalProduct",
            // MX's widget says no backToSearch here.
            "stepChange additionalProduct>search",
        ]
    );
}

#[tokio::test(start_paused = true)]
async fn a_demonstration_gets_to_mxs_own_banks_alone() {
    let profile = ClientProfile {
        demo: true,
        ..consent()
    };
    let mut page = opened(profile, verification());
    page.selects("quillmere_bank");
    assert_eq!(page.buttons(), ["leave_guard"]);
    page.presses("leave_guard");
    page.selects("mxbank");
    assert_eq!(
        page.received(),
        [
            "selectedInstitution quillmere_bank",
            "stepChange search>demoConnectGuard",
            "stepChange demoConnectGuard>search",
            "selectedInstitution mxbank",
            "stepChange search>consent",
        ]
    );
}

#[tokio::test(start_paused = true)]
async fn an_account_is_added_by_hand() {
    let profile = ClientProfile {
        manual_accounts: true,
        ..ClientProfile::default()
    };
    let mut page = opened(profile, WidgetConfig::default());
    assert_eq!(page.drawn()["manual"], true);
    page.presses("add_manually");
    assert_eq!(page.drawn()["choices"].as_array().unwrap().len(), 12);
    page.does(json!({"intent": "manual_kind", "choice": "PROPERTY"}))
        .does(json!({"intent": "back"}))
        .does(json!({"intent": "manual_kind", "choice": "CASH"}))
        .enters(&[("account-name", "Under the mattress"), ("balance", "a lot")]);
    assert!(page.drawn()["alert"].is_string());
    assert_eq!(page.drawn()["fields"][1]["value"], "a lot");
    page.enters(&[
        ("account-name", "Under the mattress"),
        ("balance", "120.50"),
    ]);
    let owned = page.world.accounts_of_user(&page.user_guid).pop().unwrap();
    assert_eq!(owned.account.name, "Under the mattress");
    assert_eq!(owned.account.balance, 12_050);
    assert!(owned.member.is_manual);
    let created = page.inbox.iter().map(message);
    let guids: Vec<&Value> = created
        .filter(|message| message["type"] == "mx/account/created")
        .map(|message| &message["metadata"]["guid"])
        .collect();
    assert_eq!(guids, [&json!(owned.account.guid)]);
    page.presses("done");
    assert_eq!(
        page.received(),
        [
            "stepChange search>addManualAccount",
            "mx/account/created",
            "backToSearch manualAccountAdded",
            "stepChange addManualAccount>search",
        ]
    );

    // A second one belongs to the same member, which is none to verify.
    page.presses("add_manually");
    page.does(json!({"intent": "manual_kind", "choice": "ANY"}))
        .enters(&[("account-name", "Shoebox"), ("balance", "1")]);
    assert_eq!(page.world.members(&page.user_guid).len(), 1);
    assert_eq!(page.again(verification()).received()[2], "loaded search");
}

#[tokio::test(start_paused = true)]
async fn adding_by_hand_is_left_and_is_a_matter_of_aggregation() {
    let profile = ClientProfile {
        manual_accounts: true,
        ..ClientProfile::default()
    };
    let mut page = opened(profile.clone(), WidgetConfig::default());
    page.presses("add_manually");
    page.presses("back");
    assert_eq!(
        page.received()[1..],
        ["backToSearch", "stepChange addManualAccount>search"]
    );
    let mut page = opened(profile, verification());
    assert_eq!(page.drawn()["manual"], false);
    page.presses("add_manually");
    assert_eq!(page.received(), [""; 0]);
}

#[tokio::test(start_paused = true)]
async fn the_way_back_of_the_first_view_only_tells_the_host() {
    let mut page = opened(
        ClientProfile::default(),
        WidgetConfig {
            show_back_button: Some(true),
            ..verification()
        },
    );
    assert_eq!(page.drawn()["can_go_back"], true);
    page.presses("back");
    page.selects("mxbank");
    page.presses("back");
    page.presses("back");
    assert_eq!(
        page.received(),
        [
            "backButtonClicked",
            "selectedInstitution mxbank",
            "stepChange search>enterCreds",
            "backToSearch",
            "stepChange enterCreds>search",
            "backButtonClicked",
        ]
    );
    let mut page = opened(
        ClientProfile::default(),
        WidgetConfig {
            show_back_button: Some(true),
            ..at("mxbank")
        },
    );
    page.presses("back");
    assert_eq!(page.received(), ["backButtonClicked"]);
    assert_eq!(page.drawn()["kind"], "credentials");
}

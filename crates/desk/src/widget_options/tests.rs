//! What goes out, and what is said about it.

use serde_json::{Value, json};

use super::{
    check::findings,
    compose::{asked_mode, by_name, composed, for_other_app, on_microdeposit, set_by_desk},
    table::options,
};
use crate::{
    journal::{name_of, named},
    mx::{WidgetRequest, body_text},
    view::{
        ApiGeneration, FindingWeight, HandOver, Language, OptionName as Name, SessionMode,
        WidgetOptions, WidgetSetup,
    },
};

use ApiGeneration::{V20111101 as Older, V20250224 as Newer};

fn request(hand_over: HandOver) -> WidgetRequest {
    WidgetRequest {
        mode: SessionMode::Verification,
        dark: false,
        language: Language::En,
        hand_over,
        current_member_guid: None,
        setup: WidgetSetup::default(),
    }
}

fn setup(generation: ApiGeneration, options: Value) -> WidgetSetup {
    WidgetSetup {
        generation,
        language: None,
        options: serde_json::from_value(options).unwrap(),
    }
}

fn sent(request: &WidgetRequest) -> Value {
    let text = body_text(&composed(request), request.setup.generation);
    serde_json::from_str::<Value>(&text).unwrap()["widget_url"].take()
}

/// A value for every option.
pub(super) fn everything() -> Value {
    json!({
        "widget_type": "connect_widget",
        "mode": "verification",
        "data_request": { "products": ["account_verification"] },
        "include_transactions": true,
        "include_identity": true,
        "disable_background_agg": false,
        "use_cases": ["PFM"],
        "current_member_guid": "MBR-1",
        "update_credentials": true,
        "current_institution_code": "mxbank",
        "current_institution_guid": "INS-1",
        "current_microdeposit_guid": "MIC-1",
        "disable_institution_search": true,
        "iso_country_code": ["US"],
        "color_scheme": "dark",
        "style": { "font_name": "Roboto" },
        "oauth_referral_source": "APP",
        "ui_message_webview_url_scheme": "shop",
        "client_redirect_url": "https://example.com/done",
        "enable_app2app": false,
        "ui_message_version": 4,
        "is_mobile_webview": true,
        "locale": "es",
        "deep_link_params": { "launch_integration": "direct-deposit" },
        "insight_guid": "BET-1",
        "microwidget_instance_id": "one",
        "connections_use_case_filter": true,
    })
}

#[test]
fn a_verification_is_asked_for_in_both_styles() {
    let mut request = request(HandOver::Here);
    request.dark = true;
    assert_eq!(
        sent(&request),
        json!({
            "widget_type": "connect_widget",
            "mode": "verification",
            "data_request": { "products": ["account_verification"] },
            "color_scheme": "dark",
            "ui_message_version": 4,
            "ui_message_webview_url_scheme": "connectdesk",
            "oauth_referral_source": "APP",
        })
    );
}

#[test]
fn a_repair_opens_on_its_member_whatever_institution_was_chosen() {
    let mut request = request(HandOver::Here);
    request.mode = SessionMode::Aggregation;
    request.setup = setup(
        Newer,
        json!({ "current_institution_code": "mxbank", "current_institution_guid": "INS-1",
            "disable_institution_search": true }),
    );
    assert_eq!(sent(&request)["current_institution_code"], "mxbank");
    request.current_member_guid = Some("MBR-1".to_owned());
    let sent = sent(&request);
    assert_eq!(sent["mode"], "aggregation");
    assert_eq!(sent["data_request"]["products"][0], "transactions");
    assert_eq!(sent["color_scheme"], "light");
    assert_eq!(sent["current_member_guid"], "MBR-1");
    assert_eq!(sent["disable_institution_search"], true);
    assert_eq!(sent.get("current_institution_code"), None);
    assert_eq!(sent.get("current_institution_guid"), None);
}

#[test]
fn a_customer_window_is_told_by_navigations() {
    let sent = sent(&request(HandOver::Window));
    assert_eq!(sent["is_mobile_webview"], true);
    assert_eq!(sent["ui_message_version"], 4);
    assert_eq!(sent["ui_message_webview_url_scheme"], "connectdesk");
    assert_eq!(sent["oauth_referral_source"], "APP");
}

#[test]
fn a_link_is_for_a_plain_browser() {
    let sent = sent(&request(HandOver::Link));
    assert_eq!(sent["oauth_referral_source"], "BROWSER");
    assert_eq!(sent["color_scheme"], "browser");
    assert_eq!(sent.get("is_mobile_webview"), None);
    assert_eq!(sent.get("ui_message_webview_url_scheme"), None);
}

#[test]
fn what_the_desk_needs_to_hear_the_widget_is_not_to_be_chosen() {
    let chosen = json!({ "ui_message_version": 3, "is_mobile_webview": true,
        "oauth_referral_source": "BROWSER", "ui_message_webview_url_scheme": "mx",
        "color_scheme": "dark", "iso_country_code": ["CA"] });
    for hand_over in [HandOver::Here, HandOver::Window, HandOver::Link] {
        let mut request = request(hand_over);
        let plain = sent(&request);
        request.setup = setup(Newer, chosen.clone());
        let sent = sent(&request);
        for name in [
            "ui_message_version",
            "is_mobile_webview",
            "oauth_referral_source",
            "ui_message_webview_url_scheme",
        ] {
            assert_eq!(sent.get(name), plain.get(name), "{hand_over:?} {name}");
            let option: Name = named(name).unwrap();
            let said = set_by_desk(&request);
            let said = said.iter().find(|set| set.option == option).unwrap();
            assert!(said.is_fixed);
            assert_eq!(said.value, sent.get(name).map(Value::to_string));
        }
        // Those are the customer's and the company's to choose.
        assert_eq!(sent["color_scheme"], "dark");
        assert_eq!(sent["iso_country_code"], json!(["CA"]));
    }
}

#[test]
fn what_is_filled_in_is_told_and_what_was_chosen_is_not() {
    let mut request = request(HandOver::Here);
    let filled = |request: &WidgetRequest| -> Vec<Name> {
        let said = set_by_desk(request).into_iter();
        said.filter(|set| !set.is_fixed)
            .map(|set| set.option)
            .collect()
    };
    assert_eq!(
        filled(&request),
        [
            Name::WidgetType,
            Name::Mode,
            Name::DataRequest,
            Name::ColorScheme
        ]
    );
    request.setup.generation = Older;
    assert_eq!(
        filled(&request),
        [Name::WidgetType, Name::Mode, Name::ColorScheme]
    );
    request.setup = setup(
        Newer,
        json!({ "widget_type": "connect_widget", "mode": "verification", "color_scheme": "dark" }),
    );
    assert_eq!(filled(&request), []);
}

#[test]
fn the_purpose_follows_products_before_the_mode_where_the_generation_knows_them() {
    let asked = |generation, options| asked_mode(&setup(generation, options));
    let numbers = json!({ "products": ["transactions", "account_verification"] });
    let both = json!({ "mode": "aggregation", "data_request": numbers });
    assert_eq!(asked(Newer, both.clone()), Some(SessionMode::Verification));
    assert_eq!(asked(Older, both), Some(SessionMode::Aggregation));
    assert_eq!(asked(Older, json!({ "data_request": numbers })), None);
    assert_eq!(
        asked(
            Newer,
            json!({ "data_request": { "products": ["statements"] } })
        ),
        Some(SessionMode::Aggregation)
    );
    assert_eq!(asked(Newer, json!({ "color_scheme": "dark" })), None);
}

#[test]
fn every_option_is_in_the_table_once_and_goes_out_where_it_is_documented() {
    let all = everything();
    let chosen = by_name(&serde_json::from_value::<WidgetOptions>(all.clone()).unwrap());
    let table = options();
    assert_eq!(table.len(), chosen.len());
    for generation in [Newer, Older] {
        let text = body_text(&for_other_app(&setup(generation, all.clone())), generation);
        let body: Value = serde_json::from_str(&text).unwrap();
        let body = body["widget_url"].as_object().unwrap();
        for option in &table {
            let name = name_of(option.name);
            let expected = option
                .generations
                .contains(&generation)
                .then(|| &all[name.as_str()]);
            assert_eq!(body.get(&name), expected, "{generation:?} {name}");
        }
    }
}

/// What is said about options in somebody else's app, and about which of them.
fn said(generation: ApiGeneration, options: Value) -> Vec<(FindingWeight, Name)> {
    let setup = setup(generation, options);
    findings(&setup, &for_other_app(&setup))
        .iter()
        .map(|found| (found.weight, found.options[0]))
        .collect()
}

#[test]
fn contradictions_are_found_and_gone_once_they_are_mended() {
    use FindingWeight::{Advice, Contradiction, NoEffect};
    let numbers = json!({ "products": ["account_verification"] });
    let wrong_and_right = [
        (
            json!({ "disable_institution_search": true }),
            (Contradiction, Name::DisableInstitutionSearch),
            json!({ "disable_institution_search": true, "current_institution_code": "mxbank" }),
        ),
        (
            json!({ "current_institution_code": "mxbank", "current_institution_guid": "INS-1" }),
            (Contradiction, Name::CurrentInstitutionGuid),
            json!({ "current_institution_guid": "INS-1" }),
        ),
        (
            json!({ "current_institution_code": "mxbank", "current_member_guid": "MBR-1" }),
            (NoEffect, Name::CurrentInstitutionCode),
            json!({ "current_member_guid": "MBR-1" }),
        ),
        (
            json!({ "update_credentials": true }),
            (NoEffect, Name::UpdateCredentials),
            json!({ "update_credentials": false }),
        ),
        (
            json!({ "client_redirect_url": "https://example.com" }),
            (NoEffect, Name::ClientRedirectUrl),
            json!({ "client_redirect_url": "https://example.com", "oauth_referral_source": "APP" }),
        ),
        (
            json!({ "client_redirect_url": "example", "oauth_referral_source": "APP" }),
            (Contradiction, Name::ClientRedirectUrl),
            json!({ "client_redirect_url": "shop://done", "is_mobile_webview": true }),
        ),
        (
            json!({ "ui_message_webview_url_scheme": "shop://", "is_mobile_webview": true }),
            (Contradiction, Name::UiMessageWebviewUrlScheme),
            json!({ "ui_message_webview_url_scheme": "shop", "is_mobile_webview": true }),
        ),
        (
            json!({ "is_mobile_webview": true, "oauth_referral_source": "BROWSER" }),
            (Advice, Name::OauthReferralSource),
            json!({ "is_mobile_webview": true, "oauth_referral_source": "APP" }),
        ),
        (
            json!({ "mode": "aggregation", "current_microdeposit_guid": "MIC-1" }),
            (Contradiction, Name::CurrentMicrodepositGuid),
            json!({ "mode": "verification", "data_request": numbers,
                "current_microdeposit_guid": "MIC-1" }),
        ),
        (
            json!({ "mode": "aggregation", "data_request": numbers }),
            (Contradiction, Name::Mode),
            json!({ "mode": "verification", "data_request": numbers }),
        ),
        (
            json!({ "data_request": { "products": [] } }),
            (Contradiction, Name::DataRequest),
            json!({ "data_request": numbers }),
        ),
        (
            json!({ "iso_country_code": ["UK"] }),
            (Contradiction, Name::IsoCountryCode),
            json!({ "iso_country_code": ["US", "CA", "MX"] }),
        ),
        (
            json!({ "color_scheme": "blue" }),
            (Contradiction, Name::ColorScheme),
            json!({ "color_scheme": "browser" }),
        ),
        (
            json!({ "ui_message_version": 3 }),
            (Advice, Name::UiMessageVersion),
            json!({ "ui_message_version": 4 }),
        ),
        (
            json!({ "include_transactions": true }),
            (Advice, Name::IncludeTransactions),
            json!({ "data_request": { "products": ["transactions"] } }),
        ),
        (
            json!({ "locale": "es" }),
            (NoEffect, Name::Locale),
            json!({}),
        ),
        (
            json!({ "connections_use_case_filter": true }),
            (NoEffect, Name::ConnectionsUseCaseFilter),
            json!({}),
        ),
        (
            json!({ "widget_type": "pulse_widget", "current_institution_code": "mxbank" }),
            (NoEffect, Name::CurrentInstitutionCode),
            json!({ "current_institution_code": "mxbank" }),
        ),
    ];
    for (wrong, finding, right) in wrong_and_right {
        let found = said(Newer, wrong.clone());
        assert!(found.contains(&finding), "{wrong}: {found:?}");
        assert_eq!(said(Newer, right.clone()), [], "{right}");
    }
}

#[test]
fn the_older_generation_is_told_what_it_does_not_know() {
    use FindingWeight::{Contradiction, NoEffect};
    let products = json!({ "data_request": { "products": ["account_verification"] } });
    let found = said(Older, products);
    assert!(found.contains(&(NoEffect, Name::DataRequest)));
    assert!(found.contains(&(Contradiction, Name::Mode)), "{found:?}");
    assert_eq!(
        said(
            Older,
            json!({ "mode": "verification", "include_transactions": true })
        ),
        []
    );
    let filter =
        json!({ "widget_type": "connections_widget", "connections_use_case_filter": true });
    let found = said(Older, filter);
    assert!(found.contains(&(Contradiction, Name::ConnectionsUseCaseFilter)));
}

#[test]
fn what_the_desk_itself_asks_for_has_nothing_wrong_with_it() {
    for generation in [Newer, Older] {
        for hand_over in [HandOver::Here, HandOver::Window, HandOver::Link] {
            let mut request = request(hand_over);
            request.setup.generation = generation;
            let found = findings(&request.setup, &composed(&request));
            assert_eq!(found, [], "{generation:?} {hand_over:?}");
        }
    }
}

#[test]
fn amounts_are_entered_on_their_microdeposit_whatever_was_chosen() {
    let chosen = setup(
        Older,
        json!({
            "mode": "aggregation",
            "current_institution_code": "mxbank",
            "iso_country_code": ["US"],
        }),
    );
    let request = WidgetRequest {
        setup: on_microdeposit(chosen, "MIC-1".to_owned()),
        ..request(HandOver::Here)
    };
    let sent = sent(&request);
    assert_eq!(sent["current_microdeposit_guid"], "MIC-1");
    assert_eq!(sent["mode"], "verification");
    assert_eq!(sent["iso_country_code"], json!(["US"]));
    assert!(sent.get("current_institution_code").is_none());
}

#[test]
fn the_widget_speaks_the_app_s_language_unless_the_setup_names_another() {
    let spoken = |language, chosen: Option<&str>| {
        let request = WidgetRequest {
            language,
            setup: WidgetSetup {
                language: chosen.map(str::to_owned),
                ..WidgetSetup::default()
            },
            ..request(HandOver::Here)
        };
        request.language().map(str::to_owned)
    };
    assert_eq!(spoken(Language::En, None), None, "MX's own default");
    assert_eq!(spoken(Language::Es, None).as_deref(), Some("es"));
    assert_eq!(spoken(Language::Fr, None).as_deref(), Some("fr-CA"));
    assert_eq!(spoken(Language::Fr, Some("en")).as_deref(), Some("en"));
}

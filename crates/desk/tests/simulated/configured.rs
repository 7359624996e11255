//! What the configurator writes, held against the simulated MX at its strictest: every option by
//! itself and many together, in both generations, for this desk and for another app.

use std::{process::Command, sync::Arc};

use desk::{
    Desk,
    mx::{MxApi, NewUser, WidgetRequest},
    view::{
        ApiGeneration, FindingWeight, HandOver, Language, OptionName, RequestTarget, SessionMode,
        WidgetOptions, WidgetSetup,
    },
};
use mx_sandbox::Sandbox;
use serde_json::{Map, Value, json};

use crate::{
    api_of,
    windowless::{Address, SystemClock, ports},
};

const GENERATIONS: [ApiGeneration; 2] = [ApiGeneration::V20250224, ApiGeneration::V20111101];

/// What is needed to ask a strict MX.
struct Rig {
    desk: Desk,
    api: Arc<dyn MxApi>,
    mx: Sandbox,
    user_guid: String,
    _data: tempfile::TempDir,
}

async fn rig() -> Rig {
    let mx = Sandbox::builder().strict(true).start().await.unwrap();
    let data = tempfile::tempdir().unwrap();
    let ports = ports(&Address::of(&mx), Arc::new(SystemClock));
    let desk = Desk::open(data.path(), ports, "0.0.0");
    desk.explore_sandbox().await.unwrap();
    let api = api_of(&mx);
    let user = NewUser {
        id: "customer-1".to_owned(),
        ..NewUser::default()
    };
    let user_guid = api.create_user(&user).await.unwrap().guid;
    Rig {
        desk,
        api,
        mx,
        user_guid,
        _data: data,
    }
}

/// An option as it makes sense, with what it needs beside it.
fn sensible(name: OptionName) -> Value {
    use OptionName as Name;
    let numbers = json!({ "products": ["account_verification"] });
    match name {
        Name::WidgetType => json!({ "widget_type": "connect_widget" }),
        Name::Mode => json!({ "mode": "verification" }),
        Name::DataRequest => json!({ "data_request": { "products": ["transactions", "rewards"] } }),
        Name::IncludeTransactions => json!({ "include_transactions": false }),
        Name::IncludeIdentity => json!({ "include_identity": true }),
        Name::DisableBackgroundAgg => json!({ "disable_background_agg": true }),
        Name::UseCases => json!({ "use_cases": ["PFM", "MONEY_MOVEMENT"] }),
        Name::CurrentMemberGuid => json!({ "current_member_guid": "MBR-1" }),
        Name::UpdateCredentials => {
            json!({ "update_credentials": true, "current_member_guid": "MBR-1" })
        }
        Name::CurrentInstitutionCode => json!({ "current_institution_code": "mxbank" }),
        Name::CurrentInstitutionGuid => json!({ "current_institution_guid": "INS-1" }),
        Name::CurrentMicrodepositGuid => json!({ "current_microdeposit_guid": "MIC-1",
            "mode": "verification", "data_request": numbers }),
        Name::DisableInstitutionSearch => {
            json!({ "disable_institution_search": true, "current_institution_code": "mxbank" })
        }
        Name::IsoCountryCode => json!({ "iso_country_code": ["US", "CA", "MX"] }),
        Name::ColorScheme => json!({ "color_scheme": "browser" }),
        Name::Style => json!({ "style": { "font_name": "Open Sans" } }),
        Name::OauthReferralSource => json!({ "oauth_referral_source": "BROWSER" }),
        Name::UiMessageWebviewUrlScheme => {
            json!({ "ui_message_webview_url_scheme": "shop", "is_mobile_webview": true })
        }
        Name::ClientRedirectUrl => {
            json!({ "client_redirect_url": "https://example.com/it's", "oauth_referral_source": "APP" })
        }
        Name::EnableApp2app => json!({ "enable_app2app": false }),
        Name::UiMessageVersion => json!({ "ui_message_version": 4 }),
        Name::IsMobileWebview => json!({ "is_mobile_webview": true }),
        Name::Locale => json!({ "locale": "es", "widget_type": "pulse_widget" }),
        Name::DeepLinkParams => json!({ "widget_type": "actionable_integration_widget",
            "deep_link_params": { "launch_integration": "direct-deposit" } }),
        Name::InsightGuid => json!({ "insight_guid": "BET-1", "widget_type": "pulse_widget" }),
        Name::MicrowidgetInstanceId => json!({ "microwidget_instance_id": "one",
            "widget_type": "micro_pulse_carousel_widget" }),
        Name::ConnectionsUseCaseFilter => json!({ "connections_use_case_filter": true,
            "use_cases": ["PFM"], "widget_type": "connections_widget" }),
    }
}

fn setup(generation: ApiGeneration, options: &Value) -> WidgetSetup {
    WidgetSetup {
        generation,
        language: Some("fr-CA".to_owned()),
        options: serde_json::from_value(options.clone()).unwrap(),
    }
}

/// The options of all of these together; of two that exclude each other, the first.
fn together(names: &[OptionName]) -> Value {
    let mut all = Map::new();
    for name in names {
        for (name, value) in sensible(*name).as_object().unwrap() {
            all.entry(name.clone()).or_insert_with(|| value.clone());
        }
    }
    Value::Object(all)
}

impl Rig {
    /// What MX answers to the line for a shell.
    fn code_of(&self, setup: &WidgetSetup) -> String {
        let shown = self
            .desk
            .preview_widget(setup, RequestTarget::OtherApp, false);
        let line = format!("{} -s -o /dev/null -w '%{{http_code}}'", shown.curl);
        let output = Command::new("sh")
            .args(["-c", &line])
            .env("MX_USER_GUID", &self.user_guid)
            .env("MX_CLIENT_ID", self.mx.client_id())
            .env("MX_API_KEY", self.mx.api_key())
            .output()
            .unwrap();
        String::from_utf8(output.stdout).unwrap()
    }

    /// MX takes it from this desk, in each hand-over. The desk opens no widget but Connect.
    async fn is_taken_of_the_desk(&self, setup: &WidgetSetup) {
        if !is_for_connect(&setup.options) {
            return;
        }
        for hand_over in [HandOver::Here, HandOver::Window, HandOver::Link] {
            let request = WidgetRequest {
                mode: SessionMode::Verification,
                dark: true,
                language: Language::En,
                hand_over,
                current_member_guid: setup.options.current_member_guid.clone(),
                setup: setup.clone(),
            };
            let answer = self.api.request_widget_url(&self.user_guid, &request).await;
            let refused = answer.err().map(|problem| problem.kind);
            assert_eq!(refused, None, "{hand_over:?} {setup:?}");
        }
    }
}

fn is_for_connect(options: &WidgetOptions) -> bool {
    let widget = options.widget_type.as_deref();
    widget.is_none_or(|widget| widget == "connect_widget")
}

#[tokio::test(flavor = "multi_thread")]
async fn every_option_is_taken_alone_in_either_generation() {
    let rig = rig().await;
    for option in rig.desk.widget_options() {
        for generation in GENERATIONS {
            let setup = setup(generation, &sensible(option.name));
            let shown = rig
                .desk
                .preview_widget(&setup, RequestTarget::OtherApp, false);
            let wrong: Vec<_> = shown
                .findings
                .iter()
                .filter(|found| found.weight == FindingWeight::Contradiction)
                .collect();
            assert!(
                wrong.is_empty() || !option.generations.contains(&generation),
                "{wrong:?}"
            );
            // Another widget's options are right; the client just doesn't have that widget.
            let expected = if is_for_connect(&setup.options) {
                "200"
            } else {
                "403"
            };
            assert_eq!(
                rig.code_of(&setup),
                expected,
                "{generation:?} {}",
                shown.curl
            );
            rig.is_taken_of_the_desk(&setup).await;
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn many_options_are_taken_together_in_either_generation() {
    let rig = rig().await;
    let of_connect: Vec<OptionName> = rig
        .desk
        .widget_options()
        .iter()
        .filter(|option| option.is_for_connect)
        .map(|option| option.name)
        .collect();
    let every_other = |from| of_connect.iter().copied().skip(from).step_by(2).collect();
    let halves: [Vec<OptionName>; 3] = [of_connect.clone(), every_other(0), every_other(1)];
    for generation in GENERATIONS {
        for names in &halves {
            let setup = setup(generation, &together(names));
            assert_eq!(rig.code_of(&setup), "200", "{setup:?}");
            rig.is_taken_of_the_desk(&setup).await;
        }
    }
}

/// Held against what the configurator leaves out, so that the two tests above can fail.
#[tokio::test(flavor = "multi_thread")]
async fn this_mx_is_strict_indeed() {
    let rig = rig().await;
    let wrong = [
        json!({ "disable_institution_search": true }),
        json!({ "color_scheme": "blue" }),
        json!({ "locale": "es" }),
    ];
    for options in wrong {
        let setup = setup(ApiGeneration::V20250224, &options);
        assert_eq!(rig.code_of(&setup), "400", "{options}");
    }
}

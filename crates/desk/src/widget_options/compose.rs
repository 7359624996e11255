//! What goes out: the options that were chosen, what the session is for, and what the desk must set
//! so that the widget can be shown and heard.

use serde_json::{Map, Value};

use super::table::{ACCOUNT_VERIFICATION, CONNECT};
use crate::{
    journal::name_of,
    mx::{URL_SCHEME, WidgetRequest},
    view::{
        ApiGeneration, DataRequest, DeskSetting, HandOver, OptionName as Name, SessionMode,
        WidgetOptions, WidgetSetup,
    },
};

/// The version of messages this desk reads.
const MESSAGE_VERSION: u32 = 4;

/// What a session with these options is for, as far as they say it: products go before the mode,
/// in the generation that knows them (MX docs, data request).
pub(crate) fn asked_mode(setup: &WidgetSetup) -> Option<SessionMode> {
    let options = &setup.options;
    let request = (setup.generation == ApiGeneration::V20250224)
        .then_some(options.data_request.as_ref())
        .flatten();
    let is_verification = match (request, options.mode.as_deref()) {
        (Some(request), _) => asks_for_numbers(request),
        (None, Some(mode)) => mode == "verification",
        (None, None) => return None,
    };
    Some(if is_verification {
        SessionMode::Verification
    } else {
        SessionMode::Aggregation
    })
}

pub(super) fn asks_for_numbers(request: &DataRequest) -> bool {
    let mut products = request.products.iter();
    products.any(|product| product == ACCOUNT_VERIFICATION)
}

/// The options a session sends: messages of version 4, posted to the frame's host or, in the
/// customer window, navigated to; OAuth in the system's browser, with the way back through the
/// app's scheme.
pub(crate) fn composed(request: &WidgetRequest) -> WidgetOptions {
    let mut options = request.setup.options.clone();
    if asked_mode(&request.setup).is_none() {
        let (mode, product) = match request.mode {
            SessionMode::Verification => ("verification", ACCOUNT_VERIFICATION),
            SessionMode::Aggregation => ("aggregation", "transactions"),
        };
        options.mode = Some(mode.to_owned());
        options.data_request = Some(DataRequest {
            products: vec![product.to_owned()],
        });
    }
    if let Some(member) = &request.current_member_guid {
        // The member goes first at MX; beside it, an institution would only be another word for
        // the same.
        options.current_member_guid = Some(member.clone());
        options.current_institution_code = None;
        options.current_institution_guid = None;
    }
    let is_link = request.hand_over == HandOver::Link;
    options.color_scheme.get_or_insert_with(|| {
        // Behind a link, light or dark is the customer's to choose.
        let scheme = match (is_link, request.dark) {
            (true, _) => "browser",
            (false, true) => "dark",
            (false, false) => "light",
        };
        scheme.to_owned()
    });
    options.ui_message_version = Some(MESSAGE_VERSION);
    options.is_mobile_webview = (request.hand_over == HandOver::Window).then_some(true);
    // In the customer's own browser the widget opens the bank's page itself, and there is no app
    // to come back to.
    options.oauth_referral_source = Some(if is_link { "BROWSER" } else { "APP" }.to_owned());
    options.ui_message_webview_url_scheme = (!is_link).then(|| URL_SCHEME.to_owned());
    written(request.setup.generation, options)
}

/// Whether a widget that is shown by the desk is asked for in dark colours. `dark`: the app is drawn
/// so.
pub(crate) fn asked_dark(setup: &WidgetSetup, dark: bool) -> bool {
    match setup.options.color_scheme.as_deref() {
        Some("dark") => true,
        Some("light") => false,
        // What the system says is MX's page's to find out.
        _ => dark,
    }
}

impl WidgetRequest {
    /// The language that is asked for; none: MX's default.
    pub(crate) fn language(&self) -> Option<&str> {
        let chosen = self.setup.language.as_deref();
        chosen.or_else(|| self.language.of_widget())
    }
}

/// The same options, to open on a microdeposit that is known: nothing else says where to open or
/// what for, and it is asked for in the generation that knows it (MX docs, microdeposits).
pub(crate) fn on_microdeposit(setup: WidgetSetup, guid: String) -> WidgetSetup {
    WidgetSetup {
        generation: ApiGeneration::V20250224,
        options: WidgetOptions {
            current_microdeposit_guid: Some(guid),
            current_member_guid: None,
            current_institution_code: None,
            current_institution_guid: None,
            mode: None,
            data_request: None,
            ..setup.options
        },
        ..setup
    }
}

/// The options as somebody else's app would send them.
pub(super) fn for_other_app(setup: &WidgetSetup) -> WidgetOptions {
    written(setup.generation, setup.options.clone())
}

/// With a widget named, as MX requires, and without what a generation doesn't document; a test
/// holds that against the table.
fn written(generation: ApiGeneration, mut options: WidgetOptions) -> WidgetOptions {
    options
        .widget_type
        .get_or_insert_with(|| CONNECT.to_owned());
    match generation {
        ApiGeneration::V20250224 => WidgetOptions {
            connections_use_case_filter: None,
            ..options
        },
        ApiGeneration::V20111101 => WidgetOptions {
            data_request: None,
            current_microdeposit_guid: None,
            style: None,
            locale: None,
            deep_link_params: None,
            ..options
        },
    }
}

/// What the desk has set in what it sends, and why.
pub(super) fn set_by_desk(request: &WidgetRequest) -> Vec<DeskSetting> {
    let chosen = by_name(&request.setup.options);
    let sent = by_name(&composed(request));
    [
        Name::WidgetType,
        Name::Mode,
        Name::DataRequest,
        Name::ColorScheme,
        Name::UiMessageVersion,
        Name::IsMobileWebview,
        Name::OauthReferralSource,
        Name::UiMessageWebviewUrlScheme,
    ]
    .into_iter()
    .filter_map(|option| {
        let name = name_of(option);
        let (why, is_fixed) = why(option, request.hand_over);
        let is_set = is_fixed || (!chosen.contains_key(&name) && sent.contains_key(&name));
        is_set.then(|| DeskSetting {
            option,
            value: sent.get(&name).map(Value::to_string),
            is_fixed,
            why: why.to_owned(),
        })
    })
    .collect()
}

/// Why the desk sets an option, and whether it does so whatever was chosen.
fn why(option: Name, hand_over: HandOver) -> (&'static str, bool) {
    match (option, hand_over) {
        (Name::WidgetType, _) => ("Connect Desk opens Connect.", false),
        (Name::Mode | Name::DataRequest, _) => (
            "Neither mode nor products are chosen: the session's own are sent.",
            false,
        ),
        (Name::ColorScheme, HandOver::Link) => ("The customer's browser decides.", false),
        (Name::ColorScheme, _) => ("As Connect Desk itself is drawn now.", false),
        (Name::IsMobileWebview, HandOver::Here) => {
            ("In the frame, the widget posts its messages.", true)
        }
        (Name::IsMobileWebview, HandOver::Window) => (
            "In the customer window, the widget's messages are navigations.",
            true,
        ),
        (Name::IsMobileWebview, HandOver::Link) => {
            ("Behind a link, the widget is in a plain browser.", true)
        }
        (Name::OauthReferralSource, HandOver::Link) => (
            "Behind a link, the widget opens the bank's page itself.",
            true,
        ),
        (Name::OauthReferralSource, _) => (
            "Connect Desk opens the bank's page, in the system's browser.",
            true,
        ),
        (Name::UiMessageWebviewUrlScheme, HandOver::Link) => {
            ("Behind a link, there is no app to come back to.", true)
        }
        (Name::UiMessageWebviewUrlScheme, _) => (
            "Connect Desk's own scheme, for messages and for the way back from a bank.",
            true,
        ),
        _ => ("Connect Desk reads messages of version 4.", true),
    }
}

/// The options that are set, by MX's names.
pub(super) fn by_name(options: &WidgetOptions) -> Map<String, Value> {
    match serde_json::to_value(options) {
        Ok(Value::Object(by_name)) => by_name,
        // A struct is always an object.
        _ => Map::new(),
    }
}

//! The request for a widget URL in the API client's own words: the one that is sent and the one
//! that is shown come from here.

use mx_platform::{
    ApiVersion, ColorScheme, DataRequest, DeepLinkParams, OauthReferralSource, Style, UseCase,
    WidgetMode, WidgetType, WidgetUrlRequest,
};

use crate::view::{ApiGeneration, WidgetOptions};

/// The client's name of a generation.
pub(super) fn version(generation: ApiGeneration) -> ApiVersion {
    match generation {
        ApiGeneration::V20250224 => ApiVersion::V20250224,
        ApiGeneration::V20111101 => ApiVersion::V20111101,
    }
}

/// What requests of a generation say in `Accept`.
pub(crate) fn accept(generation: ApiGeneration) -> &'static str {
    version(generation).accept()
}

/// What they say in `Accept-Version`, if they do.
pub(crate) fn accept_version(generation: ApiGeneration) -> Option<&'static str> {
    version(generation).accept_version()
}

/// The body that goes out for these options, laid out to be read.
pub(crate) fn body_text(options: &WidgetOptions, generation: ApiGeneration) -> String {
    // Strings, numbers and flags are always JSON.
    serde_json::to_string_pretty(&written(options, None).body(version(generation)))
        .unwrap_or_default()
}

/// The client's request for these options, all of them and nothing else.
pub(super) fn written(options: &WidgetOptions, language: Option<&str>) -> WidgetUrlRequest {
    let widget_type = options.widget_type.as_deref();
    let mut request =
        WidgetUrlRequest::new(widget_type.map_or(WidgetType::Connect, WidgetType::from));
    request.mode = options.mode.as_deref().map(WidgetMode::from);
    request.data_request = options.data_request.as_ref().map(|asked| DataRequest {
        products: words(&asked.products),
    });
    request.include_transactions = options.include_transactions;
    request.include_identity = options.include_identity;
    request.disable_background_agg = options.disable_background_agg;
    request
        .current_member_guid
        .clone_from(&options.current_member_guid);
    request
        .current_institution_code
        .clone_from(&options.current_institution_code);
    request
        .current_institution_guid
        .clone_from(&options.current_institution_guid);
    request
        .current_microdeposit_guid
        .clone_from(&options.current_microdeposit_guid);
    request.update_credentials = options.update_credentials;
    request.disable_institution_search = options.disable_institution_search;
    request.color_scheme = options.color_scheme.as_deref().map(ColorScheme::from);
    request
        .iso_country_code
        .clone_from(&options.iso_country_code);
    request.use_cases = options.use_cases.as_deref().map(words::<UseCase>);
    request.ui_message_version = options.ui_message_version;
    request
        .ui_message_webview_url_scheme
        .clone_from(&options.ui_message_webview_url_scheme);
    request.is_mobile_webview = options.is_mobile_webview;
    request.oauth_referral_source = options
        .oauth_referral_source
        .as_deref()
        .map(OauthReferralSource::from);
    request
        .client_redirect_url
        .clone_from(&options.client_redirect_url);
    request.enable_app2app = options.enable_app2app;
    request.locale.clone_from(&options.locale);
    request.style = options.style.as_ref().map(|style| Style {
        font_name: style.font_name.clone(),
    });
    request.deep_link_params = options
        .deep_link_params
        .as_ref()
        .map(|params| DeepLinkParams {
            launch_integration: params.launch_integration.clone(),
        });
    request.insight_guid.clone_from(&options.insight_guid);
    request
        .microwidget_instance_id
        .clone_from(&options.microwidget_instance_id);
    request.connections_use_case_filter = options.connections_use_case_filter;
    request.accept_language = language.map(str::to_owned);
    request
}

fn words<W: for<'w> From<&'w str>>(words: &[String]) -> Vec<W> {
    words.iter().map(|word| W::from(word)).collect()
}

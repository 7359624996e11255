//! What is wrong or in vain about how options are set (MX docs, request widget URL; Connect
//! configuration).

use url::Url;

use crate::view::{
    ApiGeneration, FindingWeight, OptionFinding, OptionName as Name, WidgetOptions, WidgetSetup,
};

use super::{
    compose::{asks_for_numbers, by_name},
    table::{
        ACCOUNT_VERIFICATION, COLOR_SCHEMES, CONNECT, COUNTRIES, LANGUAGES, MODES, PRODUCTS,
        REFERRAL_SOURCES, USE_CASES, WIDGET_TYPES, options,
    },
};
use crate::journal::name_of;

use FindingWeight::{Advice, Contradiction, NoEffect};

/// Looks at what was chosen, and at what goes out of it.
pub(super) fn findings(setup: &WidgetSetup, sent: &WidgetOptions) -> Vec<OptionFinding> {
    let mut look = Look {
        chosen: &setup.options,
        sent,
        generation: setup.generation,
        found: Vec::new(),
    };
    look.at_generation();
    look.at_words(setup.language.as_deref());
    look.at_purpose();
    look.at_opening();
    look.at_oauth();
    look.at_messages();
    look.at_widget();
    look.found.sort_by_key(|finding| finding.weight);
    look.found
}

struct Look<'a> {
    chosen: &'a WidgetOptions,
    sent: &'a WidgetOptions,
    generation: ApiGeneration,
    found: Vec<OptionFinding>,
}

impl Look<'_> {
    fn say(&mut self, weight: FindingWeight, options: &[Name], text: impl Into<String>) {
        self.found.push(OptionFinding {
            weight,
            options: options.to_vec(),
            text: text.into(),
        });
    }

    fn at_generation(&mut self) {
        let chosen = by_name(self.chosen);
        for option in options() {
            let is_chosen = chosen.contains_key(&name_of(option.name));
            if is_chosen && !option.generations.contains(&self.generation) {
                let text = format!(
                    "{} doesn't document this option, so it isn't sent.",
                    name_of(self.generation)
                );
                self.say(NoEffect, &[option.name], text);
            }
        }
    }

    /// Words MX doesn't document, and texts of the wrong form.
    fn at_words(&mut self, language: Option<&str>) {
        let sent = self.sent;
        self.one_of(Name::Mode, sent.mode.iter(), &MODES);
        self.one_of(Name::ColorScheme, sent.color_scheme.iter(), &COLOR_SCHEMES);
        let source = sent.oauth_referral_source.iter();
        self.one_of(Name::OauthReferralSource, source, &REFERRAL_SOURCES);
        self.one_of(Name::WidgetType, sent.widget_type.iter(), &WIDGET_TYPES);
        let countries = sent.iso_country_code.iter().flatten();
        self.one_of(Name::IsoCountryCode, countries, &COUNTRIES);
        self.one_of(Name::UseCases, sent.use_cases.iter().flatten(), &USE_CASES);
        let products = sent.data_request.iter().flat_map(|it| &it.products);
        self.one_of(Name::DataRequest, products, &PRODUCTS);
        let lists = [
            (Name::IsoCountryCode, sent.iso_country_code.as_ref()),
            (Name::UseCases, sent.use_cases.as_ref()),
            (
                Name::DataRequest,
                sent.data_request.as_ref().map(|it| &it.products),
            ),
        ];
        for (name, list) in lists {
            if list.is_some_and(Vec::is_empty) {
                self.say(
                    Contradiction,
                    &[name],
                    "The list is empty. Choose something, or clear it.",
                );
            }
        }
        for (name, guid, prefix) in [
            (Name::CurrentMemberGuid, &sent.current_member_guid, "MBR-"),
            (
                Name::CurrentInstitutionGuid,
                &sent.current_institution_guid,
                "INS",
            ),
            (
                Name::CurrentMicrodepositGuid,
                &sent.current_microdeposit_guid,
                "MIC-",
            ),
        ] {
            if guid.as_ref().is_some_and(|guid| !guid.starts_with(prefix)) {
                let text = format!("MX's guids of this kind begin with {prefix}.");
                self.say(Advice, &[name], text);
            }
        }
        if sent
            .style
            .as_ref()
            .is_some_and(|style| style.font_name.trim().is_empty())
        {
            self.say(
                Contradiction,
                &[Name::Style],
                "A style needs the name of a font.",
            );
        }
        if language.is_some_and(|language| !LANGUAGES.contains(&language)) {
            let text = format!(
                "Connect speaks {}; anything else becomes English.",
                LANGUAGES.join(", ")
            );
            self.say(Advice, &[], text);
        }
    }

    fn one_of<'t>(
        &mut self,
        name: Name,
        mut words: impl Iterator<Item = &'t String>,
        known: &[&str],
    ) {
        if let Some(word) = words.find(|word| !known.contains(&word.as_str())) {
            let text = format!("MX documents no “{word}” here.");
            self.say(Contradiction, &[name], text);
        }
    }

    fn at_purpose(&mut self) {
        let sent = self.sent;
        let is_newer = self.generation == ApiGeneration::V20250224;
        let wants_numbers = sent.data_request.as_ref().map(asks_for_numbers);
        match (sent.mode.as_deref(), wants_numbers) {
            (Some("verification"), Some(false)) => self.say(
                Contradiction,
                &[Name::DataRequest, Name::Mode],
                format!("Mode says verification and the products don't: the products decide. Add {ACCOUNT_VERIFICATION}, or change the mode."),
            ),
            (Some("aggregation"), Some(true)) => self.say(
                Contradiction,
                &[Name::Mode, Name::DataRequest],
                format!("Mode says aggregation and the products ask for {ACCOUNT_VERIFICATION}: the products decide. Change one of them."),
            ),
            (Some(_), None) if is_newer => self.say(
                Advice,
                &[Name::DataRequest],
                "v20250224 replaces mode by data_request. Sending both is safe.",
            ),
            (None, None) if self.chosen.data_request.is_some() => self.say(
                Contradiction,
                &[Name::Mode],
                "v20111101 knows no products. Choose a mode, or MX aggregates.",
            ),
            _ => {}
        }
        let many = sent
            .data_request
            .as_ref()
            .is_some_and(|it| it.products.len() > 1);
        if many {
            self.say(
                Advice,
                &[Name::DataRequest],
                "With several products, Connect offers only institutions that have all of them.",
            );
        }
        for (name, is_set, product) in [
            (
                Name::IncludeTransactions,
                sent.include_transactions.is_some(),
                "transactions",
            ),
            (
                Name::IncludeIdentity,
                sent.include_identity.is_some(),
                "identity_verification",
            ),
        ] {
            if is_set && is_newer {
                let text = format!(
                    "MX discourages this in v20250224. Choose the product {product} instead."
                );
                self.say(Advice, &[name, Name::DataRequest], text);
            }
        }
    }

    fn at_opening(&mut self) {
        let sent = self.sent;
        let has_member = sent.current_member_guid.is_some();
        let code = sent.current_institution_code.is_some();
        let guid = sent.current_institution_guid.is_some();
        if sent.disable_institution_search == Some(true) && !(has_member || code || guid) {
            self.say(
                Contradiction,
                &[Name::DisableInstitutionSearch, Name::CurrentInstitutionCode],
                "Without the search the widget must be told where to open: choose an institution or a member.",
            );
        }
        if code && guid && !has_member {
            self.say(
                Contradiction,
                &[Name::CurrentInstitutionGuid, Name::CurrentInstitutionCode],
                "Code and guid both name an institution. Give one of them.",
            );
        }
        // Of the desk's own request the institution is left out already.
        let chosen_code = self.chosen.current_institution_code.is_some();
        let chosen_guid = self.chosen.current_institution_guid.is_some();
        for (name, is_chosen) in [
            (Name::CurrentInstitutionCode, chosen_code),
            (Name::CurrentInstitutionGuid, chosen_guid),
        ] {
            if is_chosen && has_member {
                self.say(
                    NoEffect,
                    &[name, Name::CurrentMemberGuid],
                    "The member goes first: the widget opens on it, not on this institution.",
                );
            }
        }
        match (sent.update_credentials, has_member) {
            (Some(true), false) => self.say(
                NoEffect,
                &[Name::UpdateCredentials, Name::CurrentMemberGuid],
                "There are no credentials to update without a member. Choose one.",
            ),
            (Some(true), true) => self.say(
                Advice,
                &[Name::UpdateCredentials],
                "MX advises to use this sparingly: with the member alone, the widget finds the right view.",
            ),
            _ => {}
        }
        if sent.current_microdeposit_guid.is_some() {
            self.at_microdeposit(has_member, code || guid);
        }
    }

    fn at_microdeposit(&mut self, has_member: bool, has_institution: bool) {
        let wants_numbers = match &self.sent.data_request {
            Some(request) => asks_for_numbers(request),
            None => self.sent.mode.as_deref() == Some("verification"),
        };
        if !wants_numbers {
            self.say(
                Contradiction,
                &[Name::CurrentMicrodepositGuid, Name::Mode],
                "Microdeposits are part of verification. Change mode and products.",
            );
        }
        if has_member || has_institution {
            self.say(
                NoEffect,
                &[Name::CurrentMicrodepositGuid],
                "A member or an institution goes first: the widget opens on that, not on the microdeposit.",
            );
        }
    }

    fn at_oauth(&mut self) {
        let sent = self.sent;
        let is_webview = sent.is_mobile_webview == Some(true);
        let source = sent.oauth_referral_source.as_deref();
        let is_app = source == Some("APP") || (is_webview && source.is_none());
        if sent.client_redirect_url.is_some() && !is_app {
            self.say(
                NoEffect,
                &[Name::ClientRedirectUrl, Name::OauthReferralSource],
                "MX redirects only where the referral source is APP.",
            );
        }
        let redirect = sent.client_redirect_url.as_deref();
        if redirect.is_some_and(|redirect| Url::parse(redirect).is_err()) {
            self.say(
                Contradiction,
                &[Name::ClientRedirectUrl],
                "This is not a whole address, as https://example.com/done is.",
            );
        }
        if is_webview && source == Some("BROWSER") {
            self.say(
                Advice,
                &[Name::OauthReferralSource, Name::IsMobileWebview],
                "In a webview nobody receives what BROWSER posts. APP comes back to your app.",
            );
        }
        // What the desk sets is right; this is about a scheme for somebody else's app.
        if let Some(scheme) = &sent.ui_message_webview_url_scheme {
            if !is_scheme(scheme) {
                self.say(
                    Contradiction,
                    &[Name::UiMessageWebviewUrlScheme],
                    "A scheme begins with a letter; letters, digits, +, - and . follow. Leave :// out.",
                );
            } else if !is_app && !is_webview {
                self.say(
                    NoEffect,
                    &[Name::UiMessageWebviewUrlScheme],
                    "The scheme is used in a mobile webview, or where the referral source is APP.",
                );
            }
        }
    }

    fn at_messages(&mut self) {
        if self
            .sent
            .ui_message_version
            .is_some_and(|version| version != 4)
        {
            self.say(
                Advice,
                &[Name::UiMessageVersion],
                "MX asks for 4 in everything new; the others are deprecated.",
            );
        }
    }

    fn at_widget(&mut self) {
        let sent = by_name(self.sent);
        let is_connect = self.sent.widget_type.as_deref() == Some(CONNECT);
        for option in options() {
            if !sent.contains_key(&name_of(option.name)) {
                continue;
            }
            let text = match (option.name, is_connect) {
                (Name::Locale, true) => {
                    "Connect takes its language from the header Accept-Language. Choose a language instead."
                }
                (_, true) if !option.is_for_connect => {
                    "Connect doesn't read this option. It is for another widget."
                }
                (name, false) if option.is_for_connect && !is_for_every_widget(name) => {
                    "Only Connect reads this option."
                }
                _ => continue,
            };
            self.say(NoEffect, &[option.name, Name::WidgetType], text);
        }
        if self.sent.connections_use_case_filter == Some(true) && self.sent.use_cases.is_none() {
            self.say(
                Contradiction,
                &[Name::ConnectionsUseCaseFilter, Name::UseCases],
                "The filter needs use_cases in the same request.",
            );
        }
        if !is_connect {
            self.say(
                Advice,
                &[Name::WidgetType],
                "Connect Desk opens Connect alone. Copy the request for your own app.",
            );
        }
    }
}

/// Options that MX documents for every widget, or for more than Connect.
fn is_for_every_widget(name: Name) -> bool {
    matches!(
        name,
        Name::WidgetType
            | Name::ColorScheme
            | Name::Style
            | Name::UiMessageVersion
            | Name::IsMobileWebview
            | Name::IsoCountryCode
            | Name::UseCases
            | Name::DataRequest
    )
}

/// RFC 3986, section 3.1.
fn is_scheme(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_alphabetic())
        && text
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'))
}

//! The options of a widget: what each is, what goes out of them, and what is to be said about how
//! they are set.
//!
//! [`composed`] decides what a session asks MX for. The preview writes out the same, so that what is
//! shown is what is sent.

mod check;
mod compose;
mod institutions;
mod paste;
mod presets;
mod snippets;
mod table;
#[cfg(test)]
mod tests;

pub(crate) use compose::{asked_dark, asked_mode, composed, on_microdeposit};
pub(crate) use presets::Presets;
#[cfg(any(fuzzing, test))]
pub(crate) use presets::presets_are_read;

use serde_json::{Map, Value};

use crate::{
    desk::Desk,
    environment::Environment,
    mx::{WidgetRequest, body_text},
    view::{
        ApiGeneration, HandOver, Language, OptionName, OptionView, PastedOptions, Problem,
        ProblemCode, RequestForm, RequestTarget, SessionMode, WidgetPreview, WidgetSetup,
    },
};

/// Options that a line of the timeline names.
const MOST_NAMED: usize = 8;

impl Desk {
    /// What is known about each option, in the order of the form.
    #[must_use]
    pub fn widget_options(&self) -> Vec<OptionView> {
        table::options()
    }

    /// The request a setup leads to, and what is to be said about it. `dark`: the app is drawn so
    /// now.
    #[must_use]
    pub fn preview_widget(
        &self,
        setup: &WidgetSetup,
        target: RequestTarget,
        dark: bool,
    ) -> WidgetPreview {
        let base = self.api_base();
        preview(&base, setup, target, dark, self.view().language)
    }

    /// Copies the request in one of its forms.
    ///
    /// # Errors
    /// `clipboard_failed`.
    pub fn copy_widget_request(
        &self,
        setup: &WidgetSetup,
        target: RequestTarget,
        dark: bool,
        form: RequestForm,
    ) -> Result<(), Problem> {
        let preview = self.preview_widget(setup, target, dark);
        let text = match form {
            RequestForm::Json => &preview.json,
            RequestForm::Curl => &preview.curl,
            RequestForm::Rust => &preview.rust,
        };
        self.0.ports.clipboard.copy(text).map_err(|reason| {
            Problem::clipboard_failed(&reason, "Try again, or select the text and copy it.")
        })
    }

    /// Reads a request's body that somebody pasted.
    ///
    /// # Errors
    /// `invalid_input` when it is no JSON object.
    pub fn read_widget_options(&self, text: &str) -> Result<PastedOptions, Problem> {
        paste::read(text)
    }

    /// Where the API is: of the MX in use, or else MX's integration environment.
    fn api_base(&self) -> String {
        let used = self.look(|state| {
            let connection = state.connection.as_ref()?;
            Some(connection.environment.api_base_url().to_string())
        });
        used.unwrap_or_else(|| Environment::integration().api_base_url().to_string())
    }
}

fn preview(
    base: &str,
    setup: &WidgetSetup,
    target: RequestTarget,
    dark: bool,
    language: Language,
) -> WidgetPreview {
    let mode = asked_mode(setup).unwrap_or(SessionMode::Aggregation);
    let request = |hand_over| WidgetRequest {
        mode,
        dark,
        language,
        hand_over,
        // Where the session opens on a member, it is this one.
        current_member_guid: setup.options.current_member_guid.clone(),
        setup: setup.clone(),
    };
    let (sent, set_by_desk, language) = match hand_over(target) {
        Some(hand_over) => {
            let request = request(hand_over);
            let language = request.language().map(str::to_owned);
            (composed(&request), compose::set_by_desk(&request), language)
        }
        None => {
            let sent = compose::for_other_app(setup);
            (sent, Vec::new(), setup.language.clone())
        }
    };
    let json = body_text(&sent, setup.generation);
    WidgetPreview {
        curl: snippets::curl(base, setup.generation, language.as_deref(), &json),
        rust: snippets::rust(setup.generation, language.as_deref(), &inside(&json)),
        findings: check::findings(setup, &sent),
        json,
        mode,
        can_open: check_setup(setup).is_ok(),
        language,
        set_by_desk,
    }
}

/// What a session is begun with that the desk's form doesn't have, for its timeline: which options,
/// by MX's names. What they are set to is in the setup. None: nothing.
pub(crate) fn own_options(setup: &WidgetSetup) -> Option<String> {
    let set = serde_json::to_value(&setup.options).unwrap_or_default();
    let mut own: Vec<String> = table::options()
        .iter()
        // That one is what the session is for.
        .filter(|option| option.name != OptionName::Mode)
        .filter_map(|option| word(option.name))
        .filter(|name| !set[name.as_str()].is_null())
        .collect();
    if let Some(language) = &setup.language {
        own.push(format!("language {language}"));
    }
    if setup.generation == ApiGeneration::V20111101 {
        // Its name looks like a number of an account, and would be hidden in the journal.
        own.push("MX's older API".to_owned());
    }
    let more = own.len().saturating_sub(MOST_NAMED);
    own.truncate(MOST_NAMED);
    if more > 0 {
        own.push(format!("{more} more"));
    }
    (!own.is_empty()).then(|| format!("Begun with options of its own: {}", own.join(", ")))
}

/// As MX writes it.
fn word(name: OptionName) -> Option<String> {
    let value = serde_json::to_value(name).ok()?;
    value.as_str().map(str::to_owned)
}

/// The hand-over of a target that is this desk.
fn hand_over(target: RequestTarget) -> Option<HandOver> {
    match target {
        RequestTarget::Here => Some(HandOver::Here),
        RequestTarget::Window => Some(HandOver::Window),
        RequestTarget::Link => Some(HandOver::Link),
        RequestTarget::OtherApp => None,
    }
}

/// The options of a body that was just written.
fn inside(json: &str) -> Map<String, Value> {
    let body = serde_json::from_str::<Map<String, Value>>(json);
    match body.ok().and_then(|mut body| body.remove("widget_url")) {
        Some(Value::Object(options)) => options,
        _ => Map::new(),
    }
}

/// Refuses what no session of this desk can be opened with.
///
/// # Errors
/// `invalid_input`.
pub(crate) fn check_setup(setup: &WidgetSetup) -> Result<(), Problem> {
    if setup
        .options
        .widget_type
        .as_deref()
        .is_some_and(|widget| widget != table::CONNECT)
    {
        return Err(Problem::new(
            ProblemCode::InvalidInput,
            "Connect Desk opens only the Connect widget.",
            "Choose connect_widget, or copy the request for your own app.",
        ));
    }
    let is_sendable = |language: &str| language.chars().all(|c| c.is_ascii_graphic() || c == ' ');
    if setup
        .language
        .as_deref()
        .is_some_and(|language| !is_sendable(language))
    {
        return Err(Problem::new(
            ProblemCode::InvalidInput,
            "This language can't be sent.",
            "Choose en, es or fr-CA.",
        ));
    }
    Ok(())
}

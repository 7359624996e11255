//! What the page draws: the widget's step in words and fields, without anything to decide.

use std::time::Duration;

use base64::{Engine, engine::general_purpose::STANDARD};
use connect_events::Step;
use serde::Serialize;

use super::{
    flow::{Flow, FormProblem},
    rules::{nothing_to_select, selects_account, verifiable_members},
    words::Words,
};
use crate::{
    World,
    error::CreateMemberError,
    world::{
        Challenge, ChallengeKind, ChallengeOption, CredentialField, FieldType, Institution, Member,
        OauthReferralSource, WidgetConfig, WidgetSession,
    },
};

pub(crate) mod deposits;
mod hints;
pub(crate) mod manual;
mod notices;
mod statements;

use hints::Hint;
use notices::Notices;

/// MX's widget polls its member this often.
const POLL: Duration = Duration::from_secs(3);
/// It looks for the end of a sign-in at the bank after this, and then every [`LOGIN_POLL`].
const FIRST_LOGIN_POLL: Duration = Duration::from_millis(1_500);
const LOGIN_POLL: Duration = Duration::from_secs(1);

/// One view of the page, as `views.js` reads it.
#[derive(Debug, PartialEq, Serialize)]
pub(crate) struct View {
    pub(crate) can_go_back: bool,
    #[serde(flatten)]
    pub(crate) kind: Kind,
}

#[derive(Debug, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub(crate) enum Kind {
    /// What the client has its customers read first.
    Disclosure,
    Search {
        query: String,
        institutions: Vec<Bank>,
        /// Whether accounts can be verified by small deposits instead.
        deposits: bool,
        /// Whether accounts can be added by hand instead.
        manual: bool,
    },
    /// Says something before it goes on.
    Statement {
        institution: Option<Bank>,
        title: &'static str,
        lead: String,
        points: Vec<&'static str>,
        /// Whether the points come one after the other.
        numbered: bool,
        aside: Option<&'static str>,
        actions: Vec<Action>,
    },
    /// Asks for one of several things.
    Menu {
        title: &'static str,
        lead: &'static str,
        /// What is sent, with the choice.
        intent: &'static str,
        choices: Vec<Choice>,
    },
    /// Waits while the amounts of small deposits are checked.
    Verifying {
        title: &'static str,
        lead: &'static str,
        poll_after_ms: u64,
    },
    Credentials {
        institution: Bank,
        update: bool,
        fields: Vec<Field>,
        alert: Option<&'static str>,
        hint: Hint,
    },
    /// Leads to the bank's own page.
    Oauth {
        institution: Bank,
        /// None where MX couldn't prepare it.
        url: Option<String>,
        /// Whether the page opens it; the host does otherwise.
        opens_window: bool,
        alert: Option<&'static str>,
        hint: Hint,
    },
    OauthWaiting {
        institution: Bank,
        poll_after_ms: u64,
    },
    Connecting {
        institution: Bank,
        stages: Vec<String>,
        current: usize,
        slow: bool,
        poll_after_ms: u64,
    },
    Mfa {
        institution: Bank,
        title: &'static str,
        /// Whether it asks which account to use.
        select: bool,
        prompts: Vec<Prompt>,
        hint: Option<Hint>,
    },
    /// Asks for details that aren't a sign-in.
    Form {
        title: &'static str,
        lead: &'static str,
        fields: Vec<Field>,
        alert: Option<&'static str>,
        action: Option<Action>,
        hint: Option<Hint>,
    },
    /// Shows what was entered, before it is sent.
    Review {
        title: &'static str,
        lead: &'static str,
        rows: Vec<Row>,
        alert: Option<&'static str>,
        actions: Vec<Action>,
    },
    Connected {
        institution: Bank,
        text: &'static str,
    },
    Error {
        institution: Option<Bank>,
        #[serde(flatten)]
        notice: Notice,
    },
    Existing {
        members: Vec<ExistingMember>,
    },
}

/// An institution as the page shows it.
#[derive(Debug, PartialEq, Serialize)]
pub(crate) struct Bank {
    guid: String,
    name: String,
    /// Without the scheme.
    address: String,
    /// Up to two letters in place of a logo.
    monogram: String,
    /// Which of the page's colours the monogram stands on.
    tone: u32,
    /// What keeps it from being connected, in a word.
    note: Option<&'static str>,
}

#[derive(Debug, PartialEq, Serialize)]
pub(crate) struct Field {
    pub(crate) guid: String,
    pub(crate) label: String,
    /// `text`, `password`, `digits`, `amount`, `email` or `options`.
    pub(crate) kind: &'static str,
    /// What stands in it already.
    pub(crate) value: String,
    /// What `options` has to choose from.
    pub(crate) choices: Vec<Choice>,
}

/// What was entered, and what it is.
#[derive(Debug, PartialEq, Serialize)]
pub(crate) struct Row {
    pub(crate) label: &'static str,
    pub(crate) value: String,
}

#[derive(Debug, PartialEq, Serialize)]
pub(crate) struct Prompt {
    pub(crate) guid: String,
    label: String,
    kind: &'static str,
    pub(crate) choices: Vec<Choice>,
    /// The picture a question is about, as a data URL.
    picture: Option<String>,
}

#[derive(Debug, PartialEq, Serialize)]
pub(crate) struct Choice {
    pub(crate) value: String,
    pub(crate) label: String,
}

/// What went wrong, and what can be done about it.
#[derive(Debug, PartialEq, Serialize)]
pub(crate) struct Notice {
    pub(crate) tone: Tone,
    pub(crate) title: &'static str,
    pub(crate) text: String,
    pub(crate) actions: Vec<Action>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Tone {
    /// The customer has to act.
    Danger,
    /// Waiting helps.
    Notice,
    /// It worked.
    Done,
}

/// A button and the intent it sends, or a link.
#[derive(Debug, PartialEq, Serialize)]
pub(crate) struct Action {
    pub(crate) intent: &'static str,
    pub(crate) label: String,
    pub(crate) primary: bool,
    /// Opened in a new window instead of sending the intent.
    pub(crate) url: Option<String>,
}

#[derive(Debug, PartialEq, Serialize)]
pub(crate) struct ExistingMember {
    guid: String,
    bank: Bank,
}

/// The view of the step the widget is on. `query` is what is searched for.
pub(crate) fn view(flow: &Flow, query: &str, session: &WidgetSession, world: &World) -> View {
    View {
        can_go_back: flow.can_go_back(),
        kind: kind(flow, query, session, world),
    }
}

fn kind(flow: &Flow, query: &str, session: &WidgetSession, world: &World) -> Kind {
    let words = Words::new(session.language);
    if let Some(deposit) = flow.deposit() {
        return deposits::kind(deposit, words, millis(world.scaled(POLL)));
    }
    if let Some(manual) = flow.manual() {
        return manual::kind(manual, words);
    }
    if *flow.step() == Step::VerifyExistingMember {
        let members = verifiable_members(session, world);
        return Kind::Existing {
            members: members.iter().map(ExistingMember::from).collect(),
        };
    }
    if *flow.step() == Step::Disclosure {
        return Kind::Disclosure;
    }
    // Every other step but the search is about an institution.
    let Some(institution) = flow.institution() else {
        return Kind::Search {
            query: query.to_owned(),
            institutions: institutions(query, session, world, words),
            deposits: session.config.is_verification(),
            manual: flow.offers_manual_accounts(),
        };
    };
    let bank = Bank::from(institution);
    let notices = Notices { words, institution };
    let error = |notice| Kind::Error {
        notice,
        institution: Some(Bank::from(institution)),
    };
    match flow.step() {
        Step::Consent => statements::consent(bank, &session.config, words),
        Step::AdditionalProduct => match flow.offered() {
            Some(product) => statements::offer(bank, product, words),
            None => error(notices.member_error(None)),
        },
        Step::DemoConnectGuard => error(notices.demonstration()),
        Step::ExistingMember => error(notices.existing()),
        Step::VerifyError => error(notices.not_verified(flow.verify_problem())),
        Step::EnterCreds if institution.supports_oauth => match flow.login_polls() {
            None => Kind::Oauth {
                url: flow.login().map(|login| login.authorize_url.clone()),
                opens_window: opens_window(&session.config),
                alert: flow
                    .login_is_unavailable()
                    .then(|| words.say("oauth.unavailable")),
                hint: hints::oauth(words),
                institution: bank,
            },
            Some(polls) => Kind::OauthWaiting {
                poll_after_ms: millis(world.scaled(if polls == 0 {
                    FIRST_LOGIN_POLL
                } else {
                    LOGIN_POLL
                })),
                institution: bank,
            },
        },
        Step::EnterCreds => Kind::Credentials {
            // A first sign-in that was refused is still a sign-in, not an update.
            update: flow.updates() && flow.problem().is_none(),
            fields: fields(&world.institution_credentials(&institution.code), words),
            alert: flow.problem().map(|problem| words.say(alert(problem))),
            hint: hints::sign_in(institution, words),
            institution: bank,
        },
        Step::Connecting => Kind::Connecting {
            stages: stages(&bank.name, &session.config, words),
            current: if flow.is_reading() { 2 } else { 1 },
            slow: flow.is_slow(),
            poll_after_ms: millis(world.scaled(POLL)),
            institution: bank,
        },
        Step::Mfa => match flow.member() {
            Some(member) if nothing_to_select(member) => error(notices.nothing_to_select()),
            Some(member) => Kind::Mfa {
                title: words.say(challenge_title(member)),
                select: selects_account(member),
                prompts: member.challenges.iter().map(Prompt::from).collect(),
                hint: (!selects_account(member)).then(|| hints::answer(words)),
                institution: bank,
            },
            None => error(notices.member_error(None)),
        },
        Step::Connected => Kind::Connected {
            text: words.say(if session.config.is_verification() {
                "connected.verification"
            } else {
                "connected.aggregation"
            }),
            institution: bank,
        },
        Step::OauthError => error(notices.login_failed(flow.login_failure())),
        Step::InstitutionStatusDetails if institution.is_under_maintenance() => {
            error(notices.unavailable())
        }
        Step::InstitutionStatusDetails => error(notices.blocked()),
        Step::DeleteMemberSuccess => error(notices.removed()),
        _ if flow.is_removing() => error(notices.removing()),
        _ => error(match flow.data_error() {
            Some(code) => notices.data_error(code),
            None => notices.member_error(flow.member().map(|member| member.connection_status)),
        }),
    }
}

/// Whether the page opens the bank's page itself (MX docs, OAuth: in a browser, never in an app).
fn opens_window(config: &WidgetConfig) -> bool {
    !config.is_mobile_webview.unwrap_or(false)
        && config.oauth_referral_source() == OauthReferralSource::Browser
}

/// What happens while connecting, in order. The first is over once the page is there.
fn stages(bank: &str, config: &WidgetConfig, words: Words) -> Vec<String> {
    let reading = if config.is_verification() {
        "stage.numbers"
    } else {
        "stage.accounts"
    };
    vec![
        words.about("stage.reached", bank),
        words.say("stage.sign_in").to_owned(),
        words.say(reading).to_owned(),
    ]
}

fn challenge_title(member: &Member) -> &'static str {
    if selects_account(member) {
        return "mfa.choose_account";
    }
    match member.challenges.first().map(|challenge| challenge.kind) {
        Some(ChallengeKind::Options) => "mfa.choose",
        _ => "mfa.question",
    }
}

/// What is often chosen leaves blocked institutions out; a search says that they are.
fn institutions(query: &str, session: &WidgetSession, world: &World, words: Words) -> Vec<Bank> {
    if query.is_empty() {
        let popular = world.popular_institutions(&session.config);
        return popular.iter().map(Bank::from).collect();
    }
    let profile = world.client_profile();
    world
        .search_institutions(query, &session.config)
        .iter()
        .map(|institution| Bank {
            note: profile
                .turns_away(institution)
                .then(|| words.say("search.blocked")),
            ..Bank::from(institution)
        })
        .collect()
}

fn fields(definitions: &[CredentialField], words: Words) -> Vec<Field> {
    let mut ordered: Vec<_> = definitions.iter().collect();
    ordered.sort_by_key(|field| field.display_order);
    ordered
        .into_iter()
        .map(|field| Field {
            guid: field.guid.clone(),
            // Banks name their fields in English; the two names every one uses are translated.
            label: match field.label.as_str() {
                "Username" => words.say("field.username").to_owned(),
                "Password" => words.say("field.password").to_owned(),
                other => other.to_owned(),
            },
            kind: match field.field_type {
                FieldType::Text => "text",
                FieldType::Password => "password",
            },
            value: String::new(),
            choices: Vec::new(),
        })
        .collect()
}

/// The key of the words for a problem.
fn alert(problem: &FormProblem) -> &'static str {
    match problem {
        FormProblem::Refused => "sign_in.refused",
        FormProblem::NotTaken | FormProblem::NotCreated(CreateMemberError::Credentials) => {
            "sign_in.incomplete"
        }
        FormProblem::NotCreated(CreateMemberError::Quota { .. }) => "sign_in.too_many",
        FormProblem::NotCreated(_) | FormProblem::Blocked => "sign_in.not_created",
    }
}

/// Whole milliseconds of a pause, in the page's terms.
pub(crate) fn millis(pause: Duration) -> u64 {
    u64::try_from(pause.as_millis()).unwrap_or(u64::MAX)
}

impl Action {
    /// A button with the words of a key.
    fn button(words: Words, intent: &'static str, key: &'static str, primary: bool) -> Self {
        Self {
            intent,
            label: words.say(key).to_owned(),
            primary,
            url: None,
        }
    }
}

impl Field {
    /// A field of a form that asks for details, under the words of a key.
    fn of_form(
        words: Words,
        guid: &str,
        key: &'static str,
        kind: &'static str,
        value: &str,
    ) -> Self {
        Self {
            guid: guid.to_owned(),
            label: words.say(key).to_owned(),
            kind,
            value: value.to_owned(),
            choices: Vec::new(),
        }
    }
}

impl Bank {
    pub(crate) fn name(&self) -> &str {
        &self.name
    }
}

impl From<&Institution> for Bank {
    fn from(institution: &Institution) -> Self {
        let address = institution
            .url
            .trim_start_matches("https://")
            .trim_start_matches("http://")
            .trim_start_matches("www.")
            .trim_end_matches('/');
        let sum: u32 = institution.code.bytes().map(u32::from).sum();
        Self {
            guid: institution.guid.clone(),
            name: institution.name.clone(),
            address: address.to_owned(),
            monogram: monogram(&institution.name),
            tone: sum % 8,
            note: None,
        }
    }
}

/// The initials of a name's first two words; of a single word, its first two letters.
fn monogram(name: &str) -> String {
    let words: Vec<&str> = name
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    let letters: String = match words[..] {
        [] => String::new(),
        [only] => only.chars().take(2).collect(),
        [first, second, ..] => first
            .chars()
            .take(1)
            .chain(second.chars().take(1))
            .collect(),
    };
    letters.to_uppercase()
}

impl From<&Challenge> for Prompt {
    fn from(challenge: &Challenge) -> Self {
        Self {
            guid: challenge.guid.clone(),
            label: challenge.label.clone(),
            kind: match challenge.kind {
                ChallengeKind::Options => "options",
                ChallengeKind::Text | ChallengeKind::Image => "text",
            },
            choices: challenge.options.iter().map(Choice::from).collect(),
            picture: challenge
                .image_png
                .map(|png| format!("data:image/png;base64,{}", STANDARD.encode(png))),
        }
    }
}

impl From<&ChallengeOption> for Choice {
    fn from(option: &ChallengeOption) -> Self {
        Self {
            value: option.guid.clone(),
            label: option.label.clone(),
        }
    }
}

impl From<&Member> for ExistingMember {
    fn from(member: &Member) -> Self {
        Self {
            guid: member.guid.clone(),
            bank: Bank::from(&member.institution),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_monogram_is_made_of_at_most_two_initials() {
        assert_eq!(monogram("Quillmere Bank"), "QB");
        assert_eq!(monogram("MX Bank (OAuth)"), "MB");
        assert_eq!(monogram("MXCU"), "MX");
        assert_eq!(monogram("élan"), "ÉL");
        assert_eq!(monogram("--"), "");
    }
}

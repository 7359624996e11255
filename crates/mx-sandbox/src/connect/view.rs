//! What the page draws: the widget's step in words and fields, without anything to decide.

use std::time::Duration;

use base64::{Engine, engine::general_purpose::STANDARD};
use connect_events::Step;
use serde::Serialize;

use super::{
    flow::{Flow, FormProblem},
    words,
};
use crate::{
    World,
    error::CreateMemberError,
    world::{
        Challenge, ChallengeKind, CredentialField, FieldType, Institution, Member, WidgetSession,
    },
};

/// MX's widget polls its member this often.
const POLL: Duration = Duration::from_secs(3);

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
    Search {
        query: String,
        institutions: Vec<Bank>,
    },
    Credentials {
        institution: Bank,
        update: bool,
        fields: Vec<Field>,
        alert: Option<&'static str>,
        hint: Option<Hint>,
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
        prompts: Vec<Prompt>,
        hint: Hint,
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
}

#[derive(Debug, PartialEq, Serialize)]
pub(crate) struct Field {
    guid: String,
    label: String,
    kind: &'static str,
    optional: bool,
}

#[derive(Debug, PartialEq, Serialize)]
pub(crate) struct Prompt {
    guid: String,
    label: String,
    kind: &'static str,
    choices: Vec<Choice>,
    /// The picture a question is about, as a data URL.
    picture: Option<String>,
}

#[derive(Debug, PartialEq, Serialize)]
pub(crate) struct Choice {
    value: String,
    label: String,
}

/// What a presenter may want to know; folded away.
#[derive(Debug, PartialEq, Serialize)]
pub(crate) struct Hint {
    pub(crate) title: &'static str,
    pub(crate) text: &'static str,
    pub(crate) rows: Vec<HintRow>,
}

#[derive(Debug, PartialEq, Serialize)]
pub(crate) struct HintRow {
    pub(crate) enter: &'static str,
    pub(crate) result: &'static str,
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
}

/// A button, and the intent it sends.
#[derive(Debug, PartialEq, Serialize)]
pub(crate) struct Action {
    pub(crate) intent: &'static str,
    pub(crate) label: &'static str,
    pub(crate) primary: bool,
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
    let search = || Kind::Search {
        query: query.to_owned(),
        institutions: institutions(query, session, world),
    };
    if *flow.step() == Step::VerifyExistingMember {
        let members = verifiable_members(session, world);
        return Kind::Existing {
            members: members.iter().map(ExistingMember::from).collect(),
        };
    }
    // Every other step but the search is about an institution.
    let Some(institution) = flow.institution() else {
        return search();
    };
    let bank = Bank::from(institution);
    match flow.step() {
        Step::EnterCreds if institution.supports_oauth => Kind::Error {
            notice: words::oauth_is_missing(&bank.name),
            institution: Some(bank),
        },
        Step::EnterCreds => Kind::Credentials {
            // A first sign-in that was refused is still a sign-in, not an update.
            update: flow.updates() && flow.problem().is_none(),
            fields: fields(&world.institution_credentials(&institution.code)),
            alert: flow.problem().map(alert),
            hint: Some(words::sign_in_hint()),
            institution: bank,
        },
        Step::Connecting => Kind::Connecting {
            stages: words::stages(&bank.name, session.config.is_verification()),
            current: if flow.is_reading() { 2 } else { 1 },
            slow: flow.is_slow(),
            poll_after_ms: millis(world.scaled(POLL)),
            institution: bank,
        },
        Step::Mfa => {
            let challenges = flow.member().map_or(&[][..], |member| &member.challenges);
            Kind::Mfa {
                title: words::challenge_title(challenges),
                prompts: challenges.iter().map(Prompt::from).collect(),
                hint: words::answer_hint(),
                institution: bank,
            }
        }
        Step::Connected => Kind::Connected {
            text: words::connected(session.config.is_verification()),
            institution: bank,
        },
        Step::ActionableError => Kind::Error {
            notice: match flow.data_error() {
                Some(code) => words::data_error(code, &bank.name),
                None => words::member_error(
                    flow.member().map(|member| member.connection_status),
                    &bank.name,
                ),
            },
            institution: Some(bank),
        },
        _ => search(),
    }
}

/// The members offered for verification instead of a new connection.
pub(crate) fn verifiable_members(session: &WidgetSession, world: &World) -> Vec<Member> {
    use crate::world::{ConnectionStatus, Product};
    if !session.config.is_verification() {
        return Vec::new();
    }
    let mut members = world.members(&session.user_guid);
    members.retain(|member| {
        member.institution.supports(Product::AccountVerification)
            && member.connection_status != ConnectionStatus::Pending
    });
    members
}

fn institutions(query: &str, session: &WidgetSession, world: &World) -> Vec<Bank> {
    if !query.is_empty() {
        let found = world.search_institutions(query, &session.config);
        return found.iter().map(Bank::from).collect();
    }
    // A search finds OAuth banks; offering them unasked would lead to a dead end.
    let popular = world.popular_institutions(&session.config);
    let usable = popular
        .iter()
        .filter(|institution| !institution.supports_oauth);
    usable.map(Bank::from).collect()
}

fn fields(definitions: &[CredentialField]) -> Vec<Field> {
    let mut ordered: Vec<_> = definitions.iter().collect();
    ordered.sort_by_key(|field| field.display_order);
    ordered
        .into_iter()
        .map(|field| Field {
            guid: field.guid.clone(),
            label: field.label.clone(),
            kind: match field.field_type {
                FieldType::Text => "text",
                FieldType::Password => "password",
            },
            optional: false,
        })
        .collect()
}

fn alert(problem: &FormProblem) -> &'static str {
    match problem {
        FormProblem::Refused => words::REFUSED,
        FormProblem::NotTaken | FormProblem::NotCreated(CreateMemberError::Credentials) => {
            words::INCOMPLETE
        }
        FormProblem::NotCreated(CreateMemberError::Quota { .. }) => words::TOO_MANY_MEMBERS,
        FormProblem::NotCreated(_) => words::NOT_CREATED,
    }
}

/// Whole milliseconds of a pause, in the page's terms.
pub(crate) fn millis(pause: Duration) -> u64 {
    u64::try_from(pause.as_millis()).unwrap_or(u64::MAX)
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
            choices: challenge
                .options
                .iter()
                .map(|option| Choice {
                    value: option.guid.clone(),
                    label: option.label.clone(),
                })
                .collect(),
            picture: challenge
                .image_png
                .map(|png| format!("data:image/png;base64,{}", STANDARD.encode(png))),
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

//! How the simulated banks answer: MX Bank's published passwords and MFA answers.

use serde::{Deserialize, Serialize};

use super::{
    account::Account,
    institution::{Character, Institution},
    member::Login,
    random::guid,
    status::{ConnectionStatus, STATUSES},
};

/// What MX calls the question which account is to be verified (MX docs, single account select).
pub const SINGLE_ACCOUNT_SELECT: &str = "single_account_select";

const PICTURE: &[u8] = include_bytes!("challenge.png");

/// How a challenge is asked (MX docs, MFA).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ChallengeKind {
    /// A question answered in words.
    Text,
    /// A choice.
    Options,
    /// A picture with a question, answered in words.
    Image,
}

impl ChallengeKind {
    /// MX's name for it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Text => "TEXT",
            Self::Options => "OPTIONS",
            Self::Image => "IMAGE_DATA",
        }
    }

    /// The `field_type` number a widget's challenge carries.
    #[must_use]
    pub fn field_type(self) -> u32 {
        match self {
            Self::Text => 0,
            Self::Options => 2,
            Self::Image => 14,
        }
    }
}

/// One choice of a challenge.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChallengeOption {
    /// `CRD-…`; answering with it chooses the option.
    pub guid: String,
    /// The words.
    pub label: String,
    /// Answering with it chooses the option as well.
    pub value: String,
}

/// A question of the bank.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Challenge {
    /// `CRD-…`; an answer names it.
    pub guid: String,
    /// How it is asked.
    pub kind: ChallengeKind,
    /// The question.
    pub label: String,
    /// The field's name at the bank.
    pub field_name: String,
    /// [`SINGLE_ACCOUNT_SELECT`] where the question is which account to verify.
    pub external_id: Option<String>,
    /// The choices of [`ChallengeKind::Options`]; empty otherwise.
    pub options: Vec<ChallengeOption>,
    /// The picture of [`ChallengeKind::Image`], PNG bytes.
    #[serde(skip)]
    pub image_png: Option<&'static [u8]>,
}

impl Challenge {
    pub(crate) fn new(kind: ChallengeKind) -> Self {
        let (label, field_name) = match kind {
            ChallengeKind::Text => ("What city were you born in?", "question_0"),
            ChallengeKind::Options => ("Which of these words is correct?", "choice_0"),
            ChallengeKind::Image => ("Type the word in the picture", "picture_0"),
        };
        let choices: &[&str] = match kind {
            ChallengeKind::Options => &["correct", "incorrect", "challenge"],
            ChallengeKind::Text | ChallengeKind::Image => &[],
        };
        Self {
            guid: guid("CRD"),
            kind,
            label: label.to_owned(),
            field_name: field_name.to_owned(),
            external_id: None,
            options: choices
                .iter()
                .map(|word| ChallengeOption {
                    guid: guid("CRD"),
                    label: (*word).to_owned(),
                    value: (*word).to_owned(),
                })
                .collect(),
            image_png: (kind == ChallengeKind::Image).then_some(PICTURE),
        }
    }

    /// Asks which account is to be verified; there may be none to choose from.
    pub(crate) fn select_account(accounts: &[Account]) -> Self {
        let eligible = accounts
            .iter()
            .filter(|account| account.account_type.has_number());
        Self {
            guid: guid("CRD"),
            kind: ChallengeKind::Options,
            label: "Which account do you want to connect?".to_owned(),
            field_name: SINGLE_ACCOUNT_SELECT.to_owned(),
            external_id: Some(SINGLE_ACCOUNT_SELECT.to_owned()),
            options: eligible
                .map(|account| ChallengeOption {
                    guid: guid("CRD"),
                    label: format!("{} {}", account.name, account.masked_number),
                    value: account.guid.clone(),
                })
                .collect(),
            image_png: None,
        }
    }

    pub(crate) fn selects_account(&self) -> bool {
        self.external_id.as_deref() == Some(SINGLE_ACCOUNT_SELECT)
    }

    /// Brings back what isn't saved.
    pub(crate) fn restore(&mut self) {
        self.image_png = (self.kind == ChallengeKind::Image).then_some(PICTURE);
    }

    /// The bank's word for what was answered: an option's guid stands for its value.
    pub(crate) fn answer_value<'a>(&'a self, given: &'a str) -> &'a str {
        self.options
            .iter()
            .find(|option| option.guid == given)
            .map_or(given, |option| option.value.as_str())
    }
}

/// What the bank makes of a login or an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    Accepted,
    Challenged(ChallengeKind),
    Refused(ConnectionStatus),
}

/// What a bank makes of a login.
pub(crate) fn judge_login(institution: &Institution, login: &Login) -> Verdict {
    let named = || {
        STATUSES
            .into_iter()
            .find(|status| status.name() == login.password)
            .filter(|status| *status != ConnectionStatus::Connected)
    };
    match institution.character {
        Character::Faltering => Verdict::Refused(ConnectionStatus::Degraded),
        Character::EveryStatus => named().map_or_else(
            || judge_password(&login.password),
            |status| match status {
                ConnectionStatus::Challenged => Verdict::Challenged(ChallengeKind::Text),
                other => Verdict::Refused(other),
            },
        ),
        _ => judge_password(&login.password),
    }
}

/// The password table of MX's test bank (MX docs, test platform). Passwords are case-sensitive;
/// any other password signs in.
fn judge_password(password: &str) -> Verdict {
    match password {
        "challenge" => Verdict::Challenged(ChallengeKind::Text),
        "options" => Verdict::Challenged(ChallengeKind::Options),
        "image" => Verdict::Challenged(ChallengeKind::Image),
        "BAD_REQUEST" | "SERVER_ERROR" | "UNAVAILABLE" => {
            Verdict::Refused(ConnectionStatus::Failed)
        }
        "UNAUTHORIZED" | "INVALID" | "DISABLED" => Verdict::Refused(ConnectionStatus::Denied),
        "LOCKED" => Verdict::Refused(ConnectionStatus::Locked),
        _ => Verdict::Accepted,
    }
}

/// The MFA answers of MX's test bank. `challenge` asks again, in words whatever was asked before.
pub(crate) fn judge_answer(answer: &str) -> Verdict {
    match answer {
        "correct" => Verdict::Accepted,
        "challenge" => Verdict::Challenged(ChallengeKind::Text),
        "DISABLED" => Verdict::Refused(ConnectionStatus::Denied),
        "SERVER_ERROR" | "UNAVAILABLE" => Verdict::Refused(ConnectionStatus::Failed),
        _ => Verdict::Refused(ConnectionStatus::Rejected),
    }
}

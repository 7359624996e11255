//! How the simulated banks answer: MX Bank's published passwords and MFA answers.

use super::{random::guid, status::ConnectionStatus};

/// How a challenge is asked (MX docs, MFA).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChallengeOption {
    /// `CRD-…`; answering with it chooses the option.
    pub guid: String,
    /// The words.
    pub label: String,
    /// Answering with it chooses the option as well.
    pub value: String,
}

/// A question of the bank.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Challenge {
    /// `CRD-…`; an answer names it.
    pub guid: String,
    /// How it is asked.
    pub kind: ChallengeKind,
    /// The question.
    pub label: String,
    /// The field's name at the bank.
    pub field_name: String,
    /// The choices of [`ChallengeKind::Options`]; empty otherwise.
    pub options: Vec<ChallengeOption>,
    /// The picture of [`ChallengeKind::Image`], PNG bytes.
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
            options: choices
                .iter()
                .map(|word| ChallengeOption {
                    guid: guid("CRD"),
                    label: (*word).to_owned(),
                    value: (*word).to_owned(),
                })
                .collect(),
            image_png: (kind == ChallengeKind::Image)
                .then_some(include_bytes!("challenge.png").as_slice()),
        }
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

/// The password table of MX's test bank (MX docs, test platform). Passwords are case-sensitive;
/// any other password signs in.
pub(crate) fn judge_password(password: &str) -> Verdict {
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

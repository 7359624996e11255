//! The messages of MX's widget, as far as they may be seen: the steps and statuses that
//! `connect-events` knows, guids, codes of institutions, numbers of errors. What a customer typed
//! (a search, a routing number), addresses and names are placeholders; a search says how many
//! characters it had, which is enough to see somebody searching.

use connect_events::{
    ConnectionStatus, MicrodepositStatus, MicrodepositStep, OauthErrorReason, Step,
};
use mx_platform::{Field, Shape};
use serde_json::Value;

/// A message that was posted: `{mx, type, metadata}`.
pub(super) static MESSAGE: Shape = Shape(&[
    ("mx", Field::Flag),
    ("type", Field::Path),
    ("metadata", Field::Object(&METADATA)),
]);

const STEP: Field = Field::Word(|word| !matches!(Step::from_name(word), Step::Unknown(_)));
const ANY_STEP: Field = Field::Word(|word| {
    !matches!(Step::from_name(word), Step::Unknown(_))
        || !matches!(
            MicrodepositStep::from_name(word),
            MicrodepositStep::Unknown(_)
        )
});
const CONNECTION: Field = Field::CodedWord(|word| ConnectionStatus::from_name(word).is_known());

static METADATA: Shape = Shape(&[
    ("user_guid", Field::Guid),
    ("session_guid", Field::Guid),
    ("member_guid", Field::Guid),
    ("guid", Field::Guid),
    ("institution_guid", Field::Guid),
    ("institution_code", Field::Code),
    // An institution's in one message, an error's in another.
    ("code", Field::CodeOrCount),
    ("name", Field::Free),
    ("url", Field::Hidden("web address")),
    ("query", Field::Free),
    ("initial_step", ANY_STEP),
    ("previous", STEP),
    ("current", STEP),
    ("connection_status", CONNECTION),
    ("institution", Field::Object(&INSTITUTION)),
    ("member", Field::Object(&MEMBER)),
    ("context", Field::Word(|word| word == "manualAccountAdded")),
    (
        "error_reason",
        Field::CodedWord(|word| OauthErrorReason::from_name(word).is_known()),
    ),
    ("microdeposit_guid", Field::Guid),
    (
        "status",
        Field::CodedWord(|word| MicrodepositStatus::from_name(word).is_known()),
    ),
    ("routing_number", Field::Hidden("routing number")),
    ("reason", Field::Word(is_reason)),
    ("did_go_back", Field::Flag),
]);

static INSTITUTION: Shape = Shape(&[("guid", Field::Guid), ("code", Field::Code)]);

static MEMBER: Shape = Shape(&[
    ("guid", Field::Guid),
    ("connection_status", CONNECTION),
    ("code", Field::Count),
]);

/// Why a routing number is blocked (MX docs, microdeposits).
fn is_reason(word: &str) -> bool {
    matches!(
        word,
        "INVALID" | "BLOCKED" | "CLIENT_BLOCKED" | "IAV_PREFERRED"
    )
}

/// What a message is about, in a word: the step, the status or the code it brings.
pub(super) fn gist(metadata: &Value) -> Option<String> {
    let inner = &metadata["member"];
    let text = |value: &Value| {
        value
            .as_str()
            .filter(|text| !text.is_empty())
            .map(str::to_owned)
    };
    let named = |value: &Value| {
        let number = value
            .as_i64()
            .map(|code| ConnectionStatus::from_code(code).to_string());
        number.or_else(|| text(value))
    };
    text(&metadata["current"])
        .or_else(|| text(&metadata["initial_step"]))
        .or_else(|| named(&metadata["connection_status"]))
        .or_else(|| named(&inner["connection_status"]))
        .or_else(|| {
            [
                &metadata["code"],
                &inner["code"],
                &metadata["institution"]["code"],
            ]
            .into_iter()
            .find_map(|code| {
                code.as_i64()
                    .map(|code| code.to_string())
                    .or_else(|| text(code))
            })
        })
        .or_else(|| text(&metadata["reason"]))
}

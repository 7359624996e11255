//! An answer of MX's, and the ids under which MX keeps it.

use jiff::Timestamp;

/// What MX answered, and what to name to MX's support if it has to be looked up. A list that came in
/// several pages came in as many answers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answered<T> {
    /// What it answered.
    pub value: T,
    /// Its answers, in the order they came; those that were given no id are left out.
    pub receipts: Vec<Receipt>,
}

/// MX's id of one request, which its answer carried. It says nothing about anybody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// MX's id of the request.
    pub request_id: String,
    /// When it was answered: by MX's own clock where it told the time, by this computer's otherwise.
    pub answered_at: Timestamp,
}

impl<T> Answered<T> {
    /// The same answer, read differently.
    pub fn map<R>(self, read: impl FnOnce(T) -> R) -> Answered<R> {
        Answered {
            value: read(self.value),
            receipts: self.receipts,
        }
    }
}

/// An answer without an id.
impl<T> From<T> for Answered<T> {
    fn from(value: T) -> Self {
        Self {
            value,
            receipts: Vec::new(),
        }
    }
}

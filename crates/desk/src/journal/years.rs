//! What a desk's history of some years holds, session by session. The journal's tests write it as
//! rows, `examples/fill_history.rs` as a desk would.

/// When session 0 began, in milliseconds since 1970 (15 June 2025).
pub(super) const BEGAN_MS: i64 = 1_750_000_000_000;

/// Entries in the timeline of every tenth session; the others have none.
pub(super) const TIMELINE: u32 = 12;

pub(super) const MASKS: [&str; 2] = ["•••• 1234", "•••• 9876"];

const INSTITUTIONS: [&str; 8] = [
    "MX Bank",
    "Bank of the Plains",
    "Société Générale",
    "First National",
    "Crédit Agricole",
    "Wells & Sons",
    "Banco del Sur",
    "Ålandsbanken",
];

/// How a session ended.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    Verified,
    Waiting,
    /// It was never settled.
    Open,
}

/// One session of the history.
pub(super) struct Session {
    pub(super) id: String,
    pub(super) customer_id: String,
    pub(super) user_guid: String,
    pub(super) member_guid: String,
    pub(super) institution: &'static str,
    /// Each began a minute after the one before.
    pub(super) began_ms: i64,
    pub(super) end: End,
    pub(super) has_timeline: bool,
}

/// Session `n` of customer `customer-n`: one of three still waits, one of a thousand (all at the
/// last institution) has no end.
pub(super) fn session(n: usize) -> Session {
    let minutes = i64::try_from(n).unwrap_or(i64::MAX / 60_000);
    Session {
        id: format!("00000000-0000-4000-8000-{n:012}"),
        customer_id: format!("customer-{n}"),
        user_guid: format!("USR-{n:032}"),
        member_guid: format!("MBR-{n:032}"),
        institution: INSTITUTIONS[n % INSTITUTIONS.len()],
        began_ms: BEGAN_MS.saturating_add(minutes * 60_000),
        end: match n {
            _ if n % 1_000 == 999 => End::Open,
            _ if n.is_multiple_of(3) => End::Waiting,
            _ => End::Verified,
        },
        has_timeline: n.is_multiple_of(10),
    }
}

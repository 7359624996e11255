//! Writes a history of years as rows: a hundred thousand sessions in a second or two.

use std::path::Path;

use rusqlite::{Connection, params};

use super::{
    schema::searched,
    years::{End, MASKS, TIMELINE, session},
};

/// Fills a journal that has been opened once.
pub(super) fn fill(path: &Path, sessions: usize) {
    let mut file = Connection::open(path).unwrap();
    let transaction = file.transaction().unwrap();
    {
        let mut row = transaction
            .prepare(
                "INSERT INTO sessions (id, customer_id, user_guid, member_guid, institution,
                    environment, api_host, mode, hand_over, started_at_ms, ended_at_ms, outcome,
                    ending, masks, search)
                 VALUES (?1, ?2, ?3, ?4, ?5, 'production', 'api.mx.com', 'verification', 'here',
                    ?6, ?7, ?8, ?9, ?10, ?11)",
            )
            .unwrap();
        let mut entry = transaction
            .prepare("INSERT INTO timeline VALUES (?1, 0, ?2, ?3, 'api', 'neutral', 'status', ?4)")
            .unwrap();
        let masks = serde_json::to_string(&MASKS).unwrap();
        for session in (0..sessions).map(session) {
            let (outcome, ending) = match session.end {
                End::Verified => (Some("done"), Some("verified")),
                End::Waiting => (Some("stopped"), Some("waiting")),
                End::Open => (None, None),
            };
            row.execute(params![
                session.id,
                session.customer_id,
                session.user_guid,
                session.member_guid,
                session.institution,
                session.began_ms,
                ending.map(|_| session.began_ms + 45_000),
                outcome,
                ending,
                if session.end == End::Verified {
                    &masks
                } else {
                    "[]"
                },
                searched(&session.customer_id, Some(session.institution)),
            ])
            .unwrap();
            let entries = if session.has_timeline { TIMELINE } else { 0 };
            for seq in 0..entries {
                let at_ms = session.began_ms + i64::from(seq) * 1_000;
                entry
                    .execute(params![session.id, seq, at_ms, "MX says: connecting"])
                    .unwrap();
            }
        }
    }
    transaction.commit().unwrap();
}

//! A journal as a busy desk has it after some years.

use std::path::Path;

use rusqlite::{Connection, params};

use super::schema::searched;

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

/// When the first generated session began; each began a minute after the one before.
pub(super) const BEGAN_MS: i64 = 1_600_000_000_000;

/// Fills a journal that has been opened once. Session `n` is of customer `customer-n`, at one of
/// eight institutions, with a timeline of a dozen entries for every tenth.
pub(super) fn fill(path: &Path, sessions: i64) {
    let mut file = Connection::open(path).unwrap();
    let transaction = file.transaction().unwrap();
    {
        let mut session = transaction
            .prepare(
                "INSERT INTO sessions (id, customer_id, user_guid, member_guid, institution,
                    environment, api_host, mode, hand_over, started_at_ms, ended_at_ms, outcome,
                    ending, masks, search)
                 VALUES (?1, ?2, ?3, ?4, ?5, 'production', 'api.mx.com', 'verification', 'here',
                    ?6, ?7, ?8, ?9, '[\"•••• 1234\",\"•••• 9876\"]', ?10)",
            )
            .unwrap();
        let mut entry = transaction
            .prepare("INSERT INTO timeline VALUES (?1, 0, ?2, ?3, 'api', 'neutral', 'status', ?4)")
            .unwrap();
        for n in 0..sessions {
            let id = format!("00000000-0000-4000-8000-{n:012}");
            let customer = format!("customer-{n}");
            let institution = INSTITUTIONS[usize::try_from(n).unwrap() % INSTITUTIONS.len()];
            let began = BEGAN_MS + n * 60_000;
            let done = n % 3 != 0;
            session
                .execute(params![
                    id,
                    customer,
                    format!("USR-{n:032}"),
                    format!("MBR-{n:032}"),
                    institution,
                    began,
                    (n % 1_000 != 999).then_some(began + 45_000),
                    if done { "done" } else { "stopped" },
                    if done { "verified" } else { "waiting" },
                    searched(&customer, Some(institution)),
                ])
                .unwrap();
            for seq in 0..if n % 10 == 0 { 12 } else { 0 } {
                entry
                    .execute(params![id, seq, began + seq * 1_000, "MX says: connecting"])
                    .unwrap();
            }
        }
    }
    transaction.commit().unwrap();
}

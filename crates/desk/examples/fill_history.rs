//! Fills a folder's journal as a busy desk does in some years: `fill_history FOLDER SESSIONS`.
//! `cargo xtask bench` opens the app on it.

use std::{error::Error, path::PathBuf};

use desk::{
    journal::{Happened, Journal, SessionRecord, SqliteJournal},
    view::{EndingKind, EnvironmentKind, HandOver, SessionMode, TimelineSource, Tone, WidgetSetup},
};

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

/// When the first session began; each began a minute after the one before.
const BEGAN_MS: i64 = 1_750_000_000_000;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let folder = PathBuf::from(arguments.next().ok_or("the folder is missing")?);
    let sessions: usize = arguments.next().ok_or("how many is missing")?.parse()?;
    std::fs::create_dir_all(&folder)?;
    let journal = SqliteJournal::open(&folder.join("journal.sqlite"))?;
    for n in 0..sessions {
        write(&journal, n)?;
    }
    Ok(())
}

fn write(journal: &SqliteJournal, n: usize) -> Result<(), Box<dyn Error>> {
    let began = BEGAN_MS + i64::try_from(n)? * 60_000;
    let id = format!("00000000-0000-4000-8000-{n:012}");
    journal.begin(&SessionRecord {
        id: id.clone(),
        customer_id: format!("customer-{n}"),
        user_guid: Some(format!("USR-{n:032}")),
        member_guid: Some(format!("MBR-{n:032}")),
        microdeposit_guid: None,
        deposits: None,
        institution: Some(INSTITUTIONS[n % INSTITUTIONS.len()].to_owned()),
        environment: EnvironmentKind::Production,
        api_host: "api.mx.com".to_owned(),
        mode: SessionMode::Verification,
        hand_over: HandOver::Here,
        without_widget: false,
        handed_over_at_ms: None,
        started_at_ms: began,
        setup: WidgetSetup::default(),
    })?;
    if n.is_multiple_of(10) {
        let happened: Vec<_> = (0..12).map(|seq| step(seq, began)).collect();
        journal.note_timeline(&id, began, &happened)?;
    }
    // One in a thousand was never settled.
    if n % 1_000 != 999 {
        let ending = if n.is_multiple_of(3) {
            EndingKind::Waiting
        } else {
            EndingKind::Verified
        };
        if ending == EndingKind::Verified {
            journal.note_masks(&id, &["•••• 1234".to_owned(), "•••• 9876".to_owned()])?;
        }
        journal.end(&id, ending, began + 45_000)?;
    }
    Ok(())
}

fn step(seq: u32, began: i64) -> Happened {
    Happened {
        seq,
        at_ms: began + i64::from(seq) * 1_000,
        source: TimelineSource::Api,
        tone: Tone::Neutral,
        kind: "status".to_owned(),
        text: "MX says: connecting".to_owned(),
    }
}

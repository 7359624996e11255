//! Fills a folder's journal as a busy desk does in some years: `fill_history FOLDER SESSIONS`.
//! `cargo xtask bench` and the end-to-end scenarios open the app on it.

#[path = "../src/journal/years.rs"]
mod years;

use std::{error::Error, path::PathBuf};

use desk::{
    journal::{Happened, Journal, SessionRecord, SqliteJournal},
    view::{EndingKind, EnvironmentKind, HandOver, SessionMode, TimelineSource, Tone, WidgetSetup},
};
use years::{End, MASKS, Session, TIMELINE};

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let folder = PathBuf::from(arguments.next().ok_or("the folder is missing")?);
    let sessions: usize = arguments.next().ok_or("how many is missing")?.parse()?;
    std::fs::create_dir_all(&folder)?;
    let journal = SqliteJournal::open(&folder.join("journal.sqlite"))?;
    for session in (0..sessions).map(years::session) {
        write(&journal, &session)?;
    }
    Ok(())
}

fn write(journal: &SqliteJournal, session: &Session) -> Result<(), Box<dyn Error>> {
    let began = session.began_ms;
    journal.begin(&SessionRecord {
        id: session.id.clone(),
        customer_id: session.customer_id.clone(),
        user_guid: Some(session.user_guid.clone()),
        member_guid: Some(session.member_guid.clone()),
        microdeposit_guid: None,
        deposits: None,
        institution: Some(session.institution.to_owned()),
        environment: EnvironmentKind::Production,
        api_host: "api.mx.com".to_owned(),
        mode: SessionMode::Verification,
        hand_over: HandOver::Here,
        without_widget: false,
        handed_over_at_ms: None,
        started_at_ms: began,
        setup: WidgetSetup::default(),
    })?;
    if session.has_timeline {
        let happened: Vec<_> = (0..TIMELINE).map(|seq| step(seq, began)).collect();
        journal.note_timeline(&session.id, began, &happened)?;
    }
    let ending = match session.end {
        End::Verified => EndingKind::Verified,
        End::Waiting => EndingKind::Waiting,
        End::Open => return Ok(()),
    };
    if ending == EndingKind::Verified {
        journal.note_masks(&session.id, &MASKS.map(str::to_owned))?;
    }
    journal.end(&session.id, ending, began + 45_000)?;
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

//! Every fault of the network at every step of a verification, in the real window: what the person
//! reads, where the session stands, and the way on from there. What is expected is what the desk's
//! own tests have written (`crates/desk/tests/withstand/network.tsv`).

mod play;
mod table;

use std::{fs, time::Instant};

use anyhow::{Result, ensure};

use self::{
    play::play,
    table::{Cell, Nobody, Place, all, find, step},
};
use super::{
    Scenario,
    long::{Played, Turn, in_turns},
    stage::Stage,
};
use crate::run::target;

/// A part of the rows, in which every step and every fault comes up.
pub(super) const SCENARIOS: &[Scenario] = &[
    Scenario::new("a fault at each step before the widget", before).within_seconds(240),
    Scenario::new("a fault of the widget's own page", of_the_page).within_seconds(240),
    Scenario::new("a fault at each step while the widget is open", while_open).within_seconds(240),
    Scenario::new("a fault at each step after the widget is closed", closed).within_seconds(240),
    Scenario::new(
        "a fault while I verify again, and at each step to the owners",
        without_the_widget,
    )
    .within_seconds(240),
];

/// The rows of the quick form.
const QUICK: &[(&str, &[&str])] = &[
    ("find the user", &["401"]),
    (
        "create the user",
        &["half an answer", "409", "reset after the answer"],
    ),
    ("list what the user has", &["no answer", "a byte every 2 s"]),
    ("ask for the widget", &["403", "a redirect"]),
    (
        "load the widget",
        &[
            "a lie",
            "a flood",
            "mute",
            "a used address",
            "an expired address",
        ],
    ),
    ("read the member, widget open", &["404", "504"]),
    ("read the status, widget open", &["reset inside the answer"]),
    ("read the numbers, widget open", &["422"]),
    ("read the accounts, widget open", &["another content type"]),
    ("read the status, widget closed", &["429"]),
    ("read the numbers, widget closed", &["9 MB"]),
    ("read the accounts, widget closed", &["400"]),
    ("look for the connection", &["no JSON"]),
    ("verify again", &["502", "500"]),
    ("ask for the owners", &["503"]),
    ("read the owners", &["reset before the answer"]),
];

fn before(stage: &mut Stage) -> Result<()> {
    plays(stage, &[Place::Before, Place::BeforeForKnown])
}

fn of_the_page(stage: &mut Stage) -> Result<()> {
    plays(stage, &[Place::Page])
}

fn while_open(stage: &mut Stage) -> Result<()> {
    plays(stage, &[Place::OnScreen])
}

fn closed(stage: &mut Stage) -> Result<()> {
    plays(stage, &[Place::Closed, Place::Unheard])
}

fn without_the_widget(stage: &mut Stage) -> Result<()> {
    plays(stage, &[Place::Again, Place::Owners])
}

/// Rows of the quick form.
fn quick() -> Result<Vec<Cell>> {
    let all = all()?;
    let mut chosen = Vec::new();
    for (step, faults) in QUICK {
        for fault in *faults {
            chosen.push(*find(&all, step, fault)?);
        }
    }
    Ok(chosen)
}

fn plays(stage: &mut Stage, places: &[Place]) -> Result<()> {
    let nobody = Nobody::listens()?;
    opens(stage)?;
    let mut count = 0;
    for cell in quick()? {
        if places.contains(&step(cell.step)?.0) {
            count += 1;
            let customer = format!("customer-{count}");
            play(stage, &cell, &customer, &nobody.address()?)?;
        }
    }
    ensure!(count > 0, "nothing was played");
    ensure!(!nobody.was_asked(), "the app followed a redirect");
    Ok(())
}

fn opens(stage: &mut Stage) -> Result<()> {
    // Each row has a customer of its own.
    stage.start_mx_with(10, &["--max-users", "1000"])?;
    stage.ask_mx_directly();
    stage.open_connected()
}

/// Rows that are played in one app, one after the other.
const IN_A_ROW: usize = 20;
/// The same of those that wait for the app's own limits.
const SLOW_IN_A_ROW: usize = 6;

/// Plays every row whose name contains `named`, in several apps at once, and writes down what came
/// of each. Answers what is to be told, and whether every row came out as the table says.
pub(crate) fn play_all(named: &str) -> Result<(Vec<String>, bool)> {
    let cells = all()?.into_iter().filter(|it| it.name().contains(named));
    let (slow, quick): (Vec<_>, Vec<_>) = cells.partition(Cell::is_slow);
    ensure!(slow.len() + quick.len() > 0, "no row is called so: {named}");
    // The slow ones first, so that none of them ends alone.
    let turns = slow
        .chunks(SLOW_IN_A_ROW)
        .chain(quick.chunks(IN_A_ROW))
        .map(<[Cell]>::to_vec);
    let played = in_turns("faults in the window", turns.collect(), in_one_app)?;

    let file = target().join("soak/faults-in-the-window.tsv");
    fs::create_dir_all(target().join("soak"))?;
    let lines: String = played.iter().map(|it| format!("{}\n", it.line())).collect();
    fs::write(&file, lines)?;
    let failed = played.iter().filter(|it| it.error.is_some()).count();
    let mut told = vec![format!(
        "{} rows of the network's table were played in the window: {} as the table says, {failed} not ({})",
        played.len(),
        played.len() - failed,
        file.display()
    )];
    let lines = played.iter().filter(|it| it.error.is_some());
    told.extend(lines.map(Played::line));
    Ok((told, failed == 0))
}

/// Plays rows in one app. One that fails ends the app; the rest has another.
fn in_one_app(turn: &Turn, cells: &mut Vec<Cell>) -> Result<Vec<Played>> {
    let nobody = Nobody::listens()?;
    let mut stage = turn.stage()?;
    opens(&mut stage)?;
    let mut played = Vec::new();
    cells.reverse();
    while let Some(cell) = cells.pop() {
        let start = Instant::now();
        let customer = format!("customer-{}", cells.len());
        let outcome = play(&stage, &cell, &customer, &nobody.address()?);
        let outcome = outcome.and_then(|()| {
            ensure!(!nobody.was_asked(), "the app followed a redirect");
            Ok(())
        });
        let has_failed = outcome.is_err();
        played.push(Played::new(cell.name(), start, outcome));
        if has_failed {
            stage.keep_evidence(Some(&cell.name()))?;
            cells.reverse();
            return Ok(played);
        }
    }
    let (name, start) = ("what an app has left behind".to_owned(), Instant::now());
    if let Err(leak) = turn.ends(stage) {
        played.push(Played::new(name, start, Err(leak)));
    }
    Ok(played)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn the_quick_form_has_every_step_and_every_fault() {
        let (all, quick) = (all().unwrap(), quick().unwrap());
        let steps = |cells: &[Cell]| cells.iter().map(|it| it.step).collect::<BTreeSet<_>>();
        let faults = |cells: &[Cell]| cells.iter().map(|it| it.fault).collect::<BTreeSet<_>>();
        assert_eq!(steps(&quick), steps(&all));
        assert_eq!(faults(&quick), faults(&all));
    }
}

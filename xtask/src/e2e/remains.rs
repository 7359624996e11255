//! What remains of secrets: in the environments and command lines of the app's processes, in their
//! memory, and after a crash.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    process::{Command, Stdio},
    thread::sleep,
    time::Duration,
};

use anyhow::{Context, Result, ensure};
use rustix::process::{Pid, Signal, geteuid, kill_process};

use super::{
    Scenario,
    cast::verify,
    secrets::{Needles, Secret},
    stage::Stage,
};
use crate::{
    driver::{Role, given, memory, processes::family, wait_for, without_rights},
    reliability::keep,
    setup::files_under,
    tables::Table,
};

pub(super) const SCENARIOS: &[Scenario] = &[
    Scenario::new(
        "no number is in the app's memory once I have locked the desk, or left the session",
        memory_is_empty,
    )
    .within_seconds(240),
    Scenario::new(
        "other programs can't look into the app, and a crash leaves nothing behind",
        closed_to_others,
    ),
    Scenario::new(
        "the app as it is shipped can't be driven by another program",
        not_driven,
    ),
];

const NUMBER: &str = "an account number";

/// How often each kind of secret is in the memory of each of the app's programs.
type Found = BTreeMap<(String, &'static str), usize>;

fn look_through(stage: &Stage) -> Result<Found> {
    let secrets = stage.all_secrets()?;
    let needles = Needles::of(&secrets);
    let mut found = Found::new();
    for pid in family(stage.app()?.id()?)? {
        let program = given::program(pid);
        let mut counts = vec![0; secrets.len()];
        memory::pieces_of(pid, |piece| needles.count(piece, &mut counts))?;
        for (Secret { what, .. }, count) in secrets.iter().zip(counts) {
            *found.entry((program.clone(), what)).or_default() += count;
        }
    }
    Ok(found)
}

/// The app's own process, and WebKit's, as the kernel shortens their names.
const PROCESSES: [&str; 3] = ["connect-desk", "WebKitWebProces", "WebKitNetworkPr"];

fn times(found: &Found, program: &str, what: &'static str) -> usize {
    let count = found.get(&(program.to_owned(), what));
    count.copied().unwrap_or_default()
}

fn of_the_app(found: &Found, what: &'static str) -> usize {
    times(found, PROCESSES[0], what)
}

fn memory_is_empty(stage: &mut Stage) -> Result<()> {
    stage.start_mx(10)?;
    stage.open_connected()?;
    verify(stage, "customer-81")?;
    let person = stage.person()?;
    let mut rows = Vec::new();
    let mut note = |when: &str, found: &Found| {
        let kinds: BTreeSet<&str> = found.keys().map(|(_, what)| *what).collect();
        for what in kinds {
            let times = PROCESSES.map(|program| times(found, program, what).to_string());
            let row = [when.to_owned(), what.to_owned()].into_iter().chain(times);
            rows.push(row.collect());
        }
    };

    if !geteuid().is_root() {
        ensure!(
            look_through(stage).is_err(),
            "anybody can read the app's memory"
        );
        println!("             memory was not looked through: only root can read the app's");
        return Ok(());
    }
    let open = look_through(stage)?;
    ensure!(
        of_the_app(&open, NUMBER) > 0 && of_the_app(&open, "the API key") > 0,
        "what the app must hold was not found, so this finds nothing"
    );
    note("the result is on screen, masked", &open);
    // Nothing reads the page while a number is on it: the driver's answers pass through the app.
    person.press("Reveal the account number of")?;
    person.wait(Role::Button, "Hide now")?;
    note("a number is revealed", &look_through(stage)?);
    person.press("Hide now")?;
    person.wait(Role::Button, "Reveal the account number of")?;
    person.press("Copy the account number of")?;
    person.wait_to_read("Account number copied.")?;
    note("hidden again, and copied", &look_through(stage)?);

    person.press("Appearance and about")?;
    person.click(Role::Choice, "Lock the desk")?;
    person.wait(Role::Button, "Unlock")?;
    // The copied number is taken off the clipboard by a thread of its own.
    sleep(Duration::from_secs(3));
    let locked = look_through(stage)?;
    note("locked for 3 s", &locked);

    person.press("Unlock")?;
    person.wait_to_read("Account verified")?;
    ensure!(
        of_the_app(&look_through(stage)?, NUMBER) > 0,
        "the numbers were not read anew"
    );
    person.press("Finish")?;
    person.wait(Role::Field, "Customer id")?;
    sleep(Duration::from_secs(2));
    let left = look_through(stage)?;
    note("the session is left", &left);
    let columns = [
        "When",
        "What",
        "The app",
        "WebKit's page",
        "WebKit's network",
    ];
    keep(
        "memory",
        &Table {
            columns: columns.map(str::to_owned).to_vec(),
            rows,
        },
    )?;
    for (when, found) in [("after the lock", &locked), ("after the session", &left)] {
        let count = of_the_app(found, NUMBER);
        ensure!(
            count == 0,
            "{when}, {count} numbers are in the app's memory"
        );
    }
    Ok(())
}

fn closed_to_others(stage: &mut Stage) -> Result<()> {
    stage.start_mx(10)?;
    let app = stage.open_without_rights()?;
    let display = stage.display();
    wait_for("the app's window", Duration::from_secs(20), || {
        Ok((display.visible_windows()? > 0).then_some(()))
    })?;
    let pid = app.id();

    let limits = fs::read_to_string(format!("/proc/{pid}/limits"))?;
    let core = limits
        .lines()
        .find(|line| line.starts_with("Max core file size"));
    let core: Vec<_> = core.unwrap_or_default().split_whitespace().collect();
    ensure!(
        core.get(4..6) == Some(["0", "0"].as_slice()),
        "core dumps are on: {core:?}"
    );

    // Another program of the same account reads what another one was given, but not of the app.
    let mut open = as_another_program().args(["sleep", "60"]).spawn()?;
    sleep(Duration::from_millis(300));
    let may_read_it = may_read(i32::try_from(open.id())?, "environ");
    open.kill()?;
    open.wait()?;
    ensure!(
        may_read_it?,
        "another program can read nothing anyway, so this shows nothing"
    );
    for file in ["environ", "mem", "maps"] {
        ensure!(
            !may_read(pid, file)?,
            "another program can read {file} of the app"
        );
    }

    let process = Pid::from_raw(pid).context("the app has no process")?;
    kill_process(process, Signal::ABORT)?;
    wait_for("the app to be gone", Duration::from_secs(10), || {
        Ok((display.visible_windows()? == 0).then_some(()))
    })?;
    let mut files = Vec::new();
    files_under(stage.home.path(), &mut files)?;
    let dump = files.iter().find(|file| {
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        name.starts_with("core") && fs::metadata(file).is_ok_and(|file| file.len() > 1_000_000)
    });
    ensure!(dump.is_none(), "there is a core dump");
    Ok(())
}

fn as_another_program() -> Command {
    let (program, options) = without_rights();
    let mut command = Command::new(program);
    command.args(options).stdin(Stdio::null());
    command
}

fn may_read(pid: i32, file: &str) -> Result<bool> {
    let read = as_another_program()
        .args(["head", "--bytes=1", &format!("/proc/{pid}/{file}")])
        .output()
        .context("`setpriv` could not be started")?;
    Ok(read.status.success())
}

fn not_driven(stage: &mut Stage) -> Result<()> {
    stage.start_mx(10)?;
    ensure!(
        stage.can_be_driven(&crate::setup::driven_binary())?,
        "not even the tests' own build can be driven, so this shows nothing"
    );
    ensure!(
        !stage.can_be_driven(&crate::setup::app_binary())?,
        "another program can drive the app"
    );
    Ok(())
}

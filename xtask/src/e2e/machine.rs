//! The computer lets the person down in the middle of their work: its disk, its files, its clock,
//! its keychain, the way to MX. They are told what is wrong, and no work is lost.

use std::{collections::BTreeMap, fs, thread::sleep, time::Duration};

use anyhow::{Context, Result, ensure};

use super::{
    Customer, Scenario,
    cast::{start_session, verify},
    gateway::Shown,
    interrupted::connecting,
    keys::fill_form,
    settings::to_settings,
    stage::Stage,
    verifying::numbers_are_shown,
};
use crate::driver::{PASSWORD, Role};

pub(super) const SCENARIOS: &[Scenario] = &[
    Scenario::new(
        "the disk is full: I verify all the same, and what must be on record first is refused",
        full_disk,
    )
    .within_seconds(150),
    Scenario::new(
        "the app's folder can't be written: I am told, and verify all the same",
        read_only_folder,
    )
    .within_seconds(120),
    Scenario::new(
        "everything the app has kept is damaged: it is set aside and said so, and I go on",
        damaged,
    )
    .within_seconds(120),
    Scenario::new(
        "the computer sleeps for an hour while MX connects, and the session goes on when it wakes",
        asleep,
    )
    .within_seconds(120),
    Scenario::new(
        "the clock is set back and forth by a day in the middle of a session, and nothing comes of it",
        clock_set,
    )
    .within_seconds(120),
    Scenario::new(
        "the connection is not secure any more in the middle of a session, and I am told why",
        not_secure,
    )
    .within_seconds(150),
    Scenario::new(
        "the keychain hangs while I save, and then saves",
        slow_keychain,
    )
    .within_seconds(120),
    Scenario::new(
        "the desktop asks for the keychain's password: I refuse, and then I know it",
        password_asked,
    )
    .within_seconds(150),
    Scenario::new(
        "the keychain refuses, goes, is locked and comes back while I work, and I go on",
        keychain_gone,
    )
    .within_seconds(180),
];

fn a_number_can_be_shown(stage: &Stage) -> Result<()> {
    let person = stage.person()?;
    person.press("Reveal the account number of")?;
    person.wait_to_read("Hides in")?;
    person.press("Hide now")
}

const FULL: &str = "disk is full";

fn full_disk(stage: &mut Stage) -> Result<()> {
    stage.start_mx(10)?;
    if stage.keep_data_on_a_small_disk()?.is_none() {
        println!("             a full disk was not checked: nothing may be mounted here");
        return Ok(());
    }
    stage.open_connected()?;
    verify(stage, "customer-before")?;
    stage.person()?.press("Finish")?;

    let filler = stage.disk()?.fill()?;
    verify(stage, "customer-during")?;
    stage.picture("verified")?;
    let person = stage.person()?;
    person.press("Reveal the account number of")?;
    person.wait_to_read("The audit log can't be written, so this was not done.")?;
    stage.picture("not-revealed")?;
    person.press("Finish")?;
    person.wait_to_read(FULL)?;
    stage.picture("told")?;

    fs::remove_file(filler)?;
    verify(stage, "customer-after")?;
    a_number_can_be_shown(stage)?;
    stage.person()?.press("Finish")?;

    // With room again nothing is wrong any more, and what could be kept is there.
    stage.open_connected()?;
    let person = stage.person()?;
    person.wait(Role::Field, "Customer id")?;
    person.must_not_read(FULL)?;
    person.press("History")?;
    person.wait_to_read("customer-before")?;
    person.wait_to_read("customer-after")?;
    stage.picture("history")
}

fn read_only_folder(stage: &mut Stage) -> Result<()> {
    stage.start_mx(10)?;
    if stage.keep_data_on_a_small_disk()?.is_none() {
        println!("             a folder for reading only was not checked: nothing may be mounted");
        return Ok(());
    }
    stage.open_connected()?;
    verify(stage, "customer-before")?;
    stage.person()?.press("Finish")?;
    stage.close();

    stage.disk()?.can_be_written(false)?;
    stage.open_connected()?;
    let person = stage.person()?;
    person.wait_to_read("can't be kept, because the app's folder can't be written.")?;
    person.wait_to_read("what you do now is forgotten when the app closes")?;
    stage.picture("told")?;
    verify(stage, "customer-during")?;
    a_number_can_be_shown(stage)?;
    stage.close();

    stage.disk()?.can_be_written(true)?;
    stage.open_connected()?;
    let person = stage.person()?;
    person.wait(Role::Field, "Customer id")?;
    person.must_not_read("can't be kept")?;
    person.press("History")?;
    person.wait_to_read("customer-before")?;
    person.must_not_read("customer-during")
}

fn damaged(stage: &mut Stage) -> Result<()> {
    const FILES: [&str; 4] = [
        "settings.json",
        "presets.json",
        "journal.sqlite",
        "audit.sqlite",
    ];
    let noise = |name: &str| format!("\u{1}{name} \u{0}\u{fffd} is no longer what it was");
    for name in FILES {
        fs::write(stage.home.data().join(name), noise(name))?;
    }
    stage.start_mx(10)?;
    stage.open_connected()?;
    let person = stage.person()?;
    for what in ["settings", "presets", "journal", "audit log"] {
        person.wait_to_read(&format!("The {what} file is damaged. It was set aside as"))?;
    }
    person.must_not_read("left untouched. The app goes on")?;
    stage.picture("set-aside")?;
    verify(stage, "customer-91")?;
    let person = stage.person()?;
    person.press("Finish")?;
    person.press("History")?;
    person.wait_to_read("customer-91")?;
    person.click(Role::Choice, "Audit log")?;
    person.wait_to_read("Began a new log")?;
    person.wait_to_read("audit.sqlite.damaged-")?;
    stage.picture("audit-log")?;

    let mut aside = BTreeMap::new();
    for entry in fs::read_dir(stage.home.data())? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if let Some((of, _)) = name.split_once(".damaged-") {
            aside.insert(of.to_owned(), fs::read(&path)?);
        }
    }
    for name in FILES {
        let kept = aside.get(name).context("it is not set aside")?;
        ensure!(*kept == noise(name).into_bytes(), "{name} was changed");
    }
    // Said once: the next start finds nothing wrong.
    stage.open_connected()?;
    let person = stage.person()?;
    person.wait(Role::Field, "Customer id")?;
    person.must_not_read("is damaged")
}

const HOUR: i64 = 3_600;
const DAY: i64 = 24 * HOUR;

fn asleep(stage: &mut Stage) -> Result<()> {
    stage.start_mx(2)?;
    stage.hang_up_a_clock()?;
    stage.open_connected()?;
    connecting(stage, "customer-92")?;
    stage.sleep()?;
    stage.clock()?.set_by(HOUR)?;
    // Longer than the clock is remembered, and than MX still works.
    sleep(Duration::from_secs(4));
    stage.wake()?;
    let person = stage.person()?;
    person.be_patient_for(Duration::from_secs(40));
    person.wait_to_read("Account verified")?;
    stage.picture("awake")?;
    numbers_are_shown(stage)?;

    // Asleep with a widget nobody has touched: it can still be used.
    let person = stage.person()?;
    person.press("Finish")?;
    start_session(person, "customer-93")?;
    Customer(person).sees_the_search()?;
    stage.sleep()?;
    stage.clock()?.set_by(2 * HOUR)?;
    sleep(Duration::from_secs(2));
    stage.wake()?;
    let person = stage.person()?;
    Customer(person).chooses_mx_bank()?;
    stage.secret("a bank password", "Only-after-the-second-hour");
    Customer(person).signs_in_with("Only-after-the-second-hour")?;
    person.wait_to_read("Account verified")
}

fn clock_set(stage: &mut Stage) -> Result<()> {
    stage.start_mx(2)?;
    stage.hang_up_a_clock()?;
    stage.open_connected()?;
    connecting(stage, "customer-94")?;
    stage.clock()?.set_by(-DAY)?;
    sleep(Duration::from_secs(2));
    let person = stage.person()?;
    person.press("Close widget")?;
    person.be_patient_for(Duration::from_secs(40));
    person.wait_to_read("Account verified")?;
    numbers_are_shown(stage)?;
    stage.picture("a-day-back")?;

    let person = stage.person()?;
    person.press("Finish")?;
    connecting(stage, "customer-95")?;
    stage.clock()?.set_by(DAY)?;
    sleep(Duration::from_secs(2));
    let person = stage.person()?;
    person.press("Close widget")?;
    person.be_patient_for(Duration::from_secs(40));
    person.wait_to_read("Account verified")?;
    person.press("Finish")?;
    person.press("History")?;
    person.wait_to_read("customer-94")?;
    person.wait_to_read("customer-95")?;
    stage.picture("history")
}

fn not_secure(stage: &mut Stage) -> Result<()> {
    const FORGED: &str = "The certificate of the server was not accepted.";
    const OUT_OF_DATE: &str = "The certificate of the server is not valid at this computer's date";
    const BROKEN_OFF: &str = "broke off before the connection was secure.";
    stage.start_mx(2)?;
    stage.put_a_gateway_before_mx()?;
    stage.open_connected()?;
    // All is well under TLS …
    verify(stage, "customer-96")?;
    stage.person()?.press("Finish")?;

    // … until something comes between, before there is a widget …
    stage.gateway()?.shows(Shown::Forged)?;
    let asked = stage.front().asked().len();
    let person = stage.person()?;
    start_session(person, "customer-97")?;
    person.wait_to_read(FORGED)?;
    stage.picture("forged")?;
    stage.gateway()?.shows(Shown::OutOfDate)?;
    person.press("Start over")?;
    person.wait_to_read(OUT_OF_DATE)?;
    stage.picture("out-of-date")?;
    let since = stage.front().asked().split_off(asked);
    ensure!(since.is_empty(), "it was asked all the same: {since:?}");
    stage.gateway()?.shows(Shown::Trusted)?;
    person.press("Start over")?;
    Customer(person).chooses_mx_bank()?;

    // … and again while MX connects.
    stage.secret("a bank password", "Slow-but-correct-1");
    Customer(person).signs_in_with("Slow-but-correct-1")?;
    person.wait_to_read("MX is connecting to the bank.")?;
    stage.gateway()?.shows(Shown::Nothing)?;
    person.press("Close widget")?;
    person.be_patient_for(Duration::from_secs(40));
    person.wait_to_read(BROKEN_OFF)?;
    stage.picture("broken-off")?;
    stage.gateway()?.shows(Shown::Forged)?;
    person.wait_to_read(FORGED)?;
    person.must_not_read("Account verified")?;
    stage.picture("forged-while-connecting")?;
    stage.gateway()?.shows(Shown::Trusted)?;
    person.press("Check again")?;
    person.wait_to_read("Account verified")?;
    a_number_can_be_shown(stage)
}

fn slow_keychain(stage: &mut Stage) -> Result<()> {
    stage.start_mx(10)?;
    stage.open()?;
    let key = stage.mx()?.api_key.clone();
    fill_form(stage, &key)?;
    stage.bus().let_the_keychain_hang()?;
    let person = stage.person()?;
    person.press("Save in keychain")?;
    // The window is not stuck meanwhile, and says what it waits for.
    person.wait_to_read("Waiting for the keychain.")?;
    ensure!(
        !person.sees(Role::Field, "Customer id")?,
        "it counts as saved before it is"
    );
    stage.picture("waiting")?;
    stage.bus().let_the_keychain_go_on()?;
    person.wait(Role::Field, "Customer id")?;
    ensure!(
        stage.bus().keychain_entries()?.len() == 1,
        "the keychain has no entry of ours"
    );
    verify(stage, "customer-98")
}

/// Title of the desktop's own dialog.
const UNLOCK: &str = "Unlock Login Keyring";

fn password_asked(stage: &mut Stage) -> Result<()> {
    stage.start_mx(10)?;
    stage.open()?;
    let key = stage.mx()?.api_key.clone();
    fill_form(stage, &key)?;
    stage.person()?.press("Save in keychain")?;
    stage.person()?.wait(Role::Field, "Customer id")?;
    stage.bus().lock_the_keychain()?;

    let refuses = stage.ask_for_the_keychains_password()?;
    stage.open()?;
    let person = stage.person()?;
    person.wait_to_read("It may ask for your password in a window of its own.")?;
    stage.display().wait_for_window(UNLOCK)?;
    stage.picture("asked")?;
    stage.display().press_keys(&["Escape"])?;
    person.wait_to_read("The keychain is locked.")?;
    stage.picture("refused")?;
    drop(refuses);

    let _knows = stage.ask_for_the_keychains_password()?;
    person.press("Connect to Custom")?;
    stage.display().wait_for_window(UNLOCK)?;
    stage.display().type_text(PASSWORD)?;
    stage.display().press_keys(&["Return"])?;
    verify(stage, "customer-101")
}

fn keychain_gone(stage: &mut Stage) -> Result<()> {
    const GONE: &str = "This computer has no keychain service running.";
    const LOCKED: &str = "The keychain is locked.";
    stage.start_mx(10)?;
    stage.open()?;
    let key = stage.mx()?.api_key.clone();
    fill_form(stage, &key)?;
    stage.person()?.press("Save in keychain")?;
    stage.person()?.wait(Role::Field, "Customer id")?;

    // The desktop refuses it in mid-use: what needs it says so, and is done once it may.
    to_settings(stage.person()?)?;
    stage.bus().refuse_the_keychain(true)?;
    let person = stage.person()?;
    person.press("More for Custom")?;
    person.click(Role::Choice, "Replace keys…")?;
    person.fill("New API key", &key)?;
    person.press("Test and replace")?;
    person.wait_to_read("The keychain refused this app.")?;
    stage.picture("refused")?;
    stage.bus().refuse_the_keychain(false)?;
    person.press("Test and replace")?;
    person.wait_to_read("The new key is in use.")?;
    person.press("Verify")?;

    // The keys are in use: a session doesn't need the keychain any more.
    stage.lose_the_keychain();
    verify(stage, "customer-99")?;

    // A start without it says so …
    stage.open()?;
    stage.person()?.wait_to_read(GONE)?;
    stage.person()?.wait(Role::Button, "Connect to Custom")?;
    // What stands in the page is painted a moment later.
    sleep(Duration::from_secs(1));
    stage.picture("gone")?;
    // … one with a locked one as well …
    stage.bring_the_keychain_back()?;
    stage.bus().lock_the_keychain()?;
    let person = stage.person()?;
    person.press("Connect to Custom")?;
    person.wait_to_read(LOCKED)?;
    stage.picture("locked")?;
    person.press("Forget Custom")?;
    person.press("Forget connection")?;
    person.wait_to_read("The connection is still saved.")?;
    person.wait_to_read(LOCKED)?;
    // … it may end while its dialog is open …
    let _asks = stage.ask_for_the_keychains_password()?;
    person.press("Forget Custom")?;
    person.press("Forget connection")?;
    stage.display().wait_for_window(UNLOCK)?;
    stage.lose_the_keychain();
    // … and unlocked it has what it had, whoever still waits for that dialog.
    stage.bring_the_keychain_back()?;
    stage.person()?.press("Connect to Custom")?;
    verify(stage, "customer-100")
}

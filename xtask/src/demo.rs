//! `cargo xtask demo`: the app with the simulated MX, for a person to try; or, without a display,
//! one whole verification done as a person would, with pictures and a report.

use std::{
    fs,
    path::PathBuf,
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail, ensure};
use serde::Serialize;

use crate::{
    driver::{App, Bus, Display, Groups, Home, Keychain, Role, end_everything_on_signals},
    e2e::Customer,
    run::{Step, target},
    setup::{self, Purpose, app_binary, driven_binary},
};

pub(crate) fn demo(headless: bool) -> Result<bool> {
    let seen = ["DISPLAY", "WAYLAND_DISPLAY"]
        .iter()
        .any(|name| std::env::var_os(name).is_some_and(|display| !display.is_empty()));
    if !headless && seen {
        setup::set_up(Purpose::Window)?;
        setup::build_app()?;
        println!("Opening Connect Desk with the simulated MX. Sign in at MX Bank as mxuser.");
        Step::new(app_binary())
            .args(["--environment", "sandbox"])
            .run()?;
        return Ok(true);
    }
    if !headless {
        println!("There is no display here, so this runs in a virtual one.");
    }
    setup::set_up(Purpose::VirtualDisplay)?;
    setup::build_app_to_be_driven()?;
    verify_in_virtual_display()
}

/// `report.json`.
#[derive(Serialize)]
struct Report {
    ok: bool,
    steps: Vec<Done>,
    accounts: Vec<Account>,
}

/// One step, done or failed.
#[derive(Serialize)]
struct Done {
    name: String,
    ok: bool,
    seconds: f64,
    screenshot: Option<String>,
    error: Option<String>,
}

/// One verified account, as far as it is on screen.
#[derive(Serialize)]
struct Account {
    mask: String,
    routing: String,
}

/// What has been done so far.
struct Record {
    directory: PathBuf,
    report: Report,
}

impl Record {
    /// Does one step, prints it with its time, and takes a picture of how it ended.
    fn step<T>(
        &mut self,
        name: &str,
        display: &Display,
        act: impl FnOnce() -> Result<T>,
    ) -> Result<T> {
        let start = Instant::now();
        let outcome = act();
        let took = start.elapsed();
        let number = self.report.steps.len() + 1;
        let plain: String = name
            .to_lowercase()
            .chars()
            .map(|c| if c.is_alphanumeric() { c } else { '-' })
            .collect();
        let picture = format!("{number:02}-{plain}.png");
        // The window is drawn a moment after the page says so.
        std::thread::sleep(Duration::from_millis(350));
        let pictured = display.picture(&self.directory.join(&picture)).is_ok();
        println!("{:>6.2} s  {name}", took.as_secs_f32());
        self.report.steps.push(Done {
            name: name.to_owned(),
            ok: outcome.is_ok(),
            seconds: (took.as_secs_f64() * 100.0).round() / 100.0,
            screenshot: pictured.then_some(picture),
            error: outcome.as_ref().err().map(|error| format!("{error:#}")),
        });
        outcome
    }

    fn write(&self) -> Result<PathBuf> {
        let file = self.directory.join("report.json");
        fs::write(
            &file,
            format!("{}\n", serde_json::to_string_pretty(&self.report)?),
        )?;
        Ok(file)
    }
}

fn verify_in_virtual_display() -> Result<bool> {
    end_everything_on_signals()?;
    let directory = target().join("demo");
    if directory.exists() {
        fs::remove_dir_all(&directory)?;
    }
    fs::create_dir_all(&directory)?;
    let report = Report {
        ok: false,
        steps: Vec::new(),
        accounts: Vec::new(),
    };
    let mut record = Record { directory, report };
    println!();
    let outcome = verify(&mut record);
    record.report.ok = outcome.is_ok();
    let file = record.write()?;
    match outcome {
        Ok(()) => {
            for Account { mask, routing } in &record.report.accounts {
                println!("          {mask} routing {routing}");
            }
            println!(
                "\nThe numbers arrived. Pictures and report: {}",
                file.display()
            );
            Ok(true)
        }
        Err(error) => {
            println!(
                "\n{error:#}\nNo numbers arrived. Pictures and report: {}",
                file.display()
            );
            Ok(false)
        }
    }
}

fn verify(record: &mut Record) -> Result<()> {
    let groups = Groups::default();
    let home = Home::new()?;
    let display = Display::start(&groups)?;
    let bus = Bus::start(&groups, &home, Keychain::Unlocked)?;
    let args = ["--environment", "sandbox", "--data-dir"].map(str::to_owned);
    let args: Vec<String> = args
        .into_iter()
        .chain([home.data().display().to_string()])
        .collect();

    let app = record.step("Open the app", &display, || {
        let app = App::start(&groups, &home, &display, &bus, &driven_binary(), &args, &[])?;
        // Everything is real here, the simulated bank's patience too.
        app.person().be_patient_for(Duration::from_secs(45));
        app.person().wait(Role::Field, "Customer id")?;
        Ok(app)
    })?;
    let person = app.person();
    let customer = Customer(person);
    record.step("Name the customer", &display, || {
        person.fill("Customer id", "customer-4711")
    })?;
    record.step("Start the session", &display, || {
        person.press("Start session")?;
        customer.sees_the_search()
    })?;
    record.step("Customer chooses MX Bank", &display, || {
        customer.chooses_mx_bank()?;
        customer.sees_the_sign_in()
    })?;
    record.step("Customer signs in", &display, || {
        customer.signs_in_with("demo-password")?;
        person.wait_to_read("MX is connecting to the bank.")
    })?;
    record.step("Numbers arrive", &display, || {
        person.wait_to_read("Account verified")
    })?;
    let accounts = record.step("Read the numbers", &display, || {
        let accounts = person.verified_accounts()?;
        ensure!(!accounts.is_empty(), "the result shows no account number");
        Ok(accounts)
    })?;
    for (mask, routing) in &accounts {
        if !mask.chars().any(|c| c.is_ascii_digit()) {
            bail!("“{mask}” is no mask of a number");
        }
        ensure!(
            routing.chars().any(|c| c.is_ascii_digit()),
            "“{routing}” is no routing number"
        );
    }
    record.report.accounts = accounts
        .into_iter()
        .map(|(mask, routing)| Account { mask, routing })
        .collect();
    record
        .step("Finish", &display, || {
            person.press("Finish")?;
            person.wait(Role::Field, "Customer id").map(drop)
        })
        .context("the numbers arrived, but the session could not be left")
}

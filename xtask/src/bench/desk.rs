//! The app, built for release but for its automation, in front of a simulated MX and driven as the
//! end-to-end tests drive it: for what can only be measured by doing something.

use std::{
    path::PathBuf,
    thread::sleep,
    time::{Duration, Instant},
};

use anyhow::{Context, Result};
use serde_json::{Value, json};

use super::{DRIVEN, figures::median, program};
use crate::{
    driver::{
        App, Bus, Display, Groups, Home, Keychain, Person, Sandbox, Speed, processes, wait_for,
    },
    run::target,
};

/// Fast enough that the simulated bank is never what is waited for.
const SPEED: Speed = Speed(1_000);
/// Memory that still changes is read so often.
const MOST_READINGS: u32 = 6;

/// The app, open and connected.
pub(super) struct AtDesk {
    // The order matters: the app goes first, the home directory last.
    app: App,
    pub(super) mx: Sandbox,
    _bus: Bus,
    display: Display,
    _home: Home,
    _groups: Groups,
}

impl AtDesk {
    /// Opens it. `widget_origin` is where its widgets come from, unless from the simulated MX;
    /// `furnish` puts into its data folder what is to be there already.
    pub(super) fn open(
        widget_origin: Option<&str>,
        furnish: impl FnOnce(PathBuf) -> Result<()>,
    ) -> Result<Self> {
        Self::open_at(&[], widget_origin, furnish)
    }

    /// The same in front of a simulated MX with options of its own.
    pub(super) fn open_at(
        mx_options: &[&str],
        widget_origin: Option<&str>,
        furnish: impl FnOnce(PathBuf) -> Result<()>,
    ) -> Result<Self> {
        let groups = Groups::default();
        let home = Home::new()?;
        furnish(home.data())?;
        let display = Display::start(&groups)?;
        let bus = Bus::start(&groups, &home, Keychain::Unlocked)?;
        let server = program("mx-sandbox")?;
        let mx = Sandbox::start_program(&server, &groups, &home, SPEED, widget_origin, mx_options)?;
        let base = mx.api_base_url.clone();
        let origin = match widget_origin {
            Some(origin) => origin.to_owned(),
            None => mx.origin()?,
        };
        let data = home.data().display().to_string();
        let args = [
            "--data-dir",
            &data,
            "--environment",
            "custom",
            "--credentials-from-env",
            "--api-base-url",
            &base,
            "--widget-origin",
            &origin,
        ];
        let app = App::start(
            &groups,
            &home,
            &display,
            &bus,
            &program(DRIVEN)?,
            &args.map(str::to_owned),
            &[
                ("MX_CLIENT_ID".to_owned(), mx.client_id.clone()),
                ("MX_API_KEY".to_owned(), mx.api_key.clone()),
            ],
        )?;
        app.person().be_patient_for(Duration::from_secs(20));
        Ok(Self {
            app,
            mx,
            _bus: bus,
            display,
            _home: home,
            _groups: groups,
        })
    }

    /// Measures something here. Of a failure a picture of the display is kept.
    pub(super) fn measure<T>(&self, measure: impl FnOnce(&Self) -> Result<T>) -> Result<T> {
        measure(self).map_err(|error| {
            let picture = target().join("bench-failed.png");
            match self.display.picture(&picture) {
                Ok(()) => error.context(format!("see {}", picture.display())),
                Err(_) => error,
            }
        })
    }

    pub(super) fn person(&self) -> &Person {
        self.app.person()
    }

    /// Memory of the app's own processes, in MiB.
    pub(super) fn memory(&self) -> Result<f64> {
        processes::memory(self.app.id()?)
    }

    /// The same once garbage is collected: the engine does that when nothing happens, and in steps,
    /// later where the computer is busy. So it is read until it falls no more.
    pub(super) fn settled_memory(&self, rest: Duration) -> Result<f64> {
        sleep(rest);
        let mut least = self.memory()?;
        for _ in 0..MOST_READINGS {
            sleep(rest * 2 / 3);
            let now = self.memory()?;
            if now > least * 0.99 {
                return Ok(least.min(now));
            }
            least = now;
        }
        Ok(least)
    }

    /// The least of a few readings, where something goes on all the time: what waits to be collected
    /// is not kept.
    pub(super) fn least_memory(&self, rest: Duration) -> Result<f64> {
        let mut least = self.memory()?;
        for _ in 0..MOST_READINGS {
            sleep(rest / MOST_READINGS);
            least = least.min(self.memory()?);
        }
        Ok(least)
    }

    /// How much of a core the app's own processes use from now on, in percent.
    pub(super) fn cpu(&self, watched: Duration) -> Result<f64> {
        processes::cpu(self.app.id()?, watched)
    }

    /// Has the simulated MX answer each call about users after so many milliseconds.
    pub(super) fn answer_after(&self, latency_ms: u64) -> Result<()> {
        self.mx.forget_faults()?;
        for path in ["/users", "/users/**"] {
            self.mx
                .inject(&json!({ "path": path, "latency_ms": latency_ms }))?;
        }
        Ok(())
    }

    /// The middle of what calls to the simulated MX take from here now, in milliseconds.
    pub(super) fn round_trip(&self, calls: usize) -> Result<f64> {
        let took = (0..=calls)
            .map(|_| {
                let asked = Instant::now();
                self.mx.ask("/users?records_per_page=10")?;
                Ok(asked.elapsed().as_secs_f64() * 1_000.0)
            })
            .collect::<Result<Vec<_>>>()?;
        median(&took).context("nothing was asked")
    }

    /// How long the page takes to answer each of so many clicks on what `entries` finds, in
    /// milliseconds.
    pub(super) fn answers(&self, entries: &str, clicks: usize) -> Result<Vec<f64>> {
        let clicks = clicks.to_string();
        let filled_in = [("ENTRIES", entries), ("CLICKS", &clicks)];
        self.found_out(include_str!("answers.js"), &filled_in)
    }

    /// How far apart the frames are while the list on screen is scrolled, in milliseconds.
    pub(super) fn scrolled(&self, frames: usize) -> Result<Vec<f64>> {
        self.found_out(
            include_str!("scroll.js"),
            &[("FRAMES", &frames.to_string())],
        )
    }

    /// The numbers a script of the page finds out.
    pub(super) fn found_out(&self, script: &str, filled_in: &[(&str, &str)]) -> Result<Vec<f64>> {
        let script = filled_in
            .iter()
            .fold(script.to_owned(), |script, (name, value)| {
                script.replace(name, value)
            });
        let found = self.person().has_the_page_find_out(&script)?;
        let numbers = found.as_array().context("the page found nothing out")?;
        Ok(numbers.iter().filter_map(Value::as_f64).collect())
    }

    /// MX's guid of a new user.
    pub(super) fn create_user(&self, id: &str) -> Result<String> {
        let user = self.mx.tell("/users", &json!({ "user": { "id": id } }))?;
        guid(&user, "user")
    }

    /// MX's guid of a new member of a user's, once what it was made for can be read.
    pub(super) fn create_member(&self, user: &str, bank: Bank) -> Result<String> {
        let credentials = self
            .mx
            .ask(&format!("/institutions/{}/credentials", bank.code))?;
        let credentials: Vec<Value> = credentials["credentials"]
            .as_array()
            .context("the bank asks for nothing")?
            .iter()
            .zip(["mxuser", bank.password])
            .map(|(asked, answer)| json!({ "guid": asked["guid"], "value": answer }))
            .collect();
        let members = format!("/users/{user}/members");
        let member = self.mx.tell(
            &members,
            &json!({
                "member": { "institution_code": bank.code, "credentials": credentials },
                "data_request": { "products": [bank.product] },
            }),
        )?;
        let member = guid(&member, "member")?;
        wait_for("the simulated bank", Duration::from_secs(30), || {
            let status = self.mx.ask(&format!("{members}/{member}/status"))?;
            Ok((status["member"][bank.done] == true).then_some(()))
        })?;
        Ok(member)
    }
}

/// A simulated bank, and what a member is made for there.
#[derive(Clone, Copy)]
pub(super) struct Bank {
    code: &'static str,
    password: &'static str,
    product: &'static str,
    /// What a member's status says when it has been read.
    done: &'static str,
}

/// Whose numbers are verified.
pub(super) const TO_VERIFY: Bank = Bank {
    code: "mxbank",
    password: "anything",
    product: "account_verification",
    done: "has_processed_account_numbers",
};

impl Bank {
    /// The one that has as many transactions as its password says.
    pub(super) const fn with_transactions(password: &'static str) -> Self {
        Self {
            code: "throngmarket_bank",
            password,
            product: "transactions",
            done: "has_processed_transactions",
        }
    }
}

fn guid(answer: &Value, of: &str) -> Result<String> {
    let guid = answer[of]["guid"].as_str();
    Ok(guid
        .with_context(|| format!("a {of} without a guid"))?
        .to_owned())
}

//! The stand-alone simulated MX, so that a scenario can outlive the app and look behind it.

use std::{
    fs::OpenOptions,
    io::{BufRead, BufReader},
    path::Path,
    process::{Command, Stdio},
    time::Duration,
};

use anyhow::{Context, Result, anyhow, ensure};
use serde_json::Value;
use ureq::Agent;

use super::{Groups, Home, group::Group};
use crate::{conformance, setup::sandbox_binary};

/// How many times faster than the real MX.
#[derive(Clone, Copy)]
pub(crate) struct Speed(pub(crate) u32);

/// The running simulated MX.
pub(crate) struct Sandbox {
    _server: Group,
    /// Base URL of its API.
    pub(crate) api_base_url: String,
    pub(crate) client_id: String,
    pub(crate) api_key: String,
}

impl Sandbox {
    /// Starts one, with further options of its own. With `public_origin` its widget URLs name that
    /// origin instead of its own.
    pub(crate) fn start(
        groups: &Groups,
        home: &Home,
        speed: Speed,
        public_origin: Option<&str>,
        options: &[&str],
    ) -> Result<Self> {
        let program = sandbox_binary();
        Self::start_program(&program, groups, home, speed, public_origin, options)
    }

    /// The same of another build.
    pub(crate) fn start_program(
        program: &Path,
        groups: &Groups,
        home: &Home,
        speed: Speed,
        public_origin: Option<&str>,
        options: &[&str],
    ) -> Result<Self> {
        let log = home.runtime().join("mx-sandbox.log");
        let log = OpenOptions::new().append(true).create(true).open(log)?;
        let mut command = Command::new(program);
        command.args(["--port", "0", "--control", "--speed", &speed.0.to_string()]);
        command.args(options);
        command.env(conformance::EXCHANGES, conformance::exchanges());
        if let Some(origin) = public_origin {
            command.args(["--public-origin", origin]);
        }
        let mut server = groups.start(
            command
                .stdin(Stdio::null())
                .stdout(Stdio::piped())
                .stderr(log),
        )?;
        let mut line = String::new();
        let stdout = server
            .stdout()
            .context("mx-sandbox has no standard output")?;
        BufReader::new(stdout).read_line(&mut line)?;
        ensure!(
            !line.trim().is_empty(),
            "mx-sandbox ended before it was ready"
        );
        let ready: Value = serde_json::from_str(&line).context("mx-sandbox's line is no JSON")?;
        let text = |name: &str| -> Result<String> {
            let value = ready[name].as_str();
            Ok(value
                .with_context(|| format!("mx-sandbox gave no {name}"))?
                .to_owned())
        };
        Ok(Self {
            api_base_url: text("api_base_url")?.trim_end_matches('/').to_owned(),
            client_id: text("client_id")?,
            api_key: text("api_key")?,
            _server: server,
        })
    }

    /// Where it serves its widget, unless it was given another place.
    pub(crate) fn origin(&self) -> Result<String> {
        let parts: Vec<_> = self.api_base_url.splitn(4, '/').take(3).collect();
        ensure!(parts.len() == 3, "the simulated MX is nowhere");
        Ok(parts.join("/"))
    }

    /// Lets the next matching request fail, as its README says.
    pub(crate) fn inject(&self, fault: &Value) -> Result<()> {
        client()
            .post(self.at("/_sandbox/faults"))
            .header("Authorization", self.basic())
            .send_json(fault)
            .map_err(|error| anyhow!("the simulated MX took no fault: {error}"))?;
        Ok(())
    }

    /// Lets nothing fail any more.
    pub(crate) fn forget_faults(&self) -> Result<()> {
        client()
            .delete(self.at("/_sandbox/faults"))
            .header("Authorization", self.basic())
            .call()
            .map_err(|error| anyhow!("the simulated MX kept its faults: {error}"))?;
        Ok(())
    }

    /// How many requests the faults that are set have hit.
    pub(crate) fn hits(&self) -> Result<u64> {
        let faults = self.ask("/_sandbox/faults")?;
        let list = faults["faults"].as_array();
        let list = list.context("the simulated MX named no faults")?;
        Ok(list.iter().filter_map(|it| it["hits"].as_u64()).sum())
    }

    /// Has MX set this up for the client, and nothing else, as its README says.
    pub(crate) fn set_profile(&self, profile: &Value) -> Result<()> {
        client()
            .put(self.at("/_sandbox/client_profile"))
            .header("Authorization", self.basic())
            .send_json(profile)
            .map_err(|error| anyhow!("the simulated MX took no profile: {error}"))?;
        Ok(())
    }

    /// Lets everything happen now that banks are at, and days go by: deposits arrive.
    pub(crate) fn hurry(&self) -> Result<()> {
        client()
            .post(self.at("/_sandbox/hurry"))
            .header("Authorization", self.basic())
            .send_empty()
            .map_err(|error| anyhow!("nothing was hurried: {error}"))?;
        Ok(())
    }

    fn at(&self, path: &str) -> String {
        format!("{}{path}", self.api_base_url)
    }

    /// As in an `Authorization` header.
    pub(crate) fn basic(&self) -> String {
        use base64::Engine;
        let pair = format!("{}:{}", self.client_id, self.api_key);
        let pair = base64::engine::general_purpose::STANDARD.encode(pair);
        format!("Basic {pair}")
    }

    /// Asks its API, as the company's own server could.
    pub(crate) fn ask(&self, path: &str) -> Result<Value> {
        let mut answer = client()
            .get(self.at(path))
            .header("Accept", "application/json")
            .header("Accept-Version", "v20250224")
            .header("Authorization", self.basic())
            .call()
            .map_err(|error| anyhow!("the simulated MX did not answer {path}: {error}"))?;
        let text = answer.body_mut().read_to_string()?;
        serde_json::from_str(&text).context("the simulated MX's answer is no JSON")
    }

    /// Tells its API something, as the company's own server could.
    pub(crate) fn tell(&self, path: &str, body: &Value) -> Result<Value> {
        let mut answer = client()
            .post(self.at(path))
            .header("Accept", "application/json")
            .header("Accept-Version", "v20250224")
            .header("Authorization", self.basic())
            .send_json(body)
            .map_err(|error| anyhow!("the simulated MX refused {path}: {error}"))?;
        let text = answer.body_mut().read_to_string()?;
        serde_json::from_str(&text).context("the simulated MX's answer is no JSON")
    }

    /// How many customers it knows.
    pub(crate) fn customers(&self) -> Result<usize> {
        let answer = self.ask("/users")?;
        Ok(answer["users"].as_array().map_or(0, Vec::len))
    }

    /// The connections of a customer, who is known once at most.
    pub(crate) fn members_of(&self, customer: &str) -> Result<Vec<Value>> {
        let users = list(&self.ask(&format!("/users?id={customer}"))?, "users");
        ensure!(
            users.len() <= 1,
            "{customer} is {} users at MX",
            users.len()
        );
        let Some(user) = users.first() else {
            return Ok(Vec::new());
        };
        let user = text(user, "guid");
        Ok(list(
            &self.ask(&format!("/users/{user}/members"))?,
            "members",
        ))
    }

    /// The account numbers of a connection.
    pub(crate) fn numbers_of(&self, customer: &str, member: &str) -> Result<Vec<String>> {
        let path = format!("/users/{customer}/members/{member}/account_numbers");
        let numbers = list(&self.ask(&path)?, "account_numbers");
        Ok(numbers
            .iter()
            .map(|it| text(it, "account_number"))
            .collect())
    }

    /// Every account number of every member of every user.
    pub(crate) fn account_numbers(&self) -> Result<Vec<String>> {
        let mut numbers = Vec::new();
        for user in list(&self.ask("/users")?, "users") {
            let user = text(&user, "guid");
            for member in list(&self.ask(&format!("/users/{user}/members"))?, "members") {
                let member = text(&member, "guid");
                let answer =
                    self.ask(&format!("/users/{user}/members/{member}/account_numbers"))?;
                for number in list(&answer, "account_numbers") {
                    numbers.push(text(&number, "account_number"));
                }
            }
        }
        numbers.retain(|number| !number.is_empty());
        Ok(numbers)
    }
}

fn list(answer: &Value, name: &str) -> Vec<Value> {
    answer[name].as_array().cloned().unwrap_or_default()
}

fn text(object: &Value, name: &str) -> String {
    object[name].as_str().unwrap_or_default().to_owned()
}

/// Waits ten seconds for an answer, and goes by no proxy.
fn client() -> Agent {
    let config = Agent::config_builder()
        .timeout_global(Some(Duration::from_secs(10)))
        .proxy(None)
        .build();
    config.new_agent()
}

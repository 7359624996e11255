//! The simulated MX, started when it is first asked for and kept until the app closes.
//!
//! It is the only one with a prompter: what a presenter has typed for a customer goes from here to
//! the simulated page's own server, in this process, and to no other page.

use async_trait::async_trait;
use desk::{
    ports::{Cue, RunningSandbox, SandboxLauncher},
    presenting::scenarios::{Scenario, USER_NAME, Way},
    vault::Credentials,
};
use mx_sandbox::{
    DepositLines, Lines, Prompter, Sandbox,
    world::{OauthDecision, OauthReason},
};
use secrecy::SecretString;
use tokio::sync::OnceCell;
use url::Url;

/// At most one simulated MX per run.
pub(crate) struct EmbeddedSandbox {
    running: OnceCell<Sandbox>,
    speed: f64,
}

impl EmbeddedSandbox {
    /// One that divides every simulated duration by `speed`.
    pub(crate) fn new(speed: f64) -> Self {
        Self {
            running: OnceCell::new(),
            speed,
        }
    }

    fn prompter(&self) -> Option<Prompter> {
        self.running.get()?.prompter()
    }
}

#[async_trait]
impl SandboxLauncher for EmbeddedSandbox {
    async fn launch(&self) -> Result<RunningSandbox, String> {
        let sandbox = self
            .running
            .get_or_try_init(|| Sandbox::builder().speed(self.speed).with_prompter().start())
            .await
            .map_err(|error| error.to_string())?;
        Ok(RunningSandbox {
            api_base_url: Url::parse(&sandbox.api_base_url()).map_err(|error| error.to_string())?,
            widget_origin: sandbox.widget_origin().to_owned(),
            credentials: Credentials {
                client_id: sandbox.client_id().to_owned(),
                api_key: SecretString::from(sandbox.api_key()),
            },
        })
    }

    fn attend(&self, customer_id: &str, scenario: &Scenario) {
        if let Some(prompter) = self.prompter() {
            prompter.attend(customer_id, lines(scenario));
        }
    }

    fn cue(&self, customer_id: &str) -> Cue {
        let prompter = self.prompter();
        match prompter.map(|prompter| prompter.cue(customer_id)) {
            Some(mx_sandbox::Cue::Taken) => Cue::Taken,
            Some(mx_sandbox::Cue::Nothing) => Cue::Nothing,
            Some(mx_sandbox::Cue::NoPage) | None => Cue::NoPage,
        }
    }

    fn is_typing(&self, customer_id: &str) -> bool {
        self.prompter()
            .is_some_and(|prompter| prompter.is_playing(customer_id))
    }

    fn hurry(&self, customer_id: &str) {
        let Some(sandbox) = self.running.get() else {
            return;
        };
        let world = sandbox.world();
        let users = world.users();
        let user = users
            .iter()
            .find(|user| user.id.as_deref() == Some(customer_id));
        if let Some(user) = user {
            world.hurry(Some(&user.guid));
        }
    }

    fn reset(&self) {
        if let Some(sandbox) = self.running.get() {
            sandbox.reset();
        }
    }
}

/// A scenario as its customer plays it.
fn lines(scenario: &Scenario) -> Lines {
    match scenario.way {
        Way::SignIn {
            bank,
            password,
            answer,
        } => Lines {
            institution_code: Some(bank.code.to_owned()),
            user_name: USER_NAME.to_owned(),
            password: password.unwrap_or_default().to_owned(),
            answer: answer
                .map(|answer| answer.text().to_owned())
                .unwrap_or_default(),
            ..Lines::default()
        },
        Way::OwnPage { bank, agrees } => Lines {
            institution_code: Some(bank.code.to_owned()),
            decision: Some(if agrees {
                OauthDecision::Authorize
            } else {
                OauthDecision::Refuse(OauthReason::Denied)
            }),
            ..Lines::default()
        },
        Way::Deposits(account) => Lines {
            deposits: Some(DepositLines {
                routing_number: account.routing_number.to_owned(),
                account_number: account.account_number.to_owned(),
                first_name: account.first_name.to_owned(),
                last_name: account.last_name.to_owned(),
                email: account.email.to_owned(),
                amounts: account.amounts.map(str::to_owned),
            }),
            ..Lines::default()
        },
    }
}

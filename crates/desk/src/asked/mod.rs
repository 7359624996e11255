//! What comes from outside the window: a link, or another start of the app.
//!
//! Both are the words of whoever runs programs under this account, and of whatever pages they have
//! open. They are read narrowly, and the agent decides: a customer is put before them to be
//! confirmed, and nothing is begun, connected or changed by itself. Only a demonstration begins at
//! once, and only with the simulated MX.

mod link;

use serde::{Deserialize, Serialize};

use self::link::Link;
use crate::{
    desk::Desk,
    view::{AskedFor, AskedView, EnvironmentKind, Problem, ScenarioName},
};

/// What a start of the app was given that the one already open can do something with.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Asked {
    /// A link of the app's own scheme, as it was given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub link: Option<String>,
    /// A scenario to begin.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scenario: Option<ScenarioName>,
}

impl Asked {
    /// More bytes than this are no message of another start.
    pub const LONGEST: usize = 4 * 1024;
}

impl Desk {
    /// Takes what was asked from outside. `dark`: as [`Desk::present`].
    pub async fn take(&self, asked: Asked, dark: bool) {
        if let Some(link) = &asked.link {
            self.follow(link);
        }
        if let Some(scenario) = asked.scenario
            && let Err(problem) = self.present_from_outside(scenario, dark).await
        {
            self.ask(AskedFor::Nothing { problem });
        }
    }

    fn follow(&self, link: &str) {
        match Link::read(link) {
            Ok(Link::Verify { customer_id }) => self.ask(AskedFor::Verify { customer_id }),
            Ok(Link::ReturnFromBank) => {
                for session in self.look(|state| state.sessions.all()) {
                    session.returned_from_bank(self);
                }
            }
            Err(problem) => {
                tracing::warn!("a link was refused");
                self.ask(AskedFor::Nothing { problem });
            }
        }
    }

    /// A scenario never takes the place of another MX that is in use, and a locked desk stays as it
    /// is.
    async fn present_from_outside(&self, name: ScenarioName, dark: bool) -> Result<(), Problem> {
        self.refuse_while_locked()?;
        let used = self.look(|state| state.connection.as_ref().map(|it| it.environment.kind()));
        match used {
            Some(EnvironmentKind::Sandbox) => {}
            Some(_) => {
                return Err(Problem::not_now(
                    "Another program asked for a scenario, which works with the simulated MX only.",
                    "Disconnect first, then start it again.",
                ));
            }
            None => self.explore_sandbox().await?,
        }
        self.present(name, dark).await.map(drop)
    }

    /// Puts it before the agent, in place of what was asked before.
    pub(crate) fn ask(&self, what: AskedFor) {
        self.update(|state| {
            state.asked = state.asked.wrapping_add(1);
            let id = state.asked;
            state.view.asked = Some(AskedView { id, what });
        });
    }

    /// Asks before the app ends in the middle of sessions, or with results that leave memory with it,
    /// and says whether it did. Under the lock
    /// nothing can be asked; and whoever closes the window a second time is not asked again.
    pub fn asks_before_quitting(&self) -> bool {
        let asks = self.look(|state| {
            let asked = state.view.asked.as_ref().map(|asked| &asked.what);
            state.sessions.would_lose_something()
                && !state.view.locked
                && asked != Some(&AskedFor::Quit)
        });
        if asks {
            self.ask(AskedFor::Quit);
        }
        asks
    }

    /// The agent has decided about what was asked, whichever way.
    pub fn settle_asked(&self, id: u32) {
        self.update(|state| {
            state.view.asked.take_if(|asked| asked.id == id);
        });
    }
}

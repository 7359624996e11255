//! Demonstrations with the simulated MX: a scenario is begun for a customer made up for it, the
//! customer's part can be played by itself, a wait skipped, and all of it forgotten.
//!
//! Nothing here touches a widget's page. What is typed for the customer is told to the simulated MX
//! ([`SandboxLauncher`](crate::ports::SandboxLauncher)), whose own page asks it; another MX has
//! nobody to tell, and is refused before that.

pub mod scenarios;
mod steps;

use std::time::Duration;

use tokio::time::{Instant, sleep, timeout};

use self::scenarios::{ALL, Scenario, named};
use crate::{
    desk::Desk,
    ports::Cue,
    session::{Input, Machine},
    view::{
        AuditAction, EnvironmentKind, HandOver, HistoryQuery, PresentingView, Problem,
        ScenarioName, ScenarioView, SessionAction, SessionView, StartInput,
    },
};

/// How long a session may take to write its last words before it is forgotten with the others.
const LAST_WORDS: Duration = Duration::from_secs(3);
/// More than any form takes. A page that is closed in the middle never says that it is done.
const LONGEST_TYPING: Duration = Duration::from_secs(12);
const LOOK_EVERY: Duration = Duration::from_millis(100);

impl Desk {
    /// What can be shown, in the order of the picker.
    #[must_use]
    pub fn scenarios(&self) -> Vec<ScenarioView> {
        ALL.map(|name| named(name).view()).to_vec()
    }

    /// Begins a scenario for a new customer, and returns the session's id.
    ///
    /// # Errors
    /// `not_now` unless the MX in use is the simulated one; those of
    /// [`Desk::start_session`].
    pub async fn present(&self, name: ScenarioName, dark: bool) -> Result<String, Problem> {
        self.refuse_unless_simulated()?;
        let scenario = named(name);
        let customer_id = self.new_customer();
        // Before the page is opened: it asks for its part when it is.
        self.0.ports.sandbox.attend(&customer_id, &scenario);
        self.update(|state| state.demonstration.insert(customer_id.clone(), scenario));
        self.start_session(StartInput {
            customer_id,
            email: None,
            metadata: None,
            mode: scenario.mode,
            member_guid: None,
            microdeposit_guid: None,
            setup: None,
            without_widget: false,
            hand_over: HandOver::Here,
            display: None,
            owner_name: None,
            dark,
        })
        .await
    }

    /// Has the customer do the next thing by themselves: the simulated page types it, visibly, and
    /// this waits until it has.
    ///
    /// # Errors
    /// `not_now` unless the session is a scenario's with the simulated MX, and when it is not the
    /// customer's turn; `unknown_session`.
    pub async fn type_for_customer(&self, session_id: &str) -> Result<(), Problem> {
        let customer_id = self.customer_in_demonstration(session_id)?;
        let sandbox = &self.0.ports.sandbox;
        match sandbox.cue(&customer_id) {
            Cue::Taken => {
                let begun = Instant::now();
                let is_open = || {
                    let session = self.session(session_id);
                    session.is_ok_and(|session| session.read(Machine::is_open))
                };
                while is_open()
                    && sandbox.is_typing(&customer_id)
                    && begun.elapsed() < LONGEST_TYPING
                {
                    sleep(LOOK_EVERY).await;
                }
                Ok(())
            }
            Cue::Nothing => Err(Problem::not_now(
                "There is nothing to type now.",
                "Wait for the bank, or do what the scenario says next.",
            )),
            Cue::NoPage => Err(Problem::not_now(
                "The widget is not open.",
                "Open it again, or choose the scenario anew.",
            )),
        }
    }

    /// The customer is to come back to the widget, which ended their part in a scenario: what is in
    /// the way there is out of it now.
    pub(crate) fn customer_comes_back(&self, customer_id: &str) {
        let mended = self.update(|state| {
            let scenario = state.demonstration.get_mut(customer_id)?;
            *scenario = scenario.mended();
            Some(*scenario)
        });
        if let Some(scenario) = mended {
            self.0.ports.sandbox.attend(customer_id, &scenario);
        }
    }

    /// Lets what the customer's bank is at happen now. A session that waits for days asks again at
    /// once: for itself no time has gone by.
    ///
    /// # Errors
    /// `not_now` unless the session is a scenario's with the simulated MX; `unknown_session`.
    pub fn skip_wait(&self, session_id: &str) -> Result<(), Problem> {
        let customer_id = self.customer_in_demonstration(session_id)?;
        self.0.ports.sandbox.hurry(&customer_id);
        let session = self.session(session_id)?;
        if session.read(Machine::waits_for_deposits) {
            session.feed(self, Input::Act(SessionAction::CheckAgain));
        }
        Ok(())
    }

    /// Begins the demonstration again from nothing: open sessions are left, the simulated MX forgets
    /// its customers, and the history those of them.
    ///
    /// # Errors
    /// `not_now` unless the MX in use is the simulated one; `storage_failed`.
    pub async fn reset_demonstration(&self) -> Result<(), Problem> {
        self.refuse_unless_simulated()?;
        let subject = "all sessions with the simulated MX";
        self.audit_first(AuditAction::ResetDemonstration, subject, None)?;
        let sessions = self.look(|state| state.sessions.all());
        for session in &sessions {
            self.leave_session(session);
        }
        self.0.ports.sandbox.reset();
        self.update(|state| state.demonstration.clear());
        for session in sessions {
            // What is not written by then is refused later, as of a session nobody knows.
            let _ = timeout(LAST_WORDS, session.is_over()).await;
            session.forget();
        }
        self.with_journal(|journal| {
            let mut simulated = Vec::new();
            journal.each(&HistoryQuery::default(), &mut |row| {
                if row.environment == EnvironmentKind::Sandbox {
                    simulated.push(row.id);
                }
                Ok(())
            })?;
            simulated.iter().try_for_each(|id| journal.forget(id))
        })
        .await?;
        self.reload_unfinished();
        Ok(())
    }

    /// The customer of a session, if they are a scenario's and the MX in use is the simulated one.
    fn customer_in_demonstration(&self, session_id: &str) -> Result<String, Problem> {
        self.refuse_unless_simulated()?;
        let session = self.session(session_id)?;
        let customer_id = &session.world().user.id;
        if self.look(|state| state.demonstration.contains_key(customer_id)) {
            Ok(customer_id.clone())
        } else {
            Err(Problem::not_now(
                "This session doesn't belong to a scenario.",
                "Choose a scenario under Present.",
            ))
        }
    }

    fn refuse_unless_simulated(&self) -> Result<(), Problem> {
        let connection = self.connection()?;
        if connection.environment.kind() == EnvironmentKind::Sandbox {
            return Ok(());
        }
        Err(Problem::not_now(
            "Scenarios are shown with the simulated MX only.",
            "Leave this MX, and explore the simulated one.",
        ))
    }

    /// An id that no customer of this demonstration has.
    fn new_customer(&self) -> String {
        loop {
            let id = format!("demo-{}", fastrand::u16(1_000..10_000));
            if !self.look(|state| state.demonstration.contains_key(&id)) {
                return id;
            }
        }
    }
}

/// The scenario as it stands in a session.
pub(crate) fn presenting(scenario: &Scenario, session: &SessionView) -> PresentingView {
    PresentingView {
        session_id: session.id.clone(),
        scenario: scenario.name,
        steps: steps::at(scenario, session),
        can_type: steps::can_type(scenario, session),
        wait: scenario.wait,
        can_skip: steps::can_skip(scenario, session),
    }
}

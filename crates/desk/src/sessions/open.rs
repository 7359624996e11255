//! Which sessions are open, and which of them is on screen.

use std::sync::Arc;

use crate::{
    notifications::{Notice, what_became},
    session::Session,
    view::{Problem, SessionPhase, SessionSummary, SessionView, Turn},
};

/// Sessions that can run at once. More than an agent can look after, and few enough that MX's
/// rate limits are kept.
const MOST_RUNNING: usize = 20;

/// The sessions of this run that have not been left, in the order they began.
#[derive(Default)]
pub(crate) struct OpenSessions {
    all: Vec<OpenSession>,
    on_screen: Option<String>,
}

struct OpenSession {
    session: Arc<Session>,
    view: Arc<SessionView>,
    /// It ended, or something came in its way, while another was on screen.
    needs_attention: bool,
}

impl OpenSessions {
    /// Forgets them all: the desk is connected elsewhere now.
    pub(crate) fn clear(&mut self) {
        for open in self.all.drain(..) {
            open.session.stop();
        }
        self.on_screen = None;
    }

    /// Takes a session in.
    ///
    /// # Errors
    /// `not_now` when it is open already, or when too many run.
    pub(crate) fn add(&mut self, session: Arc<Session>, view: SessionView) -> Result<(), Problem> {
        if self.has(session.id()) {
            return Err(Problem::not_now(
                "The session is open already.",
                "Go on with it in the list of open sessions.",
            ));
        }
        self.refuse_when_full()?;
        self.all.push(OpenSession {
            session,
            view: Arc::new(view),
            needs_attention: false,
        });
        Ok(())
    }

    /// Refuses one more while as many run as may.
    ///
    /// # Errors
    /// `not_now` when too many run to begin another.
    pub(crate) fn refuse_when_full(&self) -> Result<(), Problem> {
        if self.all.iter().filter(|open| open.is_running()).count() < MOST_RUNNING {
            return Ok(());
        }
        Err(Problem::not_now(
            "Too many sessions are running.",
            "Finish one of them before you begin another.",
        ))
    }

    /// Lets a session go.
    pub(crate) fn remove(&mut self, id: &str) {
        self.all.retain(|open| open.session.id() != id);
        self.on_screen.take_if(|on_screen| on_screen == id);
    }

    /// Takes a session's new view, if the session is still open. Answers what it has come to, if it
    /// has just ended, or its deposits have.
    pub(crate) fn show(&mut self, view: SessionView) -> Option<Notice> {
        let is_on_screen = self.on_screen.as_deref() == Some(view.id.as_str());
        let open = self.find_mut(&view.id)?;
        let turn_of = |view: &SessionView| view.deposit.as_ref().map(|it| it.standing.turn);
        // Deposits that were waited for have arrived, or came to something.
        let has_moved = turn_of(&view) != turn_of(&open.view);
        let came_to_something = is_ended(view.phase) && (!is_ended(open.view.phase) || has_moved);
        let is_news = is_ended(view.phase) != is_ended(open.view.phase)
            || came_to_something
            || (view.problem.is_some() && open.view.problem.is_none());
        open.needs_attention = !is_on_screen && (open.needs_attention || is_news);
        open.view = Arc::new(view);
        came_to_something.then(|| what_became(&open.view))
    }

    /// Puts a session on screen, or none. `false`: there is no such session.
    pub(crate) fn put_on_screen(&mut self, id: Option<&str>) -> bool {
        if let Some(id) = id {
            let Some(open) = self.find_mut(id) else {
                return false;
            };
            open.needs_attention = false;
        }
        self.on_screen = id.map(str::to_owned);
        true
    }

    pub(crate) fn all(&self) -> Vec<Arc<Session>> {
        let sessions = self.all.iter().map(|open| Arc::clone(&open.session));
        sessions.collect()
    }

    pub(crate) fn has(&self, id: &str) -> bool {
        self.get(id).is_some()
    }

    pub(crate) fn get(&self, id: &str) -> Option<&Arc<Session>> {
        self.all
            .iter()
            .map(|open| &open.session)
            .find(|session| session.id() == id)
    }

    /// Whether any is with this user, ended or not.
    pub(crate) fn is_with(&self, user_guid: &str, customer_id: Option<&str>) -> bool {
        self.all.iter().any(|open| {
            let customer = &open.view.customer;
            customer.guid.as_deref() == Some(user_guid) || customer_id == Some(&customer.id)
        })
    }

    /// The session on screen.
    pub(crate) fn on_screen(&self) -> Option<&Arc<Session>> {
        self.get(self.on_screen.as_deref()?)
    }

    pub(crate) fn is_any_running(&self) -> bool {
        self.all.iter().any(OpenSession::is_running)
    }

    /// Some of them go on, or hold what leaves memory with the app.
    pub(crate) fn would_lose_something(&self) -> bool {
        self.all
            .iter()
            .any(|open| open.view.phase != SessionPhase::Stopped)
    }

    pub(crate) fn view_on_screen(&self) -> Option<Arc<SessionView>> {
        let id = self.on_screen.as_deref()?;
        let open = self.all.iter().find(|open| open.session.id() == id)?;
        Some(Arc::clone(&open.view))
    }

    pub(crate) fn summaries(&self) -> Vec<SessionSummary> {
        self.all
            .iter()
            .map(|open| SessionSummary {
                id: open.view.id.clone(),
                customer_id: open.view.customer.id.clone(),
                mode: open.view.mode,
                hand_over: open.view.hand_over,
                phase: open.view.phase,
                widget_mount: open.view.widget_mount,
                institution: open
                    .view
                    .institution
                    .as_ref()
                    .map(|institution| institution.name.clone()),
                ending: open.view.ending.as_ref().map(|ending| ending.kind),
                turn: turn(&open.view),
                needs_attention: open.needs_attention,
                started_at_ms: open.view.started_at_ms,
            })
            .collect()
    }

    fn find_mut(&mut self, id: &str) -> Option<&mut OpenSession> {
        self.all.iter_mut().find(|open| open.session.id() == id)
    }
}

impl OpenSession {
    fn is_running(&self) -> bool {
        !is_ended(self.view.phase)
    }
}

fn turn(view: &SessionView) -> Option<Turn> {
    let of_deposits = view.deposit.as_ref().map(|deposit| deposit.standing.turn);
    of_deposits.or(view.status.as_ref().map(|status| status.turn))
}

fn is_ended(phase: SessionPhase) -> bool {
    matches!(phase, SessionPhase::Done | SessionPhase::Stopped)
}

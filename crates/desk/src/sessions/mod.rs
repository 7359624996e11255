//! The sessions of this run, and everything the person can do about one.

mod disclosure;
mod open;

pub(crate) use disclosure::{reason_needed, subject};
pub(crate) use open::OpenSessions;

use std::{borrow::Cow, sync::Arc};

use connect_events::{Refusal, parse_object};
use url::Url;
use uuid::Uuid;

use crate::{
    customers,
    desk::{Connection, Desk},
    inquiries,
    inspector::{About, Recorder, Said},
    journal::SessionRecord,
    mx::NewUser,
    session::{Begin, Input, Machine, Refused, Session, SessionWorld, write},
    storage::StorageError,
    view::{
        CustomerLookup, FrameRefusal, HandOver, MessageWay, Problem, SessionAction, SessionMode,
        StartInput, WidgetTicket,
    },
    widget_options::{asked_mode, check_setup, own_options},
};

impl Desk {
    /// Whether MX knows the customer already, and which connections they have.
    ///
    /// # Errors
    /// `invalid_input` for an id MX can't have, `not_connected`, and what MX answered.
    pub async fn find_customer(&self, customer_id: &str) -> Result<CustomerLookup, Problem> {
        let id = customers::check_id(customer_id)?;
        let connection = self.connection()?;
        self.0.recent.forget();
        let (lookup, user) = customers::look_up(&*connection.api, &id).await?;
        if let Some(user) = user {
            let now_ms = self.0.ports.clock.now_ms();
            self.0.recent.note(connection.api, user, now_ms);
        }
        Ok(lookup)
    }

    /// Begins a session and returns its id. It is on screen at once, in the phase `preparing`; the
    /// rest happens by itself. Where a session waits for the microdeposit already, that one goes on.
    ///
    /// # Errors
    /// `invalid_input` when the form can't be used, `not_connected`, and `not_now` while too many
    /// sessions run.
    pub async fn start_session(&self, input: StartInput) -> Result<String, Problem> {
        let user = customers::check_new_user(&input)?;
        let owner_name = inquiries::check_owner_name(input.owner_name.as_deref())?;
        let mut setup = input.setup.unwrap_or_default();
        let mode = asked_mode(&setup).unwrap_or(input.mode);
        // The member is the session's: it can turn out to be gone, or the customer chooses another.
        let chosen = setup.options.current_member_guid.take();
        let member_guid = chosen.or(input.member_guid).filter(|guid| !guid.is_empty());
        let without_widget = input.without_widget && member_guid.is_some();
        let is_repair = member_guid.is_some() && !without_widget;
        let microdeposit_guid = input.microdeposit_guid.filter(|guid| !guid.is_empty());
        let connection = self.connection()?;
        if let Some(id) = self.waits_for(microdeposit_guid.as_deref(), &connection) {
            self.check_unfinished(&id).await?;
            return Ok(id);
        }
        self.refuse_forbidden_hand_over(input.hand_over)?;
        check_setup(&setup)?;
        // Test deposits verify; there is nothing else they could be for.
        let mode = microdeposit_guid
            .as_ref()
            .map_or(mode, |_| SessionMode::Verification);
        // Before a word is in the journal about it.
        self.look(|state| state.sessions.refuse_when_full())?;
        let id = Uuid::new_v4().to_string();
        let started_at_ms = self.0.ports.clock.now_ms();
        let record = SessionRecord {
            id: id.clone(),
            customer_id: user.id.clone(),
            user_guid: None,
            // Of the widget's own member nothing is certain before MX has confirmed it.
            member_guid: member_guid.clone().filter(|_| without_widget),
            microdeposit_guid: microdeposit_guid.clone(),
            deposits: None,
            institution: None,
            environment: connection.environment.kind(),
            api_host: connection.environment.api_host(),
            mode,
            hand_over: input.hand_over,
            without_widget,
            handed_over_at_ms: None,
            started_at_ms,
            setup: setup.clone(),
        };
        let journal = Arc::clone(&self.0.journal);
        write(self, move || journal.begin(&record)).await;
        let mut machine = Machine::new(Begin {
            id: id.clone(),
            customer_id: user.id.clone(),
            mode,
            without_widget,
            member_guid,
            microdeposit_guid,
            hand_over: input.hand_over,
            display: input.display,
            handed_over_at_ms: None,
            started_at_ms,
            jitter: fastrand::u64(..),
        });
        machine.expect_owner(owner_name);
        machine.begin_with_options(own_options(&setup));
        let known = self.0.recent.take(&connection.api, &user.id, started_at_ms);
        let world = SessionWorld {
            api: connection.api,
            environment: connection.environment,
            user,
            known,
            mode,
            dark: Some(input.dark),
            language: self.view().language,
            setup,
        };
        if is_repair {
            self.customer_comes_back(&world.user.id);
        }
        self.open_session(&id, machine, world, Place::OnScreen)?;
        Ok(id)
    }

    /// The widget's URL, for the mount on screen. It can be taken once.
    ///
    /// # Errors
    /// `unknown_session`; `not_now` when no widget is open; `widget_expired` when the URL was taken
    /// before or is older than ten minutes.
    pub fn take_widget_ticket(&self, session_id: &str) -> Result<WidgetTicket, Problem> {
        self.session(session_id)?.take_ticket(self)
    }

    /// A message the widget's frame posted, as its JSON text. What can't be a message of this
    /// session's widget is refused, counted and shown; that is no error.
    ///
    /// # Errors
    /// `unknown_session`.
    pub fn widget_message(
        &self,
        session_id: &str,
        mount: u32,
        origin: &str,
        text: &str,
    ) -> Result<(), Problem> {
        let session = self.session(session_id)?;
        let is_ours = session.read(|machine| machine.origin() == Some(origin));
        let mut said = Some(Said {
            way: MessageWay::Posted,
            mount,
            json: Cow::Borrowed(text),
        });
        let input = if is_ours {
            match parse_object(text) {
                Ok(message) => {
                    self.note_widget_activity(&message.event);
                    Input::Message {
                        mount,
                        event: message.event,
                    }
                }
                Err(refusal) => {
                    said.take_if(|_| matches!(refusal, Refusal::TooLarge | Refusal::TooDeep));
                    Input::Refused {
                        why: refusal.into(),
                        count: 1,
                    }
                }
            }
        } else {
            said = None;
            Input::Refused {
                why: Refused::OtherOrigin,
                count: 1,
            }
        };
        session.hear(self, input, said.as_ref());
        Ok(())
    }

    /// Messages the UI refused by itself, so many of one kind. Those of an earlier mount count as
    /// that. A widget that floods the UI is closed.
    ///
    /// # Errors
    /// `unknown_session`.
    pub fn widget_message_refused(
        &self,
        session_id: &str,
        mount: u32,
        refusal: FrameRefusal,
        count: u32,
    ) -> Result<(), Problem> {
        let session = self.session(session_id)?;
        let is_earlier = session.read(|machine| machine.mount() != mount);
        let why = if is_earlier {
            Refused::EarlierMount
        } else {
            refusal.into()
        };
        session.feed(self, Input::Refused { why, count });
        if refusal == FrameRefusal::Flooding && !is_earlier {
            session.feed(self, Input::Flooded);
        }
        Ok(())
    }

    /// A page in the widget asked for a window of its own. An https page is opened in the system's
    /// browser, once, while a widget is open; anything else is refused.
    pub fn widget_window_requested(&self, url: &str) {
        let Ok(url) = Url::parse(url) else { return };
        if let Some(session) = self.look(|state| state.sessions.on_screen().cloned()) {
            session.feed(self, Input::WindowRequested(url));
        }
    }

    /// Does what the person pressed.
    ///
    /// # Errors
    /// `unknown_session`; `not_now` when the session's view doesn't offer the action;
    /// `forbidden_by_policy` for a new link where the organisation allows none any more.
    pub async fn act(&self, session_id: &str, action: SessionAction) -> Result<(), Problem> {
        let session = self.session(session_id)?;
        // The second press of a double-click: it is being closed.
        if action == SessionAction::CloseWidget && session.read(Machine::is_checking) {
            return Ok(());
        }
        if !session.read(|machine| machine.allows(action)) {
            return Err(Problem::not_now(
                "The session has moved on.",
                "Go on with one of the buttons on screen.",
            ));
        }
        if matches!(
            action,
            SessionAction::StartOver | SessionAction::Reopen | SessionAction::ReloadWidget
        ) {
            // Each of them makes a widget anew, to be handed over as before.
            self.refuse_forbidden_hand_over(session.read(Machine::handed_over).0)?;
        }
        match action {
            SessionAction::Finish => {
                self.leave_session(&session);
                Ok(())
            }
            SessionAction::StartOver => {
                let mut input = start_over(session.world(), session.is_dark(self));
                (input.hand_over, input.display) = session.read(Machine::handed_over);
                input.owner_name = session.read(|machine| machine.owner_name().map(str::to_owned));
                self.leave_session(&session);
                self.start_session(input).await.map(|_| ())
            }
            SessionAction::Reopen if session.read(|it| it.member_to_answer().is_some()) => {
                // In a session beside this one: the result on screen stays as it is.
                let mut input = start_over(session.world(), session.is_dark(self));
                (input.hand_over, input.display) = session.read(Machine::handed_over);
                input.member_guid = session.read(|it| it.member_to_answer().map(str::to_owned));
                self.start_session(input).await.map(|_| ())
            }
            SessionAction::CloseWidget
            | SessionAction::CheckAgain
            | SessionAction::Reopen
            | SessionAction::EnterAmounts
            | SessionAction::ReloadWidget => {
                if action == SessionAction::Reopen {
                    self.customer_comes_back(&session.world().user.id);
                }
                session.feed(self, Input::Act(action));
                Ok(())
            }
        }
    }

    /// Asks MX how a session of an earlier run ended. It comes on screen and goes on from there.
    ///
    /// # Errors
    /// `unknown_session`; `not_connected`; `not_now` while too many sessions run, or when the
    /// session belongs to another MX than the one connected.
    #[expect(
        clippy::unused_async,
        reason = "starts a task: must be called inside the runtime"
    )]
    pub async fn check_unfinished(&self, session_id: &str) -> Result<(), Problem> {
        let connection = self.connection()?;
        let record = self
            .unfinished_record(session_id)
            .ok_or_else(Problem::unknown_session)?;
        if record.api_host != connection.environment.api_host() {
            return Err(Problem::not_now(
                "This session was with another MX than the one connected now.",
                "Connect to that one first.",
            ));
        }
        self.resume(record, connection, Place::OnScreen)
    }

    /// Asks MX how the sessions of earlier runs ended, those with the MX connected now. They run
    /// beside each other, off screen; what doesn't fit stays in the list of unfinished ones.
    pub(crate) fn settle_interrupted(&self) {
        let Ok(connection) = self.connection() else {
            return;
        };
        let here = connection.environment.api_host();
        self.deposits_are_due();
        let records = self.look(|state| state.unfinished.clone());
        // What waits for deposits stays aside, for days if need be.
        let interrupted =
            |record: &SessionRecord| record.api_host == here && record.deposits.is_none();
        for record in records.into_iter().filter(interrupted) {
            if self
                .resume(record, connection.clone(), Place::Aside)
                .is_err()
            {
                return;
            }
        }
    }

    fn resume(
        &self,
        record: SessionRecord,
        connection: Connection,
        place: Place,
    ) -> Result<(), Problem> {
        let begin = Begin {
            id: record.id.clone(),
            customer_id: record.customer_id.clone(),
            mode: record.mode,
            member_guid: record.member_guid,
            microdeposit_guid: record.microdeposit_guid,
            without_widget: record.without_widget,
            hand_over: record.hand_over,
            display: None,
            handed_over_at_ms: record.handed_over_at_ms,
            started_at_ms: record.started_at_ms,
            jitter: fastrand::u64(..),
        };
        let now_ms = self.0.ports.clock.now_ms();
        let machine = Machine::resumed(begin, record.user_guid, record.institution, now_ms);
        let world = SessionWorld {
            api: connection.api,
            environment: connection.environment,
            user: NewUser {
                id: record.customer_id,
                ..NewUser::default()
            },
            known: None,
            mode: record.mode,
            dark: None,
            language: self.view().language,
            setup: record.setup,
        };
        self.open_session(&record.id, machine, world, place)
    }

    /// The session that waits for this microdeposit, if one does.
    fn waits_for(&self, microdeposit: Option<&str>, connection: &Connection) -> Option<String> {
        let microdeposit = microdeposit?;
        let here = connection.environment.api_host();
        self.look(|state| {
            let is_it = |record: &&SessionRecord| {
                record.api_host == here
                    && record.deposits.is_some()
                    && record.microdeposit_guid.as_deref() == Some(microdeposit)
                    && !state.sessions.has(&record.id)
            };
            let found = state.unfinished.iter().find(is_it);
            found.map(|record| record.id.clone())
        })
    }

    /// Takes a session of an earlier run out of the list, without asking MX about it.
    ///
    /// # Errors
    /// `unknown_session`; `storage_failed`.
    pub fn forget_unfinished(&self, session_id: &str) -> Result<(), Problem> {
        if self.look(|state| state.sessions.has(session_id)) {
            return Err(Problem::not_now(
                "The session is open.",
                "Finish it in the list of open sessions.",
            ));
        }
        self.unfinished_record(session_id)
            .ok_or_else(Problem::unknown_session)?;
        self.0
            .journal
            .forget(session_id)
            .map_err(StorageError::problem)?;
        self.reload_unfinished();
        Ok(())
    }

    fn unfinished_record(&self, id: &str) -> Option<SessionRecord> {
        self.look(|state| {
            state
                .unfinished
                .iter()
                .find(|record| record.id == id)
                .cloned()
        })
    }

    pub(crate) fn session(&self, id: &str) -> Result<Arc<Session>, Problem> {
        self.look(|state| state.sessions.get(id).cloned())
            .ok_or_else(Problem::unknown_session)
    }

    /// Puts an open session on screen, or none: the others go on beside.
    ///
    /// # Errors
    /// `unknown_session`.
    pub fn show_session(&self, session_id: Option<&str>) -> Result<(), Problem> {
        if self.update(|state| state.sessions.put_on_screen(session_id)) {
            Ok(())
        } else {
            Err(Problem::unknown_session())
        }
    }

    fn open_session(
        &self,
        id: &str,
        mut machine: Machine,
        mut world: SessionWorld,
        place: Place,
    ) -> Result<(), Problem> {
        let recorder = self.record(&mut world);
        machine.count_checks_in(self.0.balance_checks.clone());
        let view = machine.view();
        let now_ms = self.0.ports.clock.now_ms();
        let (session, effects) = Session::new(id.to_owned(), machine, world, recorder, now_ms);
        self.update(|state| {
            state.sessions.add(Arc::clone(&session), view)?;
            if place == Place::OnScreen {
                state.sessions.put_on_screen(Some(id));
            }
            Ok::<_, Problem>(())
        })?;
        tokio::spawn(Arc::clone(&session).run(self.clone(), effects));
        session.feed(self, Input::Start);
        if self.look(|state| state.view.locked) {
            session.drop_numbers(self);
        }
        Ok(())
    }

    /// Begins the recording of a session: from now on its calls are seen.
    fn record(&self, world: &mut SessionWorld) -> Arc<Recorder> {
        let clock = Arc::clone(&self.0.ports.clock);
        let about = About {
            mode: world.mode,
            environment: world.environment.kind(),
            api_host: world.environment.api_host(),
            started_at_ms: clock.now_ms(),
            saved_at_ms: None,
            file_name: None,
        };
        let recorder = Arc::new(Recorder::new(clock, about));
        if let Some(api) = world.api.watched_by(recorder.clone()) {
            world.api = api;
        }
        recorder
    }

    pub(crate) fn leave_session(&self, session: &Session) {
        session.feed(self, Input::Leave);
        self.update(|state| {
            state.sessions.remove(session.id());
            // Until the journal has been read anew: it is not offered the moment it is left.
            state.unfinished.retain(|record| record.id != session.id());
        });
    }
}

/// Where a session that opens is seen.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    /// On screen, instead of the one that was.
    OnScreen,
    /// In the list of open sessions.
    Aside,
}

/// The form that would begin the same session again.
fn start_over(world: &SessionWorld, dark: bool) -> StartInput {
    StartInput {
        customer_id: world.user.id.clone(),
        email: world.user.email.clone(),
        metadata: world.user.metadata.clone(),
        mode: world.mode,
        member_guid: None,
        microdeposit_guid: None,
        without_widget: false,
        hand_over: HandOver::Here,
        display: None,
        owner_name: None,
        dark,
        setup: Some(world.setup.clone()),
    }
}

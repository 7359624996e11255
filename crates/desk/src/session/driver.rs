//! Performs what the machine decides, and feeds back what comes of it. One task for each session.

mod hand_over;
mod reading;
mod writing;

pub(crate) use self::{hand_over::draw, writing::write};

use std::{
    future::Future,
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use secrecy::{ExposeSecret, SecretString};
use tokio::{
    sync::{Notify, mpsc},
    task::JoinSet,
    time::{Instant, sleep, sleep_until},
};
use url::Url;

use super::{Answer, Effect, Input, Machine, hand_over::URL_LIFE_MS, time::SessionTime};
use crate::{
    customers,
    desk::{Desk, locked},
    environment::{Environment, Origin},
    inspector::{Recorder, Said},
    mx::{MxApi, MxProblem, MxProblemKind, NewUser, TransactionsQuery, User, WidgetRequest},
    transactions::Ledger,
    view::{HandOver, Language, Problem, ProblemCode, SessionMode, WidgetSetup, WidgetTicket},
    widget_options::on_microdeposit,
};

/// How long what happened waits for more, to be written down together.
const TIMELINE_EVERY: Duration = Duration::from_millis(400);

/// What a session needs to know of the world, besides the desk.
pub(crate) struct SessionWorld {
    pub(crate) api: Arc<dyn MxApi>,
    pub(crate) environment: Arc<Environment>,
    /// Whom to create, if MX doesn't know the customer.
    pub(crate) user: NewUser,
    /// The customer, if MX was asked about them a moment ago.
    pub(crate) known: Option<User>,
    pub(crate) mode: SessionMode,
    /// The app is drawn dark, as the page said it. No page has said it for a session of an earlier
    /// run, which follows the app.
    pub(crate) dark: Option<bool>,
    /// The app's language when the session was opened.
    pub(crate) language: Language,
    /// The widget's options.
    pub(crate) setup: WidgetSetup,
}

/// A session as the desk holds it.
pub(crate) struct Session {
    id: String,
    world: SessionWorld,
    machine: Mutex<Machine>,
    recorder: Arc<Recorder>,
    time: Mutex<SessionTime>,
    ledger: Ledger,
    ticket: Mutex<Option<Ticket>>,
    /// The mount whose link was drawn as a code.
    drawn: Mutex<Option<u32>>,
    effects: mpsc::UnboundedSender<Effect>,
    /// The machine may want to wake at another time now.
    fed: Notify,
    /// The journal was told to forget it.
    forgotten: Arc<AtomicBool>,
}

/// A widget URL that nobody has taken yet.
struct Ticket {
    url: SecretString,
    origin: String,
    mount: u32,
    issued_at_ms: i64,
}

impl Session {
    /// A session, and its effects for [`Session::run`]. Nothing happens before it is fed.
    pub(crate) fn new(
        id: String,
        machine: Machine,
        world: SessionWorld,
        recorder: Arc<Recorder>,
        now_ms: i64,
    ) -> (Arc<Self>, mpsc::UnboundedReceiver<Effect>) {
        // Unbounded, because the machine bounds it: it asks nothing twice at once.
        let (effects, receiver) = mpsc::unbounded_channel();
        let session = Self {
            id,
            world,
            machine: Mutex::new(machine),
            recorder,
            time: Mutex::new(SessionTime::at(now_ms)),
            ledger: Ledger::default(),
            ticket: Mutex::new(None),
            drawn: Mutex::new(None),
            effects,
            fed: Notify::new(),
            forgotten: Arc::default(),
        };
        (Arc::new(session), receiver)
    }

    pub(crate) fn id(&self) -> &str {
        &self.id
    }

    /// Whether the app is drawn dark, for a widget that is asked for now.
    pub(crate) fn is_dark(&self, desk: &Desk) -> bool {
        let said = self.world.dark;
        said.unwrap_or_else(|| desk.is_drawn_dark())
    }

    pub(crate) fn world(&self) -> &SessionWorld {
        &self.world
    }

    /// What is recorded of the session.
    pub(crate) fn recorder(&self) -> &Recorder {
        &self.recorder
    }

    /// Looks at the machine. The desk's own lock must not be held.
    pub(crate) fn read<R>(&self, look: impl FnOnce(&Machine) -> R) -> R {
        look(&locked(&self.machine))
    }

    /// Somebody came back from a bank's page in the browser.
    pub(crate) fn returned_from_bank(&self, desk: &Desk) {
        self.feed(desk, Input::ReturnedFromBank);
    }

    /// Lets go of every full number and of the transactions: the desk is locked. Masks stay in the
    /// view, and [`ResultView::numbers_locked`](crate::view::ResultView::numbers_locked) says so.
    /// The session goes on, but keeps no number.
    pub(crate) fn drop_numbers(&self, desk: &Desk) {
        self.feed(desk, Input::DropNumbers);
        self.ledger.clear(self.read(Machine::reading));
    }

    /// The transactions that have been read.
    pub(crate) fn ledger(&self) -> &Ledger {
        &self.ledger
    }

    /// Reads the numbers that were dropped anew: the desk is unlocked.
    pub(crate) fn read_numbers_anew(&self, desk: &Desk) {
        self.feed(desk, Input::ReadNumbersAnew);
    }

    /// Ends the task without a word to the journal: the desk is connected elsewhere now.
    pub(crate) fn stop(&self) {
        // The task may be gone already, and then there is nothing to stop.
        let _ = self.effects.send(Effect::End);
    }

    /// Waits until the task has ended, and with it all that is written about the session.
    pub(crate) async fn is_over(&self) {
        self.effects.closed().await;
    }

    /// The journal forgets it now: what is still on its way there is of no session, and no failure.
    pub(crate) fn forget(&self) {
        self.forgotten.store(true, Ordering::Release);
    }

    /// Gives the machine an input. What it says is shown at once, what it wants done is queued.
    pub(crate) fn feed(&self, desk: &Desk, input: Input) {
        self.hear(desk, input, None);
    }

    /// [`Session::feed`], of something the widget said.
    pub(crate) fn hear(&self, desk: &Desk, input: Input, said: Option<&Said<'_>>) {
        {
            let mut machine = locked(&self.machine);
            let time = locked(&self.time).read(desk.0.ports.clock.now_ms());
            let slept = (time.slept_ms > 0).then_some(Input::Slept(time.slept_ms));
            let effects = slept
                .into_iter()
                .chain([input])
                .flat_map(|input| machine.handle(input, time.now_ms))
                .collect::<Vec<_>>();
            // Before anything comes of it, so that a call follows the message that led to it.
            self.recorder.note(&machine.take_verdicts(), said);
            for effect in effects {
                match effect {
                    // Under the machine's lock, so that views follow each other in order.
                    Effect::Show => self.publish(desk, &machine),
                    other => {
                        // Without a task the session is over, and nothing is left to do.
                        let _ = self.effects.send(other);
                    }
                }
            }
        }
        self.fed.notify_one();
    }

    /// The session's own time.
    fn now_ms(&self, desk: &Desk) -> i64 {
        locked(&self.time).peek(desk.0.ports.clock.now_ms())
    }

    fn publish(&self, desk: &Desk, machine: &Machine) {
        let mut view = machine.view();
        let came_to = desk.update(|state| {
            if !state.view.policy.link_hand_over {
                view.other_hand_overs.retain(|way| *way != HandOver::Link);
            }
            state.sessions.show(view)
        });
        if let Some(what) = came_to {
            desk.tell_of(what);
        }
    }

    /// The widget's URL, once for each mount.
    pub(crate) fn take_ticket(&self, desk: &Desk) -> Result<WidgetTicket, Problem> {
        let mount = self.read(|machine| {
            let is_here = machine.is_open() && machine.handed_over().0 == HandOver::Here;
            is_here.then(|| machine.mount())
        });
        let Some(mount) = mount else {
            return Err(Problem::not_now(
                "The widget is not open.",
                "Go on with one of the buttons on screen.",
            ));
        };
        match self.good_ticket(desk, mount) {
            Some(ticket) => {
                self.feed(desk, Input::TicketTaken);
                Ok(WidgetTicket {
                    url: ticket.url,
                    origin: ticket.origin,
                    mount,
                })
            }
            None => {
                self.feed(desk, Input::TicketExpired);
                Err(Problem::new(
                    ProblemCode::WidgetExpired,
                    "The widget's address is used up or older than ten minutes.",
                    "Load the widget again.",
                ))
            }
        }
    }

    /// Takes the ticket out, if it is for this mount and can still be opened.
    fn good_ticket(&self, desk: &Desk, mount: u32) -> Option<Ticket> {
        let now_ms = desk.0.ports.clock.now_ms();
        let taken = locked(&self.ticket).take();
        taken.filter(|ticket| ticket.mount == mount && now_ms - ticket.issued_at_ms < URL_LIFE_MS)
    }

    /// Performs effects and wakes the machine until the session is over.
    pub(crate) async fn run(
        self: Arc<Self>,
        desk: Desk,
        mut effects: mpsc::UnboundedReceiver<Effect>,
    ) {
        // Dropped at the end, and with it whatever is still under way.
        let mut calls = JoinSet::new();
        let run_began = desk.0.ports.clock.now_ms();
        let mut write_at: Option<Instant> = None;
        // One at a time, so that what happened later is written later.
        let mut writing = JoinSet::new();
        loop {
            let (wake_at, has_happened) =
                self.read(|machine| (machine.wake_at(), machine.has_happened()));
            if has_happened && write_at.is_none() {
                write_at = Some(Instant::now() + TIMELINE_EVERY);
            }
            tokio::select! {
                effect = effects.recv() => match effect {
                    Some(Effect::End) | None => break,
                    Some(effect) => self.perform(&desk, effect, &mut calls).await,
                },
                Some(answered) = calls.join_next() => {
                    if let Ok(input) = answered {
                        self.feed(&desk, input);
                    }
                }
                () = until(wake_at, self.now_ms(&desk)) => {
                    self.feed(&desk, Input::Tick);
                }
                () = self.fed.notified() => {}
                () = at(write_at), if writing.is_empty() => {
                    write_at = None;
                    writing.spawn(Arc::clone(&self).write_timeline(desk.clone(), run_began));
                }
                Some(_) = writing.join_next() => {}
            }
        }
        writing.join_all().await;
        Arc::clone(&self)
            .write_timeline(desk.clone(), run_began)
            .await;
        locked(&self.ticket).take();
        self.close_window(&desk).await;
        // Every note is written by now; what has no end is offered again.
        let _ = tokio::task::spawn_blocking(move || desk.reload_unfinished()).await;
    }

    async fn perform(self: &Arc<Self>, desk: &Desk, effect: Effect, calls: &mut JoinSet<Input>) {
        match effect {
            Effect::Journal(note) => self.journal(desk, note).await,
            Effect::OpenWindow { mount } => self.open_window(desk, mount).await,
            Effect::CloseWindow => self.close_window(desk).await,
            Effect::OpenInBrowser(page) => {
                self.make_room(desk).await;
                let opener = Arc::clone(&desk.0.ports.opener);
                calls.spawn_blocking(move || match opener.open(&page.0) {
                    Ok(()) => Input::Tick,
                    Err(reason) => {
                        tracing::warn!(reason, "the browser could not be opened");
                        Input::BrowserFailed
                    }
                });
            }
            Effect::PrepareUser => self.call(calls, |session| async move {
                if let Some(user) = session.world.known.clone() {
                    return Answer::User {
                        result: Ok(user),
                        created: false,
                    };
                }
                let found = customers::find_or_create(&*session.world.api, &session.world.user);
                match found.await {
                    Ok((user, created)) => Answer::User {
                        result: Ok(user),
                        created,
                    },
                    Err(problem) => Answer::User {
                        result: Err(problem.into()),
                        created: false,
                    },
                }
            }),
            Effect::ListMembers => self.call(calls, |session| async move {
                let user = session.user_guid();
                Answer::Members(session.world.api.list_members(&user).await)
            }),
            Effect::RequestWidgetUrl {
                request,
                current_member,
                current_microdeposit,
                update_credentials,
            } => {
                let desk = desk.clone();
                let mut setup = self.world.setup.clone();
                if let Some(guid) = current_microdeposit {
                    setup = on_microdeposit(setup, guid);
                }
                if update_credentials {
                    setup.options.update_credentials.get_or_insert(true);
                }
                self.call(calls, move |session| async move {
                    let asked = session.request_widget(&desk, request, current_member, setup);
                    let result = asked.await;
                    Answer::Widget { request, result }
                });
            }
            Effect::ReadMicrodeposit(guid) => self.call(calls, move |session| async move {
                let user = session.user_guid();
                let result = session.world.api.read_microdeposit(&user, &guid).await;
                Answer::Microdeposit(guid, result)
            }),
            Effect::ListMicrodeposits => self.call(calls, |session| async move {
                let user = session.user_guid();
                Answer::Microdeposits(session.world.api.list_microdeposits(&user).await)
            }),
            Effect::Read(read, member) => self.call(calls, move |session| async move {
                session.answer(read, member).await
            }),
            Effect::ReadTransactions {
                member_guid,
                reading,
                page,
                from,
            } => {
                self.call(calls, move |session| async move {
                    let query = TransactionsQuery {
                        from,
                        page,
                        per_page: reading::TRANSACTIONS_PER_PAGE,
                    };
                    Answer::Transactions {
                        reading,
                        page,
                        result: session.read_page(&member_guid, reading, &query).await,
                    }
                });
            }
            Effect::StartJob { job, member_guid } => {
                self.call(calls, move |session| async move {
                    let (api, user) = (&session.world.api, session.user_guid());
                    let result = api.start_job(&user, &member_guid, job).await;
                    Answer::Job(member_guid, job, result)
                });
            }
            Effect::ReadNumbersByAccount {
                member_guid,
                account_guids,
            } => {
                self.call(calls, move |session| async move {
                    session
                        .numbers_by_account(member_guid, &account_guids)
                        .await
                });
            }
            // Shown where it was decided; the end ends the loop.
            Effect::Show | Effect::End => {}
        }
    }

    fn call<F, Fut>(self: &Arc<Self>, calls: &mut JoinSet<Input>, ask: F)
    where
        F: FnOnce(Arc<Self>) -> Fut,
        Fut: Future<Output = Answer> + Send + 'static,
    {
        let asked = Instant::now();
        let answer = ask(Arc::clone(self));
        calls.spawn(async move {
            let answer = answer.await;
            let elapsed_ms = u32::try_from(asked.elapsed().as_millis()).unwrap_or(u32::MAX);
            Input::Answered { answer, elapsed_ms }
        });
    }

    fn user_guid(&self) -> String {
        self.read(|machine| machine.user_guid().unwrap_or_default().to_owned())
    }

    /// Asks for a widget URL and keeps it for the UI. Only its origin leaves this function.
    async fn request_widget(
        &self,
        desk: &Desk,
        mount: u32,
        current_member_guid: Option<String>,
        setup: WidgetSetup,
    ) -> Result<String, Problem> {
        let issued_at_ms = desk.0.ports.clock.now_ms();
        let request = WidgetRequest {
            mode: self.world.mode,
            dark: self.is_dark(desk),
            language: self.world.language,
            hand_over: self.read(|machine| machine.handed_over().0),
            current_member_guid,
            setup,
        };
        let url = self
            .world
            .api
            .request_widget_url(&self.user_guid(), &request)
            .await?;
        let origin = widget_origin(&url, &self.world.environment)?;
        let ticket = Ticket {
            url,
            origin: origin.clone(),
            mount,
            issued_at_ms,
        };
        let mut kept = locked(&self.ticket);
        // The answer to an earlier request can come late.
        if kept.as_ref().is_none_or(|kept| kept.mount < mount) {
            *kept = Some(ticket);
        }
        Ok(origin)
    }
}

/// The origin of a widget URL, if the widget may come from there.
fn widget_origin(url: &SecretString, environment: &Environment) -> Result<String, Problem> {
    let parsed = Url::parse(url.expose_secret())
        .map_err(|_| Problem::from(MxProblem::from(MxProblemKind::Unexpected)))?;
    let is_plain = parsed.username().is_empty() && parsed.password().is_none();
    match Origin::of(&parsed).filter(|_| is_plain && environment.allows_widget(&parsed)) {
        Some(origin) => Ok(origin.as_str().to_owned()),
        None => Err(Problem::new(
            ProblemCode::UnexpectedAnswer,
            "MX's widget would come from a website that this environment does not allow.",
            "Check the environment. For a custom one, add the widget's origin to its settings.",
        )),
    }
}

async fn until(wake_at_ms: Option<i64>, now_ms: i64) {
    match wake_at_ms {
        // At least a moment, so that a clock that stands still can't spin the task.
        Some(at) => {
            let wait_ms = u64::try_from(at - now_ms).unwrap_or(0).max(1);
            sleep(Duration::from_millis(wait_ms)).await;
        }
        None => std::future::pending().await,
    }
}

async fn at(moment: Option<Instant>) {
    match moment {
        Some(moment) => sleep_until(moment).await,
        None => std::future::pending().await,
    }
}

//! One opened page: what the customer does is put to the world, and becomes messages and a view.

use std::time::Duration;

use connect_events::{Event, Step};
use serde::{Deserialize, Serialize};

use super::{
    delivery::Delivery,
    flow::{Flow, LoginEnd, MANUAL_KINDS, Opening, Outcome, Root, Typed},
    rules::verifiable_members,
    view::{View, deposits::field, manual, millis, view},
};
use crate::{
    World,
    world::{
        AccountType, Institution, ManualAccount, Member, MicroDeposit, MicroDepositStatus,
        OauthOptions, OauthStart, OauthState, WidgetConfig, WidgetSession,
    },
};

mod amounts;
mod members;

use amounts::cents;

/// Typing must pause this long before it is a search.
const SEARCH_DEBOUNCE: Duration = Duration::from_millis(500);
/// Shorter queries aren't searched for.
const SHORTEST_QUERY: usize = 2;
/// Longest query, in characters: what the page's field takes.
const LONGEST_QUERY: usize = 100;
/// Keeps hosts' sessions alive, so it is the same at any speed of the simulation.
const PING: Duration = Duration::from_secs(30);

/// What the customer or the host did.
#[derive(Deserialize)]
#[serde(tag = "intent", rename_all = "snake_case")]
pub(crate) enum Intent {
    Open,
    Continue,
    Agree,
    AcceptOffer,
    DeclineOffer,
    LeaveGuard,
    AddManually,
    ManualKind { choice: String },
    GoOn,
    LeaveVerifyError,
    DepositPoll,
    Search { query: String },
    Select { institution: String },
    Credentials { answers: Vec<Answer> },
    GoToLogin,
    LoginPoll,
    LogInAgain,
    CancelLogin,
    Poll,
    Mfa { answers: Vec<Answer> },
    VerifyExisting { member: String },
    ConnectAnother,
    Deposits,
    Details { answers: Vec<Answer> },
    EditDetails,
    ConfirmDetails,
    TryAgain,
    UpdateCredentials,
    SignInAgain,
    Acknowledge,
    ChooseAnother,
    Remove,
    Keep,
    ConfirmRemoval,
    Done,
    Back,
    NavigateBack,
}

/// What was typed or chosen in a field. Never printed.
#[derive(Deserialize)]
pub(crate) struct Answer {
    guid: String,
    value: String,
}

/// What the page does next.
#[derive(Debug, Serialize)]
pub(crate) struct Reply {
    /// Grows with every view, so that a late answer doesn't replace a newer view.
    seq: u64,
    pub(crate) posts: Vec<Delivery>,
    pub(crate) view: Option<View>,
    view_after_ms: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    settings: Option<Settings>,
}

/// What the page has to know from the start.
#[derive(Debug, Serialize)]
struct Settings {
    target_origin_referrer: Option<String>,
    debounce_ms: u64,
    ping_ms: u64,
    ping: Option<Delivery>,
    /// Sent when the keyboard leaves the page.
    focus_trap: Option<Delivery>,
    /// How often the page asks its prompter what to do; none for those without one.
    #[serde(skip_serializing_if = "Option::is_none")]
    cue_ms: Option<u64>,
}

impl Reply {
    /// Has the page ask its prompter from now on.
    pub(crate) fn listens_every(&mut self, cue_ms: u64) {
        if let Some(settings) = &mut self.settings {
            settings.cue_ms = Some(cue_ms);
        }
    }
}

/// The server's side of one page.
pub(crate) struct PageSession {
    session: WidgetSession,
    /// What the request asked for, without a further product.
    requested: WidgetConfig,
    flow: Flow,
    /// What was typed into the form that met an existing member. Never printed.
    typed: Vec<(String, String)>,
    /// Sent when the page is there.
    opening: Option<Outcome>,
    query: String,
    seq: u64,
}

impl PageSession {
    /// Decides what the page opens on.
    pub(crate) fn new(session: WidgetSession, world: &World) -> Self {
        let opening = opening(&session, world);
        let (flow, outcome) = Flow::open(&session.config, opening, world.client_profile());
        Self {
            requested: session.config.clone(),
            session,
            flow,
            typed: Vec::new(),
            opening: Some(outcome),
            query: String::new(),
            seq: 0,
        }
    }

    /// Lets something happen.
    pub(crate) fn handle(&mut self, intent: Intent, world: &World) -> Reply {
        let settings = matches!(intent, Intent::Open).then(|| self.settings(world));
        let before = self.flow.step().clone();
        let searches = matches!(intent, Intent::Search { .. });
        let outcome = self.apply(intent, world);
        if *self.flow.step() != Step::ExistingMember {
            self.typed.clear();
        }
        self.session.config = match self.flow.accepted() {
            Some(product) => self.requested.clone().with(product),
            None => self.requested.clone(),
        };
        if let Some(member) = self.flow.idle_member() {
            let started = world.start_job(
                &self.session.user_guid,
                &member.guid,
                self.session.config.job(),
            );
            // A job of another type that runs already is waited for like one's own.
            if let Ok(started) = started {
                self.flow.job_started(started.member);
            }
        }
        if let Some(institution) = self.flow.unprepared_login() {
            let login = self.prepare_login(institution, world);
            self.flow.login_prepared(login);
        }
        if before != *self.flow.step() && before != Step::Search {
            self.query.clear();
        }
        // A search that was overtaken by a choice is reported, but changes nothing on the page.
        let overtaken = searches && *self.flow.step() != Step::Search;
        self.seq += 1;
        Reply {
            seq: self.seq,
            posts: self.deliveries(&outcome, world),
            view: (!overtaken).then(|| self.shown(world)),
            view_after_ms: millis(world.scaled(outcome.drawn_after)),
            settings,
        }
    }

    /// Whose page it is.
    pub(crate) fn user_guid(&self) -> &str {
        &self.session.user_guid
    }

    /// What the page shows now.
    pub(crate) fn shown(&self, world: &World) -> View {
        view(&self.flow, &self.query, &self.session, world)
    }

    fn apply(&mut self, intent: Intent, world: &World) -> Outcome {
        match intent {
            Intent::Open => self.opening.take().unwrap_or_default(),
            Intent::Continue => match self.flow.step() {
                Step::Microdeposits => self.flow.understands_deposits(),
                _ => self.flow.read_disclosure(),
            },
            Intent::Agree => self.flow.consents(),
            Intent::AcceptOffer => self.flow.answers_offer(true),
            Intent::DeclineOffer => self.flow.answers_offer(false),
            Intent::LeaveGuard => self.flow.leaves_guard(root(&self.session, world)),
            Intent::AddManually => self.flow.wants_manual_account(),
            Intent::ManualKind { choice } => {
                let kind = MANUAL_KINDS.iter().find(|kind| kind.name() == choice);
                kind.map_or_else(Outcome::default, |kind| {
                    self.flow.chose_manual_account(*kind)
                })
            }
            Intent::GoOn => {
                let member = self.existing_member(world);
                self.flow.goes_on_with(member)
            }
            Intent::LeaveVerifyError => self.flow.leaves_verify_error(),
            Intent::DepositPoll => {
                let user = &self.session.user_guid;
                let polled = self.flow.deposit_being_verified();
                let made = polled.and_then(|deposit| world.micro_deposit(user, &deposit.guid));
                self.flow.deposit_polled(made)
            }
            Intent::Search { query } => self.search(&query),
            Intent::Select { institution } => match world.institution_by_guid(&institution) {
                Some(institution) => self.flow.selected(institution),
                None => Outcome::default(),
            },
            Intent::Credentials { answers } => self.submit(pairs(answers), world),
            Intent::GoToLogin => self.flow.goes_to_login(),
            Intent::LoginPoll => {
                let end = self.login_end(world);
                self.flow.login_polled(end)
            }
            Intent::LogInAgain => self.flow.logs_in_again(),
            Intent::CancelLogin => self.flow.cancels_login(root(&self.session, world)),
            Intent::Poll => match self.current_member(world) {
                Some(member) => self.flow.polled(member),
                None => Outcome::default(),
            },
            Intent::Mfa { answers } => {
                let answered = self.flow.member().and_then(|member| {
                    let user = &self.session.user_guid;
                    world
                        .answer_challenge(user, &member.guid, &pairs(answers))
                        .ok()
                });
                self.flow.answered(answered)
            }
            Intent::VerifyExisting { member } => {
                match world.member(&self.session.user_guid, &member) {
                    Some(member) => {
                        let problem = self.verify_problem(&member, world);
                        self.flow.chose_member(member, problem)
                    }
                    None => Outcome::default(),
                }
            }
            Intent::ConnectAnother => self.flow.wants_another(),
            Intent::Deposits => self.flow.wants_deposits(),
            Intent::Details { answers } => self.take_details(&pairs(answers), world),
            Intent::EditDetails => self.flow.edits_details(),
            Intent::ConfirmDetails => {
                let made = self.ask_for_deposits(world);
                self.flow.confirmed(made)
            }
            Intent::TryAgain => self.flow.tries_again(),
            Intent::UpdateCredentials => self.flow.wants_update(),
            Intent::SignInAgain => self.flow.signs_in_again(),
            Intent::Acknowledge => self.flow.acknowledged(root(&self.session, world)),
            Intent::ChooseAnother => self.flow.chooses_another(root(&self.session, world)),
            Intent::Remove => self.flow.wants_removal(),
            Intent::Keep => self.flow.keeps(),
            Intent::ConfirmRemoval => self.remove(world),
            Intent::Done => match self.flow.step() {
                Step::Microdeposits => self.flow.done_with_deposit(),
                Step::AddManualAccount => self.flow.done_with_manual(root(&self.session, world)),
                Step::DeleteMemberSuccess => self.flow.done_removing(root(&self.session, world)),
                _ => self.flow.done(),
            },
            Intent::Back => self.flow.goes_back(root(&self.session, world)),
            Intent::NavigateBack => self.flow.host_goes_back(root(&self.session, world)),
        }
    }

    fn search(&mut self, query: &str) -> Outcome {
        let query: String = query.chars().take(LONGEST_QUERY).collect();
        let long_enough = query.chars().count() >= SHORTEST_QUERY;
        let outcome = if long_enough {
            Flow::searched(&query)
        } else {
            Outcome::default()
        };
        if *self.flow.step() == Step::Search {
            self.query = if long_enough { query } else { String::new() };
        }
        outcome
    }

    /// Adds the account that was described, unless the description can't be right.
    fn add_account(
        &self,
        account_type: AccountType,
        typed: Typed,
        world: &World,
    ) -> Result<String, Typed> {
        let described = cents(&typed.balance).filter(|_| !typed.name.is_empty());
        let added = described.and_then(|balance| {
            let details = ManualAccount {
                account_type,
                name: typed.name.clone(),
                balance,
            };
            world.add_manual_account(&self.session.user_guid, details)
        });
        added.map(|added| added.account.guid).ok_or(typed)
    }

    /// Has MX make the address of the bank's page: for the member there is, or for a new one.
    fn prepare_login(&self, institution: &Institution, world: &World) -> Option<OauthStart> {
        let user = &self.session.user_guid;
        let config = &self.session.config;
        let options = OauthOptions {
            referral_source: config.oauth_referral_source(),
            client_redirect_url: config.client_redirect_url.clone(),
            url_scheme: config.url_scheme().to_owned(),
            job: Some(config.job()),
            attributes: config.member_attributes(),
        };
        match self.flow.member() {
            Some(member) => world.reopen_oauth(user, &member.guid, options).ok(),
            None => world.begin_oauth(user, &institution.code, options).ok(),
        }
    }

    /// How the sign-in at the bank ended, if it did. The member may be another one now.
    fn login_end(&self, world: &World) -> Option<LoginEnd> {
        let user = &self.session.user_guid;
        let began_with = &self.flow.login()?.member.guid;
        match world.oauth_state(user, began_with)? {
            OauthState::Pending => None,
            OauthState::Success { member_guid } => world
                .member(user, &member_guid)
                .map(|member| LoginEnd::Success(Box::new(member))),
            OauthState::Error { reason } => Some(LoginEnd::Failure(reason)),
        }
    }

    /// Has MX send the deposits: by the microdeposit that was prepared for this, or by a new one.
    fn ask_for_deposits(&self, world: &World) -> Option<MicroDeposit> {
        let user = &self.session.user_guid;
        let details = self.flow.details_to_confirm()?.clone();
        let prepared = current_microdeposit(&self.session, world)
            .filter(|deposit| deposit.status == MicroDepositStatus::Preinitiated);
        let made = match prepared {
            Some(deposit) => world.complete_micro_deposit(user, &deposit.guid, details),
            None => world.create_micro_deposit(user, details),
        };
        made.ok()
    }

    fn remove(&mut self, world: &World) -> Outcome {
        let member = self.flow.member().filter(|_| self.flow.is_removing());
        let deleted =
            member.is_some_and(|member| world.delete_member(&self.session.user_guid, &member.guid));
        if deleted {
            self.flow.removed()
        } else {
            self.flow.keeps()
        }
    }

    /// Puts a page of details to the flow, and an account or the amounts of deposits to the world.
    fn take_details(&mut self, answers: &[(String, String)], world: &World) -> Outcome {
        let given = |name: &str| {
            answers
                .iter()
                .find(|(field, _)| field == name)
                .map(|(_, value)| value.trim().to_owned())
        };
        let text = |name| given(name).unwrap_or_default();
        if let Some(kind) = self.flow.manual_kind() {
            let (name, balance) = (text(manual::NAME), text(manual::BALANCE));
            let added = self.add_account(kind, Typed { name, balance }, world);
            return self.flow.added_manual_account(added);
        }
        if let Some(routing_number) = given(field::ROUTING_NUMBER) {
            let blocked = World::blocked_routing_number(&routing_number);
            return self.flow.entered_routing(routing_number, blocked);
        }
        if let Some(number) = given(field::ACCOUNT_NUMBER) {
            let again = text(field::ACCOUNT_NUMBER_AGAIN);
            return self
                .flow
                .entered_account(text(field::ACCOUNT_TYPE), number, &again);
        }
        if let Some(email) = given(field::EMAIL) {
            let (first, last) = (text(field::FIRST_NAME), text(field::LAST_NAME));
            return self.flow.entered_person(first, last, email);
        }
        let [one, other] = field::AMOUNTS.map(|name| cents(&text(name)));
        let answer = one.zip(other).and_then(|(one, other)| {
            let deposit = self.flow.deposit_to_verify()?;
            world.verify_micro_deposit(&deposit.guid, [one, other]).ok()
        });
        self.flow.entered_amounts(answer)
    }

    fn current_member(&self, world: &World) -> Option<Member> {
        let guid = &self.flow.member()?.guid;
        world.member(&self.session.user_guid, guid)
    }

    fn deliveries(&self, outcome: &Outcome, world: &World) -> Vec<Delivery> {
        outcome
            .posts
            .iter()
            .filter_map(|post| {
                let after = world.scaled(post.after);
                Delivery::new(post.event.clone(), after, &self.session)
            })
            .collect()
    }

    fn settings(&self, world: &World) -> Settings {
        let config = &self.session.config;
        Settings {
            target_origin_referrer: config.target_origin_referrer.clone(),
            debounce_ms: millis(world.scaled(SEARCH_DEBOUNCE)),
            ping_ms: millis(PING),
            ping: Delivery::new(Event::Ping, Duration::ZERO, &self.session),
            focus_trap: Delivery::new(Event::FocusTrap, Duration::ZERO, &self.session),
            cue_ms: None,
        }
    }
}

/// What the request says the widget opens on: a member before an institution before nothing. What
/// can't be found is passed over.
fn opening(session: &WidgetSession, world: &World) -> Opening {
    let config = &session.config;
    let member = config
        .current_member_guid
        .as_deref()
        .and_then(|guid| world.member(&session.user_guid, guid));
    if let Some(member) = member {
        return Opening::Member(Box::new(member));
    }
    if let Some(institution) = institution(session, world) {
        return Opening::Institution(Box::new(institution));
    }
    // One that was only prepared is no reason to open on it.
    let microdeposit = current_microdeposit(session, world)
        .filter(|deposit| deposit.status != MicroDepositStatus::Preinitiated);
    match microdeposit {
        Some(microdeposit) => Opening::Microdeposit(Box::new(microdeposit)),
        None => Opening::Root(root(session, world)),
    }
}

/// The microdeposit the request is about.
fn current_microdeposit(session: &WidgetSession, world: &World) -> Option<MicroDeposit> {
    let guid = session
        .config
        .current_microdeposit_guid
        .as_deref()
        .filter(|_| session.config.is_verification())?;
    world.micro_deposit(&session.user_guid, guid)
}

fn institution(session: &WidgetSession, world: &World) -> Option<Institution> {
    let config = &session.config;
    let by_guid = config
        .current_institution_guid
        .as_deref()
        .and_then(|guid| world.institution_by_guid(guid));
    by_guid.or_else(|| {
        config
            .current_institution_code
            .as_deref()
            .and_then(|code| world.institution_by_code(code))
    })
}

fn root(session: &WidgetSession, world: &World) -> Root {
    if verifiable_members(session, world).is_empty() {
        Root::Search
    } else {
        Root::ExistingMembers
    }
}

fn pairs(answers: Vec<Answer>) -> Vec<(String, String)> {
    answers
        .into_iter()
        .map(|answer| (answer.guid, answer.value))
        .collect()
}

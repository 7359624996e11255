//! One opened page: what the customer does is put to the world, and becomes messages and a view.

use std::time::Duration;

use connect_events::{Event, Message, Step};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{
    flow::{Flow, FormProblem, Opening, Outcome, Root},
    view::{View, millis, verifiable_members, view},
    words,
};
use crate::{
    World,
    error::CreateMemberError,
    world::{Institution, Member, WidgetSession},
};

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
    Search { query: String },
    Select { institution: String },
    Credentials { answers: Vec<Answer> },
    Poll,
    Mfa { answers: Vec<Answer> },
    VerifyExisting { member: String },
    ConnectAnother,
    TryAgain,
    UpdateCredentials,
    SignInAgain,
    Acknowledge,
    ChooseAnother,
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

/// A message on its way to the host, in one of MX's two forms.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct Delivery {
    pub(crate) after_ms: u64,
    #[serde(flatten)]
    pub(crate) form: Form,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Form {
    /// Posted as an object.
    Message(Value),
    /// Navigated to, in a mobile web view.
    Url(String),
}

/// What the page has to know from the start.
#[derive(Debug, Serialize)]
struct Settings {
    target_origin_referrer: Option<String>,
    debounce_ms: u64,
    ping_ms: u64,
    ping: Option<Delivery>,
    notice: Option<&'static str>,
}

/// The server's side of one page.
pub(crate) struct PageSession {
    session: WidgetSession,
    flow: Flow,
    /// Sent when the page is there.
    opening: Option<Outcome>,
    query: String,
    seq: u64,
}

impl PageSession {
    /// Decides what the page opens on.
    pub(crate) fn new(session: WidgetSession, world: &World) -> Self {
        let opening = opening(&session, world);
        let (flow, outcome) = Flow::open(&session.config, opening);
        Self {
            session,
            flow,
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
        if before != *self.flow.step() && before != Step::Search {
            self.query.clear();
        }
        // A search that was overtaken by a choice is reported, but changes nothing on the page.
        let overtaken = searches && *self.flow.step() != Step::Search;
        self.seq += 1;
        Reply {
            seq: self.seq,
            posts: self.deliveries(&outcome, world),
            view: (!overtaken).then(|| view(&self.flow, &self.query, &self.session, world)),
            view_after_ms: millis(world.scaled(outcome.drawn_after)),
            settings,
        }
    }

    fn apply(&mut self, intent: Intent, world: &World) -> Outcome {
        match intent {
            Intent::Open => self.opening.take().unwrap_or_default(),
            Intent::Search { query } => self.search(&query),
            Intent::Select { institution } => match world.institution_by_guid(&institution) {
                Some(institution) => self.flow.selected(institution),
                None => Outcome::default(),
            },
            Intent::Credentials { answers } => {
                let answer = self.submit(&pairs(answers), world);
                self.flow.submitted(answer)
            }
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
                    Some(member) => self.flow.chose_member(member),
                    None => Outcome::default(),
                }
            }
            Intent::ConnectAnother => self.flow.wants_another(),
            Intent::TryAgain => self.flow.tries_again(),
            Intent::UpdateCredentials => self.flow.wants_update(),
            Intent::SignInAgain => self.flow.signs_in_again(),
            Intent::Acknowledge => self.flow.acknowledged(root(&self.session, world)),
            Intent::ChooseAnother => self.flow.chooses_another(root(&self.session, world)),
            Intent::Done => self.flow.done(),
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

    /// Puts the form's content to the world: to create a member, or to change the one there is.
    fn submit(&self, answers: &[(String, String)], world: &World) -> Result<Member, FormProblem> {
        let user = &self.session.user_guid;
        let job = self.session.config.job();
        let update = |guid: &str| {
            world
                .update_member_credentials(user, guid, answers, job)
                .map_err(|_| FormProblem::NotTaken)
        };
        if let Some(member) = self.flow.member().filter(|_| self.flow.updates()) {
            return update(&member.guid);
        }
        let institution = self.flow.institution().ok_or(FormProblem::NotTaken)?;
        match world.create_member(user, &institution.code, answers, job) {
            // MX's widget gets the existing member's guid with the 409 and goes on with it.
            Err(CreateMemberError::Duplicate { member_guid }) => {
                let twin = world.member(user, &member_guid);
                match twin.filter(|member| !member.challenges.is_empty()) {
                    Some(waiting) => Ok(waiting),
                    None => update(&member_guid),
                }
            }
            created => created.map_err(FormProblem::NotCreated),
        }
    }

    fn current_member(&self, world: &World) -> Option<Member> {
        let guid = &self.flow.member()?.guid;
        world.member(&self.session.user_guid, guid)
    }

    fn deliveries(&self, outcome: &Outcome, world: &World) -> Vec<Delivery> {
        outcome
            .posts
            .iter()
            .filter_map(|post| self.delivery(post.event.clone(), world.scaled(post.after)))
            .collect()
    }

    /// The form the request asked for; none for the versions before 4, which this page doesn't
    /// speak.
    fn delivery(&self, event: Event, after: Duration) -> Option<Delivery> {
        let config = &self.session.config;
        if config.message_version() != 4 {
            return None;
        }
        let message = if event == Event::Load {
            Message::from(event)
        } else {
            Message::new(event, &self.session.user_guid, &self.session.session_guid)
        };
        let form = if config.is_mobile_webview.unwrap_or(false) {
            Form::Url(message.to_navigation(config.url_scheme()))
        } else {
            Form::Message(message.to_object())
        };
        Some(Delivery {
            after_ms: millis(after),
            form,
        })
    }

    fn settings(&self, world: &World) -> Settings {
        let config = &self.session.config;
        Settings {
            target_origin_referrer: config.target_origin_referrer.clone(),
            debounce_ms: millis(world.scaled(SEARCH_DEBOUNCE)),
            ping_ms: millis(PING),
            ping: self.delivery(Event::Ping, Duration::ZERO),
            notice: (config.message_version() != 4).then_some(words::SIMULATED_VERSION_4_ONLY),
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
    match institution(session, world) {
        Some(institution) => Opening::Institution(Box::new(institution)),
        None => Opening::Root(root(session, world)),
    }
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

//! The prompter of a demonstration: has an open page do what its customer would do next, in plain
//! sight, character by character.
//!
//! It reaches the simulated page from behind, through the server that this page and no other asks;
//! MX's own page knows nothing of it, and whoever frames the page needs nothing for it. It is there
//! only in a sandbox that was built with one, and only for customers who were given lines.

use std::{
    collections::HashMap,
    fmt,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use serde::Serialize;
use tokio::time::Instant;

use super::{
    page::Pages,
    view::{Field, Kind, Prompt, Tone, deposits::field, millis},
};
use crate::{World, world::OauthDecision};

/// How long a key takes a person who types without haste.
const KEY: Duration = Duration::from_millis(55);
/// How often a page of the demonstration asks what to do.
const ASKED: Duration = Duration::from_millis(300);
/// A page that has not asked for so long is gone. Not scaled: a browser slows unseen pages down by
/// its own clock.
const GONE: Duration = Duration::from_secs(30);

/// What a customer of a demonstration enters, wherever it is asked for. Not `Debug`: it stands for
/// credentials.
#[derive(Clone, Default)]
pub struct Lines {
    /// Code of the institution they choose; none for those who don't sign in at a bank.
    pub institution_code: Option<String>,
    /// What they sign in as.
    pub user_name: String,
    /// The password.
    pub password: String,
    /// What they answer a question of the bank with: the words, or a part of a choice.
    pub answer: String,
    /// What they decide on the bank's own page.
    pub decision: Option<OauthDecision>,
    /// The account that small deposits go to.
    pub deposits: Option<DepositLines>,
}

/// What a customer who verifies by small deposits enters.
#[derive(Clone)]
pub struct DepositLines {
    /// Nine digits.
    pub routing_number: String,
    /// The account's number.
    pub account_number: String,
    /// The owner's first name.
    pub first_name: String,
    /// The owner's last name.
    pub last_name: String,
    /// The owner's e-mail address.
    pub email: String,
    /// How much came, as people write it.
    pub amounts: [String; 2],
}

/// What became of a cue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cue {
    /// The page does it, now or in a moment.
    Taken,
    /// The page waits for something else than the customer.
    Nothing,
    /// The customer has no page open.
    NoPage,
}

/// Gives customers their lines, and the cue for the next one.
#[derive(Clone)]
pub struct Prompter {
    pages: Pages,
    world: World,
}

impl fmt::Debug for Prompter {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Prompter").finish_non_exhaustive()
    }
}

impl Prompter {
    pub(crate) fn new(pages: Pages, world: World) -> Self {
        Self { pages, world }
    }

    /// Gives a customer, by the partner's own id, something to say. Pages they open from now on
    /// listen for the cue.
    pub fn attend(&self, customer_id: &str, lines: Lines) {
        if let Some(parts) = self.pages.parts() {
            parts.lock().insert(customer_id.to_owned(), Arc::new(lines));
        }
    }

    /// Has a customer's page do the next thing.
    #[must_use]
    pub fn cue(&self, customer_id: &str) -> Cue {
        self.pages.cue(customer_id, &self.world)
    }

    /// Whether a page of the customer's is at what it was told.
    #[must_use]
    pub fn is_playing(&self, customer_id: &str) -> bool {
        self.pages.is_playing(customer_id)
    }
}

/// Who has lines, by the partner's id of the user.
#[derive(Clone, Default)]
pub(crate) struct Parts(Arc<Mutex<HashMap<String, Arc<Lines>>>>);

impl Parts {
    fn lock(&self) -> MutexGuard<'_, HashMap<String, Arc<Lines>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn forget(&self) {
        self.lock().clear();
    }

    /// The part of a user who has one.
    pub(crate) fn part_of(&self, user_guid: &str, world: &World) -> Option<Part> {
        let customer_id = world.user(user_guid)?.id?;
        let lines = self.lock().get(&customer_id).cloned()?;
        Some(Part {
            customer_id,
            user_guid: user_guid.to_owned(),
            lines,
            state: State::Listening(Instant::now()),
        })
    }
}

/// A page's part in the demonstration.
pub(crate) struct Part {
    pub(crate) customer_id: String,
    user_guid: String,
    lines: Arc<Lines>,
    state: State,
}

/// What the page is at.
#[derive(Clone, Copy)]
enum State {
    /// It asked at this time and was told nothing.
    Listening(Instant),
    /// It is told the next time it asks.
    Cued(Instant),
    /// It was told, and hasn't asked since.
    Playing,
}

impl Part {
    /// Whether there is somebody to take a cue.
    pub(crate) fn is_there(&self) -> bool {
        match self.state {
            State::Listening(at) | State::Cued(at) => at.elapsed() < GONE,
            State::Playing => true,
        }
    }

    /// It was told what to do, and hasn't asked for more.
    pub(crate) fn is_playing(&self) -> bool {
        self.is_there() && !matches!(self.state, State::Listening(_))
    }

    /// Takes a cue for what is on the page. A second one while the first is played counts for
    /// nothing: a button that was pressed twice must not type the next form as well.
    pub(crate) fn cue(&mut self, shown: &Kind, world: &World) -> Cue {
        let State::Listening(at) = self.state else {
            return Cue::Taken;
        };
        if matches!(shown, Kind::OauthWaiting { .. }) {
            let decided = self
                .lines
                .decision
                .is_some_and(|decision| world.decide_at_the_bank(&self.user_guid, decision));
            return if decided { Cue::Taken } else { Cue::Nothing };
        }
        if gestures(shown, &self.lines, world).is_empty() {
            return Cue::Nothing;
        }
        self.state = State::Cued(at);
        Cue::Taken
    }

    /// What the page is to do now that it asks; none if there was no cue.
    pub(crate) fn play(&mut self, shown: &Kind, world: &World) -> Option<Play> {
        let is_cued = matches!(self.state, State::Cued(_));
        let gestures = if is_cued {
            gestures(shown, &self.lines, world)
        } else {
            Vec::new()
        };
        self.state = if gestures.is_empty() {
            State::Listening(Instant::now())
        } else {
            State::Playing
        };
        (!gestures.is_empty()).then(|| Play {
            gestures,
            key_ms: millis(world.scaled(KEY)),
        })
    }
}

/// How often the page asks.
pub(crate) fn asks_every_ms(world: &World) -> u64 {
    millis(world.scaled(ASKED)).max(25)
}

/// What a page does, and how fast.
#[derive(Debug, PartialEq, Serialize)]
pub(crate) struct Play {
    gestures: Vec<Gesture>,
    key_ms: u64,
}

/// One thing a customer does, as `hands.js` reads it.
#[derive(Debug, PartialEq, Serialize)]
#[serde(tag = "do", rename_all = "snake_case")]
enum Gesture {
    /// Types into a field, in place of what stands in it.
    Type { field: String, text: String },
    /// Takes one of several choices.
    Choose { field: String, value: String },
    /// Presses the button that does this.
    Press {
        intent: &'static str,
        /// What it does it with, where several buttons do the same.
        value: Option<String>,
    },
    /// Sends the form.
    Send,
}

/// What the customer does about a view; nothing where it is not their turn.
fn gestures(shown: &Kind, lines: &Lines, world: &World) -> Vec<Gesture> {
    match shown {
        Kind::Disclosure => vec![press("continue")],
        Kind::Search { .. } => search(lines, world),
        Kind::Statement { actions, .. } | Kind::Review { actions, .. } => actions
            .iter()
            .find(|action| action.primary)
            .map(|action| press(action.intent))
            .into_iter()
            .collect(),
        Kind::Credentials { fields, .. } => filled(fields.iter().map(|field| {
            let text = match field.kind {
                "password" => &lines.password,
                _ => &lines.user_name,
            };
            (!text.is_empty()).then(|| type_into(field, text))
        })),
        Kind::Oauth { url: Some(_), .. } => vec![press("go_to_login")],
        Kind::Mfa { prompts, .. } => filled(prompts.iter().map(|prompt| answer(prompt, lines))),
        Kind::Form { fields, .. } => filled(fields.iter().map(|field| detail(field, lines))),
        Kind::Connected { .. } => vec![press("done")],
        // Small deposits are on their way, or verified: the customer is done for now.
        Kind::Error { notice, .. } if !matches!(notice.tone, Tone::Danger) => {
            let is_done = notice.actions.iter().any(|action| action.intent == "done");
            is_done.then(|| press("done")).into_iter().collect()
        }
        Kind::Menu { .. }
        | Kind::Verifying { .. }
        | Kind::Oauth { url: None, .. }
        | Kind::OauthWaiting { .. }
        | Kind::Connecting { .. }
        | Kind::Error { .. }
        | Kind::Existing { .. } => Vec::new(),
    }
}

fn search(lines: &Lines, world: &World) -> Vec<Gesture> {
    let Some(code) = &lines.institution_code else {
        let by_deposits = lines.deposits.as_ref().map(|_| press("deposits"));
        return by_deposits.into_iter().collect();
    };
    let Some(institution) = world.institution_by_code(code) else {
        return Vec::new();
    };
    vec![
        Gesture::Type {
            field: "query".to_owned(),
            text: institution.name,
        },
        Gesture::Press {
            intent: "select",
            value: Some(institution.guid),
        },
    ]
}

/// A form with all its fields filled in, and sent; nothing where there are no lines for one of them.
fn filled(gestures: impl Iterator<Item = Option<Gesture>>) -> Vec<Gesture> {
    let Some(mut all) = gestures.collect::<Option<Vec<_>>>() else {
        return Vec::new();
    };
    all.push(Gesture::Send);
    all
}

fn answer(prompt: &Prompt, lines: &Lines) -> Option<Gesture> {
    if lines.answer.is_empty() {
        return None;
    }
    if prompt.choices.is_empty() {
        return Some(Gesture::Type {
            field: prompt.guid.clone(),
            text: lines.answer.clone(),
        });
    }
    let of = |fits: &dyn Fn(&str) -> bool| prompt.choices.iter().find(|it| fits(&it.label));
    // “incorrect” holds “correct”.
    let choice =
        of(&|label| label == lines.answer).or(of(&|label| label.contains(&lines.answer)))?;
    Some(Gesture::Choose {
        field: prompt.guid.clone(),
        value: choice.value.clone(),
    })
}

fn detail(asked: &Field, lines: &Lines) -> Option<Gesture> {
    let lines = lines.deposits.as_ref()?;
    if asked.guid == field::ACCOUNT_TYPE {
        return Some(Gesture::Choose {
            field: asked.guid.clone(),
            value: asked.choices.first()?.value.clone(),
        });
    }
    let [one, other] = &lines.amounts;
    let text = match asked.guid.as_str() {
        field::ROUTING_NUMBER => &lines.routing_number,
        field::ACCOUNT_NUMBER | field::ACCOUNT_NUMBER_AGAIN => &lines.account_number,
        field::FIRST_NAME => &lines.first_name,
        field::LAST_NAME => &lines.last_name,
        field::EMAIL => &lines.email,
        name if name == field::AMOUNTS[0] => one,
        name if name == field::AMOUNTS[1] => other,
        _ => return None,
    };
    Some(type_into(asked, text))
}

fn type_into(field: &Field, text: &str) -> Gesture {
    Gesture::Type {
        field: field.guid.clone(),
        text: text.to_owned(),
    }
}

fn press(intent: &'static str) -> Gesture {
    Gesture::Press {
        intent,
        value: None,
    }
}

//! Faults on demand: what goes wrong between a client and MX, when a test says so.
//!
//! A [`Fault`] names requests by method and path and says what happens to them, how often and after
//! how many that pass. [`Faults`] holds those that are set; the first one that fits a request is the
//! one it gets.

mod layer;
mod wire;

use std::{
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use serde::{Deserialize, Serialize};

pub(crate) use layer::{Inflicting, inflict};
pub(crate) use wire::{Peer, Wires};

/// What goes wrong, for which requests, how often.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fault {
    /// Method of the requests; none means any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub method: Option<String>,
    /// Path of the requests: `*` stands for one part between slashes, `**` at the end for any rest.
    pub path: String,
    /// How many requests pass first.
    #[serde(default)]
    pub skip: u32,
    /// How many requests it hits; none means until it is removed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub times: Option<u32>,
    /// How long a request waits first, in milliseconds, not divided by the simulation's speed.
    #[serde(default)]
    pub latency_ms: u64,
    /// Up to how many milliseconds are added to that, by chance.
    #[serde(default)]
    pub jitter_ms: u64,
    /// What happens then.
    #[serde(default)]
    pub effect: Effect,
}

/// What happens to a request.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
#[non_exhaustive]
pub enum Effect {
    /// Nothing more than the latency.
    #[default]
    Delay,
    /// MX's error envelope with this status; the request does nothing.
    Status {
        /// The status.
        code: u16,
        /// Seconds in a `Retry-After` header.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        retry_after: Option<u64>,
        /// The message, where the usual one won't do.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        message: Option<String>,
        /// MX's type of the error, where the usual one won't do.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        error_type: Option<String>,
    },
    /// Sent elsewhere (302); the request does nothing.
    Redirect {
        /// Where to.
        to: String,
    },
    /// The connection is reset before a byte of the answer; the request does nothing.
    ResetBefore,
    /// The request does what it does, and the connection is reset half-way through the answer.
    ResetInside,
    /// The request does what it does, and the connection is reset right after the answer.
    ResetAfter,
    /// The answer's body ends half-way, as if that were all.
    Truncated,
    /// The answer's body is no JSON.
    InvalidJson,
    /// The answer says it is of another type.
    ContentType {
        /// The type it says.
        value: String,
    },
    /// The answer is this long.
    Oversize {
        /// In bytes.
        bytes: u64,
    },
    /// The answer comes a few bytes at a time.
    Drip {
        /// How many.
        bytes: usize,
        /// How many milliseconds apart.
        every_ms: u64,
    },
    /// No answer ever comes; the request does nothing. On `/md/connect/*`: a page that never loads.
    Hang,
    /// A page without its scripts. On `/md/connect/*`: one that loads and never speaks.
    Mute,
    /// On `/md/connect/*`: the widget URL has been used before.
    UsedUrl,
    /// On `/md/connect/*`: the widget URL is too old.
    ExpiredUrl,
    /// On `/md/connect/*`: a page that says at once that a member is connected.
    Lie {
        /// The member it names.
        member_guid: String,
    },
    /// On `/md/connect/*`: a page that posts messages without end.
    Flood {
        /// How many a second.
        per_second: u32,
    },
}

impl Fault {
    /// What happens to every request of a method and a path; see [`Fault::path`].
    #[must_use]
    pub fn on(method: &str, path: &str, effect: Effect) -> Self {
        Self {
            method: Some(method.to_owned()),
            path: path.to_owned(),
            skip: 0,
            times: None,
            latency_ms: 0,
            jitter_ms: 0,
            effect,
        }
    }

    /// MX's error envelope with a status.
    #[must_use]
    pub fn status(method: &str, path: &str, code: u16) -> Self {
        let effect = Effect::Status {
            code,
            retry_after: None,
            message: None,
            error_type: None,
        };
        Self::on(method, path, effect)
    }

    /// Only so often.
    #[must_use]
    pub fn times(mut self, times: u32) -> Self {
        self.times = Some(times);
        self
    }

    /// Only after so many.
    #[must_use]
    pub fn skip(mut self, skip: u32) -> Self {
        self.skip = skip;
        self
    }

    /// Only after a while.
    #[must_use]
    pub fn latency(mut self, latency: Duration) -> Self {
        self.latency_ms = u64::try_from(latency.as_millis()).unwrap_or(u64::MAX);
        self
    }

    fn fits(&self, method: &str, path: &str) -> bool {
        let method_fits = self
            .method
            .as_ref()
            .is_none_or(|wanted| wanted.eq_ignore_ascii_case(method));
        method_fits && path_fits(&self.path, path)
    }
}

fn path_fits(pattern: &str, path: &str) -> bool {
    let mut wanted = pattern.split('/');
    let mut parts = path.split('/');
    loop {
        match (wanted.next(), parts.next()) {
            (Some("**"), _) | (None, None) => return true,
            (Some("*"), Some(part)) if !part.is_empty() => {}
            (Some(wanted), Some(part)) if wanted == part => {}
            _ => return false,
        }
    }
}

/// A fault that is set.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ActiveFault {
    /// Its number, for removing it.
    pub id: u64,
    /// What it is.
    #[serde(flatten)]
    pub fault: Fault,
    /// How many requests fitted it.
    pub seen: u32,
    /// How many it hit.
    pub hits: u32,
}

impl ActiveFault {
    /// Counts a request that fits; true if it is hit.
    fn takes(&mut self) -> bool {
        let passes = self.seen < self.fault.skip;
        let spent = self.fault.times.is_some_and(|times| self.hits >= times);
        self.seen = self.seen.saturating_add(1);
        let hit = !passes && !spent;
        if hit {
            self.hits = self.hits.saturating_add(1);
        }
        hit
    }
}

/// The faults that are set. Clones share them.
#[derive(Clone, Debug, Default)]
pub struct Faults {
    state: Arc<Mutex<State>>,
}

#[derive(Debug, Default)]
struct State {
    last_id: u64,
    active: Vec<ActiveFault>,
}

impl Faults {
    /// Sets a fault, after those that are set; gives its number.
    pub fn add(&self, fault: Fault) -> u64 {
        let mut state = self.state();
        state.last_id += 1;
        let id = state.last_id;
        state.active.push(ActiveFault {
            id,
            fault,
            seen: 0,
            hits: 0,
        });
        id
    }

    /// Removes a fault; false if there is none of that number.
    pub fn remove(&self, id: u64) -> bool {
        let mut state = self.state();
        let before = state.active.len();
        state.active.retain(|active| active.id != id);
        state.active.len() < before
    }

    /// Removes all.
    pub fn clear(&self) {
        self.state().active.clear();
    }

    /// Those that are set, with what they did so far.
    #[must_use]
    pub fn list(&self) -> Vec<ActiveFault> {
        self.state().active.clone()
    }

    fn take(&self, method: &str, path: &str) -> Option<Fault> {
        self.state()
            .active
            .iter_mut()
            .filter(|active| active.fault.fits(method, path))
            .find_map(|active| active.takes().then(|| active.fault.clone()))
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

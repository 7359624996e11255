//! What the machine does, transition by transition.

mod again;
mod asking_more;
mod beginning;
mod closing;
mod deposits;
mod hand_over;
mod ownership;
mod pages;
mod polling;
mod refusals;
mod requests;
mod resuming;
mod silence;
mod success;

use connect_events::{ConnectionStatus as S, Event, Step};
use url::Url;

use super::{
    Answer, BrowserPage, Effect, Input, Machine, Note, Read, Refused,
    rig::{
        BEGAN, ORIGIN, Rig, account, begin, connected, member_of, number, said, status_of, step,
    },
};
use crate::{
    mx::{MemberStatus, MxProblem, MxProblemKind, User},
    view::{
        EndingKind, HandOver, Problem, ProblemCode, SessionAction as A, SessionMode,
        SessionPhase as P, Turn, Validation,
    },
};

const M: &str = "MBR-1";

fn ending(rig: &Rig) -> EndingKind {
    rig.view().ending.expect("an ending").kind
}

impl Rig {
    fn status_of_when_asked(&mut self) {
        if self.wants(Read::Status, M) {
            self.status(M, S::Connected, false);
        }
    }

    fn verified_when_checked(&mut self) {
        self.member(M, S::Connected, false);
        self.status_of_when_asked();
        self.numbers(M, vec![number("ACT-1", "0012345678")]);
        self.accounts(M, vec![]);
    }
}

//! One session: a customer, the widget, and what comes of it.
//!
//! [`Machine`] decides, without I/O: inputs go in, effects come out. The driver performs the
//! effects and feeds the answers back. What the widget says is a hint; what the API says is the
//! truth, and only the API can end a session well.
//!
//! The machine is one struct, and its files follow a session's way: [`flow`] (from the customer to
//! the widget and to the end), [`hints`] and [`hearing`] (what the widget says, and what became of
//! each message), [`refused`], [`widget`], [`asking`] and [`answers`] (MX, about a member:
//! [`tracked`]), [`proof`] and [`result`], then what goes on beside it: [`hand_over`], [`again`]
//! and [`run`] (without the widget), [`inquiry`] (owners and balances), [`gathering`]
//! (transactions), [`deposits`], [`waiting`] and [`time`]. [`io`] names its inputs and effects,
//! [`projection`] makes the view, [`timeline`] and [`words`] say what happened, [`requests`] what
//! the result rests on. [`driver`] is all there is of I/O.

mod again;
mod answers;
mod asking;
mod deposits;
mod driver;
mod flow;
mod gathering;
mod hand_over;
mod hearing;
mod hints;
mod inquiry;
mod io;
mod machine;
mod projection;
mod proof;
#[cfg(test)]
mod properties;
mod refused;
mod requests;
mod result;
#[cfg(test)]
mod rig;
mod run;
#[cfg(test)]
mod scenarios;
mod time;
mod timeline;
mod tracked;
mod waiting;
mod widget;
mod words;

pub(crate) use driver::{Session, SessionWorld, draw, write};
pub(crate) use gathering::Gathering;
pub(crate) use hearing::{Fate, Verdict};
pub(crate) use io::{Answer, Begin, BrowserPage, Effect, Input, Note, PageTaken, Read};
pub(crate) use machine::Machine;
pub(crate) use refused::Refused;
pub(crate) use requests::{Question, Requests};
pub(crate) use words::shown_name;

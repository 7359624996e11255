//! Signing in at the bank's own page (MX docs, OAuth).

use std::time::Duration;

use connect_events::{Event, OauthErrorReason, Step};

use super::{FORM_READ, Flow, Outcome, Root, SUBMITTED, back_to_search};
use crate::world::{Institution, Member, OauthReason, OauthStart};

/// What became of a sign-in at the bank.
pub(crate) enum LoginEnd {
    /// The bank let MX in, with the member that is connected now.
    Success(Box<Member>),
    Failure(OauthReason),
}

impl Flow {
    /// The institution whose page has to be prepared before the form can lead to it.
    pub(crate) fn unprepared_login(&self) -> Option<&Institution> {
        self.institution.as_ref().filter(|institution| {
            self.step == Step::EnterCreds
                && institution.supports_oauth
                && self.login.is_none()
                && !self.login_unavailable
        })
    }

    /// MX made the address of the bank's page, or none.
    pub(crate) fn login_prepared(&mut self, login: Option<OauthStart>) {
        self.login_unavailable = login.is_none();
        self.login = login;
    }

    /// Whether MX couldn't prepare the bank's page.
    pub(crate) fn login_is_unavailable(&self) -> bool {
        self.login_unavailable
    }

    /// The bank's page, once it is prepared.
    pub(crate) fn login(&self) -> Option<&OauthStart> {
        self.login.as_ref()
    }

    /// How often the end was looked for; none until the customer goes to the bank's page.
    pub(crate) fn login_polls(&self) -> Option<u32> {
        self.login_polls
    }

    /// Why the latest sign-in at the bank failed.
    pub(crate) fn login_failure(&self) -> Option<OauthReason> {
        self.login_failure
    }

    /// *Go to log in*: said whoever opens the page, and each time.
    pub(crate) fn goes_to_login(&mut self) -> Outcome {
        let Some(login) = self
            .login
            .as_ref()
            .filter(|_| self.step == Step::EnterCreds)
        else {
            return Outcome::default();
        };
        self.login_polls = Some(0);
        Outcome::now(Event::OauthRequested {
            url: Some(login.authorize_url.clone().into()),
            member_guid: Some(login.member.guid.clone()),
        })
    }

    /// The end of the sign-in was looked for.
    pub(crate) fn login_polled(&mut self, end: Option<LoginEnd>) -> Outcome {
        let Some(login) = self.login.as_ref().filter(|_| self.login_polls.is_some()) else {
            return Outcome::default();
        };
        match end {
            None => {
                self.login_polls = self.login_polls.map(|polls| polls.saturating_add(1));
                Outcome::default()
            }
            Some(LoginEnd::Success(member)) => {
                self.login = None;
                self.login_polls = None;
                self.attend(*member);
                self.go(Outcome::default(), Step::Connecting, SUBMITTED)
            }
            Some(LoginEnd::Failure(reason)) => {
                let outcome = Outcome::now(Event::OauthError {
                    member_guid: Some(login.member.guid.clone()),
                    error_reason: Some(OauthErrorReason::from_name(reason.name())),
                });
                self.login = None;
                self.login_polls = None;
                self.login_failure = Some(reason);
                self.go(outcome, Step::OauthError, SUBMITTED)
            }
        }
    }

    /// *Try again*, while waiting for the bank or after it failed: addresses open once, so there
    /// is a new one.
    pub(crate) fn logs_in_again(&mut self) -> Outcome {
        match self.step {
            Step::OauthError => {
                self.login_failure = None;
                self.go(Outcome::default(), Step::EnterCreds, FORM_READ)
            }
            Step::EnterCreds => {
                self.login = None;
                self.login_unavailable = false;
                self.login_polls = None;
                Outcome::default()
            }
            _ => Outcome::default(),
        }
    }

    /// *Cancel* while waiting for the bank.
    pub(crate) fn cancels_login(&mut self, root: Root) -> Outcome {
        if self.login_polls.is_none() {
            return Outcome::default();
        }
        let root = self.base.unwrap_or(root);
        self.start_over(
            Outcome::default().then(Duration::ZERO, back_to_search()),
            root,
        )
    }
}

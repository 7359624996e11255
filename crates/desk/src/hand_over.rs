//! Handing the widget over: to the customer's window, by a link, and back.

use std::{borrow::Cow, time::Duration};

use connect_events::{Navigation, parse_navigation};
use url::Url;

use crate::{
    desk::Desk,
    inspector::Said,
    mx::URL_SCHEME,
    numbers::CLIPBOARD_SECONDS,
    session::{Input, Machine, Refused, draw},
    view::{AuditAction, HandOver, LinkCode, MessageWay, Problem, ProblemCode},
};

impl Desk {
    /// Hands the widget over in another way, in the middle of a session: a new widget, and what is
    /// known about the customer's connection stays. `display` is the customer window's.
    ///
    /// # Errors
    /// `unknown_session`; `not_now` when the session's view doesn't offer it;
    /// `forbidden_by_policy` for a link where the organisation allows none.
    pub fn hand_over(
        &self,
        session_id: &str,
        to: HandOver,
        display: Option<u32>,
    ) -> Result<(), Problem> {
        let session = self.session(session_id)?;
        self.refuse_forbidden_hand_over(to)?;
        if !session.read(|machine| machine.offers(to)) {
            return Err(Problem::not_now(
                "The widget can't be handed over in that way now.",
                "Go on with one of the buttons on screen.",
            ));
        }
        session.feed(self, Input::HandOver { to, display });
        Ok(())
    }

    /// Puts the session's customer window before the others: it was covered, or minimised.
    ///
    /// # Errors
    /// `unknown_session`; `not_now` when the widget is in no customer window.
    pub fn show_customer_window(&self, session_id: &str) -> Result<(), Problem> {
        let session = self.session(session_id)?;
        if !session.read(Machine::is_in_window) {
            return Err(Problem::not_now(
                "This session has no customer window now.",
                "Open it from the session's panel.",
            ));
        }
        self.0.ports.customer_window.bring_to_front(session_id);
        Ok(())
    }

    /// Refuses a way to hand the widget over that the organisation doesn't allow.
    ///
    /// # Errors
    /// `forbidden_by_policy` for a link where the organisation allows none.
    pub(crate) fn refuse_forbidden_hand_over(&self, to: HandOver) -> Result<(), Problem> {
        if to != HandOver::Link || self.policy().link_hand_over {
            return Ok(());
        }
        Err(Problem::new(
            ProblemCode::ForbiddenByPolicy,
            "Your organisation does not allow links.",
            "Show the widget here, or in the customer window.",
        ))
    }

    /// Puts the link into the clipboard, for as long as a copied number stays there (45 seconds):
    /// enough to paste it into a message, and whoever has the link can open it for ten minutes.
    /// It is audited each time.
    ///
    /// # Errors
    /// `unknown_session`; `not_now` when there is no link that can be opened; `storage_failed` when it
    /// can't be audited; `clipboard_failed`.
    pub fn copy_link(&self, session_id: &str) -> Result<(), Problem> {
        let session = self.session(session_id)?;
        self.refuse_forbidden_hand_over(HandOver::Link)?;
        let link = session.link(self).ok_or_else(no_link)?;
        self.audit_first(AuditAction::HandOverLink, &session.world().user.id, None)?;
        self.0
            .ports
            .clipboard
            .copy_for(link, Duration::from_secs(CLIPBOARD_SECONDS))
            .map_err(|reason| {
                Problem::clipboard_failed(&reason, "Try again, or let the customer scan the code.")
            })?;
        session.feed(self, Input::LinkCopied);
        Ok(())
    }

    /// The link as a QR code. It is audited when a link is drawn for the first time.
    ///
    /// # Errors
    /// `unknown_session`; `not_now` when there is no link that can be opened; `storage_failed` when
    /// it can't be audited.
    pub fn link_code(&self, session_id: &str) -> Result<LinkCode, Problem> {
        let session = self.session(session_id)?;
        self.refuse_forbidden_hand_over(HandOver::Link)?;
        let link = session.link(self).ok_or_else(no_link)?;
        let code = draw(&link).ok_or_else(|| {
            Problem::new(
                ProblemCode::UnexpectedAnswer,
                "The link is too long for a code.",
                "Copy it instead.",
            )
        })?;
        if session.is_first_drawing() {
            self.audit_first(AuditAction::HandOverLink, &session.world().user.id, None)?;
            session.feed(self, Input::LinkDrawn);
        }
        Ok(code)
    }

    /// The page in a customer window wants to navigate to an address of the app's scheme: a
    /// message of the widget. `page_origin` is where the page is from. What can't be a message of
    /// this session's widget is refused, counted and shown.
    pub fn customer_window_navigated(
        &self,
        session_id: &str,
        mount: u32,
        page_origin: &str,
        address: &str,
    ) {
        let Ok(session) = self.session(session_id) else {
            return;
        };
        let (is_current, is_ours) = session.read(|machine| {
            let is_current = machine.is_in_window() && machine.mount() == mount;
            (is_current, machine.origin() == Some(page_origin))
        });
        let refused = |why| Input::Refused { why, count: 1 };
        let mut said = None;
        let input = if !is_current {
            refused(Refused::EarlierMount)
        } else if !is_ours {
            refused(Refused::OtherOrigin)
        } else {
            match parse_navigation(address, URL_SCHEME) {
                Ok(Navigation::Message(message)) => {
                    said = Some(Said {
                        way: MessageWay::Navigated,
                        mount,
                        json: Cow::Owned(message.to_object().to_string()),
                    });
                    Input::Message {
                        mount,
                        event: message.event,
                    }
                }
                // The widget asks MX by itself how a bank's login ended, and so does the session.
                Ok(Navigation::OauthReturn(_)) => Input::Tick,
                Err(refusal) => refused(refusal.into()),
            }
        };
        session.hear(self, input, said.as_ref());
    }

    /// A page in a customer window asked for a window of its own. An https page is opened in the
    /// system's browser, once; anything else is refused.
    pub fn customer_window_requested(&self, session_id: &str, url: &Url) {
        if let Ok(session) = self.session(session_id) {
            session.feed(self, Input::WindowRequested(url.clone()));
        }
    }

    /// A customer window was closed, by the customer or the system: MX is asked how far it got.
    pub fn customer_window_left(&self, session_id: &str, mount: u32) {
        if let Ok(session) = self.session(session_id) {
            session.feed(self, Input::WindowLeft { mount });
        }
    }
}

fn no_link() -> Problem {
    Problem::not_now("There is no link that can be opened.", "Make a new link.")
}

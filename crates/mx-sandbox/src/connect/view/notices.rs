//! The views that say what went wrong, and what can be done about it.

use super::{Action, Notice, Tone};
use crate::{
    connect::{flow::VerifyProblem, words::Words},
    world::{ConnectionStatus, Institution, OauthReason},
};

/// Speaks about one bank in one language.
#[derive(Clone, Copy)]
pub(crate) struct Notices<'a> {
    pub(crate) words: Words,
    pub(crate) institution: &'a Institution,
}

impl Notices<'_> {
    fn notice(self, tone: Tone, stem: &'static str, actions: Vec<Action>) -> Notice {
        let (title, text) = self.words.notice(stem, &self.institution.name);
        Notice {
            tone,
            title,
            text,
            actions,
        }
    }

    fn button(self, intent: &'static str, key: &'static str, primary: bool) -> Action {
        Action::button(self.words, intent, key, primary)
    }

    fn another(self, primary: bool) -> Action {
        self.button("choose_another", "action.another", primary)
    }

    fn remove(self) -> Action {
        self.button("remove", "action.remove", false)
    }

    /// The view of data that can't be used, by MX's code (MX docs, actionable errors).
    pub(crate) fn data_error(self, code: u32) -> Notice {
        let again = || {
            vec![
                self.button("sign_in_again", "action.sign_in_again", true),
                self.another(false),
            ]
        };
        let back = || vec![self.another(true)];
        match code {
            1000 => self.notice(Tone::Danger, "data.not_eligible", again()),
            1001 => self.notice(Tone::Danger, "data.no_accounts", back()),
            1002 => self.notice(Tone::Danger, "data.no_access", again()),
            3001 => self.notice(Tone::Notice, "data.maintenance", back()),
            _ => self.notice(Tone::Notice, "data.away", back()),
        }
    }

    /// The view of an account to choose where there is none: the same as of none to verify.
    pub(crate) fn nothing_to_select(self) -> Notice {
        self.data_error(1000)
    }

    /// The view of a sign-in at the bank that failed (MX docs, OAuth).
    pub(crate) fn login_failed(self, reason: Option<OauthReason>) -> Notice {
        let (tone, stem) = match reason {
            Some(OauthReason::Denied) => (Tone::Danger, "oauth.denied"),
            Some(OauthReason::Cancelled) => (Tone::Notice, "oauth.cancelled"),
            Some(OauthReason::Impeded) => (Tone::Danger, "oauth.impeded"),
            _ => (Tone::Danger, "oauth.failed"),
        };
        let actions = vec![
            self.button("log_in_again", "action.log_in_again", true),
            self.another(false),
        ];
        self.notice(tone, stem, actions)
    }

    /// The view of an institution that takes no new members for a while.
    pub(crate) fn unavailable(self) -> Notice {
        let actions = vec![self.another(true)];
        self.notice(Tone::Notice, "institution.maintenance", actions)
    }

    /// The view of an institution that the client has blocked.
    pub(crate) fn blocked(self) -> Notice {
        let actions = vec![self.another(true)];
        self.notice(Tone::Notice, "institution.blocked", actions)
    }

    /// The view of an institution that no demonstration gets to.
    pub(crate) fn demonstration(self) -> Notice {
        let actions = vec![self.button("leave_guard", "action.back_to_banks", true)];
        self.notice(Tone::Notice, "demonstration", actions)
    }

    /// The view of a sign-in that exists already.
    pub(crate) fn existing(self) -> Notice {
        let actions = vec![
            self.button("go_on", "action.go_on", true),
            self.another(false),
        ];
        self.notice(Tone::Done, "existing", actions)
    }

    /// The view of a member that can't be verified.
    pub(crate) fn not_verified(self, problem: Option<VerifyProblem>) -> Notice {
        let stem = match problem {
            Some(VerifyProblem::Unsupported) => "not_verified.unsupported",
            _ => "not_verified.not_now",
        };
        let actions = vec![self.button("leave_verify_error", "action.back", true)];
        self.notice(Tone::Danger, stem, actions)
    }

    /// The view of a member's status: new credentials, another try or an OK where that helps, and
    /// the removal of the member where nothing does (MX docs, connection statuses).
    pub(crate) fn member_error(self, status: Option<ConnectionStatus>) -> Notice {
        use ConnectionStatus::{
            Challenged, Closed, Degraded, Delayed, Denied, Disabled, Disconnected, Discontinued,
            Expired, Failed, Impaired, Impeded, Imported, Locked, Prevented, Rejected,
        };
        let update = || vec![self.button("update_credentials", "action.update", true)];
        let retry = || vec![self.button("try_again", "action.try_again", true)];
        let (tone, stem, mut actions) = match status {
            Some(Prevented) => (Tone::Danger, "status.prevented", update()),
            Some(Denied | Imported | Impaired) => (Tone::Danger, "status.credentials", update()),
            Some(Rejected) => (Tone::Danger, "status.rejected", retry()),
            Some(Challenged | Expired) => (Tone::Danger, "status.expired", retry()),
            Some(Locked) => (Tone::Danger, "status.locked", Vec::new()),
            Some(Impeded) => (Tone::Danger, "status.impeded", self.visit_then_refresh()),
            Some(Degraded) => (
                Tone::Notice,
                "status.degraded",
                vec![self.button("acknowledge", "action.ok", true)],
            ),
            Some(Disconnected | Delayed) => (Tone::Notice, "status.wait", Vec::new()),
            Some(Discontinued) => (Tone::Danger, "status.discontinued", Vec::new()),
            Some(Closed) => (Tone::Danger, "status.closed", Vec::new()),
            Some(Disabled) => (Tone::Danger, "status.disabled", Vec::new()),
            Some(Failed) => (Tone::Danger, "status.failed", Vec::new()),
            _ => (Tone::Danger, "status.unknown", Vec::new()),
        };
        actions.push(self.another(false));
        if matches!(
            status,
            Some(Locked | Disconnected | Discontinued | Closed | Failed | Disabled)
        ) {
            actions.push(self.remove());
        }
        self.notice(tone, stem, actions)
    }

    fn visit_then_refresh(self) -> Vec<Action> {
        let bank = &self.institution.name;
        vec![
            Action {
                intent: "visit",
                label: self.words.about("action.visit", bank),
                primary: true,
                url: Some(self.institution.url.clone()),
            },
            self.button("try_again", "action.refresh", false),
        ]
    }

    /// Asks before a member is removed.
    pub(crate) fn removing(self) -> Notice {
        let actions = vec![
            self.button("confirm_removal", "action.remove", true),
            self.button("keep", "action.keep", false),
        ];
        self.notice(Tone::Danger, "remove", actions)
    }

    /// Says that a member was removed.
    pub(crate) fn removed(self) -> Notice {
        let done = vec![self.button("done", "action.done", true)];
        self.notice(Tone::Done, "removed", done)
    }
}

//! Failures, and the words the person reads about them.
//!
//! Every [`Problem`] is made here or beside the thing that failed; none repeats what a server, a
//! keychain or a file said, so none can hold a secret.

use crate::{
    environment::InvalidEnvironment,
    vault::VaultError,
    view::{Problem, ProblemCode},
};

impl Problem {
    /// A problem without a request id.
    #[must_use]
    pub fn new(
        code: ProblemCode,
        message: impl Into<String>,
        next_step: impl Into<String>,
    ) -> Self {
        Self {
            code,
            message: message.into(),
            next_step: next_step.into(),
            request_id: None,
        }
    }

    /// The same problem with MX's request id, to quote to MX's support.
    #[must_use]
    pub fn with_request_id(mut self, request_id: Option<String>) -> Self {
        self.request_id = request_id;
        self
    }

    /// Something the person typed can't be used; `message` says what and why.
    #[must_use]
    pub fn invalid_input(message: impl Into<String>) -> Self {
        Self::new(
            ProblemCode::InvalidInput,
            message,
            "Correct it and try again.",
        )
    }

    /// No environment is connected.
    #[must_use]
    pub fn not_connected() -> Self {
        Self::new(
            ProblemCode::NotConnected,
            "The desk is not connected to MX yet.",
            "Connect to MX, or explore with the simulated MX.",
        )
    }

    /// The action does not fit what is going on; `message` says what is.
    #[must_use]
    pub fn not_now(message: impl Into<String>, next_step: impl Into<String>) -> Self {
        Self::new(ProblemCode::NotNow, message, next_step)
    }

    /// Nothing could be copied, for a reason that the log is told.
    pub(crate) fn clipboard_failed(reason: &str, next_step: &str) -> Self {
        tracing::warn!(reason, "the clipboard could not be used");
        Self::new(
            ProblemCode::ClipboardFailed,
            "The clipboard could not be used.",
            next_step,
        )
    }

    /// The session (or saved connection) isn't known.
    #[must_use]
    pub fn unknown_session() -> Self {
        Self::new(
            ProblemCode::UnknownSession,
            "This session is not known any more.",
            "Go back to the start and begin a new one.",
        )
    }

    /// A bug: something that can't happen did.
    #[must_use]
    pub fn internal() -> Self {
        Self::new(
            ProblemCode::Internal,
            "Something went wrong inside the app.",
            "Try again. If it happens again, restart the app and report it.",
        )
    }

    /// The simulated MX did not start.
    #[must_use]
    pub fn sandbox_failed() -> Self {
        Self::new(
            ProblemCode::SandboxFailed,
            "The simulated MX could not be started.",
            "Try again. If it still fails, a firewall on this computer may forbid local \
             connections.",
        )
    }
}

impl From<InvalidEnvironment> for Problem {
    fn from(error: InvalidEnvironment) -> Self {
        Self::invalid_input(error.to_string())
    }
}

impl From<VaultError> for Problem {
    fn from(error: VaultError) -> Self {
        use ProblemCode as Code;
        let (code, message, next_step) = match error {
            VaultError::Unavailable => (
                Code::KeychainUnavailable,
                "This computer has no keychain service running.",
                "Start one (GNOME Keyring, KWallet or KeePassXC) and try again, or use the keys \
                 without saving them.",
            ),
            VaultError::Locked => (
                Code::KeychainLocked,
                "The keychain is locked.",
                "Unlock it and try again, or use the keys without saving them.",
            ),
            VaultError::Denied => (
                Code::KeychainDenied,
                "The keychain refused this app.",
                "Allow Connect Desk in the keychain and try again, or use the keys without \
                 saving them.",
            ),
            VaultError::Missing => (
                Code::KeychainMissing,
                "The keychain has no keys for this connection any more.",
                "Enter the keys again.",
            ),
            VaultError::TooLong => (
                Code::KeychainFailed,
                "The client id and API key are longer than this keychain can hold.",
                "Check that nothing else was pasted with them, or use the keys without saving \
                 them.",
            ),
            VaultError::Damaged => (
                Code::KeychainDamaged,
                "The keychain's entry for this connection can't be read.",
                "It was left as it is. Enter the keys again to save a new connection, or remove \
                 this one.",
            ),
            VaultError::TimedOut => (
                Code::KeychainTimedOut,
                "The keychain did not answer in time.",
                "Look for its window asking for a password, then try again; or use the keys \
                 without saving them.",
            ),
            VaultError::Failed => (
                Code::KeychainFailed,
                "The keychain failed.",
                "Try again. If it still fails, use the keys without saving them.",
            ),
        };
        Self::new(code, message, next_step)
    }
}

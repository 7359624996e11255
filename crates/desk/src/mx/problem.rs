//! What can go wrong with MX, and the words for it.

use std::{fmt, time::Duration};

use crate::view::{Problem, ProblemCode};

/// A failed call. Holds no URL, no body and no credential.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MxProblem {
    /// What went wrong.
    pub kind: MxProblemKind,
    /// MX's request id, where the answer had one.
    pub request_id: Option<String>,
    /// How long MX, or a gateway before it, wants to be left alone, where the answer said so.
    pub retry_after: Option<Duration>,
}

/// The kinds of failure the desk tells apart (MX docs, errors).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MxProblemKind {
    /// 401: wrong client id or API key, or those of another environment.
    CredentialsRefused,
    /// 403: usually the caller's IP address isn't on the client's allow-list.
    NotAllowed,
    /// The name could not be resolved or no connection could be made. Nothing was sent.
    Offline,
    /// The connection broke before the answer was complete. A write may or may not have happened.
    Interrupted,
    /// The server's certificate was not accepted.
    Tls,
    /// By this computer's clock the server's certificate is not valid.
    CertificateOutOfDate,
    /// The other side broke off before the connection was secure. Nothing was sent.
    HandshakeBroken,
    /// What answers speaks no TLS, or none that this app accepts.
    NoTls,
    /// No answer in time. A write may or may not have happened.
    TimedOut,
    /// 429.
    RateLimited,
    /// 5xx.
    Unavailable,
    /// 404.
    NotFound,
    /// 409.
    Conflict,
    /// 400, 405, 406, 422.
    Refused,
    /// The answer was not what MX documents.
    Unexpected,
}

impl MxProblemKind {
    /// Whether the same call may well succeed a little later without anybody doing anything.
    #[must_use]
    pub fn is_transient(self) -> bool {
        matches!(
            self,
            Self::Offline
                | Self::Interrupted
                | Self::HandshakeBroken
                | Self::TimedOut
                | Self::RateLimited
                | Self::Unavailable
        )
    }

    /// Whether a write that failed so may have happened all the same: it is looked up before it is
    /// repeated.
    #[must_use]
    pub fn outcome_unknown(self) -> bool {
        matches!(
            self,
            Self::Interrupted | Self::TimedOut | Self::Unavailable | Self::Unexpected
        )
    }

    fn words(self) -> (ProblemCode, &'static str, &'static str) {
        match self {
            Self::CredentialsRefused => (
                ProblemCode::CredentialsRefused,
                "MX refused the client id or the API key.",
                "Check both in MX's Client Dashboard. Integration and production have different keys, and a replaced key stops working at once.",
            ),
            Self::NotAllowed => (
                ProblemCode::NotAllowed,
                "MX knows the keys but refuses requests from here.",
                "Usually this computer's IP address is missing from the allow-list in MX's Client Dashboard: add it there. Otherwise MX has not enabled this product for your keys.",
            ),
            Self::Offline => (
                ProblemCode::Offline,
                "No connection to MX could be made.",
                "Check this computer's network, VPN and proxy.",
            ),
            Self::Interrupted => (
                ProblemCode::Offline,
                "The connection to MX broke before MX had answered.",
                "Check this computer's network, VPN and proxy, then try again.",
            ),
            Self::CertificateOutOfDate => (
                ProblemCode::TlsFailed,
                "The certificate of the server is not valid at this computer's date and time.",
                "Check the date and time of this computer. If they are right, the certificate has run out: tell whoever runs the server.",
            ),
            Self::HandshakeBroken => (
                ProblemCode::TlsFailed,
                "The server, or something on the way to it, broke off before the connection was secure.",
                "A firewall or proxy may be blocking it. Ask your network's administrator whether this computer may reach MX's address.",
            ),
            Self::NoTls => (
                ProblemCode::TlsFailed,
                "What answers at this address does not speak TLS as MX does.",
                "Check the address. On a network that asks you to sign in first, sign in there with your browser.",
            ),
            Self::Tls => (
                ProblemCode::TlsFailed,
                "The certificate of the server was not accepted.",
                "Something between this computer and MX may be reading the traffic. Ask your network's administrator whether its certificate must be installed here.",
            ),
            Self::TimedOut => (
                ProblemCode::TimedOut,
                "MX did not answer in time.",
                "Try again in a moment.",
            ),
            Self::RateLimited => (
                ProblemCode::RateLimited,
                "MX asks us to slow down.",
                "Wait a moment, then try again.",
            ),
            Self::Unavailable => (
                ProblemCode::MxUnavailable,
                "MX has a failure or is under maintenance.",
                "Try again in a few minutes. MX publishes its state on its status page.",
            ),
            Self::NotFound => (
                ProblemCode::NotFound,
                "MX does not know this customer or connection any more.",
                "It may have been deleted. Start over.",
            ),
            Self::Conflict => (
                ProblemCode::Conflict,
                "It exists at MX already, or another job is running for it.",
                "Wait a minute, then try again.",
            ),
            Self::Refused => (
                ProblemCode::RequestRefused,
                "MX refused the request as not valid.",
                "Check what you typed. If it looks right, give the request id to MX's support.",
            ),
            Self::Unexpected => (
                ProblemCode::UnexpectedAnswer,
                "The answer is not one that MX documents.",
                "Check that the address is MX's or your own gateway's. If it is, give the request id to MX's support.",
            ),
        }
    }
}

impl MxProblem {
    /// A problem without a request id.
    #[must_use]
    pub fn new(kind: MxProblemKind) -> Self {
        Self {
            kind,
            request_id: None,
            retry_after: None,
        }
    }
}

impl From<MxProblemKind> for MxProblem {
    fn from(kind: MxProblemKind) -> Self {
        Self::new(kind)
    }
}

impl fmt::Display for MxProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.kind.words().1)
    }
}

impl std::error::Error for MxProblem {}

impl From<MxProblem> for Problem {
    fn from(problem: MxProblem) -> Self {
        let (code, message, next_step) = problem.kind.words();
        Self {
            code,
            message: message.to_owned(),
            next_step: next_step.to_owned(),
            request_id: problem.request_id,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn refused_caller_is_sent_to_the_allow_list() {
        let problem = Problem::from(MxProblem::new(MxProblemKind::NotAllowed));
        assert_eq!(problem.code, ProblemCode::NotAllowed);
        assert!(problem.next_step.contains("allow-list"));
        assert!(problem.next_step.contains("Client Dashboard"));
    }

    #[test]
    fn refused_keys_mention_that_each_environment_has_its_own() {
        let problem = Problem::from(MxProblem::new(MxProblemKind::CredentialsRefused));
        assert!(
            problem
                .next_step
                .contains("Integration and production have different keys")
        );
    }

    #[test]
    fn the_request_id_survives() {
        let problem = Problem::from(MxProblem {
            kind: MxProblemKind::Unexpected,
            request_id: Some("req-1".to_owned()),
            retry_after: None,
        });
        assert_eq!(problem.request_id.as_deref(), Some("req-1"));
    }
}

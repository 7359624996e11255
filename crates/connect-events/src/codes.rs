//! MX's numbered names: the API writes them as names, the widget mostly as numbers.

use std::fmt;

/// Defines an enum whose values MX writes either as a number or as a name. A value MX adds later
/// is kept as it came.
macro_rules! codes {
    (
        $(#[$doc:meta])*
        $name:ident {
            $( $(#[$variant_doc:meta])* $variant:ident = $code:literal $text:literal, )*
        }
    ) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, Hash)]
        pub enum $name {
            $( $(#[$variant_doc])* $variant, )*
            /// A number this crate has no name for.
            UnknownCode(i64),
            /// A name this crate has no number for, as it came.
            UnknownName(String),
        }

        impl $name {
            /// Every value MX documents, in the order of their numbers.
            pub const KNOWN: &'static [Self] = &[$( Self::$variant, )*];

            /// The value with this number.
            #[must_use]
            pub fn from_code(code: i64) -> Self {
                match code {
                    $( $code => Self::$variant, )*
                    other => Self::UnknownCode(other),
                }
            }

            /// The value with this name, in whatever case.
            #[must_use]
            pub fn from_name(name: &str) -> Self {
                $( if name.eq_ignore_ascii_case($text) { return Self::$variant; } )*
                Self::UnknownName(name.to_owned())
            }

            /// MX's number, unless only a name is known.
            #[must_use]
            pub fn code(&self) -> Option<i64> {
                match self {
                    $( Self::$variant => Some($code), )*
                    Self::UnknownCode(code) => Some(*code),
                    Self::UnknownName(_) => None,
                }
            }

            /// MX's name, unless only a number is known.
            #[must_use]
            pub fn name(&self) -> Option<&str> {
                match self {
                    $( Self::$variant => Some($text), )*
                    Self::UnknownCode(_) => None,
                    Self::UnknownName(name) => Some(name),
                }
            }

            /// Whether MX documents this value.
            #[must_use]
            pub fn is_known(&self) -> bool {
                !matches!(self, Self::UnknownCode(_) | Self::UnknownName(_))
            }
        }

        /// The name, or the number where there is no name.
        impl fmt::Display for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                match self {
                    Self::UnknownCode(code) => write!(formatter, "{code}"),
                    known_or_named => formatter.write_str(known_or_named.name().unwrap_or_default()),
                }
            }
        }
    };
}

codes! {
    /// Where a member stands with its institution (MX docs, connection statuses). The API sends
    /// the name, the widget's messages the number.
    ConnectionStatus {
        /// New, not yet aggregated; MX is working.
        Created = 0 "CREATED",
        /// Stopped by MX after three failures; needs new credentials.
        Prevented = 1 "PREVENTED",
        /// The credentials were wrong.
        Denied = 2 "DENIED",
        /// A challenge waits for its answer. Not an error.
        Challenged = 3 "CHALLENGED",
        /// The answer to a challenge was wrong.
        Rejected = 4 "REJECTED",
        /// The bank has locked the login.
        Locked = 5 "LOCKED",
        /// Connected. Finished once nothing is being aggregated any more.
        Connected = 6 "CONNECTED",
        /// The bank wants its customer to do something on its own site.
        Impeded = 7 "IMPEDED",
        /// Connected again after a repair; MX is working.
        Reconnected = 8 "RECONNECTED",
        /// Failing repeatedly, or under maintenance.
        Degraded = 9 "DEGRADED",
        /// MX cannot connect to the institution.
        Disconnected = 10 "DISCONNECTED",
        /// The institution is no longer supported.
        Discontinued = 11 "DISCONTINUED",
        /// The account is closed, or the bank was taken over.
        Closed = 12 "CLOSED",
        /// Takes longer than usual.
        Delayed = 13 "DELAYED",
        /// The job failed.
        Failed = 14 "FAILED",
        /// Credentials were changed; MX is working.
        Updated = 15 "UPDATED",
        /// The member or the institution is disabled.
        Disabled = 16 "DISABLED",
        /// Imported without credentials.
        Imported = 17 "IMPORTED",
        /// A challenge was answered; MX is working.
        Resumed = 18 "RESUMED",
        /// A challenge was not answered in time.
        Expired = 19 "EXPIRED",
        /// Credentials are incomplete.
        Impaired = 20 "IMPAIRED",
        /// OAuth has been started and not finished.
        Pending = 21 "PENDING",
    }
}

codes! {
    /// Where a verification by small deposits stands (MX docs, microdeposits).
    MicrodepositStatus {
        /// Started.
        Initiated = 0 "INITIATED",
        /// The deposits have been asked for.
        Requested = 1 "REQUESTED",
        /// The deposits have been made.
        Deposited = 2 "DEPOSITED",
        /// The amounts were right.
        Verified = 3 "VERIFIED",
        /// The deposits failed.
        Errored = 4 "ERRORED",
        /// The amounts were wrong.
        Denied = 5 "DENIED",
        /// Wrong amounts too often.
        Prevented = 6 "PREVENTED",
        /// There is one for this account already.
        Conflicted = 7 "CONFLICTED",
        /// The account or routing number was not accepted.
        Rejected = 8 "REJECTED",
        /// Prepared, not yet started.
        Preinitiated = 9 "PREINITIATED",
    }
}

codes! {
    /// Why OAuth did not succeed (MX docs, OAuth guide).
    OauthErrorReason {
        /// MX's `UNKNOWN`: no reason is given.
        Unspecified = 0 "UNKNOWN",
        /// The customer went back.
        Cancelled = 1 "CANCELLED",
        /// The customer, or the bank, said no.
        Denied = 2 "DENIED",
        /// The bank wants its customer to do something first.
        Impeded = 3 "IMPEDED",
        /// The bank's side failed.
        ProviderError = 4 "PROVIDER_ERROR",
        /// MX's side failed.
        ServerError = 5 "SERVER_ERROR",
        /// The OAuth session was lost or is over.
        SessionError = 6 "SESSION_ERROR",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_connection_status_has_mx_number_and_name() {
        let names: Vec<_> = ConnectionStatus::KNOWN
            .iter()
            .filter_map(|s| s.name())
            .collect();
        assert_eq!(
            names.join(" "),
            "CREATED PREVENTED DENIED CHALLENGED REJECTED LOCKED CONNECTED IMPEDED RECONNECTED \
             DEGRADED DISCONNECTED DISCONTINUED CLOSED DELAYED FAILED UPDATED DISABLED IMPORTED \
             RESUMED EXPIRED IMPAIRED PENDING"
        );
        for (code, status) in (0..).zip(ConnectionStatus::KNOWN) {
            assert_eq!(status.code(), Some(code));
            assert_eq!(&ConnectionStatus::from_code(code), status);
            assert_eq!(&ConnectionStatus::from_name(&status.to_string()), status);
        }
    }

    #[test]
    fn a_status_mx_adds_later_is_kept_as_it_came() {
        let numbered = ConnectionStatus::from_code(22);
        assert_eq!((numbered.code(), numbered.name()), (Some(22), None));
        assert_eq!(numbered.to_string(), "22");

        let named = ConnectionStatus::from_name("HIBERNATING");
        assert_eq!((named.code(), named.name()), (None, Some("HIBERNATING")));
        assert_eq!(named.to_string(), "HIBERNATING");
        assert!(!named.is_known());
    }

    #[test]
    fn names_are_found_in_any_case() {
        assert_eq!(
            ConnectionStatus::from_name("connected"),
            ConnectionStatus::Connected
        );
        assert_eq!(
            OauthErrorReason::from_name("Provider_Error"),
            OauthErrorReason::ProviderError
        );
    }
}

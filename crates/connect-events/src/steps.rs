//! The steps of the widget and of its microdeposit flow.

use std::fmt;

/// Defines an enum of names. A name MX adds later is kept as it came.
macro_rules! names {
    (
        $(#[$doc:meta])*
        $name:ident {
            $( $(#[$variant_doc:meta])* $variant:ident = $text:literal $(| $alias:literal)*, )*
        }
    ) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, Hash)]
        pub enum $name {
            $( $(#[$variant_doc])* $variant, )*
            /// A step this crate doesn't know, as it came.
            Unknown(String),
        }

        impl $name {
            /// Every step this crate knows.
            pub const KNOWN: &'static [Self] = &[$( Self::$variant, )*];

            /// The step of this name; older names lead to the step they became.
            #[must_use]
            pub fn from_name(name: &str) -> Self {
                match name {
                    $( $text $(| $alias)* => Self::$variant, )*
                    other => Self::Unknown(other.to_owned()),
                }
            }

            /// MX's current name.
            #[must_use]
            pub fn name(&self) -> &str {
                match self {
                    $( Self::$variant => $text, )*
                    Self::Unknown(name) => name,
                }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str(self.name())
            }
        }
    };
}

names! {
    /// What the widget shows (MX docs, Connect widget events, `stepChange`).
    Step {
        /// Searching for an institution.
        Search = "search",
        /// MX's disclosure.
        Disclosure = "disclosure",
        /// Consent to sharing data.
        Consent = "consent",
        /// Entering credentials, or going to the bank's own login.
        EnterCreds = "enterCreds",
        /// Waiting while MX connects.
        Connecting = "connecting",
        /// Answering a challenge.
        Mfa = "mfa",
        /// It worked.
        Connected = "connected",
        /// OAuth failed.
        OauthError = "oauthError",
        /// The connection failed, and the customer is told what to do.
        ActionableError = "actionableError" | "loginError",
        /// Choosing among existing connections to verify.
        VerifyExistingMember = "verifyExistingMember",
        /// This institution is connected already.
        ExistingMember = "existingMember",
        /// The institution cannot be verified.
        VerifyError = "verifyError",
        /// Verification by small deposits.
        Microdeposits = "microdeposits",
        /// The institution cannot be used now, and why.
        InstitutionStatusDetails = "institutionStatusDetails" | "institutionDisabled",
        /// A further product is offered.
        AdditionalProduct = "additionalProduct",
        /// Adding an account by hand.
        AddManualAccount = "addManualAccount",
        /// A connection was removed.
        DeleteMemberSuccess = "deleteMemberSuccess",
        /// A demonstration client tries a real institution.
        DemoConnectGuard = "demoConnectGuard",
        /// Connecting takes long; the widget goes on polling. Only in `stepChange`.
        TimeOut = "timeOut",
        /// Historic: choosing a connection.
        SelectMember = "selectMember",
        /// Historic: going to the bank's own login.
        Oauth = "oauth",
        /// Historic: any failure.
        Error = "error",
        /// Historic: checking the answer to a challenge.
        VerifyMfa = "verifyMfa",
    }
}

names! {
    /// What the microdeposit flow opens with.
    MicrodepositStep {
        /// Asking for the routing number.
        RoutingNumber = "routingNumber",
        /// Explaining the small deposits.
        HowItWorks = "howItWorks",
        /// Asking who the account holder is.
        PersonalInfoForm = "personal_info_form",
        /// Asking for the account.
        AccountInfo = "accountInfo",
        /// Checking what was entered.
        ConfirmDetails = "confirmDetails",
        /// The deposits are on their way.
        ComeBack = "comeBack",
        /// Asking for the amounts.
        VerifyDeposits = "verifyDeposits",
        /// It failed.
        Errors = "errors",
        /// Checking the amounts.
        Verifying = "verifying",
        /// The amounts were right.
        Verified = "verified",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn older_names_lead_to_todays_step() {
        assert_eq!(Step::from_name("loginError"), Step::ActionableError);
        assert_eq!(
            Step::from_name("institutionDisabled"),
            Step::InstitutionStatusDetails
        );
    }

    #[test]
    fn every_known_step_is_found_by_its_name_and_any_other_is_kept() {
        for step in Step::KNOWN {
            assert_eq!(&Step::from_name(step.name()), step);
        }
        for step in MicrodepositStep::KNOWN {
            assert_eq!(&MicrodepositStep::from_name(step.name()), step);
        }
        assert_eq!(Step::from_name("holidayGreeting").name(), "holidayGreeting");
    }
}

//! The one table of everything the widget says. Parsing, building and the tests are made from it.

use serde_json::{Map, Value};

use crate::{
    ConnectionStatus, Hidden, MicrodepositStatus, MicrodepositStep, OauthErrorReason, Refusal,
    Step,
    field::{Field, read_field, write_field},
};

/// One event with any values, for the property tests.
#[cfg(test)]
macro_rules! strategy {
    ($variant:ident) => {
        Just(Event::$variant).boxed()
    };
    ($variant:ident { $($field:ident: $kind:ty),* }) => {
        ($( option::of(<$kind as Any>::any()), )*)
            .prop_map(|($( $field, )*)| Event::$variant { $($field),* })
            .boxed()
    };
}

/// Defines the events: `Variant = "type" | "older type" { field: Kind = "path" | "other path" }`.
/// All types and paths are read, the first of each is written. A path `a.b` is `b` inside the
/// object `a`.
macro_rules! events {
    ($(
        $(#[$doc:meta])*
        $variant:ident = $name:literal $(| $alias:literal)*
        $({ $(
            $(#[$field_doc:meta])*
            $field:ident: $kind:ty = $path:literal $(| $other:literal)*,
        )* })?;
    )*) => {
        /// One thing the widget says (MX docs, Connect widget events). Any field can be missing.
        #[derive(Clone, Debug, PartialEq, Eq, Hash)]
        pub enum Event {
            $(
                $(#[$doc])*
                $variant $({ $( $(#[$field_doc])* $field: Option<$kind>, )* })?,
            )*
            /// A type this crate doesn't know. Only its name is kept.
            Unknown {
                /// The type as it came, at most [`MAX_TYPE_BYTES`](crate::MAX_TYPE_BYTES) long.
                type_name: String,
            },
        }

        impl Event {
            /// Every type this crate builds, MX's current names.
            pub const TYPE_NAMES: &'static [&'static str] = &[$( $name, )*];

            /// Every older or documented variant of a type that is understood too.
            pub const TYPE_ALIASES: &'static [&'static str] = &[$( $( $alias, )* )*];

            /// MX's name of the type, `mx/connect/…`; an alias has become the current name.
            #[must_use]
            pub fn type_name(&self) -> &str {
                match self {
                    $( Self::$variant { .. } => $name, )*
                    Self::Unknown { type_name } => type_name,
                }
            }

            /// Reads an event from its type and metadata. Case is ignored, because a web view
            /// may lower-case the host of a navigation, and the type is all there.
            pub(crate) fn read(
                type_name: &str,
                metadata: &Map<String, Value>,
            ) -> Result<Self, Refusal> {
                $(
                    if [$name $(, $alias)*].iter().any(|name| name.eq_ignore_ascii_case(type_name)) {
                        return Ok(Self::$variant $({ $(
                            $field: read_field(metadata, &[$path $(, $other)*])?,
                        )* })?);
                    }
                )*
                Ok(Self::Unknown { type_name: type_name.to_owned() })
            }

            /// Writes the event's fields.
            pub(crate) fn write(&self, metadata: &mut Map<String, Value>) {
                match self {
                    $(
                        Self::$variant $({ $( $field, )* })? => {
                            $( $( write_field(metadata, $path, $field.as_ref()); )* )?
                        }
                    )*
                    Self::Unknown { .. } => {}
                }
            }

            /// A field by name, if the event has it and it may be shown.
            fn shown(&self, wanted: &str) -> Option<&str> {
                match self {
                    $(
                        Self::$variant $({ $( $field, )* })? => {
                            $( $(
                                if stringify!($field) == wanted {
                                    return $field.as_ref().and_then(Field::as_shown);
                                }
                            )* )?
                            None
                        }
                    )*
                    Self::Unknown { .. } => None,
                }
            }
        }

        #[cfg(test)]
        pub(crate) mod arbitrary {
            use proptest::{option, prelude::*, strategy::Union};

            use super::*;
            use crate::properties::Arbitrary as Any;

            /// Every event of the table, with any of its fields missing.
            pub(crate) fn events() -> impl Strategy<Value = Event> {
                Union::new([$( strategy!($variant $({ $($field: $kind),* })?) ),*])
            }
        }
    };
}

events! {
    /// The page around the widget has loaded. The only message without guids.
    Load = "mx/load";

    /// Sent every 30 seconds while the widget is open.
    Ping = "mx/ping";

    /// The keyboard focus leaves the widget.
    FocusTrap = "mx/focusTrap";

    /// The answer to [`HostMessage::NavigationBack`](crate::HostMessage::NavigationBack).
    Navigation = "mx/navigation" {
        /// Whether the widget went a step back. `false` can be wrong.
        did_go_back: bool = "did_go_back",
    };

    /// An account was added by hand.
    AccountCreated = "mx/account/created" {
        /// MX's guid of the account.
        account_guid: String = "guid",
    };

    /// A host's own notice that the customer came back from OAuth.
    ClientOauthComplete = "mx/client/oauthComplete" {
        /// The address they came back with.
        url: Hidden = "url",
    };

    /// The first view is ready.
    Loaded = "mx/connect/loaded" {
        /// The step it opens on.
        initial_step: Step = "initial_step",
    };

    /// Another step is shown. The first one has no `previous`, and can come before `loaded`.
    StepChange = "mx/connect/stepChange" {
        /// The step shown until now.
        previous: Step = "previous",
        /// The step shown from now on.
        current: Step = "current",
    };

    /// Somebody searches for an institution. Can arrive after the institution was chosen.
    InstitutionSearch = "mx/connect/institutionSearch" {
        /// What they typed.
        query: Hidden = "query",
    };

    /// An institution was chosen.
    SelectedInstitution = "mx/connect/selectedInstitution" {
        /// MX's guid of the institution.
        institution_guid: String = "guid",
        /// MX's code of the institution.
        institution_code: String = "code",
        /// Its name.
        name: String = "name",
        /// Its public web site.
        url: String = "url",
    };

    /// Credentials were submitted for the first time. Not sent with OAuth.
    EnterCredentials = "mx/connect/enterCredentials" {
        /// MX's guid of the institution.
        institution_guid: String = "institution.guid",
        /// MX's code of the institution.
        institution_code: String = "institution.code",
    };

    /// Credentials were submitted again for an existing member.
    UpdateCredentials = "mx/connect/updateCredentials" {
        /// MX's guid of the member.
        member_guid: String = "member_guid",
        /// MX's guid of the institution.
        institution_guid: String = "institution.guid",
        /// MX's code of the institution.
        institution_code: String = "institution.code",
    };

    /// MX would not create the member.
    CreateMemberError = "mx/connect/createMemberError" {
        /// MX's guid of the institution.
        institution_guid: String = "institution_guid",
        /// MX's code of the institution.
        institution_code: String = "institution_code",
    };

    /// The member's status changed while connecting.
    MemberStatusUpdate = "mx/connect/memberStatusUpdate" | "mx/connect/memberStatusUpdated" {
        /// MX's guid of the member.
        member_guid: String = "member_guid",
        /// Its status now.
        connection_status: ConnectionStatus = "connection_status",
    };

    /// A challenge was answered.
    SubmitMfa = "mx/connect/submitMFA" {
        /// MX's guid of the member.
        member_guid: String = "member_guid",
    };

    /// An error view is shown.
    MemberError = "mx/connect/memberError" {
        /// MX's guid of the member.
        member_guid: String = "member.guid" | "member_guid",
        /// Its status.
        connection_status: ConnectionStatus = "member.connection_status" | "connection_status",
    };

    /// The button of the error view was pressed.
    MemberErrorPrimaryAction = "mx/connect/memberError/primaryAction" {
        /// MX's guid of the member.
        member_guid: String = "member.guid" | "member_guid",
        /// Its status.
        connection_status: ConnectionStatus = "member.connection_status" | "connection_status",
    };

    /// The connection works, its data cannot be used: code 1000 says that no account can be
    /// verified. Documented flat, sent nested.
    InvalidData = "mx/connect/invalidData" {
        /// MX's guid of the member.
        member_guid: String = "member.guid" | "member_guid",
        /// MX's code of the error.
        code: i64 = "member.code" | "code",
    };

    /// The button of that view was pressed. Documented, and gone from newer widgets.
    InvalidDataPrimaryAction = "mx/connect/invalidData/primaryAction" {
        /// MX's guid of the member.
        member_guid: String = "member.guid" | "member_guid",
        /// MX's code of the error.
        code: i64 = "member.code" | "code",
    };

    /// First data can be read. Deprecated by MX; can be repeated.
    InitialDataReady = "mx/connect/initialDataReady" {
        /// MX's guid of the member.
        member_guid: String = "member_guid",
    };

    /// The jobs of this connection are done. Confirm it with the API: the widget can be early.
    MemberConnected = "mx/connect/memberConnected" {
        /// MX's guid of the member.
        member_guid: String = "member_guid",
    };

    /// *Done* was pressed on the view that says it worked.
    ConnectedPrimaryAction =
        "mx/connect/connected/primaryAction" | "mx/connect/memberConnected/primaryAction";

    /// The main button of some view was pressed; this form does not say which view.
    PrimaryAction = "mx/connect/primaryAction" | "mx/primaryAction";

    /// The widget is back at the search, on whatever way.
    BackToSearch = "mx/connect/backToSearch" {
        /// `manualAccountAdded`, or nothing.
        context: String = "context",
    };

    /// The widget's own *Back* was pressed.
    BackButtonClicked = "mx/connect/backButtonClicked";

    /// A connection was removed in the widget.
    MemberDeleted = "mx/connect/memberDeleted" {
        /// MX's guid of the member.
        member_guid: String = "member_guid",
    };

    /// The customer wants to go to the bank's own login.
    OauthRequested = "mx/connect/oauthRequested" {
        /// The bank's login: single-use, for the system's browser only.
        url: Hidden = "url",
        /// MX's guid of the member. Another one can be connected in the end.
        member_guid: String = "member_guid",
    };

    /// OAuth failed.
    OauthError = "mx/connect/oauthError" {
        /// MX's guid of the member.
        member_guid: String = "member_guid",
        /// Why.
        error_reason: OauthErrorReason = "error_reason",
    };

    /// The microdeposit flow was opened.
    MicrodepositsLoaded = "mx/connect/microdeposits/loaded" {
        /// The step it opens on.
        initial_step: MicrodepositStep = "initial_step",
    };

    /// The details for the small deposits were submitted. Keep the guid: it leads back here.
    MicrodepositsDetailsSubmitted = "mx/connect/microdeposits/detailsSubmitted" {
        /// MX's guid of the microdeposit.
        microdeposit_guid: String = "microdeposit_guid",
    };

    /// The amounts were right. No `memberConnected` follows.
    MicrodepositsVerified = "mx/connect/microdeposits/verified" {
        /// MX's guid of the microdeposit.
        microdeposit_guid: String = "microdeposit_guid",
    };

    /// *Done* was pressed after that.
    MicrodepositsVerifiedPrimaryAction = "mx/connect/microdeposits/verified/primaryAction";

    /// The button was pressed on the view that says to come back later.
    MicrodepositsComeBackPrimaryAction = "mx/connect/microdeposits/comeBack/primaryAction" {
        /// MX's guid of the microdeposit.
        microdeposit_guid: String = "microdeposit_guid",
    };

    /// The button was pressed on the view that says it failed.
    MicrodepositsErrorPrimaryAction = "mx/connect/microdeposits/error/primaryAction" {
        /// Where the microdeposit stands.
        status: MicrodepositStatus = "status",
        /// MX's guid of the microdeposit.
        microdeposit_guid: String = "guid" | "microdeposit_guid",
    };

    /// A routing number was refused.
    MicrodepositsBlockedRoutingNumber = "mx/connect/microdeposits/blockedRoutingNumber" {
        /// The whole number, as typed.
        routing_number: Hidden = "routing_number",
        /// MX's name of the reason, for instance `IAV_PREFERRED`.
        reason: String = "reason",
    };

    /// A connection was removed, as MX's connections widget says it.
    ConnectionsMemberDeleted = "mx/connections/memberDeleted" {
        /// MX's guid of the member.
        member_guid: String = "member_guid",
    };
}

impl Event {
    /// MX's guid of the member the event is about, if it names one. Only the API can say whether
    /// the member belongs to the user.
    #[must_use]
    pub fn member_guid(&self) -> Option<&str> {
        self.shown("member_guid")
    }

    /// MX's guid of the microdeposit the event is about, if it names one.
    #[must_use]
    pub fn microdeposit_guid(&self) -> Option<&str> {
        self.shown("microdeposit_guid")
    }
}

//! What holds for every event, in either form, and for anything at all that may arrive.

use proptest::prelude::*;

use crate::*;

/// Any value of a field that the widget could send: never an empty text, which means "missing".
pub(crate) trait Arbitrary: Sized {
    fn any() -> BoxedStrategy<Self>;
}

impl Arbitrary for String {
    fn any() -> BoxedStrategy<Self> {
        prop_oneof!["(USR|MBR|INS)-[0-9a-f]{8}", "\\PC{1,40}", any::<String>()]
            .prop_filter("empty means missing", |text| {
                !text.is_empty() && text.len() <= MAX_TEXT_BYTES
            })
            .boxed()
    }
}

impl Arbitrary for Hidden {
    fn any() -> BoxedStrategy<Self> {
        <String as Arbitrary>::any().prop_map(Hidden::from).boxed()
    }
}

impl Arbitrary for bool {
    fn any() -> BoxedStrategy<Self> {
        proptest::bool::ANY.boxed()
    }
}

impl Arbitrary for i64 {
    fn any() -> BoxedStrategy<Self> {
        proptest::num::i64::ANY.boxed()
    }
}

impl Arbitrary for Step {
    fn any() -> BoxedStrategy<Self> {
        let unknown = "[a-z]{12}".prop_map(|name| Step::from_name(&name));
        prop_oneof![proptest::sample::select(Step::KNOWN), unknown].boxed()
    }
}

impl Arbitrary for MicrodepositStep {
    fn any() -> BoxedStrategy<Self> {
        let unknown = "[a-z]{12}".prop_map(|name| MicrodepositStep::from_name(&name));
        prop_oneof![proptest::sample::select(MicrodepositStep::KNOWN), unknown].boxed()
    }
}

macro_rules! coded {
    ($($kind:ident),*) => { $(
        impl Arbitrary for $kind {
            fn any() -> BoxedStrategy<Self> {
                prop_oneof![
                    proptest::num::i64::ANY.prop_map($kind::from_code),
                    (0_i64..30).prop_map($kind::from_code),
                    "[A-Z_]{3,20}".prop_map(|name| $kind::from_name(&name)),
                ]
                .boxed()
            }
        }
    )* };
}

coded!(ConnectionStatus, MicrodepositStatus, OauthErrorReason);

fn messages() -> impl Strategy<Value = Message> {
    let guid = || proptest::option::of(<String as Arbitrary>::any());
    let unknown =
        "mx/[a-zA-Z]{6,12}/[a-zA-Z/_.-]{12,24}".prop_map(|type_name| Event::Unknown { type_name });
    (
        prop_oneof![9 => event::arbitrary::events(), 1 => unknown],
        guid(),
        guid(),
    )
        .prop_map(|(event, user_guid, session_guid)| Message {
            event,
            user_guid,
            session_guid,
        })
}

fn oauth_returns() -> impl Strategy<Value = OauthReturn> {
    (
        proptest::sample::select(vec![OauthOutcome::Success, OauthOutcome::Error]),
        proptest::option::of(<String as Arbitrary>::any()),
        proptest::option::of(
            proptest::sample::select(OauthErrorReason::KNOWN).prop_union(
                "[A-Z_]{3,20}"
                    .prop_map(|name| OauthErrorReason::from_name(&name))
                    .boxed(),
            ),
        ),
    )
        .prop_map(|(outcome, member_guid, error_reason)| OauthReturn {
            outcome,
            member_guid,
            error_reason,
        })
}

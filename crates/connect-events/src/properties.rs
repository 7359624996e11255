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
    let unknown = "mx/[a-zA-Z]{6,12}/[a-zA-Z/_.-]{12,24}[a-z]"
        .prop_map(|type_name| Event::Unknown { type_name });
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
        proptest::option::of(<OauthErrorReason as Arbitrary>::any()),
    )
        .prop_map(|(outcome, member_guid, error_reason)| OauthReturn {
            outcome,
            member_guid,
            error_reason,
        })
}

fn host_messages() -> impl Strategy<Value = HostMessage> {
    prop_oneof![
        (<String as Arbitrary>::any(), <String as Arbitrary>::any())
            .prop_map(|(sdk, version)| HostMessage::SdkInfo { sdk, version }),
        Just(HostMessage::Ping),
        Just(HostMessage::NavigationBack),
        oauth_returns().prop_map(HostMessage::OauthComplete),
    ]
}

/// JSON of any shape, with the keys that matter among its keys: much of it gets past the first
/// checks, as plain noise never does.
fn near_misses() -> impl Strategy<Value = String> {
    let key = || {
        proptest::sample::select(vec![
            "mx",
            "type",
            "metadata",
            "member",
            "guid",
            "member_guid",
            "institution",
            "payload",
            "connection_status",
            "code",
            "current",
            "__proto__",
            "constructor",
            "moneyDesktop",
        ])
    };
    let types = proptest::sample::select(Event::TYPE_NAMES).prop_map(serde_json::Value::from);
    let leaf = prop_oneof![
        types.clone(),
        Just(serde_json::Value::Bool(true)),
        Just(serde_json::Value::Null),
        any::<i64>().prop_map(serde_json::Value::from),
        any::<f64>().prop_map(serde_json::Value::from),
        "\\PC{0,20}".prop_map(serde_json::Value::from),
    ];
    let value = leaf.clone().prop_recursive(4, 24, 4, move |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..4).prop_map(serde_json::Value::from),
            proptest::collection::vec((key(), inner), 0..6).prop_map(|entries| {
                entries
                    .into_iter()
                    .map(|(key, value)| (key.to_owned(), value))
                    .collect()
            }),
        ]
    });
    let metadata = proptest::collection::vec((key(), value), 0..8);
    (prop_oneof![9 => types, 1 => leaf], metadata).prop_map(|(type_name, metadata)| {
        let metadata: serde_json::Map<_, _> = metadata
            .into_iter()
            .map(|(key, value)| (key.to_owned(), value))
            .collect();
        serde_json::json!({ "mx": true, "type": type_name, "metadata": metadata }).to_string()
    })
}

proptest! {
    #[test]
    fn a_posted_object_says_what_was_built(message in messages()) {
        prop_assert_eq!(parse_object(&message.to_object().to_string()), Ok(message));
    }

    #[test]
    fn a_navigation_says_what_was_built(
        message in messages(),
        scheme in "[a-z][a-z0-9+.-]{1,12}".prop_filter("MX's old scheme", |name| name != "atrium"),
    ) {
        let url = message.to_navigation(&scheme);
        prop_assert_eq!(parse_navigation(&url, &scheme), Ok(Navigation::Message(message)));
    }

    #[test]
    fn a_web_view_may_lower_case_all_but_the_query(event in event::arbitrary::events()) {
        let message = Message::from(event);
        let url = message.to_navigation("mx");
        let (address, query) = url.split_once('?').unwrap();
        let lowered = format!("{}?{query}", address.to_lowercase());
        prop_assert_eq!(parse_navigation(&lowered, "mx"), Ok(Navigation::Message(message)));
    }

    #[test]
    fn the_way_back_from_a_bank_says_what_was_built(end in oauth_returns()) {
        let url = end.to_navigation("connectdesk");
        prop_assert_eq!(parse_navigation(&url, "connectdesk"), Ok(Navigation::OauthReturn(end)));
    }

    #[test]
    fn a_host_message_says_what_was_built(message in host_messages()) {
        prop_assert_eq!(HostMessage::parse(&message.to_json()), Ok(message));
    }

    #[test]
    fn nothing_that_arrives_can_panic(bytes in proptest::collection::vec(any::<u8>(), 0..512)) {
        let text = String::from_utf8_lossy(&bytes);
        let _ = parse_object(&text);
        let _ = parse_navigation(&text, "mx");
        let _ = parse_navigation(&format!("mx://{text}"), "mx");
        let _ = parse_navigation(&format!("mx://connect/stepChange?metadata={text}"), "mx");
        let _ = parse_navigation(&format!("mx://oauth_complete?status={text}"), "mx");
        let _ = HostMessage::parse(&text);
    }

    #[test]
    fn whatever_is_let_in_stays_within_the_limits(text in near_misses()) {
        if let Ok(message) = parse_object(&text) {
            prop_assert!(message.event.type_name().len() <= MAX_TYPE_BYTES);
            prop_assert!(message.event.type_name().starts_with("mx/"));
            prop_assert_eq!(parse_object(&message.to_object().to_string()), Ok(message));
        }
    }
}

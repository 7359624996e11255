//! What the widget can say, and how MX can fail.

use connect_events::{ConnectionStatus, Event, MicrodepositStatus, Step};

use super::super::Refused;
use crate::mx::MxProblemKind;

pub(super) const GUIDS: [&str; 4] = ["MBR-1", "MBR-2", "MBR-foreign-1", "MBR-foreign-2"];
pub(super) const DEPOSITS: [&str; 4] = ["MIC-1", "MIC-2", "MIC-foreign-1", "MIC-foreign-2"];

pub(super) fn is_foreign(guid: &str) -> bool {
    guid.contains("-foreign")
}

pub(super) fn event(what: u8, guid: usize, status: i64) -> Event {
    let member_guid = Some(GUIDS[guid].to_owned());
    let microdeposit_guid = Some(DEPOSITS[guid].to_owned());
    let connection_status = Some(ConnectionStatus::from_code(status));
    match what {
        0 => Event::Load,
        1 => Event::StepChange {
            previous: None,
            current: Some(Step::Connected),
        },
        2 => Event::StepChange {
            previous: None,
            current: Some(Step::Connecting),
        },
        3 => Event::SelectedInstitution {
            institution_guid: None,
            institution_code: Some("mxbank".to_owned()),
            name: Some(format!("Bank {status}")),
            url: None,
        },
        4 => Event::EnterCredentials {
            institution_guid: None,
            institution_code: None,
        },
        5 | 6 => Event::MemberStatusUpdate {
            member_guid,
            connection_status,
        },
        7..=9 => Event::MemberConnected { member_guid },
        10 => Event::ConnectedPrimaryAction,
        11 => Event::BackToSearch { context: None },
        12 => Event::OauthRequested {
            url: Some(format!("https://bank.example/{status}").into()),
            member_guid,
        },
        13 => Event::MemberDeleted { member_guid },
        14 => Event::MemberError {
            member_guid,
            connection_status,
        },
        15 => Event::MicrodepositsDetailsSubmitted { microdeposit_guid },
        16 => Event::MicrodepositsVerified { microdeposit_guid },
        17 => Event::MicrodepositsVerifiedPrimaryAction,
        18 => Event::MicrodepositsComeBackPrimaryAction { microdeposit_guid },
        19 => Event::MicrodepositsErrorPrimaryAction {
            status: Some(MicrodepositStatus::from_code(status)),
            microdeposit_guid,
        },
        20 => Event::StepChange {
            previous: None,
            current: Some(Step::Microdeposits),
        },
        _ => Event::Unknown {
            type_name: format!("mx/new/{status}"),
        },
    }
}

pub(super) fn failure(outcome: u8) -> Option<MxProblemKind> {
    match outcome {
        8 => Some(MxProblemKind::Offline),
        9 => Some(MxProblemKind::NotFound),
        10 => Some(MxProblemKind::Unavailable),
        11 => Some(MxProblemKind::CredentialsRefused),
        12 => Some(MxProblemKind::Interrupted),
        13 => Some(MxProblemKind::HandshakeBroken),
        14 => Some(MxProblemKind::Unexpected),
        _ => None,
    }
}

pub(super) fn refused(n: u8) -> Refused {
    [
        Refused::OtherSource,
        Refused::OtherOrigin,
        Refused::TooLarge,
        Refused::NotMx,
        Refused::Malformed,
        Refused::TooMany,
        Refused::EarlierMount,
        Refused::ForeignMember,
        Refused::ForeignDeposit,
        Refused::UnsafePage,
    ][usize::from(n) % 10]
}

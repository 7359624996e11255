//! Why something the widget's frame said or wanted was refused.

use connect_events::Refusal;

use crate::view::FrameRefusal;

/// Why a message (or a wish for a window) was refused. Nothing changes because of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Refused {
    /// Not from the widget's frame.
    OtherSource,
    /// Not from the widget's origin.
    OtherOrigin,
    /// Larger than a widget message.
    TooLarge,
    /// Not an MX message of version 4.
    NotMx,
    /// Marked as MX's, but a field can't be read.
    Malformed,
    /// More than a widget sends.
    TooMany,
    /// From a widget that has been replaced.
    EarlierMount,
    /// Names a member that isn't this customer's.
    ForeignMember,
    /// Names a microdeposit that isn't this customer's.
    ForeignDeposit,
    /// Wants a page opened that isn't https, or hides a sign-in in its address.
    UnsafePage,
}

impl Refused {
    /// Every reason.
    pub(crate) const ALL: [Self; 10] = [
        Self::OtherSource,
        Self::OtherOrigin,
        Self::TooLarge,
        Self::NotMx,
        Self::Malformed,
        Self::TooMany,
        Self::EarlierMount,
        Self::ForeignMember,
        Self::ForeignDeposit,
        Self::UnsafePage,
    ];

    /// Machine-readable, for the timeline.
    pub(crate) fn code(self) -> &'static str {
        match self {
            Self::OtherSource => "refused:other_source",
            Self::OtherOrigin => "refused:other_origin",
            Self::TooLarge => "refused:too_large",
            Self::NotMx => "refused:not_mx",
            Self::Malformed => "refused:malformed",
            Self::TooMany => "refused:too_many",
            Self::EarlierMount => "refused:earlier_mount",
            Self::ForeignMember => "refused:foreign_member",
            Self::ForeignDeposit => "refused:foreign_deposit",
            Self::UnsafePage => "refused:unsafe_page",
        }
    }

    /// In plain words.
    pub(crate) fn words(self) -> &'static str {
        match self {
            Self::OtherSource => "Refused: a message that did not come from the widget",
            Self::OtherOrigin => "Refused: a message from another website",
            Self::TooLarge => "Refused: a message larger than the widget sends",
            Self::NotMx => "Refused: a message that is not MX's",
            Self::Malformed => "Refused: a message that can't be read",
            Self::TooMany => "Refused: more messages than the widget sends",
            Self::EarlierMount => "Refused: a message of an earlier widget",
            Self::ForeignMember => "Refused: a connection that is not this customer's",
            Self::ForeignDeposit => "Refused: test deposits that are not this customer's",
            Self::UnsafePage => "Refused: opening a page that is not safe",
        }
    }
}

impl From<FrameRefusal> for Refused {
    fn from(refusal: FrameRefusal) -> Self {
        match refusal {
            FrameRefusal::OtherSource => Self::OtherSource,
            FrameRefusal::OtherOrigin => Self::OtherOrigin,
            FrameRefusal::TooLarge => Self::TooLarge,
            FrameRefusal::NotAnObject => Self::NotMx,
            FrameRefusal::TooMany | FrameRefusal::Flooding => Self::TooMany,
        }
    }
}

impl From<Refusal> for Refused {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::TooLarge | Refusal::TooDeep => Self::TooLarge,
            Refusal::NotJson
            | Refusal::NotAnObject
            | Refusal::NotMx
            | Refusal::OldVersion
            | Refusal::BadType => Self::NotMx,
            Refusal::BadField { .. } => Self::Malformed,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_reason_is_on_the_list() {
        // One that is added doesn't compile here until it has a number, and the list must have it:
        // a recording with a reason that is not on it could not be read again.
        let number = |why| match why {
            Refused::OtherSource => 0,
            Refused::OtherOrigin => 1,
            Refused::TooLarge => 2,
            Refused::NotMx => 3,
            Refused::Malformed => 4,
            Refused::TooMany => 5,
            Refused::EarlierMount => 6,
            Refused::ForeignMember => 7,
            Refused::ForeignDeposit => 8,
            Refused::UnsafePage => 9,
        };
        let listed: Vec<usize> = Refused::ALL.into_iter().map(number).collect();
        assert_eq!(listed, (0..10).collect::<Vec<_>>());
    }
}

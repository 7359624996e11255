//! What became of the widget's messages, for whoever keeps a record of them.

use super::Refused;

/// What became of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fate {
    /// It was believed.
    Accepted,
    /// MX is asked whose member it names.
    Waiting,
    /// It came when the widget had nothing more to say.
    Late,
    /// This app doesn't know its type.
    NotKnown,
    /// It was refused.
    Refused(Refused),
}

/// Something there is to say about messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// What became of a message, by its number; a later verdict replaces it.
    Of(u32, Fate),
    /// So many things were refused that never became messages.
    Refused(Refused, u32),
}

/// Numbers the messages from 1 and collects the verdicts.
#[derive(Default)]
pub(super) struct Hearing {
    count: u32,
    /// The message that is being weighed, and whether something was said about it.
    weighed: Option<(u32, bool)>,
    verdicts: Vec<Verdict>,
}

impl Hearing {
    /// A new message is weighed.
    pub(super) fn begin(&mut self) {
        self.count = self.count.wrapping_add(1);
        self.weighed = Some((self.count, false));
    }

    /// One that had to wait is weighed again.
    pub(super) fn resume(&mut self, number: u32) {
        self.weighed = Some((number, false));
    }

    /// The number of the message that is being weighed.
    pub(super) fn weighed(&self) -> u32 {
        self.weighed.map_or(self.count, |(number, _)| number)
    }

    /// Something about the message that is being weighed.
    pub(super) fn says(&mut self, fate: Fate) {
        if let Some((number, said)) = &mut self.weighed {
            *said = true;
            self.verdicts.push(Verdict::Of(*number, fate));
        }
    }

    /// The message has been weighed; nothing against it means that it was believed.
    pub(super) fn end(&mut self) {
        if let Some((number, said)) = self.weighed.take()
            && !said
        {
            self.verdicts.push(Verdict::Of(number, Fate::Accepted));
        }
    }

    /// One that waited won't be weighed any more.
    pub(super) fn dropped(&mut self, number: u32) {
        self.verdicts.push(Verdict::Of(number, Fate::Late));
    }

    /// The message that is being weighed was refused, or else something that was none.
    pub(super) fn refused(&mut self, why: Refused, count: u32) {
        if self.weighed.is_some() {
            self.says(Fate::Refused(why));
        } else {
            self.verdicts.push(Verdict::Refused(why, count));
        }
    }

    pub(super) fn take(&mut self) -> Vec<Verdict> {
        std::mem::take(&mut self.verdicts)
    }
}

//! Microdeposit statuses: MX's word, what it means for the people involved, whose turn it is and
//! what comes next (MX docs, microdeposits).

use connect_events::MicrodepositStatus;

use crate::{
    mx::Microdeposit,
    redaction::redact,
    session::shown_name,
    view::{DepositAccount, DepositStage, DepositStanding, DepositView, SessionAction, Tone, Turn},
};

/// Longest text of MX's own that is shown.
const LONGEST_MESSAGE: usize = 300;
/// Longest name of a status that is shown or kept.
const LONGEST_NAME: usize = 40;

/// What to tell people about a status.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Advice {
    /// How far it has come.
    pub(crate) stage: DepositStage,
    /// Whose turn it is.
    pub(crate) turn: Turn,
    /// How good the news is.
    pub(crate) tone: Tone,
    /// In a few words, for *MX says: …*.
    pub(crate) short: &'static str,
    /// What it means, in plain words.
    pub(crate) meaning: &'static str,
    /// What comes next, and when.
    pub(crate) next_step: &'static str,
}

impl Advice {
    /// What to press, the most useful first.
    pub(crate) fn actions(&self) -> &'static [SessionAction] {
        use SessionAction::{CheckAgain, EnterAmounts, Finish, StartOver};
        match self.stage {
            // Nothing can be done but wait, and that needs no window.
            DepositStage::OnTheWay | DepositStage::Verified => &[Finish, CheckAgain, StartOver],
            DepositStage::CustomerEnters => &[EnterAmounts, CheckAgain, StartOver, Finish],
            DepositStage::Failed => &[StartOver, CheckAgain, Finish],
            DepositStage::Unclear => &[CheckAgain, EnterAmounts, StartOver, Finish],
        }
    }
}

/// The advice for a status; `None`: MX left it out.
pub(crate) fn advice_for(status: Option<&MicrodepositStatus>) -> Advice {
    use MicrodepositStatus as S;
    let advice = |stage, turn, tone, short, meaning, next_step| Advice {
        stage,
        turn,
        tone,
        short,
        meaning,
        next_step,
    };
    match status {
        Some(S::Preinitiated) => advice(
            DepositStage::CustomerEnters,
            Turn::Customer,
            Tone::Attention,
            "the account is still to be entered",
            "MX knows who the customer is, but not their account yet.",
            "Open the widget: the customer enters their routing and account number.",
        ),
        Some(S::Initiated) => advice(
            DepositStage::OnTheWay,
            Turn::Mx,
            Tone::Neutral,
            "the deposits are being prepared",
            "MX has the account and prepares two small deposits to it.",
            "They arrive within a few working days. Nobody has anything to do until then.",
        ),
        Some(S::Requested) => advice(
            DepositStage::OnTheWay,
            Turn::Mx,
            Tone::Neutral,
            "the deposits are on their way",
            "Two small deposits are on their way to the customer's account.",
            "They arrive within a few working days. The customer then reads both amounts at their bank and comes back with them.",
        ),
        Some(S::Deposited) => advice(
            DepositStage::CustomerEnters,
            Turn::Customer,
            Tone::Attention,
            "the deposits have arrived",
            "Both deposits have been made. The customer finds the amounts at their bank.",
            "Open the widget: the customer enters both amounts.",
        ),
        Some(S::Denied) => advice(
            DepositStage::CustomerEnters,
            Turn::Customer,
            Tone::Attention,
            "the amounts were wrong",
            "The amounts the customer entered are not those of the deposits.",
            "They can try again. After too many wrong tries MX stops, so let them look at their bank first.",
        ),
        Some(S::Verified) => advice(
            DepositStage::Verified,
            Turn::Nobody,
            Tone::Good,
            "the amounts were right",
            "The customer entered the right amounts: the account is verified.",
            "Open the session to read what MX knows of the account.",
        ),
        Some(S::Errored) => advice(
            DepositStage::Failed,
            Turn::Agent,
            Tone::Bad,
            "the deposits failed",
            "MX could not make the deposits.",
            "Start over. The customer can ask for deposits again, or sign in at a bank instead.",
        ),
        Some(S::Prevented) => advice(
            DepositStage::Failed,
            Turn::Agent,
            Tone::Bad,
            "stopped after too many wrong amounts",
            "Wrong amounts were entered too often, and MX accepts no more.",
            "Start over with another account, or let the customer sign in at a bank instead. For this account, ask MX's support.",
        ),
        Some(S::Conflicted) => advice(
            DepositStage::Failed,
            Turn::Agent,
            Tone::Bad,
            "this account has test deposits already",
            "There are test deposits for this account already.",
            "Look at the customer's page for the earlier ones: they may be waiting for their amounts. Deleting them there makes room for new ones.",
        ),
        Some(S::Rejected) => advice(
            DepositStage::Failed,
            Turn::Customer,
            Tone::Bad,
            "the bank refused the deposits",
            "The customer's bank refused the deposits. The account or routing number is probably wrong.",
            "Start over: the customer checks both numbers and asks for deposits again, or signs in at a bank instead.",
        ),
        None | Some(S::UnknownCode(_) | S::UnknownName(_)) => advice(
            DepositStage::Unclear,
            Turn::Agent,
            Tone::Attention,
            "a status this app does not know",
            "MX reports a status of the test deposits that this app does not know.",
            "Check again later; if it stays, tell MX's support its name.",
        ),
    }
}

/// MX's word for a status; what MX sent, cut short, if it is none this app knows.
pub(crate) fn name_of(status: Option<&MicrodepositStatus>) -> String {
    let name = status.map_or_else(|| "NONE".to_owned(), ToString::to_string);
    shown_name(&name).chars().take(LONGEST_NAME).collect()
}

/// The status as the person sees it.
pub(crate) fn standing(status: Option<&MicrodepositStatus>) -> DepositStanding {
    let advice = advice_for(status);
    DepositStanding {
        name: name_of(status),
        stage: advice.stage,
        meaning: advice.meaning.to_owned(),
        next_step: advice.next_step.to_owned(),
        turn: advice.turn,
        tone: advice.tone,
    }
}

/// The microdeposit as the person sees it. `mask` is the end of its account's number.
pub(crate) fn deposit_view(deposit: &Microdeposit, mask: Option<String>) -> DepositView {
    let line = |text: &Option<String>| {
        let shown = text.as_deref().map(shown_name);
        shown.filter(|text| !text.is_empty())
    };
    let account = DepositAccount {
        name: line(&deposit.account_name),
        kind: deposit.account_kind.clone(),
        mask,
        routing_number: line(&deposit.routing_number),
    };
    let is_known = account.mask.is_some() || account.routing_number.is_some();
    DepositView {
        guid: deposit.guid.clone(),
        standing: standing(deposit.status.as_ref()),
        mx_message: deposit.error_message.as_deref().map(|message| {
            let shown = redact(message).into_owned();
            shown.chars().take(LONGEST_MESSAGE).collect()
        }),
        institution: line(&deposit.institution),
        account: is_known.then_some(account),
        updated_at: deposit.updated_at.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every status with how far it is, whose turn it is and the primary button.
    fn table() -> Vec<(MicrodepositStatus, DepositStage, Turn, SessionAction)> {
        use DepositStage::{CustomerEnters, Failed, OnTheWay, Unclear, Verified};
        use MicrodepositStatus as S;
        use SessionAction::{CheckAgain, EnterAmounts, Finish, StartOver};
        vec![
            (S::Initiated, OnTheWay, Turn::Mx, Finish),
            (S::Requested, OnTheWay, Turn::Mx, Finish),
            (S::Deposited, CustomerEnters, Turn::Customer, EnterAmounts),
            (S::Verified, Verified, Turn::Nobody, Finish),
            (S::Errored, Failed, Turn::Agent, StartOver),
            (S::Denied, CustomerEnters, Turn::Customer, EnterAmounts),
            (S::Prevented, Failed, Turn::Agent, StartOver),
            (S::Conflicted, Failed, Turn::Agent, StartOver),
            (S::Rejected, Failed, Turn::Customer, StartOver),
            (
                S::Preinitiated,
                CustomerEnters,
                Turn::Customer,
                EnterAmounts,
            ),
            (S::UnknownCode(12), Unclear, Turn::Agent, CheckAgain),
        ]
    }

    #[test]
    fn every_status_has_its_words_its_turn_and_a_way_on() {
        let table = table();
        for known in MicrodepositStatus::KNOWN {
            assert!(table.iter().any(|row| row.0 == *known), "{known}");
        }
        for (status, stage, turn, primary) in table {
            let advice = advice_for(Some(&status));
            assert_eq!(
                (advice.stage, advice.turn, advice.actions().first()),
                (stage, turn, Some(&primary)),
                "{status}"
            );
            assert!(
                advice.actions().contains(&SessionAction::Finish),
                "{status}"
            );
            for words in [advice.meaning, advice.next_step] {
                assert!(
                    words.len() > 20 && words.ends_with('.'),
                    "{status}: {words}"
                );
                assert!(
                    !words.contains("microdeposit"),
                    "{status}: plain words only"
                );
            }
        }
        assert_eq!(advice_for(None).stage, DepositStage::Unclear);
    }

    #[test]
    fn no_two_statuses_read_the_same() {
        let words: std::collections::HashSet<_> = MicrodepositStatus::KNOWN
            .iter()
            .map(|status| advice_for(Some(status)).meaning)
            .collect();
        assert_eq!(words.len(), MicrodepositStatus::KNOWN.len());
    }

    #[test]
    fn what_mx_calls_it_is_cut_short_and_cannot_disguise_itself() {
        let long = MicrodepositStatus::UnknownName(format!("\u{202E}{}", "X".repeat(500)));
        assert_eq!(name_of(Some(&long)), "X".repeat(40));
        assert_eq!(name_of(None), "NONE");
    }
}

//! Which of MX's answers a result rests on.

use jiff::Timestamp;

use super::*;
use crate::{
    mx::{Account, AccountNumber, AccountOwner, Answered, Job, Receipt},
    session::{Question, rig::microdeposit},
};

/// An answer that MX gave this id.
fn with_id<T>(value: T, id: &str) -> Answered<T> {
    let receipt = Receipt {
        request_id: id.to_owned(),
        answered_at: Timestamp::UNIX_EPOCH,
    };
    Answered {
        value,
        receipts: vec![receipt],
    }
}

impl Rig {
    fn member_with_id(&mut self, status: S, id: &str) {
        assert!(self.take(&Effect::Read(Read::Member, M.to_owned())));
        let member = with_id(member_of(M, status, false), id);
        self.answer(Answer::Member(M.to_owned(), Ok(member)));
    }

    fn status_with_id(&mut self, status: MemberStatus, id: &str) {
        assert!(self.take(&Effect::Read(Read::Status, M.to_owned())));
        self.answer(Answer::Status(M.to_owned(), Ok(with_id(status, id))));
    }

    fn numbers_with_id(&mut self, numbers: Vec<AccountNumber>, id: &str) {
        assert!(self.take(&Effect::Read(Read::Numbers, M.to_owned())));
        self.answer(Answer::Numbers(M.to_owned(), Ok(with_id(numbers, id))));
    }

    fn accounts_with_id(&mut self, accounts: Vec<Account>, id: &str) {
        assert!(self.take(&Effect::Read(Read::Accounts, M.to_owned())));
        self.answer(Answer::Accounts(M.to_owned(), Ok(with_id(accounts, id))));
    }

    fn job_done(&mut self, job: Job) {
        let member_guid = M.to_owned();
        assert!(self.take(&Effect::StartJob { job, member_guid }));
        self.answer(Answer::Job(M.to_owned(), job, Ok(())));
        self.advance(3_700);
        self.status(M, S::Connected, true);
        self.advance(3_700);
        self.status(M, S::Connected, false);
        self.advance(1);
    }

    fn rests_on(&self) -> Vec<(Question, &str)> {
        let all = self.machine.requests().all();
        all.map(|(question, receipt)| (question, receipt.request_id.as_str()))
            .collect()
    }
}

const NUMBER: &str = "0012345678";

/// Done, by one number of one account.
fn verified() -> Rig {
    let mut rig = Rig::closed(M);
    rig.member_with_id(S::Connected, "member");
    rig.status_with_id(status_of(S::Connected, false), "status");
    rig.numbers_with_id(vec![number("ACT-1", NUMBER)], "numbers");
    rig.accounts_with_id(vec![account("ACT-1", "CHECKING")], "accounts");
    assert_eq!(rig.view().phase, P::Done);
    rig.wanted.clear();
    rig
}

#[test]
fn the_answers_that_proved_it_are_kept_and_no_earlier_ones() {
    let mut rig = Rig::closed(M);
    rig.member_with_id(S::Created, "member-1");
    rig.status_with_id(status_of(S::Created, true), "status-1");
    assert!(rig.rests_on().is_empty(), "there is no result");
    rig.advance(3_700);
    rig.status_with_id(status_of(S::Connected, false), "status-2");
    rig.numbers_with_id(vec![number("ACT-1", NUMBER)], "numbers");
    rig.accounts_with_id(vec![account("ACT-1", "CHECKING")], "accounts");
    assert_eq!(
        rig.rests_on(),
        [
            (Question::Connection, "member-1"),
            (Question::Status, "status-2"),
            (Question::Numbers, "numbers"),
            (Question::Accounts, "accounts"),
        ]
    );
}

#[test]
fn where_the_member_itself_said_it_an_older_status_is_not_named() {
    let mut rig = Rig::connecting(M);
    rig.advance(3_000);
    rig.message(said(M, S::Updated));
    rig.status_with_id(status_of(S::Updated, true), "status-of-before");
    // Too soon for another status.
    rig.message(connected(M));
    assert!(!rig.wants(Read::Status, M));
    rig.member_with_id(S::Connected, "member");
    rig.numbers_with_id(vec![number("ACT-1", NUMBER)], "numbers");
    rig.accounts_with_id(vec![account("ACT-1", "CHECKING")], "accounts");
    assert_eq!(
        rig.rests_on(),
        [
            (Question::Connection, "member"),
            (Question::Numbers, "numbers"),
            (Question::Accounts, "accounts"),
        ]
    );
}

#[test]
fn an_account_s_own_numbers_take_the_place_of_the_member_s_if_there_are_any() {
    let its_own = vec![number("ACT-2", "0087654321")];
    for (answer, expected) in [
        (its_own.clone(), (Question::NumbersByAccount, "account")),
        (vec![], (Question::Numbers, "member's")),
    ] {
        let mut rig = Rig::closed(M);
        rig.stands(M, S::Connected, false);
        rig.numbers_with_id(its_own.clone(), "member's");
        rig.accounts(
            M,
            vec![account("ACT-1", "CHECKING"), account("ACT-2", "SAVINGS")],
        );
        let answer = with_id(answer, "account");
        rig.answer(Answer::Numbers(M.to_owned(), Ok(answer)));
        assert_eq!(rig.view().phase, P::Done);
        assert_eq!(rig.rests_on(), [expected]);
    }
}

#[test]
fn numbers_that_are_read_anew_rest_on_the_new_answer() {
    let mut rig = verified();
    rig.feed(Input::DropNumbers);
    rig.feed(Input::ReadNumbersAnew);
    rig.numbers_with_id(vec![number("ACT-1", NUMBER)], "numbers again");
    let numbers: Vec<_> = rig
        .rests_on()
        .into_iter()
        .filter(|(question, _)| *question == Question::Numbers)
        .collect();
    assert_eq!(numbers, [(Question::Numbers, "numbers again")]);
}

#[test]
fn owners_and_balances_are_named_once_they_were_read() {
    let mut rig = verified();
    rig.feed(Input::IdentifyOwners);
    rig.job_done(Job::Identification);
    assert!(rig.take(&Effect::Read(Read::Owners, M.to_owned())));
    let owners = with_id(Vec::<AccountOwner>::new(), "owners");
    rig.answer(Answer::Owners(M.to_owned(), Ok(owners)));
    for id in ["balances-1", "balances-2"] {
        rig.feed(Input::CheckBalances);
        rig.job_done(Job::BalanceCheck);
        rig.accounts_with_id(vec![account("ACT-1", "CHECKING")], id);
    }
    assert_eq!(
        rig.rests_on()[2..],
        [
            (Question::Numbers, "numbers"),
            (Question::Accounts, "accounts"),
            (Question::Owners, "owners"),
            (Question::Balances, "balances-2"),
        ]
    );
}

#[test]
fn a_failed_question_after_the_end_takes_nothing_away() {
    let mut rig = verified();
    let before = rig.rests_on().len();
    rig.feed(Input::CheckBalances);
    rig.job_done(Job::BalanceCheck);
    rig.fails(Read::Accounts, M, MxProblemKind::NotAllowed);
    assert_eq!(rig.rests_on().len(), before);
}

#[test]
fn test_deposits_are_named_by_their_last_reading() {
    use connect_events::MicrodepositStatus as D;
    const MIC: &str = "MIC-1";
    let mut begin = begin(SessionMode::Verification);
    begin.microdeposit_guid = Some(MIC.to_owned());
    let mut rig = Rig::of(Machine::resumed(
        begin,
        Some("USR-1".to_owned()),
        None,
        BEGAN,
    ));
    for (status, id) in [(D::Deposited, "deposit-1"), (D::Verified, "deposit-2")] {
        assert!(rig.take(&Effect::ReadMicrodeposit(MIC.to_owned())));
        let deposit = with_id(microdeposit(MIC, status), id);
        rig.answer(Answer::Microdeposit(MIC.to_owned(), Ok(deposit)));
        rig.advance(70_000);
    }
    assert_eq!(rig.view().phase, P::Done);
    assert_eq!(rig.rests_on(), [(Question::Deposits, "deposit-2")]);
}

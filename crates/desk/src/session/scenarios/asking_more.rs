//! Owners, balances, and numbers that are dropped and read anew.

use super::*;
use crate::{
    balance_checks::BalanceChecks,
    mx::{Account, AccountOwner, Job},
    view::{Money, NameLikeness, ResultView},
};

const SINCE: &str = "2027-01-15T08:10:00Z";

fn owner(account: &str, name: &str) -> AccountOwner {
    AccountOwner {
        account_guid: account.to_owned(),
        name: name.to_owned(),
        ..AccountOwner::default()
    }
}

fn usd(amount: &str) -> Option<Money> {
    Some(Money {
        amount: amount.to_owned(),
        currency: Some("USD".to_owned()),
    })
}

impl Rig {
    fn done() -> Self {
        let mut rig = Self::closed(M);
        rig.stands(M, S::Connected, false);
        rig.numbers(
            M,
            vec![number("ACT-1", "0012345678"), number("ACT-2", "0087654321")],
        );
        rig.accounts(
            M,
            vec![account("ACT-1", "CHECKING"), account("ACT-2", "SAVINGS")],
        );
        assert_eq!(rig.view().phase, P::Done);
        rig.wanted.clear();
        rig
    }

    fn asks(&mut self, job: Job) {
        self.feed(match job {
            Job::Identification => Input::IdentifyOwners,
            _ => Input::CheckBalances,
        });
    }

    fn starts(&mut self, job: Job, result: Result<(), MxProblemKind>) {
        let member_guid = M.to_owned();
        let wanted = format!("{:?}", self.wanted);
        assert!(
            self.take(&Effect::StartJob { job, member_guid }),
            "{job:?}: {wanted}"
        );
        let result = result.map_err(crate::mx::MxProblem::new);
        self.answer(Answer::Job(M.to_owned(), job, result));
    }

    fn job_is(&mut self, status: S, is_working: bool) {
        self.advance(3_700);
        let status = MemberStatus {
            aggregated_at: Some(SINCE.to_owned()),
            ..status_of(status, is_working)
        };
        self.status_is(M, status);
        self.advance(1);
    }

    fn owners_answer(&mut self, owners: Vec<AccountOwner>) {
        assert!(
            self.take(&Effect::Read(Read::Owners, M.to_owned())),
            "{:?}",
            self.wanted
        );
        self.answer(Answer::Owners(M.to_owned(), Ok(owners.into())));
    }

    fn result(&self) -> ResultView {
        self.view().result.expect("a result")
    }
}

#[test]
fn an_owner_of_two_accounts_is_one_owner() {
    let mut rig = Rig::done();
    rig.asks(Job::Identification);
    rig.starts(Job::Identification, Ok(()));
    rig.job_is(S::Connected, true);
    rig.job_is(S::Connected, false);
    rig.owners_answer(vec![owner("ACT-1", "Jane Doe"), owner("ACT-2", "Jane Doe")]);
    let timeline = rig.view().timeline;
    assert!(
        timeline
            .iter()
            .any(|it| it.text.starts_with("MX sent 1 owner ")),
        "{timeline:?}"
    );
}

#[test]
fn the_owners_are_asked_for_and_compared_with_the_name_from_the_form() {
    let mut rig = Rig::closed(M);
    rig.machine.expect_owner(Some("Jane Doe".to_owned()));
    rig.stands(M, S::Connected, false);
    rig.one_number(M);
    rig.wanted.clear();
    assert_eq!(rig.result().owners.given_name.as_deref(), Some("Jane Doe"));
    assert!(rig.result().owners.verdict.is_none());
    rig.asks(Job::Identification);
    assert!(rig.result().owners.is_working);
    rig.starts(Job::Identification, Ok(()));
    rig.job_is(S::Connected, true);
    rig.job_is(S::Connected, false);
    rig.owners_answer(vec![
        owner("ACT-1", "DOE, JANE"),
        owner("ACT-9", "Somebody Else"),
    ]);
    let owners = rig.result().owners;
    assert!(!owners.is_working && owners.problem.is_none());
    let named = owners.owners.expect("owners");
    assert_eq!(named.len(), 1, "the other account is not in the result");
    assert_eq!(
        owners.verdict.expect("a verdict").likeness,
        NameLikeness::Likely
    );
    assert_eq!(rig.view().phase, P::Done);

    rig.feed(Input::OwnerName(Some("Richard Miles".to_owned())));
    assert_eq!(
        rig.result().owners.verdict.expect("a verdict").likeness,
        NameLikeness::Different
    );
    rig.feed(Input::OwnerName(None));
    assert!(rig.result().owners.verdict.is_none());
    assert!(
        rig.wanted.is_empty(),
        "another name is compared without asking again"
    );
}

#[test]
fn owners_names_are_not_in_the_timeline() {
    let mut rig = Rig::done();
    rig.machine.expect_owner(Some("Jane Doe".to_owned()));
    rig.asks(Job::Identification);
    rig.starts(Job::Identification, Ok(()));
    rig.job_is(S::Connected, false);
    rig.owners_answer(vec![owner("ACT-1", "Jane Doe")]);
    assert!(
        rig.texts()
            .iter()
            .any(|text| text.contains("MX sent 1 owner"))
    );
    assert!(!rig.texts().iter().any(|text| text.contains("Doe")));
}

#[test]
fn a_question_of_the_bank_s_is_said_and_the_numbers_stay() {
    let mut rig = Rig::done();
    rig.asks(Job::Identification);
    rig.starts(Job::Identification, Ok(()));
    rig.job_is(S::Challenged, true);
    let result = rig.result();
    assert_eq!(
        result.owners.problem.expect("a problem").code,
        ProblemCode::Challenged
    );
    assert!(!result.owners.is_working && result.accounts.len() == 2);
    assert_eq!((rig.view().phase, rig.view().problem), (P::Done, None));
    // Once it is answered elsewhere, it is asked again.
    rig.asks(Job::Identification);
    assert!(rig.result().owners.problem.is_none());
    rig.starts(Job::Identification, Ok(()));
}

#[test]
fn what_mx_does_not_do_for_this_client_is_said() {
    for (kind, code) in [
        (MxProblemKind::NotAllowed, ProblemCode::NotAllowed),
        (MxProblemKind::Refused, ProblemCode::RequestRefused),
        (MxProblemKind::NotFound, ProblemCode::NotFound),
    ] {
        let mut rig = Rig::done();
        rig.asks(Job::Identification);
        rig.starts(Job::Identification, Err(kind));
        assert_eq!(rig.result().owners.problem.expect("a problem").code, code);
        assert_eq!(rig.view().phase, P::Done);
    }
}

#[test]
fn a_failing_bank_ends_it_and_a_silent_one_after_two_minutes() {
    let mut failed = Rig::done();
    failed.asks(Job::Identification);
    failed.starts(Job::Identification, Ok(()));
    failed.job_is(S::Failed, false);
    assert_eq!(
        failed.result().owners.problem.expect("a problem").code,
        ProblemCode::MxUnavailable
    );

    let mut silent = Rig::done();
    silent.asks(Job::Identification);
    silent.starts(Job::Identification, Ok(()));
    for _ in 0..40 {
        silent.advance(3_700);
        if silent.wants(Read::Status, M) {
            silent.status(M, S::Connected, true);
        }
    }
    assert_eq!(
        silent.result().owners.problem.expect("a problem").code,
        ProblemCode::TimedOut
    );
    assert_eq!(
        silent.machine.wake_at(),
        None,
        "nothing is left to wake for"
    );
}

#[test]
fn offline_is_shown_and_outlived() {
    let mut rig = Rig::done();
    rig.asks(Job::Identification);
    rig.starts(Job::Identification, Err(MxProblemKind::Offline));
    assert_eq!(
        rig.result().owners.problem.expect("a problem").code,
        ProblemCode::Offline
    );
    rig.advance(4_000);
    rig.status(M, S::Connected, false);
    rig.starts(Job::Identification, Ok(()));
    rig.job_is(S::Connected, false);
    assert!(rig.result().owners.problem.is_none());
    rig.fails(Read::Owners, M, MxProblemKind::Unavailable);
    rig.advance(9_000);
    rig.owners_answer(vec![]);
    let owners = rig.result().owners;
    assert_eq!((owners.owners, owners.problem), (Some(vec![]), None));
}

#[test]
fn new_balances_replace_the_old_ones_and_are_counted() {
    let mut rig = Rig::done();
    assert_eq!(rig.result().balance_check.checks_left, 5);
    assert_eq!(rig.result().balance_check.next_at, None);
    rig.asks(Job::BalanceCheck);
    rig.starts(Job::BalanceCheck, Ok(()));
    assert_eq!(rig.result().balance_check.checks_left, 4);
    assert!(rig.result().balance_check.is_working);
    rig.job_is(S::Connected, false);
    let read = Account {
        balance: usd("100.10"),
        available: usd("90.00"),
        ..account("ACT-2", "SAVINGS")
    };
    rig.accounts(M, vec![read]);
    let result = rig.result();
    assert_eq!(result.accounts[1].balance, usd("100.10"));
    assert_eq!(result.accounts[1].available, usd("90.00"));
    assert_eq!(result.accounts[0].numbers[0].mask, "•••• 5678");
    assert!(
        result
            .balance_check
            .checked_at
            .is_some_and(|at| at.starts_with("2027-01-15T"))
    );
}

#[test]
fn after_five_checks_the_desk_asks_no_more_until_two_hours_are_over() {
    let mut rig = Rig::done();
    let checks = BalanceChecks::default();
    rig.machine.count_checks_in(checks.clone());
    for _ in 0..5 {
        checks.count(M, rig.now);
    }
    rig.asks(Job::BalanceCheck);
    assert!(rig.wanted.is_empty());
    let check = rig.result().balance_check;
    assert_eq!(
        check.problem.expect("a problem").code,
        ProblemCode::LimitReached
    );
    assert!(!check.is_working);
    let next_at: jiff::Timestamp = check.next_at.expect("a moment").parse().expect("a time");
    assert_eq!(next_at.as_millisecond(), rig.now + 2 * 60 * 60 * 1_000);
    let shown = rig.shows;
    rig.advance(2 * 60 * 60 * 1_000);
    assert!(
        rig.shows > shown,
        "the person sees that there are some again"
    );
    assert_eq!(rig.result().balance_check.checks_left, 5);
    rig.asks(Job::BalanceCheck);
    rig.starts(Job::BalanceCheck, Ok(()));
}

#[test]
fn when_mx_says_that_there_were_more_none_is_left() {
    let mut rig = Rig::done();
    rig.asks(Job::BalanceCheck);
    rig.starts(Job::BalanceCheck, Err(MxProblemKind::RateLimited));
    let check = rig.result().balance_check;
    assert_eq!(
        check.problem.expect("a problem").code,
        ProblemCode::LimitReached
    );
    assert_eq!(check.checks_left, 0);
}

#[test]
fn one_is_asked_after_the_other() {
    let mut rig = Rig::done();
    rig.asks(Job::Identification);
    rig.asks(Job::BalanceCheck);
    rig.asks(Job::BalanceCheck);
    let result = rig.result();
    assert!(result.owners.is_working && result.balance_check.is_working);
    rig.starts(Job::Identification, Ok(()));
    assert!(rig.wanted.is_empty());
    rig.job_is(S::Connected, false);
    rig.owners_answer(vec![]);
    rig.starts(Job::BalanceCheck, Ok(()));
    assert_eq!(
        rig.result().balance_check.checks_left,
        4,
        "asked twice, started once"
    );
}

#[test]
fn before_the_result_nothing_is_asked() {
    let mut rig = Rig::closed(M);
    rig.wanted.clear();
    rig.asks(Job::Identification);
    rig.asks(Job::BalanceCheck);
    assert!(rig.wanted.is_empty());
}

#[test]
fn the_one_chosen_account_s_own_numbers_are_asked_for() {
    let mut rig = Rig::closed(M);
    rig.stands(M, S::Connected, false);
    rig.numbers(M, vec![number("ACT-2", "0087654321")]);
    rig.accounts(
        M,
        vec![account("ACT-1", "CHECKING"), account("ACT-2", "SAVINGS")],
    );
    let by_account = Effect::ReadNumbersByAccount {
        member_guid: M.to_owned(),
        account_guids: vec!["ACT-2".to_owned()],
    };
    assert!(rig.take(&by_account), "{:?}", rig.wanted);
    let both = vec![number("ACT-2", "0087654321"), number("ACT-2", "0087654399")];
    rig.answer(Answer::Numbers(M.to_owned(), Ok(both.into())));
    let accounts = rig.result().accounts;
    assert_eq!((accounts.len(), accounts[0].numbers.len()), (1, 2));
}

#[test]
fn without_an_answer_about_the_account_the_member_s_numbers_do() {
    for answer in [
        Ok(vec![].into()),
        Err(crate::mx::MxProblem::new(MxProblemKind::Unavailable)),
    ] {
        let mut rig = Rig::closed(M);
        rig.stands(M, S::Connected, false);
        rig.numbers(M, vec![number("ACT-2", "0087654321")]);
        rig.accounts(
            M,
            vec![account("ACT-1", "CHECKING"), account("ACT-2", "SAVINGS")],
        );
        rig.answer(Answer::Numbers(M.to_owned(), answer));
        assert_eq!(rig.view().phase, P::Done);
        assert_eq!(rig.result().accounts[0].numbers[0].mask, "•••• 4321");
    }
}

#[test]
fn a_token_is_shown_by_the_account_s_own_digits() {
    let mut rig = Rig::closed(M);
    rig.stands(M, S::Connected, false);
    rig.numbers(M, vec![number("ACT-1", "00077799988877766")]);
    let real = Account {
        number_end: Some("4403".to_owned()),
        balance: usd("12.30"),
        ..account("ACT-1", "CHECKING")
    };
    rig.accounts(M, vec![real]);
    let account = rig.result().accounts.remove(0);
    let number = &account.numbers[0];
    assert_eq!(
        (number.mask.as_str(), number.is_tokenized),
        ("•••• 4403", true)
    );
    assert_eq!(
        (number.check_digit, account.balance),
        (Some(true), usd("12.30"))
    );
}

#[test]
fn dropped_numbers_keep_their_masks_and_come_back() {
    let mut rig = Rig::done();
    let before = rig.result().accounts;
    rig.feed(Input::DropNumbers);
    assert!(rig.result().numbers_locked && rig.machine.has_dropped_numbers());
    assert!(rig.machine.number("n1").is_none());
    assert_eq!(rig.result().accounts, before);

    rig.feed(Input::ReadNumbersAnew);
    rig.fails(Read::Numbers, M, MxProblemKind::Offline);
    assert_eq!(rig.problem().code, ProblemCode::Offline);
    rig.advance(11_000);
    rig.numbers(
        M,
        vec![number("ACT-1", "0012345678"), number("ACT-2", "0087654321")],
    );
    assert!(!rig.result().numbers_locked && rig.view().problem.is_none());
    assert_eq!(rig.result().accounts, before);
    assert!(rig.machine.number("n2").is_some());
}

#[test]
fn while_the_desk_is_locked_a_session_ends_well_and_keeps_no_number() {
    let mut rig = Rig::closed(M);
    rig.feed(Input::DropNumbers);
    rig.stands(M, S::Connected, false);
    rig.one_number(M);
    assert_eq!(rig.view().phase, P::Done);
    assert!(rig.result().numbers_locked);
    assert_eq!(rig.result().accounts[0].numbers[0].mask, "•••• 5678");
    assert!(rig.machine.number("n1").is_none());
    rig.feed(Input::ReadNumbersAnew);
    rig.numbers(M, vec![number("ACT-1", "0012345678")]);
    assert!(rig.machine.number("n1").is_some());
}

#[test]
fn locked_and_unlocked_while_the_widget_shows_its_last_page_the_numbers_come_back() {
    let mut rig = Rig::connecting(M);
    rig.message(connected(M));
    rig.verified(M);
    assert_eq!(rig.view().phase, P::Open);
    rig.feed(Input::DropNumbers);
    rig.feed(Input::ReadNumbersAnew);
    rig.wanted.clear();
    rig.advance(5_000);
    assert_eq!(rig.view().phase, P::Done);
    rig.numbers(
        M,
        vec![number("ACT-1", "0012345678"), number("ACT-2", "0087654321")],
    );
    assert!(!rig.result().numbers_locked && rig.machine.number("n2").is_some());
}

#[test]
fn no_numbers_where_there_were_some_is_no_answer() {
    let mut rig = Rig::done();
    let before = rig.result().accounts;
    rig.feed(Input::DropNumbers);
    rig.feed(Input::ReadNumbersAnew);
    rig.numbers(M, vec![]);
    assert!(rig.result().numbers_locked);
    assert_eq!(rig.problem().code, ProblemCode::UnexpectedAnswer);
    assert_eq!(rig.result().accounts, before);
}

#[test]
fn numbers_that_arrive_after_the_desk_was_locked_again_are_not_kept() {
    let mut rig = Rig::done();
    rig.feed(Input::DropNumbers);
    rig.feed(Input::ReadNumbersAnew);
    rig.feed(Input::DropNumbers);
    rig.numbers(M, vec![number("ACT-1", "0012345678")]);
    assert!(rig.machine.number("n1").is_none() && rig.result().numbers_locked);
}

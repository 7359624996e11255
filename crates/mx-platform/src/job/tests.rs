//! Following a job, on a clock of the tests' own and without a network.

use std::{
    cell::RefCell,
    collections::VecDeque,
    future::{Ready, ready},
};

use serde_json::{Value, json};

use super::*;
use crate::{Client, Credentials, TlsFailure};

const INTERVALS: std::ops::RangeInclusive<Duration> =
    Duration::from_secs(3)..=Duration::from_millis(3_600);

fn members() -> Members {
    let client = Client::builder(Credentials::new("id", "key")).build();
    client.unwrap().members("USR-1")
}

fn started(kind: JobKind) -> JobRun {
    JobRun::started(members(), "MBR-1".to_owned(), kind)
}

fn following(kind: JobKind) -> JobRun {
    JobRun::following(members(), "MBR-1".to_owned(), kind)
}

fn status(value: Value) -> MemberStatus {
    serde_json::from_value(value).unwrap()
}

fn word(word: &str, is_running: bool) -> MemberStatus {
    status(json!({ "connection_status": word, "is_being_aggregated": is_running }))
}

fn verified() -> MemberStatus {
    status(json!({
        "connection_status": "CONNECTED", "is_being_aggregated": false,
        "has_processed_account_numbers": true,
    }))
}

fn challenged(guids: &[&str]) -> MemberStatus {
    let challenges: Vec<_> = guids.iter().map(|guid| json!({ "guid": guid })).collect();
    status(json!({
        "connection_status": "CHALLENGED", "is_being_aggregated": true, "challenges": challenges,
    }))
}

/// MX's answers in turn, the last one for ever, and when each was asked for.
struct Script {
    began: Instant,
    readings: RefCell<VecDeque<Result<MemberStatus, Error>>>,
    asked: RefCell<Vec<Duration>>,
}

impl Script {
    fn new(readings: impl IntoIterator<Item = Result<MemberStatus, Error>>) -> Self {
        Self {
            began: Instant::now(),
            readings: RefCell::new(readings.into_iter().collect()),
            asked: RefCell::default(),
        }
    }

    fn of(statuses: impl IntoIterator<Item = MemberStatus>) -> Self {
        Self::new(statuses.into_iter().map(Ok))
    }

    fn read(&self) -> Ready<Result<MemberStatus, Error>> {
        self.asked.borrow_mut().push(self.began.elapsed());
        let mut readings = self.readings.borrow_mut();
        ready(match readings.len() {
            1 => readings[0].clone(),
            _ => readings.pop_front().unwrap(),
        })
    }

    fn count(&self) -> usize {
        self.asked.borrow().len()
    }

    async fn follow(&self, run: &mut JobRun) -> Result<JobOutcome, Error> {
        run.wait_for(|| self.read()).await
    }
}

async fn outcome(kind: JobKind, readings: impl IntoIterator<Item = MemberStatus>) -> JobOutcome {
    let script = Script::of(readings);
    script.follow(&mut following(kind)).await.unwrap()
}

fn failure(status: &str) -> JobOutcome {
    JobOutcome::Failed {
        status: Some(ConnectionStatus::from(status)),
        error: None,
    }
}

#[tokio::test(start_paused = true)]
async fn a_verification_ends_when_its_numbers_can_be_read() {
    let numbers_missing = status(json!({
        "connection_status": "CONNECTED", "is_being_aggregated": false,
        "has_processed_account_numbers": false,
    }));
    let script = Script::of([
        word("CREATED", true),
        word("CONNECTED", true),
        numbers_missing,
        verified(),
    ]);
    let mut run = started(JobKind::Verification);
    assert_eq!(script.follow(&mut run).await, Ok(JobOutcome::Finished));
    assert_eq!(script.count(), 4);
    assert_eq!(run.status(), Some(&verified()));
}

#[tokio::test(start_paused = true)]
async fn other_jobs_end_when_nothing_is_running_any_more() {
    for kind in [
        JobKind::Aggregation,
        JobKind::Identification,
        JobKind::History,
        JobKind::Statements,
        JobKind::Balance,
    ] {
        let readings = [word("CONNECTED", true), word("CONNECTED", false)];
        assert_eq!(outcome(kind, readings).await, JobOutcome::Finished);
    }
}

#[tokio::test(start_paused = true)]
async fn mx_is_never_asked_more_often_than_it_wants() {
    let script = Script::of([word("CREATED", true)]);
    let mut run = started(JobKind::Aggregation).interval(Duration::ZERO);
    for _ in 0..2 {
        let outcome = script.follow(&mut run).await;
        assert_eq!(outcome, Ok(JobOutcome::StillRunning));
    }
    let asked = script.asked.borrow();
    assert!(INTERVALS.contains(&asked[0]), "the first one: {asked:?}");
    let pauses: Vec<_> = asked.windows(2).map(|pair| pair[1] - pair[0]).collect();
    assert!(pauses.len() > 50, "{pauses:?}");
    // The last one of a wait may be put off by its end, never brought forward.
    assert!(pauses.iter().all(|pause| *pause >= *INTERVALS.start()));
    let within = pauses.iter().filter(|pause| INTERVALS.contains(pause));
    assert!(within.count() >= pauses.len() - 1, "{pauses:?}");
    assert!(
        pauses.iter().min() < pauses.iter().max(),
        "all in step: {pauses:?}"
    );
}

#[tokio::test(start_paused = true)]
async fn a_job_of_someone_elses_is_looked_at_at_once() {
    let script = Script::of([verified()]);
    let mut run = following(JobKind::Verification);
    assert_eq!(script.follow(&mut run).await, Ok(JobOutcome::Finished));
    assert_eq!(*script.asked.borrow(), [Duration::ZERO]);
}

#[tokio::test(start_paused = true)]
async fn waiting_ends_at_its_limit_and_can_go_on() {
    let script = Script::of([word("CREATED", true)]);
    let mut run = started(JobKind::Aggregation);
    let began = Instant::now();
    assert_eq!(script.follow(&mut run).await, Ok(JobOutcome::StillRunning));
    let elapsed = began.elapsed();
    assert!(elapsed.abs_diff(Duration::from_secs(120)) < Duration::from_millis(10));
    let readings = script.count();
    assert!((33..=40).contains(&readings), "{readings}");

    *script.readings.borrow_mut() = VecDeque::from([Ok(word("CONNECTED", false))]);
    assert_eq!(script.follow(&mut run).await, Ok(JobOutcome::Finished));
    assert_eq!(script.count(), readings + 1);
}

#[tokio::test(start_paused = true)]
async fn a_reading_that_never_ends_does_not_outlast_the_limit() {
    let mut run = following(JobKind::Aggregation).limit(Duration::from_secs(10));
    let began = Instant::now();
    let outcome = run.wait_for(std::future::pending).await;
    assert_eq!(outcome, Ok(JobOutcome::StillRunning));
    assert!(began.elapsed() < Duration::from_secs(11));
    assert_eq!(run.status(), None);
}

#[tokio::test(start_paused = true)]
async fn giving_up_waiting_keeps_to_the_interval_afterwards() {
    let script = Script::of([word("CREATED", true)]);
    let mut run = following(JobKind::Aggregation);
    for _ in 0..30 {
        let impatient = tokio::time::timeout(Duration::from_millis(500), script.follow(&mut run));
        assert!(impatient.await.is_err());
    }
    let readings = script.count();
    assert!((5..=6).contains(&readings), "{readings} readings in 15 s");
}

#[tokio::test(start_paused = true)]
async fn a_challenge_is_handed_over_answered_and_may_be_followed_by_another() {
    let script = Script::of([
        challenged(&["CRD-1"]),
        challenged(&["CRD-1"]),
        word("RESUMED", true),
        challenged(&["CRD-2", "CRD-3"]),
        word("RESUMED", true),
        verified(),
    ]);
    let mut run = started(JobKind::Verification);
    let guids = |outcome| match outcome {
        Ok(JobOutcome::Challenged(challenges)) => challenges
            .into_iter()
            .map(|challenge| challenge.guid.unwrap())
            .collect::<Vec<_>>(),
        other => panic!("{other:?}"),
    };
    assert_eq!(guids(script.follow(&mut run).await), ["CRD-1"]);
    run.resumed();
    // Shown once more, before MX has taken the answer in.
    assert_eq!(guids(script.follow(&mut run).await), ["CRD-2", "CRD-3"]);
    run.resumed();
    assert_eq!(script.follow(&mut run).await, Ok(JobOutcome::Finished));
}

#[tokio::test(start_paused = true)]
async fn the_same_challenge_asked_again_is_handed_over_again() {
    let script = Script::of([challenged(&["CRD-1"])]);
    let mut run = started(JobKind::Verification);
    let first = script.follow(&mut run).await;
    run.resumed();
    assert_eq!(script.follow(&mut run).await, first);
    assert_eq!(script.count(), 3);
}

#[tokio::test(start_paused = true)]
async fn a_challenge_that_is_not_there_yet_is_waited_for() {
    let readings = [challenged(&[]), challenged(&["CRD-1"])];
    let outcome = outcome(JobKind::Verification, readings).await;
    assert!(matches!(outcome, JobOutcome::Challenged(challenges) if challenges.len() == 1));
}

#[tokio::test(start_paused = true)]
async fn a_failure_counts_when_it_is_seen_twice() {
    for failed in [
        "PREVENTED",
        "DENIED",
        "REJECTED",
        "LOCKED",
        "IMPEDED",
        "DEGRADED",
        "DISCONNECTED",
        "DISCONTINUED",
        "CLOSED",
        "DELAYED",
        "FAILED",
        "DISABLED",
        "IMPORTED",
        "EXPIRED",
        "IMPAIRED",
    ] {
        let script = Script::of([
            word(failed, false),
            word("UPDATED", true),
            word(failed, true),
            word(failed, false),
            word(failed, false),
        ]);
        let mut run = following(JobKind::Aggregation);
        assert_eq!(script.follow(&mut run).await, Ok(failure(failed)));
        assert_eq!(script.count(), 5, "{failed}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_failure_with_a_number_counts_at_once() {
    for word in ["DENIED", "CONNECTED"] {
        let failed = status(json!({
            "connection_status": word, "is_being_aggregated": false,
            "error": { "error_code": 1000 },
        }));
        match outcome(JobKind::Verification, [failed]).await {
            JobOutcome::Failed {
                status,
                error: Some(error),
            } => {
                assert_eq!(status, Some(ConnectionStatus::from(word)));
                assert_eq!(error.error_code, Some(1000));
            }
            other => panic!("{other:?}"),
        }
    }
}

#[tokio::test(start_paused = true)]
async fn a_member_without_credentials_has_no_job_to_wait_for() {
    let none = status(json!({ "connection_status": null, "is_being_aggregated": false }));
    let expected = JobOutcome::Failed {
        status: None,
        error: None,
    };
    assert_eq!(outcome(JobKind::Aggregation, [none]).await, expected);
}

#[tokio::test(start_paused = true)]
async fn open_oauth_and_unknown_words_are_waited_out() {
    for waiting in ["PENDING", "SOMETHING_NEW"] {
        let readings = [
            word(waiting, false),
            word(waiting, false),
            word("CONNECTED", false),
        ];
        let outcome = outcome(JobKind::Aggregation, readings).await;
        assert_eq!(outcome, JobOutcome::Finished, "{waiting}");
    }
}

fn answered(status: u16) -> Error {
    Error::Api(crate::ApiError::new(
        reqwest::StatusCode::from_u16(status).unwrap(),
        &reqwest::header::HeaderMap::new(),
        b"",
    ))
}

#[tokio::test(start_paused = true)]
async fn readings_that_fail_are_skipped() {
    let script = Script::new([
        Err(answered(404)),
        Err(answered(503)),
        Err(Error::ConnectionLost),
        Err(Error::Decode { what: "member" }),
        Ok(word("CREATED", true)),
        Err(answered(404)),
        Err(answered(500)),
        Err(answered(429)),
        Err(Error::Dns),
        Ok(word("CONNECTED", false)),
    ]);
    let mut run = started(JobKind::Aggregation);
    assert_eq!(script.follow(&mut run).await, Ok(JobOutcome::Finished));
    assert_eq!(script.count(), 10);
}

#[tokio::test(start_paused = true)]
async fn five_failures_in_a_row_are_too_many() {
    let script = Script::new([Ok(word("CREATED", true)), Err(answered(502))]);
    let mut run = started(JobKind::Aggregation);
    assert_eq!(script.follow(&mut run).await, Err(answered(502)));
    assert_eq!(script.count(), 6);
}

#[tokio::test(start_paused = true)]
async fn failures_that_will_not_pass_are_returned() {
    for (error, readings) in [
        (answered(401), 1),
        (answered(403), 1),
        (answered(404), 2),
        (answered(406), 1),
        (
            Error::Tls {
                why: TlsFailure::Untrusted,
            },
            1,
        ),
    ] {
        let script = Script::new([Err(error.clone())]);
        let mut run = following(JobKind::Aggregation);
        assert_eq!(script.follow(&mut run).await, Err(error));
        assert_eq!(script.count(), readings);
    }
}

#[tokio::test(start_paused = true)]
async fn mxs_wish_for_a_longer_pause_is_kept() {
    let Error::Api(mut api) = answered(429) else {
        panic!()
    };
    api.retry_after = Some(Duration::from_secs(20));
    let script = Script::new([Err(Error::Api(api)), Ok(word("CONNECTED", false))]);
    let mut run = following(JobKind::Aggregation);
    script.follow(&mut run).await.unwrap();
    assert!(script.asked.borrow()[1] >= Duration::from_secs(20));
}

//! What a bank wants to know before it lets a customer in.

use mx_platform::{ChallengeType, JobKind, JobOutcome, JobRun, Product};

use crate::common::{Mx, in_both_at};

/// A job that meets a question, and its end, are both seen at the pace of three seconds that MX
/// asks for: at this speed the question waits for six.
const SPEED: f64 = 50.0;

async fn begun(mx: &Mx, password: &str) -> JobRun {
    let user = mx.user("u").await;
    let product = Product::AccountVerification;
    let member = mx.sign_in(&user, "mxbank", password, &[product]).await;
    let member = member.unwrap().guid.unwrap();
    // The member's own job: in the older generation it doesn't verify.
    let kind = if mx.is_newer() {
        JobKind::Verification
    } else {
        JobKind::Aggregation
    };
    mx.client.members(&user).follow(member, kind)
}

#[tokio::test]
async fn a_question_is_answered_in_words() {
    in_both_at(SPEED, async |mx| {
        let mut run = begun(&mx, "challenge").await;
        let outcome = run.wait().await.unwrap();
        let JobOutcome::Challenged(questions) = outcome else {
            panic!("{outcome:?}");
        };
        assert_eq!(questions.len(), 1);
        assert_eq!(questions[0].challenge_type, Some(ChallengeType::Text));
        assert!(questions[0].label.is_some());

        let members = mx
            .client
            .members(mx.sandbox.world().users()[0].guid.clone());
        let listed = members.challenges(run.member()).all().await.unwrap();
        assert_eq!(listed, questions);

        let answer = questions[0].answer("correct").unwrap();
        run.answer(&[answer]).await.unwrap();
        assert_eq!(run.wait().await.unwrap(), JobOutcome::Finished);
        // MX answers without content here.
        let listed = members.challenges(run.member()).all().await.unwrap();
        assert!(listed.is_empty());
    })
    .await;
}

#[tokio::test]
async fn an_option_is_chosen() {
    in_both_at(SPEED, async |mx| {
        let mut run = begun(&mx, "options").await;
        let outcome = run.wait().await.unwrap();
        let JobOutcome::Challenged(questions) = outcome else {
            panic!("{outcome:?}");
        };
        let question = &questions[0];
        assert_eq!(question.challenge_type, Some(ChallengeType::Options));
        let mut options = question.options.iter();
        let right = options.find(|option| option.value.as_deref() == Some("correct"));
        let answer = question.answer(right.unwrap().guid.clone().unwrap());
        run.answer(&[answer.unwrap()]).await.unwrap();
        assert_eq!(run.wait().await.unwrap(), JobOutcome::Finished);
    })
    .await;
}

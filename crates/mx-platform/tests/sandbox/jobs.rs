//! Members and the jobs on them, seen to their end.

use mx_platform::{
    ApiErrorKind, ConnectionStatus, JobKind, JobOutcome, MemberUpdateRequest, Product,
};
use mx_sandbox::Fault;

use crate::common::{Mx, in_both, settled};

#[tokio::test]
async fn a_member_is_verified_to_its_end() {
    in_both(async |mx| {
        let user = mx.user("u").await;
        let product = Product::AccountVerification;
        let created = mx.sign_in(&user, "mxbank", "fine", &[product]).await;
        let created = created.unwrap();
        assert_eq!(created.connection_status, Some(ConnectionStatus::Created));
        assert_eq!(created.is_being_aggregated, Some(true));
        let member = created.guid.unwrap();
        let members = mx.client.members(&user);
        settled(&members, &member).await;

        let mut run = members.verify(&member).await.unwrap();
        assert_eq!(run.wait().await.unwrap(), JobOutcome::Finished);
        let status = run.status().unwrap();
        assert_eq!(status.has_processed_account_numbers, Some(true));
        assert_eq!(status.is_authenticated, Some(true));
        let read = members.read(&member).await.unwrap();
        assert_eq!(read.connection_status, Some(ConnectionStatus::Connected));
        assert_eq!(read.institution_code.as_deref(), Some("mxbank"));
    })
    .await;
}

#[tokio::test]
async fn a_reading_that_fails_does_not_end_a_wait() {
    let mx = Mx::start(|builder| builder).await;
    let (user, member) = mx.verified().await;
    let faults = mx.sandbox.faults();
    faults.add(Fault::status("GET", "/users/*/members/*/status", 503).times(1));
    let mut run = mx
        .client
        .members(&user)
        .follow(&member, JobKind::Verification);
    assert_eq!(run.wait().await.unwrap(), JobOutcome::Finished);
    assert_eq!(faults.list()[0].seen, 2);
}

#[tokio::test]
async fn a_wrong_password_is_told() {
    in_both(async |mx| {
        let user = mx.user("u").await;
        let product = Product::AccountVerification;
        let member = mx.sign_in(&user, "mxbank", "INVALID", &[product]).await;
        let member = member.unwrap().guid.unwrap();
        let members = mx.client.members(&user);
        let status = settled(&members, &member).await;
        assert_eq!(status.connection_status, Some(ConnectionStatus::Denied));
        let mut run = members.follow(&member, JobKind::Verification);
        let outcome = run.wait().await.unwrap();
        let JobOutcome::Failed { status, .. } = outcome else {
            panic!("{outcome:?}");
        };
        assert_eq!(status, Some(ConnectionStatus::Denied));
    })
    .await;
}

#[tokio::test]
async fn members_are_listed_changed_and_deleted() {
    in_both(async |mx| {
        let (user, member) = mx.verified().await;
        let members = mx.client.members(&user);
        let change = MemberUpdateRequest {
            metadata: Some("seen by an agent".to_owned()),
            ..MemberUpdateRequest::default()
        };
        let changed = members.update(&member, &change).await.unwrap();
        assert_eq!(changed.metadata.as_deref(), Some("seen by an agent"));
        let all = members.list().all().await.unwrap();
        assert_eq!(all.len(), 1);
        assert_eq!(all[0].guid.as_ref(), Some(&member));
        assert_eq!(all[0].user_guid.as_ref(), Some(&user));
        let form = members.credentials(&member).all().await.unwrap();
        assert_eq!(form.len(), 2);

        settled(&members, &member).await;
        members.delete(&member).await.unwrap();
        let error = members.read(&member).await.unwrap_err();
        assert_eq!(error.api_kind(), Some(ApiErrorKind::NotFound));
        assert!(members.list().all().await.unwrap().is_empty());
    })
    .await;
}

#[tokio::test]
async fn the_same_login_twice_is_a_conflict() {
    in_both(async |mx| {
        let (user, _) = mx.verified().await;
        let product = Product::AccountVerification;
        let again = mx.sign_in(&user, "mxbank", "fine", &[product]).await;
        let kind = again.unwrap_err().api_kind();
        assert_eq!(kind, Some(ApiErrorKind::Conflict));
    })
    .await;
}

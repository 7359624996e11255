//! Verification by two small amounts.

use mx_platform::{
    AccountType, ApiErrorKind, Decimal, Microdeposit, MicrodepositRequest, MicrodepositStatus,
};
use secrecy::ExposeSecret;

use crate::common::{eventually, in_both_at};

/// The minutes between MX's refreshes pass in milliseconds.
const SPEED: f64 = 2_000.0;

fn status(microdeposit: &Microdeposit) -> MicrodepositStatus {
    microdeposit.status.clone().unwrap()
}

#[tokio::test]
async fn the_right_amounts_verify_an_account() {
    in_both_at(SPEED, async |mx| {
        let user = mx.user("u").await;
        let microdeposits = mx.client.microdeposits(&user);
        let mut request =
            MicrodepositRequest::account("0001234567", "990000026", AccountType::Checking);
        request.account_name = Some("Everyday".to_owned());
        let created = microdeposits.create(&request).await.unwrap();
        assert_eq!(status(&created), MicrodepositStatus::Initiated);
        assert_eq!(created.account_name.as_deref(), Some("Everyday"));
        assert_eq!(created.account_type, Some(AccountType::Checking));
        assert_eq!(created.routing_number.as_deref(), Some("990000026"));
        let shown = created.account_number.unwrap();
        assert!(shown.expose_secret().ends_with("4567"));
        assert!(!shown.expose_secret().contains("0001234567"));

        let guid = created.guid.unwrap();
        eventually(async || {
            let read = microdeposits.read(&guid).await.unwrap();
            (status(&read) == MicrodepositStatus::Deposited).then_some(())
        })
        .await;
        let wrong = [Decimal::new(9, 2), Decimal::new(10, 2)];
        let denied = microdeposits.verify(&guid, wrong).await.unwrap();
        assert_eq!(status(&denied), MicrodepositStatus::Denied);
        let right = [Decimal::new(13, 2), Decimal::new(9, 2)];
        let verified = microdeposits.verify(&guid, right).await.unwrap();
        assert_eq!(status(&verified), MicrodepositStatus::Verified);
        assert!(verified.verified_at.is_some());

        for list in [
            microdeposits.list().all().await.unwrap(),
            microdeposits.account_verifications().await.unwrap(),
        ] {
            assert_eq!(list.len(), 1);
            assert_eq!(list[0].guid.as_ref(), Some(&guid));
            assert_eq!(status(&list[0]), MicrodepositStatus::Verified);
        }
        let members = mx.client.members(&user).list().all().await.unwrap();
        assert!(members.is_empty(), "no member comes of it");

        microdeposits.delete(&guid).await.unwrap();
        let error = microdeposits.read(&guid).await.unwrap_err();
        assert_eq!(error.api_kind(), Some(ApiErrorKind::NotFound));
    })
    .await;
}

#[tokio::test]
async fn a_name_and_an_address_prepare_one() {
    in_both_at(SPEED, async |mx| {
        let user = mx.user("u").await;
        let person = MicrodepositRequest::person("ada@customer.example", "Ada", "Examplar");
        let created = mx.client.microdeposits(&user).create(&person).await;
        let created = created.unwrap();
        assert_eq!(status(&created), MicrodepositStatus::Preinitiated);
        assert_eq!(created.first_name.as_deref(), Some("Ada"));
    })
    .await;
}

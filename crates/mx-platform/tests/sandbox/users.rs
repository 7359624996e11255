//! Customers.

use mx_platform::{ApiErrorKind, Client, Credentials, UserRequest};

use crate::common::{Mx, customer, in_both};

#[tokio::test]
async fn users_are_created_read_changed_and_deleted() {
    in_both(async |mx| {
        let users = mx.client.users();
        let request = UserRequest {
            id: Some("customer-17".to_owned()),
            email: Some("someone@customer.example".to_owned()),
            metadata: Some("{\"branch\":\"north\"}".to_owned()),
            is_disabled: None,
        };
        let created = users.create(&request).await.unwrap();
        let guid = created.guid.clone().unwrap();
        assert!(guid.starts_with("USR-"));
        assert_eq!(created.id, request.id);
        assert_eq!(created.email, request.email);
        assert_eq!(created.metadata, request.metadata);
        assert_eq!(created.is_disabled, Some(false));
        assert_eq!(users.read(&guid).await.unwrap(), created);

        let change = UserRequest {
            metadata: Some("moved".to_owned()),
            ..UserRequest::default()
        };
        let changed = users.update(&guid, &change).await.unwrap();
        assert_eq!(changed.metadata.as_deref(), Some("moved"));
        assert_eq!(changed.email, request.email, "not touched");

        users.delete(&guid).await.unwrap();
        let gone = users.read(&guid).await.unwrap_err();
        assert_eq!(gone.api_kind(), Some(ApiErrorKind::NotFound));
        assert!(gone.request_id().is_some());
        assert!(users.list().all().await.unwrap().is_empty());
    })
    .await;
}

#[tokio::test]
async fn an_id_is_given_once() {
    in_both(async |mx| {
        mx.user("twice").await;
        let error = mx.client.users().create(&customer("twice")).await;
        let error = error.unwrap_err();
        assert_eq!(error.api_kind(), Some(ApiErrorKind::Conflict));
        assert!(!error.outcome_unknown());
        assert_eq!(mx.sandbox.world().users().len(), 1);
    })
    .await;
}

#[tokio::test]
async fn the_newer_generation_takes_the_partners_own_id_in_a_path() {
    in_both(async |mx| {
        let guid = mx.user("customer-17").await;
        let read = mx.client.users().read("customer-17").await;
        if mx.is_newer() {
            assert_eq!(read.unwrap().guid, Some(guid));
        } else {
            let kind = read.unwrap_err().api_kind();
            assert_eq!(kind, Some(ApiErrorKind::NotFound));
        }
    })
    .await;
}

#[tokio::test]
async fn users_are_found_by_id_and_paged() {
    in_both(async |mx| {
        for number in 0..12 {
            mx.user(&format!("customer-{number}")).await;
        }
        let users = mx.client.users();
        let found = users.list().id("customer-3").all().await.unwrap();
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].id.as_deref(), Some("customer-3"));

        let second = users.list().records_per_page(10).page(2).send().await;
        let second = second.unwrap();
        assert_eq!(second.items.len(), 2);
        assert_eq!(second.pagination.total_entries, Some(12));
        assert_eq!(second.pagination.total_pages, Some(2));
        let all = users.list().records_per_page(10).all().await.unwrap();
        assert_eq!(all.len(), 12);
    })
    .await;
}

#[tokio::test]
async fn other_keys_are_not_let_in() {
    let mx = Mx::start(|builder| builder).await;
    let stranger = Client::builder(Credentials::new(mx.sandbox.client_id(), "a guess"))
        .base_url(mx.sandbox.api_base_url())
        .build()
        .unwrap();
    let error = stranger.users().list().send().await.unwrap_err();
    assert_eq!(error.api_kind(), Some(ApiErrorKind::Unauthorized));
}

//! What a watcher sees of a whole verification: enough to follow it, and nothing secret.

use std::sync::{Arc, Mutex};

use mx_platform::{Product, WatchedAnswer, WatchedRequest, Watcher, WidgetUrlRequest};
use secrecy::ExposeSecret;

use crate::common::{in_both, settled};

#[derive(Default)]
struct Notes(Mutex<String>);

impl Watcher for Notes {
    fn sent(&self, request: WatchedRequest) {
        let body = serde_json::to_string(&request.body).unwrap();
        *self.0.lock().unwrap() += &format!("{request:?} {body}\n");
    }

    fn answered(&self, answer: WatchedAnswer) {
        let body = serde_json::to_string(&answer.body).unwrap();
        *self.0.lock().unwrap() += &format!("{answer:?} {body}\n");
    }
}

#[tokio::test]
async fn a_verification_can_be_followed_without_its_secrets() {
    in_both(async |mut mx| {
        let notes = Arc::new(Notes::default());
        mx.client = mx.client.watched_by(notes.clone());
        let user = mx.user("somebody-17").await;
        let products = [Product::AccountVerification, Product::IdentityVerification];
        let member = mx.sign_in(&user, "mxbank", "hunter2", &products).await;
        let member = member.unwrap().guid.unwrap();
        let members = mx.client.members(&user);
        settled(&members, &member).await;
        let _run = members.verify(&member).await.unwrap();
        settled(&members, &member).await;
        let _run = members.identify(&member).await.unwrap();
        settled(&members, &member).await;

        let mut secrets: Vec<String> = ["somebody-17", "hunter2", "mxuser"]
            .map(str::to_owned)
            .into();
        let keys = [mx.sandbox.client_id(), mx.sandbox.api_key()];
        secrets.extend(keys.map(str::to_owned));
        let widget = WidgetUrlRequest::verification();
        let widget = mx.client.widget_urls(&user).create(&widget).await.unwrap();
        secrets.push(widget.url.unwrap().expose_secret().to_owned());
        let numbers = mx.client.account_numbers(&user).by_member(&member);
        for number in numbers.all().await.unwrap() {
            secrets.push(number.account_number.unwrap().expose_secret().to_owned());
            secrets.push(number.routing_number.unwrap());
        }
        let owners = mx.client.account_owners(&user).by_member(&member);
        for owner in owners.all().await.unwrap() {
            secrets.extend(owner.owner_name.into_iter().chain(owner.address));
        }
        let rows = mx.client.transactions(&user).by_member(&member);
        for row in rows.send().await.unwrap().items {
            secrets.extend(row.description.into_iter().chain(row.original_description));
        }
        let accounts = mx.client.accounts(&user).by_member(&member);
        for account in accounts.all().await.unwrap() {
            secrets.push(account.balance.unwrap().to_string());
        }

        let seen = notes.0.lock().unwrap();
        for known in [
            &*user,
            &*member,
            "CONNECTED",
            "mxbank",
            "connect_widget",
            "CHECKING",
            "‹account number›",
            "has_processed_account_numbers",
        ] {
            assert!(seen.contains(known), "{known}");
        }
        assert!(secrets.len() > 15, "{}", secrets.len());
        for secret in secrets {
            let is_there = seen.contains(&format!("\"{secret}\""))
                || (secret.len() > 6 && seen.contains(&secret));
            assert!(!is_there, "{secret}");
        }
    })
    .await;
}

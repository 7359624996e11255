//! Members that sign in at the bank's own page.

use mx_platform::{ConnectionStatus, MemberCreateRequest, OauthWindowRequest, Product};
use secrecy::ExposeSecret;

use crate::common::{in_both, settled};

#[tokio::test]
async fn a_member_is_authorized_at_the_bank() {
    in_both(async |mx| {
        let user = mx.user("u").await;
        let members = mx.client.members(&user);
        let product = Product::AccountVerification;
        let request = MemberCreateRequest::oauth("mx_bank_oauth", [product]);
        let created = members.create(&request).await.unwrap();
        assert_eq!(created.is_oauth, Some(true));
        assert_eq!(created.connection_status, Some(ConnectionStatus::Pending));
        let first = created.oauth_window_uri.unwrap();
        let member = created.guid.unwrap();

        let options = OauthWindowRequest::default();
        let window = members.oauth_window(&member, &options).await.unwrap();
        assert_eq!(window.guid.as_ref(), Some(&member));
        let url = window.oauth_window_uri.unwrap();
        assert_ne!(url.expose_secret(), first.expose_secret());

        let browser = reqwest::Client::builder().no_proxy().build().unwrap();
        let opened = browser.get(url.expose_secret()).send().await.unwrap();
        let page = opened.text().await.unwrap();
        let form = page.split("action=\"").nth(1).unwrap();
        let form = form.split('"').next().unwrap();
        let pressed = browser
            .post(format!("{}{form}", mx.sandbox.widget_origin()))
            .header("content-type", "application/x-www-form-urlencoded")
            .body("decision=authorize")
            .send();
        assert!(pressed.await.unwrap().status().is_success());

        let status = settled(&members, &member).await;
        assert_eq!(status.connection_status, Some(ConnectionStatus::Connected));
        let read = members.read(&member).await.unwrap();
        assert!(read.oauth_window_uri.is_none());
    })
    .await;
}

//! Addresses of the widget.

use mx_platform::{ApiErrorKind, WidgetType, WidgetUrlRequest};
use secrecy::ExposeSecret;

use crate::common::in_both;

#[tokio::test]
async fn the_widget_opens_at_its_address_once() {
    in_both(async |mx| {
        let user = mx.user("u").await;
        let asked = mx.client.widget_urls(&user);
        let widget = asked.create(&WidgetUrlRequest::verification()).await;
        let widget = widget.unwrap();
        assert_eq!(widget.widget_type, Some(WidgetType::Connect));
        let url = widget.url.unwrap();
        let url = url.expose_secret();
        assert!(url.starts_with(&format!("{}/", mx.sandbox.widget_origin())));

        let browser = reqwest::Client::builder().no_proxy().build().unwrap();
        let open = async || browser.get(url).send().await.unwrap().text().await.unwrap();
        let (first, second) = (open().await, open().await);
        assert!(first.contains("<script"));
        assert_ne!(first, second, "it is good once");
    })
    .await;
}

#[tokio::test]
async fn the_endpoint_before_this_one_is_the_older_generations() {
    in_both(async |mx| {
        let user = mx.user("u").await;
        let asked = mx.client.widget_urls(&user);
        let request = WidgetUrlRequest::aggregation();
        let widget = asked.create_deprecated(&request).await;
        if mx.is_newer() {
            let kind = widget.unwrap_err().api_kind();
            assert_eq!(kind, Some(ApiErrorKind::NotFound));
        } else {
            let url = widget.unwrap().url.unwrap();
            assert!(url.expose_secret().starts_with(mx.sandbox.widget_origin()));
        }
    })
    .await;
}

#[tokio::test]
async fn nobody_has_no_widget() {
    in_both(async |mx| {
        let asked = mx.client.widget_urls("USR-none");
        let error = asked.create(&WidgetUrlRequest::verification()).await;
        let kind = error.unwrap_err().api_kind();
        assert_eq!(kind, Some(ApiErrorKind::NotFound));
    })
    .await;
}

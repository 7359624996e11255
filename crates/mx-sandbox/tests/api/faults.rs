use std::time::{Duration, Instant};

use mx_sandbox::{Effect, Fault, Sandbox};
use reqwest::Method;
use serde_json::{Value, json};

use crate::client::{Client, answer, refused};

#[tokio::test]
async fn a_status_hits_the_requests_it_names_as_often_as_it_says() {
    let client = Client::start().await;
    let user = client.user("u").await;
    let faults = client.sandbox.faults();
    faults.add(Fault::status("GET", "/users/*", 503).skip(1).times(2));
    let path = format!("/users/{user}");
    let mut codes = Vec::new();
    for _ in 0..4 {
        codes.push(client.get(&path).await.code);
    }
    assert_eq!(codes, [200, 503, 503, 200]);
    let set = faults.list();
    assert_eq!((set[0].seen, set[0].hits), (4, 2));
    // Neither another method nor another path.
    faults.clear();
    let id = faults.add(Fault::status("POST", "/users/*/members/**", 500));
    assert_eq!(client.get(&path).await.code, 200);
    let below = format!("{path}/members/MBR-none/verify");
    assert_eq!(client.post(&below, json!({})).await.code, 500);
    assert!(faults.remove(id) && !faults.remove(id));
    assert_eq!(client.post(&below, json!({})).await.code, 404);
}

#[tokio::test]
async fn refusals_look_like_mxs() {
    let client = Client::start().await;
    let faults = client.sandbox.faults();
    for (code, status) in [
        (401, "unauthorized"),
        (403, "forbidden"),
        (404, "not_found"),
        (409, "conflict"),
        (422, "unprocessable_entity"),
        (429, "too_many_requests"),
        (500, "internal_server_error"),
        (502, "bad_gateway"),
        (504, "gateway_timeout"),
    ] {
        faults.clear();
        faults.add(Fault::status("GET", "/users", code));
        let message = refused(&client.get("/users").await, code, status);
        assert_eq!(message.contains("allow list"), code == 403);
    }
    faults.clear();
    let busy = Effect::Status {
        code: 429,
        retry_after: Some(7),
        message: Some("Slow down".to_owned()),
        error_type: None,
    };
    faults.add(Fault::on("GET", "/users", busy));
    let response = client.request(Method::GET, "/users").send().await.unwrap();
    assert_eq!(response.headers()["retry-after"], "7");
}

#[tokio::test]
async fn a_fault_that_refuses_changes_nothing() {
    let client = Client::start().await;
    let faults = client.sandbox.faults();
    faults.add(Fault::status("POST", "/users", 502).times(1));
    let body = json!({ "user": { "id": "u" } });
    assert_eq!(client.post("/users", body.clone()).await.code, 502);
    assert!(client.sandbox.world().users().is_empty());
    // One that resets the connection inside the answer comes too late for that.
    faults.add(Fault::on("POST", "/users", Effect::ResetInside));
    assert!(
        client
            .request(Method::POST, "/users")
            .json(&body)
            .send()
            .await
            .unwrap()
            .bytes()
            .await
            .is_err()
    );
    assert_eq!(client.sandbox.world().users().len(), 1);
}

/// The answer as the socket gives it, and how it ended.
async fn raw(sandbox: &Sandbox) -> (String, std::io::Result<usize>) {
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    let address = sandbox.api_base_url().replace("http://", "");
    let mut socket = tokio::net::TcpStream::connect(address).await.unwrap();
    let request = "GET /users HTTP/1.1\r\nHost: localhost\r\n\r\n";
    socket.write_all(request.as_bytes()).await.unwrap();
    let mut got = Vec::new();
    let end = loop {
        let mut buffer = [0_u8; 4096];
        match socket.read(&mut buffer).await {
            Ok(0) => break Ok(0),
            Ok(read) => got.extend_from_slice(&buffer[..read]),
            Err(error) => break Err(error),
        }
    };
    (String::from_utf8(got).unwrap(), end)
}

#[tokio::test]
async fn connections_are_reset_where_it_is_said() {
    let client = Client::start().await;
    let faults = client.sandbox.faults();
    for (effect, head, whole) in [
        (Effect::ResetBefore, false, false),
        (Effect::ResetInside, true, false),
        (Effect::ResetAfter, true, true),
    ] {
        faults.clear();
        faults.add(Fault::on("GET", "/users", effect.clone()));
        let (got, end) = raw(&client.sandbox).await;
        let error = end.unwrap_err();
        assert_eq!(
            error.kind(),
            std::io::ErrorKind::ConnectionReset,
            "{effect:?}"
        );
        assert_eq!(got.starts_with("HTTP/1.1 401"), head, "{effect:?}: {got}");
        assert_eq!(got.ends_with("}}"), whole, "{effect:?}: {got}");
    }
}

#[tokio::test]
async fn bodies_are_spoilt() {
    let client = Client::start().await;
    let faults = client.sandbox.faults();
    let body = async |effect| {
        faults.clear();
        faults.add(Fault::on("GET", "/users", effect));
        let response = client.request(Method::GET, "/users").send().await.unwrap();
        assert_eq!(response.status(), 200);
        let kind = response.headers()["content-type"]
            .to_str()
            .unwrap()
            .to_owned();
        (kind, response.bytes().await.unwrap())
    };
    let parses = |bytes: &[u8]| serde_json::from_slice::<Value>(bytes).is_ok();

    let (_, truncated) = body(Effect::Truncated).await;
    assert!(truncated.starts_with(b"{\"") && !parses(&truncated));
    let (_, invalid) = body(Effect::InvalidJson).await;
    assert!(!parses(&invalid));
    let html = Effect::ContentType {
        value: "text/html".to_owned(),
    };
    let (kind, _) = body(html).await;
    assert_eq!(kind, "text/html");
    let (_, long) = body(Effect::Oversize { bytes: 3_000_000 }).await;
    assert_eq!(long.len(), 3_000_000);
    let started = Instant::now();
    let (_, whole) = body(Effect::Drip {
        bytes: 20,
        every_ms: 20,
    })
    .await;
    assert!(parses(&whole) && started.elapsed() > Duration::from_millis(40));
}

#[tokio::test]
async fn answers_are_late_or_never_come() {
    let client = Client::start().await;
    let faults = client.sandbox.faults();
    let late = Fault::on("GET", "/users", Effect::Delay).latency(Duration::from_millis(80));
    faults.add(late.times(1));
    let started = Instant::now();
    assert_eq!(client.get("/users").await.code, 200);
    assert!(started.elapsed() >= Duration::from_millis(80));
    faults.add(Fault::on("GET", "/users", Effect::Hang));
    let request = client.request(Method::GET, "/users");
    let waited = request.timeout(Duration::from_millis(100)).send().await;
    assert!(waited.unwrap_err().is_timeout());
}

#[tokio::test]
async fn a_redirect_leads_elsewhere() {
    let client = Client::start().await;
    let elsewhere = Effect::Redirect {
        to: "http://elsewhere.example/users".to_owned(),
    };
    client
        .sandbox
        .faults()
        .add(Fault::on("GET", "/users", elsewhere));
    let policy = reqwest::redirect::Policy::none();
    let plain = reqwest::Client::builder().no_proxy().redirect(policy);
    let url = format!("{}/users", client.sandbox.api_base_url());
    let response = plain.build().unwrap().get(url).send().await.unwrap();
    assert_eq!(response.status(), 302);
    let to = response.headers()["location"].to_str().unwrap();
    assert_eq!(to, "http://elsewhere.example/users");
}

#[tokio::test]
async fn the_connect_page_fails_in_every_way() {
    let client = Client::start().await;
    let user = client.user("u").await;
    let faults = client.sandbox.faults();
    let page = async |effect: Option<Effect>| {
        faults.clear();
        if let Some(effect) = effect {
            faults.add(Fault::on("GET", "/md/connect/*", effect));
        }
        let options = json!({ "widget_url": { "widget_type": "connect_widget" } });
        let url = client
            .post(&format!("/users/{user}/widget_urls"), options)
            .await;
        let url = url.body["widget_url"]["url"].as_str().unwrap().to_owned();
        let request = reqwest::Client::builder()
            .no_proxy()
            .build()
            .unwrap()
            .get(url);
        let response = request
            .timeout(Duration::from_millis(500))
            .send()
            .await
            .ok()?;
        Some((response.status().as_u16(), response.text().await.unwrap()))
    };
    let (code, fine) = page(None).await.unwrap();
    assert!(code == 200 && fine.contains("<script"));
    let (code, mute) = page(Some(Effect::Mute)).await.unwrap();
    assert!(code == 200 && !mute.contains("<script") && mute.contains("</html>"));
    let (code, used) = page(Some(Effect::UsedUrl)).await.unwrap();
    assert!(code == 410 && used.contains("used"));
    let (code, expired) = page(Some(Effect::ExpiredUrl)).await.unwrap();
    assert!(code == 410 && expired.contains("expired"));
    let lie = Effect::Lie {
        member_guid: "MBR-somebody-elses".to_owned(),
    };
    let (_, lying) = page(Some(lie)).await.unwrap();
    assert!(lying.contains("MBR-somebody-elses"));
    let (_, flooding) = page(Some(Effect::Flood { per_second: 10_000 }))
        .await
        .unwrap();
    assert!(flooding.contains("10000"));
    assert_eq!(page(Some(Effect::Hang)).await, None);
}

#[tokio::test]
async fn whoever_has_no_credentials_is_still_refused_under_a_delay() {
    let client = Client::start().await;
    client
        .sandbox
        .faults()
        .add(Fault::on("GET", "/**", Effect::Delay));
    refused(
        &answer(client.bare(Method::GET, "/users")).await,
        401,
        "unauthorized",
    );
}

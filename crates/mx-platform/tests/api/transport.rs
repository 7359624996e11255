//! Connections: where the keys go, what is read, and how the ways of not being connected are told
//! apart.

use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};

use mx_platform::{Client, Error, RetryPolicy, TimeoutPhase, TlsFailure, UserRequest};
use serde_json::json;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpListener,
    sync::mpsc,
};
use wiremock::{MockServer, ResponseTemplate};

use crate::common::{Mx, builder, head, listen, run_alone};

async fn read_user(client: &Client) -> Error {
    client.users().read("USR-1").await.unwrap_err()
}

#[tokio::test]
async fn a_redirect_is_reported_and_the_keys_go_nowhere_else() {
    let elsewhere = MockServer::start().await;
    for status in [301, 302, 303, 307, 308] {
        let mx = Mx::start().await;
        let location = format!("{}/users/USR-1", elsewhere.uri());
        mx.answer(ResponseTemplate::new(status).insert_header("location", location))
            .await;
        assert_eq!(
            read_user(&mx.client).await,
            Error::UnexpectedRedirect { status }
        );
        let user = UserRequest {
            id: Some("customer-17".to_owned()),
            ..UserRequest::default()
        };
        let error = mx.client.users().create(&user).await.unwrap_err();
        assert_eq!(error, Error::UnexpectedRedirect { status });
        assert_eq!(mx.requests().await.len(), 2);
    }
    assert!(elsewhere.received_requests().await.unwrap().is_empty());
}

#[tokio::test]
async fn an_answer_announced_as_too_large_is_not_waited_for() {
    let address = listen(|mut stream| async move {
        head(&mut stream).await;
        let length = Client::MAX_ANSWER_BYTES + 1;
        let start = format!("HTTP/1.1 200 OK\r\ncontent-length: {length}\r\n\r\n");
        stream.write_all(start.as_bytes()).await.unwrap();
        tokio::time::sleep(Duration::from_secs(60)).await;
    })
    .await;
    let client = builder(format!("http://{address}")).build().unwrap();
    assert_eq!(
        read_user(&client).await,
        Error::TooLarge {
            limit: Client::MAX_ANSWER_BYTES
        }
    );
}

#[tokio::test]
async fn an_answer_without_end_is_read_up_to_the_limit() {
    let sent = Arc::new(AtomicUsize::new(0));
    let counter = Arc::clone(&sent);
    let address = listen(move |mut stream| {
        let counter = Arc::clone(&counter);
        async move {
            head(&mut stream).await;
            let start = "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n";
            stream.write_all(start.as_bytes()).await.unwrap();
            let chunk = format!("10000\r\n{}\r\n", " ".repeat(0x10000));
            while stream.write_all(chunk.as_bytes()).await.is_ok() {
                counter.fetch_add(0x10000, Ordering::Relaxed);
            }
        }
    })
    .await;
    let client = builder(format!("http://{address}")).build().unwrap();
    assert_eq!(
        read_user(&client).await,
        Error::TooLarge {
            limit: Client::MAX_ANSWER_BYTES
        }
    );
    // What is beyond the limit was in the sockets' buffers.
    let sent = sent.load(Ordering::Relaxed);
    assert!(sent < 4 * Client::MAX_ANSWER_BYTES, "{sent} bytes sent");
}

#[tokio::test]
async fn a_large_answer_within_the_limit_is_read() {
    let mx = Mx::start().await;
    let body = format!(
        "{{\"user\":{{}}{}}}",
        " ".repeat(Client::MAX_ANSWER_BYTES - 11)
    );
    assert_eq!(body.len(), Client::MAX_ANSWER_BYTES);
    mx.answer(ResponseTemplate::new(200).set_body_string(body))
        .await;
    assert!(mx.client.users().read("USR-1").await.is_ok());
}

#[tokio::test]
async fn nobody_listening_is_no_connection() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    drop(listener);
    let client = builder(format!("http://{address}")).build().unwrap();
    let error = read_user(&client).await;
    assert_eq!(error, Error::Connect);
    assert!(!error.outcome_unknown());
}

#[tokio::test]
async fn an_unknown_name_is_told_apart_from_a_refused_connection() {
    assert!(run_alone("transport::the_name_does_not_resolve", &[]).await);
}

/// Run by the test above without proxies: behind one it is the proxy that resolves names.
#[tokio::test]
async fn the_name_does_not_resolve() {
    let client = builder("https://mx-platform.invalid").build().unwrap();
    let error = read_user(&client).await;
    let behind_proxy = ["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"]
        .iter()
        .any(|name| std::env::var_os(name).is_some());
    assert!(error == Error::Dns || behind_proxy, "{error:?}");
    assert!(!error.outcome_unknown());
}

#[tokio::test]
async fn a_server_without_tls_is_a_tls_failure() {
    let server = MockServer::start().await;
    let client = builder(server.uri().replace("http://", "https://"))
        .build()
        .unwrap();
    let why = TlsFailure::NoAgreement;
    assert_eq!(read_user(&client).await, Error::Tls { why });
    assert!(server.received_requests().await.unwrap().is_empty());
}

#[tokio::test]
async fn a_handshake_that_is_broken_off_is_no_missing_network() {
    // An alert of TLS: "handshake failure".
    let alert = [0x15, 0x03, 0x03, 0x00, 0x02, 0x02, 0x28];
    let cases: [(bool, &'static [u8], TlsFailure); 3] = [
        (false, &[], TlsFailure::Closed),
        (true, &[], TlsFailure::Closed),
        (false, Box::leak(Box::new(alert)), TlsFailure::NoAgreement),
    ];
    for (resets, answer, why) in cases {
        let connections = Arc::new(AtomicUsize::new(0));
        let counter = Arc::clone(&connections);
        let address = listen(move |mut stream| {
            counter.fetch_add(1, Ordering::Relaxed);
            async move {
                let mut hello = [0; 5];
                let _ = stream.read_exact(&mut hello).await;
                let _ = stream.write_all(answer).await;
                if resets {
                    stream.set_zero_linger().unwrap();
                } else {
                    // What was not read yet would turn the end into a reset.
                    let _ = stream.read(&mut [0; 4096]).await;
                }
            }
        })
        .await;
        let policy = RetryPolicy {
            attempts: 2,
            base: Duration::ZERO,
            cap: Duration::ZERO,
        };
        let client = builder(format!("https://{address}"))
            .retry(policy)
            .build()
            .unwrap();
        let error = read_user(&client).await;
        assert_eq!(error, Error::Tls { why });
        assert!(!error.outcome_unknown(), "nothing of the request was sent");
        // Broken off, it may go better the next time; refused, it won't.
        let tries = if why == TlsFailure::Closed { 2 } else { 1 };
        assert_eq!(connections.load(Ordering::Relaxed), tries);
    }
}

#[tokio::test]
async fn a_handshake_that_never_ends_is_a_connect_timeout() {
    let address = listen(|stream| async move {
        tokio::time::sleep(Duration::from_secs(60)).await;
        drop(stream);
    })
    .await;
    let client = builder(format!("https://{address}"))
        .connect_timeout(Duration::from_millis(100))
        .build()
        .unwrap();
    let error = read_user(&client).await;
    assert_eq!(
        error,
        Error::Timeout {
            phase: TimeoutPhase::Connect
        }
    );
    assert!(!error.outcome_unknown());
}

#[tokio::test]
async fn an_answer_that_never_comes_is_a_call_timeout_and_may_have_been_acted_on() {
    let mx = Mx::start_with(|builder| builder.call_timeout(Duration::from_millis(500))).await;
    mx.answer(ResponseTemplate::new(200).set_delay(Duration::from_secs(60)))
        .await;
    let began = Instant::now();
    let user = UserRequest {
        id: Some("customer-17".to_owned()),
        ..UserRequest::default()
    };
    let error = mx.client.users().create(&user).await.unwrap_err();
    assert_eq!(
        error,
        Error::Timeout {
            phase: TimeoutPhase::Call
        }
    );
    assert!(error.outcome_unknown());
    assert!(began.elapsed() < Duration::from_secs(5));
    assert_eq!(mx.requests().await.len(), 1);
}

#[tokio::test]
async fn a_body_that_never_ends_is_a_call_timeout() {
    let address = listen(|mut stream| async move {
        head(&mut stream).await;
        stream
            .write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{")
            .await
            .unwrap();
        tokio::time::sleep(Duration::from_secs(60)).await;
    })
    .await;
    let client = builder(format!("http://{address}"))
        .call_timeout(Duration::from_millis(100))
        .build()
        .unwrap();
    assert_eq!(
        read_user(&client).await,
        Error::Timeout {
            phase: TimeoutPhase::Call
        }
    );
}

#[tokio::test]
async fn a_broken_connection_is_repeated_for_reads_alone() {
    let answers = [
        "",
        "HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{\"user\"",
    ];
    for answer in answers {
        let connections = Arc::new(AtomicUsize::new(0));
        let counter = Arc::clone(&connections);
        let address = listen(move |mut stream| {
            counter.fetch_add(1, Ordering::Relaxed);
            async move {
                head(&mut stream).await;
                // The other side may be gone already; then it has seen a broken connection, too.
                let _ = stream.write_all(answer.as_bytes()).await;
            }
        })
        .await;
        let policy = RetryPolicy {
            attempts: 3,
            base: Duration::ZERO,
            cap: Duration::ZERO,
        };
        let client = builder(format!("http://{address}"))
            .retry(policy)
            .build()
            .unwrap();

        let error = read_user(&client).await;
        assert_eq!(error, Error::ConnectionLost);
        assert!(error.outcome_unknown());
        assert_eq!(connections.swap(0, Ordering::Relaxed), 3);

        let user = UserRequest {
            id: Some("customer-17".to_owned()),
            ..UserRequest::default()
        };
        let error = client.users().create(&user).await.unwrap_err();
        assert_eq!(error, Error::ConnectionLost);
        assert_eq!(connections.load(Ordering::Relaxed), 1);
    }
}

#[tokio::test]
async fn calls_share_a_connection() {
    let connections = Arc::new(AtomicUsize::new(0));
    let counter = Arc::clone(&connections);
    let address = listen(move |mut stream| {
        counter.fetch_add(1, Ordering::Relaxed);
        async move {
            let answer = "HTTP/1.1 200 OK\r\ncontent-length: 11\r\n\r\n{\"user\":{}}";
            while !head(&mut stream).await.is_empty() {
                stream.write_all(answer.as_bytes()).await.unwrap();
            }
        }
    })
    .await;
    let client = builder(format!("http://{address}")).build().unwrap();
    for _ in 0..5 {
        client.clone().users().read("USR-1").await.unwrap();
    }
    assert_eq!(connections.load(Ordering::Relaxed), 1);
}

#[tokio::test]
async fn a_gateway_may_live_under_a_path() {
    let mx = Mx::start().await;
    mx.on("GET", "/mx/v1/users/USR-1", json!({ "user": {} }))
        .await;
    for slash in ["", "/"] {
        let base = format!("{}/mx/v1{slash}", mx.server.uri());
        builder(base)
            .build()
            .unwrap()
            .users()
            .read("USR-1")
            .await
            .unwrap();
    }
}

#[tokio::test]
async fn localhost_means_this_computer() {
    let mx = Mx::start().await;
    mx.on("GET", "/users/USR-1", json!({ "user": {} })).await;
    let base = format!("http://localhost:{}", mx.server.address().port());
    builder(base)
        .build()
        .unwrap()
        .users()
        .read("USR-1")
        .await
        .unwrap();
}

/// Whether anybody asks the proxy for anything while `test` runs behind it, and if so, for what.
async fn asked_of_proxy(test: &str) -> (bool, Option<String>) {
    let (seen, mut asked) = mpsc::unbounded_channel();
    let proxy = listen(move |mut stream| {
        let seen = seen.clone();
        async move {
            let head = head(&mut stream).await;
            let _ = seen.send(head);
            let _ = stream
                .write_all(b"HTTP/1.1 502 Bad Gateway\r\ncontent-length: 0\r\n\r\n")
                .await;
        }
    })
    .await;
    let proxy = format!("http://{proxy}");
    let passed = run_alone(test, &[("http_proxy", &proxy), ("https_proxy", &proxy)]).await;
    (passed, asked.try_recv().ok())
}

#[tokio::test]
async fn loopback_is_reached_past_the_systems_proxy() {
    let (passed, asked) = asked_of_proxy("transport::localhost_means_this_computer").await;
    assert!(passed);
    assert_eq!(asked, None);
}

#[tokio::test]
async fn other_hosts_are_reached_through_the_systems_proxy_which_gets_no_keys() {
    let (passed, asked) = asked_of_proxy("transport::the_name_does_not_resolve").await;
    assert!(passed);
    let asked = asked.unwrap().to_lowercase();
    assert!(
        asked.starts_with("connect mx-platform.invalid:443 "),
        "{asked}"
    );
    assert!(!asked.contains("authorization"), "{asked}");
}

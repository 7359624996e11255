//! A server that plays MX, and a client for it.

use std::{net::SocketAddr, time::Duration};

use futures::FutureExt;
use mx_platform::{Client, ClientBuilder, Credentials, RetryPolicy};
use serde_json::{Value, json};
use tokio::{
    io::AsyncReadExt,
    net::{TcpListener, TcpStream},
};
use wiremock::{
    Mock, MockBuilder, MockServer, Request, ResponseTemplate,
    matchers::{any, method, path},
};

use crate::openapi;

pub(crate) const CLIENT_ID: &str = "client-4711";
pub(crate) const API_KEY: &str = "key-5f1d0c77-öß";
/// `Basic` and the Base64 of `CLIENT_ID:API_KEY`.
pub(crate) const AUTHORIZATION: &str = "Basic Y2xpZW50LTQ3MTE6a2V5LTVmMWQwYzc3LcO2w58=";

/// A client's settings for `base_url`: one try, quick to give up.
pub(crate) fn builder(base_url: impl Into<String>) -> ClientBuilder {
    Client::builder(Credentials::new(CLIENT_ID, API_KEY))
        .base_url(base_url)
        .retry(RetryPolicy::NEVER)
        .call_timeout(Duration::from_secs(10))
}

/// A server and a client for it.
pub(crate) struct Mx {
    pub(crate) server: MockServer,
    pub(crate) client: Client,
}

impl Mx {
    pub(crate) async fn start() -> Self {
        Self::start_with(|builder| builder).await
    }

    pub(crate) async fn start_with(settings: impl FnOnce(ClientBuilder) -> ClientBuilder) -> Self {
        let server = MockServer::start().await;
        let client = settings(builder(server.uri())).build().unwrap();
        Self { server, client }
    }

    /// Answers every request with this.
    pub(crate) async fn answer(&self, template: ResponseTemplate) {
        Mock::given(any())
            .respond_with(template)
            .mount(&self.server)
            .await;
    }

    /// Answers this method and path, and nothing else, with a JSON body.
    pub(crate) async fn on(&self, verb: &str, at: &str, body: Value) {
        given(verb, at)
            .respond_with(ResponseTemplate::new(200).set_body_json(body))
            .mount(&self.server)
            .await;
    }

    /// Forgets what was answered and asked so far.
    pub(crate) async fn reset(&self) {
        openapi::record(&self.requests().await);
        self.server.reset().await;
    }

    pub(crate) async fn requests(&self) -> Vec<Request> {
        self.server.received_requests().await.unwrap()
    }

    /// The one request that was made.
    pub(crate) async fn request(&self) -> Request {
        let mut requests = self.requests().await;
        assert_eq!(requests.len(), 1, "{requests:?}");
        requests.remove(0)
    }
}

impl Drop for Mx {
    fn drop(&mut self) {
        loop {
            // The list is only locked while a request is being answered.
            if let Some(requests) = self.server.received_requests().now_or_never() {
                return openapi::record(&requests.unwrap_or_default());
            }
            std::thread::yield_now();
        }
    }
}

pub(crate) fn given(verb: &str, at: &str) -> MockBuilder {
    Mock::given(method(verb)).and(path(at))
}

/// A list as MX wraps it: `items` under `key`, being page `page` of `pages`.
pub(crate) fn list(key: &str, items: &Value, page: u32, pages: u32) -> Value {
    json!({
        key: items,
        "pagination": {
            "current_page": page, "per_page": 25, "total_entries": 99, "total_pages": pages,
        },
    })
}

pub(crate) fn header<'a>(request: &'a Request, name: &str) -> Option<&'a str> {
    request
        .headers
        .get(name)
        .map(|value| value.to_str().unwrap())
}

/// The query, in the order it was sent.
pub(crate) fn query(request: &Request) -> Vec<(String, String)> {
    request.url.query_pairs().into_owned().collect()
}

/// What every request of the newer API generation carries.
pub(crate) fn assert_common_headers(request: &Request) {
    assert_eq!(header(request, "authorization"), Some(AUTHORIZATION));
    assert_eq!(header(request, "accept"), Some("application/json"));
    assert_eq!(header(request, "accept-version"), Some("v20250224"));
    assert_eq!(header(request, "accept-encoding"), None);
    let has_body = !request.body.is_empty();
    assert_eq!(
        header(request, "content-type"),
        has_body.then_some("application/json")
    );
}

/// Runs one test of this binary in a process of its own, with other environment variables, free
/// of the proxy settings of this one. Returns whether it passed.
pub(crate) async fn run_alone(test: &str, variables: &[(&str, &str)]) -> bool {
    let mut command = tokio::process::Command::new(std::env::current_exe().unwrap());
    for name in ["HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY"] {
        command.env_remove(name).env_remove(name.to_lowercase());
    }
    let output = command
        .args(["--exact", test])
        .envs(variables.iter().copied())
        .kill_on_drop(true)
        .output()
        .await
        .unwrap();
    let text = String::from_utf8_lossy(&output.stdout);
    assert!(
        text.contains("running 1 test"),
        "{test} is not a test: {text}"
    );
    output.status.success()
}

/// Accepts connections and hands each to `answer`.
pub(crate) async fn listen<F>(answer: impl Fn(TcpStream) -> F + Send + 'static) -> SocketAddr
where
    F: Future<Output = ()> + Send + 'static,
{
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            tokio::spawn(answer(stream));
        }
    });
    address
}

/// Reads a request's head.
pub(crate) async fn head(stream: &mut TcpStream) -> String {
    let mut head = Vec::new();
    let mut buffer = [0; 1024];
    while !head.windows(4).any(|window| window == b"\r\n\r\n") {
        match stream.read(&mut buffer).await {
            Ok(0) | Err(_) => break,
            Ok(length) => head.extend_from_slice(&buffer[..length]),
        }
    }
    String::from_utf8_lossy(&head).into_owned()
}

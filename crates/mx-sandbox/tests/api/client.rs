//! A client as plain as they come.

use std::{future::Future, time::Duration};

use mx_sandbox::{Sandbox, SandboxBuilder};
use reqwest::{Method, RequestBuilder, Response, header};
use serde_json::{Value, json};

pub(crate) const LOGIN: &str = "CRD-9f61fb4c-912c-bd1e-b175-ccc7f0275cc1";
pub(crate) const PASSWORD: &str = "CRD-e3d7ea81-aac7-05e9-fbdd-4b493c6e474d";

/// MX Bank's fourteen seconds take a seventh of one, and a question waits for three.
const SPEED: f64 = 100.0;
const PATIENCE: Duration = Duration::from_secs(10);
const PAUSE: Duration = Duration::from_millis(3);

pub(crate) struct Client {
    pub(crate) sandbox: Sandbox,
    http: reqwest::Client,
}

pub(crate) struct Answer {
    pub(crate) code: u16,
    pub(crate) content_type: Option<String>,
    pub(crate) request_id: Option<String>,
    pub(crate) body: Value,
}

impl Client {
    pub(crate) async fn start() -> Self {
        Self::start_with(Sandbox::builder().speed(SPEED)).await
    }

    pub(crate) async fn start_with(builder: SandboxBuilder) -> Self {
        let sandbox = builder.start().await.unwrap();
        let http = reqwest::Client::builder().no_proxy().build().unwrap();
        Self { sandbox, http }
    }

    /// A request without credentials or version.
    pub(crate) fn bare(&self, method: Method, path: &str) -> RequestBuilder {
        let url = format!("{}{path}", self.sandbox.api_base_url());
        self.http.request(method, url)
    }

    pub(crate) fn authorized(&self, method: Method, path: &str) -> RequestBuilder {
        self.bare(method, path)
            .basic_auth(self.sandbox.client_id(), Some(self.sandbox.api_key()))
    }

    pub(crate) fn request(&self, method: Method, path: &str) -> RequestBuilder {
        self.authorized(method, path)
            .header(header::ACCEPT, "application/json")
            .header("accept-version", "v20250224")
    }

    pub(crate) async fn get(&self, path: &str) -> Answer {
        answer(self.request(Method::GET, path)).await
    }

    /// The same in the older generation.
    pub(crate) async fn get_2011(&self, path: &str) -> Answer {
        let request = self
            .authorized(Method::GET, path)
            .header(header::ACCEPT, "application/vnd.mx.api.v1+json");
        answer(request).await
    }

    pub(crate) async fn post(&self, path: &str, body: Value) -> Answer {
        answer(self.request(Method::POST, path).json(&body)).await
    }

    pub(crate) async fn put(&self, path: &str, body: Value) -> Answer {
        answer(self.request(Method::PUT, path).json(&body)).await
    }

    pub(crate) async fn delete(&self, path: &str) -> Answer {
        answer(self.request(Method::DELETE, path)).await
    }

    /// Creates a user and gives its guid.
    pub(crate) async fn user(&self, id: &str) -> String {
        let created = self.post("/users", json!({ "user": { "id": id } })).await;
        created.body["user"]["guid"].as_str().unwrap().to_owned()
    }

    /// Starts a verification of MX Bank with a password.
    pub(crate) async fn connect(&self, user: &str, password: &str) -> Answer {
        let body = json!({
            "member": { "institution_code": "mxbank", "credentials": credentials(password) },
            "data_request": { "products": ["account_verification"] },
        });
        self.post(&format!("/users/{user}/members"), body).await
    }

    /// The same in the older generation.
    pub(crate) async fn post_2011(&self, path: &str, body: Value) -> Answer {
        let request = self
            .authorized(Method::POST, path)
            .header(header::ACCEPT, "application/vnd.mx.api.v1+json");
        answer(request.json(&body)).await
    }

    /// Connects any institution that takes a login, and gives the member's path.
    pub(crate) async fn at(
        &self,
        user: &str,
        code: &str,
        password: &str,
        products: &[&str],
    ) -> String {
        let form = self.get(&format!("/institutions/{code}/credentials")).await;
        let guid = |index: usize| form.body["credentials"][index]["guid"].clone();
        let body = json!({
            "member": {
                "institution_code": code,
                "credentials": [
                    { "guid": guid(0), "value": "someone" },
                    { "guid": guid(1), "value": password },
                ],
            },
            "data_request": { "products": products },
        });
        let created = self.post(&format!("/users/{user}/members"), body).await;
        assert_eq!(created.code, 202, "{}", created.body);
        let guid = created.body["member"]["guid"].as_str().unwrap();
        format!("/users/{user}/members/{guid}")
    }

    /// Starts one and gives the member's path.
    pub(crate) async fn member(&self, user: &str, password: &str) -> String {
        let created = self.connect(user, password).await;
        assert_eq!(created.code, 202, "{}", created.body);
        let guid = created.body["member"]["guid"].as_str().unwrap();
        format!("/users/{user}/members/{guid}")
    }

    /// Reads the member's status until no job runs.
    pub(crate) async fn settled(&self, member: &str) -> Value {
        eventually(|| async {
            let answer = self.get(&format!("{member}/status")).await;
            let status = answer.body["member"].clone();
            (status["is_being_aggregated"] == false).then_some(status)
        })
        .await
    }

    /// A customer with a verified MX Bank: the user's guid and the member's path.
    pub(crate) async fn verified(&self) -> (String, String) {
        let user = self.user("verified").await;
        let member = self.member(&user, "fine").await;
        self.settled(&member).await;
        (user, member)
    }
}

pub(crate) fn credentials(password: &str) -> Value {
    json!([{ "guid": LOGIN, "value": "mxuser" }, { "guid": PASSWORD, "value": password }])
}

pub(crate) async fn answer(request: RequestBuilder) -> Answer {
    let response = request.send().await.unwrap();
    let header = |name: &str, response: &Response| {
        let value = response.headers().get(name)?;
        Some(value.to_str().unwrap().to_owned())
    };
    Answer {
        code: response.status().as_u16(),
        content_type: header("content-type", &response),
        request_id: header("x-request-id", &response),
        body: response.json().await.unwrap_or(Value::Null),
    }
}

pub(crate) async fn eventually<T, F>(mut look: impl FnMut() -> F) -> T
where
    F: Future<Output = Option<T>>,
{
    let looking = async {
        loop {
            if let Some(found) = look().await {
                return found;
            }
            tokio::time::sleep(PAUSE).await;
        }
    };
    tokio::time::timeout(PATIENCE, looking).await.unwrap()
}

/// Asserts the envelope, and gives its message.
pub(crate) fn refused(answer: &Answer, code: u16, status: &str) -> String {
    assert_eq!(answer.code, code, "{}", answer.body);
    let error = &answer.body["error"];
    assert_eq!(error["status"], status);
    assert_eq!(error["type"], format!("{status}_error"));
    error["message"].as_str().unwrap().to_owned()
}

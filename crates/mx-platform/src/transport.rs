//! One call: send, wait, measure, repeat if that is allowed, read.

use std::{
    collections::BTreeMap,
    time::{Duration, Instant},
};

use jiff::Timestamp;
use reqwest::{
    Response,
    header::{ACCEPT, ACCEPT_LANGUAGE, CONTENT_TYPE, HeaderValue},
};
use secrecy::{ExposeSecret, zeroize::Zeroizing};
use serde::Serialize;
use tokio::time::{sleep, timeout};

use crate::{
    ApiError, CallOutcome, CallReport, Client, Error, TimeoutPhase, WatchedAnswer, error, retry,
    route::Route, watch::Seen,
};

/// The most that is read of an error's body; MX's envelope has a few hundred bytes.
const MAX_ERROR_BYTES: usize = 64 * 1024;
/// How long it is waited for. The status alone says most of what there is to say.
const ERROR_BODY_TIMEOUT: Duration = Duration::from_secs(2);

/// The methods the API knows.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Method {
    Get,
    Post,
    Put,
    Delete,
}

impl Method {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
            Self::Put => "PUT",
            Self::Delete => "DELETE",
        }
    }

    fn http(self) -> reqwest::Method {
        match self {
            Self::Get => reqwest::Method::GET,
            Self::Post => reqwest::Method::POST,
            Self::Put => reqwest::Method::PUT,
            Self::Delete => reqwest::Method::DELETE,
        }
    }
}

/// What to ask.
pub(crate) struct Call<'a> {
    pub(crate) method: Method,
    pub(crate) route: &'a Route,
    /// What is read or changed, by MX's name.
    what: &'static str,
    pub(crate) query: Vec<(&'static str, String)>,
    pub(crate) body: Option<Zeroizing<Vec<u8>>>,
    accept_language: Option<HeaderValue>,
    takes_payload: bool,
    may_repeat: bool,
}

impl<'a> Call<'a> {
    pub(crate) fn new(method: Method, route: &'a Route, what: &'static str) -> Self {
        Self {
            method,
            route,
            what,
            query: Vec::new(),
            body: None,
            accept_language: None,
            takes_payload: false,
            may_repeat: method == Method::Get,
        }
    }

    /// Made once, even if it is a read.
    pub(crate) fn once(mut self) -> Self {
        self.may_repeat = false;
        self
    }

    /// The query; a name may come more than once.
    pub(crate) fn query(mut self, query: Vec<(&'static str, String)>) -> Self {
        self.query = query;
        self
    }

    /// The body, wrapped as MX wants it: under the name of what is sent.
    pub(crate) fn body(self, content: &impl Serialize) -> Result<Self, Error> {
        let wrapped = BTreeMap::from([(self.what, content)]);
        self.whole_body(&wrapped)
    }

    /// The body as it is.
    pub(crate) fn whole_body(mut self, content: &impl Serialize) -> Result<Self, Error> {
        let bytes = serde_json::to_vec(content).map_err(|_| Error::InvalidInput {
            field: self.what,
            reason: "it is not JSON",
        })?;
        self.body = Some(Zeroizing::new(bytes));
        Ok(self)
    }

    /// One whose webhooks can repeat a text of the caller's.
    pub(crate) fn takes_payload(mut self) -> Self {
        self.takes_payload = true;
        self
    }

    pub(crate) fn accept_language(mut self, language: Option<HeaderValue>) -> Self {
        self.accept_language = language;
        self
    }
}

/// A complete answer.
struct Answer {
    status: u16,
    request_id: Option<String>,
    server_time: Option<Timestamp>,
    /// Account numbers pass through here, so it is wiped when it has been read.
    body: Result<Zeroizing<Vec<u8>>, Error>,
    /// Nothing, unless somebody watches.
    seen: Seen,
}

impl Client {
    /// Makes the call and reads a successful answer with `read`.
    pub(crate) async fn execute<T>(
        &self,
        call: Call<'_>,
        read: fn(&[u8]) -> Result<T, Error>,
    ) -> Result<T, Error> {
        let shared = &*self.shared;
        let url = call.route.url(&shared.base)?;
        let began = Instant::now();
        let left = || shared.call_timeout.saturating_sub(began.elapsed());
        let mut attempt = 1;
        loop {
            let watched = self.watching.as_ref();
            let watched = watched.map(|watching| (watching, watching.sent(self, &call, attempt)));
            let sent = Instant::now();
            let answer = timeout(left(), self.send(&call, url.clone()))
                .await
                .unwrap_or(Err(Error::Timeout {
                    phase: TimeoutPhase::Call,
                }));
            let elapsed = sent.elapsed();

            let (outcome, request_id, server_time, seen, result) = match answer {
                Ok(Answer {
                    status,
                    request_id,
                    server_time,
                    body,
                    seen,
                }) => {
                    let result = body.and_then(|body| read(&body));
                    let outcome = match &result {
                        Ok(_) | Err(Error::Api(_) | Error::UnexpectedRedirect { .. }) => {
                            CallOutcome::Answered(status)
                        }
                        Err(error) => CallOutcome::Failed(error.code()),
                    };
                    (outcome, request_id, server_time, seen, result)
                }
                Err(error) => {
                    let outcome = CallOutcome::Failed(error.code());
                    (outcome, None, None, Seen::NOTHING, Err(error))
                }
            };
            let retry_in = match &result {
                Err(error) if call.may_repeat => self.retry_in(error, attempt, left()),
                _ => None,
            };
            let report = CallReport {
                method: call.method.name(),
                path: call.route.template,
                attempt,
                outcome,
                elapsed,
                request_id,
                server_time,
                retry_in,
            };
            for observer in [&shared.observer, &self.observer].into_iter().flatten() {
                observer.observe(&report);
            }
            if let Some((watching, id)) = watched {
                let Seen { body, bytes } = seen;
                watching.answered(WatchedAnswer {
                    id,
                    report,
                    body,
                    bytes,
                });
            }
            let Some(wait) = retry_in else { return result };
            sleep(wait).await;
            attempt += 1;
        }
    }

    /// For a call whose success has nothing to read.
    pub(crate) async fn execute_empty(&self, call: Call<'_>) -> Result<(), Error> {
        self.execute(call, |_| Ok(())).await
    }

    /// How long to wait before a read is repeated, if it is worth repeating in the time left.
    fn retry_in(&self, error: &Error, attempt: u32, left: Duration) -> Option<Duration> {
        let policy = &self.shared.retry;
        if attempt >= policy.attempts || !error.is_passing() {
            return None;
        }
        let wait = policy.wait(attempt, error.api().and_then(|api| api.retry_after));
        (wait < left).then_some(wait)
    }

    async fn send(&self, call: &Call<'_>, url: url::Url) -> Result<Answer, Error> {
        let shared = &*self.shared;
        // The credentials are put into the request here and nowhere else; reqwest marks the header
        // as sensitive.
        let mut request = shared.http.request(call.method.http(), url).basic_auth(
            &shared.credentials.client_id,
            Some(shared.credentials.api_key.expose_secret()),
        );
        request = request.header(ACCEPT, self.api_version.accept());
        if let Some(version) = self.api_version.accept_version() {
            request = request.header("accept-version", version);
        }
        if !call.query.is_empty() {
            request = request.query(&call.query);
        }
        if let Some(language) = call
            .accept_language
            .as_ref()
            .or(shared.accept_language.as_ref())
        {
            request = request.header(ACCEPT_LANGUAGE, language);
        }
        if let Some(payload) = self
            .webhooks
            .payload
            .as_ref()
            .filter(|_| call.takes_payload)
        {
            request = request.header("x-callback-payload", payload);
        }
        if self.webhooks.skip && call.method != Method::Get {
            request = request.header("mx-skip-webhook", "true");
        }
        if let Some(body) = &call.body {
            request = request
                .header(CONTENT_TYPE, "application/json")
                .body(body.to_vec());
        }
        let response = request
            .send()
            .await
            .map_err(|error| Error::from_transport(&error))?;

        let status = response.status();
        let request_id = error::request_id(response.headers());
        let server_time = retry::server_time(response.headers());
        let see = |body: &[u8]| match self.watching {
            Some(_) => Seen::of(body),
            None => Seen::NOTHING,
        };
        let mut seen = Seen::NOTHING;
        let body = if status.is_success() {
            let body = read_body(response, Client::MAX_ANSWER_BYTES).await;
            if let Ok(body) = &body {
                seen = see(body);
            }
            body
        } else if status.is_client_error() || status.is_server_error() {
            let headers = response.headers().clone();
            let body = timeout(ERROR_BODY_TIMEOUT, read_body(response, MAX_ERROR_BYTES)).await;
            // An unreadable body takes nothing from what the status says.
            let body = body.ok().and_then(Result::ok).unwrap_or_default();
            seen = see(&body);
            Err(Error::Api(ApiError::new(status, &headers, &body)))
        } else {
            Err(Error::UnexpectedRedirect {
                status: status.as_u16(),
            })
        };
        Ok(Answer {
            status: status.as_u16(),
            request_id,
            server_time,
            body,
            seen,
        })
    }
}

/// Reads a body of at most `limit` bytes, and no further.
async fn read_body(mut response: Response, limit: usize) -> Result<Zeroizing<Vec<u8>>, Error> {
    let too_large = || Error::TooLarge { limit };
    let announced = response.content_length().unwrap_or(0);
    let announced = usize::try_from(announced).map_err(|_| too_large())?;
    if announced > limit {
        return Err(too_large());
    }
    let mut body = Zeroizing::new(Vec::with_capacity(announced));
    while let Some(chunk) = response
        .chunk()
        .await
        .map_err(|error| Error::from_transport(&error))?
    {
        let length = body.len() + chunk.len();
        if length > limit {
            return Err(too_large());
        }
        if length > body.capacity() {
            // `Vec` would leave its old buffer behind unwiped.
            let mut larger = Zeroizing::new(Vec::with_capacity((2 * length).min(limit)));
            larger.extend_from_slice(&body);
            body = larger;
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body)
}

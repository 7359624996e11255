//! The client and its settings.

use std::{
    fmt,
    net::{Ipv4Addr, Ipv6Addr, SocketAddr},
    sync::Arc,
    time::Duration,
};

use reqwest::{header::HeaderValue, redirect};
use secrecy::ExposeSecret;
use url::Url;

use crate::{
    ApiVersion, Credentials, Environment, Error, Observer, RetryPolicy, base_url::BaseUrl, tls,
    watch::Watching,
};

/// A client of the MX Platform API. Cheap to clone: clones share keys, settings and connections.
#[derive(Clone)]
pub struct Client {
    pub(crate) shared: Arc<Shared>,
    /// Of this clone alone.
    pub(crate) webhooks: Webhooks,
    /// Of this clone alone.
    pub(crate) api_version: ApiVersion,
    pub(crate) watching: Option<Watching>,
    /// Of this clone alone, next to the one all clones have in common.
    pub(crate) observer: Option<Arc<dyn Observer>>,
}

/// What a request says about the webhooks it leads to.
#[derive(Clone, Default)]
pub(crate) struct Webhooks {
    pub(crate) payload: Option<HeaderValue>,
    pub(crate) skip: bool,
}

/// What all clones of a client have in common.
pub(crate) struct Shared {
    pub(crate) http: reqwest::Client,
    pub(crate) base: BaseUrl,
    pub(crate) credentials: Credentials,
    pub(crate) accept_language: Option<HeaderValue>,
    pub(crate) call_timeout: Duration,
    pub(crate) retry: RetryPolicy,
    pub(crate) observer: Option<Arc<dyn Observer>>,
}

impl Client {
    /// The most the client reads of one answer, in bytes: room for a full page of MX's largest
    /// objects, 1000 accounts of the older API generation with 8 KB each.
    pub const MAX_ANSWER_BYTES: usize = 8 * 1024 * 1024;

    /// Starts a client with these keys. Without further settings it talks to MX's integration
    /// environment.
    pub fn builder(credentials: Credentials) -> ClientBuilder {
        ClientBuilder {
            credentials,
            base_url: None,
            api_version: ApiVersion::default(),
            connect_timeout: Duration::from_secs(10),
            call_timeout: Duration::from_secs(30),
            retry: RetryPolicy::default(),
            user_agent: concat!("mx-platform/", env!("CARGO_PKG_VERSION")).to_owned(),
            accept_language: None,
            observer: None,
        }
    }

    /// The longest payload MX takes along, in characters.
    const LONGEST_PAYLOAD: usize = 1024;

    /// This client with a text of the caller's, Base64 and 1024 characters at most, which MX repeats
    /// in the webhooks that a request leads to (`X-CALLBACK-PAYLOAD`). It goes out where MX takes it:
    /// with new and changed members, aggregations, verifications and widget URLs.
    ///
    /// # Errors
    /// [`Error::InvalidInput`] for a text that is empty, too long or can't be sent.
    pub fn with_callback_payload(&self, payload: &str) -> Result<Self, Error> {
        let field = "callback_payload";
        if payload.is_empty() || payload.len() > Self::LONGEST_PAYLOAD {
            let reason = "it is empty or longer than 1024 characters";
            return Err(Error::InvalidInput { field, reason });
        }
        let mut client = self.clone();
        client.webhooks.payload = Some(header_value(field, payload)?);
        Ok(client)
    }

    /// This client in another generation of the API, for calls that are to be made in that one. Keys,
    /// settings and connections stay shared.
    #[must_use]
    pub fn with_api_version(&self, api_version: ApiVersion) -> Self {
        let mut client = self.clone();
        client.api_version = api_version;
        client
    }

    /// This client with writes that ask MX for no webhooks (`MX-Skip-Webhook`). MX names the writes
    /// it heeds that for one by one, so a webhook may come all the same.
    #[must_use]
    pub fn without_webhooks(&self) -> Self {
        let mut client = self.clone();
        client.webhooks.skip = true;
        client
    }

    /// This client with an observer of its own, who is told about the requests made through it and
    /// through its clones, next to the one the builder was given: for the request ids of certain
    /// answers, say. Keys, settings and connections stay shared.
    #[must_use]
    pub fn observed_by(&self, observer: Arc<dyn Observer>) -> Self {
        let mut client = self.clone();
        client.observer = Some(observer);
        client
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("origin", &self.shared.base.origin())
            .field("api_version", &self.api_version)
            .finish_non_exhaustive()
    }
}

/// The settings of a [`Client`]. Nothing is checked before [`build`](Self::build).
#[must_use = "a builder does nothing until it is built"]
pub struct ClientBuilder {
    credentials: Credentials,
    base_url: Option<String>,
    api_version: ApiVersion,
    connect_timeout: Duration,
    call_timeout: Duration,
    retry: RetryPolicy,
    user_agent: String,
    accept_language: Option<String>,
    observer: Option<Arc<dyn Observer>>,
}

impl ClientBuilder {
    /// Where the API is: one of [`Environment`]'s, or a gateway's, with a path prefix if it has
    /// one. Must be https, or http on this computer (`127.0.0.0/8`, `[::1]`, `localhost`), without
    /// user name, query and fragment. Default: MX's integration environment.
    pub fn base_url(mut self, base_url: impl Into<String>) -> Self {
        self.base_url = Some(base_url.into());
        self
    }

    /// Which generation of the API to speak. Default: [`ApiVersion::V20250224`].
    pub fn api_version(mut self, api_version: ApiVersion) -> Self {
        self.api_version = api_version;
        self
    }

    /// How long making a connection may take, TLS included. Default: 10 s.
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.connect_timeout = timeout;
        self
    }

    /// How long a call may take as a whole, from the first byte sent to the last one read, with
    /// every repetition and the waits between them. Default: 30 s.
    pub fn call_timeout(mut self, timeout: Duration) -> Self {
        self.call_timeout = timeout;
        self
    }

    /// How failed reads are repeated. Default: [`RetryPolicy::default`].
    pub fn retry(mut self, retry: RetryPolicy) -> Self {
        self.retry = retry;
        self
    }

    /// The `User-Agent`. Default: this crate's name and version.
    pub fn user_agent(mut self, user_agent: impl Into<String>) -> Self {
        self.user_agent = user_agent.into();
        self
    }

    /// The `Accept-Language` of every request that doesn't name its own; `en`, `es` or `fr-CA` at
    /// MX. Default: none.
    pub fn accept_language(mut self, language: impl Into<String>) -> Self {
        self.accept_language = Some(language.into());
        self
    }

    /// Is told about every request.
    pub fn observer(mut self, observer: Arc<dyn Observer>) -> Self {
        self.observer = Some(observer);
        self
    }

    /// The client. No request is made yet.
    ///
    /// # Errors
    /// [`Error::InvalidBaseUrl`], [`Error::InvalidInput`] for keys or header values that can't be
    /// sent, [`Error::Setup`] when this system gives no TLS trust store.
    pub fn build(self) -> Result<Client, Error> {
        check_credentials(&self.credentials)?;
        let base = BaseUrl::new(
            match self.base_url {
                Some(text) => Url::parse(&text).ok(),
                None => Environment::default().parsed(),
            }
            .ok_or(Error::InvalidBaseUrl {
                reason: "it is not a URL",
            })?,
        )?;

        let mut http = reqwest::Client::builder()
            .tls_backend_preconfigured(tls::config(base.is_https())?)
            .user_agent(header_value("user_agent", &self.user_agent)?)
            .connect_timeout(self.connect_timeout)
            .redirect(redirect::Policy::none())
            .referer(false)
            .https_only(base.is_https())
            // Whatever features other crates switch on: a compressed answer could unfold to any
            // size before it is measured.
            .no_gzip()
            .no_brotli()
            .no_deflate()
            .no_zstd()
            // After a change of network a pooled connection is dead without knowing it.
            .tcp_keepalive(Duration::from_secs(15))
            .http2_keep_alive_interval(Duration::from_secs(15))
            .http2_keep_alive_timeout(Duration::from_secs(10));
        if base.is_loopback() {
            // The keys may go out in the clear here: neither a proxy nor a name server may send
            // them off this computer.
            let addresses = [
                SocketAddr::from((Ipv4Addr::LOCALHOST, 0)),
                (Ipv6Addr::LOCALHOST, 0).into(),
            ];
            http = http.no_proxy().resolve_to_addrs("localhost", &addresses);
        }
        Ok(Client {
            shared: Arc::new(Shared {
                http: http.build().map_err(|_| Error::Setup)?,
                base,
                credentials: self.credentials,
                accept_language: self
                    .accept_language
                    .map(|language| header_value("accept_language", &language))
                    .transpose()?,
                call_timeout: self.call_timeout,
                retry: self.retry,
                observer: self.observer,
            }),
            webhooks: Webhooks::default(),
            api_version: self.api_version,
            watching: None,
            observer: None,
        })
    }
}

/// Basic authentication ends the client id at the first colon (RFC 7617).
fn check_credentials(credentials: &Credentials) -> Result<(), Error> {
    let refuse = |field, reason| Err(Error::InvalidInput { field, reason });
    let id = &credentials.client_id;
    let key = credentials.api_key.expose_secret();
    if id.is_empty() {
        return refuse("client_id", "it is empty");
    }
    if id.contains(':') || id.chars().any(char::is_control) {
        return refuse("client_id", "it has characters that can't be sent");
    }
    if key.is_empty() {
        return refuse("api_key", "it is empty");
    }
    if key.chars().any(char::is_control) {
        return refuse("api_key", "it has characters that can't be sent");
    }
    Ok(())
}

pub(crate) fn header_value(field: &'static str, text: &str) -> Result<HeaderValue, Error> {
    HeaderValue::from_str(text).map_err(|_| Error::InvalidInput {
        field,
        reason: "it has characters that can't be sent",
    })
}

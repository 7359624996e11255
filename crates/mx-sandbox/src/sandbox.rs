//! The simulated MX on a socket.

use std::{
    fmt,
    net::{IpAddr, Ipv4Addr, SocketAddr},
    time::Duration,
};

use axum::serve::ListenerExt;
use tokio::{net::TcpListener, sync::oneshot, task::JoinHandle};
use url::{Origin, Url};

use crate::{
    World,
    api::{self, Credentials},
    connect,
    error::SandboxError,
    oauth,
    world::token,
};

/// How long requests that run may go on when the sandbox stops.
const LAST_REQUESTS: Duration = Duration::from_secs(2);
const DEFAULT_SEED: u64 = 1;

/// A running simulated MX. It stops when dropped; [`Sandbox::shutdown`] also waits for it.
pub struct Sandbox {
    address: SocketAddr,
    credentials: Credentials,
    world: World,
    stop: Option<oneshot::Sender<()>>,
    server: JoinHandle<()>,
}

impl fmt::Debug for Sandbox {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Sandbox")
            .field("address", &self.address)
            .finish_non_exhaustive()
    }
}

/// How a sandbox is to be.
#[derive(Clone, Debug)]
pub struct SandboxBuilder {
    address: SocketAddr,
    credentials: Option<Credentials>,
    speed: f64,
    public_origin: Option<String>,
    seed: u64,
}

impl Sandbox {
    /// Loopback, a random port, random credentials, live-like speed.
    #[must_use]
    pub fn builder() -> SandboxBuilder {
        SandboxBuilder {
            address: SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), 0),
            credentials: None,
            speed: 1.0,
            public_origin: None,
            seed: DEFAULT_SEED,
        }
    }

    /// Where the API is: `http://127.0.0.1:<port>`.
    #[must_use]
    pub fn api_base_url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The origin of the Connect page.
    #[must_use]
    pub fn widget_origin(&self) -> &str {
        self.world.widget_origin()
    }

    /// User name of the API.
    #[must_use]
    pub fn client_id(&self) -> &str {
        &self.credentials.client_id
    }

    /// Password of the API. Never log it.
    #[must_use]
    pub fn api_key(&self) -> &str {
        &self.credentials.api_key
    }

    /// What is inside, for tests that look behind the API.
    #[must_use]
    pub fn world(&self) -> &World {
        &self.world
    }

    /// Stops taking requests, lets those that run end for a moment, and frees the port.
    pub async fn shutdown(mut self) {
        if let Some(stop) = self.stop.take() {
            // An error means that the server has ended already.
            let _ended = stop.send(());
        }
        if tokio::time::timeout(LAST_REQUESTS, &mut self.server)
            .await
            .is_err()
        {
            self.server.abort();
        }
    }
}

impl Drop for Sandbox {
    fn drop(&mut self) {
        self.server.abort();
    }
}

impl SandboxBuilder {
    /// The address to listen on.
    #[must_use]
    pub fn address(mut self, address: SocketAddr) -> Self {
        self.address = address;
        self
    }

    /// The one pair of credentials the API accepts.
    #[must_use]
    pub fn credentials(mut self, client_id: impl Into<String>, api_key: impl Into<String>) -> Self {
        self.credentials = Some(Credentials {
            client_id: client_id.into(),
            api_key: api_key.into(),
        });
        self
    }

    /// Divides every simulated duration: 1.0 is about as slow as MX, 10.0 ten times as fast.
    #[must_use]
    pub fn speed(mut self, speed: f64) -> Self {
        self.speed = speed;
        self
    }

    /// The origin in widget URLs, where it isn't the address itself (behind a proxy).
    #[must_use]
    pub fn public_origin(mut self, origin: impl Into<String>) -> Self {
        self.public_origin = Some(origin.into());
        self
    }

    /// Chooses the simulated account numbers: the same seed and customer id give the same ones.
    #[must_use]
    pub fn seed(mut self, seed: u64) -> Self {
        self.seed = seed;
        self
    }

    /// Listens and serves, in a task of the runtime it is called in.
    ///
    /// # Errors
    /// See [`SandboxError`].
    pub async fn start(self) -> Result<Sandbox, SandboxError> {
        if !(self.speed.is_finite() && self.speed > 0.0) {
            return Err(SandboxError::Speed);
        }
        let public_origin = self.public_origin.as_deref().map(origin).transpose()?;
        let credentials = match self.credentials {
            Some(credentials) => credentials,
            None => Credentials {
                client_id: token(32)?,
                api_key: token(48)?,
            },
        };
        let bind = |source| SandboxError::Bind {
            address: self.address,
            source,
        };
        let listener = TcpListener::bind(self.address).await.map_err(bind)?;
        let address = listener.local_addr().map_err(bind)?;
        let widget_origin = public_origin.unwrap_or_else(|| format!("http://{address}"));
        let world = World::new(self.speed, self.seed, &widget_origin);

        let routes = connect::router(world.clone())
            .merge(oauth::router(world.clone()))
            .fallback_service(api::router(world.clone(), credentials.clone()));
        let listener = listener.tap_io(|stream| {
            // Answers are small; waiting to fill a packet only makes them late.
            if let Err(error) = stream.set_nodelay(true) {
                tracing::debug!(%error, "can't send small packets at once");
            }
        });
        let (stop, stopped) = oneshot::channel::<()>();
        let serving = axum::serve(listener, routes).with_graceful_shutdown(async {
            // An error means that the handle is gone, which ends the server as well.
            let _asked = stopped.await;
        });
        let server = tokio::spawn(async move {
            if let Err(error) = serving.await {
                tracing::error!(%error, "the simulated MX stopped");
            }
        });
        Ok(Sandbox {
            address,
            credentials,
            world,
            stop: Some(stop),
            server,
        })
    }
}

/// A bare origin; anything with a path, a query or a user in it would end up in widget URLs.
fn origin(text: &str) -> Result<String, SandboxError> {
    let url = Url::parse(text).map_err(|_| SandboxError::PublicOrigin)?;
    let bare = url.path() == "/"
        && url.query().is_none()
        && url.fragment().is_none()
        && url.username().is_empty()
        && url.password().is_none();
    match url.origin() {
        origin @ Origin::Tuple(..) if bare && url.scheme().starts_with("http") => {
            Ok(origin.ascii_serialization())
        }
        _ => Err(SandboxError::PublicOrigin),
    }
}

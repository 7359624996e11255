//! The simulated MX on a socket.

use std::{
    fmt,
    net::{IpAddr, Ipv4Addr, SocketAddr},
    path::PathBuf,
    time::Duration,
};

use axum::middleware;
use tokio::{net::TcpListener, sync::oneshot, task::JoinHandle};
use url::{Origin, Url};

use crate::{
    World,
    api::{self, Credentials},
    connect::{self, Pages, Parts, Prompter},
    control::{self, Calls, Controls},
    error::SandboxError,
    exchanges::{self, Exchanges},
    faults::{self, Faults, Inflicting, Peer, Wires},
    oauth,
    state_file::StateFile,
    world::{ClientProfile, MAX_USERS, token},
};

/// How long requests that run may go on when the sandbox stops.
const LAST_REQUESTS: Duration = Duration::from_secs(2);
const DEFAULT_SEED: u64 = 1;

/// A running simulated MX. It stops when dropped; [`Sandbox::shutdown`] also waits for it.
pub struct Sandbox {
    address: SocketAddr,
    credentials: Credentials,
    world: World,
    faults: Faults,
    pages: Pages,
    saver: Option<(StateFile, JoinHandle<()>)>,
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
    control: bool,
    status_page: bool,
    strict: bool,
    prompter: bool,
    client_profile: ClientProfile,
    max_users: usize,
    state_file: Option<PathBuf>,
    exchanges: Option<PathBuf>,
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
            control: false,
            status_page: false,
            strict: false,
            prompter: false,
            client_profile: ClientProfile::default(),
            max_users: MAX_USERS,
            state_file: None,
            exchanges: exchanges_of_a_test_run(),
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

    /// What goes wrong on demand.
    #[must_use]
    pub fn faults(&self) -> &Faults {
        &self.faults
    }

    /// Who tells the customers of a demonstration what to enter; none unless it was built with one.
    #[must_use]
    pub fn prompter(&self) -> Option<Prompter> {
        let prompter = Prompter::new(self.pages.clone(), self.world.clone());
        self.pages.parts().map(|_| prompter)
    }

    /// Begins again from nothing: users and all that hangs on them, open pages, faults and the
    /// client's profile are forgotten. Address and credentials stay.
    pub fn reset(&self) {
        self.pages.forget();
        self.world.clear();
        self.faults.clear();
    }

    /// Saves the state where there is a file for it, stops taking requests, lets those that run end
    /// for a moment, and frees the port.
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
        if let Some((file, saving)) = self.saver.take() {
            saving.abort();
            file.save(&self.world).await;
        }
    }
}

impl Drop for Sandbox {
    fn drop(&mut self) {
        if let Some((_, saving)) = &self.saver {
            saving.abort();
        }
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

    /// Serves `/_sandbox/faults`, `/_sandbox/switches` and `/_sandbox/client_profile` to this machine,
    /// for whoever has the API's credentials. Off unless set.
    #[must_use]
    pub fn control(mut self, control: bool) -> Self {
        self.control = control;
        self
    }

    /// Serves a page at `/_sandbox/` that shows users, members and the latest calls to this machine,
    /// without credentials. Off unless set.
    #[must_use]
    pub fn status_page(mut self, status_page: bool) -> Self {
        self.status_page = status_page;
        self
    }

    /// Refuses widget URL requests that MX's API reference doesn't have: unknown fields, wrong types,
    /// and options that contradict each other. MX's own server is not that strict. Off unless set.
    #[must_use]
    pub fn strict(mut self, strict: bool) -> Self {
        self.strict = strict;
        self
    }

    /// Gives the sandbox a prompter, who can have an open Connect page fill in its forms by itself:
    /// for demonstrations. Off unless set; no option of the server sets it.
    #[must_use]
    pub fn with_prompter(mut self) -> Self {
        self.prompter = true;
        self
    }

    /// Has the Connect page open on a disclosure, as MX's does for clients whose profile requires it
    /// (MX docs, widget events: the disclosure step). Off unless set.
    #[must_use]
    pub fn disclosure(mut self, disclosure: bool) -> Self {
        self.client_profile.disclosure = disclosure;
        self
    }

    /// What MX has set up for the client: which steps the Connect page has, and which institutions
    /// are blocked. Nothing unless set. It takes the place of [`SandboxBuilder::disclosure`].
    #[must_use]
    pub fn client_profile(mut self, profile: ClientProfile) -> Self {
        self.client_profile = profile;
        self
    }

    /// How many users there may be: as many as in MX's integration environment unless set.
    /// Production has no such limit.
    #[must_use]
    pub fn max_users(mut self, most: usize) -> Self {
        self.max_users = most;
        self
    }

    /// Takes the state up from a file, if it is there, and keeps it there. The file holds what was
    /// typed into the simulated banks.
    #[must_use]
    pub fn state_file(mut self, path: impl Into<PathBuf>) -> Self {
        self.state_file = Some(path.into());
        self
    }

    /// Writes down every exchange of the API in a file in this folder, one line of JSON each, for
    /// checks of a whole run. The file holds all that is sent and answered but the keys. In builds
    /// with debug assertions the environment variable `MX_EXCHANGES_DIR` asks for the same, so that
    /// a run of tests misses none of its sandboxes; others never do it unless told here.
    #[must_use]
    pub fn exchanges(mut self, folder: impl Into<PathBuf>) -> Self {
        self.exchanges = Some(folder.into());
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
        world.set_client_profile(self.client_profile);
        world.set_strict(self.strict);
        world.set_max_users(self.max_users);

        let calls = Calls::default();
        let saver = match self.state_file {
            Some(path) => {
                let file = StateFile::new(path);
                file.load(&world).await?;
                let saving = tokio::spawn(file.clone().keep(world.clone(), calls.clone()));
                Some((file, saving))
            }
            None => None,
        };
        let faults = Faults::default();
        let controls = Controls {
            world: world.clone(),
            credentials: credentials.clone(),
            faults: faults.clone(),
            calls: calls.clone(),
        };
        let pages = Pages::new(world.clone(), self.prompter.then(Parts::default));
        let mut routes = connect::router(pages.clone()).merge(oauth::router(world.clone()));
        if self.control {
            routes = routes.merge(control::control(controls.clone()));
        }
        if self.status_page {
            routes = routes.merge(control::status_page(controls));
        }
        let inflicting = Inflicting {
            faults: faults.clone(),
            world: world.clone(),
        };
        let exchanges = self
            .exchanges
            .map(|folder| Exchanges::open(&folder, address.port()));
        let exchanges = exchanges.transpose().map_err(SandboxError::Exchanges)?;
        let mut api = api::router(world.clone(), credentials.clone());
        if exchanges.is_some() {
            api = api.layer(middleware::from_fn(exchanges::note_answer));
        }
        let mut routes = routes
            .fallback_service(api)
            .layer(middleware::from_fn_with_state(inflicting, faults::inflict))
            .layer(middleware::from_fn_with_state(calls, control::watch));
        if let Some(exchanges) = exchanges {
            routes = routes.layer(middleware::from_fn_with_state(exchanges, exchanges::note));
        }
        let (stop, stopped) = oneshot::channel::<()>();
        let serving = axum::serve(
            Wires(listener),
            routes.into_make_service_with_connect_info::<Peer>(),
        )
        .with_graceful_shutdown(async {
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
            faults,
            pages,
            saver,
            stop: Some(stop),
            server,
        })
    }
}

/// Where a run of tests keeps what its sandboxes are asked and answer.
fn exchanges_of_a_test_run() -> Option<PathBuf> {
    let named = std::env::var_os("MX_EXCHANGES_DIR").filter(|folder| !folder.is_empty());
    named.filter(|_| cfg!(debug_assertions)).map(PathBuf::from)
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

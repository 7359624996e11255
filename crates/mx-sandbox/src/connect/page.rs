//! The page over HTTP.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use axum::{
    Json, Router,
    extract::{DefaultBodyLimit, Path, State, rejection::JsonRejection},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    middleware::map_response,
    response::{Html, IntoResponse, Response},
    routing::{get, post},
};
use tokio::time::Instant;

use super::{
    prompter::{self, Cue, Part, Parts},
    session::{Intent, PageSession},
    words::Words,
};
use crate::{
    World,
    error::TokenRefusal,
    world::{ColorScheme, Language, token},
};

const PAGE: &str = include_str!("../../assets/connect.html");
const REFUSED_PAGE: &str = include_str!("../../assets/refused.html");
const CSS: &str = "text/css; charset=utf-8";
const JAVASCRIPT: &str = "text/javascript; charset=utf-8";

/// Nothing inline, nothing from elsewhere; pictures of questions are data URLs. No frame-ancestors:
/// MX lets anybody frame its widget.
const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; \
     img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'";

/// An open page says something at least every poll or search; one that is silent this long is gone.
const FORGOTTEN_AFTER: Duration = Duration::from_secs(60 * 60);
/// Pages open at once; more than any test needs, few enough to bound memory.
const MOST_PAGES: usize = 1_000;
const KEY_LENGTH: usize = 43;
const LARGEST_INTENT: usize = 32 * 1024;

/// The pages that are open.
#[derive(Clone)]
pub(crate) struct Pages {
    world: World,
    open: Arc<Mutex<HashMap<String, OpenPage>>>,
    /// Who has lines in a demonstration; none where there is no prompter.
    parts: Option<Parts>,
}

struct OpenPage {
    session: PageSession,
    opened: Instant,
    last_heard: Instant,
    part: Option<Part>,
}

/// Serves the page under `/md/connect/`.
pub(crate) fn router(pages: Pages) -> Router {
    let mut routes = Router::new()
        .route("/md/connect/{token}", get(open))
        .route("/md/connect/session/{key}", post(intent))
        .route("/md/connect/assets/{name}", get(asset));
    if pages.parts.is_some() {
        routes = routes.route("/md/connect/session/{key}/cue", post(cue));
    }
    routes
        .layer(DefaultBodyLimit::max(LARGEST_INTENT))
        .layer(map_response(harden))
        .with_state(pages)
}

async fn open(
    State(pages): State<Pages>,
    Path(widget_token): Path<String>,
    headers: HeaderMap,
) -> Response {
    let session = match pages.world.redeem_widget_token(&widget_token) {
        Ok(session) => session,
        Err(refusal) => return refused(refusal, &headers),
    };
    let Ok(key) = token(KEY_LENGTH) else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    let dark_media = match session.config.color_scheme.unwrap_or_default() {
        ColorScheme::Light => "not all",
        ColorScheme::Dark => "all",
        ColorScheme::Browser => "(prefers-color-scheme: dark)",
    };
    let font = session.config.style.as_ref();
    let words = Words::new(session.language);
    let page = words.fill(
        PAGE,
        &[
            ("language", session.language.tag()),
            ("dark_media", dark_media),
            ("font", font.map_or("", |style| style.font_name.as_str())),
            ("session", &key),
            ("words", &words.of_the_page()),
        ],
    );
    pages.admit(key, PageSession::new(session, &pages.world));
    Html(page).into_response()
}

/// Without a session, the language is the browser's own.
fn refused(refusal: TokenRefusal, headers: &HeaderMap) -> Response {
    let (status, stem) = match refusal {
        TokenRefusal::Used => (StatusCode::GONE, "refused.used"),
        TokenRefusal::Expired => (StatusCode::GONE, "refused.expired"),
        TokenRefusal::Unknown => (StatusCode::NOT_FOUND, "refused.unknown"),
    };
    let language = headers
        .get(header::ACCEPT_LANGUAGE)
        .and_then(|value| value.to_str().ok())
        .map(Language::from_accept_language)
        .unwrap_or_default();
    let words = Words::new(language);
    let (title, text) = words.heading(stem);
    let page = words.fill(
        REFUSED_PAGE,
        &[
            ("language", language.tag()),
            ("title", title),
            ("text", text),
        ],
    );
    (status, Html(page)).into_response()
}

async fn intent(
    State(pages): State<Pages>,
    Path(key): Path<String>,
    intent: Result<Json<Intent>, JsonRejection>,
) -> Response {
    let intent = match intent {
        Ok(Json(intent)) => intent,
        // The reason could quote what was typed into a form.
        Err(rejection) => return rejection.status().into_response(),
    };
    let mut open = pages.lock();
    match open.get_mut(&key) {
        Some(page) => {
            page.last_heard = Instant::now();
            let mut reply = page.session.handle(intent, &pages.world);
            if page.part.is_some() {
                reply.listens_every(prompter::asks_every_ms(&pages.world));
            }
            Json(reply).into_response()
        }
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

/// What a page of a demonstration is to do now, if anything.
async fn cue(State(pages): State<Pages>, Path(key): Path<String>) -> Response {
    let mut open = pages.lock();
    let Some(page) = open.get_mut(&key) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let shown = page.session.shown(&pages.world);
    let Some(part) = &mut page.part else {
        return StatusCode::NOT_FOUND.into_response();
    };
    match part.play(&shown.kind, &pages.world) {
        Some(play) => Json(play).into_response(),
        None => StatusCode::NO_CONTENT.into_response(),
    }
}

async fn asset(Path(name): Path<String>) -> Response {
    let (kind, content) = match name.as_str() {
        "connect.css" => (CSS, include_str!("../../assets/connect.css")),
        "views.css" => (CSS, include_str!("../../assets/views.css")),
        "dark.css" => (CSS, include_str!("../../assets/dark.css")),
        "connect.js" => (JAVASCRIPT, include_str!("../../assets/connect.js")),
        "dom.js" => (JAVASCRIPT, include_str!("../../assets/dom.js")),
        "outbox.js" => (JAVASCRIPT, include_str!("../../assets/outbox.js")),
        "hands.js" => (JAVASCRIPT, include_str!("../../assets/hands.js")),
        "forms.js" => (JAVASCRIPT, include_str!("../../assets/forms.js")),
        "parts.js" => (JAVASCRIPT, include_str!("../../assets/parts.js")),
        "words.js" => (JAVASCRIPT, include_str!("../../assets/words.js")),
        "views.js" => (JAVASCRIPT, include_str!("../../assets/views.js")),
        _ => return StatusCode::NOT_FOUND.into_response(),
    };
    ([(header::CONTENT_TYPE, kind)], content).into_response()
}

async fn harden(mut response: Response) -> Response {
    let headers = response.headers_mut();
    for (name, value) in [
        (header::CONTENT_SECURITY_POLICY, CONTENT_SECURITY_POLICY),
        (header::CACHE_CONTROL, "no-store"),
        (header::REFERRER_POLICY, "no-referrer"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    response
}

impl Pages {
    /// No page yet; with a prompter where `parts` are given.
    pub(crate) fn new(world: World, parts: Option<Parts>) -> Self {
        Self {
            world,
            open: Arc::default(),
            parts,
        }
    }

    pub(crate) fn parts(&self) -> Option<&Parts> {
        self.parts.as_ref()
    }

    /// Forgets every page, and who had lines.
    pub(crate) fn forget(&self) {
        self.lock().clear();
        if let Some(parts) = &self.parts {
            parts.forget();
        }
    }

    /// Has the page that a customer opened last, of those still there, do the next thing.
    pub(crate) fn cue(&self, customer_id: &str, world: &World) -> Cue {
        let mut open = self.lock();
        let last = open
            .values_mut()
            .filter(|page| {
                let part = page.part.as_ref();
                part.is_some_and(|part| part.customer_id == customer_id && part.is_there())
            })
            .max_by_key(|page| page.opened);
        let Some(page) = last else {
            return Cue::NoPage;
        };
        let shown = page.session.shown(world);
        let part = page.part.as_mut();
        part.map_or(Cue::NoPage, |part| part.cue(&shown.kind, world))
    }

    /// Whether a page of the customer's is at what it was told.
    pub(crate) fn is_playing(&self, customer_id: &str) -> bool {
        let open = self.lock();
        let parts = open.values().filter_map(|page| page.part.as_ref());
        parts
            .filter(|part| part.customer_id == customer_id)
            .any(Part::is_playing)
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, HashMap<String, OpenPage>> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Remembers a page, and forgets those that are gone.
    fn admit(&self, key: String, session: PageSession) {
        let now = Instant::now();
        let parts = self.parts.as_ref();
        let part = parts.and_then(|parts| parts.part_of(session.user_guid(), &self.world));
        let mut open = self.lock();
        open.retain(|_, page| now.duration_since(page.last_heard) < FORGOTTEN_AFTER);
        if open.len() >= MOST_PAGES {
            let oldest = open
                .iter()
                .min_by_key(|(_, page)| page.last_heard)
                .map(|(key, _)| key.clone());
            if let Some(oldest) = oldest {
                open.remove(&oldest);
            }
        }
        open.insert(
            key,
            OpenPage {
                session,
                opened: now,
                last_heard: now,
                part,
            },
        );
    }
}

//! The Connect page.

use axum::Router;

use crate::World;

/// Serves the page under `/md/connect/`.
pub(crate) fn router(world: World) -> Router {
    let _ = world;
    Router::new()
}

//! What the fuzz target calls. There is no such module in a build for anything else.

use axum::Router;

use crate::{
    World,
    api::{self, Credentials},
    connect, oauth,
};

/// User name of [`routes`].
pub const CLIENT_ID: &str = "fuzz";
/// Password of [`routes`].
pub const API_KEY: &str = "fuzz";

/// All that a [`crate::Sandbox`] serves by default, without the socket.
#[must_use]
pub fn routes(world: &World) -> Router {
    let credentials = Credentials {
        client_id: CLIENT_ID.to_owned(),
        api_key: API_KEY.to_owned(),
    };
    connect::router(connect::Pages::new(world.clone(), None))
        .merge(oauth::router(world.clone()))
        .fallback_service(api::router(world.clone(), credentials))
}

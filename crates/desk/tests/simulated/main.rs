//! The desk and its adapter at the simulated MX, over real HTTP.

#![allow(
    clippy::unwrap_used,
    reason = "what a test rests on has to hold, in its helpers too"
)]

mod aggregation;
#[cfg(unix)]
mod configured;
#[cfg(unix)]
#[path = "../common/windowless.rs"]
mod windowless;

use std::sync::Arc;

use desk::{
    environment::Environment,
    mx::{MxApi, PlatformConnector},
    ports::Connector,
    vault::Credentials,
};
use mx_sandbox::Sandbox;
use secrecy::SecretString;
use url::Url;

/// The adapter, on this MX.
fn api_of(mx: &Sandbox) -> Arc<dyn MxApi> {
    let base = Url::parse(&mx.api_base_url()).unwrap();
    let environment = Environment::sandbox(&base, mx.widget_origin()).unwrap();
    let credentials = Credentials {
        client_id: mx.client_id().to_owned(),
        api_key: SecretString::from(mx.api_key()),
    };
    PlatformConnector
        .connect(&environment, &credentials)
        .unwrap()
}

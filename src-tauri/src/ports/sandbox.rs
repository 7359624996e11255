//! The simulated MX, started when it is first asked for and kept until the app closes.

use async_trait::async_trait;
use desk::{
    ports::{RunningSandbox, SandboxLauncher},
    vault::Credentials,
};
use mx_sandbox::Sandbox;
use secrecy::SecretString;
use tokio::sync::OnceCell;
use url::Url;

/// At most one simulated MX per run.
#[derive(Default)]
pub(crate) struct EmbeddedSandbox {
    running: OnceCell<Sandbox>,
}

#[async_trait]
impl SandboxLauncher for EmbeddedSandbox {
    async fn launch(&self) -> Result<RunningSandbox, String> {
        let sandbox = self
            .running
            .get_or_try_init(|| Sandbox::builder().start())
            .await
            .map_err(|error| error.to_string())?;
        Ok(RunningSandbox {
            api_base_url: Url::parse(&sandbox.api_base_url()).map_err(|error| error.to_string())?,
            widget_origin: sandbox.widget_origin().to_owned(),
            credentials: Credentials {
                client_id: sandbox.client_id().to_owned(),
                api_key: SecretString::from(sandbox.api_key()),
            },
        })
    }
}

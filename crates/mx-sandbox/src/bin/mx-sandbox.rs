//! The simulated MX as a server of its own.

use std::{
    error::Error,
    io::{Write, stdout},
    net::{Ipv4Addr, SocketAddr},
};

use clap::Parser;
use mx_sandbox::Sandbox;
use serde_json::json;

/// A simulated MX: Platform API, Connect page and test banks, on this machine alone.
///
/// When it is ready, one line of JSON on standard output says where it is and what opens it.
#[derive(Parser)]
#[command(version)]
struct Arguments {
    /// Port on 127.0.0.1; 0 takes a free one
    #[arg(long, default_value_t = 0)]
    port: u16,
    /// Divides every simulated duration: 1 is about as slow as MX
    #[arg(long, default_value_t = 1.0)]
    speed: f64,
    /// User name of the API; made up unless given
    #[arg(long, env = "MX_CLIENT_ID", requires = "api_key")]
    client_id: Option<String>,
    /// Password of the API; made up unless given. The environment keeps it out of process lists
    #[arg(
        long,
        env = "MX_API_KEY",
        hide_env_values = true,
        requires = "client_id"
    )]
    api_key: Option<String>,
    /// Origin in widget URLs, where it isn't the address itself
    #[arg(long)]
    public_origin: Option<String>,
    /// Chooses the simulated account numbers
    #[arg(long)]
    seed: Option<u64>,
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let arguments = Arguments::parse();
    tracing_subscriber::fmt()
        .with_env_filter(tracing_subscriber::EnvFilter::from_default_env())
        .with_writer(std::io::stderr)
        .init();

    let mut builder = Sandbox::builder()
        .address(SocketAddr::from((Ipv4Addr::LOCALHOST, arguments.port)))
        .speed(arguments.speed);
    if let (Some(client_id), Some(api_key)) = (arguments.client_id, arguments.api_key) {
        builder = builder.credentials(client_id, api_key);
    }
    if let Some(origin) = arguments.public_origin {
        builder = builder.public_origin(origin);
    }
    if let Some(seed) = arguments.seed {
        builder = builder.seed(seed);
    }
    let sandbox = builder.start().await?;

    let ready = json!({
        "api_base_url": sandbox.api_base_url(),
        "widget_origin": sandbox.widget_origin(),
        "client_id": sandbox.client_id(),
        "api_key": sandbox.api_key(),
    });
    let mut output = stdout();
    writeln!(output, "{ready}")?;
    output.flush()?;

    told_to_stop().await?;
    sandbox.shutdown().await;
    Ok(())
}

#[cfg(unix)]
async fn told_to_stop() -> std::io::Result<()> {
    use tokio::signal::unix::{SignalKind, signal};

    let mut terminate = signal(SignalKind::terminate())?;
    tokio::select! {
        interrupted = tokio::signal::ctrl_c() => interrupted,
        _ = terminate.recv() => Ok(()),
    }
}

#[cfg(not(unix))]
async fn told_to_stop() -> std::io::Result<()> {
    tokio::signal::ctrl_c().await
}

//! The simulated MX as a server of its own.

use std::{
    error::Error,
    io::{Write, stderr, stdout},
    net::{Ipv4Addr, SocketAddr},
    path::PathBuf,
};

use clap::Parser;
use mx_sandbox::{
    Sandbox,
    world::{AdditionalProduct, ClientProfile, InstitutionBlock, MAX_USERS},
};
use serde::de::DeserializeOwned;
use serde_json::json;
use tracing::level_filters::LevelFilter;
use tracing_subscriber::{filter::Targets, fmt, layer::SubscriberExt, util::SubscriberInitExt};

/// A simulated MX: Platform API, Connect page and test banks, on this machine alone.
///
/// When it is ready, one line of JSON on standard output says where it is and what opens it; for
/// people the same stands on standard error, with a curl line to copy. Ctrl-C ends it.
#[derive(Parser)]
#[command(version, after_help = EXAMPLES)]
struct Arguments {
    /// Port on 127.0.0.1; 0 takes a free one
    #[arg(long, default_value_t = 0)]
    port: u16,
    /// Divides every simulated duration: 1 is about as slow as MX, 10 ten times as fast
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
    /// Origin in widget URLs, where it isn't the address itself (behind a proxy)
    #[arg(long)]
    public_origin: Option<String>,
    /// Chooses the simulated account numbers and transactions: the same seed and user id give the
    /// same ones
    #[arg(long)]
    seed: Option<u64>,
    /// Keeps users and members in this file from run to run. It holds what was typed into the
    /// simulated banks, and nothing of MX
    #[arg(long, value_name = "FILE")]
    state: Option<PathBuf>,
    /// Serves /_sandbox/faults, /_sandbox/switches and /_sandbox/client_profile, with the API's
    /// credentials
    #[arg(long)]
    control: bool,
    /// Refuses widget URL requests that MX's API reference doesn't have: unknown fields, wrong types,
    /// contradictions. MX's own server is not that strict
    #[arg(long)]
    strict: bool,
    /// Leaves users and members unknown for half a second after their creation, as live at times
    #[arg(long)]
    reads_lag: bool,
    /// How many users there may be; production has no such limit
    #[arg(long, default_value_t = MAX_USERS)]
    max_users: usize,
    /// Opens the Connect page on a disclosure, as MX does for clients whose profile requires it
    #[arg(long)]
    disclosure: bool,
    /// Asks for consent before the sign-in at a bank that was searched for
    #[arg(long)]
    consent: bool,
    /// Lets accounts be added by hand, in aggregation
    #[arg(long)]
    manual_accounts: bool,
    /// Offers this product beside what a session asks for: `account_verification` or `transactions`
    #[arg(long, value_name = "PRODUCT", value_parser = named::<AdditionalProduct>)]
    additional_product: Option<AdditionalProduct>,
    /// Makes every customer one of a demonstration: MX's own test banks alone
    #[arg(long)]
    demo: bool,
    /// Tells of a sign-in that exists already before it is gone on with
    #[arg(long)]
    existing_member: bool,
    /// Blocks an institution for the client: CODE, or CODE=BLOCK, where BLOCK is `prevented`,
    /// `prevent_new` or `prevent_verification`; can be given again
    #[arg(long, value_name = "CODE[=BLOCK]", value_parser = block)]
    block: Vec<(String, InstitutionBlock)>,
}

/// Reads a word as MX writes it.
fn named<T: DeserializeOwned>(word: &str) -> Result<T, String> {
    serde_json::from_value(json!(word)).map_err(|error| error.to_string())
}

fn block(argument: &str) -> Result<(String, InstitutionBlock), String> {
    match argument.split_once('=') {
        None => Ok((argument.to_owned(), InstitutionBlock::Prevented)),
        Some((code, word)) => Ok((code.to_owned(), named(word)?)),
    }
}

const EXAMPLES: &str = "\
Examples:
  mx-sandbox --port 4010
      as slow as MX, with a made-up key
  MX_CLIENT_ID=me MX_API_KEY=secret mx-sandbox --port 4010 --speed 10 --state world.json
      ten times as fast, with a key of your own, and everything still there tomorrow
  mx-sandbox --port 4010 --control
      faults on demand, for tests

The status page is at /_sandbox/. At MX Bank (mxbank) sign in as mxuser with any password;
challenge, options, image, INVALID, LOCKED, SERVER_ERROR and others have their own endings.";

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let arguments = Arguments::parse();
    log_to_stderr();

    let mut builder = Sandbox::builder()
        .address(SocketAddr::from((Ipv4Addr::LOCALHOST, arguments.port)))
        .speed(arguments.speed)
        .control(arguments.control)
        .strict(arguments.strict)
        .max_users(arguments.max_users)
        .client_profile(ClientProfile {
            disclosure: arguments.disclosure,
            consent: arguments.consent,
            manual_accounts: arguments.manual_accounts,
            additional_product: arguments.additional_product,
            demo: arguments.demo,
            existing_member: arguments.existing_member,
            blocked_institutions: arguments.block.into_iter().collect(),
        })
        .status_page(true);
    let own_key = arguments.api_key.is_some();
    if let (Some(client_id), Some(api_key)) = (arguments.client_id, arguments.api_key) {
        builder = builder.credentials(client_id, api_key);
    }
    if let Some(origin) = arguments.public_origin {
        builder = builder.public_origin(origin);
    }
    if let Some(seed) = arguments.seed {
        builder = builder.seed(seed);
    }
    if let Some(path) = arguments.state {
        builder = builder.state_file(path);
    }
    let sandbox = builder.start().await?;
    for code in sandbox.world().client_profile().blocked_institutions.keys() {
        if sandbox.world().institution_by_code(code).is_none() {
            return Err(format!("--block: there is no institution {code}").into());
        }
    }
    sandbox.world().set_reads_lag(arguments.reads_lag);

    stderr().write_all(banner(&sandbox, own_key).as_bytes())?;
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

/// Says what `RUST_LOG` asks for, such as `mx_sandbox=debug`; errors, where it says nothing.
fn log_to_stderr() {
    let asked = std::env::var("RUST_LOG").ok();
    let targets = asked
        .and_then(|asked| asked.parse().ok())
        .unwrap_or_else(|| Targets::new().with_default(LevelFilter::ERROR));
    tracing_subscriber::registry()
        .with(targets)
        .with(fmt::layer().with_writer(stderr))
        .init();
}

/// For people. A key that was given isn't repeated: it may be worth something elsewhere.
fn banner(sandbox: &Sandbox, own_key: bool) -> String {
    let base = sandbox.api_base_url();
    let user = if own_key {
        "\"$MX_CLIENT_ID:$MX_API_KEY\"".to_owned()
    } else {
        format!("{}:{}", sandbox.client_id(), sandbox.api_key())
    };
    format!(
        "\
The simulated MX is ready at {base} (status: {base}/_sandbox/). Nothing in it is real.
Try it:

  curl -u {user} -H 'Accept-Version: v20250224' {base}/institutions?name=MX

"
    )
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

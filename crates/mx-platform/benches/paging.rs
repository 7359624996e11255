//! 100 000 transactions, page by page: this client against plain reqwest and serde, and against
//! MX's own Node client where it is installed. All read the same bytes from the same server, in
//! turns.
//!
//! Prints one line of JSON that `cargo xtask bench` reads. `MX_NODE_SCRIPT` names the script that
//! does the same with MX's Node client, and prints its milliseconds.

#[path = "rows/mod.rs"]
mod rows;

use std::{
    io::Write,
    process::Command,
    time::{Duration, Instant},
};

use rows::{Failure, serve, with_reqwest, with_this_client};

#[tokio::main]
async fn main() -> Result<(), Failure> {
    let rounds: usize = std::env::var("BENCH_ROUNDS")
        .ok()
        .and_then(|rounds| rounds.parse().ok())
        .unwrap_or(5);
    let base = serve()?;
    let (mut ours, mut plain, mut node) = (Vec::new(), Vec::new(), Vec::new());
    let script = std::env::var_os("MX_NODE_SCRIPT");
    // The first round of each warms up and is not counted.
    for round in 0..=rounds {
        let keep = |times: &mut Vec<f64>, took: Duration| {
            if round > 0 {
                times.push(took.as_secs_f64() * 1_000.0);
            }
        };
        let start = Instant::now();
        with_this_client(&base).await?;
        keep(&mut ours, start.elapsed());
        let start = Instant::now();
        with_reqwest(&base).await?;
        keep(&mut plain, start.elapsed());
        if let Some(script) = &script {
            let said = Command::new("node").arg(script).arg(&base).output()?;
            if !said.status.success() {
                return Err(String::from_utf8_lossy(&said.stderr).into());
            }
            let ms: f64 = String::from_utf8(said.stdout)?.trim().parse()?;
            keep(&mut node, Duration::from_secs_f64(ms / 1_000.0));
        }
    }
    let result = serde_json::json!({ "ours": ours, "plain": plain, "node": node });
    writeln!(std::io::stdout(), "bench:{result}")?;
    Ok(())
}

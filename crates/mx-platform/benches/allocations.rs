//! What reading 100 000 transactions takes of memory: how often it is asked for, and the most that
//! is held at a time; this client beside plain reqwest and serde.
//!
//! Prints one line of JSON that `cargo xtask bench` reads.

#[path = "rows/mod.rs"]
mod rows;

use std::io::Write;

use allocation_counter::AllocationInfo;
use rows::{Failure, serve, with_reqwest, with_this_client};

fn main() -> Result<(), Failure> {
    // One thread, because what is counted is what this thread asks for: the server has others.
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    let base = serve()?;
    let count = |reader: &dyn Fn() -> Result<(), Failure>| -> Result<AllocationInfo, Failure> {
        // What is made once (the system's certificates, say) is not the pages' doing.
        reader()?;
        let mut outcome = Ok(());
        let counted = allocation_counter::measure(|| outcome = reader());
        outcome.map(|()| counted)
    };
    let ours = count(&|| runtime.block_on(with_this_client(&base)))?;
    let plain = count(&|| runtime.block_on(with_reqwest(&base)))?;
    let told = |counted: &AllocationInfo| serde_json::json!({ "times": counted.count_total, "most_bytes": counted.bytes_max });
    let result = serde_json::json!({ "ours": told(&ours), "plain": told(&plain) });
    writeln!(std::io::stdout(), "bench:{result}")?;
    Ok(())
}

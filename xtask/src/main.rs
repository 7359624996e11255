//! Sets up, demonstrates, tests and measures Connect Desk:
//! `cargo xtask demo | test | e2e | soak | bench | dist | reliability | shots | audit | sbom`.

mod audit;
#[cfg(target_os = "linux")]
mod bench;
mod check;
mod conformance;
#[cfg(target_os = "linux")]
mod demo;
mod dist;
#[cfg(target_os = "linux")]
mod driver;
#[cfg(target_os = "linux")]
mod e2e;
#[cfg(target_os = "linux")]
mod history;
mod reliability;
mod run;
mod setup;
#[cfg(test)]
mod shipped;
mod soak;
mod supply;
mod surface;
mod tables;

use std::{process::ExitCode, time::Duration};

use clap::{Parser, Subcommand};

#[derive(Parser)]
#[command(
    name = "cargo xtask",
    about = "Sets up, demonstrates and tests Connect Desk"
)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Do all set-up and open the app with the simulated MX.
    Demo {
        /// Verify one account in a virtual display instead, as a person would, and report.
        #[arg(long)]
        headless: bool,
    },
    /// Do all set-up and run every check and test.
    Test,
    /// Run the end-to-end scenarios of the built app.
    E2e {
        /// Only scenarios whose name contains this.
        filter: Option<String>,
        /// Keep a screenshot of the end of every scenario, not only of failures.
        #[arg(long)]
        keep_screenshots: bool,
    },
    /// Build for release and measure against the goals, each against a reference of the same run.
    Bench {
        /// Fewer rounds: under three minutes.
        #[arg(long)]
        quick: bool,
        /// One part alone: sizes, start, client, load, sessions, flood or lists.
        #[arg(long)]
        only: Option<String>,
        /// Write the figures into docs/performance.md.
        #[arg(long)]
        write: bool,
    },
    /// Build for release and make this system's packages, with licences, bill of materials and sums.
    Dist {
        /// Only these kinds, such as `deb,rpm`.
        #[arg(long, value_delimiter = ',')]
        only: Vec<String>,
        /// Install the Debian package that was made on a clean system, verify with it, remove it.
        #[arg(long, conflicts_with = "only")]
        check: bool,
    },
    /// Write the tables of docs/commands.md from the code, and those of docs/reliability.md from what
    /// the scenarios found.
    Reliability,
    /// Run what takes too long for every run: kills, damage, and the fuzz targets.
    Soak {
        /// Only parts whose name contains this.
        filter: Option<String>,
        /// As much as `test` has of it.
        #[arg(long)]
        quick: bool,
        /// Only the faults in the window whose name contains this, as `load the widget / 9 MB`.
        #[arg(long)]
        rows: Option<String>,
        /// How long each fuzz target runs.
        #[arg(long, default_value_t = 600)]
        fuzz_seconds: u64,
        /// Chooses the moments of the kills.
        #[arg(long, default_value_t = 1)]
        seed: u64,
        /// Write what came of every fault of the network into docs/reliability.md.
        #[arg(long)]
        write: bool,
    },
    /// Take the pictures of the README and the user guide.
    Shots,
    /// Write the bill of materials of the bundle (CycloneDX).
    Sbom,
    /// Look up advisories, licences and sources of everything the product depends on.
    Audit,
}

fn main() -> ExitCode {
    let outcome = match Arguments::parse().command {
        Command::Demo { headless } => demo(headless),
        Command::Test => check::test(),
        Command::E2e {
            filter,
            keep_screenshots,
        } => check::end_to_end(filter.as_deref(), keep_screenshots),
        Command::Bench { quick, only, write } => bench(quick, only.as_deref(), write),
        Command::Dist { check: true, .. } => dist::check(),
        Command::Dist { only, .. } => dist::dist(&only),
        Command::Reliability => reliability::write(),
        Command::Soak {
            filter,
            quick,
            rows,
            fuzz_seconds,
            seed,
            write,
        } => soak::soak(&soak::Extent {
            quick,
            rows,
            fuzz: Duration::from_secs(fuzz_seconds),
            seed,
            filter,
            write,
        }),
        Command::Shots => shots(),
        Command::Sbom => sbom(),
        Command::Audit => audit::audit(),
    };
    match outcome {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("\n{error:#}");
            ExitCode::FAILURE
        }
    }
}

#[cfg(target_os = "linux")]
fn shots() -> anyhow::Result<bool> {
    setup::set_up(setup::Purpose::VirtualDisplay)?;
    setup::build_app_to_be_driven()?;
    e2e::take_shots()
}

#[cfg(not(target_os = "linux"))]
fn shots() -> anyhow::Result<bool> {
    anyhow::bail!("the pictures are taken in a virtual display, so on Linux")
}

fn sbom() -> anyhow::Result<bool> {
    let file = supply::sbom_file();
    let count = supply::write_sbom(&file)?;
    println!("{count} components: {}", file.display());
    Ok(true)
}

#[cfg(target_os = "linux")]
fn demo(headless: bool) -> anyhow::Result<bool> {
    demo::demo(headless)
}

#[cfg(not(target_os = "linux"))]
fn demo(headless: bool) -> anyhow::Result<bool> {
    anyhow::ensure!(
        !headless,
        "--headless needs Xvfb and WebKitWebDriver, so it runs on Linux"
    );
    setup::set_up(setup::Purpose::Window)?;
    setup::build_app()?;
    run::Step::new(setup::app_binary())
        .args(["--environment", "sandbox"])
        .run()?;
    Ok(true)
}

#[cfg(target_os = "linux")]
fn bench(quick: bool, only: Option<&str>, write: bool) -> anyhow::Result<bool> {
    bench::bench(quick, only, write)
}

#[cfg(not(target_os = "linux"))]
fn bench(_quick: bool, _only: Option<&str>, _write: bool) -> anyhow::Result<bool> {
    anyhow::bail!("the measurements need Xvfb and /proc, so they run on Linux")
}

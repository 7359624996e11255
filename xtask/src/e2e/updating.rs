//! A newer version of the app, from a server of the test's, signed with a key of the test's. Its secret
//! half was thrown away: there is one signed file, and it is in `update/`.

use std::{
    fs,
    io::{BufRead, BufReader, Write},
    net::{TcpListener, TcpStream},
    sync::{Arc, Mutex, PoisonError},
    thread,
    time::Duration,
};

use anyhow::{Context, Result, ensure};
use serde_json::json;

use super::{Scenario, stage::Stage};
use crate::{driver::wait_for, setup::build_app_to_be_updated};

pub(super) const SCENARIOS: &[Scenario] = &[Scenario::new(
    "a newer version is installed when I say so, and one with another's signature is not",
    updated,
)
.within_seconds(900)];

/// A program that ends at once.
const NEXT: &[u8] = include_bytes!("update/next.elf");
const SIGNATURE: &str = include_str!("update/next.sig");
const KEY: &str = include_str!("update/key.pub");
/// The server's port has to be known when the app is compiled.
const ADDRESS: &str = "127.0.0.1:47391";

fn configuration() -> String {
    let updater = json!({
        "pubkey": KEY.trim(),
        "endpoints": [format!("http://{ADDRESS}/latest.json")],
        "requireSignedVersion": true,
        // On loopback, in a test.
        "dangerousInsecureTransportProtocol": true,
    });
    json!({ "plugins": { "updater": updater } }).to_string()
}

fn updated(stage: &mut Stage) -> Result<()> {
    let built = build_app_to_be_updated(&configuration())?;
    let program = stage.home.path().join("bin/to-be-updated");
    fs::copy(&built, &program)?;
    let before = fs::read(&program)?;
    let server = Server::start()?;
    server.offer([NEXT, b"!"].concat());

    stage.open_presenting_as(&program, 10)?;
    let person = stage.person()?;
    person.press("Settings")?;
    person.wait_to_read("Version 99.0.0 is ready to be installed.")?;
    stage.picture("offered")?;
    person.press("Install and restart")?;
    person.wait_to_read("The newer version was not installed.")?;
    ensure!(
        fs::read(&program)? == before,
        "a program with another's signature took the app's place"
    );

    server.offer(NEXT.to_vec());
    person.press("Install and restart")?;
    wait_for("the newer version", Duration::from_secs(20), || {
        Ok((fs::read(&program)? == NEXT).then_some(()))
    })?;
    // What it was replaced by ends at once.
    stage.close();
    Ok(())
}

/// Says what the newest version is, and gives it out.
struct Server(Arc<Mutex<Vec<u8>>>);

impl Server {
    fn start() -> Result<Self> {
        let listener = TcpListener::bind(ADDRESS).context("the update server's port is taken")?;
        let offered = Arc::default();
        let server = Self(Arc::clone(&offered));
        // For as long as the run takes.
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                // Who asks and goes away is asked for nothing.
                let _ = answer(stream, &offered);
            }
        });
        Ok(server)
    }

    fn offer(&self, program: Vec<u8>) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = program;
    }
}

fn answer(mut stream: TcpStream, offered: &Mutex<Vec<u8>>) -> Result<()> {
    let mut asked = String::new();
    let mut lines = BufReader::new(&stream);
    lines.read_line(&mut asked)?;
    loop {
        let mut line = String::new();
        if lines.read_line(&mut line)? <= 2 {
            break;
        }
    }
    let body = if asked.contains("latest.json") {
        let platform =
            json!({ "signature": SIGNATURE.trim(), "url": format!("http://{ADDRESS}/next") });
        let arch = std::env::consts::ARCH;
        json!({ "version": "99.0.0", "platforms": { (format!("linux-{arch}")): platform } })
            .to_string()
            .into_bytes()
    } else {
        offered
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    };
    write!(
        stream,
        "HTTP/1.1 200 OK\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
        body.len()
    )?;
    stream.write_all(&body)?;
    Ok(())
}

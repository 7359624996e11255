//! Many requests to the simulated MX, as fast as it takes them: over a few connections that stay
//! open, written by hand, so that it isn't the client that is measured.

use std::{
    io::{BufRead, BufReader, Write},
    net::{TcpListener, TcpStream},
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail};

use super::{
    Effort,
    figures::{Figure, Goal, median},
    program,
};
use crate::driver::{Groups, Home, Sandbox, Speed};

/// Connections at once.
const CONNECTIONS: usize = 4;
/// Requests of one round.
const REQUESTS: usize = 8_000;

/// A server that is asked.
pub(super) struct Load {
    address: String,
    authorization: String,
}

/// How many requests a second the simulated MX answers, beside a server that does nothing but
/// answer.
pub(super) fn measure(effort: Effort) -> Result<Vec<Figure>> {
    println!(
        "{REQUESTS} requests to the simulated MX, {} times",
        effort.rounds
    );
    let groups = Groups::default();
    let home = Home::new()?;
    let server = program("mx-sandbox")?;
    let mx = Sandbox::start_program(&server, &groups, &home, Speed(1_000), None, &[])?;
    let load = Load::new(&mx)?;
    load.create_users(100)?;
    let nothing = Load {
        address: serve_nothing()?,
        authorization: load.authorization.clone(),
    };
    let (mut simulated, mut plain) = (Vec::new(), Vec::new());
    for round in 0..=effort.rounds {
        let (ours, least) = (load.read_users()?, nothing.read_users()?);
        if round > 0 {
            simulated.push(ours);
            plain.push(least);
        }
    }
    Ok(vec![Figure {
        name: "simulated MX: a request (of 4 at a time)",
        unit: "µs",
        value: median(&simulated).context("nothing was asked")?,
        reference: Some((
            "a server that only answers",
            median(&plain).context("nothing was asked")?,
        )),
        goal: Goal::RatioAtMost(8.0),
    }])
}

impl Load {
    pub(super) fn new(mx: &Sandbox) -> Result<Self> {
        let rest = mx.api_base_url.strip_prefix("http://");
        let address = rest.context("the simulated MX speaks http")?;
        Ok(Self {
            address: address.to_owned(),
            authorization: mx.basic(),
        })
    }

    /// Creates `customer-0`, `customer-1` and so on.
    pub(super) fn create_users(&self, count: usize) -> Result<()> {
        self.each(count, |n| {
            let body = format!("{{\"user\":{{\"id\":\"customer-{n}\"}}}}");
            self.request("POST", "/users", &body)
        })?;
        Ok(())
    }

    /// Microseconds of each of many requests for one user.
    fn read_users(&self) -> Result<f64> {
        let took = self.each(REQUESTS, |n| {
            self.request("GET", &format!("/users?id=customer-{}", n % 100), "")
        })?;
        Ok(took.as_secs_f64() * 1_000_000.0 / REQUESTS as f64)
    }

    fn request(&self, method: &str, path: &str, body: &str) -> String {
        format!(
            "{method} {path} HTTP/1.1\r\nhost: {}\r\nauthorization: {}\r\n\
             accept: application/json\r\naccept-version: v20250224\r\n\
             content-type: application/json\r\ncontent-length: {}\r\n\r\n{body}",
            self.address,
            self.authorization,
            body.len()
        )
    }

    /// Sends request 0, 1 and so on, a few at a time.
    fn each(&self, count: usize, request: impl Fn(usize) -> String + Sync) -> Result<Duration> {
        let start = Instant::now();
        std::thread::scope(|scope| {
            let threads: Vec<_> = (0..CONNECTIONS)
                .map(|first| {
                    let request = &request;
                    scope.spawn(move || -> Result<()> {
                        let stream = TcpStream::connect(&self.address)?;
                        stream.set_nodelay(true)?;
                        let mut reader = BufReader::new(stream.try_clone()?);
                        let mut writer = stream;
                        let mut body = Vec::new();
                        for n in (first..count).step_by(CONNECTIONS) {
                            writer.write_all(request(n).as_bytes())?;
                            answered(&mut reader, &mut body)?;
                        }
                        Ok(())
                    })
                })
                .collect();
            threads
                .into_iter()
                .try_for_each(|thread| match thread.join() {
                    Ok(outcome) => outcome,
                    Err(_) => bail!("a connection's thread ended"),
                })
        })?;
        Ok(start.elapsed())
    }
}

/// Reads one answer; anything but success is an error.
fn answered(reader: &mut impl BufRead, body: &mut Vec<u8>) -> Result<()> {
    let (mut status, mut length) = (String::new(), 0);
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line)? == 0 {
            bail!("the server hung up");
        }
        if status.is_empty() {
            status = line.split(' ').nth(1).unwrap_or_default().to_owned();
        } else if let Some(value) = line.to_ascii_lowercase().strip_prefix("content-length:") {
            length = value.trim().parse()?;
        }
        if line == "\r\n" {
            break;
        }
    }
    body.resize(length, 0);
    reader.read_exact(body)?;
    if !status.starts_with('2') {
        bail!("the server answered {status}");
    }
    Ok(())
}

/// Answers every request with the same few bytes. The address it is at.
fn serve_nothing() -> Result<String> {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let address = listener.local_addr()?.to_string();
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            std::thread::spawn(move || {
                // Whoever asks may go at any time.
                let _ = answer_all(stream);
            });
        }
    });
    Ok(address)
}

fn answer_all(stream: TcpStream) -> Result<()> {
    stream.set_nodelay(true)?;
    let mut reader = BufReader::new(stream.try_clone()?);
    let mut writer = stream;
    loop {
        let mut line = String::new();
        while line != "\r\n" {
            line.clear();
            if reader.read_line(&mut line)? == 0 {
                return Ok(());
            }
        }
        writer.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}")?;
    }
}

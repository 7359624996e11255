//! The network and MX.

use std::{
    net::{TcpStream, ToSocketAddrs},
    time::Duration,
};

use tokio::task::spawn_blocking;
use url::Url;

use super::{Check, in_time};
use crate::{
    desk::Connection,
    mx::{MxProblemKind, Probe, Reach},
    view::{DiagnosticCheck, Problem},
};

/// More than that and times on screen are wrong, and a fresh answer may look like an old one.
const MOST_AHEAD_MS: i64 = 60_000;
/// How long one address of the widget's host may take to answer.
const CONNECT_WITHIN: Duration = Duration::from_secs(4);

/// What one call to MX says about the way there, the keys, the allow-list and the clock.
pub(super) fn checks(used: Option<&Connection>, probe: Option<&Probe>) -> [DiagnosticCheck; 4] {
    let reachable = || Check::new("api_reachable", "Way to MX");
    let credentials = || Check::new("credentials", "Keys");
    let allow_list = || Check::new("allow_list", "Allow-list");
    let clock = || Check::new("clock", "Clock");
    let (Some(used), Some(probe)) = (used, probe) else {
        let why = "Not looked at: there is no connection.";
        return [
            reachable().skipped(why),
            credentials().skipped(why),
            allow_list().skipped(why),
            clock().skipped(why),
        ];
    };
    let host = used.environment.api_host();
    if let Some((text, next_step)) = in_the_way(probe.reach) {
        let why = "Not looked at: MX was not reached.";
        return [
            reachable().bad(format!("{host}: {text}"), next_step),
            credentials().skipped(why),
            allow_list().skipped(why),
            clock().skipped(why),
        ];
    }
    [
        reachable().good(format!("{host} answers.")),
        keys(credentials(), probe),
        allowed(allow_list(), probe),
        time(clock(), probe.ahead_ms),
    ]
}

fn in_the_way(reach: Reach) -> Option<(&'static str, &'static str)> {
    Some(match reach {
        Reach::Answered => return None,
        Reach::NoSuchName => (
            "the name could not be resolved (DNS).",
            "Check this computer's network, VPN and name server.",
        ),
        Reach::NotConnected => (
            "the name is known, but no connection could be made (TCP).",
            "Check the firewall, VPN and proxy.",
        ),
        Reach::NotTrusted => (
            "connected, but the certificate was not accepted (TLS).",
            "Ask your network's administrator whether its certificate must be installed here.",
        ),
        Reach::OutOfDate => (
            "connected, but the certificate is not valid at this computer's date and time (TLS).",
            "Check the date and time of this computer.",
        ),
        Reach::BrokenOff => (
            "connected, but the other side broke off before the connection was secure (TLS).",
            "A firewall or proxy may be blocking it: ask your network's administrator.",
        ),
        Reach::Silent => (
            "no answer in time.",
            "Try again in a moment; then check the VPN and proxy.",
        ),
    })
}

fn keys(check: Check, probe: &Probe) -> DiagnosticCheck {
    match &probe.answer {
        Ok(()) => check.good("MX accepts them."),
        // MX knows whom it refuses there.
        Err(problem) if problem.kind == MxProblemKind::NotAllowed => check.good("MX knows them."),
        Err(problem) if problem.kind == MxProblemKind::CredentialsRefused => {
            let problem = Problem::from(problem.clone());
            check.bad(problem.message, &problem.next_step)
        }
        Err(problem) => {
            let problem = Problem::from(problem.clone());
            check.attention(
                format!("MX did not say. {}", problem.message),
                &problem.next_step,
            )
        }
    }
}

fn allowed(check: Check, probe: &Probe) -> DiagnosticCheck {
    match &probe.answer {
        Ok(()) => check.good("MX answers requests from here."),
        Err(problem) if problem.kind == MxProblemKind::NotAllowed => {
            let problem = Problem::from(problem.clone());
            check.bad(problem.message, &problem.next_step)
        }
        Err(_) => check.skipped("Not looked at: MX did not accept the keys, or did not say."),
    }
}

fn time(check: Check, ahead_ms: Option<i64>) -> DiagnosticCheck {
    let Some(ahead_ms) = ahead_ms else {
        return check.skipped("MX did not say what time it is.");
    };
    let seconds = ahead_ms.unsigned_abs() / 1_000;
    let text = match (seconds, ahead_ms < 0) {
        (0..=2, _) => "This computer's clock agrees with MX's.".to_owned(),
        (_, true) => format!("This computer's clock is {seconds} s ahead of MX's."),
        (_, false) => format!("This computer's clock is {seconds} s behind MX's."),
    };
    if ahead_ms.saturating_abs() > MOST_AHEAD_MS {
        return check.attention(text, "Let this computer set its clock by itself.");
    }
    check.good(text)
}

/// Whether the widget's page could be loaded: as far as a connection to its host.
pub(super) async fn check_widget(used: Option<&Connection>, proxy: bool) -> DiagnosticCheck {
    let check = Check::new("widget", "Way to the widget");
    let Some(used) = used else {
        return check.skipped("Not looked at: there is no connection.");
    };
    if proxy {
        return check.skipped("Not looked at: the web view goes through the proxy.");
    }
    let origins: Vec<Url> = used
        .environment
        .widget_origins()
        .iter()
        .filter_map(|origin| Url::parse(origin.as_str()).ok())
        .collect();
    let hosts: Vec<String> = origins
        .iter()
        .filter_map(|origin| origin.host_str().map(str::to_owned))
        .collect();
    let tried = in_time(spawn_blocking(move || {
        origins.iter().map(connects).collect::<Vec<_>>()
    }));
    let Some(Ok(tried)) = tried.await else {
        return check.bad("No answer in time.", "Check the firewall and VPN.");
    };
    let failed: Vec<String> = hosts
        .iter()
        .zip(tried)
        .filter_map(|(host, tried)| tried.err().map(|why| format!("{host}: {why}")))
        .collect();
    if failed.is_empty() {
        return check.good(format!("{} can be connected to.", hosts.join(", ")));
    }
    check.bad(
        failed.join(" "),
        "The widget comes from there: have it allowed in firewall and VPN.",
    )
}

fn connects(origin: &Url) -> Result<(), &'static str> {
    let host = origin.host_str().ok_or("it has no host.")?;
    let port = origin.port_or_known_default().ok_or("it has no port.")?;
    let host = host.trim_start_matches('[').trim_end_matches(']');
    let addresses = (host, port)
        .to_socket_addrs()
        .map_err(|_| "the name could not be resolved (DNS).")?;
    let connected = addresses
        .take(3)
        .any(|address| TcpStream::connect_timeout(&address, CONNECT_WITHIN).is_ok());
    connected
        .then_some(())
        .ok_or("no connection could be made (TCP).")
}

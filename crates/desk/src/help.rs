//! Where to read on: MX's own pages (the UI names a topic, never a URL), and what its statuses mean.

use connect_events::{ConnectionStatus, MicrodepositStatus};
use url::Url;

use crate::{
    deposits,
    desk::Desk,
    status,
    view::{HelpTopic, Problem, StatusGuide, StatusHelp},
};

impl Desk {
    /// Opens the page of a topic in the system's browser.
    ///
    /// # Errors
    /// `not_now` when no browser could be started; the next step names the page.
    pub fn open_help(&self, topic: HelpTopic) -> Result<(), Problem> {
        let address = match topic {
            HelpTopic::ClientDashboard => "https://dashboard.mx.com/",
            HelpTopic::AllowList => "https://docs.mx.com/resources/client-dashboard",
            HelpTopic::PlatformDocs => "https://docs.mx.com/",
        };
        let url = Url::parse(address).map_err(|_| Problem::internal())?;
        self.0.ports.opener.open(&url).map_err(|error| {
            tracing::warn!(%error, "no browser could be started");
            Problem::not_now(
                "No browser could be started.",
                format!("Open {address} in a browser yourself."),
            )
        })
    }
}

/// Every status MX documents, as a session would explain it.
#[must_use]
pub fn status_guide() -> StatusGuide {
    let connections = ConnectionStatus::KNOWN.iter().map(|known| {
        let advice = status::advice_for(Some(known));
        StatusHelp {
            name: known.to_string(),
            meaning: advice.meaning.to_owned(),
            turn: advice.turn,
        }
    });
    let deposits = MicrodepositStatus::KNOWN.iter().map(|known| {
        let standing = deposits::standing(Some(known));
        StatusHelp {
            name: standing.name,
            meaning: format!("{} {}", standing.meaning, standing.next_step),
            turn: standing.turn,
        }
    });
    StatusGuide {
        connections: connections.collect(),
        deposits: deposits.collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_guide_has_every_status_and_says_of_each_what_a_session_would() {
        let guide = status_guide();
        let names = |all: &[StatusHelp]| -> Vec<String> {
            all.iter().map(|help| help.name.clone()).collect()
        };
        assert_eq!(guide.connections.len(), 22);
        assert_eq!(guide.deposits.len(), 10);
        assert!(names(&guide.connections).contains(&"IMPEDED".to_owned()));
        assert!(names(&guide.deposits).contains(&"PREINITIATED".to_owned()));
        for help in &guide.connections {
            let status = ConnectionStatus::from_name(&help.name);
            let shown = status::status_view(Some(&status), false, None);
            assert_eq!((&help.meaning, help.turn), (&shown.meaning, shown.turn));
        }
        for help in &guide.deposits {
            let shown = deposits::standing(Some(&MicrodepositStatus::from_name(&help.name)));
            assert!(help.meaning.starts_with(&shown.meaning), "{}", help.name);
            assert!(help.meaning.ends_with(&shown.next_step), "{}", help.name);
        }
    }
}

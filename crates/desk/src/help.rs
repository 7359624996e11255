//! MX's own pages. The UI names a topic, never a URL.

use url::Url;

use crate::{
    desk::Desk,
    view::{HelpTopic, Problem},
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

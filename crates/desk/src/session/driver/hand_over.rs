//! The hand-overs' effects on the world: the customer window, the clipboard, the code.

use std::sync::Arc;

use fast_qr::{ECL, QRBuilder};
use secrecy::{ExposeSecret, SecretString};

use super::Session;
use crate::{
    desk::{Desk, locked},
    mx::URL_SCHEME,
    ports::CustomerPage,
    session::{Input, Machine, hand_over::URL_LIFE_MS},
    view::LinkCode,
    widget_options::asked_dark,
};

impl Session {
    pub(super) async fn open_window(&self, desk: &Desk, mount: u32) {
        let Some(ticket) = self.good_ticket(desk, mount) else {
            return self.feed(desk, Input::TicketExpired);
        };
        let page = CustomerPage {
            session_id: self.id().to_owned(),
            mount,
            url: ticket.url,
            origin: ticket.origin,
            scheme: URL_SCHEME,
            display: self.read(|machine| machine.handed_over().1),
            company_name: desk.policy().company_name,
            dark: asked_dark(&self.world.setup, self.is_dark(desk)),
        };
        let window = Arc::clone(&desk.0.ports.customer_window);
        let opened = tokio::task::spawn_blocking(move || window.open(page)).await;
        match opened.unwrap_or_else(|_| Err("opening it panicked".to_owned())) {
            Ok(()) => self.feed(desk, Input::TicketTaken),
            Err(reason) => {
                tracing::warn!(reason, "the customer window could not be opened");
                self.feed(desk, Input::WindowFailed);
            }
        }
    }

    pub(super) async fn close_window(&self, desk: &Desk) {
        let window = Arc::clone(&desk.0.ports.customer_window);
        let id = self.id().to_owned();
        // A window that can't be closed has nobody to be told.
        let _ = tokio::task::spawn_blocking(move || window.close(&id)).await;
    }

    /// A window that fills the customer's screen would hide the browser.
    pub(super) async fn make_room(&self, desk: &Desk) {
        if !self.read(Machine::is_in_window) {
            return;
        }
        let window = Arc::clone(&desk.0.ports.customer_window);
        let id = self.id().to_owned();
        let _ = tokio::task::spawn_blocking(move || window.make_room(&id)).await;
    }

    /// The link's address, while it can be opened. It stays here.
    pub(crate) fn link(&self, desk: &Desk) -> Option<SecretString> {
        let mount = self.read(|machine| machine.has_link().then(|| machine.mount()))?;
        let now_ms = desk.0.ports.clock.now_ms();
        locked(&self.ticket)
            .as_ref()
            .filter(|ticket| ticket.mount == mount && now_ms - ticket.issued_at_ms < URL_LIFE_MS)
            .map(|ticket| ticket.url.clone())
    }

    /// Whether the link on screen is drawn for the first time.
    pub(crate) fn is_first_drawing(&self) -> bool {
        let mount = self.read(Machine::mount);
        locked(&self.drawn).replace(mount) != Some(mount)
    }
}

/// The link as a code. A screen is not scratched or stained, so the least error correction is
/// enough, and the modules are as large as they can be.
pub(crate) fn draw(link: &SecretString) -> Option<LinkCode> {
    let code = QRBuilder::new(link.expose_secret())
        .ecl(ECL::L)
        .build()
        .ok()?;
    let modules: String = (0..code.size)
        .flat_map(|row| code[row].iter().map(|module| module.value()))
        .map(|is_dark| if is_dark { '1' } else { '0' })
        .collect();
    Some(LinkCode {
        size: u32::try_from(code.size).ok()?,
        modules: SecretString::from(modules),
    })
}

//! What is looked at after each attempt, whatever it was: everything that must be as before.

use std::{collections::BTreeSet, thread::sleep, time::Duration};

use anyhow::{Result, ensure};
use serde_json::Value;

use super::attempts::Place;
use crate::{
    driver::{Group, Role, Shown},
    e2e::stage::Stage,
    setup::files_under,
};

/// Lies on the clipboard, put there by another program.
const COPIED: &str = "copied-by-another-program-4711";
/// The app lets the page send the person to so many pages in half a minute (MX's own limit on a
/// bank's log-in page is far below).
const PAGES_IN_A_BURST: usize = 5;
/// So often MX may be asked about users while one attempt is made: more than following a session
/// takes, fewer than an attempt that counts each word as a new one.
const CALLS: usize = 25;
/// What a page could have put into the app's own.
const PLANTED: &str = r"
    const found = [];
    for (const name in {}) found.push(`every object inherits ${name}`);
    if (typeof planted !== 'undefined') found.push('a script of the page ran');
    const text = document.body.innerText;
    if (/99887766554433/.test(text)) found.push('a number MX never gave');
    if (/[\u202a-\u202e\u2066-\u2069]/.test(text)) found.push('text that is turned round');
    if (document.querySelector('img[src=x]')) found.push('an element of the page');
    return found;";

/// Everything as it was before the attempts.
pub(super) struct Watch<'a> {
    stage: &'a Stage,
    place: Place,
    address: String,
    windows: usize,
    shown: Vec<Shown>,
    opened: usize,
    calls: usize,
    /// Keeps offering the text.
    _clipboard: Group,
}

impl<'a> Watch<'a> {
    pub(super) fn begin(stage: &'a Stage, place: Place) -> Result<Self> {
        let person = stage.person()?;
        Ok(Self {
            stage,
            place,
            address: person.address()?,
            windows: person.windows()?,
            shown: stage.display().windows()?,
            opened: stage.home.opened_in_browser().len(),
            calls: calls(stage),
            _clipboard: stage.copy_elsewhere(COPIED)?,
        })
    }

    /// Fails unless everything is as it was, and the app answers a click.
    pub(super) fn look(&mut self) -> Result<()> {
        let person = self.stage.person()?;
        let address = person.address()?;
        ensure!(address == self.address, "the app's page is {address} now");
        let windows = person.windows()?;
        ensure!(windows == self.windows, "the app has {windows} windows now");
        let shown = self.stage.display().windows()?;
        ensure!(
            shown == self.shown,
            "on the display are {shown:?}, not {:?}",
            self.shown
        );
        let found = person.has_the_page_say(PLANTED)?;
        ensure!(
            found == Value::Array(Vec::new()),
            "in the app's page: {found}"
        );
        let calls = calls(self.stage);
        let new = calls - self.calls;
        ensure!(new <= CALLS, "MX was asked {new} times");
        self.calls = calls;
        let asked = self.stage.front().asked();
        let elsewhere = asked.iter().find(|path| path.contains("/../"));
        ensure!(elsewhere.is_none(), "MX was asked for {elsewhere:?}");
        let log = self.stage.home.read_log()?;
        ensure!(
            !log.contains("panicked") && !log.contains("a part of the app has failed"),
            "a part of the app has failed; see its log"
        );
        self.browser()?;
        self.files()?;
        let copied = self.stage.display().clipboard()?;
        ensure!(
            copied.as_deref() == Some(COPIED),
            "the clipboard holds {copied:?} now"
        );
        person.must_not_read("Account verified")?;
        self.answers_a_click()
    }

    /// Opens a menu of the panel and closes it again.
    fn answers_a_click(&self) -> Result<()> {
        const MENU: &str = "Hand the widget over in another way";
        let person = self.stage.person()?;
        let entry = "Send a link";
        // What the page says can draw the panel anew under the click, which closes a menu.
        let opens = || -> Result<bool> {
            person.press(MENU)?;
            for _ in 0..20 {
                if person.can_read(entry)? {
                    return Ok(true);
                }
                sleep(Duration::from_millis(100));
            }
            Ok(false)
        };
        ensure!(
            opens()? || opens()? || opens()?,
            "the app does not answer a click"
        );
        person.press(MENU)?;
        person.wait_until_gone(entry)?;
        let stays = match self.place {
            Place::Frame => person.sees(Role::Button, "Close widget")?,
            Place::Window => person.can_read("The customer has the widget")?,
        };
        ensure!(stays, "the session did not stay open");
        Ok(())
    }

    /// What went to the system's browser: https pages, never the same one twice, and no more in a
    /// burst than are allowed.
    fn browser(&mut self) -> Result<()> {
        let opened = self.stage.home.opened_in_browser();
        for page in &opened {
            ensure!(
                page.starts_with("https://"),
                "{page} was opened in the browser"
            );
        }
        let different: BTreeSet<_> = opened.iter().collect();
        ensure!(
            different.len() == opened.len(),
            "a page was opened twice in the browser: {opened:?}"
        );
        let new = opened.len() - self.opened;
        ensure!(
            new <= PAGES_IN_A_BURST,
            "{new} pages were opened in the browser at once"
        );
        self.opened = opened.len();
        Ok(())
    }

    fn files(&self) -> Result<()> {
        let mut files = Vec::new();
        files_under(self.stage.home.path(), &mut files)?;
        let dropped = files.iter().find(|file| {
            let name = file.file_name().unwrap_or_default().to_string_lossy();
            name.starts_with("dropped-")
        });
        ensure!(
            dropped.is_none(),
            "{} was written",
            dropped
                .map(|file| file.display().to_string())
                .unwrap_or_default()
        );
        Ok(())
    }

    /// Whether the clipboard's text is in what a page told.
    pub(super) fn must_not_tell(told: &Value) -> Result<()> {
        ensure!(
            !told.to_string().contains(COPIED),
            "the page has read the clipboard"
        );
        Ok(())
    }
}

/// How often MX was asked about users.
fn calls(stage: &Stage) -> usize {
    let asked = stage.front().asked();
    asked.iter().filter(|path| path.contains("/users/")).count()
}

//! A copy that leaves the clipboard again.
//!
//! One thread owns the clipboard: on X11 the copied text is served by the process that owns it,
//! for as long as that process keeps its handle.

use std::{
    sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel},
    thread,
    time::{Duration, Instant},
};

use desk::ports::Clipboard;
use secrecy::{ExposeSecret, SecretString};
use zeroize::Zeroizing;

/// How long a copy may take before the person is told that it failed.
const PATIENCE: Duration = Duration::from_secs(3);

/// The system's clipboard.
pub(crate) struct SystemClipboard {
    requests: Sender<Request>,
}

enum Request {
    Copy {
        text: SecretString,
        keep_for: Duration,
        done: Sender<Result<(), String>>,
    },
    CopyToStay {
        text: String,
        done: Sender<Result<(), String>>,
    },
    TakeBack {
        done: Sender<()>,
    },
}

impl SystemClipboard {
    /// Starts the thread; the clipboard itself is opened at the first copy.
    pub(crate) fn start() -> Self {
        let (requests, inbox) = channel();
        thread::Builder::new()
            .name("clipboard".into())
            .spawn(move || Owner::default().serve(&inbox))
            .map_or_else(
                |error| tracing::error!(%error, "no thread for the clipboard"),
                |_handle| (),
            );
        Self { requests }
    }

    /// Takes back what was copied, if it is still there. Called when the app closes.
    pub(crate) fn take_back_now(&self) {
        let (done, finished) = channel();
        if self.requests.send(Request::TakeBack { done }).is_ok() {
            // Nothing more can be done at exit if the clipboard hangs.
            let _ = finished.recv_timeout(PATIENCE);
        }
    }

    fn ask(
        &self,
        request: impl FnOnce(Sender<Result<(), String>>) -> Request,
    ) -> Result<(), String> {
        let (done, finished) = channel();
        self.requests
            .send(request(done))
            .map_err(|_| "the clipboard thread has ended".to_owned())?;
        finished
            .recv_timeout(PATIENCE)
            .map_err(|_| "the clipboard did not answer".to_owned())?
    }
}

impl Clipboard for SystemClipboard {
    fn copy_for(&self, text: SecretString, keep_for: Duration) -> Result<(), String> {
        self.ask(|done| Request::Copy {
            text,
            keep_for,
            done,
        })
    }

    fn copy(&self, text: &str) -> Result<(), String> {
        self.ask(|done| Request::CopyToStay {
            text: text.to_owned(),
            done,
        })
    }

    fn take_back(&self) {
        let (done, _) = channel();
        // Without its thread there is no copy either.
        let _ = self.requests.send(Request::TakeBack { done });
    }
}

/// The thread's state.
#[derive(Default)]
struct Owner {
    clipboard: Option<arboard::Clipboard>,
    copied: Option<Copied>,
}

struct Copied {
    text: SecretString,
    until: Instant,
}

impl Owner {
    fn serve(mut self, inbox: &Receiver<Request>) {
        loop {
            let request = match &self.copied {
                None => inbox.recv().map_err(|_| RecvTimeoutError::Disconnected),
                Some(copied) => {
                    inbox.recv_timeout(copied.until.saturating_duration_since(Instant::now()))
                }
            };
            match request {
                Ok(Request::Copy {
                    text,
                    keep_for,
                    done,
                }) => {
                    let outcome = self.copy(text, keep_for);
                    let _ = done.send(outcome);
                }
                Ok(Request::CopyToStay { text, done }) => {
                    let outcome = self.copy_to_stay(text);
                    let _ = done.send(outcome);
                }
                Ok(Request::TakeBack { done }) => {
                    self.take_back();
                    let _ = done.send(());
                }
                Err(RecvTimeoutError::Timeout) => self.take_back(),
                Err(RecvTimeoutError::Disconnected) => {
                    self.take_back();
                    return;
                }
            }
        }
    }

    fn copy(&mut self, text: SecretString, keep_for: Duration) -> Result<(), String> {
        let clipboard = self.open()?;
        write_out_of_history(clipboard, text.expose_secret())?;
        self.copied = Some(Copied {
            text,
            until: Instant::now() + keep_for,
        });
        Ok(())
    }

    fn copy_to_stay(&mut self, text: String) -> Result<(), String> {
        let clipboard = self.open()?;
        clipboard
            .set_text(text)
            .map_err(|error| error.to_string())?;
        self.copied = None;
        Ok(())
    }

    /// Empties the clipboard, unless something else has been copied since.
    fn take_back(&mut self) {
        let Some(copied) = self.copied.take() else {
            return;
        };
        let Ok(clipboard) = self.open() else { return };
        let current = clipboard.get_text().map(Zeroizing::new);
        if current.is_ok_and(|current| *current == copied.text.expose_secret())
            && let Err(error) = clipboard.clear()
        {
            tracing::warn!(%error, "the copied number could not be taken off the clipboard");
        }
    }

    fn open(&mut self) -> Result<&mut arboard::Clipboard, String> {
        match &mut self.clipboard {
            Some(clipboard) => Ok(clipboard),
            none => Ok(none.insert(arboard::Clipboard::new().map_err(|error| error.to_string())?)),
        }
    }
}

/// Asks clipboard-history programs not to keep the text.
fn write_out_of_history(clipboard: &mut arboard::Clipboard, text: &str) -> Result<(), String> {
    let set = clipboard.set();
    #[cfg(all(unix, not(target_os = "macos")))]
    let set = arboard::SetExtLinux::exclude_from_history(set);
    #[cfg(target_os = "macos")]
    let set = arboard::SetExtApple::exclude_from_history(set);
    #[cfg(windows)]
    let set = {
        use arboard::SetExtWindows;
        set.exclude_from_history().exclude_from_cloud()
    };
    set.text(text).map_err(|error| error.to_string())
}

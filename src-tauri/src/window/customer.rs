//! The customer window: MX's widget as a page of its own, for a screen that is turned to the
//! customer.
//!
//! It has no capability: its label is in no capability file and its pages are remote, so Tauri
//! refuses whatever they ask for. The widget's messages are navigations to the app's scheme, which
//! are caught, cancelled and handed to [`desk`] as text. The page can go nowhere but to its own
//! origin, and gets no windows, downloads or permissions.

use std::{
    collections::HashMap,
    path::PathBuf,
    sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError},
};

use desk::{
    Desk,
    ports::{CustomerPage, CustomerWindow},
    view::Language,
};
use secrecy::ExposeSecret;
use serde::Serialize;
use tauri::{
    AppHandle, Manager, WebviewUrl, WebviewWindow, WebviewWindowBuilder, WindowEvent,
    webview::{NewWindowResponse, PermissionResponse},
};
use url::Url;

use super::{
    displays, policy,
    size::{self, Least},
};

/// What the label of a customer window begins with: its session and mount follow.
const LABEL: &str = "customer";
/// As it opens where there is one display, before the person's zoom.
const SIZE: (f64, f64) = (760.0, 720.0);
/// Never smaller than this. In presentation size the widget has no more than that of its own
/// pixels.
const SMALLEST: Least = Least {
    width: 380.0,
    height: 560.0,
};
/// A function of the company's name, and how it is to look, that draws it above the widget.
pub(super) const SCRIPT: &str = include_str!("customer.js");

/// The customer windows of this run, at most one for each session.
pub(crate) struct CustomerWindows {
    app: OnceLock<AppHandle>,
    data_dir: PathBuf,
    /// Label of the window by the session it belongs to.
    open: Arc<Mutex<HashMap<String, String>>>,
}

impl CustomerWindows {
    pub(crate) fn new(data_dir: PathBuf) -> Self {
        Self {
            app: OnceLock::new(),
            data_dir,
            open: Arc::default(),
        }
    }

    /// From now on windows can be opened.
    pub(crate) fn belong_to(&self, app: &AppHandle) {
        // Set once, in the app's only set-up.
        let _ = self.app.set(app.clone());
    }

    /// Takes all of them away: the agent's own window is gone.
    pub(crate) fn close_all(&self) {
        let labels: Vec<_> = locked(&self.open).drain().map(|(_, label)| label).collect();
        for label in labels {
            self.destroy(&label);
        }
    }

    fn window_of(&self, session_id: &str) -> Option<WebviewWindow> {
        let label = locked(&self.open).get(session_id).cloned()?;
        self.app.get()?.get_webview_window(&label)
    }

    fn destroy(&self, label: &str) {
        let window = self.app.get().and_then(|app| app.get_webview_window(label));
        if let Some(Err(error)) = window.map(|window| window.destroy()) {
            tracing::warn!(%error, "a customer window could not be closed");
        }
    }

    fn build(&self, app: &AppHandle, label: &str, page: CustomerPage) -> Result<(), String> {
        // The parser's error could name what it read.
        let url = Url::parse(page.url.expose_secret()).map_err(|_| "not a URL".to_owned())?;
        let name = page.company_name.unwrap_or_default();
        let desk = Desk::clone(&app.state::<Desk>());
        let view = desk.view();
        let looks = Looks {
            dark: page.dark,
            stark: view.high_contrast,
        };
        let zoom = view.zoom.factor();
        let builder = WebviewWindowBuilder::new(app, label, WebviewUrl::External(url))
            .title(if name.is_empty() {
                nameless(view.language)
            } else {
                &name
            })
            .inner_size(SIZE.0 * zoom, SIZE.1 * zoom)
            .min_inner_size(SMALLEST.width, SMALLEST.height)
            .prevent_overflow()
            .center()
            .disable_drag_drop_handler()
            .general_autofill_enabled(false)
            .devtools(false)
            .initialization_script(script(&name, &looks)?)
            .on_navigation({
                let (desk, session_id) = (desk.clone(), page.session_id.clone());
                let (origin, scheme, mount) = (page.origin.clone(), page.scheme, page.mount);
                move |url| match policy::in_customer_window(url, &origin, scheme) {
                    policy::Navigation::Goes => true,
                    policy::Navigation::Refused => false,
                    policy::Navigation::Speaks => {
                        // Frames included, the window shows its widget's origin and no other, so
                        // that is who speaks.
                        desk.customer_window_navigated(&session_id, mount, &origin, url.as_str());
                        false
                    }
                }
            })
            .on_new_window({
                let (desk, session_id) = (desk.clone(), page.session_id.clone());
                move |url, _features| {
                    desk.customer_window_requested(&session_id, &url);
                    NewWindowResponse::Deny
                }
            })
            .on_permission_request(|_webview, _kind| PermissionResponse::Deny)
            .on_download(|_webview, _event| false);
        let builder = super::keep_nothing(builder, &self.data_dir);
        let window = builder.build().map_err(|error| error.to_string())?;
        size::follow(&window, &desk, SMALLEST);
        #[cfg(target_os = "linux")]
        {
            super::webkit::close_doors(&window);
            super::webkit::close_with_its_page(&window);
        }

        let (open, label) = (Arc::clone(&self.open), label.to_owned());
        let (session_id, mount) = (page.session_id.clone(), page.mount);
        window.on_window_event(move |event| {
            if matches!(event, WindowEvent::Destroyed) {
                // One that the app itself takes away is off the list by then.
                let was_left = {
                    let mut open = locked(&open);
                    let is_listed = open.get(&session_id) == Some(&label);
                    is_listed && open.remove(&session_id).is_some()
                };
                if was_left {
                    desk.customer_window_left(&session_id, mount);
                }
            }
        });
        fill(app, &window, page.display);
        Ok(())
    }
}

/// The window's title where the company has no name.
fn nameless(language: Language) -> &'static str {
    match language {
        Language::En => "Connect your bank",
        Language::Es => "Conecte su banco",
        Language::Fr => "Connectez votre banque",
    }
}

impl CustomerWindow for CustomerWindows {
    fn open(&self, page: CustomerPage) -> Result<(), String> {
        let app = self.app.get().ok_or("the app has not started")?;
        let session_id = page.session_id.clone();
        let label = format!("{LABEL}-{session_id}-{}", page.mount);
        let earlier = locked(&self.open).insert(session_id.clone(), label.clone());
        if let Some(earlier) = earlier {
            self.destroy(&earlier);
        }
        self.build(app, &label, page).inspect_err(|_| {
            locked(&self.open).remove(&session_id);
        })
    }

    fn make_room(&self, session_id: &str) {
        if let Some(window) = self.window_of(session_id)
            && window.is_fullscreen().unwrap_or(false)
            && let Err(error) = window.set_fullscreen(false)
        {
            tracing::warn!(%error, "the customer window could not leave the full screen");
        }
    }

    fn bring_to_front(&self, session_id: &str) {
        let Some(window) = self.window_of(session_id) else {
            return;
        };
        let shown = window
            .show()
            .and_then(|()| window.unminimize())
            .and_then(|()| window.set_focus());
        if let Err(error) = shown {
            tracing::warn!(%error, "the customer window could not be brought to the front");
        }
    }

    fn close(&self, session_id: &str) {
        let label = locked(&self.open).remove(session_id);
        if let Some(label) = label {
            self.destroy(&label);
        }
    }
}

/// Fills the display that is turned to the customer, if there is more than one.
fn fill(app: &AppHandle, window: &WebviewWindow, chosen: Option<u32>) {
    let Some(id) = displays::to_fill(&displays::displays(app), chosen) else {
        return;
    };
    let Some(position) = displays::position(app, id) else {
        return;
    };
    // A window fills the display it is on.
    let filled = window
        .set_position(position)
        .and_then(|()| window.set_fullscreen(true));
    if let Err(error) = filled {
        tracing::warn!(%error, "the customer window could not fill the display");
    }
}

/// How the company's name is drawn.
#[derive(Serialize)]
struct Looks {
    /// Light on dark, as the widget.
    dark: bool,
    /// With an edge as clear as the text: the agent has chosen high contrast.
    stark: bool,
}

/// The script that draws the company's name, with the name as a JSON text: nothing in it can end
/// the text.
fn script(company_name: &str, looks: &Looks) -> Result<String, String> {
    let arguments = serde_json::to_string(&(company_name, looks));
    let arguments = arguments.map_err(|error| error.to_string())?;
    let function = SCRIPT.trim_end().trim_end_matches(';');
    Ok(format!("({function})(...{arguments});"))
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    #[test]
    fn a_company_s_name_can_t_end_the_script() {
        const NAME: &str = "A\"]); alert(1); ([\"\\\n</script>\u{2028}";
        let looks = Looks {
            dark: true,
            stark: false,
        };
        let script = script(NAME, &looks).unwrap();
        let arguments = script.rsplit_once("})(...").unwrap().1;
        let arguments: Value = serde_json::from_str(arguments.strip_suffix(");").unwrap()).unwrap();
        assert_eq!(arguments, json!([NAME, { "dark": true, "stark": false }]));
    }

    #[test]
    fn no_capability_names_the_customer_window() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src-tauri/capabilities");
        let mut seen = 0;
        for file in std::fs::read_dir(folder).unwrap() {
            let text = std::fs::read_to_string(file.unwrap().path()).unwrap();
            let capability: serde_json::Value = serde_json::from_str(&text).unwrap();
            assert_eq!(
                capability["windows"],
                serde_json::json!([super::super::MAIN])
            );
            assert!(capability.get("webviews").is_none());
            assert!(capability.get("remote").is_none());
            seen += 1;
        }
        assert!(seen > 0);
    }
}

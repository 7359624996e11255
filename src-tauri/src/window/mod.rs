//! The main window: built here rather than in `tauri.conf.json`, because what it may load, open,
//! ask for and download depends on the environment in use. Beside it, the customer's.

mod customer;
mod displays;
mod first_view;
mod placed;
mod policy;
mod referrer;
mod size;
mod theme;
#[cfg(target_os = "linux")]
mod webkit;

pub(crate) use customer::CustomerWindows;
pub(crate) use displays::displays;

use std::{
    path::Path,
    sync::{Arc, Mutex, PoisonError},
};

use desk::Desk;
use tauri::{
    AppHandle, Manager, WebviewUrl, WebviewWindow, WebviewWindowBuilder,
    webview::{NewWindowResponse, PageLoadEvent, PermissionResponse},
};

use crate::tray::Hidden;

/// The one window that may call commands; named in `capabilities/main.json`.
pub(crate) const MAIN: &str = "main";

/// What the app's page can be laid out in.
const LEAST: size::Least = size::Least {
    width: 736.0,
    height: 480.0,
};

/// Keeps a script that got into the page from changing what every object inherits. Tauri's own
/// setting would do it to the widget's page in the customer window too, where it can break what
/// MX's page relies on.
const FREEZE_PROTOTYPES: &str = include_str!("freeze.js");

/// The widget origins that the page on screen was served with in its content policy.
type ServedOrigins = Arc<Mutex<Vec<String>>>;

/// Opens the main window, hidden until its first page has loaded.
pub(crate) fn open(app: &AppHandle, desk: &Desk, data_dir: &Path) -> tauri::Result<WebviewWindow> {
    let served = ServedOrigins::default();

    let builder = WebviewWindowBuilder::new(app, MAIN, WebviewUrl::App("index.html".into()))
        .title("Connect Desk")
        .inner_size(1100.0, 720.0)
        .min_inner_size(900.0, 600.0)
        .center()
        .visible(false)
        .disable_drag_drop_handler()
        .general_autofill_enabled(false)
        .initialization_script(FREEZE_PROTOTYPES)
        .initialization_script_for_all_frames(referrer::SCRIPT)
        .on_web_resource_request({
            let (desk, served) = (desk.clone(), Arc::clone(&served));
            move |_request, response| {
                if policy::is_page(response.headers()) {
                    let origins = desk.widget_origins();
                    policy::allow_frames(response.headers_mut(), &origins);
                    let view = desk.view();
                    first_view::put_into(response.body_mut(), &view);
                    first_view::put_theme_into(response.body_mut(), view.appearance);
                    *served.lock().unwrap_or_else(PoisonError::into_inner) = origins;
                }
            }
        })
        .on_navigation({
            let desk = desk.clone();
            move |url| policy::may_navigate(url, &desk.widget_origins())
        })
        .on_new_window({
            let desk = desk.clone();
            move |url, _features| {
                desk.widget_window_requested(url.as_str());
                NewWindowResponse::Deny
            }
        })
        .on_permission_request(|_webview, _kind| PermissionResponse::Deny)
        .on_download(|_webview, _event| false)
        .on_page_load(|window, page| {
            if !policy::is_app(page.url()) {
                // Whatever led there (something dropped on the window, for one): it is the app's.
                tracing::warn!("the window is on its way to another page, and is brought back");
                return bring_back(&window);
            }
            if page.event() == PageLoadEvent::Finished
                && !window.state::<Hidden>().is_so()
                && let Err(error) = window.show()
            {
                tracing::error!(%error, "the window could not be shown");
            }
        });

    let window = keep_nothing(builder, data_dir).build()?;
    theme::follow(&window, desk, app);
    placed::follow(&window, data_dir);
    size::follow(&window, desk, LEAST);
    #[cfg(target_os = "linux")]
    {
        webkit::close_doors(&window);
        webkit::keep_alive(&window, desk);
    }
    reload_for_new_environment(window.clone(), desk, served);
    Ok(window)
}

/// Puts the window before the others, as somebody wants who starts the app again. Desktops that let
/// no window put itself there do it for the token they gave that start.
pub(crate) fn bring_to_front(app: &AppHandle, token: Option<String>) {
    let handle = app.clone();
    let done = app.run_on_main_thread(move || {
        let Some(window) = handle.get_webview_window(MAIN) else {
            return;
        };
        #[cfg(target_os = "linux")]
        webkit::announce_start(&window, token.as_deref());
        #[cfg(not(target_os = "linux"))]
        let _ = token;
        let place = window.state::<Hidden>().take();
        let shown = place
            .map_or(Ok(()), |place| window.set_position(place))
            .and_then(|()| window.show())
            .and_then(|()| window.unminimize())
            .and_then(|()| window.set_focus());
        if let Err(error) = shown {
            tracing::warn!(%error, "the window could not be brought to the front");
        }
    });
    if let Err(error) = done {
        tracing::warn!(%error, "the window could not be brought to the front");
    }
}

/// Keeps cookies, caches and history of the widget's pages off the disk.
///
/// WebKitGTK offers its automation only in a context that is not ephemeral, so a run of the tests'
/// build under automation keeps them in the data directory instead, where the tests search them for
/// secrets.
fn keep_nothing<'a, M: tauri::Manager<tauri::Wry>>(
    builder: WebviewWindowBuilder<'a, tauri::Wry, M>,
    data_dir: &Path,
) -> WebviewWindowBuilder<'a, tauri::Wry, M> {
    let automated = cfg!(all(target_os = "linux", feature = "automation"))
        && std::env::var("TAURI_WEBVIEW_AUTOMATION").as_deref() == Ok("true");
    if automated {
        builder.data_directory(data_dir.join("webview"))
    } else {
        builder.incognito(true)
    }
}

/// Sends the window to the app's own page.
fn bring_back(window: &WebviewWindow) {
    let home = policy::app_page().map_err(|error| error.to_string());
    if let Err(error) = home.and_then(|url| window.navigate(url).map_err(|e| e.to_string())) {
        tracing::error!(%error, "the window could not be brought back to the app");
    }
}

/// A page's content policy is fixed when it is served. When the environment changes, and with it
/// the origins that may be framed, the page is served anew; it holds no state that could be lost.
fn reload_for_new_environment(window: WebviewWindow, desk: &Desk, served: ServedOrigins) {
    let desk = desk.clone();
    let mut changes = desk.watch();
    tauri::async_runtime::spawn(async move {
        while changes.changed().await.is_ok() {
            let wanted = desk.widget_origins();
            let is_served = *served.lock().unwrap_or_else(PoisonError::into_inner) == wanted;
            if !is_served && let Err(error) = window.reload() {
                tracing::error!(%error, "the page could not be reloaded for its new environment");
            }
        }
    });
}

#[cfg(test)]
mod tests {
    use super::{customer, referrer};

    #[test]
    fn scripts_among_other_people_s_pages_reach_for_nothing_of_the_app_s() {
        for script in [customer::SCRIPT, referrer::SCRIPT] {
            for word in [
                "__TAURI",
                "invoke",
                "ipc",
                "webkit",
                "postMessage",
                "fetch",
                "eval",
            ] {
                assert!(!script.contains(word), "{word} in: {script}");
            }
        }
    }
}

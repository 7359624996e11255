//! How large a page is drawn: as designed, as much larger as the person has chosen, or so large
//! that it can be read from the back of a room. The whole page is scaled, the widget in it as well,
//! so that nothing has to be laid out twice. The customer's page is scaled as the agent's: by its
//! window, without a word to it.

use desk::{
    Desk,
    view::{DeskView, Zoom},
};
use tauri::{Manager, WebviewWindow, WindowEvent};

/// What a page can be laid out in, in its own pixels. In presentation size it gets no more than
/// this, where the window allows: everything is as large as that makes it.
#[derive(Clone, Copy)]
pub(super) struct Least {
    pub(super) width: f64,
    pub(super) height: f64,
}

/// Larger than this the page would look empty on a large screen.
const LARGEST: f64 = 1.75;

/// Draws the window's page in the size the person has chosen, and anew when they choose another, or
/// the window is resized.
pub(super) fn follow(window: &WebviewWindow, desk: &Desk, least: Least) {
    apply(window, desk, least);
    window.on_window_event({
        let (window, desk) = (window.clone(), desk.clone());
        move |event| {
            if let WindowEvent::Resized(_) | WindowEvent::ScaleFactorChanged { .. } = event {
                apply(&window, &desk, least);
            }
        }
    });
    let (app, label) = (window.app_handle().clone(), window.label().to_owned());
    let desk = desk.clone();
    let mut changes = desk.watch();
    tauri::async_runtime::spawn(async move {
        let mut drawn = chosen(&changes.borrow_and_update());
        while changes.changed().await.is_ok() {
            let Some(window) = app.get_webview_window(&label) else {
                return;
            };
            let wanted = chosen(&changes.borrow_and_update());
            if wanted != drawn {
                drawn = wanted;
                apply(&window, &desk, least);
            }
        }
    });
}

/// What the size depends on, besides the window.
fn chosen(view: &DeskView) -> (bool, Zoom) {
    (view.presentation_size, view.zoom)
}

fn apply(window: &WebviewWindow, desk: &Desk, least: Least) {
    let size = window.inner_size().and_then(|size| {
        let size = size.to_logical::<f64>(window.scale_factor()?);
        Ok((size.width, size.height))
    });
    let (presents, zoom) = chosen(&desk.view());
    let scale = match size {
        // Who needs more than the room does has it.
        Ok(size) if presents => largest_that_fits(size, least).max(zoom.factor()),
        _ => zoom.factor(),
    };
    if let Err(error) = window.set_zoom(scale) {
        tracing::warn!(%error, "the page's size could not be changed");
    }
}

/// In steps of a twentieth, so that dragging the window's edge doesn't redraw for every pixel.
fn largest_that_fits((width, height): (f64, f64), least: Least) -> f64 {
    let fits = (width / least.width).min(height / least.height);
    let step = (fits * 20.0).floor() / 20.0;
    step.clamp(Zoom::AsDesigned.factor(), LARGEST)
}

#[cfg(test)]
mod tests {
    use super::*;

    const LEAST: Least = Least {
        width: 736.0,
        height: 480.0,
    };

    #[test]
    fn the_page_is_as_large_as_the_window_allows() {
        for (window, scale) in [
            ((900.0, 600.0), 1.2),
            ((1100.0, 720.0), 1.45),
            ((1280.0, 720.0), 1.5),
            ((1920.0, 1080.0), 1.75),
            ((3840.0, 500.0), 1.0),
        ] {
            let drawn = largest_that_fits(window, LEAST);
            assert!((drawn - scale).abs() < 1e-9, "{window:?}: {drawn}");
        }
    }

    #[test]
    fn it_is_never_smaller_than_designed() {
        assert!((largest_that_fits((10.0, 10.0), LEAST) - 1.0).abs() < 1e-9);
    }
}

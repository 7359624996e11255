//! The displays of this computer, and which of them the customer window goes to.

use desk::view::DisplayView;
use tauri::{AppHandle, Manager, Monitor};

use super::MAIN;

/// The displays, numbered in the system's order.
pub(crate) fn displays(app: &AppHandle) -> Vec<DisplayView> {
    let current = app
        .get_webview_window(MAIN)
        .and_then(|main| main.current_monitor().ok().flatten());
    monitors(app)
        .iter()
        .zip(0..)
        .map(|(monitor, id)| DisplayView {
            id,
            name: monitor
                .name()
                .cloned()
                .unwrap_or_else(|| format!("Display {}", id + 1)),
            width: monitor.size().width,
            height: monitor.size().height,
            is_current: current
                .as_ref()
                .is_some_and(|current| current.position() == monitor.position()),
        })
        .collect()
}

/// Where a display begins, in physical pixels.
pub(super) fn position(app: &AppHandle, id: u32) -> Option<tauri::PhysicalPosition<i32>> {
    let index = usize::try_from(id).ok()?;
    monitors(app).get(index).map(|monitor| *monitor.position())
}

fn monitors(app: &AppHandle) -> Vec<Monitor> {
    app.available_monitors().unwrap_or_else(|error| {
        tracing::warn!(%error, "the displays could not be listed");
        Vec::new()
    })
}

/// The display to fill: the chosen one, else the first that the agent's own window isn't on. None
/// where there is but one: it would hide the agent's window.
pub(super) fn to_fill(displays: &[DisplayView], chosen: Option<u32>) -> Option<u32> {
    if displays.len() < 2 {
        return None;
    }
    let is_there = |id: &u32| displays.iter().any(|display| display.id == *id);
    chosen.filter(is_there).or_else(|| {
        let other = displays.iter().find(|display| !display.is_current);
        other.map(|display| display.id)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn displays(current: &[bool]) -> Vec<DisplayView> {
        let display = |(is_current, id): (&bool, u32)| DisplayView {
            id,
            name: format!("HDMI-{id}"),
            width: 1920,
            height: 1080,
            is_current: *is_current,
        };
        current.iter().zip(0..).map(display).collect()
    }

    #[test]
    fn one_display_is_never_filled() {
        assert_eq!(to_fill(&displays(&[true]), None), None);
        assert_eq!(to_fill(&displays(&[true]), Some(0)), None);
        assert_eq!(to_fill(&[], Some(0)), None);
    }

    #[test]
    fn the_display_without_the_agent_s_window_is_taken_unless_one_is_chosen() {
        assert_eq!(to_fill(&displays(&[true, false]), None), Some(1));
        assert_eq!(to_fill(&displays(&[false, true]), None), Some(0));
        assert_eq!(to_fill(&displays(&[true, false, false]), Some(2)), Some(2));
    }

    #[test]
    fn a_display_that_was_unplugged_is_replaced() {
        assert_eq!(to_fill(&displays(&[true, false]), Some(7)), Some(1));
    }
}

//! The window as somebody in front of it sees it: pixels, and a pointer to move. Looked at through
//! the display alone, so that an app is measured as it is shipped, with nothing attached to it.

use std::{
    thread::sleep,
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail, ensure};
use x11rb::{
    connection::Connection,
    protocol::{
        xproto::{ConnectionExt as _, ImageFormat, MOTION_NOTIFY_EVENT, MapState, Window},
        xtest::ConnectionExt as _,
    },
    rust_connection::RustConnection,
};

use crate::driver::Display;

/// Long enough for the slowest computer.
const LIMIT: Duration = Duration::from_secs(30);
/// Between two looks at the window.
const LOOK_EVERY: Duration = Duration::from_millis(4);
/// As long as this nothing has changed: it is drawn.
const STILL: Duration = Duration::from_millis(1_200);
/// The part of the window that is looked at, in pixels from its corner: its top bar and most of
/// its page.
const PART: (u16, u16) = (600, 300);
/// What lies under the pointer, in pixels from the window's corner: an entry of the app's sidebar,
/// the one button of the empty window. Both look otherwise when they are pointed at.
const SPOT: (i16, i16) = (60, 118);
/// So much around it is looked at.
const AROUND: (i16, i16) = (16, 8);

/// When a program's window was what, in milliseconds since the program was started.
pub(super) struct Opening {
    /// There was something to see in it.
    pub(super) painted_ms: f64,
    /// It answered the pointer.
    pub(super) usable_ms: f64,
}

/// A display that is looked at.
pub(super) struct Screen {
    x: RustConnection,
    root: Window,
}

/// Where a window is.
#[derive(Clone, Copy)]
struct Shown {
    window: Window,
    left: i16,
    top: i16,
}

impl Screen {
    pub(super) fn of(display: &Display) -> Result<Self> {
        let (x, screen) = x11rb::connect(Some(display.name()))?;
        let root = x.setup().roots[screen].root;
        Ok(Self { x, root })
    }

    /// Watches a program's window come. The pointer is where a button will be, and moves a little
    /// all the time: the window can be used from the moment the button looks pointed at.
    pub(super) fn watch_opening(&self, started: Instant) -> Result<Opening> {
        self.window(started)?;
        let ms = || started.elapsed().as_secs_f64() * 1_000.0;
        let mut painted_ms = None;
        let mut last: Option<(Vec<u8>, f64)> = None;
        let mut moved = false;
        loop {
            // It is centred a moment after it is there.
            let shown = self.look_for_window()?.context("the window is gone")?;
            moved = !moved;
            self.point(shown, SPOT.0 + i16::from(moved), SPOT.1)?;
            if painted_ms.is_none() && self.is_painted(shown)? {
                painted_ms = Some(ms());
            }
            let spot = self.spot(shown)?;
            match &last {
                Some((before, since)) if *before == spot => {
                    let is_still = ms() - since > STILL.as_secs_f64() * 1_000.0;
                    if let (true, Some(painted_ms)) = (is_still, painted_ms) {
                        let usable_ms = *since;
                        self.ensure_it_was_the_pointer(shown, &spot)?;
                        return Ok(Opening {
                            painted_ms,
                            usable_ms,
                        });
                    }
                }
                _ => last = Some((spot, ms())),
            }
            if started.elapsed() > LIMIT {
                bail!("nothing that stays was drawn in {} s", LIMIT.as_secs());
            }
            sleep(LOOK_EVERY);
        }
    }

    /// What was seen last must be the answer to the pointer, not merely the page.
    fn ensure_it_was_the_pointer(&self, shown: Shown, pointed_at: &[u8]) -> Result<()> {
        self.point(shown, 500, 280)?;
        let away = Instant::now();
        while self.spot(shown)? == pointed_at {
            ensure!(
                away.elapsed() < Duration::from_secs(3),
                "what lies under the pointer doesn't answer it"
            );
            sleep(LOOK_EVERY);
        }
        Ok(())
    }

    /// Waits for a window of a program's size.
    fn window(&self, started: Instant) -> Result<()> {
        while self.look_for_window()?.is_none() {
            ensure!(started.elapsed() < LIMIT, "no window was opened");
            sleep(LOOK_EVERY / 2);
        }
        Ok(())
    }

    /// Waits until no program's window is left.
    pub(super) fn wait_until_empty(&self) -> Result<()> {
        let asked = Instant::now();
        while self.look_for_window()?.is_some() {
            ensure!(asked.elapsed() < LIMIT, "a window stays open");
            sleep(LOOK_EVERY);
        }
        Ok(())
    }

    fn look_for_window(&self) -> Result<Option<Shown>> {
        for window in self.x.query_tree(self.root)?.reply()?.children {
            // It may have gone between the two questions.
            let (Ok(attributes), Ok(geometry)) = (
                self.x.get_window_attributes(window)?.reply(),
                self.x.get_geometry(window)?.reply(),
            ) else {
                continue;
            };
            let is_large = geometry.width >= PART.0 && geometry.height >= PART.1;
            if attributes.map_state == MapState::VIEWABLE && is_large {
                return Ok(Some(Shown {
                    window,
                    left: geometry.x,
                    top: geometry.y,
                }));
            }
        }
        Ok(None)
    }

    fn point(&self, shown: Shown, x: i16, y: i16) -> Result<()> {
        let (x, y) = (shown.left + x, shown.top + y);
        self.x
            .xtest_fake_input(MOTION_NOTIFY_EVENT, 0, 0, self.root, x, y, 0)?;
        self.x.flush().context("the display is gone")
    }

    fn spot(&self, shown: Shown) -> Result<Vec<u8>> {
        let (left, top) = (SPOT.0 - AROUND.0, SPOT.1 - AROUND.1);
        let size = (2 * AROUND.0.unsigned_abs(), 2 * AROUND.1.unsigned_abs());
        self.image(shown, (left, top), size)
    }

    /// Whether there is anything to see: an empty page is of one colour.
    fn is_painted(&self, shown: Shown) -> Result<bool> {
        let image = self.image(shown, (0, 0), PART)?;
        let mut pixels = image.chunks_exact(4);
        let first = pixels.next();
        // A few odd pixels are a shadow or a caret; a line of text is hundreds.
        Ok(pixels.filter(|pixel| Some(*pixel) != first).count() > 200)
    }

    fn image(&self, shown: Shown, at: (i16, i16), size: (u16, u16)) -> Result<Vec<u8>> {
        let format = ImageFormat::Z_PIXMAP;
        let image = self
            .x
            .get_image(format, shown.window, at.0, at.1, size.0, size.1, !0)?
            .reply()
            .context("the window is gone")?;
        Ok(image.data)
    }
}

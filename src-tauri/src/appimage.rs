//! What the starter of an AppImage (Linux) changes around the app, put right where it would show.
//!
//! Before it starts the app, it moves into the mounted image and puts the image's libraries, modules
//! and theme before the system's. The window toolkit and WebKit's programs need that. A file that is
//! named on the command line is meant from where the person stood, and a browser that is opened must
//! not load the image's libraries, nor hold the image mounted by working in it.

#[cfg(target_os = "linux")]
mod image;

use std::{ffi::OsStr, io, path::PathBuf};

/// A path of the command line, from where the person stood.
pub(crate) fn as_given(path: PathBuf) -> PathBuf {
    #[cfg(target_os = "linux")]
    if path.is_relative()
        && let Some(image) = image::Image::around_us()
        && let Some(folder) = image.started_in()
    {
        return folder.join(path);
    }
    path
}

/// Opens a file, folder or address with the system's program for it. Does not wait for it.
pub(crate) fn open_outside(target: &OsStr) -> io::Result<()> {
    #[cfg(target_os = "linux")]
    if let Some(image) = image::Image::around_us() {
        return image.open_outside(target);
    }
    open::that_detached(target)
}

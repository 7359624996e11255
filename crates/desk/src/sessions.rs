//! The sessions of this run.

/// The sessions of this run.
#[derive(Default)]
pub(crate) struct Sessions {}

impl Sessions {
    /// Forgets them all: the desk is connected elsewhere now.
    pub(crate) fn clear(&mut self) {
        *self = Self::default();
    }
}

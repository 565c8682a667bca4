//! How often a thread tells what it has found: seldom enough that no frame waits for a thousand messages, and soon enough to be seen.

use std::time::{Duration, Instant};

/// When something was told last, and how long the next has to wait.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pace {
    told: Option<Instant>,
    wait: Duration,
}

impl Pace {
    /// For a list that grows at its end.
    pub(super) const LIST: Self = Self::of(50);
    /// For the table, all rows of which are put in order anew.
    pub(super) const TABLE: Self = Self::of(100);

    const fn of(millis: u64) -> Self {
        Self {
            told: None,
            wait: Duration::from_millis(millis),
        }
    }

    /// Whether it is time to tell again; what comes first is told at once.
    pub(super) fn is_due(self) -> bool {
        self.told.is_none_or(|told| told.elapsed() > self.wait)
    }

    /// Something is told now.
    pub(super) fn tells(&mut self) {
        self.told = Some(Instant::now());
    }
}

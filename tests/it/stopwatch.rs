//! How long a thread has worked, which says more than a clock where others keep the machine busy.

use std::time::{Duration, Instant};

/// Time that this thread has worked: a machine that others keep busy makes nothing slower. Where the system does not tell, time as
/// it passes.
pub struct Stopwatch(Instant, Option<Duration>);

impl Stopwatch {
    /// Begins to count.
    pub fn start() -> Self {
        Self(Instant::now(), worked())
    }

    /// How long it has worked since.
    pub fn spent(&self) -> Duration {
        match (self.1, worked()) {
            (Some(before), Some(now)) => now.saturating_sub(before),
            _ => self.0.elapsed(),
        }
    }
}

/// How long this thread has worked since it began, on Linux.
fn worked() -> Option<Duration> {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    let nanos = told.split_whitespace().next()?.parse().ok()?;
    Some(Duration::from_nanos(nanos))
}

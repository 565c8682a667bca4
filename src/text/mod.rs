//! Text as bytes, as spans, as cells on a screen, as something to search, and as something safe to show.
//!
//! This layer knows nothing of speakers or files. It refuses to guess what text means.

pub mod decode;
pub mod fold;
pub mod safe;
pub mod span;
pub mod tongue;
pub mod width;
pub mod words;

pub use safe::SafeText;
pub use span::Span;

/// How many of what, as notices and titles say it: `1 hit`, `2 hits`. `one` is a word that takes an `s`.
#[must_use]
pub fn counted(count: usize, one: &str) -> String {
    format!("{count} {one}{}", if count == 1 { "" } else { "s" })
}

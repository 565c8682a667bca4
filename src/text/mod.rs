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

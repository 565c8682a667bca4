//! A transcript as plain text: a paragraph a turn, `Speaker: words`, what is set apart as it stands.
//!
//! Listener signals stay turns of their own, so that no word changes its place.

use super::rendition::Rendition;
use crate::transcript::Transcript;
use crate::turns::Turns;

/// The whole transcript, paragraphs parted by a blank line.
#[must_use]
pub fn text(transcript: &Transcript, turns: &Turns) -> String {
    Rendition::new(transcript, turns).into_text()
}

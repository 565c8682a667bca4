//! SubRip: numbered cues with commas in their times, whatever is missing or doubled in them.

use super::captions;
use super::cues::Dialect;
use super::lines::lines;
use super::times::cue_times;
use super::{Parsed, Refusal, Source};

/// How many lines may stand before the first time line.
const LINES_BEFORE: usize = 40;

/// A time line near the beginning.
pub fn sniff(source: &Source<'_>) -> Option<&'static str> {
    time_lines(source.text, |_| true).then_some("time lines between the texts")
}

/// Reads SubRip.
///
/// # Errors
///
/// None.
pub fn read(source: &Source<'_>) -> Result<Parsed, Refusal> {
    Ok(captions::read(*source, Dialect::Srt))
}

/// Whether a source has a time line of a kind near its beginning.
pub(super) fn time_lines(text: &str, fits: impl Fn(&str) -> bool) -> bool {
    lines(text)
        .take(LINES_BEFORE)
        .find(|line| cue_times(line.text).is_some_and(|(_, to, rest)| to.is_some() && ends_there(rest)))
        .is_some_and(|line| fits(line.text))
}

/// Whether nothing but settings follows the times: a console line has its words there.
fn ends_there(rest: &str) -> bool {
    rest.split_whitespace().all(|word| word.contains(':'))
}

//! WebVTT, as the standard has it and as programs write it: voices, comments, styles, settings; with or without its header.

use super::captions;
use super::cues::Dialect;
use super::lines::lines;
use super::srt::time_lines;
use super::{Parsed, Refusal, Source, facts};
use crate::transcript::Kind;

/// How many lines of the header are looked at for what it states.
const HEADER_LINES: usize = 24;

/// `WEBVTT` on the first line, or a time line with dots before any with commas.
pub fn sniff(source: &Source<'_>) -> Option<&'static str> {
    if source
        .text
        .trim_start()
        .get(..6)
        .is_some_and(|word| word.eq_ignore_ascii_case("WEBVTT"))
    {
        return Some("WEBVTT on the first line");
    }
    let headless = source.extension != "srt" && time_lines(source.text, |line| !line.contains(','));
    headless.then_some("time lines with dots, no header")
}

/// Reads WebVTT.
///
/// # Errors
///
/// None.
pub fn read(source: &Source<'_>) -> Result<Parsed, Refusal> {
    let mut parsed = captions::read(*source, Dialect::Vtt);
    for line in lines(source.text)
        .take(HEADER_LINES)
        .take_while(|line| !line.text.contains("-->"))
    {
        if let Some((key, value)) = line.text.split_once(':')
            && key.eq_ignore_ascii_case("language")
            && let Some(language) = facts::language_named(value)
        {
            parsed.transcript.state_language(language);
        } else if line.text.trim().eq_ignore_ascii_case("kind: chapters") {
            parsed.account.set_apart = parsed.account.pieces;
            parsed.transcript.set_all(Kind::Head);
        }
    }
    Ok(parsed)
}

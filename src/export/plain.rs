//! A transcript as plain text: a paragraph a turn, `Speaker: words`, what is set apart as it stands.
//!
//! Listener signals stay turns of their own, so that no word changes its place.

use super::one_line;
use crate::transcript::{Kind, Transcript};
use crate::turns::Turns;

/// The whole transcript, paragraphs parted by a blank line.
#[must_use]
pub fn text(transcript: &Transcript, turns: &Turns) -> String {
    let apart = transcript.utterances().iter().filter(|u| u.kind() != Kind::Speech);
    let mut pieces: Vec<(usize, String)> = apart
        .map(|u| (u.span().start(), one_line(transcript.words(u.span()))))
        .collect();
    for (at, turn) in turns.all().iter().enumerate() {
        let words = one_line(transcript.words(turn.span));
        pieces.push((turn.span.start(), format!("{}: {words}", turns.speaker(at).name)));
    }
    pieces.sort_by_key(|(start, _)| *start);
    let mut out = String::with_capacity(transcript.text().len() * 5 / 4);
    for (at, (_, piece)) in pieces.iter().enumerate() {
        if at > 0 {
            out.push('\n');
        }
        out.push_str(piece);
        out.push('\n');
    }
    out
}

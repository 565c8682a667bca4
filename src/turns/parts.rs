//! Turns taken apart into plain values and put together again, for a store that keeps who said it.

use super::{Speaker, Sure, Turn, Turns};
use crate::text::Span;
use crate::transcript::Transcript;

impl Turns {
    /// Turns, speakers and how sure each stretch inside the turns is; none where they do not fit the text.
    #[must_use]
    pub fn of_parts(
        transcript: &Transcript,
        turns: Vec<Turn>,
        speakers: Vec<Speaker>,
        sure: &[(Span, f32)],
    ) -> Option<Self> {
        let text = transcript.text();
        let known = |turn: &Turn| usize::from(turn.speaker.0) < speakers.len();
        let fits = rise(text, turns.iter().map(|turn| turn.span))
            && turns.iter().all(known)
            && rise(text, sure.iter().map(|(span, _)| *span));
        fits.then(|| Self {
            sure: sure
                .iter()
                .map(|&(span, confidence)| Sure { span, confidence })
                .collect(),
            ..Self::new(transcript, turns, speakers)
        })
    }

    /// How sure each stretch inside the turns is, 0 to 1, in order of the text; empty where only the turns are known.
    pub fn sureness(&self) -> impl Iterator<Item = (Span, f32)> {
        self.sure.iter().map(|sure| (sure.span, sure.confidence))
    }
}

/// Whether spans rise without overlapping, on boundaries of characters.
fn rise(text: &str, mut spans: impl Iterator<Item = Span>) -> bool {
    let mut end = 0;
    spans.all(|span| {
        let fits = span.start() >= end && text.is_char_boundary(span.start()) && text.is_char_boundary(span.end());
        end = span.end();
        fits
    })
}

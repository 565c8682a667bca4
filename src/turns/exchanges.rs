//! Question and answer together: which turns form an exchange, and which exchanges a question opens.
//!
//! It looks at sides and at what stands between turns, never at words; who speaks was settled before.

use super::{Exchange, Side, Speaker, Turn};
use crate::transcript::{Kind, Transcript};

/// The exchanges of turns that rise by span.
pub(super) fn group(transcript: &Transcript, turns: &[Turn], speakers: &[Speaker]) -> Vec<Exchange> {
    let mut exchanges: Vec<Exchange> = Vec::new();
    let mut gaps = SetApart::new(transcript);
    let mut answered = false;
    let mut questions = 0;
    for (at, turn) in turns.iter().enumerate() {
        let side = speakers
            .get(usize::from(turn.speaker.0))
            .map_or(Side::Right, |speaker| speaker.side);
        // What stands before the first turn is passed over too, or it would count at the second.
        let before = gaps.before(turn.span.start());
        let apart = at > 0 && before;
        let opens = at == 0 || apart || (side == Side::Left && answered && !turn.signal);
        if opens {
            let asks = side == Side::Left;
            questions += usize::from(asks);
            exchanges.push(Exchange {
                turns: at..at + 1,
                question: asks.then_some(questions),
            });
            answered = side == Side::Right;
        } else if let Some(exchange) = exchanges.last_mut() {
            exchange.turns.end = at + 1;
            answered |= side == Side::Right && !turn.signal;
        }
    }
    exchanges
}

/// Walks the utterances once, beside the turns.
pub(super) struct SetApart<'a> {
    transcript: &'a Transcript,
    next: usize,
}

impl<'a> SetApart<'a> {
    pub(super) const fn new(transcript: &'a Transcript) -> Self {
        Self { transcript, next: 0 }
    }

    /// Whether something other than speech begins before `offset` and after the offset asked for last.
    pub(super) fn before(&mut self, offset: usize) -> bool {
        let mut found = false;
        while let Some(utterance) = self.transcript.utterances().get(self.next) {
            if utterance.span().start() >= offset {
                break;
            }
            found |= utterance.kind() != Kind::Speech;
            self.next += 1;
        }
        found
    }
}

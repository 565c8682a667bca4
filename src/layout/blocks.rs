//! A transcript cut into blocks, in one walk over utterances and exchanges.
//!
//! Blocks rise by span and never overlap, so that an offset has one block. Sentence ends are looked for only near a cut. Nothing
//! here knows widths.

use super::wrap::{is_space, needs_line_breaking};
use super::{Arrangement, BLOCK_BYTES, Block, Content};
use crate::text::Span;
use crate::transcript::{Kind, Transcript};
use crate::turns::{Exchange, Side, Sides, Turns};
use unicode_segmentation::UnicodeSegmentation;

/// The left side's share of the talk where it is not known: columns of two to three.
pub const SHARE_UNKNOWN: f32 = 0.4;

/// How much talk in bytes says how it is shared: about a screenful.
const SCREENFUL: usize = 4096;
/// Less talk than this in bytes says nothing.
const TOO_LITTLE: usize = 200;
/// Thai and its kin are wrapped at half a megabyte a second, so their blocks are smaller by this factor.
const SLOW_SCRIPT: usize = 8;

/// Index of the block that holds `offset`, or else of the one before it; 0 where there is none.
#[must_use]
pub fn block_at(blocks: &[Block], offset: usize) -> usize {
    blocks
        .partition_point(|block| block.span.start() <= offset)
        .saturating_sub(1)
}

/// Whether a blank row stands between two blocks that follow each other.
///
/// There is none where a long turn was cut in the middle of a paragraph, none between lines set apart that the source does
/// not separate, and in [`Arrangement::Plain`] none without a paragraph's end.
#[must_use]
pub fn blank_between(transcript: &Transcript, before: &Block, after: &Block, arrangement: Arrangement) -> bool {
    let gap = transcript.words(Span::new(before.span.end(), after.span.start()));
    let paragraph = gap.contains("\n\n");
    match (&before.content, &after.content) {
        (Content::Exchange { exchange: one, .. }, Content::Exchange { exchange: other, .. }) if one == other => {
            paragraph
        }
        (Content::Apart { kind: one, .. }, Content::Apart { kind: other, .. }) if one == other => paragraph,
        _ => paragraph || arrangement != Arrangement::Plain,
    }
}

/// The left side's share of the talk, 0 to 1, over about a screenful from block `from` on; [`SHARE_UNKNOWN`] where there is
/// hardly any talk.
#[must_use]
pub fn share(blocks: &[Block], from: usize) -> f32 {
    let mut bytes = Sides { left: 0, right: 0 };
    for block in blocks.iter().skip(from) {
        if let Content::Exchange { parts, .. } = &block.content {
            let room = SCREENFUL.saturating_sub(bytes.left + bytes.right);
            bytes.left += parts.left.len().min(room);
            bytes.right += parts.right.len().min(room);
        }
        if bytes.left + bytes.right >= SCREENFUL {
            break;
        }
    }
    let all = bytes.left + bytes.right;
    if all < TOO_LITTLE {
        return SHARE_UNKNOWN;
    }
    // Both are a few thousand at most, which an `f32` holds exactly.
    bytes.left as f32 / all as f32
}

/// The blocks of a transcript.
pub(super) fn of_transcript(transcript: &Transcript, turns: &Turns) -> Vec<Block> {
    let exchanges = turns.exchanges();
    let mut cutter = Cutter {
        text: transcript.text(),
        turns,
        runs: Vec::new(),
        blocks: Vec::with_capacity(exchanges.len()),
    };
    let mut next = exchanges.iter().enumerate().peekable();
    let mut held = 0;
    for (at, utterance) in transcript.utterances().iter().enumerate() {
        let span = utterance.span();
        while let Some((number, exchange)) = next.peek()
            && let Some(start) = turns.all().get(exchange.turns.start).map(|turn| turn.span.start())
            && start < span.end()
        {
            held = cutter.exchange(*number, exchange).max(held);
            next.next();
        }
        if span.end() > held && (utterance.kind() != Kind::Speech || span.start() >= held) {
            cutter.apart(at, utterance.kind(), Span::new(span.start().max(held), span.end()));
            held = span.end();
        }
    }
    cutter.blocks
}

struct Cutter<'a> {
    text: &'a str,
    turns: &'a Turns,
    /// Where one side has the word without being answered, listener signals left aside.
    runs: Vec<(Side, Span)>,
    blocks: Vec<Block>,
}

impl Cutter<'_> {
    /// Adds the blocks of an exchange and says where its words end.
    fn exchange(&mut self, exchange: usize, of: &Exchange) -> usize {
        self.find_runs(of);
        let mut first = true;
        let mut asked: Option<Span> = None;
        for at in 0..self.runs.len() {
            let (side, run) = self.runs[at];
            let mut rest = run;
            while let Some(piece) = next_piece(self.text, &mut rest) {
                let parts = match (side, asked.take()) {
                    (Side::Left, before) => {
                        asked = Some(piece);
                        let Some(left) = before else { continue };
                        Sides {
                            left,
                            right: Span::at(left.end()),
                        }
                    }
                    (Side::Right, left) => Sides {
                        left: left.unwrap_or(Span::at(piece.start())),
                        right: piece,
                    },
                };
                self.push(exchange, parts, &mut first);
            }
        }
        if let Some(left) = asked {
            let right = Span::at(left.end());
            self.push(exchange, Sides { left, right }, &mut first);
        }
        self.runs.last().map_or(0, |(_, run)| run.end())
    }

    fn push(&mut self, exchange: usize, parts: Sides<Span>, first: &mut bool) {
        self.blocks.push(Block {
            span: parts.left.cover(parts.right),
            content: Content::Exchange {
                exchange,
                parts,
                first: std::mem::take(first),
            },
        });
    }

    fn find_runs(&mut self, of: &Exchange) {
        self.runs.clear();
        for at in of.turns.clone() {
            let Some(turn) = self.turns.all().get(at) else { return };
            let side = self.turns.side(at);
            match self.runs.last_mut() {
                Some((home, run)) if *home == side || turn.signal => *run = run.cover(turn.span),
                _ => self.runs.push((side, turn.span)),
            }
        }
    }

    fn apart(&mut self, utterance: usize, kind: Kind, span: Span) {
        let mut rest = span;
        while let Some(piece) = next_piece(self.text, &mut rest) {
            self.blocks.push(Block {
                span: piece,
                content: Content::Apart { utterance, kind },
            });
        }
    }
}

/// Takes the next piece of about a block from `rest`, without the white space around it.
fn next_piece(text: &str, rest: &mut Span) -> Option<Span> {
    let bytes = text.as_bytes();
    let mut start = rest.start();
    while start < rest.end() && is_space(bytes[start]) {
        start += 1;
    }
    if start >= rest.end() {
        return None;
    }
    let mut limit = BLOCK_BYTES;
    if rest.len() > limit / SLOW_SCRIPT && needs_line_breaking(&bytes[start..rest.end().min(start + limit)]) {
        limit /= SLOW_SCRIPT;
    }
    // A rest of a few lines is not worth a block of its own.
    let end = if rest.end() - start <= limit + limit / 4 {
        rest.end()
    } else {
        cut_near(text, start, start + limit)
    };
    *rest = Span::new(end, rest.end());
    let kept = text[start..end].trim_end_matches([' ', '\n']).len();
    Some(Span::new(start, start + kept))
}

/// The last sentence end shortly before `limit`, else the last end of a word, else of a grapheme, else of a character; always
/// after `start`.
fn cut_near(text: &str, start: usize, limit: usize) -> usize {
    let bytes = text.as_bytes();
    let mut limit = limit.min(text.len());
    while !text.is_char_boundary(limit) {
        limit -= 1;
    }
    let half = start + (limit - start) / 2;
    let sentence = (half..limit).rev().find(|at| ends_sentence(text, *at));
    if let Some(end) = sentence.or_else(|| (half..limit).rev().find(|at| is_space(bytes[*at]))) {
        return end;
    }
    match text[start..limit].grapheme_indices(true).next_back() {
        Some((at, _)) if at > 0 => start + at,
        _ => limit,
    }
}

/// Whether a sentence ends at `at`: before white space, or right after a full stop of Chinese or Japanese.
fn ends_sentence(text: &str, at: usize) -> bool {
    let bytes = text.as_bytes();
    let wide = bytes[at - 1] >= 0x80 && text.is_char_boundary(at);
    if !is_space(bytes[at]) && !wide {
        return false;
    }
    if bytes[at] == b'\n' && bytes[at - 1] == b'\n' {
        return true;
    }
    let mut before = text[..at].chars().rev();
    if !is_space(bytes[at]) {
        return before.next().is_some_and(is_wide_stop);
    }
    before.by_ref().take(4).find(|c| !is_closing(*c)).is_some_and(|c| {
        matches!(c, '.' | '!' | '?' | '\u{2026}' | '\u{61f}' | '\u{6d4}' | '\u{964}') || is_wide_stop(c)
    })
}

const fn is_wide_stop(c: char) -> bool {
    matches!(c, '\u{3002}' | '\u{ff01}' | '\u{ff1f}' | '\u{ff0e}')
}

const fn is_closing(c: char) -> bool {
    matches!(
        c,
        '"' | '\''
            | ')'
            | ']'
            | '\u{201c}'
            | '\u{201d}'
            | '\u{2018}'
            | '\u{2019}'
            | '\u{bb}'
            | '\u{ab}'
            | '\u{203a}'
            | '\u{2039}'
    )
}

#[cfg(test)]
mod tests;

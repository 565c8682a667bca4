//! Invented dialogues for the tests of this layer.

use super::{Arrangement, Block, Columns, Options, Row};
use crate::text::{SafeText, Span};
use crate::transcript::{Builder, Kind, Piece, Transcript, Utterance};
use crate::turns::{Origin, Role, Side, Speaker, SpeakerId, Turn, Turns};
use std::collections::BTreeSet;

/// A transcript with its turns.
pub(super) struct Dialogue {
    pub transcript: Transcript,
    pub turns: Turns,
}

/// One line of a dialogue: who speaks and what. Who: `A` the interviewer, `B` and on guests; small letters for listener
/// signals; `+` for another paragraph of the same turn, `.` for another line of it; `#` for a section head, `*` for furniture.
pub(super) type Said<'a> = (char, &'a str);

impl Dialogue {
    /// Lines with blank lines between turns.
    pub(super) fn new(lines: &[Said<'_>]) -> Self {
        let mut builder = Builder::default();
        let mut spoken: Vec<(char, Span)> = Vec::new();
        let mut apart = true;
        for (number, (who, words)) in lines.iter().enumerate() {
            let kind = match who {
                '#' => Kind::Head,
                '*' => Kind::Furniture,
                _ => Kind::Speech,
            };
            let pushed = builder.push(Piece {
                kind,
                paragraph: *who != '.',
                ..Piece::new(words, number + 1)
            });
            let Some(span) = builder
                .so_far()
                .utterances()
                .last()
                .filter(|_| pushed)
                .map(Utterance::span)
            else {
                continue;
            };
            match (who, spoken.last_mut()) {
                ('#' | '*', _) => apart = true,
                ('+' | '.', Some((_, said))) if !apart => *said = said.cover(span),
                ('+' | '.', _) => spoken.push(('B', span)),
                _ => spoken.push((*who, span)),
            }
            apart &= kind != Kind::Speech;
        }
        Self::from_turns(builder.finish(lines.len()), &spoken)
    }

    /// The utterances of a transcript by turns, the interviewer first; whatever the file says of speakers.
    pub(super) fn alternating(transcript: Transcript) -> Self {
        let speech = transcript.utterances().iter().filter(|u| u.kind() == Kind::Speech);
        let spoken: Vec<_> = speech
            .zip("ABBABbABC".chars().cycle())
            .map(|(u, who)| (who, u.span()))
            .collect();
        Self::from_turns(transcript, &spoken)
    }

    fn from_turns(transcript: Transcript, spoken: &[(char, Span)]) -> Self {
        let mut letters: Vec<char> = spoken.iter().map(|(who, _)| who.to_ascii_uppercase()).collect();
        letters.sort_unstable();
        letters.dedup();
        let speakers = letters.iter().map(|letter| speaker(*letter)).collect();
        let turns = spoken.iter().map(|(who, span)| Turn {
            span: *span,
            speaker: SpeakerId(letters.iter().position(|l| *l == who.to_ascii_uppercase()).unwrap_or(0) as u16),
            confidence: 1.0,
            origin: Origin::Label,
            signal: who.is_ascii_lowercase(),
        });
        let turns = Turns::new(&transcript, turns.collect(), speakers);
        Self { transcript, turns }
    }

    pub(super) fn blocks(&self) -> Vec<Block> {
        super::blocks(&self.transcript, &self.turns)
    }

    pub(super) fn rows(&self, block: &Block, options: &Options) -> Vec<Row> {
        super::rows(&self.transcript, &self.turns, block, options)
    }

    /// All rows as they would be printed: cells padded to their columns, `¦` between, a blank row as an empty line.
    pub(super) fn page(&self, options: &Options) -> Vec<String> {
        let blocks = self.blocks();
        blocks
            .iter()
            .flat_map(|block| self.rows(block, options))
            .map(|row| self.print(&row, options))
            .collect()
    }

    fn print(&self, row: &Row, options: &Options) -> String {
        let shown = |side: Side| {
            row.cells[side].as_ref().map_or(String::new(), |cell| {
                let words = self.transcript.words(cell.span).replace('\n', " ");
                let name = cell.turn.map_or("", |turn| &*self.turns.speaker(turn).name);
                let before = match (cell.kind, cell.indent) {
                    (super::CellKind::Name, _) => format!("[{name}]"),
                    (_, 0) => String::new(),
                    _ => format!("{name}: "),
                };
                format!("{before}{words}{}", if cell.hyphen { "-" } else { "" })
            })
        };
        let (left, right) = (shown(Side::Left), shown(Side::Right));
        if options.arrangement == Arrangement::SideBySide {
            let pad = usize::from(options.columns.left).saturating_sub(crate::text::width::width(&left));
            format!("{left}{}¦{right}", " ".repeat(pad))
        } else {
            format!("{left}{right}")
        }
    }
}

/// Columns of these widths, hyphenated or not.
pub(super) fn options(arrangement: Arrangement, left: u16, right: u16, hyphenation: Option<&'static str>) -> Options {
    Options {
        arrangement,
        columns: Columns { left, right },
        hyphenation,
        unfolded: BTreeSet::new(),
    }
}

fn speaker(letter: char) -> Speaker {
    let (role, side) = if letter == 'A' {
        (Role::Interviewer, Side::Left)
    } else {
        (Role::Guest, Side::Right)
    };
    Speaker {
        key: SafeText::line(&letter.to_string()),
        name: SafeText::line(&letter.to_string().repeat(3)),
        label: None,
        role,
        role_confidence: 1.0,
        side,
    }
}

//! The rows of one block: which turn stands in which column, level with what.
//!
//! A turn is set as a *strand*: its own words, and those of listener signals folded into it. Strands are placed one after the
//! other in the column of their speaker; the two columns share rows and nothing else.

use super::page::GUTTER;
use super::wrap::{Line, Measure};
use super::{Arrangement, Block, Cell, CellKind, Content, Options, Row};
use crate::text::Span;
use crate::text::width::width;
use crate::transcript::{Kind, Transcript};
use crate::turns::{Exchange, Side, Sides, Turns};

/// The rows of a block.
pub(super) fn of_block(transcript: &Transcript, turns: &Turns, block: &Block, options: &Options) -> Vec<Row> {
    let mut setter = Setter {
        text: transcript.text(),
        turns,
        options,
        page: Page::default(),
        lines: Vec::new(),
    };
    match block.content {
        Content::Apart { utterance, kind } => {
            let begins = transcript
                .utterances()
                .get(utterance)
                .is_some_and(|u| u.span().start() == block.span.start());
            setter.apart(block.span, kind, begins);
        }
        Content::Exchange { exchange, parts, .. } => {
            if let Some(exchange) = turns.exchanges().get(exchange) {
                let strands = strands(turns, exchange, parts, options);
                match options.arrangement {
                    Arrangement::SideBySide => setter.side_by_side(&strands),
                    Arrangement::Stacked => setter.stacked(&strands),
                    Arrangement::Plain => setter.plain(&strands),
                }
            }
        }
    }
    setter.page.rows
}

/// What is set in one go: the turns `from..to`, of which all but the listener signals are one speaker's.
#[derive(Clone, Copy, Debug)]
struct Strand {
    side: Side,
    from: usize,
    to: usize,
    /// The words of it in this block.
    span: Span,
    /// Whether its first turn begins in this block.
    begins: bool,
    /// A listener signal standing for itself, and the side that it interrupts.
    interrupts: Option<Side>,
    /// Goes on after a listener signal standing for itself.
    goes_on: bool,
}

/// The strands of an exchange that have words in these parts.
fn strands(turns: &Turns, exchange: &Exchange, parts: Sides<Span>, options: &Options) -> Vec<Strand> {
    let unfolded = options.unfolded.contains(&exchange.turns.start);
    let all = turns.all();
    let held = exchange.turns.start..exchange.turns.end.min(all.len());
    let Some(of_exchange) = all.get(held.clone()) else {
        return Vec::new();
    };
    let shown = parts.left.cover(parts.right);
    let mut from = held.start + of_exchange.partition_point(|turn| turn.span.end() <= shown.start());
    let to = held.start + of_exchange.partition_point(|turn| turn.span.start() < shown.end());
    // A listener signal needs to know whom it interrupts.
    while from > held.start && all.get(from).is_some_and(|turn| turn.signal) {
        from -= 1;
    }
    let mut strands: Vec<Strand> = Vec::new();
    let mut main: Option<usize> = None;
    let mut interrupted = false;
    for at in from..to {
        let turn = all[at];
        let of_main = main.is_some_and(|main| all[main].speaker == turn.speaker);
        let inside = main.filter(|_| turn.signal);
        if !unfolded
            && (inside.is_some() || interrupted && of_main)
            && let Some(strand) = strands.last_mut()
        {
            strand.to = at + 1;
            strand.span = strand.span.cover(turn.span);
        } else {
            let side = turns.side(at);
            strands.push(Strand {
                side,
                from: at,
                to: at + 1,
                span: turn.span,
                begins: true,
                interrupts: inside.map(|main| turns.side(main)),
                goes_on: interrupted && of_main,
            });
        }
        interrupted = inside.is_some();
        if !interrupted {
            main = Some(at);
        }
    }
    strands.retain_mut(|strand| {
        let part = parts[strand.interrupts.unwrap_or(strand.side)];
        let begin = strand.span.start();
        let Some(span) = strand.span.intersection(part) else {
            return false;
        };
        strand.begins = span.start() == begin;
        strand.span = span;
        true
    });
    strands
}

/// Rows being filled from the top, each side for itself.
#[derive(Default)]
struct Page {
    rows: Vec<Row>,
    used: Sides<usize>,
}

impl Page {
    fn put(&mut self, side: Side, cell: Cell) {
        let at = self.used[side];
        while self.rows.len() <= at {
            self.rows.push(Row {
                cells: Sides::default(),
            });
        }
        self.rows[at].cells[side] = Some(cell);
        self.used[side] = at + 1;
    }
}

struct Setter<'a> {
    text: &'a str,
    turns: &'a Turns,
    options: &'a Options,
    page: Page,
    lines: Vec<Line>,
}

impl<'a> Setter<'a> {
    fn apart(&mut self, span: Span, kind: Kind, begins: bool) {
        let columns = self.options.columns;
        let cells = match self.options.arrangement {
            Arrangement::SideBySide => columns.left.saturating_add(GUTTER).saturating_add(columns.right),
            Arrangement::Stacked | Arrangement::Plain => columns.left,
        };
        self.lines.clear();
        // Titles, bylines and links are lines of their own; only speech runs on over the lines of its file.
        let mut start = span.start();
        for line in span.of(self.text).split('\n') {
            self.measure(cells)
                .wrap(Span::new(start, start + line.len()), 0, &mut self.lines);
            start += line.len() + 1;
        }
        for (at, line) in self.lines.iter().enumerate() {
            let cell = Cell {
                kind: CellKind::Apart(kind),
                span: line.span,
                turn: None,
                first: begins && at == 0,
                hyphen: line.hyphen,
                indent: 0,
            };
            self.page.put(Side::Left, cell);
        }
    }

    fn side_by_side(&mut self, strands: &[Strand]) {
        let named = self.needs_names();
        self.level_with_name(strands, named);
        let mut last = Sides {
            left: None,
            right: None,
        };
        for strand in strands {
            let side = strand.side;
            let speaker = self.turns.all()[strand.from].speaker;
            let above = self.page.used[side];
            let level = strand.interrupts.filter(|home| *home != side);
            if let Some(home) = level {
                let row = self.page.used[home].saturating_sub(1);
                self.page.used[side] = if above > 0 { row.max(above + 1) } else { row };
            } else if last[side].is_some() && !strand.goes_on {
                self.page.used[side] += 1;
            }
            if named[side] && strand.begins && last[side] != Some(speaker) {
                self.name(strand, side);
            }
            last[side] = Some(speaker);
            let columns = self.options.columns;
            let cells = match side {
                Side::Left => columns.left,
                Side::Right => columns.right,
            };
            self.words(strand, side, (cells, 0));
        }
    }

    fn stacked(&mut self, strands: &[Strand]) {
        for strand in strands {
            let side = self.linear(strand.side);
            if self.page.used[side] > 0 {
                self.page.used[side] += 1;
            }
            if strand.begins {
                self.name(strand, side);
            }
            self.words(strand, side, (self.options.columns.left, 0));
        }
    }

    fn plain(&mut self, strands: &[Strand]) {
        let mut before: Option<Span> = None;
        for strand in strands {
            let side = self.linear(strand.side);
            let gap = before.map(|before| Span::new(before.end(), strand.span.start()).of(self.text));
            if gap.is_some_and(|gap| gap.contains("\n\n")) {
                self.page.used[side] += 1;
            }
            before = Some(strand.span);
            let name = if strand.begins {
                width(&self.turns.speaker(strand.from).name).saturating_add(2)
            } else {
                0
            };
            let cells = self.options.columns.left;
            let indent = u16::try_from(name).unwrap_or(u16::MAX).min(cells);
            self.words(strand, side, (cells, indent));
        }
    }

    /// Makes a side go on below everything set so far: in one column the two share their rows.
    fn linear(&mut self, side: Side) -> Side {
        let used = self.page.used;
        self.page.used[side] = used.left.max(used.right);
        side
    }

    /// Where the head of a column does not say who speaks: several do there.
    fn needs_names(&self) -> Sides<bool> {
        let several = |side| {
            self.turns
                .speakers()
                .iter()
                .filter(|speaker| speaker.side == side)
                .count()
                > 1
        };
        Sides {
            left: several(Side::Left),
            right: several(Side::Right),
        }
    }

    /// Question and answer begin level: where a name stands over the one alone, a row is left free over the other.
    fn level_with_name(&mut self, strands: &[Strand], named: Sides<bool>) {
        let first = |side| {
            let first = strands.iter().find(|strand| strand.side == side);
            first.filter(|strand| strand.interrupts.is_none())
        };
        let gets_name = |side| first(side).map(|strand| named[side] && strand.begins);
        match (gets_name(Side::Left), gets_name(Side::Right)) {
            (Some(true), Some(false)) => self.page.used.right = 1,
            (Some(false), Some(true)) => self.page.used.left = 1,
            _ => {}
        }
    }

    fn name(&mut self, strand: &Strand, side: Side) {
        let cell = Cell {
            kind: CellKind::Name,
            span: Span::at(strand.span.start()),
            turn: Some(strand.from),
            first: false,
            hyphen: false,
            indent: 0,
        };
        self.page.put(side, cell);
    }

    fn words(&mut self, strand: &Strand, side: Side, (cells, indent): (u16, u16)) {
        let measure = self.measure(cells);
        let mut first = strand.begins;
        let mut turn = strand.from;
        let mut rest = Some(strand.span);
        let mut searched = strand.from;
        while let Some(paragraph) = self.next_paragraph(strand, &mut rest, &mut searched) {
            if paragraph.start() > strand.span.start() {
                self.page.used[side] += 1;
            }
            self.lines.clear();
            let mut indent = if first { indent } else { 0 };
            measure.wrap(paragraph, usize::from(indent), &mut self.lines);
            for line in &self.lines {
                turn = self.speaking(strand, turn, line.span.start());
                let cell = Cell {
                    kind: CellKind::Words,
                    span: line.span,
                    turn: Some(turn),
                    first: std::mem::take(&mut first),
                    hyphen: line.hyphen,
                    indent: std::mem::take(&mut indent),
                };
                self.page.put(side, cell);
            }
        }
    }

    /// The last turn of a strand, listener signals left aside, that begins at or before `offset`.
    fn speaking(&self, strand: &Strand, mut turn: usize, offset: usize) -> usize {
        for at in turn + 1..strand.to {
            let next = &self.turns.all()[at];
            if next.span.start() > offset {
                break;
            }
            if !next.signal {
                turn = at;
            }
        }
        turn
    }

    /// The next paragraph of a strand. An empty line beside a folded listener signal ends none: the words run on around it.
    fn next_paragraph(&self, strand: &Strand, rest: &mut Option<Span>, searched: &mut usize) -> Option<Span> {
        let span = rest.take()?;
        while *searched < strand.to {
            let turn = self.turns.all()[*searched];
            if let Some(inside) = turn.span.intersection(span)
                && let Some(at) = memchr::memmem::find(inside.of(self.text).as_bytes(), b"\n\n")
            {
                let end = inside.start() + at;
                let start = end + 2;
                *rest = (start < span.end()).then(|| Span::new(start, span.end()));
                return Some(Span::new(span.start(), end));
            }
            *searched += 1;
        }
        Some(span)
    }

    fn measure(&self, cells: u16) -> Measure<'a> {
        let hyphenation = match self.options.arrangement {
            Arrangement::Plain => None,
            Arrangement::SideBySide | Arrangement::Stacked => self.options.hyphenation,
        };
        Measure::new(self.text, cells, hyphenation)
    }
}

#[cfg(test)]
mod tests;

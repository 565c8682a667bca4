//! The body: rows of words with what stands in their margins.
//!
//! Words keep the terminal's own foreground. What is not speech is dim; a voice has its accent on name, number and the sign of
//! the reading row only.

use ratatui::buffer::Buffer;
use ratatui::style::{Modifier, Style};

use super::draw::Scene;
use super::head::time_near;
use super::margin;
use super::paint::{Room, fill, paint as paint_words, style_at, write, write_cut, write_right};
use crate::layout::{Arrangement, Cell, CellKind, Column, Row};
use crate::marks::MarkKind;
use crate::session::{Mode, Open};
use crate::text::Span;
use crate::transcript::{Kind, Passage, Time, passages};
use crate::turns::Side;

/// Where a row of words stands, for what the margins say about it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stand {
    /// The column.
    pub side: Side,
    /// Row of the screen.
    pub y: u16,
    /// The words.
    pub span: Span,
}

/// Paints the rows, the line between the columns, the running question and the margins.
pub(super) fn paint(scene: &Scene<'_>, buffer: &mut Buffer) {
    let Some(open) = scene.session.open() else {
        nothing_open(scene, buffer);
        return;
    };
    let mut body = Body {
        scene,
        open,
        highlights: highlights(scene),
        styles: Vec::new(),
        passages: Vec::new(),
        stands: Vec::new(),
    };
    for (y, row) in scene.session.page().visible() {
        let Some(row) = row else { continue };
        let y = scene.geometry.body + y;
        for side in [Side::Left, Side::Right] {
            if let Some(cell) = &row.cells[side] {
                body.cell((cell, side), y, buffer);
            }
        }
    }
    body.running(buffer);
    rule(scene, buffer);
    let stands = body.stands;
    reading_sign(scene, open, buffer);
    margin::signs(scene, &stands, buffer);
}

struct Body<'a> {
    scene: &'a Scene<'a>,
    open: &'a Open,
    highlights: Vec<(Span, Style)>,
    styles: Vec<(Span, Style)>,
    passages: Vec<Passage>,
    stands: Vec<Stand>,
}

impl Body<'_> {
    fn cell(&mut self, (cell, side): (&Cell, Side), y: u16, buffer: &mut Buffer) {
        let geometry = self.scene.geometry;
        let column = geometry.columns[side];
        match cell.kind {
            CellKind::Name => self.name(cell, &column, (y, buffer)),
            CellKind::Apart(kind) => {
                let base = apart(self.scene, kind);
                let room = Room::new(geometry.apart.x, geometry.apart.end(), y);
                self.words(cell, room, base, buffer);
                self.stands.push(Stand {
                    side: Side::Left,
                    y,
                    span: cell.span,
                });
            }
            CellKind::Words => {
                if cell.first {
                    self.first(cell, &column, (y, buffer));
                } else if column.time.width > 0 {
                    self.minute(cell, &column, (y, buffer));
                }
                let room = Room::new(column.text.x, column.text.end(), y).after(cell.indent);
                self.words(cell, room, Style::new(), buffer);
                self.stands.push(Stand {
                    side,
                    y,
                    span: cell.span,
                });
            }
        }
    }

    /// The words with everything that lies behind and over them: speaker, highlight, hit, selection.
    fn words(&mut self, cell: &Cell, room: Room, base: Style, buffer: &mut Buffer) {
        self.collect(cell);
        let text = self.open.reading.transcript.text();
        let used = paint_words(buffer, room, (text, cell.span), base, &self.styles);
        if cell.hyphen {
            let style = style_at(base, &self.styles, cell.span.end().saturating_sub(1));
            // The layout counts the hyphen into the width of the words.
            write(buffer, room.after(used), "-", style);
        }
    }

    fn collect(&mut self, cell: &Cell) {
        let span = cell.span;
        self.styles.clear();
        let turns = self.open.turns.all();
        let from = turns.partition_point(|turn| turn.span.end() <= span.start());
        for (at, turn) in turns.iter().enumerate().skip(from) {
            if turn.span.start() >= span.end() {
                break;
            }
            if turn.signal && cell.turn != Some(at) {
                self.styles.push((turn.span, self.scene.theme.dim));
            }
        }
        if matches!(cell.kind, CellKind::Words) {
            self.passages.clear();
            passages(self.open.reading.transcript.text(), span, &mut self.passages);
            let dim = self.scene.theme.dim;
            self.styles
                .extend(self.passages.iter().map(|passage| (passage.span, dim)));
        }
        let over = |(styled, _): &&(Span, Style)| styled.overlaps(span);
        self.styles.extend(self.highlights.iter().filter(over));
        let search = self.scene.session.search();
        let from = search.hits.partition_point(|hit| hit.end() <= span.start());
        for (at, hit) in search.hits.iter().enumerate().skip(from) {
            if hit.start() >= span.end() {
                break;
            }
            let current = search.current == Some(at);
            let theme = self.scene.theme;
            self.styles
                .push((*hit, if current { theme.current_hit } else { theme.hit }));
        }
        if let Mode::Select(selection) = self.scene.session.mode() {
            let style = self.scene.theme.selection;
            self.styles.push((selection.span(), style));
            // The end that moves is told from the one that stays.
            self.styles
                .push((selection.near, style.add_modifier(Modifier::UNDERLINED)));
        }
    }

    /// The speaker's name as a heading; in one column the number stands beside it.
    fn name(&self, cell: &Cell, column: &Column, (y, buffer): (u16, &mut Buffer)) {
        let Some(turn) = cell.turn.filter(|turn| *turn < self.open.turns.all().len()) else {
            return;
        };
        let style = self.accent(turn);
        let room = Room::new(column.text.x, column.text.end(), y);
        let used = write_cut(buffer, room, &self.open.turns.speaker(turn).name, style);
        if self.scene.geometry.arrangement == Arrangement::Stacked {
            self.number(turn, column, (y, buffer));
            if self.is_doubtful(turn) {
                write(buffer, room.after(used), " ?", self.scene.theme.doubt);
            }
        }
    }

    /// What stands beside the first row of a turn.
    fn first(&self, cell: &Cell, column: &Column, (y, buffer): (u16, &mut Buffer)) {
        let Some(turn) = cell.turn.filter(|turn| *turn < self.open.turns.all().len()) else {
            return;
        };
        match self.scene.geometry.arrangement {
            Arrangement::SideBySide => {
                self.number(turn, column, (y, buffer));
                if self.is_doubtful(turn) {
                    let room = Room::new(column.doubt.x, column.doubt.end(), y);
                    write_right(buffer, room, "?", self.scene.theme.doubt);
                }
            }
            Arrangement::Stacked => {}
            Arrangement::Plain => {
                let room = Room {
                    x: column.text.x,
                    y,
                    width: cell.indent,
                };
                let name = Room {
                    width: cell.indent.saturating_sub(2),
                    ..room
                };
                let used = write_cut(buffer, name, &self.open.turns.speaker(turn).name, self.accent(turn));
                let doubt = if self.is_doubtful(turn) { "?" } else { ":" };
                write(buffer, room.after(used), doubt, self.scene.theme.dim);
            }
        }
    }

    fn number(&self, turn: usize, column: &Column, (y, buffer): (u16, &mut Buffer)) {
        let room = Room::new(column.number.x, column.number.end().saturating_sub(1), y);
        write_right(buffer, room, &(turn + 1).to_string(), self.accent(turn));
        if column.time.width > 0 {
            let start = self.open.turns.all()[turn].span.start();
            if let Some(time) = time_near(&self.open.reading.transcript, start) {
                self.clock(time, column, (y, buffer));
            }
        }
    }

    fn clock(&self, time: Time, column: &Column, (y, buffer): (u16, &mut Buffer)) {
        let room = Room::new(column.time.x, column.time.end().saturating_sub(1), y);
        write_right(buffer, room, &time.clock(), self.scene.theme.dim);
    }

    /// Inside a long turn: the time, on the row where another minute begins.
    fn minute(&self, cell: &Cell, column: &Column, (y, buffer): (u16, &mut Buffer)) {
        let transcript = &self.open.reading.transcript;
        let before = cell
            .span
            .start()
            .checked_sub(1)
            .and_then(|at| time_near(transcript, at));
        let now = time_near(transcript, cell.span.end().saturating_sub(1));
        let (Some(before), Some(now)) = (before, now) else {
            return;
        };
        if before.millis() / 60_000 < now.millis() / 60_000 {
            self.clock(now, column, (y, buffer));
        }
    }

    fn accent(&self, turn: usize) -> Style {
        let speaker = self
            .open
            .turns
            .all()
            .get(turn)
            .map_or(0, |turn| usize::from(turn.speaker.0));
        self.scene.theme.speaker(&self.open.turns, speaker)
    }

    fn is_doubtful(&self, turn: usize) -> bool {
        turn < self.open.turns.all().len() && self.open.turns.is_doubtful(turn)
    }

    /// The question whose answer is read, dim at the head of its column.
    fn running(&self, buffer: &mut Buffer) {
        let Some(running) = self.scene.session.page().running() else {
            return;
        };
        let text = self.open.reading.transcript.text();
        let dim = self.scene.theme.dim;
        let last = running.rows.len().saturating_sub(1);
        for (at, row) in running.rows.iter().enumerate() {
            let (Some(cell), Ok(y)) = (&row.cells.left, u16::try_from(at)) else {
                continue;
            };
            let y = self.scene.geometry.body + y;
            let column = self.scene.geometry.columns.left;
            let room = Room::new(column.text.x, column.text.end(), y).after(cell.indent);
            if cell.kind == CellKind::Name {
                self.name(cell, &column, (y, buffer));
                continue;
            }
            if let Some(turn) = cell.turn.filter(|_| cell.first) {
                let room = Room::new(column.number.x, column.number.end().saturating_sub(1), y);
                write_right(buffer, room, &(turn + 1).to_string(), dim);
            }
            let used = paint_words(buffer, room, (text, cell.span), dim, &[]);
            let after = if running.shortened && at == last {
                // Where the row is full the dots take the place of its last cell.
                let at = used.min(room.width.saturating_sub(1));
                Some((room.after(at), "…"))
            } else {
                cell.hyphen.then(|| (room.after(used), "-"))
            };
            if let Some((room, sign)) = after {
                write(buffer, room, sign, dim);
            }
        }
    }
}

fn highlights(scene: &Scene<'_>) -> Vec<(Span, Style)> {
    let notebook = scene.session.notebook();
    notebook
        .marks_over(scene.session.page().shown())
        .filter_map(|(_, _, mark)| match mark.kind {
            MarkKind::Highlight { colour } => Some((mark.span, scene.theme.behind(colour))),
            MarkKind::Bookmark { .. } => None,
        })
        .collect()
}

fn apart(scene: &Scene<'_>, kind: Kind) -> Style {
    match kind {
        Kind::Head => scene.theme.dim.add_modifier(Modifier::BOLD),
        Kind::FrontMatter | Kind::Furniture | Kind::Speech => scene.theme.dim,
    }
}

/// The line between the columns, where the page has two: not beside what is set apart, which runs across it.
fn rule(scene: &Scene<'_>, buffer: &mut Buffer) {
    let geometry = scene.geometry;
    if geometry.rule.width == 0 || scene.session.page().zen() {
        return;
    }
    let is_apart = |row: &Row| {
        row.cells
            .left
            .as_ref()
            .is_some_and(|cell| matches!(cell.kind, CellKind::Apart(_)))
    };
    let rows: Vec<Option<bool>> = scene
        .session
        .page()
        .visible()
        .map(|(_, row)| {
            row.filter(|row| row.cells.left.is_some() || row.cells.right.is_some())
                .map(is_apart)
        })
        .collect();
    let mut above = None;
    for (at, row) in rows.iter().enumerate() {
        let beside = match row {
            Some(apart) => {
                above = Some(*apart);
                *apart
            }
            None => above == Some(true) || rows[at..].iter().flatten().next() == Some(&true),
        };
        let Ok(y) = u16::try_from(at) else { break };
        if !beside {
            let room = Room {
                x: geometry.rule.x,
                y: geometry.body + y,
                width: geometry.rule.width,
            };
            fill(buffer, room, "│", scene.theme.rule);
        }
    }
}

/// The faint sign of the reading row in the margin of the active column.
fn reading_sign(scene: &Scene<'_>, open: &Open, buffer: &mut Buffer) {
    let page = scene.session.page();
    let column = scene.geometry.columns[page.side()];
    let turn = open
        .turns
        .at(page.place())
        .filter(|at| open.turns.side(*at) == page.side());
    let style = match turn.and_then(|at| open.turns.all().get(at)) {
        Some(turn) => scene.theme.speaker(&open.turns, usize::from(turn.speaker.0)),
        None => scene.theme.accent[page.side()],
    };
    write(
        buffer,
        Room::new(column.sign.x, column.sign.end(), scene.reading_row()),
        "›",
        style,
    );
}

fn nothing_open(scene: &Scene<'_>, buffer: &mut Buffer) {
    let shelf = scene.session.shelf();
    let said = match shelf.open.and_then(|at| shelf.names.get(at)) {
        Some(name) => format!("opening {name} …"),
        None => "no transcript is open".to_owned(),
    };
    let row = scene.row(scene.geometry.body + 1);
    write_cut(buffer, row.after(1), &said, scene.theme.dim);
}

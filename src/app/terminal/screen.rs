//! The page on the terminal: two buffers, their difference, and one write for a frame.
//!
//! A frame is bytes in one vector, inside a synchronized update, handed to the terminal in a single write; where nothing
//! changed nothing is written. It does not know what is painted.

use std::io::{self, Write};

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::colour::Depth;
use super::hand::Hand;
use super::pen::Pen;

/// What a frame took.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Frame {
    /// Bytes written.
    pub bytes: usize,
    /// Cells that had changed.
    pub cells: usize,
}

/// What stands on the terminal and what shall stand there.
#[derive(Debug)]
pub struct Screen<W> {
    out: W,
    shown: Buffer,
    next: Buffer,
    bytes: Vec<u8>,
    pen: Pen,
    cursor: Option<Position>,
    invalid: bool,
    written: u64,
}

impl<W: Write> Screen<W> {
    /// A page of `width` by `height` cells on `out`, whose first frame paints everything. Every `write` to `out` should be
    /// one to the terminal: a buffered `out` would only copy.
    pub fn new(out: W, size: (u16, u16), depth: Depth) -> Self {
        let area = Rect::new(0, 0, size.0, size.1);
        Self {
            out,
            shown: Buffer::empty(area),
            next: Buffer::empty(area),
            bytes: Vec::with_capacity(32 * 1024),
            pen: Pen::new(depth),
            cursor: None,
            invalid: true,
            written: 0,
        }
    }

    /// Takes the new size in cells; the next frame paints everything. A size that is the old one again may have been another
    /// for a moment, in which the terminal cut off or wrapped what stood there.
    pub fn resize(&mut self, width: u16, height: u16) {
        let area = Rect::new(0, 0, width, height);
        if self.next.area != area {
            self.shown = Buffer::empty(area);
            self.next = Buffer::empty(area);
        }
        self.invalid = true;
    }

    /// Forgets what stands on the terminal: the next frame clears it and paints everything.
    pub fn invalidate(&mut self) {
        self.invalid = true;
    }

    /// Uses another number of colours; the next frame paints everything.
    pub fn set_depth(&mut self, depth: Depth) {
        self.pen = Pen::new(depth);
        self.invalid = true;
    }

    /// The page in cells.
    #[must_use]
    pub fn area(&self) -> Rect {
        self.next.area
    }

    /// Bytes written since the start.
    #[must_use]
    pub fn written(&self) -> u64 {
        self.written
    }

    /// Where it writes.
    pub fn out(&mut self) -> &mut W {
        &mut self.out
    }

    /// Lets `paint` fill an empty page and say where the cursor shall stand, if anywhere; then brings the terminal there in
    /// one write, or in none if nothing changed.
    ///
    /// # Errors
    /// Where the terminal cannot be written to, most often because it is gone. The next frame then paints everything.
    pub fn draw(&mut self, paint: impl FnOnce(&mut Buffer) -> Option<Position>) -> io::Result<Frame> {
        self.next.reset();
        let area = self.next.area;
        let cursor = paint(&mut self.next).filter(|position| area.contains(*position));
        self.bytes.clear();
        let cells = self.compose(cursor);
        std::mem::swap(&mut self.shown, &mut self.next);
        self.cursor = cursor;
        self.invalid = false;
        let frame = Frame {
            bytes: self.bytes.len(),
            cells,
        };
        if frame.bytes > 0 {
            let bytes = std::mem::take(&mut self.bytes);
            let result = self.send(&bytes);
            self.bytes = bytes;
            result?;
        }
        Ok(frame)
    }

    /// Sends bytes that are not part of the page, such as a question to the terminal.
    ///
    /// # Errors
    /// Where the terminal cannot be written to.
    pub fn send(&mut self, bytes: &[u8]) -> io::Result<()> {
        let result = self.out.write_all(bytes).and_then(|()| self.out.flush());
        if result.is_err() {
            self.invalid = true;
        } else {
            self.written = self.written.saturating_add(bytes.len() as u64);
        }
        result
    }

    /// Fills `bytes` with what leads from `shown` to `next`; gives the number of changed cells.
    fn compose(&mut self, cursor: Option<Position>) -> usize {
        const BEGIN: &[u8] = b"\x1b[?2026h";
        const END: &[u8] = b"\x1b[?2026l";
        self.bytes.extend_from_slice(BEGIN);
        if self.invalid {
            self.bytes.extend_from_slice(b"\x1b[?25l\x1b[m\x1b[2J");
            self.pen.forget();
            self.shown.reset();
            self.cursor = None;
        } else if self.cursor.is_some() && cursor.is_none() {
            self.bytes.extend_from_slice(b"\x1b[?25l");
        }
        let width = self.next.area.width;
        let mut hand = Hand::new(&mut self.bytes, &mut self.pen, width);
        let mut cells = 0;
        if width > 0 {
            let rows = self
                .shown
                .content
                .chunks(usize::from(width))
                .zip(self.next.content.chunks(usize::from(width)));
            for ((shown, next), row) in rows.zip(0..) {
                cells += hand.row(shown, next, row);
            }
        }
        hand.pen.lift(hand.bytes);
        if let Some(position) = cursor
            && (self.cursor != cursor || cells > 0)
        {
            hand.move_to(position.x, position.y);
            if self.cursor.is_none() {
                hand.bytes.extend_from_slice(b"\x1b[?25h");
            }
        }
        if self.bytes.len() == BEGIN.len() {
            self.bytes.clear();
        } else {
            self.bytes.extend_from_slice(END);
        }
        cells
    }
}

#[cfg(test)]
mod tests;

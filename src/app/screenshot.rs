//! A page as a picture: the cells of a buffer as SVG, for README and for those who want to show what they see.
//!
//! It knows cells and their looks and nothing of sessions; the page is painted by `ui`, exactly as for a terminal.

use super::terminal::colour::SIXTEEN;
use std::fmt::Write;

use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};
use unicode_width::UnicodeWidthStr;

/// Width of a cell in the picture's units.
const CELL_WIDTH: f32 = 8.4;
/// Height of a cell in the picture's units.
const CELL_HEIGHT: f32 = 18.0;
/// Where letters stand in their cell, from its top.
const BASELINE: f32 = 13.5;
/// Free space around the page.
const MARGIN: f32 = 14.0;

#[cfg(test)]
mod tests;

const FONTS: &str =
    "'JetBrains Mono','Cascadia Mono','DejaVu Sans Mono',Menlo,Consolas,'Noto Sans Mono CJK SC',monospace";

/// The terminal's own colours, since the page is painted on them and never over them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ground {
    /// Behind the words.
    pub background: (u8, u8, u8),
    /// The words.
    pub foreground: (u8, u8, u8),
}

impl Ground {
    /// A dark terminal.
    pub const DARK: Self = Self {
        background: (0x1b, 0x1d, 0x22),
        foreground: (0xd8, 0xd9, 0xd6),
    };
    /// A light terminal.
    pub const LIGHT: Self = Self {
        background: (0xfb, 0xfa, 0xf7),
        foreground: (0x26, 0x28, 0x2c),
    };
}

/// How a run of cells looks.
#[derive(Clone, Copy, PartialEq)]
struct Look {
    foreground: (u8, u8, u8),
    background: (u8, u8, u8),
    modifier: Modifier,
}

/// The picture of a buffer.
#[must_use]
pub fn svg(buffer: &Buffer, ground: Ground) -> String {
    let area = buffer.area;
    let width = f32::from(area.width) * CELL_WIDTH + 2.0 * MARGIN;
    let height = f32::from(area.height) * CELL_HEIGHT + 2.0 * MARGIN;
    let mut out = String::new();
    // Writing to a string cannot fail, here and below.
    let _ = writeln!(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width:.1} {height:.1}\" width=\"{width:.1}\" \
         height=\"{height:.1}\" font-family=\"{FONTS}\" font-size=\"14\" xml:space=\"preserve\">\n\
         <rect width=\"100%\" height=\"100%\" rx=\"8\" fill=\"{}\"/>",
        hex(ground.background)
    );
    for row in 0..area.height {
        let runs = runs(buffer, row, ground);
        let top = MARGIN + f32::from(row) * CELL_HEIGHT;
        for run in runs.iter().filter(|run| run.look.background != ground.background) {
            let _ = writeln!(
                out,
                "<rect x=\"{:.1}\" y=\"{top:.1}\" width=\"{:.1}\" height=\"{CELL_HEIGHT}\" fill=\"{}\"/>",
                run.x(),
                run.width(),
                hex(run.look.background)
            );
        }
        for run in &runs {
            if !push_shape(&mut out, run, top) {
                push_words(&mut out, run, top);
            }
        }
    }
    out.push_str("</svg>\n");
    out
}

/// Cells side by side that look the same.
struct Run {
    column: u16,
    cells: u16,
    text: String,
    look: Look,
}

impl Run {
    fn x(&self) -> f32 {
        MARGIN + f32::from(self.column) * CELL_WIDTH
    }

    fn width(&self) -> f32 {
        f32::from(self.cells) * CELL_WIDTH
    }
}

/// The runs of a row. What some font may draw wider than its cells is a run of its own, so that it moves nothing after it.
fn runs(buffer: &Buffer, row: u16, ground: Ground) -> Vec<Run> {
    let area = buffer.area;
    let mut runs: Vec<Run> = Vec::new();
    let mut column = 0;
    while column < area.width {
        let Some(cell) = buffer.cell((area.x + column, area.y + row)) else {
            break;
        };
        let look = look(cell, ground);
        let symbol = cell.symbol();
        let cells = u16::try_from(symbol.width()).unwrap_or(1).clamp(1, area.width - column);
        match runs.last_mut() {
            Some(run) if run.takes(symbol, look) => {
                run.text.push_str(symbol);
                run.cells += cells;
            }
            _ => runs.push(Run {
                column,
                cells,
                text: symbol.to_owned(),
                look,
            }),
        }
        column += cells;
    }
    runs
}

impl Run {
    /// Whether a symbol goes on in this run: it looks the same and keeps its width in any font, or the line goes on.
    fn takes(&self, symbol: &str, look: Look) -> bool {
        let is_blank_alike = symbol == " "
            && look.background == self.look.background
            && look.modifier.is_empty()
            && !self.look.modifier.contains(Modifier::UNDERLINED);
        (look == self.look || is_blank_alike)
            && ((keeps_its_width(symbol) && self.text.chars().all(is_letter_like))
                || (symbol == RULE && self.text.starts_with(RULE)))
    }
}

/// A line from side to side.
const RULE: &str = "─";

fn keeps_its_width(symbol: &str) -> bool {
    symbol.chars().all(is_letter_like)
}

/// Letters and signs that every monospace font has in one width.
fn is_letter_like(c: char) -> bool {
    c < '\u{300}' || ('\u{370}'..'\u{530}').contains(&c) || ('\u{2010}'..'\u{2027}').contains(&c)
}

/// Lines and blocks as shares of a cell: from the left, from the top, width, height. Fonts leave gaps between them.
const SHAPES: [(&str, [f32; 4]); 10] = [
    (RULE, [0.0, 0.47, 1.0, 0.06]),
    ("│", [0.44, 0.0, 0.12, 1.0]),
    ("█", [0.0, 0.0, 1.0, 1.0]),
    ("▐", [0.5, 0.0, 0.5, 1.0]),
    ("▌", [0.0, 0.0, 0.5, 1.0]),
    ("▎", [0.0, 0.0, 0.25, 1.0]),
    ("▏", [0.0, 0.0, 0.125, 1.0]),
    ("▕", [0.875, 0.0, 0.125, 1.0]),
    ("▀", [0.0, 0.0, 1.0, 0.5]),
    ("▄", [0.0, 0.5, 1.0, 0.5]),
];

/// Draws a run of lines or blocks, and says whether it was one.
fn push_shape(out: &mut String, run: &Run, top: f32) -> bool {
    let shape = SHAPES.iter().find(|(sign, _)| run.text.starts_with(sign));
    let Some((_, [left, above, width, height])) = shape else {
        return false;
    };
    let width = if run.text.starts_with(RULE) {
        run.width()
    } else {
        width * CELL_WIDTH
    };
    let _ = writeln!(
        out,
        "<rect x=\"{:.2}\" y=\"{:.2}\" width=\"{width:.2}\" height=\"{:.2}\" fill=\"{}\"/>",
        run.x() + left * CELL_WIDTH,
        top + above * CELL_HEIGHT,
        height * CELL_HEIGHT,
        hex(run.look.foreground)
    );
    true
}

fn push_words(out: &mut String, run: &Run, top: f32) {
    let words = run.text.trim_end();
    let blanks = words.len() - words.trim_start().len();
    let words = words.trim_start();
    let underlined = run.look.modifier.contains(Modifier::UNDERLINED);
    if words.is_empty() || run.look.modifier.contains(Modifier::HIDDEN) {
        return;
    }
    // Blanks at the edges are left out, so the words begin further on and take less room.
    let ahead = u16::try_from(blanks).unwrap_or(0);
    let cells = u16::try_from(words.width()).unwrap_or(run.cells).min(run.cells);
    let mut looks = String::new();
    if run.look.modifier.contains(Modifier::BOLD) {
        looks.push_str(" font-weight=\"bold\"");
    }
    if run.look.modifier.contains(Modifier::ITALIC) {
        looks.push_str(" font-style=\"italic\"");
    }
    if underlined {
        looks.push_str(" text-decoration=\"underline\"");
    }
    if run.look.modifier.contains(Modifier::CROSSED_OUT) {
        looks.push_str(" text-decoration=\"line-through\"");
    }
    let _ = writeln!(
        out,
        "<text x=\"{:.1}\" y=\"{:.1}\" textLength=\"{:.1}\" lengthAdjust=\"spacingAndGlyphs\" fill=\"{}\"{looks}>{}</text>",
        run.x() + f32::from(ahead) * CELL_WIDTH,
        top + BASELINE,
        f32::from(cells) * CELL_WIDTH,
        hex(run.look.foreground),
        escaped(words)
    );
}

fn look(cell: &Cell, ground: Ground) -> Look {
    let mut foreground = rgb(cell.fg).unwrap_or(ground.foreground);
    let mut background = rgb(cell.bg).unwrap_or(ground.background);
    if cell.modifier.contains(Modifier::REVERSED) {
        std::mem::swap(&mut foreground, &mut background);
    }
    if cell.modifier.contains(Modifier::DIM) {
        foreground = between(foreground, background);
    }
    // Blanks look alike in every colour of letters.
    if cell.symbol() == " " && !cell.modifier.contains(Modifier::UNDERLINED) {
        return Look {
            foreground: ground.foreground,
            background,
            modifier: Modifier::empty(),
        };
    }
    Look {
        foreground,
        background,
        modifier: cell.modifier,
    }
}

/// Dim letters stand two thirds of the way from the ground.
fn between(near: (u8, u8, u8), far: (u8, u8, u8)) -> (u8, u8, u8) {
    let mix = |a: u8, b: u8| u8::try_from((u16::from(a) * 2 + u16::from(b)) / 3).unwrap_or(a);
    (mix(near.0, far.0), mix(near.1, far.1), mix(near.2, far.2))
}

/// A colour as red, green and blue; none for the terminal's own.
fn rgb(colour: Color) -> Option<(u8, u8, u8)> {
    let index = match colour {
        Color::Reset => return None,
        Color::Rgb(red, green, blue) => return Some((red, green, blue)),
        Color::Indexed(index) => index,
        Color::Black => 0,
        Color::Red => 1,
        Color::Green => 2,
        Color::Yellow => 3,
        Color::Blue => 4,
        Color::Magenta => 5,
        Color::Cyan => 6,
        Color::Gray => 7,
        Color::DarkGray => 8,
        Color::LightRed => 9,
        Color::LightGreen => 10,
        Color::LightYellow => 11,
        Color::LightBlue => 12,
        Color::LightMagenta => 13,
        Color::LightCyan => 14,
        Color::White => 15,
    };
    Some(indexed(index))
}

/// The 256 colours as xterm defines them: 16 named, a cube of 6 × 6 × 6, 24 greys.
fn indexed(index: u8) -> (u8, u8, u8) {
    let step = |n: u8| if n == 0 { 0 } else { 55 + n * 40 };
    match index {
        0..=15 => SIXTEEN[usize::from(index)],
        16..=231 => {
            let cube = index - 16;
            (step(cube / 36), step(cube / 6 % 6), step(cube % 6))
        }
        _ => {
            let grey = 8 + (index - 232) * 10;
            (grey, grey, grey)
        }
    }
}

fn hex((red, green, blue): (u8, u8, u8)) -> String {
    format!("#{red:02x}{green:02x}{blue:02x}")
}

fn escaped(words: &str) -> String {
    words.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

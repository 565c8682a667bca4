#![expect(clippy::disallowed_methods, reason = "cells are filled by hand, to be looked at")]

use super::*;
use crate::app::terminal::pen::Look;
use crate::app::terminal::symbol::{Symbol, symbol};
use proptest::prelude::*;
use ratatui::buffer::Cell;
use ratatui::style::{Color, Modifier, Style};
use std::num::NonZeroU16;

/// Counts writes as the system would.
#[derive(Debug, Default)]
struct Counted {
    writes: usize,
    bytes: Vec<u8>,
}

impl Write for Counted {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.writes += 1;
        self.bytes.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

const SIZE: (u16, u16) = (24, 6);

fn screen(depth: Depth) -> Screen<Counted> {
    Screen::new(Counted::default(), SIZE, depth)
}

fn terminal() -> vt100::Parser {
    let of = |cells| NonZeroU16::new(cells).unwrap();
    vt100::Parser::new(of(SIZE.1), of(SIZE.0), 0)
}

/// Draws and lets the emulated terminal read what was written.
fn show(screen: &mut Screen<Counted>, terminal: &mut vt100::Parser, page: &[Stroke]) {
    screen
        .draw(|buffer| {
            for stroke in page {
                stroke.paint(buffer);
            }
            None
        })
        .unwrap();
    terminal.process(&std::mem::take(&mut screen.out.bytes));
}

fn colour_of(colour: vt100::Color) -> Color {
    match colour {
        vt100::Color::Default => Color::Reset,
        vt100::Color::Idx(index) => Color::Indexed(index),
        vt100::Color::Rgb(red, green, blue) => Color::Rgb(red, green, blue),
    }
}

/// What the emulator shows for a colour of ours at a depth.
fn shown(colour: Color, depth: Depth) -> Color {
    let reduced = super::super::colour::reduce(colour, depth);
    super::super::colour::number(reduced).map_or(reduced, Color::Indexed)
}

/// Compares every cell of the emulated terminal with what was painted.
fn compare(screen: &Screen<Counted>, terminal: &vt100::Parser, depth: Depth) {
    let buffer = &screen.shown;
    for row in 0..SIZE.1 {
        let mut column = 0;
        while column < SIZE.0 {
            let cell = &buffer[(column, row)];
            let there = terminal.screen().cell(row, column).unwrap();
            let room = usize::from(SIZE.0 - column);
            let (text, width) = match symbol(cell, room) {
                Symbol::Simple(byte) => (char::from(byte).to_string(), 1),
                Symbol::Sure(text, width) | Symbol::Doubtful(text, width) => (text.to_owned(), width),
            };
            let contents = if there.has_contents() { there.contents() } else { " " };
            let at = format!("column {column}, row {row}, {cell:?}");
            // The emulator draws joined pictures one after the other; of those only the first is compared.
            if matches!(symbol(cell, room), Symbol::Doubtful(..)) {
                assert_eq!(contents.chars().next(), text.chars().next(), "{at}");
            } else {
                assert_eq!(contents, text, "{at}");
            }
            assert_eq!(colour_of(there.fgcolor()), shown(cell.fg, depth), "foreground at {at}");
            assert_eq!(colour_of(there.bgcolor()), shown(cell.bg, depth), "background at {at}");
            // The emulator takes bold and dim for two values of one thing; terminals show both.
            let weight = Modifier::BOLD | Modifier::DIM;
            if cell.modifier.contains(weight) {
                assert!(there.bold() || there.dim(), "{at}");
            } else {
                assert_eq!(cell.modifier.contains(Modifier::BOLD), there.bold(), "bold at {at}");
                assert_eq!(cell.modifier.contains(Modifier::DIM), there.dim(), "dim at {at}");
            }
            for (modifier, on) in [
                (Modifier::ITALIC, there.italic()),
                (Modifier::UNDERLINED, there.underline()),
                (Modifier::REVERSED, there.inverse()),
            ] {
                assert_eq!(cell.modifier.contains(modifier), on, "{modifier:?} at {at}");
            }
            column += width;
        }
    }
}

/// Some text somewhere on the page.
#[derive(Clone, Debug)]
struct Stroke {
    column: u16,
    row: u16,
    text: String,
    style: Style,
}

impl Stroke {
    fn paint(&self, buffer: &mut Buffer) {
        // The emulator draws joined pictures side by side and wraps them although wrapping is off.
        let last = if self.text.contains('\u{200D}') {
            SIZE.0 - 5
        } else {
            SIZE.0 - 1
        };
        let column = self.column.min(last);
        buffer.set_stringn(column, self.row, &self.text, usize::from(SIZE.0 - column), self.style);
    }
}

fn any_colour() -> impl Strategy<Value = Color> {
    prop_oneof![
        3 => Just(Color::Reset),
        1 => Just(Color::Red),
        1 => Just(Color::LightBlue),
        1 => any::<u8>().prop_map(Color::Indexed),
        2 => any::<(u8, u8, u8)>().prop_map(|(red, green, blue)| Color::Rgb(red, green, blue)),
    ]
}

fn any_style() -> impl Strategy<Value = Style> {
    // Blinking, hidden and crossed out the emulator does not know.
    let known = Modifier::BOLD | Modifier::DIM | Modifier::ITALIC | Modifier::UNDERLINED | Modifier::REVERSED;
    (any_colour(), any_colour(), any_colour(), any::<u16>()).prop_map(move |(front, back, under, bits)| {
        let modifier = Modifier::from_bits_truncate(bits) & known;
        Style::new()
            .fg(front)
            .bg(back)
            .underline_color(under)
            .add_modifier(modifier)
    })
}

fn any_page() -> impl Strategy<Value = Vec<Stroke>> {
    let piece = prop_oneof![
        6 => "[ -~]{1,12}",
        2 => "[äßéα中日本ｶ가]{1,6}",
        1 => Just("e\u{301}a\u{308}o".to_owned()),
        1 => Just("☎\u{FE0F}x".to_owned()),
        1 => Just("😀ok".to_owned()),
        1 => Just("👩\u{200D}🚀!".to_owned()),
        1 => Just("🇩🇪.".to_owned()),
        1 => Just("   ".to_owned()),
    ];
    let stroke = (0..SIZE.0, 0..SIZE.1, piece, any_style()).prop_map(|(column, row, text, style)| Stroke {
        column,
        row,
        text,
        style,
    });
    proptest::collection::vec(stroke, 0..10)
}

fn any_depth() -> impl Strategy<Value = Depth> {
    prop_oneof![
        Just(Depth::None),
        Just(Depth::Sixteen),
        Just(Depth::Palette256),
        Just(Depth::True)
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_terminal_shows_what_was_painted_whatever_stood_there_before(
        pages in proptest::collection::vec(any_page(), 1..5),
        depth in any_depth(),
    ) {
        let mut screen = screen(depth);
        let mut terminal = terminal();
        for page in &pages {
            show(&mut screen, &mut terminal, page);
            compare(&screen, &terminal, depth);
        }
    }
}

#[test]
fn a_frame_is_one_write_and_an_unchanged_one_is_none() {
    let mut screen = screen(Depth::True);
    let paint = |buffer: &mut Buffer| {
        for row in 0..SIZE.1 {
            buffer.set_string(0, row, "who asks and who answers", Style::new().fg(Color::Rgb(1, 2, 3)));
        }
        None
    };
    let first = screen.draw(paint).unwrap();
    assert_eq!((screen.out.writes, first.cells), (1, 24 * 6));
    assert_eq!(screen.draw(paint).unwrap(), Frame::default());
    assert_eq!(screen.out.writes, 1);
    screen.invalidate();
    screen.draw(paint).unwrap();
    assert_eq!(screen.out.writes, 2);
    assert_eq!(screen.written(), screen.out.bytes.len() as u64);
}

#[test]
fn without_colours_weight_and_underline_stay() {
    let mut screen = screen(Depth::None);
    screen
        .draw(|buffer| {
            let style = Style::new()
                .fg(Color::Red)
                .bg(Color::Rgb(1, 2, 3))
                .underline_color(Color::Indexed(9));
            buffer.set_string(0, 0, "loud", style.add_modifier(Modifier::BOLD | Modifier::UNDERLINED));
            buffer.set_string(0, 1, "quiet", style);
            None
        })
        .unwrap();
    let written = String::from_utf8(screen.out.bytes).unwrap();
    assert_eq!(
        written,
        "\x1b[?2026h\x1b[?25l\x1b[m\x1b[2J\x1b[H\x1b[1;4mloud\r\n\x1b[mquiet\x1b[?2026l"
    );
}

#[test]
fn styles_change_by_the_shortest_sequence() {
    let steps = [
        (Style::new().bold().fg(Color::Red), "\x1b[1;31m"),
        (Style::new().bold().dim().fg(Color::Red), "\x1b[2m"),
        (Style::new().dim().fg(Color::Red), "\x1b[22;2m"),
        (Style::new().bold().fg(Color::Red), "\x1b[22;1m"),
        (Style::new().italic().fg(Color::LightRed), "\x1b[22;3;91m"),
        (Style::new().italic().bg(Color::Indexed(200)), "\x1b[39;48;5;200m"),
        (
            Style::new().slow_blink().rapid_blink().bg(Color::Reset),
            "\x1b[23;5;6;49m",
        ),
        (Style::new().rapid_blink().crossed_out(), "\x1b[25;6;9m"),
        (
            Style::new().underlined().underline_color(Color::Rgb(1, 20, 255)),
            "\x1b[25;29;4;58:2::1:20:255m",
        ),
        (
            Style::new().underlined().fg(Color::Rgb(0, 9, 10)),
            "\x1b[38;2;0;9;10;59m",
        ),
        (Style::new(), "\x1b[m"),
    ];
    let mut pen = Pen::new(Depth::True);
    for (style, expected) in steps {
        let mut cell = Cell::EMPTY;
        cell.set_style(style);
        let mut out = Vec::new();
        pen.set(Look::of(&cell), &mut out);
        assert_eq!(String::from_utf8(out).unwrap(), expected, "{style:?}");
        let mut again = Vec::new();
        pen.set(Look::of(&cell), &mut again);
        assert!(again.is_empty());
    }
}

/// What is written for a page of which one cell holds `symbol`.
fn written_for(symbol: &str) -> String {
    let mut screen = screen(Depth::True);
    screen
        .draw(|buffer| {
            buffer[(3, 2)].set_symbol(symbol);
            None
        })
        .unwrap();
    String::from_utf8(screen.out.bytes).unwrap()
}

#[test]
fn no_cell_can_command_the_terminal_or_flood_it() {
    let plain = written_for("x");
    for symbol in ["\x1b", "\x1b[2J", "\x07", "\u{9b}31m", "\x7f", "\n", "a\x1b", "a\u{85}"] {
        assert_eq!(written_for(symbol), plain.replace('x', "\u{FFFD}"), "{symbol:?}");
    }
    for mark in ["\u{301}", "\u{200D}", "\u{FE0F}", "\u{E0061}"] {
        let bomb = format!("a{}", mark.repeat(1_000_000));
        assert_eq!(written_for(&bomb), plain.replace('x', "\u{FFFD}"));
    }
    let marked = format!("a{}", "\u{301}".repeat(10));
    assert_eq!(written_for(&marked), plain.replace('x', &marked));
    assert_eq!(
        written_for("\u{301}"),
        plain.replace('x', " "),
        "nothing to see is a blank"
    );
}

#[test]
fn a_wide_character_does_not_hang_over_the_edge() {
    let mut screen = screen(Depth::True);
    let mut terminal = terminal();
    let edge = SIZE.0 - 1;
    for text in ["中", "x", "😀", "-"] {
        screen
            .draw(|buffer| {
                buffer[(edge, 0)].set_symbol(text);
                buffer[(0, 1)].set_symbol("n");
                None
            })
            .unwrap();
        terminal.process(&std::mem::take(&mut screen.out.bytes));
        assert!(terminal.screen().cell(1, 0).unwrap().contents() == "n");
        compare(&screen, &terminal, Depth::True);
    }
}

#[test]
fn the_cursor_is_shown_where_a_prompt_wants_it_and_hidden_after() {
    let mut screen = screen(Depth::True);
    let mut terminal = terminal();
    let mut step = |cursor: Option<(u16, u16)>, text: &str| {
        let frame = screen.draw(|buffer| {
            buffer.set_string(0, 5, text, Style::new());
            cursor.map(Position::from)
        });
        terminal.process(&std::mem::take(&mut screen.out.bytes));
        (
            frame.unwrap().bytes,
            terminal.screen().hide_cursor(),
            terminal.screen().cursor_position(),
        )
    };
    assert!(step(None, "/").1);
    let (_, hidden, position) = step(Some((1, 5)), "/");
    assert_eq!((hidden, position), (false, (5, 1)));
    assert_eq!(step(Some((2, 5)), "/a").2, (5, 2));
    assert_eq!(step(Some((1, 5)), "/a").2, (5, 1));
    assert!(step(None, "").1);
    assert_eq!(step(None, "").0, 0);
    assert!(step(Some((SIZE.0, 5)), "").1, "none outside the page");
}

#[test]
fn a_new_size_paints_everything_and_nothing_else_clears() {
    let mut screen = screen(Depth::True);
    let mut frame = |size: Option<(u16, u16)>| {
        size.into_iter()
            .for_each(|(width, height)| screen.resize(width, height));
        screen
            .draw(|buffer| {
                if let Some(cell) = buffer.cell_mut((0, 0)) {
                    cell.set_symbol("a");
                }
                None
            })
            .unwrap();
        let written = std::mem::take(&mut screen.out.bytes);
        String::from_utf8(written).unwrap().contains("\x1b[2J")
    };
    assert!(frame(Some((24, 6))));
    assert!(!frame(None));
    assert!(frame(Some((24, 6))), "it may have been another for a moment");
    assert!(frame(Some((23, 6))));
    for (width, height) in [(0, 0), (0, 9), (9, 0), (1, 1), (300, 300), (u16::MAX, 1)] {
        assert!(frame(Some((width, height))), "{width} by {height}");
    }
}

/// A terminal that breaks off.
struct Gone;

impl Write for Gone {
    fn write(&mut self, _: &[u8]) -> io::Result<usize> {
        Err(io::Error::other("gone"))
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[test]
fn a_terminal_that_is_gone_is_told_and_painted_anew_next_time() {
    let mut screen = Screen::new(Gone, SIZE, Depth::True);
    assert!(screen.draw(|_| None).is_err());
    assert!(screen.invalid);
    assert_eq!(screen.written(), 0);
}

use super::*;
use proptest::prelude::*;
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
                Symbol::Sure(text, width) => (text.to_owned(), width),
                Symbol::Doubtful(text, width) => (text.to_owned(), width),
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
        buffer.set_stringn(
            self.column,
            self.row,
            &self.text,
            usize::from(SIZE.0 - self.column),
            self.style,
        );
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
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(400) })]

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

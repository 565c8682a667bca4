use super::{Room, cut, paint, write, write_cut, write_right};
use crate::text::Span;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier, Style};

fn buffer(width: u16) -> Buffer {
    Buffer::empty(Rect::new(0, 0, width, 1))
}

fn shown(buffer: &Buffer) -> String {
    buffer.content.iter().map(ratatui::buffer::Cell::symbol).collect()
}

const fn room(x: u16, width: u16) -> Room {
    Room { x, y: 0, width }
}

#[test]
fn later_layers_win_where_styles_overlap() {
    let text = "one two three";
    let mut buffer = buffer(13);
    let highlight = Style::new().bg(Color::Rgb(1, 1, 1));
    let hit = Style::new().fg(Color::Rgb(2, 2, 2)).add_modifier(Modifier::BOLD);
    let selection = Style::new().bg(Color::Rgb(3, 3, 3));
    let styles = [
        (Span::new(0, 7), highlight),
        (Span::new(4, 13), hit),
        (Span::new(6, 8), selection),
    ];
    let used = paint(
        &mut buffer,
        room(0, 13),
        (text, Span::new(0, 13)),
        Style::new(),
        &styles,
    );
    assert_eq!(used, 13);
    let look = |x: u16| (buffer[(x, 0)].fg, buffer[(x, 0)].bg);
    assert_eq!(look(0), (Color::Reset, Color::Rgb(1, 1, 1)));
    assert_eq!(look(5), (Color::Rgb(2, 2, 2), Color::Rgb(1, 1, 1)));
    assert_eq!(look(6), (Color::Rgb(2, 2, 2), Color::Rgb(3, 3, 3)));
    assert_eq!(look(7), (Color::Rgb(2, 2, 2), Color::Rgb(3, 3, 3)));
    assert_eq!(look(8), (Color::Rgb(2, 2, 2), Color::Reset));
    assert!(buffer[(12, 0)].modifier.contains(Modifier::BOLD));
}

#[test]
fn styles_that_begin_before_and_end_after_the_row_cover_it() {
    let text = "aaa bbb ccc";
    let mut buffer = buffer(5);
    let over = Style::new().bg(Color::Rgb(1, 1, 1));
    paint(
        &mut buffer,
        room(1, 4),
        (text, Span::new(4, 7)),
        Style::new(),
        &[(Span::new(0, 11), over)],
    );
    assert_eq!(shown(&buffer), " bbb ");
    assert_eq!(buffer[(0, 0)].bg, Color::Reset);
    assert_eq!(buffer[(3, 0)].bg, Color::Rgb(1, 1, 1));
}

#[test]
fn a_line_break_is_a_space_and_nothing_goes_beyond_its_room() {
    let mut buffer = buffer(12);
    write(&mut buffer, room(2, 6), "ab\ncdefgh", Style::new());
    assert_eq!(shown(&buffer), "  ab cde    ");
    write(&mut buffer, room(9, 40), "toolong", Style::new());
    assert_eq!(shown(&buffer), "  ab cde too");
    assert_eq!(write(&mut buffer, room(40, 4), "x", Style::new()), 0);
    assert_eq!(write(&mut buffer, Room { x: 0, y: 9, width: 4 }, "x", Style::new()), 0);
}

#[test]
fn wide_characters_take_their_cells_and_are_not_halved() {
    let mut buffer = buffer(8);
    write(&mut buffer, room(0, 8), "zzzzzzzz", Style::new());
    let used = write(&mut buffer, room(0, 7), "東京ä都x", Style::new());
    assert_eq!(used, 7);
    assert_eq!(buffer[(0, 0)].symbol(), "東");
    assert_eq!(buffer[(1, 0)].symbol(), " ", "the cell behind is empty");
    assert_eq!(buffer[(4, 0)].symbol(), "ä");
    assert_eq!(buffer[(5, 0)].symbol(), "都");
    assert_eq!(buffer[(7, 0)].symbol(), "z");
    let used = write(&mut buffer, room(0, 3), "東京", Style::new());
    assert_eq!(used, 2, "half a character is none");
}

#[test]
fn marks_and_joined_emoji_stay_with_their_letter() {
    let mut buffer = buffer(6);
    assert_eq!(write(&mut buffer, room(0, 6), "e\u{301}👩\u{200d}🔬x", Style::new()), 4);
    assert_eq!(buffer[(0, 0)].symbol(), "e\u{301}");
    assert_eq!(buffer[(1, 0)].symbol(), "👩\u{200d}🔬");
    assert_eq!(buffer[(3, 0)].symbol(), "x");
}

#[test]
fn nothing_that_commands_a_terminal_is_ever_written() {
    for c in ('\u{0}'..='\u{1f}')
        .chain('\u{7f}'..='\u{9f}')
        .chain('\u{202a}'..='\u{202e}')
        .filter(|c| *c != '\n')
    {
        let mut buffer = buffer(6);
        write(&mut buffer, room(0, 6), &format!("a{c}ö{c}"), Style::new());
        let shown = shown(&buffer);
        assert!(!shown.contains(c), "{c:?} in {shown:?}");
        assert!(shown.contains('ö'), "{c:?} took a letter: {shown:?}");
    }
    let mut buffer = buffer(3);
    write(
        &mut buffer,
        room(0, 3),
        &format!("a{}b", "\u{301}".repeat(5000)),
        Style::new(),
    );
    assert_eq!(shown(&buffer), "ab ");
}

#[test]
fn what_is_too_long_ends_in_dots() {
    let mut buffer = buffer(6);
    write_cut(&mut buffer, room(0, 6), "abcdefgh", Style::new());
    assert_eq!(shown(&buffer), "abcde…");
    write_cut(&mut buffer, room(0, 6), "東京都庁", Style::new());
    assert_eq!(cut("東京都庁", 5), "東京");
    assert_eq!(buffer[(4, 0)].symbol(), "…");
    let mut buffer = super::tests::buffer(6);
    write_right(&mut buffer, room(0, 6), "ab", Style::new());
    assert_eq!(shown(&buffer), "    ab");
}

#[test]
fn a_path_that_is_too_long_keeps_its_end() {
    assert_eq!(super::ending("/a/long/path.txt", 9), "…path.txt");
    assert_eq!(super::ending("/a.txt", 9), "/a.txt");
    assert_eq!(super::ending("/a.txt", 0), "…");
}

use super::{Desk, reading};
use crate::session::Extent;
use crate::ui::Theme;
use crate::ui::theme::{Ground, Palette};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

#[test]
fn zen_leaves_nothing_but_the_page() {
    let mut desk = Desk::new((100, 24));
    desk.press("z j Esc");
    let shown = desk.shown();
    assert!(shown.contains("grandmother"), "{shown}");
    assert!(
        !shown.contains("help") && !shown.contains('─') && !shown.contains("GUEST"),
        "{shown}"
    );
}

#[test]
fn a_strip_near_the_end_does_not_cover_the_reading_row() {
    let mut desk = Desk::new((100, 24));
    desk.press("G");
    for keys in ["g", "Esc ]", "Esc t", "Esc ?", "Esc s"] {
        desk.press(keys);
        let shown = desk.shown();
        let sign = shown
            .lines()
            .skip(2)
            .any(|row| row.trim_start().starts_with('›') || row.contains("│ ›"));
        assert!(sign, "{keys}: {shown}");
    }
}

#[test]
fn a_key_that_means_nothing_says_so_with_a_way_to_help() {
    let mut desk = Desk::new((100, 24));
    desk.press("Ctrl-g");
    assert!(desk.shown().lines().last().unwrap_or_default().contains("Ctrl-g"));
}

#[test]
fn a_count_is_shown_while_it_is_typed() {
    let mut desk = Desk::new((100, 24));
    desk.press("1 2");
    assert_eq!(desk.shown().lines().last().unwrap_or_default().trim(), "12");
}

#[test]
fn a_long_search_line_keeps_its_cursor_in_sight() {
    let mut desk = Desk::new((40, 12));
    desk.press("/").write(&"wörter 林 ".repeat(20));
    let theme = Theme::new(Ground::Dark, Palette::Full);
    let (buffer, cursor) = desk.paint(&theme);
    let (x, y) = cursor.expect("a cursor");
    assert!(x < 40 && y == 11, "{x} {y}");
    assert_eq!(buffer[(x, y)].symbol(), " ");
}

#[test]
fn hostile_words_stay_in_their_column_and_command_nothing() {
    let accents = format!("z{} end", "\u{301}".repeat(3000));
    let talk = [
        (
            'q',
            "\u{1b}[31mred\u{1b}]0;title\u{7} and \u{202e}backwards\u{202c} and \u{9b}2J gone",
        ),
        ('a', accents.as_str()),
        (
            'q',
            "東京都庁舎の時計は誰が直しましたか、そして何が見つかりましたか、教えてください。",
        ),
        (
            'a',
            "👩\u{200d}👩\u{200d}👧 👍🏽 🇩🇪 ע\u{5b4}ברית مرحبا ｶﾞｷﾞ e\u{301}te\u{301} \u{200b}\u{feff}x",
        ),
        ('q', ""),
        (
            'a',
            "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichenverleihungsurkundenübergabezeremonie",
        ),
    ];
    for size in [(30, 8), (50, 20), (80, 24), (120, 40)] {
        let mut desk = Desk::with(reading(&talk, true), Extent::Whole, size);
        for keys in ["", "l H 3", "/ z Enter", "t", "Esc ?", "Esc w", "w", "v w w w"] {
            desk.press(keys);
            let (buffer, _) = desk.paint(&Theme::new(Ground::Dark, Palette::Full));
            for y in 0..size.1 {
                let mut x = 0;
                while x < size.0 {
                    let symbol = buffer[(x, y)].symbol();
                    assert!(
                        !symbol
                            .chars()
                            .any(|c| c.is_control() || ('\u{202a}'..='\u{202e}').contains(&c)),
                        "{symbol:?}"
                    );
                    assert!(symbol.len() <= 64, "{} bytes in one cell", symbol.len());
                    let width = u16::try_from(crate::text::width::width(symbol)).expect("a width");
                    assert!(width >= 1 && x + width <= size.0, "{symbol:?} at {x} of {size:?}");
                    for behind in x + 1..x + width {
                        assert_eq!(buffer[(behind, y)].symbol(), " ", "behind {symbol:?}");
                    }
                    x += width;
                }
            }
        }
    }
}

#[test]
fn a_terminal_smaller_than_the_session_thinks_is_painted_as_far_as_it_goes() {
    let mut desk = Desk::new((120, 40));
    desk.press("B l H 2 / m o t h");
    for (width, height) in [(60, 20), (119, 39), (31, 8), (30, 39)] {
        let mut buffer = Buffer::empty(Rect::new(0, 0, width, height));
        let theme = Theme::new(Ground::Dark, Palette::Full);
        crate::ui::draw(&desk.session, &theme, &desk.keymap, &mut buffer);
        assert!(super::plain(&buffer).contains("INTERVIEWER"), "{width} {height}");
    }
}

#[test]
fn nothing_is_open_and_the_page_says_so() {
    let desk = Desk::new((100, 24));
    let keymap = crate::ui::Keymap::standard();
    let settings = desk.session.settings().clone();
    let empty = crate::session::Session::new(
        settings,
        crate::session::Shelf::default(),
        (100, 24),
        crate::session::Writer::default(),
    );
    let mut buffer = Buffer::empty(Rect::new(0, 0, 100, 24));
    crate::ui::draw(
        &empty,
        &Theme::new(Ground::Light, Palette::Sixteen),
        &keymap,
        &mut buffer,
    );
    let shown = super::plain(&buffer);
    assert!(
        shown.contains("no transcript is open") && shown.contains("? help"),
        "{shown}"
    );
}

#[test]
fn in_the_plain_layout_the_cursor_is_where_the_reader_is() {
    let mut desk = Desk::new((80, 24));
    let theme = Theme::new(Ground::Dark, Palette::None);
    assert_eq!(desk.paint(&theme).1, None);
    desk.press("w w j j");
    let (_, cursor) = desk.paint(&theme);
    let (x, y) = cursor.expect("a cursor");
    let geometry = desk.session.page().geometry().expect("a page");
    assert_eq!((x, y), (0, geometry.body + desk.session.page().reading_row()));
    desk.press("t");
    assert!(
        desk.paint(&theme).1.is_some_and(|(_, row)| row == 23),
        "then the filter has it"
    );
}

//! The page with its looks: which cells share a style, and what the styles are, dark and light.

use std::fmt::Write as _;

use ratatui::buffer::Buffer;
use ratatui::style::Style;

use super::Desk;
use crate::ui::Theme;
use crate::ui::theme::{Ground, Palette};

/// Every row twice, as text and as a letter for the style of each cell; then what the letters stand for.
fn styled(buffer: &Buffer) -> String {
    let mut styles: Vec<Style> = Vec::new();
    let mut out = String::new();
    for y in 0..buffer.area.height {
        let (mut words, mut looks) = (String::new(), String::new());
        for x in 0..buffer.area.width {
            let cell = &buffer[(x, y)];
            words.push_str(cell.symbol());
            let style = cell.style();
            let is_plain = style.fg == Style::reset().fg && style.bg == Style::reset().bg && cell.modifier.is_empty();
            if is_plain {
                looks.push(' ');
                continue;
            }
            let at = styles.iter().position(|known| *known == style).unwrap_or_else(|| {
                styles.push(style);
                styles.len() - 1
            });
            looks.push(char::from(b'a' + u8::try_from(at).expect("a page has few styles")));
        }
        let _ = writeln!(out, "|{}\n:{}", words.trim_end(), looks.trim_end());
    }
    for (at, style) in styles.iter().enumerate() {
        let letter = char::from(b'a' + u8::try_from(at).expect("a page has few styles"));
        let colour = |colour: Option<_>| colour.map_or_else(|| "–".to_owned(), |colour| format!("{colour}"));
        let modifiers = format!("{:?}", style.add_modifier);
        let _ = writeln!(out, "{letter} {} on {} {modifiers}", colour(style.fg), colour(style.bg));
    }
    out
}

/// A page with a highlight, a bookmark and a search, in the colours for a ground.
fn page(ground: Ground, size: (u16, u16)) -> String {
    let mut desk = Desk::new(size);
    desk.press("H 2 ] ] l B / m o t h Enter");
    styled(&desk.paint(&Theme::new(ground, Palette::Full)).0)
}

#[test]
fn a_page_on_a_dark_ground() {
    insta::assert_snapshot!(page(Ground::Dark, (80, 24)));
}

#[test]
fn a_page_on_a_light_ground() {
    insta::assert_snapshot!(page(Ground::Light, (80, 24)));
}

#[test]
fn dark_and_light_say_the_same_at_every_size() {
    for size in [(160, 48), (120, 40), (80, 24), (50, 20)] {
        let (dark, light) = (page(Ground::Dark, size), page(Ground::Light, size));
        let words = |page: &str| -> Vec<String> {
            let rows = page.lines().filter(|line| line.starts_with('|'));
            rows.map(str::to_owned).collect()
        };
        assert_eq!(words(&dark), words(&light), "{size:?}");
        assert_ne!(dark, light, "{size:?}");
    }
}

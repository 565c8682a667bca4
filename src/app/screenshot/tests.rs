use super::{Ground, indexed, svg};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier, Style};

fn picture(paint: impl Fn(&mut Buffer)) -> String {
    let mut buffer = Buffer::empty(Rect::new(0, 0, 20, 2));
    paint(&mut buffer);
    svg(&buffer, Ground::DARK)
}

fn words(picture: &str) -> Vec<&str> {
    let texts = picture.lines().filter(|line| line.starts_with("<text"));
    texts
        .map(|line| line.split_once('>').expect("a tag").1.trim_end_matches("</text>"))
        .collect()
}

#[test]
fn words_that_look_alike_are_one_run_and_keep_their_columns() {
    let shown = picture(|b| {
        b.set_string(2, 0, "ask", Style::new().fg(Color::Cyan));
        b.set_string(5, 0, "ing <b> & co", Style::new());
    });
    assert_eq!(words(&shown), ["ask", "ing &lt;b&gt; &amp; co"]);
    assert!(
        shown.contains("<text x=\"30.8\" y=\"27.5\" textLength=\"25.2\""),
        "{shown}"
    );
}

#[test]
fn a_wide_character_moves_nothing_after_it() {
    let shown = picture(|b| {
        b.set_string(0, 0, "a德b", Style::new());
    });
    assert_eq!(words(&shown), ["a", "德", "b"]);
    assert!(shown.contains("<text x=\"39.2\""), "{shown}");
}

#[test]
fn lines_are_drawn_and_not_written() {
    let shown = picture(|b| {
        b.set_string(0, 0, "────│Wörter und", Style::new());
    });
    assert_eq!(words(&shown), ["Wörter und"]);
    assert!(shown.contains("width=\"33.60\" height=\"1.08\""), "{shown}");
}

#[test]
fn a_highlight_lies_behind_words_and_blanks_alike() {
    let shown = picture(|b| {
        b.set_string(0, 1, "two words", Style::new().bg(Color::Rgb(1, 2, 3)));
    });
    assert!(
        shown.contains("width=\"75.6\" height=\"18\" fill=\"#010203\""),
        "{shown}"
    );
}

#[test]
fn reversed_cells_change_letter_and_ground() {
    let shown = picture(|b| {
        b.set_string(0, 0, "x", Style::new().add_modifier(Modifier::REVERSED));
    });
    assert!(
        shown.contains("fill=\"#d8d9d6\"/>") && shown.contains("fill=\"#1b1d22\">x"),
        "{shown}"
    );
}

#[test]
fn colours_by_number_are_those_of_xterm() {
    assert_eq!(
        [indexed(16), indexed(231), indexed(196), indexed(255)],
        [(0, 0, 0), (255, 255, 255), (255, 0, 0), (238, 238, 238)]
    );
}

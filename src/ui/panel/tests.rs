use super::{shortened, window};
use crate::text::Span;

#[test]
fn what_is_set_off_in_a_row_is_shown_however_narrow_the_list() {
    let text = "we talked for an hour about the price of wool and then about the lighthouse, and nothing else";
    let start = text.find("lighthouse").expect("it is there");
    let found = Span::new(start, start + "lighthouse".len());
    assert_eq!(window(text, found, 200), 0);
    for width in 16..90 {
        let from = window(text, found, width);
        assert!(from <= start && text.is_char_boundary(from), "{width}");
        assert!(
            start + "lighthouse".len() - from + 2 < usize::from(width),
            "{width}: {}",
            &text[from..]
        );
    }
    assert!(
        text[window(text, found, 45)..].starts_with("then about the"),
        "{}",
        &text[window(text, found, 45)..]
    );
    // At the end of a line nothing follows, and what stands before fills the row.
    let last = Span::new(text.len() - 4, text.len());
    let from = window(text, last, 45);
    assert!(text.len() - from > 30, "{}", &text[from..]);
}

#[test]
fn a_heading_that_is_too_long_keeps_its_count() {
    let heading = "Transcript of a talk with everyone · 6 hits";
    assert_eq!(shortened(heading, 60), heading);
    assert_eq!(shortened(heading, 24), "Transcript of… · 6 hits");
    assert_eq!(shortened("Keys without an end", 8), "Keys without an end");
}

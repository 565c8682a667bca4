use super::Desk;

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
            .any(|row| row.trim_start().starts_with('›') || row.contains("│›"));
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
    let theme = crate::ui::Theme::new(crate::ui::theme::Ground::Dark, crate::ui::theme::Palette::Full);
    let (buffer, cursor) = desk.paint(&theme);
    let (x, y) = cursor.expect("a cursor");
    assert!(x < 40 && y == 11, "{x} {y}");
    assert_eq!(buffer[(x, y)].symbol(), " ");
}

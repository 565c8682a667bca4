//! The frame itself: a terminal that is started, read and watched as the journeys need it.

use crate::pty::Home;
use crate::seen::Seen;

#[test]
fn the_version_is_shown_in_a_terminal() {
    let home = Home::new();
    let mut terminal = home.start(&["--version"], (80, 24));
    terminal.shows(concat!("visavis ", env!("CARGO_PKG_VERSION")));
    assert!(terminal.ends().success());
    assert_eq!(terminal.seen(), Seen::default());
}

#[test]
fn help_needs_no_wider_window_than_eighty_columns() {
    let home = Home::new();
    let mut terminal = home.start(&["--help"], (80, 100));
    terminal.shows("Exit status:");
    assert!(terminal.ends().success());
    assert!(
        (0..100).all(|row| !terminal.ask(|screen| screen.row_wrapped(row))),
        "{}",
        terminal.screen()
    );
}

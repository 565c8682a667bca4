//! Whole sittings in a real terminal: open, read, search, mark, leave, come back.
#![cfg(unix)]

use std::time::{Duration, Instant};

use rustix::process::Signal;
use vt100::{Color, MouseProtocolMode};

use crate::hostile::hostile;
use crate::place;
use crate::pty::{Home, Terminal};
use crate::seen::Seen;

/// What stands at the foot of every page.
const FOOT: &str = "? help";

/// Opens the bundled interview.
fn interview(home: &Home, size: (u16, u16)) -> Terminal {
    let terminal = home.start::<&str>(&[], size);
    terminal.shows(FOOT);
    terminal
}

/// Whether a shell can go on in this terminal.
fn assert_given_back(terminal: &Terminal) {
    assert!(!terminal.ask(vt100::Screen::alternate_screen), "the page is gone");
    assert!(!terminal.ask(vt100::Screen::hide_cursor), "the cursor is there");
    assert!(!terminal.ask(vt100::Screen::bracketed_paste), "pasting is plain");
    assert_eq!(
        terminal.ask(vt100::Screen::mouse_protocol_mode),
        MouseProtocolMode::None
    );
    assert!(terminal.is_cooked(), "lines can be edited");
}

/// The rows of a screen without the blanks after them: whether those were painted or left nobody can see.
fn words_of(screen: &str) -> Vec<String> {
    screen.lines().map(|row| row.trim_end().to_owned()).collect()
}

/// The background behind words on the screen.
fn behind(terminal: &Terminal, words: &str) -> Color {
    let (row, column) = terminal
        .place_of(words)
        .unwrap_or_else(|| panic!("{words} on\n{}", terminal.screen()));
    terminal.ask(|screen| screen.cell(row, column).expect("it is on the screen").bgcolor())
}

#[test]
fn the_bundled_interview_opens_and_q_gives_the_terminal_back() {
    let home = Home::new();
    let mut terminal = interview(&home, (120, 40));
    terminal.shows("INTERVIEWER");
    terminal.shows("Am Wochenende werden");
    assert!(terminal.ask(vt100::Screen::alternate_screen));
    terminal.type_keys("q");
    assert!(terminal.ends().success());
    assert_given_back(&terminal);
    assert_eq!(
        terminal.seen(),
        Seen::default(),
        "nothing but drawing reached the terminal"
    );
}

#[test]
fn every_mark_and_the_place_are_there_after_kill_9() {
    let home = Home::new();
    home.write("talk.txt", place::text("assets/interview-en.txt"));
    let mut terminal = home.start(&["talk.txt"], (120, 40));
    terminal.shows(FOOT);
    terminal.type_keys("/jam jar<Enter>H3");
    terminal.shows("highlighted");
    terminal.type_keys("/lemon<Enter>B");
    terminal.shows("●");
    terminal.type_keys("/fingertip<Enter>aleft-handed #hands<Enter>");
    terminal.shows("note kept");
    terminal.hides("○");
    terminal.escapes("note kept");
    let before = terminal.place_of("fingertip").expect("the hit is on the screen");
    // The place may be a second old.
    let moved = Instant::now();
    terminal.finds("keeps its place", || moved.elapsed() > Duration::from_millis(1100));
    terminal.kill9();

    let mut again = home.start(&["talk.txt"], (120, 40));
    again.shows("fingertip");
    assert_eq!(
        again.place_of("fingertip"),
        Some(before),
        "the word stands where it stood\n{}",
        again.screen()
    );
    again.shows("●");
    again.type_keys("gb");
    again.shows("left-handed #hands");
    again.escapes("left-handed #hands");
    again.type_keys("/jam jar<Enter>");
    again.shows("/jam jar");
    again.escapes("/jam jar");
    assert_ne!(behind(&again, "Most lighthouses"), Color::Default, "{}", again.screen());
    again.type_keys("u");
    again.shows("took back: wrote a note");
    again.type_keys("q");
    assert!(again.ends().success());
}

#[test]
fn a_storm_of_sizes_that_ends_on_the_first_shows_the_first_screen() {
    let home = Home::new();
    let mut terminal = interview(&home, (120, 40));
    terminal.type_keys("/Schrankenwärter<Enter>");
    terminal.shows("1/1");
    terminal.escapes("1/1");
    let first = words_of(&terminal.screen());
    for step in 0..50_u16 {
        terminal.resize(40 + step * 37 % 140, 12 + step * 13 % 50);
    }
    terminal.resize(120, 40);
    terminal.becomes("is as it was", |screen| words_of(&screen.contents()) == first);
    terminal.type_keys("q");
    assert!(terminal.ends().success());
}

#[test]
fn a_window_too_small_for_a_page_says_so_and_comes_back() {
    let home = Home::new();
    let mut terminal = home.start::<&str>(&[], (20, 5));
    terminal.becomes("says something", |screen| !screen.contents().trim().is_empty());
    terminal.resize(1, 1);
    terminal.resize(100, 30);
    terminal.shows("INTERVIEWER");
    terminal.type_keys("q");
    assert!(terminal.ends().success());
}

#[test]
fn standard_input_is_read_and_keys_come_from_the_terminal() {
    let home = Home::new();
    home.write(
        "talk.txt",
        "Ada: Who feeds the lighthouse cat?\nBen: The cat feeds itself.\n",
    );
    let mut terminal = home.start_shell("cat talk.txt | \"$VISAVIS\" -", (100, 30));
    terminal.shows("The cat feeds itself.");
    terminal.type_keys("/lighthouse<Enter>");
    terminal.shows("1/1");
    terminal.type_keys("q");
    assert!(terminal.ends().success());
    assert_given_back(&terminal);
}

#[test]
fn a_copy_is_one_clipboard_message_and_no_more() {
    let home = Home::new();
    home.write(
        "talk.txt",
        "Ada: Who feeds the lighthouse cat?\nBen: It feeds itself.\n",
    );
    let mut terminal = home.start(&["talk.txt"], (100, 30));
    terminal.shows(FOOT);
    terminal.type_keys("/itself<Enter>yy");
    terminal.shows("copied");
    // "It feeds itself." in base64.
    assert_eq!(terminal.seen().clipboard, ["SXQgZmVlZHMgaXRzZWxmLg=="]);
    terminal.type_keys("q");
    assert!(terminal.ends().success());
}

#[test]
fn a_signal_to_leave_gives_the_terminal_back() {
    for signal in [Signal::TERM, Signal::INT, Signal::HUP] {
        let home = Home::new();
        let mut terminal = interview(&home, (100, 30));
        terminal.type_keys("}B");
        terminal.shows("bookmarked");
        terminal.signal(signal);
        terminal.ends();
        assert_given_back(&terminal);
        let mut again = interview(&home, (100, 30));
        again.shows("●");
        again.type_keys("gb");
        again.shows("Bookmarks");
        again.escapes("Bookmarks");
        again.type_keys("q");
        assert!(again.ends().success());
    }
}

#[test]
fn no_colour_is_used_where_none_is_wanted() {
    let home = Home::new();
    let mut terminal = home.start_with(&[], (120, 40), &[("NO_COLOR", "1")]);
    terminal.shows(FOOT);
    terminal.type_keys("/Vater<Enter>H1");
    terminal.shows("highlighted");
    terminal.type_keys("q");
    assert!(terminal.ends().success());
    let bytes = terminal.bytes();
    let colours: Vec<String> = sgr(&bytes)
        .into_iter()
        .filter(|parameters| {
            parameters
                .split(';')
                .filter_map(|n| n.parse::<u16>().ok())
                .any(|n| matches!(n, 30..=38 | 40..=48 | 58 | 90..=97 | 100..=107))
        })
        .collect();
    assert!(colours.is_empty(), "{colours:?}");
}

/// The parameters of every select-graphic-rendition sequence.
fn sgr(bytes: &[u8]) -> Vec<String> {
    let text = String::from_utf8_lossy(bytes);
    let sequences = text.split("\x1b[").skip(1).filter_map(|rest| {
        let end = rest.find(|c: char| !c.is_ascii_digit() && c != ';' && c != ':')?;
        rest[end..].starts_with('m').then(|| rest[..end].to_owned())
    });
    sequences.collect()
}

#[test]
fn odd_bytes_from_the_terminal_keep_no_key_from_working() {
    let home = Home::new();
    let mut terminal = interview(&home, (100, 30));
    for odd in [
        &b"\x1b[<0;0;0M"[..],
        b"\x1b[M \0\0\0",
        b"\x1b[32;0;0M",
        b"\x1b[0;0R",
        b"\x1b[<0;70000;1M",
        b"\x1b[<999999;999999;999999M",
        b"\xff\xfe\xc3",
        b"\x1b]11;rgb:00/00/00\x07",
        b"\x1bP1$r0m\x1b\\",
        b"\x1b[200~quit :q \x1b[201~",
        b"\x1b[1;99999999A",
        b"\x1b[?1;2c",
        b"\x1b[I",
    ] {
        terminal.send(odd);
        terminal.type_keys("/Kuckuck");
        terminal.shows("/Kuckuck");
        terminal.type_keys("<Esc>");
        terminal.hides("/Kuckuck");
    }
    terminal.type_keys("q");
    assert!(terminal.ends().success());
}

#[test]
fn hostile_files_reach_the_terminal_as_words_only() {
    let home = Home::new();
    for number in 0..300 {
        let file = hostile(number);
        home.write(&file.name, &file.bytes);
        let mut terminal = home.start(&[&file.name], (90, 24));
        terminal.shows_page();
        terminal.type_keys("/word<Enter>G");
        terminal.type_keys("q");
        assert!(terminal.ends().success(), "{}", file.name);
        assert_eq!(terminal.seen(), Seen::default(), "{}", file.name);
        assert_given_back(&terminal);
    }
}

#[test]
fn another_transcription_at_the_same_path_has_the_marks_of_the_first() {
    let home = Home::new();
    let first = place::text("assets/interview-en.txt");
    home.write("talk.txt", &first);
    let mut terminal = home.start(&["talk.txt"], (120, 40));
    terminal.shows(FOOT);
    terminal.type_keys("/jam jar<Enter>H3");
    terminal.shows("highlighted");
    terminal.type_keys("/lemon<Enter>aleft-handed #hands<Enter>");
    terminal.shows("note kept");
    terminal.hides("○");
    terminal.type_keys("q");
    assert!(terminal.ends().success());

    let words: Vec<&str> = first.split(' ').collect();
    let heard: Vec<&str> = words
        .iter()
        .enumerate()
        .map(|(at, word)| if at % 19 == 7 { "whatever" } else { word })
        .collect();
    home.write("talk.txt", heard.join(" "));
    let mut again = home.start(&["talk.txt"], (120, 40));
    again.shows("this file has changed since you read it last");
    again.type_keys("gn");
    again.shows("left-handed #hands");
    again.escapes("left-handed #hands");
    again.type_keys("gh");
    again.shows("Highlights");
    again.escapes("Highlights");
    again.type_keys("q");
    assert!(again.ends().success());
}

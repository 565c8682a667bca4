//! When something goes wrong around a reading: the window is closed, the disk refuses, the file changes, the settings are
//! mistaken. Whatever it is, it is told, nothing kept is lost, and reading goes on.
#![cfg(unix)]

use crate::pty::{Home, Terminal};

const TALK: &str = "Ada: Who feeds the lighthouse cat?\n\nBen: The cat feeds itself.\n\nAda: And who feeds the fish?\n\n\
                    Ben: Nobody feeds the fish.\n";

fn talk(home: &Home, environment: &[(&str, &str)]) -> Terminal {
    let path = home.path().join("talk.txt");
    if !path.exists() {
        home.write("talk.txt", TALK);
    }
    let terminal = home.start_with(&["talk.txt"], (100, 30), environment);
    terminal.shows("The cat feeds itself.");
    terminal
}

/// Leaves, and gives the exit status.
fn left(mut terminal: Terminal) -> u32 {
    terminal.type_keys("q");
    terminal.ends().exit_code()
}

#[test]
fn a_window_that_is_closed_takes_no_mark_with_it() {
    let home = Home::new();
    let mut terminal = talk(&home, &[]);
    terminal.type_keys("/itself<Enter>H3B");
    terminal.shows("●");
    terminal.close();

    let mut again = talk(&home, &[]);
    again.shows("●");
    again.type_keys("gh");
    again.shows("The cat feeds itself.");
    again.shows("Highlights");
}

#[test]
fn where_nothing_can_be_kept_that_is_told_and_reading_goes_on() {
    let home = Home::new();
    let file = home.write("no-folder", "a file where a folder should be");
    let file = file.to_string_lossy();
    let mut terminal = talk(&home, &[("XDG_DATA_HOME", &file), ("XDG_STATE_HOME", &file)]);
    terminal.type_keys("B");
    terminal.shows("NOT SAVED");
    terminal.type_keys("/fish<Enter>");
    terminal.shows("1/2");
    terminal.type_keys("n");
    terminal.shows("2/2");
    assert_eq!(left(terminal), 4, "leaving says so too");
}

#[test]
fn without_a_home_a_transcript_is_read() {
    let home = Home::new();
    let nowhere = home.write("no-folder", "a file").join("nobody");
    let nowhere = nowhere.to_string_lossy();
    let mut environment = vec![("HOME", &*nowhere)];
    environment.extend(["XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"].map(|name| (name, "")));
    let mut terminal = talk(&home, &environment);
    terminal.type_keys("/fish<Enter>");
    terminal.shows("1/2");
    assert_eq!(left(terminal), 0, "nothing was to be kept but the place");
}

#[test]
fn a_file_that_changes_is_announced_and_read_again_with_its_marks() {
    let home = Home::new();
    let mut terminal = talk(&home, &[]);
    terminal.type_keys("/itself<Enter>B");
    terminal.shows("●");
    terminal.hides("○");
    let longer = format!("{TALK}\nAda: And the gulls?\n");
    home.write("talk.new", &longer);
    std::fs::rename(home.path().join("talk.new"), home.path().join("talk.txt")).expect("renamed");
    terminal.shows("the file has changed");
    terminal.type_keys("R");
    terminal.shows("And the gulls?");
    terminal.shows("●");
    terminal.type_keys("gb");
    terminal.shows("Bookmarks");
    terminal.shows("The cat feeds itself.");
    terminal.escapes("Bookmarks");
    terminal.type_keys("/gulls<Enter>H2");
    terminal.shows("highlighted");
    terminal.hides("○");
    assert_eq!(left(terminal), 0);

    let mut again = home.start(&["talk.txt"], (100, 30));
    again.shows("And the gulls?");
    again.shows("●");
    again.type_keys("gh");
    again.shows("Highlights");
    again.shows("And the gulls?");
    again.escapes("Highlights");
    again.type_keys("gb");
    again.shows("Bookmarks");
    again.shows("The cat feeds itself.");
}

#[test]
fn a_folder_is_a_list_to_choose_from() {
    let home = Home::new();
    std::fs::create_dir(home.path().join("talks")).expect("writable");
    home.write("talks/cat.txt", TALK);
    home.write(
        "talks/gulls.txt",
        "Ada: Who feeds the gulls?\n\nBen: The gulls feed on us.\n",
    );
    let mut terminal = home.start(&["talks"], (100, 30));
    terminal.shows("cat.txt");
    terminal.shows("gulls.txt");
    terminal.type_keys("j<Enter>");
    terminal.shows("The gulls feed on us.");
    terminal.hides("cat.txt");
    assert_eq!(left(terminal), 0);
}

#[test]
fn mistakes_in_the_settings_are_named_by_line_and_column_while_the_reader_opens() {
    let home = Home::new();
    std::fs::create_dir_all(home.path().join("config/visavis")).expect("writable");
    home.write("config/visavis/config.toml", "theme = \"dark\"\nwidth = \"broad\"\n");
    let terminal = talk(&home, &[]);
    terminal.shows("config.toml:2:9");
    assert_eq!(left(terminal), 0);
}

#[test]
fn below_thirty_columns_and_eight_rows_the_window_says_what_is_needed() {
    let home = Home::new();
    let mut terminal = talk(&home, &[]);
    for (width, height) in [(29, 30), (100, 7)] {
        terminal.resize(width, height);
        terminal.shows("too small");
        terminal.resize(100, 30);
        terminal.shows("The cat feeds itself.");
    }
    terminal.type_keys("}");
    assert_eq!(left(terminal), 0);
}

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
fn what_is_not_saved_is_said_until_it_is_saved() {
    let home = Home::new();
    let in_the_way = home.write("data", "a file where a folder should be");
    let mut terminal = talk(&home, &[]);
    terminal.type_keys("B");
    terminal.shows("NOT SAVED: not a directory");
    terminal.type_keys("/fish<Enter>n");
    terminal.shows("2/2");
    terminal.type_keys("H2?");
    terminal.shows("Moving");
    terminal.shows("NOT SAVED");
    terminal.escapes("Moving");
    terminal.shows("○");
    std::fs::remove_file(in_the_way).expect("removed");
    // It is tried again without being asked.
    terminal.hides("NOT SAVED");
    terminal.hides("○");
    assert_eq!(left(terminal), 0);
    let mut again = talk(&home, &[]);
    again.shows("●");
    again.type_keys("gh");
    again.shows("And who feeds the fish?");
}

#[test]
fn while_saving_waits_for_somebody_else_keys_are_answered() {
    let home = Home::new();
    let mut terminal = talk(&home, &[]);
    terminal.type_keys("B");
    terminal.shows("●");
    terminal.hides("○");
    let locks = std::fs::read_dir(home.path().join("state/visavis/locks")).expect("a folder");
    let lock = locks.flatten().next().expect("the lock of the one transcript");
    let held = std::fs::File::options().append(true).open(lock.path()).expect("ours");
    held.lock().expect("nobody has it");
    terminal.type_keys("/fish<Enter>H2n");
    terminal.becomes("is at the second hit while the mark is not saved", |screen| {
        screen.contents().contains("2/2") && screen.contents().contains("○")
    });
    // After two seconds it is appended without the lock.
    terminal.hides("○");
    drop(held);
    assert_eq!(left(terminal), 0);
}

#[test]
fn what_could_not_be_saved_is_written_out_on_leaving_and_saved_by_the_next_start() {
    let home = Home::new();
    let in_the_way = home.write("data", "a file where a folder should be");
    let mut terminal = talk(&home, &[]);
    terminal.type_keys("/itself<Enter>awhile away #later<Enter>");
    terminal.shows("NOT SAVED");
    terminal.type_keys("q");
    assert_eq!(terminal.ends().exit_code(), 4);
    let said = terminal.screen().replace('\n', "");
    for words in ["NOT SAVED: not a directory", "crash-", "\"note\":\"while away #later\""] {
        assert!(said.contains(words), "{words} in {said}");
    }
    std::fs::remove_file(in_the_way).expect("removed");
    let mut again = talk(&home, &[]);
    again.shows("saved now");
    again.type_keys("gn");
    again.shows("while away");
    again.escapes("while away");
    assert_eq!(left(again), 0);
    let state = home.path().join("state/visavis");
    let left_over = std::fs::read_dir(state).expect("a folder").flatten();
    let names: Vec<_> = left_over.map(|entry| entry.file_name()).collect();
    assert!(
        !names.iter().any(|name| name.to_string_lossy().starts_with("crash-")),
        "{names:?}"
    );
}

/// Reads, marks in vain, and leaves under a line of shell that makes it hard; `$TALK` is the transcript.
fn in_vain(home: &Home, before: &str, why: &str) {
    home.write("talk.txt", TALK);
    let mut terminal = home.start_shell(&format!("{before} \"$VISAVIS\" talk.txt"), (100, 30));
    terminal.shows("The cat feeds itself.");
    terminal.type_keys("B");
    terminal.shows(&format!("NOT SAVED: {why}"));
    terminal.type_keys("/fish<Enter>");
    terminal.shows("1/2");
    assert_eq!(left(terminal), 4, "{before}");
}

#[test]
fn a_home_that_is_no_folder_is_told() {
    let nowhere = "env -u XDG_CONFIG_HOME -u XDG_DATA_HOME -u XDG_STATE_HOME -u XDG_CACHE_HOME";
    in_vain(&Home::new(), &format!("{nowhere} HOME=/dev/null"), "not a directory");
}

#[test]
fn a_system_that_gives_out_no_more_files_is_told() {
    in_vain(&Home::new(), "ulimit -n 12;", "too many open files");
}

#[test]
fn little_memory_is_enough_to_read_and_mark() {
    let home = Home::new();
    home.write("talk.txt", TALK);
    let mut terminal = home.start_shell("ulimit -v 262144; \"$VISAVIS\" talk.txt", (100, 30));
    terminal.shows("The cat feeds itself.");
    terminal.type_keys("B");
    terminal.shows("●");
    assert_eq!(left(terminal), 0);
}

#[test]
fn a_journal_that_may_not_grow_keeps_what_it_has_and_that_is_told() {
    let home = Home::new();
    home.write("talk.txt", TALK);
    // Blocks of 512 bytes: a file may have 8 KiB.
    let mut terminal = home.start_shell("ulimit -f 16; \"$VISAVIS\" talk.txt", (100, 30));
    terminal.shows("The cat feeds itself.");
    terminal.type_keys("/itself<Enter>afirst<Enter>");
    terminal.shows("note kept");
    terminal.hides("○");
    // One after the other, so that what is not saved in the end is short enough for a file of its own.
    for colour in ["yellow", "green"].into_iter().cycle() {
        terminal.type_keys(if colour == "yellow" { "H1" } else { "H2" });
        terminal.becomes("has saved it or says why not", |screen| {
            let said = screen.contents();
            said.contains("NOT SAVED") || (said.contains(colour) && !said.contains('○'))
        });
        if terminal.screen().contains("NOT SAVED") {
            break;
        }
    }
    terminal.shows("NOT SAVED: file too large");
    assert_eq!(left(terminal), 4);
    let mut again = talk(&home, &[]);
    again.shows("saved now");
    again.type_keys("gn");
    again.shows("first");
}

/// The number of somebody else.
pub const STRANGER: u32 = 54_321;

/// A line of shell that runs the rest as somebody else who has no home; none where this user may not do that.
pub fn as_a_stranger(home: &Home) -> Option<String> {
    let may = rustix::process::geteuid().is_root() && std::path::Path::new("/usr/bin/setpriv").exists();
    if !may {
        eprintln!("skipped: only root can run a program as somebody else");
        return None;
    }
    use std::os::unix::fs::PermissionsExt;
    std::fs::set_permissions(home.path(), std::fs::Permissions::from_mode(0o755)).expect("it is ours");
    Some(format!("setpriv --reuid {STRANGER} --regid {STRANGER} --clear-groups"))
}

#[test]
fn a_folder_that_is_somebody_elses_is_told() {
    let home = Home::new();
    if let Some(stranger) = as_a_stranger(&home) {
        in_vain(&home, &stranger, "permission denied");
    }
}

#[test]
fn somebody_without_a_home_is_told() {
    let home = Home::new();
    if let Some(stranger) = as_a_stranger(&home) {
        let nowhere = "env -u HOME -u XDG_CONFIG_HOME -u XDG_DATA_HOME -u XDG_STATE_HOME -u XDG_CACHE_HOME";
        in_vain(&home, &format!("{stranger} {nowhere}"), "there is no home directory");
    }
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

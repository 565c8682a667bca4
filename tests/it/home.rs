//! The home screen in a real terminal, over folders as people have them and as nobody should.

use crate::command_line::{is_harmless, out, reason, run};
use crate::pty::Home;

const HARBOUR: &str = "Ada: Who built the harbour?\n\nBen: The masons did, in a hard winter.\n";
const BEES: &str = "Host: You keep bees. Why?\n\nMara: Because of my grandmother.\n";

#[test]
fn the_library_is_searched_a_hit_opened_and_bookmarked_and_the_table_knows_it() {
    let home = Home::new();
    std::fs::create_dir(home.path().join("talks")).expect("a folder");
    home.write("talks/harbour.txt", HARBOUR);
    home.write("talks/bees.txt", BEES);
    let mut terminal = home.start(&["talks"], (120, 40));
    terminal.shows("2 transcripts");
    terminal.shows("Mara");
    terminal.type_keys("/winter");
    terminal.shows("/winter");
    terminal.type_keys("<Enter>");
    terminal.shows("1 hit");
    terminal.shows("harbour.txt");
    terminal.shows("Q: Who built the harbour?");
    terminal.type_keys("<Enter>");
    terminal.hides("Everywhere");
    terminal.shows("1/1");
    terminal.type_keys("B");
    terminal.shows("bookmarked");
    terminal.hides("○");
    terminal.type_keys("gl");
    terminal.shows("2 transcripts");
    // The preview, with the same title, begins further right.
    let screen = terminal.screen();
    let row = screen.lines().find(|row| row.starts_with(" › ")).unwrap_or_default();
    assert!(
        row.contains("harbour.txt") && row.contains(" 1 ") && row.contains(" read "),
        "{screen}"
    );
    // What was read last goes on with one key.
    terminal.type_keys("'");
    terminal.shows("in a hard winter");
    terminal.type_keys("q");
    assert!(terminal.ends().success());
    // The folder was named; what was read is known without it.
    let mut terminal = home.start::<&str>(&[], (120, 40));
    terminal.shows("Library");
    terminal.shows("harbour.txt");
    terminal.type_keys("funread:");
    terminal.shows("nothing fits");
    terminal.type_keys("<Esc>");
    terminal.shows("masons");
    terminal.type_keys("q");
    assert!(terminal.ends().success());
}

#[test]
fn what_is_taken_off_the_list_stays_off_until_it_is_brought_back() {
    let home = Home::new();
    home.write("harbour.txt", HARBOUR);
    let mut terminal = home.start(&["harbour.txt"], (100, 30));
    terminal.shows("Who built");
    terminal.finds("the place is kept", || home.path().join("state/visavis/last").exists());
    terminal.type_keys("q");
    assert!(terminal.ends().success());
    let mut terminal = home.start::<&str>(&[], (100, 30));
    terminal.shows("1 transcript");
    terminal.type_keys("d");
    terminal.shows("no longer listed");
    terminal.type_keys("u");
    terminal.shows("is listed again");
    terminal.type_keys("d");
    terminal.shows("no longer listed");
    terminal.type_keys("q");
    assert!(terminal.ends().success());
    let mut terminal = home.start::<&str>(&[], (100, 30));
    terminal.shows("Library");
    assert!(!terminal.screen().contains("harbour.txt"), "{}", terminal.screen());
    terminal.type_keys("q");
    assert!(terminal.ends().success());
}

#[test]
fn a_moved_file_is_one_transcript_where_it_is_now() {
    let home = Home::new();
    for folder in ["old", "new"] {
        std::fs::create_dir(home.path().join(folder)).expect("a folder");
    }
    home.write("config.toml", format!("folders = [{:?}]\n", home.path().join("new")));
    let old = home.write("old/harbour.txt", HARBOUR);
    let mut terminal = home.start(&["--config", "config.toml", "old/harbour.txt"], (120, 30));
    terminal.shows("Who built");
    terminal.type_keys("B");
    terminal.shows("bookmarked");
    terminal.hides("○");
    terminal.type_keys("q");
    assert!(terminal.ends().success());
    std::fs::rename(old, home.path().join("new/renamed.txt")).expect("it can be moved");
    let mut terminal = home.start(&["--config", "config.toml"], (120, 30));
    terminal.shows("renamed.txt");
    terminal.hides("harbour.txt");
    terminal.shows("1 transcript");
    terminal.becomes("shows its mark", |screen| {
        let rows = screen.contents();
        rows.lines()
            .any(|row| row.contains("renamed.txt") && row.contains(" 1 "))
    });
    // What comes into a folder of the library comes into the table.
    home.write("new/bees.txt", BEES);
    terminal.shows("2 transcripts");
    terminal.shows("bees.txt");
    terminal.type_keys("q");
    assert!(terminal.ends().success());
    // What was never opened is searched with the rest of the library.
    let found = run(
        &home,
        &["--config", "config.toml", "search", "--count", "grandmother"],
        b"",
    );
    assert!(
        out(&found).ends_with("bees.txt:1\n"),
        "{}{}",
        out(&found),
        reason(&found)
    );
    let mut terminal = home.start(&["--config", "config.toml", "new/renamed.txt"], (120, 30));
    terminal.shows("in a hard winter");
    terminal.type_keys("/grandmother<Enter>gS");
    terminal.shows("Q: You keep bees. Why?");
    terminal.escapes("Everywhere");
    terminal.type_keys("q");
    assert!(terminal.ends().success());
}

/// A folder with everything in it that is no transcript, and two that are.
#[cfg(unix)]
fn hostile_folder(home: &Home, others: usize) {
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::fs::{PermissionsExt, symlink};
    use std::os::unix::net::UnixListener;
    let folder = home.path().join("talks");
    let deep = folder.join("deep");
    std::fs::create_dir_all(&deep).expect("folders");
    home.write("talks/harbour.txt", HARBOUR);
    home.write("talks/deep/bees.txt", BEES);
    home.write("outside.txt", "Eve: Is this outside?\n\nAda: Outside of it, yes.\n");
    let link = |to: &std::path::Path, name: &str| symlink(to, folder.join(name)).expect("a link");
    link(&folder, "itself");
    link(&folder, "itself.txt");
    symlink(&folder, deep.join("up")).expect("a link");
    link(std::path::Path::new("loop.txt"), "loop.txt");
    link(std::path::Path::new("nowhere.srt"), "gone.srt");
    link(&home.path().join("outside.txt"), "out-one.txt");
    link(&home.path().join("outside.txt"), "out-two.txt");
    link(&folder.join("harbour.txt"), "again.txt");
    link(std::path::Path::new("/dev/zero"), "endless.txt");
    drop(UnixListener::bind(folder.join("socket.txt")).expect("a socket"));
    let fifo = folder.join("pipe.txt");
    rustix::fs::mknodat(rustix::fs::CWD, &fifo, rustix::fs::FileType::Fifo, 0o600.into(), 0).expect("a pipe");
    home.write(
        "talks/\u{1b}[2Jclear\u{7}.txt",
        "Ada: Is the screen still there?\n\nBen: It is.\n",
    );
    std::fs::write(
        folder.join(std::ffi::OsStr::from_bytes(b"\xff\xfe.txt")),
        "Ada: And this?\n\nBen: Too.\n",
    )
    .expect("a file");
    let closed = folder.join("closed");
    std::fs::create_dir(&closed).expect("a folder");
    std::fs::write(closed.join("hidden.txt"), HARBOUR).expect("a file");
    std::fs::set_permissions(&closed, std::fs::Permissions::from_mode(0o000)).expect("rights");
    for at in 0..others {
        std::fs::write(folder.join(format!("{at}.bin")), b"\0\x01").expect("a file");
    }
}

/// How many files that are no transcripts stand in its way; all of them in the long run.
fn others() -> usize {
    if std::env::var_os("VISAVIS_LONG").is_some() {
        100_000
    } else {
        5_000
    }
}

#[cfg(unix)]
#[test]
fn a_folder_of_links_pipes_and_strange_names_is_searched_to_its_end() {
    let home = Home::new();
    hostile_folder(&home, others());
    let found = run(&home, &["search", "--count", "the", "talks"], b"");
    let (lines, told) = (out(&found), reason(&found));
    assert!(is_harmless(&lines) && is_harmless(&told), "{lines}{told}");
    let lines: Vec<&str> = lines.lines().collect();
    let named = |name: &str| lines.iter().filter(|line| line.contains(name)).count();
    assert_eq!(
        (named("harbour.txt"), named("again.txt"), named("itself")),
        (1, 0, 0),
        "{lines:?}"
    );
    assert_eq!(named("clear"), 1, "{lines:?}");
    for (name, why) in [
        ("loop.txt", "link"),
        ("gone.srt", "no such"),
        ("endless.txt", "no regular"),
        ("pipe.txt", "no regular"),
        ("socket.txt", ""),
    ] {
        let line = told.lines().find(|line| line.contains(name));
        assert!(
            line.is_some_and(|line| line.to_lowercase().contains(why)),
            "{name}: {told}"
        );
    }
    let outside = run(&home, &["search", "--count", "outside", "talks"], b"");
    assert_eq!(out(&outside).lines().count(), 1, "{}", out(&outside));
}

#[cfg(unix)]
#[test]
fn a_folder_of_links_pipes_and_strange_names_is_listed_and_keys_are_answered() {
    let home = Home::new();
    hostile_folder(&home, others());
    let mut terminal = home.start(&["talks"], (120, 40));
    terminal.shows("harbour.txt");
    terminal.shows("bees.txt");
    terminal.becomes("shows what cannot be opened", |screen| {
        let rows = screen.contents();
        let row = |name: &str| rows.lines().any(|row| row.contains(name));
        row("gone.srt") && row("pipe.txt") && !rows.contains("looked into")
    });
    terminal.type_keys("fharbour");
    terminal.becomes("shows one row", |screen| {
        let rows = screen.contents();
        rows.contains("harbour.txt") && !rows.contains("bees.txt")
    });
    terminal.type_keys("<Enter><Enter>");
    terminal.shows("in a hard winter");
    let seen = terminal.seen();
    assert!(seen.foreign.is_empty() && seen.bells == 0, "{seen:?}");
    terminal.type_keys("q");
    assert!(terminal.ends().success());
}

#[test]
fn files_that_vanish_while_they_are_looked_at_are_told_or_passed_over() {
    let home = Home::new();
    std::fs::create_dir(home.path().join("talks")).expect("a folder");
    for at in 0..300 {
        home.write(&format!("talks/{at}.txt"), HARBOUR);
    }
    std::thread::scope(|scope| {
        scope.spawn(|| {
            for at in (0..300).rev() {
                // Where the search is quicker there is nothing left to vanish from under it.
                let _ = std::fs::remove_file(home.path().join(format!("talks/{at}.txt")));
            }
        });
        for _ in 0..5 {
            let found = run(&home, &["search", "--count", "winter", "talks"], b"");
            assert!(found.status.code().is_some_and(|code| code <= 2), "{}", reason(&found));
            assert!(!reason(&found).contains("panic"), "{}", reason(&found));
        }
    });
    let found = run(&home, &["search", "winter", "talks"], b"");
    assert_eq!(found.status.code(), Some(2));
}

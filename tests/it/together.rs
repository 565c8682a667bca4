//! Two copies of the program at one transcript: each sees what the other marks, without being asked, and takes back its own.
#![cfg(unix)]

use std::time::{Duration, Instant};

use crate::command_line::run;
use crate::mishaps::{STRANGER, as_a_stranger};
use crate::pty::{Home, Terminal};

const TALK: &str = "Ada: Who feeds the lighthouse cat?\n\nBen: The cat feeds itself.\n\nAda: And who feeds the fish?\n\n\
                    Ben: Nobody feeds the fish.\n";

fn open(home: &Home) -> Terminal {
    let terminal = home.start(&["talk.txt"], (100, 30));
    terminal.shows("The cat feeds itself.");
    terminal
}

/// Marks in one, and sees it in the other.
fn see_each_other(home: &Home) {
    let (mut one, mut two) = (open(home), open(home));
    // A copy that has saved has read what was kept before; what is done from here on is news to the other.
    for (terminal, keys) in [(&mut one, "H1"), (&mut two, "}H2")] {
        terminal.type_keys(keys);
        terminal.shows("highlighted");
        terminal.hides("○");
        terminal.type_keys("u");
        terminal.shows("took back");
    }
    for terminal in [&one, &two] {
        terminal.hides("▪");
        terminal.hides("○");
    }
    one.type_keys("/itself<Enter>B");
    one.shows("●");
    two.shows("●");
    two.type_keys("/fish<Enter>aNot a cat #fish<Enter>");
    two.shows("note kept");
    one.shows("✎");
    one.type_keys("gn");
    one.shows("Not a cat #fish");
    // A list that is open follows too, and one with nothing in it is none.
    two.type_keys("u");
    two.shows("took back");
    one.hides("Not a cat #fish");
    one.hides("Notes");
    // Each takes back its own.
    two.type_keys("u");
    two.shows("nothing to take back");
    one.type_keys("u");
    one.shows("took back: bookmarked");
    one.hides("●");
    two.hides("●");
    for mut terminal in [one, two] {
        terminal.type_keys("q");
        assert!(terminal.ends().success());
    }
}

/// A home in which marks are written beside transcripts, and a transcript.
fn beside() -> Home {
    let home = Home::new();
    std::fs::create_dir_all(home.path().join("config/visavis")).expect("writable");
    home.write("config/visavis/config.toml", "notes = \"beside\"\n");
    home.write("talk.txt", TALK);
    home
}

/// The journals that lie beside transcripts.
fn journals(home: &Home) -> Vec<String> {
    let entries = std::fs::read_dir(home.path()).expect("a folder").flatten();
    let names = entries.map(|entry| entry.file_name().to_string_lossy().into_owned());
    names
        .filter(|name| name.contains(".visavis.") && name.ends_with(".jsonl"))
        .collect()
}

#[test]
fn what_one_copy_marks_the_other_shows_unasked() {
    let home = Home::new();
    home.write("talk.txt", TALK);
    see_each_other(&home);
    see_each_other(&home);
}

#[test]
fn beside_the_transcript_they_see_each_other_as_well() {
    let home = beside();
    see_each_other(&home);
    assert_eq!(journals(&home).len(), 1);
    let kept = std::fs::read_dir(home.path().join("data/visavis/t"))
        .expect("a folder")
        .flatten();
    let inside = kept.flat_map(|key| std::fs::read_dir(key.path()).expect("a folder").flatten());
    let inside: Vec<_> = inside.map(|entry| entry.file_name()).collect();
    assert_eq!(inside, ["meta.json"], "the home only knows where they lie");
}

#[test]
fn marks_beside_a_transcript_are_known_to_every_command_and_found_when_it_alone_was_moved() {
    let home = beside();
    let mut terminal = open(&home);
    terminal.type_keys("/itself<Enter>aat last #cat<Enter>");
    terminal.shows("note kept");
    terminal.hides("○");
    terminal.type_keys("q");
    assert!(terminal.ends().success());
    std::fs::rename(home.path().join("talk.txt"), home.path().join("other.txt")).expect("renamed");
    let says = |arguments: &[&str]| String::from_utf8(run(&home, arguments, b"").stdout).expect("words");
    for arguments in [
        &["marks"][..],
        &["marks", "other.txt"],
        &["export", "other.txt", "--to", "txt"],
        &["search", "--notes", "last", "other.txt"],
    ] {
        let said = says(arguments);
        assert!(said.contains("The cat feeds itself."), "{arguments:?}: {said}");
    }
    assert!(says(&["paths"]).contains("beside each transcript, in FILE.visavis.DEVICE.jsonl"));
    let exported = run(
        &home,
        &["export", "other.txt", "--to", "json", "-o", "quotes.json"],
        b"",
    );
    assert!(exported.status.success());
    std::fs::create_dir(home.path().join("copy")).expect("writable");
    home.write("copy/other.txt", TALK);
    let said = says(&["import", "quotes.json", "--into", "copy/other.txt"]);
    assert!(
        said.contains("0 marks imported, 1 there already"),
        "the same words, wherever they lie: {said}"
    );
    let mut terminal = home.start(&["other.txt"], (100, 30));
    terminal.shows("✎");
    terminal.type_keys("/fish<Enter>B");
    terminal.shows("●");
    terminal.hides("○");
    terminal.type_keys("q");
    assert!(terminal.ends().success());
    assert_eq!(journals(&home).len(), 2, "the old one stays where it is");
}

#[test]
fn a_folder_that_cannot_be_written_to_is_told_and_the_marks_are_kept_in_the_home() {
    let home = beside();
    let Some(stranger) = as_a_stranger(&home) else { return };
    home.write("talk.txt", TALK);
    for name in ["data", "state"] {
        let folder = home.path().join(name);
        std::fs::create_dir_all(&folder).expect("writable");
        std::os::unix::fs::chown(&folder, Some(STRANGER), Some(STRANGER)).expect("root may");
    }
    let line = format!("{stranger} \"$VISAVIS\" talk.txt");
    for times in 1..=2 {
        let mut terminal = home.start_shell(&line, (160, 30));
        terminal.shows("The cat feeds itself.");
        terminal.type_keys(if times == 1 { "/itself<Enter>B" } else { "H2" });
        terminal.shows("permission denied; they are kept in");
        terminal.hides("○");
        terminal.type_keys(if times == 1 { "q" } else { "gb" });
        if times == 1 {
            assert!(terminal.ends().success());
        } else {
            terminal.shows("Bookmarks");
            terminal.shows("The cat feeds itself.");
        }
    }
    assert_eq!(journals(&home), Vec::<String>::new());
}

/// How often the threads of a process went to sleep of their own accord, which they do once for each time they wake.
fn wakes(process: u32) -> Option<usize> {
    let tasks = std::fs::read_dir(format!("/proc/{process}/task")).ok()?;
    let slept = tasks.flatten().filter_map(|task| {
        let status = std::fs::read_to_string(task.path().join("status")).ok()?;
        let line = status
            .lines()
            .find_map(|line| line.strip_prefix("voluntary_ctxt_switches:"))?;
        line.trim().parse::<usize>().ok()
    });
    Some(slept.sum())
}

#[test]
fn a_reader_at_rest_wakes_for_nothing() {
    let home = Home::new();
    home.write("talk.txt", TALK);
    let mut other = open(&home);
    let terminal = open(&home);
    other.type_keys("B");
    terminal.shows("●");
    other.kill9();
    let process = terminal.process();
    let settled = Instant::now();
    let mut before = wakes(process);
    // The place is written a second after the last movement; after that there is nothing to do.
    terminal.finds("comes to rest", || settled.elapsed() > Duration::from_millis(2500));
    if before.is_none() {
        eprintln!("skipped: the system does not tell how often a process wakes");
        return;
    }
    before = wakes(process);
    let begun = Instant::now();
    terminal.finds("is left alone", || begun.elapsed() > Duration::from_secs(3));
    assert_eq!(wakes(process), before, "nothing happened, and it woke");
}

//! Two copies of the program at one transcript: each sees what the other marks, without being asked, and takes back its own.
#![cfg(unix)]

use std::time::{Duration, Instant};

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
    // The folder for the marks is made only now.
    one.type_keys("/itself<Enter>B");
    one.shows("●");
    two.shows("●");
    two.type_keys("/fish<Enter>aNot a cat #fish<Enter>");
    two.shows("note kept");
    one.type_keys("gn");
    one.shows("Not a cat #fish");
    // A list that is open follows too.
    two.type_keys("u");
    two.shows("took back");
    one.hides("Not a cat #fish");
    one.type_keys("<Esc>");
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

#[test]
fn what_one_copy_marks_the_other_shows_unasked() {
    let home = Home::new();
    home.write("talk.txt", TALK);
    see_each_other(&home);
    see_each_other(&home);
}

#[test]
fn beside_the_transcript_they_see_each_other_as_well() {
    let home = Home::new();
    std::fs::create_dir_all(home.path().join("config/visavis")).expect("writable");
    home.write("config/visavis/config.toml", "notes = \"beside\"\n");
    home.write("talk.txt", TALK);
    see_each_other(&home);
    let names: Vec<String> = std::fs::read_dir(home.path())
        .expect("a folder")
        .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
        .collect();
    let beside = |name: &&String| name.starts_with("talk.txt.visavis.") && name.ends_with(".jsonl");
    assert_eq!(names.iter().filter(beside).count(), 1, "{names:?}");
    assert!(!home.path().join("data").exists(), "{names:?}");
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

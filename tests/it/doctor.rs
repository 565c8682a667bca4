//! `visavis doctor`: what is kept is gone over, what is damaged is told and mended where asked, and nothing is lost.
#![cfg(unix)]

use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;

use crate::command_line::run;
use crate::pty::Home;

const TALK: &str = "Ada: Who feeds the lighthouse cat?\n\nBen: The cat feeds itself.\n\nAda: And who feeds the fish?\n\n\
                    Ben: Nobody feeds the fish.\n";

/// Marks three turns and gives the journal.
fn journal(home: &Home) -> PathBuf {
    home.write("talk.txt", TALK);
    let mut terminal = home.start(&["talk.txt"], (100, 30));
    terminal.shows("The cat feeds itself.");
    for note in ["one", "two", "three"] {
        terminal.type_keys(&format!("a{note}<Enter>"));
        terminal.shows("note kept");
        terminal.hides("○");
        terminal.type_keys("}");
    }
    terminal.type_keys("q");
    assert!(terminal.ends().success());
    let keys = std::fs::read_dir(home.path().join("data/visavis/t"))
        .expect("a folder")
        .flatten();
    let files = keys.flat_map(|key| std::fs::read_dir(key.path()).expect("a folder").flatten());
    let mut journals = files
        .map(|file| file.path())
        .filter(|path| path.to_string_lossy().ends_with(".jsonl"));
    journals.next().expect("a journal")
}

/// What the doctor says, and how it ends.
fn doctor(home: &Home, arguments: &[&str]) -> (String, i32) {
    let output = run(home, &[&["doctor"], arguments].concat(), b"");
    let said = String::from_utf8(output.stdout).expect("words");
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    (said, output.status.code().expect("it ends"))
}

#[test]
fn damage_is_told_and_mended_where_asked_and_the_marks_that_are_whole_stay() {
    let home = Home::new();
    let (said, code) = doctor(&home, &[]);
    let nothing = "0 transcripts, 0 journals, 0 lines: 0 intact, 0 damaged, 0 of a newer version\n";
    assert_eq!((said.as_str(), code), (nothing, 0));

    let journal = journal(&home);
    let (said, code) = doctor(&home, &[]);
    let whole = "1 transcript, 1 journal, 6 lines: 6 intact, 0 damaged, 0 of a newer version\n";
    assert_eq!((said.as_str(), code), (whole, 0));

    let intact = std::fs::read_to_string(&journal).expect("it is there");
    let hurt = intact.replacen("\"note\":\"two\"", "\"note\":\"\u{1b}[2Jtwo\"", 1) + "{\"v\":1,\"op\":\"pu";
    std::fs::write(&journal, &hurt).expect("written");
    std::fs::set_permissions(&journal, std::fs::Permissions::from_mode(0o644)).expect("ours");
    let (said, code) = doctor(&home, &[]);
    assert_eq!(code, 1, "{said}");
    for words in [
        "2 lines damaged (3, 7), the last one torn\n",
        "can be read by others\n",
        "7 lines: 5 intact, 2 damaged",
    ] {
        assert!(said.contains(words), "{words} in {said}");
    }
    assert_eq!(
        std::fs::read_to_string(&journal).expect("it is there"),
        hurt,
        "unasked nothing is changed"
    );

    let (said, code) = doctor(&home, &["--json"]);
    let object: serde_json::Value = serde_json::from_str(&said).expect("one object");
    assert_eq!(
        (code, &object["wrong"], &object["intact"]),
        (1, &true.into(), &5.into())
    );
    let findings = object["findings"].as_array().expect("findings");
    let of = |trouble: &str| findings.iter().find(|finding| finding["trouble"] == trouble);
    let damaged = of("damaged").expect("two lines are");
    assert_eq!(damaged["lines"], serde_json::json!([3, 7]));
    assert_eq!((&damaged["torn"], &damaged["wrong"]), (&true.into(), &true.into()));
    assert_eq!(of("open").expect("others may read it")["rights"], "044");

    let (said, code) = doctor(&home, &["--repair"]);
    assert_eq!(code, 0, "{said}");
    for words in [
        "; put aside in notes.",
        ".jsonl.quarantine-",
        "; the journal as it was is notes.",
    ] {
        assert!(said.contains(words), "{words} in {said}");
    }
    let (said, code) = doctor(&home, &[]);
    assert_eq!(code, 0, "{said}");
    for words in ["2 lines put aside as damaged\n", "5 lines: 5 intact, 0 damaged"] {
        assert!(said.contains(words), "{words} in {said}");
    }
    assert_eq!(
        std::fs::read_to_string(journal.with_extension("jsonl.bak")).expect("a copy"),
        hurt
    );
    let listed = String::from_utf8(run(&home, &["marks", "talk.txt"], b"").stdout).expect("words");
    assert!(listed.contains("one") && listed.contains("three"), "{listed}");
}

#[test]
fn what_cannot_be_mended_is_said_by_status_4() {
    let home = Home::new();
    let journal = journal(&home);
    let mut hurt = std::fs::read_to_string(&journal).expect("it is there");
    hurt.push_str("torn");
    std::fs::write(&journal, &hurt).expect("written");
    // Where the copy is to go stands a folder.
    std::fs::create_dir(journal.with_extension("jsonl.bak")).expect("made");
    let (said, code) = doctor(&home, &["--repair"]);
    assert_eq!(code, 4, "{said}");
    assert!(said.contains("; not mended: is a directory"), "{said}");
    assert_eq!(std::fs::read_to_string(&journal).expect("it is there"), hurt);
    let output = run(&home, &["doctor", "none.txt"], b"");
    assert_eq!(
        output.status.code(),
        Some(1),
        "a name without a file may have marks beside it all the same"
    );
}

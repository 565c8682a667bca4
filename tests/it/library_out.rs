//! Turns of many transcripts for a search engine: every line reads back, names cannot break out, and what cannot be read hides
//! nothing of the others.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::command_line::{out, reason, run};
use crate::pty::Home;

const TALK: &str = "Ada: Who built the harbour?\n\nBen: The masons did.\n\nAda: And who paid?\n\nBen: The town.\n";

fn lines(text: &str) -> Vec<Value> {
    let value = |line| serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}"));
    text.lines().map(value).collect()
}

#[test]
fn every_turn_of_a_folder_comes_out_under_a_name_of_its_own_and_the_rest_goes_on() {
    let home = Home::new();
    let small = ["invent", "talks", "--interviews", "11", "--megabytes", "1"];
    assert!(run(&home, &small, b"").status.success());
    home.write(
        "talks/none.srt",
        [0xFF, 0xD8, 0xFF, 0xE0, 0, 0x10, b'J', b'F', b'I', b'F', 0],
    );
    let told = run(&home, &["export", "--library", "talks", "--to", "ndjson"], b"");
    assert_eq!(told.status.code(), Some(0), "{}", reason(&told));
    assert!(reason(&told).contains("none.srt"), "{}", reason(&told));
    let all = lines(&out(&told));
    let ids: BTreeSet<&str> = all
        .chunks(2)
        .filter_map(|pair| pair[0]["index"]["_id"].as_str())
        .collect();
    assert_eq!(ids.len() * 2, all.len(), "every id is another");
    let formats: BTreeSet<&str> = all.chunks(2).filter_map(|pair| pair[1]["format"].as_str()).collect();
    assert_eq!(
        Vec::from_iter(formats),
        ["csv", "json", "md", "sbv", "srt", "txt", "vtt", "xml"]
    );
    let again = run(&home, &["export", "--library", "talks", "--to", "ndjson"], b"");
    assert_eq!(again.stdout, told.stdout, "loaded twice it is the same");

    let bare = run(
        &home,
        &["export", "talks", "--to", "ndjson", "--bare", "-o", "turns.ndjson"],
        b"",
    );
    assert!(bare.status.success(), "{}", reason(&bare));
    let file = std::fs::read_to_string(home.path().join("turns.ndjson")).expect("it was written");
    let turns: Vec<Value> = all.chunks(2).map(|pair| pair[1].clone()).collect();
    assert_eq!(lines(&file), turns);
    let kept = run(&home, &["export", "talks", "--to", "ndjson", "-o", "turns.ndjson"], b"");
    assert_eq!(kept.status.code(), Some(2));
    assert!(reason(&kept).contains("is there already"), "{}", reason(&kept));

    let named = run(&home, &["export", "talks/none.srt", "--to", "ndjson"], b"");
    assert_eq!(named.status.code(), Some(2));
}

#[test]
fn the_words_of_a_turn_are_those_that_turns_tells() {
    let home = Home::new();
    home.write("talk.txt", TALK);
    let told = run(&home, &["export", "talk.txt", "--to", "ndjson", "--bare"], b"");
    let turns = run(&home, &["turns", "talk.txt", "--format", "json"], b"");
    let turns: Value = serde_json::from_slice(&turns.stdout).expect("JSON");
    let turns = turns["turns"].as_array().expect("turns").clone();
    let lines = lines(&out(&told));
    assert_eq!(lines.len(), turns.len());
    for (line, turn) in lines.iter().zip(turns) {
        for (ours, theirs) in [
            ("turn", "turn"),
            ("words", "text"),
            ("role", "role"),
            ("confidence", "confidence"),
            ("origin", "origin"),
            ("first_line", "first_line"),
        ] {
            assert_eq!(line[ours], turn[theirs], "{ours}");
        }
    }
}

#[test]
fn no_name_breaks_out_of_its_line() {
    let home = Home::new();
    std::fs::create_dir(home.path().join("talks")).expect("a folder");
    let mut written = 0;
    for name in [
        "a\n{\"index\":{\"_id\":\"mine\"}}\n{}.txt",
        "\"},{\"_id\":\"mine.txt",
        "\u{1b}]0;title\u{7}.txt",
        "\u{202e}txt.live.txt",
        "\\u0000.txt",
    ] {
        written += 1;
        home.write(&format!("talks/{name}"), format!("{TALK}\n\nAda: {written}?\n"));
    }
    #[cfg(target_os = "linux")]
    {
        use std::os::unix::ffi::OsStrExt;
        let name = std::ffi::OsStr::from_bytes(b"\xFF\xFE.txt");
        std::fs::write(
            home.path().join("talks").join(name),
            format!("{TALK}\n\nAda: And then?\n"),
        )
        .expect("writable");
        written += 1;
    }
    let told = run(&home, &["export", "--library", "talks", "--to", "ndjson"], b"");
    assert!(told.status.success(), "{}", reason(&told));
    let text = out(&told);
    assert!(text.chars().all(|c| c == '\n' || !c.is_control()), "{text:?}");
    let all = lines(&text);
    assert_eq!(all.len(), written * 5 * 2);
    for pair in all.chunks(2) {
        let id = pair[0]["index"]["_id"].as_str().expect("an id");
        assert_eq!(pair[1]["id"], id);
        assert!(id.starts_with(pair[1]["key"].as_str().expect("a key")), "{id}");
    }
}

#[test]
fn without_a_path_the_library_is_what_was_read_before_and_the_same_words_come_once() {
    let home = Home::new();
    let nothing = run(&home, &["export", "--library", "--to", "ndjson"], b"");
    assert_eq!(nothing.status.code(), Some(2));
    let talk = home.write("talk.txt", TALK);
    home.write("copy.txt", TALK);
    let mut terminal = home.start(&[talk.as_os_str()], (80, 24));
    terminal.shows("Who built");
    terminal.type_keys("}");
    terminal.finds("that it was read", || {
        run(&home, &["search", "harbour"], b"").status.success()
    });
    terminal.type_keys("q");
    assert!(terminal.ends().success());
    let told = run(&home, &["export", "--library", "--to", "ndjson", "--bare"], b"");
    assert!(told.status.success(), "{}", reason(&told));
    assert_eq!(lines(&out(&told)).len(), 4);
    let both = run(
        &home,
        &["export", "talk.txt", "copy.txt", "--to", "ndjson", "--bare"],
        b"",
    );
    assert_eq!(lines(&out(&both)).len(), 4);
    assert!(reason(&both).contains("the same words"), "{}", reason(&both));
    let other = run(&home, &["export", "--library", "--to", "csv"], b"");
    assert_eq!(other.status.code(), Some(2));
    assert!(reason(&other).contains("ndjson"), "{}", reason(&other));
}

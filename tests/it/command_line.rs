//! The program outside the screen: what it prints, how it ends, what it refuses.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use visavis::formats::{Part, read};

use crate::pty::Home;
use crate::stopwatch::Stopwatch;

/// Runs the program in a home with something on standard input.
pub fn run(home: &Home, arguments: &[&str], input: &[u8]) -> Output {
    #[expect(clippy::disallowed_methods, reason = "the program under test is started here")]
    let mut command = Command::new(env!("CARGO_BIN_EXE_visavis"));
    command
        .args(arguments)
        .current_dir(home.path())
        .env_clear()
        .envs(home.environment());
    command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let mut child = command.spawn().expect("the program starts");
    // A command that reads no input may have ended already.
    let _ = child.stdin.take().expect("it is piped").write_all(input);
    child.wait_with_output().expect("it was our child")
}

pub fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("output is UTF-8")
}

pub fn reason(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("errors are UTF-8")
}

/// Whether nothing but line ends and tabs of the control characters is in it.
pub fn is_harmless(text: &str) -> bool {
    text.chars().all(|c| !c.is_control() || c == '\n' || c == '\t')
}

#[test]
fn wrong_use_ends_with_two_and_says_why() {
    let home = Home::new();
    for arguments in [
        &["check"][..],
        &["--colour"],
        &["turns", "x", "--format", "xml"],
        &["--layout", "round"],
    ] {
        let output = run(&home, arguments, b"");
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(
            reason(&output).starts_with("visavis: ") && out(&output).is_empty(),
            "{arguments:?}"
        );
    }
}

#[test]
fn what_cannot_be_read_is_refused_by_its_name() {
    let home = Home::new();
    std::fs::create_dir(home.path().join("talks")).expect("writable");
    for command in ["check", "turns"] {
        for (file, cause) in [("talks", "is a folder"), ("gone.txt", "no such file or directory")] {
            let output = run(&home, &[command, file], b"");
            assert_eq!(output.status.code(), Some(2));
            assert_eq!(reason(&output), format!("visavis: {file}: {cause}\n"));
            assert!(out(&output).is_empty());
        }
    }
}

#[cfg(unix)]
#[test]
fn a_pipe_or_a_device_is_refused_and_not_waited_for() {
    use rustix::fs::{CWD, Mode, mkfifoat};
    let home = Home::new();
    mkfifoat(CWD, home.path().join("pipe"), Mode::RUSR | Mode::WUSR).expect("a pipe");
    for file in ["pipe", "/dev/zero"] {
        let output = run(&home, &["check", file], b"");
        assert_eq!(output.status.code(), Some(2));
        assert_eq!(reason(&output), format!("visavis: {file}: is no regular file\n"));
    }
}

#[test]
fn every_file_that_is_kept_lies_in_the_home() {
    let home = Home::new();
    let output = run(&home, &["paths"], b"");
    assert_eq!(output.status.code(), Some(0));
    for line in out(&output).lines() {
        let path = line.split_once(' ').expect("a name and a path").1.trim_start();
        assert!(Path::new(path).starts_with(home.path()), "{line}");
    }
    let there = home.path().join("elsewhere");
    let named = run(&home, &["paths", "--config-dir", &there.to_string_lossy()], b"");
    assert!(out(&named).contains(&*there.join("config.toml").to_string_lossy()));
}

#[test]
fn names_from_outside_command_no_terminal() {
    let home = Home::new();
    for name in ["\u{1b}]0;owned\u{7}.txt", "a\u{9b}31mb", "x\ry", "\u{202e}txt.exe"] {
        for arguments in [
            &["check", name][..],
            &["turns", name],
            &[name],
            &["turns", "x", "--format", name],
            &["--layout", name],
        ] {
            let output = run(&home, arguments, b"");
            assert_eq!(output.status.code(), Some(2), "{arguments:?}");
            let told = out(&output) + &reason(&output);
            assert!(is_harmless(&told) && told.contains("visavis: "), "{told:?}");
        }
    }
}

const TALK: &str = "Ada: Who feeds the lighthouse cat?\nBen: The cat feeds itself.\nAda: And who feeds the fish?\n";

#[test]
fn text_comes_out_where_the_output_is_no_terminal() {
    let home = Home::new();
    home.write("talk.txt", TALK);
    let expected = "Ada: Who feeds the lighthouse cat?\n\nBen: The cat feeds itself.\n\nAda: And who feeds the fish?\n";
    for (arguments, input) in [(&["talk.txt"][..], ""), (&["-"], TALK), (&["."], "")] {
        let output = run(&home, arguments, input.as_bytes());
        assert_eq!(
            (output.status.code(), out(&output).as_str()),
            (Some(0), expected),
            "{arguments:?}"
        );
        assert!(reason(&output).is_empty());
    }
}

#[test]
fn the_bundled_interview_comes_out_where_nothing_is_named() {
    let home = Home::new();
    let output = run(&home, &[], b"");
    assert_eq!(output.status.code(), Some(0));
    let sample = crate::place::text("assets/interview.txt");
    let printed = out(&output);
    for line in sample.lines() {
        assert!(printed.contains(line), "{line}");
    }
}

#[test]
fn a_file_that_cannot_be_read_keeps_no_other_from_being_printed() {
    let home = Home::new();
    home.write("talk.txt", TALK);
    let output = run(&home, &["gone.txt", "talk.txt"], b"");
    assert_eq!(output.status.code(), Some(2));
    assert!(out(&output).contains("The cat feeds itself."));
    assert_eq!(reason(&output), "visavis: gone.txt: no such file or directory\n");
}

#[test]
fn a_reader_that_goes_away_is_no_failure() {
    let home = Home::new();
    home.write("long.txt", TALK.repeat(40_000));
    #[expect(clippy::disallowed_methods, reason = "the program under test is started here")]
    let mut command = Command::new(env!("CARGO_BIN_EXE_visavis"));
    command
        .args(["turns", "long.txt", "--format", "tsv"])
        .current_dir(home.path());
    command
        .env_clear()
        .envs(home.environment())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let mut child = command.spawn().expect("the program starts");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("it was our child");
    assert_eq!((output.status.code(), reason(&output).as_str()), (Some(0), ""));
}

#[test]
fn every_source_line_has_its_row_whatever_the_line_ends() {
    let home = Home::new();
    for (name, text) in [
        ("lf", TALK.to_owned()),
        ("crlf", TALK.replace('\n', "\r\n")),
        ("cr", TALK.replace('\n', "\r")),
    ] {
        home.write(name, text);
        let output = run(&home, &["turns", name, "--format", "tsv"], b"");
        let rows = out(&output);
        let numbers: Vec<&str> = rows.lines().filter_map(|row| row.split('\t').next()).collect();
        assert_eq!(numbers, ["1", "2", "3"], "{name}");
    }
}

#[test]
fn what_is_no_transcript_is_refused_with_a_reason() {
    let home = Home::new();
    let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
    bytes.extend((0..4000_u32).map(|n| u8::try_from(n * 7919 % 256).unwrap_or(0)));
    home.write("picture.png", bytes);
    for command in ["check", "turns"] {
        let output = run(&home, &[command, "picture.png"], b"");
        assert_eq!(output.status.code(), Some(2), "{}", out(&output));
        assert!(
            reason(&output).starts_with("visavis: picture.png: "),
            "{}",
            reason(&output)
        );
    }
}

#[test]
fn the_account_says_the_same_for_a_file_and_for_standard_input() {
    let home = Home::new();
    home.write("talk.txt", TALK);
    let file = run(&home, &["check", "talk.txt", "--json"], b"");
    let piped = run(&home, &["check", "-", "--json"], TALK.as_bytes());
    assert_eq!(file.status.code(), Some(0));
    assert_eq!(out(&file), out(&piped));
}

#[test]
fn a_transcript_is_never_touched() {
    let home = Home::new();
    let path = home.write("talk.txt", TALK);
    let before = std::fs::metadata(&path)
        .expect("it is there")
        .modified()
        .expect("a time");
    for arguments in [&["check", "talk.txt"][..], &["turns", "talk.txt"], &["talk.txt"]] {
        run(&home, arguments, b"");
    }
    assert_eq!(std::fs::read_to_string(&path).expect("readable"), TALK);
    assert_eq!(
        std::fs::metadata(&path)
            .expect("it is there")
            .modified()
            .expect("a time"),
        before
    );
    let kept: Vec<_> = home.path().read_dir().expect("readable").collect();
    assert_eq!(kept.len(), 1, "nothing is written beside it: {kept:?}");
}

#[test]
fn the_formats_in_the_readme_are_those_that_are_read() {
    let readme = crate::place::text("README.md");
    assert!(readme.contains(&visavis::formats::kinds::markdown()));
}

#[test]
fn the_lists_of_keys_and_formats_are_printed() {
    let home = Home::new();
    let keys = out(&run(&home, &["keys"], b""));
    assert!(keys.contains("a page down") && keys.contains("Moving"));
    let formats = out(&run(&home, &["formats"], b""));
    assert!(formats.lines().any(|line| line.starts_with("  srt ")), "{formats}");
    let version = out(&run(&home, &["--version"], b""));
    assert_eq!(version, concat!("visavis ", env!("CARGO_PKG_VERSION"), "\n"));
}

#[test]
fn the_picture_in_readme_is_drawn_by_the_line_below_it() {
    let readme = crate::place::text("README.md");
    let line = readme
        .lines()
        .find(|line| line.starts_with("visavis screenshot --size"))
        .expect("the line is there");
    let (options, keys) = line.split_once(" --keys '").expect("it has keys");
    let mut arguments: Vec<&str> = options.split(' ').skip(1).collect();
    arguments.extend(["--keys", keys.trim_end_matches('\'')]);
    let picture = out(&run(&Home::new(), &arguments, b""));
    assert!(picture.starts_with("<svg ") && picture.ends_with("</svg>\n"));
    // The speakers of the turns may change as they are told better; the words and marks do not.
    for shown in ["vier Minuten", "INTERVIEWER", "●", "2/4"] {
        assert!(picture.contains(shown), "{shown}");
    }
    let kept = crate::place::text("assets/screen.svg");
    assert_eq!(
        kept.lines().next(),
        picture.lines().next(),
        "the picture in assets has this size and these fonts"
    );
}

#[test]
fn a_picture_is_refused_where_keys_or_theme_are_unknown() {
    let home = Home::new();
    for arguments in [
        &["screenshot", "--keys", "<Nothing>"][..],
        &["screenshot", "--theme", "pink"],
        &["screenshot", "gone.txt"],
    ] {
        let output = run(&home, arguments, b"");
        assert_eq!(
            (output.status.code(), out(&output).as_str()),
            (Some(2), ""),
            "{arguments:?}"
        );
        assert!(!reason(&output).is_empty());
    }
}

#[test]
fn reasons_for_a_long_talk_without_labels_take_no_longer_than_its_turns() {
    let reasons = |times: usize| {
        let text = crate::place::text("assets/interview.txt").repeat(times);
        let reading = read(text.as_bytes(), "long.txt", Part::Whole).expect("a transcript");
        let watch = Stopwatch::start();
        let turns = visavis::turns::infer(&reading.transcript, &[]);
        let told = visavis::export::turns::json(&reading.transcript, &turns);
        assert!(told.contains("\"reason\""));
        watch.spent().as_secs_f64()
    };
    reasons(1);
    let (short, long) = (reasons(5), reasons(40));
    // Eight times the text takes some eight times as long; where every turn weighed the whole text again it took sixty-four.
    assert!(long < 24.0 * short, "{short} s and {long} s");
}

#[test]
fn every_turn_says_why_it_is_whose() {
    let home = Home::new();
    home.write("talk.txt", crate::place::text("assets/interview.txt"));
    let output = run(&home, &["turns", "--explain", "talk.txt"], b"");
    assert_eq!(output.status.code(), Some(0));
    let told = out(&output);
    let turns: Vec<&str> = told.split("\n\n").collect();
    let plain = out(&run(&home, &["turns", "talk.txt"], b""));
    assert_eq!(turns.len(), plain.split("\n\n").count());
    for turn in &turns {
        let lines: Vec<&str> = turn.lines().collect();
        assert!(lines[0].contains(" %, line"), "{turn}");
        assert!(lines.len() > 2, "a turn without a reason: {turn}");
    }
    let json = out(&run(
        &home,
        &["turns", "talk.txt", "--explain", "--format", "json"],
        b"",
    ));
    let value: serde_json::Value = serde_json::from_str(&json).expect("it is JSON");
    let rows = value["turns"].as_array().expect("turns");
    assert_eq!(rows.len(), turns.len());
    for row in rows {
        let evidence = row["evidence"].as_array().expect("evidence");
        assert!(!evidence.is_empty(), "{row}");
        let known = |e: &serde_json::Value| e["signal"].is_string() && e["weight"].is_f64() && e["says"].is_string();
        assert!(evidence.iter().all(known));
        assert_eq!(evidence[0]["says"], row["reason"]);
    }
    let refused = run(&home, &["turns", "talk.txt", "--explain", "--format", "tsv"], b"");
    assert_eq!(refused.status.code(), Some(2));
    assert!(!reason(&refused).is_empty());
}

#[test]
fn a_conversion_never_writes_over_what_is_there_unless_told_to() {
    let home = Home::new();
    let (talk, there) = (home.path().join("talk.txt"), home.path().join("there.vtt"));
    std::fs::write(&talk, TALK).expect("writable");
    std::fs::write(&there, "mine").expect("writable");
    let convert = |more: &[&str]| {
        let arguments: Vec<&str> = ["convert", "talk.txt", "--to", "vtt"]
            .iter()
            .chain(more)
            .copied()
            .collect();
        run(&home, &arguments, b"")
    };
    let shown = convert(&[]);
    assert_eq!(shown.status.code(), Some(0));
    assert!(out(&shown).contains("<v Ada>Who feeds the lighthouse cat?</v>"));
    assert!(reason(&shown).contains("some words have no time in it"));
    assert_eq!(convert(&["-o", "there.vtt"]).status.code(), Some(2));
    assert_eq!(std::fs::read_to_string(&there).expect("still there"), "mine");
    assert_eq!(convert(&["-o", "there.vtt", "--force"]).status.code(), Some(0));
    assert_eq!(convert(&["-o", "new.vtt"]).status.code(), Some(0));
    for written in ["there.vtt", "new.vtt"] {
        let text = std::fs::read_to_string(home.path().join(written)).expect("written");
        assert_eq!(text, out(&shown), "{written}");
    }
    let itself = convert(&["-o", "talk.txt", "--force"]);
    assert_eq!(
        reason(&itself).lines().last(),
        Some("visavis: talk.txt: is the transcript itself, which is never written over")
    );
    assert_eq!(std::fs::read_to_string(&talk).expect("untouched"), TALK);
    let files = std::fs::read_dir(home.path()).expect("readable").flatten();
    assert!(
        files
            .into_iter()
            .all(|file| !file.file_name().to_string_lossy().contains(".part"))
    );
}

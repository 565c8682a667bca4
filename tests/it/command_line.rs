//! The program outside the screen: what it prints, how it ends, what it refuses.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use crate::pty::Home;

/// Runs the program in a home with something on standard input.
fn run(home: &Home, arguments: &[&str], input: &[u8]) -> Output {
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

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("output is UTF-8")
}

fn reason(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("errors are UTF-8")
}

/// Whether nothing but line ends and tabs of the control characters is in it.
fn is_harmless(text: &str) -> bool {
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

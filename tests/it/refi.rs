//! Projects for other programs, judged by the schema of their format where a validator is installed.

use std::io::Read;
use std::path::Path;
use std::process::Command;

use crate::command_line::{is_harmless, out, reason, run};
use crate::place;
use crate::pty::Home;
use crate::quotes::{TALK, mark};

/// What `xmllint` says against a project; none where it is not installed.
fn against_schema(schema: &Path, project: &Path) -> Option<String> {
    #[expect(clippy::disallowed_methods, reason = "the validator is started here")]
    let mut command = Command::new("xmllint");
    let output = command
        .arg("--noout")
        .arg("--nonet")
        .arg("--schema")
        .arg(schema)
        .arg(project)
        .output();
    match output {
        Ok(output) if output.status.success() => Some(String::new()),
        Ok(output) => Some(String::from_utf8_lossy(&output.stderr).into_owned()),
        Err(_) => {
            println!("skipped: xmllint (libxml2-utils) is not installed");
            None
        }
    }
}

/// Takes `project.qde` out of a project beside it.
fn unpack(project: &Path) -> std::path::PathBuf {
    let mut zip = zip::ZipArchive::new(std::fs::File::open(project).expect("there")).expect("a zip");
    let mut xml = String::new();
    zip.by_name("project.qde")
        .expect("a project")
        .read_to_string(&mut xml)
        .expect("UTF-8");
    let path = project.with_extension("qde");
    std::fs::write(&path, xml).expect("writable");
    path
}

#[test]
fn projects_hold_to_the_schema_of_the_format() {
    let Some(schema) = place::shared("corpus/refi/Project-1.0-2019-03-18.xsd") else {
        return;
    };
    let home = Home::new();
    let hostile = TALK.replace("fish", "<fish> & \"]]>\"");
    for (name, talk) in [
        ("talk.txt", TALK),
        ("hostile.txt", &hostile),
        ("untimed.txt", "Ada: What?\n\nBen: That.\n"),
    ] {
        home.write(name, talk);
        let words = if name == "untimed.txt" { "That" } else { "feeds itself" };
        mark(&home, talk, name, &[(words, "a note & more #one/two #three")]);
    }
    let runs = [
        &["talk.txt"][..],
        &["hostile.txt", "--refi-newlines=crlf"],
        &["untimed.txt", "--author", "\"<Ida>\""],
        &["talk.txt", "hostile.txt", "untimed.txt", "--audio", "a & b.mp3"],
    ];
    for (number, files) in runs.iter().enumerate() {
        let path = format!("p{number}.qdpx");
        let arguments: Vec<&str> = ["export", "--to", "qdpx", "-o", &path]
            .iter()
            .chain(*files)
            .copied()
            .collect();
        let output = run(&home, &arguments, b"");
        assert_eq!(output.status.code(), Some(0), "{}", reason(&output));
        let project = unpack(&home.path().join(&path));
        match against_schema(&schema, &project) {
            Some(wrong) => assert_eq!(wrong, "", "{files:?}"),
            None => return,
        }
    }
    let project = home.path().join("p0.qde");
    let broken = std::fs::read_to_string(&project)
        .expect("there")
        .replacen("isCodable", "codable", 1);
    std::fs::write(&project, broken).expect("writable");
    assert!(
        against_schema(&schema, &project).is_some_and(|wrong| !wrong.is_empty()),
        "a wrong one is found"
    );
}

#[test]
fn a_project_is_written_to_files_and_pipes_and_a_codebook_anywhere() {
    let home = Home::new();
    home.write("talk 😀.txt", TALK.replace("cat", "😀"));
    let project = run(&home, &["export", "talk 😀.txt", "--to", "qdpx"], b"");
    assert_eq!(project.status.code(), Some(0));
    assert!(project.stdout.starts_with(b"PK"));
    assert!(
        reason(&project).contains("2 characters (such as emoji) are two for some programs"),
        "{}",
        reason(&project)
    );
    let codebook = run(&home, &["export", "talk 😀.txt", "--to", "qdc"], b"");
    assert!(out(&codebook).contains("<CodeBook xmlns=\"urn:QDA-XML:codebook:1.0\"") && is_harmless(&out(&codebook)));
    #[cfg(unix)]
    {
        let terminal = home.start_shell("\"$VISAVIS\" export talk*.txt --to qdpx; echo ended $?", (80, 24));
        terminal.shows("qdpx is for programs; -o writes it to a file");
        terminal.shows("ended 2");
    }
}

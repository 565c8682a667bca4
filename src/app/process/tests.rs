use super::*;

/// An editor that is a script; given as a file in `directory`.
fn script(directory: &Path, body: &str) -> Vec<OsString> {
    let path = directory.join("editor");
    fs::write(&path, format!("#!/bin/sh\n{body}\n")).unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o700)).unwrap();
    vec![path.into_os_string(), OsString::from("--wait")]
}

fn nowhere() -> OwnedFd {
    File::open("/dev/null").unwrap().into()
}

fn notes_left(directory: &Path) -> usize {
    let names = fs::read_dir(directory).unwrap().map(|entry| entry.unwrap().file_name());
    names
        .filter(|name| name.to_string_lossy().starts_with("visavis-note"))
        .count()
}

#[test]
fn a_note_is_edited_in_a_file_nobody_else_can_read() {
    let directory = tempfile::tempdir().unwrap();
    let editor = script(
        directory.path(),
        r#"test "$1" = --wait && test -f "$2" || exit 3
test "$(ls -l "$2" | cut -c1-10)" = "-rw-------" || exit 4
sed 's/first/second/' "$2" > "$2.new" && mv "$2.new" "$2" && printf 'more\r\n\n' >> "$2""#,
    );
    let edited = edit("the first; $(touch x)", &editor, directory.path(), nowhere());
    assert_eq!(edited, Ok("the second; $(touch x)\nmore\n".to_owned()));
    assert_eq!(notes_left(directory.path()), 0);
    assert!(!directory.path().join("x").exists());
}

#[test]
fn an_editor_that_fails_leaves_the_note_and_says_so() {
    let directory = tempfile::tempdir().unwrap();
    let editor = script(directory.path(), "exit 7");
    let refusal = edit("note", &editor, directory.path(), nowhere()).unwrap_err();
    assert!(
        refusal.starts_with("could not edit the note") && refusal.contains('7'),
        "{refusal}"
    );
    assert_eq!(notes_left(directory.path()), 0);
    let missing = [directory.path().join("none").into_os_string()];
    assert!(edit("note", &missing, directory.path(), nowhere()).is_err());
    assert!(edit("note", &editor, &directory.path().join("none"), nowhere()).is_err());
    assert!(edit("note", &[], directory.path(), nowhere()).is_err());
}

#[test]
fn a_planted_link_is_not_written_through() {
    let directory = tempfile::tempdir().unwrap();
    let victim = directory.path().join("victim");
    fs::write(&victim, "mine").unwrap();
    let name = format!("visavis-note-{}-0.txt", std::process::id());
    std::os::unix::fs::symlink(&victim, directory.path().join(name)).unwrap();
    let editor = script(directory.path(), "true");
    assert_eq!(
        edit("note", &editor, directory.path(), nowhere()).as_deref(),
        Ok("note")
    );
    assert_eq!(fs::read_to_string(&victim).unwrap(), "mine");
}

#[test]
fn programs_are_found_in_absolute_directories_only() {
    let directory = tempfile::tempdir().unwrap();
    script(directory.path(), "true");
    let here = directory.path().as_os_str().to_owned();
    assert_eq!(find("editor", &here), Some(directory.path().join("editor")));
    fs::write(directory.path().join("text"), "").unwrap();
    assert_eq!(find("text", &here), None, "not executable");
    assert_eq!(find("Cargo.toml", OsStr::new(".::")), None);
    let variable = |editor: &'static str| {
        let here = here.clone();
        move |name: &str| match name {
            "EDITOR" => Some(OsString::from(editor)),
            "PATH" => Some(here.clone()),
            _ => None,
        }
    };
    let found = editor(variable("  editor --flag  one")).unwrap();
    assert_eq!(found[0], directory.path().join("editor").into_os_string());
    assert_eq!(found[1..], ["--flag", "one"]);
    assert!(editor(variable("./editor")).is_err());
    assert!(editor(variable("nowhere-to-be-found")).is_err());
    assert!(editor(variable("   ")).is_err(), "vi is not in that directory");
}

#[test]
fn a_program_is_fed_its_input() {
    let directory = tempfile::tempdir().unwrap();
    let target = directory.path().join("fed");
    let program = script(
        directory.path(),
        &format!("cat > {0}.part && mv {0}.part {0}", target.display()),
    );
    feed(Path::new(&program[0]), &[], b"copied".to_vec()).unwrap();
    let deadline = std::time::Instant::now() + std::time::Duration::from_secs(60);
    while !target.exists() {
        assert!(std::time::Instant::now() < deadline, "never fed");
        std::thread::yield_now();
    }
    assert_eq!(fs::read(&target).unwrap(), b"copied");
}

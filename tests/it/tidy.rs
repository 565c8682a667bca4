//! The tree is kept tidy: rules of the house that no compiler knows, each as a test over every file.

use crate::place;

/// Lines a file may have.
const FILE_LINES: usize = 400;
/// Lines a function may have.
const FUNCTION_LINES: usize = 70;

/// Files that are still too long, with the lines they may have at most. Rows go, and numbers fall; none is added.
const LONG_FILES: [(&str, usize); 2] = [("src/layout/page.rs", 402), ("tests/it/journeys.rs", 427)];

/// Functions that are still too long, likewise.
const LONG_FUNCTIONS: [(&str, &str, usize); 4] = [
    ("src/app/setting.rs", "new", 76),
    ("src/formats/plain.rs", "read", 78),
    ("src/session/correcting.rs", "correct", 74),
    ("src/session/mod.rs", "update", 82),
];

fn sources() -> Vec<String> {
    ["src", "tests", "benches"]
        .into_iter()
        .filter(|folder| place::root().join(folder).is_dir())
        .flat_map(|folder| place::files(folder, "rs"))
        .collect()
}

/// Every file that is written by people; fixtures, whose bytes are what is tested, and fitted weights left out.
fn written_files() -> Vec<String> {
    let mut files: Vec<String> = ["src", "tests", "benches", "assets", ".ci", "examples"]
        .into_iter()
        .filter(|folder| place::root().join(folder).is_dir())
        .flat_map(|folder| place::files(folder, ""))
        .filter(|path| !path.starts_with("tests/corpus/") && !path.ends_with(".snap") && !path.ends_with(".model"))
        .collect();
    for entry in place::root().read_dir().expect("the root is readable") {
        let entry = entry.expect("a readable entry");
        let name = entry.file_name().to_string_lossy().into_owned();
        if entry.path().is_file() && name != "Cargo.lock" && name != ".git" {
            files.push(name);
        }
    }
    files
}

/// The functions of a formatted source that are longer than they may be, with their lines.
fn long_functions(source: &str) -> Vec<(String, usize)> {
    let lines: Vec<&str> = source.lines().collect();
    let mut found = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let trimmed = line.trim_start();
        let Some((before, after)) = trimmed.split_once("fn ") else {
            continue;
        };
        let is_declaration = before
            .split_whitespace()
            .all(|word| ["pub", "const", "async", "extern", "unsafe"].contains(&word) || word.starts_with("pub("));
        if !is_declaration {
            continue;
        }
        let indent = &line[..line.len() - trimmed.len()];
        let end = lines[at..]
            .iter()
            .position(|l| l.strip_prefix(indent).is_some_and(|rest| rest == "}"));
        let one_line = trimmed.ends_with('}') || trimmed.ends_with(';');
        if let (Some(length), false) = (end, one_line)
            && length + 1 > FUNCTION_LINES
        {
            let name: String = after.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
            found.push((name, length + 1));
        }
    }
    found
}

fn none(wrong: &[String]) {
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_module_says_what_it_is_for() {
    let silent: Vec<String> = sources()
        .into_iter()
        .filter(|path| !place::is_test_file(path) || path.starts_with("tests/it/"))
        .filter(|path| !place::text(path).starts_with("//! "))
        .collect();
    none(&silent);
}

#[test]
fn no_file_outgrows_its_room() {
    let mut wrong = Vec::new();
    for path in sources() {
        let lines = place::text(&path).lines().count();
        let allowed = LONG_FILES
            .iter()
            .find(|(long, _)| *long == path)
            .map_or(FILE_LINES, |(_, most)| *most);
        if lines > allowed {
            wrong.push(format!("{path}: {lines} lines, {allowed} allowed"));
        }
        if allowed > FILE_LINES && lines <= FILE_LINES {
            wrong.push(format!("{path}: fits now; take its row out of LONG_FILES"));
        }
    }
    none(&wrong);
}

#[test]
fn no_function_outgrows_its_screen() {
    let mut wrong = Vec::new();
    for path in sources() {
        for (name, lines) in long_functions(&place::text(&path)) {
            let row = LONG_FUNCTIONS
                .iter()
                .find(|(file, function, _)| (*file, *function) == (path.as_str(), name.as_str()));
            let allowed = row.map_or(FUNCTION_LINES, |(_, _, most)| *most);
            if lines > allowed {
                wrong.push(format!("{path}: {name} has {lines} lines, {allowed} allowed"));
            }
        }
    }
    none(&wrong);
}

#[test]
fn a_long_function_would_be_found() {
    let body = "        step();\n".repeat(FUNCTION_LINES);
    let source = format!("impl A {{\n    pub fn walk(&self) {{\n{body}    }}\n    fn stand() {{}}\n}}\n");
    assert_eq!(long_functions(&source), [("walk".to_owned(), FUNCTION_LINES + 2)]);
}

#[test]
fn nothing_is_left_undone_in_the_source() {
    // Put together here, so that this file does not hold what it looks for.
    let marks = ["todo", "unimplemented", "dbg"].map(|word| format!("{word}!("));
    let ignored = format!("#[{}", "ignore");
    let mut wrong = Vec::new();
    for path in sources() {
        for (at, line) in place::text(&path).lines().enumerate() {
            if marks.iter().any(|mark| line.contains(mark)) || line.contains(&ignored) {
                wrong.push(format!("{path}:{}: {}", at + 1, line.trim()));
            }
        }
    }
    none(&wrong);
}

#[test]
fn no_line_ends_in_white_space_and_every_file_in_a_line_break() {
    let mut wrong = Vec::new();
    for path in written_files().into_iter().filter(|path| !path.starts_with("LICENSE")) {
        let text = place::text(&path);
        if !text.is_empty() && !text.ends_with('\n') {
            wrong.push(format!("{path}: no line break at the end"));
        }
        for (at, line) in text.lines().enumerate() {
            if line.ends_with([' ', '\t']) {
                wrong.push(format!("{path}:{}: white space at the end", at + 1));
            }
        }
    }
    none(&wrong);
}

#[test]
fn no_file_knows_the_machine_it_was_written_on() {
    let mut homes = ["work", "root", "Users"].map(|name| format!("/{name}/")).to_vec();
    homes.push(place::root().to_string_lossy().into_owned());
    homes.extend(std::env::var("HOME").ok().filter(|home| home.len() > 6));
    let mut wrong = Vec::new();
    for path in written_files() {
        for (at, line) in place::text(&path).lines().enumerate() {
            // An address on the web may hold such a word; a path does not follow a letter.
            let is_path = |home: &String| {
                line.match_indices(home.as_str())
                    .any(|(found, _)| !line[..found].ends_with(|c: char| c.is_alphanumeric() || "._-~}".contains(c)))
            };
            if homes.iter().any(is_path) {
                wrong.push(format!("{path}:{}: {}", at + 1, line.trim()));
            }
        }
    }
    none(&wrong);
}

#[test]
fn names_are_words_of_the_glossary() {
    let stale = [
        "data", "info", "manager", "handler", "helper", "helpers", "util", "utils", "misc", "common",
    ];
    let getter = format!("fn {}", "get_");
    let mut wrong = Vec::new();
    for path in sources() {
        let name = path
            .rsplit('/')
            .next()
            .unwrap_or_default()
            .trim_end_matches(".rs")
            .to_owned();
        if stale.contains(&name.as_str()) {
            wrong.push(format!("{path}: a name that says nothing"));
        }
        if place::text(&path).lines().any(|line| line.contains(&getter)) {
            wrong.push(format!("{path}: a function begins with get_"));
        }
    }
    none(&wrong);
}

#[test]
fn the_bundled_interview_and_its_truth_belong_together() {
    let interview = place::text("assets/interview.txt");
    let truth = place::text("assets/interview.truth.tsv");
    let rows: Vec<Vec<&str>> = truth.lines().map(|line| line.split('\t').collect()).collect();
    assert!(
        interview.lines().count() >= 120,
        "it is long enough to be worth reading"
    );
    assert_eq!(interview.lines().count(), rows.len());
    for (at, row) in rows.iter().enumerate() {
        assert_eq!(row[0], (at + 1).to_string());
        assert!(["interviewer", "guest", "meta", "*"].contains(&row[2]), "{row:?}");
    }
}

#[test]
fn no_sentence_of_the_first_transcript_is_in_the_bundled_ones() {
    let Some(seed) = place::shared("seed/interview.txt") else {
        return;
    };
    let seed = std::fs::read_to_string(seed).expect("readable text");
    let seed: Vec<&str> = seed.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    for ours in ["assets/interview.txt", "assets/interview-en.txt"] {
        for line in place::text(ours).lines() {
            assert!(!seed.contains(&line.trim()), "{ours}: {line}");
        }
    }
}

#[test]
fn the_keys_in_readme_are_those_of_the_program() {
    let readme = place::text("README.md");
    let after = readme
        .split_once("<!-- keys: written by `visavis keys --markdown` -->\n")
        .expect("the keys begin")
        .1;
    let keys = after.split_once("<!-- /keys -->").expect("the keys end").0;
    assert_eq!(
        keys.trim(),
        visavis::app::commands::keys::markdown().trim(),
        "write them anew"
    );
}

#[test]
fn readme_begins_with_the_two_commands() {
    let readme = place::text("README.md");
    let head: Vec<&str> = readme.lines().take(8).collect();
    for command in ["cargo run --release", "cargo test"] {
        assert!(head.iter().any(|line| line.starts_with(command)), "{command}");
    }
    let ci = place::text(".ci/run");
    assert!(
        ci.contains("step cargo test"),
        "the tests that README names are the ones that count"
    );
}

#[test]
fn the_settings_in_readme_are_understood() {
    let readme = place::text("README.md");
    let settings = readme
        .split_once("```toml\n")
        .expect("settings begin")
        .1
        .split_once("```")
        .expect("settings end")
        .0;
    let (read, mistakes) = visavis::store::Configuration::read(settings);
    assert_eq!(mistakes, [], "{settings}");
    assert_eq!(read.width, Some(66));
    let rebindings = read.keys.iter().map(|row| visavis::ui::keymap::Rebinding {
        place: visavis::session::command::Where::Read,
        command: row.command.clone(),
        keys: row.keys.clone(),
    });
    let (_, wrong) = visavis::ui::Keymap::new(&rebindings.collect::<Vec<_>>());
    assert!(wrong.is_empty(), "{wrong:?}");
}

#[test]
fn every_command_of_the_program_is_in_readme() {
    let readme = place::text("README.md");
    for command in [
        "check",
        "convert",
        "export",
        "marks",
        "import",
        "quotes",
        "stats",
        "doctor",
        "turns",
        "keys",
        "formats",
        "paths",
        "screenshot",
    ] {
        assert!(readme.contains(&format!("visavis {command}")), "{command}");
    }
}

#[test]
fn every_case_of_the_corpus_stands_beside_what_is_expected_of_it() {
    let cases = place::files("tests/corpus", "");
    assert!(!cases.is_empty());
    let lonely: Vec<String> = cases
        .iter()
        .filter(|case| {
            let partner = case
                .strip_suffix(".score")
                .map_or_else(|| format!("{case}.score"), str::to_owned);
            !cases.contains(&partner)
        })
        .cloned()
        .collect();
    none(&lonely);
}

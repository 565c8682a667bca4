//! Marks taken out on the command line: what is written, where to, and what is never written over.

use std::process::Output;

use visavis::formats::{Part, read};
use visavis::marks::{Anchor, Body, Colour, Edit, Mark, MarkKind, Moment, Notebook, Status, tags_in};
use visavis::store::{Directories, Identity, Moved, Shelf};
use visavis::text::Span;

use crate::command_line::{is_harmless, out, reason, run};
use crate::pty::Home;

/// A talk with a time at every turn.
pub const TALK: &str = "Per Ek: [0:00:03] Who feeds the lighthouse cat?\n\n\
    Ida Falk: [0:00:05] The cat feeds itself. It fishes.\n\n\
    Per Ek: [0:00:11] And who feeds the fish?\n\n\
    Ida Falk: [0:00:14] Nobody, as far as I know.\n";

/// Keeps highlights of words in a home, each with a note, as the reader itself keeps them.
pub fn mark(home: &Home, talk: &str, name: &str, marks: &[(&str, &str)]) {
    let reading = read(talk.as_bytes(), name, Part::Whole).expect("it is a transcript");
    let transcript = &reading.transcript;
    let chance = marks.iter().flat_map(|(words, _)| words.bytes());
    let mut notebook = Notebook::new(chance.fold(1, |chance, byte| chance.wrapping_mul(31) + u128::from(byte)));
    let edits = marks.iter().map(|(words, note)| {
        let start = transcript.text().find(words).expect("the words are said");
        let span = Span::new(start, start + words.len());
        Edit::Add(Body::Mark(Mark {
            kind: MarkKind::Highlight {
                colour: Colour::new(3).expect("there are eight"),
            },
            span,
            note: (*note).to_owned(),
            tags: tags_in(note),
            anchor: Anchor::of(transcript, span),
            earlier: Vec::new(),
            status: Status::Ok,
        }))
    });
    let events = notebook.perform("marked", edits.collect(), Moment(1_739_000_000_000));
    let shelf = Shelf::open(Directories::below(home.path()));
    let mut journal = shelf.journal(&Identity::of(transcript), None).expect("there is a home");
    journal.append(&events).expect("it is saved");
}

/// A home with a talk in which two pieces are marked.
fn marked() -> Home {
    let home = Home::new();
    home.write("talk.txt", TALK);
    mark(
        &home,
        TALK,
        "talk.txt",
        &[("feeds itself", "#food says it all"), ("Nobody", "")],
    );
    home
}

fn export(home: &Home, arguments: &[&str]) -> Output {
    let all: Vec<&str> = ["export"].iter().chain(arguments).copied().collect();
    run(home, &all, b"")
}

#[test]
fn what_is_marked_comes_out_in_every_form() {
    let home = marked();
    for (form, part) in [
        ("md", "> [!quote] Ida Falk (guest) · 0:05–0:11 · ¶ 2\n> feeds itself\n"),
        (
            "txt",
            "“feeds itself”\n    Ida Falk, guest, talk.txt, [0:05], ¶2\n    asked by Per Ek (¶ 1): Who feeds the",
        ),
        ("csv", ",talk.txt,Ida Falk,guest,2,3,0:00:05.000,0:00:11.000,"),
        ("tsv", "\ttalk.txt\tIda Falk\tguest\t2\t3\t0:00:05.000\t0:00:11.000\t"),
        ("json", "\"quote\": \"feeds itself\""),
        ("jsonld", "\"exact\": \"feeds itself\""),
        ("html", "<blockquote>feeds itself</blockquote>"),
    ] {
        let output = export(&home, &["talk.txt", "--to", form]);
        assert_eq!(output.status.code(), Some(0), "{}", reason(&output));
        assert!(out(&output).contains(part), "{form}: {}", out(&output));
        assert!(out(&output).contains("Nobody"), "{form}");
    }
}

#[test]
fn only_what_is_asked_for_comes_out() {
    let home = marked();
    let of = |arguments: &[&str]| {
        let all: Vec<&str> = ["talk.txt", "--to", "txt"].iter().chain(arguments).copied().collect();
        let output = export(&home, &all);
        (output.status.code(), out(&output).matches('“').count())
    };
    assert_eq!(of(&["--tag", "food"]), (Some(0), 1));
    assert_eq!(of(&["--colour", "blue", "--kind", "highlight"]), (Some(0), 2));
    assert_eq!(of(&["--kind", "note"]), (Some(0), 1));
    assert_eq!(of(&["--speaker", "per"]), (Some(1), 0));
    assert_eq!(of(&["--status", "by-time"]), (Some(1), 0));
    let chicago = out(&export(&home, &["talk.txt", "--to", "txt", "--citation", "chicago"]));
    assert!(
        chicago.contains("Ida Falk, interview by Per Ek, “talk.txt,” transcript, 0:05, para. 2."),
        "{chicago}"
    );
    let lines = out(&export(
        &home,
        &["talk.txt", "--to", "txt", "--citation", "{from} {quote}"],
    ));
    assert_eq!(lines, "0:05 feeds itself\n0:14 Nobody\n");
    home.write("config.toml", "citation = \"german\"\n");
    let german = out(&export(&home, &["talk.txt", "--to", "txt", "--config", "config.toml"]));
    assert!(german.contains("(Falk, talk.txt, Abs. 2, 0:05)"), "{german}");
}

#[test]
fn an_export_never_writes_over_what_is_there_unless_told_to() {
    let home = marked();
    let there = home.write("there.md", "mine");
    let refused = export(&home, &["talk.txt", "--to", "md", "-o", "there.md"]);
    assert_eq!(refused.status.code(), Some(2));
    assert_eq!(
        reason(&refused),
        "visavis: there.md: is there already; --force writes over it\n"
    );
    assert_eq!(std::fs::read_to_string(&there).expect("there"), "mine");
    let itself = export(&home, &["talk.txt", "--to", "md", "-o", "talk.txt", "--force"]);
    assert!(reason(&itself).contains("is the transcript itself"));
    assert_eq!(
        export(&home, &["talk.txt", "--to", "md", "-o", "there.md", "--force"])
            .status
            .code(),
        Some(0)
    );
    let written = std::fs::read_to_string(&there).expect("there");
    assert_eq!(written, out(&export(&home, &["talk.txt", "--to", "md"])));
    let left: Vec<_> = home
        .path()
        .read_dir()
        .expect("readable")
        .flatten()
        .map(|e| e.file_name())
        .collect();
    assert!(
        left.iter().all(|name| !name.to_string_lossy().contains(".tmp")),
        "{left:?}"
    );
}

#[test]
fn a_second_export_updates_what_it_wrote_and_nothing_else() {
    let home = marked();
    let first = export(&home, &["talk.txt", "--to", "md", "-o", "quotes.md", "--update"]);
    assert_eq!((first.status.code(), reason(&first).as_str()), (Some(0), ""));
    let path = home.path().join("quotes.md");
    let written = std::fs::read_to_string(&path).expect("there");
    std::fs::write(&path, format!("{written}\nA thought of mine.\n")).expect("writable");
    mark(&home, TALK, "talk.txt", &[("It fishes", "")]);
    let second = export(&home, &["talk.txt", "--to", "md", "-o", "quotes.md", "--update"]);
    assert_eq!(
        reason(&second),
        "visavis: quotes.md: 0 changed, 1 added, 2 as they were, 0 no longer marked and left\n"
    );
    let now = std::fs::read_to_string(&path).expect("there");
    assert!(
        now.contains("A thought of mine.\n") && now.contains("> It fishes\n"),
        "{now}"
    );
    assert_eq!(now.matches("> feeds itself\n").count(), 1);
}

#[test]
fn several_transcripts_come_out_together_or_as_files_of_a_folder() {
    let home = marked();
    let other = TALK.replace("cat", "crow").replace("Falk", "Holm");
    std::fs::create_dir(home.path().join("more")).expect("writable");
    home.write("more/talk.txt", &other);
    mark(&home, &other, "talk.txt", &[("Nobody", "of the crow")]);
    let together = export(&home, &["talk.txt", "more/talk.txt", "--to", "csv"]);
    assert_eq!(out(&together).lines().count(), 4, "{}", out(&together));
    let apart = export(&home, &["talk.txt", "more/talk.txt", "--to", "md", "-o", "out/"]);
    assert_eq!(apart.status.code(), Some(0), "{}", reason(&apart));
    let read = |name: &str| std::fs::read_to_string(home.path().join("out").join(name)).expect("written");
    assert!(read("talk.md").contains("feeds itself") && read("talk-2.md").contains("Ida Holm"));
    let listed = out(&run(&home, &["marks"], b""));
    assert_eq!(
        listed.lines().filter(|line| line.contains("blue")).count(),
        3,
        "{listed}"
    );
    let one = out(&run(&home, &["marks", "more/talk.txt"], b""));
    assert!(
        one.starts_with("talk.txt: 1 mark\n   ¶4     0:14  blue") && one.contains("Ida Holm: Nobody"),
        "{one}"
    );
    let json: serde_json::Value = serde_json::from_str(&out(&run(&home, &["marks", "--json"], b""))).expect("JSON");
    assert_eq!(json["documents"].as_array().map(Vec::len), Some(2));
}

#[test]
fn nothing_marked_is_told_and_the_whole_comes_out_all_the_same() {
    let home = Home::new();
    home.write("talk.txt", TALK);
    let none = export(&home, &["talk.txt", "--to", "csv"]);
    assert_eq!(
        (none.status.code(), reason(&none).as_str()),
        (Some(1), "visavis: nothing is marked\n")
    );
    let whole = export(&home, &["talk.txt", "--to", "md", "--whole"]);
    assert_eq!(whole.status.code(), Some(0));
    assert!(
        out(&whole).contains("**Ida Falk:** \\[0:14\\] Nobody, as far as I know. ^t-4"),
        "{}",
        out(&whole)
    );
    assert_eq!(
        export(&home, &["talk.txt", "--to", "csv", "--whole"]).status.code(),
        Some(2)
    );
    assert_eq!(run(&home, &["marks"], b"").status.code(), Some(1));
}

#[test]
fn a_talk_whose_words_changed_is_listed_once() {
    let home = marked();
    let of = |talk: &str| {
        Identity::of(
            &read(talk.as_bytes(), "talk.txt", Part::Whole)
                .expect("a talk")
                .transcript,
        )
    };
    let (old, new) = (of(TALK), of(&TALK.replace("feeds itself", "looks after itself")));
    let shelf = Shelf::open(Directories::below(home.path()));
    let mut journal = shelf.journal(&new, None).expect("there is a home");
    let moved = Moved {
        from: old.key,
        to: new.key,
        how: "path".to_owned(),
        at: Moment(1_739_000_000_001),
    };
    journal.link(&moved).expect("it is saved");
    let listed = out(&run(&home, &["marks"], b""));
    assert_eq!(listed.matches("feeds itself").count(), 1, "{listed}");
}

#[test]
fn hostile_names_and_words_command_no_terminal_through_the_verbs_of_marks() {
    let home = Home::new();
    for name in [
        "\u{1b}]0;owned\u{7}.txt",
        "a\u{9b}31mb",
        "x\ry",
        "\u{202e}txt.exe",
        "--\u{8}",
    ] {
        for arguments in [
            &["export", name, "--to", "md"][..],
            &["export", "talk.txt", "--to", name],
            &["export", "talk.txt", "--to", "md", "--citation", name],
            &["export", "talk.txt", "--to", "md", "-o", name],
            &["export", "talk.txt", "--to", "md", "--tag", name],
            &["marks", name],
        ] {
            let output = run(&home, arguments, b"");
            assert_ne!(output.status.code(), Some(0), "{arguments:?}");
            assert!(is_harmless(&(out(&output) + &reason(&output))), "{arguments:?}");
        }
    }
    for number in 0..40 {
        let file = crate::hostile::hostile(number);
        home.write(&file.name, &file.bytes);
        for form in ["md", "csv", "json", "jsonld", "html"] {
            let output = export(&home, &[&file.name, "--to", form]);
            assert!(is_harmless(&(out(&output) + &reason(&output))), "{}", file.name);
        }
        for form in ["md", "html"] {
            let whole = export(&home, &[&file.name, "--to", form, "--whole"]);
            assert!(is_harmless(&(out(&whole) + &reason(&whole))), "{}", file.name);
        }
    }
}

#[cfg(unix)]
#[test]
fn what_a_list_shows_is_taken_out_from_the_reader() {
    let home = marked();
    let mut terminal = home.start(&["talk.txt"], (110, 30));
    terminal.shows("lighthouse cat");
    terminal.type_keys("gh");
    terminal.shows("Highlights");
    terminal.type_keys("/#food\t");
    terminal.type_keys("e");
    terminal.shows("export 1 mark as: md talk-quotes.md");
    terminal.type_keys("\r");
    terminal.shows("1 mark written to talk-quotes.md");
    let written = std::fs::read_to_string(home.path().join("talk-quotes.md")).expect("it was written");
    assert!(
        written.contains("> feeds itself\n") && !written.contains("Nobody"),
        "{written}"
    );
    assert!(written.contains("sha256: \""), "{written}");
    terminal.type_keys("qq");
    terminal.hides("Highlights");
    terminal.type_keys(":export json all.json\r");
    terminal.shows("2 marks written to all.json");
    let json = std::fs::read_to_string(home.path().join("all.json")).expect("it was written");
    let of_verb = out(&export(&home, &["talk.txt", "--to", "json"]));
    assert_eq!(json, of_verb, "the reader writes what the command line does");
    terminal.type_keys(":export json all.json\r");
    terminal.shows(":export json! writes over it");
    terminal.type_keys(":export json! all.json\r");
    terminal.shows("2 marks written to all.json");
    terminal.type_keys(":export xml x\r");
    terminal.shows("there are md, txt, csv");
    terminal.type_keys("s");
    terminal.shows("guest · right · 2 turns · [");
    terminal.type_keys("q");
    terminal.type_keys("q");
    terminal.ends();
}

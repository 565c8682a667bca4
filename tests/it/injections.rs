//! A thousand hostile turns, each with a hostile note, taken out in every form and read back by other readers of it
//! (`reliability.md` 4.3, row 21).

use html5gum::{Token, Tokenizer};
use pulldown_cmark::{Event, Options, Parser, Tag};

use visavis::export::citation::Style;
use visavis::export::convert::TARGETS;
use visavis::export::quote::{Document, Source, quotes};
use visavis::export::quotes::{Extract, FORMS, Form, Wish, form};
use visavis::export::rendition::Rendition;
use visavis::export::script::Script;
use visavis::formats::{Part, Reading, read};
use visavis::marks::{Anchor, Body, Colour, Edit, Mark, MarkKind, Moment, Notebook, Status, tags_in};
use visavis::text::SafeText;
use visavis::turns::{Turns, infer};

const TURNS: usize = 1000;

/// What wants to be markup, a formula, a cue or a field.
const HOSTILE: [&str; 20] = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "\"><svg/onload=alert(1)>",
    "</mark></p></div><iframe src=javascript:alert(1)>",
    "[here](javascript:alert(1))",
    "![x](data:text/html,x)",
    "<a href='javascript:alert(1)'>x</a>",
    "=HYPERLINK(\"http://example.org\";\"x\")",
    "=cmd|' /C calc'!A0",
    "+1+1",
    "-2+3",
    "@SUM(A1:A9)",
    "00:00:01,000 --> 00:00:02,000",
    "00:01.000 --> 00:02.000 align:start",
    "NOTE nothing",
    "STYLE ::cue{}",
    "<v Somebody>no</v> <00:00:01.000>",
    "{\\an8} {{speaker}} ${x}",
    "]]> <!-- --> &#60;b&#62; &lt;b&gt;",
    "# head > quote | table | ``` ^q-1 [^1] [[link]]",
];

struct Talk {
    reading: Reading,
    turns: Turns,
    notebook: Notebook,
}

/// A talk of hostile turns, every one of them highlighted with a hostile note.
fn talk() -> Talk {
    let line = |at: usize| {
        let who = if at.is_multiple_of(2) { "Ada" } else { "Ben" };
        let (first, second) = (
            HOSTILE[at % HOSTILE.len()],
            HOSTILE[(at / HOSTILE.len() + at) % HOSTILE.len()],
        );
        format!("{who}: {first} number {at} {second}")
    };
    let source: Vec<String> = (0..TURNS).map(line).collect();
    let reading = read(source.join("\n\n").as_bytes(), "talk.txt", Part::Whole).expect("it is a transcript");
    let turns = infer(&reading.transcript, &[]);
    assert_eq!(turns.all().len(), TURNS);
    let mut notebook = Notebook::new(3);
    let edits = turns.all().iter().enumerate().map(|(at, turn)| {
        let note = format!(
            "{}\n{} #tag/{at}",
            HOSTILE[(at + 7) % HOSTILE.len()],
            HOSTILE[(at + 3) % HOSTILE.len()]
        );
        Edit::Add(Body::Mark(Mark {
            kind: MarkKind::Highlight {
                colour: Colour::ALL[at % 8],
            },
            span: turn.span,
            tags: tags_in(&note),
            note,
            anchor: Anchor::of(&reading.transcript, turn.span),
            earlier: Vec::new(),
            status: Status::Ok,
        }))
    });
    notebook.perform("marked", edits.collect(), Moment(1));
    Talk {
        reading,
        turns,
        notebook,
    }
}

fn written(talk: &Talk, form: &Form, whole: bool) -> Vec<u8> {
    let people = talk.turns.speakers().iter().map(|who| (who.name.clone(), who.role));
    let document = Document {
        name: SafeText::line("<talk>.txt"),
        title: SafeText::line("=A \"talk\" <b>"),
        people: people.collect(),
        audio: Some(SafeText::line("javascript:alert(1).mp3")),
        ..Document::default()
    };
    let rendition = Rendition::new(&talk.reading.transcript, &talk.turns);
    let source = Source {
        document: &document,
        transcript: &talk.reading.transcript,
        turns: &talk.turns,
        rendition: &rendition,
    };
    let extract = Extract {
        source,
        quotes: quotes(&source, &talk.notebook, &Style::Chicago),
    };
    let wish = Wish {
        whole,
        ..Wish::default()
    };
    (form.write)(&[extract], &wish)
}

fn text(talk: &Talk, name: &str, whole: bool) -> String {
    let form = form(name).expect("there is such a form");
    String::from_utf8(written(talk, form, whole)).expect("it is text")
}

#[test]
fn a_browser_finds_nothing_that_runs_in_a_thousand_hostile_turns() {
    let talk = talk();
    for whole in [false, true] {
        let page = text(&talk, "html", whole);
        let mut harm = Vec::new();
        let mut held = 0;
        for token in Tokenizer::new(&page).flatten() {
            let Token::StartTag(tag) = token else { continue };
            let name = String::from_utf8_lossy(&tag.name).to_lowercase();
            held += usize::from(name == if whole { "mark" } else { "blockquote" });
            if [
                "script", "img", "svg", "iframe", "object", "embed", "link", "base", "form", "input",
            ]
            .contains(&name.as_str())
            {
                harm.push(name);
            }
            for (key, value) in &tag.attributes {
                let (key, value) = (
                    String::from_utf8_lossy(key),
                    String::from_utf8_lossy(value).to_lowercase(),
                );
                if key.starts_with("on") || value.contains("javascript:") || value.contains("data:") {
                    harm.push(format!("{key}={value}"));
                }
            }
        }
        assert_eq!(harm, [""; 0]);
        assert_eq!(held, TURNS, "every turn is there once");
    }
}

#[test]
fn a_spreadsheet_finds_a_thousand_rows_and_no_formula() {
    let talk = talk();
    for (name, delimiter, quoting) in [("csv", b',', true), ("tsv", b'\t', false)] {
        let written = text(&talk, name, false);
        let mut table = csv::ReaderBuilder::new()
            .delimiter(delimiter)
            .quoting(quoting)
            .from_reader(written.as_bytes());
        let at = table
            .headers()
            .expect("names")
            .iter()
            .position(|name| name == "quote")
            .expect("a column");
        let rows: Vec<csv::StringRecord> = table.records().map(|row| row.expect("a whole row")).collect();
        assert_eq!(rows.len(), TURNS);
        for (row, turn) in rows.iter().zip(talk.turns.all()) {
            for cell in row {
                assert!(!cell.trim_start().starts_with(['=', '+', '-', '@']), "{cell}");
            }
            let said = talk.reading.transcript.words(turn.span);
            assert_eq!(
                row[at].trim_start_matches('\''),
                said.trim_start_matches('\''),
                "the words are all there"
            );
        }
    }
}

#[test]
fn markdown_and_json_hold_a_thousand_quotes_and_no_markup_of_theirs() {
    let talk = talk();
    let markdown = text(&talk, "md", false);
    let body = markdown.splitn(3, "---\n").nth(2).expect("front matter ends");
    let mut quotes = 0;
    for event in Parser::new_ext(body, Options::all()) {
        match event {
            Event::Html(html) | Event::InlineHtml(html) => panic!("{html}"),
            Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => panic!("{dest_url}"),
            Event::Start(Tag::CodeBlock(_) | Tag::List(_) | Tag::Table(_)) => panic!("a block of its own"),
            Event::Start(Tag::BlockQuote(_)) => quotes += 1,
            _ => {}
        }
    }
    assert_eq!(quotes, TURNS);
    let json: serde_json::Value = serde_json::from_str(&text(&talk, "json", false)).expect("JSON");
    assert_eq!(json["documents"][0]["quotes"].as_array().map(Vec::len), Some(TURNS));
    let annotations: serde_json::Value = serde_json::from_str(&text(&talk, "jsonld", false)).expect("JSON");
    assert_eq!(annotations["total"], TURNS);
    let lines = text(&talk, "ndjson", false);
    let lines: Vec<serde_json::Value> = lines
        .lines()
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect();
    assert_eq!(lines.len(), 2 * TURNS);
    for (at, pair) in lines.chunks(2).enumerate() {
        assert_eq!(
            (&pair[0]["index"]["_id"], pair[1]["turn"].as_u64()),
            (&pair[1]["id"], Some(at as u64 + 1))
        );
        assert_eq!(pair[1]["marks"].as_array().map(Vec::len), Some(1));
    }
    for form in FORMS.iter().filter(|form| !form.binary) {
        let written = String::from_utf8(written(&talk, form, false)).expect("text");
        let wrong = written.chars().find(|c| c.is_control() && *c != '\n' && *c != '\t');
        assert_eq!(wrong, None, "{}", form.name);
    }
}

#[test]
fn captions_hold_as_many_cues_as_there_are_turns() {
    let talk = talk();
    let script = Script::new(&talk.reading.transcript, &talk.turns);
    let said = script.said().count();
    for name in ["srt", "vtt"] {
        let target = TARGETS
            .iter()
            .find(|target| target.name == name)
            .expect("there is such a target");
        let written = (target.write)(&script);
        let cues = written.lines().filter(|line| is_cue(line)).count();
        assert_eq!(cues, said, "{name}");
        let back = read(written.as_bytes(), &format!("talk.{name}"), Part::Whole).expect("it reads back");
        assert_eq!(back.transcript.utterances().len(), said, "{name}");
    }
}

/// Whether a line holds the times of a cue and nothing before them.
fn is_cue(line: &str) -> bool {
    line.split_once(" --> ")
        .is_some_and(|(before, _)| before.chars().all(|c| c.is_ascii_digit() || ":.,".contains(c)))
}

//! Every form over one talk with four marks, read back by other readers of the form, and over words that want to be markup.

mod chained;
pub(in crate::export) mod hostile;
mod taken_in;
mod turn_lines;
mod updating;
mod web;

use super::super::citation::Style;
use super::super::quote::{Document, Source, quotes};
use super::super::rendition::Rendition;
use super::{Extract, Form, Wish, form};
use crate::formats::{Part, Reading, read};
use crate::marks::{Anchor, Body, Colour, Edit, Id, Mark, MarkKind, Moment, Notebook, Status, tags_in};
use crate::text::{SafeText, Span};
use crate::transcript::Time;
use crate::turns::{Turns, infer};

/// Who asks, who answers, in two paragraphs, with times and a character beyond the first plane.
pub(in crate::export) const TALK: &str = "On Cats 😀\nRadio Pier\n2025-02-09\n\n\
    Per Ek: [0:00:03] Who feeds the lighthouse cat?\n\n\
    Ida Falk: [0:00:05] The cat feeds itself 😀.\nIt fishes.\n\n\
    Per Ek: [0:00:11] And who feeds the fish?\n\n\
    Ida Falk: [0:00:14] Nobody, “as far as I know”.\n";

/// A talk with what was marked in it.
pub(in crate::export) struct Talk {
    pub reading: Reading,
    pub turns: Turns,
    pub notebook: Notebook,
    pub document: Document,
    pub rendition: Rendition,
}

impl Talk {
    /// A talk whose marks are made of kind, words and note.
    pub fn new(source: &str, marks: &[(MarkKind, &str, &str)]) -> Self {
        let reading = read(source.as_bytes(), "talk.txt", Part::Whole).expect("it is a transcript");
        let transcript = &reading.transcript;
        let turns = infer(transcript, &[]);
        let mut notebook = Notebook::new(7);
        let edits = marks.iter().map(|(kind, words, note)| {
            let at = transcript.text().find(words);
            let span = at.map(|at| Span::new(at, at + words.len()));
            let anchor = span.map_or_else(
                || Anchor {
                    quote: (*words).to_owned(),
                    speaker: Some("Somebody".to_owned()),
                    ..Anchor::default()
                },
                |span| Anchor::of(transcript, span),
            );
            Edit::Add(Body::Mark(Mark {
                kind: *kind,
                span: span.unwrap_or_default(),
                note: (*note).to_owned(),
                tags: tags_in(note),
                anchor,
                earlier: Vec::new(),
                status: Status::Ok,
            }))
        });
        notebook.perform("marked", edits.collect(), Moment(1_739_000_000_000));
        notebook.place(transcript);
        let people = turns.speakers().iter().map(|who| (who.name.clone(), who.role));
        let document = Document {
            name: SafeText::line("talk.txt"),
            title: transcript
                .facts()
                .title
                .clone()
                .unwrap_or_else(|| SafeText::line("talk.txt")),
            outlet: transcript.facts().outlet.clone(),
            date: transcript.facts().date.clone(),
            sha256: "ab".repeat(32),
            key: "0123456789abcdef0123".to_owned(),
            people: people.collect(),
            audio: Some(SafeText::line("the talk.mp3")),
            ..Document::default()
        };
        let rendition = Rendition::new(transcript, &turns);
        Self {
            reading,
            turns,
            notebook,
            document,
            rendition,
        }
    }

    pub fn extract(&self) -> Extract<'_> {
        let source = Source {
            document: &self.document,
            transcript: &self.reading.transcript,
            turns: &self.turns,
            rendition: &self.rendition,
        };
        Extract {
            source,
            quotes: quotes(&source, &self.notebook, &Style::Plain),
        }
    }

    /// The talk in a form, as text.
    pub fn written(&self, form: &Form, whole: bool) -> String {
        let wish = Wish {
            whole,
            ..Wish::default()
        };
        String::from_utf8((form.write)(&[self.extract()], &wish)).expect("it is text")
    }
}

pub(in crate::export) const YELLOW: MarkKind = MarkKind::Highlight { colour: Colour::ALL[0] };
pub(in crate::export) const PLACE: MarkKind = MarkKind::Bookmark { letter: Some('k') };

/// The talk with four marks, one of which is lost.
pub(in crate::export) fn talk() -> Talk {
    Talk::new(
        TALK,
        &[
            (YELLOW, "feeds itself 😀.\nIt fishes", "so #food/own says"),
            (PLACE, "Nobody", ""),
            (YELLOW, "fish?\n\nNobody", ""),
            (YELLOW, "words that are not there any more", "lost"),
        ],
    )
}

fn named(name: &str) -> &'static Form {
    form(name).expect("there is such a form")
}

#[test]
fn a_quote_carries_all_that_is_needed_to_cite_it() {
    let talk = talk();
    let quotes = talk.extract().quotes;
    let first = &quotes[0];
    assert_eq!(first.words(), "feeds itself 😀. It fishes");
    assert_eq!((first.speaker().as_str(), first.role().as_str()), ("Ida Falk", "guest"));
    assert_eq!(first.turn(), Some(2));
    assert_eq!(first.from.map(Time::clock).as_deref(), Some("0:05"));
    assert_eq!(first.to.map(Time::clock).as_deref(), Some("0:11"));
    let asked = first.question.as_ref().expect("it answers a question");
    assert_eq!((asked.turn, asked.words.as_str()), (1, "Who feeds the lighthouse cat?"));
    let (start, end) = first.place.expect("it has a place");
    assert_eq!(talk.rendition.between(start, end), "feeds itself 😀. It fishes");
    assert_eq!(first.line, Some(7));
    assert_eq!(first.tags, ["food/own"]);
    let of_two = &quotes[1];
    assert_eq!(of_two.words(), "Per Ek: fish?\nIda Falk: Nobody");
    assert_eq!(of_two.speaker(), "Per Ek / Ida Falk");
    assert_eq!(of_two.turn_sign(), "¶ 3–4");
    assert!(of_two.question.is_none(), "a question answers none");
    let lost = quotes.last().expect("four");
    assert_eq!((lost.status, lost.place), (Status::Orphan, None));
    assert_eq!(lost.speaker(), "Somebody");
}

#[test]
fn a_table_reads_back_cell_by_cell() {
    let talk = talk();
    for (name, delimiter, quoting) in [("csv", b',', true), ("tsv", b'\t', false)] {
        let written = talk.written(named(name), false);
        let mut table = csv::ReaderBuilder::new()
            .delimiter(delimiter)
            .quoting(quoting)
            .from_reader(written.as_bytes());
        let names = table.headers().expect("names").clone();
        let at = |name: &str| names.iter().position(|known| known == name).expect("a column");
        let rows: Vec<csv::StringRecord> = table.records().map(|row| row.expect("a row")).collect();
        assert_eq!(rows.len(), 4, "{written}");
        for (row, quote) in rows.iter().zip(talk.extract().quotes) {
            let as_written = if name == "csv" {
                quote.words()
            } else {
                quote.words().replace('\n', " ")
            };
            assert_eq!(row[at("quote")], as_written);
            assert_eq!(row[at("id")], quote.id.to_string());
            assert_eq!(row[at("status")], *quote.status_word());
            if let Some((start, end)) = quote.place {
                assert_eq!(row[at("start_char")].parse(), Ok(start));
                assert_eq!(row[at("end_char")].parse(), Ok(end));
            }
        }
        assert_eq!(&rows[0][at("start")], "0:00:05.000");
        assert_eq!(&rows[0][at("question")], "Who feeds the lighthouse cat?");
    }
}

#[test]
fn json_says_everything_and_counts_places_in_characters() {
    let talk = talk();
    let json: serde_json::Value = serde_json::from_str(&talk.written(named("json"), false)).expect("it is JSON");
    assert_eq!(json["visavis"], 1);
    let document = &json["documents"][0];
    assert_eq!(document["sha256"], "ab".repeat(32));
    let quotes = document["quotes"].as_array().expect("quotes");
    assert_eq!(quotes.len(), 4);
    for field in [
        "id", "kind", "speaker", "role", "turn", "from", "to", "quote", "note", "tags", "status", "citation", "created",
    ] {
        assert!(quotes.iter().all(|quote| quote.get(field).is_some()), "{field}");
    }
    let (start, end) = (quotes[0]["start"].as_u64(), quotes[0]["end"].as_u64());
    let place = |number: Option<u64>| usize::try_from(number.expect("a place")).expect("small");
    assert_eq!(talk.rendition.between(place(start), place(end)), quotes[0]["quote"]);
    assert_eq!(quotes[1]["pieces"].as_array().map(Vec::len), Some(2));
}

#[test]
fn plain_text_is_a_paragraph_a_quote_or_a_line_by_a_template() {
    let talk = talk();
    let text = talk.written(named("txt"), false);
    assert!(
        text.starts_with(
            "“feeds itself 😀. It fishes”\n    Ida Falk, guest, On Cats 😀, Radio Pier, 2025-02-09, [0:05], ¶2\n    \
             asked by Per Ek (¶ 1): Who feeds the lighthouse cat?\n    note: so #food/own says\n    \
             0:05–0:11 · yellow · #food/own · ok · "
        ),
        "{text}"
    );
    let style = Style::read("{speaker}: {quote}").expect("a template");
    let mut extract = talk.extract();
    extract.quotes = quotes(&extract.source, &talk.notebook, &style);
    let wish = Wish {
        own_lines: style.holds_words(),
        ..Wish::default()
    };
    let lines = String::from_utf8((named("txt").write)(&[extract], &wish)).expect("it is text");
    assert_eq!(lines.lines().count(), 4);
    assert!(lines.starts_with("Ida Falk: feeds itself 😀. It fishes\n"), "{lines}");
}

#[test]
fn markdown_is_a_callout_a_quote_with_a_block_id() {
    let talk = talk();
    let text = talk.written(named("md"), false);
    let id = talk.extract().quotes[0].name();
    assert!(text.starts_with("---\ntitle: \"On Cats 😀\"\n"), "{text}");
    let block = format!(
        "> [!quote] Ida Falk (guest) · [0:05–0:11](the%20talk.mp3#t=5) · ¶ 2\n> feeds itself 😀. It fishes\n>\n\
         > Asked by Per Ek (¶ 1): Who feeds the lighthouse cat?\n>\n> Note: so #food/own says\n>\n\
         > yellow · #food/own · ok · Ida Falk, guest, On Cats 😀, Radio Pier, 2025-02-09, \\[0:05\\], ¶2\n\n^q-{id}\n"
    );
    assert!(text.contains(&block), "{text}");
    assert_eq!(text.matches("\n^q-").count(), 4);
}

#[test]
fn the_whole_talk_in_markdown_holds_every_word_once_and_every_mark() {
    let talk = talk();
    let text = talk.written(named("md"), true);
    assert!(
        text.contains("**Ida Falk:** \\[0:05\\] The cat ==feeds itself 😀. It fishes==[^q-"),
        "{text}"
    );
    assert!(text.contains("And who feeds the ==fish?==\u{20}^t-3"), "{text}");
    for word in ["lighthouse", "itself", "as far as I know"] {
        assert_eq!(text.matches(word).count(), 1, "{word}: {text}");
    }
    assert_eq!(text.matches("]: ").count(), 4);
    assert!(text.contains("words that are not there any more"));
}

#[test]
fn a_quote_is_written_the_same_at_every_export() {
    for form in super::FORMS {
        let write = || (form.write)(&[talk().extract()], &Wish::default());
        assert_eq!(write(), write(), "{}", form.name);
    }
    assert_ne!(talk().extract().quotes[0].id, Id(0));
}

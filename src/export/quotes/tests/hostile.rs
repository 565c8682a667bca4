//! Words, names, notes and tags that want to be markup, formulas or commands, in every form (`reliability.md` 4.3, row 21).

use super::super::{FORMS, Whole};
use super::{PLACE, Talk, YELLOW, named};
use crate::transcript::Kind;
use pulldown_cmark::{Event, Options, Parser, Tag};

/// What somebody may say, be called, or have written.
const HOSTILE: [&str; 14] = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "\"><svg onload=alert(1)>",
    "[here](javascript:alert(1))",
    "<a href=\"javascript:alert(1)\">x</a>",
    "=HYPERLINK(\"http://example.org\",\"x\")",
    "+1+1",
    "-2+3",
    "@SUM(A1:A9)",
    "]]> <!-- & &amp; &#60;",
    "# head\n\n> quote\n\n^q-00000000000000000000000000",
    "' onmouseover='alert(1)",
    "--> 00:00:01,000 --> 00:00:02,000",
    "``` == $x$ %%c%% [[l]] [^1] {{speaker}}",
];

/// A talk in which everything is hostile: names, words, notes.
pub fn hostile(number: usize) -> Talk {
    let at = |more: usize| HOSTILE[(number + more) % HOSTILE.len()];
    let name = at(3).replace([':', '\n', '='], " ");
    let words = at(0).replace('\n', " ");
    let talk =
        format!("{name}: What {words} happened?\n\nBen: {words} nothing {words}.\n\n{name}: {words}?\n\nBen: No.\n");
    let note = format!("{} #tag/{number} {}", at(1), at(2));
    Talk::new(
        &talk,
        &[
            (YELLOW, "nothing", &note),
            (PLACE, "No", at(4)),
            (YELLOW, &words, at(5)),
        ],
    )
}

#[test]
fn no_form_lets_through_what_a_transcript_or_a_note_wants_to_be() {
    for number in 0..HOSTILE.len() * 3 {
        let talk = hostile(number);
        for form in FORMS.iter().filter(|form| !form.binary) {
            for whole in [false, form.whole == Whole::Asked] {
                let written = talk.written(form, whole);
                let controls = written.chars().find(|c| c.is_control() && !matches!(c, '\n' | '\t'));
                assert_eq!(controls, None, "{}", form.name);
            }
        }
    }
}

#[test]
fn markdown_holds_no_markup_of_somebody_else() {
    for number in 0..HOSTILE.len() * 3 {
        let talk = hostile(number);
        for whole in [false, true] {
            let written = talk.written(named("md"), whole);
            let body = written.splitn(3, "---\n").nth(2).expect("front matter ends");
            let (mut heads, mut quotes) = (0, 0);
            for event in Parser::new_ext(body, Options::all()) {
                match event {
                    Event::Html(html) | Event::InlineHtml(html) => panic!("{html} in {body}"),
                    Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                        assert!(dest_url.starts_with("the%20talk.mp3#t="), "{dest_url} in {body}");
                    }
                    Event::Start(Tag::Heading { .. }) => heads += 1,
                    Event::Start(Tag::BlockQuote(_)) => quotes += 1,
                    Event::Start(Tag::CodeBlock(_) | Tag::List(_)) | Event::Code(_) => panic!("{body}"),
                    _ => {}
                }
            }
            let utterances = talk.reading.transcript.utterances();
            let own = utterances.iter().filter(|u| whole && u.kind() == Kind::Head).count();
            assert_eq!((heads, quotes), (1 + own, if whole { 0 } else { 3 }), "{body}");
        }
    }
}

#[test]
fn no_cell_of_a_table_is_a_formula() {
    for number in 0..HOSTILE.len() {
        for (name, delimiter, quoting) in [("csv", b',', true), ("tsv", b'\t', false)] {
            let written = hostile(number).written(named(name), false);
            let mut table = csv::ReaderBuilder::new()
                .delimiter(delimiter)
                .quoting(quoting)
                .from_reader(written.as_bytes());
            let mut rows = 0;
            for row in table.records() {
                for cell in &row.expect("a whole row") {
                    assert!(!cell.trim_start().starts_with(['=', '+', '-', '@']), "{cell}");
                }
                rows += 1;
            }
            assert_eq!(rows, 3);
        }
    }
}

#[test]
fn a_form_that_lets_markup_through_would_be_found() {
    let raw = format!("> [!quote] {}\n", HOSTILE[0]);
    let is_html = |event: Event<'_>| matches!(event, Event::Html(_) | Event::InlineHtml(_));
    assert!(Parser::new_ext(&raw, Options::all()).any(is_html));
}

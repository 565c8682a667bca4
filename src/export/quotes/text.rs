//! Plain text: the words in quotation marks, below them where they stand, what was asked, and what was noted.
//!
//! Where the reader's own template says the words, a line by it is all that is written of a quote.

use std::fmt::Write;

use super::super::quote::{Document, Quote};
use super::{Extract, Wish};

/// So far are the lines below a quote set in.
const INDENT: &str = "    ";

/// A paragraph or a line for every quote.
pub fn write(extracts: &[Extract<'_>], wish: &Wish) -> Vec<u8> {
    let mut out = String::new();
    let all = extracts.iter().flat_map(|extract| {
        let document = extract.source.document;
        extract.quotes.iter().map(move |quote| (quote, document))
    });
    for (quote, document) in all {
        if wish.own_lines {
            out.push_str(&quote.citation.replace('\n', " "));
            out.push('\n');
            continue;
        }
        if !out.is_empty() {
            out.push('\n');
        }
        paragraph(quote, document, &mut out);
    }
    out.into_bytes()
}

fn paragraph(quote: &Quote, document: &Document, out: &mut String) {
    let _ = writeln!(out, "“{}”", quote.words());
    let mut line = |words: &str| {
        for words in words.lines().filter(|words| !words.is_empty()) {
            // Writing to a string cannot fail.
            let _ = writeln!(out, "{INDENT}{words}");
        }
    };
    line(&quote.citation);
    if let Some(asked) = &quote.question {
        line(&format!(
            "asked by {} (¶ {}): {}",
            asked.speaker, asked.turn, asked.words
        ));
    }
    if !quote.note.is_empty() {
        line(&format!("note: {}", quote.note));
    }
    line(&details(quote));
    for (at, words) in quote.wordings().iter().enumerate() {
        line(&format!("{}: {words}", if at == 0 { "marked as" } else { "then" }));
    }
    if !document.sha256.is_empty() {
        line(&format!("{}, sha256 {}", document.name, document.sha256));
    }
}

/// Times, sort, colour, tags, status and id, parted by dots.
fn details(quote: &Quote) -> String {
    let times = match (quote.from, quote.to) {
        (Some(from), Some(to)) => format!("{}–{}", from.clock(), to.clock()),
        (Some(from), None) => from.clock(),
        _ => String::new(),
    };
    let letter = quote.letter().map(|letter| format!(" {letter}")).unwrap_or_default();
    let sort = match quote.colour() {
        Some(colour) => colour.name().to_owned(),
        None => format!("bookmark{letter}"),
    };
    let tags: Vec<String> = quote.tags.iter().map(|tag| format!("#{tag}")).collect();
    let parts = [
        times,
        sort,
        tags.join(" "),
        quote.status_word().to_owned(),
        quote.id.to_string(),
    ];
    let known: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    known.join(" · ")
}

//! Marks as a list for people: a line each, with where it stands, what it is and how its words begin.

use std::fmt::Write;

use super::quote::{Document, Quote};

/// Characters of the words that a line shows.
const WORDS: usize = 72;

/// A heading with the document's title and a line for every mark.
#[must_use]
pub fn text(document: &Document, quotes: &[Quote]) -> String {
    let name = if document.title == document.name || document.name.is_empty() {
        document.title.to_string()
    } else {
        format!("{} ({})", document.title, document.name)
    };
    let marks = if quotes.len() == 1 { "mark" } else { "marks" };
    let mut out = format!("{name}: {} {marks}\n", quotes.len());
    for quote in quotes {
        line(quote, &mut out);
    }
    out
}

fn line(quote: &Quote, out: &mut String) {
    let sort = match (quote.colour(), quote.letter()) {
        (Some(colour), _) => colour.name().to_owned(),
        (None, Some(letter)) => format!("letter {letter}"),
        (None, None) => "bookmark".to_owned(),
    };
    let status = match quote.status_word() {
        "ok" => String::new(),
        status => format!(" [{status}]"),
    };
    let turn = quote.turn().map(|turn| format!("¶{turn}")).unwrap_or_default();
    let time = quote.from.map(crate::transcript::Time::clock).unwrap_or_default();
    let speaker = quote.speaker();
    let gap = if speaker.is_empty() { "" } else { ": " };
    let words = shortened(&quote.words());
    // Writing to a string cannot fail.
    let _ = writeln!(out, "{turn:>5} {time:>8}  {sort:<9}{status} {speaker}{gap}{words}");
    for note in quote.note.lines().filter(|note| !note.is_empty()) {
        let _ = writeln!(out, "{:26}{note}", "");
    }
}

fn shortened(words: &str) -> String {
    let line = words.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(WORDS) {
        Some((at, _)) => format!("{}…", line[..at].trim_end()),
        None => line,
    }
}

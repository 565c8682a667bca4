//! Quotes drawn from a transcript: the words of marks and spans with what stands around them.

use super::super::citation::{Style, cite};
use super::super::turns::source_lines;
use super::super::utterances_of;
use super::{Document, Piece, Question, Quote, Source};
use crate::marks::{Entry, Id, Mark, MarkKind, Moment, Notebook, Status};
use crate::text::Span;
use crate::transcript::{Time, Transcript, Utterance};

/// Characters of context before and after a quote, as an anchor keeps them.
const CONTEXT: usize = 64;

/// The quote of every mark, by place, orphans last.
#[must_use]
pub fn quotes(source: &Source<'_>, notebook: &Notebook, style: &Style) -> Vec<Quote> {
    let all = notebook.marks();
    let mut quotes: Vec<Quote> = all.map(|(_, entry, mark)| quote(source, entry, mark, style)).collect();
    quotes.sort_by_key(|quote| quote.span.is_none());
    quotes
}

/// The quotes of marks whose transcript is not at hand, as they were kept.
#[must_use]
pub fn kept_quotes(notebook: &Notebook, document: &Document, style: &Style) -> Vec<Quote> {
    let marks = notebook.marks();
    let quote = |(_, entry, mark): (Id, &Entry, &Mark)| {
        let mut quote = of_entry(kept(mark), entry, mark);
        quote.citation = cite(style, &quote, document);
        quote
    };
    marks.map(quote).collect()
}

/// The quote of one mark.
#[must_use]
pub fn quote(source: &Source<'_>, entry: &Entry, mark: &Mark, style: &Style) -> Quote {
    let lost = mark.status == Status::Orphan;
    let words = if lost { kept(mark) } else { standing(source, mark.span) };
    let mut quote = of_entry(words, entry, mark);
    quote.citation = cite(style, &quote, source.document);
    quote
}

/// Words with what their mark says of them.
fn of_entry(words: Quote, entry: &Entry, mark: &Mark) -> Quote {
    Quote {
        id: entry.id,
        kind: mark.kind,
        note: mark.note.clone(),
        tags: mark.tags.clone(),
        chain: mark.earlier.iter().chain([&mark.anchor]).cloned().collect(),
        status: mark.status,
        created: entry.created,
        updated: entry.updated,
        ..words
    }
}

/// The quote of a span that is not marked.
#[must_use]
pub fn of_span(source: &Source<'_>, span: Span, style: &Style) -> Quote {
    let mut quote = standing(source, span);
    quote.citation = cite(style, &quote, source.document);
    quote
}

/// Words as they stand in the text.
fn standing(source: &Source<'_>, span: Span) -> Quote {
    let Source { transcript, turns, .. } = *source;
    let text = transcript.text();
    let mut pieces = pieces(source, span);
    if pieces.is_empty() {
        pieces.push(Piece {
            words: flowing(transcript.words(span)),
            ..Piece::default()
        });
    }
    let before = text.get(..span.start()).unwrap_or("").chars().rev().take(CONTEXT);
    let before: String = before.collect::<Vec<_>>().into_iter().rev().collect();
    let (from, to) = times_of(transcript, span);
    Quote {
        exact: transcript.words(span).to_owned(),
        from,
        to,
        question: turns.at(span.start()).and_then(|turn| question_of(source, turn)),
        before,
        after: text.get(span.end()..).unwrap_or("").chars().take(CONTEXT).collect(),
        span: Some(span),
        place: source.rendition.place(span),
        line: Some(source_lines(transcript, span).0).filter(|line| *line > 0),
        pieces,
        ..empty()
    }
}

/// Words that stand nowhere in the text, as they were kept with the mark.
fn kept(mark: &Mark) -> Quote {
    let anchor = &mark.anchor;
    Quote {
        pieces: vec![Piece {
            speaker: anchor.speaker.clone().unwrap_or_default(),
            role: anchor.role,
            turn: anchor.turn,
            words: flowing(&anchor.quote),
        }],
        exact: anchor.quote.clone(),
        from: anchor.from,
        to: anchor.to,
        before: anchor.prefix.clone(),
        after: anchor.suffix.clone(),
        ..empty()
    }
}

const fn empty() -> Quote {
    Quote {
        id: Id(0),
        kind: MarkKind::Bookmark { letter: None },
        pieces: Vec::new(),
        exact: String::new(),
        from: None,
        to: None,
        question: None,
        chain: Vec::new(),
        before: String::new(),
        after: String::new(),
        note: String::new(),
        tags: Vec::new(),
        status: Status::Ok,
        created: Moment(0),
        updated: Moment(0),
        span: None,
        place: None,
        line: None,
        citation: String::new(),
    }
}

/// The words of a span by the turns they belong to.
fn pieces(source: &Source<'_>, span: Span) -> Vec<Piece> {
    let turns = source.turns.all();
    let first = source.turns.at(span.start()).unwrap_or(0);
    let touched = (first..turns.len()).take_while(|at| turns[*at].span.start() < span.end());
    touched
        .filter_map(|at| Some((at, turns[at].span.intersection(span)?)))
        .map(|(at, words)| {
            let speaker = source.turns.speaker(at);
            Piece {
                speaker: speaker.name.to_string(),
                role: Some(speaker.role),
                turn: Some(at + 1),
                words: flowing(source.transcript.words(words)),
            }
        })
        .collect()
}

/// The question that a turn answers: the turns on the asking side since the exchange began. A turn of that side answers none.
#[must_use]
pub fn question_of(source: &Source<'_>, turn: usize) -> Option<Question> {
    let turns = source.turns;
    let exchange = turns.exchanges().get(turns.exchange_of(turn)?)?;
    let number = exchange.question?;
    let asking = turns.side(exchange.turns.start);
    if turns.side(turn) == asking {
        return None;
    }
    let asked = exchange.turns.clone().take_while(|at| *at < turn);
    let asked: Vec<usize> = asked
        .filter(|at| turns.side(*at) == asking && !turns.all()[*at].signal)
        .collect();
    let first = *asked.first()?;
    let words = asked.iter().map(|at| source.transcript.words(turns.all()[*at].span));
    let words: Vec<&str> = words.flat_map(str::split_whitespace).collect();
    Some(Question {
        number: Some(number),
        turn: first + 1,
        speaker: turns.speaker(first).name.clone(),
        words: words.join(" "),
    })
}

/// When the words of a span begin and end, as near as the file says.
#[must_use]
pub fn times_of(transcript: &Transcript, span: Span) -> (Option<Time>, Option<Time>) {
    let from = transcript.time_at(span.start());
    // Voices overlap, so that what ends last need not end after what begins first.
    let to = end_of(transcript, span).filter(|to| from.is_some_and(|from| from <= *to));
    (from, to)
}

/// When the words of a span end: where the next word begins, else where their utterance ends, else where the next begins.
fn end_of(transcript: &Transcript, span: Span) -> Option<Time> {
    let last = utterances_of(transcript, span).last()?;
    let words = transcript.word_times();
    let next = words.get(words.partition_point(|word| word.start() < span.end()));
    let next = next.filter(|word| word.start() < last.span().end());
    if let Some(next) = next {
        return Some(next.time());
    }
    last.to().or_else(|| {
        let all = transcript.utterances();
        let after = all.partition_point(|utterance| utterance.span().start() < span.end());
        all.get(after..)?.iter().find_map(Utterance::from)
    })
}

/// Words with line ends as spaces and paragraphs apart.
#[must_use]
pub fn flowing(words: &str) -> String {
    let paragraphs = words.split("\n\n").map(|paragraph| paragraph.replace('\n', " "));
    paragraphs.collect::<Vec<_>>().join("\n\n")
}

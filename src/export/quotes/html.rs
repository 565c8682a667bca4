//! A page for the browser: the quotes, or the whole talk with what is marked in it. It needs nothing beside it and holds no script.
//!
//! Everything that comes from elsewhere is escaped; a link leads into the page, or to the recording by a name that can be no scheme.

use std::fmt::Write;

use super::super::one_line;
use super::super::quote::{Document, Quote};
use super::super::rendition::{Part, parts};
use super::colours::rgb;
use super::markdown::{block_name, percent_encoded};
use super::segments::segments;
use super::{Extract, Wish};
use crate::marks::Colour;
use crate::transcript::{Kind, Time};

const STYLE: &str = "
:root { color-scheme: light dark; }
body { font: 1.05rem/1.55 Georgia, 'Times New Roman', serif; max-width: 42rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.5rem; line-height: 1.25; margin-bottom: .2rem; }
h2 { font-size: 1.15rem; margin: 2rem 0 .5rem; }
blockquote { margin: 0; padding: .3rem .9rem; border-left: .35rem solid #999; white-space: pre-line; }
.quote { margin: 2rem 0; }
.facts, .cited, .asked, .more, .apart, .name { font: .85rem/1.45 system-ui, sans-serif; opacity: .8; margin: .35rem 0; }
.name { margin: 1.4rem 0 0; font-weight: 600; opacity: 1; }
.name a, .name time { font-weight: 400; opacity: .75; text-decoration: none; color: inherit; }
.note { margin: .35rem 0; white-space: pre-line; font-style: italic; }
.turn p { margin: .15rem 0; }
.turn .note, .turn .more { margin-left: 1.2rem; }
mark { color: #000; padding: 0 .1em; border-radius: .15em; }
mark.bookmark { background: none; color: inherit; border-bottom: .12em dotted currentColor; border-radius: 0; }
:target { outline: .15rem solid; outline-offset: .2rem; }
";

/// A page with all documents.
pub fn write(extracts: &[Extract<'_>], wish: &Wish) -> Vec<u8> {
    let titles: Vec<&str> = extracts
        .iter()
        .map(|extract| extract.source.document.title.as_str())
        .collect();
    let language = match extracts {
        [one] => one.source.document.language,
        _ => None,
    };
    let language = language
        .map(|language| format!(" lang=\"{language}\""))
        .unwrap_or_default();
    let mut out = format!(
        "<!DOCTYPE html>\n<html{language}>\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n<title>{}</title>\n<style>{STYLE}",
        escaped(&titles.join(", "))
    );
    for colour in Colour::ALL {
        let (number, rgb) = (colour.number(), rgb(colour));
        // Writing to a string cannot fail.
        let _ = writeln!(
            out,
            "mark.c{number} {{ background: {rgb}; }} .c{number} blockquote {{ border-color: {rgb}; }}"
        );
    }
    out.push_str("</style>\n</head>\n<body>\n");
    for extract in extracts {
        article(extract, wish, &mut out);
    }
    out.push_str("</body>\n</html>\n");
    out.into_bytes()
}

fn article(extract: &Extract<'_>, wish: &Wish, out: &mut String) {
    let document = extract.source.document;
    let mut facts: Vec<String> = Vec::new();
    facts.extend(document.outlet.as_ref().map(ToString::to_string));
    facts.extend(document.date.as_ref().map(ToString::to_string));
    let people = document
        .people
        .iter()
        .map(|(name, role)| format!("{name} ({})", role.word()));
    facts.push(people.collect::<Vec<_>>().join(", "));
    facts.push(document.name.to_string());
    facts.retain(|fact| !fact.is_empty());
    // Writing to a string cannot fail.
    let _ = write!(
        out,
        "<article>\n<h1>{}</h1>\n<p class=\"facts\">{}</p>\n",
        escaped(&document.title),
        escaped(&facts.join(" · "))
    );
    if wish.whole {
        whole(extract, out);
    } else {
        for quote in &extract.quotes {
            section(quote, document, out);
        }
    }
    if !document.sha256.is_empty() {
        let _ = writeln!(out, "<p class=\"facts\">SHA-256 {}</p>", escaped(&document.sha256));
    }
    out.push_str("</article>\n");
}

/// A quote by itself.
fn section(quote: &Quote, document: &Document, out: &mut String) {
    // Writing to a string cannot fail.
    let _ = writeln!(
        out,
        "<section class=\"quote {}\" id=\"{}\">",
        class(quote),
        block_name(quote)
    );
    let _ = writeln!(out, "<blockquote>{}</blockquote>", escaped(&quote.words()));
    let _ = writeln!(
        out,
        "<p class=\"cited\">{}{}</p>",
        escaped(&quote.citation),
        listen(quote, document)
    );
    if let Some(asked) = &quote.question {
        let said = format!("Asked by {} (¶ {}): {}", asked.speaker, asked.turn, asked.words);
        let _ = writeln!(out, "<p class=\"asked\">{}</p>", escaped(&said));
    }
    if !quote.note.is_empty() {
        let _ = writeln!(out, "<p class=\"note\">{}</p>", escaped(&quote.note));
    }
    let _ = writeln!(out, "<p class=\"more\">{}</p>\n</section>", escaped(&more(quote)));
}

/// The class of a mark's colour.
fn class(quote: &Quote) -> String {
    quote
        .colour()
        .map_or_else(|| "bookmark".to_owned(), |colour| format!("c{}", colour.number()))
}

/// A link into the recording, where there is one.
fn listen(quote: &Quote, document: &Document) -> String {
    let (Some(from), Some(audio)) = (quote.from, &document.audio) else {
        return String::new();
    };
    let to = quote
        .to
        .map(|to| format!(",{}", to.millis() / 1000))
        .unwrap_or_default();
    format!(
        " · <a href=\"{}#t={}{to}\">{}</a>",
        percent_encoded(audio),
        from.millis() / 1000,
        from.clock()
    )
}

/// Speaker, role, turn, times, sort, tags and status.
fn more(quote: &Quote) -> String {
    let times = match (quote.from, quote.to) {
        (Some(from), Some(to)) => format!("{}–{}", from.clock(), to.clock()),
        (from, _) => from.map(Time::clock).unwrap_or_default(),
    };
    let sort = match (quote.colour(), quote.letter()) {
        (Some(colour), _) => colour.name().to_owned(),
        (None, Some(letter)) => format!("bookmark {letter}"),
        (None, None) => "bookmark".to_owned(),
    };
    let tags: Vec<String> = quote.tags.iter().map(|tag| format!("#{tag}")).collect();
    let wordings = quote.wordings().into_iter().map(|words| format!("“{words}”"));
    let wordings: Vec<String> = wordings.collect();
    let marked = (!wordings.is_empty()).then(|| format!("marked as {}", wordings.join(" → ")));
    let mut parts = vec![
        quote.speaker(),
        quote.role(),
        quote.turn_sign(),
        times,
        sort,
        tags.join(" "),
        quote.status_word().to_owned(),
    ];
    parts.extend(marked);
    parts.retain(|part| !part.is_empty());
    parts.join(" · ")
}

/// The whole talk, marks in their colours, notes below their turns.
fn whole(extract: &Extract<'_>, out: &mut String) {
    let source = extract.source;
    let transcript = source.transcript;
    for part in parts(transcript, source.turns) {
        match part {
            Part::Apart(at) => {
                let utterance = &transcript.utterances()[at];
                let words = escaped(&one_line(transcript.words(utterance.span())));
                // Writing to a string cannot fail.
                let _ = match utterance.kind() {
                    Kind::Head => writeln!(out, "<h2>{words}</h2>"),
                    _ if words == escaped(&source.document.title) => Ok(()),
                    _ => writeln!(out, "<p class=\"apart\">{words}</p>"),
                };
            }
            Part::Turn(at) => turn(extract, at, out),
        }
    }
    let lost: Vec<&Quote> = extract.quotes.iter().filter(|quote| quote.span.is_none()).collect();
    if !lost.is_empty() {
        out.push_str("<h2>Not found in this text</h2>\n");
    }
    for quote in lost {
        section(quote, source.document, out);
    }
}

fn turn(extract: &Extract<'_>, at: usize, out: &mut String) {
    let source = extract.source;
    let (span, number) = (source.turns.all()[at].span, at + 1);
    let speaker = source.turns.speaker(at);
    let time = source.transcript.time_at(span.start()).map(|time| {
        let seconds = time.millis() / 1000;
        format!(" <time datetime=\"PT{seconds}S\">{}</time>", time.clock())
    });
    // Writing to a string cannot fail.
    let _ = write!(
        out,
        "<div class=\"turn {}\" id=\"t-{number}\">\n<p class=\"name\">{}{} <a href=\"#t-{number}\">¶ {number}</a></p>\n<p>",
        speaker.role.word(),
        escaped(&speaker.name),
        time.unwrap_or_default()
    );
    let mut ended: Vec<&Quote> = Vec::new();
    for segment in segments(extract, span) {
        let words = escaped(&one_line(source.transcript.words(segment.span)));
        // Where several lie over one another, the latest made shows its colour.
        let shown = segment.under.iter().max_by_key(|quote| quote.id);
        for quote in segment
            .begin
            .iter()
            .filter(|quote| quote.span.is_some_and(|s| s.start() >= span.start()))
        {
            let _ = write!(out, "<a id=\"{}\"></a>", block_name(quote));
        }
        let _ = match shown {
            Some(quote) => write!(out, "<mark class=\"{}\">{words}</mark>", class(quote)),
            None => write!(out, "{words}"),
        };
        ended.extend(segment.end);
    }
    out.push_str("</p>\n");
    for quote in ended {
        if !quote.note.is_empty() {
            let _ = writeln!(out, "<p class=\"note\">{}</p>", escaped(&quote.note));
        }
        let said = format!("“{}” · {}", shortened(&quote.words()), more(quote));
        let _ = writeln!(
            out,
            "<p class=\"more\"><a href=\"#{}\">{}</a></p>",
            block_name(quote),
            escaped(&said)
        );
    }
    out.push_str("</div>\n");
}

/// The beginning of words, enough to tell them by.
fn shortened(words: &str) -> String {
    let line = one_line(words);
    match line.char_indices().nth(40) {
        Some((at, _)) => format!("{}…", line[..at].trim_end()),
        None => line,
    }
}

/// Text as neither markup nor the end of an attribute.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            _ => out.push(c),
        }
    }
    out
}

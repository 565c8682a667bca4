//! Somebody else's words as Markdown takes them: no sign of theirs means anything, and tags of a note stay tags.
//!
//! CommonMark, its tables and strokes, and what Obsidian adds (marks, tags, comments, formulas, links in brackets, block ids) are
//! all escaped by a stroke, which every one of them understands.

use crate::marks::tags_in;

/// Signs that may mean something wherever they stand.
const SIGNS: &str = "\\`*[]<>|~=$^%{}!";

/// Words in which no sign means anything; line breaks stay.
#[must_use]
pub fn escaped(words: &str) -> String {
    let lines: Vec<String> = words.split('\n').map(|line| line_escaped(line, &[])).collect();
    lines.join("\n")
}

/// The same of a note, whose `#tags` stay tags.
#[must_use]
pub fn escaped_note(note: &str) -> String {
    let tags = tags_in(note);
    let lines: Vec<String> = note.split('\n').map(|line| line_escaped(line, &tags)).collect();
    lines.join("\n")
}

fn line_escaped(line: &str, tags: &[String]) -> String {
    let mut out = String::with_capacity(line.len() + 8);
    // White space before words would be a block of code.
    let line = line.trim();
    let begins_list = begins_list(line);
    let mut before = ' ';
    for (at, sign) in line.char_indices() {
        let rest = &line[at + sign.len_utf8()..];
        let next = rest.chars().next().unwrap_or(' ');
        let means = match sign {
            '_' => !before.is_alphanumeric() || !next.is_alphanumeric(),
            '&' => next == '#' || next.is_alphabetic(),
            '#' => !tags.iter().any(|tag| rest.starts_with(tag.as_str())),
            '-' | '+' | '.' | ')' => begins_list == Some(at),
            // An address would become a link in some readers.
            ':' => next == '/' || is_scheme(&line[..at]),
            _ => SIGNS.contains(sign),
        };
        if means {
            out.push('\\');
        }
        out.push(sign);
        before = sign;
    }
    out
}

/// Where the sign stands that would make a list or a rule of a line.
fn begins_list(line: &str) -> Option<usize> {
    if line.starts_with(['-', '+']) {
        return Some(0);
    }
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let is_list = digits > 0 && line[digits..].starts_with(['.', ')']);
    is_list.then_some(digits)
}

fn is_scheme(before: &str) -> bool {
    let word = before.rsplit(|c: char| !c.is_ascii_alphabetic()).next().unwrap_or("");
    ["javascript", "data", "vbscript", "file", "mailto"]
        .iter()
        .any(|scheme| word.eq_ignore_ascii_case(scheme))
}

#[cfg(test)]
mod tests {
    use super::{escaped, escaped_note};
    use pulldown_cmark::{Event, Options, Parser};

    /// The words as a reader of Markdown sees them, and whether anything else is there.
    fn read(markdown: &str) -> (String, bool) {
        let (mut words, mut plain) = (String::new(), true);
        for event in Parser::new_ext(markdown, Options::all() - Options::ENABLE_SMART_PUNCTUATION) {
            match event {
                Event::Text(text) => words.push_str(&text),
                Event::SoftBreak | Event::HardBreak => words.push('\n'),
                Event::Start(pulldown_cmark::Tag::Paragraph) | Event::End(pulldown_cmark::TagEnd::Paragraph) => {}
                _ => plain = false,
            }
        }
        (words, plain)
    }

    #[test]
    fn no_words_become_markup() {
        for words in [
            "<script>alert(1)</script>",
            "[here](javascript:alert(1)) ![x](y)",
            "# no head",
            "- no list",
            "1. no list",
            "12) no list",
            "> no quote",
            "**bold** _it_ `code` ~~gone~~ ==marked==",
            "a_b_c stays, _this_ too",
            "&lt;b&gt; &#x27;",
            "| a | b |\n|---|---|",
            "---",
            "===",
            "+++",
            "***",
            "    code",
            "[^1] [[link]] $x^2$ %%gone%% ^q-1",
            "<http://example.org>",
            "back\\slash\\",
            "{% raw %}",
            "a\n===",
        ] {
            let (read, plain) = read(&escaped(words));
            let settled: Vec<&str> = words.split('\n').map(str::trim).collect();
            assert_eq!(read, settled.join("\n"), "{}", escaped(words));
            assert!(plain, "{words}");
        }
    }

    #[test]
    fn tags_of_a_note_stay_tags_and_those_of_a_quote_do_not() {
        assert_eq!(escaped_note("see #family/home # 3"), "see #family/home \\# 3");
        assert_eq!(escaped("see #family"), "see \\#family");
    }
}

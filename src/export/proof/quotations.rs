//! The quotations of an article: what stands in quotation marks of any language, one in another, and paragraphs that are set off.
//!
//! An apostrophe is no quotation mark: single ones count only where a word begins or ends. A quotation that is not closed goes on to
//! the end of its paragraph, as those of several paragraphs do.

use super::article::Paragraph;

/// A quotation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Quotation {
    /// What is quoted, without the outer marks.
    pub text: String,
    /// The line of the article at which it begins, from 1.
    pub line: usize,
    /// Whether it is a paragraph that is set off.
    pub is_block: bool,
    /// The quotations in it.
    pub inner: Vec<Quotation>,
}

/// Marks that open, with those that close what they open.
const MARKS: &[(char, &[char])] = &[
    ('“', &['”']),
    ('„', &['“', '”', '"']),
    ('«', &['»']),
    ('»', &['«']),
    ('‹', &['›']),
    ('›', &['‹']),
    ('‚', &['‘', '’']),
    ('‘', &['’']),
    ('"', &['"']),
    ('\'', &['\'']),
    ('”', &['”']),
    ('「', &['」']),
    ('『', &['』']),
];

/// A line of at most so many words behind a dash says whose a quotation is.
const ATTRIBUTION: usize = 10;

/// The outermost quotations in order.
#[must_use]
pub fn quotations(paragraphs: &[Paragraph]) -> Vec<Quotation> {
    let mut found = Vec::new();
    for paragraph in paragraphs {
        let inner = in_paragraph(paragraph);
        if !paragraph.is_block {
            found.extend(inner);
            continue;
        }
        let text = without_title(&paragraph.text);
        let (text, offset) = (text.trim(), paragraph.text.len() - text.len());
        let is_attribution = text.starts_with(['—', '–', '―']) && text.split_whitespace().count() <= ATTRIBUTION;
        if says_something(text) && !is_attribution {
            found.push(Quotation {
                text: text.to_owned(),
                line: paragraph.line_at(offset),
                is_block: true,
                inner,
            });
        }
    }
    found
}

/// A callout without the line that names it.
fn without_title(text: &str) -> &str {
    if text.starts_with("[!") {
        text.split_once('\n').map_or("", |(_, rest)| rest)
    } else {
        text
    }
}

fn says_something(text: &str) -> bool {
    text.contains(char::is_alphanumeric)
}

/// A quotation that has begun.
struct Open {
    mark: char,
    start: usize,
    inner: Vec<Quotation>,
}

fn in_paragraph(paragraph: &Paragraph) -> Vec<Quotation> {
    let text = paragraph.text.as_str();
    let mut found: Vec<Quotation> = Vec::new();
    let mut open: Vec<Open> = Vec::new();
    let mut before = ' ';
    for (at, c) in text.char_indices() {
        let end = at + c.len_utf8();
        let after = text[end..].chars().next().unwrap_or(' ');
        if let Some(depth) = open.iter().rposition(|open| closes(open.mark, c, before, after)) {
            // What was begun inside and never closed was no quotation, but what is in it may be one.
            let mut kept: Vec<Quotation> = Vec::new();
            for lost in open.drain(depth + 1..) {
                kept.extend(lost.inner);
            }
            if let Some(mut done) = open.pop() {
                done.inner.extend(kept);
                let quotation = quotation(paragraph, done, at);
                open.last_mut()
                    .map_or(&mut found, |outer| &mut outer.inner)
                    .extend(quotation);
            }
        } else if opens(c, before, after) {
            open.push(Open {
                mark: c,
                start: end,
                inner: Vec::new(),
            });
        }
        before = c;
    }
    close_at_end(paragraph, open, &mut found);
    found
}

/// What is open at the end of a paragraph: the outermost goes on in the next, the others were none.
fn close_at_end(paragraph: &Paragraph, open: Vec<Open>, found: &mut Vec<Quotation>) {
    let text = paragraph.text.as_str();
    let mut kept: Vec<Quotation> = Vec::new();
    for (depth, mut lost) in open.into_iter().enumerate().rev() {
        let begins = text[..lost.start].trim().chars().count() == 1;
        let goes_on = matches!(lost.mark, '“' | '„' | '«' | '「' | '『') || (begins && matches!(lost.mark, '"' | '»'));
        lost.inner.append(&mut kept);
        if depth == 0 && goes_on {
            found.extend(quotation(paragraph, lost, text.len()));
        } else {
            kept = lost.inner;
        }
    }
    found.append(&mut kept);
}

fn quotation(paragraph: &Paragraph, open: Open, end: usize) -> Option<Quotation> {
    let text = paragraph.text[open.start..end].trim();
    says_something(text).then(|| Quotation {
        text: text.to_owned(),
        line: paragraph.line_at(open.start),
        is_block: false,
        inner: open.inner,
    })
}

fn closes(mark: char, c: char, before: char, after: char) -> bool {
    let known = MARKS.iter().find(|(opening, _)| *opening == mark);
    if !known.is_some_and(|(_, closing)| closing.contains(&c)) {
        return false;
    }
    match c {
        // A single mark against a letter on its right is an apostrophe, or opens something.
        '’' | '\'' | '‘' => !after.is_alphanumeric() && !before.is_whitespace(),
        // A straight one that has a space before it and a word behind it begins another.
        '"' => !before.is_whitespace() || !after.is_alphanumeric(),
        _ => true,
    }
}

fn opens(c: char, before: char, after: char) -> bool {
    let begins = !before.is_alphanumeric();
    match c {
        '“' | '„' | '«' | '「' | '『' => true,
        '»' | '›' | '‹' => begins && !after.is_whitespace() && after != ',' && after != '.',
        '‚' | '‘' | '”' => begins && after.is_alphanumeric() && (c != '”' || before.is_whitespace()),
        '"' => begins && !after.is_whitespace(),
        '\'' => {
            (before.is_whitespace() || matches!(before, '(' | '[' | '—' | '–' | '"' | '“' | '„'))
                && after.is_alphanumeric()
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::super::article::{Writing, paragraphs};
    use super::{Quotation, quotations};

    fn shown(quotation: &Quotation) -> String {
        let inner: Vec<String> = quotation.inner.iter().map(shown).collect();
        if inner.is_empty() {
            quotation.text.clone()
        } else {
            format!("{} <{}>", quotation.text, inner.join("|"))
        }
    }

    fn check(article: &str, expected: &[&str]) {
        let found = quotations(&paragraphs(article, Writing::Markdown));
        let found: Vec<String> = found.iter().map(shown).collect();
        assert_eq!(found, expected, "{article}");
    }

    #[test]
    fn the_quotation_marks_of_every_language_are_known() {
        check("He said “yes, I don’t” and “no”.", &["yes, I don’t", "no"]);
        check(
            "Er sagte „ja“ und „nein”, auch »doch« und ›kaum‹.",
            &["ja", "nein", "doch", "kaum"],
        );
        check("Il dit « oui » et «non».", &["oui", "non"]);
        check("Han sa ”ja” och gick.", &["ja"]);
        check("She said \"yes\" and \"it's not\" today.", &["yes", "it's not"]);
        check("It was 'good', wasn't it, the dogs' dinner?", &["good"]);
        check("‘I don’t know,’ she said.", &["I don’t know,"]);
        check("彼は「はい」と言った。", &["はい"]);
        check("A pipe of 5\" and 6\" is no quotation.", &[]);
    }

    #[test]
    fn one_stands_in_another() {
        check("“He said ‘never’ to me”", &["He said ‘never’ to me <never>"]);
        check("„Er sagte ‚nie‘ zu mir“", &["Er sagte ‚nie‘ zu mir <nie>"]);
        check("“outer “inner” more”", &["outer “inner” more <inner>"]);
    }

    #[test]
    fn paragraphs_that_are_set_off_are_quotations() {
        check("> I never did.\n>\n> — Ida Falk\n", &["I never did."]);
        check("> [!quote] Ida · 12:03\n> I never did.\n", &["I never did."]);
        check(
            "> “I never did,” she said.\n",
            &["“I never did,” she said. <I never did,>"],
        );
    }

    #[test]
    fn a_quotation_of_several_paragraphs_is_taken_paragraph_by_paragraph() {
        check("“One.\n\n“Two.”\n", &["One.", "Two."]);
        check("\"One.\n\n\"Two.\"\n", &["One.", "Two."]);
        let found = quotations(&paragraphs("Nothing.\n\nShe\nsaid “yes”.\n", Writing::Markdown));
        assert_eq!(found[0].line, 4);
    }
}

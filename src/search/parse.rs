//! The query line: scopes, quotes, distance, escapes, and regular expressions held to a size.

use regex::{Regex, RegexBuilder};

use super::near::Near;
use super::scope::{Narrowing, Scope};
use super::{Query, Wanted};
use crate::text::SafeText;
use crate::text::fold::{Case, Needle};
use crate::turns::Turns;

/// The longest query line, in bytes; a pasted paragraph fits.
const LONGEST: usize = 4096;
/// Words of distance while the number is still to be typed.
const USUAL_DISTANCE: usize = 20;
/// Limits that keep the worst pattern cheap to compile (`reliability.md`, row 15), in bytes and in depth.
const PROGRAM_SIZE: usize = 1 << 20;
const CACHE_SIZE: usize = 4 << 20;
const DEPTH: u32 = 64;

pub(super) fn parse(
    line: &str,
    regex: bool,
    narrowings: &[Narrowing],
    turns: &Turns,
) -> Result<Option<Query>, SafeText> {
    if line.len() > LONGEST {
        return Err(SafeText::line(&format!("the query is longer than {LONGEST} bytes")));
    }
    let narrowed = narrowings.iter().map(|narrowing| Scope::of(narrowing, turns));
    let mut scopes: Vec<Scope> = narrowed.collect();
    let mut rest = line;
    if !regex {
        while let Some((scope, after)) = Scope::take(rest, turns) {
            scopes.push(scope);
            rest = after;
        }
    }
    let expression = if regex {
        Some(line)
    } else {
        rest.trim_start().strip_prefix("re:").map(str::trim)
    };
    let wanted = match expression {
        Some("") => None,
        Some(expression) => Some(Wanted::Pattern(pattern(expression)?)),
        None => words(rest.trim()),
    };
    let of_marks = scopes.iter().any(Scope::is_of_marks);
    Ok(wanted.or(of_marks.then_some(Wanted::AnyMark)).map(|wanted| Query {
        written: line.to_owned(),
        scopes,
        wanted,
    }))
}

/// Words without any scope before them.
fn words(text: &str) -> Option<Wanted> {
    if let Some((terms, distance)) = split_distance(text) {
        let case = Case::smart(terms);
        let needles: Vec<Needle> = pieces(terms)
            .iter()
            .filter_map(|term| Needle::new(term, case))
            .collect();
        return Near::wanted(needles, distance);
    }
    let (text, is_quoted) = match quoted(text) {
        Some(inner) => (inner, true),
        None => (text, false),
    };
    let text = unescape(text);
    Needle::new(if is_quoted { &text } else { text.trim() }, Case::smart(&text)).map(Wanted::Words)
}

/// What stands before a `near:20` at the end, and its number of words.
fn split_distance(text: &str) -> Option<(&str, usize)> {
    let (before, last) = text.rsplit_once([' ', '"'])?;
    let before = text.get(..text.len() - last.len()).unwrap_or(before);
    let (word, number) = last.split_once(':')?;
    let distance = match number {
        "" => USUAL_DISTANCE,
        number => number.parse().ok()?,
    };
    word.eq_ignore_ascii_case("near").then(|| (before.trim(), distance))
}

/// The terms of a distance query. A single quoted piece gives its words; beside others it stays a phrase.
fn pieces(text: &str) -> Vec<String> {
    if let Some(inner) = quoted(text) {
        return inner.split_whitespace().map(unescape).collect();
    }
    let mut terms = Vec::new();
    for (number, piece) in text.split('"').enumerate() {
        if number % 2 == 1 {
            terms.push(unescape(piece));
        } else {
            terms.extend(piece.split_whitespace().map(unescape));
        }
    }
    terms
}

/// What stands between the quotes where one pair takes the whole of the text; the closing one may not be typed yet.
fn quoted(text: &str) -> Option<&str> {
    let inner = text.strip_prefix('"').filter(|inner| !inner.is_empty())?;
    let is_closed = inner.ends_with('"') && !inner.ends_with("\\\"");
    let inner = if is_closed { inner.strip_suffix('"')? } else { inner };
    let mut escaped = false;
    let another = inner.chars().any(|c| {
        let is_quote = c == '"' && !escaped;
        escaped = c == '\\' && !escaped;
        is_quote
    });
    (!another).then_some(inner)
}

/// Takes the backslash from before a sign that would mean something; any other backslash is text.
fn unescape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    while let Some(c) = characters.next() {
        match characters.next_if(|next| c == '\\' && matches!(next, ':' | '"' | '#' | '\\')) {
            Some(sign) => out.push(sign),
            None => out.push(c),
        }
    }
    out
}

fn pattern(expression: &str) -> Result<Regex, SafeText> {
    RegexBuilder::new(&spaced(expression))
        .case_insensitive(!has_capital(expression))
        .multi_line(true)
        .size_limit(PROGRAM_SIZE)
        .dfa_size_limit(CACHE_SIZE)
        .nest_limit(DEPTH)
        .build()
        .map_err(|error| match error {
            regex::Error::Syntax(said) => {
                let last = said.lines().rev().find(|line| !line.trim().is_empty()).unwrap_or("");
                let cause = last.trim().trim_start_matches("error: ");
                SafeText::line(&format!("not a regular expression: {cause}"))
            }
            regex::Error::CompiledTooBig(_) => SafeText::line("the regular expression is too large"),
            _ => SafeText::line("not a regular expression"),
        })
}

/// A space as typed matches any run of white space, also a line's end. Inside brackets, after a backslash and in an
/// expression that ignores its spaces it stays what it is.
fn spaced(expression: &str) -> String {
    let ignores_spaces = expression.split("(?").skip(1).any(|flags| {
        flags
            .split([')', ':'])
            .next()
            .is_some_and(|f| f.len() < 9 && f.contains('x') && !f.contains('<'))
    });
    if ignores_spaces {
        return expression.to_owned();
    }
    let mut out = String::with_capacity(expression.len() + 16);
    let (mut escaped, mut brackets) = (false, 0_usize);
    for c in expression.chars() {
        match c {
            _ if escaped => {}
            '[' => brackets += 1,
            ']' => brackets = brackets.saturating_sub(1),
            ' ' if brackets == 0 => {
                out.push_str(r"(?:\s+)");
                continue;
            }
            _ => {}
        }
        escaped = c == '\\' && !escaped;
        out.push(c);
    }
    out
}

/// Whether a capital is meant: one that is not part of an escape such as `\S` or `\p{Lu}`.
fn has_capital(expression: &str) -> bool {
    let mut characters = expression.chars().peekable();
    while let Some(c) = characters.next() {
        if c == '\\' {
            let escape = characters.next();
            if matches!(escape, Some('p' | 'P' | 'x' | 'u' | 'U')) && characters.next_if_eq(&'{').is_some() {
                characters.by_ref().find(|&c| c == '}');
            }
        } else if c.is_uppercase() {
            return true;
        }
    }
    false
}

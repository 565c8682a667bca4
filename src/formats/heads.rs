//! What stands at the beginning of a line that says who speaks or when: one grammar for text and captions.
//!
//! A head is only a candidate here. Whether a label is believed is for [`super::census`], which has seen the whole source.

use super::names::{LABEL_BYTES, is_name};
use super::times::{Stamp, stamp};
use crate::transcript::Time;

/// How a label or time is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// `Name: text`, `Q. text`.
    Colon,
    /// Marked so that chance is out of the question: `**Name:**`, `[Name]: text`, a label with a time.
    Marked,
    /// `[Name] text`, `(Name) text`.
    Bracket,
    /// A time and no label.
    Timed,
    /// A name alone on its line, without colon or time.
    Bare,
}

/// A candidate for the beginning of a turn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Head<'a> {
    /// The label as written, without colon, brackets and stars.
    pub label: Option<&'a str>,
    /// The time beside it.
    pub time: Option<Stamp>,
    /// What follows on the line.
    pub rest: &'a str,
    /// How it is written.
    pub shape: Shape,
}

/// The head of a line, in any of the shapes that are known.
#[must_use]
pub fn head(line: &str) -> Option<Head<'_>> {
    let line = line.trim_start();
    match line.as_bytes().first()? {
        b'*' | b'_' => emphasised(line),
        b'[' | b'(' | b'{' | b'\\' | b'#' => bracketed(line),
        b'0'..=b'9' => timed(line).or_else(|| named(line)),
        _ => named(line),
    }
}

/// The label before a colon and what follows, in a line of any text: `Name: text`, `Name : text`, `I:text`.
#[must_use]
pub fn colon(text: &str) -> Option<(&str, &str)> {
    let window = text.as_bytes().get(..LABEL_BYTES + 3).unwrap_or(text.as_bytes());
    // The wide colon begins with a byte that is rare elsewhere, so most lines are searched once and in vain.
    let first = memchr::memchr2(b':', 0xEF, window)?;
    let narrow = memchr::memchr(b':', &window[first..]).map(|at| first + at);
    let wide = memchr::memchr(0xEF, &window[first..]).and_then(|_| memchr::memmem::find(window, "：".as_bytes()));
    let (name, rest) = match (narrow, wide) {
        (narrow, Some(at)) if narrow.is_none_or(|narrow| at < narrow) => (&text[..at], &text[at + "：".len()..]),
        (Some(at), _) => (&text[..at], &text[at + 1..]),
        (None, _) => return None,
    };
    let spaced = rest.is_empty() || rest.starts_with([' ', '\t', '\u{a0}', '[', '*', '\u{3000}']);
    let short = name.len() <= 4 && name.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit());
    let glued = short && rest.starts_with(char::is_alphabetic);
    let unspaced = wide.is_some() && !rest.starts_with("//");
    // A word with a link and nothing else announces the link.
    let announces = rest.trim_start().starts_with("http") && !rest.trim().contains(char::is_whitespace);
    (!announces && (spaced || glued || unspaced) && is_name(name)).then_some((name.trim(), rest))
}

/// `**Name:** text`, `**Name**: text`, `**[00:04] Name:** text`, `__Name:__`, `*Name:*`.
fn emphasised(line: &str) -> Option<Head<'_>> {
    let sign = ["**", "__", "*", "_"].into_iter().find(|sign| line.starts_with(sign))?;
    let inner = &line[sign.len()..];
    let end = memchr::memmem::find(
        inner.as_bytes().get(..LABEL_BYTES + 24).unwrap_or(inner.as_bytes()),
        sign.as_bytes(),
    )?;
    let (inside, after) = (inner.get(..end)?, inner.get(end + sign.len()..)?);
    let (time, name) = match leading_time(inside) {
        Some((time, rest)) => (Some(time), rest),
        None => (None, inside),
    };
    let (name, after) = match (name.trim_end().strip_suffix(':'), after.trim_start().strip_prefix(':')) {
        (Some(name), _) => (name, after),
        (None, Some(after)) => (name, after),
        (None, None) => {
            let (trailing, name) = trailing_time(name).map(|(name, time)| (time, name))?;
            return is_name(name).then_some(Head {
                label: Some(name.trim()),
                time: Some(trailing),
                rest: after.trim_start(),
                shape: Shape::Marked,
            });
        }
    };
    let (name, within) = trailing_time(name).map_or((name, None), |(name, time)| (name, Some(time)));
    let (rest, after_time) = time_after_label(after.trim_start());
    is_name(name).then_some(Head {
        label: Some(name.trim()),
        time: time.or(within).or(after_time),
        rest,
        shape: Shape::Marked,
    })
}

/// `[00:01:02] Name: text`, `[Name]: text`, `[Name] text`, `(Name) text`, `#00:01:02-3# text`, `[Name] 13:32:23`.
fn bracketed(line: &str) -> Option<Head<'_>> {
    if let Some((time, rest)) = leading_time(line) {
        return Some(after_time(time, rest));
    }
    let close = match line.as_bytes()[0] {
        b'[' => b']',
        b'(' => b')',
        _ => return None,
    };
    let end = memchr::memchr(close, line.as_bytes().get(..LABEL_BYTES).unwrap_or(line.as_bytes()))?;
    let name = line.get(1..end)?;
    let after = line.get(end + 1..)?;
    if !is_name(name) {
        return None;
    }
    let (rest, shape) = match after.strip_prefix(':') {
        Some(rest) => (rest, Shape::Marked),
        None if after.starts_with([' ', '\t']) => (after, Shape::Bracket),
        None => return None,
    };
    let (rest, time) = time_after_label(rest.trim_start());
    Some(Head {
        label: Some(name.trim()),
        time,
        rest,
        shape: if time.is_some() { Shape::Marked } else { shape },
    })
}

/// `00:01:02 text`, `00:01:02 Name: text`, `00:01:02\tName:\ttext`, `00:01:02.3Name: text`.
fn timed(line: &str) -> Option<Head<'_>> {
    let Some((time, rest)) = leading_time(line) else {
        return glued(line);
    };
    Some(after_time(time, rest))
}

/// `00:01:02.3Name: text`: a whole time with the label written against it.
fn glued(line: &str) -> Option<Head<'_>> {
    let time = stamp(line).filter(|time| time.fields == 3)?;
    let rest = line
        .get(time.length..)
        .filter(|rest| rest.starts_with(char::is_alphabetic))?;
    let (name, rest) = colon(rest)?;
    Some(Head {
        label: Some(name),
        time: Some(time),
        rest: rest.trim_start(),
        shape: Shape::Marked,
    })
}

fn after_time(time: Stamp, rest: &str) -> Head<'_> {
    let rest = rest.strip_prefix(" - ").unwrap_or(rest).trim_start();
    let inner = if rest.starts_with(|c: char| c.is_ascii_digit()) {
        None
    } else {
        head(rest)
    };
    match inner {
        Some(inner) if inner.label.is_some() => Head {
            time: Some(time),
            shape: Shape::Marked,
            ..inner
        },
        _ => Head {
            label: None,
            time: Some(time),
            rest,
            shape: Shape::Timed,
        },
    }
}

/// `Name: text`, `Name: [00:01:02] text`, `Name  0:00`, `Name (00:34):`, `Name: 00:01:10`, `Q. text`.
fn named(line: &str) -> Option<Head<'_>> {
    if let Some((name, rest)) = colon(line) {
        let (rest, time) = time_after_label(rest.trim_start());
        return Some(Head {
            label: Some(name),
            time,
            rest,
            shape: if time.is_some() { Shape::Marked } else { Shape::Colon },
        });
    }
    if let Some(rest) = question_or_answer(line) {
        return Some(Head {
            label: line.get(..1),
            time: None,
            rest,
            shape: Shape::Colon,
        });
    }
    name_and_time(line).or_else(|| tabbed(line))
}

/// What follows `Q. `, or `Q` and a wide gap, as courts have it.
fn question_or_answer(line: &str) -> Option<&str> {
    let rest = line.strip_prefix(['Q', 'A'])?;
    rest.strip_prefix(". ")
        .or_else(|| rest.strip_prefix(".\t"))
        .or_else(|| rest.strip_prefix("   "))
}

/// `Name\ttext`, as tables come out of a word processor: one tab, and a name of few words before it.
fn tabbed(line: &str) -> Option<Head<'_>> {
    let window = line.as_bytes().get(..LABEL_BYTES / 2).unwrap_or(line.as_bytes());
    let tab = memchr::memchr(b'\t', window)?;
    let (name, rest) = (line.get(..tab)?, line.get(tab..)?.trim_start());
    let name = name.trim_end().trim_end_matches(':');
    let is_short = name.split_whitespace().count() <= 3 && name.starts_with(char::is_uppercase);
    (is_short && is_name(name) && !rest.is_empty() && !rest.contains('\t')).then_some(Head {
        label: Some(name.trim()),
        time: None,
        rest,
        shape: Shape::Colon,
    })
}

/// `Name (00:34): text`, `Name [00:34]`, `Name  0:00`.
fn name_and_time(line: &str) -> Option<Head<'_>> {
    let start = line.get(..LABEL_BYTES).map_or(line.len(), str::len);
    if let Some(open) = memchr::memchr2(b'(', b'[', &line.as_bytes()[..start])
        && let Some((time, rest)) = leading_time(&line[open..])
        && is_name(&line[..open])
    {
        let rest = rest.strip_prefix(':').unwrap_or(rest).trim_start();
        return Some(Head {
            label: Some(line[..open].trim()),
            time: Some(time),
            rest,
            shape: Shape::Marked,
        });
    }
    let (name, time) = trailing_time(line)?;
    (is_name(name) && time.fields > 1).then_some(Head {
        label: Some(name.trim()),
        time: Some(time),
        rest: "",
        shape: Shape::Marked,
    })
}

/// A time at the beginning, bare or in brackets, and what follows.
#[must_use]
pub fn leading_time(text: &str) -> Option<(Stamp, &str)> {
    let inner = text.trim_start_matches('\\');
    let (close, inner) = match inner.as_bytes().first()? {
        b'[' => ("]", &inner[1..]),
        b'(' => (")", &inner[1..]),
        b'{' => ("}", &inner[1..]),
        b'#' => ("#", &inner[1..]),
        b'0'..=b'9' if inner.len() == text.len() => ("", inner),
        _ => return None,
    };
    let mut time = stamp(inner).filter(|time| time.fields > 1)?;
    let mut rest = &inner[time.length..];
    if let Some((_, after)) = end_of_range(rest) {
        rest = after;
    }
    if close == "#" {
        // f4 writes tenths after a hyphen: #00:01:02-3#.
        if let Some(tenths) = rest.strip_prefix('-') {
            rest = tenths.trim_start_matches(|c: char| c.is_ascii_digit());
            let tenth = tenths
                .bytes()
                .next()
                .filter(u8::is_ascii_digit)
                .map_or(0, |digit| digit - b'0');
            time.time = Time::from_millis(u64::from(time.time.millis()) + u64::from(tenth) * 100);
        }
    }
    let rest = rest.trim_start_matches('\\');
    if close.is_empty() {
        return rest
            .is_empty()
            .then_some((time, rest))
            .or_else(|| rest.starts_with([' ', '\t']).then_some((time, rest)));
    }
    rest.strip_prefix(close).map(|rest| (time, rest))
}

/// When a line ends that begins with two times: `[00:43.810 --> 00:47.850] text`, `00:00:01:12 - 00:00:03:20`.
#[must_use]
pub fn until(line: &str) -> Option<Time> {
    let line = line.trim_start().trim_start_matches(['[', '(']);
    let (to, _) = end_of_range(line.get(stamp(line)?.length..)?)?;
    Some(to)
}

/// The second of two times with an arrow or a dash between them, as recognisers and editors of films write them, and what
/// follows it.
fn end_of_range(rest: &str) -> Option<(Time, &str)> {
    let rest = rest.trim_start_matches(' ');
    let inner = rest.trim_start_matches(['-', '–', '—', '>', '→']);
    let sign = rest.len() - inner.len();
    let inner = inner.trim_start_matches(' ');
    let to = stamp(inner).filter(|to| sign > 0 && to.fields > 1)?;
    Some((to.time, &inner[to.length..]))
}

/// A time at the end of a short line and what stands before it.
fn trailing_time(line: &str) -> Option<(&str, Stamp)> {
    let line = line.trim_end();
    let line = line.strip_suffix(':').unwrap_or(line);
    if line.len() > LABEL_BYTES {
        return None;
    }
    let body = line.strip_suffix([')', ']']).unwrap_or(line);
    let digits = body.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, ':' | '.'));
    let time =
        stamp(&body[digits.len()..]).filter(|time| time.fields > 1 && digits.len() + time.length == body.len())?;
    let before = digits.strip_suffix(['(', '[']).unwrap_or(digits);
    let apart = before.ends_with(char::is_whitespace) && !before.trim().is_empty();
    // `Name - 0:42`, `Name | 0:42`.
    let name = before.trim_end_matches(|c: char| c.is_whitespace() || ":-–—|·•".contains(c));
    (apart && !name.is_empty()).then_some((name, time))
}

/// The time just after a label: in brackets before text, or bare where nothing follows it.
fn time_after_label(rest: &str) -> (&str, Option<Stamp>) {
    match leading_time(rest) {
        Some((time, after)) if !rest.starts_with(|c: char| c.is_ascii_digit()) || after.trim().is_empty() => {
            (after.strip_prefix(':').unwrap_or(after).trim_start(), Some(time))
        }
        _ => (rest, None),
    }
}

/// A time in hash signs, brackets or braces at the end of a paragraph, and the text before it.
#[must_use]
pub fn closing_time(text: &str) -> Option<(&str, Stamp)> {
    let trimmed = text.trim_end();
    let open = match trimmed.as_bytes().last()? {
        b'#' => b'#',
        b']' => b'[',
        b'}' => b'{',
        _ => return None,
    };
    let at = memchr::memrchr(open, &trimmed.as_bytes()[..trimmed.len() - 1])?;
    let (time, rest) = leading_time(trimmed.get(at..)?)?;
    rest.is_empty().then(|| (&trimmed[..at], time))
}

#[cfg(test)]
mod tests;

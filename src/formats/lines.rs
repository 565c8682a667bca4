//! The lines of a source, counted once and in one way: LF, CRLF and CR end a line, nothing else does.

/// One line of a source, without its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line<'a> {
    /// Its number, from 1.
    pub number: usize,
    /// Its text as it stands.
    pub text: &'a str,
    /// Offset in bytes of its text in the source.
    pub start: usize,
    /// Whether a line end follows it; only the last line of a source may lack one.
    pub ended: bool,
}

impl Line<'_> {
    /// Offset in bytes just after its text.
    #[must_use]
    pub const fn end(&self) -> usize {
        self.start + self.text.len()
    }

    /// Whether it holds nothing but white space.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        is_blank(self.text)
    }
}

/// Whether text holds nothing but white space and what cannot be seen.
#[must_use]
pub fn is_blank(text: &str) -> bool {
    match text.as_bytes().first() {
        None => true,
        Some(0x21..=0x7E) => false,
        Some(_) => text
            .chars()
            .all(|c| c.is_whitespace() || matches!(c, '\u{200B}' | '\u{FEFF}' | '\u{2060}')),
    }
}

/// The start of `text`, at most `bytes` long, cut between characters.
#[must_use]
pub fn beginning(text: &str, bytes: usize) -> &str {
    let mut end = bytes.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// The lines of `source`, from the first.
#[must_use]
pub const fn lines(source: &str) -> Lines<'_> {
    Lines {
        source,
        at: 0,
        number: 0,
    }
}

/// How many lines `source` has.
#[must_use]
pub fn count(source: &str) -> usize {
    breaks(source) + usize::from(source.as_bytes().last().is_some_and(|b| !matches!(b, b'\n' | b'\r')))
}

/// How many line ends a stretch of a source holds; it must not begin or end between the two bytes of one.
#[must_use]
pub fn breaks(stretch: &str) -> usize {
    let bytes = stretch.as_bytes();
    let returns = memchr::memchr_iter(b'\r', bytes)
        .filter(|at| bytes.get(at + 1) != Some(&b'\n'))
        .count();
    feeds(stretch) + returns
}

/// The same where a source ends its lines with LF or CRLF alone.
#[must_use]
pub fn feeds(stretch: &str) -> usize {
    memchr::memchr_iter(b'\n', stretch.as_bytes()).count()
}

/// The lines of places in a source, asked for in rising order.
#[derive(Clone, Debug)]
pub struct Counter<'a> {
    source: &'a str,
    at: usize,
    line: usize,
}

impl<'a> Counter<'a> {
    /// At the beginning of a source.
    #[must_use]
    pub const fn of(source: &'a str) -> Self {
        Self { source, at: 0, line: 1 }
    }

    /// The line, from 1, of an offset in bytes; one before the last that was asked for is on the line of that.
    pub fn line_at(&mut self, at: usize) -> usize {
        if let Some(passed) = self.source.get(self.at..at) {
            self.line += breaks(passed);
            self.at = at;
        }
        self.line
    }
}

/// An iterator over the lines of a source.
#[derive(Clone, Debug)]
pub struct Lines<'a> {
    source: &'a str,
    at: usize,
    number: usize,
}

impl<'a> Iterator for Lines<'a> {
    type Item = Line<'a>;

    #[inline]
    fn next(&mut self) -> Option<Line<'a>> {
        let start = self.at;
        let rest = self.source.get(start..).filter(|rest| !rest.is_empty())?;
        let found = memchr::memchr2(b'\n', b'\r', rest.as_bytes());
        let length = found.unwrap_or(rest.len());
        self.at = start + length + usize::from(found.is_some());
        if found.is_some_and(|at| rest.as_bytes()[at] == b'\r') && rest.as_bytes().get(length + 1) == Some(&b'\n') {
            self.at += 1;
        }
        self.number += 1;
        Some(Line {
            number: self.number,
            text: rest.get(..length)?,
            start,
            ended: found.is_some(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{count, lines};

    fn check(source: &str, expect: &[&str]) {
        let found: Vec<&str> = lines(source).map(|line| line.text).collect();
        assert_eq!(found, expect, "{source:?}");
        assert_eq!(count(source), expect.len(), "{source:?}");
        assert!(lines(source).all(|line| source[line.start..].starts_with(line.text)));
        assert!(lines(source).map(|line| line.number).eq(1..=expect.len()));
    }

    #[test]
    fn all_three_line_ends_count_once() {
        check("", &[]);
        check("one", &["one"]);
        check("one\ntwo\r\nthree\rfour", &["one", "two", "three", "four"]);
        check("\r\r\n\n", &["", "", ""]);
        check("one\u{2028}still\u{b}one\n", &["one\u{2028}still\u{b}one"]);
    }
}

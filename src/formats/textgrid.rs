//! TextGrids of Praat, long and short, in any encoding.
//!
//! Praat itself reads only quoted words and numbers that stand alone and takes everything between them for comments, so the
//! long form and the short one are the same; labels may run over several lines, and a quotation mark in them is doubled.

use super::lines::{Lines, lines};
use super::tiers::{Span, Tier, gather};
use super::times::of_seconds;
use super::{Parsed, Part, Refusal, Remark, Source};
use crate::text::SafeText;

/// `File type = "ooTextFile"` and `TextGrid` at the beginning.
pub fn sniff(source: &Source<'_>) -> Option<&'static str> {
    let mut first = lines(source.text).filter(|line| !line.is_blank()).take(2);
    let is_praat = first.next()?.text.contains("\"ooTextFile");
    (is_praat && first.next()?.text.contains("TextGrid\"")).then_some("ooTextFile and TextGrid on the first lines")
}

/// Reads a TextGrid.
///
/// # Errors
///
/// For a head: its tiers lie one behind the other, so that the whole is needed for any page.
pub fn read(source: &Source<'_>) -> Result<Parsed, Refusal> {
    if source.part == Part::Head {
        return Err(Refusal::because("a TextGrid is read as a whole"));
    }
    let mut reader = Reader::default();
    let mut tokens = Tokens::of(source.text);
    for token in tokens.by_ref() {
        reader.take(token);
    }
    let mut parsed = gather(*source, &reader.tiers);
    if let Some(line) = tokens.unclosed {
        parsed.remarks.push(Remark {
            line: Some(line),
            text: SafeText::line("it breaks off inside a label"),
        });
    }
    Ok(parsed)
}

/// What Praat reads.
#[derive(Clone, Debug)]
enum Token {
    /// A quoted text with its first and last source line.
    Text(String, usize, usize),
    /// A number that stands alone.
    Number(f64),
}

/// The tokens of a source.
struct Tokens<'a> {
    lines: Lines<'a>,
    rest: &'a str,
    line: usize,
    /// The line of a quotation mark that is never closed.
    unclosed: Option<usize>,
}

impl<'a> Tokens<'a> {
    fn of(source: &'a str) -> Self {
        Self {
            lines: lines(source),
            rest: "",
            line: 0,
            unclosed: None,
        }
    }

    fn next_line(&mut self) -> bool {
        let Some(line) = self.lines.next() else { return false };
        self.rest = line.text;
        self.line = line.number;
        true
    }

    /// The text behind an opening quotation mark.
    fn quoted(&mut self) -> Token {
        let first = self.line;
        let mut text = String::new();
        loop {
            let end = self.rest.find('"').unwrap_or(self.rest.len());
            text.push_str(&self.rest[..end]);
            let behind = self.rest.get(end + 1..);
            match behind {
                Some(behind) if behind.starts_with('"') => {
                    text.push('"');
                    self.rest = &behind[1..];
                }
                Some(behind) => {
                    self.rest = behind;
                    return Token::Text(text, first, self.line);
                }
                None if self.next_line() => text.push('\n'),
                None => {
                    self.rest = "";
                    self.unclosed = Some(first);
                    return Token::Text(text, first, self.line);
                }
            }
        }
    }
}

impl Iterator for Tokens<'_> {
    type Item = Token;

    fn next(&mut self) -> Option<Token> {
        loop {
            self.rest = self.rest.trim_start();
            if self.rest.is_empty() || self.rest.starts_with('!') {
                if !self.next_line() {
                    return None;
                }
                continue;
            }
            if let Some(behind) = self.rest.strip_prefix('"') {
                self.rest = behind;
                return Some(self.quoted());
            }
            let end = self
                .rest
                .find(|c: char| c.is_whitespace() || c == '"')
                .unwrap_or(self.rest.len());
            let word = &self.rest[..end];
            self.rest = &self.rest[end..];
            if word.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '-' | '+' | '.'))
                && let Ok(number) = word.parse::<f64>()
            {
                return Some(Token::Number(number));
            }
        }
    }
}

/// What the next quoted text is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Next {
    /// Something of the head.
    #[default]
    Head,
    /// The name of a tier.
    Name,
    /// What is written on an interval.
    Interval,
    /// What is written at a point.
    Point,
}

/// Where the reading stands.
#[derive(Debug, Default)]
struct Reader {
    tiers: Vec<Tier>,
    next: Next,
    after_name: Next,
    /// The last two numbers since the last text.
    numbers: (Option<f64>, Option<f64>),
}

impl Reader {
    fn take(&mut self, token: Token) {
        let (text, line, last_line) = match token {
            Token::Number(number) => {
                self.numbers = (self.numbers.1, Some(number));
                return;
            }
            Token::Text(text, line, last_line) => (text, line, last_line),
        };
        let numbers = std::mem::take(&mut self.numbers);
        let begins = match text.as_str() {
            "IntervalTier" => Some(Next::Interval),
            "TextTier" => Some(Next::Point),
            _ => None,
        };
        if let Some(kind) = begins {
            (self.next, self.after_name) = (Next::Name, kind);
            return;
        }
        let (from, to) = match self.next {
            Next::Head => return,
            Next::Name => {
                self.next = self.after_name;
                self.tiers.push(Tier {
                    name: text,
                    is_aside: self.next == Next::Point,
                    ..Tier::default()
                });
                return;
            }
            Next::Interval => numbers,
            Next::Point => (numbers.1, numbers.1),
        };
        let from = from.and_then(of_seconds);
        if let Some(tier) = self.tiers.last_mut() {
            tier.labels.push(Span {
                text,
                from,
                to: to.and_then(of_seconds),
                order: from.map_or(0, |from| u64::from(from.millis())),
                line,
                last_line,
                pieces: 1,
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::formats::{Part, read};

    #[test]
    fn long_and_short_form_are_the_same() {
        let long = "File type = \"ooTextFile\"\nObject class = \"TextGrid\"\n\nxmin = 0\nxmax = 3 ! seconds\ntiers? <exists>\nsize = 1\n\
            item []:\n item [1]:\n class = \"IntervalTier\"\n name = \"Ida\"\n xmin = 0\n xmax = 3\n intervals: size = 2\n \
            intervals [1]:\n xmin = 0\n xmax = 1.5\n text = \"He said \"\"no\"\"\ntwice.\"\n intervals [2]:\n xmin = 1.5\n xmax = 3\n text = \"\"\n";
        let short = "File type = \"ooTextFile\"\n\"TextGrid\"\n\n0\n3\n<exists>\n1\n\"IntervalTier\"\n\"Ida\"\n0\n3\n2\n0\n1.5\n\
            \"He said \"\"no\"\"\ntwice.\"\n1.5\n3\n\"\"\n";
        for source in [long, short] {
            let reading = read(source.as_bytes(), "a.TextGrid", Part::Whole).expect("a transcript");
            let utterance = reading.transcript.utterances()[0];
            assert_eq!(reading.format, "textgrid");
            assert_eq!(reading.transcript.text(), "He said \"no\"\ntwice.");
            assert_eq!(utterance.to().map(crate::transcript::Time::millis), Some(1500));
            assert_eq!(reading.transcript.labels()[0].as_str(), "Ida");
            assert_eq!(reading.account.pieces, 1);
        }
    }
}

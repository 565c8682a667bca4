//! JSON looked at where it stands: a value is a stretch of the text, its fields and elements are found when they are asked for,
//! and a string is copied only where it is escaped. Nothing recurses, and what is asked for twice is walked twice, which costs
//! less than keeping a tree.
//!
//! It reads what is well-formed and goes on as far as that lasts: whether and where a text breaks, [`super::fault`] says.

use std::borrow::Cow;

use super::strings::string_end;
use crate::transcript::Time;

/// A value: an object, an array, a string, a number or a word, from its first byte to the one after its last.
#[derive(Clone, Copy, Debug)]
pub struct Value<'a> {
    text: &'a str,
    /// Where containers end that reach far, in the order in which they begin: those that are known.
    far: &'a [Reach],
    start: usize,
    end: usize,
    whole: bool,
}

/// A container that reaches far: where it begins, and one past its end.
pub type Reach = (u32, u32);

/// The end of a container that has none.
pub const ENDLESS: u32 = u32::MAX;

/// How many elements of an array are looked at to find a path.
const ELEMENTS: usize = 8;

/// So many fields of an object are kept; those of recognisers have twenty.
const FIELDS: usize = 256;

impl<'a> Value<'a> {
    fn at(text: &'a str, far: &'a [Reach], start: usize) -> Self {
        let known = match text.as_bytes().get(start) {
            Some(b'{' | b'[') => far.binary_search_by_key(&start, |reach| reach.0 as usize).ok(),
            _ => None,
        };
        let end = match known {
            Some(known) => Some(far[known].1).filter(|end| *end != ENDLESS).map(|end| end as usize),
            None => skip(text.as_bytes(), start),
        };
        Self {
            text,
            far,
            start,
            end: end.unwrap_or(text.len()),
            whole: end.is_some(),
        }
    }

    /// Whether its end is there too.
    #[must_use]
    pub const fn is_whole(&self) -> bool {
        self.whole
    }

    /// The text in which it stands.
    #[must_use]
    pub const fn text(self) -> &'a str {
        self.text
    }

    /// Offset of its first byte in the source.
    #[must_use]
    pub const fn start(self) -> usize {
        self.start
    }

    /// Offset just after its last byte.
    #[must_use]
    pub const fn end(self) -> usize {
        self.end
    }

    fn first(self) -> u8 {
        self.text.as_bytes().get(self.start).copied().unwrap_or(0)
    }

    /// Whether it is an array.
    #[must_use]
    pub fn is_array(self) -> bool {
        self.first() == b'['
    }

    /// Whether it is an object.
    #[must_use]
    pub fn is_object(self) -> bool {
        self.first() == b'{'
    }

    /// Whether it is a string.
    #[must_use]
    pub fn is_string(self) -> bool {
        self.first() == b'"'
    }

    /// Whether it says yes.
    #[must_use]
    pub fn is_true(self) -> bool {
        self.raw() == Some("true")
    }

    /// Whether it is nothing at all.
    #[must_use]
    pub fn is_null(self) -> bool {
        self.first() == b'n'
    }

    /// Its fields with their keys as written, if it is an object.
    #[must_use]
    pub fn fields(self) -> Fields<'a> {
        Fields(Members::of(self, b'{'))
    }

    /// Its elements, if it is an array.
    #[must_use]
    pub fn elements(self) -> Elements<'a> {
        Elements(Members::of(self, b'['))
    }

    /// The last field of that name: where a writer gives a key twice, all that read JSON keep what comes last.
    #[must_use]
    pub fn get(self, key: &str) -> Option<Value<'a>> {
        let named = self.fields().filter(|(name, _)| *name == key);
        named.last().map(|(_, value)| value)
    }

    /// The elements of the last field of that name; none where it is missing or no array.
    pub fn list(self, key: &str) -> Elements<'a> {
        match self.get(key) {
            Some(value) => value.elements(),
            None => Elements(Members::of(self, 0)),
        }
    }

    /// What a path of keys leads to; `[]` behind a key stands for any of the first elements.
    #[must_use]
    pub fn find(self, path: &str) -> Option<Value<'a>> {
        let (step, rest) = path.split_once('.').unwrap_or((path, ""));
        let (key, any) = match step.strip_suffix("[]") {
            Some(key) => (key, true),
            None => (step, false),
        };
        let found = if key.is_empty() { self } else { self.get(key)? };
        let follow = |value: Value<'a>| if rest.is_empty() { Some(value) } else { value.find(rest) };
        if any {
            found.elements().take(ELEMENTS).find_map(follow)
        } else {
            follow(found)
        }
    }

    /// Its characters, if it is a string that ends.
    #[must_use]
    pub fn string(self) -> Option<Cow<'a, str>> {
        if self.first() != b'"' || !self.whole {
            return None;
        }
        let raw = self.text.get(self.start + 1..self.end - 1)?;
        Some(if memchr::memchr(b'\\', raw.as_bytes()).is_some() {
            Cow::Owned(super::strings::unescaped(raw))
        } else {
            Cow::Borrowed(raw)
        })
    }

    /// A string, or a number as it is written: names of speakers are either.
    #[must_use]
    pub fn words(self) -> Option<Cow<'a, str>> {
        self.string()
            .or_else(|| self.number().and_then(|_| self.raw()).map(Cow::Borrowed))
    }

    /// What is written there.
    fn raw(self) -> Option<&'a str> {
        self.text.get(self.start..self.end)
    }

    /// Its number, written as one or as a string that is one.
    #[must_use]
    pub fn number(self) -> Option<f64> {
        let raw = self.raw()?.trim_matches('"');
        // A longer one is no number that anyone counts with.
        let plausible = raw.len() <= 40 && raw.starts_with(|c: char| c.is_ascii_digit() || c == '-');
        raw.parse().ok().filter(|number: &f64| plausible && number.is_finite())
    }
}

/// The fields of an object, found once: of the largest, all that is asked for would be looked for from the beginning.
#[derive(Debug)]
pub struct Opened<'a>(Vec<(&'a str, Value<'a>)>);

impl<'a> Opened<'a> {
    /// The fields of a value; none where it is no object.
    pub fn of(value: Value<'a>) -> Self {
        Self(value.fields().take(FIELDS).collect())
    }

    /// The last field of that name.
    pub fn get(&self, key: &str) -> Option<Value<'a>> {
        let named = self.0.iter().rev().find(|(name, _)| *name == key);
        named.map(|(_, value)| *value)
    }

    /// The elements of the last field of that name.
    pub fn list(&self, key: &str) -> impl Iterator<Item = Value<'a>> + use<'a> {
        self.get(key).into_iter().flat_map(Value::elements)
    }
}

/// A time so many milliseconds after the beginning; before it is at it.
#[must_use]
pub fn from_millis(millis: f64) -> Time {
    // Negative and absurd numbers are held at the ends of what a time can be.
    Time::from_millis(millis.round().clamp(0.0, 1e15) as u64)
}

/// The fields of an object.
#[derive(Clone, Debug)]
pub struct Fields<'a>(Members<'a>);

impl<'a> Iterator for Fields<'a> {
    type Item = (&'a str, Value<'a>);

    fn next(&mut self) -> Option<Self::Item> {
        let members = &mut self.0;
        let start = members.next_start()?;
        if members.text.as_bytes().get(start) != Some(&b'"') {
            return None;
        }
        let end = skip(members.text.as_bytes(), start)?;
        let key = members.text.get(start + 1..end - 1)?;
        let colon = blank_end(members.text.as_bytes(), end);
        if members.text.as_bytes().get(colon) != Some(&b':') {
            return None;
        }
        Some((key, members.value(blank_end(members.text.as_bytes(), colon + 1))?))
    }
}

/// The elements of an array.
#[derive(Clone, Debug)]
pub struct Elements<'a>(Members<'a>);

impl<'a> Iterator for Elements<'a> {
    type Item = Value<'a>;

    fn next(&mut self) -> Option<Value<'a>> {
        let start = self.0.next_start()?;
        self.0.value(start)
    }
}

/// The values that stand one after another in a text: one, or one on each line.
#[must_use]
pub const fn values(text: &str) -> Elements<'_> {
    values_by(text, &[])
}

/// The same where it is known which containers reach far, so that none of them is walked through to find its end.
#[must_use]
pub const fn values_by<'a>(text: &'a str, far: &'a [Reach]) -> Elements<'a> {
    Elements(Members {
        text,
        far,
        at: 0,
        end: text.len(),
    })
}

/// What stands between the brackets of a value.
#[derive(Clone, Debug)]
struct Members<'a> {
    text: &'a str,
    far: &'a [Reach],
    at: usize,
    end: usize,
}

impl<'a> Members<'a> {
    fn of(value: Value<'a>, bracket: u8) -> Self {
        let fits = bracket != 0 && value.first() == bracket;
        Self {
            text: value.text,
            far: value.far,
            at: if fits { value.start + 1 } else { value.end },
            end: value.end,
        }
    }

    /// Where the next member begins; none at the closing bracket and at the end.
    fn next_start(&mut self) -> Option<usize> {
        let bytes = self.text.as_bytes();
        let mut at = blank_end(bytes, self.at);
        while at < self.end && bytes.get(at) == Some(&b',') {
            at = blank_end(bytes, at + 1);
        }
        let ends = at >= self.end || matches!(bytes.get(at), None | Some(b'}' | b']'));
        self.at = if ends { self.end } else { at };
        (!ends).then_some(at)
    }

    fn value(&mut self, start: usize) -> Option<Value<'a>> {
        if start >= self.end {
            self.at = self.end;
            return None;
        }
        let value = Value::at(self.text, self.far, start);
        // A lone sign that is no value takes its own length, so that the walk always goes on.
        self.at = value.end.max(start + 1).min(self.end);
        Some(value)
    }
}

/// The first byte from `at` on that is no white space.
fn blank_end(bytes: &[u8], mut at: usize) -> usize {
    while matches!(bytes.get(at), Some(b' ' | b'\n' | b'\r' | b'\t')) {
        at += 1;
    }
    at
}

/// Just after the value that begins at `at`; none where the text ends before it does.
fn skip(bytes: &[u8], at: usize) -> Option<usize> {
    match bytes.get(at)? {
        b'"' => string_end(bytes, at + 1),
        b'{' | b'[' => container_end(bytes, at),
        _ => {
            let rest = bytes.get(at..)?;
            let length = rest.iter().position(|byte| !is_word(*byte))?;
            Some(at + length)
        }
    }
}

const fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'+' | b'.' | b'_')
}

/// What a byte means to one who looks for the end of a container.
const CLASS: [u8; 256] = {
    let mut class = [0; 256];
    class[b'"' as usize] = 1;
    class[b'{' as usize] = 2;
    class[b'[' as usize] = 2;
    class[b'}' as usize] = 3;
    class[b']' as usize] = 3;
    class
};

fn container_end(bytes: &[u8], start: usize) -> Option<usize> {
    let (mut at, mut depth) = (start, 0usize);
    loop {
        let byte = *bytes.get(at)?;
        at += 1;
        match CLASS[usize::from(byte)] {
            0 => {}
            1 => at = string_end(bytes, at)?,
            2 => depth += 1,
            _ => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return Some(at);
                }
            }
        }
    }
}

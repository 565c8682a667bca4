//! Times as files write them, read leniently in one place for all formats.
//!
//! Hours may be missing or over a hundred, digits unpadded, the fraction absent or behind a dot, a comma or a colon, or
//! frames in its place; bare seconds are a time too. Only what has no digit at its beginning is no time.

use crate::transcript::Time;

/// Two digits behind the seconds are frames; how many make a second no file says, so that of Europe's films is taken.
const FRAMES: u64 = 25;

/// A time and what it took.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stamp {
    /// The time; a negative one is held at the beginning.
    pub time: Time,
    /// Length in bytes as written.
    pub length: usize,
    /// How many numbers stood between its colons; 1 for bare seconds.
    pub fields: usize,
}

/// The time at the beginning of `text`: `h:mm:ss,fff`, `mm:ss.ff`, `h:mm:ss:fff`, `ss.f` and anything like it.
#[must_use]
pub fn stamp(text: &str) -> Option<Stamp> {
    let bytes = text.as_bytes();
    usual(bytes).or_else(|| lenient(bytes))
}

/// `hh:mm:ss,fff`, as nearly all captions have it: all digits at known places.
fn usual(bytes: &[u8]) -> Option<Stamp> {
    let (written, rest) = bytes.split_first_chunk::<12>()?;
    let [h1, h0, b':', m1, m0, b':', s1, s0, b',' | b'.', f2, f1, f0] = *written else {
        return None;
    };
    let mut odd = false;
    let mut digit = |byte: u8| {
        let digit = byte.wrapping_sub(b'0');
        odd |= digit > 9;
        u64::from(digit)
    };
    let hours = digit(h1) * 10 + digit(h0);
    let minutes = digit(m1) * 10 + digit(m0);
    let seconds = hours * 3600 + minutes * 60 + digit(s1) * 10 + digit(s0);
    let millis = seconds * 1000 + digit(f2) * 100 + digit(f1) * 10 + digit(f0);
    if odd || rest.first().is_some_and(u8::is_ascii_digit) {
        return None;
    }
    Some(Stamp {
        time: Time::from_millis(millis),
        length: 12,
        fields: 3,
    })
}

fn lenient(bytes: &[u8]) -> Option<Stamp> {
    let negative = bytes.first() == Some(&b'-');
    let mut at = usize::from(negative);
    let mut numbers = [0u64; 4];
    let mut fields = 0;
    let mut last_length;
    loop {
        let (number, length) = digits(&bytes[at..])?;
        numbers[fields] = number;
        last_length = length;
        fields += 1;
        at += length;
        let again = bytes.get(at) == Some(&b':') && bytes.get(at + 1).is_some_and(u8::is_ascii_digit);
        if fields == numbers.len() || !again {
            break;
        }
        at += 1;
    }
    let mut fraction = 0;
    if fields < 4
        && matches!(bytes.get(at), Some(b'.' | b','))
        && let Some((millis, length)) = thousandths(&bytes[at + 1..])
    {
        fraction = millis;
        at += 1 + length;
    }
    let [a, b, c, d] = numbers;
    let seconds = match fields {
        1 => a,
        2 => a.saturating_mul(60).saturating_add(b),
        _ => a
            .saturating_mul(3600)
            .saturating_add(b.saturating_mul(60))
            .saturating_add(c),
    };
    let behind = match (fields, last_length) {
        (4, 3..) => d.min(999),
        (4, _) => d.min(FRAMES - 1) * 1000 / FRAMES,
        _ => fraction,
    };
    let millis = seconds.saturating_mul(1000).saturating_add(behind);
    Some(Stamp {
        time: Time::from_millis(if negative { 0 } else { millis }),
        length: at,
        fields,
    })
}

/// The two times of a cue's time line, whatever arrow stands between them, and what follows them.
#[must_use]
pub fn cue_times(line: &str) -> Option<(Time, Option<Time>, &str)> {
    // Most lines are words, and begin with a letter.
    if line.as_bytes().first().is_none_or(u8::is_ascii_alphabetic) {
        return None;
    }
    let line = line.trim_start();
    if !line
        .as_bytes()
        .first()
        .is_some_and(|b| b.is_ascii_digit() || *b == b'-')
    {
        return None;
    }
    let from = stamp(line)?;
    let rest = &line[from.length..];
    if let Some(to) = rest
        .strip_prefix(" --> ")
        .and_then(|to| Some((to, usual(to.as_bytes())?)))
    {
        return Some((from.time, Some(to.1.time), &to.0[to.1.length..]));
    }
    let rest = rest.trim_start();
    let arrow = rest.trim_start_matches(['-', '–', '—']);
    let after = arrow.strip_prefix(['>', '→'])?;
    if arrow.len() == rest.len() && !rest.starts_with('→') {
        return None;
    }
    let after = after.trim_start();
    match stamp(after) {
        Some(to) if from.fields > 1 || to.fields > 1 || rest.len() - arrow.len() > 1 => {
            Some((from.time, Some(to.time), &after[to.length..]))
        }
        None if from.fields > 1 => Some((from.time, None, after)),
        _ => None,
    }
}

/// A time given in seconds; one before the beginning is held at that, and what is no number is no time.
#[must_use]
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a cast holds a number at the ends of its range"
)]
pub fn of_seconds(seconds: f64) -> Option<Time> {
    (!seconds.is_nan()).then(|| Time::from_millis((seconds * 1000.0).round() as u64))
}

/// The number at the beginning and its length.
fn digits(bytes: &[u8]) -> Option<(u64, usize)> {
    let length = bytes.iter().take_while(|b| b.is_ascii_digit()).count();
    let number = bytes[..length].iter().fold(0u64, |number, digit| {
        number.saturating_mul(10).saturating_add(u64::from(digit - b'0'))
    });
    (length > 0).then_some((number, length))
}

/// A fraction of one to any number of digits, in thousandths.
fn thousandths(bytes: &[u8]) -> Option<(u64, usize)> {
    let length = bytes.iter().take_while(|b| b.is_ascii_digit()).count();
    let millis = (0..3).fold(0, |millis, place| {
        let digit = bytes[..length].get(place).map_or(0, |digit| u64::from(digit - b'0'));
        millis * 10 + digit
    });
    (length > 0).then_some((millis, length))
}

#[cfg(test)]
mod tests {
    use super::{cue_times, stamp};

    fn check(text: &str, expect: Option<(u32, usize)>) {
        assert_eq!(stamp(text).map(|s| (s.time.millis(), s.length)), expect, "{text:?}");
    }

    #[test]
    fn times_are_read_however_they_are_written() {
        check("01:02:03,456 -->", Some((3_723_456, 12)));
        check("1:02.5", Some((62_500, 6)));
        check("0:0:3.54 ", Some((3_540, 8)));
        check("0.860 -", Some((860, 5)));
        check("00:00:11:890", Some((11_890, 12)));
        check("00:00:11:12", Some((11_480, 11)));
        check("100:00:00", Some((360_000_000, 9)));
        check("00:07.", Some((7_000, 5)));
        check("-00:01", Some((0, 6)));
        check("12:", Some((12_000, 2)));
        check("00::00", Some((0, 2)));
        check("99999999999999999999999:00", Some((u32::MAX - 1, 26)));
        check("x", None);
        check("-", None);
        check("", None);
    }

    #[test]
    fn a_time_line_needs_an_arrow_between_two_times() {
        let read = |line| {
            cue_times(line).map(|(from, to, rest)| (from.millis(), to.map(crate::transcript::Time::millis), rest))
        };
        assert_eq!(read("00:01.0-->00:02 X1:1"), Some((1000, Some(2000), " X1:1")));
        assert_eq!(read(" 1,5 ---> 2,5"), Some((1500, Some(2500), "")));
        assert_eq!(read("00:01 --> "), Some((1000, None, "")));
        assert_eq!(read("3 > 2"), None);
        assert_eq!(read("from 3"), None);
        assert_eq!(read("3 -> 5 times"), None);
        assert_eq!(read("12:30 we met"), None);
        assert_eq!(read("--> 00:01"), None);
    }
}

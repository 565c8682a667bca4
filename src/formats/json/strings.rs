//! Strings in JSON: where they end, and what the escapes in them stand for.

/// The characters of a string as written between its quotes; half a surrogate and an unknown escape become U+FFFD and itself.
#[must_use]
pub fn unescaped(raw: &str) -> String {
    let mut out = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some(at) = memchr::memchr(b'\\', rest.as_bytes()) {
        let (before, escape) = rest.split_at(at);
        out.push_str(before);
        let mut chars = escape.chars();
        chars.next();
        let sign = chars.next();
        rest = chars.as_str();
        match sign {
            Some('n') => out.push('\n'),
            Some('t') => out.push('\t'),
            Some('r') => out.push('\r'),
            Some('b') => out.push('\u{8}'),
            Some('f') => out.push('\u{c}'),
            Some('u') => {
                let (c, used) = unit(rest);
                out.push(c);
                rest = rest.get(used..).unwrap_or("");
            }
            Some(c) => out.push(c),
            None => {}
        }
    }
    out.push_str(rest);
    out
}

/// The character that begins with four hexadecimal digits, and how many bytes it takes; two escapes where it is a pair.
fn unit(text: &str) -> (char, usize) {
    let hex = |at: usize| {
        let digits = text.get(at..at + 4)?;
        u32::from_str_radix(digits, 16).ok()
    };
    let Some(first) = hex(0) else {
        return (char::REPLACEMENT_CHARACTER, 0);
    };
    if let 0xD800..=0xDBFF = first
        && text.get(4..6) == Some("\\u")
        && let Some(second @ 0xDC00..=0xDFFF) = hex(6)
    {
        let code = 0x1_0000 + ((first - 0xD800) << 10) + (second - 0xDC00);
        return (char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER), 10);
    }
    (char::from_u32(first).unwrap_or(char::REPLACEMENT_CHARACTER), 4)
}

/// So many bytes of a string are looked at eight at a time: most are keys and words, for which a search is set up in vain.
const SHORT: usize = 24;

/// Just after the quote that closes a string of which the inside begins at `at`.
pub(super) fn string_end(bytes: &[u8], mut at: usize) -> Option<usize> {
    let start = at;
    while at < start + SHORT {
        let Some(eight) = bytes.get(at..).and_then(|rest| rest.first_chunk()) else {
            break;
        };
        let Some(place) = quote_among(u64::from_le_bytes(*eight)) else {
            at += 8;
            continue;
        };
        let quote = at + place;
        if quote == start || bytes.get(quote - 1) != Some(&b'\\') {
            return Some(quote + 1);
        }
        break;
    }
    // A quote behind a backslash may be escaped or not, which only the beginning tells.
    at = start;
    loop {
        let found = memchr::memchr2(b'"', b'\\', bytes.get(at..)?)?;
        at += found + 1;
        if bytes.get(at - 1) == Some(&b'"') {
            return Some(at);
        }
        at += 1;
    }
}

/// Where among eight bytes the first quote stands.
const fn quote_among(eight: u64) -> Option<usize> {
    const ONES: u64 = 0x0101_0101_0101_0101;
    let others = eight ^ (ONES * b'"' as u64);
    // The high bit of each byte that is none of the others; above the first such byte it may be set in vain.
    let found = others.wrapping_sub(ONES) & !others & (ONES << 7);
    if found == 0 {
        None
    } else {
        Some(found.trailing_zeros() as usize / 8)
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn escapes_become_what_they_stand_for() {
        for (raw, text) in [
            (r#"a\"b\\c\/d"#, "a\"b\\c/d"),
            (r"\u00fcber\n\t\ud83d\ude00", "über\n\t😀"),
            (r"\ud83d x \ude00", "\u{fffd} x \u{fffd}"),
            (r"\u12 \q \", "\u{fffd}12 q "),
            ("", ""),
        ] {
            assert_eq!(super::unescaped(raw), text, "{raw}");
        }
    }
}

//! Whether a JSON text is sound, and if not, where it breaks and how: one walk over all of it that keeps nothing but which
//! brackets are open.

use super::value::string_end;

/// Brackets may stand inside one another so often; recognisers need ten.
const DEPTH: u32 = 120;

/// Where a text breaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Offset of the byte that does not belong there, or the length of the text where it ends too early.
    pub at: usize,
    /// How, in a sentence without a full stop.
    pub says: &'static str,
}

/// What may come next.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Next {
    Value,
    ValueOrEnd,
    Key,
    KeyOrEnd,
    Colon,
    CommaOrEnd,
}

/// The first fault of a text, if it has one. Several values after one another, as one on each line, are none.
#[must_use]
pub fn fault(text: &str) -> Option<Fault> {
    let bytes = text.as_bytes();
    let (mut at, mut depth, mut objects) = (0usize, 0u32, 0u128);
    let mut next = Next::Value;
    while let Some(&byte) = bytes.get(at) {
        let broken = |says| Some(Fault { at, says });
        let is_value = matches!(next, Next::Value | Next::ValueOrEnd);
        match byte {
            b' ' | b'\n' | b'\r' | b'\t' => {
                at += 1;
                continue;
            }
            b'{' | b'[' if is_value => {
                if depth == DEPTH {
                    return broken("brackets stand inside one another too deep");
                }
                let object = byte == b'{';
                objects = (objects << 1) | u128::from(object);
                depth += 1;
                next = if object { Next::KeyOrEnd } else { Next::ValueOrEnd };
            }
            b'}' | b']' => {
                let fits = depth > 0 && (objects & 1 == 1) == (byte == b'}');
                if !fits || !matches!(next, Next::CommaOrEnd | Next::KeyOrEnd | Next::ValueOrEnd) {
                    return broken("a bracket closes that does not belong here");
                }
                objects >>= 1;
                depth -= 1;
                next = after(depth);
            }
            b',' if next == Next::CommaOrEnd => {
                next = if objects & 1 == 1 { Next::Key } else { Next::Value };
            }
            b':' if next == Next::Colon => next = Next::Value,
            b'"' if is_value || matches!(next, Next::Key | Next::KeyOrEnd) => {
                let Some(end) = string_end(bytes, at + 1) else {
                    return broken("the file ends inside a string");
                };
                at = end;
                next = if is_value { after(depth) } else { Next::Colon };
                continue;
            }
            b'-' | b'0'..=b'9' | b'a'..=b'z' | b'A'..=b'Z' if is_value => {
                let rest = bytes.get(at..).unwrap_or_default();
                let word = |b: &u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'+' | b'.');
                at += rest.iter().take_while(|byte| word(byte)).count();
                next = after(depth);
                continue;
            }
            _ => return broken("this does not belong here"),
        }
        at += 1;
    }
    (depth > 0).then_some(Fault {
        at: bytes.len(),
        says: "the file ends before it is complete",
    })
}

const fn after(depth: u32) -> Next {
    if depth == 0 { Next::Value } else { Next::CommaOrEnd }
}

#[cfg(test)]
mod tests {
    use super::fault;

    #[test]
    fn a_break_is_found_where_it_is() {
        let check = |text: &str, at: Option<usize>| assert_eq!(fault(text).map(|fault| fault.at), at, "{text}");
        check(r#"{"a": [1, -2.5e3, "x\"]"], "b": {}, "c": [], "d": null}"#, None);
        check("[]\n{}\n", None);
        check("", None);
        check(r#"{"a": [1, 2"#, Some(11));
        check(r#"{"a": "b"#, Some(6));
        check(r#"{"a": 1]"#, Some(7));
        check(r#"{"a" 1}"#, Some(5));
        check(r#"{"a": 1,}"#, Some(8));
        check("[1 2]", Some(3));
        check("]", Some(0));
        check(&"[".repeat(1000), Some(120));
    }
}

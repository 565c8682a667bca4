//! Whether a JSON text is sound, and if not, where it breaks and how: one walk over all of it that keeps nothing but which
//! brackets are open, and the keys of the objects that are.

use super::strings::string_end;
use super::value::{ENDLESS, Reach};

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

/// What a walk over a text tells.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Examined {
    /// The first fault, if there is one.
    pub fault: Option<Fault>,
    /// Offset of the first key that its object has already, if there is one.
    pub twice: Option<usize>,
    /// How many such keys there are.
    pub repeats: usize,
    /// The containers that reach far, in the order in which they begin; those that are open where the text breaks are among them.
    pub far: Vec<Reach>,
}

/// A container of so many bytes reaches far: to walk through it for its end alone costs more than to remember that.
const FAR: usize = 512;

/// So many keys of an object are compared with one another; those of recognisers have twenty.
const KEYS: usize = 256;

/// What is open, and the keys of the objects among it.
#[derive(Default)]
struct Keys {
    /// A mark that nearly tells a key by itself, and where it stands.
    keys: Vec<(u32, usize, usize)>,
    /// Where the keys of each open object begin.
    objects: Vec<usize>,
    /// Where the containers that are open begin.
    opened: Vec<usize>,
    far: Vec<Reach>,
    twice: Option<usize>,
    repeats: usize,
}

impl Keys {
    fn open(&mut self, at: usize, object: bool) {
        self.opened.push(at);
        if object {
            self.objects.push(self.keys.len());
        }
    }

    fn close(&mut self, at: usize, object: bool) {
        if object {
            let begins = self.objects.pop().unwrap_or(0);
            self.keys.truncate(begins);
        }
        let start = self.opened.pop().unwrap_or(at);
        if at - start >= FAR
            && let (Ok(start), Ok(end)) = (u32::try_from(start), u32::try_from(at + 1))
        {
            self.far.push((start, end));
        }
    }

    /// Takes the key that stands there without its quotes.
    fn take(&mut self, bytes: &[u8], start: usize, end: usize) {
        let Some(key @ [first, .., last]) = bytes.get(start..end).filter(|key| key.len() > 1) else {
            return;
        };
        let mark = u32::from_le_bytes([*first, key[key.len() / 2], *last, key.len() as u8]);
        let own = &self.keys[self.objects.last().copied().unwrap_or(0)..];
        if own.len() >= KEYS {
            return;
        }
        let alike = |known: &&(u32, usize, usize)| known.0 == mark && bytes.get(known.1..known.2) == Some(key);
        if own.iter().find(alike).is_some() {
            self.twice = self.twice.or(Some(start));
            self.repeats += 1;
        } else {
            self.keys.push((mark, start, end));
        }
    }
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

/// Whether a text is sound, and whether a key stands in it twice. Several values after one another, as one on each line, are no
/// fault.
#[must_use]
pub fn examine(text: &str) -> Examined {
    let mut keys = Keys::default();
    let fault = walk(text, &mut keys);
    let endless = keys.opened.iter().filter_map(|start| u32::try_from(*start).ok());
    keys.far.extend(endless.map(|start| (start, ENDLESS)));
    keys.far.sort_unstable();
    Examined {
        fault,
        twice: keys.twice,
        repeats: keys.repeats,
        far: keys.far,
    }
}

fn walk(text: &str, keys: &mut Keys) -> Option<Fault> {
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
                keys.open(at, object);
                depth += 1;
                next = if object { Next::KeyOrEnd } else { Next::ValueOrEnd };
            }
            b'}' | b']' => {
                let fits = depth > 0 && (objects & 1 == 1) == (byte == b'}');
                if !fits || !matches!(next, Next::CommaOrEnd | Next::KeyOrEnd | Next::ValueOrEnd) {
                    return broken("a bracket closes that does not belong here");
                }
                keys.close(at, objects & 1 == 1);
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
                if !is_value {
                    keys.take(bytes, at + 1, end - 1);
                }
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
    use super::{KEYS, examine};

    #[test]
    fn a_break_is_found_where_it_is() {
        let check = |text: &str, at: Option<usize>| assert_eq!(examine(text).fault.map(|fault| fault.at), at, "{text}");
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

    #[test]
    fn a_key_that_stands_twice_in_one_object_is_found() {
        let check = |text: &str, expect: (Option<usize>, usize)| {
            let examined = examine(text);
            assert_eq!((examined.twice, examined.repeats), expect, "{text}");
        };
        check(r#"{"ab": 1, "ac": {"ab": 2}, "cd": [{"ab": 1}, {"ab": 2}]}"#, (None, 0));
        check(r#"{"ab": 1, "ab": {"ab": 2, "ab": 3, "ab": 4}}"#, (Some(11), 3));
        check(r#"{"text": 1, "test": 2, "taxt": 3}"#, (None, 0));
        check("{\"ab\": 1}\n{\"ab\": 1}", (None, 0));
        let many: String = (0..2 * KEYS).map(|key| format!("\"key{key}\": 1,")).collect();
        check(&format!("{{{many}\"key0\": 2}}"), (None, 0));
    }
}

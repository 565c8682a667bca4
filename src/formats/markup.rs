//! Caption markup to plain words: tags, override codes and entities taken out, voices kept.
//!
//! Only what is known to be markup goes; a lone `<`, a heart or an unknown tag that is never closed is text.

use std::borrow::Cow;

use super::times::stamp;
use crate::transcript::WordTime;

/// Words of a cue without markup.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plain<'a> {
    /// The words, lines kept.
    pub text: Cow<'a, str>,
    /// Names of `<v Name>` tags and where in `text` each begins to speak.
    pub voices: Vec<(usize, Cow<'a, str>)>,
    /// Where in `text` a word begins before which a time stood, as in automatic captions, and when.
    pub words: Vec<WordTime>,
}

/// Tags that captions use; they say nothing to a reader.
const TAGS: &[&str] = &[
    "a", "b", "body", "c", "center", "div", "em", "font", "i", "lang", "p", "rb", "rp", "rt", "ruby", "s", "small",
    "span", "strike", "strong", "sub", "sup", "tt", "u", "v",
];

/// Entities by name.
const ENTITIES: &[(&str, char)] = &[
    ("amp", '&'),
    ("apos", '\''),
    ("auml", 'ä'),
    ("Auml", 'Ä'),
    ("bdquo", '„'),
    ("ccedil", 'ç'),
    ("copy", '©'),
    ("eacute", 'é'),
    ("egrave", 'è'),
    ("ecirc", 'ê'),
    ("agrave", 'à'),
    ("aacute", 'á'),
    ("iacute", 'í'),
    ("oacute", 'ó'),
    ("uacute", 'ú'),
    ("ntilde", 'ñ'),
    ("euro", '€'),
    ("gt", '>'),
    ("hellip", '…'),
    ("iexcl", '¡'),
    ("iquest", '¿'),
    ("laquo", '«'),
    ("ldquo", '“'),
    ("lrm", '\u{200E}'),
    ("lsquo", '‘'),
    ("lt", '<'),
    ("mdash", '—'),
    ("nbsp", '\u{A0}'),
    ("ndash", '–'),
    ("ouml", 'ö'),
    ("Ouml", 'Ö'),
    ("quot", '"'),
    ("raquo", '»'),
    ("rdquo", '”'),
    ("rlm", '\u{200F}'),
    ("rsquo", '’'),
    ("shy", '\u{AD}'),
    ("szlig", 'ß'),
    ("uuml", 'ü'),
    ("Uuml", 'Ü'),
    ("zwj", '\u{200D}'),
    ("zwnj", '\u{200C}'),
];

/// The longest cue in which unknown tags are looked at, in bytes.
const CUE_BYTES: usize = 4096;
/// The longest override code, in bytes.
const CODE_BYTES: usize = 256;

/// Takes the markup out of a cue's text.
#[must_use]
pub fn plain(text: &str) -> Plain<'_> {
    let bytes = text.as_bytes();
    let escapes = memchr::memchr(b'\\', bytes).is_some();
    if !escapes && memchr::memchr3(b'<', b'{', b'&', bytes).is_none() {
        return Plain {
            text: Cow::Borrowed(text),
            ..Plain::default()
        };
    }
    if let Some(plain) = voiced(text) {
        return plain;
    }
    let mut plain = Plain::default();
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    while let Some(found) = next_sign(&bytes[at..], escapes) {
        out.push_str(&text[at..at + found]);
        at += found;
        let rest = &text[at..];
        let length = match bytes[at] {
            b'<' => tag(rest, text, &mut out, &mut plain),
            b'{' => override_code(rest),
            b'&' => entity(rest).map(|(c, length)| {
                out.push(c);
                length
            }),
            _ => escape(rest, &mut out),
        };
        at += length.unwrap_or_else(|| {
            out.push(char::from(bytes[at]));
            1
        });
    }
    out.push_str(&text[at..]);
    plain.text = Cow::Owned(out);
    plain
}

/// `<v Name>words</v>` and nothing else that is markup, as most cues with a voice are: its words stand in one piece.
fn voiced(text: &str) -> Option<Plain<'_>> {
    let inside = text.strip_prefix("<v ")?;
    let end = memchr::memchr3(b'>', b'<', b'&', inside.as_bytes())?;
    let words = inside[end..].strip_prefix('>')?;
    let words = words.strip_suffix("</v>").unwrap_or(words);
    let bytes = words.as_bytes();
    if memchr::memchr3(b'<', b'{', b'&', bytes).is_some() || memchr::memchr(b'\\', bytes).is_some() {
        return None;
    }
    Some(Plain {
        text: Cow::Borrowed(words),
        voices: vec![(0, Cow::Borrowed(&inside[..end]))],
        words: Vec::new(),
    })
}

fn next_sign(bytes: &[u8], escapes: bool) -> Option<usize> {
    if !escapes {
        return memchr::memchr3(b'<', b'{', b'&', bytes);
    }
    bytes.iter().position(|b| matches!(b, b'<' | b'{' | b'&' | b'\\'))
}

/// A tag at the beginning of `rest`; its length if it is markup.
fn tag<'a>(rest: &'a str, whole: &str, out: &mut String, plain: &mut Plain<'a>) -> Option<usize> {
    let end = 1 + memchr::memchr2(b'>', b'<', rest.as_bytes().get(1..)?)?;
    if rest.as_bytes()[end] == b'<' {
        return None;
    }
    let inside = rest.get(1..end)?;
    let first = *inside.as_bytes().first()?;
    if first.is_ascii_digit() {
        let is_time = inside.contains(':')
            && inside
                .bytes()
                .all(|b| b.is_ascii_digit() || matches!(b, b':' | b'.' | b','));
        let time = stamp(inside).filter(|_| is_time)?.time;
        plain.words.push(WordTime::new(out.len(), time));
        return Some(end + 1);
    }
    let closes = first == b'/';
    let named = inside.trim_start_matches('/');
    let name_end = named
        .find(|c: char| !c.is_ascii_alphanumeric() && c != '_')
        .unwrap_or(named.len());
    let (name, attributes) = named.split_at(name_end);
    if name.eq_ignore_ascii_case("br") {
        out.push('\n');
        return Some(end + 1);
    }
    if name.eq_ignore_ascii_case("v") {
        if !closes && let Some((_, speaker)) = attributes.split_once(|c: char| c.is_whitespace()) {
            let speaker = if speaker.contains('&') {
                self::plain(speaker).text
            } else {
                Cow::Borrowed(speaker)
            };
            plain.voices.push((out.len(), speaker));
        }
        return Some(end + 1);
    }
    let known = TAGS.iter().any(|tag| name.eq_ignore_ascii_case(tag));
    let paired = || {
        !name.is_empty()
            && if closes {
                contains_tag(whole, "<", name)
            } else {
                contains_tag(whole, "</", name)
            }
    };
    (known || paired()).then_some(end + 1)
}

fn contains_tag(whole: &str, open: &str, name: &str) -> bool {
    // A cue of natural length; in a longer one looking for every tag's counterpart would take forever.
    if whole.len() > CUE_BYTES {
        return false;
    }
    memchr::memmem::find_iter(whole.as_bytes(), open).any(|at| {
        whole.as_bytes()[at + open.len()..].starts_with(name.as_bytes())
            && !whole
                .as_bytes()
                .get(at + open.len() + name.len())
                .is_some_and(u8::is_ascii_alphanumeric)
    })
}

/// `{\an8}`, `{\c&H00FF&}`, `{y:i}`: styles of older players.
fn override_code(rest: &str) -> Option<usize> {
    let bytes = rest.as_bytes();
    let style = bytes.get(1) == Some(&b'\\')
        || (bytes.get(1).is_some_and(u8::is_ascii_alphabetic) && bytes.get(2) == Some(&b':'));
    let end = memchr::memchr2(b'}', b'\n', bytes.get(..CODE_BYTES).unwrap_or(bytes))?;
    (style && bytes[end] == b'}').then_some(end + 1)
}

/// The character of a named or numbered entity at the beginning of `text`, and its length in bytes.
#[must_use]
pub fn entity(text: &str) -> Option<(char, usize)> {
    let window = text.as_bytes().get(..12).unwrap_or(text.as_bytes());
    let end = memchr::memchr(b';', window)?;
    let name = text.get(1..end)?;
    let c = match name.strip_prefix('#') {
        Some(number) => {
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code)?
        }
        None => ENTITIES.iter().find(|(known, _)| *known == name)?.1,
    };
    Some((c, end + 1))
}

/// `\N` and `\n` end a line, `\h` is a space, in captions that came from another format.
fn escape(rest: &str, out: &mut String) -> Option<usize> {
    match rest.as_bytes().get(1)? {
        b'N' | b'n' => out.push('\n'),
        b'h' => out.push(' '),
        _ => return None,
    }
    Some(2)
}

#[cfg(test)]
mod tests {
    use super::plain;

    fn check(raw: &str, text: &str) {
        assert_eq!(plain(raw).text, text, "{raw:?}");
    }

    #[test]
    fn tags_codes_and_entities_go_and_words_stay() {
        check("<i>Well</i>, {\\an8}yes &amp; no&nbsp;&#33;", "Well, yes & no\u{a0}!");
        check("a<br/>b\\Nc", "a\nb\nc");
        check("<c.yellow>one<00:01.000> two</c>", "one two");
        check("I <3 you, 2<3 & 5>1", "I <3 you, 2<3 & 5>1");
        check("<sigh> no", "<sigh> no");
        check("<odd>no</odd>", "no");
        check("<font color=\"#fff\">no", "no");
        check("{note} a \\ b <", "{note} a \\ b <");
        check("&bogus; &;", "&bogus; &;");
    }

    #[test]
    fn times_between_words_go_and_are_kept_with_their_places() {
        let found = plain("how<00:01.500> many<0:0:2.25><c> hives</c>");
        assert_eq!(found.text, "how many hives");
        let words: Vec<_> = found
            .words
            .iter()
            .map(|word| (word.start(), word.time().millis()))
            .collect();
        assert_eq!(words, [(3, 1500), (8, 2250)]);
    }

    #[test]
    fn voices_are_kept_with_their_places() {
        let found = plain("<v.loud Anna B>Yes.</v> <v Tom &amp; Ida>No.");
        assert_eq!(found.text, "Yes. No.");
        let voices: Vec<_> = found.voices.iter().map(|(at, name)| (*at, name.as_ref())).collect();
        assert_eq!(voices, [(0, "Anna B"), (5, "Tom & Ida")]);
        for (written, words, name) in [
            ("<v Anna B>Yes,\nand no.</v>", "Yes,\nand no.", "Anna B"),
            ("<v  Anna>Yes", "Yes", " Anna"),
            ("<v >Yes &lt; no</v>", "Yes < no", ""),
            ("<v A &amp; B>Yes</v>", "Yes", "A & B"),
        ] {
            let found = plain(written);
            assert_eq!(found.text, words, "{written}");
            assert_eq!(found.voices, [(0, name.into())], "{written}");
        }
        assert_eq!(plain("<v Anna").voices, []);
    }
}

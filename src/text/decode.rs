//! Bytes to text, whatever the encoding.
//!
//! Byte-order marks are believed, then the pattern of NUL bytes, then valid UTF-8; what is left is guessed from letter
//! frequencies, with windows-1252 as the last resort. Nothing is refused here: whether the result is a transcript at all is
//! for [`crate::formats`] to say.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{DecoderResult, Encoding, UTF_16BE, UTF_16LE};

/// Text and how it was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded<'a> {
    /// The text, with LF, CRLF and CR still as they were, without byte-order mark; NUL is U+FFFD. Clean UTF-8 is borrowed.
    pub text: Cow<'a, str>,
    /// The encoding's usual name, such as `UTF-8` or `windows-1252`.
    pub encoding: &'static str,
    /// How many byte sequences were not valid in it and became U+FFFD.
    pub replaced: usize,
}

/// Decodes a whole file of unknown encoding.
#[must_use]
pub fn decode(bytes: &[u8]) -> Decoded<'_> {
    decode_ending(bytes, Ending::Final)
}

/// Decodes the beginning of a file: a character cut at the end is left out and changes nothing in the decision.
#[must_use]
pub fn decode_head(bytes: &[u8]) -> Decoded<'_> {
    decode_ending(bytes, Ending::Cut)
}

/// Whether the bytes end where the file ends.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Ending {
    Final,
    Cut,
}

/// How many bytes the detector of legacy encodings sees at most; more never changed its answer on real files.
const DETECTED_BYTES: usize = 1 << 20;

/// How many bytes a declaration of the encoding is looked for in.
const DECLARED_BYTES: usize = 1024;

/// How many bytes the pattern of NULs is looked for in.
const PATTERN_BYTES: usize = 4096;

fn decode_ending(bytes: &[u8], ending: Ending) -> Decoded<'_> {
    // The mark of UTF-32LE begins with that of UTF-16LE, so four bytes are tested first.
    if let Some(rest) = bytes.strip_prefix(b"\xFF\xFE\x00\x00") {
        return utf32(rest, u32::from_le_bytes, "UTF-32LE", ending);
    }
    if let Some(rest) = bytes.strip_prefix(b"\x00\x00\xFE\xFF") {
        return utf32(rest, u32::from_be_bytes, "UTF-32BE", ending);
    }
    if let Some(rest) = bytes.strip_prefix(b"\xEF\xBB\xBF") {
        return utf8(rest, ending).unwrap_or_else(|| utf8_lossy(rest));
    }
    if let Some(rest) = bytes.strip_prefix(b"\xFF\xFE") {
        return by_encoding(rest, UTF_16LE, ending);
    }
    if let Some(rest) = bytes.strip_prefix(b"\xFE\xFF") {
        return by_encoding(rest, UTF_16BE, ending);
    }
    match wide_pattern(bytes) {
        Some(Wide::Utf32Le) => utf32(bytes, u32::from_le_bytes, "UTF-32LE", ending),
        Some(Wide::Utf32Be) => utf32(bytes, u32::from_be_bytes, "UTF-32BE", ending),
        Some(Wide::Utf16Le) => by_encoding(bytes, UTF_16LE, ending),
        Some(Wide::Utf16Be) => by_encoding(bytes, UTF_16BE, ending),
        None => utf8(bytes, ending).unwrap_or_else(|| legacy(bytes, ending)),
    }
}

enum Wide {
    Utf32Le,
    Utf32Be,
    Utf16Le,
    Utf16Be,
}

/// Western text in two or four bytes a character shows as NULs at fixed places.
fn wide_pattern(bytes: &[u8]) -> Option<Wide> {
    let sample = bytes.get(..PATTERN_BYTES).unwrap_or(bytes);
    if sample.len() < 4 || memchr::memchr(0, sample).is_none() {
        return None;
    }
    let mut nuls = [0usize; 4];
    for four in sample.chunks_exact(4) {
        for (nul, byte) in nuls.iter_mut().zip(four) {
            *nul += usize::from(*byte == 0);
        }
    }
    let fours = sample.len() / 4;
    let (most, few) = (fours * 9 / 10, fours / 20);
    let [a, b, c, d] = nuls;
    if c >= most.max(1) && d >= most.max(1) && a <= few {
        return Some(Wide::Utf32Le);
    }
    if a >= most.max(1) && b >= most.max(1) && d <= few {
        return Some(Wide::Utf32Be);
    }
    let (even, odd, pairs) = (a + c, b + d, fours * 2);
    if odd * 3 >= pairs && even * 20 <= pairs {
        return Some(Wide::Utf16Le);
    }
    (even * 3 >= pairs && odd * 20 <= pairs).then_some(Wide::Utf16Be)
}

fn utf32(bytes: &[u8], unit: fn([u8; 4]) -> u32, encoding: &'static str, ending: Ending) -> Decoded<'static> {
    let (fours, rest) = bytes.as_chunks::<4>();
    let mut replaced = 0;
    let mut text = String::with_capacity(fours.len());
    for four in fours {
        text.push(char::from_u32(unit(*four)).unwrap_or_else(|| {
            replaced += 1;
            char::REPLACEMENT_CHARACTER
        }));
    }
    if !rest.is_empty() && ending == Ending::Final {
        replaced += 1;
        text.push(char::REPLACEMENT_CHARACTER);
    }
    Decoded {
        text: without_nul(Cow::Owned(text)),
        encoding,
        replaced,
    }
}

/// UTF-8 where it is valid, or damaged so little that it can be nothing else.
fn utf8(bytes: &[u8], ending: Ending) -> Option<Decoded<'_>> {
    let clean = |text| Decoded {
        text: without_nul(Cow::Borrowed(text)),
        encoding: "UTF-8",
        replaced: 0,
    };
    let error = match std::str::from_utf8(bytes) {
        Ok(text) => return Some(clean(text)),
        Err(error) => error,
    };
    if ending == Ending::Cut && error.error_len().is_none() {
        let valid = &bytes[..error.valid_up_to()];
        return std::str::from_utf8(valid).ok().map(clean);
    }
    let (mut valid, mut invalid) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        valid += chunk.valid().bytes().filter(|b| *b >= 0xC0).count();
        invalid += usize::from(!chunk.invalid().is_empty());
    }
    // Letters of a legacy encoding hardly ever form valid sequences, so ten of them against one error decide.
    (valid >= invalid * 10).then(|| utf8_lossy(bytes))
}

fn utf8_lossy(bytes: &[u8]) -> Decoded<'_> {
    let replaced = bytes.utf8_chunks().filter(|chunk| !chunk.invalid().is_empty()).count();
    Decoded {
        text: without_nul(String::from_utf8_lossy(bytes)),
        encoding: "UTF-8",
        replaced,
    }
}

fn legacy(bytes: &[u8], ending: Ending) -> Decoded<'static> {
    if let Some(encoding) = declared(bytes) {
        return by_encoding(bytes, encoding, ending);
    }
    let sample = bytes.get(..DETECTED_BYTES).unwrap_or(bytes);
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(sample, sample.len() == bytes.len() && ending == Ending::Final);
    by_encoding(bytes, detector.guess(None, Utf8Detection::Deny), ending)
}

/// The encoding that XML or HTML states in its first lines, where the bytes are valid in it: some state another than they have.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..DECLARED_BYTES).unwrap_or(bytes);
    let markup = head.trim_ascii_start().starts_with(b"<");
    let name = ["encoding=", "charset="].iter().find_map(|key| {
        let at = memchr::memmem::find(head, key.as_bytes())?;
        let written = head.get(at + key.len()..)?.trim_ascii_start();
        let written = written
            .strip_prefix(b"\"")
            .or(written.strip_prefix(b"'"))
            .unwrap_or(written);
        let end = written
            .iter()
            .position(|b| !b.is_ascii_alphanumeric() && !b"-_:.".contains(b))?;
        Some(&written[..end])
    });
    let encoding = Encoding::for_label(name.filter(|_| markup)?)?;
    let sample = bytes.get(..DETECTED_BYTES).unwrap_or(bytes);
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let room = decoder.max_utf8_buffer_length_without_replacement(sample.len())?;
    let mut text = String::with_capacity(room);
    let (result, _) = decoder.decode_to_string_without_replacement(sample, &mut text, false);
    matches!(result, DecoderResult::InputEmpty).then_some(encoding)
}

fn by_encoding(bytes: &[u8], encoding: &'static Encoding, ending: Ending) -> Decoded<'static> {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut text = String::with_capacity(decoder.max_utf8_buffer_length(bytes.len()).unwrap_or(bytes.len()));
    let (_, _, damaged) = decoder.decode_to_string(bytes, &mut text, ending == Ending::Final);
    let replaced = if damaged {
        text.matches(char::REPLACEMENT_CHARACTER).count()
    } else {
        0
    };
    Decoded {
        text: without_nul(Cow::Owned(text)),
        encoding: encoding.name(),
        replaced,
    }
}

/// NUL has no place in text and ends it for many programs.
fn without_nul(text: Cow<'_, str>) -> Cow<'_, str> {
    if memchr::memchr(0, text.as_bytes()).is_none() {
        return text;
    }
    Cow::Owned(text.replace('\0', "\u{FFFD}"))
}

#[cfg(test)]
mod tests {
    use super::{decode, decode_head};

    fn check(bytes: &[u8], text: &str, encoding: &str) {
        let decoded = decode(bytes);
        assert_eq!((decoded.text.as_ref(), decoded.encoding), (text, encoding));
        for cut in 0..bytes.len() {
            let head = decode_head(&bytes[..cut]);
            assert!(
                !head.text.contains('\u{FFFD}') || text.contains('\u{FFFD}') || cut < 8,
                "cut at {cut}: {head:?}"
            );
        }
    }

    fn wide<const N: usize>(text: &str, unit: impl Fn(u16) -> [u8; N]) -> Vec<u8> {
        text.encode_utf16().flat_map(unit).collect()
    }

    #[test]
    fn every_byte_order_mark_is_believed_and_left_out() {
        let text = "Grüße, Frau Weiß\r\n";
        check(format!("\u{FEFF}{text}").as_bytes(), text, "UTF-8");
        check(
            &[b"\xFF\xFE".to_vec(), wide(text, u16::to_le_bytes)].concat(),
            text,
            "UTF-16LE",
        );
        check(
            &[b"\xFE\xFF".to_vec(), wide(text, u16::to_be_bytes)].concat(),
            text,
            "UTF-16BE",
        );
        let le: Vec<u8> = text.chars().flat_map(|c| (c as u32).to_le_bytes()).collect();
        let be: Vec<u8> = text.chars().flat_map(|c| (c as u32).to_be_bytes()).collect();
        check(&[b"\xFF\xFE\0\0".to_vec(), le.clone()].concat(), text, "UTF-32LE");
        check(&[b"\0\0\xFE\xFF".to_vec(), be.clone()].concat(), text, "UTF-32BE");
        check(&le, text, "UTF-32LE");
        check(&be, text, "UTF-32BE");
        check(&wide(text, u16::to_le_bytes), text, "UTF-16LE");
        check(&wide(text, u16::to_be_bytes), text, "UTF-16BE");
    }

    #[test]
    fn clean_text_is_not_copied() {
        assert!(matches!(decode("schön".as_bytes()).text, std::borrow::Cow::Borrowed(_)));
    }

    #[test]
    fn legacy_letters_are_guessed_and_western_ones_are_the_last_resort() {
        let western = "Könnten Sie das für unsere Hörer erklären? Natürlich, gern. Schöne Grüße!";
        let (bytes, _, _) = encoding_rs::WINDOWS_1252.encode(western);
        check(&bytes, western, "windows-1252");
        let russian = "Здравствуйте, расскажите, пожалуйста, о вашей работе в этом году.";
        let (bytes, _, _) = encoding_rs::WINDOWS_1251.encode(russian);
        assert_eq!(decode(&bytes).text, russian);
        assert_eq!(decode(b"caf\xE9").text, "café");
    }

    #[test]
    fn an_encoding_that_markup_states_is_believed_where_the_bytes_are_valid_in_it() {
        let with = |name: &str, word: &[u8]| {
            let head = format!("<?xml version=\"1.0\" encoding=\"{name}\"?><a>");
            [head.as_bytes(), word, b"</a>"].concat()
        };
        assert!(decode(&with("ISO-8859-2", b"\xE8esky")).text.contains("česky"));
        let bytes = with("UTF-8", b"caf\xE9");
        let wrong = decode(&bytes);
        assert_eq!((wrong.text.contains("café"), wrong.encoding), (true, "windows-1252"));
    }

    #[test]
    fn one_bad_byte_in_much_text_leaves_it_utf8() {
        let mut bytes = "Wir hören größere Änderungen über Jahre. ".repeat(9).into_bytes();
        bytes.insert(5, 0xFF);
        let decoded = decode(&bytes);
        assert_eq!((decoded.encoding, decoded.replaced), ("UTF-8", 1));
        assert!(decoded.text.contains("hören größere"));
    }

    #[test]
    fn nul_becomes_a_sign_and_nothing_is_nothing() {
        assert_eq!(
            decode(b"one\0two three four five").text,
            "one\u{FFFD}two three four five"
        );
        for bytes in [&b""[..], b"\xEF\xBB\xBF", b"\xFF\xFE", b"\xFF\xFE\0\0"] {
            assert_eq!(decode(bytes).text, "");
        }
    }
}

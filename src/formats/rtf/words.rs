//! The tokens of RTF: groups, words behind a backslash, and bytes of text.

/// A token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Token<'a> {
    /// A group begins.
    Open,
    /// A group ends.
    Close,
    /// A word behind a backslash, and its number.
    Word(&'a str, Option<i32>),
    /// The group here may be passed over by who does not know the word that follows.
    Star,
    /// A byte of text.
    Byte(u8),
    /// A sign that is written with a backslash.
    Sign(&'static str),
}

/// The tokens of an RTF file.
#[derive(Clone, Debug)]
pub struct Tokens<'a> {
    bytes: &'a [u8],
    at: usize,
    line: usize,
}

/// The longest word; longer ones are none.
const WORD_BYTES: usize = 32;

impl<'a> Tokens<'a> {
    /// The tokens from the beginning.
    #[must_use]
    pub const fn of(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0, line: 1 }
    }

    /// The source line of what was read last, from 1.
    #[must_use]
    pub const fn line(&self) -> usize {
        self.line
    }

    /// Passes over bytes that are no text.
    pub fn pass_over(&mut self, bytes: usize) {
        self.at = self.at.saturating_add(bytes).min(self.bytes.len());
    }

    fn line_end(&mut self, byte: u8) {
        // CR and LF together are one line end, counted at the second.
        self.line += usize::from(byte == b'\n' || self.bytes.get(self.at) != Some(&b'\n'));
    }

    fn escape(&mut self) -> Option<Token<'a>> {
        let byte = *self.bytes.get(self.at)?;
        if byte.is_ascii_alphabetic() {
            return Some(self.word());
        }
        self.at += 1;
        Some(match byte {
            b'\'' => {
                let digits = self.bytes.get(self.at..self.at + 2).unwrap_or(b"3f");
                self.at = (self.at + 2).min(self.bytes.len());
                let text = std::str::from_utf8(digits).unwrap_or("3f");
                Token::Byte(u8::from_str_radix(text, 16).unwrap_or(b'?'))
            }
            b'*' => Token::Star,
            b'~' => Token::Sign("\u{A0}"),
            b'_' => Token::Sign("-"),
            b'\n' | b'\r' => {
                if byte == b'\r' && self.bytes.get(self.at) == Some(&b'\n') {
                    self.at += 1;
                }
                self.line += 1;
                Token::Word("par", None)
            }
            b'\\' | b'{' | b'}' => Token::Byte(byte),
            // A place where a word may be parted, marks of an index, a formula.
            _ => Token::Sign(""),
        })
    }

    fn word(&mut self) -> Token<'a> {
        let rest = &self.bytes[self.at..];
        let length = rest.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
        let word = rest
            .get(..length.min(WORD_BYTES))
            .and_then(|word| std::str::from_utf8(word).ok());
        let mut end = length;
        let negative = rest.get(end) == Some(&b'-') && rest.get(end + 1).is_some_and(u8::is_ascii_digit);
        end += usize::from(negative);
        let digits = rest[end..].iter().take_while(|byte| byte.is_ascii_digit()).count();
        let number = rest[end..end + digits].iter().fold(0i32, |number, digit| {
            number.saturating_mul(10).saturating_add(i32::from(digit - b'0'))
        });
        end += digits;
        // One space ends a word and belongs to it.
        end += usize::from(rest.get(end) == Some(&b' '));
        self.at += end;
        let number = (digits > 0).then_some(if negative { -number } else { number });
        Token::Word(word.unwrap_or(""), number)
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        loop {
            let byte = *self.bytes.get(self.at)?;
            self.at += 1;
            return Some(match byte {
                b'{' => Token::Open,
                b'}' => Token::Close,
                b'\\' => return self.escape(),
                b'\n' | b'\r' => {
                    self.line_end(byte);
                    continue;
                }
                0 => continue,
                _ => Token::Byte(byte),
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Token, Tokens};

    #[test]
    fn words_end_at_a_space_a_number_or_a_sign() {
        let found: Vec<Token<'_>> = Tokens::of(b"{\\b0\\u-10179 ?\\par x\\'e4\\~}\\*\\\n").collect();
        assert_eq!(
            found,
            [
                Token::Open,
                Token::Word("b", Some(0)),
                Token::Word("u", Some(-10179)),
                Token::Byte(b'?'),
                Token::Word("par", None),
                Token::Byte(b'x'),
                Token::Byte(0xE4),
                Token::Sign("\u{A0}"),
                Token::Close,
                Token::Star,
                Token::Word("par", None),
            ]
        );
        let mut tokens = Tokens::of(b"a\r\nb\rc\n\\\r\nd");
        tokens.by_ref().for_each(drop);
        assert_eq!(tokens.line(), 5);
        for cut in 0..8 {
            Tokens::of(&b"\\'e4\\u-1"[..cut]).for_each(drop);
        }
    }
}

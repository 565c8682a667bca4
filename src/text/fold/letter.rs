//! What one character is to search: a row of letters, some of which may be missing.

use unicode_normalization::char::decompose_compatible;

/// Whether capitals are told from small letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Case {
    /// `Word` is `word`.
    Fold,
    /// `Word` is not `word`; accents fold all the same.
    Keep,
}

impl Case {
    /// As vim and ripgrep have it: a query with a capital means it.
    #[must_use]
    pub fn smart(query: &str) -> Self {
        if query.chars().any(char::is_uppercase) {
            Self::Keep
        } else {
            Self::Fold
        }
    }
}

/// A letter of folded text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Element {
    /// The letter; white space of any length is one space.
    pub letter: char,
    /// Whether the text is the same without it: the `e` of `ö`, which is `o` to one writer and `oe` to another.
    pub optional: bool,
}

impl Element {
    /// Whether the two are the same letter. What is optional has no case: `Ö` is `Oe` in a title and `OE` in capitals.
    pub fn is(self, other: Self) -> bool {
        self.letter == other.letter
            || (self.optional || other.optional) && self.letter.eq_ignore_ascii_case(&other.letter)
    }
}

/// Letters that no decomposition takes apart; `?` follows a letter that may be missing.
const fn spelled(c: char) -> Option<&'static str> {
    Some(match c {
        'ß' => "ss",
        'ẞ' => "SS",
        'æ' => "ae",
        'Æ' => "AE",
        'œ' => "oe",
        'Œ' => "OE",
        'ø' => "oe?",
        'Ø' => "Oe?",
        'ł' => "l",
        'Ł' => "L",
        'đ' | 'ð' => "d",
        'Đ' | 'Ð' => "D",
        'þ' => "th",
        'Þ' => "TH",
        'ı' | 'ɨ' => "i",
        'ħ' => "h",
        'Ħ' => "H",
        'ŧ' => "t",
        'Ŧ' => "T",
        'ŋ' => "n",
        'Ŋ' => "N",
        'ƒ' => "f",
        'Ƒ' => "F",
        'Ɨ' => "I",
        'ʉ' => "u",
        'Ʉ' => "U",
        _ => return None,
    })
}

/// The letters under the accents from U+00C0 to U+00FF, `?` where it is not as simple as that. A shortcut for the languages
/// most read here; the long way gives the same.
const WESTERN: &[u8; 64] = b"AAAAAA?CEEEEIIII?NOOOOO??UUUUY??aaaaaa?ceeeeiiii?nooooo??uuuuy?y";

/// Folds a text character by character; it remembers the letter before, which decides what a mark after it means.
pub(super) struct Folder {
    case: Case,
    /// The letter that a combining mark would belong to.
    base: char,
    /// Whether marks on that letter are dropped.
    strips: bool,
    in_space: bool,
}

impl Folder {
    pub const fn new(case: Case) -> Self {
        Self {
            case,
            base: ' ',
            strips: false,
            in_space: false,
        }
    }

    /// Hands the letters of `c` to `emit`; whether a hit may end between them and then takes the whole of `c`, as `stras`
    /// does in `Straße` while the reader is still typing.
    #[inline]
    pub fn push(&mut self, c: char, mut emit: impl FnMut(Element)) -> bool {
        if c.is_ascii_alphanumeric() {
            self.letter(c, true, &mut emit);
        } else if let Some(letter) = western(c) {
            self.letter(letter, true, &mut emit);
            match c {
                'ä' | 'ö' | 'ü' | 'Ä' | 'Ö' | 'Ü' => emit(optional('e')),
                'å' | 'Å' => emit(optional('a')),
                _ => {}
            }
        } else if is_whole(c) {
            self.letter(c, bears_accents(c), &mut emit);
        } else if c.is_whitespace() {
            if !self.in_space {
                self.letter(' ', false, &mut emit);
                self.in_space = true;
            }
        } else if is_ignored(c) {
            // Nothing: neither a letter nor the end of a run of white space.
        } else if c.is_ascii() {
            self.letter(sign(c), false, &mut emit);
        } else {
            return self.push_rare(c, &mut emit);
        }
        false
    }

    fn push_rare(&mut self, c: char, emit: &mut impl FnMut(Element)) -> bool {
        let as_sign = sign(c);
        if as_sign != c {
            self.letter(as_sign, false, emit);
            return false;
        }
        let mut may_end_inside = false;
        decompose_compatible(c, |part| match part {
            // A spacing accent decomposes to a space and its mark; it is neither white space to a reader nor the accent of
            // the letter before.
            ' ' => self.strips = false,
            '\u{300}'..='\u{36F}' if self.strips => match (self.base.to_ascii_lowercase(), part) {
                ('a' | 'o' | 'u', '\u{308}') => emit(optional('e')),
                ('a', '\u{30A}') => emit(optional('a')),
                _ => {}
            },
            part => match spelled(part) {
                Some(spelling) => {
                    may_end_inside = true;
                    self.spell(spelling, emit);
                }
                None => self.letter(sign(part), bears_accents(part), emit),
            },
        });
        // Also a ligature may be typed letter by letter.
        may_end_inside || matches!(c, 'ﬀ'..='ﬆ')
    }

    fn spell(&mut self, spelling: &str, emit: &mut impl FnMut(Element)) {
        let mut letters = spelling.chars().peekable();
        while let Some(letter) = letters.next() {
            if letters.next_if_eq(&'?').is_some() {
                emit(optional(letter));
            } else {
                self.letter(letter, true, emit);
            }
        }
    }

    #[inline]
    fn letter(&mut self, c: char, strips: bool, emit: &mut impl FnMut(Element)) {
        self.base = c;
        self.strips = strips;
        self.in_space = false;
        if c.is_ascii() {
            let letter = if self.case == Case::Fold {
                c.to_ascii_lowercase()
            } else {
                c
            };
            emit(mandatory(letter));
        } else if c == 'ς' {
            // The final sigma is a matter of place, not of spelling.
            emit(mandatory('σ'));
        } else if self.case == Case::Keep || is_whole(c) {
            emit(mandatory(c));
        } else {
            c.to_lowercase().for_each(|letter| emit(mandatory(letter)));
        }
    }
}

const fn mandatory(letter: char) -> Element {
    Element {
        letter,
        optional: false,
    }
}

const fn optional(letter: char) -> Element {
    Element { letter, optional: true }
}

/// The first letter of a character outside ASCII where that is quickly told.
#[inline]
pub(super) fn first_letter(c: char, case: Case) -> Option<char> {
    match western(c) {
        Some(letter) if case == Case::Fold => Some(letter.to_ascii_lowercase()),
        Some(letter) => Some(letter),
        None if is_whole(c) => Some(c),
        None if matches!(c, '\u{2018}'..='\u{201F}' | '–' | '—') => Some(sign(c)),
        None => None,
    }
}

#[inline]
fn western(c: char) -> Option<char> {
    let at = u32::from(c).checked_sub(0xC0)?;
    let letter = WESTERN.get(usize::try_from(at).ok()?)?;
    (*letter != b'?').then_some(char::from(*letter))
}

/// Characters that stand for themselves in every case: unvoiced kana aside, the bulk of Chinese and Japanese, and the small
/// Cyrillic letters. Only a shortcut; the long way gives the same.
const fn is_whole(c: char) -> bool {
    matches!(c, '\u{4E00}'..='\u{9FEF}' | 'а'..='и' | 'к'..='я' | '\u{E01}'..='\u{E32}')
}

/// Letters whose accents are spelling habits rather than other letters.
const fn bears_accents(c: char) -> bool {
    matches!(c,
        'a'..='z' | 'A'..='Z' | '\u{C0}'..='\u{24F}' | '\u{250}'..='\u{2AF}' | '\u{1E00}'..='\u{1EFF}' | '\u{2C60}'..='\u{2C7F}'
        | '\u{370}'..='\u{3FF}' | '\u{1F00}'..='\u{1FFF}' | '\u{400}'..='\u{52F}')
}

/// What has no width and no meaning for search.
const fn is_ignored(c: char) -> bool {
    matches!(c,
        '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{180B}'..='\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{E0000}'..='\u{E0FFF}')
}

/// The one sign for all apostrophes, for all hyphens and dashes, for all quotation marks; any other character itself.
const fn sign(c: char) -> char {
    match c {
        '`' | '´' | '\u{1FFD}' | '‘' | '’' | '‚' | '‛' | 'ʼ' | 'ʻ' | '′' | '‵' | '＇' => '\'',
        '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' | '﹘' | '﹣' | '－' => '-',
        '“' | '”' | '„' | '‟' | '«' | '»' | '″' | '＂' => '"',
        _ => c,
    }
}

//! What complete sequences mean: tables of keys, the mouse, and the reply to the question for the background.
//!
//! Sequences that are not listed mean nothing. Where one sequence ends is not decided here.

use crate::ui::event::{Code, Event, Gesture, Key, Modifiers, Mouse};

/// Number before `~`, and its key.
const TILDE: [(u16, Code); 28] = [
    (1, Code::Home),
    (2, Code::Insert),
    (3, Code::Delete),
    (4, Code::End),
    (5, Code::PageUp),
    (6, Code::PageDown),
    (7, Code::Home),
    (8, Code::End),
    (11, Code::Function(1)),
    (12, Code::Function(2)),
    (13, Code::Function(3)),
    (14, Code::Function(4)),
    (15, Code::Function(5)),
    (17, Code::Function(6)),
    (18, Code::Function(7)),
    (19, Code::Function(8)),
    (20, Code::Function(9)),
    (21, Code::Function(10)),
    (23, Code::Function(11)),
    (24, Code::Function(12)),
    (25, Code::Function(13)),
    (26, Code::Function(14)),
    (28, Code::Function(15)),
    (29, Code::Function(16)),
    (31, Code::Function(17)),
    (32, Code::Function(18)),
    (33, Code::Function(19)),
    (34, Code::Function(20)),
];

/// Last letter of `CSI` or `SS3`, and its key.
const LETTERS: [(u8, Code); 14] = [
    (b'A', Code::Up),
    (b'B', Code::Down),
    (b'C', Code::Right),
    (b'D', Code::Left),
    (b'E', Code::Char('5')),
    (b'F', Code::End),
    (b'H', Code::Home),
    (b'P', Code::Function(1)),
    (b'Q', Code::Function(2)),
    (b'R', Code::Function(3)),
    (b'S', Code::Function(4)),
    (b'Z', Code::Tab),
    (b'I', Code::Tab),
    (b'M', Code::Enter),
];

/// Code points by which the kitty protocol names keys that have none of their own.
const KITTY: [(u32, Code); 23] = [
    (9, Code::Tab),
    (13, Code::Enter),
    (27, Code::Escape),
    (8, Code::Backspace),
    (127, Code::Backspace),
    (57409, Code::Char('.')),
    (57410, Code::Char('/')),
    (57411, Code::Char('*')),
    (57412, Code::Char('-')),
    (57413, Code::Char('+')),
    (57414, Code::Enter),
    (57415, Code::Char('=')),
    (57416, Code::Char(',')),
    (57417, Code::Left),
    (57418, Code::Right),
    (57419, Code::Up),
    (57420, Code::Down),
    (57421, Code::PageUp),
    (57422, Code::PageDown),
    (57423, Code::Home),
    (57424, Code::End),
    (57425, Code::Insert),
    (57426, Code::Delete),
];

const NONE: Modifiers = Modifiers {
    control: false,
    alt: false,
    shift: false,
};
const CONTROL: Modifiers = Modifiers { control: true, ..NONE };
const SHIFT: Modifiers = Modifiers { shift: true, ..NONE };

/// The key that sends one byte below 0x80 by itself.
#[must_use]
pub fn plain(byte: u8) -> Key {
    let (code, modifiers) = match byte {
        b'\r' | b'\n' => (Code::Enter, NONE),
        b'\t' => (Code::Tab, NONE),
        // Which of the two Backspace sends is a setting of the terminal; both erase.
        0x08 | 0x7F => (Code::Backspace, NONE),
        0x1B => (Code::Escape, NONE),
        0x00 => (Code::Char(' '), CONTROL),
        0x01..=0x1A => (Code::Char(char::from(byte + 0x60)), CONTROL),
        0x1C..=0x1F => (Code::Char(char::from(byte + 0x40)), CONTROL),
        _ => (Code::Char(char::from(byte)), NONE),
    };
    Key { code, modifiers }
}

/// The key of `ESC O`, modifier digits and a letter.
#[must_use]
pub fn single(digits: &[u8], last: u8) -> Option<Key> {
    let modifiers = modifiers(number(digits).unwrap_or(0));
    // The numeric keypad in application mode, then rxvt's arrows with Control.
    let code = match last {
        b'a'..=b'd' => {
            let (_, code) = LETTERS
                .iter()
                .find(|(letter, _)| *letter == last.to_ascii_uppercase())?;
            return Some(Key {
                code: *code,
                modifiers: CONTROL,
            });
        }
        b'j'..=b'y' => Code::Char(char::from(last - 0x40)),
        b'X' => Code::Char('='),
        b'I' => Code::Tab,
        _ => LETTERS.iter().find(|(letter, _)| *letter == last)?.1,
    };
    Some(Key { code, modifiers })
}

/// What `CSI`, `parameters` and the last byte mean on a screen of `size` cells.
#[must_use]
pub fn control(parameters: &[u8], last: u8, size: (u16, u16)) -> Option<Event> {
    if let [b'<', report @ ..] = parameters {
        return mouse(report, last, size).map(Event::Mouse);
    }
    match (parameters, last) {
        (b"", b'I') => return Some(Event::Focus(true)),
        (b"", b'O') => return Some(Event::Focus(false)),
        // Any other private mark or intermediate byte belongs to a reply.
        _ if !parameters.iter().all(|byte| matches!(byte, b'0'..=b'9' | b':' | b';')) => return None,
        _ => {}
    }
    let mut fields = parameters.split(|byte| *byte == b';');
    let first = fields.next().unwrap_or_default();
    let second = fields.next().unwrap_or_default();
    let third = fields.next().unwrap_or_default();
    let (held, action) = held(second);
    if action == 3 {
        return None;
    }
    let key = match last {
        b'u' => kitty(first, held)?,
        b'~' if first == b"27" => character(number(third)?, None, held)?,
        b'~' => Key {
            code: tilde(first)?,
            modifiers: held,
        },
        // rxvt.
        b'^' => Key {
            code: tilde(first)?,
            modifiers: CONTROL,
        },
        b'$' => Key {
            code: tilde(first)?,
            modifiers: SHIFT,
        },
        b'@' => Key {
            code: tilde(first)?,
            modifiers: Modifiers { control: true, ..SHIFT },
        },
        b'a'..=b'd' if parameters.is_empty() => Key {
            code: letter(last.to_ascii_uppercase())?,
            modifiers: SHIFT,
        },
        b'Z' => Key {
            code: Code::Tab,
            modifiers: Modifiers { shift: true, ..held },
        },
        // With a row and a column it is a reply that says where the cursor is.
        b'R' if !matches!(first, b"" | b"1") => return None,
        b'I' | b'M' => return None,
        _ => Key {
            code: letter(last)?,
            modifiers: held,
        },
    };
    Some(Event::Key(key))
}

/// The background of an answer to OSC 11, without the sequence's beginning and end.
#[must_use]
pub fn background(answer: &[u8]) -> Option<Event> {
    let answer = str::from_utf8(answer).ok()?.strip_prefix("11;")?;
    let part = |digits: &str| {
        if digits.is_empty() || digits.len() > 4 {
            return None;
        }
        let value = u32::from_str_radix(digits, 16).ok()?;
        // One to four digits, each the whole range.
        let whole = (1_u32 << (4 * digits.len())) - 1;
        u8::try_from((value * 255 + whole / 2) / whole).ok()
    };
    if let Some(digits) = answer.strip_prefix('#') {
        let each = digits.len() / 3;
        let (red, rest) = digits.split_at_checked(each)?;
        let (green, blue) = rest.split_at_checked(each)?;
        return Some(Event::Background(part(red)?, part(green)?, part(blue)?));
    }
    let mut parts = answer
        .strip_prefix("rgb:")
        .or_else(|| answer.strip_prefix("rgba:"))?
        .split('/');
    Some(Event::Background(
        part(parts.next()?)?,
        part(parts.next()?)?,
        part(parts.next()?)?,
    ))
}

/// Whether a terminal's reply begins with these two bytes after its Escape: OSC with a number; settings (`DECRQSS`,
/// `XTGETTCAP`), version and identity in DCS; kitty's pictures in APC.
#[must_use]
pub const fn begins_reply(kind: u8, first: u8) -> bool {
    match kind {
        b']' => first.is_ascii_digit(),
        b'P' => matches!(first, b'0' | b'1' | b'>' | b'!'),
        _ => first == b'G',
    }
}

fn mouse(report: &[u8], last: u8, size: (u16, u16)) -> Option<Mouse> {
    let mut fields = report.split(|byte| *byte == b';');
    let (button, column, row) = (
        number(fields.next()?)?,
        number(fields.next()?)?,
        number(fields.next()?)?,
    );
    // Shift, Alt and Control may be held: 4, 8 and 16.
    let gesture = match (button & !0b1_1100, last) {
        (0, b'M') => Gesture::Press,
        (32, b'M') => Gesture::Drag,
        (0 | 32, b'm') => Gesture::Release,
        (64, b'M') => Gesture::WheelUp,
        (65, b'M') => Gesture::WheelDown,
        _ => return None,
    };
    // Terminals count from 1 and some send more than there is.
    let within = |position: u32, cells: u16| {
        let position = u16::try_from(position.saturating_sub(1)).unwrap_or(u16::MAX);
        position.min(cells.saturating_sub(1))
    };
    Some(Mouse {
        gesture,
        column: within(column, size.0),
        row: within(row, size.1),
    })
}

/// `u`: code point, of which a shifted one may follow after a colon.
fn kitty(field: &[u8], held: Modifiers) -> Option<Key> {
    let mut parts = field.split(|byte| *byte == b':');
    let point = number(parts.next()?)?;
    let shifted = parts.next().and_then(number);
    character(point, shifted, held)
}

fn character(point: u32, shifted: Option<u32>, held: Modifiers) -> Option<Key> {
    if let Some((_, code)) = KITTY.iter().find(|(known, _)| *known == point) {
        return Some(Key {
            code: *code,
            modifiers: held,
        });
    }
    let code = match point {
        57376..=57387 => Code::Function(u8::try_from(point - 57363).ok()?),
        57399..=57408 => Code::Char(char::from_digit(point - 57399, 10)?),
        // The rest of the area: locks, media keys, modifiers by themselves.
        57344..=63743 => return None,
        _ => {
            let plain = char::from_u32(point).filter(|c| !c.is_control())?;
            return Some(capital(
                plain,
                shifted.and_then(char::from_u32).filter(|c| !c.is_control()),
                held,
            ));
        }
    };
    Some(Key { code, modifiers: held })
}

/// A letter with Shift is its capital.
fn capital(plain: char, shifted: Option<char>, held: Modifiers) -> Key {
    let mut upper = plain.to_uppercase();
    let own = upper
        .next()
        .filter(|c| upper.next().is_none() && (*c != plain || plain.is_uppercase()));
    match shifted.or(own).filter(|_| held.shift) {
        Some(c) => Key {
            code: Code::Char(c),
            modifiers: Modifiers { shift: false, ..held },
        },
        None => Key {
            code: Code::Char(plain),
            modifiers: held,
        },
    }
}

fn tilde(field: &[u8]) -> Option<Code> {
    let wanted = number(field)?;
    TILDE
        .iter()
        .find(|(known, _)| u32::from(*known) == wanted)
        .map(|(_, code)| *code)
}

fn letter(last: u8) -> Option<Code> {
    LETTERS.iter().find(|(known, _)| *known == last).map(|(_, code)| *code)
}

/// The modifiers field, of which press (1), repeat (2) or release (3) may follow after a colon.
fn held(field: &[u8]) -> (Modifiers, u32) {
    let mut parts = field.split(|byte| *byte == b':');
    let sum = parts.next().and_then(number).unwrap_or(0);
    (modifiers(sum), parts.next().and_then(number).unwrap_or(1))
}

/// One more than the sum of Shift 1, Alt 2, Control 4, Super 8, Hyper 16, Meta 32 and the locks.
fn modifiers(field: u32) -> Modifiers {
    // Larger than the sum of all is damage.
    let bits = if field <= 256 { field.saturating_sub(1) } else { 0 };
    Modifiers {
        shift: bits & 1 != 0,
        alt: bits & (2 | 32) != 0,
        control: bits & 4 != 0,
    }
}

fn number(digits: &[u8]) -> Option<u32> {
    if digits.is_empty() {
        return None;
    }
    digits.iter().try_fold(0_u32, |value, digit| match digit {
        b'0'..=b'9' => Some(value.saturating_mul(10).saturating_add(u32::from(digit - b'0'))),
        _ => None,
    })
}

//! Bytes from the terminal to events: a state machine without threads or time.
//!
//! It knows where every sequence ends, so that replies, damaged sequences and other modes' mouse reports are swallowed whole
//! and never become keys. It is written out here because no parser of terminal *output* can say whether it stands in the
//! middle of a sequence, which decides how long to wait for the rest. What a paste holds is text, whatever it holds; making it
//! harmless is the business of whoever uses it.

use std::time::Duration;

use memchr::memmem;

use super::sequences;
use crate::ui::event::{Code, Event, Key, Modifiers};

/// How long an Escape that could begin a sequence is held.
pub const ESCAPE_PATIENCE: Duration = Duration::from_millis(25);
/// How long the rest of a reply or a paste that has begun may take.
const REPLY_PATIENCE: Duration = Duration::from_millis(100);
const PASTE_PATIENCE: Duration = Duration::from_secs(2);
/// A sequence keeps at most this many bytes; of longer ones only the end is looked for.
const SEQUENCE_LIMIT: usize = 256;
/// A string that a terminal sends ends before this many bytes, or it is none.
const STRING_LIMIT: usize = 64 * 1024;
/// A paste keeps at most this many bytes.
pub const PASTE_LIMIT: usize = 1024 * 1024;
const PASTE_BEGIN: &[u8] = b"\x1b[200~";
const PASTE_END: &[u8] = b"\x1b[201~";
const ESCAPE: u8 = 0x1b;

/// Reads keys, mouse, pastes and replies from bytes that may be split anywhere.
#[derive(Debug, Default)]
pub struct Decoder {
    state: State,
    /// Parameter or string bytes of the sequence, or the first bytes of a character.
    held: Vec<u8>,
    /// An Escape stood before the sequence, which some terminals mean as Alt.
    alt: bool,
    /// Bytes of the string so far, kept or not.
    length: usize,
    paste: Vec<u8>,
    /// An end has been seen in the paste; it is the end if nothing follows at once.
    closed: bool,
    size: (u16, u16),
    events: Vec<Event>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum State {
    #[default]
    Ground,
    /// Within a character of so many bytes.
    Character(usize),
    Escape,
    /// `ESC O`.
    Single,
    /// `ESC [`.
    Control,
    /// `ESC [ [`, function keys of the Linux console.
    Console,
    /// `ESC [ M`, so many bytes of an old mouse report to come.
    Report(u8),
    /// A string begun by `ESC` and this byte.
    Text(u8),
    /// An Escape in a string.
    TextEscape(u8),
    Paste,
}

impl Decoder {
    /// A decoder for a screen of so many cells; mouse positions stay within it.
    #[must_use]
    pub fn new(width: u16, height: u16) -> Self {
        Self {
            size: (width, height),
            ..Self::default()
        }
    }

    /// Takes the new size of the screen in cells.
    pub fn resize(&mut self, width: u16, height: u16) {
        self.size = (width, height);
    }

    /// Reads on; gives what is complete.
    pub fn feed(&mut self, bytes: &[u8]) -> Vec<Event> {
        let mut rest = bytes;
        while let Some((byte, after)) = rest.split_first() {
            if self.state == State::Paste {
                self.paste_on(rest);
                break;
            }
            self.step(*byte);
            rest = after;
        }
        std::mem::take(&mut self.events)
    }

    /// How long to wait for more before [`Self::time_out`], if something is held that more bytes may change.
    #[must_use]
    pub fn pending_escape(&self) -> Option<Duration> {
        match self.state {
            State::Ground | State::Character(_) => None,
            State::Paste if self.closed => Some(ESCAPE_PATIENCE),
            State::Paste => Some(PASTE_PATIENCE),
            State::Escape | State::Single => Some(ESCAPE_PATIENCE),
            State::Control | State::Text(_) if self.length == 0 => Some(ESCAPE_PATIENCE),
            State::Control | State::Console | State::Report(_) | State::Text(_) | State::TextEscape(_) => {
                Some(REPLY_PATIENCE)
            }
        }
    }

    /// Nothing came for as long as [`Self::pending_escape`] said: what is held means what it says by itself.
    pub fn time_out(&mut self) -> Vec<Event> {
        match self.state {
            State::Paste => self.end_paste(),
            State::Ground | State::Character(_) => {}
            _ => self.give_up(),
        }
        std::mem::take(&mut self.events)
    }

    fn step(&mut self, byte: u8) {
        match self.state {
            State::Ground => self.ground(byte),
            State::Character(length) => self.character(byte, length),
            State::Escape => self.escape(byte),
            State::Single => self.single(byte),
            State::Control => self.control(byte),
            State::Console => {
                let key = byte.checked_sub(b'A').filter(|n| *n < 5).map(|n| Code::Function(n + 1));
                self.finish(key.map(|code| Key {
                    code,
                    modifiers: Modifiers::default(),
                }));
            }
            State::Report(1) => self.reset(),
            State::Report(more) => self.state = State::Report(more.saturating_sub(1)),
            State::Text(kind) => self.text(byte, kind),
            State::TextEscape(_) if byte == b'\\' => {
                self.string_complete();
                self.reset();
            }
            // The string was cut off, or had only begun and was Alt with a key; this is the next sequence.
            State::TextEscape(kind) => {
                self.state = State::Text(kind);
                self.give_up();
                self.state = State::Escape;
                self.escape(byte);
            }
            // `feed` takes the whole rest as part of the paste.
            State::Paste => {}
        }
    }

    fn ground(&mut self, byte: u8) {
        match byte {
            ESCAPE => self.state = State::Escape,
            0x00..0x80 => {
                let key = sequences::plain(byte);
                self.finish(Some(key));
            }
            0xC2..=0xDF => self.begin_character(byte, 2),
            0xE0..=0xEF => self.begin_character(byte, 3),
            0xF0..=0xF4 => self.begin_character(byte, 4),
            // Not the beginning of anything.
            _ => self.reset(),
        }
    }

    fn begin_character(&mut self, byte: u8, length: usize) {
        self.held.clear();
        self.held.push(byte);
        self.state = State::Character(length);
    }

    fn character(&mut self, byte: u8, length: usize) {
        if !matches!(byte, 0x80..=0xBF) {
            self.reset();
            self.ground(byte);
            return;
        }
        self.held.push(byte);
        if self.held.len() == length {
            let found = std::str::from_utf8(&self.held)
                .ok()
                .and_then(|text| text.chars().next());
            let key = found.filter(|c| !c.is_control()).map(|c| Key {
                code: Code::Char(c),
                modifiers: Modifiers::default(),
            });
            self.finish(key);
        }
    }

    fn escape(&mut self, byte: u8) {
        self.held.clear();
        self.length = 0;
        match byte {
            b'[' => self.state = State::Control,
            b'O' => self.state = State::Single,
            b']' | b'P' | b'_' => self.state = State::Text(byte),
            ESCAPE if self.alt => self.push(Code::Escape, false),
            ESCAPE => self.alt = true,
            _ => {
                if self.alt {
                    self.push(Code::Escape, false);
                }
                self.alt = true;
                self.state = State::Ground;
                self.ground(byte);
            }
        }
    }

    fn single(&mut self, byte: u8) {
        match byte {
            // Some terminals put the modifiers here: `ESC O 5 P`.
            b'0'..=b'9' if self.held.len() < 3 => self.held.push(byte),
            b'A'..=b'Z' | b'a'..=b'z' => {
                let key = sequences::single(&self.held, byte);
                self.finish(key);
            }
            _ => self.interrupted(byte),
        }
    }

    fn control(&mut self, byte: u8) {
        match byte {
            b'[' if self.length == 0 => self.state = State::Console,
            b'M' if self.length == 0 => self.state = State::Report(3),
            // rxvt ends Shift with a key this way; everywhere else `$` stands before the last byte.
            b'$' if !self.held.is_empty() && self.held.iter().all(u8::is_ascii_digit) => self.control_complete(byte),
            0x20..=0x3F => {
                self.length += 1;
                if self.held.len() < SEQUENCE_LIMIT {
                    self.held.push(byte);
                }
            }
            0x40..=0x7E => self.control_complete(byte),
            _ => self.interrupted(byte),
        }
    }

    fn control_complete(&mut self, last: u8) {
        if last == b'~' && self.held == b"200" {
            self.reset();
            self.paste.clear();
            self.closed = false;
            self.state = State::Paste;
            return;
        }
        let event = if self.length > self.held.len() {
            None
        } else {
            sequences::control(&self.held, last, self.size)
        };
        match event {
            Some(Event::Key(key)) => self.finish(Some(key)),
            other => {
                self.events.extend(other);
                self.reset();
            }
        }
    }

    fn text(&mut self, byte: u8, kind: u8) {
        match byte {
            ESCAPE => self.state = State::TextEscape(kind),
            // BEL ends what ST should; CAN and SUB break off.
            0x07 if self.length > 0 => {
                self.string_complete();
                self.reset();
            }
            0x18 | 0x1A => self.reset(),
            // No reply holds other controls, or begins like this: it was Alt with a key, and then another key.
            0x00..0x20 => self.interrupted(byte),
            _ if self.length == 0 && !sequences::begins_reply(kind, byte) => self.interrupted(byte),
            _ => {
                self.length += 1;
                if self.held.len() < SEQUENCE_LIMIT {
                    self.held.push(byte);
                }
                if self.length > STRING_LIMIT {
                    self.reset();
                }
            }
        }
    }

    fn string_complete(&mut self) {
        let (State::Text(kind) | State::TextEscape(kind)) = self.state else {
            return;
        };
        if kind == b']' && self.length == self.held.len() {
            self.events.extend(sequences::background(&self.held));
        }
    }

    /// A byte that cannot stand in the sequence: the sequence is dropped and the byte stands for itself.
    fn interrupted(&mut self, byte: u8) {
        self.give_up();
        self.ground(byte);
    }

    /// The sequence does not go on. If it had only begun, it was Alt with a key, or Escape.
    fn give_up(&mut self) {
        let begun = match self.state {
            State::Escape => {
                if self.alt {
                    self.push(Code::Escape, false);
                }
                self.push(Code::Escape, false);
                None
            }
            State::Single if self.held.is_empty() => Some('O'),
            State::Control if self.length == 0 => Some('['),
            State::Text(kind) if self.length == 0 => Some(char::from(kind)),
            _ => None,
        };
        if let Some(c) = begun {
            self.push(Code::Char(c), true);
        }
        self.reset();
    }

    fn push(&mut self, code: Code, alt: bool) {
        self.events.push(Event::Key(Key {
            code,
            modifiers: Modifiers {
                alt,
                ..Modifiers::default()
            },
        }));
    }

    fn finish(&mut self, key: Option<Key>) {
        if let Some(mut key) = key {
            key.modifiers.alt |= self.alt;
            self.events.push(Event::Key(key));
        }
        self.reset();
    }

    fn reset(&mut self) {
        self.state = State::Ground;
        self.held.clear();
        self.alt = false;
        self.length = 0;
    }

    fn paste_on(&mut self, bytes: &[u8]) {
        let seen = self.paste.len().saturating_sub(PASTE_END.len() - 1);
        self.paste.extend_from_slice(bytes);
        self.closed |= memmem::find(self.paste.get(seen..).unwrap_or_default(), PASTE_END).is_some();
        // Of a larger paste the beginning is kept, and so much of its tail that its end is still found.
        let tail = self.paste.len().saturating_sub(2 * PASTE_END.len());
        if tail > PASTE_LIMIT {
            self.paste.drain(PASTE_LIMIT..tail);
        }
    }

    /// A paste ends at the *last* end that came with it: an earlier one was pasted, by someone who would like what follows
    /// it to be taken for keys. What stands behind the last end was typed.
    fn end_paste(&mut self) {
        let paste = std::mem::take(&mut self.paste);
        let end = memmem::rfind(&paste, PASTE_END);
        let (pasted, typed) = match end {
            Some(at) => (&paste[..at], &paste[at + PASTE_END.len()..]),
            None => (paste.as_slice(), &[][..]),
        };
        let text = String::from_utf8_lossy(pasted);
        let begin = str::from_utf8(PASTE_BEGIN).unwrap_or_default();
        let end = str::from_utf8(PASTE_END).unwrap_or_default();
        let text = text
            .replace(end, "")
            .replace(begin, "")
            .replace("\r\n", "\n")
            .replace('\r', "\n");
        self.closed = false;
        self.reset();
        self.events.push(Event::Paste(text));
        let before = std::mem::take(&mut self.events);
        let after = self.feed(typed);
        self.events = before;
        self.events.extend(after);
    }
}

#[cfg(test)]
mod tests;

//! Putting text on the clipboard: through the terminal (OSC 52), which also works over ssh, and through the desktop's own
//! program where there is a desktop.
//!
//! It never reads the clipboard. Text must have been made harmless before; here it is only packed.

use std::ffi::OsString;
use std::io;
use std::path::PathBuf;

use crossterm::Command;
use crossterm::clipboard::CopyToClipboard;

use crate::app::process;
use crate::text::SafeText;

/// Terminals drop longer ones: xterm's limit, in bytes of base64.
pub const LIMIT: usize = 74_994;

/// GNU screen takes strings of at most this many bytes.
const SCREEN_PIECE: usize = 256;

/// What the environment says of ways to a clipboard.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ways {
    /// The terminal is tmux or screen, which hold OSC 52 back unless it is wrapped.
    pub multiplexer: Option<Multiplexer>,
    /// The desktop's program, if the clipboard is on this machine.
    pub program: Option<Program>,
}

/// A terminal inside a terminal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Multiplexer {
    /// tmux.
    Tmux,
    /// GNU screen.
    Screen,
}

/// A program that takes the clipboard's text from its standard input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Program {
    /// Where it is.
    pub path: PathBuf,
    /// Its arguments.
    pub arguments: &'static [&'static str],
}

/// Environment variable of a desktop (none: always there), program, arguments.
type Row = (Option<&'static str>, &'static str, &'static [&'static str]);

const PROGRAMS: [Row; 4] = [
    (Some("WAYLAND_DISPLAY"), "wl-copy", &[]),
    (Some("DISPLAY"), "xclip", &["-selection", "clipboard"]),
    (Some("DISPLAY"), "xsel", &["--input", "--clipboard"]),
    (None, "pbcopy", &[]),
];

impl Ways {
    /// What `variable` gives for the names of environment variables.
    #[must_use]
    pub fn of(variable: impl Fn(&str) -> Option<OsString>) -> Self {
        let set = |name: &str| variable(name).is_some_and(|value| !value.is_empty());
        let multiplexer = match (set("TMUX"), set("STY")) {
            (true, _) => Some(Multiplexer::Tmux),
            (false, true) => Some(Multiplexer::Screen),
            (false, false) => None,
        };
        // Over ssh the desktop here is not the one the reader sits at.
        let local = !set("SSH_CONNECTION") && !set("SSH_TTY");
        let path = variable("PATH").unwrap_or_default();
        let program = PROGRAMS
            .iter()
            .filter(|(desktop, ..)| local && desktop.is_none_or(set))
            .find_map(|(_, name, arguments)| {
                Some(Program {
                    path: process::find(name, &path)?,
                    arguments,
                })
            });
        Self { multiplexer, program }
    }

    /// Copies `text` every way there is, of which `send` writes bytes to the terminal; gives the number of characters.
    ///
    /// # Errors
    /// Where no way took it: too long for terminals, or the terminal is gone, and no program of the desktop.
    pub fn copy(&self, text: &str, send: impl FnOnce(&[u8]) -> io::Result<()>) -> Result<usize, SafeText> {
        let failed = |error: io::Error| SafeText::line(&format!("could not copy: {error}"));
        let handed_over = self.hand_over(text).map_err(failed);
        let sent = self.bytes(text).and_then(|bytes| send(&bytes).map_err(failed));
        match (handed_over, sent) {
            (Ok(true), _) | (_, Ok(())) => Ok(text.chars().count()),
            (Err(refusal), _) | (_, Err(refusal)) => Err(refusal),
        }
    }

    /// The bytes that have the terminal take `text`.
    ///
    /// # Errors
    /// Where the text is longer than terminals take.
    pub fn bytes(&self, text: &str) -> Result<Vec<u8>, SafeText> {
        let length = text.len().div_ceil(3).saturating_mul(4);
        if length > LIMIT {
            let most = LIMIT / 4 * 3;
            return Err(SafeText::line(&format!(
                "could not copy through the terminal: {} bytes, and terminals take {most} at most",
                text.len()
            )));
        }
        let mut command = String::new();
        // Writing to a string does not fail.
        let _ = CopyToClipboard::to_clipboard_from(text).write_ansi(&mut command);
        let mut plain = command.trim_end_matches("\x1b\\").as_bytes().to_vec();
        plain.push(0x07);
        let mut bytes = command.into_bytes();
        match self.multiplexer {
            None => {}
            Some(Multiplexer::Tmux) => {
                bytes.extend_from_slice(b"\x1bPtmux;");
                for byte in plain {
                    if byte == 0x1b {
                        bytes.push(byte);
                    }
                    bytes.push(byte);
                }
                bytes.extend_from_slice(b"\x1b\\");
            }
            Some(Multiplexer::Screen) => {
                for piece in plain.chunks(SCREEN_PIECE) {
                    bytes.extend_from_slice(b"\x1bP");
                    bytes.extend_from_slice(piece);
                    bytes.extend_from_slice(b"\x1b\\");
                }
            }
        }
        Ok(bytes)
    }

    /// Hands `text` to the desktop's program, if there is one; true if so. It runs on by itself.
    ///
    /// # Errors
    /// Where it cannot be started.
    pub fn hand_over(&self, text: &str) -> io::Result<bool> {
        let Some(program) = &self.program else {
            return Ok(false);
        };
        process::feed(&program.path, program.arguments, text.as_bytes().to_vec())?;
        Ok(true)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copy_is_one_sequence_and_wrapped_inside_a_multiplexer() {
        let ways = Ways::default();
        assert_eq!(ways.bytes("foo"), Ok(b"\x1b]52;c;Zm9v\x1b\\".to_vec()));
        let ways = Ways {
            multiplexer: Some(Multiplexer::Tmux),
            program: None,
        };
        let expected = b"\x1b]52;c;Zm9v\x1b\\\x1bPtmux;\x1b\x1b]52;c;Zm9v\x07\x1b\\".to_vec();
        assert_eq!(ways.bytes("foo"), Ok(expected));
    }

    #[test]
    fn what_no_terminal_takes_is_refused_with_the_reason() {
        let ways = Ways::default();
        assert!(ways.bytes(&"a".repeat(56_244)).is_ok());
        let refusal = ways.bytes(&"a".repeat(56_246)).unwrap_err();
        assert!(refusal.contains("56246 bytes"), "{refusal}");
    }

    #[test]
    fn a_copy_counts_characters_and_tells_what_went_wrong() {
        let ways = Ways::default();
        let mut sent = Vec::new();
        let copied = ways.copy("über", |bytes| {
            sent = bytes.to_vec();
            Ok(())
        });
        assert_eq!((copied, sent), (Ok(4), b"\x1b]52;c;w7xiZXI=\x1b\\".to_vec()));
        let refusal = ways.copy("a", |_| Err(io::Error::other("gone"))).unwrap_err();
        assert_eq!(refusal.as_str(), "could not copy: gone");
        let program = Program {
            path: PathBuf::from("/nowhere/at/all"),
            arguments: &[],
        };
        let ways = Ways {
            program: Some(program),
            ..Ways::default()
        };
        assert_eq!(ways.copy("a", |_| Ok(())), Ok(1), "the terminal took it");
    }

    #[test]
    fn over_ssh_no_program_of_this_machine_is_used() {
        let variable = |name: &str| match name {
            "SSH_CONNECTION" | "DISPLAY" | "WAYLAND_DISPLAY" => Some("1".into()),
            "PATH" => Some("/bin:/usr/bin".into()),
            _ => None,
        };
        assert_eq!(Ways::of(variable).program, None);
    }
}

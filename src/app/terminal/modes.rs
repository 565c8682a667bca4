//! The modes of the terminal while we have it, and giving it back as it was.
//!
//! Whatever ends the program or lends the terminal to another one goes through [`Modes::leave`], which does nothing the
//! second time; a panic on any thread gives the terminal back before it says anything.

use std::fmt;
use std::io::{self, Write};
use std::os::fd::OwnedFd;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crossterm::Command;
use crossterm::cursor::{Hide, Show};
use crossterm::event::{
    DisableBracketedPaste, DisableFocusChange, EnableBracketedPaste, EnableFocusChange, KeyboardEnhancementFlags,
    PopKeyboardEnhancementFlags, PushKeyboardEnhancementFlags,
};
use crossterm::terminal::{DisableLineWrap, EnableLineWrap, EnterAlternateScreen, LeaveAlternateScreen};
use rustix::termios::{OptionalActions, Termios, tcgetattr, tcsetattr};

use super::tty::Output;

/// Writes what turns a mode on or off.
type Turn = fn(&mut String) -> fmt::Result;

/// What turns each mode on, and what turns it off again, in the order in which they are turned on; they are turned off in
/// reverse.
const MODES: [(Turn, Turn); 6] = [
    // The alternate screen first: kitty keeps its keyboard modes per screen.
    (
        |out| EnterAlternateScreen.write_ansi(out),
        |out| LeaveAlternateScreen.write_ansi(out),
    ),
    (|out| Hide.write_ansi(out), |out| Show.write_ansi(out)),
    // No wrapping: a character drawn wider than it says must not push the last row off the screen.
    (
        |out| DisableLineWrap.write_ansi(out),
        |out| EnableLineWrap.write_ansi(out),
    ),
    (
        |out| EnableBracketedPaste.write_ansi(out),
        |out| DisableBracketedPaste.write_ansi(out),
    ),
    (
        |out| EnableFocusChange.write_ansi(out),
        |out| DisableFocusChange.write_ansi(out),
    ),
    // Kitty's keyboard protocol, only as far as it tells keys apart; others skip it.
    (
        |out| PushKeyboardEnhancementFlags(KeyboardEnhancementFlags::DISAMBIGUATE_ESCAPE_CODES).write_ansi(out),
        |out| PopKeyboardEnhancementFlags.write_ansi(out),
    ),
];

/// On and off: buttons, motion while one is held, positions in decimal digits. Not crossterm's command, which has every motion
/// of the mouse reported.
const MOUSE: (&str, &str) = ("\x1b[?1000h\x1b[?1002h\x1b[?1006h", "\x1b[?1006l\x1b[?1002l\x1b[?1000l");

/// Ends a frame that was cut off, and all attributes.
const SETTLE: &str = "\x1b[?2026l\x1b[m";

/// The terminal in our modes, until this is dropped.
#[derive(Debug)]
pub struct Modes {
    shared: Arc<Shared>,
}

#[derive(Debug)]
struct Shared {
    entered: AtomicBool,
    terminal: Mutex<Terminal>,
}

#[derive(Debug)]
struct Terminal {
    input: OwnedFd,
    output: Output,
    /// As the shell had it.
    before: Termios,
    mouse: bool,
}

impl Modes {
    /// Takes the terminal: raw keys from `input`, our modes through `output`.
    ///
    /// # Errors
    /// Where `input` is no terminal or `output` cannot be written to.
    pub fn enter(input: OwnedFd, output: Output, mouse: bool) -> io::Result<Self> {
        let before = tcgetattr(&input)?;
        let terminal = Mutex::new(Terminal {
            input,
            output,
            before,
            mouse,
        });
        let modes = Self {
            shared: Arc::new(Shared {
                entered: AtomicBool::new(false),
                terminal,
            }),
        };
        modes.ensure()?;
        Ok(modes)
    }

    /// Takes the terminal again if it was given back; true if so, and then everything must be painted anew.
    ///
    /// # Errors
    /// Where the terminal is gone.
    pub fn ensure(&self) -> io::Result<bool> {
        if self.shared.entered.load(Ordering::Acquire) {
            return Ok(false);
        }
        self.shared.terminal().enter()?;
        self.shared.entered.store(true, Ordering::Release);
        Ok(true)
    }

    /// Gives the terminal back as it was. The second time it does nothing.
    pub fn leave(&self) {
        self.shared.leave();
    }

    /// Takes the terminal again after someone may have changed it while we were stopped.
    ///
    /// # Errors
    /// Where the terminal is gone.
    pub fn enter_again(&self) -> io::Result<()> {
        // Giving back first keeps the terminal's own stacks of modes level.
        self.leave();
        self.ensure().map(|_| ())
    }

    /// Has the mouse reported to us, or leaves it to the terminal for selecting.
    ///
    /// # Errors
    /// Where the terminal is gone.
    pub fn set_mouse(&self, reported: bool) -> io::Result<()> {
        let mut terminal = self.shared.terminal();
        if terminal.mouse == reported {
            return Ok(());
        }
        terminal.mouse = reported;
        if self.shared.entered.load(Ordering::Acquire) {
            let bytes = if reported { MOUSE.0 } else { MOUSE.1 };
            terminal.output.write_all(bytes.as_bytes())?;
        }
        Ok(())
    }

    /// From now on a panic on any thread gives the terminal back before its message is printed, and then calls `after`.
    pub fn leave_on_panic(&self, after: impl Fn() + Send + Sync + 'static) {
        let shared = Arc::clone(&self.shared);
        let previous = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            shared.leave();
            previous(panic);
            after();
        }));
    }
}

impl Drop for Modes {
    fn drop(&mut self) {
        self.leave();
    }
}

impl Shared {
    fn terminal(&self) -> MutexGuard<'_, Terminal> {
        // A panic elsewhere leaves nothing half done in it.
        self.terminal.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn leave(&self) {
        if self.entered.swap(false, Ordering::AcqRel) {
            self.terminal().leave();
        }
    }
}

impl Terminal {
    fn enter(&mut self) -> io::Result<()> {
        let mut raw = self.before.clone();
        raw.make_raw();
        set(&self.input, &raw)?;
        let result = self.output.write_all(entering(self.mouse).as_bytes());
        if result.is_err() {
            // The error that matters is the one above.
            let _ = set(&self.input, &self.before);
        }
        result
    }

    fn leave(&mut self) {
        // A terminal that is gone needs nothing back, and there is nobody to tell.
        let _ = self.output.write_all(leaving(self.mouse).as_bytes());
        let _ = set(&self.input, &self.before);
    }
}

/// The bytes that take the terminal.
#[must_use]
pub fn entering(mouse: bool) -> String {
    let mut bytes = String::new();
    for (on, _) in MODES {
        // Writing to a string does not fail.
        let _ = on(&mut bytes);
    }
    if mouse {
        bytes.push_str(MOUSE.0);
    }
    bytes
}

/// The bytes that give it back.
#[must_use]
pub fn leaving(mouse: bool) -> String {
    let mut bytes = String::from(SETTLE);
    if mouse {
        bytes.push_str(MOUSE.1);
    }
    for (_, off) in MODES.iter().rev() {
        let _ = off(&mut bytes);
    }
    bytes
}

fn set(input: &OwnedFd, termios: &Termios) -> io::Result<()> {
    loop {
        match tcsetattr(input, OptionalActions::Now, termios) {
            Err(rustix::io::Errno::INTR) => {}
            result => return Ok(result?),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Applies mode sequences to what is on, and says what is on at the end, first to last.
    fn apply(bytes: &str, on: &mut Vec<String>) {
        for sequence in bytes.split("\x1b[").filter(|part| !part.is_empty()) {
            let name = &sequence[..sequence.len() - 1];
            match sequence.as_bytes() {
                [b'?', .., last @ (b'h' | b'l')] => {
                    // Hidden cursor and no wrapping are modes turned on by `l`.
                    let turned_on = (*last == b'h') != matches!(name, "?25" | "?7");
                    if turned_on {
                        assert!(!on.contains(&name.to_owned()), "{name} twice");
                        on.push(name.to_owned());
                    } else if name != "?2026" {
                        assert_eq!(on.pop().as_deref(), Some(name), "not in reverse order");
                    }
                }
                [b'>', .., b'u'] => on.push("kitty".to_owned()),
                [b'<', .., b'u'] => assert_eq!(on.pop().as_deref(), Some("kitty")),
                b"m" => {}
                _ => panic!("not a mode: {sequence}"),
            }
        }
    }

    #[test]
    fn every_mode_that_is_turned_on_is_turned_off_in_reverse() {
        for mouse in [false, true] {
            let mut on = Vec::new();
            apply(&entering(mouse), &mut on);
            assert_eq!(on.len(), if mouse { 9 } else { 6 });
            apply(&leaving(mouse), &mut on);
            assert_eq!(on, Vec::<String>::new());
        }
    }

    #[test]
    fn turning_the_mouse_on_later_is_undone_as_well() {
        let mut on = Vec::new();
        apply(&entering(false), &mut on);
        apply(MOUSE.0, &mut on);
        apply(&leaving(true), &mut on);
        assert!(on.is_empty());
    }
}

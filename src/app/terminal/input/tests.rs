use super::*;
use crate::app::terminal::Inbox;
use crate::ui::event::{Code, Key, Modifiers};
use portable_pty::{PtySize, native_pty_system};
use std::fs::OpenOptions;
use std::os::unix::fs::OpenOptionsExt;
use std::time::Instant;

/// Waits for what the reader says next; a minute without a word is a failure.
fn next(inbox: &Inbox) -> Vec<Event> {
    let messages = inbox.take(Some(Instant::now() + Duration::from_secs(60)));
    assert!(!messages.is_empty(), "nothing was read");
    messages
        .into_iter()
        .flat_map(|message| match message {
            Message::Terminal(events) => events,
            other => panic!("not from the terminal: {other:?}"),
        })
        .collect()
}

fn key(code: Code) -> Event {
    Event::Key(Key {
        code,
        modifiers: Modifiers::default(),
    })
}

fn reader(terminal: impl Into<OwnedFd>) -> (Reader, Inbox) {
    let inbox = Inbox::new();
    let reader = Reader::start(terminal.into(), Size::new(80, 24), inbox.sender()).unwrap();
    (reader, inbox)
}

#[test]
fn keys_are_read_and_a_lone_escape_does_not_wait_for_the_next_key() {
    let (terminal, mut keyboard) = io::pipe().unwrap();
    let (_reader, inbox) = reader(terminal);
    keyboard.write_all(b"q").unwrap();
    assert_eq!(next(&inbox), [key(Code::Char('q'))]);
    keyboard.write_all(b"\x1b").unwrap();
    assert_eq!(next(&inbox), [key(Code::Escape)]);
    keyboard.write_all(b"\x1b[A").unwrap();
    assert_eq!(next(&inbox), [key(Code::Up)]);
}

#[test]
fn when_the_terminal_is_gone_that_is_the_last_word() {
    let (terminal, keyboard) = io::pipe().unwrap();
    let (mut reader, inbox) = reader(terminal);
    drop(keyboard);
    let messages = inbox.take(Some(Instant::now() + Duration::from_secs(60)));
    assert!(matches!(messages.as_slice(), [Message::Closed]));
    // Neither of these may wait for a thread that has ended.
    reader.pause();
    reader.resume();
}

#[test]
fn while_an_editor_has_the_terminal_its_keys_are_not_taken() {
    let (terminal, mut keyboard) = io::pipe().unwrap();
    let mut editor = terminal.try_clone().unwrap();
    let (mut reader, inbox) = reader(terminal);
    for _ in 0..20 {
        reader.pause();
        keyboard.write_all(b"for the editor").unwrap();
        let mut read = [0; 14];
        editor.read_exact(&mut read).unwrap();
        assert_eq!(&read, b"for the editor");
        reader.resume();
        keyboard.write_all(b"q").unwrap();
        assert_eq!(next(&inbox), [key(Code::Char('q'))]);
    }
}

#[test]
fn a_real_terminal_is_read_raw_and_given_back_as_it_was() {
    use crate::app::terminal::modes::Modes;
    use crate::app::terminal::tty::{self, Output};
    use rustix::termios::{LocalModes, tcgetattr};

    let Ok(pair) = native_pty_system().openpty(PtySize {
        rows: 7,
        cols: 30,
        ..PtySize::default()
    }) else {
        println!("skipped: no pseudo terminals here");
        return;
    };
    let name = pair.master.tty_name().unwrap();
    let open = || {
        OpenOptions::new()
            .read(true)
            .write(true)
            .custom_flags(0)
            .open(&name)
            .unwrap()
    };
    let terminal = open();
    assert_eq!(tty::size(&terminal), (30, 7));
    let cooked = |file: &std::fs::File| tcgetattr(file).unwrap().local_modes.contains(LocalModes::ICANON);
    let modes = Modes::enter(open().into(), Output::of(open().into()), true).unwrap();
    assert!(!cooked(&terminal));
    let (_reader, inbox) = reader(open());
    let mut keyboard = pair.master.take_writer().unwrap();
    keyboard.write_all(b"\x03").unwrap();
    let Some(Event::Key(control_c)) = next(&inbox).pop() else {
        panic!("no key")
    };
    assert!(control_c.modifiers.control, "a key and not a signal");
    assert!(!modes.ensure().unwrap(), "it is ours already");
    modes.leave();
    assert!(cooked(&terminal));
    modes.leave();
    assert!(modes.ensure().unwrap());
    assert!(!cooked(&terminal));
    modes.enter_again().unwrap();
    drop(modes);
    assert!(cooked(&terminal));
}

//! The program in a real terminal: a PTY of a given size, a terminal emulator that reads what is drawn, keys typed into it.
//!
//! Nothing here sleeps. What is awaited is awaited in [`Terminal::shows`] and its kin, which end at a deadline with the screen
//! as it stood. Every run has its own home in a temporary folder.

use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex, MutexGuard};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, ExitStatus, MasterPty, PtySize, native_pty_system};
use vt100::{Parser, Screen};

/// Longest wait for anything. Generous, because a build machine may be busy; nothing waits that long when all is well.
const DEADLINE: Duration = Duration::from_secs(20);

/// A home of its own for a run or for several: configuration, marks and places are kept in it.
pub struct Home {
    folder: tempfile::TempDir,
}

/// A program in a terminal.
pub struct Terminal {
    master: Box<dyn MasterPty + Send>,
    keyboard: Box<dyn Write + Send>,
    child: Box<dyn Child + Send + Sync>,
    state: Arc<(Mutex<State>, Condvar)>,
}

/// What the terminal has seen so far.
struct State {
    parser: Parser<Seen>,
    bytes: Vec<u8>,
    ended: bool,
}

/// What reached the terminal besides text and its looks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Seen {
    /// Window titles and icon names.
    pub titles: Vec<String>,
    /// Clipboard contents, still in base64.
    pub clipboard: Vec<String>,
    /// Bells, heard or shown.
    pub bells: usize,
    /// Sequences that are neither drawing nor one of those a page needs.
    pub foreign: Vec<String>,
}

/// Sequences that the emulator does not know and that a page needs: synchronized updates, focus, keyboard flags, and the
/// questions for colour and identity.
const OURS: [&str; 12] = [
    "csi ?2026h",
    "csi ?2026l",
    "csi ?1004h",
    "csi ?1004l",
    "csi >1u",
    "csi <u",
    "csi <1u",
    "csi ?u",
    "csi c",
    "csi 0c",
    "osc 11;?",
    "csi >5u",
];

impl Home {
    /// An empty one.
    pub fn new() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        Self { folder }
    }

    /// Where it lies.
    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Writes a file into it and says where.
    pub fn write(&self, name: &str, contents: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path().join(name);
        std::fs::write(&path, contents).expect("a temporary folder can be written to");
        path
    }

    /// The environment of a run: this home and nothing of the outer one.
    pub fn environment(&self) -> Vec<(&'static str, String)> {
        let below = |name: &str| self.path().join(name).to_string_lossy().into_owned();
        vec![
            ("HOME", below("")),
            ("XDG_CONFIG_HOME", below("config")),
            ("XDG_DATA_HOME", below("data")),
            ("XDG_STATE_HOME", below("state")),
            ("XDG_CACHE_HOME", below("cache")),
            ("LANG", "C.UTF-8".to_owned()),
            ("TERM", "xterm-256color".to_owned()),
            ("COLORTERM", "truecolor".to_owned()),
        ]
    }

    /// Starts the program in a terminal of `width` × `height` cells.
    pub fn start(&self, arguments: &[&str], (width, height): (u16, u16)) -> Terminal {
        let pair = native_pty_system()
            .openpty(size(width, height))
            .expect("a pseudo-terminal");
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_visavis"));
        command.args(arguments);
        command.cwd(self.path());
        command.env_clear();
        for (name, value) in self.environment() {
            command.env(name, value);
        }
        let child = pair.slave.spawn_command(command).expect("the program starts");
        drop(pair.slave);
        let reader = pair.master.try_clone_reader().expect("the terminal can be read");
        let keyboard = pair.master.take_writer().expect("the terminal can be typed into");
        let (rows, columns) = cells(width, height);
        let state = State {
            parser: Parser::new_with_callbacks(rows, columns, 0, Seen::default()),
            bytes: Vec::new(),
            ended: false,
        };
        let state = Arc::new((Mutex::new(state), Condvar::new()));
        let seen_by_reader = Arc::clone(&state);
        std::thread::spawn(move || watch(reader, &seen_by_reader));
        Terminal {
            master: pair.master,
            keyboard,
            child,
            state,
        }
    }
}

impl Terminal {
    /// Types keys: characters as they are, others by name, as in `/stripe<Enter>n<Esc>`.
    pub fn type_keys(&mut self, keys: &str) {
        self.send(key_bytes(keys).as_bytes());
    }

    /// Sends bytes as they are.
    pub fn send(&mut self, bytes: &[u8]) {
        self.keyboard
            .write_all(bytes)
            .and_then(|()| self.keyboard.flush())
            .expect("the program takes keys");
    }

    /// Waits until the screen holds these words, across no line end.
    pub fn shows(&self, words: &str) {
        self.until(&format!("shows {words:?}"), |state| {
            state.parser.screen().contents().contains(words)
        });
    }

    /// Waits until the screen holds these words no longer.
    pub fn hides(&self, words: &str) {
        self.until(&format!("hides {words:?}"), |state| {
            !state.parser.screen().contents().contains(words)
        });
    }

    /// Waits until the screen is as `is_right` says.
    pub fn becomes(&self, says: &str, is_right: impl Fn(&Screen) -> bool) {
        self.until(says, |state| is_right(state.parser.screen()));
    }

    /// Waits until the program has ended, and says how.
    pub fn ends(&mut self) -> ExitStatus {
        self.until("ends", |state| state.ended);
        self.child.wait().expect("it was our child")
    }

    /// The screen as text.
    pub fn screen(&self) -> String {
        self.state().parser.screen().contents()
    }

    /// Asks the emulator.
    pub fn ask<T>(&self, question: impl Fn(&Screen) -> T) -> T {
        question(self.state().parser.screen())
    }

    /// What reached the terminal besides drawing.
    pub fn seen(&self) -> Seen {
        self.state().parser.callbacks().clone()
    }

    /// All bytes that were written to the terminal.
    pub fn bytes(&self) -> Vec<u8> {
        self.state().bytes.clone()
    }

    /// Gives the terminal another size.
    pub fn resize(&self, width: u16, height: u16) {
        let (rows, columns) = cells(width, height);
        self.state().parser.screen_mut().set_size(rows, columns);
        self.master
            .resize(size(width, height))
            .expect("the terminal can be resized");
    }

    /// Whether line editing is on, as a shell expects to find it.
    #[cfg(unix)]
    pub fn is_cooked(&self) -> bool {
        let modes = self.master.get_termios().expect("a terminal has modes");
        let local = format!("{:?}", modes.local_flags);
        local.contains("ICANON") && local.contains("ECHO")
    }

    /// Ends the program as a power cut would.
    #[cfg(unix)]
    pub fn kill9(&mut self) {
        let process = self.child.process_id().and_then(|id| i32::try_from(id).ok());
        let process = process
            .and_then(rustix::process::Pid::from_raw)
            .expect("a process that runs");
        rustix::process::kill_process(process, rustix::process::Signal::KILL).expect("it is ours");
        self.ends();
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.0.lock().expect("the reading thread has not failed")
    }

    /// The only place that waits.
    fn until(&self, says: &str, is_right: impl Fn(&State) -> bool) {
        let deadline = Instant::now() + DEADLINE;
        let mut state = self.state();
        while !is_right(&state) {
            let left = deadline.saturating_duration_since(Instant::now());
            let contents = || state.parser.screen().contents();
            assert!(
                !left.is_zero(),
                "the terminal never {says}; it stood at:\n{}",
                contents()
            );
            assert!(
                !state.ended,
                "the program ended before the terminal {says}; it stood at:\n{}",
                contents()
            );
            state = self
                .state
                .1
                .wait_timeout(state, left)
                .expect("the reading thread has not failed")
                .0;
        }
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Feeds the emulator until the program closes the terminal.
fn watch(mut reader: Box<dyn Read + Send>, state: &(Mutex<State>, Condvar)) {
    let mut buffer = [0; 16 * 1024];
    loop {
        // A closed pseudo-terminal is an error on Linux and an end elsewhere.
        let read = reader.read(&mut buffer).unwrap_or(0);
        let Ok(mut now) = state.0.lock() else { return };
        now.parser.process(&buffer[..read]);
        now.bytes.extend_from_slice(&buffer[..read]);
        now.ended = read == 0;
        state.1.notify_all();
        if read == 0 {
            return;
        }
    }
}

fn size(width: u16, height: u16) -> PtySize {
    PtySize {
        rows: height,
        cols: width,
        pixel_width: 0,
        pixel_height: 0,
    }
}

fn cells(width: u16, height: u16) -> (NonZeroU16, NonZeroU16) {
    let cells = |n| NonZeroU16::new(n).expect("a terminal has cells");
    (cells(height), cells(width))
}

/// Names of keys and what a terminal sends for them.
const KEYS: [(&str, &str); 14] = [
    ("<Enter>", "\r"),
    ("<Esc>", "\x1b"),
    ("<Tab>", "\t"),
    ("<Backspace>", "\x7f"),
    ("<Up>", "\x1b[A"),
    ("<Down>", "\x1b[B"),
    ("<Right>", "\x1b[C"),
    ("<Left>", "\x1b[D"),
    ("<PageUp>", "\x1b[5~"),
    ("<PageDown>", "\x1b[6~"),
    ("<Home>", "\x1b[H"),
    ("<End>", "\x1b[F"),
    ("<Ctrl-c>", "\x03"),
    ("<Ctrl-r>", "\x12"),
];

fn key_bytes(keys: &str) -> String {
    KEYS.iter()
        .fold(keys.to_owned(), |keys, (name, bytes)| keys.replace(name, bytes))
}

impl Seen {
    fn note(&mut self, sequence: String) {
        if !OURS.contains(&sequence.as_str()) {
            self.foreign.push(sequence);
        }
    }
}

impl vt100::Callbacks for Seen {
    fn audible_bell(&mut self, _: &mut Screen) {
        self.bells += 1;
    }

    fn visual_bell(&mut self, _: &mut Screen) {
        self.bells += 1;
    }

    fn resize(&mut self, _: &mut Screen, size: (u16, u16)) {
        self.note(format!("resize to {size:?}"));
    }

    fn set_window_icon_name(&mut self, _: &mut Screen, name: &[u8]) {
        self.titles.push(String::from_utf8_lossy(name).into_owned());
    }

    fn set_window_title(&mut self, _: &mut Screen, title: &[u8]) {
        self.titles.push(String::from_utf8_lossy(title).into_owned());
    }

    fn copy_to_clipboard(&mut self, _: &mut Screen, _: &[u8], contents: &[u8]) {
        self.clipboard.push(String::from_utf8_lossy(contents).into_owned());
    }

    fn paste_from_clipboard(&mut self, _: &mut Screen, _: &[u8]) {
        self.note("clipboard read".to_owned());
    }

    fn unhandled_control(&mut self, _: &mut Screen, byte: u8) {
        self.note(format!("control {byte:02x}"));
    }

    fn unhandled_escape(&mut self, _: &mut Screen, first: Option<u8>, second: Option<u8>, last: u8) {
        let bytes: Vec<u8> = first.into_iter().chain(second).chain([last]).collect();
        self.note(format!("esc {}", String::from_utf8_lossy(&bytes)));
    }

    fn unhandled_csi(&mut self, _: &mut Screen, first: Option<u8>, _: Option<u8>, params: &[&[u16]], last: char) {
        let params: Vec<String> = params
            .iter()
            .map(|param| param.iter().map(u16::to_string).collect::<Vec<_>>().join(":"))
            .collect();
        let first = first.map_or(String::new(), |byte| char::from(byte).to_string());
        self.note(format!("csi {first}{}{last}", params.join(";")));
    }

    fn unhandled_osc(&mut self, _: &mut Screen, params: &[&[u8]]) {
        let params: Vec<_> = params.iter().map(|param| String::from_utf8_lossy(param)).collect();
        self.note(format!("osc {}", params.join(";")));
    }
}

//! The program in a real terminal: a PTY of a given size, a terminal emulator that reads what is drawn, keys typed into it.
//!
//! Nothing here sleeps: [`Terminal::shows`] and its kin wait, until a deadline. Every run has a home of its own.

mod keys;

use std::ffi::OsStr;
use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex, MutexGuard};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, ExitStatus, MasterPty, PtySize, native_pty_system};
use vt100::{Parser, Screen};

use crate::seen::Seen;

/// Longest wait for anything. Generous, because a build machine may be busy; nothing waits that long when all is well.
const DEADLINE: Duration = Duration::from_secs(20);

/// So often what lies outside the screen is looked at.
const GLANCE: Duration = Duration::from_millis(20);

/// A home of its own for a run or for several: configuration, marks and places are kept in it.
pub struct Home {
    folder: tempfile::TempDir,
}

/// A program in a terminal.
pub struct Terminal {
    /// None once the window is closed.
    ends: Option<(Box<dyn MasterPty + Send>, Box<dyn Write + Send>)>,
    reader: Option<JoinHandle<()>>,
    child: Box<dyn Child + Send + Sync>,
    state: Arc<(Mutex<State>, Condvar)>,
}

/// What the terminal has seen so far.
struct State {
    parser: Parser<Seen>,
    bytes: Vec<u8>,
    ended: bool,
    /// Whether the window is being closed.
    closing: bool,
}

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
    pub fn start<A: AsRef<OsStr>>(&self, arguments: &[A], size: (u16, u16)) -> Terminal {
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_visavis"));
        command.args(arguments);
        self.run(command, size, &[])
    }

    /// Starts the program with more in its environment.
    pub fn start_with(&self, arguments: &[&str], size: (u16, u16), environment: &[(&str, &str)]) -> Terminal {
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_visavis"));
        command.args(arguments);
        self.run(command, size, environment)
    }

    /// Starts a line of shell in which `$VISAVIS` is the program.
    #[cfg(unix)]
    pub fn start_shell(&self, line: &str, size: (u16, u16)) -> Terminal {
        let mut command = CommandBuilder::new("/bin/sh");
        command.args(["-c", line]);
        self.run(
            command,
            size,
            &[("VISAVIS", env!("CARGO_BIN_EXE_visavis")), ("PATH", "/usr/bin:/bin")],
        )
    }

    fn run(&self, mut command: CommandBuilder, (width, height): (u16, u16), environment: &[(&str, &str)]) -> Terminal {
        let pair = native_pty_system()
            .openpty(size(width, height))
            .expect("a pseudo-terminal");
        command.cwd(self.path());
        command.env_clear();
        for (name, value) in self.environment() {
            command.env(name, value);
        }
        for (name, value) in environment {
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
            closing: false,
        };
        let state = Arc::new((Mutex::new(state), Condvar::new()));
        let seen_by_reader = Arc::clone(&state);
        let reader = std::thread::spawn(move || watch(reader, &seen_by_reader));
        Terminal {
            ends: Some((pair.master, keyboard)),
            reader: Some(reader),
            child,
            state,
        }
    }
}

impl Terminal {
    /// Types keys: characters as they are, others by name, as in `/stripe<Enter>n<Esc>`.
    pub fn type_keys(&mut self, keys: &str) {
        self.send(keys::key_bytes(keys).as_bytes());
    }

    /// Sends bytes as they are.
    pub fn send(&mut self, bytes: &[u8]) {
        let (_, keyboard) = self.ends.as_mut().expect("the window is open");
        keyboard
            .write_all(bytes)
            .and_then(|()| keyboard.flush())
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

    /// Waits until a whole page is drawn, down to its last row.
    pub fn shows_page(&self) {
        self.becomes("shows a page", |screen| {
            let (_, columns) = screen.size();
            let last = screen.rows(0, columns.get()).last().unwrap_or_default();
            screen.alternate_screen() && !last.trim().is_empty()
        });
    }

    /// Presses Esc and waits until these words are gone, so that no key after it is taken for its second half.
    pub fn escapes(&mut self, words: &str) {
        self.type_keys("<Esc>");
        self.hides(words);
    }

    /// Waits until something outside the screen is so, such as a file that is there.
    pub fn finds(&self, says: &str, is_so: impl Fn() -> bool) {
        self.until(says, |_| is_so());
    }

    /// The row and column where words stand on the screen.
    pub fn place_of(&self, words: &str) -> Option<(u16, u16)> {
        self.ask(|screen| {
            let (rows, columns) = screen.size();
            (0..rows.get()).find_map(|row| {
                let cells: Vec<&str> = (0..columns.get())
                    .map(|column| screen.cell(row, column).map_or("", |c| c.contents()))
                    .collect();
                // A cell without contents is a blank, and the second half of a wide character stays empty.
                let starts = (0..cells.len()).find(|start| {
                    let rest: String = cells[*start..]
                        .iter()
                        .map(|c| if c.is_empty() { " " } else { c })
                        .collect();
                    rest.starts_with(words)
                });
                starts
                    .and_then(|column| u16::try_from(column).ok())
                    .map(|column| (row, column))
            })
        })
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
        self.master()
            .resize(size(width, height))
            .expect("the terminal can be resized");
    }

    /// Whether line editing is on, as a shell expects to find it.
    #[cfg(unix)]
    pub fn is_cooked(&self) -> bool {
        let modes = self.master().get_termios().expect("a terminal has modes");
        let local = format!("{:?}", modes.local_flags);
        local.contains("ICANON") && local.contains("ECHO")
    }

    /// Ends the program as a power cut would.
    #[cfg(unix)]
    pub fn kill9(&mut self) {
        self.signal(rustix::process::Signal::KILL);
        self.ends();
    }

    /// The number of the program's process.
    pub fn process(&self) -> u32 {
        self.child.process_id().expect("a process that runs")
    }

    /// Sends the program a signal.
    #[cfg(unix)]
    pub fn signal(&self, signal: rustix::process::Signal) {
        let process = rustix::process::Pid::from_raw(self.process().cast_signed()).expect("a process that runs");
        rustix::process::kill_process(process, signal).expect("it is ours");
    }

    /// Closes the window, as a terminal does that is quit, and waits until the program has ended.
    pub fn close(&mut self) {
        self.state().closing = true;
        // The reading thread lets go of the terminal at the next thing that is drawn.
        self.resize(91, 31);
        if let Some(reader) = self.reader.take() {
            reader.join().expect("the reading thread has not failed");
        }
        drop(self.ends.take());
        let deadline = Instant::now() + DEADLINE;
        while self.child.try_wait().expect("it is our child").is_none() {
            assert!(Instant::now() < deadline, "the program goes on without a terminal");
            let state = self.state();
            drop(
                self.state
                    .1
                    .wait_timeout(state, GLANCE)
                    .expect("the reading thread has not failed"),
            );
        }
    }

    fn master(&self) -> &dyn MasterPty {
        let (master, _) = self.ends.as_ref().expect("the window is open");
        master.as_ref()
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
            // What is outside the screen tells nobody, so it is looked at now and then.
            state = self
                .state
                .1
                .wait_timeout(state, left.min(GLANCE))
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
        // A closed pseudo-terminal is an error on Linux and an end elsewhere. Linux looks for bytes first and for
        // the end second, so that what was written between the two looks is only there at the next reading.
        let read = reader
            .read(&mut buffer)
            .or_else(|_| reader.read(&mut buffer))
            .unwrap_or(0);
        let Ok(mut now) = state.0.lock() else { return };
        now.parser.process(&buffer[..read]);
        now.bytes.extend_from_slice(&buffer[..read]);
        now.ended = read == 0;
        state.1.notify_all();
        if read == 0 || now.closing {
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

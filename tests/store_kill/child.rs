//! The child's part: it saves one mark after the other and prints what became of each.

use std::collections::VecDeque;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use visavis::marks::{Anchor, Body, Edit, Event, Mark, MarkKind, Moment, Notebook, Status};
use visavis::store::{Directories, Keeper, Shelf, Told, entropy, now};
use visavis::text::Span;

use super::identity;

const HOME: &str = "VISAVIS_TEST_SAVES_IN";
const COUNT: &str = "VISAVIS_TEST_SAVES";

/// Saves marks whose notes are its process and a number, and hears of each what became of it.
pub struct Saver {
    keeper: Keeper,
    told: Receiver<Told>,
    notebook: Notebook,
    number: u64,
    /// Those that are not acknowledged: the keeper's number and the note.
    waiting: VecDeque<(u64, String)>,
}

impl Saver {
    pub fn start(home: &Path) -> Self {
        Self::on(Shelf::open(Directories::below(home)), None)
    }

    /// The same on a shelf, for the transcript in that file.
    pub fn on(shelf: Shelf, file: Option<PathBuf>) -> Self {
        let (tell, told) = channel();
        let notebook = Notebook::on(shelf.device(), entropy());
        let keeper = Keeper::start(shelf, file, identity, move |t| drop(tell.send(t)));
        Self {
            keeper,
            told,
            notebook,
            number: 0,
            waiting: VecDeque::new(),
        }
    }

    /// Saves one more and waits for the answer: the notes acknowledged by it, or why it could not be saved.
    pub fn save(&mut self) -> Result<Vec<String>, String> {
        let note = format!("{}-{}", std::process::id(), self.number);
        self.number += 1;
        let wanted = self.keeper.save(one_more(&mut self.notebook, &note, now()));
        self.waiting.push_back((wanted, note));
        loop {
            match self.told.recv().expect("the keeper goes on") {
                Told::Saved { upto } if upto >= wanted => {
                    let done = self.waiting.iter().filter(|(number, _)| *number <= upto).count();
                    return Ok(self.waiting.drain(..done).map(|(_, note)| note).collect());
                }
                Told::NotSaved { upto, reason } if upto >= wanted => return Err(reason),
                _ => {}
            }
        }
    }

    /// Leaves as the reader does, and gives the lines that could not be saved.
    pub fn close(self) -> Vec<String> {
        self.keeper.close(Duration::from_secs(20)).lines
    }
}

/// One more bookmark, with the number of its mark in the note.
fn one_more(notebook: &mut Notebook, note: &str, at: Moment) -> Vec<Event> {
    let span = Span::new(1, 9);
    let mark = Mark {
        kind: MarkKind::Bookmark { letter: None },
        span,
        note: note.to_owned(),
        tags: Vec::new(),
        anchor: Anchor {
            span,
            ..Anchor::default()
        },
        earlier: Vec::new(),
        status: Status::Ok,
    };
    notebook.perform("bookmarked", vec![Edit::Add(Body::Mark(mark))], at)
}

/// Says something to the test that waits for it.
pub fn say(words: &str) {
    let mut out = std::io::stdout().lock();
    writeln!(out, "child {words}")
        .and_then(|()| out.flush())
        .expect("the test reads");
}

/// Runs the test of that name as a child, which finds its home and a number in the environment.
pub fn child(test: &str, home: &Path, count: usize) -> Child {
    prepared(
        Command::new(std::env::current_exe().expect("this test")).args(["--exact", test, "--nocapture"]),
        home,
        count,
    )
    .spawn()
    .expect("the child starts")
}

/// The same within a command of the shell, in which `"$0" "$@"` is the child. It is given no rights but its own.
pub fn child_of_shell(line: &str, test: &str, home: &Path) -> Child {
    prepared(
        Command::new("unshare").args(["-rm", "sh", "-c", line]).args([
            std::env::current_exe().expect("this test").as_os_str(),
            "--exact".as_ref(),
            test.as_ref(),
            "--nocapture".as_ref(),
        ]),
        home,
        1,
    )
    .spawn()
    .expect("the shell starts")
}

/// A command that knows its home and number, and whose words the test hears.
pub fn prepared<'a>(command: &'a mut Command, home: &Path, count: usize) -> &'a mut Command {
    command
        .env(HOME, home)
        .env(COUNT, count.to_string())
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
}

/// What a child says, until it ends. The test harness may have begun a line with words of its own.
pub fn saying(child: &mut Child) -> impl Iterator<Item = String> + use<> {
    let out = child.stdout.take().expect("its output is ours");
    let lines = BufReader::new(out).lines().map_while(Result::ok);
    lines.filter_map(|line| line.split_once("child ").map(|(_, words)| words.to_owned()))
}

/// The notes that a child says are saved, until it ends.
pub fn acknowledging(child: &mut Child) -> impl Iterator<Item = String> + use<> {
    saying(child).filter_map(|words| words.strip_prefix("saved ").map(str::to_owned))
}

/// Home and number, where this process is a child.
pub fn orders() -> Option<(PathBuf, usize)> {
    let home = std::env::var_os(HOME)?;
    let count = std::env::var(COUNT).ok()?.parse().expect("a number of saves");
    Some((home.into(), count))
}

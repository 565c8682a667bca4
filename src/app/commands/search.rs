//! `visavis search PATTERN [PATH…]`: hits in transcripts with who says them and when, written as each file has been read.
//!
//! Files are read on as many threads as there are cores and told in the order in which they were named. What cannot be opened is
//! told on standard error and hides nothing of the others; only where it was named itself does the run end with it.

use std::collections::{BTreeMap, HashSet};
use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::{self, Receiver};
use std::thread;

use super::marked::Marked;
use super::{Ending, Failure, Origin, complain, reading};
use crate::app::cli::Looking;
use crate::app::setting::Setup;
use crate::app::terminal::size;
use crate::export::hits::{self, Found, Ink, Order, Piece, Row};
use crate::search::{Query, count_in};
use crate::text::{SafeText, Span};
use crate::turns::Turns;

/// Cells of a line of a concordance where no terminal says how many there are.
const CELLS: usize = 120;

/// Looks for words in transcripts.
pub fn run(looking: &Looking, setup: &Setup) -> Ending {
    // A mistake in the query is told once, before anything is read.
    match Query::narrowed(&looking.line(), looking.regex, &looking.narrowings(), &Turns::default()) {
        Err(mistake) => return refuse(&mistake),
        Ok(None) => return refuse("there is nothing to look for"),
        Ok(Some(_)) => {}
    }
    let origins = match origins(looking, setup) {
        Ok(origins) => origins,
        Err(failure) => return refuse(&failure.to_string()),
    };
    if origins.is_empty() {
        return refuse("no transcript was read before; name files or folders");
    }
    let search = Search {
        looking,
        setup,
        origins: &origins,
        words: words_of(looking),
    };
    let mut teller = Teller::new(looking, setup);
    let next = AtomicUsize::new(0);
    let over = AtomicBool::new(false);
    thread::scope(|scope| {
        let (sender, answers) = mpsc::channel();
        let threads = thread::available_parallelism().map_or(1, usize::from);
        for _ in 0..threads.min(origins.len()) {
            let sender = sender.clone();
            let (search, next, over) = (&search, &next, &over);
            scope.spawn(move || {
                while !over.load(Ordering::Relaxed) {
                    let at = next.fetch_add(1, Ordering::Relaxed);
                    let Some(origin) = search.origins.get(at) else { break };
                    if sender.send((at, search.in_one(origin))).is_err() {
                        break;
                    }
                }
            });
        }
        drop(sender);
        in_order(&answers, |answer| teller.tell(answer));
        over.store(true, Ordering::Relaxed);
    });
    teller.end()
}

fn refuse(reason: &str) -> Ending {
    complain(reason);
    Ending::Refused
}

/// The transcripts to look into, each once.
fn origins(looking: &Looking, setup: &Setup) -> Result<Vec<Origin>, Failure> {
    if looking.paths.is_empty() {
        let files = setup.shelf.files_read();
        return Ok(files
            .into_iter()
            .filter(|path| path.is_file())
            .map(Origin::File)
            .collect());
    }
    let mut origins = reading::shelf(&looking.paths)?;
    let mut seen = HashSet::new();
    origins.retain(|origin| seen.insert(origin.clone()));
    Ok(origins)
}

/// Hands answers on in the order of their numbers, as long as they are wanted.
fn in_order<T>(answers: &Receiver<(usize, T)>, mut tell: impl FnMut(T) -> bool) {
    let mut waiting = BTreeMap::new();
    let mut next = 0;
    for (at, answer) in answers {
        waiting.insert(at, answer);
        while let Some(answer) = waiting.remove(&next) {
            next += 1;
            if !tell(answer) {
                return;
            }
        }
    }
}

/// What is looked for, and where.
struct Search<'a> {
    looking: &'a Looking,
    setup: &'a Setup,
    origins: &'a [Origin],
    /// The query, where it says the same of every transcript, whoever speaks in it.
    words: Option<Query>,
}

/// What one transcript has to tell.
enum Answer {
    /// Lines to be written, and how many hits there are in all.
    Lines(Vec<Vec<Piece>>, usize),
    /// Rows of a concordance, which are ordered over all transcripts.
    Rows(Vec<Row>),
    /// Objects, a line each, and how many.
    Objects(String, usize),
    /// Why it could not be looked into, and whether it was named itself rather than a folder that it lies in.
    Failed(Failure, bool),
}

impl Search<'_> {
    fn in_one(&self, origin: &Origin) -> Answer {
        if let Some(count) = self.count_words(origin)
            && (count == 0 || self.looking.count)
        {
            return Answer::Lines(counted(&shown(origin), count), count);
        }
        let marked = match Marked::open(origin, self.setup) {
            Ok(marked) => marked,
            Err(failure) => {
                let named = |path: &PathBuf| Origin::of(path) == *origin;
                return Answer::Failed(failure, self.looking.paths.iter().any(named));
            }
        };
        let hits = self.hits(&marked);
        let path = shown(origin);
        let found = Found {
            path: &path,
            source: marked.source(),
            hits: &hits,
        };
        let count = hits.len();
        if self.looking.count {
            return Answer::Lines(counted(&path, count), count);
        }
        if self.looking.json {
            Answer::Objects(hits::json(&found), count)
        } else if self.looking.kwic {
            Answer::Rows(hits::concordance(&found))
        } else {
            Answer::Lines(hits::lines(&found, self.looking.context), count)
        }
    }

    /// How many hits a transcript has, where that can be told from the words that are kept of it.
    fn count_words(&self, origin: &Origin) -> Option<usize> {
        let query = self.words.as_ref()?;
        Some(count_in(query, &self.setup.library.text(origin)?))
    }

    fn hits(&self, marked: &Marked) -> Vec<Span> {
        let looking = self.looking;
        let query = Query::narrowed(&looking.line(), looking.regex, &looking.narrowings(), &marked.turns);
        let Ok(Some(query)) = query else { return Vec::new() };
        marked.find(&query)
    }
}

/// The query of a run where no name in it can be a speaker's in one transcript and words in another.
fn words_of(looking: &Looking) -> Option<Query> {
    let line = looking.line();
    let scoped = line.contains([':', '#']) || !looking.narrowings().is_empty();
    let query = Query::parse(&line, looking.regex, &Turns::default()).ok().flatten();
    query.filter(|query| !scoped && query.is_of_words())
}

/// A transcript as it is named in what is written.
fn shown(origin: &Origin) -> SafeText {
    match origin {
        Origin::File(path) => SafeText::path(path),
        Origin::StandardInput | Origin::Sample => origin.name(),
    }
}

/// The line that says how many hits a transcript has, where it has any.
fn counted(path: &SafeText, count: usize) -> Vec<Vec<Piece>> {
    let line = vec![
        (Ink::Path, path.to_string()),
        (Ink::Sign, ":".to_owned()),
        (Ink::Words, count.to_string()),
    ];
    if count > 0 { vec![line] } else { Vec::new() }
}

/// Writes what is found as it comes.
struct Teller {
    order: Option<Order>,
    rows: Vec<Row>,
    coloured: bool,
    cells: usize,
    hits: usize,
    failed: bool,
    gone: bool,
    separated: bool,
}

impl Teller {
    fn new(looking: &Looking, setup: &Setup) -> Self {
        let terminal = io::stdout().is_terminal();
        Self {
            order: looking.kwic.then(|| looking.sort.map(Order::from).unwrap_or_default()),
            rows: Vec::new(),
            coloured: setup.colours(terminal),
            cells: if terminal { usize::from(size().0) } else { CELLS },
            hits: 0,
            failed: false,
            gone: false,
            separated: looking.context > 0,
        }
    }

    /// Writes an answer; whether more is wanted.
    fn tell(&mut self, answer: Answer) -> bool {
        match answer {
            Answer::Failed(failure, named) => {
                self.failed |= named;
                complain(&failure.to_string());
            }
            Answer::Rows(mut rows) if self.order.is_some_and(|order| order != Order::Place) => {
                self.hits += rows.len();
                self.rows.append(&mut rows);
            }
            Answer::Rows(rows) => {
                self.hits += rows.len();
                self.write(&hits::row_lines(rows, Order::Place, self.cells));
            }
            Answer::Objects(objects, count) => {
                self.hits += count;
                self.put(objects.as_bytes());
            }
            Answer::Lines(lines, count) => {
                if self.separated && count > 0 && self.hits > 0 {
                    self.write(&[vec![(Ink::Sign, "--".to_owned())]]);
                }
                self.hits += count;
                self.write(&lines);
            }
        }
        !self.gone
    }

    /// Writes what had to wait for all, and says how the run ends.
    fn end(mut self) -> Ending {
        if let Some(order) = self.order {
            let rows = std::mem::take(&mut self.rows);
            self.write(&hits::row_lines(rows, order, self.cells));
        }
        if self.failed {
            Ending::Refused
        } else if self.hits == 0 {
            Ending::NothingFound
        } else {
            Ending::Well
        }
    }

    fn write(&mut self, lines: &[Vec<Piece>]) {
        let mut text = String::new();
        for line in lines {
            for (ink, words) in line {
                match colour(*ink).filter(|_| self.coloured && !words.is_empty()) {
                    Some(code) => {
                        text.push_str("\x1b[");
                        text.push_str(code);
                        text.push('m');
                        text.push_str(words);
                        text.push_str("\x1b[0m");
                    }
                    None => text.push_str(words),
                }
            }
            text.push('\n');
        }
        self.put(text.as_bytes());
    }

    fn put(&mut self, bytes: &[u8]) {
        if self.gone || bytes.is_empty() {
            return;
        }
        let mut out = io::stdout().lock();
        if let Err(error) = out.write_all(bytes).and_then(|()| out.flush()) {
            self.gone = true;
            if error.kind() != io::ErrorKind::BrokenPipe {
                complain(&format!("standard output: {error}"));
                self.failed = true;
            }
        }
    }
}

/// How a piece is coloured in a terminal, as grep's heirs do.
const fn colour(ink: Ink) -> Option<&'static str> {
    match ink {
        Ink::Path => Some("35"),
        Ink::Turn => Some("32"),
        Ink::Time => Some("36"),
        Ink::Speaker => Some("1"),
        Ink::Sign => Some("2"),
        Ink::Hit => Some("1;31"),
        Ink::Words => None,
    }
}

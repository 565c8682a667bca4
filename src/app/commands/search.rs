//! `visavis search PATTERN [PATH…]`: hits in transcripts with who says them and when, written as each file has been read.
//!
//! Files are read on as many threads as there are cores and told in the order in which they were named. What cannot be opened is
//! told on standard error and hides nothing of the others; only where it was named itself does the run end with it.

use std::collections::HashSet;
use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

use super::each::{each, named_or_read};
use super::found::{self, Made};
use super::marked::Marked;
use super::quoted::{self, Taken};
use super::saving::save;
use super::{Ending, Failure, Origin, complain};
use crate::app::cli::{Looking, emit_bytes};
use crate::app::setting::Setup;
use crate::app::terminal::size;
use crate::export::hits::{self, Found, Ink, Order, Piece, Row};
use crate::marks::hits::Wanted;
use crate::search::Query;
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
    let origins = match named_or_read(&looking.paths, setup) {
        Ok(origins) => origins,
        Err(failure) => return refuse(&failure.to_string()),
    };
    if origins.is_empty() {
        return refuse("no transcript was read before; name files or folders");
    }
    let search = Search {
        looking,
        setup,
        words: Query::of_words(&looking.line(), looking.regex).filter(|_| looking.narrowings().is_empty()),
        wanted: looking.wanted(),
        marked: Mutex::default(),
    };
    let mut teller = Teller::new(looking, setup);
    each(&origins, |origin| search.in_one(origin), |answer| teller.tell(answer));
    teller.end()
}

fn refuse(reason: &str) -> Ending {
    complain(reason);
    Ending::Refused
}

/// What is looked for, and where.
struct Search<'a> {
    looking: &'a Looking,
    setup: &'a Setup,
    /// The query, where it asks the same of every transcript.
    words: Option<Query>,
    /// What hits are to be made.
    wanted: Option<Wanted>,
    /// Transcripts whose hits were made that, by key: the same words may lie in two files.
    marked: Mutex<HashSet<String>>,
}

/// What one transcript has to tell.
enum Answer {
    /// Lines to be written, and how many hits there are in all.
    Lines(Vec<Vec<Piece>>, usize),
    /// Rows of a concordance, which are ordered over all transcripts.
    Rows(Vec<Row>),
    /// Objects, a line each, and how many.
    Objects(String, usize),
    /// What is to be taken out.
    Quotes(Box<Taken>),
    /// Why it could not be looked into, and whether it was named itself rather than a folder that it lies in.
    Failed(Failure, bool),
}

impl Search<'_> {
    fn in_one(&self, origin: &Origin) -> (Answer, Option<Result<Made, Failure>>) {
        if let Some(count) = self
            .words
            .as_ref()
            .and_then(|query| self.setup.library.count(origin, query))
            && (count == 0 || (self.looking.count && self.wanted.is_none()))
        {
            return (Answer::Lines(counted(&shown(origin), count), count), None);
        }
        let mut marked = match Marked::open(origin, self.setup) {
            Ok(marked) => marked,
            Err(failure) => {
                let named = |path: &PathBuf| Origin::of(path) == *origin;
                return (Answer::Failed(failure, self.looking.paths.iter().any(named)), None);
            }
        };
        let hits = self.hits(&marked);
        let made = self.mark(origin, &mut marked, &hits);
        (self.answer(origin, marked, hits), made)
    }

    /// Makes hits what they are to be.
    fn mark(&self, origin: &Origin, marked: &mut Marked, hits: &[Span]) -> Option<Result<Made, Failure>> {
        let wanted = self.wanted.as_ref().filter(|_| !hits.is_empty())?;
        let mut done = self.marked.lock().unwrap_or_else(PoisonError::into_inner);
        if !done.insert(marked.document.key.clone()) {
            return None;
        }
        drop(done);
        let made = found::mark(origin, marked, hits, wanted, &self.setup.shelf);
        Some(made.map_err(|reason| Failure::of(origin.name(), format!("NOT SAVED: {reason}"))))
    }

    fn answer(&self, origin: &Origin, marked: Marked, hits: Vec<Span>) -> Answer {
        if self.looking.to.is_some() {
            return Answer::Quotes(Box::new((marked, hits)));
        }
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

    fn hits(&self, marked: &Marked) -> Vec<Span> {
        let looking = self.looking;
        let query = Query::narrowed(&looking.line(), looking.regex, &looking.narrowings(), &marked.turns);
        let Ok(Some(query)) = query else { return Vec::new() };
        marked.find(&query)
    }
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
struct Teller<'a> {
    looking: &'a Looking,
    setup: &'a Setup,
    rows: Vec<Row>,
    coloured: bool,
    cells: usize,
    hits: usize,
    failed: bool,
    gone: bool,
    taken: Vec<Taken>,
    /// Marks made or changed, and in how many transcripts.
    made: (usize, usize),
    not_saved: bool,
}

impl<'a> Teller<'a> {
    fn new(looking: &'a Looking, setup: &'a Setup) -> Self {
        let terminal = io::stdout().is_terminal();
        Self {
            looking,
            setup,
            rows: Vec::new(),
            coloured: setup.colours(terminal),
            cells: if terminal { usize::from(size().0) } else { CELLS },
            hits: 0,
            failed: false,
            gone: false,
            taken: Vec::new(),
            made: (0, 0),
            not_saved: false,
        }
    }

    /// The order of a concordance.
    fn order(&self) -> Order {
        self.looking.sort.map(Order::from).unwrap_or_default()
    }

    /// Writes an answer; whether more is wanted.
    fn tell(&mut self, (answer, made): (Answer, Option<Result<Made, Failure>>)) -> bool {
        match made {
            Some(Ok(made)) => {
                self.made.0 += made.marks;
                self.made.1 += usize::from(made.marks > 0);
                if let Some(why) = made.retreat {
                    complain(&SafeText::line(&why));
                }
            }
            Some(Err(failure)) => {
                self.not_saved = true;
                complain(&failure.to_string());
            }
            None => {}
        }
        match answer {
            Answer::Quotes(taken) => {
                if !taken.1.is_empty() {
                    self.hits += taken.1.len();
                    self.taken.push(*taken);
                }
            }
            Answer::Failed(failure, named) => {
                self.failed |= named;
                complain(&failure.to_string());
            }
            Answer::Rows(mut rows) if self.order() != Order::Place => {
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
                if self.looking.context > 0 && count > 0 && self.hits > 0 {
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
        let (looking, setup) = (self.looking, self.setup);
        let rows = std::mem::take(&mut self.rows);
        self.write(&hits::row_lines(rows, self.order(), self.cells));
        if let Some(form) = looking.to.filter(|_| self.hits > 0) {
            match quoted::bytes(&self.taken, form, setup.citation()) {
                Ok(bytes) => self.failed |= !put_out(&bytes, looking),
                Err(reason) => {
                    complain(&reason);
                    self.failed = true;
                }
            }
        }
        if let Some(wanted) = looking.wanted().filter(|_| self.hits > 0) {
            let (marks, transcripts) = self.made;
            let transcripts = if transcripts == 1 {
                "1 transcript".to_owned()
            } else {
                format!("{transcripts} transcripts")
            };
            complain(&format!(
                "{} in {transcripts}; u takes it back in each",
                wanted.says(marks)
            ));
        }
        if self.not_saved {
            Ending::NotSaved
        } else if self.failed {
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

/// Writes quotes where they are to go; whether that went well.
fn put_out(bytes: &[u8], looking: &Looking) -> bool {
    let Some(path) = &looking.output else {
        return emit_bytes(bytes) == Ending::Well;
    };
    let saved = save(bytes, path, &looking.paths, looking.force);
    if let Err(reason) = &saved {
        complain(&Failure::of(SafeText::path(path), reason).to_string());
    }
    saved.is_ok()
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

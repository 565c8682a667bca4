//! `visavis export --to ndjson`: every turn of files, folders or the whole library, written transcript by transcript as it is read,
//! so that no library is too large for it. What cannot be read is told, and the rest goes on.

use std::collections::HashMap;
use std::io::{self, Write};

use super::each::{each, named_or_read};
use super::marked::Marked;
use super::saving::{begin, why};
use super::{Ending, Failure, Origin, complain, refuse};
use crate::app::cli::Taking;
use crate::app::setting::Setup;
use crate::export::quote::quotes;
use crate::export::quotes::{Extract, Wish};
use crate::marks::Status;
use crate::store::fs::Handed;
use crate::store::now;
use crate::text::SafeText;

/// What one transcript has to tell.
struct Told {
    name: SafeText,
    key: String,
    lines: Vec<u8>,
    turns: usize,
    /// Marks whose words stand in no turn any more.
    orphans: usize,
}

/// Writes the turns of many transcripts.
pub fn run(taking: &Taking, setup: &Setup) -> Ending {
    let origins = match named_or_read(&taking.files, setup) {
        Ok(origins) => origins,
        Err(failure) => return refuse(&failure),
    };
    if origins.is_empty() {
        complain("no transcript was read before; name files or folders");
        return Ending::Refused;
    }
    let mut out = match Out::of(taking) {
        Ok(out) => out,
        Err(failure) => return refuse(&failure),
    };
    let named = |origin: &Origin| taking.files.iter().any(|path| Origin::of(path) == *origin);
    let mut seen: HashMap<String, SafeText> = HashMap::new();
    let (mut turns, mut refused) = (0, false);
    let work = |origin: &Origin| one(origin, taking, setup).map_err(|failure| (failure, named(origin)));
    let mut written = Ok(());
    each(&origins, work, |answer| {
        match answer {
            Err((failure, named)) => {
                complain(&failure.to_string());
                refused |= named;
            }
            Ok(told) => {
                // The same words under another name would only write over themselves.
                if let Some(other) = seen.get(&told.key) {
                    complain(&format!("{}: the same words as {other}, left out", told.name));
                    return true;
                }
                tell_orphans(&told);
                turns += told.turns;
                written = out.write(&told.lines);
                seen.insert(told.key, told.name);
            }
        }
        written.is_ok()
    });
    match written.and_then(|()| out.finish()) {
        Err(failure) if failure.kind() == io::ErrorKind::BrokenPipe => Ending::Well,
        Err(error) => refuse(&Failure::of(out_name(taking), why(&error))),
        Ok(()) if refused => Ending::Refused,
        Ok(()) if turns == 0 => Ending::NothingFound,
        Ok(()) => Ending::Well,
    }
}

/// The turns of one transcript, as lines.
fn one(origin: &Origin, taking: &Taking, setup: &Setup) -> Result<Told, Failure> {
    let mut marked = Marked::open(origin, setup)?;
    if let Origin::File(path) = origin {
        marked.document.path = SafeText::path(path);
    }
    let style = taking.citation.as_ref().unwrap_or_else(|| setup.citation());
    let filter = taking.picked.filter();
    let mut quotes = quotes(&marked.source(), &marked.notebook, style);
    quotes.retain(|quote| filter.keeps(quote));
    let orphans = quotes.iter().filter(|quote| quote.status == Status::Orphan).count();
    let extract = Extract {
        source: marked.source(),
        quotes,
    };
    let wish = Wish {
        bare: taking.bare,
        at: now(),
        ..Wish::default()
    };
    Ok(Told {
        name: origin.name(),
        key: marked.document.key.clone(),
        turns: marked.turns.all().len(),
        lines: (taking.to.write)(&[extract], &wish),
        orphans,
    })
}

fn tell_orphans(told: &Told) {
    if told.orphans > 0 {
        let marks = if told.orphans == 1 { "mark is" } else { "marks are" };
        complain(&format!(
            "{}: {} {marks} of words that are not in it any more, and left out",
            told.name, told.orphans
        ));
    }
}

/// Where lines go as they are made.
enum Out {
    Standard,
    File(Handed),
}

impl Out {
    fn of(taking: &Taking) -> Result<Self, Failure> {
        let Some(path) = &taking.output else {
            return Ok(Self::Standard);
        };
        let begun = begin(path, &taking.files, taking.force);
        begun
            .map(Self::File)
            .map_err(|reason| Failure::of(SafeText::path(path), reason))
    }

    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        match self {
            Self::Standard => {
                let mut out = io::stdout().lock();
                out.write_all(bytes)?;
                out.flush()
            }
            Self::File(file) => file.write(bytes),
        }
    }

    fn finish(self) -> io::Result<()> {
        match self {
            Self::Standard => Ok(()),
            Self::File(file) => file.finish(),
        }
    }
}

fn out_name(taking: &Taking) -> SafeText {
    let standard = SafeText::line("standard output");
    taking.output.as_ref().map_or(standard, |path| SafeText::path(path))
}

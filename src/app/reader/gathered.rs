//! Marks of every transcript that has any, gone through on a thread; the opening of one, and many taken out to a file.
//!
//! Only transcripts with marks of the wanted sort are read. Of one whose file is gone, or holds another talk now, the words are given
//! that were kept with its marks.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Arc, OnceLock};

use super::super::commands::kept::{Kept, kept};
use super::super::commands::marked::Marked as Transcript;
use super::super::commands::saving::save;
use super::super::opening;
use super::super::reading::Origin;
use super::super::terminal::{Message, Terminal};
use super::Reader;
use super::everywhere::Stores;
use super::exporting::{at_home, not_written};
use super::pace::Pace;
use crate::export::citation::Style;
use crate::export::quote::{Source, kept_quotes, quotes};
use crate::export::quotes::{Extract, Form, Wish, form};
use crate::export::rendition::Rendition;
use crate::marks::Id;
use crate::session::across::Found;
use crate::session::action::Marked;
use crate::session::gathered::Elsewhere;
use crate::session::{Action, Outcome};
use crate::store::{Key, now};
use crate::text::{SafeText, counted};
use crate::transcript::Transcript as Words;
use crate::turns::Turns;

/// The transcripts that a list goes through; known once its thread has seen what is kept.
pub(super) type Listed = Arc<OnceLock<Vec<Kept>>>;

impl Reader {
    /// Goes through the marks of every transcript.
    pub(super) fn gather_marks(&mut self, number: u64, marked: Marked) {
        let listed = Listed::default();
        self.gathered = Arc::clone(&listed);
        let (stores, sender) = (self.stores(), self.inbox.sender());
        let style = self.setup.citation().clone();
        let open = self.session.shelf().open.and_then(|at| self.shelf.get(at)).cloned();
        let key = self.keeping.identity.as_ref().map(|identity| identity.key.clone());
        std::thread::spawn(move || {
            let open = key.zip(open);
            let all = with_marks(marked, &stores, &style, open.as_ref());
            let all = listed.get_or_init(|| all);
            // The reader holds the list as long as it is the one that is wanted.
            let is_wanted = || Arc::strong_count(&listed) > 1;
            go_through((number, marked), all, (&stores, &style), |found| {
                is_wanted()
                    && sender
                        .send(Message::Outcome(Outcome::FoundMarks(marked, found)))
                        .is_ok()
            });
        });
    }

    /// Opens a transcript that a list went through, at a mark.
    pub(super) fn open_marked(&mut self, file: usize, offset: Option<usize>, terminal: &mut Terminal) {
        let listed = Arc::clone(&self.gathered);
        let Some(origin) = listed.get().and_then(|all| all.get(file)?.origin.clone()) else {
            return;
        };
        if self.open_origin(origin, offset.unwrap_or(0), terminal) {
            self.act(Action::Told(Outcome::LandedOnMark(offset)), None, terminal);
        }
    }

    /// Writes marks of many transcripts to a file.
    pub(super) fn export_marked(&self, marks: &[(usize, Id)], name: &'static str, path: &str, over: bool) {
        let mut files: BTreeMap<usize, Vec<Id>> = BTreeMap::new();
        for (file, id) in marks {
            files.entry(*file).or_default().push(*id);
        }
        let (listed, stores, sender) = (Arc::clone(&self.gathered), self.stores(), self.inbox.sender());
        let style = self.setup.citation().clone();
        let path = at_home(path);
        std::thread::spawn(move || {
            let all = listed.get().map_or(&[][..], Vec::as_slice);
            let chosen: Vec<(&Kept, Vec<Id>)> = files
                .into_iter()
                .filter_map(|(file, ids)| Some((all.get(file)?, ids)))
                .collect();
            let sources: Vec<PathBuf> = chosen
                .iter()
                .filter_map(|(kept, _)| opening::absolute(kept.origin.as_ref()?))
                .collect();
            let shown = SafeText::path(&path);
            let written = form(name)
                .ok_or_else(|| format!("there is no form {name}"))
                .and_then(|form| bytes(&chosen, form, (&stores, &style)))
                .and_then(|(bytes, count)| save(&bytes, &path, &sources, over).map(|()| count));
            let outcome = match written {
                Ok(count) => Ok(SafeText::line(&format!(
                    "{} written to {shown}",
                    counted(count, "mark")
                ))),
                Err(reason) => Err(not_written(&shown, &reason, &format!("{name}!"))),
            };
            // A reader who left has no use for the answer.
            let _ = sender.send(Message::Outcome(Outcome::Exported(outcome)));
        });
    }
}

/// What is kept of every transcript that has marks of a sort, the open one under what is open.
fn with_marks(marked: Marked, (shelf, library): &Stores, style: &Style, open: Option<&(Key, Origin)>) -> Vec<Kept> {
    let sample = library.parsed(&Origin::Sample).ok().map(|parsed| parsed.identity.key);
    let mut all = kept(shelf);
    all.retain(|kept| {
        let quotes = kept_quotes(&kept.notebook, &kept.document, style);
        // How well words are found is known only where they are read.
        marked == Marked::ToCheck && !quotes.is_empty() || quotes.iter().any(|quote| marked.holds(quote))
    });
    for kept in &mut all {
        let is_of = |key: &Key| key.as_str() == kept.document.key;
        match open {
            Some((key, origin)) if is_of(key) => kept.origin = Some(origin.clone()),
            _ if sample.as_ref().is_some_and(is_of) => kept.origin = Some(Origin::Sample),
            _ => {}
        }
    }
    all
}

/// Goes through transcripts in their order and tells what is found in them, at once what is found first.
fn go_through(
    (number, marked): (u64, Marked),
    all: &[Kept],
    (stores, style): (&Stores, &Style),
    tell: impl Fn(Found<Elsewhere>) -> bool,
) {
    let nothing = || Found::nothing(number);
    let (mut found, mut pace) = (nothing(), Pace::LIST);
    if all.is_empty() {
        tell(nothing());
    }
    for (file, kept) in all.iter().enumerate() {
        let read = read(kept, stores);
        let (title, mut quotes) = match &read {
            Some(read) => (&read.document.title, quotes(&read.source(), &read.notebook, style)),
            None => (&kept.document.title, kept_quotes(&kept.notebook, &kept.document, style)),
        };
        quotes.retain(|quote| marked.holds(quote));
        let of = quotes.len();
        found.count += of;
        let listed = quotes.into_iter().map(|quote| Elsewhere {
            file,
            title: title.clone(),
            of,
            there: read.is_some(),
            quote,
        });
        found.listed.extend(listed);
        found.looked = (file + 1, all.len());
        let is_last = file + 1 == all.len();
        if is_last || pace.is_due() && !found.listed.is_empty() {
            pace.tells();
            if !tell(std::mem::replace(&mut found, nothing())) {
                return;
            }
        }
    }
}

/// A transcript with its marks, where its file is there and these are its marks still.
fn read(kept: &Kept, (shelf, library): &Stores) -> Option<Transcript> {
    let (read, _) = Transcript::quietly(kept.origin.as_ref()?, shelf, library).ok()?;
    let mut ids = kept.notebook.marks().map(|(id, ..)| id);
    ids.any(|id| read.notebook.knows(id)).then_some(read)
}

/// The file of marks of many transcripts, and how many there are.
fn bytes(
    chosen: &[(&Kept, Vec<Id>)],
    form: &Form,
    (stores, style): (&Stores, &Style),
) -> Result<(Vec<u8>, usize), String> {
    let read: Vec<Option<Transcript>> = chosen.iter().map(|(kept, _)| read(kept, stores)).collect();
    let (words, turns, rendition) = (Words::default(), Turns::default(), Rendition::default());
    let without_text = |document| Source {
        document,
        transcript: &words,
        turns: &turns,
        rendition: &rendition,
    };
    let extracts: Vec<Extract<'_>> = chosen
        .iter()
        .zip(&read)
        .map(|((kept, ids), read)| {
            let (source, mut quotes) = match read {
                Some(read) => (read.source(), quotes(&read.source(), &read.notebook, style)),
                None => (
                    without_text(&kept.document),
                    kept_quotes(&kept.notebook, &kept.document, style),
                ),
            };
            quotes.retain(|quote| ids.contains(&quote.id));
            Extract { source, quotes }
        })
        .collect();
    let count = extracts.iter().map(|extract| extract.quotes.len()).sum();
    let wish = Wish {
        own_lines: style.holds_words(),
        at: now(),
        ..Wish::default()
    };
    let bytes = (form.write)(&extracts, &wish);
    if bytes.is_empty() {
        return Err(format!("{} could not be made of these transcripts", form.name));
    }
    Ok((bytes, count))
}

//! Real processes that save real files: killed at random moments, many at once, on full disks and where nothing can be written.
//! Nothing acknowledged is lost.
//!
//! The tests execute this program again as the child that saves. `VISAVIS_LONG=1 cargo test --test store_kill` kills ten times as
//! often and lets more of the system's calls fail.

#![expect(clippy::disallowed_methods, reason = "the test starts itself again, to be killed")]

mod child;
mod hardship;
mod injections;
mod kills;
mod order;

use std::collections::BTreeSet;
use std::path::Path;

use visavis::marks::Notebook;
use visavis::store::{Directories, Identity, Key, Shelf};

fn identity() -> Identity {
    Identity {
        key: Key::new("00112233445566778899").expect("a key"),
        text_version: String::new(),
        shingles: visavis::store::Shingles::default(),
    }
}

/// The notes of the marks that a start finds in that home, and how many lines are damaged.
fn kept(home: &Path) -> (BTreeSet<String>, usize) {
    let shelf = Shelf::open(Directories::below(home));
    let loaded = shelf.journal(&identity(), None).expect("a journal").load();
    assert_eq!(loaded.unread, Vec::<String>::new());
    let damaged = loaded.damaged;
    let mut notebook = Notebook::on(shelf.device(), 0);
    notebook.absorb(loaded.events);
    let notes = notebook.marks().map(|(_, _, mark)| mark.note.clone());
    (notes.collect(), damaged)
}

//! The journal under crashes, faults, damage and strangers; and that it keeps what it is given.

#[cfg(unix)]
mod beside;
mod crashes;
mod damage;
mod doctor;
mod faults;
mod hearing;
mod keeping;
mod leaving;
mod meddling;
mod linking;
mod mistakes;
mod remembering;
#[cfg(unix)]
mod strangers;
mod together;

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use super::fs::Fs;
use super::fs::crash::{CrashFs, Disk};
use super::{Identity, Journal, Key};
use crate::marks::{Anchor, Body, Colour, Device, Edit, Event, Id, Mark, MarkKind, Moment, Notebook, Status};
use crate::text::Span;

fn identity() -> Identity {
    Identity {
        key: Key::new("0123456789abcdef0123").expect("a key"),
        text_version: "fedcba98765432100000".to_owned(),
        shingles: crate::store::Shingles::default(),
    }
}

fn journal<F: Fs>(fs: &Arc<F>, device: &str) -> Journal<F> {
    let (root, locks) = (Path::new("/home/share/visavis"), Path::new("/home/state/visavis/locks"));
    Journal::new(Arc::clone(fs), root, Some(locks), &identity(), Device::new(device))
        .with_patience(Duration::from_millis(20))
}

/// Where the journal lies that is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Lies {
    /// Below the data directory.
    Home,
    /// Beside its transcript.
    Beside,
}

/// A transcript beside which a journal may lie.
const TALK: &str = "/talks/talk.txt";

impl Lies {
    /// The disk before anything is saved.
    fn disk(self) -> Disk {
        let fs = CrashFs::default();
        if self == Self::Beside {
            fs.plant(Path::new(TALK), b"words");
        }
        fs.settled()
    }
}

/// The same, where it lies.
fn journal_of<F: Fs>(fs: &Arc<F>, device: &str, lies: Lies) -> Journal<F> {
    match lies {
        Lies::Home => journal(fs, device),
        Lies::Beside => journal(fs, device).beside(Path::new(TALK)),
    }
}

fn notebook(device: &str, entropy: u128) -> Notebook {
    Notebook::on(Device::new(device), entropy)
}

fn bookmark(start: usize, note: &str) -> Body {
    let span = Span::new(start, start + 5);
    Body::Mark(Mark {
        kind: MarkKind::Bookmark { letter: Some('a') },
        span,
        note: note.to_owned(),
        tags: crate::marks::tags_in(note),
        anchor: Anchor {
            quote: "sagen".to_owned(),
            span,
            text_version: identity().text_version,
            ..Anchor::default()
        },
        earlier: Vec::new(),
        status: Status::Ok,
    })
}

fn highlight(start: usize) -> Body {
    let Body::Mark(mark) = bookmark(start, "") else {
        unreachable!("a bookmark is a mark")
    };
    let colour = Colour::ALL[start % 8];
    let earlier = vec![mark.anchor.clone(); start % 3];
    Body::Mark(Mark {
        kind: MarkKind::Highlight { colour },
        earlier,
        ..mark
    })
}

/// The events of one new bookmark, and its id.
fn one_more(notebook: &mut Notebook, at: i64, note: &str) -> (Id, Vec<Event>) {
    let events = notebook.perform("bookmarked", vec![Edit::Add(bookmark(3, note))], Moment(at));
    match events.first() {
        Some(Event::Put { id, .. }) => (*id, events),
        _ => panic!("a new record begins with its body"),
    }
}

/// The ids of the marks that these events leave standing.
fn standing(events: Vec<Event>) -> BTreeSet<Id> {
    let mut notebook = notebook("reader", 0);
    notebook.absorb(events);
    notebook.marks().map(|(id, _, _)| id).collect()
}

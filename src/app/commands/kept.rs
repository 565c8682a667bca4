//! What is kept of every transcript that has marks, whether its file is there or not: no transcript is opened for it.

use std::path::PathBuf;

use super::Origin;
use crate::export::quote::Document;
use crate::marks::Notebook;
use crate::store::{Identity, Key, Moved, Shelf, Shingles};
use crate::text::SafeText;

/// The marks of a transcript as they were kept.
#[derive(Debug)]
pub struct Kept {
    /// What is remembered of it.
    pub document: Document,
    /// Its marks, not yet found again in any text.
    pub notebook: Notebook,
    /// Its file, where that is there still.
    pub origin: Option<Origin>,
}

/// All that is kept, by the titles of the transcripts.
#[must_use]
pub fn kept(shelf: &Shelf) -> Vec<Kept> {
    let mut moves = Vec::new();
    let mut all: Vec<Kept> = shelf
        .transcripts()
        .into_iter()
        .filter_map(|key| {
            let (title, path) = shelf.title_and_path(&key);
            let document = document(&key, &title, path.as_ref());
            let (notebook, moved) = notebook(shelf, key)?;
            moves.extend(moved);
            Some(Kept {
                document,
                notebook,
                origin: path.filter(|path| path.is_file()).map(Origin::File),
            })
        })
        .collect();
    // A talk whose words changed has its marks under the key of today; that of before is read with it.
    moves.sort_by_key(|moved| moved.at);
    let mut before: Vec<Key> = Vec::new();
    for moved in moves {
        before.retain(|key| *key != moved.to);
        before.push(moved.from);
    }
    all.retain(|kept| !before.iter().any(|key| key.as_str() == kept.document.key));
    all.sort_by(|a, b| (&a.document.title, &a.document.key).cmp(&(&b.document.title, &b.document.key)));
    all
}

/// The marks that are kept of a transcript, not found again in any text, and from which keys they came to it.
#[must_use]
pub fn notebook(shelf: &Shelf, key: Key) -> Option<(Notebook, Vec<Moved>)> {
    let identity = Identity {
        key,
        text_version: String::new(),
        shingles: Shingles::default(),
    };
    let loaded = shelf.journal(&identity, None).ok()?.load();
    let mut notebook = Notebook::new(0);
    notebook.absorb(loaded.events);
    Some((notebook, loaded.moved))
}

/// What is remembered of a transcript; one without a title is called after its file.
fn document(key: &Key, title: &str, path: Option<&PathBuf>) -> Document {
    let name = path.map(|path| SafeText::line(&path.to_string_lossy()));
    let name = name.unwrap_or_default();
    let file = name.rsplit('/').next().filter(|file| !file.is_empty());
    let called = file.unwrap_or(key.as_str());
    let title = if title.is_empty() { called } else { title };
    Document {
        title: SafeText::line(title),
        name: name.clone(),
        key: key.as_str().to_owned(),
        ..Document::default()
    }
}

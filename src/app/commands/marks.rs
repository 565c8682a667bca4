//! `visavis marks [FILE]`: what is marked in a transcript, or in every transcript that has marks, as lines or as JSON.
//!
//! Without a file the words are those that were kept with the marks: no transcript is opened, and none need be there.

use super::marked::Marked;
use super::{Ending, Origin, complain, emit, refuse};
use crate::app::cli::Listed;
use crate::app::setting::Setup;
use crate::export::listing;
use crate::export::quote::{Document, Quote, Source, kept_quotes, quotes};
use crate::export::quotes::{Extract, Wish, form};
use crate::export::rendition::Rendition;
use crate::marks::Notebook;
use crate::store::{Identity, Key};
use crate::text::SafeText;
use crate::transcript::Transcript;
use crate::turns::Turns;

/// Lists marks.
pub fn run(listed: &Listed, setup: &Setup) -> Ending {
    let filter = listed.picked.filter();
    let mut documents: Vec<(Document, Vec<Quote>)> = match &listed.file {
        Some(file) => match Marked::open(&Origin::of(file), setup) {
            Ok(marked) => {
                let quotes = quotes(&marked.source(), &marked.notebook, setup.citation());
                vec![(marked.document, quotes)]
            }
            Err(failure) => return refuse(&failure),
        },
        None => kept(setup),
    };
    for (_, quotes) in &mut documents {
        quotes.retain(|quote| filter.keeps(quote));
    }
    documents.retain(|(_, quotes)| !quotes.is_empty());
    if documents.is_empty() {
        complain("nothing is marked that fits");
        return Ending::NothingFound;
    }
    emit(&if listed.json {
        json(&documents)
    } else {
        text(&documents)
    })
}

fn text(documents: &[(Document, Vec<Quote>)]) -> String {
    let listed = documents
        .iter()
        .map(|(document, quotes)| listing::text(document, quotes));
    listed.collect::<Vec<_>>().join("\n")
}

fn json(documents: &[(Document, Vec<Quote>)]) -> String {
    let (transcript, turns, rendition) = (Transcript::default(), Turns::default(), Rendition::default());
    let extracts: Vec<Extract<'_>> = documents
        .iter()
        .map(|(document, quotes)| Extract {
            source: Source {
                document,
                transcript: &transcript,
                turns: &turns,
                rendition: &rendition,
            },
            quotes: quotes.clone(),
        })
        .collect();
    let written = form("json").map(|form| (form.write)(&extracts, &Wish::default()));
    String::from_utf8(written.unwrap_or_default()).unwrap_or_default()
}

/// All marks that are kept, by the titles of their transcripts.
fn kept(setup: &Setup) -> Vec<(Document, Vec<Quote>)> {
    let mut moves = Vec::new();
    let mut documents: Vec<(Document, Vec<Quote>)> = setup
        .shelf
        .transcripts()
        .into_iter()
        .filter_map(|key| {
            let document = document(setup, &key);
            let identity = Identity {
                key,
                text_version: String::new(),
                shingles: crate::store::Shingles::default(),
            };
            let loaded = setup.shelf.journal(&identity, None).ok()?.load();
            moves.extend(loaded.moved);
            let mut notebook = Notebook::new(0);
            notebook.absorb(loaded.events);
            let quotes = kept_quotes(&notebook, &document, setup.citation());
            Some((document, quotes))
        })
        .collect();
    // A talk whose words changed has its marks under the key of today; that of before is read with it.
    moves.sort_by_key(|moved| moved.at);
    let mut before: Vec<Key> = Vec::new();
    for moved in moves {
        before.retain(|key| *key != moved.to);
        before.push(moved.from);
    }
    documents.retain(|(document, _)| !before.iter().any(|key| key.as_str() == document.key));
    documents.sort_by(|(a, _), (b, _)| (&a.title, &a.key).cmp(&(&b.title, &b.key)));
    documents
}

/// What is remembered of a transcript; one without a title is called after its file.
fn document(setup: &Setup, key: &Key) -> Document {
    let (title, path) = setup.shelf.title_and_path(key);
    let name = path
        .map(|path| SafeText::line(&path.to_string_lossy()))
        .unwrap_or_default();
    let file = name.rsplit('/').next().filter(|file| !file.is_empty());
    let called = file.unwrap_or(key.as_str());
    let title = if title.is_empty() { called } else { &title };
    Document {
        title: SafeText::line(title),
        name: name.clone(),
        key: key.as_str().to_owned(),
        ..Document::default()
    }
}

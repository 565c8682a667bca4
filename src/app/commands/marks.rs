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
    let Some(folder) = setup.shelf.directories().data.as_ref().map(|data| data.join("t")) else {
        return Vec::new();
    };
    let names = folder.read_dir().into_iter().flatten().flatten();
    let keys = names.filter_map(|entry| Key::new(entry.file_name().to_str()?));
    let mut documents: Vec<(Document, Vec<Quote>)> = keys
        .filter_map(|key| {
            let document = document(&folder.join(key.as_str()).join("meta.json"), &key);
            let identity = Identity {
                key,
                text_version: String::new(),
                shingles: crate::store::Shingles::default(),
            };
            let loaded = setup.shelf.journal(&identity, None).ok()?.load();
            let mut notebook = Notebook::new(0);
            notebook.absorb(loaded.events);
            let quotes = kept_quotes(&notebook, &document, setup.citation());
            Some((document, quotes))
        })
        .collect();
    documents.sort_by(|(a, _), (b, _)| (&a.title, &a.key).cmp(&(&b.title, &b.key)));
    documents
}

/// What stands beside the marks about their transcript.
fn document(path: &std::path::Path, key: &Key) -> Document {
    let bytes = std::fs::read(path).unwrap_or_default();
    let known: serde_json::Value = serde_json::from_slice(&bytes).unwrap_or_default();
    let last = known["paths"].as_array().and_then(|paths| paths.last());
    let path = last.and_then(|seen| seen["path"].as_str()).unwrap_or_default();
    let name = SafeText::line(path);
    let title = known["title"]
        .as_str()
        .filter(|title| !title.is_empty())
        .unwrap_or(key.as_str());
    Document {
        title: SafeText::line(title),
        name,
        key: key.as_str().to_owned(),
        ..Document::default()
    }
}

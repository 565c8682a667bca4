//! `visavis marks [FILE]`: what is marked in a transcript, or in every transcript that has marks, as lines or as JSON.
//!
//! Without a file the words are those that were kept with the marks: no transcript is opened, and none need be there.

use super::kept::{Kept, kept};
use super::marked::Marked;
use super::{Ending, Origin, complain, emit, refuse};
use crate::app::cli::Listed;
use crate::app::setting::Setup;
use crate::export::listing;
use crate::export::quote::{Document, Quote, Source, kept_quotes, quotes};
use crate::export::quotes::{Extract, Wish, form};
use crate::export::rendition::Rendition;
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
        None => all(setup),
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
fn all(setup: &Setup) -> Vec<(Document, Vec<Quote>)> {
    let quotes = |kept: Kept| {
        let quotes = kept_quotes(&kept.notebook, &kept.document, setup.citation());
        (kept.document, quotes)
    };
    kept(&setup.shelf).into_iter().map(quotes).collect()
}

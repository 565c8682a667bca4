//! A transcript with what its reader made of it: read whole, its marks found again, its speakers as corrected.

use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use super::{Failure, Origin, complain};
use crate::app::reading;
use crate::app::setting::Setup;
use crate::export::quote::{Document, Source};
use crate::export::rendition::Rendition;
use crate::formats::{Part, Reading};
use crate::marks::Notebook;
use crate::search::{Noted, Query, find};
use crate::store::{Identity, Shelf};
use crate::text::{SafeText, Span};
use crate::turns::{self, Turns};

/// Endings of recordings, the usual ones first.
const RECORDINGS: [&str; 11] = [
    "mp3", "m4a", "wav", "ogg", "opus", "flac", "aac", "mp4", "m4v", "webm", "mkv",
];

/// A transcript with its marks.
#[derive(Debug)]
pub struct Marked {
    /// What was read.
    pub reading: Reading,
    /// Who speaks, corrections included.
    pub turns: Turns,
    /// Marks and corrections, each where it was found.
    pub notebook: Notebook,
    /// What is known of it as a document.
    pub document: Document,
    /// Its plain text with the places in it.
    pub rendition: Rendition,
    /// What it is known by.
    pub identity: Identity,
}

impl Marked {
    /// Reads a transcript and what was kept of it. Remarks on its journal are told on standard error.
    ///
    /// # Errors
    ///
    /// Why the transcript cannot be read.
    pub fn open(origin: &Origin, setup: &Setup) -> Result<Self, Failure> {
        Self::open_on(origin, &setup.shelf)
    }

    /// The same with nothing but the shelf on which marks are kept.
    ///
    /// # Errors
    ///
    /// Why the transcript cannot be read.
    pub fn open_on(origin: &Origin, shelf: &Shelf) -> Result<Self, Failure> {
        let loaded = reading::load(origin, Part::Whole)?;
        let reading = reading::understand(origin, &loaded)?;
        let transcript = &reading.transcript;
        let identity = Identity::of(transcript);
        let mut notebook = Notebook::on(shelf.device(), crate::store::entropy());
        if let Ok(mut journal) = shelf.journal(&identity) {
            let kept = journal.load();
            for remark in kept.remarks() {
                complain(&format!("{}: {}", origin.name(), SafeText::line(&remark)));
            }
            notebook.absorb(kept.events);
        }
        notebook.place(transcript);
        let turns = turns::infer(transcript, &notebook.corrections());
        let facts = transcript.facts();
        let name = match origin {
            Origin::File(_) => SafeText::line(&origin.file_name()),
            Origin::StandardInput | Origin::Sample => origin.name(),
        };
        let people = turns.speakers().iter().map(|who| (who.name.clone(), who.role));
        let document = Document {
            title: facts.title.clone().unwrap_or_else(|| name.clone()),
            name,
            outlet: facts.outlet.clone(),
            date: facts.date.clone(),
            language: facts.language,
            sha256: Sha256::digest(&loaded.bytes)
                .iter()
                .map(|byte| format!("{byte:02x}"))
                .collect(),
            key: identity.key.as_str().to_owned(),
            text_version: identity.text_version.clone(),
            people: people.collect(),
            duration: transcript.duration(),
            audio: recording(origin),
        };
        let rendition = Rendition::new(transcript, &turns);
        Ok(Self {
            reading,
            turns,
            notebook,
            document,
            rendition,
            identity,
        })
    }

    /// All hits of a query, in order.
    #[must_use]
    pub fn find(&self, query: &Query) -> Vec<Span> {
        let transcript = &self.reading.transcript;
        let whole = Span::new(0, transcript.text().len());
        find(query, transcript, &self.turns, &Noted::all(&self.notebook), whole)
    }

    /// What quotes are taken from.
    #[must_use]
    pub fn source(&self) -> Source<'_> {
        Source {
            document: &self.document,
            transcript: &self.reading.transcript,
            turns: &self.turns,
            rendition: &self.rendition,
        }
    }
}

/// A recording that lies beside a transcript under the same name.
fn recording(origin: &Origin) -> Option<SafeText> {
    let Origin::File(path) = origin else { return None };
    // Behind `talk.de.srt` or `talk.txt.gz` may stand `talk.mp3`.
    let mut stem: PathBuf = path.with_extension("");
    for _ in 0..3 {
        let found = RECORDINGS
            .iter()
            .map(|ending| with_ending(&stem, ending))
            .find(|recording| recording.is_file());
        if let Some(found) = found {
            return Some(SafeText::line(&found.file_name()?.to_string_lossy()));
        }
        stem = stem.with_extension("");
    }
    None
}

fn with_ending(stem: &Path, ending: &str) -> PathBuf {
    let mut name = stem.as_os_str().to_os_string();
    name.push(".");
    name.push(ending);
    PathBuf::from(name)
}

//! A transcript with what its reader made of it: read whole, its marks found again, its speakers as corrected.

use std::path::{Path, PathBuf};

use super::{Failure, Origin, complain};
use crate::app::library::Library;
use crate::app::opening;
use crate::app::setting::Setup;
use crate::export::quote::{Document, Source};
use crate::export::rendition::Rendition;
use crate::marks::Notebook;
use crate::search::{Noted, Query, find};
use crate::store::{self, Identity, Parsed, Shelf};
use crate::text::{SafeText, Span};
use crate::transcript::Transcript;
use crate::turns::{self, Turns};

/// Endings of recordings, the usual ones first.
const RECORDINGS: [&str; 11] = [
    "mp3", "m4a", "wav", "ogg", "opus", "flac", "aac", "mp4", "m4v", "webm", "mkv",
];

/// A transcript with its marks.
#[derive(Debug)]
pub struct Marked {
    /// What was said.
    pub transcript: Transcript,
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
        let (marked, remarks) = Self::quietly(origin, &setup.shelf, &setup.library)?;
        for remark in remarks {
            complain(&format!("{}: {remark}", origin.name()));
        }
        Ok(marked)
    }

    /// The same with nothing but the shelf on which marks are kept and the library, and the remarks for the caller to tell: beneath a
    /// reader nothing may write to the terminal.
    ///
    /// # Errors
    ///
    /// Why the transcript cannot be read.
    pub fn quietly(origin: &Origin, shelf: &Shelf, library: &Library) -> Result<(Self, Vec<SafeText>), Failure> {
        let Parsed {
            transcript,
            turns,
            identity,
            sha256,
        } = library.parsed(origin)?;
        let mut notebook = Notebook::on(shelf.device(), store::entropy());
        let mut remarks = Vec::new();
        let file = opening::absolute(origin);
        if let Ok(mut journal) = shelf.journal(&identity, file.as_deref()) {
            let kept = journal.load();
            remarks.extend(kept.remarks().iter().map(|remark| SafeText::line(remark)));
            notebook.absorb(kept.events);
        }
        notebook.place(&transcript);
        let corrections = notebook.corrections();
        let turns = if corrections.is_empty() {
            turns
        } else {
            turns::infer(&transcript, &corrections)
        };
        let name = match origin {
            Origin::File(_) => SafeText::line(&origin.file_name()),
            Origin::StandardInput | Origin::Sample => origin.name(),
        };
        let document = Document {
            sha256,
            key: identity.key.as_str().to_owned(),
            text_version: identity.text_version.clone(),
            audio: recording(origin),
            ..Document::of(&transcript, &turns, name)
        };
        let rendition = Rendition::new(&transcript, &turns);
        let marked = Self {
            transcript,
            turns,
            notebook,
            document,
            rendition,
            identity,
        };
        Ok((marked, remarks))
    }

    /// All hits of a query, in order.
    #[must_use]
    pub fn find(&self, query: &Query) -> Vec<Span> {
        let transcript = &self.transcript;
        let whole = Span::new(0, transcript.text().len());
        find(query, transcript, &self.turns, &Noted::all(&self.notebook), whole)
    }

    /// What quotes are taken from.
    #[must_use]
    pub fn source(&self) -> Source<'_> {
        Source {
            document: &self.document,
            transcript: &self.transcript,
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

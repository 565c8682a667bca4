//! Opening transcripts: the head at once for the first frame, the rest on a thread, where the reader left off before either.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::cli::Failure;
use super::reading::{self, Loaded, Origin};
use crate::formats::Part;
use crate::session::{Document, Extent, Place};
use crate::store::{self, Key, Shelf, Stamp};
use crate::turns;

/// A place as it was kept, before it is known what the file holds today.
#[derive(Clone, Debug, Default)]
pub struct Remembered {
    place: Option<store::Place>,
    /// What the file held then, where it was written to since.
    before: Option<Key>,
    /// An offset that the first reading has to hold.
    reach: usize,
}

impl Remembered {
    /// What is remembered of a file: looked up by its path, so that nothing has to be hashed before the first frame.
    #[must_use]
    pub fn of(origin: &Origin, shelf: &Shelf) -> Self {
        let kept = absolute(origin).and_then(|path| {
            let stamp = Stamp::of(&path.metadata().ok()?);
            let (key, same) = shelf.key_at(&path, stamp)?;
            Some((shelf.place(&key)?, (!same).then_some(key)))
        });
        kept.map_or_else(Self::default, |(place, before)| Self {
            place: Some(place),
            before,
            reach: 0,
        })
    }

    /// The same where more than the head has to be read at once, for a place that is gone to as soon as the file is open.
    #[must_use]
    pub fn reaching(mut self, offset: usize) -> Self {
        self.reach = offset;
        self
    }

    /// What the file held when it was read last, where it was written to since; whether its words changed is known only once they
    /// are hashed.
    #[must_use]
    pub fn held_before(&self) -> Option<Key> {
        self.before.clone()
    }

    /// Whether the place, or what is gone to, lies beyond what the head of a file surely holds.
    fn is_beyond(&self, bytes: usize) -> bool {
        let place = self.place.as_ref().map_or(0, |place| place.offset);
        let farthest = place.max(self.reach);
        farthest > 0 && farthest + reading::HEAD / 4 > bytes.min(reading::HEAD)
    }

    fn in_words(&self, document: &mut Document) {
        let Some(place) = &self.place else { return };
        let offset = place.find(&document.reading.transcript);
        document.place = Some(Place {
            offset,
            side: place.side.unwrap_or_default(),
            row: place.row,
            arrangement: place.arrangement.unwrap_or_default(),
            adjust: i16::try_from(place.width).unwrap_or(0),
            ended: place.ended,
        });
    }
}

/// What the first frame needs: the head, or the whole where the head would not do.
///
/// # Errors
///
/// Why the transcript cannot be opened.
pub fn first(origin: &Origin, shelf: usize, remembered: &Remembered) -> Result<Document, Failure> {
    let head = reading::load(origin, Part::Head)?;
    let loaded = match head.part {
        Part::Head if remembered.is_beyond(head.bytes.len()) => reading::load(origin, Part::Whole)?,
        _ => head,
    };
    let says_something = |document: &Document| !document.reading.transcript.text().is_empty();
    let mut document = match understand(origin, shelf, &loaded) {
        Ok(document) if loaded.part == Part::Whole || says_something(&document) => document,
        // The head may mislead where the whole would not: only the whole is refused, or empty.
        _ if loaded.part == Part::Head => whole(origin, shelf)?,
        understood => understood?,
    };
    remembered.in_words(&mut document);
    Ok(document)
}

/// All of a transcript.
///
/// # Errors
///
/// Why it cannot be opened.
pub fn whole(origin: &Origin, shelf: usize) -> Result<Document, Failure> {
    understand(origin, shelf, &reading::load(origin, Part::Whole)?)
}

fn understand(origin: &Origin, shelf: usize, loaded: &Loaded) -> Result<Document, Failure> {
    let reading = reading::understand(origin, loaded)?;
    let turns = turns::infer(&reading.transcript, &[]);
    let extent = match loaded.part {
        Part::Head => Extent::Head { of: loaded.size },
        Part::Whole => Extent::Whole,
    };
    Ok(Document {
        shelf,
        reading: Arc::new(reading),
        turns,
        extent,
        place: None,
    })
}

/// The absolute path of a file; none for what is no file.
#[must_use]
pub fn absolute(origin: &Origin) -> Option<PathBuf> {
    match origin {
        Origin::File(path) => std::path::absolute(path).ok(),
        Origin::StandardInput | Origin::Sample => None,
    }
}

/// The place as it is kept for the next run.
#[must_use]
pub fn to_keep(place: &Place, transcript: &crate::transcript::Transcript, path: Option<&Path>) -> store::Place {
    let stamp = path
        .and_then(|path| path.metadata().ok())
        .map(|metadata| Stamp::of(&metadata))
        .unwrap_or_default();
    store::Place {
        side: Some(place.side),
        row: place.row,
        arrangement: Some(place.arrangement),
        width: i32::from(place.adjust),
        path: path.map(Path::to_owned),
        stamp,
        ended: place.ended,
        ..store::Place::at(transcript, place.offset)
    }
}

#[cfg(test)]
mod tests {
    use super::super::reading::{HEAD, Origin};
    use super::{Remembered, first};

    #[test]
    fn a_first_line_longer_than_the_head_is_no_empty_file() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("long.md");
        let words = "and so we went on, ".repeat(HEAD / 10);
        std::fs::write(&path, format!("---\ntitle: A long talk\n---\n\n{words}")).expect("written");
        let document = first(&Origin::of(&path), 0, &Remembered::default()).expect("it is read");
        assert!(document.reading.transcript.text().len() > HEAD);
        assert!(document.reading.remarks.is_empty(), "{:?}", document.reading.remarks);
    }
}

//! How the records stand on the page: marks by place, corrections by age, everything found again in the present text.

use std::collections::HashMap;

use super::records::Record;
use super::{Body, Entry, Id, Mark, MarkKind, Notebook, Seeker, Status};
use crate::text::Span;
use crate::transcript::Transcript;
use crate::turns::Correction;

/// From this many changed records on, sorting all is cheaper than moving each.
const MANY: usize = 16;

/// How many there are of what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Bookmarks, orphans included.
    pub bookmarks: usize,
    /// Highlights, orphans included.
    pub highlights: usize,
    /// Marks with a note.
    pub notes: usize,
    /// Marks whose words were not found.
    pub orphans: usize,
    /// Corrections of who spoke.
    pub corrections: usize,
}

/// Marks in order of the text: an iterator that can be counted and walked from both ends.
#[derive(Clone, Debug)]
pub struct Marks<'a> {
    records: &'a [Record],
    order: std::slice::Iter<'a, usize>,
}

/// The order of what stands, as indexes of the notebook's records.
#[derive(Clone, Debug, Default)]
pub(super) struct Shown {
    /// Marks by place.
    marks: Vec<usize>,
    /// The furthest end among the marks up to each, so that overlaps are found by halving.
    reach: Vec<usize>,
    /// Corrections by age.
    corrections: Vec<usize>,
    /// What stands elsewhere in this text than it was stored.
    placed: HashMap<Id, Placed>,
}

/// Where a record was found in the present text, and what was looked for.
#[derive(Clone, Debug)]
struct Placed {
    sought: Body,
    found: Body,
    status: Status,
}

impl Notebook {
    /// Finds everything again in this text; to be called after loading. What is not found is kept as an orphan.
    pub fn place(&mut self, transcript: &Transcript) {
        self.shown.placed.clear();
        self.refresh((0..self.records.len()).collect());
        self.place_changed(transcript);
    }

    /// The same for what changed since in other ways than by the reader's hand: what was taken back may be from before this text.
    pub fn place_changed(&mut self, transcript: &Transcript) {
        let mut seeker = Seeker::new(transcript);
        let mut changed = Vec::new();
        for (at, record) in self.records.iter().enumerate() {
            let Some(sought) = record.body() else { continue };
            let placed = self.shown.placed.get(&record.id);
            if placed.is_some_and(|placed| placed.fits(sought)) {
                continue;
            }
            let mut found = sought.clone();
            let status = match &mut found {
                Body::Mark(mark) => {
                    seeker.place(mark);
                    mark.status
                }
                Body::Correction(corrected) => seeker.place_corrected(corrected),
            };
            if found != *sought || status != Status::Ok {
                let sought = sought.clone();
                self.shown.placed.insert(record.id, Placed { sought, found, status });
                changed.push(at);
            } else if self.shown.placed.remove(&record.id).is_some() {
                changed.push(at);
            }
        }
        self.refresh(changed);
    }

    /// Bookmarks and highlights as they stand, orphans included, by place and then by age.
    #[must_use]
    pub fn marks(&self) -> Marks<'_> {
        Marks {
            records: &self.records,
            order: self.shown.marks.iter(),
        }
    }

    /// The marks that share a byte with `span`, or stand in it without length; orphans are left out.
    pub fn marks_over(&self, span: Span) -> impl Iterator<Item = (Id, &Entry, &Mark)> {
        let from = self.shown.reach.partition_point(|&end| end < span.start());
        let marks = Marks {
            records: &self.records,
            order: self.shown.marks[from..].iter(),
        };
        marks
            .take_while(move |(_, _, m)| m.span.start() < span.end())
            .filter(move |(_, _, m)| m.span.overlaps(span) || (m.span.is_empty() && span.contains(m.span.start())))
            .filter(|(_, _, m)| m.status != Status::Orphan)
    }

    /// The record of that id, if it stands.
    #[must_use]
    pub fn entry(&self, id: Id) -> Option<&Entry> {
        self.index.get(&id).and_then(|&at| self.records[at].standing.as_ref())
    }

    /// Whether there ever was a record of that id, deleted or not.
    #[must_use]
    pub fn knows(&self, id: Id) -> bool {
        self.index.contains_key(&id)
    }

    /// The corrections in the order in which they were made; those whose words were not found are left out.
    #[must_use]
    pub fn corrections(&self) -> Vec<Correction> {
        let standing = self
            .shown
            .corrections
            .iter()
            .filter_map(|&at| self.records[at].standing.as_ref());
        standing
            .filter(|e| self.shown.placed.get(&e.id).is_none_or(|p| p.status != Status::Orphan))
            .filter_map(|e| match &e.body {
                Body::Correction(corrected) => Some(corrected.correction.clone()),
                Body::Mark(_) => None,
            })
            .collect()
    }

    /// How the marks were found, such as `41 ok, 3 moved, 1 orphan`; none where there are none.
    #[must_use]
    pub fn statuses(&self) -> Option<String> {
        let count = |status| self.marks().filter(|(_, _, mark)| mark.status == status).count();
        let counts = Status::ALL.map(|(status, word)| (count(status), word));
        let told: Vec<String> = counts
            .into_iter()
            .filter(|(count, _)| *count > 0)
            .map(|(count, word)| format!("{count} {word}"))
            .collect();
        (!told.is_empty()).then(|| told.join(", "))
    }

    /// How many marks and corrections stand.
    #[must_use]
    pub fn counts(&self) -> Counts {
        let mut counts = Counts {
            corrections: self.shown.corrections.len(),
            ..Counts::default()
        };
        for (_, _, mark) in self.marks() {
            match mark.kind {
                MarkKind::Bookmark { .. } => counts.bookmarks += 1,
                MarkKind::Highlight { .. } => counts.highlights += 1,
            }
            counts.notes += usize::from(!mark.note.is_empty());
            counts.orphans += usize::from(mark.status == Status::Orphan);
        }
        counts
    }

    /// Works out how a record stands now.
    pub(super) fn stand(&mut self, at: usize) {
        let record = &mut self.records[at];
        record.standing = record.winner().and_then(|(stamp, version)| {
            let body = version.body.as_ref()?;
            let found = self.shown.placed.get(&record.id).filter(|p| p.fits(body));
            Some(Entry {
                id: record.id,
                rev: stamp.rev,
                created: version.created,
                updated: stamp.at,
                body: found.map_or_else(|| body.clone(), |p| p.carry(body)),
            })
        });
    }

    /// Settles the order after these records changed.
    pub(super) fn refresh(&mut self, mut changed: Vec<usize>) {
        if changed.is_empty() {
            return;
        }
        self.version += 1;
        for &at in &changed {
            self.stand(at);
        }
        if changed.len() < MANY {
            // All leave before any comes back: halving needs an order in which every place is the present one.
            self.shown.marks.retain(|other| !changed.contains(other));
            self.shown.corrections.retain(|other| !changed.contains(other));
            changed.sort_unstable();
            changed.dedup();
            for at in changed {
                self.insert(at);
            }
        } else {
            self.shown.marks.clear();
            self.shown.corrections.clear();
            for at in 0..self.records.len() {
                match self.records[at].standing.as_ref().map(|e| &e.body) {
                    Some(Body::Mark(_)) => self.shown.marks.push(at),
                    Some(Body::Correction(_)) => self.shown.corrections.push(at),
                    None => {}
                }
            }
            self.shown.marks.sort_unstable_by_key(|&at| by_place(&self.records[at]));
            self.shown.corrections.sort_unstable_by_key(|&at| self.records[at].id);
        }
        let mut furthest = 0;
        self.shown.reach.clear();
        for mark in (Marks {
            records: &self.records,
            order: self.shown.marks.iter(),
        }) {
            furthest = furthest.max(mark.2.span.end());
            self.shown.reach.push(furthest);
        }
    }

    fn insert(&mut self, at: usize) {
        let record = &self.records[at];
        let Some(entry) = &record.standing else { return };
        if matches!(entry.body, Body::Mark(_)) {
            let key = by_place(record);
            let to = self
                .shown
                .marks
                .partition_point(|&other| by_place(&self.records[other]) < key);
            self.shown.marks.insert(to, at);
        } else {
            let to = self
                .shown
                .corrections
                .partition_point(|&other| self.records[other].id < record.id);
            self.shown.corrections.insert(to, at);
        }
    }
}

impl Placed {
    /// Whether this is where that body was sought.
    fn fits(&self, body: &Body) -> bool {
        match (&self.sought, body) {
            (Body::Mark(sought), Body::Mark(mark)) => sought.span == mark.span && sought.anchor == mark.anchor,
            (sought, body) => sought == body,
        }
    }

    /// The body at the place that was found.
    fn carry(&self, body: &Body) -> Body {
        match (&self.found, body) {
            (Body::Mark(found), Body::Mark(mark)) => Body::Mark(Mark {
                span: found.span,
                status: found.status,
                ..mark.clone()
            }),
            (found, _) => found.clone(),
        }
    }
}

impl<'a> Marks<'a> {
    fn shown(&self, at: usize) -> Option<(Id, &'a Entry, &'a Mark)> {
        let entry = self.records.get(at)?.standing.as_ref()?;
        match &entry.body {
            Body::Mark(mark) => Some((entry.id, entry, mark)),
            Body::Correction(_) => None,
        }
    }

    /// The same again, for code that would rather name the walk.
    #[must_use]
    pub fn iter(&self) -> Self {
        self.clone()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.order.len() == 0
    }
}

impl<'a> Iterator for Marks<'a> {
    type Item = (Id, &'a Entry, &'a Mark);

    fn next(&mut self) -> Option<Self::Item> {
        let at = *self.order.next()?;
        self.shown(at)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.order.size_hint()
    }
}

impl DoubleEndedIterator for Marks<'_> {
    fn next_back(&mut self) -> Option<Self::Item> {
        let at = *self.order.next_back()?;
        self.shown(at)
    }
}

impl ExactSizeIterator for Marks<'_> {}

fn by_place(record: &Record) -> (Span, Id) {
    let span = match record.standing.as_ref().map(|e| &e.body) {
        Some(Body::Mark(mark)) => mark.span,
        _ => Span::default(),
    };
    (span, record.id)
}

//! Lettered bookmarks: a letter stands at one place only.

use super::{Body, Edit, Mark, MarkKind, Notebook};

impl Notebook {
    /// What sets `letter` at the place of `mark` as one operation: the bookmark that had it moves there, or, where it carries
    /// a note, stays without the letter. A bookmark that already stands at that very span takes the letter and keeps its note.
    #[must_use]
    pub fn edits_for_letter(&self, letter: char, mark: Mark) -> Vec<Edit> {
        let kind = MarkKind::Bookmark { letter: Some(letter) };
        let free = MarkKind::Bookmark { letter: None };
        let host = self
            .marks()
            .find(|(_, _, m)| m.span == mark.span && (m.kind == kind || m.kind == free))
            .map(|(id, _, m)| (id, m));
        let mut new = Some(Mark { kind, ..mark });
        let mut edits = Vec::new();
        if let Some((id, there)) = host {
            new = None;
            if there.kind != kind {
                edits.push(Edit::Set(id, Body::Mark(Mark { kind, ..there.clone() })));
            }
        }
        for (id, _, old) in self.marks() {
            if old.kind != kind || host.is_some_and(|(host, _)| host == id) {
                continue;
            }
            edits.push(if !old.note.is_empty() {
                Edit::Set(
                    id,
                    Body::Mark(Mark {
                        kind: free,
                        ..old.clone()
                    }),
                )
            } else if let Some(moved) = new.take() {
                Edit::Set(id, Body::Mark(moved))
            } else {
                Edit::Remove(id)
            });
        }
        edits.extend(new.map(|mark| Edit::Add(Body::Mark(mark))));
        edits
    }
}

//! Marks made of what a search found: words are marked once, however often it is asked for.

use std::collections::HashMap;

use super::{Anchor, Body, Colour, Edit, Entry, Event, Id, Mark, MarkKind, Notebook, Status, Walk, tags_in, with_tag};
use crate::text::Span;
use crate::transcript::Transcript;
use crate::turns::Turns;

/// What hits are to be: highlighted, tagged, or both.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    /// The colour; without one a hit that is not marked yet becomes a bookmark, so that it can hold tags.
    pub colour: Option<Colour>,
    /// Tags without `#`.
    pub tags: Vec<String>,
}

impl Wanted {
    /// What was done to so many hits, in the past tense.
    #[must_use]
    pub fn says(&self, hits: usize) -> String {
        let hits = format!("{hits} {}", if hits == 1 { "hit" } else { "hits" });
        let tags: Vec<String> = self.tags.iter().map(|tag| format!("#{tag}")).collect();
        let tags = tags.join(" ");
        match self.colour {
            Some(colour) if tags.is_empty() => format!("highlighted {hits} {}", colour.name()),
            Some(colour) => format!("highlighted {hits} {}, tagged {tags}", colour.name()),
            None => format!("tagged {hits} {tags}"),
        }
    }
}

impl Anchor {
    /// What finds words again, with who says them.
    #[must_use]
    pub fn said(transcript: &Transcript, turns: &Turns, span: Span) -> Self {
        let mut anchor = Self::of(transcript, span);
        if let Some(turn) = turns.at(span.start()) {
            let speaker = turns.speaker(turn);
            anchor.speaker = Some(speaker.name.to_string());
            anchor.role = Some(speaker.role);
            anchor.turn = Some(turn + 1);
        }
        anchor
    }
}

/// What makes hits what they are to be; nothing for those that are so already.
#[must_use]
pub fn edits(
    notebook: &Notebook,
    (transcript, turns): (&Transcript, &Turns),
    hits: &[Span],
    wanted: &Wanted,
) -> Vec<Edit> {
    let mut there: HashMap<Span, (Id, &Mark)> = HashMap::new();
    for (id, _, mark) in notebook.marks().filter(|(_, _, mark)| mark.status != Status::Orphan) {
        // A highlight of the very words goes before a bookmark of them.
        if !there.get(&mark.span).is_some_and(|(_, known)| is_highlight(known)) {
            there.insert(mark.span, (id, mark));
        }
    }
    let edit = |hit: &Span| {
        let known = there
            .get(hit)
            .filter(|(_, mark)| wanted.colour.is_none() || is_highlight(mark));
        let mut mark = known.map_or_else(
            || {
                let anchor = Anchor::said(transcript, turns, *hit);
                Mark::new(MarkKind::Bookmark { letter: None }, anchor)
            },
            |(_, mark)| (*mark).clone(),
        );
        if let Some(colour) = wanted.colour {
            mark.kind = MarkKind::Highlight { colour };
        }
        mark.note = wanted.tags.iter().fold(mark.note, |note, tag| with_tag(&note, tag));
        mark.tags = tags_in(&mark.note);
        match known {
            Some((_, standing)) if **standing == mark => None,
            Some((id, _)) => Some(Edit::Set(*id, Body::Mark(mark))),
            None => Some(Edit::Add(Body::Mark(mark))),
        }
    };
    hits.iter().filter_map(edit).collect()
}

/// The operation that events are of, by which they are taken back; none where nothing was done.
#[must_use]
pub fn done_by(events: &[Event]) -> Option<Id> {
    events.iter().find_map(|event| match event {
        Event::Operation {
            id, walk: Walk::Did, ..
        } => Some(*id),
        _ => None,
    })
}

/// The mark of exactly these words, a highlight before a bookmark.
#[must_use]
pub fn mark_at(notebook: &Notebook, span: Span) -> Option<(&Entry, &Mark)> {
    let at = notebook
        .marks()
        .filter(|(_, _, mark)| mark.span == span && mark.status != Status::Orphan);
    at.map(|(_, entry, mark)| (entry, mark))
        .max_by_key(|(_, mark)| is_highlight(mark))
}

const fn is_highlight(mark: &Mark) -> bool {
    matches!(mark.kind, MarkKind::Highlight { .. })
}

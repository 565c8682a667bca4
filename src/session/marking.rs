//! Bookmarks, highlights, notes: made, changed, deleted, taken back.

use super::Session;
use super::action::Marked;
use super::effect::Effect;
use super::field::Field;
use super::mode::{Mode, Note};
use super::picker::Target;
use crate::marks::{Anchor, Body, Colour, Edit, Event, Id, Mark, MarkKind, Status};
use crate::text::Span;

impl Session {
    /// The mark of that id.
    #[must_use]
    pub fn mark(&self, id: Id) -> Option<&Mark> {
        match &self.notebook.entry(id)?.body {
            Body::Mark(mark) => Some(mark),
            Body::Correction(_) => None,
        }
    }

    /// Ids of the marks of a sort, by place.
    #[must_use]
    pub fn marks_of(&self, marked: Marked) -> Vec<Id> {
        let wanted = |mark: &Mark| match marked {
            Marked::Highlights => matches!(mark.kind, MarkKind::Highlight { .. }),
            Marked::Bookmarks => matches!(mark.kind, MarkKind::Bookmark { .. }),
            Marked::Letters => matches!(mark.kind, MarkKind::Bookmark { letter: Some(_) }),
            Marked::Notes => !mark.note.is_empty(),
            Marked::ToCheck => mark.status.wants_a_look(),
        };
        self.notebook
            .marks()
            .filter(|(_, _, mark)| wanted(mark))
            .map(|(id, ..)| id)
            .collect()
    }

    /// The mark that a command without a selection means: in a list the chosen one, on the page the smallest that covers the
    /// place, else the first that touches the row, else the first bookmark of the turn.
    pub(super) fn mark_here(&self) -> Option<Id> {
        if let Mode::Pick(picker) = &self.mode {
            return match picker.choice()?.target {
                Target::Mark(id) => Some(id),
                _ => None,
            };
        }
        let open = self.open.as_ref()?;
        let place = self.page.place();
        let lying = || self.notebook.marks().filter(|(_, _, m)| m.status != Status::Orphan);
        let covering = lying()
            .filter(|(_, _, m)| m.span.contains(place))
            .min_by_key(|(_, _, m)| m.span.len());
        let row = self.page.this_cell().map_or(Span::at(place), |cell| cell.span);
        let on_row = || lying().find(|(_, _, m)| m.span.overlaps(row));
        let turn = self.page.this_turn(open.talk()).map(|t| open.turns.all()[t].span);
        let in_turn = || lying().find(|(_, _, m)| turn.is_some_and(|t| t.covers(Span::at(m.span.start()))));
        covering.or_else(on_row).or_else(in_turn).map(|(id, ..)| id)
    }

    /// What a command marks: the selection, else the sentence at the place for a bookmark and the turn for a highlight.
    fn marked_span(&self, whole_turn: bool) -> Option<Span> {
        let open = self.open.as_ref()?;
        if let Mode::Select(selection) = &self.mode {
            return Some(selection.span());
        }
        let turn = open.turns.all()[self.page.this_turn(open.talk())?].span;
        let sentence = self.sentence_at(self.page.place()).and_then(|s| s.intersection(turn));
        Some(if whole_turn { turn } else { sentence.unwrap_or(turn) })
    }

    /// A mark of these words with everything that finds it again.
    pub(super) fn new_mark(&self, kind: MarkKind, span: Span) -> Mark {
        Mark::new(kind, self.anchor(span))
    }

    /// What finds these words again, with who says them.
    pub(super) fn anchor(&self, span: Span) -> Anchor {
        let Some(open) = &self.open else {
            return Anchor::default();
        };
        Anchor::said(&open.reading.transcript, &open.turns, span)
    }

    /// Does edits as one undoable operation and hands the events to the store.
    pub(super) fn perform(&mut self, says: &str, edits: Vec<Edit>) {
        let events = self.notebook.perform(says, edits, self.now);
        self.keep(events);
    }

    pub(super) fn keep(&mut self, events: Vec<Event>) {
        if !events.is_empty() {
            self.saving.asked += 1;
            self.effects.push(Effect::Save(events));
        }
    }

    /// The number of the turn at an offset as it is shown, such as `¶12`.
    pub(super) fn turn_sign(&self, offset: usize) -> String {
        let turn = self.open.as_ref().and_then(|open| open.turns.at(offset));
        turn.map_or_else(String::new, |turn| format!("¶{}", turn + 1))
    }

    /// ` at ¶12`; nothing where no turn is.
    fn at_turn(&self, offset: usize) -> String {
        match self.turn_sign(offset) {
            sign if sign.is_empty() => sign,
            sign => format!(" at {sign}"),
        }
    }

    pub(super) fn bookmark(&mut self) {
        let Some(span) = self.marked_span(false) else {
            return self.say("nothing to bookmark here");
        };
        let there = self
            .notebook
            .marks()
            .any(|(_, _, m)| matches!(m.kind, MarkKind::Bookmark { .. }) && m.span == span);
        let sign = match self.turn_sign(span.start()) {
            sign if sign.is_empty() => "these words".to_owned(),
            sign => sign,
        };
        if there {
            return self.say(format!(
                "there is a bookmark already at {sign} · a writes a note, dd deletes it"
            ));
        }
        let mark = self.new_mark(MarkKind::Bookmark { letter: None }, span);
        self.perform(&format!("bookmarked {sign}"), vec![Edit::Add(Body::Mark(mark))]);
        self.mode = Mode::Read;
        self.say(format!("bookmarked {sign} · a writes a note, u takes it back"));
    }

    pub(super) fn set_letter(&mut self, letter: char) {
        let Some(span) = self.marked_span(false) else {
            return self.say("nothing to bookmark here");
        };
        let kind = MarkKind::Bookmark { letter: Some(letter) };
        let edits = self.notebook.edits_for_letter(letter, self.new_mark(kind, span));
        let at = self.at_turn(span.start());
        self.perform(&format!("set letter {letter}{at}"), edits);
        if letter.is_uppercase() {
            self.effects.push(Effect::KeepLetter(letter));
        }
        self.say(format!("letter {letter}{at} · '{letter} comes back here"));
    }

    pub(super) fn highlight(&mut self, colour: Colour) {
        let Some(span) = self.marked_span(true) else {
            return self.say("nothing to highlight here");
        };
        let same = self
            .notebook
            .marks()
            .find_map(|(id, _, m)| (matches!(m.kind, MarkKind::Highlight { .. }) && m.span == span).then_some(id));
        let kind = MarkKind::Highlight { colour };
        let edit = match same.and_then(|id| Some((id, self.mark(id)?))) {
            Some((id, mark)) => Edit::Set(id, Body::Mark(Mark { kind, ..mark.clone() })),
            None => Edit::Add(Body::Mark(self.new_mark(kind, span))),
        };
        let words = self
            .open
            .as_ref()
            .map_or(0, |open| open.reading.transcript.words(span).split_whitespace().count());
        let what = format!(
            "highlighted {words} {} in {}",
            if words == 1 { "word" } else { "words" },
            colour.name()
        );
        self.perform(&what, vec![edit]);
        self.mode = Mode::Read;
        self.say(format!("{what} · a writes a note, u takes it back"));
    }

    pub(super) fn mark_hits(&mut self, colour: Option<Colour>, all: bool) {
        self.finish_search();
        let hits: Vec<Span> = match (all, self.search.current) {
            (true, _) => self.search.hits.clone(),
            (false, Some(at)) => self.search.hits.get(at).copied().into_iter().collect(),
            (false, None) => Vec::new(),
        };
        if hits.is_empty() {
            return self.say("no hit here; / searches");
        }
        let kind = colour.map_or(MarkKind::Bookmark { letter: None }, |colour| MarkKind::Highlight {
            colour,
        });
        let present: Vec<Span> = self
            .notebook
            .marks()
            .filter(|(_, _, m)| m.kind == kind)
            .map(|(_, _, m)| m.span)
            .collect();
        let new = hits.iter().filter(|hit| !present.contains(hit));
        let edits: Vec<Edit> = new
            .map(|hit| Edit::Add(Body::Mark(self.new_mark(kind, *hit))))
            .collect();
        let verb = if colour.is_some() { "highlighted" } else { "bookmarked" };
        let what = format!(
            "{verb} {} {}",
            edits.len(),
            if edits.len() == 1 { "hit" } else { "hits" }
        );
        self.perform(&what, edits);
        self.say(format!("{what} · u takes it back"));
    }

    pub(super) fn annotate(&mut self) {
        let back = self.back();
        let in_selection = matches!(self.mode, Mode::Select(_));
        let mark = if in_selection { None } else { self.mark_here() };
        let span = match mark.and_then(|id| self.mark(id)) {
            Some(mark) => Some(mark.span),
            None if back.is_some() => None,
            None => self.marked_span(false),
        };
        let Some(span) = span else {
            return self.say("no mark here to write a note to");
        };
        let text = mark.and_then(|id| self.mark(id)).map_or("", |m| &m.note);
        self.mode = Mode::Note(Note {
            field: Field::lines(text),
            mark,
            span,
            back,
        });
    }

    /// Takes a finished note.
    pub(super) fn take_note(&mut self, note: &Note) {
        let text = note.field.text().trim().to_owned();
        let tags = crate::marks::tags_in(&text);
        let at = self.at_turn(note.span.start());
        let edit = match note.mark.and_then(|id| Some((id, self.mark(id)?))) {
            Some((_, mark)) if mark.note == text => None,
            Some((id, mark)) => Some(Edit::Set(
                id,
                Body::Mark(Mark {
                    note: text,
                    tags,
                    ..mark.clone()
                }),
            )),
            None if text.is_empty() => None,
            None => {
                let mark = self.new_mark(MarkKind::Bookmark { letter: None }, note.span);
                Some(Edit::Add(Body::Mark(Mark {
                    note: text,
                    tags,
                    ..mark
                })))
            }
        };
        if let Some(edit) = edit {
            self.perform(&format!("wrote a note{at}"), vec![edit]);
            self.say(format!("note kept{at} · u takes it back"));
        }
        if let Some(back) = &note.back {
            let told = self.notice.take();
            self.reopen(back);
            self.notice = told.or(self.notice.take());
        }
    }

    pub(super) fn delete(&mut self) {
        let Some(id) = self.mark_here() else {
            return self.say("no mark here to delete");
        };
        let Some(mark) = self.mark(id) else { return };
        let what = match mark.kind {
            MarkKind::Bookmark { .. } if mark.note.is_empty() => "bookmark",
            MarkKind::Bookmark { .. } => "bookmark with its note",
            MarkKind::Highlight { .. } if mark.note.is_empty() => "highlight",
            MarkKind::Highlight { .. } => "highlight with its note",
        };
        let at = self.at_turn(mark.span.start());
        self.perform(&format!("deleted the {what}{at}"), vec![Edit::Remove(id)]);
        self.refresh_list();
        self.say(format!("deleted the {what}{at} · u brings it back"));
    }

    pub(super) fn recolour(&mut self) {
        let Some((id, mark)) = self.mark_here().and_then(|id| Some((id, self.mark(id)?.clone()))) else {
            return;
        };
        let MarkKind::Highlight { colour } = mark.kind else {
            return self.say("a bookmark has no colour");
        };
        let next = Colour::new(colour.number() % 8 + 1).unwrap_or(colour);
        let body = Body::Mark(Mark {
            kind: MarkKind::Highlight { colour: next },
            ..mark
        });
        self.perform(
            &format!("recoloured a highlight to {}", next.name()),
            vec![Edit::Set(id, body)],
        );
        self.refresh_list();
    }

    pub(super) fn undo(&mut self, times: usize) {
        if !self.take_found_back() {
            self.walk(times, true);
        }
    }

    pub(super) fn redo(&mut self, times: usize) {
        self.walk(times, false);
    }

    fn walk(&mut self, times: usize, back: bool) {
        let corrections = self.notebook.corrections();
        let mut last = None;
        for _ in 0..times {
            let step = if back {
                self.notebook.undo(self.now)
            } else {
                self.notebook.redo(self.now)
            };
            let Some((says, events)) = step else { break };
            self.keep(events);
            last = Some(says);
        }
        if let (Some(_), Some(open)) = (&last, &self.open) {
            self.notebook.place_changed(&open.reading.transcript);
        }
        if self.notebook.corrections() != corrections {
            self.infer_again();
        }
        self.refresh_list();
        match last {
            Some(says) if back => self.say(format!("took back: {says} · Ctrl-r does it again")),
            Some(says) => self.say(format!("again: {says} · u takes it back")),
            None if back => self.say("nothing to take back"),
            None => self.say("nothing to do again"),
        }
    }
}

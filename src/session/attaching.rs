//! Marks whose words changed or are gone: given other words by hand, or agreed with where they were found.
//!
//! Both make a new anchor and keep the old one ([`Mark::attached`](crate::marks::Mark::attached)); both are one operation that one
//! key takes back.

use super::Session;
use super::action::Marked;
use super::bulk::count;
use super::command::{COMMANDS, Where};
use super::mode::Mode;
use crate::marks::{Body, Edit, Id, Mark, Status};
use crate::text::Span;

/// Characters of a quote by which the reader knows it again in a line.
const SHORT: usize = 40;

impl Session {
    /// The mark that waits for other words, if one does.
    #[must_use]
    pub fn attaching(&self) -> Option<&Mark> {
        self.mark(self.attaching?)
    }

    /// How the marks were found, and how to see those that the reader had better look at; none where there are no marks.
    #[must_use]
    pub fn how_marks_fared(&self) -> Option<String> {
        let statuses = self.notebook.statuses()?;
        let look = self.notebook.marks().any(|(_, _, mark)| mark.status.wants_a_look());
        let command = COMMANDS.iter().position(|command| command.name == "to-check");
        let keys = command.map(|at| self.keys_of(at, Where::Read)).unwrap_or_default();
        Some(match keys.first().filter(|_| look) {
            Some(key) => format!("{statuses} · {key} shows what to check"),
            None => statuses,
        })
    }

    /// In a selection gives its words to the mark that waits for them; elsewhere the mark here begins to wait.
    pub(super) fn attach(&mut self) {
        if let Mode::Select(selection) = &self.mode {
            let span = selection.span();
            return self.attach_to(span);
        }
        match self.mark_here() {
            Some(id) => self.begin_attaching(id),
            None => self.say("no mark here to give other words to"),
        }
    }

    /// A mark waits for other words, and the page goes to about where it stood.
    pub(super) fn begin_attaching(&mut self, id: Id) {
        let (Some(mark), Some(open)) = (self.mark(id), &self.open) else {
            return;
        };
        let last = open.text().len().saturating_sub(1);
        let near = open.text().floor_char_boundary(mark.span.start().min(last));
        self.attaching = Some(id);
        self.mode = Mode::Read;
        self.jump_to(near);
    }

    /// The mark is left as it is.
    pub(super) fn leave_attaching(&mut self) {
        self.attaching = None;
        self.say("the mark is left as it is");
    }

    fn attach_to(&mut self, span: Span) {
        let waiting = self.attaching.and_then(|id| Some((id, self.mark(id)?)));
        let Some((id, mark)) = waiting else {
            return self
                .say("H highlights these words, B bookmarks them; A in a list of marks gives them to one of those");
        };
        let body = Body::Mark(mark.attached(self.anchor(span)));
        let what = format!("attached the {} {}", sort(mark), self.where_to(span));
        self.attaching = None;
        self.mode = Mode::Read;
        self.perform(&what, vec![Edit::Set(id, body)]);
        self.say(format!("{what} · u takes it back"));
    }

    /// The mark here stands where it belongs, whatever its words were.
    pub(super) fn confirm(&mut self) {
        let Some((id, mark)) = self.mark_here().and_then(|id| Some((id, self.mark(id)?))) else {
            return self.say("no mark here to agree with");
        };
        let what = match mark.status {
            Status::Ok => return self.say("this mark stands at its words already"),
            Status::Orphan => return self.say("its words are not in this text · Enter gives it others"),
            Status::Moved | Status::Changed | Status::ByTime => {
                format!("agreed with the {} {}", sort(mark), self.where_to(mark.span))
            }
        };
        self.agree(&[id], &what);
    }

    /// The same for many; those whose words are gone are left as they are.
    pub(super) fn confirm_all(&mut self, marks: &[Id]) {
        let status = |id: &Id| self.mark(*id).map(|mark| mark.status);
        let found = |id: &&Id| !matches!(status(id), None | Some(Status::Ok | Status::Orphan));
        let agreed: Vec<Id> = marks.iter().filter(found).copied().collect();
        if agreed.is_empty() {
            return self.say("none of these can be agreed with: their words are as they were, or gone");
        }
        let what = format!("agreed with {}", count(agreed.len()));
        self.agree(&agreed, &what);
    }

    fn agree(&mut self, marks: &[Id], what: &str) {
        let standing = marks.iter().filter_map(|id| Some((*id, self.mark(*id)?)));
        let edits: Vec<Edit> = standing
            .map(|(id, mark)| Edit::Set(id, Body::Mark(mark.attached(self.anchor(mark.span)))))
            .collect();
        self.perform(what, edits);
        self.refresh_list();
        self.say(format!("{what} · u takes it back"));
    }

    /// `to ¶12`, or `here` where no turn is.
    fn where_to(&self, span: Span) -> String {
        match self.turn_sign(span.start()) {
            sign if sign.is_empty() => "here".to_owned(),
            sign => format!("at {sign}"),
        }
    }

    /// The title of a list of marks with how many of them are lost.
    pub(super) fn with_lost(&self, title: &str, marked: Marked) -> String {
        let marks = self.marks_of(marked);
        let lost = marks.iter().filter_map(|id| self.mark(*id));
        match lost.filter(|mark| mark.status == Status::Orphan).count() {
            0 => title.to_owned(),
            lost => format!("{title} · {lost} not found"),
        }
    }
}

/// What a mark is, in a word.
const fn sort(mark: &Mark) -> &'static str {
    match mark.kind {
        crate::marks::MarkKind::Bookmark { .. } => "bookmark",
        crate::marks::MarkKind::Highlight { .. } => "highlight",
    }
}

/// The first words of a quote, on one line.
#[must_use]
pub fn shortened(quote: &str) -> String {
    let line = quote.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(SHORT) {
        None => line,
        Some((at, _)) => format!("{}…", line[..at].trim_end()),
    }
}

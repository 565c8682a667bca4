//! What is done to all marks that a list shows, as one operation that one key takes back; and the list of tags.
//!
//! What a list shows is what its filter leaves: words as they are written, `#tag`, a speaker's name with a colon, and how a mark was
//! found, such as `changed:`.

use std::collections::BTreeMap;

use super::Session;
use super::action::{Bulk, Listing};
use super::field::Field;
use super::found::FoundAt;
use super::mode::{Back, Mode, Shown, Tagging};
use super::picker::{Choice, Target};
use crate::marks::hits::Wanted;
use crate::marks::{Body, Colour, Edit, Id, Mark, MarkKind, Status, tags_in, with_tag, without_tag};
use crate::text::SafeText;
use crate::turns::Role;

impl Session {
    /// Does something to every mark that the open list shows.
    pub(super) fn bulk(&mut self, bulk: Bulk) {
        match self.listing() {
            Some(Listing::Everywhere) => return self.bulk_found(bulk),
            Some(Listing::Gathered(_)) => return self.bulk_gathered(bulk),
            _ => {}
        }
        let marks = self.marks_shown();
        if marks.is_empty() && bulk != Bulk::Export {
            return self.say("that is done to all marks of a list; gb, gh and gn list them");
        }
        match bulk {
            Bulk::Delete => {
                let what = format!("deleted {}", count(marks.len()));
                self.perform(&what, marks.into_iter().map(Edit::Remove).collect());
                self.told_of_all(&what, "u brings them back");
            }
            Bulk::Recolour => self.recolour_all(&marks, None),
            Bulk::Colour(colour) => self.recolour_all(&marks, Some(colour)),
            Bulk::Confirm => self.confirm_all(&marks),
            Bulk::Export if marks.is_empty() => self.ask_export(self.all_marks()),
            Bulk::Export => self.ask_export(marks),
            Bulk::Tag => {
                let back = self.back();
                self.mode = Mode::Tag(Tagging {
                    field: Field::line(""),
                    shown: Shown::Marks(marks),
                    back,
                });
            }
        }
    }

    /// The marks of the open list that its filter leaves.
    fn marks_shown(&self) -> Vec<Id> {
        let Mode::Pick(picker) = &self.mode else {
            return Vec::new();
        };
        let rows = picker.shown.iter().filter_map(|row| picker.rows.get(*row));
        rows.filter_map(|row| match row.target {
            Target::Mark(id) => Some(id),
            _ => None,
        })
        .collect()
    }

    /// This colour, else the one after that of the chosen highlight, for all of them.
    fn recolour_all(&mut self, marks: &[Id], asked: Option<Colour>) {
        let colour_of = |id: &Id| match self.mark(*id)?.kind {
            MarkKind::Highlight { colour } => Some(colour),
            MarkKind::Bookmark { .. } => None,
        };
        let highlights: Vec<Id> = marks.iter().copied().filter(|id| colour_of(id).is_some()).collect();
        let chosen = self.mark_here().and_then(|id| colour_of(&id));
        let Some(colour) = chosen.or_else(|| highlights.first().and_then(colour_of)) else {
            return self.say("bookmarks have no colour");
        };
        let next = asked.or_else(|| Colour::new(colour.number() % 8 + 1)).unwrap_or(colour);
        let edits: Vec<Edit> = highlights
            .iter()
            .filter_map(|id| {
                let kind = MarkKind::Highlight { colour: next };
                Some(Edit::Set(
                    *id,
                    Body::Mark(Mark {
                        kind,
                        ..self.mark(*id)?.clone()
                    }),
                ))
            })
            .collect();
        let what = format!("recoloured {} to {}", count(edits.len()), next.name());
        self.perform(&what, edits);
        self.told_of_all(&what, "u takes it back");
    }

    /// Takes the tags that were typed for all marks.
    pub(super) fn take_tags(&mut self, tagging: &Tagging) {
        let written = tagging.field.text().to_owned();
        let (mut given, mut taken, mut odd) = (Vec::new(), Vec::new(), None);
        for word in written.split([' ', ',']).filter(|word| !word.is_empty()) {
            let (list, word) = match word.strip_prefix('-') {
                Some(word) => (&mut taken, word),
                None => (&mut given, word),
            };
            let tag = word.trim_start_matches('#');
            if tags_in(&format!("#{tag}")) == [tag] {
                list.push(tag.to_owned());
            } else {
                odd = Some(word.to_owned());
            }
        }
        let marks = match &tagging.shown {
            Shown::Marks(marks) => marks,
            Shown::Hits(hits) => return self.tag_found(tagging.back.as_ref(), hits, (given, &taken, odd)),
            // They are tagged where they are.
            Shown::Gathered(_) => return,
        };
        let mut edits = Vec::new();
        for (id, mark) in marks.iter().filter_map(|id| Some((*id, self.mark(*id)?))) {
            let without = taken
                .iter()
                .fold(mark.note.clone(), |note, tag| without_tag(&note, tag));
            let note = given.iter().fold(without, |note, tag| with_tag(&note, tag));
            if note != mark.note {
                let tags = tags_in(&note);
                edits.push(Edit::Set(
                    id,
                    Body::Mark(Mark {
                        note,
                        tags,
                        ..mark.clone()
                    }),
                ));
            }
        }
        let what = match (edits.len(), odd) {
            (_, Some(odd)) => Err(format!("{odd} is no tag: letters, digits, - _ and /")),
            (0, None) => Err("no tag has changed".to_owned()),
            (changed, None) => Ok(format!("tagged {}", count(changed))),
        };
        if let Ok(what) = &what {
            self.perform(what, edits);
        }
        if let Some(back) = &tagging.back {
            self.reopen(back);
        }
        match what {
            Ok(what) => self.say(format!("{what} · u takes it back")),
            Err(reason) => self.say(reason),
        }
    }

    /// Takes tags for hits, in whatever transcripts they are.
    fn tag_found(
        &mut self,
        back: Option<&Back>,
        hits: &[FoundAt],
        (tags, taken, odd): (Vec<String>, &[String], Option<String>),
    ) {
        if let Some(back) = back {
            self.reopen(back);
        }
        match odd {
            Some(odd) => self.say(format!("{odd} is no tag: letters, digits, - _ and /")),
            None if !taken.is_empty() => self.say("a tag is taken away in lists of marks, or by u"),
            None if tags.is_empty() => self.say("no tag was typed"),
            None => self.mark_found(hits.to_vec(), Wanted { colour: None, tags }),
        }
    }

    fn told_of_all(&mut self, what: &str, and: &str) {
        self.refresh_list();
        self.say(format!("{what} · {and}"));
    }

    /// What filter words with a sign may mean for each of these rows, in lower case.
    pub(super) fn mark_facets(&self, rows: &[Choice]) -> Vec<Vec<String>> {
        let facets = |row: &Choice| {
            let Target::Mark(id) = row.target else {
                return Vec::new();
            };
            let Some(mark) = self.mark(id) else { return Vec::new() };
            let (name, role) = self.speaker_of(mark);
            facets(&mark.tags, (&name, role), mark.status)
        };
        rows.iter().map(facets).collect()
    }

    /// Who says what is marked, by name and role; as it was kept where the words are lost.
    fn speaker_of(&self, mark: &Mark) -> (String, Option<Role>) {
        let turns = self.open.as_ref().map(|open| &open.turns);
        let turn = turns.and_then(|turns| turns.at(mark.span.start()));
        match (turns, turn) {
            (Some(turns), Some(turn)) if mark.status != Status::Orphan => {
                let speaker = turns.speaker(turn);
                (speaker.name.to_string(), Some(speaker.role))
            }
            _ => (mark.anchor.speaker.clone().unwrap_or_default(), mark.anchor.role),
        }
    }

    /// Every tag with how often it was given, and to whose words; the most used first.
    pub(super) fn tag_rows(&self) -> Vec<Choice> {
        let mut tags: BTreeMap<String, BTreeMap<String, usize>> = BTreeMap::new();
        for (_, _, mark) in self.notebook.marks() {
            let (name, _) = self.speaker_of(mark);
            for tag in &mark.tags {
                *tags.entry(tag.clone()).or_default().entry(name.clone()).or_default() += 1;
            }
        }
        let mut tags: Vec<(String, usize, BTreeMap<String, usize>)> = tags
            .into_iter()
            .map(|(tag, names)| (tag, names.values().sum(), names))
            .collect();
        tags.sort_by_key(|(_, times, _)| std::cmp::Reverse(*times));
        let row = |(tag, times, names): (String, usize, BTreeMap<String, usize>)| {
            let mut names: Vec<(String, usize)> = names.into_iter().filter(|(name, _)| !name.is_empty()).collect();
            names.sort_by_key(|(_, times)| std::cmp::Reverse(*times));
            let said = names.iter().map(|(name, times)| format!("{name} {times}"));
            Choice {
                margin: times.to_string(),
                text: SafeText::line(&format!("#{tag}")),
                more: SafeText::line(&said.collect::<Vec<_>>().join(" · ")),
                colour: None,
                emphasis: None,
                heading: SafeText::default(),
                target: Target::Tag,
            }
        };
        tags.into_iter().map(row).collect()
    }
}

/// What finds a mark of such tags, of that speaker, found so: `#tag`, `name:`, `guest:`, `changed:`, in lower case.
pub(super) fn facets(tags: &[String], (name, role): (&str, Option<Role>), status: Status) -> Vec<String> {
    let role = role.map(|role| match role {
        Role::Interviewer => "host",
        Role::Guest => "guest",
    });
    let tags = tags.iter().map(|tag| format!("#{}", tag.to_lowercase()));
    let names = name.split_whitespace().chain(role);
    let names = names.map(|name| format!("{}:", name.to_lowercase()));
    tags.chain(names).chain(statuses(status)).collect()
}

/// What finds a mark by how it was found: `changed:`, `orphan:`.
fn statuses(status: Status) -> impl Iterator<Item = String> {
    let word = status.word();
    // A filter word has no spaces.
    let words = [
        word.replace(' ', "-"),
        word.rsplit(' ').next().unwrap_or(word).to_owned(),
    ];
    words.into_iter().map(|word| word + ":")
}

pub(super) fn count(marks: usize) -> String {
    format!("{marks} {}", if marks == 1 { "mark" } else { "marks" })
}

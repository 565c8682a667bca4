//! Search in the open transcript: as it is typed, from the place, with a live count; and what follows from hits.

use super::Session;
use super::effect::Effect;
use super::field::Field;
use super::home::AtHome;
use super::mode::{Mode, SearchLine};
use crate::search::{self, Noted, Query};
use crate::text::{Span, words};
use crate::turns::Sides;

/// Bytes of text searched before a key may come between: a few milliseconds at most.
const SLICE: usize = 512 * 1024;
/// Search lines remembered.
const HISTORY: usize = 200;

impl Session {
    pub(super) fn open_search(&mut self) {
        if self.open.is_none() {
            return self.say("nothing is open to search in");
        }
        let regex = self.search.regex;
        let origin = self.page.place();
        self.mode = Mode::Search(SearchLine {
            field: Field::default(),
            regex,
            origin,
            history: None,
            mistake: None,
        });
    }

    pub(super) fn toggle_regex(&mut self) {
        if let Some(line) = self.home_line() {
            line.regex = !line.regex;
        }
        if let Mode::Search(line) = &mut self.mode {
            line.regex = !line.regex;
            self.search_as_typed();
        }
    }

    pub(super) fn search_as_typed(&mut self) {
        let Mode::Search(line) = &mut self.mode else { return };
        let (written, regex, origin) = (line.field.text().to_owned(), line.regex, line.origin);
        line.mistake = None;
        let Some(open) = &self.open else { return };
        match Query::parse(&written, regex, &open.turns) {
            Ok(query) => {
                if !self.begin_search(query, origin, false) {
                    self.with_page(|page, talk| page.go_to(talk, origin));
                }
            }
            Err(mistake) => {
                if let Mode::Search(line) = &mut self.mode {
                    line.mistake = Some(mistake);
                }
                self.begin_search(None, origin, false);
            }
        }
    }

    /// Starts a search from `origin`: the nearest hit at once, the count as far as one slice reaches, the rest behind. Says
    /// whether there is a hit.
    fn begin_search(&mut self, query: Option<Query>, origin: usize, backwards: bool) -> bool {
        let history = std::mem::take(&mut self.search.history);
        let (regex, only_hits) = (self.search.regex, self.search.only_hits);
        self.search = super::Search {
            query,
            history,
            regex,
            only_hits,
            backwards,
            ..super::Search::default()
        };
        if self.search.query.is_none() {
            return false;
        }
        self.search.searched = Some(0);
        let nearest = self.nearest_hit(origin, backwards);
        if let Some(hit) = nearest {
            self.with_page(|page, talk| page.go_to(talk, hit.start()));
        }
        self.work();
        nearest.is_some()
    }

    /// Begins a search at an offset, as if it had been typed there.
    pub(super) fn search_from(&mut self, query: Option<Query>, origin: usize) {
        self.begin_search(query, origin, false);
        self.settle_current();
    }

    fn nearest_hit(&self, origin: usize, backwards: bool) -> Option<Span> {
        let (open, query) = (self.open.as_ref()?, self.search.query.as_ref()?);
        let noted = Noted::all(&self.notebook);
        let next = |from| search::find_next(query, &open.reading.transcript, &open.turns, &noted, from, backwards);
        next(origin).or_else(|| next(if backwards { open.text().len() } else { 0 }))
    }

    /// One slice of the search that is going on.
    pub(super) fn work(&mut self) {
        let (Some(from), Some(query), Some(open)) = (self.search.searched, &self.search.query, &self.open) else {
            self.search.searched = None;
            return;
        };
        let length = open.text().len();
        let end = if query.is_of_marks() {
            length
        } else {
            open.text().floor_char_boundary((from + SLICE).min(length))
        };
        let within = Span::new(from, end);
        let hits = search::find(
            query,
            &open.reading.transcript,
            &open.turns,
            &Noted::all(&self.notebook),
            within,
        );
        let resume = query.resume(within, &hits);
        let counted = search::tally(&hits, &open.turns);
        self.search.tally = Sides {
            left: self.search.tally.left + counted.left,
            right: self.search.tally.right + counted.right,
        };
        self.search.hits.extend(hits);
        self.search.searched = (resume < length).then_some(resume);
        self.settle_current();
        if self.search.searched.is_none() && self.search.only_hits {
            self.show_only_hits();
        }
    }

    /// Searches a text again that has grown; where nothing was found so far, the first hit is gone to now.
    pub(super) fn search_grown(&mut self) {
        if self.search.query.is_none() {
            return;
        }
        let found = !self.search.hits.is_empty();
        self.search.hits.clear();
        self.search.tally = Sides::default();
        self.search.searched = Some(0);
        let origin = match &self.mode {
            Mode::Search(line) => line.origin,
            _ => self.page.place(),
        };
        if !found {
            match self.nearest_hit(origin, self.search.backwards) {
                Some(hit) => {
                    if matches!(self.mode, Mode::Read) {
                        self.jumps.leave(origin);
                    }
                    self.with_page(|page, talk| page.go_to(talk, hit.start()));
                }
                None if matches!(self.mode, Mode::Read) => self.not_found(),
                None => {}
            }
        }
        self.work();
    }

    fn not_found(&mut self) {
        let written = self
            .search
            .query
            .as_ref()
            .map_or_else(String::new, |query| query.written().to_owned());
        self.clear_hits();
        self.say(format!("not found: {written}"));
    }

    /// Searches to the end, for what needs all hits.
    pub(super) fn finish_search(&mut self) {
        while self.search.searched.is_some() {
            self.work();
        }
    }

    /// Counts the hits by side again after turns changed.
    pub(super) fn tally_hits(&mut self) {
        if let Some(open) = &self.open {
            self.search.tally = search::tally(&self.search.hits, &open.turns);
        }
    }

    /// The current hit is the one at the place.
    fn settle_current(&mut self) {
        let place = self.page.place();
        self.search.current = self.search.hits.binary_search_by_key(&place, |hit| hit.start()).ok();
    }

    /// The hits that begin in this text, and the current one.
    #[must_use]
    pub fn hits_in(&self, span: Span) -> &[Span] {
        let hits = &self.search.hits;
        let from = hits.partition_point(|hit| hit.end() <= span.start());
        let to = hits.partition_point(|hit| hit.start() < span.end());
        hits.get(from..to).unwrap_or(&[])
    }

    pub(super) fn leave_search(&mut self, origin: usize) {
        self.clear_hits();
        self.with_page(|page, talk| page.go_to(talk, origin));
    }

    pub(super) fn clear_hits(&mut self) {
        let history = std::mem::take(&mut self.search.history);
        let (regex, filtered) = (self.search.regex, self.search.only_hits);
        self.search = super::Search {
            history,
            regex,
            ..super::Search::default()
        };
        if filtered {
            self.with_page(|page, talk| page.keep_only(talk, None));
        }
    }

    pub(super) fn take_search(&mut self, line: &SearchLine) {
        let written = line.field.text().to_owned();
        self.search.regex = line.regex;
        if written.is_empty() {
            return match self.search.history.last().cloned() {
                Some(last) => self.search_for(&last, line.regex, line.origin, false),
                None => self.clear_hits(),
            };
        }
        self.remember(&written);
        if let Some(mistake) = &line.mistake {
            return self.warn(mistake.as_str());
        }
        if self.nearest_hit(line.origin, false).is_none() {
            let growing = self.open.as_ref().is_some_and(|open| open.extent.is_growing());
            if growing {
                self.say("not found so far; the rest is being read");
            } else {
                self.not_found();
            }
            return;
        }
        if self.page.place() != line.origin {
            self.jumps.leave(line.origin);
        }
    }

    fn remember(&mut self, written: &str) {
        self.search.history.retain(|h| h != written);
        self.search.history.push(written.to_owned());
        let extra = self.search.history.len().saturating_sub(HISTORY);
        self.search.history.drain(..extra);
        self.effects.push(Effect::KeepSearch(written.to_owned()));
    }

    fn search_for(&mut self, written: &str, regex: bool, origin: usize, backwards: bool) {
        let Some(open) = &self.open else { return };
        match Query::parse(written, regex, &open.turns) {
            Ok(query) => {
                self.jumps.leave(origin);
                if !self.begin_search(query, origin, backwards) {
                    self.not_found();
                }
            }
            Err(mistake) => self.warn(mistake.as_str()),
        }
    }

    pub(super) fn search_word(&mut self, backwards: bool) {
        let Some(open) = &self.open else { return };
        let Some(word) = words::word_at(open.text(), self.page.place()) else {
            return self.say("no word here");
        };
        let written = word.of(open.text()).to_owned();
        self.mode = Mode::Read;
        self.remember(&written);
        let from = if backwards { word.start() } else { word.end() };
        self.search_for(&written, false, from, backwards);
    }

    pub(super) fn next_hit(&mut self, reverse: bool, times: usize) {
        if self.search.query.is_none() {
            let Some(last) = self.search.history.last().cloned() else {
                return self.say("nothing searched yet; / searches");
            };
            let place = self.page.place();
            return self.search_for(&last, self.search.regex, place, reverse);
        }
        let backwards = reverse != self.search.backwards;
        let mut wrapped = false;
        for _ in 0..times.min(10_000) {
            let place = self.page.place();
            let from = if backwards { place } else { place + 1 };
            let Some(hit) = self.nearest_hit(from, backwards) else {
                return self.say("no hits");
            };
            wrapped |= if backwards {
                hit.start() >= place
            } else {
                hit.start() <= place
            };
            self.with_page(|page, talk| page.go_to(talk, hit.start()));
        }
        self.settle_current();
        if wrapped {
            self.say(if backwards {
                "went on from the end"
            } else {
                "went on from the beginning"
            });
        }
    }

    pub(super) fn toggle_only_hits(&mut self) {
        if self.search.query.is_none() {
            return self.say("nothing searched yet; / searches");
        }
        self.search.only_hits = !self.search.only_hits;
        if self.search.only_hits {
            self.finish_search();
            self.show_only_hits();
            self.say("only what holds a hit · & shows all again");
        } else {
            self.with_page(|page, talk| page.keep_only(talk, None));
        }
    }

    fn show_only_hits(&mut self) {
        if let Some(open) = &self.open {
            self.page.keep_only(open.talk(), Some(&self.search.hits));
        }
    }

    pub(super) fn walk_history(&mut self, newer: bool) {
        let (Mode::Search(line) | Mode::Home(AtHome::Search(line))) = &mut self.mode else {
            return;
        };
        let length = self.search.history.len();
        let at = match (line.history, newer) {
            (None, false) => Some(0),
            (Some(at), false) => Some((at + 1).min(length.saturating_sub(1))),
            (Some(at), true) => at.checked_sub(1),
            (None, true) => None,
        };
        let entry = at.and_then(|at| self.search.history.get(length.checked_sub(at + 1)?));
        line.field.set(entry.map_or("", String::as_str));
        line.history = at.filter(|at| *at < length);
        let kept = line.history;
        self.search_as_typed();
        if let Mode::Search(line) = &mut self.mode {
            line.history = kept;
        }
    }
}

//! What a thread finds in many transcripts, one after the other: a list that opens with the first of it and grows, whether of hits or
//! of marks.

use super::Session;
use super::action::Listing;
use super::home::AtHome;
use super::mode::Mode;
use super::picker::Choice;

/// What was found so far in one run through the transcripts.
#[derive(Clone, Debug)]
pub struct Across<T> {
    /// Which run this is, so that what an earlier one still finds is not taken for its own.
    pub number: u64,
    /// What was found, transcript by transcript, as far as it is listed.
    pub found: Vec<T>,
    /// How much there is in what was looked into, listed or not.
    pub count: usize,
    /// Transcripts looked into, and how many there are.
    pub looked: (usize, usize),
    /// The list has been opened; once closed it stays so.
    listed: bool,
}

impl<T> Default for Across<T> {
    fn default() -> Self {
        Self {
            number: 0,
            found: Vec::new(),
            count: 0,
            looked: (0, 0),
            listed: false,
        }
    }
}

/// What was found in some more of the transcripts.
#[derive(Clone, Debug, PartialEq)]
pub struct Found<T> {
    /// Which run it belongs to.
    pub number: u64,
    /// What is to be listed.
    pub listed: Vec<T>,
    /// How much there is in these transcripts, listed or not.
    pub count: usize,
    /// Transcripts looked into, and how many there are.
    pub looked: (usize, usize),
}

impl<T> Found<T> {
    /// Nothing yet of a run.
    #[must_use]
    pub const fn nothing(number: u64) -> Self {
        Self {
            number,
            listed: Vec::new(),
            count: 0,
            looked: (0, 0),
        }
    }
}

/// More rows for a list.
pub(super) struct More {
    pub title: String,
    pub rows: Vec<Choice>,
    /// What filter words with a sign may mean for these rows; none in a list without such.
    pub facets: Vec<Vec<String>>,
}

impl<T> Across<T> {
    /// The next run, of which nothing is known yet.
    pub(super) fn next(&self) -> Self {
        Self {
            number: self.number + 1,
            ..Self::default()
        }
    }

    /// Takes what was found; from where on it is new, or none where it is of an earlier run.
    pub(super) fn take(&mut self, found: Found<T>) -> Option<usize> {
        if found.number != self.number {
            return None;
        }
        let before = self.found.len();
        self.found.extend(found.listed);
        self.count += found.count;
        self.looked = found.looked;
        Some(before)
    }

    /// How far the run has come, behind a title; nothing once it is over.
    pub(super) fn progress(&self) -> String {
        match self.looked {
            (looked, of) if looked < of => format!(" · {looked} of {of} transcripts"),
            _ => String::new(),
        }
    }

    fn stage(&mut self) -> (bool, bool, &mut bool) {
        let over = self.looked.0 == self.looked.1;
        (over, self.found.is_empty(), &mut self.listed)
    }
}

impl Session {
    /// Whether nothing has been begun over the page or the home screen.
    const fn is_idle(&self) -> bool {
        matches!(self.mode, Mode::Read | Mode::Home(AtHome::Table))
    }

    /// Lets the list grow where it is open; opens it once there is something for it, and only once; says it where there is nothing.
    pub(super) fn list_more(&mut self, listing: Listing, more: impl FnOnce(&Self) -> More, nothing: String) {
        let (is_listed, is_idle) = (self.listing() == Some(listing), self.is_idle());
        let (over, empty, listed) = match listing {
            Listing::Gathered(_) => self.gathered.stage(),
            _ => self.everywhere.across.stage(),
        };
        if is_listed {
            let more = more(self);
            if let Mode::Pick(picker) = &mut self.mode {
                picker.facets.extend(more.facets);
                picker.grow(more.title, more.rows);
            }
        } else if over && empty {
            self.say(nothing);
        } else if is_idle && !empty && !std::mem::replace(listed, true) {
            // Never over something else that the reader has begun meanwhile.
            self.open_list(listing);
            self.notice = None;
        }
    }
}

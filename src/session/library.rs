//! The session at home: what its keys do to the table, and the way from a row to the words and back.

use super::Session;
use super::action::{Action, Listing};
use super::effect::Effect;
use super::field::Field;
use super::home::{AtHome, Home, Order};
use super::mode::{Mode, SearchLine};
use crate::layout::{Extent, Geometry, Page as Sheet, SHARE_UNKNOWN};
use crate::text::SafeText;

/// What lies under lists and prompts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Ground {
    /// The page.
    #[default]
    Page,
    /// The home screen.
    Home,
}

impl Session {
    /// The table of the library.
    #[must_use]
    pub const fn home(&self) -> &Home {
        &self.home
    }

    /// What lies under lists and prompts.
    #[must_use]
    pub const fn ground(&self) -> Ground {
        self.ground
    }

    /// Where things stand on a screen of that size, in columns and rows; none below the least size. At home everything is as wide as the
    /// screen, however the page is set.
    #[must_use]
    pub fn geometry(&self, (width, height): (u16, u16)) -> Option<Geometry> {
        let page = self.page.geometry().copied();
        if let Some(page) = page.filter(|_| self.open.is_some() && self.ground == Ground::Page) {
            return Some(page);
        }
        let empty = Geometry::new(Sheet {
            width,
            height,
            arrangement: self.settings.arrangement,
            share: SHARE_UNKNOWN,
            adjust: 0,
            timed: false,
            numbers: 0,
            measure: None,
            bare: false,
        })?;
        let page = match self.ground {
            Ground::Page => empty.page,
            Ground::Home => Extent { x: 0, width },
        };
        Some(Geometry { page, ..empty })
    }

    /// Does what an action means at home; gives it back where it means what it means everywhere.
    pub(super) fn at_home(&mut self, action: Action) -> Option<Action> {
        self.settle_ground();
        if !matches!(self.mode, Mode::Home(_)) {
            return Some(action);
        }
        match action {
            Action::OpenSearch | Action::SearchEverywhere => self.open_search_at_home(),
            Action::Sort => self.sort_home(),
            Action::Delete => self.remove_row(),
            Action::Undo => self.restore_row(),
            Action::Copy => self.copy_path(),
            Action::Reread => self.effects.push(Effect::ListLibrary),
            other if is_of_a_page(&other) => self.say("that is done in a transcript · Enter opens one"),
            other => return Some(other),
        }
        None
    }

    /// The next order, which is said: its column may have no room.
    fn sort_home(&mut self) {
        self.home.sort();
        let order = self.home.order();
        if let Some((_, named)) = Order::ALL.iter().find(|(known, _)| *known == order) {
            self.say(format!("order: {named}"));
        }
    }

    /// Goes to the home screen; what is open stays open.
    pub(super) fn go_home(&mut self) {
        self.note_reading();
        if self.ground == Ground::Page
            && let Some(file) = self.shelf.open
        {
            self.home.choose_file(file);
        }
        self.ground = Ground::Home;
        self.mode = Mode::Home(AtHome::Table);
        self.effects.push(Effect::ListLibrary);
    }

    /// How far the open transcript was read and what is marked in it, into its row.
    fn note_reading(&mut self) {
        let (Some(open), Some(place), Some(file)) = (&self.open, self.place(), self.shelf.open) else {
            return;
        };
        let share = match place.ended {
            true => 1.0,
            false => place.offset as f32 / open.text().len().max(1) as f32,
        };
        let marks = self.notebook.marks().count();
        let now = self.now;
        self.home.change(file, |row| {
            row.progress = Some(share);
            row.read = Some(now);
            row.marks = marks;
        });
    }

    /// With nothing over it, what lies under everything takes the keys.
    pub(super) fn settle_ground(&mut self) {
        if self.ground == Ground::Home && matches!(self.mode, Mode::Read) {
            self.mode = Mode::Home(AtHome::Table);
        }
    }

    /// Opens the line of a search through all transcripts.
    pub(super) fn open_search_at_home(&mut self) {
        self.mode = Mode::Home(AtHome::Search(SearchLine {
            field: Field::line(""),
            regex: self.search.regex,
            origin: 0,
            history: None,
            mistake: None,
        }));
    }

    /// Takes what is typed or chosen at home.
    pub(super) fn accept_at_home(&mut self, at: AtHome) {
        match at {
            AtHome::Table => match self.home.chosen() {
                Some(row) => {
                    let file = row.file;
                    self.open_row(file);
                }
                None => self.say("nothing fits"),
            },
            // The filter stays, and letters are commands again.
            AtHome::Filter => {}
            AtHome::Search(line) => {
                self.search.regex = line.regex;
                let written = line.field.text().trim().to_owned();
                if !written.is_empty() {
                    self.search.history.retain(|known| *known != written);
                    self.search.history.push(written.clone());
                    self.effects.push(Effect::KeepSearch(written.clone()));
                    self.look_everywhere(written, line.regex);
                }
            }
        }
    }

    fn open_row(&mut self, file: usize) {
        if self.shelf.open == Some(file) {
            self.ground = Ground::Page;
            self.mode = Mode::Read;
        } else {
            self.effects.push(Effect::Open(file));
        }
    }

    /// Opens what was read last.
    pub(super) fn go_on(&mut self) {
        let last = self.home.read_last().map(|row| row.file);
        match last.or(self.shelf.open) {
            Some(file) => self.open_row(file),
            None => self.say("nothing was read yet"),
        }
    }

    /// Steps back at home: out of a line, out of a filter, to what is open.
    pub(super) fn escape_at_home(&mut self, at: &AtHome) {
        match at {
            AtHome::Table if self.home.filter().text().is_empty() => {
                if self.open.is_some() {
                    self.ground = Ground::Page;
                } else {
                    self.say("q leaves");
                }
            }
            AtHome::Table | AtHome::Filter => {
                self.home.filter_mut().set("");
                self.home.refilter();
            }
            AtHome::Search(_) => {}
        }
    }

    /// Takes the chosen row out of the list; its file and its marks stay.
    pub(super) fn remove_row(&mut self) {
        let Some(row) = self.home.remove() else {
            return self.say("nothing to remove");
        };
        self.say(format!("{} is no longer listed · u brings it back", row.title));
        self.effects.push(Effect::List {
            file: row.file,
            listed: false,
        });
    }

    /// Puts it back.
    pub(super) fn restore_row(&mut self) {
        let Some(row) = self.home.restore() else {
            return self.say("nothing to bring back");
        };
        self.say(format!("{} is listed again", row.title));
        self.effects.push(Effect::List {
            file: row.file,
            listed: true,
        });
    }

    /// Copies the path of the chosen row.
    pub(super) fn copy_path(&mut self) {
        let path = self.home.chosen().map(|row| row.path.clone());
        match path {
            Some(path) => self.effects.push(Effect::Copy(path.to_string())),
            None => self.say("nothing to copy here"),
        }
    }

    /// What was typed into the search line of the home screen, to be searched in every transcript as it is typed into the page's.
    pub(super) fn home_line(&mut self) -> Option<&mut SearchLine> {
        match &mut self.mode {
            Mode::Home(AtHome::Search(line)) => Some(line),
            _ => None,
        }
    }

    /// Where nothing could be opened, the list says why.
    pub(super) fn refuse_row(&mut self, file: usize, why: &SafeText) {
        let why = why.clone();
        self.home.change(file, |row| row.refused = Some(why));
    }
}

/// Whether an action changes or moves a page, which nobody sees from home.
const fn is_of_a_page(action: &Action) -> bool {
    !matches!(
        action,
        Action::GoHome
            | Action::GoOn
            | Action::Open(
                Listing::Commands
                    | Listing::Help
                    | Listing::Everywhere
                    | Listing::Gathered(_)
                    | Listing::Concordance { .. }
            )
            | Action::Choose(_)
            | Action::Accept
            | Action::Filter
            | Action::Escape
            | Action::Interrupt
            | Action::Type(_)
            | Action::Paste(_)
            | Action::Edit(_)
            | Action::History { .. }
            | Action::ToggleRegex
            | Action::ToggleMouse
            | Action::Redraw
            | Action::Suspend
            | Action::Quit
            | Action::OpenNext { .. }
            | Action::OpenSample
            | Action::Point(_)
            | Action::Pending(_)
            | Action::Unbound(_)
            | Action::Work
            | Action::Resize(..)
            | Action::Told(_)
    )
}

//! Steps back out of whatever takes the keys, and steps from row to row in a list.

use super::Session;
use super::action::{Choosing, Listing};
use super::home::AtHome;
use super::mode::{Exporting, Mode, Note, Tagging};

impl Session {
    pub(super) fn escape(&mut self) {
        match std::mem::take(&mut self.mode) {
            Mode::Search(line) => self.leave_search(line.origin),
            Mode::Note(Note { back: Some(back), .. })
            | Mode::Tag(Tagging { back: Some(back), .. })
            | Mode::Export(Exporting { back: Some(back), .. }) => self.reopen(&back),
            Mode::Pick(mut picker)
                if !picker.filters_at_once() && (picker.filtering || !picker.filter.text().is_empty()) =>
            {
                picker.filtering = false;
                picker.filter.set("");
                picker.refilter();
                self.mode = Mode::Pick(picker);
            }
            // Back to the hits that it was made of.
            Mode::Pick(picker) if picker.listing == (Listing::Concordance { everywhere: true }) => {
                self.open_list(Listing::Everywhere);
            }
            Mode::Home(at) => self.escape_at_home(&at),
            Mode::Read if self.attaching.is_some() => self.leave_attaching(),
            Mode::Read => self.clear_hits(),
            _ => {}
        }
    }

    pub(super) fn interrupt(&mut self) {
        if matches!(self.mode, Mode::Read) && self.search.query.is_none() && self.attaching.is_none() {
            self.say("q leaves");
        } else {
            self.escape();
        }
    }

    pub(super) fn unbound(&mut self, key: &str) {
        let help = if self.open.is_some() {
            "? shows the keys"
        } else {
            "q leaves"
        };
        self.say(format!("{key} does nothing here · {help}"));
    }

    pub(super) fn choose(&mut self, how: Choosing, times: usize) {
        let height = usize::from(self.page.size().1 / 2).max(1);
        match &mut self.mode {
            Mode::Pick(picker) => picker.choose(how, times, height),
            Mode::Home(_) => {
                let geometry = self.geometry(self.page.size());
                let lines = geometry.map_or(1, |geometry| self.home.in_sight(&geometry).1.len());
                self.home.choose(how, times, lines.max(1));
            }
            Mode::Why(_) => self.mode = Mode::Read,
            _ => {}
        }
    }

    pub(super) fn start_filter(&mut self) {
        match &mut self.mode {
            Mode::Pick(picker) => picker.filtering = true,
            Mode::Home(at) => *at = AtHome::Filter,
            _ => {}
        }
    }
}

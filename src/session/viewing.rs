//! How the page is set: arrangement, width, zen, and whose the mouse is.

use super::effect::Effect;
use super::{Session, action};
use crate::layout::Arrangement;

impl Session {
    pub(super) fn cycle_arrangement(&mut self) {
        use Arrangement::{Plain, SideBySide, Stacked};
        let next = match self.page.chosen() {
            // Stacked already, for want of room: the key is to show a change.
            SideBySide if self.page.arrangement() == Stacked => Plain,
            SideBySide => Stacked,
            Stacked => Plain,
            Plain => SideBySide,
        };
        self.with_page(|page, talk| page.arrange(talk, next));
        let too_narrow = next == SideBySide && self.page.arrangement() != SideBySide;
        match next {
            SideBySide if too_narrow => self.say("side by side from 80 columns on; stacked until then"),
            SideBySide => self.say("side by side"),
            Stacked => self.say("stacked"),
            Plain => self.say("plain"),
        }
    }

    pub(super) fn widen(&mut self, how: action::Widening, times: usize) {
        let times = i16::try_from(times).unwrap_or(i16::MAX);
        self.with_page(|page, talk| page.widen(talk, how, times));
    }

    pub(super) fn toggle_zen(&mut self) {
        self.settings.zen = !self.settings.zen;
        let zen = self.settings.zen;
        self.with_page(|page, talk| page.set_zen(talk, zen));
    }

    pub(super) fn toggle_mouse(&mut self) {
        self.settings.mouse = !self.settings.mouse;
        self.effects.push(Effect::Mouse(self.settings.mouse));
        self.say(if self.settings.mouse {
            "the mouse is ours; F2 gives it back"
        } else {
            "the mouse is the terminal's; F2 takes it"
        });
    }
}

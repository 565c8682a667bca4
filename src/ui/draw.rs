//! A session to cells: what stands where on a screen, from the head down to the foot.
//!
//! A frame is a function of the session, the theme and the keymap. Painting changes nothing in them; where the cursor stands
//! is what [`draw`] gives back.

use ratatui::buffer::Buffer;

use super::paint::{Room, clear, fill, write_cut};
use super::{Keymap, Theme, body, foot, head, home, panel, scrollbar};
use crate::layout::{Arrangement, Extent, Geometry};
use crate::session::{Ground, Mode, Session};

/// Narrowest head and foot while the terminal has room for them, in cells.
const BAND: u16 = 76;

/// What painters read.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scene<'a> {
    /// What is shown.
    pub session: &'a Session,
    /// How it looks.
    pub theme: &'a Theme,
    /// What the keys mean.
    pub keymap: &'a Keymap,
    /// Where everything stands.
    pub geometry: &'a Geometry,
}

impl Scene<'_> {
    /// The cells of head, foot and lists: those of the page, or more where it is narrow and the terminal is not.
    pub fn band(&self) -> Extent {
        let geometry = self.geometry;
        if geometry.page.width >= BAND.min(geometry.width) {
            return geometry.page;
        }
        let width = BAND.min(geometry.width);
        let x = match geometry.arrangement {
            Arrangement::Plain => 0,
            Arrangement::SideBySide | Arrangement::Stacked => (geometry.width - width) / 2,
        };
        Extent { x, width }
    }

    /// The band on one row.
    pub fn row(&self, y: u16) -> Room {
        let band = self.band();
        Room {
            x: band.x,
            y,
            width: band.width,
        }
    }

    /// Draws a thin line over the band, except in the plain arrangement, which has no drawing.
    pub fn line(&self, y: u16, buffer: &mut Buffer) {
        if self.geometry.arrangement != Arrangement::Plain {
            fill(buffer, self.row(y), "─", self.theme.rule);
        }
    }

    /// The same without a cell at each side, but in the plain arrangement.
    pub fn inset(&self, y: u16) -> Room {
        let inset = u16::from(self.geometry.arrangement != Arrangement::Plain);
        let row = self.row(y);
        Room {
            x: row.x + inset,
            width: row.width.saturating_sub(2 * inset),
            ..row
        }
    }

    /// Screen row of the reading row.
    pub fn reading_row(&self) -> u16 {
        self.geometry.body.saturating_add(self.session.page().reading_row())
    }
}

/// Paints the whole screen into an empty buffer and gives the cell of the cursor: where something is typed, or in the plain
/// arrangement where the reader is.
pub fn draw(session: &Session, theme: &Theme, keymap: &Keymap, buffer: &mut Buffer) -> Option<(u16, u16)> {
    let area = buffer.area;
    let geometry = session.geometry((area.width, area.height));
    let Some(geometry) = geometry else {
        too_small(buffer, theme);
        return None;
    };
    let scene = Scene {
        session,
        theme,
        keymap,
        geometry: &geometry,
    };
    match session.ground() {
        Ground::Home => home::paint(&scene, buffer),
        Ground::Page => {
            if !session.page().zen() {
                head::paint(&scene, buffer);
                scrollbar::paint(&scene, buffer);
            }
            body::paint(&scene, buffer);
        }
    }
    let cursor = foot::paint(&scene, buffer);
    match session.mode() {
        Mode::Pick(picker) => panel::list(&scene, picker, buffer),
        Mode::Why(reasons) => panel::why(&scene, reasons, buffer),
        Mode::Read
        | Mode::Home(_)
        | Mode::Select(_)
        | Mode::Search(_)
        | Mode::Note(_)
        | Mode::Name(_)
        | Mode::Tag(_)
        | Mode::Export(_) => {}
    }
    cursor.or_else(|| reading_cursor(&scene))
}

/// In the plain arrangement, which has no signs, the cursor stands on the reading row: a screen reader follows it.
fn reading_cursor(scene: &Scene<'_>) -> Option<(u16, u16)> {
    let reads = matches!(scene.session.mode(), Mode::Read) && scene.session.open().is_some();
    let plain = scene.geometry.arrangement == Arrangement::Plain;
    (reads && plain).then(|| (scene.geometry.columns.left.text.x, scene.reading_row()))
}

/// Rows for something laid over the page: below the reading row where there is more room, else above it, so that the reading
/// row stays in sight. The rows are emptied.
pub(super) fn cover(scene: &Scene<'_>, height: u16, buffer: &mut Buffer) -> (u16, u16) {
    let geometry = scene.geometry;
    let bottom = geometry.foot_rule.unwrap_or(geometry.notice);
    // At home nobody reads: what is laid over it may take all of it.
    let here = match scene.session.ground() {
        Ground::Page => scene.reading_row(),
        Ground::Home => geometry.body.saturating_sub(1),
    };
    let below = bottom.saturating_sub(here + 1);
    let above = here.saturating_sub(geometry.body);
    let (top, height) = if height <= below || below >= above {
        (bottom - height.min(below), height.min(below))
    } else {
        (geometry.body, height.min(above))
    };
    for y in top..top + height {
        clear(
            buffer,
            Room {
                x: 0,
                y,
                width: geometry.width,
            },
        );
    }
    (top, height)
}

fn too_small(buffer: &mut Buffer, theme: &Theme) {
    let area = buffer.area;
    let lines = ["too small:", "30 columns and", "8 rows are needed"];
    for (line, y) in lines.iter().zip(area.y..area.bottom()) {
        write_cut(
            buffer,
            Room {
                x: area.x,
                y,
                width: area.width,
            },
            line,
            theme.notice,
        );
    }
}

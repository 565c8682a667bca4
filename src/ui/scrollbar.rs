//! The scrollbar: where the screen stands in the text, and ticks for hits, bookmarks and highlights.
//!
//! Everything goes by bytes, so that nothing has to be laid out for it.

use ratatui::buffer::Buffer;
use ratatui::style::Style;

use super::draw::Scene;
use super::margin::{BOOKMARK, HIGHLIGHT};
use super::paint::{Room, fill, write};
use crate::marks::{MarkKind, Status};
use crate::text::Span;

/// Paints the scrollbar and its ticks.
pub(super) fn paint(scene: &Scene<'_>, buffer: &mut Buffer) {
    let geometry = scene.geometry;
    let Some(open) = scene.session.open() else { return };
    let text = open.reading.transcript.text().len();
    let of = open.extent.missing_from();
    let size = of.map_or(text, |of| usize::try_from(of).unwrap_or(usize::MAX).max(text));
    if size == 0 || geometry.scrollbar.width == 0 {
        return;
    }
    let height = geometry.body_height;
    let shown = scene.session.page().shown();
    let top = row_of(shown.start(), size, height);
    let bottom = row_of(shown.end().saturating_sub(1), size, height);
    if shown.start() > 0 || shown.end() < size {
        for y in top..=bottom {
            let room = Room {
                x: geometry.scrollbar.x,
                y: geometry.body + y,
                width: 1,
            };
            fill(buffer, room, "▐", scene.theme.thumb);
        }
    }
    if geometry.ticks.width == 0 {
        return;
    }
    for (y, (sign, style)) in ticks(scene, size)
        .iter()
        .enumerate()
        .filter_map(|(y, tick)| Some((y, (*tick)?)))
    {
        let y = geometry.body + u16::try_from(y).unwrap_or(height);
        write(
            buffer,
            Room {
                x: geometry.ticks.x,
                y,
                width: 1,
            },
            sign,
            style,
        );
    }
}

/// The tick of each row of the body: the current hit before other hits, those before bookmarks and highlights.
fn ticks(scene: &Scene<'_>, size: usize) -> Vec<Option<(&'static str, Style)>> {
    let height = scene.geometry.body_height;
    let theme = scene.theme;
    let mut ticks = vec![None; usize::from(height)];
    let mut set = |span: Span, tick| {
        if let Some(at) = ticks.get_mut(usize::from(row_of(span.start(), size, height))) {
            *at = Some(tick);
        }
    };
    let mut bookmarks = Vec::new();
    for (_, _, mark) in scene.session.notebook().marks() {
        match mark.kind {
            _ if mark.status == Status::Orphan => {}
            MarkKind::Highlight { colour } => set(mark.span, (HIGHLIGHT, theme.sign(colour))),
            MarkKind::Bookmark { .. } => bookmarks.push(mark.span),
        }
    }
    for span in bookmarks {
        set(span, (BOOKMARK, theme.mark));
    }
    let search = scene.session.search();
    let mut from = 0;
    // There may be a million hits and there are few rows: one look-up a row.
    while let Some(hit) = search.hits.get(from) {
        set(
            *hit,
            ("╶", theme.hit.remove_modifier(ratatui::style::Modifier::UNDERLINED)),
        );
        let row = row_of(hit.start(), size, height);
        from += search.hits[from..]
            .partition_point(|hit| row_of(hit.start(), size, height) <= row)
            .max(1);
    }
    if let Some(hit) = search.current.and_then(|at| search.hits.get(at)) {
        set(
            *hit,
            ("◂", theme.hit.remove_modifier(ratatui::style::Modifier::UNDERLINED)),
        );
    }
    ticks
}

/// The row of the body, from its top, at which an offset stands.
fn row_of(offset: usize, size: usize, height: u16) -> u16 {
    let row = (offset as u64)
        .saturating_mul(u64::from(height))
        .checked_div(size as u64)
        .unwrap_or(0);
    u16::try_from(row).unwrap_or(u16::MAX).min(height.saturating_sub(1))
}

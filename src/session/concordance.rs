//! Hits under one another with what stands to their left and right: of the open transcript, or of all that were searched.

use super::Session;
use super::action::Listing;
use super::mode::Mode;
use super::picker::{Choice, Target};
use crate::export::hits::{Found, Order, Row, arrange, concordance};
use crate::export::quote::Source;
use crate::export::rendition::Rendition;
use crate::text::SafeText;

/// The orders, each by the name that the list shows.
pub(super) const ORDERS: [(&str, Order); 4] = [
    ("place", Order::Place),
    ("word before", Order::Left),
    ("word after", Order::Right),
    ("speaker", Order::Speaker),
];

/// Rows of a concordance; more hits are counted only.
const MOST: usize = 5_000;

impl Session {
    /// The list that is meant: a concordance is one of all transcripts where their hits are listed, and where none are on the page.
    pub(super) fn meant(&mut self, listing: Listing) -> Listing {
        let Listing::Concordance { .. } = listing else {
            return listing;
        };
        let listed = self.ground == super::Ground::Home || self.listing() == Some(Listing::Everywhere);
        if !listed {
            self.finish_search();
        }
        Listing::Concordance {
            everywhere: listed || self.search.hits.is_empty(),
        }
    }

    /// The rows in an order of [`ORDERS`].
    pub(super) fn concordance_rows(&self, everywhere: bool, order: &str) -> Vec<Choice> {
        let mut rows = if everywhere {
            self.rows_everywhere()
        } else {
            self.rows_here()
        };
        let order = ORDERS
            .iter()
            .find(|(name, _)| *name == order)
            .map_or(Order::Place, |(_, order)| *order);
        arrange(&mut rows, order, |(row, _)| row);
        let choice = |(row, target): (Row, Target)| {
            let start = row.left.len();
            Choice {
                margin: row.turn.map(|turn| format!("¶{turn}")).unwrap_or_default(),
                text: SafeText::line(&format!("{}{}{}", row.left, row.hit, row.right)),
                more: SafeText::line(&if row.path.is_empty() {
                    row.speaker
                } else {
                    format!("{} · {}", row.speaker, row.path)
                }),
                colour: None,
                emphasis: Some((start, start + row.hit.len())),
                heading: SafeText::default(),
                target,
            }
        };
        rows.into_iter().map(choice).collect()
    }

    fn rows_here(&self) -> Vec<(Row, Target)> {
        let Some(open) = &self.open else { return Vec::new() };
        let hits = &self.search.hits[..self.search.hits.len().min(MOST)];
        let found = Found {
            path: &SafeText::default(),
            source: Source {
                document: &self.document(),
                transcript: &open.reading.transcript,
                turns: &open.turns,
                rendition: &Rendition::default(),
            },
            hits,
        };
        let targets = hits.iter().map(|hit| Target::Offset(hit.start()));
        concordance(&found).into_iter().map(trimmed).zip(targets).collect()
    }

    fn rows_everywhere(&self) -> Vec<(Row, Target)> {
        let found = self.everywhere.across.found.iter().enumerate();
        let row = |(at, found): (usize, &super::everywhere::Elsewhere)| {
            let (start, end) = found.hit.emphasis;
            let words = found.hit.words.as_str();
            let row = Row {
                path: found.title.to_string(),
                turn: found.hit.turn,
                speaker: found.hit.speaker.to_string(),
                left: words[..start].to_owned(),
                hit: words[start..end].to_owned(),
                right: words[end..].to_owned(),
            };
            (trimmed(row), Target::Elsewhere(at))
        };
        found.map(row).collect()
    }

    /// The list in the next order.
    pub(super) fn sort_concordance(&mut self) {
        let Mode::Pick(picker) = &self.mode else { return };
        let Listing::Concordance { everywhere } = picker.listing else {
            return;
        };
        let at = ORDERS.iter().position(|(name, _)| *name == picker.order).unwrap_or(0);
        let order = ORDERS[(at + 1) % ORDERS.len()].0;
        let rows = self.concordance_rows(everywhere, order);
        if let Mode::Pick(picker) = &mut self.mode {
            picker.order = order;
            picker.rows = rows;
            picker.refilter();
            picker.chosen = 0;
        }
    }
}

/// Nothing but words at both ends, since a line begins and ends with none.
fn trimmed(row: Row) -> Row {
    Row {
        left: row.left.trim_start().to_owned(),
        right: row.right.trim_end().to_owned(),
        ..row
    }
}

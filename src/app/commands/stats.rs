//! `visavis stats FILE…`: who speaks how often, how much and how long, and how that goes over the talk.

use std::io::{self, IsTerminal};

use super::marked::Marked;
use super::{Ending, Origin, emit, refuse};
use crate::app::cli::Counting;
use crate::app::setting::Setup;
use crate::export::stats::{Chart, Statistics, json, text};

/// Writes the statistics of transcripts.
pub fn run(counting: &Counting, setup: &Setup) -> Ending {
    let mut counted = Vec::with_capacity(counting.files.len());
    for file in &counting.files {
        match Marked::open(&Origin::of(file), setup) {
            Ok(marked) => {
                let statistics = Statistics::of(&marked.transcript, &marked.turns);
                counted.push((marked.document, statistics));
            }
            Err(failure) => return refuse(&failure),
        }
    }
    if counting.json {
        return emit(&json(&counted));
    }
    // What is no terminal is plain, and may be read by something that knows no blocks.
    let chart = if io::stdout().is_terminal() && !setup.is_plain() {
        Chart::Blocks
    } else {
        Chart::Signs
    };
    let tables = counted
        .iter()
        .map(|(document, statistics)| text(document, statistics, chart));
    emit(&tables.collect::<Vec<_>>().join("\n"))
}

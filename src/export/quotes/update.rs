//! A second export into a file of Markdown: quotes that stand in it already are written anew in their place, new ones are put where
//! they belong, and everything else in the file stays as it is.
//!
//! A quote is found by its block id on a line of its own, with the callout above it. Quotes that are in the file and no longer
//! among the marks are left alone: a file that somebody writes in loses nothing.

use std::collections::HashMap;

use super::super::quote::{Document, Quote};
use super::Extract;
use super::markdown::{block, block_name};

/// What became of the quotes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Updated {
    /// Written anew, with other words than before.
    pub changed: usize,
    /// As they were.
    pub same: usize,
    /// New in the file.
    pub added: usize,
    /// In the file, but not among those exported now.
    pub left: usize,
}

/// A quote in the file.
#[derive(Clone, Copy)]
struct Block {
    first: usize,
    /// The line of its id.
    last: usize,
}

/// The text of the file with these quotes brought up to date, and what was done.
#[must_use]
pub fn update(file: &str, extracts: &[Extract<'_>]) -> (String, Updated) {
    let lines: Vec<&str> = file.lines().collect();
    let blocks = blocks(&lines);
    let quotes: Vec<(&Quote, &Document)> = extracts
        .iter()
        .flat_map(|extract| extract.quotes.iter().map(|quote| (quote, extract.source.document)))
        .collect();
    let mut updated = Updated::default();
    // What is put instead of a line, and what is put after it.
    let mut instead: HashMap<usize, String> = HashMap::new();
    let mut after: HashMap<usize, String> = HashMap::new();
    let mut at_the_end = String::new();
    let first_known = quotes.iter().find_map(|(quote, _)| blocks.get(&block_name(quote)));
    let mut place = first_known.and_then(|first| first.first.checked_sub(1));
    for (quote, document) in &quotes {
        let written = block(quote, document);
        if let Some(found) = blocks.get(&block_name(quote)) {
            let before = lines[found.first..=found.last].join("\n");
            if before == written.trim_end() {
                updated.same += 1;
            } else {
                updated.changed += 1;
                instead.insert(found.first, written.trim_end().to_owned());
            }
            place = Some(found.last);
        } else {
            updated.added += 1;
            let there = place.map_or(&mut at_the_end, |line| after.entry(line).or_default());
            there.push('\n');
            there.push_str(&written);
        }
    }
    updated.left = blocks.len() - updated.same - updated.changed;
    let mut out = String::with_capacity(file.len());
    let mut skipped_to = 0;
    for (at, line) in lines.iter().enumerate() {
        if let Some(new) = instead.get(&at) {
            skipped_to = blocks
                .values()
                .find(|found| found.first == at)
                .map_or(at, |found| found.last)
                + 1;
            out.push_str(new);
            out.push('\n');
        } else if at >= skipped_to {
            out.push_str(line);
            out.push('\n');
        }
        if let Some(more) = after.get(&at) {
            out.push_str(more);
        }
    }
    out.push_str(&at_the_end);
    if file.contains("\r\n") {
        out = out.replace('\n', "\r\n");
    }
    (out, updated)
}

/// The quotes of the file by their names. An id without a callout right above it is somebody's own writing.
fn blocks(lines: &[&str]) -> HashMap<String, Block> {
    let mut blocks = HashMap::new();
    for (last, line) in lines.iter().enumerate() {
        let Some(name) = line.trim_end().strip_prefix('^').filter(|name| name.starts_with("q-")) else {
            continue;
        };
        let above = lines[..last].iter().rposition(|line| !line.trim().is_empty());
        let Some(end) = above.filter(|at| lines[*at].starts_with('>')) else {
            continue;
        };
        let first = lines[..=end]
            .iter()
            .rposition(|line| !line.starts_with('>'))
            .map_or(0, |at| at + 1);
        blocks.entry(name.to_owned()).or_insert(Block { first, last });
    }
    blocks
}

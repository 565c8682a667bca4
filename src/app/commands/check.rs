//! `visavis check FILE`: what was recognised, by which rule, what was skipped.

use super::{Ending, Origin, with_transcript};
use crate::export::account;

/// Writes the account of a file.
pub fn run(origin: &Origin, as_json: bool) -> Ending {
    let form = if as_json { account::json } else { account::text };
    with_transcript(origin, form)
}

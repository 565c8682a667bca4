//! `visavis turns FILE`: who speaks where, as rows, JSON or paragraphs, and why.

use super::super::cli::{TurnsForm, complain};
use super::{Ending, Origin, with_transcript};
use crate::export::turns;

/// Writes the turns of a file; `explain` adds why each is whose.
pub fn run(origin: &Origin, form: TurnsForm, explain: bool) -> Ending {
    let write = match (form, explain) {
        (TurnsForm::Text, false) => turns::text,
        (TurnsForm::Text, true) => turns::reasons,
        (TurnsForm::Json, false) => turns::json,
        (TurnsForm::Json, true) => turns::json_explained,
        (TurnsForm::Tsv, false) => turns::tsv,
        (TurnsForm::Tsv, true) => {
            complain("a row has no room for reasons; --explain goes with --format text or json");
            return Ending::Refused;
        }
    };
    with_transcript(origin, |reading, turns| write(&reading.transcript, turns))
}

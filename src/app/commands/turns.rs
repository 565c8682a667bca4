//! `visavis turns FILE`: who speaks where, as rows, JSON or paragraphs.

use super::super::cli::TurnsForm;
use super::{Ending, Origin, with_transcript};
use crate::export::turns;

/// Writes the turns of a file.
pub fn run(origin: &Origin, form: TurnsForm) -> Ending {
    let write = match form {
        TurnsForm::Text => turns::text,
        TurnsForm::Tsv => turns::tsv,
        TurnsForm::Json => turns::json,
    };
    with_transcript(origin, |reading, turns| write(&reading.transcript, turns))
}

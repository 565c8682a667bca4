//! `visavis convert FILE --to FORM`: the same transcript in another format, to standard output or to a file that is not there yet.

use super::saving::save;
use super::{Ending, Origin, complain, emit, reading, refuse};
use crate::app::cli::{Conversion, Failure};
use crate::export::convert::are_reckoned;
use crate::export::script::Script;
use crate::text::SafeText;
use crate::turns::infer;

/// Converts a transcript.
pub fn run(conversion: &Conversion) -> Ending {
    let origin = Origin::of(&conversion.file);
    let target = conversion.to;
    let reading = match reading::read(&origin) {
        Ok(reading) => reading,
        Err(failure) => return refuse(&failure),
    };
    let turns = infer(&reading.transcript, &[]);
    let script = Script::new(&reading.transcript, &turns);
    if target.needs_times && are_reckoned(&script) {
        let told = "some words have no time in it; their captions go by the length of the words";
        complain(&format!("{}: {told}", origin.name()));
    }
    let written = (target.write)(&script);
    match &conversion.output {
        None => emit(&written),
        Some(path) => {
            let sources = std::slice::from_ref(&conversion.file);
            match save(written.as_bytes(), path, sources, conversion.force) {
                Ok(()) => Ending::Well,
                Err(reason) => refuse(&Failure::of(SafeText::path(path), reason)),
            }
        }
    }
}

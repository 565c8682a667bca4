//! A transcript as plain text, where standard output is no terminal.

use super::{Ending, Origin, with_transcript};
use crate::export::plain;

/// Writes each transcript in turn; one that cannot be read is told and the rest follows.
pub fn run(origins: &[Origin]) -> Ending {
    let mut worst = Ending::Well;
    for origin in origins {
        let ending = with_transcript(origin, |reading, turns| plain::text(&reading.transcript, turns));
        if ending != Ending::Well {
            worst = ending;
        }
    }
    worst
}

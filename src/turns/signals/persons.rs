//! Of whom and to whom a unit speaks, and turns of phrase that belong to one side of an interview.

use super::super::tongues::Cue;
use super::{Scene, Seen, Signal, when};

/// Which turn of phrase is which signal.
const PHRASES: &[(Cue, Signal)] = &[
    (Cue::ThanksGuest, Signal::ThanksGuest),
    (Cue::ThanksHost, Signal::ThanksHost),
    (Cue::Introduces, Signal::Introduces),
    (Cue::You, Signal::SpeaksToYou),
    (Cue::Formal, Signal::SpeaksFormally),
    (Cue::I, Signal::SpeaksOfSelf),
    (Cue::We, Signal::SpeaksOfUs),
    (Cue::YouSaid, Signal::YouSaid),
    (Cue::AsksAbout, Signal::AsksAbout),
    (Cue::Hedges, Signal::Hedges),
    (Cue::Past, Signal::Past),
    (Cue::GoodQuestion, Signal::PraisesQuestion),
    (Cue::Praises, Signal::Praises),
    (Cue::Closes, Signal::Closes),
    (Cue::Third, Signal::Third),
    (Cue::Host, Signal::SpeaksToAudience),
];

const PERSONS: u64 = Cue::You.bit() | Cue::Formal.bit() | Cue::I.bit() | Cue::We.bit();

pub(super) fn see(scene: &Scene<'_>, at: usize) -> Seen {
    let sight = &scene.sights[at];
    let mut seen = when(sight.reading.cues & PERSONS == 0, Signal::SpeaksOfNobody);
    let you = sight.has(Cue::You) || sight.has(Cue::Formal);
    seen |= when(you && sight.has(Cue::I), Signal::SpeaksOfSelfToYou);
    for (cue, signal) in PHRASES {
        seen |= when(sight.has(*cue), *signal);
    }
    seen
}

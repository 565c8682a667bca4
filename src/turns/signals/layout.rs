//! What the file's layout and times tell: blank lines, marks of change, pauses, and how sentences share lines.

use crate::transcript::Utterance;

use super::{Scene, Seen, Signal, when};

/// A silence of at least so many milliseconds between two cues is long.
const PAUSE: u32 = 900;

pub(super) fn see(scene: &Scene<'_>, at: usize) -> Seen {
    let unit = &scene.units[at];
    if at == 0 {
        return 0;
    }
    if !unit.begins {
        return when(!scene.paragraphs, Signal::InsideLine) | when(scene.paragraphs, Signal::InsideParagraph);
    }
    let utterances = scene.transcript.utterances();
    let marked = utterances.get(unit.utterance).is_some_and(Utterance::marks_change);
    let pause = unit
        .utterance
        .checked_sub(1)
        .and_then(|before| utterances.get(before)?.to())
        .zip(utterances.get(unit.utterance).and_then(Utterance::from))
        .map(|(to, from)| from.millis().saturating_sub(to.millis()) >= PAUSE);
    when(scene.blanks_tell && unit.paragraph, Signal::BlankBefore)
        | when(scene.blanks_tell && !unit.paragraph, Signal::NoBlankBefore)
        | when(scene.marks_changes && marked, Signal::ChangeMarked)
        | when(scene.marks_changes && !marked, Signal::NoChangeMarked)
        | when(scene.timed && pause == Some(true), Signal::LongPause)
        | when(scene.timed && pause == Some(false), Signal::NoPause)
}

//! What the file's layout and times tell: blank lines, marks of change, pauses, and how sentences share lines.

use crate::transcript::Utterance;

use super::whole::Inside;
use super::{Scene, Seen, Signal, when};

/// A silence of at least so many milliseconds between two cues is long.
const PAUSE: i64 = 900;
/// A cue that begins so many milliseconds before the last one ends is said at the same time.
const OVERLAP: i64 = 200;
/// Where more than one of so many cues overlaps the next, it is the captioner's way.
const OVERLAPS_IN: usize = 8;

pub(super) fn see(scene: &Scene<'_>, at: usize) -> Seen {
    let unit = &scene.units[at];
    if at == 0 {
        return 0;
    }
    if !unit.begins {
        return match scene.whole.inside {
            Inside::Line => Signal::InsideLine.bit(),
            Inside::Paragraph => Signal::InsideParagraph.bit(),
            Inside::Nothing => 0,
        };
    }
    let utterances = scene.whole.transcript.utterances();
    let utterance = unit.utterance as usize;
    let marked = utterances.get(utterance).is_some_and(Utterance::marks_change);
    let gap = utterance.checked_sub(1).and_then(|before| {
        let pair = utterances.get(before..before + 2)?;
        gap(&pair[0], &pair[1])
    });
    let pause = gap.map(|gap| gap >= PAUSE);
    let overlap = scene.whole.overlaps_tell && gap.is_some_and(|gap| gap <= -OVERLAP);
    when(overlap, Signal::Overlap)
        | when(scene.whole.blanks_tell && unit.paragraph, Signal::BlankBefore)
        | when(scene.whole.blanks_tell && !unit.paragraph, Signal::NoBlankBefore)
        | when(scene.whole.marks_changes && marked, Signal::ChangeMarked)
        | when(scene.whole.marks_changes && !marked, Signal::NoChangeMarked)
        | when(scene.whole.timed && pause == Some(true), Signal::LongPause)
        | when(scene.whole.timed && pause == Some(false) && !overlap, Signal::NoPause)
}

/// Milliseconds from the end of one cue to the beginning of the next; less than nothing where they overlap.
fn gap(before: &Utterance, after: &Utterance) -> Option<i64> {
    Some(i64::from(after.from()?.millis()) - i64::from(before.to()?.millis()))
}

/// Whether cues that overlap are rare enough to be two people.
pub(super) fn overlaps_tell(utterances: &[Utterance]) -> bool {
    let over = |pair: &&[Utterance]| gap(&pair[0], &pair[1]).is_some_and(|gap| gap <= -OVERLAP);
    let overlaps = utterances.windows(2).filter(over).count();
    overlaps > 0 && overlaps * OVERLAPS_IN <= utterances.len()
}

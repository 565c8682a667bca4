//! Where a unit stands in the file: interviews open with the interviewer and close with thanks.

use super::{Scene, Seen, Signal, when};

pub(super) fn see(scene: &Scene<'_>, at: usize) -> Seen {
    let left = scene.sights.len() - 1 - at;
    when(at == 0, Signal::First)
        | when((1..3).contains(&at), Signal::AmongFirst)
        | when((3..8).contains(&at), Signal::NearStart)
        | when(left == 0, Signal::Last)
        | when((1..3).contains(&left), Signal::AmongLast)
        | when((3..8).contains(&left), Signal::NearEnd)
}

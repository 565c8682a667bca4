//! Address by name: whoever is called by the guest's name is spoken to by the interviewer.

use super::super::names;
use super::{Scene, Seen, Signal, when};

pub(super) fn see(scene: &Scene<'_>, at: usize) -> Seen {
    let words = scene.whole.transcript.words(scene.units[at].span);
    let named = scene.whole.guest.as_ref().is_some_and(|name| names::calls(words, name));
    when(named, Signal::NamesGuest)
        | when(
            names::titled(words, scene.whole.cased).is_some(),
            Signal::AddressesWithTitle,
        )
}

//! How far a turn reaches: whether a unit goes on with the one before, how long it is, and whether its topic is the old one
//! or the next question's.

use super::super::units::Ending;
use super::{Scene, Seen, Signal, when};

/// Sentences ahead in which a question still takes up a lead-in.
const AHEAD: usize = 3;

pub(super) fn see(scene: &Scene<'_>, at: usize) -> Seen {
    glue(scene, at) | length(scene, at) | topic(scene, at)
}

fn glue(scene: &Scene<'_>, at: usize) -> Seen {
    let sight = &scene.sights[at];
    let ends =
        when(sight.ending == Ending::Calls, Signal::Calls) | when(sight.ending == Ending::Trails, Signal::Trails);
    let Some(before) = scene.before(at) else { return ends };
    if scene.units[at].apart {
        return ends;
    }
    ends | when(before.ending == Ending::Trails, Signal::TrailedBefore)
        | when(before.ending == Ending::Calls, Signal::CalledBefore)
        | when(before.reading.words <= 3, Signal::BriefBefore)
        | when(scene.punctuated && sight.lower, Signal::LowerCase)
        | when(
            scene.punctuated && before.ending == Ending::Open && !scene.units[at].paragraph,
            Signal::GoesOn,
        )
}

fn length(scene: &Scene<'_>, at: usize) -> Seen {
    let signal = match scene.sights[at].reading.words {
        0 | 1 => Signal::OneWord,
        2 | 3 => Signal::FewWords,
        4..=7 => Signal::BriefLine,
        8..=15 => Signal::MiddlingLine,
        16..=30 => Signal::LongLine,
        _ => Signal::VeryLongLine,
    };
    signal.bit()
}

fn topic(scene: &Scene<'_>, at: usize) -> Seen {
    let sentence = scene.sentence(at);
    if sentence.asks || sentence.topic == 0 {
        return 0;
    }
    let number = scene.sights[at].sentence;
    let earlier = &scene.sentences[number.saturating_sub(2)..number];
    let back = earlier.iter().any(|earlier| earlier.topic & sentence.topic != 0);
    let next = sentence
        .until
        .filter(|until| *until <= AHEAD)
        .and_then(|until| scene.sentences.get(number + until));
    let ahead = next.is_some_and(|next| next.topic & sentence.topic != 0);
    when(back, Signal::TopicGoesOn) | when(ahead, Signal::TopicOfQuestion) | when(!back && !ahead, Signal::FreshTopic)
}

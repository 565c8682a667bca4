//! How far a turn reaches: whether a unit goes on with the one before, how long it is, and whether its topic is the old one
//! or the next question's.

use super::super::units::Ending;
use super::{Scene, Seen, Signal, when};

/// Sentences ahead in which a question still takes up a lead-in.
const AHEAD: usize = 3;

/// A unit of at most so many words is short enough to be echoed.
const ECHOED: usize = 7;

pub(super) fn see(scene: &Scene<'_>, at: usize) -> Seen {
    glue(scene, at) | length(scene, at) | topic(scene, at) | when(echoes(scene, at), Signal::Echoes)
}

/// Whether a unit takes up the last words of a short one before it, as listeners do.
fn echoes(scene: &Scene<'_>, at: usize) -> bool {
    let Some(before) = at
        .checked_sub(1)
        .filter(|before| scene.sights[*before].reading.words <= ECHOED)
    else {
        return false;
    };
    let words = |at: usize| {
        let span = scene.units[at].span;
        let words = scene.whole.transcript.words(span).split(|c: char| !c.is_alphanumeric());
        words.filter(|word| !word.is_empty())
    };
    let (mut said, mut count) = ([""; 3], 0);
    for word in words(before) {
        said.rotate_left(1);
        said[2] = word;
        count += 1;
    }
    let same =
        |a: &str, b: &str| a.len() == b.len() && (a.eq_ignore_ascii_case(b) || a.to_lowercase() == b.to_lowercase());
    count >= said.len() && words(at).zip(said).filter(|(word, said)| same(word, said)).count() == said.len()
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
        | when(
            scene.whole.punctuated && scene.whole.cased && sight.lower,
            Signal::LowerCase,
        )
        | when(
            scene.whole.punctuated && before.ending == Ending::Open && !scene.units[at].paragraph,
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
    if sentence.asks || sentence.topic.is_empty() {
        return 0;
    }
    let number = scene.sights[at].sentence;
    let earlier = &scene.sentences[number.saturating_sub(2)..number];
    let back = earlier.iter().any(|earlier| earlier.topic.shares(&sentence.topic));
    let next = sentence
        .until
        .filter(|until| *until <= AHEAD)
        .and_then(|until| scene.sentences.get(number + until));
    let ahead = next.is_some_and(|next| next.topic.shares(&sentence.topic));
    let leads = sentence.until.is_some_and(|until| until <= 2);
    when(leads && !back, Signal::LeadsInAfresh)
        | when(leads && back, Signal::GoesOnBeforeQuestion)
        | when(back, Signal::TopicGoesOn)
        | when(ahead, Signal::TopicOfQuestion)
        | when(!back && !ahead, Signal::FreshTopic)
}

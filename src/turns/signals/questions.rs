//! Questions: whether a unit asks, whom, and how near it stands to other questions.

use super::super::tongues::Cue;
use super::super::units::Ending;
use super::{Scene, Seen, Signal, when};

/// A question of at most so many words is brief.
const BRIEF: usize = 3;
/// A question of at least so many words is long.
const LONG: usize = 18;

pub(super) fn see(scene: &Scene<'_>, at: usize) -> Seen {
    asking(scene, at) | after(scene, at) | before(scene, at)
}

const fn addresses(cues: u64) -> bool {
    cues & (Cue::You.bit() | Cue::Formal.bit()) != 0
}

fn asking(scene: &Scene<'_>, at: usize) -> Seen {
    let (sight, sentence) = (&scene.sights[at], scene.sentence(at));
    let inside = when(sight.inner_question && !sentence.asks, Signal::AsksInside);
    if !sentence.asks {
        return inside;
    }
    let you = addresses(sentence.cues);
    let me = sentence.has(Cue::I);
    let ends = scene.asks(at);
    let again = scene.sentence_before(at).is_some_and(|before| before.asks);
    inside
        | when(ends, Signal::Asks)
        | when(!ends, Signal::AsksLater)
        | when(you, Signal::AsksYou)
        | when(!you && !me, Signal::AsksNobody)
        | when(!you && me, Signal::AsksMyself)
        | when(sentence.has(Cue::AsksFirst), Signal::AsksByWord)
        | when(sentence.words <= BRIEF, Signal::AsksBriefly)
        | when(sentence.words >= LONG, Signal::AsksAtLength)
        | when(
            sentence.has(Cue::Tag) && !sentence.has(Cue::AsksFirst),
            Signal::AsksForAssent,
        )
        | when(sight.quoted && ends, Signal::AsksInQuotes)
        | when(again, Signal::AsksAgain)
}

fn after(scene: &Scene<'_>, at: usize) -> Seen {
    let (sight, sentence) = (&scene.sights[at], scene.sentence(at));
    if sentence.asks {
        return 0;
    }
    let signal = match sentence.since {
        None => Signal::NothingAskedYet,
        Some(1) => Signal::AfterQuestion,
        Some(2) => Signal::SecondAfter,
        Some(3) => Signal::ThirdAfter,
        Some(4..=6) => Signal::SoonAfter,
        Some(7..=12) => Signal::LongAfter,
        Some(_) => Signal::FarAfter,
    };
    let mut seen = signal.bit();
    if sentence.since == Some(1) {
        let before = scene.sentence_before(at).is_some_and(|before| addresses(before.cues));
        let yes = sight.has(Cue::Yes) || sight.has(Cue::No) || sight.has(Cue::GoodQuestion);
        let own = sight.has(Cue::Opines) || sight.has(Cue::IFirst) || sight.has(Cue::WeFirst);
        seen |= when(before, Signal::AfterAskingYou)
            | when(yes, Signal::YesAfterQuestion)
            | when(own, Signal::SelfAfterQuestion)
            | when(!yes && !own && !addresses(sentence.cues), Signal::PlainAfterQuestion);
    }
    seen
}

fn before(scene: &Scene<'_>, at: usize) -> Seen {
    let sentence = scene.sentence(at);
    if sentence.asks {
        return 0;
    }
    let signal = match sentence.until {
        None => Signal::NothingAskedAgain,
        Some(1) => Signal::BeforeQuestion,
        Some(2) => Signal::SecondBefore,
        Some(3) => Signal::ThirdBefore,
        Some(4..=6) => Signal::SoonBefore,
        Some(_) => Signal::LongBefore,
    };
    let next = sentence
        .until
        .and_then(|until| scene.sentences.get(scene.sights[at].sentence + until));
    let near = sentence.until.is_some_and(|until| until <= 2);
    signal.bit()
        | when(
            near && next.is_some_and(|next| addresses(next.cues)),
            Signal::BeforeAskingYou,
        )
        | when(
            sentence.until == Some(1) && sentence.since == Some(1),
            Signal::BetweenQuestions,
        )
        | when(scene.units[at].ending == Ending::Asks, Signal::Asks)
}

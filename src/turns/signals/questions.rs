//! Questions: whether a unit asks, whom, and how near it stands to other questions.

use super::super::tongues::Cue;
use super::{Scene, Seen, Signal, when};

/// A question of at most so many words is brief.
const BRIEF: usize = 3;
/// A question of at least so many words is long.
const LONG: usize = 18;

/// Below this share of asking sentences a talk has few questions.
const FEW: f32 = 0.05;
/// From this share of asking sentences on a talk has many.
const MANY: f32 = 0.11;
/// From this share on question and answer follow each other closely.
const MOST: f32 = 0.2;
/// Questions at most so many sentences apart leave a narrow gap.
const NARROW: usize = 5;
/// Questions at least so many sentences apart leave a wide gap.
const WIDE: usize = 16;

pub(super) fn see(scene: &Scene<'_>, at: usize) -> Seen {
    asking(scene, at) | after(scene, at) | before(scene, at) | when(scene.is_told(), Signal::NobodyAsks)
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
        | when(sight.has(Cue::And), Signal::AsksOn)
        | when(scene.asking < FEW, Signal::AsksWhereFewAsk)
        | when(scene.written && ends, Signal::AsksInWriting)
        | when(scene.asking >= MANY && scene.asking < MOST, Signal::AsksWhereManyAsk)
        | when(scene.asking >= MOST, Signal::AsksWhereMostAsk)
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
        seen |= when(scene.written, Signal::AfterInWriting)
            | when(scene.asking >= MANY && scene.asking < MOST, Signal::AfterWhereManyAsk)
            | when(scene.asking >= MOST, Signal::AfterWhereMostAsk)
            | when(before, Signal::AfterAskingYou)
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
    let gap = match (sentence.since, sentence.until) {
        (Some(since), Some(until)) if since + until <= NARROW => Signal::NarrowGap.bit(),
        (Some(since), Some(until)) if since + until >= WIDE => Signal::WideGap.bit(),
        _ => 0,
    };
    let next = sentence
        .until
        .and_then(|until| scene.sentences.get(scene.sights[at].sentence + until));
    let near = sentence.until.is_some_and(|until| until <= 2);
    signal.bit()
        | when(scene.written && sentence.until == Some(1), Signal::LeadsInWriting)
        | when(scene.asking >= MOST && sentence.until == Some(1), Signal::LeadsInWhereMostAsk)
        // A question that opens with “and” takes up the answer itself; nothing leads into it.
        | when(
            sentence.until == Some(1) && next.is_some_and(|next| next.has(Cue::And)),
            Signal::BeforeAskingOn,
        )
        | when(
            near && next.is_some_and(|next| addresses(next.cues)),
            Signal::BeforeAskingYou,
        )
        | when(
            sentence.until == Some(1) && sentence.since == Some(1),
            Signal::BetweenQuestions,
        )
        | gap
}

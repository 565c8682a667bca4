//! How a unit opens: greetings, invitations, yes and no, opinions, reactions, joining words.

use super::super::tongues::Cue;
use super::{Scene, Seen, Signal, when};

/// Which opening is which signal.
const OPENINGS: &[(Cue, Signal)] = &[
    (Cue::Greets, Signal::Greets),
    (Cue::Invites, Signal::Invites),
    (Cue::YouFirst, Signal::YouFirst),
    (Cue::Yes, Signal::Yes),
    (Cue::No, Signal::No),
    (Cue::Opines, Signal::Opines),
    (Cue::IFirst, Signal::IFirst),
    (Cue::WeFirst, Signal::WeFirst),
    (Cue::Reacts, Signal::Reacts),
    (Cue::Thanks, Signal::Thanks),
    (Cue::And, Signal::And),
    (Cue::But, Signal::But),
    (Cue::So, Signal::So),
    (Cue::Well, Signal::Well),
    (Cue::Now, Signal::Now),
    (Cue::Because, Signal::Because),
    (Cue::ThatFirst, Signal::ThatFirst),
    (Cue::TheyFirst, Signal::TheyFirst),
];

/// A reaction or a yes of at most so many words stands for itself.
const BRIEF: usize = 4;

pub(super) fn see(scene: &Scene<'_>, at: usize) -> Seen {
    let sight = &scene.sights[at];
    let mut seen = 0;
    for (cue, signal) in OPENINGS {
        seen |= when(sight.has(*cue), *signal);
    }
    let brief = sight.reading.words <= BRIEF;
    let question_soon = scene.sentence(at).until.is_some_and(|until| until <= 2);
    let earlier = |cue: Cue| (1..=3).any(|back| at.checked_sub(back).is_some_and(|at| scene.sights[at].has(cue)));
    seen | when(brief && sight.has(Cue::Reacts), Signal::BriefReaction)
        | when(brief && sight.has(Cue::Yes), Signal::BriefYes)
        | when(question_soon && sight.has(Cue::Reacts), Signal::ReactsBeforeQuestion)
        | when(
            sight.has(Cue::AsksFirst) && !scene.sentence(at).asks,
            Signal::QuestionWordUnasked,
        )
        | when(sight.has(Cue::Greets) && earlier(Cue::Greets), Signal::GreetsBack)
        | when(
            sight.has(Cue::Greets) && scene.before(at).is_some_and(|before| before.has(Cue::Greets)),
            Signal::AnswersGreeting,
        )
        | when(sight.has(Cue::Thanks) && earlier(Cue::Thanks), Signal::ThanksBack)
}

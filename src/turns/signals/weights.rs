//! What each signal weighs, in natural logarithms of odds, and the words that explain it.
//!
//! The weights of everything the words tell were fitted as a conditional random field over labelled interviews in German and
//! English; those of layout and time are set by hand, because that corpus has neither.

use super::super::decode::Passages;
use super::Signal::{self, *};

/// One signal's weights and its reason.
pub(in crate::turns) struct Row {
    pub(in crate::turns) signal: Signal,
    /// For the interviewer, wherever it is seen.
    pub(in crate::turns) role: f32,
    /// For the interviewer taking over here.
    pub(in crate::turns) to_asker: f32,
    /// For the guest taking over here.
    pub(in crate::turns) to_guest: f32,
    /// What was seen, as a sentence without a full stop.
    pub(in crate::turns) says: &'static str,
}

/// Going from one state of the talk to another.
pub(in crate::turns) const PASSAGES: Passages = Passages {
    begin_asker: 0.27,
    on_unasked: 0.35,
    on_asked: 0.43,
    over_unasked: -0.45,
    over_asked: -0.14,
    on_begun: -0.05,
    on_answer: 0.72,
    back_begun: -0.61,
    back_answer: -0.25,
};

/// How often a probability turned out right: from the chain's own probability to the share of right lines, by straight lines
/// between these points.
const CALIBRATION: &[(f32, f32)] = &[(0.5, 0.5), (1.0, 0.97)];

/// A probability as it turned out.
pub(in crate::turns) fn calibrated(probability: f32) -> f32 {
    let after = CALIBRATION.partition_point(|(from, _)| *from <= probability);
    match (
        after.checked_sub(1).and_then(|at| CALIBRATION.get(at)),
        CALIBRATION.get(after),
    ) {
        (Some((x, y)), Some((x2, y2))) => y + (probability - x) / (x2 - x) * (y2 - y),
        (Some((_, y)), None) | (None, Some((_, y))) => *y,
        (None, None) => probability,
    }
}

const fn row(signal: Signal, role: f32, to_asker: f32, to_guest: f32, says: &'static str) -> Row {
    Row {
        signal,
        role,
        to_asker,
        to_guest,
        says,
    }
}

/// Every signal in the order of [`Signal::ALL`].
#[rustfmt::skip]
pub(in crate::turns) const ROWS: &[Row] = &[
    row(Asks, 0.38, -0.08, -0.56, ""),
    row(AsksLater, -0.09, -0.07, -0.12, ""),
    row(AsksInside, 0.14, 0.03, -0.03, ""),
    row(AsksYou, 0.18, -0.20, -0.24, ""),
    row(AsksNobody, 0.22, 0.29, -0.34, ""),
    row(AsksMyself, -0.11, -0.24, -0.10, ""),
    row(AsksByWord, 0.40, -0.28, -0.42, ""),
    row(AsksBriefly, -0.33, -0.46, -0.03, ""),
    row(AsksAtLength, -0.03, -0.18, -0.35, ""),
    row(AsksForAssent, -0.33, -0.09, -0.19, ""),
    row(AsksInQuotes, -0.66, -0.25, 0.00, ""),
    row(AsksAgain, -0.58, -0.95, -0.29, ""),
    row(AfterQuestion, -0.15, 0.09, 1.05, ""),
    row(SecondAfter, -0.38, -0.17, -0.08, ""),
    row(ThirdAfter, -0.17, -0.14, -0.07, ""),
    row(SoonAfter, -0.02, -0.05, -0.21, ""),
    row(LongAfter, 0.08, -0.04, -0.30, ""),
    row(FarAfter, 0.14, -0.29, -0.39, ""),
    row(NothingAskedYet, 0.36, 0.00, 0.18, ""),
    row(AfterAskingYou, -0.04, 0.15, 0.58, ""),
    row(YesAfterQuestion, -0.26, 0.15, 0.50, ""),
    row(SelfAfterQuestion, -0.06, -0.08, 0.75, ""),
    row(PlainAfterQuestion, -0.22, 0.11, 0.44, ""),
    row(BeforeQuestion, 0.17, -0.07, -0.37, ""),
    row(SecondBefore, 0.00, -0.14, -0.02, ""),
    row(ThirdBefore, -0.01, -0.15, -0.07, ""),
    row(SoonBefore, -0.02, -0.28, 0.25, ""),
    row(LongBefore, -0.08, 0.03, 0.15, ""),
    row(NothingAskedAgain, -0.19, 0.01, 0.24, ""),
    row(BeforeAskingYou, 0.04, 0.06, -0.09, ""),
    row(BetweenQuestions, -0.20, -0.21, -0.33, ""),
    row(LowerCase, -0.08, -1.51, -1.26, ""),
    row(GoesOn, 0.08, -1.51, -1.01, ""),
    row(TrailedBefore, -0.08, -0.37, 0.07, ""),
    row(CalledBefore, 0.06, 0.07, 0.19, ""),
    row(Calls, 0.09, 0.01, 0.58, ""),
    row(Trails, 0.37, 0.17, 0.09, ""),
    row(OneWord, 0.22, 0.47, 0.61, ""),
    row(FewWords, 0.24, 0.11, 0.41, ""),
    row(BriefLine, 0.17, -0.18, -0.20, ""),
    row(MiddlingLine, -0.01, -0.35, -0.38, ""),
    row(LongLine, -0.22, -0.45, -0.50, ""),
    row(VeryLongLine, -0.24, -0.36, -0.45, ""),
    row(BriefBefore, -0.15, 0.09, 0.64, ""),
    row(TopicGoesOn, -0.07, -0.60, -0.05, ""),
    row(TopicOfQuestion, -0.03, -0.05, -0.17, ""),
    row(FreshTopic, -0.11, -0.40, -0.03, ""),
    row(Greets, -0.12, -0.05, 0.40, ""),
    row(Invites, 0.87, 0.34, -0.22, ""),
    row(YouFirst, 0.04, 0.59, -0.22, ""),
    row(Yes, -0.26, 0.87, 2.31, ""),
    row(No, -0.33, -0.02, 0.41, ""),
    row(Opines, -0.07, -0.07, 0.36, ""),
    row(IFirst, 0.04, -0.28, -0.14, ""),
    row(WeFirst, -0.25, -0.18, 0.11, ""),
    row(Reacts, 0.81, 0.60, 0.14, ""),
    row(Thanks, -0.24, 0.23, 0.62, ""),
    row(And, 0.05, -1.11, -1.15, ""),
    row(But, -0.48, -0.49, -0.61, ""),
    row(So, -0.19, 0.03, -0.21, ""),
    row(Well, -0.24, 0.25, 0.61, ""),
    row(Because, 0.19, -0.36, -0.42, ""),
    row(ThatFirst, -0.19, -0.08, 0.09, ""),
    row(TheyFirst, -0.08, -0.28, -0.08, ""),
    row(BriefReaction, 0.56, 0.29, -0.02, ""),
    row(BriefYes, 0.13, 0.77, 0.65, ""),
    row(ReactsBeforeQuestion, 0.20, 0.00, -0.06, ""),
    row(QuestionWordUnasked, 0.21, -0.04, -0.28, ""),
    row(GreetsBack, -0.16, -0.01, 0.19, ""),
    row(ThanksBack, -0.29, -0.07, 0.37, ""),
    row(ThanksGuest, 0.04, 0.01, 0.12, ""),
    row(ThanksHost, -0.39, -0.08, 0.27, ""),
    row(Introduces, 0.45, 0.09, -0.04, ""),
    row(SpeaksToYou, 0.58, 0.24, -0.06, ""),
    row(SpeaksFormally, 0.97, 0.55, 0.08, ""),
    row(SpeaksOfSelf, 0.12, 0.11, -0.03, ""),
    row(SpeaksOfUs, -0.24, -0.20, 0.03, ""),
    row(SpeaksOfNobody, 0.26, -0.10, -0.12, ""),
    row(YouSaid, 0.77, 0.18, -0.07, ""),
    row(AsksAbout, 0.60, 0.41, 0.03, ""),
    row(Hedges, -0.04, -0.18, -0.22, ""),
    row(Past, 0.01, -0.05, 0.02, ""),
    row(PraisesQuestion, -0.01, 0.07, 0.14, ""),
    row(Praises, 0.28, 0.03, -0.07, ""),
    row(Closes, 0.08, -0.07, 0.00, ""),
    row(Third, 0.29, -0.06, -0.09, ""),
    row(SpeaksToAudience, 1.30, 0.18, -0.16, ""),
    row(NamesGuest, 0.00, 0.00, 0.00, ""),
    row(First, 0.25, 0.00, 0.00, ""),
    row(AmongFirst, 0.09, -0.20, 0.09, ""),
    row(NearStart, -0.21, 0.00, -0.05, ""),
    row(Last, 0.00, -0.04, -0.19, ""),
    row(AmongLast, -0.09, -0.14, 0.16, ""),
    row(NearEnd, 0.17, 0.37, 0.20, ""),
    row(InsideLine, 0.00, -0.50, -0.50, ""),
    row(InsideParagraph, 0.00, -3.00, -3.00, ""),
    row(BlankBefore, 0.00, 2.00, 2.00, ""),
    row(NoBlankBefore, 0.00, -2.00, -2.00, ""),
    row(ChangeMarked, 0.00, 4.00, 4.00, ""),
    row(NoChangeMarked, 0.00, -3.00, -3.00, ""),
    row(LongPause, 0.00, 0.70, 0.70, ""),
    row(NoPause, 0.00, -0.30, -0.30, ""),
];

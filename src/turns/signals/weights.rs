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
    begin_asker: 0.42,
    on_unasked: 0.20,
    on_asked: 0.31,
    over_unasked: -0.01,
    over_asked: -0.28,
    on_begun: -0.05,
    on_answer: 0.48,
    back_begun: -0.44,
    back_answer: -0.20,
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
    row(Asks, 0.38, -0.09, -0.39, "it ends in a question mark"),
    row(AsksLater, -0.37, -0.18, 0.15, "its sentence ends in a question"),
    row(AsksInside, -0.02, 0.02, -0.11, "a question stands in the middle of it"),
    row(AsksYou, -0.07, -0.29, -0.14, "it asks “you”"),
    row(AsksNobody, 0.03, 0.11, -0.07, "it asks without saying “you” or “I”"),
    row(AsksMyself, 0.05, -0.09, -0.04, "it asks in the first person"),
    row(AsksByWord, 0.58, -0.14, -0.29, "it opens with a question word"),
    row(AsksBriefly, -0.03, -1.05, -0.57, "it is a very short question"),
    row(AsksAtLength, -0.06, 0.12, -0.09, "it is a long question"),
    row(AsksForAssent, 0.09, -0.32, -0.11, "it is a statement that asks for assent"),
    row(AsksInQuotes, -1.71, -0.47, -0.26, "the question stands in quotation marks"),
    row(AsksAgain, -0.50, -1.34, 0.15, "a question follows a question"),
    row(AsksWhereFewAsk, 0.04, -0.13, -0.01, "it asks in a talk with few questions"),
    row(AsksWhereManyAsk, 0.09, 0.55, -0.02, "it asks in a talk with many questions"),
    row(AsksWhereMostAsk, 0.21, 0.96, 0.83, "it asks in a talk of quick questions"),
    row(AsksInWriting, 0.75, -0.08, -0.06, "it asks in an edited talk"),
    row(AfterQuestion, 0.05, -0.04, 0.90, "a question stands right before it"),
    row(SecondAfter, -0.15, -0.28, 0.34, "a question stands two sentences before it"),
    row(ThirdAfter, -0.08, 0.05, 0.00, "a question stands three sentences before it"),
    row(SoonAfter, -0.05, 0.15, -0.13, "a question stands some sentences before it"),
    row(LongAfter, 0.03, 0.10, -0.33, "the last question is many sentences back"),
    row(FarAfter, 0.13, -0.15, -0.53, "the last question is far back"),
    row(NothingAskedYet, 0.28, -0.02, -0.24, "nothing has been asked yet"),
    row(AfterAskingYou, 0.02, -0.23, 0.36, "“you” were asked right before it"),
    row(YesAfterQuestion, -0.33, 0.66, 0.29, "it says yes or no right after a question"),
    row(SelfAfterQuestion, -0.03, 0.45, 0.76, "it speaks of itself right after a question"),
    row(PlainAfterQuestion, -0.11, 0.13, 0.53, "it is a plain statement right after a question"),
    row(BeforeQuestion, 0.11, 0.11, -0.06, "it leads into a question"),
    row(SecondBefore, 0.07, 0.07, 0.05, "a question follows two sentences on"),
    row(ThirdBefore, 0.07, -0.13, -0.02, "a question follows three sentences on"),
    row(SoonBefore, 0.05, 0.03, -0.02, "a question follows some sentences on"),
    row(LongBefore, 0.03, 0.00, -0.20, "the next question is far off"),
    row(NothingAskedAgain, -0.10, -0.27, 0.26, "nothing is asked after it"),
    row(BeforeAskingYou, 0.03, 0.12, -0.18, "“you” are asked soon after it"),
    row(BetweenQuestions, 0.06, -0.11, -0.27, "it stands between two questions"),
    row(NarrowGap, -0.07, 0.00, -0.04, "it stands in a short stretch between questions"),
    row(WideGap, 0.00, -0.27, -0.16, "it stands in a long stretch between questions"),
    row(AfterInWriting, -0.34, 0.11, 0.92, "a question stands right before it in an edited talk"),
    row(AfterWhereManyAsk, -0.03, 0.04, 0.42, "a question stands right before it in a talk with many questions"),
    row(AfterWhereMostAsk, -0.29, 0.28, 1.06, "a question stands right before it in a talk of quick questions"),
    row(LeadsInWriting, -0.17, 0.33, -0.65, "it leads into a question in an edited talk"),
    row(LowerCase, 0.12, -2.46, -2.09, "it begins in lower case"),
    row(GoesOn, 0.06, -1.52, -1.44, "the sentence before it goes on"),
    row(TrailedBefore, 0.05, -0.03, 0.05, "what stands before it trails off"),
    row(CalledBefore, 0.01, -0.47, 0.39, "an exclamation stands before it"),
    row(Calls, 0.35, -0.44, -0.02, "it is an exclamation"),
    row(Trails, 0.15, 0.08, 0.20, "it trails off"),
    row(OneWord, 0.13, 0.65, 0.69, "it is one word"),
    row(FewWords, 0.22, 0.22, 0.67, "it is two or three words"),
    row(BriefLine, 0.14, -0.27, -0.18, "it is brief"),
    row(MiddlingLine, 0.03, -0.27, -0.48, "it is of middling length"),
    row(LongLine, -0.16, -0.39, -0.54, "it is long"),
    row(VeryLongLine, -0.14, -0.41, -0.40, "it is very long"),
    row(BriefBefore, 0.12, 0.11, 0.34, "a few words stand before it"),
    row(TopicGoesOn, -0.10, -0.31, -0.20, "it takes up words said before"),
    row(TopicOfQuestion, 0.04, 0.14, 0.00, "it shares words with the question to come"),
    row(FreshTopic, -0.10, -0.06, -0.11, "its words are new"),
    row(Greets, -0.40, -0.01, 1.53, "it greets"),
    row(Invites, 1.25, 0.28, -0.32, "it invites to tell"),
    row(YouFirst, 0.00, 0.37, -0.41, "it opens with “you”"),
    row(Yes, -0.32, 0.59, 2.43, "it opens with a yes"),
    row(No, -0.05, 0.26, 1.39, "it opens with a no"),
    row(Opines, -0.06, -0.01, 0.37, "it opens with an opinion"),
    row(IFirst, 0.17, -0.28, -0.15, "it opens with “I”"),
    row(WeFirst, -0.19, -0.39, -0.03, "it opens with “we”"),
    row(Reacts, 0.79, 0.71, 0.40, "it opens with a reaction"),
    row(Thanks, -0.35, 0.64, 1.43, "it opens with thanks"),
    row(And, 0.04, -0.32, -0.86, "it opens with “and”"),
    row(But, -0.19, -0.28, -0.81, "it opens with “but”"),
    row(So, -0.04, 0.01, -0.13, "it opens with “so”"),
    row(Well, -0.27, 0.73, 1.33, "it opens with “well”"),
    row(Because, 0.30, -0.22, -0.67, "it gives a reason"),
    row(ThatFirst, -0.31, -0.01, 0.08, "it opens with “that” or “it”"),
    row(TheyFirst, -0.24, -0.02, -0.06, "it opens with somebody or something else"),
    row(BriefReaction, 0.50, 0.18, 0.31, "it is no more than a reaction"),
    row(BriefYes, 0.18, 0.35, 0.00, "it is no more than a yes"),
    row(ReactsBeforeQuestion, -0.08, -0.05, 0.12, "it reacts, and a question follows"),
    row(QuestionWordUnasked, -0.02, 0.15, -0.44, "it opens like a question without asking"),
    row(GreetsBack, -0.25, -0.12, 0.47, "somebody greeted shortly before it"),
    row(ThanksBack, -0.80, -0.22, 0.72, "somebody gave thanks shortly before it"),
    row(AnswersGreeting, -0.08, -0.05, 0.32, "it answers a greeting"),
    row(Now, 0.46, 0.12, -0.29, "it opens with “now”"),
    row(ThanksGuest, 0.70, -0.12, 0.08, "it thanks a guest for coming or telling"),
    row(ThanksHost, -1.51, -0.26, 0.54, "it thanks for the invitation"),
    row(Introduces, 1.03, 0.19, -0.21, "it introduces somebody"),
    row(SpeaksToYou, 0.24, 0.18, -0.15, "it says “you”"),
    row(SpeaksFormally, 0.93, 0.29, 0.24, "it says “you” politely"),
    row(SpeaksOfSelf, -0.25, -0.06, 0.13, "it says “I”"),
    row(SpeaksOfUs, -0.32, -0.22, 0.07, "it says “we”"),
    row(SpeaksOfNobody, 0.06, -0.16, -0.01, "it names no person"),
    row(SpeaksOfSelfToYou, 0.59, 0.06, 0.16, "it says both “I” and “you”"),
    row(YouSaid, 1.03, 0.33, 0.13, "it takes up what the other said"),
    row(AsksAbout, 0.40, 0.28, 0.28, "it speaks of a question"),
    row(Hedges, -0.10, -0.07, -0.02, "it hedges as one who is telling"),
    row(Past, -0.03, 0.00, -0.10, "it tells of the past"),
    row(PraisesQuestion, -0.36, -0.07, 0.52, "it speaks of the other’s question"),
    row(Praises, 0.82, 0.03, -0.25, "it praises or congratulates"),
    row(Closes, 0.27, -0.17, 0.25, "it closes the talk"),
    row(Third, 0.14, -0.30, 0.12, "it speaks of somebody as “he” or “she”"),
    row(SpeaksToAudience, 1.21, -0.02, -0.04, "it speaks of the programme or its audience"),
    row(NamesGuest, 0.57, 0.08, -0.05, "it calls the guest by name"),
    row(AddressesWithTitle, 0.72, 0.25, -0.05, "it addresses somebody with title and name"),
    row(First, 0.32, 0.00, 0.00, "it opens the transcript"),
    row(AmongFirst, 0.04, -0.29, -0.18, "it is among the first sentences"),
    row(NearStart, 0.02, -0.06, 0.19, "it is near the beginning"),
    row(Last, 0.08, -0.08, -0.20, "it ends the transcript"),
    row(AmongLast, 0.19, 0.13, 0.38, "it is among the last sentences"),
    row(NearEnd, 0.01, 0.21, 0.32, "it is near the end"),
    row(InsideLine, 0.00, -0.50, -0.50, "it stands inside a line"),
    row(InsideParagraph, 0.00, -3.00, -3.00, "it stands inside a paragraph"),
    row(BlankBefore, 0.00, 2.00, 2.00, "a blank line stands before it"),
    row(NoBlankBefore, 0.00, -2.00, -2.00, "no blank line stands before it, as before others"),
    row(ChangeMarked, 0.00, 4.00, 4.00, "the file marks a change of speaker before it"),
    row(NoChangeMarked, 0.00, -3.00, -3.00, "the file marks changes of speaker, and none before it"),
    row(LongPause, 0.00, 0.70, 0.70, "a pause stands before it"),
    row(NoPause, 0.00, -0.30, -0.30, "no pause stands before it"),
];

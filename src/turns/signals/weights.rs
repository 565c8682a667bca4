//! What each signal weighs, in natural logarithms of odds, and the words that explain it.
//!
//! The weights of everything the words tell were fitted together, as a conditional random field with a quadratic penalty over
//! labelled interviews in German and English and over copies of them whose turns were cut to a few sentences, so that short
//! exchanges weigh as much as long ones; every show weighs by the square root of its length. Those of layout and time are
//! set by hand, because that corpus has neither. A weight says what a signal adds beside all others, not what it is worth
//! alone.

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
    begin_asker: 0.39,
    on_unasked: 0.19,
    on_asked: 0.35,
    over_unasked: -0.10,
    over_asked: -0.39,
    on_begun: 0.01,
    on_answer: 0.64,
    back_begun: -0.53,
    back_answer: -0.18,
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
    row(Asks, 0.36, 0.00, -0.35, "it ends in a question mark"),
    row(AsksLater, -0.36, -0.19, -0.17, "its sentence ends in a question"),
    row(AsksInside, 0.10, 0.09, -0.20, "a question stands in the middle of it"),
    row(AsksYou, -0.07, -0.16, -0.16, "it asks “you”"),
    row(AsksNobody, 0.08, 0.15, -0.23, "it asks without saying “you” or “I”"),
    row(AsksMyself, -0.01, -0.18, -0.12, "it asks in the first person"),
    row(AsksByWord, 0.56, 0.02, -0.62, "it opens with a question word"),
    row(AsksBriefly, 0.06, -1.05, -0.72, "it is a very short question"),
    row(AsksAtLength, 0.00, 0.14, -0.26, "it is a long question"),
    row(AsksForAssent, 0.13, -0.22, -0.25, "it is a statement that asks for assent"),
    row(AsksInQuotes, -1.78, -0.43, -0.35, "the question stands in quotation marks"),
    row(AsksAgain, -0.47, -1.56, 0.46, "a question follows a question"),
    row(AsksWhereFewAsk, 0.11, -0.20, -0.01, "it asks in a talk with few questions"),
    row(AsksWhereManyAsk, -0.03, 0.64, 0.05, "it asks in a talk with many questions"),
    row(AsksWhereMostAsk, 0.09, 0.91, 1.34, "it asks in a talk of quick questions"),
    row(AsksInWriting, 0.63, -0.16, -0.24, "it asks in an edited talk"),
    row(AfterQuestion, -0.27, -0.32, 1.04, "a question stands right before it"),
    row(SecondAfter, -0.11, -0.22, 0.65, "a question stands two sentences before it"),
    row(ThirdAfter, -0.06, 0.13, 0.00, "a question stands three sentences before it"),
    row(SoonAfter, -0.02, 0.22, -0.07, "a question stands some sentences before it"),
    row(LongAfter, 0.06, 0.10, -0.32, "the last question is many sentences back"),
    row(FarAfter, 0.17, -0.29, -0.56, "the last question is far back"),
    row(NothingAskedYet, 0.37, 0.08, -0.62, "nothing has been asked yet"),
    row(AfterAskingYou, 0.08, 0.09, 0.36, "“you” were asked right before it"),
    row(YesAfterQuestion, -0.37, 1.13, 0.08, "it says yes or no right after a question"),
    row(SelfAfterQuestion, 0.12, 0.74, 0.75, "it speaks of itself right after a question"),
    row(PlainAfterQuestion, -0.01, 0.02, 0.51, "it is a plain statement right after a question"),
    row(BeforeQuestion, 0.10, 0.23, -0.08, "it leads into a question"),
    row(SecondBefore, 0.02, 0.18, 0.02, "a question follows two sentences on"),
    row(ThirdBefore, 0.04, -0.11, -0.05, "a question follows three sentences on"),
    row(SoonBefore, 0.07, -0.02, 0.00, "a question follows some sentences on"),
    row(LongBefore, 0.00, -0.04, -0.22, "the next question is far off"),
    row(NothingAskedAgain, -0.10, -0.55, 0.45, "nothing is asked after it"),
    row(BeforeAskingYou, 0.08, 0.10, -0.19, "“you” are asked soon after it"),
    row(BetweenQuestions, 0.13, -0.13, -0.32, "it stands between two questions"),
    row(NarrowGap, -0.05, 0.09, -0.08, "it stands in a short stretch between questions"),
    row(WideGap, 0.02, -0.06, -0.24, "it stands in a long stretch between questions"),
    row(AfterInWriting, -0.34, 0.18, 0.89, "a question stands right before it in an edited talk"),
    row(AfterWhereManyAsk, 0.05, 0.20, 0.45, "a question stands right before it in a talk with many questions"),
    row(AfterWhereMostAsk, -0.05, 0.58, 1.37, "a question stands right before it in a talk of quick questions"),
    row(LeadsInWriting, -0.28, 0.37, -0.63, "it leads into a question in an edited talk"),
    row(LowerCase, 0.17, -2.82, -2.50, "it begins in lower case"),
    row(GoesOn, -0.01, -1.54, -1.44, "the sentence before it goes on"),
    row(TrailedBefore, 0.05, -0.14, -0.01, "what stands before it trails off"),
    row(CalledBefore, 0.09, -0.63, 0.61, "an exclamation stands before it"),
    row(Calls, 0.27, -0.27, -0.10, "it is an exclamation"),
    row(Trails, 0.15, 0.05, 0.33, "it trails off"),
    row(OneWord, 0.28, 0.59, 0.77, "it is one word"),
    row(FewWords, 0.18, 0.32, 0.75, "it is two or three words"),
    row(BriefLine, 0.19, -0.33, -0.22, "it is brief"),
    row(MiddlingLine, 0.05, -0.37, -0.53, "it is of middling length"),
    row(LongLine, -0.18, -0.42, -0.63, "it is long"),
    row(VeryLongLine, -0.38, -0.28, -0.54, "it is very long"),
    row(BriefBefore, 0.19, 0.08, 0.43, "a few words stand before it"),
    row(TopicGoesOn, -0.12, -0.72, 0.00, "it takes up words said before"),
    row(TopicOfQuestion, 0.10, 0.33, -0.04, "it shares words with the question to come"),
    row(FreshTopic, -0.09, 0.00, -0.07, "its words are new"),
    row(LeadsInAfresh, 0.00, 0.00, 0.00, "it opens a new topic, and a question follows"),
    row(GoesOnBeforeQuestion, 0.00, 0.00, 0.00, "it keeps to the topic, and a question follows"),
    row(Echoes, 0.00, 0.00, 0.00, "it takes up the words said before it"),
    row(Greets, -0.26, 0.06, 2.22, "it greets"),
    row(Invites, 1.42, 0.21, -0.47, "it invites to tell"),
    row(YouFirst, -0.02, 0.42, -0.30, "it opens with “you”"),
    row(Yes, -0.39, 0.66, 2.62, "it opens with a yes"),
    row(No, 0.01, 0.27, 1.68, "it opens with a no"),
    row(Opines, -0.10, 0.00, 0.40, "it opens with an opinion"),
    row(IFirst, 0.11, -0.26, -0.09, "it opens with “I”"),
    row(WeFirst, -0.24, -0.55, 0.03, "it opens with “we”"),
    row(Reacts, 0.85, 0.67, 0.42, "it opens with a reaction"),
    row(Thanks, -0.38, 0.73, 1.74, "it opens with thanks"),
    row(And, -0.05, -0.33, -0.85, "it opens with “and”"),
    row(But, -0.11, -0.44, -0.90, "it opens with “but”"),
    row(So, -0.09, 0.08, -0.12, "it opens with “so”"),
    row(Well, -0.35, 0.73, 1.63, "it opens with “well”"),
    row(Because, 0.31, -0.14, -0.66, "it gives a reason"),
    row(ThatFirst, -0.21, -0.04, 0.18, "it opens with “that” or “it”"),
    row(TheyFirst, -0.22, -0.07, 0.07, "it opens with somebody or something else"),
    row(BriefReaction, 0.46, 0.17, 0.50, "it is no more than a reaction"),
    row(BriefYes, 0.12, 0.23, -0.01, "it is no more than a yes"),
    row(ReactsBeforeQuestion, 0.09, -0.15, 0.15, "it reacts, and a question follows"),
    row(QuestionWordUnasked, -0.01, 0.20, -0.43, "it opens like a question without asking"),
    row(GreetsBack, -0.39, -0.28, 0.56, "somebody greeted shortly before it"),
    row(ThanksBack, -1.22, -0.42, 0.76, "somebody gave thanks shortly before it"),
    row(AnswersGreeting, -0.14, -0.07, 0.49, "it answers a greeting"),
    row(Now, 0.34, 0.02, -0.61, "it opens with “now”"),
    row(NowLeadsIn, 0.26, 0.31, 0.04, "it opens with “now” and leads into a question"),
    row(BeforeFarewell, 0.07, -0.08, 0.01, "thanks and farewell follow it"),
    row(ThanksGuest, 0.83, -0.42, 0.20, "it thanks a guest for coming or telling"),
    row(ThanksHost, -1.65, -0.10, 0.49, "it thanks for the invitation"),
    row(Introduces, 1.08, 0.09, -0.23, "it introduces somebody"),
    row(SpeaksToYou, 0.36, 0.22, -0.06, "it says “you”"),
    row(SpeaksFormally, 0.90, 0.33, 0.11, "it says “you” politely"),
    row(SpeaksOfSelf, -0.04, -0.08, 0.12, "it says “I”"),
    row(SpeaksOfUs, -0.27, -0.15, -0.02, "it says “we”"),
    row(SpeaksOfNobody, 0.15, -0.07, -0.01, "it names no person"),
    row(SpeaksOfSelfToYou, 0.52, -0.05, 0.14, "it says both “I” and “you”"),
    row(YouSaid, 1.11, 0.33, 0.11, "it takes up what the other said"),
    row(AsksAbout, 0.36, 0.28, 0.32, "it speaks of a question"),
    row(Hedges, -0.07, -0.08, 0.03, "it hedges as one who is telling"),
    row(Past, -0.02, 0.02, -0.03, "it tells of the past"),
    row(PraisesQuestion, -0.66, -0.21, 0.88, "it speaks of the other’s question"),
    row(Praises, 0.76, 0.09, -0.18, "it praises or congratulates"),
    row(Closes, 0.44, -0.18, 0.37, "it closes the talk"),
    row(Third, -0.05, -0.19, 0.08, "it speaks of somebody as “he” or “she”"),
    row(SpeaksToAudience, 1.28, -0.03, 0.28, "it speaks of the programme or its audience"),
    row(NamesGuest, 0.99, 0.13, -0.11, "it calls the guest by name"),
    row(AddressesWithTitle, 1.23, 0.45, -0.05, "it addresses somebody with title and name"),
    row(First, 0.26, 0.00, 0.00, "it opens the transcript"),
    row(AmongFirst, -0.13, -0.39, -0.34, "it is among the first sentences"),
    row(NearStart, -0.02, -0.09, 0.24, "it is near the beginning"),
    row(Last, 0.15, -0.10, -0.31, "it ends the transcript"),
    row(AmongLast, 0.25, 0.08, 0.37, "it is among the last sentences"),
    row(NearEnd, -0.03, 0.25, 0.24, "it is near the end"),
    row(InsideLine, 0.00, -0.50, -0.50, "it stands inside a line"),
    row(InsideParagraph, 0.00, -3.00, -3.00, "it stands inside a paragraph"),
    row(BlankBefore, 0.00, 2.00, 2.00, "a blank line stands before it"),
    row(NoBlankBefore, 0.00, -2.00, -2.00, "no blank line stands before it, as before others"),
    row(ChangeMarked, 0.00, 4.00, 4.00, "the file marks a change of speaker before it"),
    row(NoChangeMarked, 0.00, -3.00, -3.00, "the file marks changes of speaker, and none before it"),
    row(LongPause, 0.00, 0.70, 0.70, "a pause stands before it"),
    row(NoPause, 0.00, -0.30, -0.30, "no pause stands before it"),
];

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
    begin_asker: 0.45,
    on_unasked: 0.20,
    on_asked: 0.33,
    over_unasked: -0.04,
    over_asked: -0.52,
    on_begun: 0.06,
    on_answer: 0.64,
    back_begun: -0.48,
    back_answer: -0.19,
};

/// How often a probability turned out right: from the chain's own probability to the share of right lines, by straight lines
/// between these points.
const CALIBRATION: &[(f32, f32)] = &[(0.5, 0.5), (1.0, 0.96)];

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
    row(Asks, 0.45, -0.10, -0.39, "it ends in a question mark"),
    row(AsksLater, -0.38, -0.07, -0.07, "its sentence ends in a question"),
    row(AsksInside, 0.12, 0.08, -0.25, "a question stands in the middle of it"),
    row(AsksYou, 0.04, -0.20, -0.15, "it asks “you”"),
    row(AsksNobody, 0.07, 0.14, -0.15, "it asks without saying “you” or “I”"),
    row(AsksMyself, -0.05, -0.11, -0.16, "it asks in the first person"),
    row(AsksByWord, 0.52, 0.01, -0.46, "it opens with a question word"),
    row(AsksBriefly, 0.24, -1.09, -0.65, "it is a very short question"),
    row(AsksAtLength, -0.06, 0.09, -0.22, "it is a long question"),
    row(AsksForAssent, 0.19, -0.15, -0.17, "it is a statement that asks for assent"),
    row(AsksInQuotes, -1.87, -0.41, -0.41, "the question stands in quotation marks"),
    row(AsksAgain, -0.43, -1.56, 0.47, "a question follows a question"),
    row(AsksWhereFewAsk, 0.06, -0.24, 0.01, "it asks in a talk with few questions"),
    row(AsksWhereManyAsk, -0.02, 0.62, 0.53, "it asks in a talk with many questions"),
    row(AsksWhereMostAsk, 0.22, 0.88, 1.32, "it asks in a talk of quick questions"),
    row(AsksInWriting, 0.67, -0.11, -0.32, "it asks in an edited talk"),
    row(AfterQuestion, -0.26, -0.47, 0.93, "a question stands right before it"),
    row(SecondAfter, -0.04, -0.32, 0.57, "a question stands two sentences before it"),
    row(ThirdAfter, -0.02, 0.11, 0.00, "a question stands three sentences before it"),
    row(SoonAfter, -0.05, 0.30, -0.17, "a question stands some sentences before it"),
    row(LongAfter, 0.07, 0.13, -0.33, "the last question is many sentences back"),
    row(FarAfter, 0.17, -0.17, -0.51, "the last question is far back"),
    row(NothingAskedYet, 0.29, 0.14, -0.49, "nothing has been asked yet"),
    row(AfterAskingYou, 0.04, -0.04, 0.37, "“you” were asked right before it"),
    row(YesAfterQuestion, -0.60, 0.98, 0.21, "it says yes or no right after a question"),
    row(SelfAfterQuestion, 0.00, 0.51, 0.53, "it speaks of itself right after a question"),
    row(PlainAfterQuestion, -0.02, 0.48, 0.56, "it is a plain statement right after a question"),
    row(BeforeQuestion, -0.04, 0.10, -0.16, "it leads into a question"),
    row(SecondBefore, -0.04, 0.09, 0.03, "a question follows two sentences on"),
    row(ThirdBefore, 0.08, 0.02, -0.04, "a question follows three sentences on"),
    row(SoonBefore, 0.11, 0.01, -0.10, "a question follows some sentences on"),
    row(LongBefore, 0.07, -0.09, -0.11, "the next question is far off"),
    row(NothingAskedAgain, -0.01, -0.40, 0.38, "nothing is asked after it"),
    row(BeforeAskingYou, 0.02, 0.16, -0.18, "“you” are asked soon after it"),
    row(BetweenQuestions, 0.13, -0.10, -0.14, "it stands between two questions"),
    row(NarrowGap, -0.04, 0.06, 0.01, "it stands in a short stretch between questions"),
    row(WideGap, 0.00, -0.22, -0.20, "it stands in a long stretch between questions"),
    row(AfterInWriting, -0.24, 0.06, 0.76, "a question stands right before it in an edited talk"),
    row(AfterWhereManyAsk, 0.11, 0.44, 0.54, "a question stands right before it in a talk with many questions"),
    row(AfterWhereMostAsk, -0.09, 0.53, 1.46, "a question stands right before it in a talk of quick questions"),
    row(LeadsInWriting, -0.28, 0.41, -0.60, "it leads into a question in an edited talk"),
    row(LowerCase, 0.18, -2.97, -2.62, "it begins in lower case"),
    row(GoesOn, -0.05, -1.63, -1.45, "the sentence before it goes on"),
    row(TrailedBefore, 0.00, -0.23, 0.02, "what stands before it trails off"),
    row(CalledBefore, 0.14, -0.68, 0.57, "an exclamation stands before it"),
    row(Calls, 0.17, -0.42, -0.04, "it is an exclamation"),
    row(Trails, 0.19, -0.12, 0.34, "it trails off"),
    row(OneWord, 0.15, 0.72, 0.84, "it is one word"),
    row(FewWords, 0.16, 0.19, 0.62, "it is two or three words"),
    row(BriefLine, 0.21, -0.31, -0.27, "it is brief"),
    row(MiddlingLine, 0.05, -0.32, -0.56, "it is of middling length"),
    row(LongLine, -0.16, -0.40, -0.63, "it is long"),
    row(VeryLongLine, -0.17, -0.32, -0.45, "it is very long"),
    row(BriefBefore, 0.13, 0.09, 0.39, "a few words stand before it"),
    row(TopicGoesOn, -0.13, -0.73, -0.04, "it takes up words said before"),
    row(TopicOfQuestion, 0.08, 0.26, 0.09, "it shares words with the question to come"),
    row(FreshTopic, -0.14, -0.11, -0.11, "its words are new"),
    row(LeadsInAfresh, 0.21, 0.13, -0.04, "it opens a new topic, and a question follows"),
    row(GoesOnBeforeQuestion, 0.09, 0.06, -0.07, "it keeps to the topic, and a question follows"),
    row(Echoes, -0.10, -0.05, 0.06, "it takes up the words said before it"),
    row(Greets, 0.03, 0.10, 2.15, "it greets"),
    row(Invites, 1.18, 0.04, -0.44, "it invites to tell"),
    row(YouFirst, 0.04, 0.29, -0.27, "it opens with “you”"),
    row(Yes, -0.35, 0.73, 2.58, "it opens with a yes"),
    row(No, -0.02, 0.35, 1.65, "it opens with a no"),
    row(Opines, -0.08, 0.00, 0.41, "it opens with an opinion"),
    row(IFirst, 0.05, -0.16, -0.02, "it opens with “I”"),
    row(WeFirst, -0.16, -0.49, 0.10, "it opens with “we”"),
    row(Reacts, 0.77, 0.77, 0.50, "it opens with a reaction"),
    row(Thanks, -0.38, 0.79, 1.67, "it opens with thanks"),
    row(And, -0.07, -0.24, -0.88, "it opens with “and”"),
    row(But, -0.15, -0.35, -0.74, "it opens with “but”"),
    row(So, -0.05, 0.05, -0.02, "it opens with “so”"),
    row(Well, -0.20, 0.89, 1.59, "it opens with “well”"),
    row(Because, 0.29, -0.28, -0.57, "it gives a reason"),
    row(ThatFirst, -0.27, 0.03, 0.13, "it opens with “that” or “it”"),
    row(TheyFirst, -0.27, -0.01, 0.03, "it opens with somebody or something else"),
    row(BriefReaction, 0.48, 0.18, 0.59, "it is no more than a reaction"),
    row(BriefYes, 0.06, 0.37, -0.04, "it is no more than a yes"),
    row(ReactsBeforeQuestion, 0.01, -0.12, 0.19, "it reacts, and a question follows"),
    row(QuestionWordUnasked, -0.03, 0.19, -0.47, "it opens like a question without asking"),
    row(GreetsBack, -0.34, -0.34, 0.55, "somebody greeted shortly before it"),
    row(ThanksBack, -1.33, -0.48, 0.73, "somebody gave thanks shortly before it"),
    row(AnswersGreeting, -0.06, -0.10, 0.50, "it answers a greeting"),
    row(Now, 0.39, 0.00, -0.57, "it opens with “now”"),
    row(NowLeadsIn, 0.35, 0.28, 0.05, "it opens with “now” and leads into a question"),
    row(BeforeFarewell, 0.04, -0.03, 0.03, "thanks and farewell follow it"),
    row(ThanksGuest, 0.86, -0.49, 0.12, "it thanks a guest for coming or telling"),
    row(ThanksHost, -1.82, -0.07, 0.54, "it thanks for the invitation"),
    row(Introduces, 1.37, 0.25, -0.36, "it introduces somebody"),
    row(SpeaksToYou, 0.32, 0.29, -0.04, "it says “you”"),
    row(SpeaksFormally, 0.82, 0.31, 0.08, "it says “you” politely"),
    row(SpeaksOfSelf, -0.11, -0.13, 0.10, "it says “I”"),
    row(SpeaksOfUs, -0.27, -0.17, 0.08, "it says “we”"),
    row(SpeaksOfNobody, 0.15, -0.10, 0.08, "it names no person"),
    row(SpeaksOfSelfToYou, 0.57, -0.04, 0.21, "it says both “I” and “you”"),
    row(YouSaid, 1.22, 0.20, 0.16, "it takes up what the other said"),
    row(AsksAbout, 0.49, 0.26, 0.32, "it speaks of a question"),
    row(Hedges, -0.10, -0.08, -0.07, "it hedges as one who is telling"),
    row(Past, 0.03, -0.03, -0.07, "it tells of the past"),
    row(PraisesQuestion, -0.62, -0.24, 0.92, "it speaks of the other’s question"),
    row(Praises, 0.74, -0.08, -0.18, "it praises or congratulates"),
    row(Closes, 0.53, -0.17, 0.38, "it closes the talk"),
    row(Third, 0.08, -0.25, 0.07, "it speaks of somebody as “he” or “she”"),
    row(SpeaksToAudience, 1.31, 0.04, 0.22, "it speaks of the programme or its audience"),
    row(NamesGuest, 1.05, 0.07, -0.12, "it calls the guest by name"),
    row(AddressesWithTitle, 1.34, 0.50, -0.05, "it addresses somebody with title and name"),
    row(First, 0.31, 0.00, 0.00, "it opens the transcript"),
    row(AmongFirst, -0.01, -0.45, -0.39, "it is among the first sentences"),
    row(NearStart, 0.02, -0.18, 0.21, "it is near the beginning"),
    row(Last, 0.32, -0.13, -0.53, "it ends the transcript"),
    row(AmongLast, 0.04, 0.28, 0.34, "it is among the last sentences"),
    row(NearEnd, 0.03, 0.08, 0.40, "it is near the end"),
    row(InsideLine, 0.00, -0.50, -0.50, "it stands inside a line"),
    row(InsideParagraph, 0.00, -3.00, -3.00, "it stands inside a paragraph"),
    row(BlankBefore, 0.00, 2.00, 2.00, "a blank line stands before it"),
    row(NoBlankBefore, 0.00, -2.00, -2.00, "no blank line stands before it, as before others"),
    row(ChangeMarked, 0.00, 4.00, 4.00, "the file marks a change of speaker before it"),
    row(NoChangeMarked, 0.00, -3.00, -3.00, "the file marks changes of speaker, and none before it"),
    row(LongPause, 0.00, 0.70, 0.70, "a pause stands before it"),
    row(NoPause, 0.00, -0.30, -0.30, "no pause stands before it"),
];

#[cfg(test)]
mod tests {
    use super::{ROWS, Signal, calibrated};

    #[test]
    fn every_signal_has_its_row_and_its_reason() {
        assert_eq!(ROWS.len(), Signal::ALL.len());
        for (row, signal) in ROWS.iter().zip(Signal::ALL) {
            assert_eq!(row.signal, *signal);
            assert!(
                row.says.starts_with("it ") || row.says.contains(' '),
                "{}",
                signal.name()
            );
            assert!(row.role.abs() < 6.0 && row.to_asker.abs() < 6.0 && row.to_guest.abs() < 6.0);
        }
    }

    #[test]
    fn a_surer_probability_never_becomes_a_less_sure_one() {
        let points: Vec<f32> = (50..=100).map(|percent| calibrated(percent as f32 / 100.0)).collect();
        assert!(points.windows(2).all(|pair| pair[0] <= pair[1]));
        assert!(points.iter().all(|point| (0.5..1.0).contains(point)));
    }
}

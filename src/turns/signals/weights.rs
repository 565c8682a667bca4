//! What each signal weighs, in natural logarithms of odds, and the words that explain it.
//!
//! The weights of everything the words tell were fitted together, as a conditional random field, over labelled interviews in
//! German and English, over copies of them whose turns were cut to a few sentences, and over copies edited as news print them;
//! every show weighs by the square root of its length and each kind of copy the same. The penalty is quadratic, towards what
//! the plainest rule and good manners say of any interview (a question hands over, thanks for the invitation are the
//! guest's), and was chosen by leaving whole shows out. Those of layout and time are set by hand, because that corpus has
//! neither. A weight says what a signal adds beside all others, not what it is worth alone.

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
    begin_asker: 0.38,
    on_unasked: 0.28,
    on_asked: 0.30,
    over_unasked: -0.36,
    over_asked: -0.31,
    on_begun: 0.22,
    on_answer: 0.82,
    back_begun: -0.73,
    back_answer: -0.24,
};

/// How often a probability turned out right in interviews of shows left out of the fit: from the chain's own probability to
/// the share of right lines, by straight lines between these points. From 0.9 on, 94 lines of 100 were right.
const CALIBRATION: &[(f32, f32)] = &[
    (0.5, 0.5),
    (0.7, 0.68),
    (0.8, 0.77),
    (0.9, 0.865),
    (0.953, 0.9),
    (0.98, 0.94),
    (1.0, 0.97),
];

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
    row(Asks, 1.01, 0.24, -0.34, "it ends in a question mark"),
    row(AsksLater, -0.04, 0.00, -0.28, "its sentence ends in a question"),
    row(AsksInside, 0.06, -0.02, -0.07, "a question stands in the middle of it"),
    row(AsksYou, -0.14, -0.25, 0.15, "it asks “you”"),
    row(AsksNobody, -0.02, 0.05, 0.01, "it asks without saying “you” or “I”"),
    row(AsksMyself, -0.17, -0.15, 0.02, "it asks in the first person"),
    row(AsksByWord, 0.44, -0.13, -0.37, "it opens with a question word"),
    row(AsksBriefly, 0.05, -0.89, -0.18, "it is a very short question"),
    row(AsksAtLength, 0.02, 0.06, 0.04, "it is a long question"),
    row(AsksForAssent, 0.07, -0.21, 0.09, "it is a statement that asks for assent"),
    row(AsksInQuotes, -1.41, -0.20, -0.12, "the question stands in quotation marks"),
    row(AsksAgain, -0.68, -1.56, -0.12, "a question follows a question"),
    row(AsksWhereFewAsk, 0.00, -0.04, 0.02, "it asks in a talk with few questions"),
    row(AsksWhereManyAsk, 0.07, 0.15, 0.19, "it asks in a talk with many questions"),
    row(AsksWhereMostAsk, 0.16, 0.32, 0.19, "it asks in a talk of quick questions"),
    row(AsksInWriting, 0.64, 0.01, -0.09, "it asks in an edited talk"),
    row(AfterQuestion, 0.01, 0.15, 1.54, "a question stands right before it"),
    row(SecondAfter, 0.02, -0.28, 0.33, "a question stands two sentences before it"),
    row(ThirdAfter, 0.05, -0.05, -0.22, "a question stands three sentences before it"),
    row(SoonAfter, -0.02, 0.09, -0.35, "a question stands some sentences before it"),
    row(LongAfter, 0.06, 0.09, -0.25, "the last question is many sentences back"),
    row(FarAfter, 0.12, -0.15, -0.18, "the last question is far back"),
    row(NothingAskedYet, 0.22, -0.05, -0.35, "nothing has been asked yet"),
    row(AfterAskingYou, 0.01, 0.06, 0.26, "“you” were asked right before it"),
    row(YesAfterQuestion, 0.03, 0.72, 0.25, "it says yes or no right after a question"),
    row(SelfAfterQuestion, -0.12, 0.29, 0.46, "it speaks of itself right after a question"),
    row(PlainAfterQuestion, -0.08, -0.01, 0.32, "it is a plain statement right after a question"),
    row(BeforeQuestion, 0.06, -0.13, -0.16, "it leads into a question"),
    row(SecondBefore, -0.12, 0.12, -0.19, "a question follows two sentences on"),
    row(ThirdBefore, 0.13, 0.16, -0.22, "a question follows three sentences on"),
    row(SoonBefore, 0.11, -0.04, -0.16, "a question follows some sentences on"),
    row(LongBefore, 0.12, 0.01, -0.17, "the next question is far off"),
    row(NothingAskedAgain, 0.07, -0.31, 0.31, "nothing is asked after it"),
    row(BeforeAskingYou, 0.08, 0.13, -0.08, "“you” are asked soon after it"),
    row(BetweenQuestions, 0.09, -0.26, -0.31, "it stands between two questions"),
    row(NarrowGap, -0.13, -0.04, -0.13, "it stands in a short stretch between questions"),
    row(WideGap, 0.03, 0.21, -0.11, "it stands in a long stretch between questions"),
    row(AfterInWriting, -0.22, 0.11, 0.80, "a question stands right before it in an edited talk"),
    row(AfterWhereManyAsk, 0.02, 0.02, 0.49, "a question stands right before it in a talk with many questions"),
    row(AfterWhereMostAsk, -0.39, 0.09, 0.71, "a question stands right before it in a talk of quick questions"),
    row(LeadsInWriting, -0.28, 0.36, -0.47, "it leads into a question in an edited talk"),
    row(LeadsInWhereMostAsk, 0.00, 0.14, -0.09, "it leads into a question in a talk of quick questions"),
    row(AsksOn, 0.02, 0.42, -0.05, "it asks on with “and”"),
    row(BeforeAskingOn, -0.24, 0.04, -0.07, "a question with “and” follows it"),
    row(LowerCase, -0.01, -2.98, -2.54, "it begins in lower case"),
    row(GoesOn, 0.19, -1.40, -1.50, "the sentence before it goes on"),
    row(TrailedBefore, -0.06, -0.28, -0.02, "what stands before it trails off"),
    row(CalledBefore, 0.01, -0.19, 0.45, "an exclamation stands before it"),
    row(Calls, 0.35, -0.29, 0.15, "it is an exclamation"),
    row(Trails, 0.23, 0.10, 0.26, "it trails off"),
    row(OneWord, 0.22, 0.67, 0.68, "it is one word"),
    row(FewWords, 0.10, 0.37, 0.67, "it is two or three words"),
    row(BriefLine, 0.11, -0.35, -0.17, "it is brief"),
    row(MiddlingLine, 0.00, -0.35, -0.50, "it is of middling length"),
    row(LongLine, -0.19, -0.47, -0.58, "it is long"),
    row(VeryLongLine, -0.22, -0.43, -0.49, "it is very long"),
    row(BriefBefore, 0.11, 0.12, 0.37, "a few words stand before it"),
    row(TopicGoesOn, -0.03, -0.61, 0.09, "it takes up words said before"),
    row(TopicOfQuestion, 0.03, 0.18, 0.14, "it shares words with the question to come"),
    row(FreshTopic, -0.10, -0.10, -0.09, "its words are new"),
    row(LeadsInAfresh, 0.27, 0.17, -0.09, "it opens a new topic, and a question follows"),
    row(GoesOnBeforeQuestion, 0.16, 0.03, -0.06, "it keeps to the topic, and a question follows"),
    row(Echoes, -0.07, -0.04, 0.09, "it takes up the words said before it"),
    row(Greets, -0.21, -0.01, 1.35, "it greets"),
    row(Invites, 1.22, 0.08, -0.23, "it invites to tell"),
    row(YouFirst, 0.11, 0.35, -0.15, "it opens with “you”"),
    row(Yes, -0.45, 0.88, 2.49, "it opens with a yes"),
    row(No, -0.08, 0.23, 1.24, "it opens with a no"),
    row(Opines, -0.08, -0.04, 0.45, "it opens with an opinion"),
    row(IFirst, 0.10, -0.28, -0.16, "it opens with “I”"),
    row(WeFirst, -0.12, -0.42, 0.07, "it opens with “we”"),
    row(Reacts, 0.79, 0.70, 0.47, "it opens with a reaction"),
    row(Thanks, -0.35, 0.75, 1.35, "it opens with thanks"),
    row(And, 0.02, -0.73, -1.10, "it opens with “and”"),
    row(But, -0.25, -0.45, -0.98, "it opens with “but”"),
    row(So, -0.13, -0.05, -0.24, "it opens with “so”"),
    row(Well, -0.13, 0.75, 1.57, "it opens with “well”"),
    row(Because, 0.26, -0.44, -0.71, "it gives a reason"),
    row(ThatFirst, -0.24, -0.10, 0.04, "it opens with “that” or “it”"),
    row(TheyFirst, -0.16, -0.14, 0.03, "it opens with somebody or something else"),
    row(BriefReaction, 0.44, 0.37, 0.44, "it is no more than a reaction"),
    row(BriefYes, 0.02, 0.21, -0.26, "it is no more than a yes"),
    row(ReactsBeforeQuestion, 0.02, 0.05, 0.17, "it reacts, and a question follows"),
    row(QuestionWordUnasked, 0.06, 0.05, -0.42, "it opens like a question without asking"),
    row(GreetsBack, -0.40, -0.16, 0.71, "somebody greeted shortly before it"),
    row(ThanksBack, -0.89, -0.15, 0.94, "somebody gave thanks shortly before it"),
    row(AnswersGreeting, -0.13, -0.10, 1.00, "it answers a greeting"),
    row(Now, 0.18, 0.10, -0.29, "it opens with “now”"),
    row(NowLeadsIn, 0.78, 0.41, 0.02, "it opens with “now” and leads into a question"),
    row(BeforeFarewell, 0.03, -0.15, 0.03, "thanks and farewell follow it"),
    row(ThanksGuest, 0.98, -0.33, 0.19, "it thanks a guest for coming or telling"),
    row(ThanksHost, -1.89, -0.08, 0.66, "it thanks for the invitation"),
    row(Introduces, 1.28, 0.32, -0.38, "it introduces somebody"),
    row(SpeaksToYou, 0.35, 0.24, -0.14, "it says “you”"),
    row(SpeaksFormally, 0.86, 0.33, 0.09, "it says “you” politely"),
    row(SpeaksOfSelf, -0.05, -0.08, 0.12, "it says “I”"),
    row(SpeaksOfUs, -0.18, -0.14, 0.04, "it says “we”"),
    row(SpeaksOfNobody, 0.19, -0.12, 0.05, "it names no person"),
    row(SpeaksOfSelfToYou, 0.45, 0.05, 0.24, "it says both “I” and “you”"),
    row(YouSaid, 1.25, 0.22, 0.05, "it takes up what the other said"),
    row(AsksAbout, 0.45, 0.37, 0.27, "it speaks of a question"),
    row(Hedges, -0.11, -0.10, -0.10, "it hedges as one who is telling"),
    row(Past, 0.04, 0.01, -0.03, "it tells of the past"),
    row(PraisesQuestion, -0.81, 0.01, 0.92, "it speaks of the other’s question"),
    row(Praises, 0.67, 0.13, -0.13, "it praises or congratulates"),
    row(Closes, 0.44, -0.12, 0.19, "it closes the talk"),
    row(Third, 0.10, -0.17, 0.17, "it speaks of somebody as “he” or “she”"),
    row(SpeaksToAudience, 1.27, 0.28, 0.08, "it speaks of the programme or its audience"),
    row(NamesGuest, 1.30, 0.05, 0.01, "it calls the guest by name"),
    row(AddressesWithTitle, 1.59, 0.42, 0.03, "it addresses somebody with title and name"),
    row(First, 0.24, 0.00, 0.00, "it opens the transcript"),
    row(AmongFirst, -0.04, -0.33, -0.29, "it is among the first sentences"),
    row(NearStart, -0.02, -0.14, 0.26, "it is near the beginning"),
    row(Last, 0.08, -0.14, -0.43, "it ends the transcript"),
    row(AmongLast, 0.16, -0.10, 0.19, "it is among the last sentences"),
    row(NearEnd, -0.05, 0.18, 0.11, "it is near the end"),
    row(InsideLine, -0.09, -0.80, -0.80, "it stands inside a line"),
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

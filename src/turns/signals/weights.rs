//! What each signal says in words, and the weights that no corpus can teach.
//!
//! What a signal of the words weighs is learned together with the network (see [`super::super::learned`]) and stands in its file.
//! Layout and time are weighed by hand, in natural logarithms of odds, because that corpus has neither: a blank line or a pause
//! is evidence of a change and of nothing else. Neither has it a talk in which nobody asks. In stretches of it without a question the
//! guest speaks mostly: of five lines by this weight .69 are told right in German and .74 in English, without it .42 and .48; of
//! ten .79 and .76, without it .50 and .58; of twenty .84 and .74, without it .66 and .73.

use super::Seen;
use super::Signal::{self, *};

/// For the interviewer wherever it is seen, for the interviewer taking over there, and for the guest taking over.
pub(in crate::turns) type Weights = [f32; 3];

/// The weights set by hand.
#[rustfmt::skip]
const BY_HAND: &[(Signal, Weights)] = &[
    (InsideParagraph, [0.00, -3.00, -3.00]),
    (BlankBefore, [0.00, 2.00, 2.00]),
    (NoBlankBefore, [0.00, -2.00, -2.00]),
    (ChangeMarked, [0.00, 4.00, 4.00]),
    (NoChangeMarked, [0.00, -3.00, -3.00]),
    (LongPause, [0.00, 0.70, 0.70]),
    (NoPause, [0.00, -0.30, -0.30]),
    (Overlap, [0.00, 1.50, 1.50]),
    (NobodyAsks, [-0.70, 0.00, 0.00]),
];

/// What layout and time weigh in a unit.
pub(in crate::turns) fn by_hand(seen: Seen) -> Weights {
    let mut sum = [0.0; 3];
    for (signal, weights) in BY_HAND.iter().filter(|(signal, _)| seen & signal.bit() != 0) {
        debug_assert!(UNTAUGHT & signal.bit() != 0, "what is weighed by hand is not taught");
        for (sum, weight) in sum.iter_mut().zip(weights) {
            *sum += weight;
        }
    }
    sum
}

/// The signals that are weighed by hand alone.
pub(in crate::turns) const UNTAUGHT: Seen = {
    let (mut seen, mut at) = (0, 0);
    while at < BY_HAND.len() {
        seen |= BY_HAND[at].0.bit();
        at += 1;
    }
    seen
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

/// What was seen, as a sentence without a full stop, in the order of [`Signal::ALL`].
#[rustfmt::skip]
pub(in crate::turns) const SAYS: &[(Signal, &str)] = &[
    (Asks, "it ends in a question mark"),
    (AsksLater, "its sentence ends in a question"),
    (AsksInside, "a question stands in the middle of it"),
    (AsksYou, "it asks “you”"),
    (AsksNobody, "it asks without saying “you” or “I”"),
    (AsksMyself, "it asks in the first person"),
    (AsksByWord, "it opens with a question word"),
    (AsksBriefly, "it is a very short question"),
    (AsksAtLength, "it is a long question"),
    (AsksForAssent, "it is a statement that asks for assent"),
    (AsksInQuotes, "the question stands in quotation marks"),
    (AsksAgain, "a question follows a question"),
    (AsksWhereFewAsk, "it asks in a talk with few questions"),
    (AsksWhereManyAsk, "it asks in a talk with many questions"),
    (AsksWhereMostAsk, "it asks in a talk of quick questions"),
    (AsksInWriting, "it asks in an edited talk"),
    (AfterQuestion, "a question stands right before it"),
    (SecondAfter, "a question stands two sentences before it"),
    (ThirdAfter, "a question stands three sentences before it"),
    (SoonAfter, "a question stands some sentences before it"),
    (LongAfter, "the last question is many sentences back"),
    (FarAfter, "the last question is far back"),
    (NothingAskedYet, "nothing has been asked yet"),
    (AfterAskingYou, "“you” were asked right before it"),
    (YesAfterQuestion, "it says yes or no right after a question"),
    (SelfAfterQuestion, "it speaks of itself right after a question"),
    (PlainAfterQuestion, "it is a plain statement right after a question"),
    (BeforeQuestion, "it leads into a question"),
    (SecondBefore, "a question follows two sentences on"),
    (ThirdBefore, "a question follows three sentences on"),
    (SoonBefore, "a question follows some sentences on"),
    (LongBefore, "the next question is far off"),
    (NothingAskedAgain, "nothing is asked after it"),
    (BeforeAskingYou, "“you” are asked soon after it"),
    (BetweenQuestions, "it stands between two questions"),
    (NarrowGap, "it stands in a short stretch between questions"),
    (WideGap, "it stands in a long stretch between questions"),
    (AfterInWriting, "a question stands right before it in an edited talk"),
    (AfterWhereManyAsk, "a question stands right before it in a talk with many questions"),
    (AfterWhereMostAsk, "a question stands right before it in a talk of quick questions"),
    (LeadsInWriting, "it leads into a question in an edited talk"),
    (LeadsInWhereMostAsk, "it leads into a question in a talk of quick questions"),
    (AsksOn, "it asks on with “and”"),
    (BeforeAskingOn, "a question with “and” follows it"),
    (LowerCase, "it begins in lower case"),
    (GoesOn, "the sentence before it goes on"),
    (TrailedBefore, "what stands before it trails off"),
    (CalledBefore, "an exclamation stands before it"),
    (Calls, "it is an exclamation"),
    (Trails, "it trails off"),
    (OneWord, "it is one word"),
    (FewWords, "it is two or three words"),
    (BriefLine, "it is brief"),
    (MiddlingLine, "it is of middling length"),
    (LongLine, "it is long"),
    (VeryLongLine, "it is very long"),
    (BriefBefore, "a few words stand before it"),
    (TopicGoesOn, "it takes up words said before"),
    (TopicOfQuestion, "it shares words with the question to come"),
    (FreshTopic, "its words are new"),
    (LeadsInAfresh, "it opens a new topic, and a question follows"),
    (GoesOnBeforeQuestion, "it keeps to the topic, and a question follows"),
    (Echoes, "it takes up the words said before it"),
    (Greets, "it greets"),
    (Invites, "it invites to tell"),
    (YouFirst, "it opens with “you”"),
    (Yes, "it opens with a yes"),
    (No, "it opens with a no"),
    (Opines, "it opens with an opinion"),
    (IFirst, "it opens with “I”"),
    (WeFirst, "it opens with “we”"),
    (Reacts, "it opens with a reaction"),
    (Thanks, "it opens with thanks"),
    (And, "it opens with “and”"),
    (But, "it opens with “but”"),
    (So, "it opens with “so”"),
    (Well, "it opens with “well”"),
    (Because, "it gives a reason"),
    (ThatFirst, "it opens with “that” or “it”"),
    (TheyFirst, "it opens with somebody or something else"),
    (BriefReaction, "it is no more than a reaction"),
    (BriefYes, "it is no more than a yes"),
    (ReactsBeforeQuestion, "it reacts, and a question follows"),
    (QuestionWordUnasked, "it opens like a question without asking"),
    (GreetsBack, "somebody greeted shortly before it"),
    (ThanksBack, "somebody gave thanks shortly before it"),
    (AnswersGreeting, "it answers a greeting"),
    (Now, "it opens with “now”"),
    (NowLeadsIn, "it opens with “now” and leads into a question"),
    (BeforeFarewell, "thanks and farewell follow it"),
    (ThanksGuest, "it thanks a guest for coming or telling"),
    (ThanksHost, "it thanks for the invitation"),
    (Introduces, "it introduces somebody"),
    (SpeaksToYou, "it says “you”"),
    (SpeaksFormally, "it says “you” politely"),
    (SpeaksOfSelf, "it says “I”"),
    (SpeaksOfUs, "it says “we”"),
    (SpeaksOfNobody, "it names no person"),
    (SpeaksOfSelfToYou, "it says both “I” and “you”"),
    (YouSaid, "it takes up what the other said"),
    (AsksAbout, "it speaks of a question"),
    (Hedges, "it hedges as one who is telling"),
    (Past, "it tells of the past"),
    (PraisesQuestion, "it speaks of the other’s question"),
    (Praises, "it praises or congratulates"),
    (Closes, "it closes the talk"),
    (Third, "it speaks of somebody as “he” or “she”"),
    (SpeaksToAudience, "it speaks of the programme or its audience"),
    (NamesGuest, "it calls the guest by name"),
    (AddressesWithTitle, "it addresses somebody with title and name"),
    (First, "it opens the transcript"),
    (AmongFirst, "it is among the first sentences"),
    (NearStart, "it is near the beginning"),
    (Last, "it ends the transcript"),
    (AmongLast, "it is among the last sentences"),
    (NearEnd, "it is near the end"),
    (InsideLine, "it stands inside a line"),
    (InsideParagraph, "it stands inside a paragraph"),
    (BlankBefore, "a blank line stands before it"),
    (NoBlankBefore, "no blank line stands before it, as before others"),
    (ChangeMarked, "the file marks a change of speaker before it"),
    (NoChangeMarked, "the file marks changes of speaker, and none before it"),
    (LongPause, "a pause stands before it"),
    (NoPause, "no pause stands before it"),
    (Overlap, "it begins while somebody still speaks"),
    (NobodyAsks, "nobody asks anything in the text, and whoever only tells is the guest"),
];

#[cfg(test)]
mod tests {
    use super::{SAYS, Signal, calibrated};

    #[test]
    fn every_signal_has_its_row_and_its_reason() {
        assert_eq!(SAYS.len(), Signal::ALL.len());
        for ((signal, says), expected) in SAYS.iter().zip(Signal::ALL) {
            assert_eq!(signal, expected);
            assert!(says.contains(' ') && !says.ends_with('.'), "{}", signal.name());
        }
    }

    #[test]
    fn a_surer_probability_never_becomes_a_less_sure_one() {
        let points: Vec<f32> = (50..=100).map(|percent| calibrated(percent as f32 / 100.0)).collect();
        assert!(points.windows(2).all(|pair| pair[0] <= pair[1]));
        assert!(points.iter().all(|point| (0.5..1.0).contains(point)));
    }
}

//! Dialogues in and turns out.

use super::{Correction, Origin, Role, Turns, infer};
use crate::text::SafeText;
use crate::transcript::{Builder, Piece, Transcript};

/// A transcript of lines; `Name: words` carries a label where `labelled` is set, empty lines end a paragraph.
fn transcript(lines: &str, labelled: bool) -> Transcript {
    let mut builder = Builder::default();
    let mut paragraph = false;
    let mut count = 0;
    for (at, line) in lines.lines().enumerate() {
        count = at + 1;
        let line = line.trim();
        if line.is_empty() {
            paragraph = true;
            continue;
        }
        let (label, words) = match line.split_once(": ") {
            Some((label, words)) if labelled => (Some(builder.label(label)), words),
            _ => (None, line),
        };
        builder.push(Piece {
            label,
            paragraph,
            ..Piece::new(words, at + 1)
        });
        paragraph = false;
    }
    builder.finish(count)
}

/// One letter a turn, `I` or `G`, small where it is a listener signal.
fn shape(turns: &Turns) -> String {
    let letter = |at: usize| match (turns.speaker(at).role, turns.all()[at].signal) {
        (Role::Interviewer, false) => 'I',
        (Role::Interviewer, true) => 'i',
        (Role::Guest, false) => 'G',
        (Role::Guest, true) => 'g',
    };
    (0..turns.all().len()).map(letter).collect()
}

#[test]
fn labels_are_believed_and_their_words_give_the_roles() {
    let transcript = transcript(
        "Q: When did it begin?\nA: In spring.\nAnd then it rained.\nQ: And now?",
        true,
    );
    let turns = infer(&transcript, &[]);
    assert_eq!(shape(&turns), "IGI");
    assert_eq!(turns.questions(), 2);
    assert_eq!(transcript.words(turns.all()[1].span), "In spring.\nAnd then it rained.");
    assert!(turns.all().iter().all(|turn| turn.origin == Origin::Label));
}

#[test]
fn a_turn_given_to_the_other_side_goes_there() {
    let transcript = transcript("Q: When did it begin?\nA: In spring.\nQ: And now?", true);
    let span = transcript.utterances()[1].span();
    let give = Correction::Give {
        span,
        speaker: SafeText::line("Q"),
    };
    assert_eq!(shape(&infer(&transcript, &[give])), "I");
}

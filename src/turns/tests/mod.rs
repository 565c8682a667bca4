//! Dialogues in and turns out. The dialogues are invented here.

mod corrected;
mod broken;
mod corpus;
mod inferred;
mod labelled;
mod names;
mod varied;

use super::{Correction, Role, Turns, infer};
use crate::text::SafeText;
use crate::transcript::{Builder, Piece, Transcript};

/// A transcript of lines without labels; empty lines end a paragraph.
fn unlabelled(lines: &str) -> Transcript {
    read(lines, false)
}

/// A transcript whose lines may begin with `Label: `.
fn with_labels(lines: &str) -> Transcript {
    read(lines, true)
}

fn read(lines: &str, labelled: bool) -> Transcript {
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

/// One letter a source line, `-` where it is no speech.
fn line_roles(transcript: &Transcript, turns: &Turns) -> String {
    let letter = |role| match role {
        Some(Role::Interviewer) => 'I',
        Some(Role::Guest) => 'G',
        None => '-',
    };
    super::lines(transcript, turns)
        .iter()
        .map(|line| letter(line.role))
        .collect()
}

/// The role of every word's speaker, word by word.
fn word_roles(transcript: &Transcript, turns: &Turns) -> Vec<Role> {
    let roles = (0..turns.all().len()).flat_map(|turn| {
        let words = transcript.words(turns.all()[turn].span).split_whitespace();
        words.map(move |_| turns.speaker(turn).role)
    });
    roles.collect()
}

/// Words filled into lines of so many bytes.
fn filled<'a>(words: impl Iterator<Item = &'a str>, width: usize) -> String {
    let mut text = String::new();
    let mut line = 0;
    for word in words {
        if line > 0 && line + 1 + word.len() > width {
            text.push('\n');
            line = 0;
        } else if line > 0 {
            text.push(' ');
            line += 1;
        }
        text.push_str(word);
        line += word.len();
    }
    text
}

/// What must hold of any turns: spans rise, hold speech only, and every exchange is whole.
fn check_laws(transcript: &Transcript, turns: &Turns) {
    let mut end = 0;
    for turn in turns.all() {
        assert!(
            turn.span.start() >= end && !turn.span.is_empty(),
            "spans rise and hold words"
        );
        assert!(
            !transcript.words(turn.span).is_empty(),
            "spans lie on character boundaries"
        );
        assert!((0.0..=1.0).contains(&turn.confidence));
        end = turn.span.end();
    }
    let mut next = 0;
    for exchange in turns.exchanges() {
        assert_eq!(exchange.turns.start, next, "no turn is outside an exchange");
        next = exchange.turns.end;
    }
    assert_eq!(next, turns.all().len());
}

fn text(words: &str) -> SafeText {
    SafeText::line(words)
}

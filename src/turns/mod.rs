//! Who said it: turns, speakers, roles and exchanges, with a confidence and a reason each.
//!
//! Labels in the file are believed. Where there are none, small structural signals are weighed and decoded in one place. The
//! reader's corrections are evidence of infinite weight. Nothing here knows the words of any one transcript.

mod corrections;
mod decode;
mod draft;
mod exchanges;
mod explain;
mod gaps;
mod inferred;
mod labelled;
mod learned;
mod lines;
mod names;
mod parts;
mod roles;
mod signals;
mod tongues;
pub mod training;
mod units;

#[cfg(test)]
mod tests;

pub use learned::Model;
pub use lines::{Line, lines};

use std::ops::{Index, IndexMut, Range};

use crate::text::{SafeText, Span};
use crate::transcript::{Label, Transcript};

/// A column of the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Side {
    /// Interviewers.
    #[default]
    Left,
    /// Everyone else.
    Right,
}

impl Side {
    /// The other column.
    #[must_use]
    pub const fn other(self) -> Self {
        match self {
            Self::Left => Self::Right,
            Self::Right => Self::Left,
        }
    }
}

/// What exists once for each side.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sides<T> {
    /// The interviewer's.
    pub left: T,
    /// The guest's.
    pub right: T,
}

impl<T> Index<Side> for Sides<T> {
    type Output = T;
    fn index(&self, side: Side) -> &T {
        match side {
            Side::Left => &self.left,
            Side::Right => &self.right,
        }
    }
}

impl<T> IndexMut<Side> for Sides<T> {
    fn index_mut(&mut self, side: Side) -> &mut T {
        match side {
            Side::Left => &mut self.left,
            Side::Right => &mut self.right,
        }
    }
}

/// What a speaker does in an interview.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Role {
    /// Asks.
    Interviewer,
    /// Answers.
    Guest,
}

impl Role {
    /// `interviewer` or `guest`, as in files and lists.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Interviewer => "interviewer",
            Self::Guest => "guest",
        }
    }

    /// The column where this role stands unless the reader says otherwise.
    #[must_use]
    pub const fn side(self) -> Side {
        match self {
            Self::Interviewer => Side::Left,
            Self::Guest => Side::Right,
        }
    }
}

/// A speaker's number in [`Turns::speakers`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SpeakerId(pub u16);

/// A name or label with its role and side.
#[derive(Clone, Debug, PartialEq)]
pub struct Speaker {
    /// What stays the same while the name changes: the label as written, or `interviewer` / `guest` where it was inferred.
    pub key: SafeText,
    /// The name as shown.
    pub name: SafeText,
    /// The file's label, where it has one.
    pub label: Option<Label>,
    /// What this speaker does.
    pub role: Role,
    /// How sure the role is, 0 to 1.
    pub role_confidence: f32,
    /// The column.
    pub side: Side,
}

/// What a turn's speaker rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Origin {
    /// A label in the file.
    Label,
    /// Weighed from the text.
    Inferred,
    /// The reader said so.
    Corrected,
}

/// One speaker's uninterrupted speech.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Turn {
    /// Its words.
    pub span: Span,
    /// Who speaks.
    pub speaker: SpeakerId,
    /// How sure that is, 0 to 1.
    pub confidence: f32,
    /// What it rests on.
    pub origin: Origin,
    /// A very short turn inside another's, such as "Mhm.".
    pub signal: bool,
}

/// Below this a turn is shown with a question mark (`product.md`, "Who said it").
pub const DOUBTFUL: f32 = 0.75;
/// From here on a turn counts as sure.
pub const SURE: f32 = 0.9;
/// The weight that stands for certainty in [`Evidence`]: beyond any sum of signals.
pub const CERTAIN: f32 = 20.0;

/// One or more left-side turns with the right-side turns up to the next left-side one. Listener signals belong to the exchange
/// they interrupt. What is set apart (heads, furniture) ends an exchange.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exchange {
    /// Its turns, as indexes of [`Turns::all`].
    pub turns: Range<usize>,
    /// Number of the question that opens it, from 1; none where a guest opens.
    pub question: Option<usize>,
}

/// All turns of a transcript.
#[derive(Clone, Debug, Default)]
pub struct Turns {
    turns: Vec<Turn>,
    speakers: Vec<Speaker>,
    exchanges: Vec<Exchange>,
    questions: usize,
    /// How sure each stretch inside the turns is, in order of the text; empty where only the turns are known.
    sure: Vec<Sure>,
}

/// How sure it is who says a stretch of a turn.
#[derive(Clone, Copy, Debug)]
struct Sure {
    span: Span,
    confidence: f32,
}

/// A piece of evidence for a turn's speaker, in plain words.
#[derive(Clone, Debug, PartialEq)]
pub struct Evidence {
    /// Name of the signal.
    pub signal: &'static str,
    /// Its weight in natural logarithms of odds; above 0 it speaks for the interviewer, below for the guest.
    pub weight: f32,
    /// What was seen, as a sentence without a full stop.
    pub says: SafeText,
}

/// One reversible word of the reader on who spoke.
#[derive(Clone, Debug, PartialEq)]
pub enum Correction {
    /// The words of `span` are this speaker's (by [`Speaker::key`]).
    Give {
        /// The words.
        span: Span,
        /// Whose they are, by key.
        speaker: SafeText,
    },
    /// A turn begins at this offset, with the other side's speaker until the turn ends.
    Split {
        /// Offset in bytes.
        at: usize,
    },
    /// The turn that begins here goes on with the speaker before it.
    Join {
        /// Offset in bytes, in the turn that goes on.
        at: usize,
    },
    /// From here on the two sides change places.
    SwapFrom {
        /// Offset in bytes.
        at: usize,
    },
    /// A speaker is shown under another name.
    Rename {
        /// Who, by key.
        speaker: SafeText,
        /// The name to show.
        name: SafeText,
    },
    /// Everything of one speaker is another's.
    Merge {
        /// Who is no more, by key.
        from: SafeText,
        /// Who says it all, by key.
        into: SafeText,
    },
    /// A speaker's role.
    SetRole {
        /// Who, by key.
        speaker: SafeText,
        /// What they do.
        role: Role,
    },
    /// A speaker's column.
    SetSide {
        /// Who, by key.
        speaker: SafeText,
        /// Where they stand.
        side: Side,
    },
    /// Earlier corrections that touch this span are forgotten.
    Automatic {
        /// The words that go back to what the file or the weighing says.
        span: Span,
    },
}

impl Turns {
    /// Turns, speakers and the exchanges they form. `turns` must rise by span.
    #[must_use]
    pub fn new(transcript: &Transcript, turns: Vec<Turn>, speakers: Vec<Speaker>) -> Self {
        let exchanges = exchanges::group(transcript, &turns, &speakers);
        let questions = exchanges.iter().filter(|exchange| exchange.question.is_some()).count();
        Self {
            turns,
            speakers,
            exchanges,
            questions,
            sure: Vec::new(),
        }
    }

    /// The turns in order of the text; their spans rise, do not overlap and hold speech only.
    #[must_use]
    pub fn all(&self) -> &[Turn] {
        &self.turns
    }

    /// Everyone who speaks, in order of first appearance.
    #[must_use]
    pub fn speakers(&self) -> &[Speaker] {
        &self.speakers
    }

    /// Question and answer together.
    #[must_use]
    pub fn exchanges(&self) -> &[Exchange] {
        &self.exchanges
    }

    /// How many exchanges a question opens.
    #[must_use]
    pub const fn questions(&self) -> usize {
        self.questions
    }

    /// The speaker of a turn.
    #[must_use]
    pub fn speaker(&self, turn: usize) -> &Speaker {
        &self.speakers[usize::from(self.turns[turn].speaker.0)]
    }

    /// Whether a turn is to be marked as doubtful. Where the file labels the speaker and only the role is guessed, the doubt
    /// stands once, at the speaker's name.
    #[must_use]
    pub fn is_doubtful(&self, turn: usize) -> bool {
        let speaker = self.speaker(turn);
        let confidence = self.turns[turn].confidence;
        confidence < DOUBTFUL && !(speaker.label.is_some() && confidence >= speaker.role_confidence)
    }

    /// The column of a turn.
    #[must_use]
    pub fn side(&self, turn: usize) -> Side {
        self.speaker(turn).side
    }

    /// Index of the last turn that begins at or before `offset`.
    #[must_use]
    pub fn at(&self, offset: usize) -> Option<usize> {
        self.turns.partition_point(|t| t.span.start() <= offset).checked_sub(1)
    }

    /// How sure it is who says a stretch of a turn, 0 to 1: the mean over its bytes. A turn is seldom equally sure from end to
    /// end, so that this may be more or less than [`Turn::confidence`]; where nothing finer is known it is that.
    #[must_use]
    pub fn confidence_in(&self, turn: usize, span: Span) -> f32 {
        let Some(turn) = self.turns.get(turn) else { return 0.0 };
        let first = self.sure.partition_point(|sure| sure.span.end() <= span.start());
        let inside = self.sure[first..]
            .iter()
            .take_while(|sure| sure.span.start() < span.end());
        let (mut bytes, mut sum) = (0.0, 0.0);
        for sure in inside {
            let both = sure
                .span
                .intersection(span)
                .and_then(|both| both.intersection(turn.span));
            let length = both.map_or(0, Span::len) as f32;
            bytes += length;
            sum += length * sure.confidence;
        }
        if bytes > 0.0 { sum / bytes } else { turn.confidence }
    }

    /// Index of the exchange that holds a turn.
    #[must_use]
    pub fn exchange_of(&self, turn: usize) -> Option<usize> {
        let at = self.exchanges.partition_point(|e| e.turns.end <= turn);
        self.exchanges.get(at).filter(|e| e.turns.contains(&turn)).map(|_| at)
    }
}

/// Who said what: labels believed, the rest inferred, corrections obeyed in their order.
#[must_use]
pub fn infer(transcript: &Transcript, corrections: &[Correction]) -> Turns {
    infer_by(transcript, corrections, Model::shipped())
}

/// The same by other weights than the shipped ones.
#[must_use]
pub fn infer_by(transcript: &Transcript, corrections: &[Correction], model: &Model<'_>) -> Turns {
    let draft = draft::Draft::by(transcript, corrections, model);
    let (turns, speakers, sure) = draft.finish(transcript);
    Turns {
        sure,
        ..Turns::new(transcript, turns, speakers)
    }
}

/// Whether a correction that still holds says something of the words of a span.
#[must_use]
pub fn corrected(corrections: &[Correction], span: Span) -> bool {
    corrections::effective(corrections)
        .into_iter()
        .any(|correction| corrections::touches(correction, span))
}

/// Why a turn is whose: the evidence that weighed most, strongest first.
#[must_use]
pub fn explain(transcript: &Transcript, corrections: &[Correction], turns: &Turns, turn: usize) -> Vec<Evidence> {
    explain::evidence(transcript, corrections, turns, turn)
}

/// Why every turn is whose, as [`explain`] says it of one; the text is weighed once for all of them.
#[must_use]
pub fn explain_all(transcript: &Transcript, corrections: &[Correction], turns: &Turns) -> Vec<Vec<Evidence>> {
    explain::all(transcript, corrections, turns)
}

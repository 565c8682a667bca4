//! Interviews as the network is shown them: what it sees of them, cut into chunks.

use super::super::Role;
use super::super::inferred::sequence;
use super::super::learned::features::{MEASURES, Sequence};
use super::super::learned::{Model, again};
use super::super::signals::weights::UNTAUGHT;
use super::super::signals::{UNWORDED, numbers};
use super::super::units;
use super::Interview;
use super::guise::{Guise, dressed};
use super::random::Random;
use crate::transcript::{Builder, Piece};

/// Units of a chunk at most.
const CHUNK: usize = 240;

/// One interview in one guise.
pub(super) struct Example {
    sequence: Sequence,
    roles: Vec<Option<Role>>,
}

impl Example {
    pub(super) fn new(interview: &Interview, guise: Guise, random: &mut Random) -> Self {
        let lines = dressed(interview, guise, random);
        let mut builder = Builder::default();
        for (at, (line, _)) in lines.iter().enumerate() {
            builder.push(Piece::new(line, at + 1));
        }
        let mut transcript = builder.finish(lines.len());
        if let Some(language) = interview.language {
            transcript.state_language(language);
        }
        let units = units::cut(&transcript);
        let sequence = sequence(&transcript, &units);
        let roles = units
            .iter()
            .map(|unit| lines[transcript.utterances()[unit.utterance as usize].line() - 1].1)
            .collect();
        Self { sequence, roles }
    }

    /// The same as it is read the second time, after a first reading by these weights.
    pub(super) fn again(&self, model: &Model<'_>) -> Self {
        Self {
            sequence: again(&self.sequence, &model.first),
            roles: self.roles.clone(),
        }
    }

    /// The chunks of this example, with a random first cut so that no place is always at an edge.
    pub(super) fn chunks(&self, random: &mut Random) -> Vec<(usize, usize)> {
        let count = self.sequence.len();
        let mut chunks = Vec::new();
        let mut from = 0;
        let mut length = if count > CHUNK {
            CHUNK / 2 + random.below(CHUNK / 2)
        } else {
            count
        };
        while from < count {
            let to = if count - from < length + CHUNK / 3 {
                count
            } else {
                from + length
            };
            chunks.push((from, to));
            from = to;
            length = CHUNK;
        }
        chunks
    }

    pub(super) const fn chunk(&self, (from, to): (usize, usize)) -> Chunk<'_> {
        Chunk {
            example: self,
            from,
            to,
        }
    }
}

/// A stretch of an example.
pub(super) struct Chunk<'a> {
    example: &'a Example,
    from: usize,
    to: usize,
}

impl Chunk<'_> {
    pub(super) const fn len(&self) -> usize {
        self.to - self.from
    }

    pub(super) const fn opens(&self) -> bool {
        self.from == 0
    }

    pub(super) fn role(&self, at: usize) -> Option<Role> {
        self.example.roles[self.from + at]
    }

    pub(super) fn base(&self, at: usize) -> [f32; 3] {
        self.example.sequence.base[self.from + at]
    }

    pub(super) fn asks(&self, at: usize) -> bool {
        self.example.sequence.asks[self.from + at]
    }

    pub(super) fn measures(&self, at: usize) -> &[f32; MEASURES] {
        &self.example.sequence.measures[self.from + at]
    }

    pub(super) fn rows(&self, at: usize) -> (&[u32], &[u32]) {
        self.example.sequence.rows(self.from + at)
    }

    /// The numbers of the signals that are seen, without those that rest on words where that is wanted.
    pub(super) fn signals(&self, at: usize, unworded: bool) -> impl Iterator<Item = usize> {
        let seen = self.example.sequence.seen[self.from + at] & !UNTAUGHT;
        numbers(if unworded { seen & UNWORDED } else { seen })
    }
}

//! Where in a long text a pattern may stand: the places that share runs of letters with it.
//!
//! Aligning a pattern with all of a text costs milliseconds, and a reader has a thousand marks. Words that were not changed
//! share runs of [`RUN`] letters at about the same distance from the pattern's beginning, so runs vote for beginnings, and
//! only where votes gather is aligned. A place without any run in common is none that would be believed.

/// Letters of a run. Six stand in a long talk a few times each; fewer stand everywhere.
pub(super) const RUN: usize = 6;
/// A run that stands more often than this tells nothing (`and the`).
const TELLING: usize = 48;
/// Beginnings are gathered over so many letters, and twice as many where two neighbours vote together: as far as words that were
/// put in or left out move what stands behind them.
const GATHERED: usize = 32;
/// A place with less than this share of the votes of the best is not looked at.
const SHARE: u32 = 4;
/// Places looked at, at most.
const PLACES: usize = 8;

/// The runs of a text, by what they are.
#[derive(Clone, Debug)]
pub(super) struct Seeds {
    /// Where the places of each kind of run begin in `places`.
    kinds: Vec<u32>,
    /// Places in the text, of one kind after the other, each kind rising.
    places: Vec<u32>,
    /// Votes for each stretch of beginnings; zero between two questions.
    votes: Vec<u32>,
}

impl Seeds {
    /// The runs of these letters.
    pub fn of(letters: &[u8]) -> Self {
        let kinds = letters.len().next_power_of_two().clamp(1 << 8, 1 << 22);
        let mut counts = vec![0_u32; kinds + 1];
        for run in letters.windows(RUN) {
            counts[kind(run, kinds) + 1] += 1;
        }
        for at in 1..counts.len() {
            counts[at] += counts[at - 1];
        }
        let mut next = counts.clone();
        let mut places = vec![0; letters.len().saturating_sub(RUN - 1)];
        for (place, run) in letters.windows(RUN).enumerate() {
            let at = &mut next[kind(run, kinds)];
            places[*at as usize] = u32::try_from(place).unwrap_or(u32::MAX);
            *at += 1;
        }
        Self {
            kinds: counts,
            places,
            votes: Vec::new(),
        }
    }

    /// Where a pattern may begin, likeliest first: letters of the text, before its first letter by `pattern.len()` where a part of
    /// it would stand before the text. Each is a stretch of twice [`GATHERED`] letters.
    pub fn beginnings(&mut self, pattern: &[u8]) -> Vec<(usize, usize)> {
        let kinds = self.kinds.len() - 1;
        let mut voted: Vec<usize> = Vec::new();
        for (from_start, run) in pattern.windows(RUN).enumerate() {
            let kind = kind(run, kinds);
            let there = &self.places[self.kinds[kind] as usize..self.kinds[kind + 1] as usize];
            if there.len() > TELLING {
                continue;
            }
            for place in there {
                let stretch = (*place as usize + pattern.len() - from_start) / GATHERED;
                if self.votes.len() <= stretch {
                    self.votes.resize(stretch + 1, 0);
                }
                if self.votes[stretch] == 0 {
                    voted.push(stretch);
                }
                self.votes[stretch] += 1;
            }
        }
        let together = |at: usize| self.votes[at] + self.votes.get(at + 1).copied().unwrap_or(0);
        let beginnings = || voted.iter().flat_map(|at| [at.saturating_sub(1), *at]);
        // Most have a vote or two; to put all in order would take longer than to align the few that are looked at.
        let most = beginnings().map(together).max().unwrap_or(0);
        let likely = beginnings().map(|at| (together(at), at));
        let mut pairs: Vec<(u32, usize)> = likely.filter(|(votes, _)| votes * SHARE >= most).collect();
        for at in voted {
            self.votes[at] = 0;
        }
        pairs.sort_unstable_by_key(|(votes, at)| (std::cmp::Reverse(*votes), *at));
        let mut chosen: Vec<usize> = Vec::with_capacity(PLACES);
        for (_, at) in pairs {
            if chosen.len() == PLACES {
                break;
            }
            if chosen.iter().all(|other| other.abs_diff(at) > 1) {
                chosen.push(at);
            }
        }
        let stretch = |at: usize| (at * GATHERED, (at + 2) * GATHERED);
        chosen.into_iter().map(stretch).collect()
    }
}

/// Which of so many kinds a run is of; runs that differ are seldom of one.
fn kind(run: &[u8], kinds: usize) -> usize {
    let mixed = run.iter().fold(0_u64, |sum, letter| {
        (sum ^ u64::from(*letter))
            .wrapping_mul(0x9E37_79B9_7F4A_7C15)
            .rotate_left(29)
    });
    (mixed >> 16) as usize & (kinds - 1)
}

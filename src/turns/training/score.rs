//! How well lines are told, and by how much better than the plainest rule.

use super::super::Role;

/// From this confidence on a line counts as sure.
const SURE: f32 = 0.9;
/// Lines at either end where furniture stands unmarked: set apart there, a line is not scored.
const EDGE: usize = 5;
/// Steps of confidence in which it is compared with what was right.
const STEPS: usize = 10;

/// What was told of lines whose speaker is known, summed over files.
#[derive(Clone, Debug, Default)]
pub struct Score {
    files: usize,
    lines: usize,
    right: usize,
    /// Files of which less than half is right.
    swapped: usize,
    /// Changes of speaker in truth, as told, and in both.
    changes: usize,
    told: usize,
    both: usize,
    sure: usize,
    sure_right: usize,
    /// Sum of the confidences, right lines and all lines of each step.
    steps: [(f64, usize, usize); STEPS],
}

impl Score {
    /// Adds a file: who speaks on each line, and what was told of it, with confidence.
    pub fn add(&mut self, truth: &[Option<Role>], told: &[(Option<Role>, f32)]) {
        let (mut right, mut lines) = (0, 0);
        let mut before: Option<(Role, Option<Role>)> = None;
        for (at, (truth, (role, confidence))) in truth.iter().zip(told).enumerate() {
            let edge = at < EDGE || at + EDGE >= told.len();
            let Some(truth) = truth.filter(|_| role.is_some() || !edge) else {
                before = None;
                continue;
            };
            if let Some((last, last_told)) = before {
                let (changes, told) = (last != truth, last_told != *role);
                self.changes += usize::from(changes);
                self.told += usize::from(told);
                self.both += usize::from(changes && told);
            }
            before = Some((truth, *role));
            let good = *role == Some(truth);
            lines += 1;
            right += usize::from(good);
            if *confidence >= SURE {
                self.sure += 1;
                self.sure_right += usize::from(good);
            }
            let step = &mut self.steps[((confidence * STEPS as f32) as usize).min(STEPS - 1)];
            step.0 += f64::from(*confidence);
            step.1 += usize::from(good);
            step.2 += 1;
        }
        self.files += 1;
        self.lines += lines;
        self.right += right;
        self.swapped += usize::from(right * 2 < lines);
    }

    /// Files added.
    #[must_use]
    pub const fn files(&self) -> usize {
        self.files
    }

    /// Share of lines whose role is right.
    #[must_use]
    pub fn role(&self) -> f64 {
        share(self.right, self.lines)
    }

    /// Harmonic mean of precision and recall of the lines on which the speaker changes.
    #[must_use]
    pub fn boundaries(&self) -> f64 {
        share(2 * self.both, self.changes + self.told)
    }

    /// Share of files with the two roles changed over.
    #[must_use]
    pub fn swapped(&self) -> f64 {
        share(self.swapped, self.files)
    }

    /// Share of lines that are told as sure, and share of these that are right.
    #[must_use]
    pub fn sure(&self) -> (f64, f64) {
        (share(self.sure, self.lines), share(self.sure_right, self.sure))
    }

    /// By how much confidence and share of right lines differ, in the mean over steps of confidence (expected calibration error).
    #[must_use]
    pub fn calibration_error(&self) -> f64 {
        let differ: f64 = self
            .steps
            .iter()
            .map(|(sum, right, _)| (sum - *right as f64).abs())
            .sum();
        differ / (self.lines as f64).max(1.0)
    }
}

fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

/// What the plainest rule says of lines: a question ends and the other speaks; the next sentence with a question is the
/// interviewer's again.
#[must_use]
pub fn naive(lines: &[String]) -> Vec<(Option<Role>, f32)> {
    let ends = |line: &str, marks: &[char]| {
        line.trim_end()
            .trim_end_matches(['"', '»', '”', '“', ')', ']'])
            .ends_with(marks)
    };
    let asks = |line: &str| ends(line, &['?', '？']);
    let (mut start, mut role) = (0, Role::Interviewer);
    let mut roles = vec![(Some(Role::Interviewer), 1.0); lines.len()];
    for at in 0..lines.len() {
        if at > 0 && ends(&lines[at - 1], &['.', '!', '?', '…', '？', '！', '。']) {
            start = at;
        }
        if at > 0 && asks(&lines[at - 1]) && !asks(&lines[at]) && role == Role::Interviewer {
            role = Role::Guest;
        }
        if role == Role::Guest && asks(&lines[at]) {
            role = Role::Interviewer;
            roles[start..at].fill((Some(role), 1.0));
        }
        roles[at] = (Some(role), 1.0);
    }
    roles
}

#[cfg(test)]
mod tests {
    use super::{Role, Score, naive};

    const I: Option<Role> = Some(Role::Interviewer);
    const G: Option<Role> = Some(Role::Guest);

    #[test]
    fn right_lines_and_changes_are_counted() {
        let mut score = Score::default();
        score.add(&[I, I, G, G, I, None], &[I, G, G, G, I, G].map(|role| (role, 0.95)));
        assert!((score.role() - 0.8).abs() < 1e-9);
        // One of two changes told on its line; one told a line too early.
        assert!((score.boundaries() - 0.5).abs() < 1e-9);
        assert_eq!(score.sure(), (1.0, 0.8));
        assert!((score.calibration_error() - 0.15).abs() < 1e-6);
        assert!(score.swapped().abs() < 1e-9);
    }

    #[test]
    fn the_plain_rule_hands_over_at_a_question_and_takes_back_before_the_next() {
        let lines = ["How are you?", "Fine.", "Really,", "are you?"].map(str::to_owned);
        let roles: Vec<_> = naive(&lines).into_iter().map(|(role, _)| role).collect();
        assert_eq!(roles, [I, G, I, I]);
    }
}

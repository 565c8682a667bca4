//! `visavis reanchor CORPUS`: how well marks are found again where the words around them and their own were changed, over the
//! labelled interviews of a corpus.

use std::fs;
use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use super::super::cli::{Failure, Reanchoring};
use super::{Ending, emit, refuse};
use crate::marks::trial::{Damage, Plan, Scores, attempt};
use crate::text::SafeText;

/// What is done to the texts, in the order of the table.
const DAMAGES: [Damage; 6] = [
    Damage::Errors(0),
    Damage::Errors(5),
    Damage::Errors(12),
    Damage::Errors(20),
    Damage::Gone(0),
    Damage::Gone(12),
];

/// Seeks marks in all interviews and shows how many were found.
pub fn run(reanchoring: &Reanchoring) -> Ending {
    match scores(reanchoring) {
        Ok((interviews, scores)) => emit(&format!("{interviews} interviews\n{scores}")),
        Err(failure) => refuse(&failure),
    }
}

fn scores(reanchoring: &Reanchoring) -> Result<(usize, Scores), Failure> {
    let folder = &reanchoring.corpus;
    let index = read(&folder.join("INDEX.tsv"))?;
    let keys: Vec<&str> = index.lines().skip(1).filter_map(|row| row.split('\t').next()).collect();
    let keys: Vec<&str> = keys.into_iter().step_by(reanchoring.every.max(1)).collect();
    let (next, failed, sum) = (AtomicUsize::new(0), Mutex::new(None), Mutex::new(Scores::default()));
    thread::scope(|scope| {
        for _ in 0..thread::available_parallelism().map_or(1, usize::from) {
            scope.spawn(|| {
                while let Some((at, key)) = next_of(&next, &keys) {
                    let seed = reanchoring.seed.wrapping_add(at as u64);
                    match (
                        interview(folder, key, seed, reanchoring.quotes),
                        sum.lock(),
                        failed.lock(),
                    ) {
                        (Ok(scores), Ok(mut sum), _) => sum.add(&scores),
                        (Err(failure), _, Ok(mut failed)) => *failed = Some(failure),
                        _ => {}
                    }
                }
            });
        }
    });
    match failed.into_inner().ok().flatten() {
        Some(failure) => Err(failure),
        None => Ok((keys.len(), sum.into_inner().unwrap_or_default())),
    }
}

fn next_of<'a>(next: &AtomicUsize, keys: &[&'a str]) -> Option<(usize, &'a str)> {
    let at = next.fetch_add(1, Ordering::Relaxed);
    keys.get(at).map(|key| (at, *key))
}

/// One interview: its lines, gathered into turns as its truth says.
fn interview(folder: &Path, key: &str, seed: u64, quotes: usize) -> Result<Scores, Failure> {
    let text = read(&folder.join(format!("{key}.txt")))?;
    let truth = read(&folder.join(format!("{key}.truth.tsv")))?;
    let truth = truth
        .lines()
        .filter(|row| row.starts_with(|c: char| c.is_ascii_digit()));
    let mut turns: Vec<Vec<&str>> = Vec::new();
    let mut last = None;
    for (line, row) in text.lines().zip(truth) {
        let turn = row.split('\t').nth(1);
        match turns.last_mut() {
            Some(lines) if turn == last => lines.push(line),
            _ => turns.push(vec![line]),
        }
        last = turn;
    }
    let plan = Plan {
        seed,
        quotes,
        damages: DAMAGES.to_vec(),
    };
    Ok(attempt(&turns, &plan))
}

fn read(place: &Path) -> Result<String, Failure> {
    fs::read_to_string(place).map_err(|error| Failure::of(SafeText::line(&place.to_string_lossy()), error))
}

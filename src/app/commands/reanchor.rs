//! `visavis reanchor CORPUS`: how well marks are found again where the words around them and their own were changed, over the
//! labelled interviews of a corpus.

use std::fs;
use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use super::super::cli::{Failure, Reanchoring};
use super::{Ending, emit, refuse};
use crate::marks::trial::{Damage, Plan, Scores, attempt, marked};
use crate::marks::{Mark, Seeker};
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

/// Bytes of a long interview, put together from those of the corpus, and the marks in it that are timed.
const LONG: usize = 200_000;
const MARKS: usize = 1000;
/// Per cent of its words that are changed.
const ERRORS: u8 = 12;
/// Runs of which the fastest is told.
const TIMES: usize = 5;

/// Seeks marks in all interviews and shows how many were found.
pub fn run(reanchoring: &Reanchoring) -> Ending {
    match scores(reanchoring) {
        Ok((interviews, scores)) => {
            let timed = timed(reanchoring).unwrap_or_default();
            emit(&format!("{interviews} interviews\n{scores}{timed}"))
        }
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

/// How much of the processor's time many marks take in a long interview of which one word in eight was heard otherwise.
fn timed(reanchoring: &Reanchoring) -> Result<String, Failure> {
    let folder = &reanchoring.corpus;
    let index = read(&folder.join("INDEX.tsv"))?;
    let mut texts = Vec::new();
    let mut bytes = 0;
    for key in index.lines().skip(1).filter_map(|row| row.split('\t').next()) {
        let (text, truth) = texts_of(folder, key)?;
        bytes += text.len();
        texts.push((text, truth));
        if bytes >= LONG {
            break;
        }
    }
    let turns: Vec<Vec<&str>> = texts.iter().flat_map(|(text, truth)| turns(text, truth)).collect();
    let (marks, transcript) = marked(&turns, (MARKS, ERRORS), reanchoring.seed);
    let spent = |marks: &[Mark]| {
        let mut marks = marks.to_vec();
        let begun = processor_time();
        let mut seeker = Seeker::new(&transcript);
        marks.iter_mut().for_each(|mark| seeker.place(mark));
        processor_time().saturating_sub(begun)
    };
    let fastest = |marks: &[Mark]| (0..TIMES).map(|_| spent(marks)).min().unwrap_or_default();
    let (all, one) = (fastest(&marks), fastest(marks.get(..1).unwrap_or_default()));
    Ok(format!(
        "{} marks in {} KB with {ERRORS} % word errors: {:.1} ms of the processor, the first alone {:.1} ms\n",
        marks.len(),
        transcript.text().len() / 1000,
        all.as_secs_f64() * 1000.0,
        one.as_secs_f64() * 1000.0
    ))
}

/// What this thread has spent of the processor so far, so that others at work beside it are not counted.
#[cfg(unix)]
fn processor_time() -> Duration {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    Duration::try_from(time).unwrap_or_default()
}

#[cfg(not(unix))]
fn processor_time() -> Duration {
    use std::sync::LazyLock;
    static BEGUN: LazyLock<std::time::Instant> = LazyLock::new(std::time::Instant::now);
    BEGUN.elapsed()
}

/// One interview: its lines, gathered into turns as its truth says.
fn interview(folder: &Path, key: &str, seed: u64, quotes: usize) -> Result<Scores, Failure> {
    let (text, truth) = texts_of(folder, key)?;
    let plan = Plan {
        seed,
        quotes,
        damages: DAMAGES.to_vec(),
    };
    Ok(attempt(&turns(&text, &truth), &plan))
}

/// The lines of an interview, and whose they are.
fn texts_of(folder: &Path, key: &str) -> Result<(String, String), Failure> {
    let text = read(&folder.join(format!("{key}.txt")))?;
    Ok((text, read(&folder.join(format!("{key}.truth.tsv")))?))
}

/// Lines gathered into turns as their truth says.
fn turns<'a>(text: &'a str, truth: &'a str) -> Vec<Vec<&'a str>> {
    let numbered = truth
        .lines()
        .filter(|row| row.starts_with(|c: char| c.is_ascii_digit()));
    let mut turns: Vec<Vec<&str>> = Vec::new();
    let mut last = None;
    for (line, row) in text.lines().zip(numbered) {
        let turn = row.split('\t').nth(1);
        match turns.last_mut() {
            Some(lines) if turn == last => lines.push(line),
            _ => turns.push(vec![line]),
        }
        last = turn;
    }
    turns
}

fn read(place: &Path) -> Result<String, Failure> {
    fs::read_to_string(place).map_err(|error| Failure::of(SafeText::line(&place.to_string_lossy()), error))
}

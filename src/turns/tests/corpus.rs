//! Scores on labelled interviews read where they lie; skipped where they are absent.

use std::path::{Path, PathBuf};

use super::super::training;
use super::{Role, infer, unlabelled};
use crate::transcript::{Builder, Piece};

pub(super) fn shared() -> PathBuf {
    let place = std::env::var("VISAVIS_SHARED").unwrap_or_else(|_| "../shared".to_owned());
    Path::new(env!("CARGO_MANIFEST_DIR")).join(place)
}

/// The truth of each line; none where either role is right or the line is no speech.
pub(super) fn truth(path: &Path) -> Option<Vec<Option<Role>>> {
    let rows = std::fs::read_to_string(path).ok()?;
    let role = |row: &str| match row.split('\t').nth(2) {
        Some("interviewer") => Some(Role::Interviewer),
        Some("guest") => Some(Role::Guest),
        _ => None,
    };
    let rows = rows.lines().filter(|row| row.starts_with(|c: char| c.is_ascii_digit()));
    Some(rows.map(role).collect())
}

/// Right lines and scored lines.
pub(super) fn right(roles: &[Option<Role>], truth: &[Option<Role>]) -> (usize, usize) {
    let scored = truth.iter().zip(roles).filter(|(truth, _)| truth.is_some());
    let (mut right, mut all) = (0, 0);
    for (truth, role) in scored {
        right += usize::from(truth == role);
        all += 1;
    }
    (right, all)
}

pub(super) fn inferred(lines: &str) -> Vec<Option<Role>> {
    let transcript = unlabelled(lines);
    let turns = infer(&transcript, &[]);
    super::super::lines(&transcript, &turns)
        .iter()
        .map(|line| line.role)
        .collect()
}

/// What the plainest rule says.
fn naive(lines: &str) -> Vec<Option<Role>> {
    let lines: Vec<String> = lines.lines().map(str::to_owned).collect();
    training::naive(&lines).into_iter().map(|(role, _)| role).collect()
}

#[test]
fn the_first_interview_is_read_right() {
    let place = shared().join("seed");
    let (Ok(lines), Some(truth)) = (
        std::fs::read_to_string(place.join("interview.txt")),
        truth(&place.join("interview.truth.tsv")),
    ) else {
        println!("skipped: no seed interview in {}", place.display());
        return;
    };
    // What stands above the talk is set apart when a file is opened.
    let above = truth.iter().take_while(|role| role.is_none()).count();
    let talk: Vec<&str> = lines.lines().skip(above).collect();
    let (right, all) = right(&inferred(&talk.join("\n")), &truth[above..]);
    assert!(right * 100 >= all * 97, "{right} of {all} lines");
}

#[test]
fn no_language_is_read_worse_than_by_the_naive_rule() {
    for language in ["de", "en", "es"] {
        let place = shared().join("corpus/dialogue").join(language);
        let Ok(entries) = std::fs::read_dir(&place) else {
            println!("skipped: no interviews in {}", place.display());
            continue;
        };
        let mut files: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
        files.retain(|path| path.extension().is_some_and(|extension| extension == "txt"));
        files.sort();
        let step = if files.len() > 20 { 10 } else { 1 };
        let (mut ours, mut theirs, mut all) = (0, 0, 0);
        for path in files.iter().step_by(step) {
            let lines = std::fs::read_to_string(path).expect("the file was listed");
            let truth = truth(&path.with_extension("truth.tsv")).expect("every interview has its truth");
            let (good, scored) = right(&inferred(&lines), &truth);
            ours += good;
            theirs += right(&naive(&lines), &truth).0;
            all += scored;
        }
        assert!(ours >= theirs, "{language}: {ours} against {theirs} of {all} lines");
    }
}

#[test]
fn who_asks_is_told_from_the_talk_alone_where_labels_are_bare() {
    let place = shared().join("corpus/dialogue");
    let (mut right, mut all) = (0, 0);
    for language in ["de", "en"] {
        let Ok(entries) = std::fs::read_dir(place.join(language)) else {
            println!("skipped: no interviews in {}", place.display());
            return;
        };
        let mut files: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
        files.retain(|path| path.extension().is_some_and(|extension| extension == "txt"));
        files.sort();
        for path in files.iter().step_by(10) {
            let lines = std::fs::read_to_string(path).expect("the file was listed");
            let truth = truth(&path.with_extension("truth.tsv")).expect("every interview has its truth");
            let mut builder = Builder::default();
            let labels = [builder.label("SPEAKER_00"), builder.label("SPEAKER_01")];
            for (at, (line, role)) in lines.lines().zip(&truth).enumerate() {
                builder.push(Piece {
                    label: role.map(|role| labels[usize::from(role == Role::Guest)]),
                    ..Piece::new(line, at + 1)
                });
            }
            let turns = infer(&builder.finish(truth.len()), &[]);
            let speakers = turns.speakers();
            all += 1;
            right += usize::from(speakers.iter().all(|speaker| {
                let asks = speaker.label == Some(labels[0]);
                asks == (speaker.role == Role::Interviewer)
            }));
        }
    }
    assert!(right * 100 >= all * 90, "{right} of {all} interviews");
}

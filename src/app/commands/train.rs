//! `visavis train CORPUS`: fits the weights by which turns are told where no label says it, and shows how well it tells those
//! of shows that the weights have not seen.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs;
use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use serde::Deserialize;

use super::super::cli::{Failure, Training};
use super::{Ending, emit, refuse};
use crate::export::turns as rows;
use crate::formats::{self, Part};
use crate::text::SafeText;
use crate::transcript::{Builder, Piece};
use crate::turns::training::{Interview, Plan, Score, groups, naive, sentences, train};
use crate::turns::{Model, Role, infer_by, lines};

/// Groups of shows; each is told by weights that were fitted to the other groups.
const GROUPS: usize = 4;
/// Share of lines that a guest says in an interview; a talk among hosts or a monologue is none.
const GUEST_SHARE: std::ops::Range<f32> = 0.4..0.92;
/// Languages of the corpora that [`Interview::language`] may name.
const LANGUAGES: [&str; 7] = ["de", "en", "es", "fr", "it", "pt", "nl"];
/// Names of shows in the further talks, where they are those of shows of the corpus.
const TWINS: [(&str, &str); 3] = [
    ("podcast", "The Changelog"),
    ("founderstalk", "Founders Talk"),
    ("shipit", "Ship It"),
];

/// A labelled interview with the file it comes from.
struct Case {
    /// Folder and stem of its name below the corpus.
    language: String,
    stem: String,
    text: String,
    interview: Interview,
}

/// Fits and scores.
pub fn run(training: &Training) -> Ending {
    match work(training) {
        Ok(()) => Ending::Well,
        Err(failure) => refuse(&failure),
    }
}

fn work(training: &Training) -> Result<(), Failure> {
    let cases = corpus(&training.corpus)?;
    let more = match &training.more {
        Some(place) => further(place)?,
        None => Vec::new(),
    };
    let plan = Plan {
        seed: training.seed,
        rounds: training.rounds,
        more: training.more_each_round,
    };
    let _ = emit(&format!("{} interviews, {} further talks\n", cases.len(), more.len()));
    let shows = groups(cases.iter().map(|case| case.interview.show.as_str()), GROUPS);
    // The longest job, which fits the weights to everything, comes first.
    let whole = training.out.is_some().then_some(None);
    let jobs: Vec<Option<&Vec<&str>>> = whole.into_iter().chain(shows.iter().map(Some)).collect();
    let (next, scores, failed) = (AtomicUsize::new(0), Mutex::new(Scores::default()), Mutex::new(None));
    let done = |result: Result<(), Failure>| {
        if let (Err(failure), Ok(mut failed)) = (result, failed.lock()) {
            *failed = Some(failure);
        }
    };
    thread::scope(|scope| {
        for _ in 0..thread::available_parallelism().map_or(1, usize::from).min(jobs.len()) {
            scope.spawn(|| {
                while let Some(job) = jobs.get(next.fetch_add(1, Ordering::Relaxed)) {
                    done(one(*job, &cases, &more, plan, training, &scores));
                }
            });
        }
    });
    if let Some(failure) = failed.into_inner().ok().flatten() {
        return Err(failure);
    }
    let scores = scores.into_inner().unwrap_or_default();
    let _ = emit(&scores.table());
    Ok(())
}

/// Fits to all shows but those of a group and tells these, or fits to all and writes the weights.
fn one(
    group: Option<&Vec<&str>>,
    cases: &[Case],
    more: &[Interview],
    plan: Plan,
    training: &Training,
    scores: &Mutex<Scores>,
) -> Result<(), Failure> {
    let apart = |show: &str| group.is_some_and(|group| group.contains(&show));
    let seen: Vec<&Interview> = cases.iter().map(|case| &case.interview).collect();
    let seen: Vec<&Interview> = seen.into_iter().filter(|one| !apart(&one.show)).collect();
    let more: Vec<&Interview> = more.iter().filter(|one| !apart(&one.show)).collect();
    let bytes = train(&seen, &more, plan);
    if let (None, Some(out)) = (group, &training.out) {
        return fs::write(out, &bytes).map_err(|error| failure(out, error));
    }
    let Some(model) = Model::new(&bytes) else {
        return Ok(());
    };
    for case in cases.iter().filter(|case| apart(&case.interview.show)) {
        let reading = formats::read(case.text.as_bytes(), "interview.txt", Part::Whole)
            .map_err(|refusal| failure(Path::new(&case.stem), refusal))?;
        let turns = infer_by(&reading.transcript, &[], &model);
        if let Some(predictions) = &training.predictions {
            let folder = predictions.join(&case.language);
            fs::create_dir_all(&folder).map_err(|error| failure(&folder, error))?;
            let place = folder.join(format!("{}.pred.tsv", case.stem));
            fs::write(&place, rows::tsv(&reading.transcript, &turns)).map_err(|error| failure(&place, error))?;
        }
        let roles = told_apart(&case.interview, &model);
        let told = lines(&reading.transcript, &turns);
        let told: Vec<(Option<Role>, f32)> = told.iter().map(|line| (line.role, line.confidence)).collect();
        if let Ok(mut scores) = scores.lock() {
            scores.add(case, &told, roles);
        }
    }
    Ok(())
}

/// Whether both roles are told where labels say which lines are one speaker's, but not what that speaker does.
fn told_apart(interview: &Interview, model: &Model<'_>) -> bool {
    let mut builder = Builder::default();
    let labels = ["SPEAKER_00", "SPEAKER_01"].map(|label| builder.label(label));
    for (at, (line, role)) in interview.lines.iter().zip(&interview.roles).enumerate() {
        builder.push(Piece {
            label: role.map(|role| labels[usize::from(role == Role::Guest)]),
            ..Piece::new(line, at + 1)
        });
    }
    let turns = infer_by(&builder.finish(interview.lines.len()), &[], model);
    turns.speakers().iter().all(|speaker| {
        let asks = speaker.label == Some(labels[0]);
        asks == (speaker.role == Role::Interviewer)
    })
}

/// Scores by language and show, ours and the plain rule's.
#[derive(Default)]
struct Scores(BTreeMap<String, (Score, Score, usize)>);

impl Scores {
    fn add(&mut self, case: &Case, told: &[(Option<Role>, f32)], roles: bool) {
        let interview = &case.interview;
        let plain = naive(&interview.lines);
        for name in [
            "all".to_owned(),
            case.language.clone(),
            format!("{} {}", case.language, interview.show),
        ] {
            let (ours, theirs, apart) = self.0.entry(name).or_default();
            ours.add(&interview.roles, told);
            *apart += usize::from(roles);
            theirs.add(&interview.roles, &plain);
        }
    }

    fn table(&self) -> String {
        let mut table = format!(
            "{:26} {:>5}  {:>5} {:>7}  {:>5} {:>7}  {:>7}  {:>5}  {:>5}  {:>5}  {:>5}\n",
            "", "files", "role", "(plain)", "F1", "(plain)", "swapped", "ECE", "sure", "right", "roles"
        );
        for (name, (ours, theirs, apart)) in &self.0 {
            let (sure, right) = ours.sure();
            table += &format!(
                "{name:26} {:5}  {:.3}  ({:.3})  {:.3}  ({:.3})    {:.3}  {:.3}  {sure:.3}  {right:.3}  {:.3}\n",
                ours.files(),
                ours.role(),
                theirs.role(),
                ours.boundaries(),
                theirs.boundaries(),
                ours.swapped(),
                ours.calibration_error(),
                *apart as f64 / ours.files().max(1) as f64,
            );
        }
        table
    }
}

/// The interviews of a corpus: `INDEX.tsv` names the show of each, `LANGUAGE/STEM.txt` holds its lines and
/// `LANGUAGE/STEM.truth.tsv` who says them.
fn corpus(folder: &Path) -> Result<Vec<Case>, Failure> {
    let index = read(&folder.join("INDEX.tsv"))?;
    let mut cases = Vec::new();
    for row in index.lines().skip(1) {
        let columns: Vec<&str> = row.split('\t').collect();
        let [key, language, show, ..] = columns[..] else {
            continue;
        };
        let text = read(&folder.join(format!("{key}.txt")))?;
        let place = folder.join(format!("{key}.truth.tsv"));
        let truth = read(&place)?;
        let truth = truth
            .lines()
            .filter(|row| row.starts_with(|c: char| c.is_ascii_digit()));
        let roles: Vec<Option<Role>> = truth.map(|row| role(row.split('\t').nth(2).unwrap_or(""))).collect();
        let lines: Vec<String> = text.lines().map(str::to_owned).collect();
        if lines.len() != roles.len() {
            let says = format!("it tells {} lines, but there are {}", roles.len(), lines.len());
            return Err(failure(&place, says));
        }
        cases.push(Case {
            language: language.to_owned(),
            stem: key.rsplit('/').next().unwrap_or(key).to_owned(),
            text,
            interview: Interview {
                language: LANGUAGES.into_iter().find(|code| *code == language),
                show: show.to_owned(),
                lines,
                roles,
            },
        });
    }
    cases.sort_by(|a, b| (&a.language, &a.stem).cmp(&(&b.language, &b.stem)));
    Ok(cases)
}

/// A further talk: one JSON object on a line.
#[derive(Deserialize)]
struct Further {
    show: String,
    turns: Vec<FurtherTurn>,
}

#[derive(Deserialize)]
struct FurtherTurn {
    role: String,
    text: String,
}

/// Further talks in English, an episode a line; those that are no interviews are left out.
fn further(place: &Path) -> Result<Vec<Interview>, Failure> {
    let text = if place.as_os_str() == OsStr::new("-") {
        std::io::read_to_string(std::io::stdin()).map_err(|error| failure(place, error))?
    } else {
        read(place)?
    };
    let mut all = Vec::new();
    for (number, line) in text.lines().enumerate() {
        let talk: Further = serde_json::from_str(line).map_err(|error| Failure {
            line: Some(number + 1),
            ..failure(place, error)
        })?;
        let said = talk.turns.iter().flat_map(|turn| {
            let role = role(&turn.role);
            sentences(&turn.text).into_iter().map(move |line| (line, role))
        });
        let (lines, roles): (Vec<String>, Vec<Option<Role>>) = said.unzip();
        let guest = roles.iter().filter(|role| **role == Some(Role::Guest)).count();
        if !GUEST_SHARE.contains(&(guest as f32 / roles.len().max(1) as f32)) {
            continue;
        }
        let twin = TWINS.iter().find(|(name, _)| *name == talk.show);
        all.push(Interview {
            language: Some("en"),
            show: twin.map_or(talk.show, |(_, show)| (*show).to_owned()),
            lines,
            roles,
        });
    }
    Ok(all)
}

fn role(word: &str) -> Option<Role> {
    match word {
        "interviewer" => Some(Role::Interviewer),
        "guest" => Some(Role::Guest),
        _ => None,
    }
}

fn read(place: &Path) -> Result<String, Failure> {
    fs::read_to_string(place).map_err(|error| failure(place, error))
}

fn failure(place: &Path, reason: impl std::fmt::Display) -> Failure {
    Failure::of(SafeText::line(&place.to_string_lossy()), reason)
}

#[cfg(test)]
mod tests {
    use super::{Training, run};
    use crate::app::cli::Ending;
    use std::path::PathBuf;

    #[test]
    fn a_corpus_that_is_not_there_is_told() {
        let training = Training {
            corpus: PathBuf::from("no such corpus"),
            more: None,
            more_each_round: 0,
            out: None,
            predictions: None,
            rounds: 1,
            seed: 1,
        };
        assert_eq!(run(&training), Ending::Refused);
    }
}

//! In which order the calls of a save reach the system, read from `strace`: the bytes, then that they are on the disk, then the names
//! above them, and only then that the mark is saved; and of a journal that is made shorter, the new file before its name.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

use visavis::marks::Moment;
use visavis::store::{Directories, NotesChoice, Shelf, Thresholds};

use super::child::{self, Saver, say, saying};
use super::identity;

const SAVES: usize = 3;
/// Calls that may make something durable, or that say so.
const CALLS: &str = "trace=openat,write,fdatasync,fsync,rename,renameat,renameat2";

/// A shelf in that home; beside a transcript in it where that is asked for.
fn shelf(home: &Path, beside: bool) -> Shelf {
    let choice = if beside { NotesChoice::Beside } else { NotesChoice::Home };
    Shelf::open(Directories::below(home)).with_notes(choice)
}

fn talk(home: &Path) -> PathBuf {
    home.join("talks/talk.txt")
}

fn journal_path(home: &Path, beside: bool) -> PathBuf {
    let journal = shelf(home, beside).journal(&identity(), Some(&talk(home)));
    journal.expect("a journal").path().to_owned()
}

/// Saves a few marks, then makes the journal shorter, and says each once it is done. The number says where marks are kept.
#[test]
fn the_child_saves_and_makes_its_journal_shorter() {
    let Some((home, beside)) = child::orders() else { return };
    let mut saver = Saver::on(shelf(&home, beside == 1), Some(talk(&home)));
    for _ in 0..SAVES {
        saver.save().expect("saved");
        say("saved");
    }
    assert!(saver.close().is_empty());
    let shelf = shelf(&home, beside == 1);
    let mut journal = shelf.journal(&identity(), Some(&talk(&home))).expect("a journal");
    let thresholds = Thresholds {
        short: 0,
        long: 0,
        operations: 1,
    };
    assert!(journal.compact(Moment(3), thresholds).expect("made shorter"));
    say("shorter");
    std::process::exit(0);
}

/// A call that went well, at the moment when it had an answer; what is said counts from when it begins to be.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Step {
    Opened(PathBuf),
    Wrote(PathBuf),
    Synced(PathBuf),
    Renamed(PathBuf, PathBuf),
    Said(String),
}

/// The steps of a log of `strace -f -y`.
fn steps(log: &str) -> Vec<Step> {
    let mut begun: Vec<(&str, &str)> = Vec::new();
    let mut steps = Vec::new();
    for line in log.lines() {
        let Some((process, call)) = line.split_once(' ') else {
            continue;
        };
        let call = call.trim_start();
        if let Some(said) = said(call) {
            steps.push(Step::Said(said));
        }
        if let Some(beginning) = call.strip_suffix(" <unfinished ...>") {
            begun.push((process, beginning));
            continue;
        }
        let resumed = call.strip_prefix("<... ").and_then(|rest| rest.split_once(" resumed>"));
        let whole = match resumed {
            None => call.to_owned(),
            Some((_, end)) => {
                let Some(at) = begun.iter().position(|(of, _)| *of == process) else {
                    continue;
                };
                format!("{}{end}", begun.remove(at).1)
            }
        };
        steps.extend(step(&whole));
    }
    steps
}

/// What a call says to the test, if it is one that does.
fn said(call: &str) -> Option<String> {
    let words = call.strip_prefix("write(1<")?.split_once("child ")?.1;
    words.split(['\\', '"']).next().map(str::to_owned)
}

/// What was done by a call that went well.
fn step(call: &str) -> Option<Step> {
    let (name, rest) = call.split_once('(')?;
    let (arguments, answer) = rest.rsplit_once(" = ")?;
    if answer.starts_with('-') || answer.starts_with('?') {
        return None;
    }
    // `5</path/of/it>` is what a number stands for.
    let of_number = || Some(PathBuf::from(arguments.split_once('<')?.1.split_once('>')?.0));
    let quoted = || arguments.split('"').skip(1).step_by(2).map(PathBuf::from);
    match name {
        "openat" => Some(Step::Opened(quoted().next()?)),
        "write" if !arguments.starts_with("1<") => Some(Step::Wrote(of_number()?)),
        "fdatasync" | "fsync" => Some(Step::Synced(of_number()?)),
        "rename" | "renameat" | "renameat2" => Some(Step::Renamed(quoted().next()?, quoted().nth(1)?)),
        _ => None,
    }
}

/// What is wrong with the steps by which a few marks were saved in a journal, and it was then made shorter.
fn fault(steps: &[Step], journal: &Path, folders: &[PathBuf]) -> Result<(), String> {
    let mut said = 0;
    let (mut dirty, mut unnamed): (bool, Vec<PathBuf>) = (false, folders.to_vec());
    let (mut new_dirty, mut renamed) = (Vec::new(), false);
    for step in steps {
        match step {
            Step::Wrote(path) if path == journal => dirty = true,
            Step::Wrote(path) => new_dirty.push(path.clone()),
            Step::Synced(path) if path == journal => dirty = false,
            Step::Synced(path) => {
                unnamed.retain(|folder| folder != path);
                new_dirty.retain(|other| other != path);
            }
            Step::Renamed(from, to) if to == journal => {
                if new_dirty.contains(from) {
                    return Err("a name was given to bytes that were not on the disk".to_owned());
                }
                renamed = true;
                unnamed.push(journal.parent().unwrap_or(journal).to_owned());
            }
            Step::Opened(_) | Step::Renamed(..) => {}
            Step::Said(words) => {
                said += 1;
                match (dirty, unnamed.first()) {
                    (true, _) => return Err(format!("{words} was said before the bytes were on the disk")),
                    (false, Some(folder)) => {
                        return Err(format!("{words} was said before the names in {folder:?} were"));
                    }
                    (false, None) => {}
                }
                if words == "shorter" && !renamed {
                    return Err("no shorter journal was put in place".to_owned());
                }
            }
        }
    }
    if said == SAVES + 1 {
        Ok(())
    } else {
        Err(format!("{said} words were said"))
    }
}

/// The steps of a child, as `strace` saw them; none where that cannot be run.
fn watched(home: &Path, beside: bool) -> Option<Vec<Step>> {
    std::fs::create_dir_all(home.join("talks")).expect("made");
    std::fs::write(talk(home), "words").expect("written");
    let log = home.join("log");
    let mut arguments: Vec<OsString> = ["-f", "-y", "-qq", "-s", "64", "-e", CALLS, "-o"]
        .map(OsString::from)
        .to_vec();
    arguments.push(log.clone().into());
    arguments.push(std::env::current_exe().expect("this test").into());
    let test = "order::the_child_saves_and_makes_its_journal_shorter";
    arguments.extend(["--exact", test, "--nocapture"].map(OsString::from));
    let mut command = Command::new("strace");
    let mut child = child::prepared(command.args(arguments), home, usize::from(beside))
        .spawn()
        .ok()?;
    let heard = saying(&mut child).count();
    let ended = child.wait().expect("it ended");
    let log = std::fs::read_to_string(&log).ok().filter(|log| !log.is_empty());
    if log.is_none() && heard == 0 {
        // Where nobody may watch another process it does not even start.
        return None;
    }
    assert!(ended.success() && heard == SAVES + 1, "{heard} words");
    Some(steps(&log?))
}

#[test]
fn saved_is_said_only_when_bytes_and_names_are_on_the_disk() {
    for beside in [false, true] {
        let home = tempfile::tempdir().expect("a directory");
        let home = home.path().canonicalize().expect("it is there");
        let journal = journal_path(&home, beside);
        // The folder, `t`, the data directory and what holds it; beside a transcript its folder, which was there before.
        let folders: Vec<PathBuf> = journal
            .ancestors()
            .skip(1)
            .take(if beside { 1 } else { 4 })
            .map(Path::to_owned)
            .collect();
        let Some(steps) = watched(&home, beside) else {
            eprintln!("skipped: strace cannot be run here");
            return;
        };
        assert_eq!(fault(&steps, &journal, &folders), Ok(()), "{steps:#?}");
        let opened = steps.iter().position(|step| *step == Step::Opened(journal.clone()));
        let wrote = steps.iter().position(|step| *step == Step::Wrote(journal.clone()));
        assert!(opened < wrote && opened.is_some(), "{steps:#?}");
        // The oracle finds every way in which a step could be missing or late.
        let told = |steps: &[Step]| fault(steps, &journal, &folders);
        let without = |gone: &dyn Fn(&Step) -> bool| {
            let left: Vec<Step> = steps.iter().filter(|step| !gone(step)).cloned().collect();
            told(&left)
        };
        assert!(without(&|step| *step == Step::Synced(journal.clone())).is_err());
        for folder in &folders {
            assert!(
                without(&|step| step == &Step::Synced(folder.clone())).is_err(),
                "{folder:?}"
            );
        }
        let is_new =
            |step: &Step| matches!(step, Step::Synced(path) if path.extension().is_some_and(|end| end == "tmp"));
        assert!(without(&is_new).is_err());
        assert!(without(&|step| matches!(step, Step::Renamed(_, to) if *to == journal)).is_err());
        for at in 1..steps.len() {
            let mut early = steps.clone();
            if matches!((&early[at - 1], &early[at]), (Step::Wrote(path), Step::Synced(synced)) if path == synced && *path == journal)
            {
                early.insert(at, Step::Said("saved".to_owned()));
                assert!(told(&early).is_err(), "{at}");
            }
        }
    }
}

//! `visavis invent FOLDER`: a library of invented interviews, written on as many threads as there are cores.

use std::fs;
use std::io;
use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::thread;

use super::{Ending, complain, emit, refuse};
use crate::app::cli::{Failure, Inventing};
use crate::app::reading::plain_words;
use crate::export::invented::{FORMS, Interview, Library};
use crate::store::fs::{Standing, hand_out};
use crate::text::SafeText;

/// Writes a library; the first file that cannot be written ends it.
pub fn run(inventing: &Inventing) -> Ending {
    if inventing.interviews == 0 {
        complain("a library has at least one interview");
        return Ending::Refused;
    }
    let bytes = inventing.megabytes.saturating_mul(1_000_000);
    let library = Library::new(inventing.interviews, bytes, inventing.seed);
    match written(&library, inventing) {
        Ok((files, talk)) => {
            let name = SafeText::path(&inventing.folder);
            emit(&format!(
                "{name}: {} interviews, {files} bytes of files, {talk} bytes of talk\n",
                library.len()
            ))
        }
        Err(failure) => refuse(&failure),
    }
}

/// Writes all interviews and gives the bytes of their files and of what is said in them.
fn written(library: &Library, inventing: &Inventing) -> Result<(u64, u64), Failure> {
    for folder in [Some(&inventing.folder), inventing.plain.as_ref()]
        .into_iter()
        .flatten()
    {
        for form in FORMS {
            let folder = folder.join(form.folder);
            fs::create_dir_all(&folder).map_err(|error| failure(&folder, &error))?;
        }
    }
    let (files, talk) = (AtomicU64::new(0), AtomicU64::new(0));
    let (next, failed) = (AtomicUsize::new(0), Mutex::new(None));
    thread::scope(|scope| {
        for _ in 0..thread::available_parallelism().map_or(1, usize::from) {
            scope.spawn(|| {
                loop {
                    let number = next.fetch_add(1, Ordering::Relaxed);
                    if number >= library.len() {
                        break;
                    }
                    match write(&library.interview(number), inventing) {
                        Ok((file, said)) => {
                            files.fetch_add(file, Ordering::Relaxed);
                            talk.fetch_add(said, Ordering::Relaxed);
                        }
                        Err(failure) => {
                            next.store(library.len(), Ordering::Relaxed);
                            if let Ok(mut failed) = failed.lock() {
                                failed.get_or_insert(failure);
                            }
                        }
                    }
                }
            });
        }
    });
    match failed.into_inner().ok().flatten() {
        Some(failure) => Err(failure),
        None => Ok((files.into_inner(), talk.into_inner())),
    }
}

fn write(interview: &Interview, inventing: &Inventing) -> Result<(u64, u64), Failure> {
    let (bytes, plain) = (interview.bytes(), interview.plain());
    put(&inventing.folder.join(interview.path()), &bytes)?;
    if let Some(folder) = &inventing.plain {
        put(&folder.join(interview.path() + ".txt"), plain.as_bytes())?;
    }
    Ok((bytes.len() as u64, plain.len() as u64))
}

fn put(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    hand_out(path, bytes, Standing::Kept).map_err(|error| failure(path, &error))
}

fn failure(path: &Path, error: &io::Error) -> Failure {
    let reason = match error.kind() {
        io::ErrorKind::AlreadyExists => "is there already and stays".to_owned(),
        _ => plain_words(error),
    };
    Failure::of(SafeText::path(path), reason)
}

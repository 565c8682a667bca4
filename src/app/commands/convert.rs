//! `visavis convert FILE --to FORM`: the same transcript in another format, to standard output or to a file that is not there yet.
//!
//! A file is written whole or not at all: beside its place first, then moved there. The transcript itself is never written over.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::{Ending, Origin, complain, emit, reading, refuse};
use crate::app::cli::{Conversion, Failure};
use crate::export::convert::are_reckoned;
use crate::export::script::Script;
use crate::text::SafeText;
use crate::turns::infer;

/// Converts a transcript.
pub fn run(conversion: &Conversion) -> Ending {
    let origin = Origin::of(&conversion.file);
    let target = conversion.to;
    let reading = match reading::read(&origin) {
        Ok(reading) => reading,
        Err(failure) => return refuse(&failure),
    };
    let turns = infer(&reading.transcript, &[]);
    let script = Script::new(&reading.transcript, &turns);
    if target.needs_times && are_reckoned(&script) {
        let told = "some words have no time in it; their captions go by the length of the words";
        complain(&format!("{}: {told}", origin.name()));
    }
    let written = (target.write)(&script);
    match &conversion.output {
        None => emit(&written),
        Some(path) => match save(&written, path, &conversion.file, conversion.force) {
            Ok(()) => Ending::Well,
            Err(reason) => refuse(&Failure::of(SafeText::path(path), reason)),
        },
    }
}

/// Writes a file whole or not at all.
fn save(written: &str, path: &Path, source: &Path, force: bool) -> Result<(), String> {
    let there = fs::symlink_metadata(path).is_ok();
    let same = |a: &Path, b: &Path| matches!((a.canonicalize(), b.canonicalize()), (Ok(a), Ok(b)) if a == b);
    if same(path, source) {
        return Err("is the transcript itself, which is never written over".to_owned());
    }
    if there && !force {
        return Err("is there already; --force writes over it".to_owned());
    }
    if path.is_dir() {
        return Err("is a folder".to_owned());
    }
    let beside = beside(path);
    let done = write_new(&beside, written).and_then(|()| {
        if force {
            fs::rename(&beside, path)
        } else {
            put(&beside, path)
        }
    });
    if done.is_err() {
        // What was begun is of no use to anybody, and may never have been there.
        let _ = fs::remove_file(&beside);
    }
    done.map_err(|error| match error.kind() {
        io::ErrorKind::AlreadyExists => "is there already; --force writes over it".to_owned(),
        _ => reading::plain_words(&error),
    })
}

/// A name in the same folder that nothing else has.
fn beside(path: &Path) -> PathBuf {
    let mut name = path.file_name().map(std::ffi::OsStr::to_os_string).unwrap_or_default();
    name.push(format!(".{}.part", std::process::id()));
    path.with_file_name(name)
}

fn write_new(path: &Path, written: &str) -> io::Result<()> {
    let mut file = OpenOptions::new().write(true).create_new(true).open(path)?;
    file.write_all(written.as_bytes())?;
    file.sync_all()
}

/// Moves a file to a name that must still be free: a link fails where it is not.
fn put(from: &Path, to: &Path) -> io::Result<()> {
    match fs::hard_link(from, to) {
        Ok(()) => fs::remove_file(from),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Err(error),
        // A file system without links: the name was free a moment ago.
        Err(_) => fs::rename(from, to),
    }
}

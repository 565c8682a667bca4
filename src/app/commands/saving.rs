//! What a command makes, written to a file: whole or not at all, never over a transcript, over another file only where asked.

use std::io;
use std::path::{Path, PathBuf};

use crate::app::reading::plain_words;
use crate::store::fs::{Handed, Standing, hand_out};

/// Writes a file.
///
/// # Errors
///
/// Why not, in lower case without a full stop.
pub fn save(bytes: &[u8], path: &Path, sources: &[PathBuf], force: bool) -> Result<(), String> {
    let standing = standing(path, sources, force)?;
    hand_out(path, bytes, standing).map_err(|error| why(&error))
}

/// Begins a file that is written piece by piece.
///
/// # Errors
///
/// As of [`save`].
pub fn begin(path: &Path, sources: &[PathBuf], force: bool) -> Result<Handed, String> {
    let standing = standing(path, sources, force)?;
    Handed::begin(path, standing).map_err(|error| why(&error))
}

/// Why a file could not be written, in lower case without a full stop.
#[must_use]
pub fn why(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::AlreadyExists => "is there already; --force writes over it".to_owned(),
        _ => plain_words(error),
    }
}

/// What becomes of a file that is there already; an error where a path is none to write to.
fn standing(path: &Path, sources: &[PathBuf], force: bool) -> Result<Standing, String> {
    let same = |a: &Path, b: &Path| matches!((a.canonicalize(), b.canonicalize()), (Ok(a), Ok(b)) if a == b);
    if sources.iter().any(|source| same(path, source)) {
        return Err("is the transcript itself, which is never written over".to_owned());
    }
    if path.is_dir() {
        return Err("is a folder".to_owned());
    }
    Ok(if force { Standing::Replaced } else { Standing::Kept })
}

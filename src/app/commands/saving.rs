//! What a command makes, written to a file: whole or not at all, never over a transcript, over another file only where asked.

use std::io;
use std::path::{Path, PathBuf};

use crate::app::reading::plain_words;
use crate::store::fs::{Standing, hand_out};

/// Writes a file.
///
/// # Errors
///
/// Why not, in lower case without a full stop.
pub fn save(bytes: &[u8], path: &Path, sources: &[PathBuf], force: bool) -> Result<(), String> {
    let same = |a: &Path, b: &Path| matches!((a.canonicalize(), b.canonicalize()), (Ok(a), Ok(b)) if a == b);
    if sources.iter().any(|source| same(path, source)) {
        return Err("is the transcript itself, which is never written over".to_owned());
    }
    if path.is_dir() {
        return Err("is a folder".to_owned());
    }
    let standing = if force { Standing::Replaced } else { Standing::Kept };
    hand_out(path, bytes, standing).map_err(|error| match error.kind() {
        io::ErrorKind::AlreadyExists => "is there already; --force writes over it".to_owned(),
        _ => plain_words(&error),
    })
}

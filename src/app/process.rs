//! The only place that starts other programs: a clipboard program that is fed, and the reader's editor.
//!
//! Programs are given as a list of arguments, never through a shell, and are looked up in absolute directories of `PATH` only,
//! never in the current one. Nothing a transcript says becomes an argument.
#![expect(clippy::disallowed_methods, reason = "this is the one place that starts programs")]

use std::ffi::{OsStr, OsString};
use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::os::fd::OwnedFd;
use std::os::unix::fs::{MetadataExt, OpenOptionsExt, PermissionsExt};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::text::SafeText;

/// A note is read back up to this many bytes.
const NOTE_LIMIT: u64 = 1024 * 1024;
/// So many names are tried for the file of a note.
const NAMES: u32 = 100;

/// A file that is removed when this is dropped.
struct Temporary(PathBuf);

impl Drop for Temporary {
    fn drop(&mut self) {
        // It may be gone already, and there is nobody to tell.
        let _ = fs::remove_file(&self.0);
    }
}

/// The first executable file of that name in the absolute directories of `path`.
#[must_use]
pub fn find(name: &str, path: &OsStr) -> Option<PathBuf> {
    std::env::split_paths(path)
        .filter(|directory| directory.is_absolute())
        .map(|directory| directory.join(name))
        .find(|file| is_executable(file))
}

/// Starts `program` with nothing but `input` to read, and lets it run on by itself.
///
/// # Errors
/// Where it cannot be started.
pub fn feed(program: &Path, arguments: &[&str], input: Vec<u8>) -> io::Result<()> {
    let mut child = Command::new(program)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .current_dir("/")
        // Keys that interrupt us are not meant for it.
        .process_group(0)
        .spawn()?;
    std::thread::Builder::new()
        .name("clipboard".to_owned())
        .stack_size(128 * 1024)
        .spawn(move || {
            if let Some(mut pipe) = child.stdin.take() {
                // A program that does not read on has its reasons; the other way to the clipboard is still there.
                let _ = pipe.write_all(&input);
            }
            let _ = child.wait();
        })?;
    Ok(())
}

/// The editor's program and arguments from `$VISUAL` or `$EDITOR`, split at white space; `vi` where both are empty.
///
/// # Errors
/// Where there is no such program in an absolute directory of `PATH`.
pub fn editor(variable: impl Fn(&str) -> Option<OsString>) -> Result<Vec<OsString>, SafeText> {
    let said = ["VISUAL", "EDITOR"]
        .into_iter()
        .filter_map(&variable)
        .find(|value| !value.is_empty());
    let said = said.map_or_else(|| "vi".to_owned(), |value| value.to_string_lossy().into_owned());
    let mut words = said.split_whitespace();
    let name = words.next().unwrap_or("vi");
    let path = variable("PATH").unwrap_or_default();
    let program = if name.contains('/') {
        Some(PathBuf::from(name)).filter(|file| file.is_absolute() && is_executable(file))
    } else {
        find(name, &path)
    };
    let Some(program) = program else {
        return Err(SafeText::line(&format!("no editor {name} on PATH")));
    };
    let mut arguments = vec![program.into_os_string()];
    arguments.extend(words.map(OsString::from));
    Ok(arguments)
}

/// Where a note may lie while it is edited: the directory for running programs if it is ours alone, else `state`.
#[must_use]
pub fn note_directory(runtime: Option<&OsStr>, state: &Path) -> PathBuf {
    let ours_alone = |directory: &Path| {
        fs::metadata(directory).is_ok_and(|found| {
            found.is_dir() && found.mode() & 0o077 == 0 && found.uid() == rustix::process::geteuid().as_raw()
        })
    };
    let runtime = runtime
        .map(Path::new)
        .filter(|directory| directory.is_absolute() && ours_alone(directory));
    runtime.unwrap_or(state).to_path_buf()
}

/// Lets the reader edit `note` with `editor` (program and arguments) on `terminal`; gives the text as it was left, without
/// the last line break. The file lies in `directory`, readable by nobody else, and is removed afterwards.
///
/// # Errors
/// Where the file cannot be made or read, and where the editor cannot be started or fails.
pub fn edit(note: &str, editor: &[OsString], directory: &Path, terminal: OwnedFd) -> Result<String, SafeText> {
    let failed = |what: &str, error: &dyn std::fmt::Display| {
        SafeText::line(&format!("could not edit the note: {what}: {error}"))
    };
    let Some((program, arguments)) = editor.split_first() else {
        return Err(failed("no editor", &"$VISUAL and $EDITOR are empty"));
    };
    let file = write_note(note, directory).map_err(|error| failed(&directory.display().to_string(), &error))?;
    let status = Command::new(program)
        .args(arguments)
        .arg(&file.0)
        .stdin(Stdio::from(terminal))
        .status()
        .map_err(|error| failed(&Path::new(program).display().to_string(), &error))?;
    if !status.success() {
        return Err(failed(&Path::new(program).display().to_string(), &status));
    }
    let mut bytes = Vec::new();
    // Opened by name again: many editors replace the file.
    File::open(&file.0)
        .and_then(|opened| opened.take(NOTE_LIMIT).read_to_end(&mut bytes))
        .map_err(|error| failed(&file.0.display().to_string(), &error))?;
    let mut text = String::from_utf8_lossy(&bytes).replace("\r\n", "\n");
    if text.ends_with('\n') {
        text.pop();
    }
    Ok(text)
}

fn write_note(note: &str, directory: &Path) -> io::Result<Temporary> {
    let mut last = io::Error::from(io::ErrorKind::AlreadyExists);
    for number in 0..NAMES {
        let path = directory.join(format!("visavis-note-{}-{number}.txt", std::process::id()));
        match fs::OpenOptions::new()
            .write(true)
            .create_new(true)
            .mode(0o600)
            .open(&path)
        {
            Ok(mut file) => {
                let temporary = Temporary(path);
                file.write_all(note.as_bytes())?;
                if !note.is_empty() {
                    file.write_all(b"\n")?;
                }
                return Ok(temporary);
            }
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => last = error,
            Err(error) => return Err(error),
        }
    }
    Err(last)
}

fn is_executable(file: &Path) -> bool {
    fs::metadata(file).is_ok_and(|found| found.is_file() && found.permissions().mode() & 0o111 != 0)
}

#[cfg(test)]
mod tests;

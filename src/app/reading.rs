//! Bytes of a transcript from where the reader keeps it: a regular file or standard input, never more than [`LIMIT`].
//!
//! Folders, pipes and devices are refused by name instead of being waited for. The file is opened for reading only and is
//! never written, renamed or touched.

use std::collections::HashSet;
use std::fs::File;
use std::io::{self, IsTerminal, Read};
use std::path::{Component, Path, PathBuf};

use super::cli::Failure;
use crate::formats::{self, FORMATS, Part, Reading};
use crate::text::SafeText;

/// No file above this many bytes is read (512 MiB, `reliability.md` 4.3, row 16).
pub const LIMIT: u64 = 512 * 1024 * 1024;

/// So many bytes decide encoding and format and hold the first screen.
pub const HEAD: usize = 16 * 1024;

/// Text packs to about one part in so many.
const UNPACKED: u64 = 4;

/// Folders inside a folder are followed this deep, and no link to a folder is.
const DEPTH: usize = 8;

/// More transcripts than this are not listed of one folder.
const MOST: usize = 100_000;

/// Where a transcript comes from.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Origin {
    /// A file.
    File(PathBuf),
    /// What is piped in.
    StandardInput,
    /// The bundled interview.
    Sample,
}

/// The interview that opens where no file is named.
const SAMPLE: &[u8] = include_bytes!("../../assets/interview.txt");

/// Bytes as they were read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Loaded {
    /// The whole file, or its beginning.
    pub bytes: Vec<u8>,
    /// Which of the two.
    pub part: Part,
    /// Size of the whole in bytes, as far as it is known; of a packed file what it unpacks to by estimate.
    pub size: u64,
}

impl Origin {
    /// What an argument names: `-` is standard input.
    #[must_use]
    pub fn of(argument: &Path) -> Self {
        if argument == Path::new("-") {
            Self::StandardInput
        } else {
            Self::File(argument.to_owned())
        }
    }

    /// The name of a file without its folders; empty for what is no file.
    #[must_use]
    pub fn file_name(&self) -> String {
        match self {
            Self::File(path) => path.file_name().unwrap_or_default().to_string_lossy().into_owned(),
            Self::StandardInput | Self::Sample => String::new(),
        }
    }

    /// Its name as it may be shown.
    #[must_use]
    pub fn name(&self) -> SafeText {
        match self {
            Self::File(path) => SafeText::line(&path.to_string_lossy()),
            Self::StandardInput => SafeText::line("standard input"),
            Self::Sample => SafeText::line("the bundled interview"),
        }
    }
}

/// Reads a file or standard input: all of it, or with [`Part::Head`] as much as the first screen needs. Standard input is
/// always read whole, since it cannot be read twice.
///
/// # Errors
///
/// Why it cannot be read: it is missing, no regular file, too large, or the disk fails.
pub fn load(origin: &Origin, part: Part) -> Result<Loaded, Failure> {
    let fail = |reason: String| Failure::of(origin.name(), reason);
    match origin {
        Origin::Sample => Ok(whole(SAMPLE.to_vec())),
        Origin::StandardInput => {
            let stdin = io::stdin();
            if stdin.is_terminal() {
                return Err(fail("is the terminal; name a file, or pipe a transcript in".to_owned()));
            }
            read_up_to(stdin.lock(), LIMIT, 0).map_err(fail).map(whole)
        }
        Origin::File(path) => {
            let file = open(path).map_err(|error| fail(plain_words(&error)))?;
            let facts = file.metadata().map_err(|error| fail(plain_words(&error)))?;
            if facts.is_dir() {
                return Err(fail("is a folder".to_owned()));
            }
            if !facts.is_file() {
                return Err(fail("is no regular file".to_owned()));
            }
            let size = facts.len();
            if size > LIMIT {
                return Err(fail(too_large()));
            }
            if part == Part::Head && size > HEAD as u64 {
                return load_head(&file, size).map_err(fail);
            }
            read_up_to(file, LIMIT, size).map_err(fail).map(whole)
        }
    }
}

/// The beginning of a file: as much as its first screen needs, told by its first bytes.
fn load_head(file: &File, size: u64) -> Result<Loaded, String> {
    let read = |most: usize| read_at_most(file, most as u64, most as u64).map_err(|error| plain_words(&error));
    let mut bytes = read(HEAD)?;
    let Some(needed) = formats::packed_head(&bytes, HEAD) else {
        bytes.truncate(head_end(&bytes));
        return Ok(Loaded {
            bytes,
            part: Part::Head,
            size,
        });
    };
    if needed as u64 >= size {
        bytes.extend(read_up_to(file, LIMIT, size)?);
        return Ok(whole(bytes));
    }
    bytes.extend(read(needed.saturating_sub(HEAD))?);
    Ok(Loaded {
        bytes,
        part: Part::Head,
        size: size.saturating_mul(UNPACKED),
    })
}

/// Reads a transcript whole.
///
/// # Errors
///
/// Why it cannot be read, or what keeps it from being a transcript, with the line.
pub fn read(origin: &Origin) -> Result<Reading, Failure> {
    understand(origin, &load(origin, Part::Whole)?)
}

/// Reads what was loaded as a transcript.
///
/// # Errors
///
/// What keeps it from being one, with the line.
pub fn understand(origin: &Origin, loaded: &Loaded) -> Result<Reading, Failure> {
    formats::read(&loaded.bytes, &origin.file_name(), loaded.part).map_err(|refusal| Failure {
        name: origin.name(),
        line: refusal.line,
        reason: refusal.reason,
    })
}

/// The transcripts that arguments name: files as they are, folders as the transcripts in them, by name.
///
/// # Errors
///
/// A folder that cannot be read or holds no transcript.
pub fn shelf(arguments: &[PathBuf]) -> Result<Vec<Origin>, Failure> {
    let mut found = Vec::new();
    for argument in arguments {
        if argument.is_dir() {
            let mut walk = Walk {
                root: argument.canonicalize().unwrap_or_default(),
                ..Walk::default()
            };
            walk.gather(argument, DEPTH)?;
            if walk.found.is_empty() {
                return Err(Failure::of(Origin::of(argument).name(), "holds no transcript"));
            }
            found.append(&mut walk.found);
        } else {
            found.push(Origin::of(argument));
        }
    }
    Ok(found)
}

/// The way through a folder.
#[derive(Default)]
struct Walk {
    root: PathBuf,
    /// Where links led out of the folder: a file that several lead to is one transcript.
    outside: HashSet<PathBuf>,
    found: Vec<Origin>,
}

impl Walk {
    /// Adds the transcripts of a folder and of the folders in it, sorted by name, hidden ones left out.
    fn gather(&mut self, folder: &Path, depth: usize) -> Result<(), Failure> {
        let fail = |error: &io::Error| Failure::of(Origin::of(folder).name(), plain_words(error));
        let mut entries = Vec::new();
        for entry in folder.read_dir().map_err(|error| fail(&error))? {
            let entry = entry.map_err(|error| fail(&error))?;
            if !entry.file_name().to_string_lossy().starts_with('.') {
                entries.push(entry);
            }
        }
        entries.sort_by_key(std::fs::DirEntry::file_name);
        for entry in entries {
            let path = entry.path();
            match entry.file_type() {
                // A folder further down that may not be entered hides nothing that was asked for by name.
                Ok(kind) if kind.is_dir() && depth > 0 => self.gather(&path, depth - 1).unwrap_or_default(),
                Ok(kind)
                    if !kind.is_dir()
                        && has_known_extension(&path)
                        && self.found.len() < MOST
                        && (!kind.is_symlink() || self.leads_to_another(&path)) =>
                {
                    self.found.push(Origin::File(path));
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// Whether a link leads to what the walk does not come by otherwise; one that leads nowhere is listed, and told when it is opened.
    fn leads_to_another(&mut self, link: &Path) -> bool {
        let Ok(target) = link.canonicalize() else { return true };
        let comes_by = target.strip_prefix(&self.root).is_ok_and(|below| {
            let hidden = |part: Component<'_>| part.as_os_str().to_string_lossy().starts_with('.');
            has_known_extension(below) && !below.components().any(hidden)
        });
        !target.is_dir() && !comes_by && self.outside.insert(target)
    }
}

fn has_known_extension(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let extension = formats::extension(&name);
    FORMATS
        .iter()
        .any(|format| format.extensions.contains(&extension.as_str()))
}

/// Opens without waiting for the other end of a pipe and without making a terminal ours.
#[cfg(unix)]
fn open(path: &Path) -> io::Result<File> {
    use rustix::fs::{Mode, OFlags};
    let flags = OFlags::RDONLY | OFlags::NONBLOCK | OFlags::NOCTTY | OFlags::CLOEXEC;
    Ok(rustix::fs::open(path, flags, Mode::empty()).map(File::from)?)
}

#[cfg(not(unix))]
fn open(path: &Path) -> io::Result<File> {
    File::open(path)
}

fn whole(bytes: Vec<u8>) -> Loaded {
    let size = bytes.len() as u64;
    Loaded {
        bytes,
        part: Part::Whole,
        size,
    }
}

/// Everything, or why not; a file that grows while it is read is held to the limit too.
fn read_up_to(from: impl Read, limit: u64, expected: u64) -> Result<Vec<u8>, String> {
    let bytes = read_at_most(from, limit + 1, expected).map_err(|error| plain_words(&error))?;
    if bytes.len() as u64 > limit {
        return Err(too_large());
    }
    Ok(bytes)
}

/// `expected` bytes are made room for at once, so that a file of known size is read in one piece.
fn read_at_most(from: impl Read, most: u64, expected: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::with_capacity(usize::try_from(expected.min(most)).unwrap_or(0) + 1);
    from.take(most).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn too_large() -> String {
    format!("is larger than {} MiB", LIMIT / 1024 / 1024)
}

/// Where a head is cut, so that no character is torn: after its last line break, else before a character begun.
fn head_end(bytes: &[u8]) -> usize {
    let is_wide = bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]) || bytes.contains(&0);
    if is_wide {
        return bytes.len() / 4 * 4;
    }
    if let Some(at) = memchr::memrchr2(b'\n', b'\r', bytes) {
        return at + 1;
    }
    let begun = bytes.iter().rev().take(4).position(|byte| byte & 0xC0 != 0x80);
    begun.map_or(bytes.len(), |back| bytes.len() - back - 1)
}

/// The cause without the number that the operating system gives it.
pub(super) fn plain_words(error: &io::Error) -> String {
    let text = error.to_string();
    let cause = text.split(" (os error").next().unwrap_or_default();
    cause.to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::{HEAD, Origin, head_end, load};
    use crate::formats::Part;
    use std::fs;
    use std::path::Path;

    #[test]
    fn a_head_ends_after_a_line_and_tears_no_character() {
        for (bytes, end) in [
            ("one\ntwo".as_bytes(), 4),
            ("one\rtwo".as_bytes(), 4),
            ("Grün".as_bytes(), 4),
            (&"Grü".as_bytes()[..3], 2),
            (&[0xFF, 0xFE, b'a', 0, b'\n', 0, b'b'][..], 4),
            (b"", 0),
        ] {
            assert_eq!(head_end(bytes), end, "{bytes:?}");
        }
    }

    #[test]
    fn the_head_of_a_long_file_is_read_and_the_whole_of_a_short_one() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let (long, short) = (folder.path().join("long.txt"), folder.path().join("short.txt"));
        fs::write(&long, "Eine Zeile.\n".repeat(10_000)).expect("writable");
        fs::write(&short, "Eine Zeile.\n").expect("writable");
        let head = load(&Origin::File(long), Part::Head).expect("readable");
        assert_eq!((head.part, head.size), (Part::Head, 120_000));
        assert!(head.bytes.len() <= HEAD && head.bytes.ends_with(b"\n"));
        let all = load(&Origin::File(short), Part::Head).expect("readable");
        assert_eq!((all.part, all.bytes.len()), (Part::Whole, 12));
    }

    #[test]
    fn what_is_no_regular_file_is_refused_at_once() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let refusal = |path: &Path| {
            load(&Origin::File(path.to_owned()), Part::Whole)
                .expect_err("refused")
                .reason
        };
        assert_eq!(&*refusal(folder.path()), "is a folder");
        assert_eq!(&*refusal(&folder.path().join("none")), "no such file or directory");
        #[cfg(unix)]
        {
            assert_eq!(&*refusal(Path::new("/dev/null")), "is no regular file");
            let pipe = folder.path().join("pipe");
            rustix::fs::mkfifoat(rustix::fs::CWD, &pipe, rustix::fs::Mode::RUSR).expect("a pipe");
            assert_eq!(&*refusal(&pipe), "is no regular file");
        }
    }
}

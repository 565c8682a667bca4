//! Where the journals of a transcript lie and what they are called: below the data directory under the transcript's key, or
//! beside the transcript where the reader wants them there.
//!
//! Below the data directory a name is made of hex digits and the device alone. Beside a transcript it begins with the file's own
//! name, in a folder that others may write to.

use std::path::{Path, PathBuf};

use super::fs::Ground;
use super::identity::{Key, digest};
use crate::marks::Device;

const OWN: &str = "notes.";
const END: &str = ".jsonl";
/// Between the name of a journal and the day on which damaged lines of it were put aside.
pub(super) const QUARANTINE: &str = ".jsonl.quarantine-";

/// A directory and what the names of journals in it begin with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Folder {
    pub directory: PathBuf,
    /// What the names of journals begin with.
    pub prefix: String,
    pub ground: Ground,
    /// The name of the file that is locked while one of the journals is written.
    pub lock: String,
}

impl Folder {
    /// The directory of a key below the data directory.
    pub fn of_key(data: &Path, key: &Key) -> Self {
        Self {
            directory: data.join("t").join(key.as_str()),
            prefix: OWN.to_owned(),
            ground: Ground::Own,
            lock: format!("{}.lock", key.as_str()),
        }
    }

    /// The folder of a transcript; none where its name cannot be the beginning of another.
    pub fn beside(transcript: &Path) -> Option<Self> {
        let name = transcript.file_name()?.to_str()?;
        let prefix = format!("{name}.visavis.");
        // Whoever comes by another way is to take the same lock.
        let directory = transcript.parent()?;
        let directory = directory.canonicalize().unwrap_or_else(|_| directory.to_owned());
        let lock = digest(directory.join(&prefix).as_os_str().as_encoded_bytes());
        Some(Self {
            directory,
            prefix,
            ground: Ground::Shared,
            lock: format!("beside-{lock}.lock"),
        })
    }

    /// The journal that a device writes here.
    pub fn journal(&self, device: &Device) -> PathBuf {
        self.directory.join(format!("{}{}{END}", self.prefix, device.name()))
    }

    /// Whether a file of that name holds events; copies that a sync service made beside a conflict do.
    pub fn is_journal(&self, name: &str) -> bool {
        name.starts_with(&self.prefix) && name.ends_with(END)
    }

    /// Whether a file of that name holds damaged lines that were put aside.
    pub fn is_quarantine(&self, name: &str) -> bool {
        name.starts_with(&self.prefix) && name.contains(QUARANTINE)
    }

    /// Whether a file of that name is a journal as it was before it was made shorter or mended.
    pub fn is_copy(&self, name: &str) -> bool {
        name.starts_with(&self.prefix) && name.ends_with(".jsonl.bak")
    }

    /// What the names begin with of all files that this program makes here; below the data directory all are its own.
    pub fn own_names(&self) -> &str {
        match self.ground {
            Ground::Own => "",
            Ground::Shared => &self.prefix,
        }
    }
}

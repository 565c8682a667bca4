//! Ways of saving that are known to be wrong, so that the harness shows what it finds.

use std::collections::BTreeSet;
use std::io;
use std::path::Path;
use std::sync::Arc;

use super::super::super::fs::crash::CrashFs;
use super::super::super::fs::{Fs, Ground};
use super::Protocol;

/// What is wrong with a protocol.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wrong {
    TruncateAndWrite,
    TruncateWriteSync,
    RenameWithoutSync,
    RenameWithoutDirectorySync,
    JournalWithoutSync,
    JournalWithoutDirectorySync,
    JournalWithoutHeal,
}

pub struct Naive {
    pub wrong: Wrong,
    pub saved: BTreeSet<usize>,
}

const DIRECTORY: &str = "/data";
const FILE: &str = "/data/marks";

impl Naive {
    fn keep(&mut self, fs: &CrashFs, number: usize) -> io::Result<()> {
        let (directory, file) = (Path::new(DIRECTORY), Path::new(FILE));
        if fs.make_directory(directory)? && self.wrong != Wrong::JournalWithoutDirectorySync {
            fs.sync_directory(Path::new("/"))?;
        }
        self.saved.insert(number);
        let whole = serde_json::to_vec(&self.saved)?;
        match self.wrong {
            Wrong::TruncateAndWrite | Wrong::TruncateWriteSync => {
                fs.truncate(file)?;
                let mut open = fs.append(file, Ground::Own)?;
                fs.write_all(&mut open, &whole)?;
                if self.wrong == Wrong::TruncateWriteSync {
                    fs.sync_file(&mut open)?;
                    fs.sync_directory(directory)?;
                }
            }
            Wrong::RenameWithoutSync | Wrong::RenameWithoutDirectorySync => {
                let temporary = file.with_extension(format!("{number}.tmp"));
                let mut open = fs.append(&temporary, Ground::Own)?;
                fs.truncate(&temporary)?;
                fs.write_all(&mut open, &whole)?;
                if self.wrong == Wrong::RenameWithoutDirectorySync {
                    fs.sync_file(&mut open)?;
                }
                fs.rename(&temporary, file)?;
            }
            Wrong::JournalWithoutSync | Wrong::JournalWithoutDirectorySync | Wrong::JournalWithoutHeal => {
                let mut open = fs.append(file, Ground::Own)?;
                fs.write_all(&mut open, format!("mark {number}\n").as_bytes())?;
                if self.wrong != Wrong::JournalWithoutSync {
                    fs.sync_file(&mut open)?;
                }
                if self.wrong != Wrong::JournalWithoutDirectorySync {
                    fs.sync_directory(directory)?;
                }
            }
        }
        Ok(())
    }

    const fn is_journal(&self) -> bool {
        matches!(
            self.wrong,
            Wrong::JournalWithoutSync | Wrong::JournalWithoutDirectorySync | Wrong::JournalWithoutHeal
        )
    }
}

impl Protocol for Naive {
    fn save(&mut self, fs: &Arc<CrashFs>, number: usize) {
        self.keep(fs, number).expect("this file system takes everything");
    }

    fn load(&mut self, fs: &Arc<CrashFs>) -> Option<BTreeSet<usize>> {
        let Ok(bytes) = fs.read(Path::new(FILE)) else {
            return Some(BTreeSet::new());
        };
        self.saved = if self.is_journal() {
            let lines = bytes
                .split_inclusive(|&b| b == b'\n')
                .filter_map(|line| line.strip_suffix(b"\n"));
            let numbers = lines.filter_map(|line| std::str::from_utf8(line).ok()?.strip_prefix("mark ")?.parse().ok());
            numbers.collect()
        } else {
            serde_json::from_slice(&bytes).ok()?
        };
        Some(self.saved.clone())
    }
}

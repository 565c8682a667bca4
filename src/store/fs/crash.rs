//! A file system that forgets: what was not made durable may be gone, cut or filled with zeros after a crash.
//!
//! It is weaker than any real one on purpose; POSIX promises no more. Each name that was not synced is kept or dropped on its
//! own, and so is each write.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::time::Duration;

use super::{Fs, Tail};
use crate::marks::tests::Dice;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Node {
    Directory,
    File(usize),
}

type Names = BTreeMap<PathBuf, Node>;

/// A change of names in one directory that is not durable yet.
#[derive(Clone, Debug)]
struct Renaming {
    directory: PathBuf,
    set: Option<(PathBuf, Node)>,
    unset: Option<PathBuf>,
}

#[derive(Clone, Debug)]
enum Write {
    At(usize, Vec<u8>),
    Truncate,
}

#[derive(Clone, Debug, Default)]
struct Content {
    durable: Vec<u8>,
    now: Vec<u8>,
    unsynced: Vec<Write>,
}

/// Everything on the disk and on its way there.
#[derive(Clone, Debug, Default)]
pub struct Disk {
    files: Vec<Content>,
    durable: Names,
    now: Names,
    unsynced: Vec<Renaming>,
    /// How many saves had been acknowledged when this stood so.
    pub acknowledged: usize,
}

/// A [`Disk`] that keeps a picture of itself after every operation that changed it.
#[derive(Debug, Default)]
pub struct CrashFs {
    disk: Mutex<Disk>,
    pictures: Mutex<Vec<Disk>>,
    /// A machine after its crash: nobody looks at what follows step by step.
    restarted: bool,
}

impl CrashFs {
    /// A machine that starts with this disk.
    pub fn with(disk: Disk) -> Self {
        Self {
            disk: Mutex::new(disk),
            pictures: Mutex::default(),
            restarted: true,
        }
    }

    /// Notes that one more save was acknowledged.
    pub fn acknowledge(&self) {
        self.change(|disk| disk.acknowledged += 1);
    }

    /// How the disk stood after each change.
    pub fn pictures(&self) -> Vec<Disk> {
        std::mem::take(&mut *self.pictures.lock().expect("no test panics inside"))
    }

    /// The disk as running programs see it, as if all of it had become durable.
    pub fn settled(&self) -> Disk {
        let mut disk = self.seen(Disk::clone);
        disk.durable.clone_from(&disk.now);
        disk.unsynced.clear();
        for file in &mut disk.files {
            file.durable.clone_from(&file.now);
            file.unsynced.clear();
        }
        disk
    }

    /// Empties a file in place, as programs do that overwrite.
    pub fn truncate(&self, path: &Path) -> io::Result<()> {
        let file = self.append(path)?;
        self.change(|disk| {
            disk.files[file].now.clear();
            disk.files[file].unsynced.push(Write::Truncate);
        });
        Ok(())
    }

    /// Puts bytes into a file as if they had always been there.
    pub fn plant(&self, path: &Path, bytes: &[u8]) {
        self.make_directories(path.parent().expect("a file is in a directory"))
            .expect("planted");
        let file = self.append(path).expect("planted");
        self.change(|disk| {
            disk.files[file].now = bytes.to_vec();
            disk.files[file].durable = bytes.to_vec();
            disk.files[file].unsynced.clear();
        });
    }

    fn change<T>(&self, change: impl FnOnce(&mut Disk) -> T) -> T {
        let mut disk = self.disk.lock().expect("no test panics inside");
        let answer = change(&mut disk);
        if !self.restarted {
            self.pictures.lock().expect("no test panics inside").push(disk.clone());
        }
        answer
    }

    fn seen<T>(&self, look: impl FnOnce(&Disk) -> T) -> T {
        look(&self.disk.lock().expect("no test panics inside"))
    }

    fn open(&self, path: &Path, new: bool) -> io::Result<usize> {
        match self.seen(|disk| disk.now.get(path).copied()) {
            Some(Node::File(file)) if !new => Ok(file),
            Some(Node::File(_)) => Err(io::ErrorKind::AlreadyExists.into()),
            Some(Node::Directory) => Err(io::ErrorKind::IsADirectory.into()),
            None => {
                self.seen(|disk| disk.parent(path))?;
                Ok(self.change(|disk| {
                    disk.files.push(Content::default());
                    let file = disk.files.len() - 1;
                    disk.name(Some((path.to_owned(), Node::File(file))), None);
                    file
                }))
            }
        }
    }
}

impl Disk {
    /// What a crash at this moment may leave.
    pub fn crashed(&self, dice: &mut Dice) -> Self {
        let mut names = self.durable.clone();
        for renaming in &self.unsynced {
            if dice.below(2) == 0 {
                apply(&mut names, renaming);
            }
        }
        let reachable = |path: &Path| {
            let mut above = path.ancestors().skip(1).filter(|a| a.parent().is_some());
            above.all(|a| names.get(a) == Some(&Node::Directory))
        };
        let names: Names = names
            .iter()
            .filter(|(p, _)| reachable(p))
            .map(|(p, n)| (p.clone(), *n))
            .collect();
        let files = self.files.iter().map(|file| {
            let bytes = file.crashed(dice);
            Content {
                now: bytes.clone(),
                durable: bytes,
                unsynced: Vec::new(),
            }
        });
        Self {
            files: files.collect(),
            durable: names.clone(),
            now: names,
            unsynced: Vec::new(),
            acknowledged: self.acknowledged,
        }
    }

    fn parent(&self, path: &Path) -> io::Result<()> {
        let parent = path.parent().unwrap_or(Path::new("/"));
        if parent.parent().is_none() || self.now.get(parent) == Some(&Node::Directory) {
            Ok(())
        } else {
            Err(io::ErrorKind::NotFound.into())
        }
    }

    fn name(&mut self, set: Option<(PathBuf, Node)>, unset: Option<PathBuf>) {
        let path = set.as_ref().map(|(path, _)| path).or(unset.as_ref());
        let directory = path.and_then(|p| p.parent()).map(Path::to_owned).unwrap_or_default();
        let renaming = Renaming { directory, set, unset };
        apply(&mut self.now, &renaming);
        self.unsynced.push(renaming);
    }

    fn file(&self, path: &Path) -> io::Result<usize> {
        match self.now.get(path) {
            Some(Node::File(file)) => Ok(*file),
            Some(Node::Directory) => Err(io::ErrorKind::IsADirectory.into()),
            None => Err(io::ErrorKind::NotFound.into()),
        }
    }
}

impl Content {
    fn crashed(&self, dice: &mut Dice) -> Vec<u8> {
        let mut bytes = self.durable.clone();
        for write in &self.unsynced {
            match write {
                Write::Truncate if dice.below(2) == 0 => bytes.clear(),
                Write::Truncate => {}
                Write::At(at, written) => {
                    let kept = match dice.below(4) {
                        0 => written.clone(),
                        1 => continue,
                        2 => written[..dice.below(written.len())].to_vec(),
                        _ => vec![0; written.len()],
                    };
                    let end = at + kept.len();
                    bytes.resize(bytes.len().max(end), 0);
                    bytes[*at..end].copy_from_slice(&kept);
                }
            }
        }
        bytes
    }
}

fn apply(names: &mut Names, renaming: &Renaming) {
    if let Some(unset) = &renaming.unset {
        names.remove(unset);
    }
    if let Some((path, node)) = &renaming.set {
        names.insert(path.clone(), *node);
    }
}

impl Fs for CrashFs {
    type File = usize;
    type Lock = ();

    fn append(&self, path: &Path) -> io::Result<usize> {
        self.open(path, false)
    }

    fn create(&self, path: &Path) -> io::Result<usize> {
        self.open(path, true)
    }

    fn write(&self, file: &mut usize, bytes: &[u8]) -> io::Result<usize> {
        self.change(|disk| {
            let content = &mut disk.files[*file];
            content.unsynced.push(Write::At(content.now.len(), bytes.to_vec()));
            content.now.extend_from_slice(bytes);
        });
        Ok(bytes.len())
    }

    fn sync_file(&self, file: &mut usize) -> io::Result<()> {
        self.change(|disk| {
            let content = &mut disk.files[*file];
            content.durable.clone_from(&content.now);
            content.unsynced.clear();
        });
        Ok(())
    }

    fn tail(&self, file: &mut usize) -> io::Result<Tail> {
        self.seen(|disk| {
            let now = &disk.files[*file].now;
            Ok(Tail {
                length: now.len() as u64,
                last: now.last().copied(),
            })
        })
    }

    fn is_at(&self, file: &usize, path: &Path) -> io::Result<bool> {
        Ok(self.seen(|disk| disk.now.get(path) == Some(&Node::File(*file))))
    }

    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        self.seen(|disk| disk.file(path).map(|file| disk.files[file].now.clone()))
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        let file = self.seen(|disk| disk.file(from))?;
        self.change(|disk| disk.name(Some((to.to_owned(), Node::File(file))), Some(from.to_owned())));
        Ok(())
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        self.seen(|disk| disk.file(path))?;
        self.change(|disk| disk.name(None, Some(path.to_owned())));
        Ok(())
    }

    fn sync_directory(&self, path: &Path) -> io::Result<()> {
        self.change(|disk| {
            let (synced, rest) = std::mem::take(&mut disk.unsynced)
                .into_iter()
                .partition(|r| r.directory == path);
            disk.unsynced = rest;
            let synced: Vec<Renaming> = synced;
            synced.iter().for_each(|renaming| apply(&mut disk.durable, renaming));
        });
        Ok(())
    }

    fn make_directory(&self, path: &Path) -> io::Result<bool> {
        match self.seen(|disk| disk.now.get(path).copied()) {
            _ if path.parent().is_none() => Ok(false),
            Some(Node::Directory) => Ok(false),
            Some(Node::File(_)) => Err(io::ErrorKind::AlreadyExists.into()),
            None => {
                self.seen(|disk| disk.parent(path))?;
                self.change(|disk| disk.name(Some((path.to_owned(), Node::Directory)), None));
                Ok(true)
            }
        }
    }

    fn names(&self, path: &Path) -> io::Result<Vec<String>> {
        self.seen(|disk| {
            if disk.now.get(path) != Some(&Node::Directory) {
                return Err(io::ErrorKind::NotFound.into());
            }
            let inside = disk.now.keys().filter(|p| p.parent() == Some(path));
            Ok(inside
                .filter_map(|p| p.file_name()?.to_str().map(str::to_owned))
                .collect())
        })
    }

    fn age(&self, path: &Path) -> io::Result<Duration> {
        self.seen(|disk| disk.file(path)).map(|_| Duration::ZERO)
    }

    fn try_lock(&self, _path: &Path) -> io::Result<Option<()>> {
        Ok(Some(()))
    }
}

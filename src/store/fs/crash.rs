//! A file system that forgets: what was not made durable may be gone, cut or filled with zeros after a crash.
//!
//! It is weaker than any real one on purpose; POSIX promises no more. Each name that was not synced is kept or dropped on its
//! own, and so is each write.

use std::collections::BTreeMap;
use std::io;
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use super::{Fs, Ground, Sight, Tail};
use crate::marks::tests::Dice;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Node {
    Directory,
    File(usize),
}

/// A path as words: comparing paths part by part would be most of what a state costs.
type Name = Arc<str>;
type Names = BTreeMap<Name, Node>;

/// A change of names in one directory that is not durable yet.
#[derive(Clone, Debug)]
struct Renaming {
    directory: Name,
    set: Option<(Name, Node)>,
    unset: Option<Name>,
}

#[derive(Clone, Debug)]
enum Write {
    At(usize, Arc<[u8]>),
    Truncate,
}

/// The bytes of a file; shared, because a picture of the disk is taken after every operation.
#[derive(Clone, Debug, Default)]
struct Content {
    durable: Arc<Vec<u8>>,
    now: Arc<Vec<u8>>,
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
            restarted: true,
            ..Self::watched(disk)
        }
    }

    /// A machine with this disk of which a picture is kept after every operation.
    pub fn watched(disk: Disk) -> Self {
        Self {
            disk: Mutex::new(disk),
            ..Self::default()
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
            file.durable = Arc::clone(&file.now);
            file.unsynced.clear();
        }
        disk
    }

    /// Empties a file in place, as programs do that overwrite.
    pub fn truncate(&self, path: &Path) -> io::Result<()> {
        let file = self.append(path, Ground::Own)?;
        self.change(|disk| {
            disk.files[file].now = Arc::default();
            disk.files[file].unsynced.push(Write::Truncate);
        });
        Ok(())
    }

    /// Puts bytes into a file as if they had always been there.
    pub fn plant(&self, path: &Path, bytes: &[u8]) {
        self.make_directories(path.parent().expect("a file is in a directory"))
            .expect("planted");
        let file = self.append(path, Ground::Own).expect("planted");
        self.change(|disk| {
            disk.files[file].now = Arc::new(bytes.to_vec());
            disk.files[file].durable = Arc::clone(&disk.files[file].now);
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

    /// Looks at the disk; whoever wants anything of it waits meanwhile.
    pub fn seen<T>(&self, look: impl FnOnce(&Disk) -> T) -> T {
        look(&self.disk.lock().expect("no test panics inside"))
    }

    fn open(&self, path: &Path, new: bool) -> io::Result<usize> {
        let path = words(path);
        match self.seen(|disk| disk.now.get(path).copied()) {
            Some(Node::File(file)) if !new => Ok(file),
            Some(Node::File(_)) => Err(io::ErrorKind::AlreadyExists.into()),
            Some(Node::Directory) => Err(io::ErrorKind::IsADirectory.into()),
            None => {
                self.seen(|disk| disk.parent(path))?;
                Ok(self.change(|disk| {
                    disk.files.push(Content::default());
                    let file = disk.files.len() - 1;
                    disk.name(Some((path.into(), Node::File(file))), None);
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
        for renaming in self.unsynced.iter().filter(|_| dice.below(2) == 0) {
            apply(&mut names, renaming);
        }
        // A directory comes before what is in it, so what lost its directory goes in one pass.
        let mut reachable = Names::new();
        for (name, node) in names {
            let above = parent(&name);
            if above == ROOT || reachable.get(above) == Some(&Node::Directory) {
                reachable.insert(name, node);
            }
        }
        // What has no name any more nobody can read.
        let mut files = vec![Content::default(); self.files.len()];
        for node in reachable.values() {
            if let Node::File(file) = *node {
                let bytes = self.files[file].crashed(dice);
                files[file] = Content {
                    now: Arc::clone(&bytes),
                    durable: bytes,
                    unsynced: Vec::new(),
                };
            }
        }
        Self {
            files,
            durable: reachable.clone(),
            now: reachable,
            unsynced: Vec::new(),
            acknowledged: self.acknowledged,
        }
    }

    /// What running programs can see of it: every name, and the bytes of every file.
    pub fn visible(&self) -> Vec<(Arc<str>, Arc<Vec<u8>>)> {
        let bytes = |node: &Node| match node {
            Node::Directory => Arc::default(),
            Node::File(file) => Arc::clone(&self.files[*file].now),
        };
        self.now
            .iter()
            .map(|(name, node)| (Arc::clone(name), bytes(node)))
            .collect()
    }

    fn parent(&self, path: &str) -> io::Result<()> {
        let above = parent(path);
        let is_there = above == ROOT || self.now.get(above) == Some(&Node::Directory);
        is_there.then_some(()).ok_or(io::ErrorKind::NotFound.into())
    }

    fn name(&mut self, set: Option<(Name, Node)>, unset: Option<Name>) {
        let path = set.as_ref().map_or(unset.as_ref(), |(path, _)| Some(path));
        let directory = path.map_or(ROOT, |path| parent(path)).into();
        let renaming = Renaming { directory, set, unset };
        apply(&mut self.now, &renaming);
        self.unsynced.push(renaming);
    }

    fn file(&self, path: &Path) -> io::Result<usize> {
        match self.now.get(words(path)) {
            Some(Node::File(file)) => Ok(*file),
            Some(Node::Directory) => Err(io::ErrorKind::IsADirectory.into()),
            None => Err(io::ErrorKind::NotFound.into()),
        }
    }
}

impl Content {
    fn crashed(&self, dice: &mut Dice) -> Arc<Vec<u8>> {
        if self.unsynced.is_empty() {
            return Arc::clone(&self.durable);
        }
        let mut bytes = self.durable.to_vec();
        for write in &self.unsynced {
            match write {
                Write::Truncate if dice.below(2) == 0 => bytes.clear(),
                Write::Truncate => {}
                Write::At(at, written) => {
                    let kept = match dice.below(4) {
                        0 => written.to_vec(),
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
        Arc::new(bytes)
    }
}

fn apply(names: &mut Names, renaming: &Renaming) {
    if let Some(unset) = &renaming.unset {
        names.remove(unset);
    }
    if let Some((path, node)) = &renaming.set {
        names.insert(Arc::clone(path), *node);
    }
}

const ROOT: &str = "/";

fn words(path: &Path) -> &str {
    path.to_str().expect("the paths of tests are words")
}

/// The directory that a path lies in.
fn parent(path: &str) -> &str {
    path.rfind('/').map_or(ROOT, |at| &path[..at.max(1)])
}

impl Fs for CrashFs {
    type File = usize;
    type Lock = ();

    fn append(&self, path: &Path, _ground: Ground) -> io::Result<usize> {
        self.open(path, false)
    }

    fn create(&self, path: &Path) -> io::Result<usize> {
        self.open(path, true)
    }

    fn write(&self, file: &mut usize, bytes: &[u8]) -> io::Result<usize> {
        self.change(|disk| {
            let content = &mut disk.files[*file];
            content.unsynced.push(Write::At(content.now.len(), bytes.into()));
            Arc::make_mut(&mut content.now).extend_from_slice(bytes);
        });
        Ok(bytes.len())
    }

    fn sync_file(&self, file: &mut usize) -> io::Result<()> {
        self.change(|disk| {
            let content = &mut disk.files[*file];
            content.durable = Arc::clone(&content.now);
            content.unsynced.clear();
        });
        Ok(())
    }

    fn tail(&self, file: &mut usize) -> io::Result<Tail> {
        self.seen(|disk| {
            let now = &disk.files[*file].now;
            Ok(Tail {
                number: (0, *file as u64),
                length: now.len() as u64,
                last: now.last().copied(),
            })
        })
    }

    fn read_from(&self, file: &mut usize, offset: u64) -> io::Result<Vec<u8>> {
        let from = usize::try_from(offset).unwrap_or(usize::MAX);
        Ok(self.seen(|disk| disk.files[*file].now.get(from..).unwrap_or_default().to_vec()))
    }

    fn is_at(&self, file: &usize, path: &Path) -> io::Result<bool> {
        Ok(self.seen(|disk| disk.now.get(words(path)) == Some(&Node::File(*file))))
    }

    fn read_after(&self, path: &Path, offset: u64) -> io::Result<Vec<u8>> {
        let mut file = self.seen(|disk| disk.file(path))?;
        self.read_from(&mut file, offset)
    }

    fn sight(&self, path: &Path) -> io::Result<Sight> {
        let mut file = self.seen(|disk| disk.file(path))?;
        Ok(Sight {
            number: (0, file as u64),
            length: self.tail(&mut file)?.length,
        })
    }

    fn strangers(&self, _path: &Path) -> io::Result<Option<&'static str>> {
        Ok(None)
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        let file = self.seen(|disk| disk.file(from))?;
        let (from, to) = (words(from).into(), words(to).into());
        self.change(|disk| disk.name(Some((to, Node::File(file))), Some(from)));
        Ok(())
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        self.seen(|disk| disk.file(path))?;
        self.change(|disk| disk.name(None, Some(words(path).into())));
        Ok(())
    }

    fn sync_directory(&self, path: &Path) -> io::Result<()> {
        self.change(|disk| {
            let all = std::mem::take(&mut disk.unsynced).into_iter();
            let (synced, rest): (Vec<_>, _) = all.partition(|renaming| *renaming.directory == *words(path));
            disk.unsynced = rest;
            synced.iter().for_each(|renaming| apply(&mut disk.durable, renaming));
        });
        Ok(())
    }

    fn make_directory(&self, path: &Path) -> io::Result<bool> {
        let path = words(path);
        match self.seen(|disk| disk.now.get(path).copied()) {
            node if path == ROOT || node == Some(Node::Directory) => Ok(false),
            Some(_) => Err(io::ErrorKind::AlreadyExists.into()),
            None => {
                self.seen(|disk| disk.parent(path))?;
                self.change(|disk| disk.name(Some((path.into(), Node::Directory)), None));
                Ok(true)
            }
        }
    }

    fn names(&self, path: &Path) -> io::Result<Vec<String>> {
        self.seen(|disk| {
            let path = words(path);
            if disk.now.get(path) != Some(&Node::Directory) {
                return Err(io::ErrorKind::NotFound.into());
            }
            let inside = disk.now.keys().filter(|name| parent(name) == path);
            Ok(inside.map(|name| name[path.len() + 1..].to_owned()).collect())
        })
    }

    fn age(&self, path: &Path) -> io::Result<Duration> {
        self.seen(|disk| disk.file(path)).map(|_| Duration::ZERO)
    }

    fn try_lock(&self, _path: &Path) -> io::Result<Option<()>> {
        Ok(Some(()))
    }
}

//! Where a transcript lay when it was seen: beside any of those places its marks may lie, though the file was moved since.

use std::path::{Path, PathBuf};

use super::folder::Folder;
use super::fs::Fs;
use super::identity::Key;
use super::reading::{self, PathRecord};

/// What is remembered of where transcripts lay.
#[derive(Clone, Debug)]
pub(super) struct Sightings {
    /// The data directory.
    pub data: PathBuf,
    /// The state directory, if there is one.
    pub state: Option<PathBuf>,
}

impl Sightings {
    /// The folders beside which journals of that transcript may lie. A place where another transcript was read since is that
    /// one's.
    pub fn folders<F: Fs>(&self, fs: &F, key: &Key) -> Vec<Folder> {
        let known = self.paths(fs, key).into_iter();
        known
            .filter(|path| self.holder(fs, path).is_none_or(|holder| holder == *key))
            .filter_map(|path| Folder::beside(&path))
            .collect()
    }

    /// All paths at which it was seen.
    pub fn paths<F: Fs>(&self, fs: &F, key: &Key) -> Vec<PathBuf> {
        let meta = self.data.join("t").join(key.as_str()).join("meta.json");
        let known = fs.read(&meta).ok().and_then(|bytes| reading::known(&bytes));
        let mut paths: Vec<PathBuf> = known
            .into_iter()
            .flat_map(|known| known.paths)
            .map(PathBuf::from)
            .collect();
        let place = self.state.as_ref().map(|state| state.join("places").join(key.as_str()));
        let place = place.and_then(|place| reading::read_place(&fs.read(&place).ok()?));
        paths.extend(place.and_then(|place| place.path));
        paths.retain(|path| path.is_absolute());
        paths.sort_unstable();
        paths.dedup();
        paths
    }

    /// Which transcript was read last at a path.
    fn holder<F: Fs>(&self, fs: &F, path: &Path) -> Option<Key> {
        let record = self.state.as_ref()?.join("paths").join(reading::path_name(path));
        let record: PathRecord = serde_json::from_slice(&fs.read(&record).ok()?).ok()?;
        Key::new(&record.key)
    }
}

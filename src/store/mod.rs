//! What outlives a run, on disk: the journal of marks, the place, the history of searches, the configuration.
//!
//! Types saved here are versioned and its own; they are turned into the session's values at the edge. All writing goes
//! through [`fs::Fs`](crate::store::fs::Fs), so that every crash can be played in a test. Nothing here ever writes a
//! transcript.

mod appending;
mod body;
mod cache;
mod compaction;
mod configuration;
mod device;
mod directories;
mod doctor;
mod folder;
pub mod fs;
mod identity;
mod journal;
mod keeper;
mod line;
mod links;
mod loaded;
mod mending;
mod reading;
mod shelf;
mod sightings;
mod shingles;
#[cfg(test)]
mod tests;
mod unsaved;
mod visits;

pub use cache::{Cache, Card, Catalogue, Held, Parsed, Row};
pub use compaction::Thresholds;
pub use configuration::{ColourChoice, Configuration, KeyRow, Mistake, NotesChoice, Position, ThemeChoice};
pub use device::{device_id, entropy, now};
pub use directories::Directories;
pub use doctor::{Finding, Report, Trouble};
pub use identity::{Identity, Key, digest, hash};
pub use journal::{Journal, NotSaved, cause};
pub use keeper::{Ear, Keeper, Told};
pub use links::{Moved, Sighting};
pub use loaded::Loaded;
pub use reading::{History, Place, Stamp};
pub use shelf::Shelf;
pub use shingles::Shingles;
pub use unsaved::Unsaved;
pub use visits::Visit;

use device::is_device_name;

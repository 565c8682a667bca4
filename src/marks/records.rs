//! One record with all its versions: the greatest wins, whatever the order in which they came.

use std::collections::BTreeMap;

use super::{Body, Device, Entry, Id, Moment};

/// What decides between two versions of a record: revision, then time, then device. Revisions count up over all devices, so
/// a wrong clock decides nothing but a tie.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Stamp {
    pub rev: u64,
    pub at: Moment,
    pub device: Device,
}

/// What a record held from a revision on; no body means it was gone.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Version {
    pub created: Moment,
    pub body: Option<Body>,
}

/// A record and what it held at every revision.
#[derive(Clone, Debug)]
pub(super) struct Record {
    pub id: Id,
    versions: BTreeMap<Stamp, Version>,
    /// As it is shown: the winner's body at its present place.
    pub standing: Option<Entry>,
}

impl Record {
    pub const fn new(id: Id) -> Self {
        Self {
            id,
            versions: BTreeMap::new(),
            standing: None,
        }
    }

    /// Takes a version in; whether that was news. Two different versions under one stamp (two copies of the program on one
    /// machine within a millisecond) are decided by their content, so that every reader decides alike.
    pub fn take(&mut self, stamp: Stamp, version: Version) -> bool {
        if let Some(known) = self.versions.get_mut(&stamp) {
            if *known == version || version.weight() < known.weight() {
                return false;
            }
            *known = version;
        } else {
            self.versions.insert(stamp, version);
        }
        true
    }

    /// The version that stands.
    pub fn winner(&self) -> Option<(&Stamp, &Version)> {
        self.versions.last_key_value()
    }

    /// The body that stands, if the record is not gone.
    pub fn body(&self) -> Option<&Body> {
        self.winner().and_then(|(_, version)| version.body.as_ref())
    }

    /// The revision that a change gets.
    pub fn next_revision(&self) -> u64 {
        self.winner().map_or(1, |(stamp, _)| stamp.rev.saturating_add(1))
    }

    /// The revision that stands, if the record is not gone.
    pub fn revision(&self) -> Option<u64> {
        self.winner()
            .filter(|(_, v)| v.body.is_some())
            .map(|(stamp, _)| stamp.rev)
    }

    /// The body of a revision: that of `device` where it has one, else the greatest.
    pub fn body_at(&self, rev: u64, device: Option<&Device>) -> Option<&Body> {
        let of_revision = || self.versions.iter().rev().filter(move |(s, _)| s.rev == rev);
        let own = device.and_then(|device| of_revision().find(|(s, _)| s.device == *device));
        own.or_else(|| of_revision().next()).and_then(|(_, v)| v.body.as_ref())
    }

    /// When the record was first made; a deletion does not know that.
    pub fn created(&self) -> Option<Moment> {
        let mut versions = self.versions.values().rev();
        versions
            .find(|version| version.body.is_some())
            .map(|version| version.created)
    }
}

impl Version {
    /// A total order of content: a deletion above all, then by what is written.
    fn weight(&self) -> (bool, String) {
        (self.body.is_none(), format!("{self:?}"))
    }
}

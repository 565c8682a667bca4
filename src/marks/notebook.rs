//! The records of one transcript, the changes that can be made to them, and the way back.

use std::collections::HashMap;

use super::history::{History, Operation};
use super::mint::Mint;
use super::records::{Record, Stamp, Version};
use super::shown::Shown;
use super::{Body, Device, Edit, Event, Id, Moment, Touched, Walk};

/// All records of one transcript with their history.
#[derive(Clone, Debug, Default)]
pub struct Notebook {
    device: Device,
    mint: Mint,
    pub(super) records: Vec<Record>,
    pub(super) index: HashMap<Id, usize>,
    history: History,
    pub(super) shown: Shown,
    pub(super) version: u64,
}

/// What an event brought.
enum News {
    None,
    Record(usize),
    Operation,
}

impl Notebook {
    /// An empty notebook; `entropy` makes its ids differ from everyone else's. Undo walks the operations of every device.
    #[must_use]
    pub fn new(entropy: u128) -> Self {
        Self::on(Device::default(), entropy)
    }

    /// An empty notebook of this device, whose undo walks only what was done on it.
    #[must_use]
    pub fn on(device: Device, entropy: u128) -> Self {
        Self {
            device,
            mint: Mint::new(entropy),
            ..Self::default()
        }
    }

    /// Takes in events of the store; the order does not matter, and known ones change nothing.
    pub fn absorb(&mut self, events: Vec<Event>) {
        let mut changed = Vec::new();
        let mut walked = false;
        for event in events {
            match self.take(event) {
                News::None => {}
                News::Record(at) => changed.push(at),
                News::Operation => walked = true,
            }
        }
        if walked {
            self.history.rebuild(&self.device);
            self.version += 1;
        }
        // A clock set back between two runs must not put the new operations before the old.
        if let Some(latest) = self.history.latest(&self.device) {
            self.mint.rise_above(latest);
        }
        self.refresh(changed);
    }

    /// Takes in what another running copy did while this one goes on: the records are as it left them, and undo walks on through
    /// what was done here.
    pub fn hear(&mut self, events: Vec<Event>) {
        let mut changed = Vec::new();
        let mut walks = Vec::new();
        for event in events {
            let walk = match &event {
                Event::Operation { id, walk, device, .. } if *device == self.device => Some((*id, *walk)),
                _ => None,
            };
            match self.take(event) {
                News::None => {}
                News::Record(at) => changed.push(at),
                News::Operation => walks.extend(walk),
            }
        }
        walks.sort_unstable_by_key(|(id, _)| *id);
        for (id, walk) in walks {
            self.history.hear(id, walk);
            self.mint.rise_above(id);
            self.version += 1;
        }
        self.refresh(changed);
    }

    /// Does one command's edits as one undoable operation and gives the events to be kept. No edits give no events.
    pub fn perform(&mut self, says: &str, edits: Vec<Edit>, at: Moment) -> Vec<Event> {
        let mut events = Vec::new();
        let mut touched: Vec<Touched> = Vec::new();
        let mut seen = HashMap::new();
        for edit in edits {
            let (id, body) = match edit {
                Edit::Add(body) => (self.mint.next(at), Some(body)),
                Edit::Set(id, body) => (id, Some(body)),
                Edit::Remove(id) => (id, None),
            };
            let known = self.index.get(&id).map(|&at| &self.records[at]);
            let standing = known.and_then(|r| r.standing.as_ref()).map(|e| &e.body);
            // What another copy deleted while it was written on here comes back with what was written.
            if standing == body.as_ref() {
                continue;
            }
            let before = known.and_then(Record::revision);
            let event = self.change(id, body, at);
            let after = event.revision_standing();
            // All hits of a search may be marked at once, so nothing here walks what was touched before.
            match seen.get(&id).and_then(|&at: &usize| touched.get_mut(at)) {
                Some(again) => again.after = after,
                None => {
                    seen.insert(id, touched.len());
                    touched.push(Touched { id, before, after });
                }
            }
            self.take_now(event, &mut events);
        }
        if events.is_empty() {
            return events;
        }
        self.record(says.to_owned(), Walk::Did, touched, at, &mut events);
        events
    }

    /// Takes the last operation back: what it had done, and the events to be kept. Records that changed since under other
    /// hands stay as they are, and the words say how many.
    pub fn undo(&mut self, at: Moment) -> Option<(String, Vec<Event>)> {
        let step = self.history.undoable()?;
        Some(self.turn_back(step.command, step.last, Walk::Undid(step.command), at))
    }

    /// Takes one operation of this device back, whatever came after it; nothing where it is taken back already or was never done.
    pub fn take_back(&mut self, operation: Id, at: Moment) -> Option<(String, Vec<Event>)> {
        let step = self.history.standing(operation)?;
        Some(self.turn_back(step.command, step.last, Walk::Undid(step.command), at))
    }

    /// Does the last operation that was taken back again.
    pub fn redo(&mut self, at: Moment) -> Option<(String, Vec<Event>)> {
        let step = self.history.redoable()?;
        Some(self.turn_back(step.command, step.last, Walk::Redid(step.command), at))
    }

    /// A number that changes whenever the state does, so that what was drawn from it can tell whether it is stale.
    #[must_use]
    pub const fn version(&self) -> u64 {
        self.version
    }

    /// What the next undo would take back.
    #[must_use]
    pub fn undoable(&self) -> Option<&str> {
        self.history.undoable().map(|step| self.says(step.command))
    }

    /// What the next redo would do again.
    #[must_use]
    pub fn redoable(&self) -> Option<&str> {
        self.history.redoable().map(|step| self.says(step.command))
    }

    /// What could be undone and redone, for comparing two notebooks.
    #[cfg(test)]
    pub(super) fn stacks(&self) -> (&[super::history::Step], &[super::history::Step]) {
        self.history.stacks()
    }

    fn says(&self, operation: Id) -> &str {
        self.history.operation(operation).map_or("", |o| o.says.as_str())
    }

    fn turn_back(&mut self, command: Id, last: Id, walk: Walk, at: Moment) -> (String, Vec<Event>) {
        // A command older than what compaction keeps is named by what last walked it.
        let known = if self.says(command).is_empty() { last } else { command };
        let says = self.says(known).to_owned();
        let touched = self
            .history
            .operation(last)
            .map(|o| o.touched.clone())
            .unwrap_or_default();
        let mut events = Vec::new();
        let mut done = Vec::new();
        let mut left = 0;
        for touch in touched {
            let Some(body) = self.body_before(touch) else {
                left += 1;
                continue;
            };
            let before = self.index.get(&touch.id).and_then(|&at| self.records[at].revision());
            let event = self.change(touch.id, body, at);
            done.push(Touched {
                id: touch.id,
                before,
                after: event.revision_standing(),
            });
            self.take_now(event, &mut events);
        }
        self.record(says.clone(), walk, done, at, &mut events);
        match left {
            0 => (says, events),
            1 => (format!("{says} (1 record changed since: left as it is)"), events),
            _ => (
                format!("{says} ({left} records changed since: left as they are)"),
                events,
            ),
        }
    }

    /// The body to bring back (or that there was none), unless what stands is not what the operation had left.
    fn body_before(&self, touch: Touched) -> Option<Option<Body>> {
        let record = &self.records[*self.index.get(&touch.id)?];
        let left = match touch.after {
            Some(rev) => Some(record.body_at(rev, Some(&self.device))?),
            None => None,
        };
        if record.body() != left {
            return None;
        }
        match touch.before {
            Some(rev) => Some(Some(record.body_at(rev, None)?.clone())),
            None => Some(None),
        }
    }

    /// The event that gives a record this body, or none.
    fn change(&self, id: Id, body: Option<Body>, at: Moment) -> Event {
        let record = self.index.get(&id).map(|&at| &self.records[at]);
        let rev = record.map_or(1, Record::next_revision);
        let device = self.device.clone();
        match body {
            Some(body) => Event::Put {
                id,
                rev,
                created: record.and_then(Record::created).unwrap_or(at),
                at,
                device,
                body,
            },
            None => Event::Delete { id, rev, at, device },
        }
    }

    /// Takes an own event in at once and hands it on.
    fn take_now(&mut self, event: Event, events: &mut Vec<Event>) {
        if let News::Record(at) = self.take(event.clone()) {
            self.stand(at);
        }
        events.push(event);
    }

    /// Ends an operation: its record goes into the history and to the events, and the order of the page is settled.
    fn record(&mut self, says: String, walk: Walk, touched: Vec<Touched>, at: Moment, events: &mut Vec<Event>) {
        let id = self.mint.next(at);
        let changed = touched.iter().filter_map(|t| self.index.get(&t.id).copied()).collect();
        let event = Event::Operation {
            id,
            at,
            device: self.device.clone(),
            says,
            walk,
            touched,
        };
        self.take(event.clone());
        self.history.walk(id, walk);
        events.push(event);
        self.version += 1;
        self.refresh(changed);
    }

    fn take(&mut self, event: Event) -> News {
        let (id, stamp, version) = match event {
            Event::Put {
                id,
                rev,
                created,
                at,
                device,
                body,
            } => {
                let body = Some(body);
                (id, Stamp { rev, at, device }, Version { created, body })
            }
            Event::Delete { id, rev, at, device } => {
                let version = Version {
                    created: at,
                    body: None,
                };
                (id, Stamp { rev, at, device }, version)
            }
            Event::Operation {
                id,
                device,
                says,
                walk,
                touched,
                ..
            } => {
                let operation = Operation {
                    device,
                    says,
                    walk,
                    touched,
                };
                let news = self.history.take(id, operation);
                return if news { News::Operation } else { News::None };
            }
        };
        let at = *self.index.entry(id).or_insert_with(|| {
            self.records.push(Record::new(id));
            self.records.len() - 1
        });
        if self.records[at].take(stamp, version) {
            News::Record(at)
        } else {
            News::None
        }
    }
}

impl Event {
    /// The revision whose body stands after it, none where the record is gone.
    const fn revision_standing(&self) -> Option<u64> {
        match self {
            Self::Put { rev, .. } => Some(*rev),
            Self::Delete { .. } | Self::Operation { .. } => None,
        }
    }
}

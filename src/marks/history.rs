//! What undo and redo walk, rebuilt from the operations alone, so that it survives a restart.

use std::collections::BTreeMap;

use super::{Device, Id, Touched, Walk};

/// One operation as recorded.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Operation {
    pub device: Device,
    pub says: String,
    pub walk: Walk,
    pub touched: Vec<Touched>,
}

/// A command that can be walked, and the operation whose changes to turn back for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Step {
    /// The command.
    pub command: Id,
    /// The command itself, or the undo or redo of it that came last.
    pub last: Id,
}

/// All operations, and where the reader stands among them.
#[derive(Clone, Debug, Default)]
pub(super) struct History {
    operations: BTreeMap<Id, Operation>,
    undo: Vec<Step>,
    redo: Vec<Step>,
}

impl History {
    /// Takes an operation in without walking it; whether that was news.
    pub fn take(&mut self, id: Id, operation: Operation) -> bool {
        match self.operations.get_mut(&id) {
            None => {
                self.operations.insert(id, operation);
                true
            }
            Some(known) if format!("{known:?}") < format!("{operation:?}") => {
                *known = operation;
                true
            }
            Some(_) => false,
        }
    }

    /// Walks all operations of `device` from the first; where the device has no name, those of all.
    pub fn rebuild(&mut self, device: &Device) {
        self.undo.clear();
        self.redo.clear();
        let all = device.name().is_empty();
        let walks: Vec<(Id, Walk)> = self
            .operations
            .iter()
            .filter(|(_, o)| all || o.device == *device)
            .map(|(id, o)| (*id, o.walk))
            .collect();
        for (id, walk) in walks {
            self.walk(id, walk);
        }
    }

    /// Walks one operation that follows all others. A command drops what could be redone.
    pub fn walk(&mut self, id: Id, walk: Walk) {
        let (command, did) = match walk {
            Walk::Did => {
                self.redo.clear();
                (id, true)
            }
            Walk::Undid(command) => (command, false),
            Walk::Redid(command) => (command, true),
        };
        let (from, to) = if did {
            (&mut self.redo, &mut self.undo)
        } else {
            (&mut self.undo, &mut self.redo)
        };
        if let Some(at) = from.iter().rposition(|s| s.command == command) {
            from.remove(at);
        }
        to.push(Step { command, last: id });
    }

    /// Hears of an operation of another running copy of this device. What it did is its own to take back; what it took back or did
    /// again is walked where it is one of ours.
    pub fn hear(&mut self, id: Id, walk: Walk) {
        let is_ours = match walk {
            Walk::Did => false,
            Walk::Undid(command) => self.undo.iter().any(|step| step.command == command),
            Walk::Redid(command) => self.redo.iter().any(|step| step.command == command),
        };
        if is_ours {
            self.walk(id, walk);
        }
    }

    /// The command to take back next.
    pub fn undoable(&self) -> Option<Step> {
        self.undo.last().copied()
    }

    /// The command of that id, if it can be taken back.
    pub fn standing(&self, command: Id) -> Option<Step> {
        self.undo.iter().find(|step| step.command == command).copied()
    }

    /// The command to do again next.
    pub fn redoable(&self) -> Option<Step> {
        self.redo.last().copied()
    }

    /// The operation of that id.
    pub fn operation(&self, id: Id) -> Option<&Operation> {
        self.operations.get(&id)
    }

    /// The highest id of this device's operations.
    pub fn latest(&self, device: &Device) -> Option<Id> {
        let mut ids = self.operations.iter().rev().filter(|(_, o)| o.device == *device);
        ids.next().map(|(id, _)| *id)
    }

    /// What could be undone and redone, for comparing two histories.
    #[cfg(test)]
    pub fn stacks(&self) -> (&[Step], &[Step]) {
        (&self.undo, &self.redo)
    }
}

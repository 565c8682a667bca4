//! Keys to actions: a tree of keys for each place, grown from the table of commands and the reader's own rows.
//!
//! It decides what a key means and keeps only what is typed so far ([`Typed`]). It does not know what an action does, holds no
//! clock (the caller waits [`WAIT_MILLIS`] where [`Pressed::Wait`] asks for it) and counts no clicks.

use super::event::{Code, Key};
use super::notation::{self, Step};
use crate::marks::Colour;
use crate::session::Action;
use crate::session::KeyRow;
use crate::session::action::Pending;
use crate::session::command::{COMMANDS, Run, Where};

/// How long a key that already means something waits for a longer sequence, in milliseconds.
pub const WAIT_MILLIS: u64 = 600;

/// Counts are held at this: no transcript has more turns.
const MOST: usize = 99_999_999;

/// A row of the reader's key file: in this place, this command has these keys instead of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rebinding {
    /// The place.
    pub place: Where,
    /// Name of the command.
    pub command: String,
    /// Its keys, each a sequence; none takes the command off the keys of this place.
    pub keys: Vec<String>,
}

/// What is typed so far.
#[derive(Clone, Debug, Default)]
pub struct Typed {
    place: Option<Where>,
    keys: Vec<Key>,
    count: Option<usize>,
    waits: bool,
}

/// What a key came to.
#[derive(Debug)]
pub enum Pressed {
    /// Do this, with its count.
    Do(Action, Option<usize>),
    /// What is typed means something already, but may become a longer sequence: show this, and unless a key comes within
    /// [`WAIT_MILLIS`], ask [`Keymap::expire`].
    Wait(Pending),
    /// What waited was not continued: do this, then press the same key again, since the place may be another now.
    Again(Action, Option<usize>),
}

/// What keys mean, by place.
#[derive(Debug)]
pub struct Keymap {
    trees: Vec<Vec<Node>>,
    bindings: Vec<Binding>,
}

/// A sequence and the command it gives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Binding {
    /// The place.
    pub place: Where,
    /// The sequence.
    pub steps: Vec<Step>,
    /// Index of the command in [`COMMANDS`].
    pub command: usize,
}

#[derive(Debug, Default)]
struct Node {
    next: Vec<(Step, usize)>,
    command: Option<usize>,
}

impl Typed {
    /// Whether what is typed acts by itself once [`WAIT_MILLIS`] have passed.
    #[must_use]
    pub const fn waits(&self) -> bool {
        self.waits
    }

    /// Whether nothing is typed.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.keys.is_empty() && self.count.is_none()
    }

    fn written(&self) -> String {
        let steps: Vec<Step> = self.keys.iter().copied().map(Step::Key).collect();
        let count = self.count.map(|count| count.to_string()).unwrap_or_default();
        count + &notation::show(&steps)
    }
}

impl Keymap {
    /// The keys as the table has them.
    #[must_use]
    pub fn standard() -> Self {
        Self::new(&[]).0
    }

    /// The keys as the table has them with the reader's rows over them, and what is wrong with those, each a sentence without
    /// a full stop. A row with a mistake leaves the command its own keys; of two that want the same keys the reader's wins,
    /// of two of the reader's the first.
    #[must_use]
    pub fn new(rebindings: &[Rebinding]) -> (Self, Vec<String>) {
        let mut mistakes = Vec::new();
        let mut own: Vec<Binding> = Vec::new();
        let mut replaced: Vec<(Where, usize)> = Vec::new();
        for row in rebindings {
            match read(row) {
                Ok((command, bindings)) => {
                    replaced.push((row.place, command));
                    own.extend(bindings);
                }
                Err(mistake) => mistakes.push(mistake),
            }
        }
        let mut map = Self {
            trees: Where::ALL.iter().map(|_| vec![Node::default()]).collect(),
            bindings: Vec::new(),
        };
        for binding in own {
            map.bind(binding, &mut mistakes);
        }
        for (command, row) in COMMANDS.iter().enumerate() {
            for &(place, keys) in row.keys {
                if replaced.contains(&(place, command)) {
                    continue;
                }
                match notation::parse(keys) {
                    Ok(steps) => map.bind(Binding { place, steps, command }, &mut mistakes),
                    Err(mistake) => mistakes.push(format!("{}: {mistake}", row.name)),
                }
            }
        }
        map.bindings.sort_by_key(|binding| binding.command);
        (map, mistakes)
    }

    /// All sequences, in the order of the table of commands.
    #[must_use]
    pub fn bindings(&self) -> &[Binding] {
        &self.bindings
    }

    /// The keys as rows for the session's help, as shown.
    #[must_use]
    pub fn rows(&self) -> Vec<KeyRow> {
        let row = |binding: &Binding| KeyRow {
            place: binding.place,
            keys: notation::show(&binding.steps),
            command: binding.command,
        };
        self.bindings.iter().map(row).collect()
    }

    /// The keys of a command in a place, as shown.
    pub fn keys(&self, command: usize, place: Where) -> impl Iterator<Item = String> {
        self.bindings
            .iter()
            .filter(move |binding| binding.command == command && binding.place == place)
            .map(|binding| notation::show(&binding.steps))
    }

    /// What a key means after what is typed.
    pub fn press(&self, typed: &mut Typed, place: Where, key: Key) -> Pressed {
        let key = notation::canonical(key);
        if typed.place != Some(place) {
            *typed = Typed {
                place: Some(place),
                ..Typed::default()
            };
        }
        if !typed.is_empty() && is_cancel(key) {
            *typed = Typed::default();
            return Pressed::Do(Action::Pending(Pending::default()), None);
        }
        if typed.keys.is_empty() && place == Where::Read && count_digit(typed, key) {
            return Pressed::Do(Action::Pending(self.pending(typed, 0)), None);
        }
        let Some(at) = self.node(place, &typed.keys, key) else {
            return self.not_continued(typed, place, key);
        };
        typed.keys.push(key);
        let node = &self.trees[place as usize][at];
        match (node.command, node.next.is_empty()) {
            (Some(_), false) => {
                typed.waits = true;
                Pressed::Wait(self.pending(typed, at))
            }
            (Some(command), true) => {
                let (action, count) = finish(typed, command);
                Pressed::Do(action, count)
            }
            (None, _) => Pressed::Do(Action::Pending(self.pending(typed, at)), None),
        }
    }

    /// What waited long enough acts: the action, if something waits.
    pub fn expire(&self, typed: &mut Typed) -> Option<(Action, Option<usize>)> {
        if !typed.waits {
            return None;
        }
        let (place, last) = (typed.place?, typed.keys.pop()?);
        let at = self.node(place, &typed.keys, last)?;
        typed.keys.push(last);
        let command = self.trees[place as usize][at].command?;
        Some(finish(typed, command))
    }

    fn not_continued(&self, typed: &mut Typed, place: Where, key: Key) -> Pressed {
        if let Some((action, count)) = self.expire(typed) {
            return Pressed::Again(action, count);
        }
        let writes = matches!(place, Where::Search | Where::Note | Where::Filter);
        let action = match key.code {
            Code::Char(c) if writes && typed.keys.is_empty() && !key.modifiers.control && !key.modifiers.alt => {
                Action::Type(c)
            }
            _ => {
                typed.keys.push(key);
                Action::Unbound(typed.written())
            }
        };
        *typed = Typed::default();
        Pressed::Do(action, None)
    }

    /// The node after `before` and `key`; an exact key goes before a class.
    fn node(&self, place: Where, before: &[Key], key: Key) -> Option<usize> {
        let tree = &self.trees[place as usize];
        let mut at = 0;
        for key in before.iter().chain([&key]) {
            let next = &tree[at].next;
            at = next
                .iter()
                .find(|(step, _)| *step == Step::Key(*key))
                .or_else(|| next.iter().find(|(step, _)| in_class(*step, *key)))?
                .1;
        }
        Some(at)
    }

    /// What is typed and what may follow it; a bare count is followed by anything and lists nothing, and where a colour is
    /// all that may follow, the eight are told by name.
    fn pending(&self, typed: &Typed, at: usize) -> Pending {
        let mut follow = Vec::new();
        if let Some(place) = typed.place.filter(|_| at != 0) {
            if let [(Step::Colour, next)] = self.trees[place as usize][at].next[..]
                && let Some(command) = self.trees[place as usize][next].command
            {
                return Pending {
                    typed: typed.written(),
                    follow: Colour::ALL.map(|c| (c.number().to_string(), c.name())).to_vec(),
                    colours: COMMANDS[command].doc,
                };
            }
            self.leaves(place, at, &mut Vec::new(), &mut follow);
        }
        follow.sort_by_key(|(command, _)| *command);
        Pending {
            typed: typed.written(),
            follow: follow
                .into_iter()
                .map(|(command, steps)| (steps, COMMANDS[command].doc))
                .collect(),
            colours: "",
        }
    }

    /// Everything below a node. The tree is as deep as the longest sequence of a key file, whose steps are words of one line,
    /// and a sequence is read by [`read`] with at most [`LONGEST`] of them.
    fn leaves(&self, place: Where, at: usize, steps: &mut Vec<Step>, out: &mut Vec<(usize, String)>) {
        for &(step, next) in &self.trees[place as usize][at].next {
            steps.push(step);
            if let Some(command) = self.trees[place as usize][next].command {
                out.push((command, notation::show(steps)));
            }
            self.leaves(place, next, steps, out);
            steps.pop();
        }
    }

    fn bind(&mut self, binding: Binding, mistakes: &mut Vec<String>) {
        let tree = &mut self.trees[binding.place as usize];
        let mut at = 0;
        for step in &binding.steps {
            at = match tree[at].next.iter().find(|(known, _)| known == step) {
                Some((_, next)) => *next,
                None => {
                    tree.push(Node::default());
                    let next = tree.len() - 1;
                    tree[at].next.push((*step, next));
                    next
                }
            };
        }
        match tree[at].command {
            None => {
                tree[at].command = Some(binding.command);
                self.bindings.push(binding);
            }
            Some(other) if other == binding.command => {}
            Some(other) => {
                mistakes.push(format!(
                    "in {} `{}` is wanted by {} and by {}; {} has it",
                    place_name(binding.place),
                    notation::show(&binding.steps),
                    COMMANDS[other].name,
                    COMMANDS[binding.command].name,
                    COMMANDS[other].name,
                ));
            }
        }
    }
}

/// The place's name in the key file.
#[must_use]
pub fn place_name(place: Where) -> &'static str {
    Where::ALL
        .iter()
        .find(|(known, _)| *known == place)
        .map_or("", |(_, name)| name)
}

/// Longest sequence a key file may ask for, in keys.
const LONGEST: usize = 8;

fn read(row: &Rebinding) -> Result<(usize, Vec<Binding>), String> {
    let name = row.command.as_str();
    let command = COMMANDS
        .iter()
        .position(|command| command.name == name)
        .ok_or_else(|| format!("in {} there is no command `{name}`", place_name(row.place)))?;
    let mut bindings = Vec::with_capacity(row.keys.len());
    for keys in &row.keys {
        let steps = notation::parse(keys).map_err(|mistake| format!("{name}: {mistake}"))?;
        let class = !matches!(steps.last(), Some(Step::Key(_)));
        match COMMANDS[command].run {
            Run::With(_) if !class => {
                return Err(format!("{name}: `{keys}` must end with {{letter}} or {{colour}}"));
            }
            Run::Do(_) if class => return Err(format!("{name}: `{keys}` may not end with a class of keys")),
            _ if steps.len() > LONGEST => return Err(format!("{name}: `{keys}` is longer than {LONGEST} keys")),
            _ => bindings.push(Binding {
                place: row.place,
                steps,
                command,
            }),
        }
    }
    Ok((command, bindings))
}

fn finish(typed: &mut Typed, command: usize) -> (Action, Option<usize>) {
    let done = std::mem::take(typed);
    let action = match COMMANDS[command].run {
        Run::Do(action) => action(),
        Run::With(action) => match done.keys.last().map(|key| key.code) {
            Some(Code::Char(c)) => action(c).unwrap_or_else(|| Action::Unbound(done.written())),
            _ => Action::Unbound(done.written()),
        },
    };
    (action, done.count)
}

const fn is_cancel(key: Key) -> bool {
    matches!(key.code, Code::Escape) || (matches!(key.code, Code::Char('c')) && key.modifiers.control)
}

/// Takes a digit as part of a count; a count does not begin with 0.
fn count_digit(typed: &mut Typed, key: Key) -> bool {
    let Code::Char(c) = key.code else { return false };
    let Some(digit) = c.to_digit(10).filter(|digit| typed.count.is_some() || *digit > 0) else {
        return false;
    };
    if key.modifiers.control || key.modifiers.alt {
        return false;
    }
    typed.count = Some((typed.count.unwrap_or(0) * 10 + digit as usize).min(MOST));
    true
}

fn in_class(step: Step, key: Key) -> bool {
    let Code::Char(c) = key.code else { return false };
    if key.modifiers.control || key.modifiers.alt {
        return false;
    }
    match step {
        Step::Letter => c.is_ascii_alphabetic(),
        Step::Colour => ('1'..='8').contains(&c),
        Step::Key(_) => false,
    }
}

#[cfg(test)]
mod tests;

//! Where a query looks: whose turns, which turns, which marks.

use super::Noted;
use crate::text::fold::{Case, Needle};
use crate::text::{SafeText, Span};
use crate::turns::{Role, Side, Speaker, Turns};

/// One scope of a query; several narrow one another.
#[derive(Clone, Debug)]
pub(super) enum Scope {
    /// Turns of everyone in this role.
    Role(Role),
    /// Turns of these speakers, by key, so that a correction after the query was typed changes what it finds.
    Speakers(Vec<SafeText>),
    /// The interviewer's turns that open an exchange.
    Questions,
    /// Notes and tags of marks.
    Notes,
    /// Marks with this tag.
    Tag(Needle),
}

/// Where to look, said beside the query instead of in it; nothing of it is ever taken for words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Narrowing {
    /// Turns of everyone in this role.
    Role(Role),
    /// Turns of the speaker of this name. Where nobody is called so, nothing is found.
    Speaker(String),
    /// The interviewer's turns that open an exchange.
    Questions,
    /// Notes and tags of marks.
    Notes,
    /// Marks with this tag.
    Tag(String),
}

/// Scope words and what they mean.
const WORDS: &[(&str, Scope)] = &[
    ("guest", Scope::Role(Role::Guest)),
    ("interviewee", Scope::Role(Role::Guest)),
    ("host", Scope::Role(Role::Interviewer)),
    ("interviewer", Scope::Role(Role::Interviewer)),
    ("q", Scope::Questions),
    ("question", Scope::Questions),
    ("note", Scope::Notes),
];

/// The longest scope word looked at, in bytes; names are shorter.
const LONGEST_WORD: usize = 120;

impl Scope {
    /// The scope that is meant in this transcript.
    pub fn of(narrowing: &Narrowing, turns: &Turns) -> Self {
        // The turns of nobody are none.
        const NOBODY: Scope = Scope::Speakers(Vec::new());
        match narrowing {
            Narrowing::Role(role) => Self::Role(*role),
            Narrowing::Speaker(name) => named(name.trim(), turns.speakers()).map_or(NOBODY, Self::Speakers),
            Narrowing::Questions => Self::Questions,
            Narrowing::Notes => Self::Notes,
            Narrowing::Tag(tag) => {
                Needle::new(tag.trim().trim_start_matches('#'), Case::Fold).map_or(NOBODY, Self::Tag)
            }
        }
    }

    /// The scope at the head of a query and the rest of the line, or none where it begins with text.
    pub fn take<'a>(line: &'a str, turns: &Turns) -> Option<(Self, &'a str)> {
        let line = line.trim_start();
        if let Some(tagged) = line.strip_prefix('#') {
            let end = tagged.find(char::is_whitespace).unwrap_or(tagged.len());
            let (tag, rest) = tagged.split_at(end);
            return Needle::new(tag, Case::Fold).map(|tag| (Self::Tag(tag), rest));
        }
        let (word, rest) = line.split_once(':')?;
        let word = word.trim();
        if word.is_empty() || word.len() > LONGEST_WORD || word.contains(['\\', '"']) {
            return None;
        }
        let known = WORDS.iter().find(|(name, _)| name.eq_ignore_ascii_case(word));
        let scope = match known {
            Some((_, scope)) => scope.clone(),
            None => Self::Speakers(named(word, turns.speakers())?),
        };
        Some((scope, rest))
    }

    pub const fn is_of_marks(&self) -> bool {
        matches!(self, Self::Notes | Self::Tag(_))
    }

    pub fn allows_mark(&self, noted: &Noted<'_>) -> bool {
        match self {
            Self::Tag(tag) => noted.tags.iter().any(|other| tag.is(other)),
            _ => true,
        }
    }
}

/// The keys of the speakers that `word` names: by their whole name, key or label, or by a part of the name that only one has.
fn named(word: &str, speakers: &[Speaker]) -> Option<Vec<SafeText>> {
    let needle = Needle::new(word, Case::Fold)?;
    let keys = |matching: &dyn Fn(&Speaker) -> bool| -> Vec<SafeText> {
        let matching = speakers.iter().filter(|speaker| matching(speaker));
        matching.map(|speaker| speaker.key.clone()).collect()
    };
    let whole = keys(&|speaker| needle.is(&speaker.name) || needle.is(&speaker.key));
    if !whole.is_empty() {
        return Some(whole);
    }
    let is_part = |name: &str| {
        name.split([' ', ',', '(', ')'])
            .any(|part| !part.is_empty() && needle.is(part))
    };
    let part = keys(&|speaker| is_part(&speaker.name) || is_part(&speaker.key));
    (part.len() == 1).then_some(part)
}

/// Which turns the scopes let through.
pub(super) struct Heard {
    /// For each speaker, whether their turns are searched.
    speakers: Vec<bool>,
    questions: bool,
}

impl Heard {
    /// `None` where the scopes let everything through, also what is no turn.
    pub fn of(scopes: &[Scope], turns: &Turns) -> Option<Self> {
        if scopes.iter().all(Scope::is_of_marks) {
            return None;
        }
        let heard = |speaker: &Speaker| {
            scopes.iter().all(|scope| match scope {
                Scope::Role(role) => speaker.role == *role,
                Scope::Speakers(keys) => keys.contains(&speaker.key),
                Scope::Questions | Scope::Notes | Scope::Tag(_) => true,
            })
        };
        Some(Self {
            speakers: turns.speakers().iter().map(heard).collect(),
            questions: scopes.iter().any(|scope| matches!(scope, Scope::Questions)),
        })
    }

    /// The spans of the turns let through that touch `within`, in order.
    pub fn turns(&self, turns: &Turns, within: Span) -> impl Iterator<Item = Span> {
        let first = turns.at(within.start()).unwrap_or(0);
        let numbered = turns.all().iter().enumerate().skip(first);
        numbered
            .take_while(move |(_, turn)| turn.span.start() < within.end())
            .filter(|(at, _)| self.allows(turns, *at))
            .map(|(_, turn)| turn.span)
    }

    /// Whether the turn around `offset` is let through.
    pub fn allows_at(&self, turns: &Turns, offset: usize) -> bool {
        let turn = turns.at(offset);
        turn.is_some_and(|at| turns.all().get(at).is_some_and(|t| t.span.contains(offset)) && self.allows(turns, at))
    }

    fn allows(&self, turns: &Turns, turn: usize) -> bool {
        let speaker = turns.all().get(turn).map(|t| usize::from(t.speaker.0));
        let heard = speaker.and_then(|at| self.speakers.get(at)).copied().unwrap_or(false);
        heard && (!self.questions || opens_exchange(turns, turn))
    }
}

/// Whether `turn` is part of a question: on the left, with no answer before it in its exchange. A listener signal is none.
fn opens_exchange(turns: &Turns, turn: usize) -> bool {
    let exchange = turns.exchange_of(turn).and_then(|at| turns.exchanges().get(at));
    exchange.is_some_and(|exchange| {
        exchange.question.is_some()
            && turns.side(turn) == Side::Left
            && (exchange.turns.start..turn).all(|before| {
                turns.side(before) == Side::Left || turns.all().get(before).is_some_and(|turn| turn.signal)
            })
    })
}

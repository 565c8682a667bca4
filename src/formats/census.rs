//! Which labels of a source are believed.
//!
//! A word before a colon may be chance. Labels are believed where two or more alternate and open enough of the pieces, where
//! they are marked beyond chance, or where the document itself names them; all others stay text.

use std::collections::HashMap;

use super::heads::Shape;

/// Counts of every candidate label in a source.
#[derive(Debug, Default)]
pub struct Census {
    numbers: HashMap<String, usize>,
    counts: Vec<Count>,
    last: Option<usize>,
    switches: usize,
}

#[derive(Debug, Default)]
struct Count {
    name: String,
    times: usize,
    marked: usize,
    bracketed: usize,
    bare: usize,
}

/// What a census decided: one answer per candidate.
#[derive(Debug, Default)]
pub struct Belief {
    numbers: HashMap<String, usize>,
    believed: Vec<bool>,
    once: Vec<bool>,
    any: bool,
    recurred: bool,
}

/// How many different candidates are counted; chance makes many, speakers are few.
const CANDIDATES: usize = 4096;

impl Census {
    /// Counts a candidate in the order of the source.
    pub fn see(&mut self, name: &str, shape: Shape) {
        let number = match self.numbers.get(name) {
            Some(number) => *number,
            None if self.counts.len() >= CANDIDATES => return,
            None => {
                self.counts.push(Count {
                    name: name.to_owned(),
                    ..Count::default()
                });
                self.numbers.insert(name.to_owned(), self.counts.len() - 1);
                self.counts.len() - 1
            }
        };
        let count = &mut self.counts[number];
        count.times += 1;
        match shape {
            Shape::Marked => count.marked += 1,
            Shape::Bracket => count.bracketed += 1,
            Shape::Bare => count.bare += 1,
            Shape::Colon | Shape::Timed => {}
        }
        self.switches += usize::from(self.last.is_some_and(|last| last != number));
        self.last = Some(number);
    }

    /// Counts a candidate that stood between others already counted, under the first way of writing it.
    pub fn see_between(&mut self, written: &[&str], shape: Shape) {
        let Some(name) = written.first() else { return };
        for other in written {
            self.last = None;
            self.see(name, shape);
            self.switches += 1;
            if let Some(number) = self.numbers.get(*name).copied() {
                self.numbers.entry((*other).to_owned()).or_insert(number);
            }
        }
    }

    /// Whether a candidate was seen that is written so but for capitals.
    #[must_use]
    pub fn knows(&self, name: &str) -> bool {
        self.counts
            .iter()
            .any(|count| count.name.to_lowercase() == name.to_lowercase())
    }

    /// Decides. `pieces` is how many pieces could have begun with a label, `share` how many pieces one label may stand for (3
    /// where a third must be labelled), `named` what front matter or a list of participants calls people.
    #[must_use]
    pub fn decide(self, pieces: usize, share: usize, named: &[String]) -> Belief {
        let is_named = |count: &Count| named.iter().any(|name| same_person(name, &count.name));
        let recurs = |count: &Count| count.times >= 2 && (count.bracketed < count.times || count.times >= 3);
        let recurring: Vec<&Count> = self.counts.iter().filter(|count| recurs(count)).collect();
        let recurred = recurring.iter().any(|count| count.bare < count.times);
        let sum: usize = recurring.iter().map(|count| count.times).sum();
        let marked: usize = recurring.iter().map(|count| count.marked).sum();
        let bracketed: usize = recurring.iter().map(|count| count.bracketed).sum();
        let all: usize = self.counts.iter().map(|count| count.times - count.bare).sum();
        let alternate = recurring.len() >= 2 && self.switches >= 2;
        let enough = sum * share >= pieces;
        let clearly_marked = marked * 2 > sum && sum >= 3 && sum * share * 4 >= pieces;
        // A short exchange in which everyone speaks once or twice: nearly every piece must then be labelled.
        let brief = self.counts.len() >= 2 && pieces <= 12 && all * 3 >= pieces * 2 && all >= 2;
        // A piece or two, each with a label that chance does not write.
        let wholly = !self.counts.is_empty()
            && pieces > 0
            && self.counts.iter().map(|count| count.marked).sum::<usize>() >= pieces;
        let everywhere = sum >= 3 && sum * 10 >= pieces * 9 && recurring.len() >= 2;
        let alone = recurring.len() == 1 && sum >= 3 && sum * 2 >= pieces && recurring[0].bare == 0;
        // Two to four labels in strict turn are no chance, even where hard-wrapped lines make them few among many.
        let in_turn = (2..=4).contains(&recurring.len())
            && sum >= 6
            && self.switches * 10 >= sum * 7
            && sum * share * 4 >= pieces;
        let decided = (alternate && (enough || clearly_marked || in_turn))
            || brief
            || alone
            || wholly
            || everywhere
            || (clearly_marked && recurring.len() >= 2);
        // Among labels in brackets a word or two before a colon is a head or a note.
        let like_the_others = |count: &Count| {
            if marked * 2 > sum {
                count.marked > 0
            } else {
                bracketed * 2 <= sum && count.bare + count.bracketed == 0
            }
        };
        let believed: Vec<bool> = self
            .counts
            .iter()
            .map(|count| {
                if is_named(count) {
                    return count.bare == 0 || count.times >= 2;
                }
                if !decided {
                    return false;
                }
                (recurs(count) && (count.bare < count.times || decided && alternate))
                    || (brief && count.bare == 0 && is_capitalised(&count.name))
                    || (like_the_others(count) && is_capitalised(&count.name))
                    || (wholly && count.marked > 0 && (is_capitalised(&count.name) || is_identifier(&count.name)))
            })
            .collect();
        Belief {
            once: self.counts.iter().map(|count| count.times == 1).collect(),
            any: believed.contains(&true),
            recurred,
            numbers: self.numbers,
            believed,
        }
    }
}

impl Belief {
    /// The number of a believed label, for looking up what was made of it.
    #[must_use]
    pub fn number(&self, name: &str) -> Option<usize> {
        let number = *self.numbers.get(name)?;
        self.believed[number].then_some(number)
    }

    /// Whether a label stands only once in a source where others recur.
    #[must_use]
    pub fn stands_once(&self, number: usize) -> bool {
        self.once[number]
            && self
                .believed
                .iter()
                .zip(&self.once)
                .any(|(believed, once)| *believed && !once)
    }

    /// Whether any label is believed.
    #[must_use]
    pub const fn any(&self) -> bool {
        self.any
    }

    /// How many candidates there were.
    #[must_use]
    pub const fn candidates(&self) -> usize {
        self.believed.len()
    }

    /// Whether a candidate recurred and none was believed, which is worth a remark.
    #[must_use]
    pub const fn disbelieved(&self) -> bool {
        !self.any && self.recurred
    }
}

/// Whether two writings mean one person: equal, or one the first or last name of the other.
pub(super) fn same_person(name: &str, label: &str) -> bool {
    let (name, label) = (name.to_lowercase(), label.to_lowercase());
    name == label || (label.chars().count() > 2 && name.split_whitespace().any(|word| word == label))
}

/// One word, or one with a number: `phrase`, `speaker 0`.
fn is_identifier(name: &str) -> bool {
    let word = name.trim_end_matches(|c: char| c.is_ascii_digit()).trim_end();
    !word.contains(' ')
}

/// Whether every word begins as names do: a capital, a script without capitals, or a number at its end.
fn is_capitalised(name: &str) -> bool {
    let mut words = 0;
    for word in name.split_whitespace() {
        words += 1;
        let first = word.trim_start_matches(['(', '\'', '’']).chars().next();
        let numbered = word.ends_with(|c: char| c.is_ascii_digit());
        if first.is_some_and(char::is_lowercase)
            && !numbered
            && !matches!(word, "von" | "van" | "de" | "der" | "di" | "da" | "la" | "le")
        {
            return false;
        }
    }
    words <= 4
}

#[cfg(test)]
mod tests {
    use super::{Census, Shape};

    fn check(seen: &[&str], pieces: usize, named: &[&str], believed: &[&str]) {
        let mut census = Census::default();
        for name in seen {
            census.see(name, Shape::Colon);
        }
        let named: Vec<String> = named.iter().map(ToString::to_string).collect();
        let belief = census.decide(pieces, 3, &named);
        let mut found: Vec<&str> = seen
            .iter()
            .copied()
            .filter(|name| belief.number(name).is_some())
            .collect();
        found.dedup();
        found.sort_unstable();
        found.dedup();
        assert_eq!(found, believed);
    }

    #[test]
    fn labels_that_alternate_and_open_a_third_are_believed() {
        check(&["I", "B", "I", "B"], 4, &[], &["B", "I"]);
        check(&["I", "B", "I", "B"], 13, &[], &[]);
        check(&["Question", "Question"], 40, &[], &[]);
        check(&["Q", "A"], 2, &[], &["A", "Q"]);
        check(
            &["I", "B", "I", "B", "Anna Berg", "the end of it"],
            8,
            &[],
            &["Anna Berg", "B", "I"],
        );
    }

    #[test]
    fn a_word_before_a_colon_is_no_label_among_labels_in_brackets() {
        let mut census = Census::default();
        for _ in 0..3 {
            census.see("ANA", Shape::Bracket);
            census.see("RUI", Shape::Bracket);
        }
        census.see("Parte 1", Shape::Colon);
        let belief = census.decide(16, 3, &[]);
        assert!(belief.number("ANA").is_some() && belief.number("RUI").is_some());
        assert!(belief.number("Parte 1").is_none());
    }

    #[test]
    fn people_whom_the_document_names_are_believed_at_once() {
        check(&["Berg", "Weather"], 40, &["Anna Berg"], &["Berg"]);
    }
}

//! Sentences by rule: a word in braces stands for one of its alternatives, until no brace is left.
//!
//! A rule is a line `name: alternative | alternative`. `{Name}` is the same as `{name}` with a capital; `{*name}` is a word that
//! the caller gives. The first alternatives are taken more often than the last, as words are in life.

use std::collections::HashMap;

use crate::turns::training::Random;

/// Rules of a language.
#[derive(Debug)]
pub(super) struct Grammar {
    rules: Vec<Vec<Vec<Part>>>,
    names: HashMap<&'static str, usize>,
}

/// A part of an alternative.
#[derive(Clone, Copy, Debug)]
enum Part {
    Words(&'static str),
    Rule { rule: usize, capital: bool },
    Given,
}

impl Grammar {
    /// Reads rules; a name that no rule has stands as it is written, braces and all, for a test to find.
    pub(super) fn read(written: &'static str) -> Self {
        let lines: Vec<(&str, &str)> = written.lines().filter_map(|line| line.split_once(": ")).collect();
        let names: HashMap<&str, usize> = lines.iter().enumerate().map(|(at, (name, _))| (*name, at)).collect();
        let rules = lines
            .iter()
            .map(|(_, all)| all.split(" | ").map(|one| parts(one, &names)).collect())
            .collect();
        Self { rules, names }
    }

    /// Writes one of the sentences of a rule behind `out`, with `given` where the rule leaves a word to the caller.
    pub(super) fn write(&self, name: &str, given: &str, random: &mut Random, out: &mut String) {
        if let Some(rule) = self.names.get(name) {
            self.expand(*rule, given, random, out);
        }
    }

    /// The same as a text of its own.
    pub(super) fn say(&self, name: &str, given: &str, random: &mut Random) -> String {
        let mut out = String::new();
        self.write(name, given, random, &mut out);
        out
    }

    fn expand(&self, rule: usize, given: &str, random: &mut Random, out: &mut String) {
        let all = &self.rules[rule];
        let at = random.below(all.len()).min(random.below(all.len()));
        for part in &all[at] {
            match part {
                Part::Words(words) => out.push_str(words),
                Part::Given => out.push_str(given),
                Part::Rule { rule, capital } => {
                    let start = out.len();
                    self.expand(*rule, given, random, out);
                    if *capital {
                        capitalize(out, start);
                    }
                }
            }
        }
    }
}

fn parts(written: &'static str, names: &HashMap<&str, usize>) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut rest = written;
    while let Some((before, after)) = rest.split_once('{') {
        let Some((name, behind)) = after.split_once('}') else {
            break;
        };
        if !before.is_empty() {
            parts.push(Part::Words(before));
        }
        let small = name.to_lowercase();
        parts.push(match names.get(small.as_str()) {
            _ if name.starts_with('*') => Part::Given,
            Some(rule) => Part::Rule {
                rule: *rule,
                capital: small != name,
            },
            None => Part::Words(&rest[before.len()..before.len() + name.len() + 2]),
        });
        rest = behind;
    }
    if !rest.is_empty() {
        parts.push(Part::Words(rest));
    }
    parts
}

fn capitalize(out: &mut String, start: usize) {
    if let Some(first) = out[start..].chars().next() {
        let capital: String = first.to_uppercase().collect();
        out.replace_range(start..start + first.len_utf8(), &capital);
    }
}

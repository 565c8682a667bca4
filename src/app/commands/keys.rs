//! `visavis keys`: the one table of commands as lines for people, or as the tables that stand in README.

use std::fmt::Write;

use super::{Ending, emit};
use crate::session::COMMANDS;
use crate::session::command::{Command, Group};

/// Width of the keys' column in cells.
const KEYS_WIDTH: usize = 24;

/// Writes all keys.
pub fn run(as_markdown: bool) -> Ending {
    emit(&if as_markdown { markdown() } else { text() })
}

/// A heading and a line a command.
#[must_use]
pub fn text() -> String {
    let mut out = String::new();
    for (group, heading) in Group::ALL {
        let gap = if out.is_empty() { "" } else { "\n" };
        // Writing to a string cannot fail.
        let _ = writeln!(out, "{gap}{heading}");
        for command in COMMANDS.iter().filter(|command| command.group == group) {
            let keys = shown_keys(command).join("  ");
            // Long keys take a line of their own, so that what they do stays in its column.
            if keys.chars().count() > KEYS_WIDTH {
                let _ = writeln!(out, "  {keys}");
                let _ = writeln!(out, "  {:KEYS_WIDTH$}  {}", "", command.doc);
            } else {
                let _ = writeln!(out, "  {keys:KEYS_WIDTH$}  {}", command.doc);
            }
        }
    }
    out
}

/// A table under a heading for each group.
#[must_use]
pub fn markdown() -> String {
    let mut out = String::new();
    for (group, heading) in Group::ALL {
        let gap = if out.is_empty() { "" } else { "\n" };
        // Writing to a string cannot fail.
        let _ = writeln!(out, "{gap}### {heading}\n\n| keys | does |\n|---|---|");
        for command in COMMANDS.iter().filter(|command| command.group == group) {
            let keys: Vec<String> = shown_keys(command).iter().map(|key| format!("`{key}`")).collect();
            let _ = writeln!(out, "| {} | {} |", keys.join(" ").replace('|', "\\|"), command.doc);
        }
    }
    out
}

/// Every key of a command once, whatever the place; one without keys by its name in the palette.
pub(super) fn shown_keys(command: &Command) -> Vec<String> {
    let mut keys: Vec<String> = Vec::new();
    for (_, key) in command.keys {
        let shown = shown_key(key);
        if !keys.contains(&shown) {
            keys.push(shown);
        }
    }
    if keys.is_empty() {
        keys.push(format!(":{}", command.name));
    }
    keys
}

/// A key as a hand types it: `g g` is `gg`, a blank becomes visible by its name.
fn shown_key(written: &str) -> String {
    let parts: Vec<&str> = written.split(' ').collect();
    let is_long = parts
        .iter()
        .any(|part| part.chars().count() > 1 && !part.starts_with('{'));
    let typed = parts.join(if is_long { " " } else { "" });
    typed.replace("{letter}", "{a-zA-Z}").replace("{colour}", "{1-8}")
}

#[cfg(test)]
mod tests {
    use super::{markdown, shown_key, text};
    use crate::session::COMMANDS;

    #[test]
    fn keys_are_shown_as_they_are_typed() {
        for (written, shown) in [
            ("j", "j"),
            ("g g", "gg"),
            ("] ]", "]]"),
            ("Ctrl-x Ctrl-e", "Ctrl-x Ctrl-e"),
            ("m {letter}", "m{a-zA-Z}"),
            ("{colour}", "{1-8}"),
        ] {
            assert_eq!(shown_key(written), shown);
        }
    }

    #[test]
    fn every_command_stands_in_both_forms_and_no_line_is_too_wide() {
        for command in COMMANDS {
            assert!(
                text().contains(command.doc) && markdown().contains(command.doc),
                "{}",
                command.name
            );
        }
        assert!(text().lines().all(|line| line.chars().count() <= 80));
    }
}

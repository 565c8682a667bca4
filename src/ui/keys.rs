//! The table of keys as text, for the README, `visavis keys` and whoever asks.
//!
//! It comes from the table of commands and the live keymap; nothing about a key is written down twice.

use super::Keymap;
use super::keymap::place_name;
use crate::session::COMMANDS;
use crate::session::command::{Group, Where};

/// The table as Markdown, one section a group: `| keys | does | command |`.
#[must_use]
pub fn markdown(keymap: &Keymap) -> String {
    let mut out = String::new();
    for (group, heading) in Group::ALL {
        if !out.is_empty() {
            out.push('\n');
        }
        out.push_str(&format!("### {heading}\n\n| keys | does | command |\n|---|---|---|\n"));
        for (command, row) in COMMANDS.iter().enumerate().filter(|(_, row)| row.group == group) {
            let keys: Vec<String> = places(keymap, command, group, |keys| format!("`{}`", keys.replace('|', "\\|")));
            out.push_str(&format!(
                "| {} | {} | `:{}` |\n",
                keys.join(" · "),
                row.doc.replace('|', "\\|"),
                row.name
            ));
        }
    }
    out
}

/// The table as plain text in three columns, one section a group.
#[must_use]
pub fn text(keymap: &Keymap) -> String {
    let mut out = String::new();
    for (group, heading) in Group::ALL {
        if !out.is_empty() {
            out.push('\n');
        }
        out.push_str(heading);
        out.push('\n');
        for (command, row) in COMMANDS.iter().enumerate().filter(|(_, row)| row.group == group) {
            let keys = places(keymap, command, group, str::to_owned).join(", ");
            out.push_str(&format!("  {:<24}{}  {keys}\n", row.name, row.doc));
        }
    }
    out
}

/// The keys of a command, each place but the group's usual one named before its keys.
fn places(keymap: &Keymap, command: usize, group: Group, write: impl Fn(&str) -> String) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let mut said: Vec<String> = Vec::new();
    for (place, _) in Where::ALL {
        let keys: Vec<String> = keymap.keys(command, place).map(|keys| write(&keys)).collect();
        // The same keys in several places are said once.
        if keys.is_empty() || said.contains(&keys.join(" ")) {
            continue;
        }
        said.push(keys.join(" "));
        let named = if place == usual(group) || out.is_empty() && group == Group::Typing {
            keys.join(" ")
        } else {
            format!("{} {}", place_words(place), keys.join(" "))
        };
        out.push(named);
    }
    out
}

const fn usual(group: Group) -> Where {
    match group {
        Group::Selecting => Where::Select,
        Group::Listing => Where::List,
        Group::Typing => Where::Note,
        _ => Where::Read,
    }
}

fn place_words(place: Where) -> &'static str {
    match place {
        Where::Read => "in the page",
        Where::Select => "in a selection",
        Where::Search => "in the search line",
        Where::Note => "in a note",
        Where::List => "in a list",
        Where::Filter => "in a filter",
    }
}

/// The place of a name in the key file.
#[must_use]
pub fn place_named(name: &str) -> Option<Where> {
    Where::ALL
        .iter()
        .find(|(place, _)| place_name(*place) == name)
        .map(|(place, _)| *place)
}

//! The table of keys as text, for the README, `visavis keys` and whoever asks.
//!
//! It comes from the table of commands and the live keymap; nothing about a key is written down twice.

use super::Keymap;
use crate::session::COMMANDS;
use crate::session::command::{Group, Where};
use crate::text::width::width;

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
                "| {} | {} | `{}` |\n",
                keys.join(" · "),
                row.doc.replace('|', "\\|"),
                row.name
            ));
        }
    }
    out
}

/// The table as plain text in three columns, keys first, one section a group.
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
            let gap = " ".repeat(KEYS.saturating_sub(width(&keys)).max(2));
            out.push_str(&format!("  {keys}{gap}{:<46}  {}\n", row.doc, row.name));
        }
    }
    out
}

/// Width of the keys in the plain table, in cells; longer ones push what follows.
const KEYS: usize = 30;

/// The keys of a command, each place but the group's usual one named before its keys.
fn places(keymap: &Keymap, command: usize, group: Group, write: impl Fn(&str) -> String) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let mut said: Vec<Vec<String>> = Vec::new();
    for (place, _) in Where::ALL {
        let keys: Vec<String> = keymap.keys(command, place).map(|keys| write(&keys)).collect();
        // Keys that another place has too are said once.
        if keys.is_empty() || said.iter().any(|said| keys.iter().all(|key| said.contains(key))) {
            continue;
        }
        said.push(keys.clone());
        let named = if place == usual(group) || out.is_empty() && group == Group::Typing {
            keys.join(" ")
        } else {
            format!("{} {}", place_words(place), keys.join(" "))
        };
        out.push(named);
    }
    if out.is_empty() {
        out.push(write(&format!(":{}", COMMANDS[command].name)));
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

#[cfg(test)]
mod tests {
    use super::{markdown, text};
    use crate::session::COMMANDS;
    use crate::session::command::Where;
    use crate::ui::Keymap;
    use crate::ui::keymap::Rebinding;

    #[test]
    fn every_command_stands_once_in_the_table_with_all_its_keys() {
        let keymap = Keymap::standard();
        let table = markdown(&keymap);
        for (command, row) in COMMANDS.iter().enumerate() {
            let named = format!("`{}` |", row.name);
            let lines: Vec<&str> = table.lines().filter(|line| line.ends_with(&named)).collect();
            assert_eq!(lines.len(), 1, "{}: {lines:?}", row.name);
            for (place, _) in Where::ALL {
                for keys in keymap.keys(command, place) {
                    let keys = keys.replace('|', "\\|");
                    assert!(lines[0].contains(&format!("`{keys}`")), "{keys} in {}", lines[0]);
                }
            }
            assert!(text(&keymap).contains(row.name));
        }
    }

    #[test]
    fn the_table_follows_the_readers_own_keys() {
        let own = Rebinding {
            place: Where::Read,
            command: "page-down".to_owned(),
            keys: vec!["Ctrl-v".to_owned()],
        };
        let (keymap, mistakes) = Keymap::new(&[own]);
        assert!(mistakes.is_empty(), "{mistakes:?}");
        assert!(markdown(&keymap).contains("| `Ctrl-v` | a page down | `page-down` |"));
    }

    #[test]
    fn the_cells_of_the_table_hold_no_bar_of_their_own() {
        for line in markdown(&Keymap::standard())
            .lines()
            .filter(|line| line.starts_with("| `"))
        {
            let bars = line.replace("\\|", "").matches('|').count();
            assert_eq!(bars, 4, "{line}");
        }
    }
}

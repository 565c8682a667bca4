//! Configuration files with mistakes in them.

use super::super::{ColourChoice, Configuration, KeyRow, NotesChoice, Position, ThemeChoice};
use crate::layout::Arrangement;

/// The mistakes as `line:column: words`.
fn check(text: &str, mistakes: &[&str]) -> Configuration {
    let (configuration, found) = Configuration::read(text);
    let found: Vec<String> = found
        .iter()
        .map(|m| format!("{}:{}: {}", m.position.line, m.position.column, m.says))
        .collect();
    assert_eq!(found, mistakes, "{text}");
    configuration
}

#[test]
fn a_file_without_mistakes_is_used_whole() {
    assert_eq!(check("", &[]), Configuration::default());
    let text = "\u{feff}# mine\ntheme = \"dark\"\ncolour = 'never'\nwidth = 0x40\nlayout = \"stacked\"\nhyphenation = false\n\
                mouse = false\ncitation = \"apa\"\nnotes = \"beside\"\nfolders = [\"~/a\", \"/b\"]\n[keys.read]\n\"next-turn\" = [\"}\", \"J\"]\nquit = \"Q\"\n[keys.list]\nquit = []\n";
    let configuration = check(text, &[]);
    let row = |mode: &str, command: &str, keys: &[&str], line| KeyRow {
        mode: mode.to_owned(),
        command: command.to_owned(),
        keys: keys.iter().map(ToString::to_string).collect(),
        position: Position { line, column: 1 },
    };
    let expected = Configuration {
        theme: ThemeChoice::Dark,
        colour: ColourChoice::Never,
        width: Some(64),
        layout: Some(Arrangement::Stacked),
        hyphenation: false,
        mouse: false,
        citation: crate::export::citation::Style::Apa,
        notes: NotesChoice::Beside,
        folders: vec!["~/a".to_owned(), "/b".to_owned()],
        keys: vec![
            row("read", "next-turn", &["}", "J"], 12),
            row("read", "quit", &["Q"], 13),
            row("list", "quit", &[], 15),
        ],
    };
    assert_eq!(configuration, expected);
}

#[test]
fn each_mistake_is_named_with_line_and_column_and_the_rest_is_used() {
    let theme = "theme is to be \"auto\", \"dark\" or \"light\"";
    let configuration = check(
        "mouse = false\ntheme = \"dusk\"\n  wdith = 3\nwidth = 9\nhyphenation = \"no\"\n",
        &[
            &format!("2:9: {theme}"),
            "3:3: unknown setting \"wdith\"; there are theme, colour, width, layout, hyphenation, mouse, citation, notes, folders and keys",
            "4:9: width is to be a whole number of cells from 20 to 200",
            "5:15: hyphenation is to be true or false",
        ],
    );
    assert_eq!(
        configuration,
        Configuration {
            mouse: false,
            ..Configuration::default()
        }
    );
    check("theme = 7", &[&format!("1:9: {theme}")]);
    check(
        "width = 99999999999999999999",
        &["1:9: width is to be a whole number of cells from 20 to 200"],
    );
    check(
        "keys = 3",
        &["1:8: keys is to be a table for each mode, such as [keys.read]"],
    );
    check("keys.read = 3", &["1:13: keys.read is to be a table: [keys.read]"]);
    check(
        "[keys.read]\nä = 3",
        &["2:1: invalid unquoted key, expected letters, numbers, `-`, `_`"],
    );
    check(
        "[keys.read]\n\"ä\" = 3",
        &["2:7: keys are to be a string or a list of strings"],
    );
    let kept = check("[keys.read]\nquit = [\"Q\", 3]", &["2:14: a key is to be a string"]);
    assert_eq!(kept.keys[0].keys, ["Q"]);
}

#[test]
fn broken_toml_costs_its_own_line_only() {
    for broken in [
        "theme = ",
        "theme \"dark\"",
        "theme = dark",
        "= 3",
        "theme = \"dark",
        "[keys.read",
        "theme = \"dark\" x",
    ] {
        let text = format!("mouse = false\n{broken}\n\nhyphenation = false\n");
        let (configuration, mistakes) = Configuration::read(&text);
        assert!(!mistakes.is_empty(), "{broken:?}");
        assert_eq!(mistakes[0].position.line, 2, "{broken:?}: {mistakes:?}");
        assert!(!configuration.mouse, "{broken:?} {mistakes:?}");
        if !broken.starts_with('[') {
            assert!(!configuration.hyphenation, "{broken:?} {mistakes:?} {configuration:?}");
            assert_eq!(mistakes.len(), 1, "{broken:?}: {mistakes:?}");
        }
    }
    check("mouse = false\nmouse = true\n", &["2:1: duplicate key"]);
    let (_, mistakes) = Configuration::read(&"[".repeat(100_000));
    assert!(!mistakes.is_empty());
}

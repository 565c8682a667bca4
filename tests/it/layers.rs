//! The layers of `src/lib.rs` are kept: nothing points upward, and only the upper ones touch the world or the terminal.
//!
//! It reads paths in the source as words, not as Rust: a path that is only written in a comment or a string is left out, and
//! the tests of a module may use what they like.

use crate::place;

/// The modules in order; each may use those above it in this list.
const ORDER: [&str; 12] = [
    "text",
    "transcript",
    "formats",
    "turns",
    "marks",
    "search",
    "layout",
    "export",
    "session",
    "ui",
    "store",
    "app",
];

/// What may be named from a layer on only, and the layers that may.
const WORLD: [(&str, &[&str]); 9] = [
    ("std::fs", &["store", "app"]),
    ("std::env", &["store", "app"]),
    ("std::process::Command", &["app"]),
    ("std::net", &[]),
    ("std::thread", &["store", "app"]),
    ("SystemTime", &["store", "app"]),
    ("Instant", &["store", "app"]),
    ("ratatui", &["ui", "app"]),
    ("crossterm", &["ui", "app"]),
];

/// What is wrong with a source file of `src`, a sentence each.
fn complaints(path: &str, source: &str) -> Vec<String> {
    let inside = path.trim_start_matches("src/");
    let module = inside.split(['/', '.']).next().unwrap_or_default();
    let Some(height) = ORDER.iter().position(|name| *name == module) else {
        return if ["lib", "main"].contains(&module) {
            Vec::new()
        } else {
            vec![format!("{path}: no layer is named {module}")]
        };
    };
    let folders = inside
        .trim_end_matches("mod.rs")
        .trim_end_matches(".rs")
        .trim_end_matches('/')
        .split('/')
        .count();
    let to_root = "super::".repeat(folders);
    let mut found = Vec::new();
    for (number, line) in code(source) {
        let line = line.replace(&to_root, "crate::");
        for (used, name) in ORDER.iter().enumerate() {
            if used > height && names_module(&line, name) {
                found.push(format!("{path}:{number}: {module} stands above {name} and uses it"));
            }
        }
        for (thing, allowed) in WORLD {
            if names(&line, thing) && !allowed.contains(&module) {
                found.push(format!("{path}:{number}: {module} must not know {thing}"));
            }
        }
    }
    found
}

/// The lines of code with their numbers: comments and strings taken out, `use` groups spelled out, tests left off.
fn code(source: &str) -> Vec<(usize, String)> {
    let mut lines: Vec<(usize, String)> = Vec::new();
    let mut open_use: Option<String> = None;
    let mut test_depth: Option<i64> = None;
    let mut pending_test = false;
    for (at, raw) in source.lines().enumerate() {
        let bare = without_comment_and_strings(raw);
        let trimmed = bare.trim();
        if trimmed.starts_with("#[cfg(test)]") {
            pending_test = true;
            continue;
        }
        let balance = i64::try_from(trimmed.matches('{').count()).unwrap_or(0)
            - i64::try_from(trimmed.matches('}').count()).unwrap_or(0);
        if let Some(depth) = &mut test_depth {
            *depth += balance;
            if *depth <= 0 {
                test_depth = None;
            }
            continue;
        }
        if pending_test && !trimmed.is_empty() && !trimmed.starts_with("#[") {
            pending_test = false;
            if balance > 0 {
                test_depth = Some(balance);
            }
            continue;
        }
        // A `use` over several lines is one path tree.
        let begins =
            trimmed.starts_with("use ") || trimmed.starts_with("pub use ") || trimmed.starts_with("pub(crate) use ");
        if let Some(so_far) = &mut open_use {
            so_far.push_str(trimmed);
        } else if begins {
            open_use = Some(trimmed.to_owned());
        } else {
            lines.push((at + 1, trimmed.to_owned()));
            continue;
        }
        if trimmed.ends_with(';')
            && let Some(tree) = open_use.take()
        {
            lines.extend(spelled_out(&tree).into_iter().map(|path| (at + 1, path)));
        }
    }
    lines
}

/// Every path of a `use` tree: `use a::{b, c::{d, e}};` is `a::b`, `a::c::d` and `a::c::e`.
fn spelled_out(tree: &str) -> Vec<String> {
    let mut paths = Vec::new();
    let mut stems: Vec<String> = Vec::new();
    let mut word = String::new();
    let tree = tree.split_once("use ").map_or(tree, |(_, rest)| rest);
    for c in tree.chars() {
        match c {
            '{' => stems.push(std::mem::take(&mut word)),
            ',' | ';' | '}' => {
                let leaf = std::mem::take(&mut word);
                if !leaf.trim().is_empty() {
                    paths.push(format!("{}{}", stems.concat(), leaf.trim()));
                }
                if c == '}' {
                    stems.pop();
                }
            }
            c if c.is_whitespace() && word.is_empty() => {}
            c => word.push(c),
        }
    }
    paths
}

fn without_comment_and_strings(line: &str) -> String {
    let mut out = String::new();
    let mut chars = line.chars().peekable();
    let mut in_string = false;
    while let Some(c) = chars.next() {
        match c {
            '\\' if in_string => {
                chars.next();
            }
            '\'' if !in_string && chars.peek() == Some(&'"') => {
                chars.next();
            }
            '"' => in_string = !in_string,
            '/' if !in_string && chars.peek() == Some(&'/') => break,
            c if !in_string => out.push(c),
            _ => {}
        }
    }
    out
}

/// Whether a line names one of our modules from the root: `crate::name`, or `visavis::name`.
fn names_module(line: &str, name: &str) -> bool {
    ["crate::", "visavis::"]
        .iter()
        .any(|stem| names(line, &format!("{stem}{name}")))
}

/// Whether a line holds a path as whole words.
fn names(line: &str, path: &str) -> bool {
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    line.match_indices(path).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        let after = line[at + path.len()..].chars().next();
        !before.is_some_and(is_word) && !after.is_some_and(is_word)
    })
}

#[test]
fn every_module_uses_only_those_above_it() {
    let sources = place::files("src", "rs");
    assert!(sources.len() > 20, "the source is read");
    let wrong: Vec<String> = sources
        .iter()
        .filter(|path| !place::is_test_file(path))
        .flat_map(|path| complaints(path, &place::text(path)))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_list_of_layers_is_the_one_in_the_crate() {
    let source = place::text("src/lib.rs");
    let declared: Vec<&str> = source
        .lines()
        .filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';'))
        .collect();
    assert_eq!(declared, ORDER);
}

#[test]
fn a_source_that_breaks_a_rule_is_found() {
    for (path, source, rule) in [
        (
            "src/text/bad.rs",
            "use crate::formats::Part;",
            "text stands above formats",
        ),
        (
            "src/layout/bad.rs",
            "use crate::{\n    text::Span,\n    session::Session,\n};",
            "layout stands above session",
        ),
        (
            "src/turns/bad.rs",
            "fn f() { crate::ui::draw(); }",
            "turns stands above ui",
        ),
        (
            "src/marks/mod.rs",
            "use crate::search::Query;",
            "marks stands above search",
        ),
        (
            "src/session/bad.rs",
            "use std::time::{Duration, Instant};",
            "session must not know Instant",
        ),
        ("src/ui/bad.rs", "let x = std::fs::read(p);", "ui must not know std::fs"),
        ("src/ui/bad.rs", "use std::{env, fmt};", "ui must not know std::env"),
        (
            "src/store/bad.rs",
            "use ratatui::buffer::Buffer;",
            "store must not know ratatui",
        ),
        (
            "src/text/mod.rs",
            "use super::formats::Part;",
            "text stands above formats",
        ),
        (
            "src/text/fold/bad.rs",
            "use super::super::super::app;",
            "text stands above app",
        ),
        ("src/tricks/bad.rs", "", "no layer is named tricks"),
        (
            "src/export/bad.rs",
            "#[cfg(test)]\nmod tests {\n use std::fs;\n}\nuse std::fs;",
            "export must not know std::fs",
        ),
    ] {
        let found = complaints(path, source);
        assert!(
            found.iter().any(|f| f.contains(rule)) && found.len() == 1,
            "{source}: {found:?}"
        );
    }
}

#[test]
fn a_source_that_keeps_the_rules_is_let_through() {
    for (path, source) in [
        ("src/search/good.rs", "use crate::{marks::Colour, turns::Turns};"),
        (
            "src/text/good.rs",
            "// not std::fs\nlet words = \"crate::app\"; // ratatui",
        ),
        (
            "src/text/good.rs",
            "#[cfg(test)]\nmod tests {\n    use crate::formats::Part;\n    fn f() { std::fs::read(p); }\n}",
        ),
        (
            "src/layout/good.rs",
            "#[cfg(test)]\nmod tests;\nlet instantaneous = InstantNoodles;",
        ),
        ("src/turns/mod.rs", "use super::text::Span;"),
        ("src/app/good.rs", "use crossterm::event; use std::time::Instant;"),
    ] {
        assert_eq!(complaints(path, source), Vec::<String>::new(), "{source}");
    }
}

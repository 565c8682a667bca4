//! Keys as they are written: in the table of commands, in the reader's key file, in the help.
//!
//! `Ctrl-f`, `Alt-Left`, `Shift-F3`, `Space`, `PgDn`, single characters; keys of a sequence are separated by spaces; the
//! classes `{letter}` and `{colour}` stand for any key of theirs and come last. It refuses what no terminal can send, and says
//! which word it did not understand.

use super::event::{Code, Key, Modifiers};

/// One step of a sequence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Step {
    /// This key.
    Key(Key),
    /// `a` to `z` and `A` to `Z`.
    Letter,
    /// `1` to `8`.
    Colour,
}

/// Names of keys; the first spelling of a code is the one written.
const NAMES: &[(&str, Code)] = &[
    ("Space", Code::Char(' ')),
    ("Enter", Code::Enter),
    ("Return", Code::Enter),
    ("Esc", Code::Escape),
    ("Escape", Code::Escape),
    ("Tab", Code::Tab),
    ("Backspace", Code::Backspace),
    ("Delete", Code::Delete),
    ("Del", Code::Delete),
    ("Insert", Code::Insert),
    ("Ins", Code::Insert),
    ("Left", Code::Left),
    ("←", Code::Left),
    ("Right", Code::Right),
    ("→", Code::Right),
    ("Up", Code::Up),
    ("↑", Code::Up),
    ("Down", Code::Down),
    ("↓", Code::Down),
    ("Home", Code::Home),
    ("End", Code::End),
    ("PgUp", Code::PageUp),
    ("PageUp", Code::PageUp),
    ("PgDn", Code::PageDown),
    ("PageDown", Code::PageDown),
];

/// Reads a sequence such as `g H {colour}`.
///
/// # Errors
///
/// What is wrong with it, as a sentence without a full stop.
pub fn parse(written: &str) -> Result<Vec<Step>, String> {
    let steps = written.split_whitespace().map(step).collect::<Result<Vec<_>, _>>()?;
    let Some((_, before)) = steps.split_last() else {
        return Err("no key is written".to_owned());
    };
    if before.iter().any(|step| !matches!(step, Step::Key(_))) {
        return Err(format!("in `{written}` a class of keys does not come last"));
    }
    Ok(steps)
}

/// The key in its canonical form: a control letter is small, a character has no Shift of its own.
#[must_use]
pub const fn canonical(key: Key) -> Key {
    let Key { code, mut modifiers } = key;
    let code = match code {
        Code::Char(c) => {
            modifiers.shift = false;
            Code::Char(if modifiers.control { c.to_ascii_lowercase() } else { c })
        }
        other => other,
    };
    Key { code, modifiers }
}

/// A key as it is written.
#[must_use]
pub fn write(key: Key) -> String {
    let Key { code, modifiers } = key;
    let mut out = String::new();
    for (held, name) in [
        (modifiers.control, "Ctrl-"),
        (modifiers.alt, "Alt-"),
        (modifiers.shift, "Shift-"),
    ] {
        if held {
            out.push_str(name);
        }
    }
    match (NAMES.iter().find(|(_, named)| *named == code), code) {
        (Some((name, _)), _) => out.push_str(name),
        (None, Code::Char(c)) => out.push(c),
        (None, Code::Function(number)) => out.push_str(&format!("F{number}")),
        (None, _) => {}
    }
    out
}

/// A sequence as the help and the strip show it: `gg`, `Ctrl-x Ctrl-e`, `m a–z`, with arrows as arrows.
#[must_use]
pub fn show(steps: &[Step]) -> String {
    let words: Vec<String> = steps.iter().map(|step| show_step(*step)).collect();
    let close = words.iter().all(|word| word.chars().count() == 1);
    words.join(if close { "" } else { " " })
}

fn show_step(step: Step) -> String {
    match step {
        Step::Letter => "a–z".to_owned(),
        Step::Colour => "1–8".to_owned(),
        Step::Key(key) => {
            let written = write(key);
            for (name, arrow) in [("Left", "←"), ("Right", "→"), ("Up", "↑"), ("Down", "↓")] {
                if let Some(held) = written.strip_suffix(name)
                    && (held.is_empty() || held.ends_with('-'))
                {
                    return format!("{held}{arrow}");
                }
            }
            written
        }
    }
}

fn step(word: &str) -> Result<Step, String> {
    match word {
        "{letter}" => return Ok(Step::Letter),
        "{colour}" | "{color}" => return Ok(Step::Colour),
        _ => {}
    }
    let mut modifiers = Modifiers::default();
    let mut rest = word;
    while let Some((held, after)) = rest
        .split_once('-')
        .filter(|(held, after)| !held.is_empty() && !after.is_empty())
    {
        let which = match held.to_ascii_lowercase().as_str() {
            "ctrl" | "control" | "c" => &mut modifiers.control,
            "alt" | "meta" | "a" | "m" => &mut modifiers.alt,
            "shift" | "s" => &mut modifiers.shift,
            _ => {
                return Err(format!(
                    "`{word}` is no key: `{held}-` is neither Ctrl-, Alt- nor Shift-"
                ));
            }
        };
        *which = true;
        rest = after;
    }
    let code = code(rest).ok_or_else(|| format!("`{word}` is no key"))?;
    let code = match code {
        Code::Char(c) if modifiers.shift && c.is_lowercase() => Code::Char(c.to_uppercase().next().unwrap_or(c)),
        other => other,
    };
    Ok(Step::Key(canonical(Key { code, modifiers })))
}

fn code(name: &str) -> Option<Code> {
    let mut chars = name.chars();
    if let (Some(c), None) = (chars.next(), chars.next())
        && !"←→↑↓".contains(c)
    {
        return (!c.is_control()).then_some(Code::Char(c));
    }
    if let Some((_, code)) = NAMES.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)) {
        return Some(*code);
    }
    let number = name.strip_prefix(['F', 'f'])?.parse().ok()?;
    (1..=24).contains(&number).then_some(Code::Function(number))
}

#[cfg(test)]
mod tests {
    use super::{parse, show};

    fn check(written: &str, shown: &str) {
        let steps = parse(written).unwrap_or_else(|e| panic!("{written}: {e}"));
        assert_eq!(show(&steps), shown, "{written}");
    }

    #[test]
    fn keys_may_be_spelled_in_the_usual_ways() {
        check("Ctrl-f", "Ctrl-f");
        check("C-f", "Ctrl-f");
        check("control-F", "Ctrl-f");
        check("Alt-Left", "Alt-←");
        check("M-←", "Alt-←");
        check("S-F3", "Shift-F3");
        check("pagedown", "PgDn");
        check("Shift-a", "A");
        check("Ctrl--", "Ctrl--");
        check("-", "-");
        check("g g", "gg");
        check("] ?", "]?");
        check("Ctrl-x Ctrl-e", "Ctrl-x Ctrl-e");
        check("g H {colour}", "g H 1–8");
        check("m {letter}", "m a–z");
        check("ö", "ö");
    }

    #[test]
    fn a_word_that_is_no_key_is_named() {
        for wrong in ["", "Hyper-x", "F99", "Ctrl-", "pagedwon", "{colour} x", "F"] {
            let parsed = parse(wrong);
            assert_eq!(parsed.is_err(), wrong != "F", "{wrong}: {parsed:?}");
        }
        assert!(parse("Hyper-x").unwrap_err().contains("Hyper"));
    }
}

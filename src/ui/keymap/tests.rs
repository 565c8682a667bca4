use super::{Keymap, Pressed, Rebinding, Typed};
use crate::marks::Colour;
use crate::session::Action;
use crate::session::command::{COMMANDS, Run, Where};
use crate::ui::event::{Code, Key, Modifiers};
use crate::ui::notation::{self, Step};

/// Presses keys written as in the table (digits and text by themselves) and writes what comes of them, one thing a word.
fn said(map: &Keymap, place: Where, keys: &str) -> String {
    let mut typed = Typed::default();
    let mut out = Vec::new();
    for word in keys.split_whitespace() {
        if word == "…" {
            out.push(map.expire(&mut typed).map_or("nothing".to_owned(), |(a, c)| say(&a, c)));
            continue;
        }
        let steps = notation::parse(word).expect("a key");
        let [Step::Key(key)] = steps[..] else {
            panic!("{word} is one key")
        };
        loop {
            match map.press(&mut typed, place, key) {
                Pressed::Do(Action::Pending(_), _) => {}
                Pressed::Wait(pending) => out.push(format!("wait({})", pending.typed)),
                Pressed::Do(action, count) => out.push(say(&action, count)),
                Pressed::Again(action, count) => {
                    out.push(say(&action, count));
                    continue;
                }
            }
            break;
        }
    }
    out.join(" ; ")
}

fn say(action: &Action, count: Option<usize>) -> String {
    let count = count.map(|count| format!("{count}×")).unwrap_or_default();
    format!("{count}{action:?}")
}

fn check(place: Where, keys: &str, expect: &str) {
    assert_eq!(said(&Keymap::standard(), place, keys), expect, "{keys}");
}

#[test]
fn the_table_has_no_conflicts_and_no_key_that_cannot_be_read() {
    let (_, mistakes) = Keymap::new(&[]);
    assert!(mistakes.is_empty(), "{mistakes:?}");
    for (at, (place, _)) in Where::ALL.iter().enumerate() {
        assert_eq!(*place as usize, at, "places stand in the order of their numbers");
    }
}

#[test]
fn every_command_with_keys_is_reached_by_each_of_them() {
    let map = Keymap::standard();
    for (command, row) in COMMANDS.iter().enumerate() {
        for (place, keys) in row.keys {
            let steps = notation::parse(keys).expect("the table is readable");
            let keys = steps.iter().map(|step| match step {
                Step::Key(key) => *key,
                Step::Letter => plain('q'),
                Step::Colour => plain('3'),
            });
            let mut typed = Typed::default();
            let mut reached = None;
            for key in keys {
                reached = match map.press(&mut typed, *place, key) {
                    Pressed::Wait(_) | Pressed::Do(Action::Pending(_), _) => None,
                    Pressed::Do(action, _) => Some(format!("{action:?}")),
                    Pressed::Again(..) => panic!("{}: what waited goes on", row.name),
                };
            }
            if let Some((action, _)) = map.expire(&mut typed) {
                reached = Some(format!("{action:?}"));
            }
            let meant = match COMMANDS[command].run {
                Run::Do(action) => action(),
                Run::With(action) => action('3').or_else(|| action('q')).expect("a class it takes"),
            };
            let meant = match (&meant, row.name) {
                (Action::SetLetter(_), _) => Action::SetLetter('q'),
                (Action::GoToLetter(_), _) => Action::GoToLetter('q'),
                _ => meant,
            };
            let meant = format!("{meant:?}");
            assert_eq!(reached, Some(meant), "{} by {place:?} {steps:?}", row.name);
        }
    }
}

#[test]
fn digits_count_in_the_page_and_colour_after_h() {
    check(Where::Read, "1 2 j", "12×Move(LineDown)");
    check(Where::Read, "4 0 %", "40×Move(PerCent)");
    check(Where::Read, "1 2 G", "12×Move(End)");
    check(Where::Read, "G", "Move(End)");
    check(Where::Read, "0", "Unbound(\"0\")");
    check(Where::Read, "3 ] ]", "3×Move(NextQuestion)");
    check(Where::Read, "H 3", "Highlight(Colour(3))");
    check(Where::Read, "2 H 8", "2×Highlight(Colour(8))");
    check(Where::Read, "H 9", "Unbound(\"H9\")");
    check(Where::Read, "g H 1", "MarkHits { colour: Some(Colour(1)), all: false }");
    check(Where::Select, "3", "Highlight(Colour(3))");
    check(Where::Select, "9", "Unbound(\"9\")");
    check(
        Where::Read,
        "9 9 9 9 9 9 9 9 9 9 9 9 9 9 9 9 9 9 9 9 9 9 9 j",
        "99999999×Move(LineDown)",
    );
}

#[test]
fn a_key_that_may_go_on_waits_and_then_acts() {
    check(Where::Read, "z z", "wait(z) ; Centre");
    check(Where::Read, "z …", "wait(z) ; Zen");
    check(Where::Read, "z j", "wait(z) ; Zen ; Move(LineDown)");
    check(Where::Read, "5 z …", "wait(5z) ; 5×Zen");
    check(Where::Read, "z Esc j", "wait(z) ; Move(LineDown)");
    check(Where::Read, "j …", "Move(LineDown) ; nothing");
    check(Where::Read, "g …", "nothing");
}

#[test]
fn sequences_go_on_break_off_and_fail_with_their_name() {
    check(Where::Read, "g g", "Move(Start)");
    check(Where::Read, "g Esc g g", "Move(Start)");
    check(Where::Read, "g Ctrl-c j", "Move(LineDown)");
    check(Where::Read, "1 2 Esc j", "Move(LineDown)");
    check(Where::Read, "g x", "Unbound(\"gx\")");
    check(Where::Read, "Ctrl-g", "Unbound(\"Ctrl-g\")");
    check(Where::Read, "m a", "SetLetter('a')");
    check(Where::Read, "m A", "SetLetter('A')");
    check(Where::Read, "m 1", "Unbound(\"m1\")");
    check(Where::Read, "' '", "GoBack");
    check(Where::Read, "' x", "GoToLetter('x')");
    check(Where::Read, "Esc", "Escape");
    check(Where::Read, "Ctrl-c", "Interrupt");
    check(Where::Note, "Ctrl-x Ctrl-e", "EditOutside");
    check(Where::Note, "Ctrl-x a", "Unbound(\"Ctrl-x a\")");
}

#[test]
fn text_is_text_where_something_is_written() {
    check(
        Where::Search,
        "j 4 Space ö",
        "Type('j') ; Type('4') ; Type(' ') ; Type('ö')",
    );
    check(Where::Note, "z", "Type('z')");
    check(Where::Filter, "q", "Type('q')");
    check(Where::List, "q", "Escape");
    check(Where::Search, "Alt-j", "Unbound(\"Alt-j\")");
    check(Where::Search, "Ctrl-r", "ToggleRegex");
    check(Where::Read, "Ctrl-r", "Redo");
}

#[test]
fn a_prefix_says_what_may_follow() {
    let map = Keymap::standard();
    let mut typed = Typed::default();
    map.press(&mut typed, Where::Read, plain('4'));
    let Pressed::Do(Action::Pending(pending), None) = map.press(&mut typed, Where::Read, plain('g')) else {
        panic!("g is a prefix");
    };
    assert_eq!(pending.typed, "4g");
    assert!(
        pending.follow.contains(&("g".to_owned(), "to the beginning")),
        "{pending:?}"
    );
    assert!(
        pending.follow.contains(&("H 1–8".to_owned(), "highlight this hit")),
        "{pending:?}"
    );
    let Pressed::Do(Action::Pending(gone), None) = map.press(&mut typed, Where::Read, key(Code::Escape)) else {
        panic!("Esc clears");
    };
    assert_eq!(gone.typed, "");
}

#[test]
fn what_is_typed_is_forgotten_where_the_place_changes() {
    let map = Keymap::standard();
    let mut typed = Typed::default();
    map.press(&mut typed, Where::Read, plain('g'));
    let pressed = map.press(&mut typed, Where::List, plain('j'));
    assert!(matches!(pressed, Pressed::Do(Action::Choose(_), None)), "{pressed:?}");
}

#[test]
fn the_readers_keys_go_before_the_tables_and_conflicts_are_named() {
    let row = |command: &str, keys: &[&str]| Rebinding {
        place: Where::Read,
        command: command.to_owned(),
        keys: keys.iter().map(|&keys| keys.to_owned()).collect(),
    };
    let (map, mistakes) = Keymap::new(&[row("next-turn", &["j", "Ctrl-j"]), row("quit", &[])]);
    assert_eq!(said(&map, Where::Read, "j"), "Move(NextTurn)");
    assert_eq!(said(&map, Where::Read, "}"), "Unbound(\"}\")");
    assert_eq!(said(&map, Where::Read, "q"), "Unbound(\"q\")");
    assert_eq!(said(&map, Where::Read, "Down"), "Move(LineDown)");
    assert_eq!(
        mistakes,
        ["in read `j` is wanted by next-turn and by line-down; next-turn has it"]
    );

    let (map, mistakes) = Keymap::new(&[
        row("qiut", &["x"]),
        row("highlight", &["x"]),
        row("start", &["x {colour}"]),
        row("end", &["Hyper-x"]),
        row("zen", &["a b c d e f g h i"]),
    ]);
    assert_eq!(mistakes.len(), 5, "{mistakes:?}");
    for (mistake, name) in mistakes.iter().zip(["qiut", "highlight", "start", "end", "zen"]) {
        assert!(mistake.contains(name), "{mistake}");
    }
    assert_eq!(
        said(&map, Where::Read, "G"),
        "Move(End)",
        "a row with a mistake leaves the keys as they were"
    );
}

fn plain(c: char) -> Key {
    key(Code::Char(c))
}

fn key(code: Code) -> Key {
    Key {
        code,
        modifiers: Modifiers::default(),
    }
}

#[test]
fn before_a_colour_the_eight_are_told_by_name() {
    let map = Keymap::standard();
    for keys in ["H", "gH"] {
        let mut typed = Typed::default();
        let mut last = None;
        for key in keys.chars() {
            last = Some(map.press(&mut typed, Where::Read, plain(key)));
        }
        let Some(Pressed::Do(Action::Pending(pending), None)) = last else {
            panic!("{keys} is a prefix");
        };
        assert_eq!(pending.follow.len(), 8, "{keys}");
        assert!(
            pending.follow.contains(&("3".to_owned(), Colour::ALL[2].name())),
            "{pending:?}"
        );
        assert!(pending.colours.starts_with("highlight"), "{keys}");
    }
}

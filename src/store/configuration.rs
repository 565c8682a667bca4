//! The configuration file: what the reader set, and every mistake in it by line and column.
//!
//! A mistake costs its own line only; the rest is used, and the reader opens all the same. Whether a command or key exists is
//! for those to say who know the commands; here keys are words with a position. The file is never written.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::export::citation::Style;
use crate::layout::Arrangement;

/// How often broken lines are taken out and the rest is tried again.
const ROUNDS: usize = 50;

/// Which colours the page is made for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ThemeChoice {
    /// As the terminal's background asks for.
    #[default]
    Auto,
    /// For a dark background.
    Dark,
    /// For a light background.
    Light,
}

/// Whether there is colour.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ColourChoice {
    /// As terminal and environment ask for.
    #[default]
    Auto,
    /// In any case.
    Always,
    /// In no case.
    Never,
}

/// Where marks are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum NotesChoice {
    /// In the data directory.
    #[default]
    Home,
    /// Beside the transcript, to go where its folder goes.
    Beside,
}

/// A place in the file, counted from 1; columns in characters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// Line.
    pub line: usize,
    /// Column.
    pub column: usize,
}

/// Something in the file that is not used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistake {
    /// Where it begins.
    pub position: Position,
    /// What is wrong, lower case, without a full stop.
    pub says: String,
}

/// The keys of one command in one mode, as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyRow {
    /// The mode: the word after `keys.` in the table's head.
    pub mode: String,
    /// The command's name.
    pub command: String,
    /// The keys, possibly none.
    pub keys: Vec<String>,
    /// Where the row stands, for naming a mistake in it.
    pub position: Position,
}

/// What the reader set; what is not set is as it is without a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Configuration {
    /// `theme = "auto" | "dark" | "light"`.
    pub theme: ThemeChoice,
    /// `colour = "auto" | "always" | "never"`.
    pub colour: ColourChoice,
    /// `width`: the measure of a column in cells, 20 to 200.
    pub width: Option<u16>,
    /// `layout = "side-by-side" | "stacked" | "plain"`.
    pub layout: Option<Arrangement>,
    /// `hyphenation = true | false`.
    pub hyphenation: bool,
    /// `mouse = true | false`.
    pub mouse: bool,
    /// `citation = "plain" | "chicago" | "apa" | "german"`, or a template.
    pub citation: Style,
    /// `notes = "home" | "beside"`.
    pub notes: NotesChoice,
    /// `folders = ["~/Interviews"]`: where the library's transcripts lie; `~/` is the home folder.
    pub folders: Vec<String>,
    /// `[keys.<mode>]`, rows of `command = "key"` or `command = ["key", "key"]`.
    pub keys: Vec<KeyRow>,
}

impl Default for Configuration {
    fn default() -> Self {
        Self {
            theme: ThemeChoice::Auto,
            colour: ColourChoice::Auto,
            width: None,
            layout: None,
            hyphenation: true,
            mouse: true,
            citation: Style::Plain,
            notes: NotesChoice::Home,
            folders: Vec::new(),
            keys: Vec::new(),
        }
    }
}

/// One setting: its name, what it may be, and how it is set; `false` where the value is none of those.
struct Setting {
    name: &'static str,
    expects: &'static str,
    set: fn(&mut Configuration, &DeValue<'_>) -> bool,
}

const SETTINGS: &[Setting] = &[
    Setting {
        name: "theme",
        expects: "\"auto\", \"dark\" or \"light\"",
        set: |c, value| {
            let words = [
                ("auto", ThemeChoice::Auto),
                ("dark", ThemeChoice::Dark),
                ("light", ThemeChoice::Light),
            ];
            one_of(value, &words, &mut c.theme)
        },
    },
    Setting {
        name: "colour",
        expects: "\"auto\", \"always\" or \"never\"",
        set: |c, value| {
            let words = [
                ("auto", ColourChoice::Auto),
                ("always", ColourChoice::Always),
                ("never", ColourChoice::Never),
            ];
            one_of(value, &words, &mut c.colour)
        },
    },
    Setting {
        name: "width",
        expects: "a whole number of cells from 20 to 200",
        set: |c, value| {
            let number = value
                .as_integer()
                .and_then(|i| u16::from_str_radix(i.as_str(), i.radix()).ok());
            let width = number.filter(|cells| (20..=200).contains(cells));
            c.width = width.or(c.width);
            width.is_some()
        },
    },
    Setting {
        name: "layout",
        expects: "\"side-by-side\", \"stacked\" or \"plain\"",
        set: |c, value| {
            let words = [
                ("side-by-side", Some(Arrangement::SideBySide)),
                ("stacked", Some(Arrangement::Stacked)),
                ("plain", Some(Arrangement::Plain)),
            ];
            one_of(value, &words, &mut c.layout)
        },
    },
    Setting {
        name: "hyphenation",
        expects: "true or false",
        set: |c, value| switch(value, &mut c.hyphenation),
    },
    Setting {
        name: "mouse",
        expects: "true or false",
        set: |c, value| switch(value, &mut c.mouse),
    },
    Setting {
        name: "citation",
        expects: "\"plain\", \"chicago\", \"apa\", \"german\" or a template such as \"{speaker}, {title}, {from}\"",
        set: |c, value| {
            let style = value.as_str().and_then(|written| Style::read(written).ok());
            let understood = style.is_some();
            c.citation = style.unwrap_or_default();
            understood
        },
    },
    Setting {
        name: "notes",
        expects: "\"home\" or \"beside\"",
        set: |c, value| {
            let words = [("home", NotesChoice::Home), ("beside", NotesChoice::Beside)];
            one_of(value, &words, &mut c.notes)
        },
    },
    Setting {
        name: "folders",
        expects: "a list of folders, such as [\"~/Interviews\"]",
        set: |c, value| {
            let listed = value
                .as_array()
                .map(|list| list.iter().map(|one| one.get_ref().as_str().map(str::to_owned)));
            let folders: Option<Vec<String>> = listed.and_then(Iterator::collect);
            let understood = folders.is_some();
            c.folders = folders.unwrap_or_default();
            understood
        },
    },
];

impl Configuration {
    /// Reads the text of a configuration file: what can be used, and every mistake in order of the file.
    #[must_use]
    pub fn read(text: &str) -> (Self, Vec<Mistake>) {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let mut reading = Reading {
            text,
            mistakes: Vec::new(),
            configuration: Self::default(),
        };
        let usable = reading.without_broken_lines();
        let (table, _) = DeTable::parse_recoverable(&usable);
        for (name, value) in table.get_ref() {
            reading.take(name, value);
        }
        let Reading {
            mut mistakes,
            mut configuration,
            ..
        } = reading;
        mistakes.sort_by_key(|mistake| mistake.position);
        configuration.keys.sort_by_key(|row| row.position);
        (configuration, mistakes)
    }
}

struct Reading<'a> {
    text: &'a str,
    mistakes: Vec<Mistake>,
    configuration: Configuration,
}

impl Reading<'_> {
    /// The text with every line blank on which the syntax is wrong, each of them named. The parser's own recovery also drops
    /// lines after a broken one.
    fn without_broken_lines(&mut self) -> String {
        let mut usable = self.text.to_owned();
        for _ in 0..ROUNDS {
            let (_, errors) = DeTable::parse_recoverable(&usable);
            if errors.is_empty() {
                return usable;
            }
            let mut lines: Vec<usize> = Vec::new();
            for error in &errors {
                let at = error.span().map_or(0, |span| span.start);
                let position = self.position(at);
                // One broken line may trip the parser several times; the first is the cause.
                if !lines.contains(&position.line) {
                    lines.push(position.line);
                    self.mistake(at, first_line(error.message()));
                }
            }
            let blank = |(at, line): (usize, &str)| {
                let is_broken = lines.contains(&(at + 1));
                if is_broken {
                    " ".repeat(line.len().saturating_sub(1)) + "\n"
                } else {
                    line.to_owned()
                }
            };
            usable = usable.split_inclusive('\n').enumerate().map(blank).collect();
        }
        // So many rounds of mistakes are no configuration.
        String::new()
    }

    fn take(&mut self, name: &Spanned<std::borrow::Cow<'_, str>>, value: &Spanned<DeValue<'_>>) {
        let known = name.get_ref().as_ref();
        if known == "keys" {
            self.take_keys(value);
        } else if let Some(setting) = SETTINGS.iter().find(|setting| setting.name == known) {
            if !(setting.set)(&mut self.configuration, value.get_ref()) {
                self.mistake(value.span().start, format!("{known} is to be {}", setting.expects));
            }
        } else {
            let names: Vec<&str> = SETTINGS.iter().map(|setting| setting.name).collect();
            let says = format!("unknown setting {known:?}; there are {} and keys", names.join(", "));
            self.mistake(name.span().start, says);
        }
    }

    fn take_keys(&mut self, modes: &Spanned<DeValue<'_>>) {
        let Some(table) = modes.get_ref().as_table() else {
            return self.mistake(
                modes.span().start,
                "keys is to be a table for each mode, such as [keys.read]".to_owned(),
            );
        };
        for (mode, rows) in table {
            let Some(rows) = rows.get_ref().as_table() else {
                let says = format!("keys.{0} is to be a table: [keys.{0}]", mode.get_ref());
                self.mistake(rows.span().start, says);
                continue;
            };
            for (command, keys) in rows {
                self.take_row(mode.get_ref(), command, keys);
            }
        }
    }

    fn take_row(&mut self, mode: &str, command: &Spanned<std::borrow::Cow<'_, str>>, value: &Spanned<DeValue<'_>>) {
        let mut keys = Vec::new();
        match value.get_ref() {
            DeValue::String(key) => keys.push(key.as_ref().to_owned()),
            DeValue::Array(several) => {
                for key in several {
                    match key.get_ref().as_str() {
                        Some(word) => keys.push(word.to_owned()),
                        None => self.mistake(key.span().start, "a key is to be a string".to_owned()),
                    }
                }
            }
            _ => {
                return self.mistake(
                    value.span().start,
                    "keys are to be a string or a list of strings".to_owned(),
                );
            }
        }
        let position = self.position(command.span().start);
        self.configuration.keys.push(KeyRow {
            mode: mode.to_owned(),
            command: command.get_ref().to_string(),
            keys,
            position,
        });
    }

    fn mistake(&mut self, at: usize, says: String) {
        let position = self.position(at);
        self.mistakes.push(Mistake { position, says });
    }

    fn position(&self, at: usize) -> Position {
        let before = self.text.get(..at).unwrap_or(self.text);
        let start = before.rfind('\n').map_or(0, |at| at + 1);
        Position {
            line: before.matches('\n').count() + 1,
            column: before[start..].chars().count() + 1,
        }
    }
}

fn one_of<T: Copy>(value: &DeValue<'_>, words: &[(&str, T)], into: &mut T) -> bool {
    let meant = value.as_str().and_then(|word| words.iter().find(|(w, _)| *w == word));
    if let Some((_, meant)) = meant {
        *into = *meant;
    }
    meant.is_some()
}

fn switch(value: &DeValue<'_>, into: &mut bool) -> bool {
    *into = value.as_bool().unwrap_or(*into);
    value.as_bool().is_some()
}

fn first_line(message: &str) -> String {
    message.lines().next().unwrap_or_default().to_owned()
}

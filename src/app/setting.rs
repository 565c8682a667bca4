//! What a run is set to: the command line over the configuration file over what the terminal and the environment say.

use super::cli::{Color, Settings as Written};
use super::library::Library;
use super::reader::at_home;
use super::terminal::colour::{Depth, Environment, Shade};
use crate::export::citation::Style;
use crate::layout::Arrangement;
use crate::session::command::Where;
use crate::session::{KeyRow, Settings};
use crate::store::{ColourChoice, Configuration, Directories, Mistake, Shelf, ThemeChoice};
use crate::text::SafeText;
use crate::ui::keymap::{Keymap, Rebinding};
use crate::ui::theme::{Ground, Palette};

/// What a run is set to.
#[derive(Debug)]
pub struct Setup {
    /// What outlives the run.
    pub shelf: Shelf,
    /// What is known of transcripts by their files.
    pub library: Library,
    /// The reader's own keys.
    pub rebindings: Vec<Rebinding>,
    /// What is wrong in the configuration, each with file, line and column.
    pub mistakes: Vec<String>,
    configuration: Configuration,
    written: Written,
    environment: Environment,
    shade: Option<Shade>,
    terminal: String,
}

impl Setup {
    /// Reads the configuration; its mistakes keep nothing from opening.
    ///
    /// # Errors
    ///
    /// What is wrong where a file was named on the command line and cannot be read, or a theme that does not exist.
    pub fn new(written: &Written) -> Result<Self, String> {
        let mut directories = Directories::of_environment();
        if let Some(folder) = &written.config_dir {
            directories.configuration = Some(folder.clone());
        }
        let file = written.config.clone().or_else(|| directories.configuration_file());
        let mut mistakes = Vec::new();
        let mut configuration = Configuration::default();
        if let Some(file) = file {
            let name = SafeText::path(&file);
            match std::fs::read_to_string(&file) {
                Ok(text) => {
                    let (read, wrong) = Configuration::read(&text);
                    configuration = read;
                    mistakes.extend(wrong.iter().map(|mistake| told(&name, mistake)));
                }
                Err(error) if written.config.is_some() => return Err(format!("{name}: {error}")),
                Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
                Err(error) => mistakes.push(format!("{name}: {error}")),
            }
            let rebindings = &mut configuration.keys;
            rebindings.retain(|row| {
                let known = place_named(&row.mode).is_some();
                if !known {
                    let modes: Vec<&str> = Where::ALL.iter().map(|(_, name)| *name).collect();
                    let says = format!("there is no keys.{}; there are {}", row.mode, modes.join(", "));
                    mistakes.push(told(
                        &name,
                        &Mistake {
                            position: row.position,
                            says,
                        },
                    ));
                }
                known
            });
        }
        if let Some(theme) = &written.theme {
            configuration.theme = match theme.as_str() {
                "auto" => ThemeChoice::Auto,
                "dark" => ThemeChoice::Dark,
                "light" => ThemeChoice::Light,
                _ => {
                    return Err(format!(
                        "there is no theme {}; there are auto, dark and light",
                        SafeText::line(theme)
                    ));
                }
            };
        }
        let name_of = |name| std::env::var(name).unwrap_or_default();
        let shelf = Shelf::open(directories).with_notes(configuration.notes);
        let mut setup = Self {
            library: Library::of(&shelf),
            shelf,
            rebindings: configuration.keys.iter().filter_map(rebinding).collect(),
            mistakes,
            written: written.clone(),
            environment: Environment::of_process(),
            shade: None,
            terminal: format!("{} {}", name_of("TERM_PROGRAM"), name_of("TERM")),
            configuration,
        };
        setup.shade = match setup.shelf.background(&setup.terminal).as_deref() {
            Some("light") => Some(Shade::Light),
            Some("dark") => Some(Shade::Dark),
            _ => setup.environment.shade(),
        };
        Ok(setup)
    }

    /// What the session is set to, with the key table as it stands.
    #[must_use]
    pub fn session_settings(&self, keymap: &Keymap) -> Settings {
        let arrangement = self.written.layout.map(Arrangement::from).or(self.configuration.layout);
        let rows = keymap.bindings().iter().map(|binding| KeyRow {
            place: binding.place,
            keys: crate::ui::notation::show(&binding.steps),
            command: binding.command,
        });
        Settings {
            arrangement: arrangement.unwrap_or_default(),
            hyphenation: self.configuration.hyphenation,
            adjust: 0,
            measure: self.configuration.width,
            mouse: self.configuration.mouse,
            citation: self.configuration.citation.clone(),
            zen: false,
            keys: rows.collect(),
        }
    }

    /// Whether lines that a command writes are coloured: as the command line says, else for a terminal that has colours.
    #[must_use]
    pub fn colours(&self, terminal: bool) -> bool {
        self.written.color == Color::Always || (terminal && self.depth() != Depth::None)
    }

    /// Whether nothing is to be drawn, as for a screen reader.
    #[must_use]
    pub fn is_plain(&self) -> bool {
        let arrangement = self.written.layout.map(Arrangement::from).or(self.configuration.layout);
        arrangement == Some(Arrangement::Plain)
    }

    /// The folders of the library, as absolute paths.
    #[must_use]
    pub fn folders(&self) -> Vec<std::path::PathBuf> {
        let folders = self.configuration.folders.iter();
        folders
            .filter_map(|folder| std::path::absolute(at_home(folder)).ok())
            .collect()
    }

    /// How quotes are cited.
    #[must_use]
    pub const fn citation(&self) -> &Style {
        &self.configuration.citation
    }

    /// Whether the mouse is reported to us at first.
    #[must_use]
    pub const fn mouse(&self) -> bool {
        self.configuration.mouse
    }

    /// How many colours may be used.
    #[must_use]
    pub fn depth(&self) -> Depth {
        let asked = match (self.written.color, self.configuration.colour) {
            (Color::Auto, choice) => choice,
            (Color::Always, _) => ColourChoice::Always,
            (Color::Never, _) => ColourChoice::Never,
        };
        match asked {
            ColourChoice::Never => Depth::None,
            ColourChoice::Auto => self.environment.depth(),
            ColourChoice::Always => Environment {
                refused: false,
                forced: true,
                ..self.environment.clone()
            }
            .depth(),
        }
    }

    /// Which palette the theme is made of.
    #[must_use]
    pub fn palette(&self) -> Palette {
        match self.depth() {
            Depth::None => Palette::None,
            Depth::Sixteen => Palette::Sixteen,
            Depth::Palette256 => Palette::Indexed,
            Depth::True => Palette::Full,
        }
    }

    /// Which background the theme is made for: as set, else as the terminal answered, else dark.
    #[must_use]
    pub fn ground(&self) -> Ground {
        match (self.configuration.theme, self.shade) {
            (ThemeChoice::Light, _) | (ThemeChoice::Auto, Some(Shade::Light)) => Ground::Light,
            (ThemeChoice::Dark, _) | (ThemeChoice::Auto, _) => Ground::Dark,
        }
    }

    /// Whether the terminal is to be asked for its background.
    #[must_use]
    pub fn asks_background(&self) -> bool {
        self.configuration.theme == ThemeChoice::Auto && self.depth() != Depth::None
    }

    /// Takes the terminal's answer, remembers it for the next start, and says whether it changes anything.
    pub fn take_background(&mut self, shade: Shade) -> bool {
        if self.shade == Some(shade) && self.shelf.background(&self.terminal).is_some() {
            return false;
        }
        let before = self.ground();
        self.shade = Some(shade);
        let word = if shade == Shade::Light { "light" } else { "dark" };
        // Not kept is asked again next time.
        let _ = self.shelf.keep_background(&self.terminal, word);
        self.ground() != before
    }
}

fn told(file: &SafeText, mistake: &Mistake) -> String {
    format!(
        "{file}:{}:{}: {}",
        mistake.position.line,
        mistake.position.column,
        SafeText::line(&mistake.says)
    )
}

/// The keys of a command, where the place is one.
fn rebinding(row: &crate::store::KeyRow) -> Option<Rebinding> {
    Some(Rebinding {
        place: place_named(&row.mode)?,
        command: row.command.clone(),
        keys: row.keys.clone(),
    })
}

fn place_named(name: &str) -> Option<Where> {
    Where::ALL
        .iter()
        .find(|(_, known)| *known == name)
        .map(|(place, _)| *place)
}

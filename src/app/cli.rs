//! The command line: what may be asked for, and what a run ends with.
//!
//! It turns arguments into values and decides nothing else; `commands` does the work. Whatever comes from outside, a file's
//! name included, is shown only as [`SafeText`].

mod checking;
mod looking;
mod taking;
mod workshop;

pub use checking::{Checking, Counting, Doctoring, Importing};
pub use looking::Looking;
pub use taking::{Listed, Picked, Taking};
pub use workshop::{Inventing, Reanchoring, Training};

use std::ffi::OsString;
use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::export::convert::{TARGETS, Target};
use crate::layout::Arrangement;
use crate::text::SafeText;

/// Everything that can be said on the command line.
#[derive(Debug, Parser)]
#[command(
    name = "visavis",
    version,
    about = "Read interview transcripts: question and answer side by side",
    long_about = "Read interview transcripts in the terminal: question and answer side by side,\nsearched, highlighted, noted and kept.",
    after_help = AFTER_HELP,
    after_long_help = AFTER_LONG_HELP,
    max_term_width = 80,
    disable_help_subcommand = true,
)]
pub struct Arguments {
    /// Transcripts or folders of them to open; `-` is standard input
    #[arg(value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// What to do instead of reading.
    #[command(subcommand)]
    pub command: Option<Command>,
    /// How the page is set, and where settings lie.
    #[command(flatten)]
    pub settings: Settings,
}

/// Settings that every command understands.
#[derive(Clone, Debug, Default, Args)]
pub struct Settings {
    /// Folder of the configuration file (also VISAVIS_CONFIG_DIR)
    #[arg(long, value_name = "DIR", global = true)]
    pub config_dir: Option<PathBuf>,
    /// Configuration file to read instead
    #[arg(long, value_name = "FILE", global = true)]
    pub config: Option<PathBuf>,
    /// Colours: those that fit the terminal's background, or a theme by name
    #[arg(long, value_name = "NAME", global = true)]
    pub theme: Option<String>,
    /// Whether to use colour at all; NO_COLOR is honoured
    #[arg(
        long,
        value_name = "WHEN",
        default_value = "auto",
        hide_default_value = true,
        global = true
    )]
    pub color: Color,
    /// How turns are set on the page
    #[arg(long, value_name = "HOW", global = true)]
    pub layout: Option<Layout>,
}

/// Whether to use colour.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Color {
    /// As the terminal and the environment say.
    #[default]
    Auto,
    /// Even where the environment asks for none.
    Always,
    /// None.
    Never,
}

/// How turns are set, as written on the command line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Layout {
    /// Interviewer left, guest right.
    #[value(name = "side-by-side", alias = "side")]
    Side,
    /// One column, a heading per turn.
    Stacked,
    /// Linear, no drawing.
    Plain,
}

impl From<Layout> for Arrangement {
    fn from(layout: Layout) -> Self {
        match layout {
            Layout::Side => Self::SideBySide,
            Layout::Stacked => Self::Stacked,
            Layout::Plain => Self::Plain,
        }
    }
}

/// What can be done instead of reading.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Say what was recognised in FILE, by which rule, and what was odd
    Check {
        /// The transcript; `-` is standard input
        #[arg(value_name = "FILE")]
        file: PathBuf,
        /// As one JSON object
        #[arg(long)]
        json: bool,
    },
    /// Say who speaks on which line of FILE
    Turns {
        /// The transcript; `-` is standard input
        #[arg(value_name = "FILE")]
        file: PathBuf,
        /// Form of the output
        #[arg(long, value_name = "FORM", default_value = "text")]
        format: TurnsForm,
        /// Say why every turn is whose, with the weights
        #[arg(long)]
        explain: bool,
    },
    /// Write FILE in another format, with speakers and times
    Convert(Conversion),
    /// Take what is marked in FILE out, with all that is needed to cite it
    Export(Taking),
    /// List what is marked in FILE, or in every transcript
    Marks(Listed),
    /// Find words in transcripts, and say who says them, when, and in answer to
    /// what
    Search(Looking),
    /// Make marks in a transcript of quotes that were exported or annotated
    Import(Importing),
    /// Check whether what ARTICLE quotes was said, word for word, and by whom
    Quotes(Checking),
    /// Say who speaks how often, how much and how long
    Stats(Counting),
    /// Say whether all marks that are kept are whole, and mend what is not
    Doctor(Doctoring),
    /// List all keys
    Keys {
        /// As the tables of README
        #[arg(long)]
        markdown: bool,
    },
    /// List the formats that are read
    Formats,
    /// Say where settings, marks and places are kept
    Paths,
    /// Draw a page of FILE as a picture (SVG)
    Screenshot(Shot),
    /// Write what completes commands and options in a shell
    Completions {
        /// The shell
        #[arg(value_name = "SHELL")]
        shell: clap_complete::Shell,
    },
    /// Write the manual page: commands, options and all keys
    Man,
    /// Fit the weights by which turns are told to a corpus of labelled interviews
    #[command(hide = true)]
    Train(Training),
    /// Measure over a corpus how well marks are found again where words were changed
    #[command(hide = true)]
    Reanchor(Reanchoring),
    /// Write a library of invented interviews, to measure with
    #[command(hide = true)]
    Invent(Inventing),
}

/// What to convert, to what and where to.
#[derive(Clone, Debug, Args)]
pub struct Conversion {
    /// The transcript; `-` is standard input
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// srt, vtt, json (Podcasting 2.0), md, txt, csv or tei
    #[arg(long, value_name = "FORM", value_parser = target)]
    pub to: &'static Target,
    /// File to write instead of standard output; one that is there stays
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Write over a file that is there
    #[arg(long, requires = "output")]
    pub force: bool,
}

/// What to draw.
#[derive(Clone, Debug, Args)]
pub struct Shot {
    /// The transcript; `-` is standard input; the bundled interview without one
    #[arg(value_name = "FILE")]
    pub file: Option<PathBuf>,
    /// Width and height in cells
    #[arg(long, value_name = "WxH", default_value = "120x40", value_parser = cells)]
    pub size: (u16, u16),
    /// Keys typed before, as in `/word<Enter>B`
    #[arg(long, value_name = "KEYS", default_value = "", hide_default_value = true)]
    pub keys: String,
}

/// Reads `120x40`; no side is 0 or above 1,000.
fn cells(written: &str) -> Result<(u16, u16), String> {
    let side = |side: &str| side.parse().ok().filter(|cells| (1..=1000).contains(cells));
    let sides = written.split_once(['x', '×']);
    sides
        .and_then(|(w, h)| Some((side(w)?, side(h)?)))
        .ok_or_else(|| "a size is written 120x40".to_owned())
}

/// Finds what a transcript is converted to by its name.
fn target(name: &str) -> Result<&'static Target, String> {
    let names = || TARGETS.iter().map(|target| target.name).collect::<Vec<_>>().join(", ");
    let found = TARGETS.iter().find(|target| target.name == name);
    found.ok_or_else(|| format!("there are {}", names()))
}

/// Form of `visavis turns`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum TurnsForm {
    /// A paragraph a turn, for people.
    Text,
    /// A row a source line: line, turn, role, confidence.
    Tsv,
    /// One object with speakers and turns.
    Json,
}

const AFTER_HELP: &str = "In the reader ? shows all keys, q leaves. More: visavis --help";

/// Examples and exit status, a heading that ends in a colon before each.
pub(super) const AFTER_LONG_HELP: &str = "\
Examples:
  visavis                          open what was read last, or the sample
  visavis talk.srt                 read a transcript
  visavis interviews/              choose among those of a folder
  curl -s ADDRESS | visavis -      read what is piped in
  visavis talk.txt | less          plain text out, a paragraph a turn
  visavis check talk.txt           what was recognised, and by which rule
  visavis convert talk.docx --to vtt -o talk.vtt
  visavis export talk.txt --to md -o quotes.md
  visavis search --guest harbour interviews/
  visavis quotes article.md talk.txt
  visavis turns talk.txt --format tsv
  visavis turns --explain talk.txt why every turn is whose
  visavis man | man -l -           all of this, and all keys, as a manual

In the reader ? shows all keys, q leaves.

Exit status:
  0  all is well
  1  nothing was found, a quotation is not as it was said, or what is kept
     is damaged
  2  wrong use, or a file that is unreadable or no transcript
  4  marks could not be saved";

/// How a run ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// All is well.
    Well = 0,
    /// Nothing was found.
    NothingFound = 1,
    /// Wrong use, or a file unreadable or refused.
    Refused = 2,
    /// Marks could not be saved.
    NotSaved = 4,
}

impl From<Ending> for ExitCode {
    fn from(ending: Ending) -> Self {
        Self::from(ending as u8)
    }
}

/// Why a file could not be used, with its name made harmless.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// The file as the reader named it.
    pub name: SafeText,
    /// The source line, from 1, where there is one.
    pub line: Option<usize>,
    /// What is wrong, in lower case without a full stop.
    pub reason: SafeText,
}

impl Failure {
    /// A failure that concerns a file as a whole.
    #[must_use]
    pub fn of(name: SafeText, reason: impl std::fmt::Display) -> Self {
        Self {
            name,
            line: None,
            reason: SafeText::line(&reason.to_string()),
        }
    }
}

impl std::fmt::Display for Failure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.line {
            Some(line) => write!(f, "{}:{line}: {}", self.name, self.reason),
            None => write!(f, "{}: {}", self.name, self.reason),
        }
    }
}

/// Reads the arguments; `Err` holds the ending where help, the version or a mistake has already been told.
///
/// # Errors
///
/// The ending of a run that has nothing more to do.
pub fn parse<I>(arguments: I) -> Result<Arguments, Ending>
where
    I: IntoIterator<Item = OsString>,
{
    // Messages repeat arguments, and an argument may hold anything.
    Arguments::try_parse_from(arguments).map_err(|error| {
        let told = SafeText::lines(&error.render().to_string());
        if error.use_stderr() {
            complain(told.trim_end());
            Ending::Refused
        } else {
            emit(&told)
        }
    })
}

/// Writes text to standard output. A reader that has gone away (`visavis FILE | head`) is no failure.
pub fn emit(text: &str) -> Ending {
    emit_bytes(text.as_bytes())
}

/// The same for what may be no text.
pub fn emit_bytes(bytes: &[u8]) -> Ending {
    let mut out = io::stdout().lock();
    match out.write_all(bytes).and_then(|()| out.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            complain(&format!("standard output: {error}"));
            Ending::Refused
        }
        _ => Ending::Well,
    }
}

/// Tells a reason on standard error, under the program's name.
pub fn complain(reason: &str) {
    // Nobody is left to be told where standard error is closed.
    let _ = writeln!(io::stderr().lock(), "visavis: {}", reason.trim_start_matches("error: "));
}

#[cfg(test)]
mod tests;

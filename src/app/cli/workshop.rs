//! What can be said of the commands of those who build the program: fitting, measuring, inventing.

use std::path::PathBuf;

use clap::Args;

use crate::turns::training::Plan;

/// What to fit the weights to.
#[derive(Clone, Debug, Args)]
pub struct Training {
    /// Folder of the corpus, with its INDEX.tsv
    #[arg(value_name = "CORPUS")]
    pub corpus: PathBuf,
    /// Further talks, one JSON object a line; `-` is standard input
    #[arg(long, value_name = "FILE")]
    pub more: Option<PathBuf>,
    /// How many of them are taken in each round
    #[arg(long, value_name = "N", default_value_t = Plan::SHIPPED.more)]
    pub more_each_round: usize,
    /// Where the weights are written
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// Folder for what weights that have not seen a show tell of it
    #[arg(long, value_name = "FOLDER")]
    pub predictions: Option<PathBuf>,
    /// How often the interviews are gone through
    #[arg(long, value_name = "N", default_value_t = Plan::SHIPPED.rounds)]
    pub rounds: usize,
    /// Fixes every random choice
    #[arg(long, value_name = "N", default_value_t = Plan::SHIPPED.seed)]
    pub seed: u64,
}

/// Over what to measure, and how much.
#[derive(Clone, Debug, Args)]
pub struct Reanchoring {
    /// Folder of the corpus, with its INDEX.tsv
    #[arg(value_name = "CORPUS")]
    pub corpus: PathBuf,
    /// Takes one interview in so many
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub every: usize,
    /// Quotes of each sort in each interview
    #[arg(long, value_name = "N", default_value_t = 8)]
    pub quotes: usize,
    /// Fixes every random choice
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub seed: u64,
}

/// What to invent and where to put it.
#[derive(Clone, Debug, Args)]
pub struct Inventing {
    /// Folder for the interviews; a file that is there stays
    #[arg(value_name = "FOLDER")]
    pub folder: PathBuf,
    /// How many there are
    #[arg(long, value_name = "N", default_value_t = 1000)]
    pub interviews: usize,
    /// How much is said in all of them together
    #[arg(long, value_name = "N", default_value_t = 100)]
    pub megabytes: u64,
    /// Fixes every random choice
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub seed: u64,
    /// Folder for the same talk as plain text, a turn a line
    #[arg(long, value_name = "FOLDER")]
    pub plain: Option<PathBuf>,
}

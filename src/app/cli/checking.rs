//! What can be said of checking quotations and what is kept, of statistics and of taking marks in.

use std::path::PathBuf;

use clap::Args;

/// What to check against what.
#[derive(Clone, Debug, Args)]
pub struct Checking {
    /// The article: Markdown, text, HTML, Word; `-` is standard input
    #[arg(value_name = "ARTICLE")]
    pub article: PathBuf,
    /// The transcripts it quotes, or folders of them
    #[arg(value_name = "TRANSCRIPT", required = true)]
    pub transcripts: Vec<PathBuf>,
    /// As one JSON object
    #[arg(long)]
    pub json: bool,
    /// Pass over quotations of fewer words
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub min_words: usize,
}

/// What to count.
#[derive(Clone, Debug, Args)]
pub struct Counting {
    /// The transcripts; `-` is standard input
    #[arg(value_name = "FILE", required = true)]
    pub files: Vec<PathBuf>,
    /// As one JSON object
    #[arg(long)]
    pub json: bool,
}

/// What to go over.
#[derive(Clone, Debug, Args)]
pub struct Doctoring {
    /// Transcripts, or folders of them, beside which marks may lie that were
    /// never read here
    #[arg(value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// Mend what can be mended; no line is lost, damaged ones are put aside
    #[arg(long)]
    pub repair: bool,
    /// As one JSON object
    #[arg(long)]
    pub json: bool,
}

/// What to take in.
#[derive(Clone, Debug, Args)]
pub struct Importing {
    /// Quotes as `visavis export --to json` or `jsonld` writes them
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// The transcript that they are marks of
    #[arg(long, value_name = "TRANSCRIPT")]
    pub into: PathBuf,
}

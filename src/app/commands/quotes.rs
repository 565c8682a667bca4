//! `visavis quotes ARTICLE TRANSCRIPT…`: whether what an article quotes was said, word for word, and by whom.

use super::marked::Marked;
use super::{Ending, Failure, Origin, complain, emit, reading, refuse};
use crate::app::cli::Checking;
use crate::app::setting::Setup;
use crate::export::proof::{self, Paragraph, Verdict, Writing, check, paragraphs, quotations};
use crate::export::quote::Source;
use crate::formats::{self, Part};
use crate::text::decode::decode;

/// Files whose paragraphs the readers of transcripts know.
const DOCUMENTS: [&str; 6] = ["docx", "odt", "rtf", "html", "htm", "xhtml"];
/// Files that are plain text, where stars and signs are no markup.
const PLAIN: [&str; 3] = ["txt", "text", "asc"];

/// Checks the quotations of an article.
pub fn run(checking: &Checking, setup: &Setup) -> Ending {
    let article = Origin::of(&checking.article);
    let found = match read(&article) {
        Ok(paragraphs) => quotations(&paragraphs),
        Err(failure) => return refuse(&failure),
    };
    let shelf = match reading::shelf(&checking.transcripts) {
        Ok(shelf) => shelf,
        Err(failure) => return refuse(&failure),
    };
    let mut opened = Vec::with_capacity(shelf.len());
    for origin in &shelf {
        match Marked::open(origin, setup) {
            Ok(marked) => opened.push(marked),
            Err(failure) => return refuse(&failure),
        }
    }
    let sources: Vec<Source<'_>> = opened.iter().map(Marked::source).collect();
    let (findings, passed_over) = check(found, &sources, checking.min_words);
    if passed_over > 0 {
        let least = checking.min_words;
        complain(&format!(
            "{}: {passed_over} of fewer than {least} words passed over",
            article.name()
        ));
    }
    if findings.is_empty() {
        complain(&format!("{}: holds no quotation", article.name()));
        return Ending::NothingFound;
    }
    let written = if checking.json { proof::json } else { proof::text };
    let ending = emit(&written(&article.name(), &findings, &sources));
    let all_exact = findings.iter().all(|finding| finding.verdict == Verdict::Exact);
    if ending == Ending::Well && !all_exact {
        return Ending::NothingFound;
    }
    ending
}

/// The paragraphs of an article.
fn read(origin: &Origin) -> Result<Vec<Paragraph>, Failure> {
    let loaded = reading::load(origin, Part::Whole)?;
    let extension = formats::extension(&origin.file_name());
    if !DOCUMENTS.contains(&extension.as_str()) {
        let writing = if PLAIN.contains(&extension.as_str()) {
            Writing::Plain
        } else {
            Writing::Markdown
        };
        return Ok(paragraphs(&decode(&loaded.bytes).text, writing));
    }
    let read = reading::understand(origin, &loaded)?;
    let transcript = &read.transcript;
    let paragraph = |utterance: &crate::transcript::Utterance| {
        Paragraph::on_line(transcript.words(utterance.span()), utterance.line())
    };
    Ok(transcript.utterances().iter().map(paragraph).collect())
}

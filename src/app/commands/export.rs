//! `visavis export FILE… --to FORM`: what is marked, with all that is needed to cite it, to standard output, a file or a folder.

use std::io::{self, IsTerminal};
use std::path::Path;

use super::marked::Marked;
use super::saving::save;
use super::{Ending, Failure, Origin, complain, library, refuse};
use crate::app::cli::{Taking, emit_bytes};
use crate::app::setting::Setup;
use crate::export::citation::Style;
use crate::export::quote::quotes;
use crate::export::quotes::{Extract, Updated, Whole, Wish, update};
use crate::store::now;
use crate::text::SafeText;

/// Takes the marks of transcripts out.
pub fn run(taking: &Taking, setup: &Setup) -> Ending {
    if taking.whole && taking.to.whole == Whole::Never {
        complain(&format!(
            "{} has no room for the whole transcript; md and html have",
            taking.to.name
        ));
        return Ending::Refused;
    }
    if taking.update && taking.to.name != "md" {
        complain("only Markdown is brought up to date; other forms are written anew with --force");
        return Ending::Refused;
    }
    if taking.to.name == "ndjson" {
        return library::run(taking, setup);
    }
    if taking.library || taking.bare {
        complain(&format!(
            "{} is made of files one by one; a library is taken out as ndjson",
            taking.to.name
        ));
        return Ending::Refused;
    }
    let mut opened = Vec::new();
    for file in &taking.files {
        match Marked::open(&Origin::of(file), setup) {
            Ok(mut marked) => {
                if let Some(audio) = &taking.audio {
                    marked.document.audio = Some(SafeText::line(&audio.to_string_lossy()));
                }
                opened.push(marked);
            }
            Err(failure) => return refuse(&failure),
        }
    }
    let style = taking.citation.as_ref().unwrap_or_else(|| setup.citation());
    let filter = taking.picked.filter();
    let extract = |marked: &'_ Marked| {
        let mut quotes = quotes(&marked.source(), &marked.notebook, style);
        quotes.retain(|quote| filter.keeps(quote));
        quotes
    };
    let extracts: Vec<Extract<'_>> = opened
        .iter()
        .map(|marked| Extract {
            source: marked.source(),
            quotes: extract(marked),
        })
        .collect();
    let worth = taking.whole || taking.to.whole == Whole::Always;
    if !worth && extracts.iter().all(|extract| extract.quotes.is_empty()) {
        let any = opened.iter().any(|marked| !marked.notebook.marks().is_empty());
        complain(if any { "no mark fits" } else { "nothing is marked" });
        return Ending::NothingFound;
    }
    write(taking, &extracts, style)
}

fn write(taking: &Taking, extracts: &[Extract<'_>], style: &Style) -> Ending {
    let wish = Wish {
        whole: taking.whole,
        bare: taking.bare,
        own_lines: style.holds_words(),
        newlines: taking.refi_newlines.into(),
        author: SafeText::line(&taking.author).to_string(),
        at: now(),
    };
    if taking.to.name == "qdpx" {
        tell_of_wide_characters(extracts);
    }
    let Some(output) = &taking.output else {
        if taking.to.binary && io::stdout().is_terminal() {
            complain(&format!("{} is for programs; -o writes it to a file", taking.to.name));
            return Ending::Refused;
        }
        return match made(taking, extracts, &wish) {
            Ok(bytes) => emit_bytes(&bytes),
            Err(reason) => {
                complain(&reason);
                Ending::Refused
            }
        };
    };
    let is_folder = output.is_dir() || output.to_string_lossy().ends_with('/');
    if !is_folder {
        return write_file(taking, output, extracts, &wish);
    }
    if let Err(error) = std::fs::create_dir_all(output) {
        return refuse(&Failure::of(
            SafeText::path(output),
            crate::app::reading::plain_words(&error),
        ));
    }
    let mut worst = Ending::Well;
    for (extract, name) in extracts.iter().zip(file_names(taking)) {
        if extract.quotes.is_empty() && !taking.whole && taking.to.whole != Whole::Always {
            continue;
        }
        let ending = write_file(taking, &output.join(name), std::slice::from_ref(extract), &wish);
        if ending != Ending::Well {
            worst = ending;
        }
    }
    worst
}

/// What is to be written; a form for programs is never empty.
fn made(taking: &Taking, extracts: &[Extract<'_>], wish: &Wish) -> Result<Vec<u8>, String> {
    let bytes = (taking.to.write)(extracts, wish);
    if bytes.is_empty() {
        return Err(format!("{} could not be made of these transcripts", taking.to.name));
    }
    Ok(bytes)
}

/// Programs that count in units of 16 bits find everything after such a character one place too early.
fn tell_of_wide_characters(extracts: &[Extract<'_>]) {
    for extract in extracts {
        let wide = extract.source.rendition.astral();
        if wide > 0 {
            let name = &extract.source.document.name;
            complain(&format!(
                "{name}: {wide} characters (such as emoji) are two for some programs; places are counted in whole ones"
            ));
        }
    }
}

/// A name in the folder for every transcript, each another.
fn file_names(taking: &Taking) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for file in &taking.files {
        let stem = file.file_stem().unwrap_or_default().to_string_lossy();
        let stem = if stem == "-" || stem.is_empty() {
            "quotes"
        } else {
            &stem
        };
        let numbered = (2..).map(|number| format!("{stem}-{number}.{}", taking.to.extension));
        let first = std::iter::once(format!("{stem}.{}", taking.to.extension));
        let free = first.chain(numbered).find(|name| !names.contains(name));
        names.extend(free);
    }
    names
}

fn write_file(taking: &Taking, path: &Path, extracts: &[Extract<'_>], wish: &Wish) -> Ending {
    let standing = if taking.update { there(path) } else { Ok(None) };
    let (bytes, force) = match standing {
        Ok(None) => match made(taking, extracts, wish) {
            Ok(bytes) => (bytes, taking.force),
            Err(reason) => return refuse(&Failure::of(SafeText::path(path), reason)),
        },
        Ok(Some(file)) => {
            let (new, updated) = update(&file, extracts);
            complain(&format!("{}: {}", SafeText::path(path), in_words(updated)));
            (new.into_bytes(), true)
        }
        Err(reason) => return refuse(&Failure::of(SafeText::path(path), reason)),
    };
    match save(&bytes, path, &taking.files, force) {
        Ok(()) => Ending::Well,
        Err(reason) => refuse(&Failure::of(SafeText::path(path), reason)),
    }
}

/// The text of a file that is to be brought up to date; none where there is no such file yet.
fn there(path: &Path) -> Result<Option<String>, String> {
    match std::fs::read(path) {
        Ok(bytes) => String::from_utf8(bytes).map(Some).map_err(|_| "is no text".to_owned()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(crate::app::reading::plain_words(&error)),
    }
}

fn in_words(updated: Updated) -> String {
    let Updated {
        changed,
        same,
        added,
        left,
    } = updated;
    format!("{changed} changed, {added} added, {same} as they were, {left} no longer marked and left")
}

//! Marks taken out of the open transcript to a file, as the command line does it.

use std::path::{Path, PathBuf};

use super::super::commands::saving::save;
use super::super::reading::LIMIT;
use super::Reader;
use crate::export::quote::{Source, quotes};
use crate::export::quotes::{Extract, Wish, form};
use crate::export::rendition::Rendition;
use crate::marks::Id;
use crate::store::{self, now};
use crate::text::{SafeText, counted};

impl Reader {
    /// Writes these marks to a file; what was written, or why it was not.
    pub(super) fn export(&self, name: &str, path: &str, over: bool, marks: &[Id]) -> Result<SafeText, SafeText> {
        let (Some(open), Some(form)) = (self.session.open(), form(name)) else {
            return Err(SafeText::line("nothing is open"));
        };
        let mut document = self.session.document();
        if let Some(identity) = &self.keeping.identity {
            identity.key.as_str().clone_into(&mut document.key);
            document.text_version.clone_from(&identity.text_version);
        }
        let source = self.path();
        document.path = source.as_deref().map(SafeText::path).unwrap_or_default();
        // What is on the disk is what is read, unless it was written to since.
        if !open.stale {
            document.sha256 = source.as_deref().and_then(hash_of).unwrap_or_default();
        }
        let rendition = Rendition::new(&open.reading.transcript, &open.turns);
        let source_of = Source {
            document: &document,
            transcript: &open.reading.transcript,
            turns: &open.turns,
            rendition: &rendition,
        };
        let style = self.setup.citation();
        let mut quotes = quotes(&source_of, self.session.notebook(), style);
        quotes.retain(|quote| marks.contains(&quote.id));
        let count = quotes.len();
        let wish = Wish {
            own_lines: style.holds_words(),
            at: now(),
            ..Wish::default()
        };
        let extract = Extract {
            source: source_of,
            quotes,
        };
        let bytes = (form.write)(&[extract], &wish);
        let path = at_home(path);
        let sources: Vec<PathBuf> = source.into_iter().collect();
        let shown = SafeText::path(&path);
        let over_it = format!(":export {name}!");
        save(&bytes, &path, &sources, over).map_err(|reason| not_written(&shown, &reason, &over_it))?;
        Ok(SafeText::line(&format!(
            "{} written to {shown}",
            counted(count, "mark")
        )))
    }
}

/// Why a file was not written; `over_it` is what is typed to write over one that is there.
pub(super) fn not_written(path: &SafeText, reason: &str, over_it: &str) -> SafeText {
    let reason = reason.replace("--force writes over it", &format!("{over_it} writes over it"));
    SafeText::line(&format!("{path}: {reason}"))
}

/// A path as it was typed, `~` being the home folder.
pub fn at_home(path: &str) -> PathBuf {
    let home = path.strip_prefix("~/").zip(std::env::var_os("HOME"));
    home.map_or_else(|| PathBuf::from(path), |(rest, home)| Path::new(&home).join(rest))
}

/// SHA-256 of a file that may be read.
fn hash_of(path: &Path) -> Option<String> {
    let facts = path
        .metadata()
        .ok()
        .filter(|facts| facts.is_file() && facts.len() <= LIMIT)?;
    let bytes = std::fs::read(path)
        .ok()
        .filter(|bytes| bytes.len() as u64 == facts.len())?;
    Some(store::hash(&bytes))
}

//! Copies for the clipboard: words as they were said, and where they can be found again.

use super::Session;
use super::effect::Effect;
use super::mode::Mode;
use crate::export::quote::{Document, Quote, Source, of_span};
use crate::export::rendition::Rendition;
use crate::text::{SafeText, Span};

impl Session {
    pub(super) fn copy(&mut self, cited: bool) {
        let Some(open) = &self.open else { return };
        let span = match &self.mode {
            Mode::Select(selection) => selection.span(),
            _ => match self.page.this_turn(open.talk()) {
                Some(turn) => open.turns.all()[turn].span,
                None => return self.say("nothing to copy here"),
            },
        };
        let Some(quote) = self.quote(span) else { return };
        let text = match cited {
            // A template that says the words is all there is to say.
            true if self.settings.citation.holds_words() => quote.citation,
            true => format!("“{}” ({})", quote.words(), unbracketed(&quote.citation)),
            false => quote.words(),
        };
        self.mode = Mode::Read;
        self.effects.push(Effect::Copy(text));
    }

    /// The words of a span with what is needed to cite them; no place is counted out for a copy.
    fn quote(&self, span: Span) -> Option<Quote> {
        let open = self.open.as_ref()?;
        let source = Source {
            document: &self.document(),
            transcript: &open.reading.transcript,
            turns: &open.turns,
            rendition: &Rendition::default(),
        };
        Some(of_span(&source, span, &self.settings.citation))
    }

    /// What is known of the open transcript as a document, but for what its file says.
    #[must_use]
    pub fn document(&self) -> Document {
        let Some(open) = &self.open else {
            return Document::default();
        };
        Document::of(&open.reading.transcript, &open.turns, SafeText::line(self.file_name()))
    }
}

/// A citation without the brackets around all of it, since it is put in brackets.
fn unbracketed(citation: &str) -> &str {
    let inside = citation.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
    inside.filter(|inside| !inside.contains(['(', ')'])).unwrap_or(citation)
}

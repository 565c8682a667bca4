//! Copies for the clipboard: words as they were said, and where they can be found again.

use super::Session;
use super::effect::Effect;
use super::mode::Mode;
use crate::text::Span;

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
        let quote = self.quote(span);
        let text = if cited {
            format!("“{quote}” ({})", self.citation(span))
        } else {
            quote
        };
        self.mode = Mode::Read;
        self.effects.push(Effect::Copy(text));
    }

    /// The words of a span as they are to be quoted: lines joined, paragraphs kept, and where several speak, with their names.
    fn quote(&self, span: Span) -> String {
        let Some(open) = &self.open else { return String::new() };
        let transcript = &open.reading.transcript;
        let turns = open.turns.all();
        let first = open.turns.at(span.start()).unwrap_or(0);
        let pieces: Vec<(usize, Span)> = (first..turns.len())
            .take_while(|t| turns[*t].span.start() < span.end())
            .filter_map(|t| Some((t, turns[t].span.intersection(span)?)))
            .collect();
        match pieces.as_slice() {
            [] => flowing(transcript.words(span)),
            [(_, piece)] => flowing(transcript.words(*piece)),
            several => {
                let line = |(turn, piece): &(usize, Span)| {
                    format!(
                        "{}: {}",
                        open.turns.speaker(*turn).name,
                        flowing(transcript.words(*piece))
                    )
                };
                several.iter().map(line).collect::<Vec<_>>().join("\n")
            }
        }
    }

    /// Who said it, in which document, when, and where in it.
    fn citation(&self, span: Span) -> String {
        let Some(open) = &self.open else { return String::new() };
        let (transcript, facts) = (&open.reading.transcript, open.reading.transcript.facts());
        let mut parts: Vec<String> = Vec::new();
        if let Some(turn) = open.turns.at(span.start()) {
            let speaker = open.turns.speaker(turn);
            let role = speaker.role.word();
            let known = speaker.name.eq_ignore_ascii_case(role);
            parts.push(if known {
                role.to_owned()
            } else {
                format!("{}, {role}", speaker.name)
            });
        }
        parts.push(self.title().to_owned());
        parts.extend(facts.outlet.as_ref().map(ToString::to_string));
        parts.extend(facts.date.as_ref().map(ToString::to_string));
        parts.extend(
            transcript
                .time_at(span.start())
                .map(|time| format!("[{}]", time.clock())),
        );
        parts.push(self.turn_sign(span.start()));
        parts.join(", ")
    }
}

/// Words with line ends as spaces and paragraphs apart.
fn flowing(words: &str) -> String {
    words
        .split("\n\n")
        .map(|paragraph| paragraph.replace('\n', " "))
        .collect::<Vec<_>>()
        .join("\n\n")
}

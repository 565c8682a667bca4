//! Sources of a project: the texts with what is coded in them, their recordings, and whose words they hold.

use super::super::citation::is_generic;
use super::super::one_line;
use super::super::quote::Quote;
use super::super::quotes::{Extract, Wish};
use super::codes::{Codes, codes_of, speaker_guid};
use super::guid::guid;
use super::sync::SyncPoints;
use super::xml::Xml;
use super::{Newlines, moment};

/// Characters of the words after which a selection is named.
const NAME: usize = 100;

/// Everything that a project is made of.
pub(super) struct Project<'a> {
    extracts: &'a [Extract<'a>],
    texts: Vec<Text<'a>>,
    newlines: Newlines,
}

/// A transcript in a project.
struct Text<'a> {
    extract: &'a Extract<'a>,
    /// The name of its text, which no other has.
    name: String,
    /// What its GUIDs are made of, which no other has: an interview may be there twice, as text and as captions.
    key: String,
}

/// Someone in one text or several.
struct Case {
    name: String,
    code: String,
    sources: Vec<String>,
    selections: Vec<String>,
}

impl<'a> Project<'a> {
    pub fn new(extracts: &'a [Extract<'a>], wish: &Wish) -> Self {
        let mut texts: Vec<Text<'_>> = Vec::new();
        for extract in extracts {
            let document = extract.source.document;
            let stem = stem(&document.name);
            let stem = if stem.is_empty() { "transcript" } else { stem };
            let numbered = (2..).map(|number| format!("{stem} {number}.txt"));
            let name = std::iter::once(format!("{stem}.txt")).chain(numbered);
            let numbered = (2..).map(|number| format!("{} {number}", document.key));
            let key = std::iter::once(document.key.clone()).chain(numbered);
            let name = free(name, |name| texts.iter().any(|text| text.name == name));
            let key = free(key, |key| texts.iter().any(|text| text.key == key));
            texts.push(Text { extract, name, key });
        }
        Self {
            extracts,
            texts,
            newlines: wish.newlines,
        }
    }

    /// The titles of all documents.
    pub fn titles(&self) -> String {
        let titles: Vec<&str> = self.extracts.iter().map(|e| e.source.document.title.as_str()).collect();
        titles.join(", ")
    }

    pub fn codes(&self) -> Codes {
        Codes::of(self.extracts)
    }

    /// The texts by the GUID that names their file.
    pub fn texts(&self) -> Vec<(String, String)> {
        let written = |text: &Text<'_>| {
            let words = text.extract.source.rendition.text();
            let words = match self.newlines {
                Newlines::Lf => words.to_owned(),
                Newlines::Crlf => words.replace('\n', "\r\n"),
            };
            (text.guid("source"), words)
        };
        self.texts.iter().map(written).collect()
    }

    /// Everyone who speaks, with code, texts and turns. Who is only called by a role is somebody else in another text.
    pub fn write_cases(&self, xml: &mut Xml) {
        let mut cases: Vec<Case> = Vec::new();
        for text in &self.texts {
            let source = text.extract.source;
            for (turn, _) in source.rendition.paragraphs() {
                let name = &source.turns.speaker(turn).name;
                let called = if is_generic(name) && self.extracts.len() > 1 {
                    format!("{name} ({})", source.document.title)
                } else {
                    name.to_string()
                };
                let at = cases.iter().position(|case| case.name == called).unwrap_or_else(|| {
                    cases.push(Case {
                        name: called,
                        code: speaker_guid(name),
                        sources: Vec::new(),
                        selections: Vec::new(),
                    });
                    cases.len() - 1
                });
                let source = text.guid("source");
                if !cases[at].sources.contains(&source) {
                    cases[at].sources.push(source);
                }
                cases[at].selections.push(text.guid_of("turn", &turn.to_string()));
            }
        }
        if cases.is_empty() {
            return;
        }
        xml.open("Cases", &[]);
        for case in &cases {
            xml.open("Case", &[("guid", &guid("case", &[&case.name])), ("name", &case.name)]);
            xml.leaf("CodeRef", &[("targetGUID", &case.code)]);
            for source in &case.sources {
                xml.leaf("SourceRef", &[("targetGUID", source)]);
            }
            for selection in &case.selections {
                xml.leaf("SelectionRef", &[("targetGUID", selection)]);
            }
            xml.close("Case");
        }
        xml.close("Cases");
    }

    /// A text source for every transcript, and an audio source where times are known.
    pub fn write_sources(&self, user: &str, at: &str, xml: &mut Xml) {
        for text in &self.texts {
            let by = By { user, at };
            text.write_source(by, xml);
            text.write_recording(by, xml);
        }
    }

    /// Quotes that were not found have no place in any text; they are notes of the project.
    pub fn write_notes(&self, user: &str, xml: &mut Xml) {
        let of = |text: &'_ Text<'_>| {
            let lost = text.extract.quotes.iter().filter(|quote| quote.place.is_none());
            lost.map(|quote| (text.guid_of("note", &quote.name()), quote.clone()))
                .collect::<Vec<_>>()
        };
        let lost: Vec<(String, Quote)> = self.texts.iter().flat_map(of).collect();
        if lost.is_empty() {
            return;
        }
        xml.open("Notes", &[]);
        for (guid, quote) in &lost {
            let name = format!("Not found: {}", named(&quote.words()));
            let (made, changed) = (moment(quote.created), moment(quote.updated));
            xml.open(
                "Note",
                &[
                    ("guid", guid),
                    ("name", &name),
                    ("creatingUser", user),
                    ("creationDateTime", &made),
                    ("modifyingUser", user),
                    ("modifiedDateTime", &changed),
                ],
            );
            let text = format!("{}\n\n{}", quote.words(), description(quote));
            xml.text("PlainTextContent", &[], &text);
            xml.close("Note");
        }
        xml.close("Notes");
    }
}

/// Who made something, and when.
#[derive(Clone, Copy)]
struct By<'a> {
    user: &'a str,
    at: &'a str,
}

impl Text<'_> {
    /// The GUID of this text as something.
    fn guid(&self, kind: &str) -> String {
        guid(kind, &[&self.key])
    }

    /// The GUID of something in it.
    fn guid_of(&self, kind: &str, part: &str) -> String {
        guid(kind, &[&self.key, part])
    }

    fn write_source(&self, by: By<'_>, xml: &mut Xml) {
        let (document, rendition) = (self.extract.source.document, self.extract.source.rendition);
        let source = self.guid("source");
        let path = format!("internal://{source}.txt");
        // No rich text beside it: a path to a plain one there makes some programs load nothing.
        xml.open(
            "TextSource",
            &[
                ("guid", &source),
                ("name", &self.name),
                ("plainTextPath", &path),
                ("creatingUser", by.user),
                ("creationDateTime", by.at),
            ],
        );
        xml.text(
            "Description",
            &[],
            &format!("{}\nSHA-256 {}", document.title, document.sha256),
        );
        for (turn, (start, end)) in rendition.paragraphs() {
            self.spoken(turn, (start, end), "turn", by).write(
                "PlainTextSelection",
                &positions(start, end),
                by.user,
                xml,
            );
        }
        for quote in &self.extract.quotes {
            if let Some((start, end)) = quote.place {
                self.quoted(quote, "selection")
                    .write("PlainTextSelection", &positions(start, end), by.user, xml);
            }
        }
        xml.close("TextSource");
    }

    /// The recording with the same text as its transcript: some programs keep codings of transcripts only there.
    fn write_recording(&self, by: By<'_>, xml: &mut Xml) {
        let points = SyncPoints::of(self.extract, &self.key);
        if !points.is_enough() {
            return;
        }
        let audio = audio_name(self.extract);
        let path = format!("relative:///{audio}");
        let dated = [("creatingUser", by.user), ("creationDateTime", by.at)];
        let guid = self.guid("audio");
        let mut attributes = vec![("guid", guid.as_str()), ("name", &audio), ("path", &path)];
        attributes.extend(dated);
        xml.open("AudioSource", &attributes);
        let (guid, text) = (
            self.guid("transcript"),
            format!("internal://{}.txt", self.guid("source")),
        );
        let mut attributes = vec![("guid", guid.as_str()), ("name", &self.name), ("plainTextPath", &text)];
        attributes.extend(dated);
        xml.open("Transcript", &attributes);
        points.write(xml);
        let mut write = |selection: Selection, place| {
            if let Some((from, to)) = points.around(place) {
                let ends = [("fromSyncPoint", from.to_owned()), ("toSyncPoint", to.to_owned())];
                selection.write("TranscriptSelection", &ends, by.user, xml);
            }
        };
        for (turn, place) in self.extract.source.rendition.paragraphs() {
            write(self.spoken(turn, place, "spoken", by), place);
        }
        for quote in &self.extract.quotes {
            if let Some(place) = quote.place {
                write(self.quoted(quote, "heard"), place);
            }
        }
        xml.close("Transcript");
        xml.close("AudioSource");
    }

    /// A turn with its speaker's code.
    fn spoken(&self, turn: usize, (start, end): (usize, usize), kind: &str, by: By<'_>) -> Selection {
        let source = self.extract.source;
        Selection {
            guid: self.guid_of(kind, &turn.to_string()),
            name: named(&source.rendition.between(start, end)),
            codes: vec![speaker_guid(&source.turns.speaker(turn).name)],
            about: String::new(),
            made: by.at.to_owned(),
        }
    }

    /// A quote with its codes.
    fn quoted(&self, quote: &Quote, kind: &str) -> Selection {
        Selection {
            guid: self.guid_of(kind, &quote.name()),
            name: named(&quote.words()),
            codes: codes_of(quote),
            about: description(quote),
            made: moment(quote.created),
        }
    }
}

/// The first name that nobody has.
fn free(mut names: impl Iterator<Item = String>, is_taken: impl Fn(&str) -> bool) -> String {
    names.find(|name| !is_taken(name)).unwrap_or_default()
}

/// The recording's name; where none is known, the one it would have beside the transcript.
fn audio_name(extract: &Extract<'_>) -> String {
    let document = extract.source.document;
    match &document.audio {
        Some(audio) => audio.rsplit(['/', '\\']).next().unwrap_or_default().to_owned(),
        None => format!("{}.mp3", stem(&document.name)),
    }
}

/// A file's name without its ending.
fn stem(name: &str) -> &str {
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

/// A piece of text with its codes.
struct Selection {
    guid: String,
    name: String,
    codes: Vec<String>,
    about: String,
    made: String,
}

impl Selection {
    fn write(&self, element: &str, ends: &[(&str, String); 2], user: &str, xml: &mut Xml) {
        let mut attributes = vec![("guid", self.guid.as_str()), ("name", &self.name)];
        attributes.extend(ends.iter().map(|(key, value)| (*key, value.as_str())));
        let dated = [("creatingUser", user), ("creationDateTime", self.made.as_str())];
        attributes.extend(dated);
        xml.open(element, &attributes);
        if !self.about.is_empty() {
            xml.text("Description", &[], &self.about);
        }
        for code in &self.codes {
            let coding = guid("coding", &[&self.guid, code]);
            xml.open("Coding", &[("guid", &coding), dated[0], dated[1]]);
            xml.leaf("CodeRef", &[("targetGUID", code)]);
            xml.close("Coding");
        }
        xml.close(element);
    }
}

fn positions(start: usize, end: usize) -> [(&'static str, String); 2] {
    [("startPosition", start.to_string()), ("endPosition", end.to_string())]
}

/// The note, then what is needed to cite the quote.
fn description(quote: &Quote) -> String {
    let mut lines: Vec<String> = Vec::new();
    if !quote.note.is_empty() {
        lines.push(format!("{}\n", quote.note));
    }
    lines.push(quote.citation.clone());
    if let Some(asked) = &quote.question {
        lines.push(format!(
            "Asked by {} (¶ {}): {}",
            asked.speaker, asked.turn, asked.words
        ));
    }
    if quote.status_word() != "ok" {
        lines.push(format!("Status: {}", quote.status_word()));
    }
    for (at, words) in quote.wordings().iter().enumerate() {
        let when = if at == 0 { "Marked as" } else { "Then" };
        lines.push(format!("{when}: {}", one_line(words)));
    }
    lines.join("\n")
}

/// The beginning of words, on one line.
fn named(words: &str) -> String {
    let line = one_line(words);
    match line.char_indices().nth(NAME) {
        Some((at, _)) => format!("{}…", line[..at].trim_end()),
        None => line,
    }
}

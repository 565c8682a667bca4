//! The codebook: a code for every tag, nested as the tags are, one for every colour in use, one for everyone who speaks.

use super::super::quote::Quote;
use super::super::quotes::{Extract, rgb};
use super::guid::guid;
use super::xml::Xml;
use crate::marks::Colour;
use crate::turns::Role;

/// Colours of the speakers' codes by what they do.
const ASKS: &str = "#3366CC";
const ANSWERS: &str = "#CC6633";
/// The colour of tags and bookmarks.
const PLAIN: &str = "#808080";

/// A code and those below it.
#[derive(Clone, Debug)]
struct Code {
    guid: String,
    name: String,
    codable: bool,
    colour: Option<&'static str>,
    below: Vec<Code>,
}

/// All codes.
#[derive(Clone, Debug, Default)]
pub(super) struct Codes {
    top: Vec<Code>,
}

impl Codes {
    /// The codes that the marks and turns of these transcripts need.
    pub fn of(extracts: &[Extract<'_>]) -> Self {
        let mut codes = Self::default();
        codes.add_speakers(extracts);
        let quotes = || extracts.iter().flat_map(|extract| &extract.quotes);
        let colours = Colour::ALL.into_iter();
        let used: Vec<Colour> = colours
            .filter(|colour| quotes().any(|q| q.colour() == Some(*colour)))
            .collect();
        if !used.is_empty() {
            let below = used
                .iter()
                .map(|colour| code(colour_guid(*colour), colour.name(), Some(rgb(*colour))));
            codes.top.push(Code {
                codable: false,
                below: below.collect(),
                ..code(guid("code", &["Highlights"]), "Highlights", None)
            });
        }
        if quotes().any(|quote| quote.colour().is_none()) {
            codes.top.push(code(bookmark_guid(), "Bookmark", Some(PLAIN)));
        }
        for tag in quotes().flat_map(|quote| &quote.tags) {
            add_tag(&mut codes.top, tag);
        }
        codes
    }

    fn add_speakers(&mut self, extracts: &[Extract<'_>]) {
        let mut below: Vec<Code> = Vec::new();
        for (name, role) in extracts.iter().flat_map(|extract| &extract.source.document.people) {
            let guid = speaker_guid(name);
            if below.iter().all(|known| known.guid != guid) {
                let colour = if *role == Role::Interviewer { ASKS } else { ANSWERS };
                below.push(code(guid, name, Some(colour)));
            }
        }
        self.top.push(Code {
            codable: false,
            below,
            ..code(guid("code", &["Speakers"]), "Speakers", None)
        });
    }

    /// Writes them as `Codes`.
    pub fn write(&self, xml: &mut Xml) {
        xml.open("Codes", &[]);
        self.top.iter().for_each(|code| code.write(xml));
        xml.close("Codes");
    }
}

impl Code {
    fn write(&self, xml: &mut Xml) {
        let codable = if self.codable { "true" } else { "false" };
        let mut attributes = vec![
            ("guid", self.guid.as_str()),
            ("name", &self.name),
            ("isCodable", codable),
        ];
        attributes.extend(self.colour.map(|colour| ("color", colour)));
        if self.below.is_empty() {
            xml.leaf("Code", &attributes);
        } else {
            xml.open("Code", &attributes);
            self.below.iter().for_each(|code| code.write(xml));
            xml.close("Code");
        }
    }
}

/// The codes of a quote, by GUID: its colour or that it is a bookmark, and its tags.
pub(super) fn codes_of(quote: &Quote) -> Vec<String> {
    let sort = quote.colour().map_or_else(bookmark_guid, colour_guid);
    let mut codes = vec![sort];
    codes.extend(quote.tags.iter().map(|tag| tag_guid(tag)));
    codes
}

/// The code of who speaks.
pub(super) fn speaker_guid(name: &str) -> String {
    guid("code", &["Speakers", name])
}

fn colour_guid(colour: Colour) -> String {
    guid("code", &["Highlights", colour.name()])
}

fn bookmark_guid() -> String {
    guid("code", &["Bookmark"])
}

fn tag_guid(path: &str) -> String {
    guid("code", &["tag", path])
}

/// Adds a tag below those that its path names.
fn add_tag(codes: &mut Vec<Code>, tag: &str) {
    let mut level = codes;
    let mut path = String::new();
    for name in tag.split('/').filter(|name| !name.is_empty()) {
        if !path.is_empty() {
            path.push('/');
        }
        path.push_str(name);
        let guid = tag_guid(&path);
        let at = level.iter().position(|known| known.guid == guid).unwrap_or_else(|| {
            level.push(code(guid, name, Some(PLAIN)));
            level.len() - 1
        });
        level = &mut level[at].below;
    }
}

fn code(guid: String, name: &str, colour: Option<&'static str>) -> Code {
    Code {
        guid,
        name: name.to_owned(),
        codable: true,
        colour,
        below: Vec::new(),
    }
}

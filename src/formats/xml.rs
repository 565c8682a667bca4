//! XML as a stream of elements and text, for every format that is written in it.
//!
//! Real files use prefixes they never declare, repeat identifiers and break off in the middle; so names are taken without
//! their prefixes, nothing is validated, and what stands before a break is read. Document types are passed over, entities of
//! a file's own are shown as they are written, nothing outside the file is opened, and no stack grows with the nesting.

use std::borrow::Cow;

use quick_xml::Reader;
use quick_xml::events::Event as Found;
use quick_xml::events::attributes::Attributes;

use super::markup::entity;
use super::{Remark, lines};
use crate::text::SafeText;

/// How deep elements may stand in one another; transcripts need about ten.
const DEPTH: usize = 256;

/// What comes next in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event<'a> {
    /// An element begins; its [`Event::Close`] follows in any case.
    Open(Element<'a>),
    /// The innermost open element ends; its name without prefix.
    Close(&'a str),
    /// Text inside the innermost open element, entities replaced, line ends as they are. One text may come in several parts.
    Text(Cow<'a, str>),
}

/// The opening tag of an element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Element<'a> {
    /// Its name without prefix.
    pub name: &'a str,
    /// The source line it begins on, from 1.
    pub line: usize,
    tag: &'a str,
}

impl<'a> Element<'a> {
    /// The tag between `<` and `>`.
    fn new(tag: &'a str, line: usize) -> Self {
        Self {
            name: local(name(tag)),
            line,
            tag,
        }
    }

    /// The value of an attribute by its name without prefix, entities replaced.
    #[must_use]
    pub fn attribute(&self, wanted: &str) -> Option<Cow<'a, str>> {
        let mut attributes = Attributes::html(self.tag, name(self.tag).len());
        let found = attributes
            .with_checks(false)
            .flatten()
            .find(|attribute| local(attribute.key.into_inner()) == wanted)?;
        Some(match found.value {
            Cow::Borrowed(value) => unescape(value),
            Cow::Owned(value) => Cow::Owned(unescape(&value).into_owned()),
        })
    }
}

/// The name at the beginning of a tag, with its prefix.
fn name(tag: &str) -> &str {
    let end = tag.find(|c: char| c.is_whitespace() || c == '/').unwrap_or(tag.len());
    &tag[..end]
}

fn local(name: &str) -> &str {
    name.rsplit(':').next().unwrap_or(name)
}

/// Text with its entities replaced; unknown ones stay as they are written.
#[must_use]
pub fn unescape(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        let (c, length) = entity(&rest[at..]).unwrap_or(('&', 1));
        out.push(c);
        rest = &rest[at + length..];
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// The name of the first element of a source, without its prefix, past a declaration, comments and a document type.
#[must_use]
pub fn root(source: &str) -> Option<Element<'_>> {
    if !source.trim_start().starts_with('<') {
        return None;
    }
    Events::of(source).find_map(|event| match event {
        Event::Open(element) => Some(element),
        _ => None,
    })
}

/// Whether the first element of a source has one of these names.
#[must_use]
pub fn is_rooted(source: &str, names: &[&str]) -> bool {
    root(source).is_some_and(|root| names.contains(&root.name))
}

/// What hears the events of a source, one after the other.
pub trait Listener {
    /// An element begins.
    fn open(&mut self, element: &Element<'_>);
    /// Text inside the innermost open element, or a part of it.
    fn text(&mut self, text: &str);
    /// The innermost open element ends, on that source line.
    fn close(&mut self, name: &str, line: usize);
}

/// Tells all events; what was damaged, if anything.
pub fn tell(source: &str, listener: &mut impl Listener) -> Option<Remark> {
    let mut events = Events::of(source);
    while let Some(event) = events.next() {
        match event {
            Event::Open(element) => listener.open(&element),
            Event::Text(text) => listener.text(&text),
            Event::Close(name) => listener.close(name, events.line()),
        }
    }
    events.damage()
}

/// Lets events through that are outside elements of these names, with all that is in them.
pub fn outside<'a>(names: &'static [&'static str]) -> impl FnMut(&Event<'a>) -> bool {
    // How many elements inside one that is passed over are open, itself included.
    let mut inside = 0_usize;
    move |event| match event {
        Event::Open(element) if inside > 0 || names.contains(&element.name) => {
            inside += 1;
            false
        }
        Event::Close(_) if inside > 0 => {
            inside -= 1;
            false
        }
        _ => inside == 0,
    }
}

/// The events of a source. Elements close in the order in which they opened, whatever the file does.
pub struct Events<'a> {
    source: &'a str,
    reader: Reader<&'a [u8]>,
    open: Vec<&'a str>,
    /// How many of the innermost elements close before anything else is read.
    closing: usize,
    counted: usize,
    line: usize,
    lines: usize,
    ended: bool,
    damage: Option<Remark>,
}

impl<'a> Events<'a> {
    /// The events of a source from its beginning.
    #[must_use]
    pub fn of(source: &'a str) -> Self {
        let mut reader = Reader::from_str(source);
        let rules = reader.config_mut();
        rules.check_end_names = false;
        rules.allow_unmatched_ends = true;
        rules.allow_dangling_amp = true;
        Self {
            source,
            reader,
            open: Vec::new(),
            closing: 0,
            counted: 0,
            line: 1,
            lines: lines::count(source).max(1),
            ended: false,
            damage: None,
        }
    }

    /// The source line, from 1, on which the last event begins.
    #[must_use]
    pub fn line(&self) -> usize {
        self.line.min(self.lines)
    }

    /// Whether the file has broken off and what still closes is not complete.
    #[must_use]
    pub const fn is_broken(&self) -> bool {
        self.damage.is_some()
    }

    /// Where the file breaks off or cannot be followed further, if it does; known when all events are read.
    #[must_use]
    pub fn damage(&self) -> Option<Remark> {
        self.damage.clone()
    }

    fn place(&self) -> usize {
        usize::try_from(self.reader.buffer_position()).unwrap_or(usize::MAX)
    }

    /// Counts the lines up to an offset.
    fn reach(&mut self, offset: usize) {
        let passed = self.source.get(self.counted..offset).unwrap_or("");
        self.line += lines::breaks(passed);
        self.counted = self.counted.max(offset);
    }

    /// Ends here: what is open closes, and a remark says why.
    fn end(&mut self, damage: Option<&str>) {
        self.ended = true;
        self.closing = self.open.len();
        let inside = self.open.last().map(|name| format!("it breaks off inside <{name}>"));
        if let Some(text) = damage.map(str::to_owned).or(inside) {
            self.damage = Some(Remark {
                line: Some(self.line()),
                text: SafeText::line(&text),
            });
        }
    }

    fn open(&mut self, tag: &'a str) -> Option<Event<'a>> {
        if self.open.len() == DEPTH {
            self.end(Some("elements stand too deep in one another; what follows is not read"));
            return None;
        }
        let element = Element::new(tag, self.line);
        self.open.push(element.name);
        Some(Event::Open(element))
    }

    /// Makes the elements down to the one of that name close; an end without a beginning is passed over.
    fn close(&mut self, name: &str) {
        let at = self.open.iter().rposition(|open| *open == local(name));
        self.closing = at.map_or(0, |at| self.open.len() - at);
    }
}

impl<'a> Iterator for Events<'a> {
    type Item = Event<'a>;

    fn next(&mut self) -> Option<Event<'a>> {
        loop {
            if self.closing > 0 {
                self.closing -= 1;
                return self.open.pop().map(Event::Close);
            }
            if self.ended {
                return None;
            }
            let from = self.place();
            let found = self.reader.read_event();
            self.reach(from);
            let to = self.place();
            let tag = |end: usize| self.source.get(from + 1..to.saturating_sub(end)).unwrap_or("");
            let event = match found {
                Ok(Found::Start(_)) => self.open(tag(1)),
                Ok(Found::Empty(_)) => {
                    let event = self.open(tag(2));
                    self.closing = self.closing.max(1);
                    event
                }
                Ok(Found::End(end)) => {
                    self.close(end.name().into_inner());
                    None
                }
                Ok(Found::Text(text)) => Some(Event::Text(text.into_inner())),
                Ok(Found::CData(text)) => Some(Event::Text(text.into_inner())),
                Ok(Found::GeneralRef(_)) => self.source.get(from..to).map(|written| Event::Text(unescape(written))),
                Ok(Found::Comment(_) | Found::Decl(_) | Found::PI(_) | Found::DocType(_)) => None,
                Ok(Found::Eof) => {
                    self.end(None);
                    None
                }
                Err(error) => {
                    self.end(Some(&format!("it cannot be followed further: {error}")));
                    None
                }
            };
            // White space around the root is of nobody.
            if event.is_some() && !self.open.is_empty() {
                return event;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Event, Events, root};

    /// The events of a source in short, and the line and words of its damage.
    fn check(source: &str, expect: &str, damage: Option<(usize, &str)>) {
        let mut events = Events::of(source);
        let mut told = String::new();
        for event in events.by_ref() {
            match event {
                Event::Open(element) => told += &format!("<{}:{}>", element.name, element.line),
                Event::Close(name) => told += &format!("</{name}>"),
                Event::Text(text) => told += &text,
            }
        }
        assert_eq!(told, expect, "{source:?}");
        let found = events.damage();
        match damage {
            None => assert_eq!(found, None, "{source:?}"),
            Some((line, words)) => {
                let found = found.expect("it is damaged");
                assert_eq!(found.line, Some(line), "{source:?}");
                assert!(found.text.contains(words), "{source:?}: {}", found.text);
            }
        }
    }

    #[test]
    fn elements_and_text_come_without_prefixes_and_with_lines() {
        check(
            "<?xml version='1.0'?>\r\n<!DOCTYPE a SYSTEM \"a.dtd\">\r\n<t:a>\n<b/>x &amp; y<![CDATA[ <z]]></t:a>",
            "<a:3>\n<b:4></b>x & y <z</a>",
            None,
        );
    }

    #[test]
    fn what_is_closed_wrongly_closes_in_order() {
        check("<a><b>x</a></c>y", "<a:1><b:1>x</b></a>", None);
        check("<a><i><b>x</i>y</b></a>", "<a:1><i:1><b:1>x</b></i>y</a>", None);
    }

    #[test]
    fn a_file_cut_off_is_read_up_to_the_cut() {
        check("<a>\n<b>x", "<a:1>\n<b:2>x</b></a>", Some((2, "inside <b>")));
        check("<a>\n<b>x</b", "<a:1>\n<b:2>x</b></a>", Some((2, "followed")));
        check("<a>\n<b c=\"", "<a:1>\n</a>", Some((2, "followed")));
    }

    #[test]
    fn entities_of_its_own_and_unknown_ones_are_shown_as_written() {
        check(
            "<!DOCTYPE a [<!ENTITY lol \"ha\"><!ENTITY x SYSTEM \"file:///etc/hostname\">]><a>&lol; &x; & b &#x41;</a>",
            "<a:1>&lol; &x; & b A</a>",
            None,
        );
    }

    #[test]
    fn attributes_are_found_by_their_bare_names() {
        let element = root("<!-- <no/> --><tt xml:lang=de ttp:frameRate='25' who=\"A &amp; B\" open>").expect("a root");
        let value = |name| element.attribute(name);
        assert_eq!(element.name, "tt");
        assert_eq!(value("lang").as_deref(), Some("de"));
        assert_eq!(value("frameRate").as_deref(), Some("25"));
        assert_eq!(value("who").as_deref(), Some("A & B"));
        assert_eq!(value("open").as_deref(), Some(""));
        assert_eq!(value("rate"), None);
        assert_eq!(root("no <b>markup</b>"), None);
    }

    #[test]
    fn a_million_levels_end_at_the_limit_and_a_bomb_of_entities_stays_small() {
        let deep = "<a>".repeat(1_000_000);
        let mut events = Events::of(&deep);
        assert_eq!(events.by_ref().count(), 2 * super::DEPTH);
        assert!(events.damage().is_some_and(|damage| damage.text.contains("too deep")));
        let mut bomb = String::from("<!DOCTYPE a [<!ENTITY a0 \"ha\">");
        for level in 1..10 {
            let inner = format!("&a{};", level - 1).repeat(10);
            bomb += &format!("<!ENTITY a{level} \"{inner}\">");
        }
        bomb += "]><a>&a9;</a>";
        check(&bomb, "<a:1>&a9;</a>", None);
    }
}

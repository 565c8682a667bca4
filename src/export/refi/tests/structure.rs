//! The parts of the exchange format's schema that we write, as a table: what an element must have, and in which order what may stand
//! in it. Read where no schema and no validator is at hand.

use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;

/// An element with all that is in it.
#[derive(Debug, Default)]
pub struct Element {
    pub name: String,
    pub attributes: Vec<(String, String)>,
    pub children: Vec<Element>,
    pub text: String,
}

impl Element {
    pub fn attribute(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(key, _)| key == name);
        found.map(|(_, value)| value.as_str())
    }
}

/// An element's name, the attributes it must have, those it may have, and its children in their order; `*` is any number.
type Rule = (
    &'static str,
    &'static [&'static str],
    &'static [&'static str],
    &'static [&'static str],
);

const MADE: [&str; 4] = ["creatingUser", "creationDateTime", "modifyingUser", "modifiedDateTime"];

const RULES: &[Rule] = &[
    (
        "Project",
        &["name"],
        &[
            "origin",
            "creatingUserGUID",
            "creationDateTime",
            "modifyingUserGUID",
            "modifiedDateTime",
            "basePath",
        ],
        &[
            "Users",
            "CodeBook",
            "Variables",
            "Cases",
            "Sources",
            "Notes",
            "Links",
            "Sets",
            "Graphs",
            "Description",
            "NoteRef*",
        ],
    ),
    ("Users", &[], &[], &["User*"]),
    ("User", &["guid"], &["name", "id"], &[]),
    ("CodeBook", &[], &["origin"], &["Codes", "Sets"]),
    ("Codes", &[], &[], &["Code*"]),
    (
        "Code",
        &["guid", "name", "isCodable"],
        &["color"],
        &["Description", "NoteRef*", "Code*"],
    ),
    ("Cases", &[], &[], &["Case*"]),
    (
        "Case",
        &["guid"],
        &["name"],
        &[
            "Description",
            "CodeRef*",
            "VariableValue*",
            "SourceRef*",
            "SelectionRef*",
        ],
    ),
    ("Sources", &[], &[], &["TextSource*", "AudioSource*"]),
    (
        "TextSource",
        &["guid", "plainTextPath"],
        &["name"],
        &[
            "Description",
            "PlainTextContent",
            "PlainTextSelection*",
            "Coding*",
            "NoteRef*",
            "VariableValue*",
        ],
    ),
    (
        "PlainTextSelection",
        &["guid", "startPosition", "endPosition"],
        &["name"],
        &["Description", "Coding*", "NoteRef*"],
    ),
    ("Coding", &["guid"], &[], &["CodeRef", "NoteRef*"]),
    (
        "AudioSource",
        &["guid", "path"],
        &["name", "currentPath"],
        &[
            "Description",
            "Transcript*",
            "AudioSelection*",
            "Coding*",
            "NoteRef*",
            "VariableValue*",
        ],
    ),
    (
        "Transcript",
        &["guid", "plainTextPath"],
        &["name"],
        &[
            "Description",
            "PlainTextContent",
            "SyncPoint*",
            "TranscriptSelection*",
            "NoteRef*",
        ],
    ),
    ("SyncPoint", &["guid"], &["timeStamp", "position"], &[]),
    (
        "TranscriptSelection",
        &["guid"],
        &["name", "fromSyncPoint", "toSyncPoint"],
        &["Description", "Coding*", "NoteRef*"],
    ),
    ("Notes", &[], &[], &["Note*"]),
    (
        "Note",
        &["guid"],
        &["name", "plainTextPath"],
        &[
            "Description",
            "PlainTextContent",
            "PlainTextSelection*",
            "Coding*",
            "NoteRef*",
            "VariableValue*",
        ],
    ),
    ("CodeRef", &["targetGUID"], &[], &[]),
    ("NoteRef", &["targetGUID"], &[], &[]),
    ("SourceRef", &["targetGUID"], &[], &[]),
    ("SelectionRef", &["targetGUID"], &[], &[]),
    ("Description", &[], &[], &[]),
    ("PlainTextContent", &[], &[], &[]),
];

/// What is wrong with a project or a codebook, a sentence each.
pub fn check(element: &Element) -> Vec<String> {
    let name = &element.name;
    let Some((_, must, may, order)) = RULES.iter().find(|(known, ..)| known == name) else {
        return vec![format!("{name} is no element that we write")];
    };
    let mut wrong = Vec::new();
    for attribute in *must {
        if element.attribute(attribute).is_none() {
            wrong.push(format!("{name} has no {attribute}"));
        }
    }
    for (key, value) in &element.attributes {
        let known = must.contains(&key.as_str()) || may.contains(&key.as_str()) || MADE.contains(&key.as_str());
        if !known && !key.starts_with("xmlns") && key != "xsi:schemaLocation" {
            wrong.push(format!("{name} has {key}"));
        }
        let fits = match key.as_str() {
            "guid" | "targetGUID" | "creatingUser" | "fromSyncPoint" | "toSyncPoint" => is_guid(value),
            "color" => value.len() == 7 && value.starts_with('#') && is_hex(&value[1..]),
            "isCodable" => matches!(value.as_str(), "true" | "false"),
            "startPosition" | "endPosition" | "timeStamp" | "position" => value.parse::<u64>().is_ok(),
            "creationDateTime" | "modifiedDateTime" => value.parse::<jiff::Timestamp>().is_ok(),
            _ => true,
        };
        if !fits {
            wrong.push(format!("{name}: {key} is {value}"));
        }
    }
    let mut next = 0;
    for child in &element.children {
        // Sources are a choice, everything else is a sequence.
        let from = if name == "Sources" { 0 } else { next };
        let at = order
            .iter()
            .skip(from)
            .position(|known| known.trim_end_matches('*') == child.name);
        match at {
            Some(at) => next = from + at + usize::from(!order[from + at].ends_with('*')),
            None => wrong.push(format!("{} stands out of order in {name}", child.name)),
        }
        wrong.extend(check(child));
    }
    if matches!(
        name.as_str(),
        "Users" | "Codes" | "Cases" | "Notes" | "Sources" | "Coding"
    ) && element.children.is_empty()
    {
        wrong.push(format!("{name} is empty"));
    }
    wrong
}

fn is_guid(value: &str) -> bool {
    let lengths: Vec<usize> = value.split('-').map(str::len).collect();
    lengths == [8, 4, 4, 4, 12] && value.split('-').all(is_hex)
}

fn is_hex(value: &str) -> bool {
    value.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// Reads a document that must be well-formed.
pub fn parse(xml: &str) -> Element {
    let mut reader = Reader::from_str(xml);
    let mut open: Vec<Element> = vec![Element::default()];
    loop {
        match reader.read_event().expect("it is well-formed") {
            Event::Start(start) => open.push(element(&start)),
            Event::Empty(start) => {
                let done = element(&start);
                open.last_mut().expect("there is a root").children.push(done);
            }
            Event::End(_) => {
                let done = open.pop().expect("it was opened");
                open.last_mut().expect("there is a root").children.push(done);
            }
            Event::Text(text) => {
                let text = text.xml10_content();
                open.last_mut().expect("there is a root").text.push_str(&text);
            }
            Event::GeneralRef(entity) => {
                let sign = match entity.as_ref() {
                    "amp" => '&',
                    "lt" => '<',
                    "gt" => '>',
                    "quot" => '"',
                    other => panic!("{other:?}"),
                };
                open.last_mut().expect("there is a root").text.push(sign);
            }
            Event::Eof => break,
            _ => {}
        }
    }
    let mut root = open.pop().expect("there is a root");
    assert_eq!((root.children.len(), open.len()), (1, 0));
    root.children.remove(0)
}

fn element(start: &BytesStart<'_>) -> Element {
    let attributes = start.attributes().map(|attribute| {
        let attribute = attribute.expect("a whole attribute");
        let value = attribute
            .normalized_value(XmlVersion::Implicit1_0)
            .expect("no unknown entity");
        (attribute.key.as_ref().to_owned(), value.into_owned())
    });
    Element {
        name: start.name().as_ref().to_owned(),
        attributes: attributes.collect(),
        ..Element::default()
    }
}

#[test]
fn what_is_out_of_order_or_missing_is_found() {
    for (xml, wrong) in [
        ("<Project name=\"x\"><Sources/><Cases/></Project>", 3),
        ("<Code guid=\"1\" name=\"x\" isCodable=\"1\"/>", 2),
        ("<Coding guid=\"43ED6A22-9C3D-8BD1-9D6B-8BF60D1B0B2B\"/>", 1),
        ("<Other/>", 1),
    ] {
        assert_eq!(check(&parse(xml)).len(), wrong, "{:?}", check(&parse(xml)));
    }
}

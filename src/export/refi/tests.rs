//! Projects and codebooks taken apart again: by the order and the attributes that the schema demands, and by their places.

mod structure;

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read};

use super::super::quotes::tests::{TALK, Talk, YELLOW, talk};
use super::super::quotes::{Extract, Wish};
use super::{Newlines, qdc, qdpx};
use crate::marks::Moment;
use structure::{Element, check, parse};

/// The members of a project by name.
fn members(bytes: &[u8]) -> BTreeMap<String, String> {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).expect("it is a zip");
    let names: Vec<String> = zip
        .file_names()
        .map(|name| name.expect("a name").into_owned())
        .collect();
    let mut read = |name: &String| {
        let mut text = String::new();
        let mut member = zip.by_name(name).expect("it was just named");
        member.read_to_string(&mut text).expect("it is UTF-8");
        (name.clone(), text)
    };
    names.iter().map(&mut read).collect()
}

fn wish(newlines: Newlines) -> Wish {
    Wish {
        newlines,
        at: Moment(1_740_000_000_000),
        ..Wish::default()
    }
}

fn project(extracts: &[Extract<'_>], newlines: Newlines) -> (Element, BTreeMap<String, String>) {
    let members = members(&qdpx(extracts, &wish(newlines)));
    (parse(&members["project.qde"]), members)
}

/// Every element of that name, wherever it stands.
fn all<'a>(element: &'a Element, name: &str, found: &mut Vec<&'a Element>) {
    if element.name == name {
        found.push(element);
    }
    for child in &element.children {
        all(child, name, found);
    }
}

fn named<'a>(element: &'a Element, name: &str) -> Vec<&'a Element> {
    let mut found = Vec::new();
    all(element, name, &mut found);
    found
}

#[test]
fn elements_stand_in_the_order_of_the_schema_with_all_they_must_have() {
    let talk = talk();
    let other = Talk::new("Ada: What?\n\nBen: That.\n\nAda: What else?\n", &[(YELLOW, "That", "")]);
    for extracts in [vec![talk.extract()], vec![talk.extract(), other.extract()], Vec::new()] {
        if extracts.is_empty() {
            continue;
        }
        let (project, _) = project(&extracts, Newlines::Lf);
        assert_eq!(check(&project), Vec::<String>::new());
        let codebook = String::from_utf8(qdc(&extracts, &Wish::default())).expect("text");
        assert!(codebook.contains("urn:QDA-XML:codebook:1.0") && !codebook.contains("Sets"));
        assert_eq!(check(&parse(&codebook)), Vec::<String>::new());
    }
}

#[test]
fn places_lead_to_the_words_whatever_the_line_ends() {
    let talk = talk();
    for newlines in [Newlines::Lf, Newlines::Crlf] {
        let (project, members) = project(&[talk.extract()], newlines);
        let source = named(&project, "TextSource")[0];
        let path = source.attribute("plainTextPath").expect("a path");
        let file = path.replace("internal://", "sources/");
        let text = &members[&file];
        assert!(!text.starts_with('\u{feff}') && !members["project.qde"].starts_with('\u{feff}'));
        assert_eq!(text.contains("\r\n"), newlines == Newlines::Crlf);
        // A line end counts as one character, whether it is one in the file or two.
        let read: Vec<char> = text.replace("\r\n", "\n").chars().collect();
        let words = |selection: &Element| {
            let end = |name: &str| {
                selection
                    .attribute(name)
                    .and_then(|n| n.parse::<usize>().ok())
                    .expect("a number")
            };
            read[end("startPosition")..end("endPosition")]
                .iter()
                .collect::<String>()
        };
        let selections: Vec<String> = named(source, "PlainTextSelection").into_iter().map(words).collect();
        assert_eq!(
            selections,
            [
                "Per Ek: Who feeds the lighthouse cat?",
                "Ida Falk: The cat feeds itself 😀. It fishes.",
                "Per Ek: And who feeds the fish?",
                "Ida Falk: Nobody, “as far as I know”.",
                "feeds itself 😀. It fishes",
                "fish?\n\nIda Falk: Nobody",
                "Nobody",
            ]
        );
    }
}

#[test]
fn every_name_that_is_pointed_to_is_there_and_means_one_thing() {
    let talk = talk();
    let (project, _) = project(&[talk.extract()], Newlines::Lf);
    let mut guids: Vec<&str> = Vec::new();
    let mut targets: BTreeSet<&str> = BTreeSet::new();
    fn walk<'a>(element: &'a Element, guids: &mut Vec<&'a str>, targets: &mut BTreeSet<&'a str>) {
        guids.extend(element.attribute("guid"));
        let pointing = [
            "targetGUID",
            "fromSyncPoint",
            "toSyncPoint",
            "creatingUser",
            "creatingUserGUID",
        ];
        targets.extend(pointing.iter().filter_map(|name| element.attribute(name)));
        element.children.iter().for_each(|child| walk(child, guids, targets));
    }
    walk(&project, &mut guids, &mut targets);
    let distinct: BTreeSet<&str> = guids.iter().copied().collect();
    assert_eq!(distinct.len(), guids.len(), "no name stands twice");
    assert!(targets.is_subset(&distinct), "{:?}", targets.difference(&distinct));
    assert!(guids.iter().all(|guid| *guid == guid.to_uppercase()));
}

#[test]
fn a_second_export_has_the_same_names_and_bytes() {
    let write = || qdpx(&[talk().extract()], &wish(Newlines::Lf));
    assert_eq!(write(), write());
}

#[test]
fn quotes_are_coded_and_carry_their_note_and_citation() {
    let talk = talk();
    let (project, _) = project(&[talk.extract()], Newlines::Lf);
    let selections = named(&project, "PlainTextSelection");
    let first = selections
        .iter()
        .find(|s| s.attribute("name") == Some("feeds itself 😀. It fishes"));
    let first = first.expect("it is marked");
    let about = &first.children[0];
    assert_eq!(about.name, "Description");
    assert!(
        about
            .text
            .starts_with("so #food/own says\n\nIda Falk, guest, On Cats 😀, ")
            && about
                .text
                .ends_with("Asked by Per Ek (¶ 1): Who feeds the lighthouse cat?"),
        "{}",
        about.text
    );
    let codes = named(&project, "Code");
    let name_of = |guid: &str| {
        let code = codes
            .iter()
            .find(|code| code.attribute("guid") == Some(guid))
            .expect("a code");
        (
            code.attribute("name").expect("a name"),
            code.attribute("isCodable").expect("a word"),
        )
    };
    let refs = named(first, "CodeRef");
    let coded: Vec<_> = refs
        .iter()
        .map(|r| name_of(r.attribute("targetGUID").expect("a target")))
        .collect();
    assert_eq!(coded, [("yellow", "true"), ("own", "true")]);
    let of_parent = codes
        .iter()
        .find(|code| code.attribute("name") == Some("food"))
        .expect("the tag above");
    assert_eq!(of_parent.children[0].attribute("name"), Some("own"));
    let lost = named(&project, "Note");
    assert_eq!(lost.len(), 1);
    assert!(
        lost[0].children[0]
            .text
            .starts_with("words that are not there any more")
    );
    let cases: Vec<_> = named(&project, "Case")
        .iter()
        .filter_map(|case| case.attribute("name"))
        .collect();
    assert_eq!(cases, ["Per Ek", "Ida Falk"]);
}

#[test]
fn the_recording_has_points_in_order_and_selections_between_them() {
    let talk = talk();
    let (project, _) = project(&[talk.extract()], Newlines::Lf);
    let audio = named(&project, "AudioSource");
    assert_eq!(audio[0].attribute("path"), Some("relative:///the talk.mp3"));
    let number = |element: &Element, name: &str| element.attribute(name).and_then(|n| n.parse::<u64>().ok());
    let points: Vec<_> = named(audio[0], "SyncPoint")
        .iter()
        .map(|p| {
            (
                number(p, "position").expect("a place"),
                number(p, "timeStamp").expect("a time"),
            )
        })
        .collect();
    assert!(
        points.is_sorted() && points.iter().map(|p| p.1).is_sorted(),
        "{points:?}"
    );
    assert!(points.contains(&(10, 3000)) || points[0].1 == 3000, "{points:?}");
    let selections = named(audio[0], "TranscriptSelection");
    assert_eq!(selections.len(), 7, "turns and quotes that lie between two points");
    let untimed = Talk::new(
        &TALK.replace("[0:00:0", "(").replace("[0:00:1", "(").replace("] ", ") "),
        &[],
    );
    let (silent, _) = self::project(&[untimed.extract()], Newlines::Lf);
    assert!(named(&silent, "AudioSource").is_empty());
}

#[test]
fn hostile_words_stay_words_in_a_project() {
    for number in 0..42 {
        let talk = super::super::quotes::tests::hostile::hostile(number);
        let (project, members) = project(&[talk.extract()], Newlines::Lf);
        assert_eq!(check(&project), Vec::<String>::new());
        assert_eq!(members.len(), 2);
        let notes: Vec<&str> = named(&project, "Description").iter().map(|d| d.text.as_str()).collect();
        for quote in talk
            .extract()
            .quotes
            .iter()
            .filter(|quote| quote.place.is_some() && !quote.note.is_empty())
        {
            assert!(
                notes.iter().any(|note| note.starts_with(&quote.note)),
                "{} in {notes:?}",
                quote.note
            );
        }
    }
}

//! Marks whose words were others before: every wording goes out, and comes in again.

use super::super::incoming::{placed, read};
use super::{TALK, Talk, named};
use crate::marks::{Anchor, Body, Edit, Mark, MarkKind, Moment, Notebook, Seeker, Status};

/// The talk as it was heard first, and as it is heard now.
const FIRST: &str = "feeds itself 😀.\nIt fishes";
const NOW: &str = "feeds on whatever 😀.\nIt fishes";

/// A mark of words that are others now. `agreed` is how often its reader has agreed with what they became.
fn talk(agreed: bool) -> Talk {
    let kind = MarkKind::Bookmark { letter: None };
    let first = Talk::new(TALK, &[(kind, FIRST, "")]);
    let (_, _, mark) = first.notebook.marks().next().expect("it was marked");
    let mut mark = mark.clone();
    if agreed {
        // In between it was heard otherwise once more.
        let between = TALK.replace("itself 😀", "herself 😀");
        let between = Talk::new(&between, &[(kind, "feeds herself 😀.\nIt fishes", "")]);
        let (_, _, other) = between.notebook.marks().next().expect("it was marked");
        mark = mark.attached(other.anchor.clone());
    }
    let mut now = Talk::new(&TALK.replace(FIRST, NOW), &[]);
    if agreed {
        let transcript = &now.reading.transcript;
        let at = transcript.text().find("feeds on").expect("it is said");
        mark = mark.attached(Anchor::of(transcript, crate::text::Span::new(at, at + NOW.len())));
    }
    let mut notebook = Notebook::new(7);
    notebook.perform("marked", vec![Edit::Add(Body::Mark(mark))], Moment(1));
    notebook.place(&now.reading.transcript);
    now.notebook = notebook;
    now
}

fn only(talk: &Talk) -> Mark {
    talk.notebook.marks().next().expect("one mark").2.clone()
}

#[test]
fn every_wording_from_the_first_to_that_of_today_goes_out_in_every_form() {
    let talk = talk(true);
    let quote = &talk.extract().quotes[0];
    assert_eq!((quote.status, quote.exact.as_str()), (Status::Ok, NOW));
    let (first, then) = ("feeds itself 😀. It fishes", "feeds herself 😀. It fishes");
    assert_eq!(quote.wordings(), [first, then]);
    for (form, told) in [
        ("md", format!(" · marked as “{first}” → “{then}” · ")),
        ("txt", format!("    marked as: {first}\n    then: {then}\n")),
        ("csv", format!("{first} → {then}")),
        ("tsv", format!("{first} → {then}")),
        ("html", format!("marked as “{first}” → “{then}”")),
    ] {
        let written = talk.written(named(form), false);
        assert!(written.contains(&told), "{form}: {written}");
    }
    let json: serde_json::Value = serde_json::from_str(&talk.written(named("json"), false)).expect("JSON");
    let quote = &json["documents"][0]["quotes"][0];
    assert_eq!((&quote["marked"], &quote["exact"]), (&first.into(), &NOW.into()));
    let chain = quote["chain"].as_array().expect("a chain");
    let words: Vec<&str> = chain.iter().filter_map(|wording| wording["quote"].as_str()).collect();
    assert_eq!(words, [FIRST, "feeds herself 😀.\nIt fishes", NOW]);
    let linked: serde_json::Value = serde_json::from_str(&talk.written(named("jsonld"), false)).expect("JSON");
    let chain = &linked["first"]["items"][0]["visavis:chain"]["@list"];
    assert_eq!(chain[1]["exact"], "feeds herself 😀.\nIt fishes");
    assert_eq!(chain.as_array().map(Vec::len), Some(3));
}

#[test]
fn words_that_never_changed_have_no_chain() {
    let same = super::talk();
    for form in ["json", "jsonld"] {
        assert!(!same.written(named(form), false).contains("chain"), "{form}");
    }
}

#[test]
fn a_mark_comes_in_with_all_it_was_and_is_agreed_with_only_where_it_was() {
    for agreed in [true, false] {
        let talk = talk(agreed);
        let was = only(&talk);
        assert_eq!(was.status == Status::Ok, agreed, "{:?}", was.status);
        for form in ["json", "jsonld"] {
            let arrival = read(talk.written(named(form), false).as_bytes()).expect("quotes");
            let source = talk.extract().source;
            let mark = placed(&arrival.marks[0], &source, &mut Seeker::new(source.transcript));
            assert_eq!(
                (mark.status, mark.span),
                (was.status, was.span),
                "{form}, agreed {agreed}"
            );
            assert_eq!(mark.first_quote(), FIRST, "{form}, agreed {agreed}");
            let quotes =
                |mark: &Mark| -> Vec<String> { mark.earlier.iter().map(|anchor| anchor.quote.clone()).collect() };
            assert_eq!(quotes(&mark), quotes(&was), "{form}, agreed {agreed}");
            assert_eq!(mark.anchor.quote, was.anchor.quote, "{form}, agreed {agreed}");
        }
    }
}

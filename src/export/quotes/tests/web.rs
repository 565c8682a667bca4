//! Annotations and pages as other programs read them.

use html5gum::{Token, Tokenizer};
use serde_json::Value;

use super::hostile::hostile;
use super::{named, talk};
use crate::text::fold::is_boundary;

fn annotations(json: &str) -> Vec<Value> {
    let collection: Value = serde_json::from_str(json).expect("it is JSON");
    assert_eq!(collection["@context"][0], "http://www.w3.org/ns/anno.jsonld");
    assert_eq!(collection["type"], "AnnotationCollection");
    let items = collection["first"]["items"].as_array().expect("items").clone();
    assert_eq!(collection["total"], items.len());
    items
}

fn selector<'a>(annotation: &'a Value, kind: &str) -> Option<&'a Value> {
    let selectors = annotation["target"][0]["selector"].as_array().expect("selectors");
    selectors.iter().find(|selector| selector["type"] == kind)
}

#[test]
fn annotations_select_the_same_words_by_quote_and_by_position() {
    let talk = talk();
    let text = talk.rendition.text();
    let items = annotations(&talk.written(named("jsonld"), false));
    assert_eq!(items.len(), 4);
    for (item, quote) in items.iter().zip(talk.extract().quotes) {
        assert_eq!(item["type"], "Annotation");
        let known = ["bookmarking", "highlighting", "commenting", "tagging"];
        let motivations = item["motivation"].as_array().expect("a list");
        assert!(
            motivations
                .iter()
                .all(|m| known.contains(&m.as_str().unwrap_or_default())),
            "{item}"
        );
        let words = selector(item, "TextQuoteSelector").expect("a quote");
        let Some(position) = selector(item, "TextPositionSelector") else {
            assert!(quote.place.is_none());
            continue;
        };
        let number = |name: &str| usize::try_from(position[name].as_u64().expect("a number")).expect("small");
        let (start, end) = (number("start"), number("end"));
        assert_eq!(talk.rendition.between(start, end), words["exact"]);
        let byte = |at: usize| text.char_indices().nth(at).map_or(text.len(), |(byte, _)| byte);
        assert!(
            is_boundary(text, byte(start)) && is_boundary(text, byte(end)),
            "no grapheme is cut"
        );
        let around = ["prefix", "exact", "suffix"].map(|part| words[part].as_str().expect("text"));
        assert_eq!(text.matches(&around.concat()).count(), 1);
    }
    let first = &items[0];
    assert_eq!(first["target"][1]["selector"]["value"], "t=5.000,11.000");
    assert_eq!(first["target"][1]["source"], "the%20talk.mp3");
    let of = |purpose: &str| {
        let bodies = first["body"].as_array().expect("bodies").iter();
        let body = bodies.into_iter().find(|body| body["purpose"] == purpose);
        body.expect("a body")["value"].as_str().expect("text").to_owned()
    };
    assert_eq!(
        [of("commenting"), of("tagging"), of("classifying")],
        ["so #food/own says", "food/own", "yellow"]
    );
    let id = first["id"]
        .as_str()
        .and_then(|id| id.strip_prefix("urn:uuid:"))
        .expect("an id")
        .replace('-', "");
    assert_eq!(u128::from_str_radix(&id, 16), Ok(talk.extract().quotes[0].id.0));
    assert_eq!(first["visavis:question"], "Who feeds the lighthouse cat?");
}

/// The words of a page, and what in it could do harm.
fn read(page: &str) -> (String, Vec<String>) {
    let (mut words, mut harm) = (String::new(), Vec::new());
    let mut style = false;
    for token in Tokenizer::new(page).flatten() {
        match token {
            Token::StartTag(tag) => {
                let name = String::from_utf8_lossy(&tag.name).to_lowercase();
                style = name == "style";
                if [
                    "script", "img", "svg", "iframe", "object", "embed", "link", "base", "form",
                ]
                .contains(&name.as_str())
                {
                    harm.push(name);
                }
                for (key, value) in &tag.attributes {
                    let (key, value) = (String::from_utf8_lossy(key), String::from_utf8_lossy(value));
                    let leads_away =
                        key == "href" && !value.starts_with('#') && !value.starts_with("the%20talk.mp3#t=");
                    if key.starts_with("on") || value.to_lowercase().contains("javascript:") || leads_away {
                        harm.push(format!("{key}={value}"));
                    }
                }
            }
            Token::EndTag(_) => style = false,
            Token::String(text) if !style => words.push_str(&String::from_utf8_lossy(&text)),
            _ => {}
        }
    }
    (words, harm)
}

#[test]
fn a_page_holds_the_words_and_nothing_that_runs() {
    let talk = talk();
    for whole in [false, true] {
        let (words, harm) = read(&talk.written(named("html"), whole));
        assert_eq!(harm, [""; 0]);
        for part in [
            "feeds itself 😀. It fishes",
            "so #food/own says",
            "On Cats 😀",
            "words that are not there",
        ] {
            assert!(words.contains(part), "{part}: {words}");
        }
        assert_eq!(words.contains("as far as I know"), whole);
    }
    for number in 0..42 {
        for whole in [false, true] {
            let page = hostile(number).written(named("html"), whole);
            assert_eq!(read(&page).1, [""; 0], "{page}");
        }
    }
}

#[test]
fn a_page_that_runs_something_would_be_found() {
    let (_, harm) = read("<p onclick=x><a href='javascript:x'>a</a><script>x</script>");
    assert_eq!(harm.len(), 3, "{harm:?}");
}

#[test]
fn hostile_words_stay_values_in_annotations() {
    for number in 0..14 {
        let talk = hostile(number);
        let items = annotations(&talk.written(named("jsonld"), false));
        let notes: Vec<&str> = items
            .iter()
            .filter_map(|item| item["body"][0]["value"].as_str())
            .collect();
        let first = talk.extract().quotes.remove(0);
        assert!(
            first.note.is_empty() || notes.contains(&first.note.as_str()),
            "{notes:?}"
        );
    }
}

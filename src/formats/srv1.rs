//! YouTube's captions as it first served them: `<transcript><text start="1.5" dur="2">`, with HTML escaped twice.

use super::captions;
use super::cues::Composed;
use super::times::of_seconds;
use super::xml::{Element, Event, Events};
use super::{Parsed, Part, Refusal, Source};

/// The root element `transcript` and a text with a start in it.
pub fn sniff(source: &Source<'_>) -> Option<&'static str> {
    if !source.text.trim_start().starts_with('<') {
        return None;
    }
    let mut opened = Events::of(source.text).filter_map(|event| match event {
        Event::Open(element) => Some(element),
        _ => None,
    });
    let rooted = opened.next().is_some_and(|root| root.name == "transcript");
    let timed = |text: Element<'_>| text.name == "text" && text.attribute("start").is_some();
    (rooted && opened.next().is_none_or(timed)).then_some("the root element transcript with timed texts")
}

/// Reads them.
///
/// # Errors
///
/// None.
pub fn read(source: &Source<'_>) -> Result<Parsed, Refusal> {
    let mut events = Events::of(source.text);
    let mut cues: Vec<Composed> = Vec::new();
    while let Some(event) = events.next() {
        match event {
            Event::Open(element) if element.name == "text" => {
                let seconds = |name| {
                    element
                        .attribute(name)
                        .and_then(|value| value.trim().parse::<f64>().ok())
                };
                let (start, length) = (seconds("start"), seconds("dur"));
                cues.push(Composed {
                    from: start.and_then(of_seconds),
                    to: start.zip(length).and_then(|(start, length)| of_seconds(start + length)),
                    line: element.line,
                    last_line: element.line,
                    ..Composed::default()
                });
            }
            Event::Text(text) => {
                if let Some(cue) = cues.last_mut() {
                    cue.text.push_str(&text);
                }
            }
            Event::Close("text") => {
                if let Some(cue) = cues.last_mut() {
                    cue.last_line = events.line();
                    cue.text.truncate(cue.text.trim_end().len());
                }
            }
            _ => {}
        }
    }
    if source.part == Part::Head {
        cues.pop();
    }
    let mut parsed = captions::gather(*source, cues.iter().map(Composed::cue));
    if source.part == Part::Whole {
        parsed.remarks.extend(events.damage());
    }
    Ok(parsed)
}

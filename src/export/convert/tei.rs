//! TEI: `u` for every piece under `body`, people in `particDesc`, times in a `timeline` of seconds.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::super::script::{Entry, Script};
use crate::transcript::Time;
use crate::turns::Role;

/// A TEI document.
pub fn write(script: &Script<'_>) -> String {
    let moments = moments(script);
    let mut out =
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<TEI xmlns=\"http://www.tei-c.org/ns/1.0\">\n".to_owned();
    header(script, &mut out);
    out.push_str("  <text>\n");
    if !moments.is_empty() {
        timeline(&moments, &mut out);
    }
    out.push_str("    <body>\n");
    for entry in &script.entries {
        // Writing to a string cannot fail.
        let _ = match entry {
            Entry::Head(head) => writeln!(out, "      <head>{}</head>", escaped(head)),
            Entry::Said(said) => {
                let place = |name: &str, time: Option<Time>| {
                    let moment = time.and_then(|time| moments.get(&time));
                    moment
                        .map(|number| format!(" {name}=\"#T{number}\""))
                        .unwrap_or_default()
                };
                let (start, end) = (place("start", said.from), place("end", said.to));
                let words = escaped(&said.words);
                writeln!(out, "      <u who=\"#s{}\"{start}{end}>{words}</u>", said.person + 1)
            }
        };
    }
    out.push_str("    </body>\n  </text>\n</TEI>\n");
    out
}

/// Every time that is named, numbered from 1 in their order.
fn moments(script: &Script<'_>) -> BTreeMap<Time, usize> {
    let mut moments: BTreeMap<Time, usize> = script
        .said()
        .flat_map(|said| [said.from, said.to])
        .flatten()
        .map(|time| (time, 0))
        .collect();
    for (number, moment) in moments.values_mut().enumerate() {
        *moment = number + 1;
    }
    moments
}

/// What is known of the talk, and who speaks in it.
fn header(script: &Script<'_>, out: &mut String) {
    let facts = script.facts;
    let title = facts.title.as_deref().unwrap_or("Transcript");
    let publisher = facts
        .outlet
        .as_deref()
        .map(|outlet| format!("<publisher>{}</publisher>", escaped(outlet)));
    let date = facts
        .date
        .as_deref()
        .map(|date| format!("<date>{}</date>", escaped(date)));
    let published = match (publisher, date) {
        (None, None) => "<p>Unpublished</p>".to_owned(),
        // A date alone needs someone who published before it.
        (None, Some(date)) => format!("<publisher/>{date}"),
        (Some(publisher), date) => format!("{publisher}{}", date.unwrap_or_default()),
    };
    // Writing to a string cannot fail.
    let _ = write!(
        out,
        "  <teiHeader>\n    <fileDesc>\n      <titleStmt><title>{}</title></titleStmt>\n      \
         <publicationStmt>{published}</publicationStmt>\n      \
         <sourceDesc><p>Converted by visavis</p></sourceDesc>\n    </fileDesc>\n    <profileDesc>\n",
        escaped(title)
    );
    if let Some(language) = facts.language {
        let _ = writeln!(out, "      <langUsage><language ident=\"{language}\"/></langUsage>");
    }
    out.push_str("      <particDesc>\n        <listPerson>\n");
    for (at, person) in script.people.iter().enumerate() {
        let role = match person.role {
            Role::Interviewer => "interviewer",
            Role::Guest => "interviewee",
        };
        let _ = writeln!(
            out,
            "          <person xml:id=\"s{}\" role=\"{role}\"><persName>{}</persName></person>",
            at + 1,
            escaped(&person.name)
        );
    }
    out.push_str("        </listPerson>\n      </particDesc>\n    </profileDesc>\n  </teiHeader>\n");
}

/// The moments, counted in seconds from the beginning of the recording.
fn timeline(moments: &BTreeMap<Time, usize>, out: &mut String) {
    out.push_str("    <timeline unit=\"s\" origin=\"#T0\">\n      <when xml:id=\"T0\"/>\n");
    for (time, number) in moments {
        let (seconds, fraction) = (time.millis() / 1000, time.millis() % 1000);
        // Writing to a string cannot fail.
        let _ = writeln!(
            out,
            "      <when xml:id=\"T{number}\" interval=\"{seconds}.{fraction:03}\" since=\"#T0\"/>"
        );
    }
    out.push_str("    </timeline>\n");
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

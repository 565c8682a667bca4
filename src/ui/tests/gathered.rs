use super::Desk;
use crate::export::citation::Style;
use crate::export::quote::{Quote, Source, of_span};
use crate::export::rendition::Rendition;
use crate::marks::{Anchor, Colour, MarkKind, Status};
use crate::session::Outcome;
use crate::session::across::Found;
use crate::session::action::Marked;
use crate::session::gathered::Elsewhere;
use crate::text::{SafeText, Span};

/// The quote of some words of the open transcript.
fn quote(desk: &Desk, words: &str) -> Quote {
    let open = desk.session.open().expect("it is open");
    let source = Source {
        document: &desk.session.document(),
        transcript: &open.reading.transcript,
        turns: &open.turns,
        rendition: &Rendition::default(),
    };
    let at = open.reading.transcript.text().find(words).expect("it is said");
    of_span(&source, Span::new(at, at + words.len()), &Style::Plain)
}

fn found(file: usize, (title, there): (&str, bool), quote: Quote) -> Elsewhere {
    Elsewhere {
        file,
        title: SafeText::line(title),
        of: 1,
        there,
        quote,
    }
}

#[test]
fn highlights_of_all_transcripts_stand_under_their_titles_in_their_colours() {
    let mut desk = Desk::new((100, 26));
    let turns: Vec<String> = {
        let open = desk.session.open().expect("it is open");
        let words = |at: usize| open.turns.all()[at].span.of(open.reading.transcript.text()).to_owned();
        vec![words(1), words(3), words(5)]
    };
    let coloured = |number| MarkKind::Highlight {
        colour: Colour::new(number).expect("one of eight"),
    };
    let first = Quote {
        kind: coloured(2),
        note: "to be quoted #craft".to_owned(),
        tags: vec!["craft".to_owned()],
        ..quote(&desk, &turns[0])
    };
    let short = turns[1].split_whitespace().next().expect("a word").to_owned();
    let changed = Quote {
        kind: coloured(4),
        status: Status::Changed,
        chain: vec![Anchor {
            quote: "other words than these".to_owned(),
            ..Anchor::default()
        }],
        ..quote(&desk, &short)
    };
    let gone = Quote {
        kind: coloured(1),
        span: None,
        ..quote(&desk, &turns[2])
    };
    desk.press("g A h").tell(Outcome::FoundMarks(
        Marked::Highlights,
        Found {
            number: 1,
            listed: vec![
                found(0, ("Clocks and their keepers", true), first),
                found(1, ("Of bells", true), changed),
            ],
            count: 2,
            looked: (2, 3),
        },
    ));
    let rest = Found {
        number: 1,
        listed: vec![found(2, ("Sundials", false), gone)],
        count: 1,
        looked: (3, 3),
    };
    desk.tell(Outcome::FoundMarks(Marked::Highlights, rest.clone()));
    insta::assert_snapshot!(desk.shown());
    // What an earlier list still finds is none of this one's.
    desk.press("Esc g A b")
        .tell(Outcome::FoundMarks(Marked::Highlights, rest));
    assert!(desk.session.listing().is_none());
}

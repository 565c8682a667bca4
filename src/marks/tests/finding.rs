use super::super::{Anchor, Body, Colour, Corrected, Edit, Mark, MarkKind, Moment, Notebook, Seeker, Status};
use crate::text::Span;
use crate::transcript::{Builder, Piece, Time, Transcript};
use crate::turns::Correction;

const TALK: [&str; 4] = [
    "Wie sind Sie zur Bienenzucht gekommen?",
    "Ja, über meine Großmutter, die hatte zwölf Völker hinter dem Haus.",
    "Und heute?",
    "Ja, heute sind es sechzig, und ich verkaufe den Honig auf dem Markt.",
];

fn transcript(lines: &[&str]) -> Transcript {
    let mut builder = Builder::default();
    for (at, line) in lines.iter().enumerate() {
        builder.push(Piece {
            from: Some(Time::from_millis(at as u64 * 1000)),
            to: Some(Time::from_millis(at as u64 * 1000 + 900)),
            ..Piece::new(line, at + 1)
        });
    }
    builder.finish(lines.len())
}

fn span_of(transcript: &Transcript, words: &str, nth: usize) -> Span {
    let (start, _) = transcript
        .text()
        .match_indices(words)
        .nth(nth)
        .expect("the words stand in the example");
    Span::new(start, start + words.len())
}

fn check(lines: &[&str], words: &str, nth: usize, expected: Status) {
    let old = transcript(&TALK);
    let span = span_of(&old, words, nth);
    let anchor = Anchor::of(&old, span);
    let kind = MarkKind::Highlight { colour: Colour::ALL[2] };
    let mut notebook = Notebook::new(1);
    let mark = Mark::new(kind, anchor);
    notebook.perform("highlighted", vec![Edit::Add(Body::Mark(mark.clone()))], Moment(1));
    let new = transcript(lines);
    notebook.place(&new);
    let (_, _, placed) = notebook.marks().next().expect("a mark is never dropped");
    assert_eq!(placed.status, expected, "{words:?} in {lines:?}");
    assert_eq!(placed.anchor, mark.anchor, "what was stored stays");
    let shown = notebook.marks_over(Span::new(0, new.text().len())).count();
    assert_eq!(shown, usize::from(expected != Status::Orphan));
    match expected {
        Status::Ok => assert_eq!(new.words(placed.span), words),
        Status::Moved => {
            let there = new.words(placed.span);
            assert!(
                [words, "die hatte zwanzig Völker hinterm Haus"].contains(&there),
                "{there}"
            );
        }
        _ => {}
    }
    assert_eq!(notebook.counts().orphans, usize::from(expected == Status::Orphan));
}

#[test]
fn a_mark_moves_with_its_words_and_never_to_a_look_alike() {
    let first = "Guten Tag.";
    let (a, b, c, d) = (TALK[0], TALK[1], TALK[2], TALK[3]);
    check(&TALK, "Großmutter", 0, Status::Ok);
    check(&[first, a, b, c, d], "Großmutter", 0, Status::Ok);
    check(&[first, a, b, c, d], "Ja", 1, Status::Ok);
    check(
        &[first, a, d],
        "heute sind es sechzig, und ich verkaufe",
        0,
        Status::Moved,
    );
    check(&[first, a, "Ja, das war so.", c], "Ja", 0, Status::ByTime);
    check(&[first, c, c], "Großmutter", 0, Status::ByTime);
    check(&[], "Großmutter", 0, Status::Orphan);
    check(&[d, d, a], "heute sind es sechzig, und ich verkaufe", 0, Status::Orphan);
    check(
        &[a, "Ja, über meine Mutter, die hatte zwanzig Völker hinterm Haus.", c, d],
        "die hatte zwölf Völker hinter dem Haus",
        0,
        Status::Moved,
    );
}

#[test]
fn an_anchor_holds_sixty_four_characters_on_each_side_and_the_seconds() {
    let old = transcript(&TALK);
    let anchor = Anchor::of(&old, span_of(&old, "Großmutter", 0));
    assert!(anchor.prefix.ends_with("über meine ") && anchor.prefix.chars().count() <= 64);
    assert_eq!(anchor.suffix.chars().count(), 64);
    assert_eq!(
        (anchor.from, anchor.to),
        (Some(Time::from_millis(1000)), Some(Time::from_millis(1900)))
    );
    let off = Anchor::of(&old, Span::new(0, 1_000_000));
    assert_eq!((off.quote.as_str(), off.suffix.as_str()), ("", ""));
}

#[test]
fn a_correction_moves_with_the_words_it_speaks_of() {
    let (old, new) = (
        transcript(&TALK),
        transcript(&["Vorweg ein Wort.", TALK[0], TALK[1], TALK[2], TALK[3]]),
    );
    let span = span_of(&old, "Und heute?", 0);
    let anchor = Some(Anchor::of(&old, span));
    let mut corrected = Corrected {
        correction: Correction::Split { at: span.start() + 4 },
        anchor,
    };
    assert_eq!(Seeker::new(&new).place_corrected(&mut corrected), Status::Ok);
    let at = span_of(&new, "heute?", 0).start();
    assert_eq!(corrected.correction, Correction::Split { at });
    assert_eq!(
        Seeker::new(&transcript(&[])).place_corrected(&mut corrected),
        Status::Orphan
    );
    let mut notebook = Notebook::new(1);
    notebook.perform("split", vec![Edit::Add(Body::Correction(corrected))], Moment(1));
    notebook.place(&transcript(&["Etwas anderes."]));
    assert_eq!((notebook.corrections().len(), notebook.counts().corrections), (0, 1));
}

#[test]
fn a_line_of_its_own_takes_no_word_of_its_neighbours() {
    let old = transcript(&TALK);
    let anchor = Anchor::of(&old, span_of(&old, TALK[2], 0));
    let found = |lines: &[&str]| {
        let new = transcript(lines);
        let mut mark = super::mark(MarkKind::Bookmark { letter: None }, 0, 0, "");
        mark.span = anchor.span;
        mark.anchor = anchor.clone();
        Seeker::new(&new).place(&mut mark);
        (mark.status, new.words(mark.span).to_owned())
    };
    let (a, b, d) = (TALK[0], TALK[1], TALK[3]);
    let words = |lines: &[&str]| found(lines).1;
    assert_eq!(words(&[a, b, "Und heute dann?", d]), "Und heute");
    assert_eq!(words(&[a, b, "Und gestern Abend?", d]), "Und gestern Abend?");
    assert_eq!(words(&[a, &format!("{b} Nun"), "Heute?", d]), "Heute?");
    // Where the text is cut otherwise, lines say nothing.
    assert_eq!(words(&[a, &format!("{b} Und heute? {d}")]), "Und heute?");
    assert_eq!(
        found(&[a, &format!("{b} Nun"), d]).0,
        Status::ByTime,
        "nothing stands for it"
    );
}

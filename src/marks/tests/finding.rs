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

/// A talk of many lines, each of words that no other has.
fn long_talk() -> Vec<String> {
    let word = |n: usize| ["ba", "ke", "li", "mo", "nu", "ra", "se", "ti"].map(|part| format!("{part}{}", n * 7 % 97));
    (0..80).map(|n| word(n).join(" ")).collect()
}

/// What a quote of `old` is found as in `new`; none where it is not found.
fn sought(old: &[String], (words, nth): (&str, usize), new: &[String]) -> Option<(Span, String)> {
    let borrowed = |lines: &[String]| transcript(&lines.iter().map(String::as_str).collect::<Vec<_>>());
    let (old, new) = (borrowed(old), borrowed(new));
    let mut mark = super::mark(MarkKind::Bookmark { letter: None }, 0, 0, "");
    mark.anchor = Anchor::of(&old, span_of(&old, words, nth));
    mark.span = mark.anchor.span;
    Seeker::new(&new).place(&mut mark);
    let found = !matches!(mark.status, Status::Orphan | Status::ByTime);
    found.then(|| (mark.span, new.words(mark.span).to_owned()))
}

#[test]
fn of_two_places_alike_the_one_where_it_was_is_taken() {
    let clip = "We never thought that anybody would come and see it.";
    let mut old = long_talk();
    // A clip before the talk, which is said again in it.
    let passage = [old[40].clone(), clip.to_owned(), old[41].clone()];
    old.splice(40..42, passage.clone());
    old.splice(0..0, passage);
    let mut new = old.clone();
    new.insert(0, "A title".to_owned());
    for nth in 0..2 {
        let (span, words) = sought(&old, (clip, nth), &new).expect("it stands there");
        assert_eq!(words, clip);
        let many = new.join("\n").len() / 4;
        assert_eq!(span.start() < many, nth == 0, "the {nth} of two");
    }
    // The first is heard worse than the other; it is still the first that was marked.
    new[2] = "We never that anybody come to see it.".to_owned();
    let (span, _) = sought(&old, (clip, 0), &new).expect("it stands there");
    assert!(span.start() < 200, "{span:?}");
    // Far from where it was, nobody can say which of the two it is.
    let mut far = long_talk();
    far.extend(long_talk().into_iter().map(|line| format!("{line}x")));
    far.extend(old.iter().take(5).cloned());
    far.extend(long_talk().into_iter().map(|line| format!("{line}y")));
    far.extend(old.iter().take(5).cloned());
    assert_eq!(sought(&old, (clip, 0), &far), None);
}

#[test]
fn a_quote_whose_neighbours_have_met_is_gone_however_like_it_another_place_is() {
    let clip = "And that is why the old bridge had to be closed for good.";
    let like = "And that is why the old bridge had to be closed for a year.";
    let mut old = long_talk();
    old.insert(60, like.to_owned());
    old.insert(20, clip.to_owned());
    let mut new = old.clone();
    new.remove(20);
    assert_eq!(sought(&old, (clip, 0), &new), None);
    // As the first words of all, where the next are the first now.
    let mut first = old.clone();
    first.insert(0, clip.to_owned());
    first.remove(21);
    assert_eq!(sought(&first, (clip, 0), &new), None);
    // As the last of all.
    let mut last = new.clone();
    last.push(clip.to_owned());
    assert_eq!(sought(&last, (clip, 0), &new), None);
    // Changed a little it is found, with the like of it where it was.
    new.insert(20, "And that is why the bridge had to be closed for good.".to_owned());
    let (_, words) = sought(&old, (clip, 0), &new).expect("it stands there");
    assert_eq!(words, new[20]);
}

#[test]
fn a_line_between_its_neighbours_is_found_though_they_too_were_heard_otherwise() {
    let mut old = long_talk();
    old[30] = "It was a real honour for me.".to_owned();
    let mut new = old.clone();
    new[29] = new[29].replace("se", "zu ").replace("ti", "ma");
    new[30] = "It was for me.".to_owned();
    assert_eq!(
        sought(&old, (&old[30], 0), &new).map(|(_, words)| words),
        Some(new[30].clone())
    );
    // A word put in where a line was taken out is none.
    new[30] = "mere".to_owned();
    assert_eq!(sought(&old, (&old[30], 0), &new), None);
}

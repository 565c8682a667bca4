use super::{SHARE_UNKNOWN, blank_between, block_at, next_piece, share};
use crate::layout::dialogue::Dialogue;
use crate::layout::{Arrangement, BLOCK_BYTES, Content};
use crate::text::Span;
use crate::transcript::Kind;
use crate::turns::Turns;

#[test]
fn exchanges_and_what_is_set_apart_come_in_the_order_of_the_text() {
    let dialogue = Dialogue::new(&[
        ('A', "One?"),
        ('B', "Two."),
        ('#', "A head"),
        ('B', "Three."),
        ('A', "Four?"),
        ('*', "Cookies?"),
    ]);
    let blocks = dialogue.blocks();
    let shown: Vec<_> = blocks.iter().map(|b| dialogue.transcript.words(b.span)).collect();
    assert_eq!(shown, ["One?\n\nTwo.", "A head", "Three.", "Four?", "Cookies?"]);
    assert!(matches!(
        blocks[1].content,
        Content::Apart {
            utterance: 2,
            kind: Kind::Head
        }
    ));
    assert!(matches!(&blocks[2].content, Content::Exchange { parts, first: true, .. } if parts.left.is_empty()));
    let at = dialogue.transcript.text().find("head").unwrap_or(0);
    assert_eq!(block_at(&blocks, at), 1);
    assert_eq!(block_at(&[], at), 0);
}

#[test]
fn a_long_answer_is_cut_at_the_ends_of_sentences() {
    let answer = "We went down to the river every day. ".repeat(2000);
    let dialogue = Dialogue::new(&[('A', "And then?"), ('B', &answer)]);
    let blocks = dialogue.blocks();
    assert!(blocks.len() >= 4);
    for (at, block) in blocks.iter().enumerate() {
        assert!(dialogue.transcript.words(block.span).ends_with(['.', '?']));
        assert!(block.span.len() <= BLOCK_BYTES + BLOCK_BYTES / 4 + 20);
        assert!(matches!(&block.content, Content::Exchange { first, .. } if *first == (at == 0)));
    }
    for pair in blocks.windows(2) {
        assert_eq!(pair[0].span.end() + 1, pair[1].span.start());
        assert!(!blank_between(
            &dialogue.transcript,
            &pair[0],
            &pair[1],
            Arrangement::SideBySide
        ));
    }
}

#[test]
fn one_line_of_a_megabyte_is_cut_at_words_or_else_at_characters() {
    for (piece, end) in [
        ("word ", "word"),
        ("字", "字"),
        ("ä", "ä"),
        ("e\u{301}", "e\u{301}"),
        ("👩‍👩‍👧", "👩‍👩‍👧"),
    ] {
        let line = piece.repeat(1_000_000 / piece.len());
        let dialogue = Dialogue::new(&[('B', &line)]);
        let blocks = dialogue.blocks();
        assert!(blocks.len() > 40, "{piece}");
        assert!(blocks.iter().all(|b| dialogue.transcript.words(b.span).ends_with(end)));
        assert!(
            blocks
                .iter()
                .all(|b| dialogue.transcript.words(b.span).starts_with(piece.trim()))
        );
        let shown: usize = blocks
            .iter()
            .map(|b| dialogue.transcript.words(b.span).matches(piece.trim()).count())
            .sum();
        assert_eq!(shown, 1_000_000 / piece.len());
    }
}

#[test]
fn one_endless_cluster_of_accents_is_cut_too() {
    let line = format!("e{}", "\u{301}".repeat(100_000));
    let mut rest = Span::new(0, line.len());
    let pieces: Vec<Span> = std::iter::from_fn(|| next_piece(&line, &mut rest)).collect();
    assert_eq!(
        pieces.iter().map(|piece| piece.of(&line).len()).sum::<usize>(),
        line.len()
    );
    assert!(pieces.len() > 10 && pieces.iter().all(|piece| piece.len() <= BLOCK_BYTES * 5 / 4));
}

#[test]
fn a_long_question_leads_up_to_its_answer() {
    let question = "Some say one thing, some another. ".repeat(1000);
    let dialogue = Dialogue::new(&[('A', &question), ('B', "I do not know.")]);
    let blocks = dialogue.blocks();
    let sides: Vec<_> = blocks
        .iter()
        .filter_map(|block| match &block.content {
            Content::Exchange { parts, .. } => Some((!parts.left.is_empty(), !parts.right.is_empty())),
            Content::Apart { .. } => None,
        })
        .collect();
    assert_eq!(sides, [(true, false), (true, true)]);
}

#[test]
fn speech_that_no_turn_holds_is_still_shown() {
    let mut dialogue = Dialogue::new(&[('A', "One?"), ('B', "Two.")]);
    dialogue.turns = Turns::default();
    let shown: Vec<_> = dialogue
        .blocks()
        .iter()
        .map(|b| dialogue.transcript.words(b.span).to_owned())
        .collect();
    assert_eq!(shown, ["One?", "Two."]);
}

#[test]
fn the_share_of_talk_is_that_of_the_next_screenful() {
    let answer = "and so on and so forth ".repeat(30);
    let dialogue = Dialogue::new(&[
        ('A', &answer[..answer.len() / 3]),
        ('B', &answer),
        ('A', &answer.repeat(20)),
    ]);
    let blocks = dialogue.blocks();
    assert!(share(&blocks, 1) > 0.95);
    assert!(share(&blocks, 0) > 0.6 && share(&blocks, 0) < 0.9);
    assert!((share(&blocks[..1], 0) - 0.25).abs() < 0.01);
    assert!((share(&[], 0) - SHARE_UNKNOWN).abs() < f32::EPSILON);
    assert!((share(&blocks, 99) - SHARE_UNKNOWN).abs() < f32::EPSILON);
}

#[test]
fn blank_rows_stand_between_exchanges_but_not_between_lines_of_furniture() {
    let dialogue = Dialogue::new(&[('*', "One"), ('B', "Two."), ('A', "Three?")]);
    let blocks = dialogue.blocks();
    assert!(blank_between(
        &dialogue.transcript,
        &blocks[0],
        &blocks[1],
        Arrangement::SideBySide
    ));
    assert!(blank_between(
        &dialogue.transcript,
        &blocks[1],
        &blocks[2],
        Arrangement::Stacked
    ));
    let close = Dialogue::new(&[('A', "One?"), ('.', "Two?"), ('#', "Three")]);
    let blocks = close.blocks();
    assert!(blank_between(
        &close.transcript,
        &blocks[0],
        &blocks[1],
        Arrangement::Plain
    ));
}

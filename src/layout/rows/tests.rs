use crate::layout::dialogue::{Dialogue, options};
use crate::layout::{Arrangement, CellKind};

fn check(dialogue: &Dialogue, (arrangement, left, right): (Arrangement, u16, u16), expect: &[&str]) {
    let page = dialogue.page(&options(arrangement, left, right, None));
    assert_eq!(page, expect, "\n{}\n", page.join("\n"));
}

const BESIDE: (Arrangement, u16, u16) = (Arrangement::SideBySide, 12, 16);

#[test]
fn question_and_answer_begin_level() {
    let dialogue = Dialogue::new(&[
        ('A', "Where did the boat come from?"),
        ('B', "From an island in the north, they said."),
        ('A', "And then?"),
        ('B', "Nothing."),
    ]);
    check(
        &dialogue,
        BESIDE,
        &[
            "Where did   ¦From an island",
            "the boat    ¦in the north,",
            "come from?  ¦they said.",
            "And then?   ¦Nothing.",
        ],
    );
}

#[test]
fn a_guest_who_opens_leaves_the_left_column_empty() {
    let dialogue = Dialogue::new(&[('B', "Is it on?"), ('A', "It is.")]);
    check(&dialogue, BESIDE, &["            ¦Is it on?", "It is.      ¦"]);
}

#[test]
fn paragraphs_and_turns_of_one_side_are_a_blank_row_apart() {
    let dialogue = Dialogue::new(&[
        ('A', "One."),
        ('+', "Two."),
        ('.', "Three."),
        ('A', "Again."),
        ('B', "Yes."),
        ('B', "No."),
    ]);
    check(
        &dialogue,
        BESIDE,
        &[
            "One.        ¦Yes.",
            "            ¦",
            "Two. Three. ¦No.",
            "            ¦",
            "Again.      ¦",
        ],
    );
}

#[test]
fn where_several_share_a_side_each_turn_of_it_has_its_name() {
    let dialogue = Dialogue::new(&[('A', "Well?"), ('B', "Yes."), ('C', "No."), ('C', "Never.")]);
    check(
        &dialogue,
        BESIDE,
        &[
            "            ¦[BBB]",
            "Well?       ¦Yes.",
            "            ¦",
            "            ¦[CCC]",
            "            ¦No.",
            "            ¦",
            "            ¦Never.",
        ],
    );
}

#[test]
fn listener_signals_flow_in_the_words_they_interrupt() {
    let dialogue = Dialogue::new(&[
        ('A', "So?"),
        ('B', "It began at"),
        ('a', "Mhm."),
        ('B', "the mill."),
        ('+', "Later on."),
    ]);
    check(
        &dialogue,
        BESIDE,
        &[
            "So?         ¦It began at",
            "            ¦Mhm.  the mill.",
            "            ¦",
            "            ¦Later on.",
        ],
    );
    let rows = dialogue.rows(&dialogue.blocks()[0], &options(BESIDE.0, BESIDE.1, BESIDE.2, None));
    let turns: Vec<_> = rows.iter().filter_map(|row| row.cells.right.as_ref()?.turn).collect();
    assert_eq!(turns, [1, 1, 3]);
}

#[test]
fn an_unfolded_signal_stands_in_its_own_column() {
    let dialogue = Dialogue::new(&[
        ('A', "So?"),
        ('B', "It began at the old mill"),
        ('a', "Mhm."),
        ('B', "near here."),
    ]);
    let mut options = options(BESIDE.0, BESIDE.1, BESIDE.2, None);
    options.unfolded.insert(0);
    assert_eq!(
        dialogue.page(&options),
        [
            "So?         ¦It began at the",
            "            ¦old mill",
            "Mhm.        ¦near here.",
        ]
    );
    options.arrangement = Arrangement::Stacked;
    assert_eq!(
        dialogue.page(&options),
        [
            "[AAA]",
            "So?",
            "",
            "[BBB]",
            "It began at",
            "the old mill",
            "",
            "[AAA]",
            "Mhm.",
            "",
            "[BBB]",
            "near here."
        ]
    );
}

#[test]
fn stacked_turns_have_headings() {
    let dialogue = Dialogue::new(&[('A', "Where to now?"), ('B', "Home.")]);
    check(
        &dialogue,
        (Arrangement::Stacked, 10, 0),
        &["[AAA]", "Where to", "now?", "", "[BBB]", "Home."],
    );
}

#[test]
fn plain_turns_begin_with_their_name_and_follow_each_other() {
    let dialogue = Dialogue::new(&[
        ('A', "Where to now?"),
        ('B', "Home."),
        ('#', "Part two"),
        ('B', "Unreachable."),
    ]);
    check(
        &dialogue,
        (Arrangement::Plain, 12, 0),
        &[
            "AAA: Where",
            "to now?",
            "",
            "BBB: Home.",
            "Part two",
            "BBB: ",
            "Unreachable.",
        ],
    );
}

#[test]
fn what_is_set_apart_takes_both_columns() {
    let dialogue = Dialogue::new(&[
        ('#', "A head that is longer than one column is"),
        ('A', "So?"),
        ('*', "Advert"),
    ]);
    check(
        &dialogue,
        BESIDE,
        &[
            "A head that is longer than one column¦",
            "is          ¦",
            "So?         ¦",
            "Advert      ¦",
        ],
    );
}

#[test]
fn only_the_first_row_of_a_turn_is_first() {
    let dialogue = Dialogue::new(&[('A', "A question of several rows"), ('B', "Short."), ('B', "And more.")]);
    for arrangement in [Arrangement::SideBySide, Arrangement::Stacked, Arrangement::Plain] {
        let rows = dialogue.rows(&dialogue.blocks()[0], &options(arrangement, 12, 12, None));
        let cells = rows
            .iter()
            .flat_map(|row| [&row.cells.left, &row.cells.right])
            .flatten();
        let mut first: Vec<_> = cells
            .filter(|cell| cell.first && cell.kind == CellKind::Words)
            .filter_map(|c| c.turn)
            .collect();
        first.sort_unstable();
        assert_eq!(first, [0, 1, 2]);
    }
}

//! The mouse on the page, as the session is told of it.

use visavis::session::Action;
use visavis::session::Mode;
use visavis::session::action::{Pointing, Press};

use crate::journeys::{Journey, LABELLED};

fn point(journey: &mut Journey, column: u16, row: u16, press: Press) {
    journey.act(Action::Point(Pointing { column, row, press }), None);
}

/// Screen rows on which a turn of the left column begins, with the turn.
fn questions(journey: &Journey) -> Vec<(u16, usize)> {
    let body = journey.session.page().geometry().expect("there is room").body;
    let rows = journey.session.page().visible();
    rows.filter_map(|(y, row)| {
        let cell = row?.cells.left.as_ref()?;
        Some((body + y, cell.turn.filter(|_| cell.first)?))
    })
    .collect()
}

#[test]
fn a_drag_down_the_questions_takes_no_words_of_the_answers_with_it() {
    let mut journey = Journey::of(LABELLED, (120, 40));
    let x = journey
        .session
        .page()
        .geometry()
        .expect("there is room")
        .columns
        .left
        .text
        .x;
    let asked = questions(&journey);
    let ((from, turn), (to, _)) = (asked[1], asked[4]);
    point(&mut journey, x, from, Press::Down(1));
    point(&mut journey, x + 5, to, Press::Drag);
    point(&mut journey, x + 5, to, Press::Up);
    let Mode::Select(selection) = journey.session.mode() else {
        panic!("a drag selects");
    };
    let turn = journey.session.open().expect("open").turns.all()[turn].span;
    assert_eq!(selection.span(), turn, "the whole question and nothing else");
    point(&mut journey, x + 3, to, Press::Down(1));
    point(&mut journey, x, from, Press::Drag);
    let Mode::Select(selection) = journey.session.mode() else {
        panic!("a drag selects");
    };
    assert!(
        selection.span().start() > turn.end(),
        "upwards it stays below the answers"
    );
}

#[test]
fn a_click_sets_the_place_and_quick_ones_take_words_and_sentences() {
    let mut journey = Journey::of(LABELLED, (120, 40));
    let x = journey
        .session
        .page()
        .geometry()
        .expect("there is room")
        .columns
        .left
        .text
        .x;
    let (row, turn) = questions(&journey)[2];
    point(&mut journey, x, row, Press::Down(1));
    let open = journey.session.open().expect("open");
    assert_eq!(journey.session.page().place(), open.turns.all()[turn].span.start());
    for (clicks, most) in [(2, 1), (3, 40)] {
        point(&mut journey, x, row, Press::Down(clicks));
        let Mode::Select(selection) = journey.session.mode() else {
            panic!("{clicks} clicks select");
        };
        let words = selection.span().of(open_text(&journey)).split_whitespace().count();
        assert!((1..=most).contains(&words), "{clicks} clicks took {words} words");
    }
}

fn open_text(journey: &Journey) -> &str {
    journey.session.open().expect("open").text()
}

//! The library: its table, the hits of a search through all of it, and the same hits under one another, at the four sizes.

use super::Desk;
use crate::export::hits::Listed;
use crate::marks::Moment;
use crate::session::across::Found;
use crate::session::action::{Pointing, Press};
use crate::session::everywhere::Elsewhere;
use crate::session::home::{Shelved, Sight};
use crate::session::{Action, Effect, Outcome};
use crate::text::SafeText;
use crate::transcript::Time;
use crate::ui::Theme;
use crate::ui::theme::{Ground, Palette};

const SIZES: [(u16, u16); 4] = [(160, 48), (120, 40), (80, 24), (50, 20)];

fn line(text: &str) -> SafeText {
    SafeText::line(text)
}

/// An invented library: read, begun and new, with a date and without, long names, another language, one that cannot be opened.
fn rows() -> Vec<Shelved> {
    let row = |file: usize, path: &str, title: &str, people: &[(&str, bool)]| Shelved {
        file,
        path: line(path),
        title: line(title),
        people: people.iter().map(|(name, asks)| (line(name), *asks)).collect(),
        language: line("en"),
        words: 1_200 * file,
        ..Shelved::default()
    };
    vec![
        Shelved {
            date: line("2024-11-03"),
            duration: Some(Time::from_millis(3_734_000)),
            progress: Some(0.41),
            read: Some(Moment(0)),
            marks: 12,
            tags: vec!["moth".to_owned()],
            exchange: (
                line("You mend clocks for a living, and you keep moths. Which came first?"),
                line(
                    "The clocks, by a week. A moth came out of the first one that I opened, and I took it for a part.",
                ),
            ),
            ..row(
                1,
                "/talks/clocks.txt",
                "The clocks and the moths",
                &[("Ida Quendel", false), ("Tom", true)],
            )
        },
        Shelved {
            language: line("de"),
            progress: Some(1.0),
            read: Some(Moment(0)),
            ..row(
                2,
                "/talks/mühle.srt",
                "Die letzte Müllerin von Unterhollerbach erzählt von Mehl und Mäusen",
                &[
                    ("Walpurga Hefenbrock", false),
                    ("Interviewer", true),
                    ("Ein Nachbar", false),
                ],
            )
        },
        Shelved {
            date: line("1998"),
            marks: 1,
            tags: vec!["salt".to_owned()],
            ..row(3, "/talks/salt.vtt", "Salt", &[("Ann", false)])
        },
        row(40, "/talks/old/tape-17b.json", "tape-17b.json", &[]),
        Shelved {
            file: 50,
            path: line("/talks/consent.txt"),
            title: line("consent.txt"),
            refused: Some(line("is a consent form, not a transcript")),
            ..Shelved::default()
        },
    ]
}

/// The library with nothing over it.
fn home(size: (u16, u16)) -> Desk {
    let mut desk = Desk::new(size);
    desk.press("g l").tell(Outcome::Shelved(Sight {
        rows: rows(),
        ..Sight::default()
    }));
    desk.press("g");
    desk
}

/// A hit set off in its words by brackets.
fn hit(file: usize, title: &str, of: usize, (turn, speaker, question): (usize, &str, &str), words: &str) -> Elsewhere {
    let (before, rest) = words.split_once('[').expect("a hit");
    let (found, after) = rest.split_once(']').expect("its end");
    Elsewhere {
        file,
        title: line(title),
        of,
        hit: Listed {
            offset: 0,
            end: 0,
            turn: Some(turn),
            time: Some(Time::from_millis(turn as u64 * 61_000)),
            speaker: line(speaker),
            words: line(&format!("{before}{found}{after}")),
            emphasis: (before.len(), before.len() + found.len()),
            question: line(question),
        },
    }
}

/// Hits in two of the transcripts, while the others are still searched.
fn found(size: (u16, u16)) -> Desk {
    let mut desk = home(size);
    desk.press("/").write("mill").press("Enter");
    let clocks = "The clocks and the moths";
    let asked = "You mend clocks for a living, and you keep moths. Which came first?";
    let number = 1;
    desk.tell(Outcome::Found(Found {
        number,
        listed: vec![
            hit(
                1,
                clocks,
                2,
                (2, "Ida Quendel", asked),
                "I took it to the old [mill], where nobody asked what time it was.",
            ),
            hit(1, clocks, 2, (8, "Tom", ""), "And the [mill], is it still standing?"),
            hit(
                2,
                "Die Müllerin",
                1,
                (4, "Walpurga Hefenbrock", "Was hört man nachts?"),
                "Die [Mill], so sagten die Kinder zur Mühle, und die Mäuse hörten es.",
            ),
        ],
        count: 3,
        looked: (3, 5),
    }));
    desk
}

fn each_size(name: &str, desk: impl Fn((u16, u16)) -> Desk) {
    for size in SIZES {
        let desk = desk(size);
        let shown = desk.shown();
        let light = super::plain(&desk.paint(&Theme::new(Ground::Light, Palette::Full)).0);
        assert_eq!(shown, light, "dark and light say the same");
        insta::assert_snapshot!(format!("{name} {}x{}", size.0, size.1), shown);
    }
}

#[test]
fn the_table_of_all_transcripts() {
    each_size("home", home);
}

#[test]
fn hits_of_all_transcripts_stand_under_the_transcript_they_are_in() {
    each_size("everywhere", found);
}

#[test]
fn hits_stand_under_one_another() {
    each_size("concordance", |size| {
        let mut desk = found(size);
        desk.press("K s");
        desk
    });
}

#[test]
fn a_filter_leaves_what_has_all_its_words_and_signs() {
    let mut desk = home((120, 40));
    let titles = |desk: &Desk| -> Vec<usize> {
        let home = desk.session.home();
        (0..home.len())
            .filter_map(|at| home.row(at))
            .map(|row| row.file)
            .collect()
    };
    for (typed, left) in [
        ("", vec![2, 3, 1, 40, 50]),
        ("mollerin", vec![]),
        ("mullerin", vec![2]),
        ("#moth", vec![1]),
        ("de:", vec![2]),
        ("ida:", vec![1]),
        ("unread:", vec![3, 40]),
        ("begun:", vec![1]),
        ("read:", vec![2]),
        ("refused:", vec![50]),
        ("marked: 1998", vec![3]),
        ("old/tape", vec![40]),
    ] {
        desk.press("f").write(typed);
        let mut shown = titles(&desk);
        shown.sort_unstable();
        let mut left = left;
        left.sort_unstable();
        assert_eq!(shown, left, "{typed}");
        desk.press("Esc");
    }
}

#[test]
fn from_the_concordance_the_way_back_leads_over_the_hits_to_the_table() {
    let mut desk = found((100, 30));
    desk.press("K");
    assert!(desk.shown().contains("Concordance · 3 hits"), "{}", desk.shown());
    desk.press("Esc");
    assert!(desk.shown().contains("Everywhere · 3 hits"), "{}", desk.shown());
    desk.press("Esc");
    assert!(desk.shown().contains("5 transcripts"), "{}", desk.shown());
}

#[test]
fn a_click_chooses_the_row_under_it_and_a_second_one_opens_it() {
    let mut desk = home((100, 30));
    let rows: Vec<String> = desk.shown().lines().map(str::to_owned).collect();
    let row = rows.iter().position(|row| row.contains("Salt")).expect("its row");
    let row = u16::try_from(row).expect("a row of the screen");
    let point = |desk: &mut Desk, row: u16, clicks: u8| {
        let press = Press::Down(clicks);
        desk.session
            .update(Action::Point(Pointing { column: 10, row, press }), None, Moment(3))
    };
    point(&mut desk, row, 1);
    assert_eq!(desk.session.home().chosen().map(|row| row.file), Some(3));
    point(&mut desk, 28, 1);
    assert_eq!(
        desk.session.home().chosen().map(|row| row.file),
        Some(3),
        "below the rows"
    );
    // However the page is set that is open beneath.
    desk.press("Esc z w w g l");
    point(&mut desk, row - 1, 1);
    assert_eq!(desk.session.home().chosen().map(|row| row.file), Some(2));
    point(&mut desk, row, 1);
    let effects = point(&mut desk, row, 2);
    assert!(matches!(effects[..], [Effect::Open(3)]), "{effects:?}");
}

#[test]
fn the_order_is_said_where_its_column_has_no_room() {
    let mut desk = home((50, 20));
    let foot = |desk: &Desk| desk.shown().lines().last().unwrap_or_default().trim().to_owned();
    desk.press("s");
    assert_eq!(foot(&desk), "order: Title");
    desk.press("s");
    assert_eq!(foot(&desk), "order: Speakers");
}

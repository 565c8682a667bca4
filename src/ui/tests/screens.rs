use std::sync::Arc;

use super::{Desk, coloured, interview, reading};
use crate::formats::{self, Part};
use crate::layout::Arrangement;
use crate::session::{Document, Extent, Outcome};
use crate::text::SafeText;
use crate::turns;
use crate::ui::Theme;
use crate::ui::theme::{Ground, Palette};
use ratatui::style::Color;

/// Shows the screen in colour to whoever asks for it, and gives it as text.
fn look(desk: &Desk) -> String {
    if std::env::var_os("VISAVIS_LOOK").is_some() {
        for ground in [Ground::Dark, Ground::Light] {
            println!("{}", coloured(&desk.paint(&Theme::new(ground, Palette::Full)).0));
        }
    }
    desk.shown()
}

#[test]
fn a_wide_terminal_shows_two_columns_in_its_middle() {
    insta::assert_snapshot!(look(&Desk::new((160, 48))));
}

#[test]
fn a_usual_terminal_shows_two_columns() {
    insta::assert_snapshot!(look(&Desk::new((120, 40))));
}

#[test]
fn eighty_columns_are_enough_for_two_columns() {
    insta::assert_snapshot!(look(&Desk::new((80, 24))));
}

#[test]
fn a_narrow_terminal_stacks_the_turns() {
    insta::assert_snapshot!(look(&Desk::new((50, 20))));
}

#[test]
fn the_running_question_stays_while_its_answer_scrolls() {
    let mut desk = Desk::new((100, 16));
    desk.press("l 9 j");
    insta::assert_snapshot!(look(&desk));
}

#[test]
fn plain_draws_nothing_but_words() {
    let mut desk = Desk::new((80, 24));
    desk.press("w w");
    let shown = look(&desk);
    assert_eq!(desk.session.page().arrangement(), Arrangement::Plain);
    assert!(!shown.contains(['│', '─', '▐', '›']), "{shown}");
    insta::assert_snapshot!(shown);
}

#[test]
fn marks_leave_their_signs_in_the_margins_and_beside_the_scrollbar() {
    let mut desk = Desk::new((120, 30));
    desk.press("l H 2 ] ] l B a").write("look #moth").press("Enter } m k");
    insta::assert_snapshot!(look(&desk));
}

#[test]
fn words_that_changed_carry_a_sign_of_doubt() {
    const TALK: &str = "Host: You keep bees on the roof. Why?\n\n\
        Mara: Because of my grandmother, who kept forty hives behind the chapel in the valley.\n\n\
        Host: And the queen, was she calm?\n\nMara: She never forgave the smoke.\n";
    let read = |text: &str| formats::read(text.as_bytes(), "talk.txt", Part::Whole).expect("a transcript");
    let mut desk = Desk::with(read(TALK), Extent::Whole, (100, 20));
    desk.press("/").write("forty hives").press("Enter g H 2 Esc");
    assert!(!look(&desk).contains('~'));
    let reading = read(&TALK.replace("forty hives", "40 archives"));
    let document = Document {
        shelf: 0,
        turns: turns::infer(&reading.transcript, &[]),
        reading: Arc::new(reading),
        extent: Extent::Whole,
        place: None,
    };
    desk.tell(Outcome::Opened(Box::new(document)));
    let shown = look(&desk);
    let row = shown
        .lines()
        .find(|row| row.contains("40 archives"))
        .unwrap_or_default();
    assert!(row.contains('~'), "{shown}");
    assert!(shown.contains("1 changed"), "{shown}");
}

#[test]
fn a_search_shows_its_hits_and_counts_them_by_side() {
    let mut desk = Desk::new((120, 30));
    desk.press("/").write("moth");
    let (buffer, cursor) = desk.paint(&Theme::new(Ground::Dark, Palette::Full));
    let shown = look(&desk);
    let foot = shown.lines().last().unwrap_or_default().to_owned();
    assert!(
        foot.contains("/moth") && foot.contains("1/6 · guest 5, interviewer 1"),
        "{foot}"
    );
    let (x, y) = cursor.expect("the cursor stands behind what is typed");
    assert_eq!((buffer[(x - 1, y)].symbol(), y), ("h", 29));
    insta::assert_snapshot!(shown);
}

#[test]
fn a_prefix_shows_what_may_follow() {
    let mut desk = Desk::new((100, 30));
    desk.press("g");
    insta::assert_snapshot!(look(&desk));
}

#[test]
fn before_a_colour_the_eight_are_shown() {
    let mut desk = Desk::new((100, 20));
    desk.press("H");
    insta::assert_snapshot!(look(&desk));
}

#[test]
fn the_outline_leaves_the_reading_row_in_sight() {
    let mut desk = Desk::new((100, 24));
    desk.press("t");
    insta::assert_snapshot!(look(&desk));
}

#[test]
fn the_help_stands_in_groups_and_can_be_searched() {
    let mut desk = Desk::new((100, 36));
    desk.press("?");
    insta::assert_snapshot!("help", look(&desk));
    desk.press("/").write("bookmark");
    insta::assert_snapshot!("help searched", look(&desk));
}

#[test]
fn the_palette_names_every_command_with_its_keys() {
    let mut desk = Desk::new((100, 24));
    desk.press(":").write("hit");
    insta::assert_snapshot!(look(&desk));
}

#[test]
fn speakers_and_reasons_are_laid_over_the_page() {
    let mut desk = Desk::new((100, 24));
    desk.press("s");
    insta::assert_snapshot!("speakers", look(&desk));
    desk.press("Esc g ?");
    let shown = look(&desk);
    let title = shown
        .lines()
        .find(|row| row.contains("─ Turn 1 · Interviewer ─"))
        .expect("a title");
    assert!(title.trim_end().ends_with('─') && title.contains("% sure"), "{title}");
    assert!(shown.contains("› "), "{shown}");
}

#[test]
fn a_note_takes_as_many_lines_as_it_has() {
    let mut desk = Desk::new((80, 24));
    desk.press("] ] a").write("first").press("Ctrl-j").write("second");
    insta::assert_snapshot!(look(&desk));
}

#[test]
fn what_is_not_saved_is_said_loudly() {
    let mut desk = Desk::new((80, 24));
    desk.press("B")
        .tell(Outcome::NotSaved(SafeText::line("no space left on device")));
    let theme = Theme::new(Ground::Dark, Palette::Full);
    let (buffer, _) = desk.paint(&theme);
    let shown = desk.shown();
    let foot = shown.lines().last().unwrap_or_default();
    assert!(foot.contains("NOT SAVED: no space left on device"), "{foot}");
    assert_eq!(Some(buffer[(2, 23)].bg), theme.alarm.bg);
    // What the search found is told beside it.
    let mut desk = Desk::new((80, 24));
    let why = "no space left on device (a folder in a folder in a folder in another folder of a long path/notes.json)";
    desk.press("B").tell(Outcome::NotSaved(SafeText::line(why)));
    desk.press("/").write("the").press("Enter");
    let shown = desk.shown();
    let foot = shown.lines().last().unwrap_or_default();
    assert!(
        foot.contains("NOT SAVED: no space left on device") && foot.contains("/the  1/"),
        "{foot}"
    );
}

#[test]
fn while_only_the_head_is_read_the_first_line_says_so() {
    let desk = Desk::with(interview(false), Extent::Head { of: 1_000_000 }, (100, 24));
    let shown = desk.shown();
    let head = shown.lines().next().unwrap_or_default();
    assert!(head.contains("reading 0 % · Q 1 · 0 %"), "{head}");
}

#[test]
fn where_the_rest_cannot_be_read_nothing_says_that_it_is_being_read() {
    let mut desk = Desk::with(interview(false), Extent::Head { of: 1_000_000 }, (100, 24));
    desk.tell(Outcome::Unfinished(SafeText::line("talk.txt: looks like a list")));
    let shown = desk.shown();
    let head = shown.lines().next().unwrap_or_default();
    assert!(head.contains("0 % of it read · Q 1"), "{head}");
    let foot = shown.lines().last().unwrap_or_default();
    assert!(foot.contains("looks like a list"), "{foot}");
    let shown = desk.press("G").shown();
    let foot = shown.lines().last().unwrap_or_default();
    assert!(foot.contains("the rest cannot be read"), "{foot}");
}

#[test]
fn a_changed_file_is_announced_at_the_head() {
    let mut desk = Desk::new((100, 24));
    desk.tell(Outcome::FileChanged);
    assert!(
        desk.shown()
            .lines()
            .next()
            .unwrap_or_default()
            .contains("changed on disk")
    );
}

#[test]
fn the_head_gives_way_piece_by_piece() {
    let head = |width: u16| {
        let desk = Desk::new((width, 20));
        desk.shown().lines().next().unwrap_or_default().trim().to_owned()
    };
    assert_eq!(
        head(100).split_whitespace().collect::<Vec<_>>().join(" "),
        "The clockmaker of Harbour Street · 2024-05-17 · English Q 1/4 · 0 % · 3 min left"
    );
    let said: Vec<String> = [70, 60, 50, 30].iter().map(|width| head(*width)).collect();
    assert!(!said[0].contains("English") && said[0].contains("2024"), "{said:?}");
    assert!(said.iter().all(|head| head.contains("Q 1/4 · 0 %")), "{said:?}");
    assert!(said[3].contains('…'), "{said:?}");
}

#[test]
fn without_colours_a_digit_names_the_highlight_and_nothing_is_coloured() {
    let mut desk = Desk::new((100, 24));
    desk.press("l H 5");
    let (buffer, _) = desk.paint(&Theme::new(Ground::Dark, Palette::None));
    assert!(
        buffer
            .content
            .iter()
            .all(|cell| cell.fg == Color::Reset && cell.bg == Color::Reset)
    );
    let row = super::plain(&buffer);
    let row = row
        .lines()
        .find(|row| row.contains("grandmother"))
        .expect("the answer")
        .to_owned();
    assert!(row.contains("5"), "{row}");
}

#[test]
fn no_size_breaks_the_page_and_a_tiny_one_says_what_is_needed() {
    let mut desk = Desk::new((80, 24));
    desk.press("B ] ] H 3 /").write("moth");
    for keys in ["", "Enter", "t", "Esc g", "Esc ?", "Esc a", "Esc v w w"] {
        desk.press(keys);
        for size in [
            (0, 0),
            (1, 1),
            (29, 8),
            (30, 7),
            (30, 8),
            (31, 9),
            (79, 12),
            (80, 8),
            (81, 11),
            (300, 90),
        ] {
            desk.resize(size.0, size.1);
            let shown = desk.shown();
            if size.0 < 30 || size.1 < 8 {
                assert!(size.0 < 12 || shown.contains("too small"), "{size:?} {shown}");
            }
        }
    }
}

#[test]
fn words_keep_the_terminals_own_colours() {
    let desk = Desk::new((120, 40));
    for ground in [Ground::Dark, Ground::Light] {
        let (buffer, _) = desk.paint(&Theme::new(ground, Palette::Full));
        assert!(buffer.content.iter().all(|cell| cell.bg == Color::Reset));
        let geometry = desk.session.page().geometry().expect("a page");
        let y = geometry.body;
        assert_eq!(buffer[(geometry.columns.left.text.x, y)].symbol(), "Y");
        assert_eq!(buffer[(geometry.columns.left.text.x, y)].fg, Color::Reset);
        assert_eq!(buffer[(geometry.columns.right.text.x, y)].fg, Color::Reset);
    }
}

/// The style of the first cell of some words on the screen.
fn style_of(desk: &Desk, words: &str, theme: &Theme) -> ratatui::style::Style {
    let (buffer, _) = desk.paint(theme);
    let rows: Vec<String> = super::plain(&buffer).lines().map(str::to_owned).collect();
    let (y, row) = rows
        .iter()
        .enumerate()
        .find(|(_, row)| row.contains(words))
        .expect("the words are shown");
    let x = row.find(words).map_or(0, |at| crate::text::width::width(&row[..at]));
    let cell = &buffer[(u16::try_from(x).expect("a cell"), u16::try_from(y).expect("a row"))];
    cell.style()
}

#[test]
fn several_guests_have_names_and_accents_of_their_own() {
    let talk = [
        ('q', "Who of you opened the shop?"),
        (
            'a',
            "I did, in the spring after the flood, with nothing but a bench and a lamp.",
        ),
        ('b', "And I came with the second bench."),
        ('q', "Whose idea was the sign?"),
        (
            'b',
            "Hers. I only painted it, twice, since the first one had the wrong hour on it.",
        ),
    ];
    let desk = Desk::with(reading(&talk, false), Extent::Whole, (100, 24));
    insta::assert_snapshot!(look(&desk));
    let theme = Theme::new(Ground::Dark, Palette::Full);
    assert_eq!(style_of(&desk, "INTERVIEWER", &theme).fg, theme.accent.left.fg);
    assert_eq!(style_of(&desk, "Ada Lindqvist", &theme).fg, theme.accent.right.fg);
    assert_eq!(style_of(&desk, "Bo", &theme).fg, theme.further[0].fg);
}

#[test]
fn a_listener_signal_folded_into_a_turn_is_dim() {
    let talk = [
        ('q', "How did you learn to hear a fault?"),
        (
            'a',
            "You sit beside somebody who hears it, and you wait until you hear it too, which can take",
        ),
        ('q', "Mhm."),
        (
            'a',
            "a winter or two, and then one morning you cannot understand that you ever did not hear it.",
        ),
        ('q', "And then?"),
        ('a', "Then you sit beside somebody who does not hear it yet."),
    ];
    let desk = Desk::with(reading(&talk, false), Extent::Whole, (120, 24));
    let open = desk.session.open().expect("it is open");
    assert!(open.turns.all()[2].signal, "{:?}", open.turns.all());
    let theme = Theme::new(Ground::Light, Palette::Full);
    assert_eq!(style_of(&desk, "Mhm.", &theme).fg, theme.dim.fg);
    assert_eq!(style_of(&desk, "a winter", &theme).fg, Some(Color::Reset));
}

#[test]
fn the_end_of_a_selection_that_moves_is_underlined_and_lies_over_hits() {
    let mut desk = Desk::new((120, 30));
    desk.press("/").write("grandmother").press("Enter v w w");
    let theme = Theme::new(Ground::Dark, Palette::Full);
    let near = style_of(&desk, "clock. It had", &theme);
    assert_eq!(near.bg, theme.selection.bg);
    assert!(
        near.add_modifier.contains(ratatui::style::Modifier::UNDERLINED),
        "{near:?}"
    );
    assert_eq!(style_of(&desk, "grandmother", &theme).bg, theme.selection.bg);
}

#[test]
fn a_long_turn_shows_each_minute_in_the_margin() {
    let lines: Vec<(char, String)> = (0..12)
        .map(|n| {
            (
                if n == 0 { 'a' } else { ' ' },
                format!("Part {n} of a long story about a clock that ran backwards."),
            )
        })
        .collect();
    let mut talk = vec![('q', "Tell it.")];
    talk.extend(lines.iter().map(|(who, words)| (*who, words.as_str())));
    let desk = Desk::with(reading(&talk, true), Extent::Whole, (120, 40));
    let shown = desk.shown();
    for time in ["0:20", "1:00", "2:00", "3:00", "4:00"] {
        assert_eq!(shown.matches(time).count(), 1, "{time} in {shown}");
    }
}

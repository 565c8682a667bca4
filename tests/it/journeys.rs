//! Journeys: keys through the real keymap and session, and what the reader then has in front of them.

use std::sync::Arc;

use visavis::formats::{self, Part};
use visavis::marks::Moment;
use visavis::session::{Action, Document, Effect, Extent, Outcome, Session, Settings, Shelf};
use visavis::text::SafeText;
use visavis::turns;
use visavis::ui::keymap::{Keymap, Pressed, Typed};
use visavis::ui::notation;

pub const SAMPLE: &str = include_str!("../../assets/interview.txt");
pub const LABELLED: &str = include_str!("../../assets/interview-en.txt");

/// A reader at the keys.
pub struct Journey {
    pub session: Session,
    keymap: Keymap,
    typed: Typed,
    now: i64,
    pub effects: Vec<Effect>,
}

impl Journey {
    /// Opens a transcript on a screen of that size.
    pub fn of(text: &str, size: (u16, u16)) -> Self {
        let shelf = Shelf {
            names: vec![SafeText::line("talk.txt")],
            open: None,
        };
        let session = Session::new(Settings::default(), shelf, size, visavis::session::Writer::default());
        let mut journey = Self {
            session,
            keymap: Keymap::standard(),
            typed: Typed::default(),
            now: 1_700_000_000_000,
            effects: Vec::new(),
        };
        journey.open(text);
        journey
    }

    pub fn open(&mut self, text: &str) {
        let reading = formats::read(text.as_bytes(), "talk.txt", Part::Whole).expect("a transcript");
        let turns = turns::infer(&reading.transcript, &[]);
        let document = Document {
            shelf: 0,
            reading: Arc::new(reading),
            turns,
            extent: Extent::Whole,
            place: None,
        };
        self.act(Action::Told(Outcome::Opened(Box::new(document))), None);
    }

    pub fn act(&mut self, action: Action, count: Option<usize>) {
        self.now += 10;
        let effects = self.session.update(action, count, Moment(self.now));
        self.effects.extend(effects);
        while self.session.has_work() {
            let effects = self.session.update(Action::Work, None, Moment(self.now));
            self.effects.extend(effects);
        }
    }

    /// Presses keys: names as in the key table, separated by spaces.
    pub fn keys(&mut self, keys: &str) -> &mut Self {
        for key in notation::parse(keys).expect("keys").into_iter() {
            let notation::Step::Key(key) = key else {
                panic!("{keys} names a class of keys")
            };
            self.press(key);
        }
        self
    }

    /// Types text, a character a key.
    pub fn types(&mut self, text: &str) -> &mut Self {
        for c in text.chars() {
            let name = if c == ' ' { "Space".to_owned() } else { c.to_string() };
            self.keys(&name);
        }
        self
    }

    fn press(&mut self, key: visavis::ui::event::Key) {
        loop {
            match self.keymap.press(&mut self.typed, self.session.mode().place(), key) {
                Pressed::Do(action, count) => return self.act(action, count),
                Pressed::Wait(pending) => return self.act(Action::Pending(pending), None),
                Pressed::Again(action, count) => self.act(action, count),
            }
        }
    }

    /// The words of the rows on the screen, left column | right column; the reading row with `>`.
    pub fn screen(&self) -> String {
        let open = self.session.open().expect("something is open");
        let transcript = &open.reading.transcript;
        let mut out = String::new();
        for (y, row) in self.session.page().visible() {
            let words = |cell: &Option<visavis::layout::Cell>| {
                cell.as_ref().map_or_else(String::new, |c| {
                    transcript.words(c.span).replace('\n', " ") + if c.hyphen { "-" } else { "" }
                })
            };
            let sign = if y == self.session.page().reading_row() {
                '>'
            } else {
                ' '
            };
            let line = row.map_or_else(String::new, |row| {
                format!("{} | {}", words(&row.cells.left), words(&row.cells.right))
            });
            out.push_str(&format!("{sign}{line}\n"));
        }
        out
    }

    /// The words on the reading row in the active column.
    pub fn here(&self) -> String {
        let open = self.session.open().expect("something is open");
        let cell = self.session.page().this_cell().expect("the reading row has words");
        open.reading.transcript.words(cell.span).replace('\n', " ")
    }
}

fn german() -> Journey {
    Journey::of(SAMPLE, (120, 40))
}

#[test]
fn at_the_beginning_the_reading_row_moves_and_further_on_the_text() {
    let mut journey = german();
    assert_eq!(journey.session.page().reading_row(), 0);
    let first = journey.screen();
    journey.keys("j j j");
    assert!(journey.session.page().reading_row() >= 3);
    assert_eq!(
        first.replace('>', " "),
        journey.screen().replace('>', " "),
        "the text stands still"
    );
    journey.keys("3 0 j");
    let row = journey.session.page().reading_row();
    assert_eq!(
        row,
        journey.session.page().geometry().expect("there is room").body_height / 3
    );
    let before = journey.here();
    journey.keys("j");
    assert_eq!(journey.session.page().reading_row(), row);
    journey.keys("k");
    assert_eq!(journey.here(), before);
}

#[test]
fn pages_go_down_to_the_end_and_up_to_the_beginning_again() {
    let mut journey = german();
    let first = journey.screen();
    for _ in 0..40 {
        journey.keys("PgDn");
    }
    let end = journey.screen();
    journey.keys("g g").keys("G");
    assert_eq!(
        end.replace('>', " "),
        journey.screen().replace('>', " "),
        "the end is the same by pages and by G"
    );
    for _ in 0..40 {
        journey.keys("b");
    }
    assert_eq!(first, journey.screen());
    journey.keys("4 0 PgDn");
    assert_eq!(end, journey.screen(), "a count turns that many pages");
}

#[test]
fn a_storm_of_resizes_that_ends_on_the_first_size_shows_the_first_screen() {
    for keys in ["g g", "Space", "Space Space j", "G", "4 0 %"] {
        let mut journey = german();
        journey.keys(keys);
        let before = journey.screen();
        for step in 0..50u16 {
            journey.act(Action::Resize(30 + step * 37 % 170, 8 + step * 13 % 60), None);
        }
        journey.act(Action::Resize(120, 40), None);
        assert_eq!(before, journey.screen(), "after {keys}");
    }
}

#[test]
fn the_word_at_the_place_keeps_its_row_through_every_width_and_layout() {
    let mut journey = german();
    journey.keys("Space Space");
    let place = journey.session.page().place();
    let row = journey.session.page().reading_row();
    for width in 30..200 {
        journey.act(Action::Resize(width, 40), None);
        assert_eq!(journey.session.page().place(), place);
        assert_eq!(journey.session.page().reading_row(), row, "at {width} columns");
        let cell = journey.session.page().this_cell().expect("words");
        assert!(
            cell.span.start() <= place && place < cell.span.end(),
            "at {width} columns"
        );
    }
    journey.act(Action::Resize(120, 40), None);
    for _ in 0..3 {
        journey.keys("w");
        let cell = journey.session.page().this_cell().expect("words");
        assert!(cell.span.start() <= place && place < cell.span.end());
        assert_eq!(journey.session.page().reading_row(), row);
    }
    journey.keys("+ + - - =");
    assert_eq!(journey.session.page().reading_row(), row);
}

#[test]
fn a_search_finds_as_it_is_typed_and_esc_goes_back_to_where_it_began() {
    let mut journey = german();
    journey.keys("Space");
    let before = journey.screen();
    journey.keys("/").types("schrankenw");
    assert!(journey.here().contains("Schrankenwärter"), "{}", journey.here());
    assert_eq!(journey.session.search().hits.len(), 1);
    journey.keys("Esc");
    assert_eq!(before, journey.screen());
    assert!(journey.session.search().query.is_none());
    journey.keys("/").types("KUCKUCKSUHREN").keys("Enter");
    let notice = journey.session.notice().map(|n| n.text.to_string()).unwrap_or_default();
    assert!(notice.contains("not found"), "capitals are meant: {notice}");
}

#[test]
fn n_goes_round_and_says_so_and_leads_back_by_the_jump_list() {
    let mut journey = german();
    journey.keys("/").types("ministerin").keys("Enter");
    let hits = journey.session.search().hits.clone();
    assert!(hits.len() > 1);
    let first = journey.session.page().place();
    for _ in 0..hits.len() {
        journey.keys("n");
    }
    assert_eq!(journey.session.page().place(), first);
    let notice = journey.session.notice().expect("a notice").text.to_string();
    assert!(notice.contains("from the beginning"), "{notice}");
    journey.keys("' '");
    assert_eq!(journey.session.page().place(), 0);
}

#[test]
fn marks_are_made_listed_and_taken_back() {
    let mut journey = german();
    journey
        .keys("Space B")
        .keys("V 4")
        .keys("a")
        .types("wichtig #uhr")
        .keys("Enter");
    let marks: Vec<_> = journey
        .session
        .notebook()
        .marks()
        .map(|(_, _, m)| (m.kind, m.note.clone(), m.tags.clone()))
        .collect();
    assert_eq!(marks.len(), 2);
    assert!(
        marks
            .iter()
            .any(|(_, note, tags)| note == "wichtig #uhr" && *tags == ["uhr"]),
        "{marks:?}"
    );
    assert!(journey.effects.iter().any(|e| matches!(e, Effect::Save(_))));
    journey.keys("g h");
    assert!(journey.session.listing().is_some());
    journey.keys("d");
    assert_eq!(journey.session.notebook().marks().count(), 1);
    journey.keys("Esc u");
    assert_eq!(journey.session.notebook().marks().count(), 2);
    journey.keys("u u u");
    assert_eq!(journey.session.notebook().marks().count(), 0);
    for _ in 0..9 {
        journey.keys("Ctrl-r");
    }
    assert_eq!(
        journey.session.notebook().marks().count(),
        1,
        "the deletion was the last thing done"
    );
}

#[test]
fn a_turn_given_to_the_other_side_moves_no_highlight_and_u_takes_it_back() {
    let mut journey = german();
    journey.keys("Space Space H 2");
    let span = journey.session.notebook().marks().next().expect("a highlight").2.span;
    let open = journey.session.open().expect("open");
    let turn = open.turns.at(span.start()).expect("a turn");
    let side = open.turns.side(turn);
    journey.keys("c c");
    let open = journey.session.open().expect("open");
    let now = open.turns.at(span.start()).expect("a turn");
    assert_ne!(open.turns.side(now), side);
    assert_eq!(
        journey.session.notebook().marks().next().expect("a highlight").2.span,
        span
    );
    journey.keys("u");
    let open = journey.session.open().expect("open");
    assert_eq!(open.turns.side(open.turns.at(span.start()).expect("a turn")), side);
}

#[test]
fn a_copy_has_neither_wraps_nor_hyphens_of_the_page() {
    let mut journey = german();
    journey.keys("Space Space Y");
    let copied = journey.effects.iter().find_map(|e| {
        if let Effect::Copy(text) = e {
            Some(text.clone())
        } else {
            None
        }
    });
    let copied = copied.expect("a copy");
    assert!(!copied.contains('\n') && copied.contains("¶"), "{copied}");
    let open = journey.session.open().expect("open");
    let turn = open.turns.at(journey.session.page().place()).expect("a turn");
    let words = open
        .reading
        .transcript
        .words(open.turns.all()[turn].span)
        .replace('\n', " ");
    assert!(copied.contains(&words), "{copied}");
}

#[test]
fn letters_bring_back_to_their_place_across_the_whole_interview() {
    let mut journey = german();
    journey.keys("Space m a").keys("G ' a");
    let place = journey.session.page().place();
    journey.keys("g g ' a");
    assert_eq!(journey.session.page().place(), place);
    journey.keys("G m a g g ' a");
    assert!(
        journey.session.page().place() > place,
        "a letter stands at one place only"
    );
    journey.keys("' z");
    assert!(journey.session.notice().expect("a notice").text.contains("no letter z"));
}

#[test]
fn the_palette_goes_to_turns_and_per_cents_and_runs_commands() {
    let mut journey = german();
    journey.keys(":").types("¶5").keys("Enter");
    let open = journey.session.open().expect("open");
    assert_eq!(open.turns.at(journey.session.page().place()), Some(4));
    journey.keys(":").types("50%").keys("Enter");
    let half = open_length(&journey) / 2;
    assert!(journey.session.page().place().abs_diff(half) < 100);
    journey.keys(":").types("layout").keys("Enter");
    assert_eq!(
        journey.session.page().arrangement(),
        visavis::layout::Arrangement::Stacked
    );
    journey.keys(":").types("quit").keys("Enter");
    assert!(journey.effects.contains(&Effect::Quit));
}

fn open_length(journey: &Journey) -> usize {
    journey.session.open().expect("open").reading.transcript.text().len()
}

#[test]
fn the_outline_filters_as_it_is_typed_and_leads_to_the_question() {
    let mut journey = Journey::of(LABELLED, (100, 30));
    let questions = journey.session.open().expect("open").turns.questions();
    assert!(questions > 3);
    journey.keys("t Down Down Enter");
    let open = journey.session.open().expect("open");
    let turn = open.turns.at(journey.session.page().place()).expect("a turn");
    assert_eq!(
        open.turns.exchanges()[open.turns.exchange_of(turn).expect("an exchange")].question,
        Some(3)
    );
    journey.keys("] ]");
    assert!(journey.session.page().place() > open_turn_start(&journey, turn));
}

fn open_turn_start(journey: &Journey, turn: usize) -> usize {
    journey.session.open().expect("open").turns.all()[turn].span.start()
}

#[test]
fn a_wrong_key_says_where_help_is_and_changes_nothing() {
    let mut journey = german();
    let before = journey.screen();
    for key in ["x", "Q", "Ctrl-t", "F9", "Tab"] {
        journey.keys(key);
        assert!(
            journey
                .session
                .notice()
                .expect("a notice")
                .text
                .contains("? shows the keys"),
            "{key}"
        );
        assert_eq!(before, journey.screen());
    }
    journey.keys("Ctrl-c");
    assert!(journey.session.notice().expect("a notice").text.contains("q leaves"));
}

#[test]
fn every_size_from_nothing_to_huge_is_survived() {
    let mut journey = Journey::of(LABELLED, (80, 24));
    for width in [0, 1, 2, 5, 29, 30, 31, 50, 79, 80, 81, 160, 300, 1000] {
        for height in [0, 1, 2, 7, 8, 9, 20, 48, 300] {
            journey.act(Action::Resize(width, height), None);
            journey.keys("j PgDn k b G g g l h } {");
        }
    }
}

//! Journeys: keys through the real keymap and session, and what the reader then has in front of them.

use std::sync::Arc;

use visavis::formats::{self, Part};
use visavis::marks::Moment;
use visavis::session::{Action, Document, Effect, Extent, Outcome, Session, Settings, Shelf};
use visavis::text::SafeText;
use visavis::turns;
use visavis::ui::keymap::{Keymap, Pressed, Typed};
use visavis::ui::notation;

const SAMPLE: &str = include_str!("../../assets/interview.txt");
const LABELLED: &str = include_str!("../../assets/interview-en.txt");

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
        let session = Session::new(Settings::default(), shelf, size, 7);
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

#[test]
fn look() {
    let mut journey = Journey::of(SAMPLE, (120, 40));
    println!("{}", journey.screen());
    journey.keys("Space Space");
    println!("{}", journey.screen());
    journey.keys("G");
    println!("{}", journey.screen());
    journey.keys("/").types("kuckuck").keys("Enter n n");
    println!("{} {:?}", journey.screen(), journey.session.search().hits.len());
    let _ = LABELLED;
}

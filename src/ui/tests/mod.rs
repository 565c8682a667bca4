//! Whole screens, by keys through the real keymap and session.

mod gathered;
mod journeys;
mod library;
mod screens;
mod styles;

use std::sync::Arc;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier};

use super::notation::{self, Step};
use super::theme::{Ground, Palette};
use super::{Keymap, Pressed, Theme, Typed};
use crate::formats::{Account, Reading};
use crate::marks::Moment;
use crate::session::{Action, Document, Extent, Outcome, Session, Settings, Shelf};
use crate::text::SafeText;
use crate::transcript::{Builder, Kind, Piece, StatedRole, Time};
use crate::turns;

/// A reading with its keys, painted without a terminal.
pub(super) struct Desk {
    pub session: Session,
    pub keymap: Keymap,
    pub size: (u16, u16),
    typed: Typed,
}

impl Desk {
    /// The invented interview on a screen of columns and rows.
    pub fn new(size: (u16, u16)) -> Self {
        Self::with(interview(true), Extent::Whole, size)
    }

    /// A transcript, or its head, on a screen of columns and rows.
    pub fn with(reading: Reading, extent: Extent, size: (u16, u16)) -> Self {
        let keymap = Keymap::standard();
        let settings = Settings {
            keys: keymap.rows(),
            ..Settings::default()
        };
        let shelf = Shelf {
            names: vec![SafeText::line("clocks.txt")],
            open: Some(0),
        };
        let mut session = Session::new(settings, shelf, size, crate::session::Writer::default());
        let turns = turns::infer(&reading.transcript, &[]);
        let document = Document {
            shelf: 0,
            reading: Arc::new(reading),
            turns,
            extent,
            place: None,
        };
        session.update(Action::Told(Outcome::Opened(Box::new(document))), None, Moment(0));
        Self {
            session,
            keymap,
            size,
            typed: Typed::default(),
        }
    }

    /// Tells the session what became of something.
    pub fn tell(&mut self, outcome: Outcome) -> &mut Self {
        self.session.update(Action::Told(outcome), None, Moment(2));
        self
    }

    /// Presses keys written as in the table.
    pub fn press(&mut self, keys: &str) -> &mut Self {
        for word in keys.split_whitespace() {
            let steps = notation::parse(word).expect("a key");
            let [Step::Key(key)] = steps[..] else {
                panic!("{word} is one key")
            };
            loop {
                let place = self.session.mode().place();
                let (action, count, again) = match self.keymap.press(&mut self.typed, place, key) {
                    Pressed::Do(action, count) => (action, count, false),
                    Pressed::Wait(pending) => (Action::Pending(pending), None, false),
                    Pressed::Again(action, count) => (action, count, true),
                };
                self.session.update(action, count, Moment(1));
                while self.session.has_work() {
                    self.session.update(Action::Work, None, Moment(1));
                }
                if !again {
                    break;
                }
            }
        }
        self
    }

    /// Types text as it is.
    pub fn write(&mut self, text: &str) -> &mut Self {
        for c in text.chars() {
            self.session.update(Action::Type(c), None, Moment(1));
        }
        while self.session.has_work() {
            self.session.update(Action::Work, None, Moment(1));
        }
        self
    }

    /// Another size of the screen.
    pub fn resize(&mut self, width: u16, height: u16) -> &mut Self {
        self.size = (width, height);
        self.session.update(Action::Resize(width, height), None, Moment(1));
        self
    }

    pub fn paint(&self, theme: &Theme) -> (Buffer, Option<(u16, u16)>) {
        let mut buffer = Buffer::empty(Rect::new(0, 0, self.size.0, self.size.1));
        let cursor = super::draw(&self.session, theme, &self.keymap, &mut buffer);
        (buffer, cursor)
    }

    /// The screen as text, without the spaces at the ends of its rows.
    pub fn shown(&self) -> String {
        plain(&self.paint(&Theme::new(Ground::Dark, Palette::Full)).0)
    }
}

/// An invented interview: labels, a section head, a long answer, a guest with a wide name, times where asked for.
pub(super) fn interview(timed: bool) -> Reading {
    reading(TALK, timed)
}

/// A reading of lines with who says them: `q` asks, `a` and `b` answer, a space goes on, `#` is a section head. Where it is
/// timed, a line takes 20 seconds.
pub(super) fn reading(talk: &[(char, &str)], timed: bool) -> Reading {
    let mut builder = Builder::default();
    let asks = builder.label("Interviewer");
    let answers = builder.label("Ada Lindqvist 林");
    let also = builder.label("Bo");
    builder.state_role(also, StatedRole::Guest);
    builder.state_role(asks, StatedRole::Interviewer);
    builder.state_role(answers, StatedRole::Guest);
    let facts = builder.facts_mut();
    facts.title = Some(SafeText::line("The clockmaker of Harbour Street"));
    facts.date = Some(SafeText::line("2024-05-17"));
    facts.language = Some("en");
    for (line, (who, words)) in talk.iter().enumerate() {
        let seconds = 20 * line as u64;
        let piece = Piece {
            kind: if *who == '#' { Kind::Head } else { Kind::Speech },
            label: match who {
                'q' => Some(asks),
                'a' => Some(answers),
                'b' => Some(also),
                _ => None,
            },
            paragraph: true,
            from: (timed && *who != '#').then(|| Time::from_millis(seconds * 1000)),
            ..Piece::new(words, line + 1)
        };
        builder.push(piece);
    }
    Reading {
        transcript: builder.finish(talk.len()),
        format: "test",
        encoding: "UTF-8",
        evidence: "",
        remarks: Vec::new(),
        account: Account::default(),
        rules: Vec::new(),
    }
}

const TALK: &[(char, &str)] = &[
    (
        'q',
        "You have been repairing clocks for forty years. What was the first one you opened, and what did you find inside it?",
    ),
    (
        'a',
        "It was my grandmother's kitchen clock. It had stopped at ten past four on a winter day, and nobody in the house could \
           say which winter. I took it to the table by the window, put a plate underneath for the screws, and opened the back \
           with a butter knife.",
    ),
    (
        ' ',
        "Inside there was dust, of course, and a dead moth, and a folded piece of paper with a shopping list on it. Flour, lamp \
           oil, a ribbon. I have kept the list. The clock went again as soon as the moth was out of it.",
    ),
    ('q', "So the first repair was a moth."),
    (
        'a',
        "The first repair was a moth. I have been grateful to moths ever since, and I tell every apprentice about it, because \
           it teaches the one thing that matters: look before you turn a screw.",
    ),
    ('#', "In the workshop"),
    ('q', "How many apprentices have you had?"),
    (
        'a',
        "Eleven. Two of them have shops of their own, one in the old town and one across the water. One became a dentist, \
           which he says is the same trade with more noise. The others I have lost sight of, and that is as it should be.",
    ),
    (
        'q',
        "What do people bring you today? I imagine that nobody needs a clock any more, now that every pocket has one.",
    ),
    (
        'a',
        "Nobody has needed one for a long time. They bring me clocks that somebody left them. They do not want to know the \
           time, they want to hear the sound that was in the room when they were small.",
    ),
    (
        ' ',
        "So I ask them to describe the sound before I look at the works. Most of them can do it exactly: a step and a drag, a \
           cough before the hour, a bell that is nearly in tune.",
    ),
];

/// A buffer as text.
pub(super) fn plain(buffer: &Buffer) -> String {
    let mut out = String::new();
    for y in 0..buffer.area.height {
        let mut row = String::new();
        let mut skip = 0;
        for x in 0..buffer.area.width {
            let symbol = buffer[(x, y)].symbol();
            if skip > 0 {
                skip -= 1;
                continue;
            }
            skip = crate::text::width::width(symbol).saturating_sub(1);
            row.push_str(symbol);
        }
        out.push_str(row.trim_end());
        out.push('\n');
    }
    out
}

/// A buffer as text with colours, for looking at it: `VISAVIS_LOOK=1 cargo test --lib
/// ui::tests::screens -- --nocapture`.
pub(super) fn coloured(buffer: &Buffer) -> String {
    let mut out = String::new();
    for y in 0..buffer.area.height {
        for x in 0..buffer.area.width {
            let cell = &buffer[(x, y)];
            out.push_str("\x1b[0");
            for (modifier, code) in [
                (Modifier::BOLD, ";1"),
                (Modifier::DIM, ";2"),
                (Modifier::UNDERLINED, ";4"),
                (Modifier::REVERSED, ";7"),
            ] {
                if cell.modifier.contains(modifier) {
                    out.push_str(code);
                }
            }
            for (colour, ground) in [(cell.fg, 38), (cell.bg, 48)] {
                if let Color::Rgb(red, green, blue) = colour {
                    out.push_str(&format!(";{ground};2;{red};{green};{blue}"));
                }
            }
            out.push('m');
            out.push_str(cell.symbol());
        }
        out.push_str("\x1b[0m\n");
    }
    out
}

//! The loop: what the terminal, the threads and the clock say becomes actions; what the session asks for is done; one frame is
//! drawn for all of it.
//!
//! Nothing runs while nothing happens: the loop blocks without a timeout, and a deadline exists only while something waits for
//! it (a key that may become a longer one, the place a second after the last movement, a search in slices).

mod exporting;
mod everywhere;
mod found;
mod gathered;
mod home;
mod keeping;
mod opening;
mod pace;
mod performing;

pub use exporting::at_home;
pub use home::Scope;

use home::Looking;

use std::cell::OnceCell;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use super::cli::{Ending, complain};
use super::clicks::Clicks;
use super::reading::Origin;
use super::setting::Setup;
use super::terminal::clipboard::Ways;
use super::terminal::colour::{ASK_BACKGROUND, Shade};
use super::terminal::signals::Signal;
use super::terminal::{Inbox, Message, Terminal};
use super::watching::{Listening, Watch};
use crate::marks::Event as Mark;
use crate::session::{Action, Effect, Outcome, Place, Session, Writer};
use crate::store::{self, Identity, Keeper, Key};
use crate::text::SafeText;
use crate::ui::event::Event;
use crate::ui::keymap::{Keymap, Pressed, Typed, WAIT_MILLIS};
use crate::ui::theme::Theme;

/// The place is written this long after the last movement (`product.md`: at most a second old after a kill).
const PLACE_DELAY: Duration = Duration::from_millis(900);
/// Leaving waits this long for what is not saved yet.
const LAST_WAIT: Duration = Duration::from_secs(2);
/// What could not be saved is tried again this long after.
const RETRY_DELAY: Duration = Duration::from_secs(3);
/// Work in slices goes on this long before a frame shows how far it came.
const WORK_FRAME: Duration = Duration::from_millis(60);

/// Everything the loop holds.
struct Reader {
    session: Session,
    shelf: Vec<Origin>,
    setup: Setup,
    theme: Theme,
    keymap: Keymap,
    typed: Typed,
    key_due: Option<Instant>,
    clicks: Clicks,
    inbox: Inbox,
    keeping: Keeping,
    clipboard: OnceCell<Ways>,
    watch: Option<Watch>,
    listening: Option<Listening>,
    scope: Scope,
    looking: Looking,
    /// The files that the last search through all of them looks into.
    looked_into: everywhere::LookedInto,
    /// The transcripts that the last list of marks everywhere goes through.
    gathered: gathered::Listed,
    leaving: bool,
}

/// What is kept of the open transcript.
#[derive(Default)]
struct Keeping {
    keeper: Option<Keeper>,
    identity: Option<Identity>,
    place: Option<Place>,
    place_due: Option<Instant>,
    retry_due: Option<Instant>,
    /// It is written beside the marks which document they belong to.
    documented: bool,
    /// What the file held when it was read last, where it was written to since.
    before: Option<Key>,
    /// Which opening this is, so that what an earlier one still has to say is not taken for this one's.
    opening: u64,
    put_aside: Vec<PutAside>,
    /// What was marked before the whole transcript was there to say under which name it is kept.
    early: Vec<Vec<Mark>>,
}

/// What of a transcript could not be saved when it was left.
struct PutAside {
    why: String,
    /// Where it was written, or why it could not be.
    path: Result<PathBuf, String>,
    lines: Vec<String>,
}

/// Reads the transcripts of a shelf until the reader leaves.
#[must_use]
pub fn read(shelf: Vec<Origin>, scope: Scope, setup: Setup) -> Ending {
    let inbox = Inbox::new();
    let size = super::terminal::size();
    let names = shelf.iter().map(Origin::name).collect();
    let (keymap, mistakes) = Keymap::new(&setup.rebindings);
    let settings = setup.session_settings(&keymap);
    let session = Session::new(
        settings,
        crate::session::Shelf { names, open: None },
        size,
        Writer {
            device: setup.shelf.device(),
            entropy: store::entropy(),
        },
    );
    let theme = Theme::new(setup.ground(), setup.palette());
    let keeping = Keeping::default();
    let mut reader = Reader {
        session,
        shelf,
        theme,
        keymap,
        typed: Typed::default(),
        key_due: None,
        clicks: Clicks::default(),
        inbox,
        keeping,
        clipboard: OnceCell::new(),
        watch: None,
        listening: None,
        scope,
        looking: Looking::default(),
        looked_into: everywhere::LookedInto::default(),
        gathered: gathered::Listed::default(),
        leaving: false,
        setup,
    };
    reader.run(&mistakes)
}

impl Reader {
    fn run(&mut self, mistakes: &[String]) -> Ending {
        if self.shelf.len() == 1
            && let Err(failure) = self.open(0)
        {
            complain(&failure);
            return Ending::Refused;
        }
        let mut terminal = match Terminal::start(&self.inbox, self.setup.depth(), self.setup.mouse()) {
            Ok(terminal) => terminal,
            Err(error) => {
                complain(&format!("the terminal: {error}"));
                return Ending::Refused;
            }
        };
        let starts_at_home = self.shelf.len() != 1;
        if starts_at_home {
            self.show_home(&mut terminal);
            self.act(Action::GoHome, None, &mut terminal);
        }
        let area = terminal.area();
        self.act(Action::Resize(area.width, area.height), None, &mut terminal);
        self.draw(&mut terminal);
        self.after_first_frame(&mut terminal, mistakes);
        while !self.leaving {
            self.turn(&mut terminal);
        }
        self.leave(terminal)
    }

    /// What can wait until something is on the screen.
    fn after_first_frame(&mut self, terminal: &mut Terminal, mistakes: &[String]) {
        self.begin_rest();
        if self.setup.asks_background() {
            let _ = terminal.send(ASK_BACKGROUND);
        }
        let history = self.setup.shelf.history().searches().to_vec();
        self.act(Action::Told(Outcome::SearchHistory(history)), None, terminal);
        let first = self
            .setup
            .mistakes
            .first()
            .cloned()
            .or_else(|| mistakes.first().cloned());
        if let Some(mistake) = first {
            self.act(Action::Told(Outcome::Notice(SafeText::line(&mistake))), None, terminal);
            self.draw(terminal);
        }
    }

    /// One turn of the loop: wait, take all that came, draw once.
    fn turn(&mut self, terminal: &mut Terminal) {
        let messages = self.inbox.take(self.deadline());
        if messages.is_empty() {
            self.time_passed(terminal);
        }
        for message in messages {
            self.take(message, terminal);
            if self.leaving {
                return;
            }
        }
        self.draw(terminal);
    }

    fn deadline(&self) -> Option<Instant> {
        let work = self.session.has_work().then(Instant::now);
        [
            work,
            self.key_due,
            self.keeping.place_due,
            self.keeping.retry_due,
            self.looking.due,
        ]
        .into_iter()
        .flatten()
        .min()
    }

    fn time_passed(&mut self, terminal: &mut Terminal) {
        let now = Instant::now();
        if self.key_due.is_some_and(|due| due <= now) {
            self.key_due = None;
            if let Some((action, count)) = self.keymap.expire(&mut self.typed) {
                self.act(action, count, terminal);
            }
        }
        if self.keeping.place_due.is_some_and(|due| due <= now) {
            self.keep_place();
        }
        if self.keeping.retry_due.is_some_and(|due| due <= now) {
            self.keeping.retry_due = None;
            if let Some(keeper) = &self.keeping.keeper {
                keeper.retry();
            }
        }
        if self.looking.due.is_some_and(|due| due <= now) {
            self.looking.due = None;
            self.look();
        }
        let until = now + WORK_FRAME;
        while self.session.has_work() && Instant::now() < until {
            self.act(Action::Work, None, terminal);
        }
    }

    fn take(&mut self, message: Message, terminal: &mut Terminal) {
        match message {
            Message::Terminal(events) => {
                for event in events {
                    self.event(event, terminal);
                }
            }
            Message::Resize(width, height) => {
                terminal.resize(width, height);
                self.act(Action::Resize(width, height), None, terminal);
            }
            Message::Signal(Signal::Leave | Signal::Interrupt) | Message::Closed => self.leaving = true,
            Message::Shelved(rows, scanned) => self.listed(rows, scanned, terminal),
            Message::LibraryChanged => self.library_changed(),
            Message::Signal(Signal::Continue) => self.go_on(terminal),
            Message::Signal(Signal::Suspend) => self.perform(Effect::Suspend, terminal),
            Message::Outcome(outcome) => self.act(Action::Told(outcome), None, terminal),
            Message::Rest(opening, rest) if opening == self.keeping.opening => self.rest(*rest, terminal),
            Message::Kept(opening, told) if opening == self.keeping.opening => self.kept(told, terminal),
            Message::Changed(opening) if opening == self.keeping.opening => {
                self.act(Action::Told(Outcome::FileChanged), None, terminal);
            }
            Message::Appeared(opening) if opening == self.keeping.opening => self.listen(),
            // A thread panicked and the terminal was given back: the frame that follows takes it again.
            Message::GivenBack | Message::Rest(..) | Message::Kept(..) | Message::Changed(_) | Message::Appeared(_) => {
            }
        }
    }

    fn go_on(&mut self, terminal: &mut Terminal) {
        if terminal.go_on().is_ok() {
            let area = terminal.area();
            self.act(Action::Resize(area.width, area.height), None, terminal);
        }
    }

    fn event(&mut self, event: Event, terminal: &mut Terminal) {
        match event {
            Event::Key(key) => loop {
                self.key_due = None;
                let pressed = self.keymap.press(&mut self.typed, self.session.mode().place(), key);
                match pressed {
                    Pressed::Do(action, count) => {
                        self.act(action, count, terminal);
                        break;
                    }
                    Pressed::Wait(pending) => {
                        self.key_due = Some(Instant::now() + Duration::from_millis(WAIT_MILLIS));
                        self.act(Action::Pending(pending), None, terminal);
                        break;
                    }
                    Pressed::Again(action, count) => self.act(action, count, terminal),
                }
            },
            Event::Mouse(mouse) => {
                let pointing = self.clicks.pointing(mouse, Instant::now());
                self.act(Action::Point(pointing), None, terminal);
            }
            Event::Paste(text) => self.act(Action::Paste(text), None, terminal),
            Event::Background(red, green, blue) => self.background(Shade::of_background(red, green, blue)),
            Event::Focus(_) => {}
        }
    }

    fn background(&mut self, shade: Shade) {
        if self.setup.take_background(shade) {
            self.theme = Theme::new(self.setup.ground(), self.setup.palette());
        }
    }

    fn act(&mut self, action: Action, count: Option<usize>, terminal: &mut Terminal) {
        for effect in self.session.update(action, count, store::now()) {
            self.perform(effect, terminal);
        }
    }

    fn draw(&mut self, terminal: &mut Terminal) {
        let (session, theme, keymap) = (&self.session, &self.theme, &self.keymap);
        let drawn = terminal.draw(|buffer| {
            crate::ui::draw(session, theme, keymap, buffer).map(|(x, y)| ratatui::layout::Position { x, y })
        });
        if drawn.is_err() {
            self.leaving = true;
        }
    }
}

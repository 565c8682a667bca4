//! The loop: what the terminal, the threads and the clock say becomes actions; what the session asks for is done; one frame is
//! drawn for all of it.
//!
//! Nothing runs while nothing happens: the loop blocks without a timeout, and a deadline exists only while something waits for
//! it (a key that may become a longer one, the place a second after the last movement, a search in slices).

use std::path::PathBuf;
use std::time::{Duration, Instant};

use super::cli::{Ending, complain};
use super::clicks::Clicks;
use super::opening::{self, Remembered};
use super::process;
use super::reading::Origin;
use super::setting::Setup;
use super::terminal::clipboard::Ways;
use super::terminal::colour::{ASK_BACKGROUND, Shade};
use super::terminal::signals::Signal;
use super::terminal::{Inbox, Message, Terminal};
use super::watching::Watch;
use crate::marks::Event as Mark;
use crate::session::{Action, Effect, Extent, Outcome, Place, Session};
use crate::store::{self, Identity, Keeper, Loaded, Told};
use crate::text::SafeText;
use crate::ui::event::Event;
use crate::ui::keymap::{Keymap, Pressed, Typed, WAIT_MILLIS};
use crate::ui::theme::Theme;

/// The place is written this long after the last movement (`product.md`: at most a second old after a kill).
const PLACE_DELAY: Duration = Duration::from_millis(900);
/// Leaving waits this long for what is not saved yet.
const LAST_WAIT: Duration = Duration::from_secs(2);
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
    clipboard: Ways,
    watch: Option<Watch>,
    leaving: bool,
}

/// What is kept of the open transcript.
#[derive(Default)]
struct Keeping {
    keeper: Option<Keeper>,
    identity: Option<Identity>,
    place: Option<Place>,
    place_due: Option<Instant>,
    /// Which opening this is, so that what an earlier one still has to say is not taken for this one's.
    opening: u64,
    unsaved: Vec<String>,
    /// What was marked before the whole transcript was there to say under which name it is kept.
    early: Vec<Vec<Mark>>,
}

/// Reads the transcripts of a shelf until the reader leaves.
#[must_use]
pub fn read(shelf: Vec<Origin>, setup: Setup) -> Ending {
    let inbox = Inbox::new();
    let size = super::terminal::size();
    let names = shelf.iter().map(Origin::name).collect();
    let (keymap, mistakes) = Keymap::new(&setup.rebindings);
    let settings = setup.session_settings(&keymap);
    let session = Session::new(
        settings,
        crate::session::Shelf { names, open: None },
        size,
        store::entropy(),
    );
    let theme = Theme::new(setup.ground(), setup.palette());
    let clipboard = Ways::of(|name| std::env::var_os(name));
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
        clipboard,
        watch: None,
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
        if self.shelf.len() > 1 {
            self.act(
                Action::Open(crate::session::action::Listing::Files),
                None,
                &mut terminal,
            );
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
        [work, self.key_due, self.keeping.place_due].into_iter().flatten().min()
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
            Message::Signal(Signal::Continue) => self.go_on(terminal),
            Message::Signal(Signal::Suspend) => self.perform(Effect::Suspend, terminal),
            Message::Outcome(outcome) => self.act(Action::Told(outcome), None, terminal),
            Message::Rest(opening, rest) if opening == self.keeping.opening => self.rest(*rest, terminal),
            Message::Kept(opening, told) if opening == self.keeping.opening => self.kept(told, terminal),
            Message::Changed(opening) if opening == self.keeping.opening => {
                self.act(Action::Told(Outcome::FileChanged), None, terminal);
            }
            // A thread panicked and the terminal was given back: the frame that follows takes it again.
            Message::GivenBack | Message::Rest(..) | Message::Kept(..) | Message::Changed(_) => {}
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

    fn perform(&mut self, effect: Effect, terminal: &mut Terminal) {
        match effect {
            Effect::Save(events) => match &mut self.keeping.keeper {
                Some(keeper) => {
                    keeper.save(events);
                }
                None => self.keeping.early.push(events),
            },
            Effect::KeepPlace(place) => {
                self.keeping.place = Some(place);
                self.keeping.place_due = Some(Instant::now() + PLACE_DELAY);
            }
            Effect::Copy(text) => {
                let outcome = Outcome::Copied(self.copy(&text, terminal));
                self.act(Action::Told(outcome), None, terminal);
            }
            Effect::Open(at) => self.open_other(at, terminal),
            Effect::OpenSample => {
                let at = self.shelf.iter().position(|origin| *origin == Origin::Sample);
                match at {
                    Some(at) => self.open_other(at, terminal),
                    None => {
                        self.shelf.push(Origin::Sample);
                        self.session.add_to_shelf(Origin::Sample.name());
                        self.open_other(self.shelf.len() - 1, terminal);
                    }
                }
            }
            Effect::Reread => self.begin_rest(),
            Effect::EditNote(note) => {
                let outcome = Outcome::Edited(self.edit(&note, terminal));
                self.act(Action::Told(outcome), None, terminal);
            }
            Effect::Mouse(ours) => {
                let _ = terminal.set_mouse(ours);
            }
            Effect::KeepSearch(written) => {
                let shelf = self.setup.shelf.clone();
                // A search line is kept beside the loop: nobody waits for it, and losing one is no loss.
                std::thread::spawn(move || shelf.keep_search(&written));
            }
            Effect::Redraw => terminal.redraw(),
            Effect::Suspend => {
                self.keep_place();
                if terminal.suspend().is_err() {
                    self.leaving = true;
                }
                self.go_on(terminal);
            }
            Effect::Quit => self.leaving = true,
        }
    }

    fn copy(&self, text: &str, terminal: &mut Terminal) -> Result<usize, SafeText> {
        let bytes = self.clipboard.bytes(text)?;
        let handed = self.clipboard.hand_over(text).unwrap_or(false);
        match terminal.send(&bytes) {
            Err(error) if !handed => Err(SafeText::line(&error.to_string())),
            _ => Ok(text.chars().count()),
        }
    }

    fn edit(&self, note: &str, terminal: &mut Terminal) -> Result<String, SafeText> {
        let editor = process::editor(|name| std::env::var_os(name))?;
        let state = self
            .setup
            .shelf
            .directories()
            .state
            .clone()
            .unwrap_or_else(std::env::temp_dir);
        let directory = process::note_directory(std::env::var_os("XDG_RUNTIME_DIR").as_deref(), &state);
        let edited = terminal.lend(|| {
            let tty = super::terminal::tty::input().map_err(|error| SafeText::line(&error.to_string()))?;
            process::edit(note, &editor, &directory, tty)
        });
        edited.unwrap_or_else(|error| Err(SafeText::line(&error.to_string())))
    }

    // -- opening ------------------------------------------------------------------------------------------------------

    /// Opens a transcript of the shelf as far as the first frame needs; the reason where it cannot be.
    fn open(&mut self, at: usize) -> Result<(), String> {
        let Some(origin) = self.shelf.get(at) else {
            return Ok(());
        };
        let remembered = Remembered::of(origin, &self.setup.shelf);
        let document = opening::first(origin, at, &remembered).map_err(|failure| failure.to_string())?;
        self.close_keeper();
        self.keeping.opening += 1;
        let effects = self
            .session
            .update(Action::Told(Outcome::Opened(Box::new(document))), None, store::now());
        debug_assert!(effects.iter().all(|effect| matches!(effect, Effect::KeepPlace(_))));
        self.keeping.place = None;
        self.keeping.place_due = None;
        if remembered.has_changed() {
            let says = SafeText::line("this file has changed since you read it last");
            self.session
                .update(Action::Told(Outcome::Notice(says)), None, store::now());
        }
        Ok(())
    }

    fn open_other(&mut self, at: usize, terminal: &mut Terminal) {
        self.keep_place();
        match self.open(at) {
            Ok(()) => self.begin_rest(),
            Err(why) => {
                let name = self.shelf.get(at).map(Origin::name).unwrap_or_default();
                let why = SafeText::line(why.strip_prefix(&format!("{name}: ")).unwrap_or(&why));
                self.act(Action::Told(Outcome::NotOpened(at, why)), None, terminal);
            }
        }
    }

    /// Reads the rest of the open transcript on a thread, or, where it is all there, starts keeping.
    fn begin_rest(&mut self) {
        let Some(at) = self.session.shelf().open else { return };
        let Some(origin) = self.shelf.get(at).cloned() else {
            return;
        };
        let partial = self
            .session
            .open()
            .is_some_and(|open| matches!(open.extent, Extent::Head { .. }));
        if !partial && self.keeping.keeper.is_none() {
            self.start_keeper();
            return;
        }
        let (sender, opening) = (self.inbox.sender(), self.keeping.opening);
        std::thread::spawn(move || {
            let rest = opening::whole(&origin, at).map_err(|failure| failure.reason);
            let _ = sender.send(Message::Rest(opening, Box::new(rest)));
        });
    }

    fn rest(&mut self, rest: Result<crate::session::Document, SafeText>, terminal: &mut Terminal) {
        match rest {
            Ok(document) => {
                self.act(Action::Told(Outcome::Opened(Box::new(document))), None, terminal);
                if self.keeping.keeper.is_none() {
                    self.start_keeper();
                }
            }
            Err(why) => self.act(Action::Told(Outcome::Notice(why)), None, terminal),
        }
    }

    // -- keeping ------------------------------------------------------------------------------------------------------

    fn start_keeper(&mut self) {
        let Some(open) = self.session.open() else { return };
        let reading = std::sync::Arc::clone(&open.reading);
        let (sender, opening) = (self.inbox.sender(), self.keeping.opening);
        let identify = move || Identity::of(&reading.transcript);
        let tell = move |told| {
            let _ = sender.send(Message::Kept(opening, told));
        };
        let mut keeper = Keeper::start(self.setup.shelf.clone(), identify, tell);
        for events in std::mem::take(&mut self.keeping.early) {
            keeper.save(events);
        }
        self.keeping.keeper = Some(keeper);
        self.watch = self
            .path()
            .and_then(|path| Watch::start(&path, opening, self.inbox.sender()));
    }

    fn kept(&mut self, told: Told, terminal: &mut Terminal) {
        let outcome = match told {
            Told::Loaded(identity, loaded) => {
                self.keeping.identity = Some(identity);
                let says = notable(&loaded);
                self.act(Action::Told(Outcome::Kept(loaded.events)), None, terminal);
                match says {
                    Some(says) => Outcome::Notice(SafeText::line(&says)),
                    None => return,
                }
            }
            Told::Saved { upto } => Outcome::Saved(upto),
            Told::NotSaved { reason, .. } => Outcome::NotSaved(SafeText::line(&reason)),
            Told::Unsynced => Outcome::Notice(SafeText::line(
                "this file system cannot promise that saved marks survive a power cut",
            )),
        };
        self.act(Action::Told(outcome), None, terminal);
    }

    fn path(&self) -> Option<PathBuf> {
        opening::absolute(self.shelf.get(self.session.shelf().open?)?)
    }

    fn keep_place(&mut self) {
        self.keeping.place_due = None;
        let (Some(place), Some(open), Some(identity)) =
            (self.keeping.place.take(), self.session.open(), &self.keeping.identity)
        else {
            return;
        };
        let path = self.path();
        let kept = opening::to_keep(&place, &open.reading.transcript, path.as_deref());
        let _ = self.setup.shelf.keep_place(&identity.key, &kept);
        if let Some(path) = path {
            let _ = self.setup.shelf.keep_last(&path);
        }
    }

    fn close_keeper(&mut self) {
        if let Some(keeper) = self.keeping.keeper.take() {
            self.keeping.unsaved.extend(keeper.close(LAST_WAIT));
        }
        self.keeping.identity = None;
        self.watch = None;
    }

    /// Gives the terminal back, waits for what is not saved, and says what could not be.
    fn leave(&mut self, mut terminal: Terminal) -> Ending {
        self.keep_place();
        self.close_keeper();
        terminal.leave();
        drop(terminal);
        if self.keeping.unsaved.is_empty() {
            return Ending::Well;
        }
        let why = self
            .session
            .saving()
            .failed
            .as_ref()
            .map_or("the disk did not answer in time", |why| why.as_str());
        complain(&format!("NOT SAVED: {why}"));
        match self.setup.shelf.keep_unsaved(&self.keeping.unsaved) {
            Ok(path) => complain(&format!("the unsaved marks are in {}", SafeText::path(&path))),
            Err(why) => {
                complain(&format!("and could not be put aside: {why}; here they are"));
                for line in &self.keeping.unsaved {
                    eprintln!("{}", SafeText::line(line));
                }
            }
        }
        Ending::NotSaved
    }
}

/// What a reader should know of the journals that were loaded.
fn notable(loaded: &Loaded) -> Option<String> {
    let lines = |n: usize| if n == 1 { "line" } else { "lines" };
    if let Some(why) = loaded.unread.first() {
        return Some(format!("marks could not be read: {why}"));
    }
    if loaded.damaged > 0 {
        let n = loaded.damaged;
        return Some(format!(
            "{n} damaged {} of the marks' journal left where they are; the rest is here",
            lines(n)
        ));
    }
    (loaded.newer > 0).then(|| {
        let n = loaded.newer;
        format!(
            "{n} {} of the marks' journal were written by a newer version and are kept",
            lines(n)
        )
    })
}

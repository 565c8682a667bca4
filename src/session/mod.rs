//! All state of a reading: actions in, effects out. No input or output, no clock.
//!
//! [`Session::update`](crate::session::Session::update) is the only way in besides
//! [`Session::new`](crate::session::Session::new); time comes with it as a value. What it gives back is asked of the
//! application and answered with [`Action::Told`](crate::session::Action::Told). A frame is a function of a session and
//! a theme.

pub mod action;
pub mod command;
pub mod effect;
pub mod field;
pub mod home;
pub mod jumps;
pub mod mode;
pub mod page;
pub mod picker;
pub mod across;
mod attaching;
mod bulk;
mod concordance;
mod correcting;
mod exporting;
pub mod found;
pub mod everywhere;
pub mod gathered;
mod library;
mod listing;
mod marking;
mod moving;
mod pointing;
mod quoting;
mod searching;
mod selecting;
mod speakers;
mod state;
mod stepping;
mod telling;
mod typing;
mod viewing;

pub use action::Action;
pub use attaching::shortened;
pub use command::COMMANDS;
pub use effect::{Document, Effect, Extent, Outcome, Place};
pub use library::Ground;
pub use mode::Mode;
pub use moving::Typed as TypedPlace;
pub use page::{Page, RowAt, Talk};
pub use state::{KeyRow, Notice, Open, Saving, Search, Settings, Shelf, Writer};

use crate::marks::{Id, Moment, Notebook};
use crate::text::{SafeText, Span};
use across::Across;
use action::{Listing, Pending};
use everywhere::Everywhere;
use home::Home;
use jumps::Jumps;

/// All state of a reading.
#[derive(Debug)]
pub struct Session {
    open: Option<Open>,
    shelf: Shelf,
    notebook: Notebook,
    page: Page,
    mode: Mode,
    search: Search,
    jumps: Jumps,
    pending: Pending,
    notice: Option<Notice>,
    saving: Saving,
    settings: Settings,
    pressed: Option<Span>,
    everywhere: Everywhere,
    gathered: Across<gathered::Elsewhere>,
    home: Home,
    ground: Ground,
    /// A capital letter looked for in another transcript.
    letter: Option<char>,
    /// The mark that waits for other words.
    attaching: Option<Id>,
    /// The transcript that was asked for last and could not be opened: the next and the one before are counted from it.
    refused: Option<usize>,
    writer: Writer,
    now: Moment,
    effects: Vec<Effect>,
}

impl Session {
    /// A session with nothing open yet, on a screen of that many columns and rows.
    #[must_use]
    pub fn new(settings: Settings, shelf: Shelf, size: (u16, u16), writer: Writer) -> Self {
        let page = Page::new(&settings, size);
        Self {
            open: None,
            shelf,
            notebook: Notebook::on(writer.device.clone(), writer.entropy),
            page,
            mode: Mode::default(),
            search: Search::default(),
            jumps: Jumps::default(),
            pending: Pending::default(),
            notice: None,
            saving: Saving::default(),
            settings,
            pressed: None,
            everywhere: Everywhere::default(),
            gathered: Across::default(),
            home: Home::default(),
            ground: Ground::default(),
            letter: None,
            attaching: None,
            refused: None,
            writer,
            now: Moment::default(),
            effects: Vec::new(),
        }
    }

    /// Does what an action says, at that moment, and gives what the application is to do about it. A count that means nothing
    /// for the action is left unused.
    pub fn update(&mut self, action: Action, count: Option<usize>, at: Moment) -> Vec<Effect> {
        self.now = at;
        let times = count.unwrap_or(1).clamp(1, 1_000_000);
        let before = self.place();
        if !matches!(
            action,
            Action::Told(_) | Action::Work | Action::Resize(..) | Action::Pending(_)
        ) {
            self.notice = None;
            self.pending = Pending::default();
        }
        if let Some(action) = self.at_home(action) {
            self.act(action, count, times);
        }
        self.settle_ground();
        if let Some(place) = self.place()
            && before.as_ref() != Some(&place)
        {
            self.effects.push(Effect::KeepPlace(place));
        }
        std::mem::take(&mut self.effects)
    }

    fn act(&mut self, action: Action, count: Option<usize>, times: usize) {
        match action {
            Action::Move(motion) => self.travel(motion, count, times),
            Action::Unfold => self.unfold(times),
            Action::Centre => self.with_page(Page::centre),
            Action::WholeQuestion => self.with_page(Page::toggle_question),
            Action::OpenSearch => self.open_search(),
            Action::NextHit { reverse } => self.next_hit(reverse, times),
            Action::SearchWord { backwards } => self.search_word(backwards),
            Action::OnlyHits => self.toggle_only_hits(),
            Action::SearchEverywhere => self.search_everywhere(),
            Action::ToggleRegex => self.toggle_regex(),
            Action::Open(Listing::Gathered(marked)) => self.gather(marked),
            Action::Open(listing) => self.open_list(listing),
            Action::GoHome => self.go_home(),
            Action::GoOn => self.go_on(),
            Action::SetLetter(letter) => self.set_letter(letter),
            Action::GoToLetter(letter) => self.go_to_letter(letter),
            Action::GoBack => self.go_back(),
            Action::Jump { forward } => self.jump(forward, times),
            Action::Bookmark => self.bookmark(),
            Action::Highlight(colour) => self.highlight(colour),
            Action::MarkHits { colour, all } => self.mark_hits(colour, all),
            Action::Annotate => self.annotate(),
            Action::Delete => self.delete(),
            Action::Attach => self.attach(),
            Action::Confirm => self.confirm(),
            Action::Undo => self.undo(times),
            Action::Redo => self.redo(times),
            Action::Copy => self.copy(false),
            Action::CopyCitation => self.copy(true),
            Action::Select(unit) => self.select(unit),
            Action::Extend { unit, backwards } => self.extend(unit, backwards, times),
            Action::ExtendToWordEnd => self.extend_to_word_end(times),
            Action::OtherEnd => self.other_end(),
            Action::Inner(unit) => self.select_inner(unit),
            Action::Correct(correcting) => self.correct(correcting),
            Action::Why => self.why(),
            Action::CycleArrangement => self.cycle_arrangement(),
            Action::Widen(how) => self.widen(how, times),
            Action::Zen => self.toggle_zen(),
            Action::ToggleMouse => self.toggle_mouse(),
            Action::Reread => self.reread(),
            Action::Redraw => self.effects.push(Effect::Redraw),
            Action::Suspend => self.effects.push(Effect::Suspend),
            Action::Quit => self.effects.push(Effect::Quit),
            Action::OpenNext { backwards } => self.open_next(backwards),
            Action::OpenSample => self.effects.push(Effect::OpenSample),
            Action::Escape => self.escape(),
            Action::Interrupt => self.interrupt(),
            Action::Type(c) => self.type_char(c),
            Action::Paste(text) => self.paste(&text),
            Action::Edit(editing) => self.edit(editing),
            Action::History { newer } => self.walk_history(newer),
            Action::Accept => self.accept(),
            Action::EditOutside => self.edit_outside(),
            Action::Choose(how) => self.choose(how, times),
            Action::Filter => self.start_filter(),
            Action::Sort => self.sort_list(),
            Action::Recolour => self.recolour(),
            Action::All(bulk) => self.bulk(bulk),
            Action::Point(pointing) => self.point(pointing),
            Action::Pending(pending) => self.pending = pending,
            Action::Unbound(key) => self.unbound(&key),
            Action::Work => self.work(),
            Action::Resize(columns, rows) => self.resize(columns, rows),
            Action::Told(outcome) => self.told(outcome),
        }
    }

    /// Puts another transcript on the shelf, behind the others.
    pub fn add_to_shelf(&mut self, name: SafeText) {
        self.shelf.names.push(name);
    }

    /// Whether work is left that can be done in slices while no key waits ([`Action::Work`]).
    #[must_use]
    pub const fn has_work(&self) -> bool {
        self.search.searched.is_some()
    }

    /// Where the reader is, in terms that outlive a layout; none while nothing is open.
    #[must_use]
    pub fn place(&self) -> Option<Place> {
        let open = self.open.as_ref()?;
        Some(Place {
            offset: self.page.place(),
            side: self.page.side(),
            row: self.page.reading_row(),
            arrangement: self.page.chosen(),
            adjust: self.page.adjust(),
            ended: open.extent == Extent::Whole && self.page.is_at_end(open.text()),
        })
    }

    /// The words and who speaks them.
    #[must_use]
    pub fn talk(&self) -> Option<Talk<'_>> {
        self.open.as_ref().map(Open::talk)
    }

    /// The open transcript, if one is.
    #[must_use]
    pub const fn open(&self) -> Option<&Open> {
        self.open.as_ref()
    }

    /// What the open transcript is called: its title, else the name of its file without the folders.
    #[must_use]
    pub fn title(&self) -> &str {
        let Some(open) = &self.open else { return "" };
        let title = open.reading.transcript.facts().title.as_ref();
        title.map_or_else(|| self.file_name(), |title| title.as_str())
    }

    /// The name of the open transcript's file without the folders.
    fn file_name(&self) -> &str {
        let name = self.shelf.open.and_then(|at| self.shelf.names.get(at));
        let name = name.map_or("", |name| name.as_str());
        name.rsplit(['/', '\\']).next().unwrap_or_default()
    }

    /// The transcripts named.
    #[must_use]
    pub const fn shelf(&self) -> &Shelf {
        &self.shelf
    }

    /// Marks and corrections.
    #[must_use]
    pub const fn notebook(&self) -> &Notebook {
        &self.notebook
    }

    /// The page as it stands.
    #[must_use]
    pub const fn page(&self) -> &Page {
        &self.page
    }

    /// The moment of the last action.
    #[must_use]
    pub const fn now(&self) -> Moment {
        self.now
    }

    /// What takes the keys.
    #[must_use]
    pub const fn mode(&self) -> &Mode {
        &self.mode
    }

    /// The search that stands.
    #[must_use]
    pub const fn search(&self) -> &Search {
        &self.search
    }

    /// Keys that wait for more.
    #[must_use]
    pub const fn pending(&self) -> &Pending {
        &self.pending
    }

    /// The line at the bottom.
    #[must_use]
    pub const fn notice(&self) -> Option<&Notice> {
        self.notice.as_ref()
    }

    /// What is durable.
    #[must_use]
    pub const fn saving(&self) -> &Saving {
        &self.saving
    }

    /// What the reader set.
    #[must_use]
    pub const fn settings(&self) -> &Settings {
        &self.settings
    }

    fn say(&mut self, text: impl AsRef<str>) {
        self.notice = Some(Notice {
            text: SafeText::line(text.as_ref()),
            warning: false,
        });
    }

    fn warn(&mut self, text: impl AsRef<str>) {
        self.notice = Some(Notice {
            text: SafeText::line(text.as_ref()),
            warning: true,
        });
    }

    fn with_page(&mut self, change: impl FnOnce(&mut Page, Talk<'_>)) {
        if let Some(open) = &self.open {
            change(&mut self.page, open.talk());
        }
    }

    fn reread(&mut self) {
        if self.open.is_some() {
            self.effects.push(Effect::Reread);
        }
    }

    fn resize(&mut self, columns: u16, rows: u16) {
        match &self.open {
            Some(open) => self.page.resize(open.talk(), (columns, rows)),
            None => self.page = Page::new(&self.settings, (columns, rows)),
        }
    }

    /// Which list is open.
    #[must_use]
    pub const fn listing(&self) -> Option<Listing> {
        match &self.mode {
            Mode::Pick(picker) => Some(picker.listing),
            _ => None,
        }
    }
}

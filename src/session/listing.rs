//! What the lists hold: rows made from the session's state when a list is opened, and where a chosen row leads.

use super::Session;
use super::action::{Action, Listing, Marked};
use super::command::{COMMANDS, Group, Run, Where};
use super::effect::Effect;
use super::mode::Mode;
use super::moving::Typed;
use super::picker::{Choice, Picker, Target};
use crate::marks::{Id, MarkKind, Status};
use crate::text::{SafeText, Span, words};

/// Hits shown in a list; more are counted only.
const LISTED_HITS: usize = 5000;
/// Bytes of context shown before and after a hit.
const CONTEXT: usize = 60;
/// Orders of a list of marks.
const ORDERS: [&str; 3] = ["place", "newest", "colour"];

impl Session {
    pub(super) fn open_list(&mut self, listing: Listing) {
        let place = self.mode.place();
        let (title, rows, lacking) = match listing {
            Listing::Hits => {
                self.finish_search();
                ("Hits".to_owned(), self.hit_rows(), "no hits; / searches")
            }
            Listing::Marks(marked) => {
                let (title, lacking) = match marked {
                    Marked::Highlights => ("Highlights", "no highlights yet; H and a digit makes one"),
                    Marked::Bookmarks => ("Bookmarks", "no bookmarks yet; B makes one"),
                    Marked::Letters => ("Letters", "no letters yet; m and a letter sets one"),
                    Marked::Notes => ("Notes", "no notes yet; a writes one"),
                };
                (title.to_owned(), self.mark_rows(marked, ORDERS[0]), lacking)
            }
            Listing::Outline => ("Questions".to_owned(), self.question_rows(), "no questions found"),
            Listing::Speakers => ("Speakers".to_owned(), self.speaker_rows(), "no speakers found"),
            Listing::Commands => (String::new(), command_rows(), ""),
            Listing::Files => (
                "Transcripts".to_owned(),
                self.file_rows(),
                "one transcript is open, and no other was named",
            ),
            Listing::Help => ("Keys".to_owned(), self.help_rows(place), ""),
        };
        if rows.is_empty() {
            self.mode = Mode::Read;
            return self.say(lacking);
        }
        let mut picker = Picker::new(listing, title, rows);
        if let Listing::Marks(_) = listing {
            picker.order = ORDERS[0];
        }
        picker.chosen = self.nearest_row(&picker);
        self.mode = Mode::Pick(picker);
    }

    /// The row at or before the place, so that a list opens where the reader is.
    fn nearest_row(&self, picker: &Picker) -> usize {
        if matches!(picker.listing, Listing::Files) {
            return self.shelf.open.unwrap_or(0).min(picker.rows.len().saturating_sub(1));
        }
        let place = self.page.place();
        let offset = |row: &Choice| match row.target {
            Target::Offset(offset) => Some(offset),
            Target::Mark(id) => self.mark(id).map(|m| m.span.start()),
            _ => None,
        };
        picker
            .rows
            .iter()
            .rposition(|row| offset(row).is_some_and(|o| o <= place))
            .unwrap_or(0)
    }

    fn hit_rows(&self) -> Vec<Choice> {
        let Some(open) = &self.open else { return Vec::new() };
        let text = open.text();
        let row = |hit: &Span| {
            let start = text.floor_char_boundary(hit.start().saturating_sub(CONTEXT));
            let end = text.ceil_char_boundary((hit.end() + CONTEXT).min(text.len()));
            // Whole words, and nothing of another paragraph.
            let start = text[start..hit.start()]
                .find(char::is_whitespace)
                .map_or(start, |n| start + n);
            let end = text[hit.end()..end]
                .rfind(char::is_whitespace)
                .map_or(end, |n| hit.end() + n);
            let start = text[start..hit.start()].rfind("\n\n").map_or(start, |n| start + n + 2);
            let end = text[hit.end()..end].find("\n\n").map_or(end, |n| hit.end() + n);
            let before = SafeText::line(&format!("…{}", &text[start..hit.start()]));
            let found = SafeText::line(hit.of(text));
            let gap = if text[start..hit.start()].ends_with(char::is_whitespace) {
                " "
            } else {
                ""
            };
            let line = format!("{before}{gap}{found}{}…", text[hit.end()..end].replace('\n', " "));
            let from = before.len() + gap.len();
            Choice {
                emphasis: Some((from, from + found.len())),
                ..self.row_at(hit.start(), &line, &self.question_before(hit.start()))
            }
        };
        self.search.hits.iter().take(LISTED_HITS).map(row).collect()
    }

    /// The question that what stands at an offset answers, shortened.
    fn question_before(&self, offset: usize) -> String {
        let Some(open) = &self.open else { return String::new() };
        let turns = &open.turns;
        let exchange = turns
            .at(offset)
            .and_then(|turn| turns.exchange_of(turn))
            .map(|e| &turns.exchanges()[e]);
        let Some(exchange) = exchange.filter(|e| e.question.is_some()) else {
            return String::new();
        };
        let span = turns.all()[exchange.turns.start].span;
        format!("Q{}: {}", exchange.question.unwrap_or(0), asked(open.text(), span))
    }

    fn row_at(&self, offset: usize, text: &str, more: &str) -> Choice {
        let time = self
            .open
            .as_ref()
            .and_then(|open| open.reading.transcript.time_at(offset));
        let sign = self.turn_sign(offset);
        Choice {
            margin: time.map_or_else(|| sign.clone(), |time| format!("{sign} {}", time.clock())),
            text: SafeText::line(text),
            more: SafeText::line(more),
            colour: None,
            emphasis: None,
            heading: "",
            target: Target::Offset(offset),
        }
    }

    fn mark_rows(&self, marked: Marked, order: &str) -> Vec<Choice> {
        let mut ids: Vec<Id> = self.marks_of(marked);
        match order {
            "newest" => ids.sort_by_key(|id| std::cmp::Reverse(self.notebook.entry(*id).map(|e| e.updated))),
            "colour" => ids.sort_by_key(|id| {
                self.mark(*id).map(|m| match m.kind {
                    MarkKind::Highlight { colour } => colour.number(),
                    MarkKind::Bookmark { .. } => 0,
                })
            }),
            _ => {}
        }
        ids.into_iter().filter_map(|id| self.mark_row(id)).collect()
    }

    fn mark_row(&self, id: Id) -> Option<Choice> {
        let mark = self.mark(id)?;
        let (sign, colour) = match mark.kind {
            MarkKind::Bookmark { letter: Some(letter) } => (format!("{letter} "), None),
            MarkKind::Bookmark { letter: None } => (String::new(), None),
            MarkKind::Highlight { colour } => (String::new(), Some(colour)),
        };
        let lost = if mark.status == Status::Orphan {
            "not found in this text · "
        } else {
            ""
        };
        let row = self.row_at(mark.span.start(), &mark.anchor.quote, &format!("{lost}{}", mark.note));
        let margin = if mark.status == Status::Orphan {
            format!("{sign}–")
        } else {
            format!("{sign}{}", row.margin)
        };
        Some(Choice {
            margin,
            colour,
            target: Target::Mark(id),
            ..row
        })
    }

    fn question_rows(&self) -> Vec<Choice> {
        let Some(open) = &self.open else { return Vec::new() };
        let turns = &open.turns;
        let questions = turns
            .exchanges()
            .iter()
            .filter_map(|e| Some((e.question?, e.turns.start)));
        let row = |(number, turn): (usize, usize)| {
            let span = turns.all()[turn].span;
            Choice {
                margin: number.to_string(),
                ..self.row_at(span.start(), &asked(open.text(), span), "")
            }
        };
        questions.map(row).collect()
    }

    fn speaker_rows(&self) -> Vec<Choice> {
        let Some(open) = &self.open else { return Vec::new() };
        let speakers = open.turns.speakers();
        let mut bytes = vec![0usize; speakers.len()];
        let mut counts = vec![0usize; speakers.len()];
        for turn in open.turns.all() {
            let who = usize::from(turn.speaker.0);
            bytes[who] += turn.span.len();
            counts[who] += 1;
        }
        let all = bytes.iter().sum::<usize>().max(1);
        let row = |(who, speaker): (usize, &crate::turns::Speaker)| {
            let doubt = if speaker.role_confidence < crate::turns::DOUBTFUL {
                "?"
            } else {
                ""
            };
            let side = if speaker.side == crate::turns::Side::Left {
                "left"
            } else {
                "right"
            };
            let turns = if counts[who] == 1 { "turn" } else { "turns" };
            Choice {
                margin: format!("{} %", (bytes[who] * 100 + all / 2) / all),
                text: speaker.name.clone(),
                more: SafeText::line(&format!(
                    "{}{doubt} · {side} · {} {turns}",
                    speaker.role.word(),
                    counts[who]
                )),
                colour: None,
                emphasis: None,
                heading: "",
                target: Target::Speaker(u16::try_from(who).unwrap_or(u16::MAX)),
            }
        };
        speakers
            .iter()
            .enumerate()
            .filter(|(who, _)| counts[*who] > 0)
            .map(row)
            .collect()
    }

    fn file_rows(&self) -> Vec<Choice> {
        if self.shelf.names.len() < 2 && self.open.is_some() {
            return Vec::new();
        }
        let row = |(at, name): (usize, &SafeText)| Choice {
            margin: (at + 1).to_string(),
            text: name.clone(),
            more: SafeText::line(if self.shelf.open == Some(at) { "open" } else { "" }),
            colour: None,
            emphasis: None,
            heading: "",
            target: Target::File(at),
        };
        self.shelf.names.iter().enumerate().map(row).collect()
    }

    fn help_rows(&self, place: Where) -> Vec<Choice> {
        let mut rows = Vec::new();
        for (group, heading) in Group::ALL {
            for (at, command) in COMMANDS.iter().enumerate().filter(|(_, c)| c.group == group) {
                let keys: Vec<&str> = self.keys_of(at, place);
                if !keys.is_empty() {
                    rows.push(command_row(at, heading, keys.join("  "), command.name));
                }
            }
        }
        rows
    }

    fn keys_of(&self, command: usize, place: Where) -> Vec<&str> {
        let live = self
            .settings
            .keys
            .iter()
            .filter(|row| row.command == command && row.place == place);
        live.map(|row| row.keys.as_str()).collect()
    }

    /// Makes the rows of the open list again after something changed, with the choice where it was.
    pub(super) fn refresh_list(&mut self) {
        let Mode::Pick(picker) = &self.mode else { return };
        let Listing::Marks(marked) = picker.listing else { return };
        let rows = self.mark_rows(marked, picker.order);
        let Mode::Pick(picker) = &mut self.mode else { return };
        let chosen = picker.chosen;
        picker.rows = rows;
        picker.refilter();
        picker.chosen = chosen.min(picker.shown.len().saturating_sub(1));
        if picker.rows.is_empty() {
            self.mode = Mode::Read;
        }
    }

    pub(super) fn sort_list(&mut self) {
        let Mode::Pick(picker) = &mut self.mode else { return };
        let Some(at) = ORDERS.iter().position(|o| *o == picker.order) else {
            return;
        };
        picker.order = ORDERS[(at + 1) % ORDERS.len()];
        self.refresh_list();
    }

    pub(super) fn take_choice(&mut self, picker: &Picker) {
        if picker.listing == Listing::Commands {
            let line = picker.filter.text().trim().to_owned();
            if let Some(typed) = Typed::read(&line) {
                return self.go_to_typed(typed);
            }
            if self.run_line(&line) {
                return;
            }
        }
        match picker.choice().map(|choice| choice.target) {
            Some(Target::Offset(offset)) => {
                self.jump_to(offset);
                self.settle_after_choice(offset);
            }
            Some(Target::Mark(id)) => match self.mark(id) {
                Some(mark) if mark.status != Status::Orphan => {
                    let offset = mark.span.start();
                    self.jump_to(offset);
                }
                _ => self.say("these words are not in this text; the mark is kept"),
            },
            Some(Target::Command(command)) if picker.listing == Listing::Commands => self.run_command(command, None),
            Some(Target::File(file)) if self.shelf.open != Some(file) => self.effects.push(Effect::Open(file)),
            Some(Target::Speaker(speaker)) => self.go_to_speaker(speaker),
            Some(Target::Command(_) | Target::File(_)) => {}
            None => self.say("nothing fits"),
        }
    }

    fn settle_after_choice(&mut self, offset: usize) {
        self.search.current = self.search.hits.binary_search_by_key(&offset, |hit| hit.start()).ok();
    }

    fn go_to_speaker(&mut self, speaker: u16) {
        let first = self.open.as_ref().and_then(|open| {
            open.turns
                .all()
                .iter()
                .find(|t| t.speaker.0 == speaker)
                .map(|t| t.span.start())
        });
        if let Some(offset) = first {
            self.jump_to(offset);
        }
    }

    /// A command line: a name and perhaps a letter or digit behind it. Says whether it was one.
    fn run_line(&mut self, line: &str) -> bool {
        let (name, argument) = line.split_once(' ').unwrap_or((line, ""));
        let Some(command) = COMMANDS.iter().position(|c| c.name == name) else {
            return false;
        };
        self.run_command(command, argument.trim().chars().next());
        true
    }

    fn run_command(&mut self, command: usize, argument: Option<char>) {
        let Some(command) = COMMANDS.get(command) else { return };
        let action = match command.run {
            Run::Do(action) => Some(action()),
            Run::With(action) => argument.and_then(action),
        };
        match action {
            Some(Action::Open(listing)) => self.open_list(listing),
            Some(action) => {
                let more = self.update_again(action);
                self.effects.extend(more);
            }
            None => self.say(format!(
                "{} wants a letter or digit behind it, such as :{} 1",
                command.name, command.name
            )),
        }
    }

    /// Does an action that a list or the palette asked for, inside the one being done.
    fn update_again(&mut self, action: Action) -> Vec<Effect> {
        let asked = std::mem::take(&mut self.effects);
        let more = self.update(action, None, self.now);
        self.effects = asked;
        more
    }
}

/// What a question asks: its last sentence with a question mark, else its beginning.
fn asked(text: &str, span: Span) -> String {
    let said = span.of(text);
    let mark = said
        .rfind(['?', '？', '؟', ';'])
        .filter(|at| !said[*at..].starts_with(';'));
    let sentence = mark
        .and_then(|at| words::sentence_at(text, span.start() + at))
        .and_then(|s| s.intersection(span));
    sentence
        .unwrap_or(span)
        .of(text)
        .chars()
        .take(200)
        .map(|c| if c == '\n' { ' ' } else { c })
        .collect()
}

fn command_row(at: usize, heading: &'static str, keys: String, name: &str) -> Choice {
    Choice {
        margin: keys,
        text: SafeText::line(COMMANDS[at].doc),
        more: SafeText::line(name),
        colour: None,
        emphasis: None,
        heading,
        target: Target::Command(at),
    }
}

fn command_rows() -> Vec<Choice> {
    let typed = |group| matches!(group, Group::Typing | Group::Listing | Group::Selecting);
    let commands = COMMANDS.iter().enumerate().filter(|(_, c)| !typed(c.group));
    commands
        .map(|(at, command)| {
            let keys: Vec<&str> = command
                .keys
                .iter()
                .filter(|(w, _)| *w == Where::Read)
                .map(|(_, k)| *k)
                .collect();
            let row = command_row(at, "", command.name.to_owned(), &keys.join("  "));
            Choice { heading: "", ..row }
        })
        .collect()
}

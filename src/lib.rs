//! visavis reads interview transcripts in a terminal: question and answer side by side.
//!
//! # How it is built
//!
//! 1. There is **one text and one offset space**. Turns, exchanges, rows, hits, highlights, bookmarks, the selection and
//!    the reading place are all a [`text::Span`] (a byte range) of [`transcript::Transcript::text`]. Nothing copies text, and
//!    nothing is addressed by a row or a turn number that could move.
//! 2. Three things with three lifetimes are kept apart: **what was said** ([`transcript::Transcript`], never changed after
//!    reading), **who said it** ([`turns::Turns`], labelled or inferred, correctable) and **what the reader made of it**
//!    ([`marks::Notebook`], saved). Giving a turn to another speaker therefore moves no highlight.
//! 3. **Layout is below the session**: a pure function of one block, the turns and the options ([`layout::rows`]), asked for
//!    on demand from the place outward, so that no frame and no resize lays out the whole document. A frame is a function of
//!    [`session::Session`] and the theme alone.
//! 4. The session answers actions with **effects as data** ([`session::Effect`]); only [`app`] touches terminal, disk,
//!    clock and clipboard.
//!
//! ```text
//! reading:  bytes ─text::decode→ String ─formats::read→ Transcript ─turns::infer(&Transcript, &Corrections)→ Turns
//!           ─layout::rows(&Transcript, &Turns, block, &Options)→ [Row] ─ui::draw(&Session, &Theme)→ visible rows only
//! acting:   read event, drain what is pending ─ui::keymap→ Action ─session.update(action)→ [Effect] ─app performs→
//!           Action::Told(Outcome); draw once
//! ```
//!
//! # Layers
//!
//! The modules below stand in order; each may use only those above it. `tests/it/layers.rs` reads the `use` lines and
//! fails on an upward arrow, on file system, environment, threads or clock below `store`, and on `ratatui` or
//! `crossterm` outside `ui` and `app`. Two arrows are less obvious than the others: `marks` uses `turns`, because a
//! correction of who spoke is a mark like any other and is undone like one; `search` may use `marks`, for its scopes
//! over notes and tags.
//!
//! # The engine room
//!
//! [`app::terminal`] decodes the terminal's bytes and writes its frames itself; `ratatui` gives the cells, `crossterm`
//! the names of modes. A decoder of our own keeps split and odd sequences from becoming keys, tells the answer to a
//! question from typing, and lets one blocked thread read keys from the terminal while standard input is a pipe. A
//! screen of our own writes one frame with one call inside a synchronized update, holds only what changed, and learns
//! of a new size by signal, never by asking. The main loop blocks without a timeout and has drained what is pending
//! before it draws; an idle reader wakes for nothing.
//!
//! Before the first frame there are the arguments, the configuration, the head of the file, its turns and one screen of
//! layout. Identity, journal, colour query, watching and the rest of the file come after it. A key that begins a longer
//! sequence (`z` before `zz`) is taken alone after [`ui::keymap::WAIT_MILLIS`]; a lone Esc after some milliseconds.
//!
//! # The rooms of a session
//!
//! [`session`] is one state in files by what it does: `state` and `mode` are its parts, `page` keeps blocks, rows and
//! the place, and `moving`, `searching`, `selecting`, `marking`, `correcting`, `listing`, `quoting`, `typing`,
//! `pointing`, `viewing` and `telling` answer the actions of that name. One table, [`session::command::COMMANDS`],
//! gives keymap, help, palette, README and what a configuration file may name.
//!
//! # What is kept
//!
//! A transcript is known by its words ([`store::Identity`]), so that its marks outlast another name, folder, or set of
//! labels. Under that key lies a journal of events that only grows ([`store::Journal`]): JSON lines with a checksum,
//! durable before anything is called saved, written on a thread of its own ([`store::Keeper`]), the union of whatever
//! several devices wrote. It may lie beside the transcript instead ([`store::NotesChoice`]); copies that run at once hear of
//! each other's lines. Small files are replaced whole: places, searches, letters, the colour of a terminal's background. All writing goes through [`store::fs::Fs`], so that every crash can be played in a test.

/// Bytes to text; spans; how wide text is; folding for search; what may reach a terminal.
pub mod text;
/// What was said: text, utterances, times, source lines, facts about the document.
pub mod transcript;
/// Tell a format and read it: a transcript with remarks, or a refusal with its reason.
pub mod formats;
/// Who said it: boundaries, speakers, roles, exchanges, confidence, corrections.
pub mod turns;
/// What the reader marked, with every change undoable.
pub mod marks;
/// Find: a query to spans.
pub mod search;
/// What stands beside what at a width.
pub mod layout;
/// The same, for other programs: values in, text out.
pub mod export;
/// All state of a reading: actions in, effects out; no input or output, no clock.
pub mod session;
/// Keys to actions; session to cells.
pub mod ui;
/// What outlives a run, on disk.
pub mod store;
/// The loop, threads, terminal, clipboard and subcommands.
pub mod app;

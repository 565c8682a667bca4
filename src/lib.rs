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
//! The modules below stand in order; each may use only those above it. `tests/it/layers.rs` reads the `use` lines and fails
//! on an upward arrow, on file system, environment or clock below `store`, and on `ratatui` or `crossterm` outside `ui` and
//! `app`.

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

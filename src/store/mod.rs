//! What outlives a run, on disk: the journal of marks, the place, the history of searches, the configuration.
//!
//! Types saved here are versioned and its own; they are turned into the session's values at the edge. All writing goes
//! through [`fs::Fs`], so that every crash can be played in a test. Nothing here ever writes a transcript.

pub mod fs;

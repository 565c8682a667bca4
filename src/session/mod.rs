//! All state of a reading: actions in, effects out. No input or output, no clock.

pub mod effect;

pub use effect::{Document, Effect, Extent, Outcome, Place};

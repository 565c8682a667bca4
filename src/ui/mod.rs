//! Keys to actions; session to cells.
//!
//! Painting is a function of the session and the theme. Nothing here keeps state between frames but the keymap's table.

pub mod event;
pub mod keymap;
pub mod notation;
pub mod paint;
pub mod theme;

pub use keymap::{Keymap, Pressed, Typed};
pub use theme::Theme;

//! Keys to actions; session to cells.
//!
//! Painting is a function of the session and the theme. Nothing here keeps state between frames but the keymap's table.

pub mod event;
pub mod notation;
pub mod keymap;
pub mod theme;
pub mod paint;
pub mod draw;
mod head;
mod home;
mod body;
mod margin;
mod scrollbar;
mod field;
mod foot;
mod panel;

pub use draw::draw;
pub use keymap::{Keymap, Pressed, Typed};
pub use theme::Theme;

#[cfg(test)]
mod tests;

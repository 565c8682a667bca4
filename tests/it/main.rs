//! The one integration binary: what holds for the whole program and for the tree it is built from.

mod command_line;
mod hostile;
mod journeys;
mod layers;
mod place;
#[expect(dead_code, reason = "the journeys through the page come with the page")]
mod pty;
mod smoke;
mod tidy;

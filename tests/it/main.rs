//! The one integration binary: what holds for the whole program and for the tree it is built from.

mod bulk;
mod command_line;
mod corrections;
mod damage;
mod everywhere;
mod hostile;
mod injections;
mod invariants;
mod journeys;
mod layers;
mod lists;
mod mishaps;
mod mouse;
mod place;
mod proofs;
mod pty;
mod quotes;
mod read_back;
mod refi;
mod scores;
mod seen;
mod sittings;
mod searches;
mod smoke;
mod speakers;
mod tidy;

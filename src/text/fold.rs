//! Folding for search: the one definition of when two pieces of text are the same to a reader.
//!
//! Case, accents, umlauts, apostrophes, hyphens and white space are folded a character at a time, and every answer is a byte
//! range of the text as it stands. Nothing here lower-cases or copies a text, and no hit begins or ends inside a grapheme:
//! marks are dropped only after Latin, Greek and Cyrillic letters, so that か is not が and 하 is not 한.

mod letter;
mod needle;
mod places;
#[cfg(test)]
mod tests;

pub use letter::Case;
pub use needle::{Needle, is_boundary};

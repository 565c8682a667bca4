//! The same, for other programs: values in, text out. It writes no file and knows no terminal.

pub mod account;
pub mod plain;
pub mod turns;

#[cfg(test)]
mod tests;

/// One line of words: the line breaks that a span keeps become spaces.
fn one_line(words: &str) -> String {
    words.replace('\n', " ")
}

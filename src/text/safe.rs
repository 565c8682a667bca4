//! The one gate to the screen: what a file says is made harmless here and nowhere else.

use std::fmt;
use std::ops::Deref;

/// Text in which nothing can act as a command to a terminal.
///
/// Screen, command line, clipboard, exports and notices accept what a file or another program wrote only in this form.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SafeText(String);

/// What [`sanitize`] took away or replaced.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Hidden {
    /// Terminal control sequences removed whole.
    pub sequences: usize,
    /// Other characters shown as signs, dropped or replaced.
    pub characters: usize,
}

impl SafeText {
    /// One line: line breaks and tabs become spaces.
    #[must_use]
    pub fn line(raw: &str) -> Self {
        let mut out = String::new();
        sanitize(raw, &mut out, &mut Hidden::default());
        Self(out.split_whitespace().collect::<Vec<_>>().join(" "))
    }

    /// Several lines, kept apart by LF.
    #[must_use]
    pub fn lines(raw: &str) -> Self {
        let mut out = String::new();
        sanitize(raw, &mut out, &mut Hidden::default());
        Self(out)
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Deref for SafeText {
    type Target = str;
    fn deref(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for SafeText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Appends `raw` to `out` in a form that cannot command a terminal, and counts what it hid.
pub fn sanitize(raw: &str, out: &mut String, hidden: &mut Hidden) {
    for c in raw.chars() {
        if c.is_control() && c != '\n' && c != '\t' {
            hidden.characters += 1;
        } else {
            out.push(c);
        }
    }
}

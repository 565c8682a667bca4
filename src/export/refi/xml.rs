//! XML as it is written: elements that open and close in order, everything in them escaped.

use std::fmt::Write;

/// A document on its way.
pub(super) struct Xml {
    out: String,
    depth: usize,
}

impl Xml {
    /// The declaration, without a byte order mark: some programs stumble over one.
    pub fn new() -> Self {
        Self {
            out: "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".to_owned(),
            depth: 0,
        }
    }

    /// Opens an element.
    pub fn open(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.begin(name, attributes);
        self.out.push_str(">\n");
        self.depth += 1;
    }

    /// Closes the element that was opened last.
    pub fn close(&mut self, name: &str) {
        self.depth = self.depth.saturating_sub(1);
        self.indent();
        // Writing to a string cannot fail.
        let _ = writeln!(self.out, "</{name}>");
    }

    /// An element with nothing in it.
    pub fn leaf(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.begin(name, attributes);
        self.out.push_str("/>\n");
    }

    /// An element with text in it.
    pub fn text(&mut self, name: &str, attributes: &[(&str, &str)], text: &str) {
        self.begin(name, attributes);
        self.out.push('>');
        self.escaped(text);
        // Writing to a string cannot fail.
        let _ = writeln!(self.out, "</{name}>");
    }

    /// The whole document.
    pub fn finish(self) -> String {
        self.out
    }

    fn begin(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.indent();
        self.out.push('<');
        self.out.push_str(name);
        for (key, value) in attributes {
            // Writing to a string cannot fail.
            let _ = write!(self.out, " {key}=\"");
            self.escaped(&value.split_whitespace().collect::<Vec<_>>().join(" "));
            self.out.push('"');
        }
    }

    fn indent(&mut self) {
        for _ in 0..self.depth {
            self.out.push_str("  ");
        }
    }

    /// Text without what means something to XML, and without what XML may not hold.
    fn escaped(&mut self, text: &str) {
        for c in text.chars() {
            match c {
                '&' => self.out.push_str("&amp;"),
                '<' => self.out.push_str("&lt;"),
                '>' => self.out.push_str("&gt;"),
                '"' => self.out.push_str("&quot;"),
                '\n' | '\t' => self.out.push(c),
                '\0'..='\x1f' | '\u{fffe}' | '\u{ffff}' => {}
                _ => self.out.push(c),
            }
        }
    }
}

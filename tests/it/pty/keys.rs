//! Keys by name.

/// Names of keys and what a terminal sends for them.
const KEYS: [(&str, &str); 14] = [
    ("<Enter>", "\r"),
    ("<Esc>", "\x1b"),
    ("<Tab>", "\t"),
    ("<Backspace>", "\x7f"),
    ("<Up>", "\x1b[A"),
    ("<Down>", "\x1b[B"),
    ("<Right>", "\x1b[C"),
    ("<Left>", "\x1b[D"),
    ("<PageUp>", "\x1b[5~"),
    ("<PageDown>", "\x1b[6~"),
    ("<Home>", "\x1b[H"),
    ("<End>", "\x1b[F"),
    ("<Ctrl-c>", "\x03"),
    ("<Ctrl-r>", "\x12"),
];

/// What a terminal sends for a line of keys: characters as they are, others by name.
pub fn key_bytes(keys: &str) -> String {
    KEYS.iter()
        .fold(keys.to_owned(), |keys, (name, bytes)| keys.replace(name, bytes))
}

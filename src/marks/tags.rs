//! Tags inside a note.

/// The tags of a note, without `#`, in order of appearance and each once: `#` at the beginning of a word, then letters,
/// digits, `_`, `-` or `/`, at least one of them a letter (`#3` is a number, not a tag).
#[must_use]
pub fn tags_in(note: &str) -> Vec<String> {
    let mut tags: Vec<String> = Vec::new();
    let mut before = ' ';
    for (at, c) in note.char_indices() {
        let opens = c == '#' && !before.is_alphanumeric() && !matches!(before, '#' | '&' | '_' | '/');
        before = c;
        if !opens {
            continue;
        }
        let rest = &note[at + 1..];
        let end = rest.find(|c: char| !is_of_tag(c)).unwrap_or(rest.len());
        let tag = rest[..end].trim_end_matches(['-', '/', '_']);
        if tag.contains(char::is_alphabetic) && !tags.iter().any(|t| t == tag) {
            tags.push(tag.to_owned());
        }
    }
    tags
}

fn is_of_tag(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '-' | '/')
}

#[cfg(test)]
mod tests {
    use super::tags_in;

    #[test]
    fn words_with_a_hash_in_a_note_are_its_tags() {
        for (note, tags) in [
            ("", &[][..]),
            ("schön #Zitat, siehe #kapitel-2.", &["Zitat", "kapitel-2"]),
            ("#a #b #a", &["a", "b"]),
            ("C# and issue #3 and page#four &#x27;", &[]),
            ("(#quelle/archiv) ##twice #- #", &["quelle/archiv"]),
            ("#größe\n#日本", &["größe", "日本"]),
        ] {
            assert_eq!(tags_in(note), tags, "{note:?}");
        }
    }
}

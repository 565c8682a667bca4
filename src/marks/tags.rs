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

/// The note with a tag: at its end, where it has none such yet.
#[must_use]
pub fn with_tag(note: &str, tag: &str) -> String {
    if tags_in(note).iter().any(|present| present == tag) {
        return note.to_owned();
    }
    let gap = if note.is_empty() || note.ends_with(char::is_whitespace) {
        ""
    } else {
        " "
    };
    format!("{note}{gap}#{tag}")
}

/// The note without a tag, wherever it stands, and without the space that it leaves.
#[must_use]
pub fn without_tag(note: &str, tag: &str) -> String {
    let is_it = |word: &&str| {
        let tags = tags_in(word);
        word.starts_with('#') && tags.len() == 1 && tags[0] == tag
    };
    let line = |line: &str| {
        let words: Vec<&str> = line.split(' ').collect();
        let kept: Vec<&str> = words.iter().copied().filter(|word| !is_it(word)).collect();
        if kept.len() == words.len() {
            line.to_owned()
        } else {
            kept.join(" ").trim_end().to_owned()
        }
    };
    note.split('\n')
        .map(line)
        .collect::<Vec<_>>()
        .join("\n")
        .trim_end()
        .to_owned()
}

fn is_of_tag(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '-' | '/')
}

#[cfg(test)]
mod tests {
    use super::{tags_in, with_tag, without_tag};

    #[test]
    fn a_tag_is_given_once_and_taken_from_wherever_it_stands() {
        assert_eq!(with_tag("", "home"), "#home");
        assert_eq!(with_tag("late #home", "home"), "late #home");
        assert_eq!(with_tag("late", "home"), "late #home");
        assert_eq!(without_tag("late #home, and #homes", "home"), "late and #homes");
        assert_eq!(without_tag("#home", "home"), "");
        assert_eq!(without_tag("two  spaces\nstay", "home"), "two  spaces\nstay");
        assert_eq!(
            without_tag("(#home) stays: it is part of a bracket", "home"),
            "(#home) stays: it is part of a bracket"
        );
    }

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

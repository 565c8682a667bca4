//! What is heard and not said: `[Music]`, `(applause)`, `♪ … ♪`.
//!
//! Only a piece that is nothing else counts. A remark in brackets beside words belongs to them, and words in brackets that end
//! like a sentence are words.

/// The longest description of a sound, in characters.
const SOUND_CHARS: usize = 60;

/// Signs of music.
const NOTES: [char; 5] = ['♪', '♫', '♬', '♩', '🎵'];

/// Whether a text is the description of a sound and nothing else.
#[must_use]
pub fn is_sound(text: &str) -> bool {
    // Nearly all text is told by its first byte.
    if text.as_bytes().first().is_none_or(u8::is_ascii_alphanumeric) {
        return false;
    }
    let text = text.trim();
    if !matches!(text.as_bytes().first(), Some(b'[' | b'(' | b'*' | 0xE2 | 0xF0)) {
        return false;
    }
    let words = text.trim_matches(|c: char| NOTES.contains(&c) || c.is_whitespace());
    if words.is_empty() {
        return true;
    }
    if text.starts_with(NOTES) {
        return text.ends_with(NOTES);
    }
    let pairs = [('[', ']'), ('(', ')'), ('*', '*')];
    let inside = pairs
        .iter()
        .find_map(|(open, close)| words.strip_prefix(*open)?.strip_suffix(*close));
    inside.is_some_and(is_description)
}

/// Whether words in brackets describe: few, no name with a colon, no sentence, no time.
fn is_description(words: &str) -> bool {
    let words = words.trim();
    words.chars().count() <= SOUND_CHARS
        && words.contains(char::is_alphabetic)
        && !words.contains(['[', ']', '(', ')', '*', ':', '?'])
        // A recogniser's own sign, such as `BLANK_AUDIO`; others of that form are gaps to be filled in.
        && (!words.contains('_') || !words.contains(char::is_lowercase))
        && !words.ends_with(['.', '!', ',', ';', '…'])
        && !words.contains(|c: char| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::is_sound;

    #[test]
    fn what_is_heard_is_told_from_what_is_said() {
        for heard in [
            "[Music]",
            "(gentle piano music)",
            "♪",
            "♪♪ ",
            "♪ row, row, row ♫",
            "* cough *",
            "[Beifall]",
            "[BLANK_AUDIO]",
        ] {
            assert!(is_sound(heard), "{heard}");
        }
        for said in [
            "Music",
            "",
            "[Music] Good evening",
            "Well (laughs)",
            "(He never came back.)",
            "[SPEAKER_00]",
            "[first_name]",
            "[00:12]",
            "(a) or (b)",
            "♪ and now the news",
            "*",
            "[Ann: no]",
        ] {
            assert!(!is_sound(said), "{said}");
        }
    }
}

//! People's names as citations turn them: family name first, first names as initials.
//!
//! A label that is no name of a person (`Guest`, `B`, `Speaker 1`) stays as it is.

/// Words before a family name that belong to it.
const PARTICLES: &[&str] = &[
    "von", "vom", "van", "de", "der", "den", "del", "della", "di", "da", "du", "la", "le", "zu", "zur", "af", "av",
    "ten", "ter", "bin", "al",
];
/// Words before a name that are none of it.
const TITLES: &[&str] = &[
    "dr", "prof", "mr", "mrs", "ms", "sir", "dame", "frau", "herr", "mag", "dipl", "ing",
];
/// Labels that are no names.
const LABELS: &[&str] = &[
    "interviewer",
    "interviewee",
    "guest",
    "host",
    "moderator",
    "speaker",
    "question",
    "answer",
    "q",
    "a",
    "i",
    "b",
    "int",
    "res",
    "respondent",
    "participant",
    "unknown",
    "moderation",
    "gast",
    "befragte",
    "befragter",
    "sprecher",
];

/// Whether a label says what somebody does, or only numbers them.
#[must_use]
pub fn is_generic(name: &str) -> bool {
    let bare: String = name
        .chars()
        .map(|c| if c.is_alphabetic() { c } else { ' ' })
        .collect::<String>()
        .to_lowercase();
    let mut words = bare.split_whitespace();
    match (words.next(), words.next()) {
        (None, _) => true,
        (Some(only), None) => only.chars().count() == 1 || LABELS.contains(&only),
        _ => false,
    }
}

/// First names and family name, titles left off; none where it is no name of two words.
fn parts(name: &str) -> Option<(Vec<&str>, String)> {
    if is_generic(name) || name.contains([',', '(', '/']) {
        return None;
    }
    let is_title = |word: &&str| TITLES.contains(&word.trim_end_matches('.').to_lowercase().as_str());
    let words: Vec<&str> = name.split_whitespace().skip_while(is_title).collect();
    let last = words.len().checked_sub(1)?;
    if last == 0 || words[last].chars().any(|c| c.is_ascii_digit()) {
        return None;
    }
    let begins = (1..last).find(|at| words[*at..last].iter().all(|word| PARTICLES.contains(word)));
    let begins = begins.unwrap_or(last);
    Some((words[..begins].to_vec(), words[begins..].join(" ")))
}

/// The family name; the name as it is where none can be told.
#[must_use]
pub fn family(name: &str) -> String {
    match parts(name) {
        Some((_, family)) => family,
        None => name
            .split_once(',')
            .map_or(name, |(family, _)| family)
            .trim()
            .to_owned(),
    }
}

/// `Falk, I. M.`, or with the family name last `I. M. Falk`.
#[must_use]
pub fn initialled(name: &str, family_first: bool) -> String {
    let Some((first, family)) = parts(name) else {
        return name.to_owned();
    };
    let initial = |word: &&str| {
        let halves = word.split('-').filter_map(|half| half.chars().next());
        halves
            .map(|c| format!("{}.", c.to_uppercase()))
            .collect::<Vec<_>>()
            .join("-")
    };
    let initials: Vec<String> = first.iter().map(initial).collect();
    if family_first {
        format!("{family}, {}", initials.join(" "))
    } else {
        format!("{} {family}", initials.join(" "))
    }
}

#[cfg(test)]
mod tests {
    use super::{family, initialled, is_generic};

    #[test]
    fn names_are_turned_and_labels_are_not() {
        for (name, turned, last) in [
            ("Ida Falk", "Falk, I.", "Falk"),
            ("Dr. Ida-Marie von der Au", "von der Au, I.-M.", "von der Au"),
            ("Ludwig van Beethoven", "van Beethoven, L.", "van Beethoven"),
            ("Falk, Ida", "Falk, Ida", "Falk"),
            ("Ida", "Ida", "Ida"),
            ("Guest", "Guest", "Guest"),
            ("Speaker 2", "Speaker 2", "Speaker 2"),
            ("", "", ""),
        ] {
            assert_eq!((initialled(name, true).as_str(), family(name).as_str()), (turned, last));
        }
        assert_eq!(initialled("Ida Maria Falk", false), "I. M. Falk");
    }

    #[test]
    fn what_only_says_what_somebody_does_is_no_name() {
        for label in ["interviewer", "B", "B2", "SPEAKER_00", "Q", "12"] {
            assert!(is_generic(label), "{label}");
        }
        for name in ["Ida Falk", "Ida", "Bo"] {
            assert!(!is_generic(name), "{name}");
        }
    }
}

//! Whether words before a colon, in brackets or alone on a line could be what someone is called.
//!
//! Names may hold dots, hyphens, digits, apostrophes and brackets, in any script. Words that announce a thing are no names.

/// Longest label in bytes; MAXQDA's limit is 63 characters.
pub const LABEL_BYTES: usize = 126;
/// Most words in a label.
const LABEL_WORDS: usize = 6;

/// Words before a colon that are never a person, sorted. Role words such as `Host` are not among them: they recur where they label.
const NO_PERSON: &[&str] = &[
    "achtung",
    "address",
    "adresse",
    "anmerkung",
    "aufnahme",
    "author",
    "autor",
    "beispiel",
    "bonus",
    "break",
    "catatan",
    "chapter",
    "conclusion",
    "contact",
    "copyright",
    "credits",
    "data",
    "date",
    "datum",
    "dauer",
    "description",
    "details",
    "disclaimer",
    "duración",
    "duration",
    "durée",
    "e-mail",
    "edit",
    "ejemplo",
    "email",
    "episode",
    "example",
    "exemple",
    "fazit",
    "fecha",
    "format",
    "foto",
    "fotos",
    "ftp",
    "fun fact",
    "hint",
    "hinweis",
    "http",
    "https",
    "idea",
    "important",
    "info",
    "kapitel",
    "keywords",
    "kind",
    "kontakt",
    "language",
    "length",
    "license",
    "lieu",
    "link",
    "links",
    "lizenz",
    "location",
    "lugar",
    "mailto",
    "media",
    "music",
    "musik",
    "nachtrag",
    "nota",
    "note",
    "notes",
    "ort",
    "p.s",
    "phone",
    "photo",
    "photos",
    "place",
    "point",
    "problem",
    "ps",
    "published",
    "quelle",
    "quote",
    "recorded",
    "recording",
    "remark",
    "rule",
    "section",
    "source",
    "sources",
    "sprache",
    "style",
    "subject",
    "subtitles",
    "summary",
    "tag",
    "tags",
    "tel",
    "thema",
    "time",
    "tip",
    "titel",
    "title",
    "titre",
    "tl;dr",
    "topic",
    "transcript",
    "transcript by",
    "transcript completed by",
    "transcription",
    "transkript",
    "translation",
    "título",
    "untertitel",
    "update",
    "url",
    "version",
    "video",
    "warning",
    "website",
    "zeit",
    "zusammenfassung",
];

/// For each first letter, by its last five bits, how many bytes the words have that begin with it, a bit for each: most names are
/// told from them by that.
const LENGTHS: [u32; 32] = {
    let mut lengths = [0; 32];
    let mut at = 0;
    while at < NO_PERSON.len() {
        let word = NO_PERSON[at].as_bytes();
        lengths[word[0] as usize % 32] |= 1 << word.len();
        at += 1;
    }
    lengths
};

/// Whether text could be the label of a person.
#[must_use]
pub fn is_name(name: &str) -> bool {
    let name = name.trim();
    if name.is_empty() || name.len() > LABEL_BYTES || !name.starts_with(char::is_alphanumeric) {
        return false;
    }
    let mut words = 1;
    let mut letters = false;
    let (mut word, mut capital) = (0, false);
    let mut chars = name.chars().peekable();
    while let Some(c) = chars.next() {
        letters |= c.is_alphabetic();
        match c {
            ',' | ';' | '!' | '"' | '“' | '”' | '„' | '«' | '»' | '<' | '>' | '{' | '}' | '=' | '|' | '\\' | '*'
            | '。' | '，' | '？' | '…' | '[' | ']' => return false,
            // A name ends in a question mark where an archive marks its interviewers so; a sentence has words before it.
            '?' if chars.peek().is_some() || words > 3 => return false,
            // `Prof.` and initials are short and begin with a capital; the last word of a sentence mostly does not.
            '.' if word > 4 || (word > 2 && !capital) => return false,
            _ if c.is_whitespace() => {
                words += usize::from(word > 0);
                word = 0;
            }
            _ => {
                capital = if word == 0 { c.is_uppercase() } else { capital };
                word += 1;
            }
        }
    }
    letters && words <= LABEL_WORDS && !is_no_person(name)
}

/// Whether a word before a colon announces a thing.
fn is_no_person(name: &str) -> bool {
    if name.len() > 24 {
        return false;
    }
    let name = name.trim_end_matches('.');
    if let Some(first) = name.as_bytes().first()
        && name.is_ascii()
        && (LENGTHS[usize::from(first % 32)] >> name.len()) & 1 == 0
    {
        return false;
    }
    let lower = name.to_lowercase();
    NO_PERSON.binary_search(&lower.as_str()).is_ok()
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_words_that_are_no_person_can_be_found() {
        assert!(super::NO_PERSON.is_sorted());
    }
}

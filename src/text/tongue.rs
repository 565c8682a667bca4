//! The language of a text by its commonest words: a few thousand instructions, where the trigrams of a library take a million
//! and would stand before the first frame. It answers only where the answer is plain and leaves the rest to the library.

/// So many words of each language.
const WORDS: usize = 14;

/// Words that stand often in a language and seldom in the others of this table. Each is lower case.
const COMMON: [(&str, [&str; WORDS]); 7] = [
    (
        "de",
        [
            "und", "ich", "das", "nicht", "ist", "auch", "mit", "sich", "wir", "ein", "aber", "wie", "auf", "haben",
        ],
    ),
    (
        "en",
        [
            "the", "and", "of", "that", "it", "is", "you", "was", "with", "this", "have", "what", "they", "are",
        ],
    ),
    (
        "fr",
        [
            "les", "des", "est", "et", "je", "vous", "que", "pas", "une", "dans", "pour", "nous", "qui", "avec",
        ],
    ),
    (
        "es",
        [
            "que", "los", "el", "las", "una", "con", "por", "para", "como", "pero", "muy", "y", "del", "está",
        ],
    ),
    (
        "it",
        [
            "che", "di", "il", "non", "è", "una", "sono", "per", "della", "anche", "come", "più", "gli", "perché",
        ],
    ),
    (
        "pt",
        [
            "que", "não", "uma", "os", "do", "da", "com", "mas", "em", "muito", "você", "isso", "eu", "também",
        ],
    ),
    (
        "nl",
        [
            "het", "een", "van", "ik", "dat", "niet", "en", "zijn", "maar", "ook", "voor", "met", "hebben", "wat",
        ],
    ),
];

/// For each first byte of a word, by its last five bits, the words of the table that begin so: a bit for each, language by language.
/// Most words of a text are none of them and are told by that byte.
const BEGINNINGS: [u128; 32] = {
    let mut beginnings = [0; 32];
    let mut language = 0;
    while language < COMMON.len() {
        let mut word = 0;
        while word < WORDS {
            let first = COMMON[language].1[word].as_bytes()[0] as usize % 32;
            beginnings[first] |= 1 << (language * WORDS + word);
            word += 1;
        }
        language += 1;
    }
    beginnings
};

/// So many common words of one language are needed before it is believed.
const ENOUGH: usize = 12;
/// And so many times as many as of any other.
const CLEARLY: usize = 2;

/// The language as ISO 639-1, where its common words leave no doubt.
#[must_use]
pub fn plain_language(sample: &str) -> Option<&'static str> {
    let mut counts = [0usize; COMMON.len()];
    let mut lower = String::new();
    for word in sample
        .split(|c: char| !c.is_alphabetic())
        .filter(|word| !word.is_empty() && word.len() <= 8)
    {
        lower.clear();
        lower.extend(word.chars().flat_map(char::to_lowercase));
        let first = lower.as_bytes().first().map_or(0, |byte| usize::from(byte % 32));
        let mut alike = BEGINNINGS[first];
        while alike != 0 {
            let at = alike.trailing_zeros() as usize;
            let (language, word) = (at / WORDS, at % WORDS);
            counts[language] += usize::from(COMMON[language].1[word] == lower);
            alike &= alike - 1;
        }
    }
    let (best, most) = counts.iter().enumerate().max_by_key(|(_, count)| **count)?;
    let second = counts
        .iter()
        .enumerate()
        .filter(|(at, _)| *at != best)
        .map(|(_, count)| *count)
        .max()?;
    (*most >= ENOUGH && *most >= CLEARLY * second).then(|| COMMON[best].0)
}

#[cfg(test)]
mod tests {
    use super::plain_language;

    #[test]
    fn plain_languages_are_known_and_unclear_ones_left_alone() {
        let german = "Ich habe das nicht gewusst und wir haben auch nicht gefragt, aber das ist ein weites Feld, und mit der \
                      Zeit hat sich das auch gelegt, wie so vieles, was wir auf dem Weg verloren haben.";
        let english = "I think that the thing is that they have all of this, and you know what it was with the boats and the \
                       water, and what it is that you are looking for in this house.";
        assert_eq!(plain_language(german), Some("de"));
        assert_eq!(plain_language(english), Some("en"));
        assert_eq!(plain_language("Kurz."), None);
        assert_eq!(
            plain_language("tem que ser assim, que los dos, mas com a gente, el barco y las olas"),
            None
        );
        assert_eq!(plain_language("日本語のテキスト"), None);
    }
}

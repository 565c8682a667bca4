//! The tables: phrases in lower case, `|` between them, by language and by what they tell.
//!
//! They hold common words only. A phrase stands where it tells most; a word that both sides say alike is left out.

mod english;
mod german;
mod others;

use super::Cue;
use english::EN;
use german::DE;
use others::{ES, FR, IT, NL, PT};

/// One language.
pub(in crate::turns) struct Tongue {
    /// ISO 639-1.
    pub(in crate::turns) code: &'static str,
    /// Its most common words, by which it is told from the others.
    pub(in crate::turns) common: &'static str,
    /// Phrases that tell something at the beginning of a line or sentence.
    pub(in crate::turns) opens: &'static [(Cue, &'static str)],
    /// Phrases that tell something anywhere.
    pub(in crate::turns) holds: &'static [(Cue, &'static str)],
    /// Question words and the verbs that follow them where a clause asks (`…, wie haben sie das gemacht`) but not where it only
    /// tells of a question (`…, wie sie das gemacht haben`). None of languages that do not tell them apart.
    pub(in crate::turns) asks_within: (&'static str, &'static str),
}

/// What listeners say while another speaks, in all languages.
pub(in crate::turns) const LISTENING: &str = "mhm|hm|hmm|mm|mmm|mhmm|uh|huh|hum|ah|aha|oh|ja|jaja|genau|okay|ok|ach|so|achso|stimmt|klar|richtig|\
    verstehe|krass|right|yeah|yes|yep|yup|sure|wow|exactly|i|see|gotcha|totally|absolutely|cool|nice|oui|d'accord|voilà|sì|sí|\
    claro|vale|certo|hè|precies|sim|é|pois|né|ecco|esatto|nee|no|inderdaad";

/// All languages with a table.
pub(in crate::turns) const TONGUES: [Tongue; 7] = [DE, EN, FR, ES, IT, PT, NL];

/// Titles before a surname.
pub(in crate::turns) const HONORIFICS: &[&str] = &[
    "Herr",
    "Frau",
    "Mr",
    "Mrs",
    "Ms",
    "Dr",
    "Prof",
    "Professor",
    "Monsieur",
    "Madame",
    "Señor",
    "Señora",
    "Signor",
    "Signora",
    "Dottor",
    "Dottoressa",
    "Senhor",
    "Senhora",
    "Meneer",
    "Mevrouw",
];

#[cfg(test)]
mod tests {
    use super::{LISTENING, TONGUES};

    #[test]
    fn every_phrase_is_in_lower_case_and_stands_once_under_its_cue() {
        for tongue in &TONGUES {
            for (cue, phrases) in tongue.opens.iter().chain(tongue.holds) {
                let mut seen = Vec::new();
                for phrase in phrases.split('|') {
                    assert!(
                        !phrase.is_empty() && phrase == phrase.trim(),
                        "{} {cue:?} {phrase:?}",
                        tongue.code
                    );
                    assert_eq!(phrase, phrase.to_lowercase(), "{} {cue:?}", tongue.code);
                    assert!(!seen.contains(&phrase), "{} {cue:?} {phrase} stands twice", tongue.code);
                    seen.push(phrase);
                }
            }
        }
        assert!(LISTENING.split('|').all(|word| word == word.to_lowercase()));
    }
}

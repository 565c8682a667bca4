//! What a tier holds, told by its name: words of the trade in the languages people name tiers in.

/// What a tier holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Layer {
    /// Sentences as they were said.
    Sentences,
    /// The same in another language.
    Translation,
    /// Words, sounds, glosses.
    Finer,
    /// Notes, silences, numbers.
    Aside,
    /// Who speaks.
    Names,
}

/// Words in the names of tiers and what such tiers hold, each list sorted.
const WORDS: &[(Layer, &[&str])] = &[
    (
        Layer::Sentences,
        &[
            "enonce",
            "enoncé",
            "orthographic",
            "orthography",
            "ortho",
            "phrase",
            "phrases",
            "satz",
            "sentence",
            "sentences",
            "speech",
            "sätze",
            "text",
            "transcript",
            "transcription",
            "turn",
            "turns",
            "tx",
            "txt",
            "utt",
            "utterance",
            "utterances",
            "v",
            "verbal",
            "verbatim",
            "äußerung",
            "énoncé",
            "énoncés",
        ],
    ),
    (
        Layer::Translation,
        &["ft", "translation", "translations", "traduction", "übersetzung"],
    ),
    (
        Layer::Finer,
        &[
            "accent",
            "bi",
            "break",
            "breaks",
            "cv",
            "ge",
            "gls",
            "gloss",
            "glosses",
            "gra",
            "ipa",
            "kan",
            "lemma",
            "lemmas",
            "mau",
            "mb",
            "mod",
            "mor",
            "morph",
            "morpheme",
            "morphemes",
            "morphs",
            "mot",
            "mots",
            "ort",
            "phn",
            "pho",
            "phon",
            "phone",
            "phoneme",
            "phonemes",
            "phones",
            "pos",
            "ps",
            "rx",
            "sampa",
            "syl",
            "syll",
            "syllable",
            "syllables",
            "syllabes",
            "tobi",
            "token",
            "tokens",
            "tone",
            "tones",
            "word",
            "words",
            "wort",
            "wrd",
            "wörter",
        ],
    ),
    (
        Layer::Aside,
        &[
            "act",
            "com",
            "comment",
            "commentaire",
            "commentaires",
            "comments",
            "bruit",
            "bruits",
            "event",
            "events",
            "exp",
            "f0",
            "gaze",
            "gesture",
            "gestures",
            "kommentar",
            "kommentare",
            "misc",
            "nn",
            "noise",
            "noises",
            "note",
            "notes",
            "nv",
            "pause",
            "pauses",
            "pitch",
            "ref",
            "remarks",
            "silence",
            "silences",
            "sit",
        ],
    ),
    (
        Layer::Names,
        &["locuteur", "locuteurs", "speaker", "speakers", "spk", "sprecher"],
    ),
];

/// What the name of a tier says: what it holds, and what is left of the name as whose it is.
pub(super) fn of_name(name: &str) -> (Option<Layer>, String) {
    let mut layer = None;
    let mut owner = String::new();
    for word in name
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
    {
        let lower = word.to_lowercase();
        let known = WORDS.iter().find(|(_, words)| words.contains(&lower.as_str()));
        match known {
            Some((known, _)) => layer = layer.or(Some(*known)),
            None if owner.is_empty() => owner.push_str(word),
            None => {
                owner.push(' ');
                owner.push_str(word);
            }
        }
    }
    (layer, owner)
}

#[cfg(test)]
mod tests {
    use super::{Layer, of_name};

    #[test]
    fn names_of_tiers_tell_layer_and_owner() {
        let check = |name: &str, layer, owner: &str| assert_eq!(of_name(name), (layer, owner.to_owned()), "{name}");
        check("ortho", Some(Layer::Sentences), "");
        check("tx@SP", Some(Layer::Sentences), "SP");
        check("CHI-mor", Some(Layer::Finer), "CHI");
        check("\"word\"", Some(Layer::Finer), "");
        check("Anna Berg", None, "Anna Berg");
        check("ORT-MAU", Some(Layer::Finer), "");
        check("Commentaires", Some(Layer::Aside), "");
        check("", None, "");
    }
}

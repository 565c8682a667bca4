//! Facts for formats that are plain text: language, and what is not of the talk told from what is.
//!
//! The rules look at structure only: length, script, links, dates, sentence marks. They know no site and no programme, and in
//! doubt a line is speech.

use whatlang::{Lang, detect};

use super::dates::date;
use super::lines::{beginning, is_blank};
use super::preface::Preface;
use crate::text::SafeText;
use crate::text::tongue::plain_language;
use crate::transcript::{Builder, Kind, Transcript};

/// So much of the talk shows its script, in bytes.
const SCRIPT_BYTES: usize = 1024;
/// How much text the language is detected from, in bytes.
const LANGUAGE_BYTES: usize = 1024;
/// Lines of a talk before or after it that are looked at for what is not of it.
const EDGE_LINES: usize = 6;
/// A title or a site's name is not longer, in characters.
const NAME_CHARS: usize = 80;

/// Languages by whatlang's names and ISO 639-1.
const LANGUAGES: &[(Lang, &str)] = &[
    (Lang::Afr, "af"),
    (Lang::Ara, "ar"),
    (Lang::Ben, "bn"),
    (Lang::Bul, "bg"),
    (Lang::Cat, "ca"),
    (Lang::Ces, "cs"),
    (Lang::Cmn, "zh"),
    (Lang::Dan, "da"),
    (Lang::Deu, "de"),
    (Lang::Ell, "el"),
    (Lang::Eng, "en"),
    (Lang::Est, "et"),
    (Lang::Fin, "fi"),
    (Lang::Fra, "fr"),
    (Lang::Heb, "he"),
    (Lang::Hin, "hi"),
    (Lang::Hrv, "hr"),
    (Lang::Hun, "hu"),
    (Lang::Ind, "id"),
    (Lang::Ita, "it"),
    (Lang::Jpn, "ja"),
    (Lang::Kor, "ko"),
    (Lang::Lat, "la"),
    (Lang::Lit, "lt"),
    (Lang::Lav, "lv"),
    (Lang::Nld, "nl"),
    (Lang::Nob, "no"),
    (Lang::Pes, "fa"),
    (Lang::Pol, "pl"),
    (Lang::Por, "pt"),
    (Lang::Ron, "ro"),
    (Lang::Rus, "ru"),
    (Lang::Slk, "sk"),
    (Lang::Slv, "sl"),
    (Lang::Spa, "es"),
    (Lang::Srp, "sr"),
    (Lang::Swe, "sv"),
    (Lang::Tam, "ta"),
    (Lang::Tha, "th"),
    (Lang::Tur, "tr"),
    (Lang::Ukr, "uk"),
    (Lang::Urd, "ur"),
    (Lang::Vie, "vi"),
];

/// A family of letters; enough of them to tell a line of another script.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Script {
    /// Latin letters.
    Latin,
    /// Cyrillic letters.
    Cyrillic,
    /// Greek letters.
    Greek,
    /// Hebrew letters.
    Hebrew,
    /// Arabic letters.
    Arabic,
    /// Chinese characters and Japanese syllables.
    EastAsian,
    /// Korean syllables.
    Hangul,
    /// Thai letters.
    Thai,
    /// Any other.
    Other,
}

/// The script of a letter; none for what is no letter.
#[must_use]
pub fn script_of(c: char) -> Option<Script> {
    Some(match u32::from(c) {
        0x41..=0x5A | 0x61..=0x7A | 0xC0..=0xD6 | 0xD8..=0xF6 | 0xF8..=0x24F | 0x1E00..=0x1EFF => Script::Latin,
        0x370..=0x3FF | 0x1F00..=0x1FFF => Script::Greek,
        0x400..=0x52F => Script::Cyrillic,
        0x590..=0x5FF => Script::Hebrew,
        0x600..=0x77F | 0xFB50..=0xFDFF | 0xFE70..=0xFEFC => Script::Arabic,
        0xE00..=0xE7F => Script::Thai,
        0x1100..=0x11FF | 0xAC00..=0xD7AF => Script::Hangul,
        0x3040..=0x30FF | 0x3400..=0x4DBF | 0x4E00..=0x9FFF | 0x2_0000..=0x3_FFFF => Script::EastAsian,
        _ if c.is_alphabetic() => Script::Other,
        _ => return None,
    })
}

/// The script of most letters of a text, and how many letters it has.
#[must_use]
pub fn main_script(text: &str) -> (Option<Script>, usize) {
    let mut counts: [(Option<Script>, usize); 9] = [(None, 0); 9];
    let mut letters = 0;
    for script in text.chars().filter_map(script_of) {
        letters += 1;
        if let Some(place) = counts
            .iter_mut()
            .find(|(known, _)| known.is_none() || *known == Some(script))
        {
            *place = (Some(script), place.1 + 1);
        }
    }
    let most = counts
        .iter()
        .max_by_key(|(_, count)| *count)
        .and_then(|(script, _)| *script);
    (most, letters)
}

/// What a line at an edge of the document is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Edge {
    /// The title.
    Title,
    /// The name of a site or station.
    Outlet,
    /// A date, as it is to be shown.
    Date(String),
    /// A line of `Key: value`, a byline.
    Note,
    /// Of the document but not of the talk.
    Furniture,
}

/// What the first lines are, before the talk begins. `first` are the first non-blank lines, `body` a good part of the talk.
/// A line counts only with an anchor beside it: a date, a link, a line of `Key: value`, or a script that is not the talk's.
#[must_use]
pub fn opening(first: &[&str], body: &str) -> Vec<Edge> {
    let (talk, _) = main_script(beginning(body, SCRIPT_BYTES));
    let lines = first.get(..EDGE_LINES).unwrap_or(first);
    let strong: Vec<Option<Edge>> = lines.iter().map(|line| anchor(line, talk)).collect();
    let Some(last) = strong.iter().rposition(Option::is_some) else {
        return Vec::new();
    };
    let nameable = |line: &&str| is_nameable(line);
    if !lines[..=last]
        .iter()
        .zip(&strong)
        .all(|(line, edge)| edge.is_some() || nameable(line))
    {
        // Only the anchors that stand at the very top are sure.
        return strong.into_iter().map_while(|edge| edge).collect();
    }
    let dated = |at: usize| strong.get(at).is_some_and(|edge| matches!(edge, Some(Edge::Date(_))));
    let mut edges: Vec<Edge> = Vec::with_capacity(last + 1);
    for at in 0..=last {
        let edge = strong[at].clone().unwrap_or_else(|| {
            match (edges.contains(&Edge::Title), edges.contains(&Edge::Outlet)) {
                (false, _) => Edge::Title,
                // What stands under the title and over the date is where it appeared.
                (true, false) if dated(at + 1) && !is_byline(lines[at]) => Edge::Outlet,
                (true, _) => Edge::Note,
            }
        });
        edges.push(edge);
    }
    edges
}

/// What a line is by itself, if it cannot be speech.
fn anchor(line: &str, talk: Option<Script>) -> Option<Edge> {
    if let Some(date) = date(line) {
        return Some(Edge::Date(date));
    }
    if Preface::default().line(line) {
        return Some(Edge::Note);
    }
    if is_link_line(line) {
        return Some(Edge::Furniture);
    }
    (is_foreign(line, talk) && is_nameable(line)).then_some(Edge::Outlet)
}

/// How many of the last lines are not of the talk: links, rights, thanks to a transcriber, another script.
#[must_use]
pub fn closing(last: &[&str], body: &str) -> usize {
    let (talk, _) = main_script(beginning(body, SCRIPT_BYTES));
    let lines = &last[last.len().saturating_sub(EDGE_LINES)..];
    lines
        .iter()
        .rev()
        .take_while(|line| is_furniture(line) || is_foreign(line, talk))
        .count()
}

/// Whether a line is in a script that is not the talk's.
fn is_foreign(line: &str, talk: Option<Script>) -> bool {
    let (script, letters) = main_script(line);
    script.is_some() && talk.is_some() && script != talk && letters >= 2
}

/// Whether a line says who made the text.
fn is_byline(line: &str) -> bool {
    let first = line.split_whitespace().next().unwrap_or("").to_lowercase();
    matches!(
        first.as_str(),
        "by" | "von" | "par" | "por" | "di" | "door" | "interview" | "with" | "mit"
    )
}

/// Whether a line could be a title or a name: short, without the marks of a sentence.
fn is_nameable(line: &str) -> bool {
    let line = line.trim();
    line.chars().count() <= NAME_CHARS
        && !line.ends_with(['.', '?', '!', ',', ';', '…', '。', '？', '！'])
        && line.contains(char::is_alphabetic)
}

/// Whether a line is in the file but not of the talk, wherever it stands near the end.
#[must_use]
pub fn is_furniture(line: &str) -> bool {
    let line = line.trim();
    if line.chars().count() > 160 {
        return false;
    }
    let lower = line.to_lowercase();
    let rights =
        line.contains('©') || lower.contains("all rights reserved") || lower.contains("alle rechte vorbehalten");
    let made = [
        "transcribed by",
        "transcription by",
        "transcript by",
        "subtitles by",
        "subtitles:",
        "untertitel ",
        "untertitelung",
    ]
    .iter()
    .chain(&[
        "sous-titres",
        "sous-titrage",
        "subtítulos ",
        "sottotitoli ",
        "legendas ",
        "ondertiteling",
    ])
    .any(|word| lower.starts_with(word));
    let ended = line.starts_with('[') && line.ends_with(']') && line.contains("END OF");
    is_link_line(line) || rights || made || ended
}

/// Whether a line is hardly more than a link or an address.
#[must_use]
pub fn is_link_line(line: &str) -> bool {
    let line = line.trim();
    let Some(at) = ["http://", "https://", "www."].iter().find_map(|sign| line.find(sign)) else {
        return false;
    };
    let link = line[at..].split_whitespace().next().map_or(0, str::len);
    let besides = line.len() - link;
    besides <= 24 || besides * 2 <= line.len()
}

/// Sets links at the first and last places of captions apart; how many.
pub fn set_links_apart(builder: &mut Builder) -> usize {
    let count = builder.len();
    let mut apart = 0;
    for at in [0, count.saturating_sub(1)] {
        let Some(utterance) = builder.so_far().utterances().get(at) else {
            continue;
        };
        let is_unlabelled = utterance.label().is_none() && utterance.kind() == Kind::Speech;
        if is_unlabelled && is_link_line(builder.so_far().words(utterance.span())) {
            builder.set_kind(at, Kind::Furniture);
            apart += 1;
        }
    }
    apart
}

/// Fills in the language where the file did not state it.
pub fn settle_language(builder: &mut Builder) {
    if builder.so_far().facts().language.is_none() {
        let language = language_of(builder.so_far());
        builder.facts_mut().language = language;
    }
}

/// Takes what the document states about itself into the facts.
pub fn take_preface(builder: &mut Builder, preface: &Preface) {
    let facts = builder.facts_mut();
    let safe = |text: &Option<String>| text.as_deref().map(SafeText::line).filter(|text| !text.is_empty());
    facts.title = facts.title.take().or_else(|| safe(&preface.title));
    facts.outlet = facts.outlet.take().or_else(|| safe(&preface.outlet));
    facts.date = facts.date.take().or_else(|| safe(&preface.date));
    facts.language = facts
        .language
        .or_else(|| preface.language.as_deref().and_then(language_named));
}

/// A language by its code, such as `de`, `de-AT` or `en_US`.
#[must_use]
pub fn language_named(code: &str) -> Option<&'static str> {
    let primary = code.trim().split(['-', '_', ' ']).next()?.to_lowercase();
    LANGUAGES
        .iter()
        .find(|(lang, short)| *short == primary || lang.code() == primary || lang.eng_name().to_lowercase() == primary)
        .map(|(_, short)| *short)
}

/// The language of the talk, from a stretch in its first part, where it can be told.
fn language_of(transcript: &Transcript) -> Option<&'static str> {
    let text = transcript.text();
    let start = transcript
        .utterances()
        .iter()
        .find(|utterance| utterance.kind() == Kind::Speech)
        .map_or(0, |utterance| utterance.span().start());
    let sample = beginning(text.get(start..)?, LANGUAGE_BYTES);
    if is_blank(sample) {
        return None;
    }
    if let Some(plain) = plain_language(sample) {
        return Some(plain);
    }
    let found = detect(sample)?;
    let alone = matches!(found.lang(), Lang::Kor | Lang::Jpn | Lang::Tha | Lang::Heb | Lang::Ell);
    (found.is_reliable() || alone)
        .then(|| {
            LANGUAGES
                .iter()
                .find(|(lang, _)| *lang == found.lang())
                .map(|(_, short)| *short)
        })
        .flatten()
}

#[cfg(test)]
mod tests {
    use super::{Edge, closing, is_link_line, language_named, opening};

    const TALK: &str = "Wie geht es Ihnen heute? Mir geht es gut, danke. Das freut mich sehr zu hören.";

    #[test]
    fn site_and_date_before_a_talk_are_told_from_it() {
        let first = ["英语学习网", "2024-03-05", "Wie geht es Ihnen heute?"];
        assert_eq!(
            opening(&first, TALK),
            [Edge::Outlet, Edge::Date("2024-03-05".to_owned())]
        );
        let first = ["Ein Gespräch über Flüsse", "5. März 2024", "Wie geht es Ihnen heute?"];
        assert_eq!(
            opening(&first, TALK),
            [Edge::Title, Edge::Date("2024-03-05".to_owned())]
        );
    }

    #[test]
    fn a_greeting_is_speech() {
        assert_eq!(opening(&["Hi Anna!", "Hallo", "Wie geht es"], TALK), []);
        assert_eq!(opening(&["Hallo", "schön dass du da bist"], TALK), []);
        assert_eq!(closing(&["Danke", "Tschüss"], TALK), 0);
    }

    #[test]
    fn links_and_another_script_after_a_talk_are_not_of_it() {
        assert_eq!(closing(&["Vielen Dank.", "快来订阅吧"], TALK), 1);
        assert_eq!(
            closing(&["Vielen Dank.", "Mehr: https://example.org/a", "© 2024 Radio"], TALK),
            2
        );
        assert!(!is_link_line(
            "Auf www.example.org findet man dazu eine ganze Menge von Texten und Bildern."
        ));
    }

    #[test]
    fn languages_are_known_by_their_codes() {
        assert_eq!(language_named("de-AT"), Some("de"));
        assert_eq!(language_named("eng"), Some("en"));
        assert_eq!(language_named("English"), Some("en"));
        assert_eq!(language_named("xx"), None);
    }
}

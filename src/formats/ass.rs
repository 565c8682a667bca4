//! Advanced SubStation Alpha and its forerunner SSA.
//!
//! The columns of an event are those of the `Format:` line before it. Codes in braces, drawings, fonts and pictures are no
//! words; the column of names says who speaks, or a style that is called after a speaker.

use super::captions;
use super::cues::Composed;
use super::lines::{Line, is_blank, lines};
use super::times::stamp;
use super::{Parsed, Part, Refusal, Source};
use crate::transcript::Time;

/// How many lines are looked at for the first section.
const LINES_BEFORE: usize = 20;
/// The columns where a file does not name them.
const COLUMNS: &str = "Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text";

/// `[Script Info]`, or `[Events]`, near the beginning.
pub fn sniff(source: &Source<'_>) -> Option<&'static str> {
    let mut first = lines(source.text).take(LINES_BEFORE).map(|line| line.text.trim());
    first
        .any(|line| line.eq_ignore_ascii_case("[Script Info]") || line.eq_ignore_ascii_case("[Events]"))
        .then_some("the section Script Info or Events")
}

/// Reads SubStation Alpha.
///
/// # Errors
///
/// None.
pub fn read(source: &Source<'_>) -> Result<Parsed, Refusal> {
    let mut reader = Reader {
        columns: Columns::of(COLUMNS),
        ..Reader::default()
    };
    for line in lines(source.text) {
        if line.ended || source.part == Part::Whole {
            reader.line(line);
        }
    }
    // Songs and notes are often written after the dialogue that they are shown with.
    reader.cues.sort_by_key(|cue| cue.from);
    let mut parsed = captions::gather(*source, reader.cues.iter().map(Composed::cue));
    parsed.transcript.state_title(reader.title);
    Ok(parsed)
}

/// Where a row has what.
#[derive(Clone, Copy, Debug, Default)]
struct Columns {
    count: usize,
    start: Option<usize>,
    end: Option<usize>,
    style: Option<usize>,
    name: Option<usize>,
}

impl Columns {
    fn of(format: &str) -> Self {
        let names: Vec<String> = format.split(',').map(|name| name.trim().to_lowercase()).collect();
        let at = |wanted: &[&str]| names.iter().position(|name| wanted.contains(&name.as_str()));
        Self {
            count: names.len(),
            start: at(&["start"]),
            end: at(&["end"]),
            style: at(&["style"]),
            name: at(&["name", "actor"]),
        }
    }
}

/// Where the reading stands.
#[derive(Debug, Default)]
struct Reader<'a> {
    section: &'a str,
    columns: Columns,
    cues: Vec<Composed>,
    title: &'a str,
}

impl<'a> Reader<'a> {
    fn line(&mut self, line: Line<'a>) {
        let text = line.text.trim();
        if text.starts_with('[') && text.ends_with(']') {
            self.section = text;
            return;
        }
        let Some((key, value)) = text.split_once(':') else {
            return;
        };
        let in_events = self.section.eq_ignore_ascii_case("[Events]");
        if in_events && key.eq_ignore_ascii_case("Format") {
            self.columns = Columns::of(value);
        } else if in_events && key.eq_ignore_ascii_case("Dialogue") {
            self.event(value, line.number);
        } else if self.section.eq_ignore_ascii_case("[Script Info]") && key.eq_ignore_ascii_case("Title") {
            self.title = Some(value.trim()).filter(|title| !is_default(title)).unwrap_or("");
        }
    }

    fn event(&mut self, row: &str, line: usize) {
        // The text is the last column and may hold commas.
        let cells: Vec<&str> = row.splitn(self.columns.count.max(1), ',').collect();
        let cell = |column: Option<usize>| cells.get(column?).map(|cell| cell.trim());
        let time = |column| cell(column).and_then(stamp).map(|stamp| stamp.time);
        let (from, to): (Option<Time>, Option<Time>) = (time(self.columns.start), time(self.columns.end));
        let named = cell(self.columns.name).filter(|name| !name.is_empty());
        let styled = cell(self.columns.style).filter(|style| is_speaker(style));
        self.cues.push(Composed {
            text: cells.last().map(|text| spoken(text)).unwrap_or_default(),
            voice: named.or(styled).map(str::to_owned),
            from,
            to,
            line,
            last_line: line,
        });
    }
}

/// The titles that programs write where nobody gave one.
fn is_default(title: &str) -> bool {
    let titles = [
        "Default Aegisub file",
        "Default file",
        "Transcript",
        "subtitles",
        "<untitled>",
        "Untitled",
    ];
    titles.iter().any(|default| title.eq_ignore_ascii_case(default))
}

/// Whether a style is called after a speaker and not after its looks: `Speaker00`, `SPEAKER_01`, `spk2`.
fn is_speaker(style: &str) -> bool {
    let style = style.to_lowercase();
    let number = style.trim_start_matches("speaker").trim_start_matches("spk");
    number.len() < style.len() && number.trim_matches([' ', '_', '-']).bytes().all(|b| b.is_ascii_digit())
}

/// The words of an event without its codes; nothing of it where it draws.
fn spoken(text: &str) -> String {
    let mut words = String::with_capacity(text.len());
    let mut rest = text;
    let mut draws = false;
    while let Some(open) = rest.find('{') {
        let Some(length) = rest[open..].find('}') else { break };
        if !draws {
            words.push_str(&rest[..open]);
        }
        draws = drawing(&rest[open..open + length]).unwrap_or(draws);
        rest = &rest[open + length + 1..];
    }
    if !draws {
        words.push_str(rest);
    }
    if is_blank(&words) {
        words.clear();
    }
    words
}

/// Whether codes begin a drawing, `\p1`, or end it, `\p0`.
fn drawing(codes: &str) -> Option<bool> {
    let at = codes
        .rmatch_indices("\\p")
        .find(|(at, _)| codes[at + 2..].starts_with(|c: char| c.is_ascii_digit()))?
        .0;
    Some(!codes[at + 2..].starts_with('0'))
}

#[cfg(test)]
mod tests {
    use super::{is_speaker, spoken};

    #[test]
    fn codes_and_drawings_are_no_words() {
        for (text, words) in [
            ("{\\k11\\pos(1,2)}Ka{\\k12}ra", "Kara"),
            ("{\\p1}m 0 0 l 100 0{\\p0}after", "after"),
            ("{ {odd } Te{}xt", " Text"),
            ("a { left open", "a { left open"),
            ("{\\pos(3,4)} ", ""),
        ] {
            assert_eq!(spoken(text), words, "{text}");
        }
    }

    #[test]
    fn a_style_is_a_speaker_only_where_it_is_called_so() {
        assert!(
            ["Speaker00", "SPEAKER_01", "spk2", "Speaker"]
                .iter()
                .all(|style| is_speaker(style))
        );
        assert!(
            !["Default", "Speakerphone", "Title", ""]
                .iter()
                .any(|style| is_speaker(style))
        );
    }
}

//! The head: the line with title and place, and the names over the columns.
//!
//! What does not fit is left out from the least to the most needed. Nothing in the head ever moves the page under it.

use ratatui::buffer::Buffer;
use ratatui::style::Style;

use super::draw::Scene;
use super::paint::{Room, cells, fill, write, write_cut, write_right};
use crate::layout::Arrangement;
use crate::session::{Extent, Open};
use crate::transcript::{Time, Transcript, Utterance, WordTime};
use crate::turns::{DOUBTFUL, Role, Side, Turns};

/// Names of the languages that transcripts are most often in; of others the code is shown.
const LANGUAGES: &[(&str, &str)] = &[
    ("ar", "Arabic"),
    ("bg", "Bulgarian"),
    ("ca", "Catalan"),
    ("cs", "Czech"),
    ("da", "Danish"),
    ("de", "German"),
    ("el", "Greek"),
    ("en", "English"),
    ("es", "Spanish"),
    ("et", "Estonian"),
    ("eu", "Basque"),
    ("fa", "Persian"),
    ("fi", "Finnish"),
    ("fr", "French"),
    ("he", "Hebrew"),
    ("hi", "Hindi"),
    ("hr", "Croatian"),
    ("hu", "Hungarian"),
    ("id", "Indonesian"),
    ("it", "Italian"),
    ("ja", "Japanese"),
    ("ko", "Korean"),
    ("lt", "Lithuanian"),
    ("lv", "Latvian"),
    ("nl", "Dutch"),
    ("no", "Norwegian"),
    ("pl", "Polish"),
    ("pt", "Portuguese"),
    ("ro", "Romanian"),
    ("ru", "Russian"),
    ("sk", "Slovak"),
    ("sl", "Slovenian"),
    ("sr", "Serbian"),
    ("sv", "Swedish"),
    ("th", "Thai"),
    ("tr", "Turkish"),
    ("uk", "Ukrainian"),
    ("ur", "Urdu"),
    ("vi", "Vietnamese"),
    ("zh", "Chinese"),
];

/// Utterances looked at for a time: a file that has times has them nearly everywhere, and one that has none must not be walked.
const NEAR: usize = 64;

/// Paints the title line, the line under it and the names.
pub(super) fn paint(scene: &Scene<'_>, buffer: &mut Buffer) {
    let geometry = scene.geometry;
    title(scene, buffer);
    if let Some(y) = geometry.head_rule {
        scene.line(y, buffer);
    }
    if let (Some(y), Some(open)) = (geometry.names, scene.session.open()) {
        for side in [Side::Left, Side::Right] {
            let column = geometry.columns[side];
            names(
                scene,
                &open.turns,
                side,
                (Room::new(column.text.x, column.whole.end(), y), buffer),
            );
        }
        fill(
            buffer,
            Room {
                x: geometry.rule.x,
                y,
                width: geometry.rule.width,
            },
            "│",
            scene.theme.rule,
        );
    }
}

fn title(scene: &Scene<'_>, buffer: &mut Buffer) {
    let row = scene.row(scene.geometry.title);
    let inset = u16::from(scene.geometry.arrangement != Arrangement::Plain);
    let row = Room {
        x: row.x + inset,
        width: row.width.saturating_sub(2 * inset),
        ..row
    };
    let Some(open) = scene.session.open() else {
        write_cut(buffer, row, "visavis", scene.theme.title);
        return;
    };
    let facts = open.reading.transcript.facts();
    let name = scene.session.title();
    let language = facts.language.map(language);
    let date = facts.date.as_deref();
    let full = progress(scene, open, true);
    let short = progress(scene, open, false);
    // From everything to the title cut short: the first that fits stands.
    let ways = [
        ([date, language], &full),
        ([date, None], &full),
        ([date, None], &short),
        ([None, None], &short),
    ];
    let sign = sign(scene, open);
    let least = sign.map_or(0, |(sign, _)| cells(sign) + 2);
    let fits = |(more, right): &&([Option<&str>; 2], &String)| {
        let more: u16 = more.iter().flatten().map(|more| cells(more) + 3).sum();
        cells(name) + more + cells(right) + least + 3 <= row.width
    };
    let (more, right) = ways.iter().find(fits).unwrap_or(&ways[ways.len() - 1]);
    let right_width = write_right(buffer, row, right, scene.theme.dim);
    let mut left = Room {
        width: row.width.saturating_sub(right_width + 1),
        ..row
    };
    if let Some((sign, style)) = sign {
        let used = write_right(
            buffer,
            Room {
                width: left.width.saturating_sub(1),
                ..left
            },
            sign,
            style,
        );
        left.width = left.width.saturating_sub(used + 2);
    }
    let mut left = left.after(write_cut(buffer, left, name, scene.theme.title));
    for more in more.iter().flatten() {
        left = left.after(write(buffer, left, " · ", scene.theme.dim));
        left = left.after(write_cut(buffer, left, more, scene.theme.dim));
    }
}

/// What is to be known about the file: that it changed, or that what was done is not durable yet.
fn sign(scene: &Scene<'_>, open: &Open) -> Option<(&'static str, Style)> {
    let saving = scene.session.saving();
    if open.stale {
        Some(("changed on disk", scene.theme.warning))
    } else if saving.done < saving.asked {
        Some(("○", scene.theme.mark))
    } else {
        None
    }
}

/// `Q 4/9 · 41 % · 12 min left`, or without the last.
fn progress(scene: &Scene<'_>, open: &Open, with_minutes: bool) -> String {
    let transcript = &open.reading.transcript;
    let place = scene.session.page().place();
    let mut parts = Vec::new();
    let read = |of| per_cent(transcript.text().len(), of);
    match open.extent {
        Extent::Head { of } => parts.push(format!("reading {} %", read(of))),
        Extent::Beginning { of } => parts.push(format!("{} % of it read", read(of))),
        Extent::Whole => {}
    }
    if let Some(question) = question(&open.turns, place) {
        parts.push(match open.extent {
            Extent::Whole => format!("Q {question}/{}", open.turns.questions()),
            Extent::Head { .. } | Extent::Beginning { .. } => format!("Q {question}"),
        });
    }
    parts.push(format!("{} %", position(scene, open)));
    if let Some(minutes) = minutes_left(transcript, place).filter(|_| with_minutes && open.extent == Extent::Whole) {
        parts.push(if minutes == 0 {
            "< 1 min left".to_owned()
        } else {
            format!("{minutes} min left")
        });
    }
    parts.join(" · ")
}

/// Per cent of the text before the place; at its last row, all.
fn position(scene: &Scene<'_>, open: &Open) -> u64 {
    let text = open.reading.transcript.text();
    let page = scene.session.page();
    let size = open.extent.missing_from().unwrap_or(0).max(text.len() as u64);
    let ended = open.extent == Extent::Whole && page.is_at_end(text);
    if ended { 100 } else { per_cent(page.place(), size) }
}

fn per_cent(part: usize, whole: u64) -> u64 {
    (part as u64)
        .saturating_mul(100)
        .checked_div(whole)
        .unwrap_or(0)
        .min(100)
}

/// Number of the question at or before an offset.
fn question(turns: &Turns, offset: usize) -> Option<usize> {
    let at = turns.exchange_of(turns.at(offset)?)?;
    turns
        .exchanges()
        .get(..=at)?
        .iter()
        .rev()
        .find_map(|exchange| exchange.question)
}

fn minutes_left(transcript: &Transcript, offset: usize) -> Option<u32> {
    let end = transcript
        .utterances()
        .iter()
        .rev()
        .take(NEAR)
        .find_map(|u| u.to().or(u.from()));
    let end = end.max(transcript.word_times().last().map(|word| word.time()))?;
    let now = time_near(transcript, offset)?;
    Some(end.millis().saturating_sub(now.millis()) / 60_000)
}

/// When the words at an offset were said: the time of the last word before it inside of their utterance, else of the utterance,
/// or of one shortly before.
pub(super) fn time_near(transcript: &Transcript, offset: usize) -> Option<Time> {
    let at = transcript.utterance_at(offset)?;
    let utterances = transcript.utterances().get(..=at)?;
    let inside = |word: &WordTime| word.start() > utterances[at].span().start();
    if let Some(word) = transcript.timed_word(offset).filter(inside) {
        return Some(word.time());
    }
    utterances.iter().rev().take(NEAR).find_map(Utterance::from)
}

fn language(code: &'static str) -> &'static str {
    LANGUAGES
        .iter()
        .find(|(known, _)| *known == code)
        .map_or(code, |(_, name)| name)
}

/// The role of a side and the names of those who speak there.
fn names(scene: &Scene<'_>, turns: &Turns, side: Side, (mut room, buffer): (Room, &mut Buffer)) {
    let there = |at: &usize| turns.speakers().get(*at).is_some_and(|speaker| speaker.side == side);
    let speakers: Vec<usize> = (0..turns.speakers().len()).filter(there).take(9).collect();
    let role = match (side, speakers.len()) {
        (Side::Left, 0 | 1) => "INTERVIEWER",
        (Side::Left, _) => "INTERVIEWERS",
        (Side::Right, 0 | 1) => "GUEST",
        (Side::Right, _) => "GUESTS",
    };
    room = room.after(write(buffer, room, role, scene.theme.accent[side]));
    for at in speakers {
        let speaker = &turns.speakers()[at];
        let style = scene.theme.speaker(turns, at);
        if !is_role(&speaker.name) {
            room = room.after(write(buffer, room, " · ", scene.theme.dim));
            room = room.after(write_cut(buffer, room, &speaker.name, style));
        }
        if speaker.role_confidence < DOUBTFUL {
            room = room.after(write(buffer, room, "?", scene.theme.doubt));
        }
    }
}

/// Whether a name says no more than the role.
fn is_role(name: &str) -> bool {
    [Role::Interviewer, Role::Guest]
        .iter()
        .any(|role| role.word().eq_ignore_ascii_case(name))
}

#[cfg(test)]
mod tests {
    use super::{minutes_left, time_near};
    use crate::transcript::{Builder, Piece, Time, WordTime};

    #[test]
    fn in_a_long_paragraph_words_tell_the_time() {
        let minute = |minutes: u64| Time::from_millis(minutes * 60_000);
        let mut builder = Builder::default();
        let words = [WordTime::new(6, minute(7)), WordTime::new(12, minute(40))];
        builder.push(Piece {
            from: Some(minute(1)),
            words: &words,
            ..Piece::new("first then later", 1)
        });
        let transcript = builder.finish(1);
        let told = [(0, 1, 39), (8, 7, 33), (15, 40, 0)];
        for (offset, now, left) in told {
            assert_eq!(time_near(&transcript, offset), Some(minute(now)), "at {offset}");
            assert_eq!(minutes_left(&transcript, offset), Some(left), "at {offset}");
        }
    }
}

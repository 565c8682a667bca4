//! How the chosen interview begins, and what is known of it.

use ratatui::buffer::Buffer;
use ratatui::style::{Modifier, Style};

use crate::session::home::Shelved;
use crate::text::width::graphemes;
use crate::transcript::Time;
use crate::turns::Side;
use crate::ui::draw::Scene;
use crate::ui::paint::{Room, write_cut};

/// How an interview begins, and what is known of it.
pub(super) fn paint(scene: &Scene<'_>, row: &Shelved, (room, bottom): (Room, u16), buffer: &mut Buffer) {
    let mut below = Below { room, bottom };
    below.words(&row.title, 3, scene.theme.title, buffer);
    let facts = [row.outlet.as_str(), &row.date, &row.language]
        .into_iter()
        .filter(|fact| !fact.is_empty());
    below.words(&facts.collect::<Vec<_>>().join(" · "), 1, scene.theme.dim, buffer);
    below.words(&measure(row), 1, scene.theme.dim, buffer);
    for (name, asks) in row.people.iter().take(4) {
        let side = if *asks { Side::Left } else { Side::Right };
        let role = if *asks { "interviewer" } else { "guest" };
        let said = if name.eq_ignore_ascii_case(role) {
            role.to_owned()
        } else {
            format!("{name} · {role}")
        };
        below.words(&said, 1, scene.theme.accent[side], buffer);
    }
    if !row.tags.is_empty() {
        let tags: Vec<String> = row.tags.iter().map(|tag| format!("#{tag}")).collect();
        below.words(&tags.join(" "), 2, scene.theme.mark, buffer);
    }
    if let Some(why) = &row.refused {
        below.words(why, 3, scene.theme.doubt, buffer);
    }
    below.gap();
    let (asked, answered) = &row.exchange;
    below.words(
        asked,
        6,
        scene.theme.accent[Side::Left].remove_modifier(Modifier::BOLD),
        buffer,
    );
    if !asked.is_empty() {
        below.gap();
    }
    below.words(answered, u16::MAX, Style::new(), buffer);
}

/// Rows that are filled from above.
struct Below {
    room: Room,
    bottom: u16,
}

impl Below {
    fn gap(&mut self) {
        self.room.y += 1;
    }

    /// Words over as many rows as they need and may take, broken between words; what does not fit ends in `…`.
    fn words(&mut self, words: &str, most: u16, style: Style, buffer: &mut Buffer) {
        let mut rest = words.trim();
        let mut rows = 0;
        while !rest.is_empty() && self.room.y < self.bottom && rows < most {
            rows += 1;
            let last = rows == most || self.room.y + 1 == self.bottom;
            let end = if last {
                rest.len()
            } else {
                line_end(rest, self.room.width)
            };
            write_cut(buffer, self.room, rest[..end].trim_end(), style);
            rest = rest[end..].trim_start();
            self.room.y += 1;
        }
    }
}

/// Where a line of words ends that takes at most so many cells: after a word, or where a word is longer, in it.
fn line_end(words: &str, width: u16) -> usize {
    let (mut used, mut word) = (0, 0);
    for (at, grapheme, cells) in graphemes(words) {
        if grapheme == " " {
            word = at;
        }
        used += cells;
        if used > usize::from(width) {
            return if word > 0 { word } else { at.max(grapheme.len()) };
        }
    }
    words.len()
}

/// `1:02:03 · 9,120 words · 41 % read`.
fn measure(row: &Shelved) -> String {
    let mut parts = Vec::new();
    parts.extend(row.duration.map(Time::clock));
    if row.words > 0 {
        parts.push(format!("{} words", row.words));
    }
    match row.marks {
        0 => {}
        1 => parts.push("1 mark".to_owned()),
        marks => parts.push(format!("{marks} marks")),
    }
    parts.join(" · ")
}

#[cfg(test)]
mod tests {
    use super::line_end;

    #[test]
    fn lines_break_between_words_and_only_a_long_word_is_broken() {
        assert_eq!(line_end("one two three", 8), 7);
        assert_eq!(line_end("one two", 20), 7);
        assert_eq!(line_end("immeasurable", 5), 5);
    }
}

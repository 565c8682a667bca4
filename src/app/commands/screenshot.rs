//! `visavis screenshot FILE`: a page as a picture, after some keys. Marks made on the way are not kept.

use std::sync::Arc;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::super::cli::{Color, Failure, Settings as Written, Shot};
use super::super::reading::{self, Origin};
use super::super::screenshot::{Ground as Paper, svg};
use super::{Ending, complain, emit, refuse};
use crate::formats::Reading;
use crate::layout::Arrangement;
use crate::marks::Moment;
use crate::session::{Action, Document, Effect, Extent, Outcome, Session, Settings, Shelf};
use crate::text::SafeText;
use crate::turns::infer;
use crate::ui::event::{Code, Key, Modifiers};
use crate::ui::keymap::{Keymap, Pressed, Typed};
use crate::ui::notation::{self, Step};
use crate::ui::theme::{Ground, Palette};
use crate::ui::{Theme, draw};

/// Draws the page and writes the picture.
pub fn run(shot: &Shot, written: &Written) -> Ending {
    let origin = shot.file.as_deref().map_or(Origin::Sample, Origin::of);
    let (ground, paper) = match written.theme.as_deref() {
        None | Some("auto" | "dark") => (Ground::Dark, Paper::DARK),
        Some("light") => (Ground::Light, Paper::LIGHT),
        Some(other) => {
            complain(&format!(
                "there is no theme {}; there are dark and light",
                SafeText::line(other)
            ));
            return Ending::Refused;
        }
    };
    let palette = if written.color == Color::Never {
        Palette::None
    } else {
        Palette::Full
    };
    match page(shot, &origin, written, &Theme::new(ground, palette)) {
        Ok(buffer) => emit(&svg(&buffer, paper)),
        Err(failure) => refuse(&failure),
    }
}

/// The cells of the page after the keys.
fn page(shot: &Shot, origin: &Origin, written: &Written, theme: &Theme) -> Result<Buffer, Failure> {
    let keys = keys(&shot.keys).map_err(|mistake| Failure::of(SafeText::line("--keys"), mistake))?;
    let mut sitting = Sitting::open(
        reading::read(origin)?,
        origin,
        written.layout.map(Arrangement::from),
        shot.size,
    );
    for key in keys {
        sitting.press(key);
    }
    let (width, height) = shot.size;
    let mut buffer = Buffer::empty(Rect::new(0, 0, width, height));
    draw(&sitting.session, theme, &sitting.keymap, &mut buffer);
    Ok(buffer)
}

/// A session without a terminal, a clock or a disk.
struct Sitting {
    session: Session,
    keymap: Keymap,
    typed: Typed,
    saved: u64,
}

impl Sitting {
    fn open(reading: Reading, origin: &Origin, arrangement: Option<Arrangement>, size: (u16, u16)) -> Self {
        let shelf = Shelf {
            names: vec![origin.name()],
            open: None,
        };
        let mut settings = Settings::default();
        if let Some(arrangement) = arrangement {
            settings.arrangement = arrangement;
        }
        let turns = infer(&reading.transcript, &[]);
        let document = Document {
            shelf: 0,
            reading: Arc::new(reading),
            turns,
            extent: Extent::Whole,
            place: None,
        };
        let mut sitting = Self {
            session: Session::new(settings, shelf, size, crate::session::Writer::default()),
            keymap: Keymap::standard(),
            typed: Typed::default(),
            saved: 0,
        };
        sitting.act(Action::Told(Outcome::Opened(Box::new(document))), None);
        sitting
    }

    fn press(&mut self, key: Key) {
        loop {
            match self.keymap.press(&mut self.typed, self.session.mode().place(), key) {
                Pressed::Do(action, count) => return self.act(action, count),
                Pressed::Wait(pending) => return self.act(Action::Pending(pending), None),
                Pressed::Again(action, count) => self.act(action, count),
            }
        }
    }

    fn act(&mut self, action: Action, count: Option<usize>) {
        let mut effects = self.session.update(action, count, Moment::default());
        while self.session.has_work() {
            effects.extend(self.session.update(Action::Work, None, Moment::default()));
        }
        for effect in effects {
            // A mark on a picture is as durable as the picture.
            if let Effect::Save(_) = effect {
                self.saved += 1;
                self.session
                    .update(Action::Told(Outcome::Saved(self.saved)), None, Moment::default());
            }
        }
    }
}

/// Reads `/word<Enter>B`: characters as they are, other keys by name between `<` and `>`.
fn keys(written: &str) -> Result<Vec<Key>, String> {
    let mut keys = Vec::new();
    let mut rest = written;
    while let Some(c) = rest.chars().next() {
        let named = rest.strip_prefix('<').and_then(|after| after.split_once('>'));
        // A name has letters; `<` before anything else is the key of that sign.
        if let Some((name, after)) = named.filter(|(name, _)| name.len() > 1 && !name.contains('<')) {
            for step in notation::parse(name)? {
                let Step::Key(key) = step else {
                    return Err(format!("{name} is no key"));
                };
                keys.push(key);
            }
            rest = after;
        } else {
            keys.push(Key {
                code: Code::Char(c),
                modifiers: Modifiers::default(),
            });
            rest = &rest[c.len_utf8()..];
        }
    }
    Ok(keys)
}

#[cfg(test)]
mod tests {
    use super::keys;
    use crate::ui::event::Code;

    #[test]
    fn keys_are_written_as_they_are_typed() {
        let codes = |written: &str| {
            keys(written)
                .expect("keys")
                .iter()
                .map(|key| key.code)
                .collect::<Vec<_>>()
        };
        assert_eq!(
            codes("/ä<Enter>n"),
            [Code::Char('/'), Code::Char('ä'), Code::Enter, Code::Char('n')]
        );
        assert_eq!(codes("<<Esc>"), [Code::Char('<'), Code::Escape]);
        assert!(keys("<Nonsense>").is_err());
    }
}

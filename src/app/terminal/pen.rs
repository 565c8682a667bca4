//! How a cell looks, as the shortest change from how the last one looked.
//!
//! Colours are brought down to what the terminal can show; without colour, weight, underline and reverse stay. Only select
//! graphic rendition (SGR) sequences come out of here, and nothing a file says gets in.

use ratatui::buffer::Cell;
use ratatui::style::{Color, Modifier};

use super::colour::{self, Depth};

/// The look of one cell as ratatui holds it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Look {
    /// Foreground.
    pub front: Color,
    /// Background.
    pub back: Color,
    /// Colour of the underline.
    pub under: Color,
    /// Bold, underline and the like.
    pub modifier: Modifier,
}

/// What the terminal writes with at the moment.
#[derive(Clone, Debug)]
pub struct Pen {
    depth: Depth,
    /// As asked for, so that an unchanged cell costs one comparison.
    asked: Look,
    /// As the terminal was told.
    told: Look,
}

/// Modifier, the parameter that turns it on, and the one that turns it off.
const MODIFIERS: [(Modifier, u8, u8); 9] = [
    (Modifier::BOLD, 1, 22),
    (Modifier::DIM, 2, 22),
    (Modifier::ITALIC, 3, 23),
    (Modifier::UNDERLINED, 4, 24),
    (Modifier::SLOW_BLINK, 5, 25),
    (Modifier::RAPID_BLINK, 6, 25),
    (Modifier::REVERSED, 7, 27),
    (Modifier::HIDDEN, 8, 28),
    (Modifier::CROSSED_OUT, 9, 29),
];

impl Look {
    /// The look of `cell`.
    #[must_use]
    pub const fn of(cell: &Cell) -> Self {
        Self {
            front: cell.fg,
            back: cell.bg,
            under: cell.underline_color,
            modifier: cell.modifier,
        }
    }

    /// Nothing set at all.
    #[must_use]
    pub fn is_plain(&self) -> bool {
        *self == Self::default()
    }
}

impl Pen {
    /// A pen for a terminal whose attributes are all off.
    #[must_use]
    pub fn new(depth: Depth) -> Self {
        Self {
            depth,
            asked: Look::default(),
            told: Look::default(),
        }
    }

    /// Makes the next characters look like `look`.
    #[inline]
    pub fn set(&mut self, look: Look, out: &mut Vec<u8>) {
        if look != self.asked {
            self.change(look, out);
        }
    }

    /// Whether the next characters look like `look` already.
    #[must_use]
    pub fn is_set_to(&self, look: Look) -> bool {
        self.asked == look
    }

    /// All attributes off, unless they are off already.
    pub fn lift(&mut self, out: &mut Vec<u8>) {
        self.asked = Look::default();
        if !self.told.is_plain() {
            self.told = Look::default();
            out.extend_from_slice(b"\x1b[m");
        }
    }

    /// Takes note that the terminal's attributes are all off.
    pub fn forget(&mut self) {
        (self.asked, self.told) = (Look::default(), Look::default());
    }

    fn change(&mut self, look: Look, out: &mut Vec<u8>) {
        self.asked = look;
        let new = self.within_depth(look);
        if new == self.told {
            return;
        }
        let old = std::mem::replace(&mut self.told, new);
        if new.is_plain() {
            out.extend_from_slice(b"\x1b[m");
            return;
        }
        let start = out.len();
        out.extend_from_slice(b"\x1b[");
        if old.modifier != new.modifier {
            modifiers(old.modifier, new.modifier, out);
        }
        if old.front != new.front {
            colour_parameters(new.front, 30, out);
        }
        if old.back != new.back {
            colour_parameters(new.back, 40, out);
        }
        if old.under != new.under {
            underline_parameters(new.under, out);
        }
        // Every part above ends in a separator; the last one becomes the final byte.
        if let Some(last) = out[start..].last_mut() {
            *last = b'm';
        }
    }

    fn within_depth(&self, look: Look) -> Look {
        let modifier = Modifier::from_bits_truncate(look.modifier.bits());
        if self.depth == Depth::None {
            return Look {
                modifier,
                ..Look::default()
            };
        }
        let under = if self.depth >= Depth::Palette256 && modifier.contains(Modifier::UNDERLINED) {
            colour::reduce(look.under, self.depth)
        } else {
            Color::Reset
        };
        let front = colour::reduce(look.front, self.depth);
        Look {
            front,
            back: colour::reduce(look.back, self.depth),
            under,
            modifier,
        }
    }
}

/// Appends `number` in decimal digits.
pub fn decimal(number: u16, out: &mut Vec<u8>) {
    let mut digits = [0; 5];
    let mut at = digits.len();
    let mut rest = number;
    loop {
        at -= 1;
        // A remainder of ten is one digit.
        digits[at] = b'0' + (rest % 10) as u8;
        rest /= 10;
        if rest == 0 {
            break;
        }
    }
    out.extend_from_slice(&digits[at..]);
}

fn parameter(number: u16, out: &mut Vec<u8>) {
    decimal(number, out);
    out.push(b';');
}

fn modifiers(old: Modifier, new: Modifier, out: &mut Vec<u8>) {
    let gone = old - new;
    let mut last_off = 0;
    let mut lost = Modifier::empty();
    for (modifier, _, off) in MODIFIERS {
        if gone.contains(modifier) && off != last_off {
            parameter(u16::from(off), out);
            last_off = off;
        }
        if last_off == off {
            lost |= modifier;
        }
    }
    // Bold and dim, and the two blinks, share one code for off: what stays of a pair is turned on again. `lost` may also
    // name the first of a pair whose second went, which the loop above passed before it knew.
    if gone.contains(Modifier::DIM) {
        lost |= Modifier::BOLD;
    }
    if gone.contains(Modifier::RAPID_BLINK) {
        lost |= Modifier::SLOW_BLINK;
    }
    for (modifier, on, _) in MODIFIERS {
        if new.contains(modifier) && (lost.contains(modifier) || !old.contains(modifier)) {
            parameter(u16::from(on), out);
        }
    }
}

/// `base` is 30 for the foreground and 40 for the background.
fn colour_parameters(colour: Color, base: u16, out: &mut Vec<u8>) {
    match colour {
        Color::Rgb(red, green, blue) => {
            parameter(base + 8, out);
            parameter(2, out);
            for part in [red, green, blue] {
                parameter(u16::from(part), out);
            }
        }
        Color::Indexed(index) => {
            parameter(base + 8, out);
            parameter(5, out);
            parameter(u16::from(index), out);
        }
        named => match colour::number(named) {
            Some(number @ 0..8) => parameter(base + u16::from(number), out),
            Some(number) => parameter(base + 60 + u16::from(number) - 8, out),
            None => parameter(base + 9, out),
        },
    }
}

/// In the form with colons: a terminal that does not know it skips all of it, and does not take its parts for others.
fn underline_parameters(colour: Color, out: &mut Vec<u8>) {
    match colour {
        Color::Rgb(red, green, blue) => {
            out.extend_from_slice(b"58:2:");
            for part in [red, green, blue] {
                out.push(b':');
                decimal(u16::from(part), out);
            }
            out.push(b';');
        }
        Color::Indexed(index) => {
            out.extend_from_slice(b"58:5:");
            parameter(u16::from(index), out);
        }
        named => match colour::number(named) {
            Some(number) => {
                out.extend_from_slice(b"58:5:");
                parameter(u16::from(number), out);
            }
            None => parameter(59, out),
        },
    }
}

//! How many colours the terminal shows, and whether its page is light or dark.
//!
//! The environment is read once at the start and handed in as [`Environment`]; everything else is a function of values. What
//! colours the page uses is not decided here.

use ratatui::style::Color;

/// How many colours may be used, fewest first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Depth {
    /// None: bold, underline and reverse only.
    None,
    /// The sixteen of the terminal's palette.
    Sixteen,
    /// The 256 of xterm's palette.
    Palette256,
    /// Red, green and blue of 8 bits each.
    #[default]
    True,
}

/// The shade of the terminal's page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Shade {
    /// Light text on dark.
    #[default]
    Dark,
    /// Dark text on light.
    Light,
}

/// What the environment says of colour.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Environment {
    /// `NO_COLOR` is set and not empty, or `CLICOLOR` is 0.
    pub refused: bool,
    /// `CLICOLOR_FORCE` is set and not empty.
    pub forced: bool,
    /// `COLORTERM` promises 24 bits.
    pub truecolor: bool,
    /// `TERM`.
    pub term: String,
    /// `COLORFGBG`.
    pub foreground_background: String,
}

/// Asks for the background, then for the kind of terminal: whoever does not know the first answers the second.
pub const ASK_BACKGROUND: &[u8] = b"\x1b]11;?\x1b\\\x1b[c";

/// Red, green and blue of the sixteen colours as xterm has them; what a terminal really shows is not known.
pub const SIXTEEN: [(u8, u8, u8); 16] = [
    (0, 0, 0),
    (205, 0, 0),
    (0, 205, 0),
    (205, 205, 0),
    (0, 0, 238),
    (205, 0, 205),
    (0, 205, 205),
    (229, 229, 229),
    (127, 127, 127),
    (255, 0, 0),
    (0, 255, 0),
    (255, 255, 0),
    (92, 92, 255),
    (255, 0, 255),
    (0, 255, 255),
    (255, 255, 255),
];

/// The six steps of the colour cube of 256 colours.
const STEPS: [u8; 6] = [0, 95, 135, 175, 215, 255];

/// The sixteen in the order of their numbers.
const NAMED: [Color; 16] = [
    Color::Black,
    Color::Red,
    Color::Green,
    Color::Yellow,
    Color::Blue,
    Color::Magenta,
    Color::Cyan,
    Color::Gray,
    Color::DarkGray,
    Color::LightRed,
    Color::LightGreen,
    Color::LightYellow,
    Color::LightBlue,
    Color::LightMagenta,
    Color::LightCyan,
    Color::White,
];

impl Environment {
    /// What this process was started with.
    #[must_use]
    pub fn of_process() -> Self {
        let text = |name: &str| std::env::var(name).unwrap_or_default();
        Self {
            refused: anstyle_query::no_color() || anstyle_query::clicolor() == Some(false),
            forced: anstyle_query::clicolor_force(),
            truecolor: anstyle_query::truecolor(),
            term: text("TERM"),
            foreground_background: text("COLORFGBG"),
        }
    }

    /// How many colours to use. `NO_COLOR` wins over everything else.
    #[must_use]
    pub fn depth(&self) -> Depth {
        if self.refused {
            return Depth::None;
        }
        let term = self.term.as_str();
        if self.truecolor || term.ends_with("-direct") || term.contains("truecolor") {
            return Depth::True;
        }
        if term.contains("256color") {
            return Depth::Palette256;
        }
        // These show all colours and say so only by their name.
        if ["kitty", "alacritty", "foot", "ghostty", "wezterm"]
            .iter()
            .any(|name| term.contains(name))
        {
            return Depth::True;
        }
        match term {
            "" | "dumb" | "unknown" | "vt100" | "vt102" | "vt220" if !self.forced => Depth::None,
            _ => Depth::Sixteen,
        }
    }

    /// What `COLORFGBG` says, as `foreground;background` or `foreground;default;background`.
    #[must_use]
    pub fn shade(&self) -> Option<Shade> {
        let (_, background) = self.foreground_background.rsplit_once(';')?;
        match background.parse().ok()? {
            7 | 9..=15 => Some(Shade::Light),
            0..=6 | 8 => Some(Shade::Dark),
            _ => None,
        }
    }
}

impl Shade {
    /// The shade of a background of that red, green and blue.
    #[must_use]
    pub fn of_background(red: u8, green: u8, blue: u8) -> Self {
        // The weights of Rec. 709 in thousandths; perceived lightness passes one half at about 18 % of linear light,
        // which is 46 % of these uncorrected parts.
        let luma = 213 * u32::from(red) + 715 * u32::from(green) + 72 * u32::from(blue);
        if luma > 255 * 460 { Self::Light } else { Self::Dark }
    }
}

/// The nearest colour the terminal can show.
#[must_use]
pub fn reduce(colour: Color, depth: Depth) -> Color {
    match (colour, depth) {
        (_, Depth::None) => Color::Reset,
        (Color::Rgb(red, green, blue), Depth::Palette256) => Color::Indexed(nearest_of_256((red, green, blue))),
        (Color::Rgb(red, green, blue), Depth::Sixteen) => nearest_of_sixteen((red, green, blue)),
        (Color::Indexed(index), Depth::Sixteen) => match NAMED.get(usize::from(index)) {
            Some(named) => *named,
            None => nearest_of_sixteen(of_index(index)),
        },
        (colour, _) => colour,
    }
}

/// The number of one of the sixteen colours.
#[must_use]
pub fn number(colour: Color) -> Option<u8> {
    let at = NAMED.iter().position(|named| *named == colour)?;
    u8::try_from(at).ok()
}

fn distance(a: (u8, u8, u8), b: (u8, u8, u8)) -> u32 {
    let part = |x: u8, y: u8| u32::from(x.abs_diff(y)).pow(2);
    // The eye tells green apart best and blue worst.
    2 * part(a.0, b.0) + 4 * part(a.1, b.1) + 3 * part(a.2, b.2)
}

fn nearest_step(part: u8) -> u8 {
    match part {
        0..48 => 0,
        48..115 => 1,
        _ => (part - 35) / 40,
    }
}

fn nearest_of_256(wanted: (u8, u8, u8)) -> u8 {
    let (red, green, blue) = (nearest_step(wanted.0), nearest_step(wanted.1), nearest_step(wanted.2));
    let cube = 16 + 36 * red + 6 * green + blue;
    let mean = (u32::from(wanted.0) + u32::from(wanted.1) + u32::from(wanted.2)) / 3;
    // Greys are 8, 18, … 238 at 232 to 255. The result is at most 23.
    let grey = 232 + u8::try_from(mean.saturating_sub(3) / 10).map_or(23, |step| step.min(23));
    if distance(of_index(grey), wanted) < distance(of_index(cube), wanted) {
        grey
    } else {
        cube
    }
}

fn nearest_of_sixteen(wanted: (u8, u8, u8)) -> Color {
    let nearest = SIXTEEN
        .iter()
        .zip(NAMED)
        .min_by_key(|(colour, _)| distance(**colour, wanted));
    nearest.map_or(Color::Reset, |(_, named)| named)
}

fn of_index(index: u8) -> (u8, u8, u8) {
    match index {
        0..16 => SIXTEEN[usize::from(index)],
        16..232 => {
            let at = index - 16;
            let step = |position: u8| STEPS[usize::from(position % 6)];
            (step(at / 36), step(at / 6), step(at))
        }
        _ => {
            let grey = 8 + 10 * (index - 232);
            (grey, grey, grey)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn environment(term: &str) -> Environment {
        Environment {
            term: term.to_owned(),
            ..Environment::default()
        }
    }

    #[test]
    fn the_number_of_colours_follows_what_the_terminal_says() {
        for (term, depth) in [
            ("xterm", Depth::Sixteen),
            ("xterm-256color", Depth::Palette256),
            ("tmux-256color", Depth::Palette256),
            ("xterm-kitty", Depth::True),
            ("xterm-direct", Depth::True),
            ("linux", Depth::Sixteen),
            ("dumb", Depth::None),
            ("", Depth::None),
        ] {
            assert_eq!(environment(term).depth(), depth, "{term}");
        }
        let truecolor = Environment {
            truecolor: true,
            ..environment("xterm-256color")
        };
        assert_eq!(truecolor.depth(), Depth::True);
        assert_eq!(
            Environment {
                refused: true,
                ..truecolor
            }
            .depth(),
            Depth::None
        );
        assert_eq!(
            Environment {
                forced: true,
                ..environment("dumb")
            }
            .depth(),
            Depth::Sixteen
        );
    }

    #[test]
    fn light_and_dark_pages_are_told_apart() {
        for (colour, shade) in [
            ((0, 0, 0), Shade::Dark),
            ((40, 44, 52), Shade::Dark),
            ((0, 43, 54), Shade::Dark),
            ((253, 246, 227), Shade::Light),
            ((255, 255, 255), Shade::Light),
            ((200, 200, 200), Shade::Light),
        ] {
            assert_eq!(Shade::of_background(colour.0, colour.1, colour.2), shade, "{colour:?}");
        }
        for (value, shade) in [
            ("15;0", Some(Shade::Dark)),
            ("0;15", Some(Shade::Light)),
            ("0;default;7", Some(Shade::Light)),
        ] {
            let environment = Environment {
                foreground_background: value.to_owned(),
                ..Environment::default()
            };
            assert_eq!(environment.shade(), shade, "{value}");
        }
        assert_eq!(Environment::default().shade(), None);
    }

    #[test]
    fn colours_are_brought_down_to_their_nearest() {
        assert_eq!(reduce(Color::Rgb(255, 0, 0), Depth::Palette256), Color::Indexed(196));
        assert_eq!(
            reduce(Color::Rgb(128, 128, 128), Depth::Palette256),
            Color::Indexed(244)
        );
        assert_eq!(reduce(Color::Rgb(250, 5, 5), Depth::Sixteen), Color::LightRed);
        assert_eq!(reduce(Color::Indexed(1), Depth::Sixteen), Color::Red);
        assert_eq!(reduce(Color::Rgb(1, 2, 3), Depth::True), Color::Rgb(1, 2, 3));
        for index in 16..=255 {
            let (red, green, blue) = of_index(index);
            let Color::Indexed(found) = reduce(Color::Rgb(red, green, blue), Depth::Palette256) else {
                panic!("not of the palette");
            };
            assert_eq!(of_index(found), (red, green, blue), "{index} became {found}");
        }
    }
}

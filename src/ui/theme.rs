//! What each thing on the page looks like: a struct of named styles, and no colour anywhere else.
//!
//! Words stand on the terminal's own foreground and background; a theme gives neither. Colours are red, green and blue where
//! there are 256 or more (mapping them is the terminal's side of things), else the terminal's palette, else none: what a colour
//! says is then said by bold, underline, reverse and a digit in the margin.

use ratatui::style::{Color, Modifier, Style};

use crate::marks::Colour;
use crate::turns::{Role, Sides, Turns};

/// What the terminal's own background is like.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Ground {
    /// Light words on dark.
    #[default]
    Dark,
    /// Dark words on light.
    Light,
}

/// Which colours there are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Palette {
    /// Red, green and blue.
    #[default]
    Full,
    /// The 256 of xterm: what is red, green and blue here is one of them exactly, since the nearest ones to soft dark colours
    /// fall together.
    Indexed,
    /// The sixteen of the terminal.
    Sixteen,
    /// None.
    None,
}

/// Named styles.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Theme {
    /// What is not speech: numbers, times, furniture, the running question, what a list says besides.
    pub dim: Style,
    /// Lines between things, and the scrollbar's way.
    pub rule: Style,
    /// The title of the interview, headings of lists.
    pub title: Style,
    /// Where the scrollbar stands.
    pub thumb: Style,
    /// The accent of the first speaker of each side: name, number and the sign of the reading row.
    pub accent: Sides<Style>,
    /// The accents of further speakers, in turn.
    pub further: [Style; 4],
    /// Behind highlighted words, by colour.
    pub highlight: [Style; 8],
    /// For the sign or tick of a highlight, by colour.
    pub highlight_sign: [Style; 8],
    /// Whether a digit in the margin tells the highlights apart.
    pub digits: bool,
    /// A hit.
    pub hit: Style,
    /// The current hit: the only loud thing.
    pub current_hit: Style,
    /// Selected words.
    pub selection: Style,
    /// The sign of a bookmark, a letter or a note.
    pub mark: Style,
    /// A doubtful turn's question mark.
    pub doubt: Style,
    /// A notice.
    pub notice: Style,
    /// A notice that something went wrong.
    pub warning: Style,
    /// What must not be overlooked: marks that are not saved.
    pub alarm: Style,
    /// The sign before typed text, and the names of modes.
    pub prompt: Style,
    /// Keys in the strip and in the help.
    pub key: Style,
    /// The chosen row of a list.
    pub chosen: Style,
}

impl Theme {
    /// The theme for a background and a palette.
    #[must_use]
    pub fn new(ground: Ground, palette: Palette) -> Self {
        match (palette, ground) {
            (Palette::Full, Ground::Dark) => Self::full(&DARK),
            (Palette::Full, Ground::Light) => Self::full(&LIGHT),
            (Palette::Indexed, Ground::Dark) => Self {
                highlight: bright_words(Self::full(&DARK_256).highlight),
                ..Self::full(&DARK_256)
            },
            (Palette::Indexed, Ground::Light) => Self::full(&LIGHT_256),
            (Palette::Sixteen, ground) => Self::sixteen(ground),
            (Palette::None, _) => Self::none(),
        }
    }

    /// The style behind a highlight of this colour.
    #[must_use]
    pub fn behind(&self, colour: Colour) -> Style {
        self.highlight[usize::from(colour.number() - 1) % self.highlight.len()]
    }

    /// The style of the sign of a highlight of this colour.
    #[must_use]
    pub fn sign(&self, colour: Colour) -> Style {
        self.highlight_sign[usize::from(colour.number() - 1) % self.highlight_sign.len()]
    }

    /// The accent of a speaker: the first of each side has the side's own, the others theirs in order of appearance.
    #[must_use]
    pub fn speaker(&self, turns: &Turns, speaker: usize) -> Style {
        let all = turns.speakers();
        let Some(side) = all.get(speaker).map(|s| s.side) else {
            return self.dim;
        };
        let before = |side| all[..speaker].iter().filter(|s| s.side == side).count();
        if before(side) == 0 {
            return self.accent[side];
        }
        let further = before(Role::Interviewer.side()).saturating_sub(1) + before(Role::Guest.side()).saturating_sub(1);
        self.further[further % self.further.len()]
    }

    fn full(shades: &Shades) -> Self {
        let fg = |rgb| Style::new().fg(colour(rgb));
        let pair = |(bg, fg)| Style::new().bg(colour(bg)).fg(colour(fg));
        Self {
            dim: fg(shades.dim),
            rule: fg(shades.rule),
            title: Style::new().add_modifier(Modifier::BOLD),
            thumb: fg(shades.thumb),
            accent: Sides {
                left: fg(shades.cool),
                right: fg(shades.warm),
            },
            further: shades.further.map(fg),
            highlight: shades.highlight.map(|rgb| Style::new().bg(colour(rgb))),
            highlight_sign: shades.highlight_sign.map(fg),
            digits: false,
            hit: fg(shades.hit).add_modifier(Modifier::UNDERLINED | Modifier::BOLD),
            current_hit: pair(shades.current_hit).add_modifier(Modifier::BOLD),
            selection: pair(shades.selection),
            mark: fg(shades.mark),
            doubt: fg(shades.mark),
            notice: Style::new(),
            warning: fg(shades.warning),
            alarm: pair(shades.alarm).add_modifier(Modifier::BOLD),
            prompt: fg(shades.cool).add_modifier(Modifier::BOLD),
            key: fg(shades.warm),
            chosen: pair(shades.chosen),
        }
    }

    /// The terminal's palette; dim is its own dim, since its greys may be invisible.
    fn sixteen(ground: Ground) -> Self {
        let fg = |dark: Color, light: Color| Style::new().fg(if ground == Ground::Dark { dark } else { light });
        let dim = Style::new().add_modifier(Modifier::DIM);
        let (cool, warm) = (fg(Color::Cyan, Color::Blue), fg(Color::Yellow, Color::Red));
        Self {
            accent: Sides {
                left: cool,
                right: warm,
            },
            further: [
                fg(Color::Green, Color::Magenta),
                fg(Color::Magenta, Color::Green),
                fg(Color::LightBlue, Color::Blue),
                fg(Color::LightRed, Color::Red),
            ],
            hit: fg(Color::LightYellow, Color::Red).add_modifier(Modifier::BOLD),
            current_hit: Style::new()
                .bg(Color::Yellow)
                .fg(Color::Black)
                .add_modifier(Modifier::BOLD),
            mark: fg(Color::LightMagenta, Color::Magenta),
            doubt: fg(Color::LightMagenta, Color::Magenta),
            warning: fg(Color::LightRed, Color::Red),
            alarm: Style::new()
                .bg(Color::Red)
                .fg(Color::White)
                .add_modifier(Modifier::BOLD),
            prompt: cool.add_modifier(Modifier::BOLD),
            key: warm,
            dim,
            rule: dim,
            ..Self::none()
        }
    }

    fn none() -> Self {
        let plain = Style::new();
        let dim = plain.add_modifier(Modifier::DIM);
        let bold = plain.add_modifier(Modifier::BOLD);
        let under = plain.add_modifier(Modifier::UNDERLINED);
        let reversed = plain.add_modifier(Modifier::REVERSED);
        Self {
            dim,
            rule: dim,
            title: bold,
            thumb: plain,
            accent: Sides {
                left: bold,
                right: bold,
            },
            further: [bold; 4],
            highlight: [under; 8],
            highlight_sign: [plain; 8],
            digits: true,
            hit: bold.add_modifier(Modifier::UNDERLINED),
            current_hit: reversed.add_modifier(Modifier::BOLD),
            selection: reversed,
            mark: bold,
            doubt: bold,
            notice: plain,
            warning: bold,
            alarm: reversed.add_modifier(Modifier::BOLD),
            prompt: bold,
            key: bold,
            chosen: reversed,
        }
    }
}

/// The darkest yellow of the 256 is too light for grey words: they are white there.
fn bright_words(mut highlight: [Style; 8]) -> [Style; 8] {
    highlight[0] = highlight[0].fg(colour(0xee_eeee));
    highlight
}

/// The colours of a full theme, as `0xRRGGBB`; pairs are background and foreground.
struct Shades {
    dim: u32,
    rule: u32,
    thumb: u32,
    cool: u32,
    warm: u32,
    further: [u32; 4],
    highlight: [u32; 8],
    highlight_sign: [u32; 8],
    hit: u32,
    current_hit: (u32, u32),
    selection: (u32, u32),
    mark: u32,
    warning: u32,
    alarm: (u32, u32),
    chosen: (u32, u32),
}

const DARK: Shades = Shades {
    dim: 0x8d_909b,
    rule: 0x4b_4e58,
    thumb: 0x8d_909b,
    cool: 0x7f_b4ca,
    warm: 0xe0_a574,
    further: [0x9c_c28a, 0xc6_a0dc, 0xd7_c27a, 0xe5_9aa6],
    highlight: [
        0x54_4a0c, 0x1d_4a2a, 0x1e_3f66, 0x63_2a48, 0x66_3a14, 0x49_3272, 0x0b_4d4c, 0x46_484e,
    ],
    highlight_sign: [
        0xd6_c34a, 0x6f_c285, 0x7d_b0ec, 0xe8_8fb8, 0xea_9c5a, 0xb9_9cf0, 0x55_c2bd, 0xa9_acb5,
    ],
    hit: 0xff_d75f,
    current_hit: (0xff_c83d, 0x14_1414),
    selection: (0x2f_5aa8, 0xff_ffff),
    mark: 0xe0_8fb0,
    warning: 0xf2_8b82,
    alarm: (0xc6_2f2f, 0xff_ffff),
    chosen: (0x34_3b4d, 0xf0_f0f0),
};

const LIGHT: Shades = Shades {
    dim: 0x67_6a73,
    rule: 0xc4_c5c4,
    thumb: 0x8a_8d94,
    cool: 0x1f_6584,
    warm: 0x97_4a10,
    further: [0x3d_6b2b, 0x79_3f9c, 0x74_5c08, 0xa8_3048],
    highlight: [
        0xfd_efa0, 0xcc_efcf, 0xcd_e3fb, 0xfb_d6e6, 0xfc_dcbb, 0xe7_cffb, 0xb8_efe8, 0xdc_dde0,
    ],
    highlight_sign: [
        0x7d_6500, 0x1f_7436, 0x1f_62ad, 0xa8_2e6b, 0x9e_4d08, 0x6d_44bd, 0x0d_6f6b, 0x62_656c,
    ],
    hit: 0x8f_2f00,
    current_hit: (0xff_b000, 0x14_1414),
    selection: (0x2f_62b8, 0xff_ffff),
    mark: 0x99_2d5f,
    warning: 0xb3_261e,
    alarm: (0xb3_261e, 0xff_ffff),
    chosen: (0xdb_e4f0, 0x1a_1a1a),
};

const DARK_256: Shades = Shades {
    dim: 0x94_9494,
    rule: 0x4e_4e4e,
    thumb: 0x94_9494,
    cool: 0x87_afd7,
    warm: 0xd7_af87,
    further: [0x87_af87, 0xd7_afff, 0xd7_d787, 0xff_afaf],
    highlight: [
        0x5f_5f00, 0x00_5f00, 0x00_0087, 0x87_005f, 0x87_0000, 0x5f_0087, 0x00_5f5f, 0x4e_4e4e,
    ],
    highlight_sign: [
        0xd7_d75f, 0x5f_d787, 0x87_afff, 0xff_87d7, 0xff_af5f, 0xaf_87ff, 0x5f_d7d7, 0xb2_b2b2,
    ],
    hit: 0xff_d75f,
    current_hit: (0xff_d75f, 0x12_1212),
    selection: (0x00_5faf, 0xff_ffff),
    mark: 0xd7_87af,
    warning: 0xff_8787,
    alarm: (0xaf_0000, 0xff_ffff),
    chosen: (0x30_3030, 0xee_eeee),
};

const LIGHT_256: Shades = Shades {
    dim: 0x62_6262,
    rule: 0xc6_c6c6,
    thumb: 0x8a_8a8a,
    cool: 0x00_5f87,
    warm: 0x87_5f00,
    further: [0x00_5f00, 0x87_00af, 0x5f_5f00, 0xaf_005f],
    highlight: [
        0xff_ffaf, 0xaf_ffaf, 0xaf_d7ff, 0xff_afd7, 0xff_d787, 0xd7_afff, 0xaf_ffff, 0xd0_d0d0,
    ],
    highlight_sign: [
        0x5f_5f00, 0x00_5f00, 0x00_5faf, 0xaf_005f, 0x87_5f00, 0x87_00af, 0x00_5f5f, 0x62_6262,
    ],
    hit: 0x87_0000,
    current_hit: (0xff_af00, 0x12_1212),
    selection: (0x00_5faf, 0xff_ffff),
    mark: 0xaf_005f,
    warning: 0xaf_0000,
    alarm: (0xaf_0000, 0xff_ffff),
    chosen: (0xda_dada, 0x12_1212),
};

const fn colour(rgb: u32) -> Color {
    let [_, red, green, blue] = rgb.to_be_bytes();
    Color::Rgb(red, green, blue)
}

#[cfg(test)]
mod tests;

use super::{Ground, Palette, Theme};
use ratatui::style::{Color, Modifier, Style};

fn luminance(colour: Color) -> f64 {
    let Color::Rgb(red, green, blue) = colour else {
        panic!("{colour:?} is no full colour")
    };
    let linear = |part: u8| {
        let part = f64::from(part) / 255.0;
        if part <= 0.04045 {
            part / 12.92
        } else {
            ((part + 0.055) / 1.055).powf(2.4)
        }
    };
    0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
}

/// WCAG 2.2 contrast ratio.
fn contrast(one: Color, other: Color) -> f64 {
    let (one, other) = (luminance(one) + 0.05, luminance(other) + 0.05);
    one.max(other) / one.min(other)
}

fn grounds(ground: Ground) -> ([Color; 2], Color) {
    match ground {
        Ground::Dark => (
            [Color::Rgb(0, 0, 0), Color::Rgb(0x1e, 0x1e, 0x2e)],
            Color::Rgb(0xd0, 0xd0, 0xd0),
        ),
        Ground::Light => (
            [Color::Rgb(255, 255, 255), Color::Rgb(0xf5, 0xf5, 0xf0)],
            Color::Rgb(0x20, 0x20, 0x20),
        ),
    }
}

/// Every style under which words are read, with its name.
fn read(theme: &Theme) -> Vec<(String, Style)> {
    let mut all: Vec<(String, Style)> = [
        ("dim", theme.dim),
        ("left accent", theme.accent.left),
        ("right accent", theme.accent.right),
        ("hit", theme.hit),
        ("current hit", theme.current_hit),
        ("selection", theme.selection),
        ("mark", theme.mark),
        ("doubt", theme.doubt),
        ("warning", theme.warning),
        ("alarm", theme.alarm),
        ("prompt", theme.prompt),
        ("key", theme.key),
        ("chosen", theme.chosen),
        ("title", theme.title),
        ("notice", theme.notice),
    ]
    .map(|(name, style)| (name.to_owned(), style))
    .to_vec();
    for (at, style) in theme
        .highlight
        .iter()
        .chain(&theme.highlight_sign)
        .chain(&theme.further)
        .enumerate()
    {
        all.push((format!("colour {at}"), *style));
    }
    for (at, style) in theme.highlight.iter().enumerate() {
        all.push((format!("hit on highlight {at}"), style.patch(theme.hit)));
    }
    all
}

#[test]
fn all_words_can_be_read_on_dark_and_on_light() {
    for ground in [Ground::Dark, Ground::Light] {
        let (backgrounds, foreground) = grounds(ground);
        for palette in [Palette::Full, Palette::Indexed] {
            for (name, style) in read(&Theme::new(ground, palette)) {
                for background in backgrounds {
                    let ratio = contrast(style.fg.unwrap_or(foreground), style.bg.unwrap_or(background));
                    assert!(ratio >= 4.5, "{ground:?} {palette:?} {name}: {ratio:.2}");
                }
            }
        }
    }
}

#[test]
fn backgrounds_are_told_apart_and_only_the_current_hit_is_loud() {
    let both = [Palette::Full, Palette::Indexed];
    let all = [Ground::Dark, Ground::Light]
        .into_iter()
        .flat_map(|ground| both.map(|palette| (ground, palette)));
    for (ground, palette) in all {
        let theme = Theme::new(ground, palette);
        let (backgrounds, _) = grounds(ground);
        let mut seen: Vec<Color> = Vec::new();
        let all = theme.highlight.iter().chain([&theme.current_hit, &theme.selection]);
        for colour in all.filter_map(|style| style.bg) {
            for other in &seen {
                let (Color::Rgb(a, b, c), Color::Rgb(d, e, f)) = (colour, *other) else {
                    panic!("no full colour")
                };
                let apart = u32::from(a.abs_diff(d)) + u32::from(b.abs_diff(e)) + u32::from(c.abs_diff(f));
                assert!(apart >= 40, "{ground:?} {palette:?}: {colour:?} is like {other:?}");
            }
            seen.push(colour);
        }
        let loud = |style: &Style| style.bg.map_or(1.0, |bg| contrast(bg, backgrounds[0]));
        for soft in &theme.highlight {
            assert!(loud(soft) < 3.2, "{ground:?} {palette:?}: {:?} is loud", soft.bg);
        }
        assert!(theme.hit.bg.is_none() && theme.current_hit.bg.is_some());
    }
}

#[test]
fn the_page_never_paints_the_background_of_words() {
    for palette in [Palette::Full, Palette::Indexed, Palette::Sixteen, Palette::None] {
        for ground in [Ground::Dark, Ground::Light] {
            let theme = Theme::new(ground, palette);
            let calm = [
                theme.dim,
                theme.rule,
                theme.title,
                theme.accent.left,
                theme.accent.right,
                theme.mark,
            ];
            assert!(calm.iter().all(|style| style.bg.is_none()), "{palette:?} {ground:?}");
        }
    }
}

#[test]
fn without_colours_nothing_is_coloured_and_a_digit_tells_highlights_apart() {
    let theme = Theme::new(Ground::Dark, Palette::None);
    assert!(
        read(&theme)
            .iter()
            .all(|(_, style)| style.fg.is_none() && style.bg.is_none())
    );
    for palette in [Palette::Sixteen, Palette::None] {
        let theme = Theme::new(Ground::Light, palette);
        assert!(theme.digits);
        assert!(
            theme
                .highlight
                .iter()
                .all(|style| style.add_modifier.contains(Modifier::UNDERLINED))
        );
        let ways = [theme.highlight[0], theme.hit, theme.current_hit, Style::new()];
        for (at, way) in ways.iter().enumerate() {
            assert!(!ways[..at].contains(way), "{palette:?}: {way:?} says two things");
        }
    }
}

#[test]
fn the_256_colours_are_taken_as_they_are() {
    let exact = |colour: Option<Color>| {
        let Some(Color::Rgb(red, green, blue)) = colour else {
            return true;
        };
        let is_step = |part: u8| [0, 95, 135, 175, 215, 255].contains(&part);
        let is_grey = red == green && green == blue && red >= 8 && (red - 8) % 10 == 0;
        is_grey || [red, green, blue].into_iter().all(is_step)
    };
    for ground in [Ground::Dark, Ground::Light] {
        let theme = Theme::new(ground, Palette::Indexed);
        for (name, style) in read(&theme) {
            assert!(exact(style.fg) && exact(style.bg), "{ground:?} {name}: {style:?}");
        }
    }
}

use super::{GUTTER, Geometry, MIN_SIDE_BY_SIDE, Page, columns, effective};
use crate::layout::{Arrangement, Columns};
use crate::turns::Side;

const PAGE: Page = Page {
    width: 100,
    height: 30,
    arrangement: Arrangement::SideBySide,
    share: 0.4,
    adjust: 0,
    timed: false,
    numbers: 120,
    measure: None,
    bare: false,
};

fn pages() -> impl Iterator<Item = Page> {
    use Arrangement::{Plain, SideBySide, Stacked};
    let sizes = (30..=300).flat_map(|width| [8, 11, 12, 48, 999].map(|height| (width, height)));
    sizes.flat_map(|(width, height)| {
        [SideBySide, Stacked, Plain].into_iter().flat_map(move |arrangement| {
            [
                (0.0, -300),
                (0.1, 0),
                (0.4, 5),
                (0.5, -2),
                (0.8, 0),
                (1.0, 300),
                (f32::NAN, 1),
            ]
            .into_iter()
            .map(move |(share, adjust)| Page {
                width,
                height,
                arrangement,
                share,
                adjust,
                timed: width % 2 == 0,
                numbers: usize::from(height) * 7,
                measure: None,
                bare: false,
            })
        })
    })
}

#[test]
fn everything_stands_on_the_screen_in_order() {
    for page in pages() {
        let Some(g) = Geometry::new(page) else {
            panic!("{page:?}")
        };
        let (left, right) = (g.columns.left, g.columns.right);
        let parts = [left.sign, left.time, left.number, left.text, left.doubt];
        assert!(parts.windows(2).all(|pair| pair[0].end() == pair[1].x), "{page:?}");
        if g.arrangement == Arrangement::SideBySide {
            assert!(left.whole.end() < g.rule.x && g.rule.end() < right.whole.x, "{page:?}");
            assert!(g.apart.width >= left.text.width + GUTTER + right.text.width, "{page:?}");
        } else {
            assert_eq!(left, right);
        }
        assert!(left.text.width > 0 && right.text.width > 0);
        assert!(right.whole.end() <= g.scrollbar.x);
        assert!(
            g.ticks.end() <= page.width && g.page.end() <= page.width,
            "{page:?} {g:?}"
        );
        assert_eq!(g.page.end(), g.ticks.end().max(right.whole.end()));
        let rows = g.body + g.body_height + u16::from(g.foot_rule.is_some()) + 1;
        assert_eq!(rows, page.height);
        assert!(g.body_height >= 4 && g.reading_row() < g.body_height);
    }
}

#[test]
fn lines_stay_readable_on_wide_terminals_and_the_page_in_the_middle() {
    for share in [0.1, 0.3, 0.5, 0.9] {
        let Some(g) = Geometry::new(Page {
            width: 240,
            share,
            ..PAGE
        }) else {
            panic!()
        };
        let Columns { left, right } = g.measures();
        assert!(
            (28..=60).contains(&left) && (40..=75).contains(&right),
            "{share} {left} {right}"
        );
        assert!(g.page.x.abs_diff(240 - g.page.end()) <= 1);
    }
}

#[test]
fn columns_follow_the_share_of_talk() {
    let quiet = columns(110, Arrangement::SideBySide, 0.2, 0);
    let even = columns(110, Arrangement::SideBySide, 0.5, 0);
    assert!(quiet.left < even.left && quiet.right > even.right);
    let unknown = columns(110, Arrangement::SideBySide, 0.4, 0);
    assert!(
        (i32::from(unknown.left) * 3 - i32::from(unknown.right) * 2).abs() <= 5,
        "{unknown:?}"
    );
}

#[test]
fn narrow_terminals_are_stacked_and_tiny_ones_have_no_page() {
    assert_eq!(
        effective(Arrangement::SideBySide, MIN_SIDE_BY_SIDE),
        Arrangement::SideBySide
    );
    assert_eq!(
        effective(Arrangement::SideBySide, MIN_SIDE_BY_SIDE - 1),
        Arrangement::Stacked
    );
    assert_eq!(effective(Arrangement::Plain, 40), Arrangement::Plain);
    assert!(Geometry::new(Page { width: 29, ..PAGE }).is_none());
    assert!(Geometry::new(Page { height: 7, ..PAGE }).is_none());
}

#[test]
fn the_reader_can_make_the_words_wider_and_narrower() {
    for arrangement in [Arrangement::SideBySide, Arrangement::Stacked, Arrangement::Plain] {
        let all = |adjust| {
            let columns = columns(160, arrangement, 0.4, adjust);
            columns.left + columns.right
        };
        assert!(all(-2) < all(0) && all(0) < all(1), "{arrangement:?}");
        assert!(all(-400) >= 40 && all(400) <= 320);
    }
}

#[test]
fn times_have_a_margin_where_there_is_room() {
    let roomy = Geometry::new(Page {
        timed: true,
        width: 160,
        ..PAGE
    })
    .map(|g| g.columns.right.time.width);
    let tight = Geometry::new(Page {
        timed: true,
        width: 80,
        ..PAGE
    })
    .map(|g| g.columns.right.time.width);
    assert_eq!((roomy, tight), (Some(8), Some(0)));
}

#[test]
fn a_cell_of_the_screen_knows_its_column() {
    let Some(g) = Geometry::new(PAGE) else { panic!() };
    assert_eq!(g.side_at(g.columns.left.text.x), Some(Side::Left));
    assert_eq!(g.side_at(g.columns.right.number.x), Some(Side::Right));
    assert_eq!(g.side_at(g.scrollbar.x), None);
    assert_eq!((g.body_row(g.body), g.body_row(g.notice)), (Some(0), None));
}

#[test]
fn the_reader_s_own_measure_bounds_both_columns_and_the_only_one() {
    for own in [20, 30, 60, 100] {
        let wide = Geometry::new(Page {
            width: 300,
            measure: Some(own),
            ..PAGE
        })
        .expect("there is room");
        let words = wide.measures();
        assert!(words.left <= own && words.right <= own, "{words:?} for {own}");
        let one = Page {
            width: 300,
            measure: Some(own),
            arrangement: Arrangement::Stacked,
            ..PAGE
        };
        assert_eq!(Geometry::new(one).expect("there is room").measures().left, own);
    }
}

#[test]
fn a_bare_page_is_all_words() {
    let bare = Geometry::new(Page { bare: true, ..PAGE }).expect("there is room");
    assert_eq!((bare.body, bare.names, bare.foot_rule), (0, None, None));
    assert_eq!(bare.body_height + 1, PAGE.height);
}

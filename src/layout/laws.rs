//! What holds of every layout, whatever is said and however wide the page.

use std::path::{Path, PathBuf};

use proptest::prelude::*;
use unicode_segmentation::UnicodeSegmentation;

use super::dialogue::{Dialogue, Said, options};
use super::{Arrangement, Block, Cell, CellKind, Columns, Content, GUTTER, Options, Row};
use crate::text::width::width;
use crate::transcript::{Builder, Piece, Transcript};
use crate::turns::{Side, Sides};

const ARRANGEMENTS: [Arrangement; 3] = [Arrangement::SideBySide, Arrangement::Stacked, Arrangement::Plain];

/// A dialogue and how to see whether its layout obeys.
struct Page {
    dialogue: Dialogue,
    blocks: Vec<Block>,
    /// Whether a grapheme begins at a byte.
    graphemes: Vec<bool>,
}

impl Page {
    fn new(dialogue: Dialogue) -> Self {
        let text = dialogue.transcript.text();
        let mut graphemes = vec![false; text.len() + 1];
        for (at, _) in text.grapheme_indices(true) {
            graphemes[at] = true;
        }
        graphemes[text.len()] = true;
        let blocks = dialogue.blocks();
        Self {
            dialogue,
            blocks,
            graphemes,
        }
    }

    fn obeys(&self, options: &Options) {
        let mut shown = Vec::new();
        for block in &self.blocks {
            let rows = self.dialogue.rows(block, options);
            assert_eq!(rows, self.dialogue.rows(block, options));
            Self::begins_level(block, &rows, options);
            for side in [Side::Left, Side::Right] {
                let cells: Vec<&Cell> = rows.iter().filter_map(|row| row.cells[side].as_ref()).collect();
                assert!(
                    cells.windows(2).all(|pair| pair[0].span.end() <= pair[1].span.start()),
                    "out of order"
                );
                for cell in cells {
                    self.fits(cell, side, options);
                    shown.push(cell.span);
                }
            }
        }
        shown.sort_unstable();
        let text = self.dialogue.transcript.text();
        let mut at = 0;
        for span in shown.iter().filter(|span| !span.is_empty()) {
            assert!(at <= span.start(), "shown twice: {:?}", span.of(text));
            assert!(
                text[at..span.start()].trim().is_empty(),
                "lost: {:?}",
                &text[at..span.start()]
            );
            at = span.end();
        }
        assert!(text[at..].trim().is_empty(), "lost: {:?}", &text[at..]);
    }

    fn begins_level(block: &Block, rows: &[Row], options: &Options) {
        assert!(
            rows.last()
                .is_some_and(|row| row.cells.left.is_some() || row.cells.right.is_some())
        );
        // An unfolded signal stands where it interrupts, and may push its side's next turn down.
        if let (Content::Exchange { parts, .. }, Arrangement::SideBySide, true) =
            (&block.content, options.arrangement, options.unfolded.is_empty())
        {
            let first = |side: Side| {
                let words = |row: &Row| row.cells[side].as_ref().is_some_and(|c| c.kind == CellKind::Words);
                rows.iter().position(words)
            };
            assert_eq!(first(Side::Left).is_some(), !parts.left.is_empty());
            assert_eq!(first(Side::Right).is_some(), !parts.right.is_empty());
            if let (Some(left), Some(right)) = (first(Side::Left), first(Side::Right)) {
                assert_eq!(left, right, "question and answer begin level");
            }
        }
    }

    fn fits(&self, cell: &Cell, side: Side, options: &Options) {
        let text = self.dialogue.transcript.text();
        let words = cell.span.of(text).replace('\n', " ");
        assert_eq!(words.trim(), words);
        assert_eq!(words.is_empty(), cell.span.is_empty());
        let Columns { left, right } = options.columns;
        let column = match (options.arrangement, cell.kind, side) {
            (Arrangement::SideBySide, CellKind::Apart(_), _) => left + GUTTER + right,
            (Arrangement::SideBySide, _, Side::Right) => right,
            _ => left,
        };
        let cells = usize::from(cell.indent) + width(&words) + usize::from(cell.hyphen);
        assert!(
            cells <= usize::from(column) || words.graphemes(true).count() == 1,
            "{words:?} in {column}"
        );
        // A stray accent after a space makes one grapheme with it; a line may begin there nevertheless.
        let begins = |at: usize| self.graphemes[at] || text[..at].ends_with([' ', '\n']);
        let ends = |at: usize| self.graphemes[at] || text[at..].starts_with([' ', '\n']);
        assert!(begins(cell.span.start()) && ends(cell.span.end()), "{words:?}");
        if cell.hyphen {
            let next = text[cell.span.end()..].chars().next();
            assert!(words.ends_with(char::is_alphabetic) && next.is_some_and(char::is_alphabetic));
        }
    }

    /// At every width of interest, in each arrangement, signals folded and unfolded.
    fn obeys_at(&self, widths: impl Iterator<Item = u16>, hyphenation: Option<&'static str>) {
        for left in widths {
            for arrangement in ARRANGEMENTS {
                let mut options = options(arrangement, left, left.max(3) * 4 / 3, hyphenation);
                self.obeys(&options);
                options.unfolded = (0..self.dialogue.turns.all().len()).collect();
                self.obeys(&options);
            }
        }
    }
}

fn check(lines: &[Said<'_>], hyphenation: Option<&'static str>) {
    Page::new(Dialogue::new(lines)).obeys_at(2..=200, hyphenation);
}

#[test]
fn german_talk_obeys() {
    check(
        &[
            ('#', "Vorstandsvorsitzendenwechsel – ein Gespräch über Überzeugungen"),
            ('A', "Wie kamen Sie auf die Donaudampfschifffahrtsgesellschaft?"),
            (
                'B',
                "„Übermütig“ wäre das falsche Wort; Größenverhältnisse, Straßenbahnhaltestellen und",
            ),
            ('a', "Mhm."),
            (
                'B',
                "Arbeitsbeschaffungsmaßnahmen: Alles hing zusammen.\nWirklich. Siehe www.beispiel.example/eins/zwei.",
            ),
            (
                '+',
                "Die Mutter-Kind-Kur war 2019–2020 teurer—viel teurer als/oder gleich.",
            ),
            ('A', "Ja."),
            ('C', "Nein!"),
            ('B', "Doch."),
            ('*', "Anzeige"),
        ],
        Some("de"),
    );
}

#[test]
fn english_talk_of_two_obeys() {
    check(
        &[
            ('B', "Is it on? Extraordinarily well, then."),
            (
                'A',
                "It's been running since o'clock-ish; tell me about the re-establishment.",
            ),
            ('B', "Well, uncharacteristically\nfor me, I waited ... and waited."),
            ('A', "Right"),
            ('B', "They came."),
        ],
        Some("en"),
    );
}

#[test]
fn chinese_arabic_hindi_and_korean_talk_obeys() {
    check(
        &[
            ('A', "你为什么在一九八九年离开了那座城市?请说得详细一点。"),
            ('B', "因为,那时候……我们都觉得(真的)没有别的办法了。ABC公司也关了。"),
            ('A', "لماذا سافرت إلى المدينة الكبيرة؟"),
            ('B', "لأنّ العمل كان هناك، ولا شيء آخر."),
            ('A', "दिल्ली में क्या-क्या हुआ?"),
            ('B', "안녕하세요 여러분"),
        ],
        None,
    );
}

#[test]
fn thai_talk_obeys() {
    let lines = [('A', "คุณไปตลาดทุกวันเพื่อซื้อผลไม้หรือเปล่า"), ('B', "ไม่ค่ะ\nฉันอยู่บ้าน")];
    // Each width costs a run of a neural network, which is slow where nothing is optimised.
    Page::new(Dialogue::new(&lines)).obeys_at([2, 3, 9, 24, 200].into_iter(), None);
}

#[test]
fn emoji_accents_and_endless_words_obey() {
    let endless = "abcde".repeat(1000);
    check(
        &[
            ('A', "So 👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧 or 🇩🇪🇫🇷🇪🇸🇮🇹? ✈️✈️ 👍🏽!"),
            (
                'B',
                "Cafe\u{301} z\u{363}\u{301}\u{302}\u{303}u\u{308}rich o\u{308}ffentlichkeitsarbeit \u{301}x - -- ——",
            ),
        ],
        Some("de"),
    );
    Page::new(Dialogue::new(&[('A', "Well?"), ('B', &endless)])).obeys_at([3, 77].into_iter(), Some("en"));
}

#[test]
fn long_talk_cut_into_blocks_obeys() {
    let question = "Was war das Schönste? Und warum eigentlich? ".repeat(600);
    let answer = "Ich weiß es nicht mehr genau. Es gab Überraschungen, viele. ".repeat(900);
    let thai = "ฉันไปตลาดทุกวันเพื่อซื้อผลไม้".repeat(60);
    let lines = [
        ('A', &*question),
        ('B', &answer),
        ('a', "Ja."),
        ('B', &answer),
        ('C', &thai),
    ];
    Page::new(Dialogue::new(&lines)).obeys_at(std::iter::once(40), Some("de"));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn whatever_is_said_obeys(
        lines in prop::collection::vec(
            (
                prop::sample::select(vec!['A', 'B', 'C', 'a', 'b', '+', '.', '#', '*']),
                prop::collection::vec(
                    prop_oneof!["[a-zA-ZäöüßÉ]{1,20}", "[a-z]{1,5}[-/–—'][a-z]{1,9}", "\\PC{1,8}", "[字ก-ฮ้ا-ي가]{1,6}", " ", "\n"],
                    1..12,
                ),
            ),
            1..12,
        ),
        left in 2_u16..=120,
    ) {
        let lines: Vec<(char, String)> = lines.into_iter().map(|(who, words)| (who, words.join(" "))).collect();
        let lines: Vec<Said<'_>> = lines.iter().map(|(who, words)| (*who, words.as_str())).collect();
        let dialogue = Dialogue::new(&lines);
        let exchanges = dialogue.turns.exchanges().len();
        let page = Page::new(dialogue);
        prop_assert!(exchanges <= page.blocks.len());
        page.obeys_at(std::iter::once(left), Some("de"));
    }
}

#[test]
fn every_text_of_the_corpus_obeys() {
    let shared = std::env::var_os("VISAVIS_SHARED").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared"),
        PathBuf::from,
    );
    let mut files = Vec::new();
    for folder in [
        "seed",
        "corpus/formats/plain-labelled",
        "corpus/formats/plain-unlabelled",
        "corpus/formats/srt",
    ] {
        let Ok(entries) = std::fs::read_dir(shared.join(folder)) else {
            continue;
        };
        files.extend(
            entries
                .flatten()
                .map(|entry| entry.path())
                .filter(|path| path.is_file()),
        );
    }
    if files.is_empty() {
        println!("skipped: no shared corpus");
    }
    files.sort();
    for path in files {
        let Ok(text) = std::fs::read_to_string(&path) else {
            continue;
        };
        let mut end = text.len().min(30_000);
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        Page::new(Dialogue::alternating(lines_of(&text[..end]))).obeys_at([7, 33, 60].into_iter(), Some("de"));
    }
}

/// A transcript with an utterance for each line.
fn lines_of(text: &str) -> Transcript {
    let mut builder = Builder::default();
    let mut paragraph = false;
    for (number, line) in text.lines().enumerate() {
        let pushed = builder.push(Piece {
            paragraph,
            ..Piece::new(line, number + 1)
        });
        paragraph = !pushed;
    }
    builder.finish(text.lines().count())
}

#[test]
fn sides_are_laid_out_as_if_alone() {
    let answer = "Es war ein langer Sommer, und niemand wusste, wie lange noch. ".repeat(20);
    let both = Dialogue::new(&[('A', "Wie war es?"), ('B', &answer)]);
    let alone = Dialogue::new(&[('B', &answer)]);
    let options = options(Arrangement::SideBySide, 30, 44, Some("de"));
    let right = |dialogue: &Dialogue| -> Vec<String> {
        let rows = dialogue.rows(&dialogue.blocks()[0], &options);
        let cells = rows.iter().filter_map(
            |Row {
                 cells: Sides { right, .. },
             }| right.as_ref(),
        );
        cells
            .map(|cell| dialogue.transcript.words(cell.span).to_owned())
            .collect()
    };
    assert_eq!(right(&both), right(&alone));
}

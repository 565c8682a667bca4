//! CSV and TSV: a row a quote under a row of names.
//!
//! A cell that a spreadsheet would take for a formula begins with an apostrophe. In TSV a tab or line break in a cell is a space,
//! so that a line is a row for every program.

use super::super::quote::{Document, Quote};
use super::{Extract, Wish, stamp};
use crate::formats::writing::FORMULA;
use crate::transcript::Time;

/// A column: its name and what stands in it.
type Column = (&'static str, fn(&Quote, &Document) -> String);

/// The columns, in order.
const COLUMNS: &[Column] = &[
    ("id", |q, _| q.id.to_string()),
    ("document", |_, d| d.title.to_string()),
    ("speaker", |q, _| q.speaker()),
    ("role", |q, _| q.role()),
    ("turn", |q, _| number(q.turn())),
    // The line of the file: what programs that number every paragraph of a text count.
    ("paragraph", |q, _| number(q.line)),
    ("start", |q, _| clock(q.from)),
    ("end", |q, _| clock(q.to)),
    ("start_char", |q, _| number(q.place.map(|(start, _)| start))),
    ("end_char", |q, _| number(q.place.map(|(_, end)| end))),
    ("quote", |q, _| q.words()),
    ("tags", |q, _| q.tags.join(", ")),
    ("colour", |q, _| q.colour().map_or("", |c| c.name()).to_owned()),
    ("note", |q, _| q.note.clone()),
    ("context_before", |q, _| settled(&q.before)),
    ("context_after", |q, _| settled(&q.after)),
    ("source_sha256", |_, d| d.sha256.clone()),
    ("created", |q, _| stamp(q.created)),
    ("kind", |q, _| q.sort().to_owned()),
    ("letter", |q, _| q.letter().map(String::from).unwrap_or_default()),
    ("question", |q, _| {
        q.question.as_ref().map(|asked| asked.words.clone()).unwrap_or_default()
    }),
    ("status", |q, _| q.status_word().to_owned()),
    ("file", |_, d| d.name.to_string()),
    ("citation", |q, _| q.citation.clone()),
    ("updated", |q, _| stamp(q.updated)),
    // The words that were marked, and those given to the mark since, where they read otherwise now.
    ("marked_as", |q, _| q.wordings().join(" → ")),
];

/// Cells parted by commas, in quotation marks where they must be.
pub fn csv(extracts: &[Extract<'_>], _: &Wish) -> Vec<u8> {
    rows(extracts, ",", |cell| {
        if cell.contains([',', '"', '\n', '\r', ';', '\t']) || cell.trim() != cell {
            format!("\"{}\"", cell.replace('"', "\"\""))
        } else {
            cell
        }
    })
}

/// Cells parted by tabs.
pub fn tsv(extracts: &[Extract<'_>], _: &Wish) -> Vec<u8> {
    rows(extracts, "\t", |cell| settled(&cell))
}

fn rows(extracts: &[Extract<'_>], between: &str, written: impl Fn(String) -> String) -> Vec<u8> {
    let names: Vec<&str> = COLUMNS.iter().map(|(name, _)| *name).collect();
    let mut out = names.join(between);
    out.push('\n');
    for extract in extracts {
        for quote in &extract.quotes {
            let cell = |(_, value): &Column| written(guarded(value(quote, extract.source.document)));
            let cells: Vec<String> = COLUMNS.iter().map(cell).collect();
            out.push_str(&cells.join(between));
            out.push('\n');
        }
    }
    out.into_bytes()
}

/// A cell as no spreadsheet takes it for a formula. Some look past white space and know the signs in full width too.
fn guarded(cell: String) -> String {
    let bare = cell.trim_start_matches(|c: char| c.is_whitespace() || c == '\'' || c == '\u{feff}');
    let is_formula = bare.starts_with(FORMULA) || bare.starts_with(['＝', '＋', '－', '＠']);
    if is_formula { format!("'{cell}") } else { cell }
}

/// Words on one line.
fn settled(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn number(number: Option<usize>) -> String {
    number.map(|number| number.to_string()).unwrap_or_default()
}

fn clock(time: Option<Time>) -> String {
    let Some(millis) = time.map(Time::millis) else {
        return String::new();
    };
    let (seconds, fraction) = (millis / 1000, millis % 1000);
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    format!("{hours}:{minutes:02}:{seconds:02}.{fraction:03}")
}

#[cfg(test)]
mod tests {
    use super::guarded;

    #[test]
    fn no_cell_begins_as_a_formula_does() {
        for formula in [
            "=1+1",
            "+1",
            "-1",
            "@SUM(A1)",
            " =1",
            "'=1",
            "\t=1",
            "\n-2",
            "＝1",
            "\u{feff}=1",
        ] {
            assert_eq!(guarded(formula.to_owned()), format!("'{formula}"));
        }
        for words in ["", "a = b", "1-2", "'tis"] {
            assert_eq!(guarded(words.to_owned()), words);
        }
    }
}

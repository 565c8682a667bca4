//! CSV: `start,end,speaker,text`, a row for every piece.
//!
//! A cell that a spreadsheet would take for a formula begins with an apostrophe, which spreadsheets and this reader pass over.
//! So does one that would lose an apostrophe of its own to that.

use super::super::script::Script;
use super::captions::unmarked;
use crate::formats::writing;
use crate::transcript::Time;

/// A row for every piece, under a row of names.
pub fn write(script: &Script<'_>) -> String {
    let mut out = "start,end,speaker,text\r\n".to_owned();
    for said in script.said() {
        let time = |time: Option<Time>| time.map(clock).unwrap_or_default();
        let cells = [
            time(said.from),
            time(said.to),
            cell(script.name(said.person)),
            cell(&unmarked(&said.words)),
        ];
        out.push_str(&cells.join(","));
        out.push_str("\r\n");
    }
    out
}

fn clock(time: Time) -> String {
    let (seconds, fraction) = (time.millis() / 1000, time.millis() % 1000);
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    format!("{hours}:{minutes:02}:{seconds:02}.{fraction:03}")
}

/// Text as one cell.
fn cell(text: &str) -> String {
    let is_formula = text.trim_start_matches('\'').starts_with(writing::FORMULA);
    let guard = if is_formula { "'" } else { "" };
    if text.contains([',', '"', '\n', '\r', ';']) || text.starts_with(' ') || text.ends_with(' ') {
        format!("\"{guard}{}\"", text.replace('"', "\"\""))
    } else {
        format!("{guard}{text}")
    }
}

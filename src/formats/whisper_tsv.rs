//! Whisper's table: a header, then start and end in milliseconds and the text, parted by tabs. Quotes mean nothing in it.

use std::borrow::Cow;

use super::lines::lines;
use super::sheet::{Entry, Grain, Sheet};
use super::times::stamp;
use super::{Parsed, Part, Refusal, Remark, Source};
use crate::text::SafeText;
use crate::transcript::Time;

/// The header line.
pub fn sniff(source: &Source<'_>) -> Option<&'static str> {
    let header = lines(source.text).find(|line| !line.is_blank())?;
    let columns = header.text.trim().split('\t').map(str::trim);
    columns
        .eq(["start", "end", "text"])
        .then_some("columns start, end and text")
}

/// Reads the table.
///
/// # Errors
///
/// None.
pub fn read(source: &Source<'_>) -> Result<Parsed, Refusal> {
    let mut sheet = Sheet::of(Grain::Told);
    let mut odd = None;
    for line in lines(source.text).filter(|line| !line.is_blank()).skip(1) {
        if source.part == Part::Head && !line.ended {
            break;
        }
        let mut columns = line.text.splitn(3, '\t');
        let (from, to, text) = (columns.next(), columns.next(), columns.next());
        let times = from.and_then(millis).zip(to.and_then(millis));
        if text.is_none() || times.is_none() {
            let (count, first) = odd.unwrap_or((0, line.number));
            odd = Some((count + 1, first));
        }
        sheet.lay(Entry {
            text: Cow::Borrowed(text.unwrap_or(line.text)),
            from: times.map(|(from, _)| from),
            to: times.map(|(_, to)| to),
            line: line.number,
            ..Entry::default()
        });
    }
    if let Some((count, first)) = odd {
        let rows = if count == 1 { "row" } else { "rows" };
        sheet.remarks.push(Remark {
            line: Some(first),
            text: SafeText::line(&format!("{count} {rows} without start, end and text")),
        });
    }
    Ok(sheet.gather(source))
}

/// Whole milliseconds; a clock or seconds with a fraction, as some tools write them, are told by their signs.
fn millis(written: &str) -> Option<Time> {
    let written = written.trim();
    match written.parse() {
        Ok(millis) => Some(Time::from_millis(millis)),
        Err(_) => stamp(written)
            .filter(|stamp| stamp.length == written.len())
            .map(|stamp| stamp.time),
    }
}

//! SBV, the captions of YouTube's studio: two times with a comma between them, and the text below.

use super::captions;
use super::cues::Composed;
use super::lines::{is_blank, lines};
use super::times::stamp;
use super::{Parsed, Part, Refusal, Source};
use crate::transcript::Time;

/// How many lines may stand before the first time line.
const LINES_BEFORE: usize = 20;

/// A line of two times with a comma between them near the beginning.
pub fn sniff(source: &Source<'_>) -> Option<&'static str> {
    lines(source.text)
        .take(LINES_BEFORE)
        .any(|line| times(line.text).is_some())
        .then_some("lines of two times with a comma")
}

/// Reads SBV.
///
/// # Errors
///
/// None.
pub fn read(source: &Source<'_>) -> Result<Parsed, Refusal> {
    let mut cues: Vec<Composed> = Vec::new();
    for line in lines(source.text) {
        if let Some((from, to)) = times(line.text) {
            cues.push(Composed {
                from: Some(from),
                to: Some(to),
                line: line.number,
                last_line: line.number,
                ..Composed::default()
            });
        } else if let Some(cue) = cues.last_mut().filter(|_| !line.is_blank()) {
            if !is_blank(&cue.text) {
                cue.text.push('\n');
            }
            cue.text.push_str(&line.text.replace("[br]", "\n"));
            cue.last_line = line.number;
        }
    }
    if source.part == Part::Head {
        cues.pop();
    }
    Ok(captions::gather(*source, cues.iter().map(Composed::cue)))
}

/// `0:00:01.000,0:00:02.500` and nothing else.
fn times(line: &str) -> Option<(Time, Time)> {
    let line = line.trim();
    let from = stamp(line).filter(|from| from.fields > 1)?;
    let rest = line[from.length..].trim_start().strip_prefix(',')?.trim_start();
    let to = stamp(rest).filter(|to| to.fields > 1)?;
    (to.length == rest.len()).then_some((from.time, to.time))
}

#[cfg(test)]
mod tests {
    use super::times;

    #[test]
    fn a_line_of_two_times_and_nothing_else() {
        let found = times("0:00:01.000,0:00:02.500").map(|(from, to)| (from.millis(), to.millis()));
        assert_eq!(found, Some((1000, 2500)));
        for other in ["12:30, 13:00 and later", "1,2", "0:01", "0:00:01,000 --> 0:00:02,000"] {
            assert_eq!(times(other), None, "{other}");
        }
    }
}

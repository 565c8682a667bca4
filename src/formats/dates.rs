//! Dates as people write them at the head of a document.
//!
//! Only a line that is a date and nothing else counts; a date in a sentence is speech.

/// Month names and their usual abbreviations, in the languages of the reader's hyphenation; the number is the month.
const MONTHS: &[(&str, u8)] = &[
    ("jan", 1),
    ("jän", 1),
    ("ene", 1),
    ("gen", 1),
    ("feb", 2),
    ("fév", 2),
    ("fev", 2),
    ("mar", 3),
    ("mär", 3),
    ("maa", 3),
    ("mrz", 3),
    ("apr", 4),
    ("avr", 4),
    ("abr", 4),
    ("may", 5),
    ("mai", 5),
    ("mag", 5),
    ("mei", 5),
    ("juin", 6),
    ("jun", 6),
    ("giu", 6),
    ("jul", 7),
    ("juil", 7),
    ("lug", 7),
    ("aug", 8),
    ("aoû", 8),
    ("ago", 8),
    ("sep", 9),
    ("set", 9),
    ("oct", 10),
    ("okt", 10),
    ("ott", 10),
    ("out", 10),
    ("nov", 11),
    ("dec", 12),
    ("dez", 12),
    ("déc", 12),
    ("dic", 12),
];

/// Words that may stand in a date and say nothing about the day.
const FILLERS: &[&str] = &["de", "of", "the", "del", "den", "am", "le", "il", "den"];

/// A line that is a date, as `2025-02-09`, or as written where day and month cannot be told apart.
#[must_use]
pub fn date(line: &str) -> Option<String> {
    let line = line.trim();
    if line.is_empty() || line.len() > 60 || !line.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let mut numbers: Vec<(u32, usize)> = Vec::new();
    let mut month = None;
    let mut weekday = false;
    for word in line.split(|c: char| c.is_whitespace() || matches!(c, ',' | '.' | '/' | '-' | '年' | '月' | '日' | '–'))
    {
        let word = word.trim_matches(['(', ')', 'º', '°']);
        if word.is_empty() || FILLERS.contains(&word.to_lowercase().as_str()) {
            continue;
        }
        let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        if !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()) {
            let suffix = &word[digits.len()..];
            if !matches!(suffix, "" | "st" | "nd" | "rd" | "th" | "er") || digits.len() > 4 {
                return None;
            }
            numbers.push((digits.parse().ok()?, digits.len()));
        } else if let Some(found) = month_of(word).filter(|_| month.is_none()) {
            month = Some(found);
        } else if !weekday && numbers.is_empty() && month.is_none() && word.chars().all(char::is_alphabetic) {
            weekday = true;
        } else {
            return None;
        }
    }
    if weekday && month.is_none() && numbers.len() < 3 {
        return None;
    }
    dated(&numbers, month, line)
}

fn dated(numbers: &[(u32, usize)], month: Option<u8>, line: &str) -> Option<String> {
    let is_year = |(number, digits): (u32, usize)| digits == 4 && (1800..2200).contains(&number);
    match (numbers, month) {
        (&[day, year], Some(month)) if is_year(year) => written(year.0, u32::from(month), day.0),
        (&[year, day], Some(month)) if is_year(year) => written(year.0, u32::from(month), day.0),
        (&[year], Some(month)) if is_year(year) => Some(format!("{}-{month:02}", year.0)),
        (&[year, month, day], None) if is_year(year) => written(year.0, month.0, day.0),
        (&[a, b, year], None) if is_year(year) => {
            let slashed = line.contains('/');
            if b.0 > 12 && a.0 <= 12 {
                written(year.0, a.0, b.0)
            } else if slashed && a.0 <= 12 && a.0 != b.0 {
                // 3/4/2025 is April in one country and March in another.
                (a.0 > 0 && b.0 > 0).then(|| line.to_owned())
            } else {
                written(year.0, b.0, a.0)
            }
        }
        _ => None,
    }
}

fn written(year: u32, month: u32, day: u32) -> Option<String> {
    ((1..=12).contains(&month) && (1..=31).contains(&day)).then(|| format!("{year}-{month:02}-{day:02}"))
}

fn month_of(word: &str) -> Option<u8> {
    let lower = word.to_lowercase();
    let length = lower.chars().count();
    if !(3..=10).contains(&length) || !lower.chars().all(char::is_alphabetic) {
        return None;
    }
    // The longer beginnings are listed before the shorter ones that they contain.
    MONTHS
        .iter()
        .find(|(start, _)| lower.starts_with(start))
        .map(|(_, month)| *month)
}

#[cfg(test)]
mod tests {
    use super::date;

    fn check(line: &str, expect: Option<&str>) {
        assert_eq!(date(line).as_deref(), expect, "{line:?}");
    }

    #[test]
    fn dates_are_read_in_many_writings() {
        for line in [
            "2024-03-05",
            "2024/03/05",
            "05.03.2024",
            "5. März 2024",
            "March 5, 2024",
            "5th of March 2024",
            "Tuesday, March 5th, 2024",
            "5 de marzo de 2024",
            "le 5 mars 2024",
            "2024年3月5日",
            "Dienstag, 5. März 2024",
        ] {
            check(line, Some("2024-03-05"));
        }
        check("13/03/2024", Some("2024-03-13"));
        check("03/13/2024", Some("2024-03-13"));
        check("3/4/2024", Some("3/4/2024"));
        check("juillet 2024", Some("2024-07"));
    }

    #[test]
    fn a_sentence_or_a_time_is_no_date() {
        for line in [
            "In 2024 we began",
            "2024",
            "12:30",
            "May I ask",
            "Seven 5 3",
            "100 000 2000 people",
            "0.0.2024",
            "1-2",
        ] {
            check(line, None);
        }
    }
}

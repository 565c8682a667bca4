//! The guises in which a talk is shown to the network, since a file may lack what another has.

use super::super::Role;
use super::Interview;
use super::random::Random;

/// How a talk may come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Guise {
    /// As it is.
    AsIs,
    /// Answers cut to a few sentences, as news print them.
    Brief,
    /// Edited for print: questions end the asker's turns, asides and remarks are gone.
    Edited,
    /// Lines cut at commas.
    Recut,
    /// Without question marks.
    Unasked,
    /// In lower case.
    Lower,
    /// Without commas.
    NoCommas,
    /// Without any mark, in lower case.
    Bare,
    /// A few exchanges of it.
    Excerpt,
}

impl Guise {
    /// Any of them: most often as it is.
    pub(super) fn any(random: &mut Random) -> Self {
        match random.below(20) {
            0..6 => Self::AsIs,
            6 => Self::Brief,
            7..11 => Self::Edited,
            11..13 => Self::Recut,
            13..16 => Self::Unasked,
            16 => Self::Lower,
            17 => Self::NoCommas,
            18 => Self::Bare,
            _ => Self::Excerpt,
        }
    }

    /// Any of them, most as they are: for talks of which there are enough.
    pub(super) fn plainer(random: &mut Random) -> Self {
        if random.share() < 0.6 {
            Self::AsIs
        } else {
            Self::any(random)
        }
    }
}

/// Lines with who says each.
pub(super) type Lines = Vec<(String, Option<Role>)>;

/// A talk in a guise.
pub(super) fn dressed(interview: &Interview, guise: Guise, random: &mut Random) -> Lines {
    let lines = interview.lines.iter().cloned().zip(interview.roles.iter().copied());
    match guise {
        Guise::AsIs => lines.collect(),
        Guise::Edited => edited(&lines.collect::<Lines>(), random),
        Guise::Brief => brief(&lines.collect::<Lines>(), random),
        Guise::Recut => lines.flat_map(|(line, role)| recut(&line, role, random)).collect(),
        Guise::Unasked => {
            let end = if random.share() < 0.5 { "." } else { "" };
            changed(lines, |line| line.replace('?', end).replace('¿', ""))
        }
        Guise::Excerpt => excerpt(&lines.collect::<Lines>(), random),
        Guise::Lower => changed(lines, str::to_lowercase),
        Guise::NoCommas => changed(lines, |line| line.replace(',', "")),
        Guise::Bare => changed(lines, |line| {
            let kept = line
                .chars()
                .filter(|c| c.is_alphanumeric() || c.is_whitespace() || *c == '\'');
            kept.collect::<String>().to_lowercase()
        }),
    }
}

fn changed(lines: impl Iterator<Item = (String, Option<Role>)>, change: impl Fn(&str) -> String) -> Lines {
    lines.map(|(line, role)| (change(&line), role)).collect()
}

/// Cuts a line behind some of its commas.
fn recut(line: &str, role: Option<Role>, random: &mut Random) -> Lines {
    let mut parts = Vec::new();
    let mut rest = line;
    let mut from = 0;
    while let Some(at) = rest[from..].find(", ") {
        let at = from + at + 1;
        if at > 24 && rest.len() - at > 24 && random.share() < 0.5 {
            parts.push((rest[..at].to_owned(), role));
            rest = rest[at..].trim_start();
            from = 0;
        } else {
            from = at;
        }
    }
    parts.push((rest.to_owned(), role));
    parts
}

/// Words that open a spoken sentence and that an editor strikes.
const STRUCK: [&str; 18] = [
    "Und", "Also", "Ja", "Aber", "So", "Genau", "Na", "Nun", "And", "Well", "Yeah", "But", "Okay", "Ok", "Right",
    "Yes", "Now", "Oh",
];

/// A sentence as an editor leaves it.
fn struck(line: &str) -> String {
    let mut rest = line;
    for _ in 0..2 {
        for word in STRUCK {
            if let Some(after) = rest.strip_prefix(word).filter(|after| after.starts_with([' ', ','])) {
                rest = after.trim_start_matches([' ', ',']);
            }
        }
    }
    let mut letters = rest.chars();
    let Some(first) = letters.next() else {
        return line.to_owned();
    };
    first.to_uppercase().chain(letters).collect()
}

/// The talk as print would have it.
fn edited(lines: &[(String, Option<Role>)], random: &mut Random) -> Lines {
    let mut kept: Lines = Vec::new();
    let strikes = random.share() < 0.5;
    let (leads, rhetoric) = (1 + random.below(3), random.share() * 0.6);
    let mut from = 0;
    while from < lines.len() {
        let turn: Vec<&(String, Option<Role>)> = lines[from..]
            .iter()
            .take_while(|line| line.1 == lines[from].1)
            .collect();
        from += turn.len();
        let asked = turn.iter().rposition(|line| line.0.ends_with('?'));
        let part: Vec<&(String, Option<Role>)> = match (turn[0].1, asked) {
            (Some(Role::Interviewer), Some(asked)) => {
                let first = asked.saturating_sub(random.below(leads + 1));
                turn[first..=asked].to_vec()
            }
            (Some(Role::Interviewer), None) if kept.is_empty() || random.share() < 0.2 => {
                turn.into_iter().take(2).collect()
            }
            (Some(Role::Interviewer), None) => Vec::new(),
            _ => {
                let most = 2 + random.below(14);
                let mut short: Vec<_> = turn
                    .into_iter()
                    .filter(|line| !line.0.ends_with('?') || random.share() < rhetoric)
                    .collect();
                short.truncate(most);
                short
            }
        };
        for (line, role) in part {
            kept.push((if strikes { struck(line) } else { line.clone() }, *role));
        }
    }
    kept
}

/// Leaves the first sentences of every long turn, and the last one.
fn brief(lines: &[(String, Option<Role>)], random: &mut Random) -> Lines {
    let mut kept: Lines = Vec::new();
    let mut from = 0;
    while from < lines.len() {
        let turn = lines[from..]
            .iter()
            .take_while(|(_, role)| *role == lines[from].1)
            .count();
        let most = 2 + random.below(6);
        for (at, line) in lines[from..from + turn].iter().enumerate() {
            if at < most || at + 1 == turn {
                kept.push(line.clone());
            }
        }
        from += turn;
    }
    kept
}

/// Some lines from where the asker takes over.
fn excerpt(lines: &[(String, Option<Role>)], random: &mut Random) -> Lines {
    let opens = |at: &usize| {
        lines[*at].1 == Some(Role::Interviewer) && (*at == 0 || lines[*at - 1].1 != Some(Role::Interviewer))
    };
    let starts: Vec<usize> = (0..lines.len()).filter(opens).collect();
    let start = starts.get(random.below(starts.len().max(1))).copied().unwrap_or(0);
    let end = lines.len().min(start + 4 + random.below(36));
    lines[start..end].to_vec()
}

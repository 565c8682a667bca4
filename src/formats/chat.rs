//! CHAT of CLAN and TalkBank: `*CHI:` and a tab before what is said, headers behind `@`, dependent tiers behind `%`.
//!
//! A line that begins with white space goes on with the one before. Times stand in bullets, on some lines only. What the
//! signs of transcribing say is put into words where a reader wants it, and left out where it only counts or codes.

mod signs;

use super::dates::date;
use super::lines::{Line, is_blank, lines};
use super::{Parsed, Part, Refusal, Remark, Source, facts};
use crate::text::SafeText;
use crate::transcript::{Builder, Kind, Piece, StatedRole};
use signs::{spoken, word_times};

/// How many lines are looked at for the headers that begin a file.
const LINES_BEFORE: usize = 12;
/// How many participants of the header are looked at.
const PARTICIPANTS: usize = 1000;
/// A heading is not longer, in characters.
const HEADING_CHARS: usize = 80;

/// `@UTF8`, `@Begin` or `@Participants` at the beginning.
pub fn sniff(source: &Source<'_>) -> Option<&'static str> {
    let begins = |line: &Line<'_>| {
        let header = line.text.trim().to_lowercase();
        header == "@begin" || header.starts_with("@participants:")
    };
    let mut first = lines(source.text)
        .filter(|line| !line.is_blank())
        .take(LINES_BEFORE)
        .peekable();
    let headed = first.peek().is_some_and(|line| line.text.starts_with('@'));
    (headed && first.any(|line| begins(&line))).then_some("the headers @Begin or @Participants")
}

/// Reads CHAT.
///
/// # Errors
///
/// None.
pub fn read(source: &Source<'_>) -> Result<Parsed, Refusal> {
    let mut reader = Reader {
        builder: Builder::with_capacity(source.text.len() / 2),
        ..Reader::default()
    };
    let mut open: Option<Tier> = None;
    for line in lines(source.text) {
        if source.part == Part::Head && !line.ended {
            break;
        }
        let goes_on = line.text.starts_with([' ', '\t']);
        match &mut open {
            Some(tier) if goes_on => tier.go_on(line),
            _ => {
                if let Some(tier) = open.take() {
                    reader.tier(tier);
                }
                open = Tier::of(line);
            }
        }
    }
    // Of a head it is not known whether the last line goes on.
    if let Some(tier) = open.filter(|_| source.part == Part::Whole) {
        reader.tier(tier);
    }
    Ok(reader.finish(source))
}

/// A line with those that go on with it.
#[derive(Debug)]
struct Tier {
    /// `*`, `@` or `%`.
    sign: char,
    name: String,
    text: String,
    line: usize,
    last_line: usize,
}

impl Tier {
    fn of(line: Line<'_>) -> Option<Self> {
        let sign = line.text.chars().next().filter(|sign| "*@%".contains(*sign))?;
        let (name, text) = line.text[1..].split_once(':').unwrap_or((&line.text[1..], ""));
        Some(Self {
            sign,
            name: name.trim().to_owned(),
            text: text.trim().to_owned(),
            line: line.number,
            last_line: line.number,
        })
    }

    fn go_on(&mut self, line: Line<'_>) {
        self.text.push(' ');
        self.text.push_str(line.text.trim());
        self.last_line = line.number;
    }
}

/// Where the reading stands.
#[derive(Debug, Default)]
struct Reader {
    builder: Builder,
    parsed: Parsed,
    /// A main line that awaits what its dependent tiers say.
    main: Option<Tier>,
    /// The tier with the times of its words.
    timed: Option<Tier>,
    participants: Vec<Participant>,
    dependent: usize,
}

/// Someone of the header `@Participants`.
#[derive(Debug)]
struct Participant {
    code: String,
    name: Option<String>,
    role: String,
}

impl Reader {
    fn tier(&mut self, tier: Tier) {
        if tier.sign == '%' {
            if tier.name == "wor" {
                self.timed = Some(tier);
            } else {
                self.dependent += 1;
            }
            return;
        }
        self.utterance();
        if tier.sign == '*' {
            self.main = Some(tier);
        } else {
            self.header(&tier);
        }
    }

    /// Adds the main line that has been read, with the times of its words.
    fn utterance(&mut self) {
        let timed = self.timed.take();
        let Some(tier) = self.main.take() else { return };
        let account = &mut self.parsed.account;
        account.pieces += 1;
        let said = spoken(&tier.text);
        account.last_piece = SafeText::line(&said.text);
        if account.pieces == 1 {
            account.first_piece = account.last_piece.clone();
        }
        if !said.text.contains(char::is_alphanumeric) {
            account.set_apart += 1;
            return;
        }
        let label = (!is_blank(&tier.name)).then(|| self.builder.label(&tier.name));
        let words = timed.map_or_else(Vec::new, |timed| word_times(&said.text, &timed.text));
        self.builder.push(Piece {
            label,
            from: said.from,
            to: said.to,
            lines: tier.last_line - tier.line + 1,
            words: &words,
            ..Piece::new(&said.text, tier.line)
        });
    }

    fn header(&mut self, tier: &Tier) {
        match tier.name.to_lowercase().as_str() {
            "participants" => {
                let written = tier.text.split(',').take(PARTICIPANTS);
                self.participants.extend(written.filter_map(Participant::of));
            }
            "languages" | "language" => {
                let first = tier.text.split([',', ' ']).next().unwrap_or("");
                self.builder.facts_mut().language = facts::language_named(first);
            }
            "date" => {
                let written = tier.text.replace('-', " ");
                let text = date(&written).unwrap_or_else(|| tier.text.clone());
                self.builder.facts_mut().date = Some(SafeText::line(&text)).filter(|text| !text.is_empty());
            }
            "title" => {
                self.builder.facts_mut().title = Some(SafeText::line(&tier.text)).filter(|text| !text.is_empty());
            }
            "g" | "bg" if !is_blank(&tier.text) && tier.text.chars().count() <= HEADING_CHARS => {
                self.builder.push(Piece {
                    kind: Kind::Head,
                    paragraph: true,
                    lines: tier.last_line - tier.line + 1,
                    ..Piece::new(&tier.text, tier.line)
                });
            }
            _ => {}
        }
    }

    fn finish(mut self, source: &Source<'_>) -> Parsed {
        self.utterance();
        let participants = std::mem::take(&mut self.participants);
        for participant in &participants {
            let shared = participants
                .iter()
                .filter(|other| other.role == participant.role)
                .count()
                > 1;
            self.state(participant, shared);
        }
        if source.part == Part::Whole {
            let passed = match self.dependent {
                0 => None,
                1 => Some("1 dependent tier passed over".to_owned()),
                more => Some(format!("{more} dependent tiers passed over")),
            };
            let empty = (self.parsed.account.pieces == 0).then(|| "nobody says anything in it".to_owned());
            self.parsed
                .remarks
                .extend(passed.into_iter().chain(empty).map(|text| Remark {
                    line: None,
                    text: SafeText::line(&text),
                }));
        }
        facts::settle_language(&mut self.builder);
        self.parsed.transcript = self.builder.finish(super::lines::count(source.text));
        self.parsed
    }

    /// What the header says of someone who speaks: a name, or a role that nobody shares, and which side a role is on.
    fn state(&mut self, participant: &Participant, shared: bool) {
        let labels = self.builder.so_far().labels();
        if !labels.iter().any(|label| label.as_str() == participant.code) {
            return;
        }
        let label = self.builder.label(&participant.code);
        let role = Some(&participant.role).filter(|role| !shared && !role.is_empty());
        if let Some(name) = participant.name.as_ref().or(role) {
            let name = SafeText::line(&name.replace('_', " "));
            self.builder.facts_mut().full_names.push((label, name));
        }
        match participant.role.as_str() {
            "Investigator" | "Interviewer" => self.builder.state_role(label, StatedRole::Interviewer),
            "Interviewee" | "Informant" | "Participant" | "Subject" | "Respondent" | "Narrator" => {
                self.builder.state_role(label, StatedRole::Guest);
            }
            _ => {}
        }
    }
}

impl Participant {
    /// `CHI Lily Target_Child`, `MOT Mother`.
    fn of(written: &str) -> Option<Self> {
        let words: Vec<&str> = written.split_whitespace().collect();
        let (code, rest) = words.split_first()?;
        let (role, name) = rest.split_last().map_or(("", &[][..]), |(role, name)| (*role, name));
        Some(Self {
            code: (*code).to_owned(),
            name: Some(name.join(" ")).filter(|name| !name.is_empty()),
            role: role.to_owned(),
        })
    }
}

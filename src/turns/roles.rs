//! What each label of a file does: asks or answers.
//!
//! What the file states comes first, then the label's own word (`Q`, `INT`, `Moderatorin`), then who asks and who answers.
//! Order of appearance alone never decides.

use super::draft::Part;
use super::inferred;
use super::learned::Model;
use super::{Role, names};
use crate::text::SafeText;
use crate::transcript::{Label, StatedRole, Transcript};

/// What a role rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Basis {
    /// The file's front matter.
    Stated,
    /// The label is a word for the role.
    Word,
    /// Everyone else's role is known.
    Remaining,
    /// Who asks and who answers.
    Talk,
}

/// A role with its confidence.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Settled {
    pub(super) role: Role,
    pub(super) confidence: f32,
    pub(super) basis: Basis,
}

/// Words for whoever asks, in German, English, French, Spanish, Italian, Portuguese and Dutch.
const ASKS: &str = "anchor|animateur|animatrice|apresentador|apresentadora|co-host|cohost|conduttore|conduttrice|domanda|\
    enquêteur|enquêtrice|entrevistador|entrevistadora|frage|fragen|gastgeber|gastgeberin|gastheer|\
    giornalista|host|i|int|interviewende|interviewender|interviewer|interviewerin|interviewster|\
    intervieweur|intervieweuse|intervistatore|intervistatrice|iv|jornalista|journalist|journalistin|\
    journaliste|mod|moderador|moderadora|moderateur|modérateur|modératrice|moderator|moderatorin|\
    moderatore|moderatrice|periodista|pergunta|pregunta|presentador|presentadora|presentator|\
    presentatore|presentatrice|presenter|présentateur|présentatrice|q|question|questioner|redaktion|\
    reporter|reporterin|verslaggever|vraag";

/// Words for whoever answers.
const ANSWERS: &str = "answer|antwoord|antwort|befragte|befragter|bp|convidada|convidado|deelnemer|deelneemster|enquêté|\
    enquêtée|entrevistada|entrevistado|erzähler|erzählerin|expert|experte|expertin|gast|geïnterviewde|\
    guest|interviewee|interviewpartner|interviewpartnerin|interviewte|interviewter|intervistata|\
    intervistato|invité|invitée|invitada|invitado|ip|narrator|ospite|participant|participante|proband|\
    probandin|reply|respondent|respuesta|resposta|risposta|réponse|teilnehmer|teilnehmerin|témoin|\
    witness|zeitzeuge|zeitzeugin";

/// Single letters that say something only beside each other: who asks, who answers.
const PAIRS: &[(&str, &str)] = &[
    ("q", "a"),
    ("f", "a"),
    ("i", "a"),
    ("i", "b"),
    ("i", "e"),
    ("i", "g"),
    ("i", "n"),
    ("i", "p"),
    ("i", "r"),
    ("int", "a"),
    ("int", "b"),
    ("int", "p"),
    ("int", "r"),
    ("m", "b"),
    ("p", "r"),
    ("d", "r"),
    ("v", "a"),
    ("h", "g"),
];

/// How sure a role is that rests on the label's word; a word may be somebody's name.
const WORD_SURE: f32 = 0.99;
/// How sure the role of the others is once one side is known by word.
const REMAINING_SURE: f32 = 0.93;
/// Parts looked at to see who asks: enough for any interview, little beside a book.
const PARTS_SEEN: usize = 4_000;

/// Units read to see who asks: they stand before the first screen.
const UNITS_SEEN: usize = 600;
/// So many units of nobody are beside each speaker's, so that a few words prove little.
const UNITS_DOUBTED: f32 = 10.0;
/// How much the mean of what the words weigh counts.
const WORDING: f32 = 1.0;

/// The role of every label, in the order of `labels`; parts carry the same numbers as speakers.
pub(super) fn settle(transcript: &Transcript, parts: &[Part], labels: &[Label], model: &Model<'_>) -> Vec<Settled> {
    let words: Vec<String> = labels.iter().map(|label| bare(written(transcript, *label))).collect();
    let mut known: Vec<Option<Settled>> = labels
        .iter()
        .zip(&words)
        .map(|(label, word)| stated(transcript, *label).or_else(|| by_word(written(transcript, *label), word, &words)))
        .collect();
    let count = |known: &[Option<Settled>], role| known.iter().flatten().filter(|settled| settled.role == role).count();
    let (asking, answering) = (count(&known, Role::Interviewer), count(&known, Role::Guest));
    let unknown = known.iter().filter(|settled| settled.is_none()).count();
    // One side known: whoever is left is the other side, unless several are left on the asking side, where some may answer.
    let rest = match (asking, answering) {
        (1.., 0) => Some(Role::Guest),
        (0, 1..) if unknown == 1 => Some(Role::Interviewer),
        _ => None,
    };
    if let Some(role) = rest {
        for settled in known.iter_mut().filter(|settled| settled.is_none()) {
            *settled = Some(Settled {
                role,
                confidence: REMAINING_SURE,
                basis: Basis::Remaining,
            });
        }
    }
    if known.iter().any(Option::is_none) {
        let mut leaning = leaning(transcript, parts, labels.len());
        for (leaning, words) in leaning.iter_mut().zip(wording(transcript, parts, labels.len(), model)) {
            *leaning += words;
        }
        by_talk(&mut known, &leaning);
    }
    let guess = Settled {
        role: Role::Guest,
        confidence: 0.5,
        basis: Basis::Talk,
    };
    known.into_iter().map(|settled| settled.unwrap_or(guess)).collect()
}

/// The names shown for labels: whom the file says a label stands for, else the label as written, except that a bare letter or
/// short sign for a role becomes its word.
pub(super) fn names(transcript: &Transcript, labels: &[Label], roles: &[Settled]) -> Vec<SafeText> {
    let short = |label: &Label, settled: &Settled| {
        settled.basis == Basis::Word && bare(written(transcript, *label)).chars().count() <= 3
    };
    labels
        .iter()
        .zip(roles)
        .map(|(label, settled)| {
            let mut full = transcript.facts().full_names.iter().rev();
            if let Some((_, name)) = full.find(|(of, name)| of == label && !name.as_str().trim().is_empty()) {
                return name.clone();
            }
            let label = written(transcript, *label);
            if !short_sign(label, settled) {
                return SafeText::line(label.trim_end_matches('?'));
            }
            let plain = names::plain(settled.role);
            let digits = label.trim_start_matches(|c: char| !c.is_ascii_digit());
            let alike = labels
                .iter()
                .zip(roles)
                .filter(|(other, of)| of.role == settled.role && short(other, of))
                .count();
            if alike > 1 && digits.is_empty() {
                SafeText::line(&format!("{plain} ({label})"))
            } else if digits.is_empty() {
                SafeText::line(plain)
            } else {
                SafeText::line(&format!("{plain} {digits}"))
            }
        })
        .collect()
}

fn short_sign(label: &str, settled: &Settled) -> bool {
    settled.basis == Basis::Word && bare(label).chars().count() <= 3
}

fn written(transcript: &Transcript, label: Label) -> &str {
    transcript
        .labels()
        .get(usize::from(label.0))
        .map_or("", SafeText::as_str)
}

/// A label without number, full stop or colon, in lower case.
fn bare(label: &str) -> String {
    label
        .trim_matches(|c: char| c.is_ascii_digit() || c.is_whitespace() || ".:()[]*_#".contains(c))
        .to_lowercase()
}

fn stated(transcript: &Transcript, label: Label) -> Option<Settled> {
    let mut said = transcript.facts().stated_roles.iter().rev();
    said.find(|(of, _)| *of == label).map(|(_, role)| Settled {
        role: match role {
            StatedRole::Interviewer => Role::Interviewer,
            StatedRole::Guest => Role::Guest,
        },
        confidence: 1.0,
        basis: Basis::Stated,
    })
}

fn by_word(label: &str, word: &str, all: &[String]) -> Option<Settled> {
    let settled = |role| {
        Some(Settled {
            role,
            confidence: WORD_SURE,
            basis: Basis::Word,
        })
    };
    // A name that ends in a question mark is the interviewer's in some French archives.
    if label.ends_with('?') && label.len() > 1 {
        return settled(Role::Interviewer);
    }
    if is_in(ASKS, word) {
        return settled(Role::Interviewer);
    }
    if is_in(ANSWERS, word) {
        return settled(Role::Guest);
    }
    let there = |other: &str| all.iter().any(|word| word == other);
    if PAIRS.iter().any(|(asks, answers)| *answers == word && there(asks)) {
        return settled(Role::Guest);
    }
    if PAIRS.iter().any(|(asks, answers)| *asks == word && there(answers)) {
        return settled(Role::Interviewer);
    }
    // `Anna Muster (Host)`, `Moderator Peter`: one of several words, and long enough to be no initial.
    let mut parts = word
        .split(|c: char| !c.is_alphabetic() && c != '-')
        .filter(|part| part.len() > 3);
    parts.find_map(|part| {
        if is_in(ASKS, part) {
            settled(Role::Interviewer)
        } else if is_in(ANSWERS, part) {
            settled(Role::Guest)
        } else {
            None
        }
    })
}

fn is_in(table: &str, word: &str) -> bool {
    table.split('|').any(|known| known == word)
}

/// How a speaker talks.
#[derive(Clone, Copy, Default)]
struct Talk {
    turns: f32,
    asking: f32,
    bytes: f32,
    opens: bool,
}

/// For every speaker, log-odds of being one who asks, beside the others.
fn leaning(transcript: &Transcript, parts: &[Part], speakers: usize) -> Vec<f32> {
    let mut talks = vec![Talk::default(); speakers];
    let mut last = None;
    for part in parts.iter().take(PARTS_SEEN) {
        let at = usize::from(part.speaker.0);
        let Some(talk) = talks.get_mut(at) else { continue };
        let words = transcript.words(part.span);
        if last != Some(at) {
            talk.turns += 1.0;
        }
        talk.opens |= last.is_none();
        talk.bytes += words.len() as f32;
        // A question at the end hands over; one in the middle is often rhetorical.
        let marks = words.matches(['?', '？', '؟']).count() as f32;
        let hands_over = words
            .trim_end_matches(['"', '»', '”', ')', ' '])
            .ends_with(['?', '？', '؟']);
        talk.asking += if hands_over { 1.0 } else { (0.4 * marks).min(0.6) };
        last = Some(at);
    }
    let all = talks.iter().fold(Talk::default(), |sum, talk| Talk {
        turns: sum.turns + talk.turns,
        asking: sum.asking + talk.asking,
        bytes: sum.bytes + talk.bytes,
        opens: false,
    });
    let share = |asking: f32, turns: f32| (asking + 0.3) / (turns + 1.0);
    let length = |bytes: f32, turns: f32| (bytes + 60.0) / (turns + 1.0);
    talks
        .iter()
        .map(|talk| {
            let (turns, asking) = (all.turns - talk.turns, all.asking - talk.asking);
            let asks = (share(talk.asking, talk.turns) / share(asking, turns)).ln();
            let brief = (length(all.bytes - talk.bytes, turns) / length(talk.bytes, talk.turns)).ln();
            let seen = (talk.turns.min(turns) / 3.0).min(1.0);
            seen * (1.4 * asks + 0.7 * brief) + if talk.opens { 0.4 } else { -0.1 }
        })
        .collect()
}

/// For every speaker, how much the words read like those of one who asks, in log-odds beside the others.
fn wording(transcript: &Transcript, parts: &[Part], speakers: usize, model: &Model<'_>) -> Vec<f32> {
    let (units, potentials) = inferred::first_units(transcript, UNITS_SEEN, model);
    let mut sums = vec![(0.0_f32, 0.0_f32); speakers];
    let (mut part, mut last) = (0, None);
    for (unit, potential) in units.iter().zip(&potentials) {
        while parts.get(part).is_some_and(|part| part.span.end() <= unit.span.start()) {
            part += 1;
        }
        let Some(found) = parts.get(part).filter(|part| part.span.start() <= unit.span.start()) else {
            continue;
        };
        let speaker = usize::from(found.speaker.0);
        let taken = if last == Some(speaker) {
            0.0
        } else {
            potential.to_asker - potential.to_guest
        };
        last = Some(speaker);
        if let Some((sum, count)) = sums.get_mut(speaker) {
            *sum += potential.role + taken;
            *count += 1.0;
        }
    }
    let (all, count) = sums.iter().fold((0.0, 0.0), |all, one| (all.0 + one.0, all.1 + one.1));
    let mean = |sum: f32, count: f32| sum / (count + UNITS_DOUBTED);
    sums.iter()
        .map(|(sum, own)| WORDING * (mean(*sum, *own) - mean(all - sum, count - own)))
        .collect()
}

/// Fills in the roles still open from who asks; somebody always asks and somebody always answers where two or more speak.
fn by_talk(known: &mut [Option<Settled>], leaning: &[f32]) {
    let speakers = known.len();
    let has = |known: &[Option<Settled>], role| known.iter().flatten().any(|settled| settled.role == role);
    let (asked, answered) = (has(known, Role::Interviewer), has(known, Role::Guest));
    let open: Vec<usize> = (0..speakers).filter(|at| known[*at].is_none()).collect();
    let by_leaning = |a: &&usize, b: &&usize| leaning[**a].total_cmp(&leaning[**b]);
    let (most, least) = (
        open.iter().max_by(by_leaning).copied(),
        open.iter().min_by(by_leaning).copied(),
    );
    for at in &open {
        let lean = leaning[*at];
        let role = if !asked && Some(*at) == most && speakers > 1 {
            Role::Interviewer
        } else if (!answered && Some(*at) == least) || lean <= 0.0 {
            Role::Guest
        } else {
            Role::Interviewer
        };
        let toward = if role == Role::Interviewer { lean } else { -lean };
        let odds = toward.clamp(-0.4, 3.5).exp();
        known[*at] = Some(Settled {
            role,
            confidence: if speakers > 1 { odds / (1.0 + odds) } else { 0.5 },
            basis: Basis::Talk,
        });
    }
}

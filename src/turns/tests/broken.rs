//! One talk, its lines broken otherwise: who says which word stays the same.

use super::{Role, check_laws, infer, unlabelled, word_roles};
use crate::turns::explain;

/// An invented talk, each turn with whose it is.
const TALK: [(Role, &str); 13] = [
    (
        Role::Interviewer,
        "Today my guest is Nora Field, who builds clocks in a shed behind her house. Welcome to the show, Nora.",
    ),
    (Role::Guest, "Thanks for having me."),
    (Role::Interviewer, "When did you build your first one?"),
    (
        Role::Guest,
        "I think I was nine or ten. My grandfather had a shed full of springs, and I was allowed to take whatever I found. \
        The first one ran for an hour, and I was so proud that I could not sleep. He told me that it was slow.",
    ),
    (Role::Interviewer, "And what was the hardest part?"),
    (
        Role::Guest,
        "Honestly, I had no patience at all. The wheels are tiny, and I broke most of them. I still do.",
    ),
    (
        Role::Interviewer,
        "You have written that a clock has to be heard before it is seen. What do you mean by that?",
    ),
    (
        Role::Guest,
        "Well, my shop is dark. I know each of them by its voice, and when one is ill I hear it before I see it.",
    ),
    (Role::Interviewer, "Do you ever sell one that you love?"),
    (
        Role::Guest,
        "No. I tried it once, and I drove back the same evening to ask for it. They laughed, but I got it.",
    ),
    (Role::Interviewer, "How many are there in your house now?"),
    (
        Role::Guest,
        "I stopped counting. My husband says sixty, and I think he leaves some out to be kind.",
    ),
    (Role::Interviewer, "Nora Field, thank you very much for this talk."),
];

/// The sentences of the talk.
fn sentences() -> Vec<&'static str> {
    let turns = TALK.iter().flat_map(|(_, turn)| turn.split_inclusive(". "));
    turns.map(str::trim).collect()
}

/// The talk filled into lines of so many letters.
fn filled(width: usize) -> String {
    super::filled(TALK.iter().flat_map(|(_, turn)| turn.split_whitespace()), width)
}

/// How many words are given to who says them, and how many there are.
fn told(text: &str) -> (usize, usize) {
    let transcript = unlabelled(text);
    let turns = infer(&transcript, &[]);
    check_laws(&transcript, &turns);
    let found = word_roles(&transcript, &turns).into_iter();
    let truth = TALK
        .iter()
        .flat_map(|(role, turn)| turn.split_whitespace().map(|_| *role));
    let pairs: Vec<(Role, Role)> = found.zip(truth).collect();
    (
        pairs.iter().filter(|(found, truth)| found == truth).count(),
        pairs.len(),
    )
}

#[test]
fn who_says_a_word_does_not_hang_on_where_lines_end() {
    let lines = sentences().join("\n");
    assert_eq!(
        told(&lines),
        told(&lines.replace('\n', "\n\n")),
        "blank lines between all of them"
    );
    let (right, all) = told(&lines);
    assert!(right * 100 >= all * 95, "a line for each sentence: {right} of {all}");
    let turns: Vec<&str> = TALK.iter().map(|(_, turn)| *turn).collect();
    let four: Vec<String> = sentences().chunks(4).map(|chunk| chunk.join(" ")).collect();
    for (how, text) in [
        ("one paragraph", sentences().join(" ")),
        ("a paragraph for each turn", turns.join("\n")),
        ("four sentences in each paragraph", four.join("\n")),
        ("filled to 34", filled(34)),
        ("filled to 60", filled(60)),
        ("filled to 72", filled(72)),
    ] {
        let (now, of) = told(&text);
        assert_eq!(of, all, "{how}");
        assert!(now * 100 >= all * 95, "{how}: {now} of {all}");
    }
}

#[test]
fn inside_of_a_paragraph_nobody_takes_over_where_paragraphs_are_turns() {
    let turns: Vec<&str> = TALK.iter().map(|(_, turn)| *turn).collect();
    let transcript = unlabelled(&turns.join("\n"));
    let turns = infer(&transcript, &[]);
    assert_eq!(turns.all().len(), TALK.len());
    let says = |signal: &str, text: &str| {
        let transcript = unlabelled(text);
        let turns = infer(&transcript, &[]);
        let mut why = (0..turns.all().len()).flat_map(|turn| explain(&transcript, &[], &turns, turn));
        why.any(|why| why.signal == signal)
    };
    let four: Vec<String> = sentences().chunks(4).map(|chunk| chunk.join(" ")).collect();
    assert!(!says("InsideParagraph", &four.join("\n")));
    assert!(!says("InsideLine", &sentences().join(" ")));
    assert!(!says("InsideLine", &filled(60)));
}

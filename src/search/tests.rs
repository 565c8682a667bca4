use super::*;
use crate::transcript::{Builder, Piece};
use crate::turns::{Origin, Role, Side, Speaker, SpeakerId, Turn};

/// Speakers of the conversation below; the first two ask.
const SPEAKERS: &[(&str, Role)] = &[
    ("Ines Köhler", Role::Interviewer),
    ("Jo van Dyk", Role::Interviewer),
    ("Dr. Ada Berg", Role::Guest),
    ("Tom Berg", Role::Guest),
];

const TALK: &[(usize, &str)] = &[
    (0, "Where does the water go in winter?"),
    (
        2,
        "Into the old reservoir.\nThe water is warm there, warm enough for fish.",
    ),
    (1, "And the fish, do they mind?"),
    (3, "No. The Börse in town sells them, strange as it’s to say."),
    (0, "Warm water then. Thank you."),
];

fn conversation(talk: &[(usize, &str)]) -> (Transcript, Turns) {
    let mut builder = Builder::default();
    for (line, (_, words)) in talk.iter().enumerate() {
        builder.push(Piece {
            paragraph: true,
            ..Piece::new(words, line + 1)
        });
    }
    let transcript = builder.finish(talk.len());
    let turns = transcript
        .utterances()
        .iter()
        .zip(talk)
        .map(|(utterance, (speaker, _))| Turn {
            span: utterance.span(),
            speaker: SpeakerId(u16::try_from(*speaker).expect("few speakers")),
            confidence: 1.0,
            origin: Origin::Label,
            signal: false,
        });
    let speakers = SPEAKERS.iter().map(|(name, role)| Speaker {
        key: SafeText::line(name),
        name: SafeText::line(name),
        label: None,
        role: *role,
        role_confidence: 1.0,
        side: role.side(),
    });
    let turns = Turns::new(&transcript, turns.collect(), speakers.collect());
    (transcript, turns)
}

fn found(query: &str) -> Vec<String> {
    let (transcript, turns) = conversation(TALK);
    let text = transcript.text();
    let Some(query) = Query::parse(query, false, &turns).expect("a good query") else {
        return Vec::new();
    };
    let hits = find(&query, &transcript, &turns, &[], Span::new(0, text.len()));
    hits.iter().map(|hit| hit.of(text).to_owned()).collect()
}

#[track_caller]
fn check(query: &str, expected: &[&str]) {
    assert_eq!(found(query), expected, "{query}");
}

#[test]
fn words_and_phrases_are_found_across_lines_and_turns() {
    check("warm", &["warm", "warm", "Warm"]);
    check("Warm", &["Warm"]);
    check("reservoir. the water", &["reservoir.\nThe water"]);
    check("it's to", &["it’s to"]);
    check("boerse", &["Börse"]);
    check("  warm  ", &["warm", "warm", "Warm"]);
    check("\" warm\"", &[" warm", " warm", "\n\nWarm"]);
    check("mind? no", &["mind?\n\nNo"]);
    check("absent", &[]);
}

#[test]
fn a_scope_holds_the_search_to_those_who_say_it() {
    check("guest: warm", &["warm", "warm"]);
    check("host: warm", &["Warm"]);
    check("interviewer:water", &["water", "water"]);
    check("Ines Köhler: water", &["water", "water"]);
    check("ines koehler: water", &["water", "water"]);
    check("köhler: fish", &[]);
    check("van: fish", &["fish"]);
    check("Jo Van Dyk: fish", &["fish"]);
    check("ada: the", &["the", "The", "the"]);
    check("tom: guest: se", &["se", "se"]);
    check("tom: host: s", &[]);
    check("guest:", &[]);
    check("host: no", &[]);
}

#[test]
fn questions_are_what_the_interviewer_says_before_the_answer() {
    let talk = [
        (0, "First water."),
        (2, "Water, yes."),
        (0, "Second water?"),
        (3, "Mhm, water."),
        (1, "Third water."),
        (2, "Water."),
        (0, "Water!"),
    ];
    let (transcript, turns) = conversation(&talk);
    let text = transcript.text();
    let query = Query::parse("q: water", false, &turns)
        .expect("a good query")
        .expect("it asks");
    let starts = |turns: &Turns| -> Vec<usize> {
        let hits = find(&query, &transcript, turns, &[], Span::new(0, text.len()));
        hits.iter().filter_map(|hit| turns.at(hit.start())).collect()
    };
    assert_eq!(starts(&turns), [0, 2, 4, 6]);
    let mut listened = turns.all().to_vec();
    listened[3].signal = true;
    let turns = Turns::new(&transcript, listened, turns.speakers().to_vec());
    assert_eq!(starts(&turns), [0, 2, 4, 6]);
    let host = Query::parse("tom: q: water", false, &turns)
        .expect("a good query")
        .expect("it asks");
    assert!(find(&host, &transcript, &turns, &[], Span::new(0, text.len())).is_empty());
}

#[test]
fn a_word_before_a_colon_that_is_no_speaker_is_text() {
    let (transcript, turns) = conversation(&[(0, "Note: at 12:30 the guest: spoke. Berg: a hill. \"so: yes\" #1")]);
    let text = transcript.text();
    for (query, expected) in [
        ("12:30", "12:30"),
        ("guest\\: spoke", "guest: spoke"),
        ("\"guest: spoke\"", "guest: spoke"),
        ("berg: a", "Berg: a"),
        ("note\\:", "Note:"),
        ("so: yes", "so: yes"),
        ("\\\"so", "\"so"),
        ("at 12", "at 12"),
        ("\\#1", "#1"),
    ] {
        let query = Query::parse(query, false, &turns)
            .expect("a good query")
            .expect("it asks");
        let hits = find(&query, &transcript, &turns, &[], Span::new(0, text.len()));
        assert_eq!(
            hits.iter().map(|h| h.of(text)).collect::<Vec<_>>(),
            [expected],
            "{}",
            query.written()
        );
    }
}

#[test]
fn words_near_one_another_are_one_hit_from_the_first_to_the_last() {
    check("\"water winter\" near:3", &["water go in winter"]);
    check("\"winter water\" near:3", &["water go in winter"]);
    check("winter water near:3", &["water go in winter"]);
    check("\"water winter\" near:2", &[]);
    check(
        "\"reservoir fish\" near:20",
        &["reservoir.\nThe water is warm there, warm enough for fish"],
    );
    check("guest: \"warm fish\" near:20", &["warm enough for fish"]);
    check("host: \"warm fish\" near:20", &[]);
    check(
        "\"old reservoir\" fish near:20",
        &["old reservoir.\nThe water is warm there, warm enough for fish"],
    );
    check("\"winter water\" near:", &["water go in winter"]);
    check("water near:5", &["water", "water", "water"]);
    check("\"water\" near:x", &[]);
}

#[test]
fn a_regular_expression_is_smart_about_case_and_spaces() {
    check("re:w(ar|at)", &["wat", "wat", "war", "war", "War", "wat"]);
    check("re:W\\S+", &["Where", "Warm"]);
    check("re:reservoir\\. the", &["reservoir.\nThe"]);
    check("re:b.rse", &["Börse"]);
    check("host: re:^\\w+", &["Where", "And", "Warm"]);
    check("re:x*", &[]);
    check("re:", &[]);
    let (transcript, turns) = conversation(TALK);
    let query = Query::parse("guest|fish", true, &turns)
        .expect("a good query")
        .expect("it asks");
    let all = Span::new(0, transcript.text().len());
    assert_eq!(find(&query, &transcript, &turns, &[], all).len(), 2);
}

#[test]
fn a_bad_expression_is_told_in_a_few_words() {
    let (_, turns) = conversation(TALK);
    for (expression, expected) in [
        ("(a", "not a regular expression: unclosed group"),
        ("a{99999999}{999}", "the regular expression is too large"),
        (
            "[z-a]",
            "not a regular expression: invalid character class range, the start must be <= the end",
        ),
        ("(?:\\w{100}){100}", "the regular expression is too large"),
        (
            "\\",
            "not a regular expression: incomplete escape sequence, reached end of pattern prematurely",
        ),
    ] {
        let said = Query::parse(expression, true, &turns).expect_err("a bad expression");
        assert!(
            said.starts_with(expected) && said.len() < 120 && !said.contains('\n'),
            "{expression}: {said}"
        );
    }
    assert!(Query::parse(&"(".repeat(4000), true, &turns).is_err());
    assert!(Query::parse(&"x".repeat(10_000), false, &turns).is_err());
}

#[test]
fn notes_and_tags_find_what_they_mark() {
    let (transcript, turns) = conversation(TALK);
    let text = transcript.text();
    let spot = |words: &str| {
        let at = text.find(words).expect("it is there");
        Span::new(at, at + words.len())
    };
    let (cold, trade) = (vec!["cold".to_owned()], vec!["Trade".to_owned(), "fish".to_owned()]);
    let noted = [
        Noted {
            span: spot("sells them"),
            note: "ask again",
            tags: &trade,
        },
        Noted {
            span: spot("winter"),
            note: "the Season",
            tags: &cold,
        },
        Noted {
            span: spot("old reservoir"),
            note: "",
            tags: &[],
        },
    ];
    for (query, expected) in [
        ("note: season", &["winter"][..]),
        ("note: COLD", &[]),
        ("note: cold", &["winter"]),
        ("note:", &["winter", "old reservoir", "sells them"]),
        ("#trade", &["sells them"]),
        ("#trade #fish", &["sells them"]),
        ("#trade #cold", &[]),
        ("#trade sells", &["sells them"]),
        ("#trade winter", &[]),
        ("guest: note:", &["old reservoir", "sells them"]),
        ("#absent", &[]),
    ] {
        let query = Query::parse(query, false, &turns)
            .expect("a good query")
            .expect("it asks");
        let hits = find(&query, &transcript, &turns, &noted, Span::new(0, text.len()));
        assert_eq!(
            hits.iter().map(|h| h.of(text)).collect::<Vec<_>>(),
            expected,
            "{}",
            query.written()
        );
    }
}

#[test]
fn the_next_hit_is_the_one_that_counting_all_would_give() {
    let (transcript, turns) = conversation(TALK);
    let text = transcript.text();
    for query in ["warm", "guest: the", "re:w\\w+", "\"warm water\" near:9"] {
        let query = Query::parse(query, false, &turns)
            .expect("a good query")
            .expect("it asks");
        let all = find(&query, &transcript, &turns, &[], Span::new(0, text.len()));
        assert!(!all.is_empty());
        for from in (0..=text.len()).filter(|&at| text.is_char_boundary(at)) {
            let after = find(&query, &transcript, &turns, &[], Span::new(from, text.len()))
                .first()
                .copied();
            assert_eq!(find_next(&query, &transcript, &turns, &[], from, false), after);
            let before = all.iter().rev().find(|hit| hit.start() < from).copied();
            assert_eq!(
                find_next(&query, &transcript, &turns, &[], from, true),
                before,
                "{} {from}",
                query.written()
            );
        }
    }
}

#[test]
fn a_search_in_slices_finds_each_hit_once() {
    let (transcript, turns) = conversation(TALK);
    let text = transcript.text();
    for query in [
        "water",
        "reservoir. the water",
        "guest: e",
        "re:\\w+ \\w+",
        "\"water winter\" near:9",
    ] {
        let query = Query::parse(query, false, &turns)
            .expect("a good query")
            .expect("it asks");
        let all = find(&query, &transcript, &turns, &[], Span::new(0, text.len()));
        assert!(!all.is_empty());
        for slice in [1, 3, 7, 20, 64] {
            let (mut hits, mut at) = (Vec::new(), 0);
            while at < text.len() {
                let within = Span::new(at, (at + slice).min(text.len()));
                let here = find(&query, &transcript, &turns, &[], within);
                at = query.resume(within, &here);
                hits.extend(here);
            }
            assert_eq!(hits, all, "{} in slices of {slice}", query.written());
        }
    }
}

#[test]
fn hits_are_counted_by_the_side_that_says_them() {
    let (transcript, turns) = conversation(TALK);
    let query = Query::parse("warm", false, &turns)
        .expect("a good query")
        .expect("it asks");
    let hits = find(&query, &transcript, &turns, &[], Span::new(0, transcript.text().len()));
    let sides = tally(&hits, &turns);
    assert_eq!((sides[Side::Left], sides[Side::Right]), (1, 2));
    assert_eq!(tally(&[Span::new(90_000, 90_001)], &turns), Sides::default());
}

proptest::proptest! {
    #[test]
    fn no_query_line_is_too_strange(line in "([\\\\\":#/ ]|re:|guest:|near:[0-9]|[(){}\\[\\]*+?|^$.]|[a-zöß]|\\PC){0,14}", regex: bool) {
        let (transcript, turns) = conversation(TALK);
        let text = transcript.text();
        let tags = [String::from("a")];
        let noted = [Noted { span: Span::new(0, 5), note: "a b", tags: &tags }];
        if let Ok(Some(query)) = Query::parse(&line, regex, &turns) {
            for hit in find(&query, &transcript, &turns, &noted, Span::new(0, text.len() + 9)) {
                assert!(text.get(hit.range()).is_some_and(|words| !words.is_empty()));
            }
            for backwards in [false, true] {
                let next = find_next(&query, &transcript, &turns, &noted, 70, backwards);
                assert!(next.is_none_or(|hit| (hit.start() < 70) == backwards));
            }
        }
    }
}

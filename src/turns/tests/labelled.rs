use super::super::{DOUBTFUL, Origin, Side, explain};
use super::{Role, check_laws, infer, line_roles, shape, text, with_labels};
use crate::transcript::{Builder, Kind, Piece, StatedRole};

fn check(lines: &str, expect: &str) {
    let transcript = with_labels(lines);
    let turns = infer(&transcript, &[]);
    check_laws(&transcript, &turns);
    assert_eq!(shape(&turns), expect, "{lines}");
}

#[test]
fn labels_are_believed_and_their_words_give_the_roles() {
    let transcript = with_labels("Q: When did it begin?\nA: In spring.\nAnd then it rained.\nQ: And now?");
    let turns = infer(&transcript, &[]);
    assert_eq!(shape(&turns), "IGI");
    assert_eq!(turns.questions(), 2);
    assert_eq!(transcript.words(turns.all()[1].span), "In spring.\nAnd then it rained.");
    assert!(
        turns
            .all()
            .iter()
            .all(|turn| turn.origin == Origin::Label && turn.confidence > 0.95)
    );
    assert_eq!(turns.speakers()[0].name, text("Interviewer"));
    let why = explain(&transcript, &[], &turns, 1);
    assert_eq!(why[0].says, text("the file's label is A"));
    assert!(why[0].weight < 0.0);
}

#[test]
fn role_words_are_known_in_seven_languages() {
    check("Frage: Warum?\nAntwort: Darum.", "IG");
    check("I: Und dann?\nB: Nichts.", "IG");
    check("B: Ich fange an.\nI: Und dann?", "GI");
    check("Moderatorin: Guten Abend.\nGast: Guten Abend.", "IG");
    check("Animatrice: Pourquoi ?\nInvité: Parce que.", "IG");
    check("Entrevistador: ¿Por qué?\nEntrevistada: Porque sí.", "IG");
    check("Domanda: Perché?\nRisposta: Non so.", "IG");
    check("Pergunta: Porquê?\nResposta: Não sei.", "IG");
    check("Vraag: Waarom?\nAntwoord: Daarom.", "IG");
    check("I1: Und?\nB1: Gut.\nI2: Und Sie?\nB2: Auch.", "IGIG");
}

#[test]
fn who_asks_is_the_interviewer_even_where_the_guest_opens() {
    let lines = "Berg: Before we start, I would like to say that the mill was never mine alone, whatever people tell.\n\
        Tal: When did you buy it?\n\
        Berg: That must have been in the year of the flood, when everything along the river was cheap.\n\
        Tal: Who helped you?\n\
        Berg: My brother did, and two carpenters who had nothing else to do that winter.\n\
        Tal: And today?\n\
        Berg: Today it grinds for three villages and one brewery.";
    check(lines, "GIGIGIG");
    let turns = infer(&with_labels(lines), &[]);
    assert!(turns.speakers().iter().all(|speaker| speaker.role_confidence < 1.0));
    assert_eq!(turns.speakers()[0].name, text("Berg"));
    assert_eq!(
        turns.exchanges()[0].question,
        None,
        "a guest who opens answers no question"
    );
    assert_eq!(turns.questions(), 3);
}

#[test]
fn a_role_that_can_only_be_guessed_is_doubtful() {
    let transcript = with_labels("SPEAKER_00: It was a long road.\nSPEAKER_01: It was a long road indeed.");
    let turns = infer(&transcript, &[]);
    check_laws(&transcript, &turns);
    assert!(turns.all().iter().all(|turn| turn.confidence < DOUBTFUL));
    assert_eq!(turns.speakers().len(), 2);
}

#[test]
fn what_the_file_states_goes_before_the_word() {
    let mut builder = Builder::default();
    let (host, other) = (builder.label("Guest"), builder.label("Ada"));
    for (label, words) in [(host, "Who are you?"), (other, "I build bridges.")] {
        let line = builder.len() + 1;
        builder.push(Piece {
            label: Some(label),
            ..Piece::new(words, line)
        });
    }
    builder.state_role(host, StatedRole::Interviewer);
    let transcript = builder.finish(2);
    let turns = infer(&transcript, &[]);
    assert_eq!(shape(&turns), "IG");
    assert_eq!(turns.speakers()[0].role_confidence, 1.0);
}

#[test]
fn two_hosts_and_two_guests_stand_on_their_sides() {
    let lines = "Host: What is it?\nAda: A bridge over the river that nobody wanted to build.\nCo-Host: And who paid?\n\
        Ben: The town did, over many years.";
    check(lines, "IGIG");
}

#[test]
fn a_short_word_inside_a_long_turn_is_a_listener_signal() {
    let transcript = with_labels(
        "I: Wie war das?\nB: Wir gingen über den Berg.\nI: Mhm.\nB: Und dann hinab.\nI: Kalt?\nB: Ja.\nI: Gut.",
    );
    let turns = infer(&transcript, &[]);
    assert_eq!(shape(&turns), "IGiGIGI");
    assert_eq!(turns.exchanges()[0].turns, 0..4);
    assert_eq!(turns.questions(), 3);
}

#[test]
fn what_stands_before_the_first_label_is_the_interviewers_and_doubtful() {
    let transcript = with_labels("We met in a boat house.\nA: I like it here.\nQ: Why here?");
    let turns = infer(&transcript, &[]);
    assert_eq!(shape(&turns), "IGI");
    assert_eq!(turns.all()[0].origin, Origin::Inferred);
    assert!(turns.all()[0].confidence < DOUBTFUL);
}

#[test]
fn a_section_head_ends_turn_and_exchange() {
    let mut builder = Builder::default();
    let label = Some(builder.label("A"));
    builder.push(Piece {
        label,
        ..Piece::new("First part.", 1)
    });
    builder.push(Piece {
        kind: Kind::Head,
        ..Piece::new("A head", 2)
    });
    builder.push(Piece {
        label,
        ..Piece::new("Second part.", 3)
    });
    let transcript = builder.finish(3);
    let turns = infer(&transcript, &[]);
    assert_eq!(turns.all().len(), 2);
    assert_eq!(turns.exchanges().len(), 2);
    assert_eq!(line_roles(&transcript, &turns), "G-G");
}

#[test]
fn sides_follow_roles() {
    let turns = infer(&with_labels("Q: Why?\nA: So."), &[]);
    let sides: Vec<_> = turns
        .speakers()
        .iter()
        .map(|speaker| (speaker.role, speaker.side))
        .collect();
    assert_eq!(sides, [(Role::Interviewer, Side::Left), (Role::Guest, Side::Right)]);
}

#[test]
fn a_label_is_shown_by_the_name_that_the_file_gives_for_it() {
    let mut builder = Builder::default();
    let (asks, answers) = (builder.label("IW"), builder.label("JH"));
    builder.facts_mut().full_names.push((answers, text("Jette Hollmann")));
    for (at, (label, words)) in [
        (asks, "Where did you learn it?"),
        (answers, "In a mill near the sea."),
        (asks, "And who taught you?"),
        (answers, "My aunt did."),
    ]
    .into_iter()
    .enumerate()
    {
        builder.push(Piece {
            label: Some(label),
            ..Piece::new(words, at + 1)
        });
    }
    let turns = infer(&builder.finish(4), &[]);
    assert_eq!(turns.speaker(1).name, text("Jette Hollmann"));
    assert_eq!(turns.speaker(1).key, text("JH"));
    assert_eq!(turns.speaker(0).key, text("IW"));
}

/// Six exchanges; a `-` takes the label of that paragraph away.
fn with_gaps(gaps: &[usize]) -> String {
    let mut lines = String::new();
    for at in 0..12 {
        let label = match (gaps.contains(&at), at % 2) {
            (true, _) => "",
            (false, 0) => "Ruth: ",
            _ => "Odo: ",
        };
        let words = if at % 2 == 0 {
            format!("What did the keeper do in winter number {at}?")
        } else {
            format!("He wound the lamp {at} times a night and wrote it down.")
        };
        lines.push_str(&format!("{label}{words}\n\n"));
    }
    lines
}

#[test]
fn a_paragraph_that_lost_its_label_goes_to_whom_it_is_likeliest() {
    let whole = shape(&infer(&with_labels(&with_gaps(&[])), &[]));
    assert_eq!(whole, "IGIGIGIGIGIG");
    for gap in 1..11 {
        let transcript = with_labels(&with_gaps(&[gap]));
        let turns = infer(&transcript, &[]);
        check_laws(&transcript, &turns);
        assert_eq!(shape(&turns), whole, "gap at {gap}");
        let guessed = turns.all()[gap];
        assert_eq!(guessed.origin, Origin::Inferred);
        assert!((0.6..0.9).contains(&guessed.confidence), "{guessed:?}");
        let why = explain(&transcript, &[], &turns, gap);
        assert_eq!(why[0].signal, "no label");
    }
    assert_eq!(shape(&infer(&with_labels(&with_gaps(&[3, 8])), &[])), whole);
}

#[test]
fn an_answer_of_several_paragraphs_stays_whole() {
    let lines = "Ruth: When was that?\n\nOdo: In the year of the ice.\n\nNobody came.\n\nWe had fish.\n\nRuth: And bread?\n\n\
        Odo: Some.\n\nIt was hard.\n\nRuth: Who baked it?\n\nOdo: My aunt.\n\nRuth: Where?\n\nOdo: Below.\n\nIn the cellar.";
    let turns = infer(&with_labels(lines), &[]);
    assert_eq!(shape(&turns), "IGIGIGIG");
    assert!(turns.all().iter().all(|turn| turn.origin == Origin::Label));
}

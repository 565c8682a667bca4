use super::super::{DOUBTFUL, Origin, explain};
use super::{Role, check_laws, infer, line_roles, text, unlabelled};
use crate::transcript::{Builder, Piece, Time};

fn check(lines: &str, expect: &str) {
    let transcript = unlabelled(lines);
    let turns = infer(&transcript, &[]);
    check_laws(&transcript, &turns);
    assert_eq!(line_roles(&transcript, &turns), expect, "{lines}");
}

#[test]
fn a_german_radio_talk_finds_its_turns() {
    check(
        "Der Hafen von Lindau wird seit einem Jahr umgebaut.\n\
        Darüber spreche ich jetzt mit Jana Wolters.\n\
        Guten Morgen, Frau Wolters.\n\
        Guten Morgen.\n\
        Frau Wolters, wie lange wird noch gebaut?\n\
        Ich glaube, wir werden im Herbst fertig.\n\
        Die Mauern stehen schon,\n\
        und das Wasser kommt zuletzt.\n\
        Und was sagen Sie den Fischern?\n\
        Ja, das ist natürlich nicht einfach für sie.\n\
        Viele haben in dieser Zeit nichts verdient.\n\
        Frau Wolters, vielen Dank für das Gespräch.",
        "IIIGIGGGIGGI",
    );
}

#[test]
fn an_english_talk_finds_its_turns() {
    check(
        "Today my guest is Nora Field, who builds clocks.\n\
        Welcome to the show, Nora.\n\
        Thanks for having me.\n\
        When did you build your first one?\n\
        I think I was nine or ten.\n\
        My grandfather had a shed full of springs.\n\
        And what was the hardest part?\n\
        Honestly, I had no patience at all.\n\
        The wheels are tiny, and I broke most of them.",
        "IIGIGGIGG",
    );
}

#[test]
fn the_guest_is_called_by_the_name_of_the_introduction() {
    let transcript = unlabelled(
        "Darüber spreche ich jetzt mit Jana Wolters.\nGuten Morgen, Frau Wolters.\nGuten Morgen.\n\
        Frau Wolters, wie geht es Ihnen?\nIch bin zufrieden.",
    );
    let turns = infer(&transcript, &[]);
    let guest = turns
        .speakers()
        .iter()
        .find(|speaker| speaker.role == Role::Guest)
        .expect("both speakers are there");
    assert_eq!(guest.name, text("Jana Wolters"));
    assert_eq!(guest.key, text("guest"));
}

#[test]
fn other_languages_find_question_and_answer() {
    check(
        "¿Cuándo empezó usted a pintar?\nYo creo que a los seis años.\nMi madre era pintora.\n¿Y qué pinta ahora?\nAhora pinto barcos.",
        "IGGIG",
    );
    check(
        "Quand avez-vous commencé ?\nJe crois que j'avais six ans.\nMa mère peignait.\nEt que peignez-vous aujourd'hui ?\nJe peins des bateaux.",
        "IGGIG",
    );
    check(
        "Quando ha cominciato?\nIo credo a sei anni.\nMia madre dipingeva.\nE cosa dipinge oggi?\nDipingo barche.",
        "IGGIG",
    );
    check(
        "Wanneer bent u begonnen?\nIk denk toen ik zes was.\nMijn moeder schilderde.\nEn wat schildert u nu?\nIk schilder boten.",
        "IGGIG",
    );
}

#[test]
fn sentences_of_one_paragraph_may_belong_to_two_speakers() {
    let transcript = unlabelled(
        "When did you start? I started as a child, I think. My father had a boat. And what did he teach you? He taught me to wait.",
    );
    let turns = infer(&transcript, &[]);
    check_laws(&transcript, &turns);
    assert!(turns.all().len() >= 3, "{:?}", turns.all());
    assert_eq!(transcript.words(turns.all()[0].span), "When did you start?");
}

#[test]
fn marked_changes_are_followed() {
    let mut builder = Builder::default();
    let lines = [
        (true, "Where were you then?"),
        (true, "I was at home."),
        (false, "It was late."),
        (true, "And she?"),
        (true, "She was out."),
    ];
    for (at, (change, words)) in lines.into_iter().enumerate() {
        builder.push(Piece {
            change,
            ..Piece::new(words, at + 1)
        });
    }
    let transcript = builder.finish(5);
    assert_eq!(line_roles(&transcript, &infer(&transcript, &[])), "IGGIG");
}

#[test]
fn a_cue_that_begins_before_the_last_one_ends_is_evidence_of_another_voice() {
    let words = "How did it begin?|We had a boat,|a small one.|And then?|Then we had two.|The second was blue.|I liked it.|Did you?|Yes.";
    let read = |early: u64| {
        let mut builder = Builder::default();
        for (at, words) in words.split('|').enumerate() {
            let from = 2_000 * at as u64 - if at == 3 { early } else { 0 };
            builder.push(Piece {
                from: Some(Time::from_millis(from)),
                to: Some(Time::from_millis(2_000 * at as u64 + 2_000)),
                ..Piece::new(words, at + 1)
            });
        }
        builder.finish(9)
    };
    let (after, during) = (read(0), read(700));
    let says = |transcript| {
        let turns = infer(transcript, &[]);
        let why = (0..turns.all().len()).flat_map(|turn| explain(transcript, &[], &turns, turn));
        why.filter(|why| why.signal == "Overlap").count()
    };
    assert_eq!(says(&after), 0);
    assert_eq!(says(&during), 1);
}

#[test]
fn what_is_no_interview_is_not_claimed_to_be_one() {
    let poem = "Der Wind geht über das Feld,\nder Abend fällt in den Teich,\nund alles, was klingt und hält,\nwird still und dunkel und weich.";
    let code = "fn main() {\n    let x = 1;\n    println!(\"{x}\");\n}";
    let shouting = "THE SHIP LEFT AT NOON.\nNOBODY SAW IT.\nTHE SEA WAS CALM.";
    for lines in [poem, code, shouting, "one line without an end", "...", "?"] {
        let transcript = unlabelled(lines);
        let turns = infer(&transcript, &[]);
        check_laws(&transcript, &turns);
        assert!(
            turns.all().iter().all(|turn| turn.confidence < DOUBTFUL),
            "{lines}: {:?}",
            turns.all()
        );
    }
    assert!(infer(&unlabelled(""), &[]).all().is_empty());
}

#[test]
fn one_who_speaks_alone_is_not_given_a_partner_with_confidence() {
    let told = "Ich bin auf einem Hof geboren.\nMein Vater hatte zwei Pferde.\nIm Winter kamen wir nicht aus dem Tal.\n\
        Meine Mutter hat gewebt, und wir haben gelesen.\nMit zwölf bin ich in die Stadt gekommen.\nDort war alles laut.\n\
        Ich habe zuerst in einer Bäckerei gearbeitet.\nDann habe ich meine Frau kennengelernt.\nWir haben drei Kinder.\n\
        Heute wohnen wir wieder im Tal.\nDie Pferde fehlen mir.\nSonst fehlt mir nichts.";
    let transcript = unlabelled(told);
    let turns = infer(&transcript, &[]);
    check_laws(&transcript, &turns);
    assert!(turns.all().len() <= 3, "{:?}", turns.all());
    assert!(turns.all().iter().all(|turn| turn.confidence < DOUBTFUL));
    let told = |turn: usize| turns.speaker(turn).role == Role::Guest;
    assert!((0..turns.all().len()).any(told), "who tells is the guest");
}

#[test]
fn a_few_lines_that_ask_nothing_are_the_guest_s() {
    for lines in [
        "I was born on a farm.\nMy father had two horses.\nIn winter we stayed in the valley.\nThen we moved to the harbour.",
        "Ich bin auf einem Hof geboren.\nMein Vater hatte zwei Pferde.\nIm Winter kamen wir nicht aus dem Tal.\nMit zwölf bin ich fort.",
    ] {
        let transcript = unlabelled(lines);
        let turns = infer(&transcript, &[]);
        let spoken = |turn: usize| turns.speaker(turn).role;
        assert!(
            (0..turns.all().len()).all(|turn| spoken(turn) == Role::Guest),
            "{lines}"
        );
        assert!(turns.all().iter().all(|turn| turn.confidence < DOUBTFUL));
    }
}

#[test]
fn odd_texts_are_read_to_their_end() {
    let chat = "12:01 na\n12:01 hey :)\n12:02 kommst du?\n12:04 gleich!!\n12:05 k\n12:09 wo bist du???\n12:10 da";
    let no_marks = "well how did you begin\ni was a child then\nmy mother had a boat\nand who taught you\nshe did";
    let verses = "O sea,\nO sea of iron,\n\nwho called you?\n\nNobody.\nNobody calls the sea.";
    let lists = "- eggs\n- milk?\n- bread\n\n1. first\n2. second?\n3. third";
    let dashes = "– –\n???\n!!!\n…\n– ?";
    for lines in [
        chat,
        no_marks,
        verses,
        lists,
        dashes,
        &"a".repeat(100_000),
        &"so? ".repeat(5_000),
    ] {
        let transcript = unlabelled(lines);
        let turns = infer(&transcript, &[]);
        check_laws(&transcript, &turns);
        for turn in 0..turns.all().len().min(20) {
            assert!(
                !explain(&transcript, &[], &turns, turn)
                    .iter()
                    .any(|why| why.weight.is_nan())
            );
        }
    }
}

#[test]
fn many_thousand_lines_are_read_to_their_end() {
    let lines: Vec<String> = (0..20_000)
        .map(|line| match line % 5 {
            0 => format!("And what happened in year {line}?"),
            _ => format!("In year {line} I stayed with my boat, as I told you."),
        })
        .collect();
    let transcript = unlabelled(&lines.join("\n"));
    let turns = infer(&transcript, &[]);
    check_laws(&transcript, &turns);
    assert!(turns.all().len() > 2_000);
}

#[test]
fn every_inferred_turn_can_be_explained() {
    let transcript = unlabelled("Wie war das für Sie?\nIch war froh.\nUnd heute?\nHeute bin ich müde, glaube ich.");
    let turns = infer(&transcript, &[]);
    for turn in 0..turns.all().len() {
        let why = explain(&transcript, &[], &turns, turn);
        assert_eq!(turns.all()[turn].origin, Origin::Inferred);
        assert!(!why.is_empty());
        assert!(why.windows(2).all(|pair| pair[0].weight.abs() >= pair[1].weight.abs()));
        assert!(why.iter().all(|evidence| !evidence.says.is_empty()));
    }
}

#[test]
fn a_line_is_as_sure_as_its_own_words_make_it() {
    let transcript = unlabelled(
        "Wie sind Sie zum Segeln gekommen?\nIch habe als Kind am Wasser gewohnt.\nMein Onkel hatte ein Boot.\n\
        Darüber schreiben Sie auch in Ihrem Buch.\nWas stand am Anfang?\nAm Anfang stand ein Sturm, glaube ich.",
    );
    let turns = infer(&transcript, &[]);
    let lines = super::super::lines(&transcript, &turns);
    for (at, turn) in turns.all().iter().enumerate() {
        let inside = lines.iter().filter(|line| line.turn == at + 1);
        let sure: Vec<f32> = inside.map(|line| line.confidence).collect();
        let (least, most) = sure.iter().fold((1.0_f32, 0.0_f32), |(a, b), c| (a.min(*c), b.max(*c)));
        assert!(
            least <= turn.confidence + 0.001 && turn.confidence <= most + 0.001,
            "{at}: {sure:?}"
        );
        assert!(sure.iter().all(|sure| (0.5..=1.0).contains(sure)));
    }
    assert!(
        lines
            .windows(2)
            .any(|pair| pair[0].turn == pair[1].turn && pair[0].confidence != pair[1].confidence)
    );
}

#[test]
fn nobody_is_sure_of_a_sentence_without_end() {
    let text = "Where did it begin? It began with ".to_owned()
        + &"a boat and another boat and ".repeat(400)
        + "nothing. And then?";
    let transcript = unlabelled(&text);
    let turns = infer(&transcript, &[]);
    let long = turns.at(text.len() / 2).expect("it is somebody's");
    assert!(turns.is_doubtful(long), "{:?}", turns.all()[long]);
}

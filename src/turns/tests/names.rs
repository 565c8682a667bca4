//! What guest and interviewer are called, in seven languages, and where nobody is named.

use super::super::explain;
use super::{Role, infer, unlabelled};

/// The names of interviewer and guest.
fn names(lines: &str) -> (String, String) {
    let turns = infer(&unlabelled(lines), &[]);
    let of = |role| {
        let mut speakers = turns.speakers().iter().filter(|speaker| speaker.role == role);
        speakers
            .next()
            .map_or(String::new(), |speaker| speaker.name.to_string())
    };
    (of(Role::Interviewer), of(Role::Guest))
}

fn check(lines: &str, interviewer: &str, guest: &str) {
    assert_eq!(names(lines), (interviewer.to_owned(), guest.to_owned()), "{lines}");
}

#[test]
fn a_german_talk_names_both() {
    check(
        "Mein Name ist Karla Ruhland und heute geht es um Bienen.\nZu Gast ist Jost Wiesner, der seit zwanzig Jahren imkert.\n\
        Guten Tag, Herr Wiesner!\nGuten Tag, Frau Ruhland.\nWie viele Völker haben Sie?\nIm Augenblick sind es elf.\n\
        Ich habe mit zweien angefangen.\nUnd wann schwärmen sie?\nMeistens im Mai, glaube ich.",
        "Karla Ruhland",
        "Jost Wiesner",
    );
    check(
        "Hallo Tilda, schön, dass Du da bist!\nDanke für die Einladung, Henrik.\nWie geht es Deinen Uhren?\n\
        Gut, glaube ich.\nSie gehen alle ein wenig vor.\nWarum stellst Du sie nicht?\nWeil sie mir so lieber sind.",
        "Henrik",
        "Tilda",
    );
}

#[test]
fn an_english_talk_names_both() {
    check(
        "I'm your host, Marnie Quill, and this is a talk about ferries.\nMy guest today is Oswin Tarrant.\n\
        Oswin, welcome to the show.\nThanks for having me, Marnie.\nWhen did you first steer one?\n\
        I think I was sixteen.\nMy uncle let me.\nAnd were you afraid?\nOf course I was.",
        "Marnie Quill",
        "Oswin Tarrant",
    );
    check(
        "Hi, I'm Delphine, and welcome back to the boat house.\nWhat are you building, Rufus?\nI'm building a raft.\n\
        It is for my sister.\nSo Rufus, how long does it take?\nA summer, I think.\nThank you for coming, Rufus.",
        "Delphine",
        "Rufus",
    );
}

#[test]
fn five_more_languages_name_them() {
    check(
        "Hola, soy Maribel, bienvenidos al programa.\nMi invitado es Anselmo Roldán.\nBuenos días, Anselmo.\n\
        Gracias por invitarme, Maribel.\n¿Cuándo empezó usted con los relojes?\nYo creo que a los ocho años.\nMi abuelo tenía un taller.",
        "Maribel",
        "Anselmo Roldán",
    );
    check(
        "Bonjour, je m'appelle Odile Marchand.\nNotre invité est Firmin Delorme.\nBonjour, Firmin.\n\
        Merci pour l'invitation, Odile.\nQuand avez-vous commencé ?\nJe crois que j'avais neuf ans.\nMon père avait des abeilles.",
        "Odile Marchand",
        "Firmin Delorme",
    );
    check(
        "Buongiorno, mi chiamo Ilaria Fontana.\nIl nostro ospite è Tullio Bassani.\nBuongiorno, Tullio.\n\
        Grazie per l'invito, Ilaria.\nQuando ha cominciato?\nIo credo a sei anni.\nMio zio aveva una barca.",
        "Ilaria Fontana",
        "Tullio Bassani",
    );
    check(
        "Olá, o meu nome é Graça Antunes.\nO meu convidado é Simão Teles.\nBom dia, Simão.\nObrigado pelo convite, Graça.\n\
        Quando começou?\nEu acho que aos dez anos.\nO meu tio tinha um moinho.",
        "Graça Antunes",
        "Simão Teles",
    );
    check(
        "Goedemorgen, mijn naam is Femke Hulst.\nOnze gast is Joris Veldman.\nGoedemorgen, Joris.\n\
        Bedankt voor de uitnodiging, Femke.\nWanneer bent u begonnen?\nIk denk toen ik zes was.\nMijn vader had een molen.",
        "Femke Hulst",
        "Joris Veldman",
    );
}

#[test]
fn what_is_no_name_names_nobody() {
    for lines in [
        // Nouns, places, greetings to all, and people who are only spoken of.
        "Hallo Leute, willkommen zurück!\nWie war der Winter?\nNun, er war lang.\nGenau, Eis und Schnee.\nUnd dann?\nDanke, das sind liebe Worte.",
        "Where do you live?\nIn Austin, Texas.\nHonestly, it is hot.\nAnd before?\nHonestly, I moved a lot.\nHonestly, too much.",
        "What did he say?\nHe said, \"Hello Martin, where is the boat?\"\nHis name was Martin Kerr.\nAnd then?\nThen we left.",
        "Was lesen Sie?\nIch lese gerne Romane.\nIch bin Lehrerin.\nUnd sonst?\nIch höre sehr gerne Musik, sehr gerne Jazz.",
        "Who taught you that?\nI learned it with Mary Tander.\nAnd who else?\nA book.\nWhich one?\nI forgot.",
    ] {
        check(lines, "Interviewer", "Guest");
    }
}

#[test]
fn a_surname_with_its_title_stands_where_no_more_is_said() {
    check(
        "Frau Dr. Holm, was tun Sie?\nIch zähle Vögel.\nUnd wie viele sind es, Frau Dr. Holm?\nEs werden weniger.",
        "Interviewer",
        "Frau Dr. Holm",
    );
}

#[test]
fn an_office_is_no_name() {
    check(
        "When did you hear of the flood?\nMr. Chairman, I heard of it that night.\nAnd what did you do?\nMr. Chairman, I called the harbour.\n\
        Thank you, Mr. Chairman.",
        "Interviewer",
        "Guest",
    );
    check(
        "Guten Abend, Frau Ministerin!\nGuten Abend.\nFrau Ministerin, wann wird gebaut?\nIch denke, im Mai.\nUnd wer zahlt, Frau Ministerin?\nDas Land.",
        "Interviewer",
        "Guest",
    );
}

#[test]
fn it_is_said_where_a_name_comes_from() {
    let transcript = unlabelled(
        "Hallo Tilda, schön, dass Du da bist!\nDanke für die Einladung, Henrik.\nWie geht es Deinen Uhren?\nGut, glaube ich.",
    );
    let turns = infer(&transcript, &[]);
    let says: Vec<String> = (0..2)
        .flat_map(|turn| explain(&transcript, &[], &turns, turn))
        .filter(|evidence| evidence.signal == "name")
        .map(|evidence| evidence.says.to_string())
        .collect();
    assert_eq!(
        says,
        ["the interviewer is thanked as Henrik", "the guest is greeted as Tilda"]
    );
}

#[test]
fn a_name_that_the_reader_gave_stays() {
    let transcript = unlabelled("Hallo Tilda, wie geht es Dir?\nDanke, gut.\nUnd den Uhren, Tilda?\nDie gehen vor.");
    let rename = super::Correction::Rename {
        speaker: super::text("guest"),
        name: super::text("Frau Sand"),
    };
    let turns = infer(&transcript, &[rename]);
    assert!(
        turns
            .speakers()
            .iter()
            .any(|speaker| speaker.name.as_str() == "Frau Sand")
    );
    assert!(turns.speakers().iter().all(|speaker| speaker.name.as_str() != "Tilda"));
}

#[test]
fn a_name_may_stand_on_two_lines() {
    check(
        "Der Hafen von Lindau wird umgebaut. Darüber\nspreche ich jetzt mit Jana\nWolters. Guten Morgen, Frau\nWolters. Guten\n\
        Morgen. Frau\nWolters, wie lange wird noch gebaut? Ich\nglaube, wir werden im Herbst fertig. Die\nMauern stehen schon.",
        "Interviewer",
        "Jana Wolters",
    );
}

//! Quotations checked, talks counted, quotes taken in: the verbs and how they end.

use crate::command_line::{is_harmless, out, reason, run};
use crate::pty::Home;
use crate::quotes::{TALK, mark};

const ARTICLE: &str = "# On cats\n\nThe cat, says Falk, “feeds itself. It fishes”. And the fish?\n“Nobody, as far as we know”, she says; and „Nobody […] I know“.\n\n> The crow sings nothing.\n";

#[test]
fn quotations_of_an_article_are_exact_changed_or_missing() {
    let home = Home::new();
    home.write("talk.txt", TALK);
    home.write("article.md", ARTICLE);
    let output = run(&home, &["quotes", "article.md", "talk.txt"], b"");
    assert_eq!(output.status.code(), Some(1), "{}", reason(&output));
    assert_eq!(
        out(&output),
        "article.md: 4 quotations: 2 exact, 1 changed, 1 missing\n\n\
         line 3     exact    “feeds itself. It fishes”\n                    Ida Falk (guest) · talk.txt · ¶ 2 · 0:05\n\n\
         line 4     changed  “Nobody, as far as we know”\n                    \
         Nobody as far as [-I-]{+we+} know\n                    Ida Falk (guest) · talk.txt · ¶ 4 · 0:14\n\n\
         line 4     exact    “Nobody […] I know”\n                    Ida Falk (guest) · talk.txt · ¶ 4 · 0:14\n\n\
         line 6     missing  “The crow sings nothing.”\n"
    );
    let json = out(&run(&home, &["quotes", "-", "talk.txt", "--json"], ARTICLE.as_bytes()));
    let value: serde_json::Value = serde_json::from_str(&json).expect("it is JSON");
    assert_eq!(
        (&value["exact"], &value["changed"], &value["missing"]),
        (&2.into(), &1.into(), &1.into())
    );
    assert_eq!(value["quotations"][1]["speaker"], "Ida Falk");
    assert_eq!(value["quotations"][1]["from"], 14.0);
}

#[test]
fn an_article_in_order_ends_well_and_one_without_quotations_does_not() {
    let home = Home::new();
    home.write("talk.txt", TALK);
    std::fs::create_dir(home.path().join("talks")).expect("writable");
    home.write("talks/other.txt", "Ada: What?\n\nBen: That is all there is to say.\n");
    home.write("good.txt", "She said \"feeds itself\" and 'as far as I know'.\n");
    home.write(
        "page.html",
        "<html><body><p>She said “all there <b>is</b> to say”.</p></body></html>",
    );
    home.write("none.md", "Nothing is quoted, it's just 'tis.\n");
    assert_eq!(
        run(&home, &["quotes", "good.txt", "talk.txt", "talks"], b"")
            .status
            .code(),
        Some(0)
    );
    let page = run(&home, &["quotes", "page.html", "talk.txt", "talks"], b"");
    assert_eq!(page.status.code(), Some(0), "{}{}", out(&page), reason(&page));
    assert!(out(&page).contains("Ben (guest) · other.txt"), "{}", out(&page));
    let none = run(&home, &["quotes", "none.md", "talk.txt"], b"");
    assert_eq!(
        (none.status.code(), reason(&none).as_str()),
        (Some(1), "visavis: none.md: holds no quotation\n")
    );
    let short = run(&home, &["quotes", "good.txt", "talk.txt", "--min-words", "3"], b"");
    assert_eq!(
        reason(&short),
        "visavis: good.txt: 1 of fewer than 3 words passed over\n"
    );
    assert_eq!(
        run(&home, &["quotes", "gone.md", "talk.txt"], b"").status.code(),
        Some(2)
    );
    assert_eq!(
        run(&home, &["quotes", "good.txt", "gone.txt"], b"").status.code(),
        Some(2)
    );
}

#[test]
fn a_talk_is_counted_as_a_table_with_courses_or_as_json() {
    let home = Home::new();
    home.write("talk.txt", TALK);
    let output = run(&home, &["stats", "talk.txt"], b"");
    assert_eq!(output.status.code(), Some(0));
    let told = out(&output);
    assert!(
        told.starts_with("talk.txt: 4 turns, 2 questions, 22 words, 0:14\n"),
        "{told}"
    );
    assert!(
        told.contains("Ida Falk (guest)          2     12   55 %  0:06   55 %"),
        "{told}"
    );
    assert!(
        told.lines().filter(|line| line.ends_with('|')).count() == 2 && told.replace('¶', "").is_ascii(),
        "{told}"
    );
    let json: serde_json::Value =
        serde_json::from_str(&out(&run(&home, &["stats", "talk.txt", "--json"], b""))).expect("JSON");
    assert_eq!(json["transcripts"][0]["speakers"][0]["turns"], 2);
    #[cfg(unix)]
    {
        let terminal = home.start_shell("\"$VISAVIS\" stats talk.txt", (100, 24));
        terminal.shows("│█");
    }
}

#[test]
fn quotes_come_in_once_and_stay_deleted() {
    let home = Home::new();
    home.write("talk.txt", TALK);
    mark(&home, TALK, "talk.txt", &[("feeds itself", "#food"), ("Nobody", "")]);
    for form in ["json", "jsonld"] {
        let path = format!("quotes.{form}");
        run(&home, &["export", "talk.txt", "--to", form, "-o", &path], b"");
        let other = Home::new();
        // The same talk with other labels and a turn more before the marked ones.
        let talk = TALK.replacen("Ida Falk:", "Ida Falk: [0:00:04] Well.\n\nPer Ek: Yes?\n\nIda Falk:", 1);
        other.write("other.txt", &talk);
        other.write(&path, std::fs::read(home.path().join(&path)).expect("written"));
        let first = run(&other, &["import", &path, "--into", "other.txt"], b"");
        assert_eq!(
            out(&first),
            "other.txt: 2 marks imported (2 found)\n",
            "{}",
            reason(&first)
        );
        let again = run(&other, &["import", &path, "--into", "other.txt"], b"");
        assert_eq!(out(&again), "other.txt: 0 marks imported, 2 there already\n");
        let listed = out(&run(&other, &["marks", "other.txt"], b""));
        assert!(
            listed.contains("¶4") && listed.contains("Ida Falk: feeds itself") && listed.contains("#food"),
            "{listed}"
        );
        let before = run(&home, &["marks", "--json"], b"");
        let after = run(&home, &["import", &path, "--into", "talk.txt"], b"");
        assert_eq!(out(&after), "talk.txt: 0 marks imported, 2 there already\n");
        assert_eq!(out(&before), out(&run(&home, &["marks", "--json"], b"")));
        // Opened in the reader, deleted there and imported once more, a mark stays deleted.
        let mut terminal = other.start(&["other.txt"], (100, 30));
        terminal.shows("feeds itself");
        terminal.type_keys("gh");
        terminal.shows("Highlights");
        terminal.type_keys("dd");
        terminal.shows("deleted the highlight at ¶6");
        terminal.type_keys("q");
        terminal.ends();
        let gone = run(&other, &["import", &path, "--into", "other.txt"], b"");
        assert_eq!(
            out(&gone),
            "other.txt: 0 marks imported, 2 there already\n",
            "{}",
            reason(&gone)
        );
        assert_eq!(run(&other, &["marks", "other.txt"], b"").status.code(), Some(1));
    }
}

#[test]
fn marks_that_cannot_be_saved_are_said_not_to_be() {
    let home = Home::new();
    home.write("talk.txt", TALK);
    mark(&home, TALK, "talk.txt", &[("Nobody", "")]);
    run(&home, &["export", "talk.txt", "--to", "json", "-o", "quotes.json"], b"");
    let other = Home::new();
    other.write("talk.txt", TALK);
    other.write(
        "quotes.json",
        std::fs::read(home.path().join("quotes.json")).expect("written"),
    );
    other.write("data", "a file where a folder is to be");
    let failed = run(&other, &["import", "quotes.json", "--into", "talk.txt"], b"");
    assert_eq!(failed.status.code(), Some(4), "{}", out(&failed));
    assert!(reason(&failed).contains("visavis: NOT SAVED: "), "{}", reason(&failed));
    let none = run(&other, &["import", "talk.txt", "--into", "talk.txt"], b"");
    assert_eq!(none.status.code(), Some(2));
    assert!(
        reason(&none).starts_with("visavis: talk.txt: is no JSON"),
        "{}",
        reason(&none)
    );
}

#[test]
fn a_thousand_hostile_files_command_nothing_through_the_new_verbs() {
    let home = Home::new();
    let step = if crate::place::is_long_run() { 1 } else { 25 };
    for number in (0..1000).step_by(step) {
        let file = crate::hostile::hostile(number);
        home.write(&file.name, &file.bytes);
        for arguments in [
            &["stats", &file.name][..],
            &["stats", &file.name, "--json"],
            &["quotes", &file.name, &file.name],
            &["quotes", &file.name, &file.name, "--json"],
            &["import", &file.name, "--into", &file.name],
            &["marks", &file.name],
            &["export", &file.name, "--to", "qdc"],
        ] {
            let output = run(&home, arguments, b"");
            assert!(is_harmless(&(out(&output) + &reason(&output))), "{arguments:?}");
        }
    }
    for name in ["\u{1b}]0;owned\u{7}.txt", "a\u{9b}31mb", "x\ry", "\u{202e}txt.exe"] {
        for arguments in [
            &["stats", name][..],
            &["quotes", name, name],
            &["import", name, "--into", name],
            &["import", "talk-0.txt", "--into", name],
        ] {
            let output = run(&home, arguments, b"");
            assert_eq!(output.status.code(), Some(2), "{arguments:?}");
            assert!(is_harmless(&(out(&output) + &reason(&output))), "{arguments:?}");
        }
    }
}

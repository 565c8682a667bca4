//! Articles against a talk: every verdict, and what it rests on.

use super::super::quotes::tests::Talk;
use super::{Finding, Step, Verdict, Writing, check, json, paragraphs, quotations, text};
use crate::text::SafeText;

const TALK: &str = "Maud: [0:00:01] How do you find the one that slipped?\n\n\
    Barnaby: [0:00:05] You wait for dusk, you light a candle (lacht) where the lamp should be, and you walk away from it \
    along the beach. Backwards, ideally. Schön. It’s 5 % of the work.\n\n\
    Maud: [0:00:40] Backwards along a beach, in the dark?\n\n\
    Barnaby: [0:00:44] I've fallen over most of the coast by now. Yes. I can recommend the sand at Pellow Head.\n\n\
    Maud: [0:00:52] Yes.\n";

fn findings(article: &str) -> Vec<Finding> {
    let talk = Talk::new(TALK, &[]);
    let all = quotations(&paragraphs(article, Writing::Markdown));
    check(all, &[talk.extract().source], 1).0
}

fn verdict(article: &str, expected: Verdict) -> Finding {
    let mut found = findings(article);
    assert_eq!(found.len(), 1, "{article}");
    let finding = found.remove(0);
    assert_eq!(
        finding.verdict,
        expected,
        "{article}: {:?}",
        finding.found.map(|found| found.steps)
    );
    finding
}

#[test]
fn the_words_count_and_not_their_signs() {
    for article in [
        "“You wait for dusk, you light a candle where the lamp should be”",
        "“you wait for dusk: you LIGHT a candle”",
        "> I’ve fallen over most of the coast by now.",
        "„Schön“ ist es.",
        "“It's 5 % of the work”",
        "“Backwards, ideally”",
    ] {
        verdict(article, Verdict::Exact);
    }
    for article in ["“schon”", "“It is 6 % of the work”", "“It’s 5 € of the work”"] {
        let found = &findings(article)[0];
        assert_ne!(found.verdict, Verdict::Exact, "{article}");
    }
}

#[test]
fn ellipses_and_brackets_are_allowed() {
    for article in [
        "“You wait for dusk […] and you walk away from it”",
        "“You wait for dusk … and you walk away from it along the beach.”",
        "“[Y]ou light a candle where [it] should be”",
        "“You wait [there] for dusk”",
        "“[He has] fallen over most of the coast”",
        "“You wait for dusk [...] Backwards, ideally. [...] 5 % of the work”",
    ] {
        let finding = verdict(article, Verdict::Exact);
        let found = finding.found.expect("it is found");
        assert_eq!(found.quote.role(), "guest");
    }
    let left_out = verdict("“You wait for dusk […] where the lamp should be”", Verdict::Exact);
    let steps = left_out.found.expect("it is found").steps;
    assert!(
        steps.contains(&Step::LeftOut("you light a candle".to_owned())),
        "{steps:?}"
    );
}

#[test]
fn a_change_is_told_word_by_word() {
    let finding = verdict("“I’ve fallen over all of the coast by the now”", Verdict::Changed);
    let found = finding.found.expect("it is found");
    let other = |said: &str, quoted: &str| Step::Other {
        said: said.to_owned(),
        quoted: quoted.to_owned(),
    };
    let same = |words: &str| Step::Same(words.to_owned());
    assert_eq!(
        found.steps,
        [
            same("I’ve fallen over"),
            other("most", "all"),
            same("of the coast by"),
            other("", "the"),
            same("now"),
        ]
    );
    let quote = &found.quote;
    assert_eq!((quote.speaker().as_str(), quote.turn()), ("Barnaby", Some(4)));
    assert_eq!(quote.from.map(crate::transcript::Time::clock).as_deref(), Some("0:44"));
    let omitted = verdict("“you light a candle the lamp should be”", Verdict::Changed);
    assert!(omitted.found.expect("it is found").steps.contains(&other("where", "")));
    verdict("“the sand at Pellow Heath”", Verdict::Changed);
}

#[test]
fn what_was_not_said_is_missing() {
    for article in [
        "“I would never go to the beach with a stranger”",
        "“No.”",
        "“Pellow Rock”",
        "“the of and you”",
        "“candle dusk beach”",
    ] {
        verdict(article, Verdict::Missing);
    }
}

#[test]
fn words_of_two_speakers_and_of_several_places_are_told() {
    let two = verdict(
        "“Backwards along a beach, in the dark? I've fallen over most of the coast”",
        Verdict::Exact,
    );
    assert_eq!(two.found.expect("it is found").quote.speaker(), "Maud / Barnaby");
    let twice = verdict("“Yes”", Verdict::Exact);
    assert_eq!(twice.found.expect("it is found").elsewhere, 1);
}

#[test]
fn a_paragraph_set_off_may_be_narration_around_quotations() {
    let found = findings("> “Backwards, ideally,” he told me, and then he laughed: “I never said that at all.”\n");
    let verdicts: Vec<Verdict> = found.iter().map(|finding| finding.verdict).collect();
    assert_eq!(verdicts, [Verdict::Exact, Verdict::Missing]);
    let nested = findings("“You wait for ‘dusk’, you light a candle”");
    assert_eq!((nested.len(), nested[0].verdict), (1, Verdict::Exact));
}

#[test]
fn short_quotations_are_passed_over_where_that_is_asked_for() {
    let talk = Talk::new(TALK, &[]);
    let all = quotations(&paragraphs(
        "“so-called” and “I've fallen over most of the coast”",
        Writing::Markdown,
    ));
    let (found, short) = check(all, &[talk.extract().source], 3);
    assert_eq!((found.len(), short), (1, 1));
}

#[test]
fn the_nearest_of_several_transcripts_is_named() {
    let near = Talk::new(&TALK.replace("most", "all"), &[]);
    let far = Talk::new(TALK, &[]);
    let all = quotations(&paragraphs("“fallen over all of the coast by now”", Writing::Markdown));
    let sources = [far.extract().source, near.extract().source];
    let (found, _) = check(all, &sources, 1);
    assert_eq!(found[0].verdict, Verdict::Exact);
    assert_eq!(found[0].found.as_ref().map(|found| found.transcript), Some(1));
}

#[test]
fn the_report_is_for_people_and_for_programs() {
    let talk = Talk::new(TALK, &[]);
    let article = "He says “I've fallen over all of the coast” and “Backwards, ideally”.\n\n“Never.”\n";
    let sources = [talk.extract().source];
    let (found, _) = check(quotations(&paragraphs(article, Writing::Markdown)), &sources, 1);
    let name = SafeText::line("article.md");
    assert_eq!(
        text(&name, &found, &sources),
        "article.md: 3 quotations: 1 exact, 1 changed, 1 missing\n\n\
         line 1     changed  “I've fallen over all of the coast”\n                    \
         I've fallen over [-most-]{+all+} of the coast\n                    \
         Barnaby (guest) · talk.txt · ¶ 4 · 0:44\n\n\
         line 1     exact    “Backwards, ideally”\n                    \
         Barnaby (guest) · talk.txt · ¶ 2 · 0:05\n\n\
         line 3     missing  “Never.”\n"
    );
    let json: serde_json::Value = serde_json::from_str(&json(&name, &found, &sources)).expect("it is JSON");
    assert_eq!(
        (&json["exact"], &json["changed"], &json["missing"]),
        (&1.into(), &1.into(), &1.into())
    );
    let first = &json["quotations"][0];
    assert_eq!(first["speaker"], "Barnaby");
    assert_eq!(
        first["difference"][1],
        serde_json::json!({"kind": "replaced", "said": "most", "quoted": "all"})
    );
    assert!(json["quotations"][2].get("speaker").is_none());
}

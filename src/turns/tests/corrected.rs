use super::super::{Origin, Side, explain};
use super::{Correction, Role, check_laws, infer, shape, text, unlabelled, with_labels};
use crate::text::Span;
use crate::transcript::Transcript;

const LABELLED: &str = "Q: When did it begin?\nA: In spring. It was cold.\nQ: And now?\nA: Now it is warm.";
const PLAIN: &str = "Wann haben Sie damit angefangen?\nIch habe im Frühling angefangen.\nDas war eine gute Zeit für uns.\n\
    Und wie geht es Ihnen heute damit?\nIch bin sehr zufrieden.\nWir haben viel gelernt.";

fn check(transcript: &Transcript, corrections: &[Correction], expect: &str) {
    let turns = infer(transcript, corrections);
    check_laws(transcript, &turns);
    assert_eq!(shape(&turns), expect, "{corrections:?}");
}

fn at(transcript: &Transcript, words: &str) -> usize {
    transcript
        .text()
        .find(words)
        .expect("the words stand in the test's own text")
}

fn span(transcript: &Transcript, words: &str) -> Span {
    let start = at(transcript, words);
    Span::new(start, start + words.len())
}

#[test]
fn a_turn_is_given_to_another_speaker() {
    let labelled = with_labels(LABELLED);
    let give = Correction::Give {
        span: span(&labelled, "In spring. It was cold."),
        speaker: text("Q"),
    };
    check(&labelled, std::slice::from_ref(&give), "IG");
    let turns = infer(&labelled, &[give]);
    assert_eq!(turns.all()[0].origin, Origin::Corrected);
    assert_eq!(explain(&labelled, &[], &turns, 0)[0].says, text("you said so"));
    let plain = unlabelled(PLAIN);
    check(&plain, &[], "IGIG");
    let give = Correction::Give {
        span: span(&plain, "Wir haben viel gelernt."),
        speaker: text("interviewer"),
    };
    check(&plain, &[give], "IGIGI");
}

#[test]
fn a_turn_is_split_and_joined() {
    let labelled = with_labels(LABELLED);
    let split = Correction::Split {
        at: at(&labelled, "It was cold."),
    };
    check(&labelled, std::slice::from_ref(&split), "IGIG");
    let turns = infer(&labelled, &[split]);
    assert_eq!(labelled.words(turns.all()[2].span), "It was cold.\nAnd now?");
    let join = Correction::Join {
        at: at(&labelled, "And now?"),
    };
    check(&labelled, &[join], "IG");
    let plain = unlabelled(PLAIN);
    let split = Correction::Split {
        at: at(&plain, "eine gute"),
    };
    let turns = infer(&plain, &[split]);
    check_laws(&plain, &turns);
    assert!(
        turns
            .all()
            .iter()
            .any(|turn| plain.words(turn.span).starts_with("eine gute"))
    );
    check(
        &plain,
        &[Correction::Join {
            at: at(&plain, "Und wie geht"),
        }],
        "IG",
    );
}

#[test]
fn the_sides_change_places_from_here_on_and_back_again() {
    for transcript in [with_labels(LABELLED), unlabelled(PLAIN)] {
        let third = infer(&transcript, &[]).all()[2].span.start();
        let swap = Correction::SwapFrom { at: third };
        check(&transcript, std::slice::from_ref(&swap), "IGI");
        check(&transcript, &[swap.clone(), swap.clone()], "IGIG");
        check(&transcript, &[Correction::SwapFrom { at: 0 }], "GIGI");
        let back = Correction::Automatic {
            span: Span::new(third, third + 4),
        };
        check(&transcript, &[swap, back], "IGIG");
    }
}

#[test]
fn speakers_are_renamed_merged_and_given_roles_and_sides() {
    let labelled =
        with_labels("Ada: Why?\nBen: Because it rained all day long.\nCleo: And because of the wind that came.");
    let rename = Correction::Rename {
        speaker: text("Ben"),
        name: text("Benedict"),
    };
    let turns = infer(&labelled, &[rename]);
    assert_eq!(turns.speakers()[1].name, text("Benedict"));
    assert_eq!(turns.speakers()[1].key, text("Ben"));
    let merge = Correction::Merge {
        from: text("Cleo"),
        into: text("Ben"),
    };
    let turns = infer(&labelled, &[merge]);
    assert_eq!(turns.speakers().len(), 2);
    assert_eq!(turns.all().len(), 2);
    let role = Correction::SetRole {
        speaker: text("Cleo"),
        role: Role::Interviewer,
    };
    let turns = infer(&labelled, &[role]);
    assert_eq!(turns.speakers()[2].role_confidence, 1.0);
    assert_eq!(turns.speakers()[2].side, Side::Left);
    assert_eq!(turns.all()[2].confidence, 1.0);
    let side = Correction::SetSide {
        speaker: text("Ada"),
        side: Side::Right,
    };
    let role = Correction::SetRole {
        speaker: text("Ada"),
        role: Role::Interviewer,
    };
    let turns = infer(&labelled, &[side, role]);
    assert_eq!(turns.speakers()[0].side, Side::Right, "a side the reader chose stays");
}

#[test]
fn a_correction_of_nobody_or_nowhere_changes_nothing() {
    for transcript in [with_labels(LABELLED), unlabelled(PLAIN), unlabelled("")] {
        let before = shape(&infer(&transcript, &[]));
        let nothing = [
            Correction::Give {
                span: Span::new(0, 5),
                speaker: text("Nobody"),
            },
            Correction::Split { at: 9_999 },
            Correction::Join { at: 0 },
            Correction::Rename {
                speaker: text("Nobody"),
                name: text("Somebody"),
            },
            Correction::Merge {
                from: text("Nobody"),
                into: text("Q"),
            },
            Correction::SwapFrom { at: 9_999 },
        ];
        check(&transcript, &nothing, &before);
    }
}

#[test]
fn spans_off_a_character_boundary_or_past_the_end_do_no_harm() {
    let transcript = unlabelled("Ärger über Öl? Ääää ööö üüü. Und warum?\nßßß ÄÄÄ.");
    for start in 0..transcript.text().len() + 3 {
        for length in [1, 2, 7, 400] {
            let give = Correction::Give {
                span: Span::new(start, start + length),
                speaker: text("guest"),
            };
            let turns = infer(
                &transcript,
                &[
                    give,
                    Correction::Split { at: start + 1 },
                    Correction::SwapFrom { at: start },
                ],
            );
            check_laws(&transcript, &turns);
        }
    }
}

#[test]
fn back_to_automatic_forgets_only_what_touches_it() {
    let transcript = with_labels(LABELLED);
    let first = Correction::Give {
        span: span(&transcript, "In spring. It was cold."),
        speaker: text("Q"),
    };
    let second = Correction::Give {
        span: span(&transcript, "Now it is warm."),
        speaker: text("Q"),
    };
    let automatic = Correction::Automatic {
        span: span(&transcript, "It was cold."),
    };
    check(&transcript, &[first, second, automatic], "IGI");
}

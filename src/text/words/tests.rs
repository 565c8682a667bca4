use super::*;

/// `text` with `|` where the place is; the word or sentence there.
fn place(marked: &str) -> (String, usize) {
    let at = marked.find('|').expect("the place is marked");
    (marked.replace('|', ""), at)
}

#[test]
fn the_word_at_a_place_is_the_one_around_it_or_the_next_in_its_line() {
    for (marked, expected) in [
        ("say |hello there", "hello"),
        ("say hel|lo there", "hello"),
        ("say hello| there", "there"),
        ("(|Straße), ja", "Straße"),
        ("|(Straße), ja", "Straße"),
        ("it |isn't so", "isn't"),
        ("ein E|-Bike", "Bike"),
        ("das 3,5|-fache", "fache"),
        ("東|京都", "京"),
        ("これは|カメラです", "カメラ"),
        ("na\u{308}|chste", "na\u{308}chste"),
    ] {
        let (text, at) = place(marked);
        assert_eq!(word_at(&text, at).map(|w| w.of(&text)), Some(expected), "{marked}");
    }
    for marked in ["end |\nnext line", "end| ...", "|"] {
        let (text, at) = place(marked);
        assert_eq!(word_at(&text, at), None, "{marked}");
    }
}

#[test]
fn words_are_walked_forwards_and_back_over_signs_and_lines() {
    let text = "Well, (you) know –\nit's\n\ndone.";
    let mut forwards = vec![0];
    while let Some(next) = next_word(text, *forwards.last().expect("not empty")) {
        forwards.push(next);
    }
    let starts: Vec<&str> = forwards.iter().map(|&at| &text[at..at + 2]).collect();
    assert_eq!(starts, ["We", "yo", "kn", "it", "do"]);
    let mut backwards = vec![text.len()];
    while let Some(previous) = previous_word(text, *backwards.last().expect("not empty")) {
        backwards.push(previous);
    }
    backwards.remove(0);
    backwards.reverse();
    assert_eq!(backwards, forwards);
    assert_eq!(word_end(text, 0), Some(4));
    assert_eq!(word_end(text, 3), Some(10));
    assert_eq!(word_end(text, text.len() - 1), None);
}

#[test]
fn a_sentence_has_its_stop_and_its_closing_quotes() {
    for (marked, expected) in [
        ("One here. |Two there? Three.", "Two there?"),
        ("One here.| Two there? Three.", "One here."),
        ("He said: „Go |home.“ Then he left.", "He said: „Go home.“"),
        ("(That was |it.) And on.", "(That was it.)"),
        ("Frag |Dr. Weber danach. Gut.", "Frag Dr. Weber danach."),
        ("Das ist z. B. |Holz. Gut.", "Das ist z. B. Holz."),
        (
            "Es waren 5-6 |Mio. Euro im Jahr. Viel.",
            "Es waren 5-6 Mio. Euro im Jahr.",
        ),
        ("Am |3. Mai 2019. Dann nicht.", "Am 3. Mai 2019."),
        ("Im Jahr |2019. Dann nicht.", "Im Jahr 2019."),
        ("Up to |approx. 20 of them. Yes.", "Up to approx. 20 of them."),
        ("Wait ... |what? No.", "Wait ... what?"),
        ("Wait … |What? No.", "What?"),
        ("„Komm!“, |rief sie. Gut.", "„Komm!“, rief sie."),
        ("Ask J. R. |Miller. Fine.", "Ask J. R. Miller."),
        ("So did |I. Then you came.", "So did I."),
        ("at 3.5 |per cent. Yes", "at 3.5 per cent."),
        ("そうです。|はい。", "はい。"),
        ("a head\n\nwords |go\non here. So", "words go\non here."),
        ("no stop |at all", "no stop at all"),
    ] {
        let (text, at) = place(marked);
        assert_eq!(sentence_at(&text, at).map(|s| s.of(&text)), Some(expected), "{marked}");
    }
}

#[test]
fn sentences_are_walked_forwards_and_back() {
    let text = "One. Two is so!\n\nThree? „Four.“ Five";
    let mut starts = vec![0];
    while let Some(next) = next_sentence(text, *starts.last().expect("not empty")) {
        starts.push(next);
    }
    assert_eq!(starts, [0, 5, 17, 24, 36]);
    let mut back = vec![text.len()];
    while let Some(previous) = previous_sentence(text, *back.last().expect("not empty")) {
        back.push(previous);
    }
    assert_eq!(back[1..], [36, 24, 17, 5, 0]);
}

proptest::proptest! {
    #[test]
    fn no_text_and_no_place_is_too_strange(text in "([a-z]{1,4}|[ \n]|[.!?„“]|Dr|\\PC){0,60}", at in 0..400_usize) {
        for span in [word_at(&text, at), sentence_at(&text, at)].into_iter().flatten() {
            assert!(text.get(span.range()).is_some());
        }
        for step in [next_word, word_end, next_sentence] {
            assert!(step(&text, at).is_none_or(|to| text.is_char_boundary(to) && to >= at.min(text.len())));
        }
        for step in [previous_word, previous_sentence] {
            assert!(step(&text, at).is_none_or(|to| text.is_char_boundary(to) && to < at));
        }
    }

    #[test]
    fn walking_on_comes_to_an_end(text in "([a-z]{1,4}|[ \n]|[.!?„“]|Dr|\\PC){0,60}") {
        for step in [next_word, word_end, next_sentence] {
            let (mut at, mut steps) = (0, 0);
            while let Some(next) = step(&text, at) {
                assert!(next > at && steps < 1000);
                (at, steps) = (next, steps + 1);
            }
        }
    }
}

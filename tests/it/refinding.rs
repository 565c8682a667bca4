//! Marks found again in texts whose words were changed: a share of what `visavis reanchor` measures over the whole corpus.

use crate::place;
use visavis::marks::trial::{Damage, Plan, Scores, Sort, attempt};

#[test]
fn marks_are_found_again_where_one_word_in_eight_is_wrong_and_not_where_they_are_gone() {
    let Some(corpus) = place::shared("corpus/dialogue") else {
        return;
    };
    let index = std::fs::read_to_string(corpus.join("INDEX.tsv")).expect("an index");
    let mut scores = Scores::default();
    for (seed, row) in index.lines().skip(1).step_by(12).enumerate() {
        let key = row.split('\t').next().expect("a key");
        let text = std::fs::read_to_string(corpus.join(format!("{key}.txt"))).expect("lines");
        let truth = std::fs::read_to_string(corpus.join(format!("{key}.truth.tsv"))).expect("their turns");
        let numbers = truth
            .lines()
            .filter(|row| row.starts_with(|c: char| c.is_ascii_digit()));
        let lines: Vec<(&str, Option<&str>)> = text.lines().zip(numbers.map(|row| row.split('\t').nth(1))).collect();
        let turns: Vec<Vec<&str>> = lines
            .chunk_by(|one, next| one.1 == next.1)
            .map(|turn| turn.iter().map(|(line, _)| *line).collect())
            .collect();
        scores.add(&attempt(
            &turns,
            &Plan {
                seed: seed as u64,
                quotes: 6,
                damages: vec![Damage::Errors(0), Damage::Errors(12), Damage::Gone(0)],
            },
        ));
    }
    // Right at least, and wrong at most, in thousandths; the whole corpus is measured by the command.
    for (damage, sort, right, wrong) in [
        (Damage::Errors(0), Sort::ShortTurn, 1000, 0),
        (Damage::Errors(0), Sort::Sentence, 1000, 0),
        (Damage::Errors(12), Sort::ShortTurn, 940, 5),
        (Damage::Errors(12), Sort::EightWords, 980, 5),
        (Damage::Errors(12), Sort::Sentence, 990, 5),
        (Damage::Errors(12), Sort::Turn, 990, 5),
        (Damage::Gone(0), Sort::ShortTurn, 0, 5),
        (Damage::Gone(0), Sort::EightWords, 0, 0),
        (Damage::Gone(0), Sort::Sentence, 0, 0),
        (Damage::Gone(0), Sort::Turn, 0, 0),
    ] {
        let tally = scores.of(damage, sort);
        assert!(tally.all() > 20, "{damage:?} {sort:?}: {tally:?}");
        assert!(
            tally.right * 1000 >= right * tally.all(),
            "{damage:?} {sort:?}: {tally:?}"
        );
        assert!(
            tally.wrong * 1000 <= wrong * tally.all(),
            "{damage:?} {sort:?}: {tally:?}"
        );
    }
}

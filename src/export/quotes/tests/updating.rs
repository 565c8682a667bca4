//! A second export into the same file.

use super::super::{Updated, update};
use super::{TALK, Talk, YELLOW, named, talk};

#[test]
fn a_second_export_says_nothing_twice_and_keeps_what_was_written_between() {
    let talk = talk();
    let mut file = talk.written(named("md"), false);
    let (same, updated) = update(&file, &[talk.extract()]);
    assert_eq!((same.as_str(), updated.same, updated.added), (file.as_str(), 4, 0));
    let mine = "\nMy own thought on fish, ^mine\n\n> a quotation of mine\n";
    let id = format!("^q-{}\n", talk.extract().quotes[0].name());
    file = file.replace(&id, &format!("{id}{mine}"));
    file = file.replace("feeds itself 😀", "fed nobody");
    for file in [file.clone(), file.replace('\n', "\r\n")] {
        let (new, updated) = update(&file, &[talk.extract()]);
        assert_eq!(
            updated,
            Updated {
                changed: 1,
                same: 3,
                added: 0,
                left: 0
            }
        );
        assert!(new.replace("\r\n", "\n").contains(mine), "{new}");
        assert!(new.contains("feeds itself 😀") && !new.contains("fed nobody"), "{new}");
        assert_eq!(new.contains("\r\n"), file.contains("\r\n"));
        assert_eq!(update(&new, &[talk.extract()]).0, new);
    }
}

#[test]
fn new_quotes_stand_where_they_belong_and_gone_ones_are_left() {
    let talk = talk();
    let mut few = talk.extract();
    few.quotes.drain(1..3);
    let old = String::from_utf8((named("md").write)(&[few], &super::Wish::default())).expect("text");
    let (new, updated) = update(&old, &[talk.extract()]);
    assert_eq!((updated.added, updated.same), (2, 2));
    let places: Vec<Option<usize>> = talk.extract().quotes.iter().map(|q| new.find(&q.name())).collect();
    assert!(places.is_sorted() && places[0].is_some(), "{new}");
    let (kept, updated) = update(&new, &[]);
    assert_eq!((kept, updated.left), (new, 4));
    let other = Talk::new(TALK, &[(YELLOW, "lighthouse", "")]);
    let (both, updated) = update("# Mine\n", &[other.extract()]);
    assert_eq!(updated.added, 1);
    assert!(both.starts_with("# Mine\n\n> [!quote] "), "{both}");
}

use super::{FORMS, Interview, Library, RARE};
use crate::export::script::Script;
use crate::formats::{FORMATS, Part, extension, read};
use crate::turns::infer;
use sha2::{Digest, Sha256};

fn library() -> Library {
    Library::new(66, 400_000, 7)
}

fn all(library: &Library) -> Vec<Interview> {
    (0..library.len()).map(|number| library.interview(number)).collect()
}

/// Who says what, turn by turn.
fn told(script: &Script<'_>) -> Vec<(String, String)> {
    let mut told: Vec<(String, String)> = Vec::new();
    for said in script.said() {
        let who = script.name(said.person);
        match told.last_mut().filter(|(last, _)| last == who) {
            Some((_, words)) => {
                words.push(' ');
                words.push_str(&said.words);
            }
            None => told.push((who.to_owned(), said.words.clone())),
        }
    }
    told
}

fn hash(library: &Library) -> String {
    let mut hash = Sha256::new();
    for interview in all(library) {
        hash.update(interview.path());
        hash.update(interview.bytes());
        hash.update(interview.plain());
    }
    hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

#[test]
fn the_same_arguments_give_the_same_bytes_and_another_seed_gives_others() {
    assert_eq!(hash(&library()), hash(&library()));
    assert_ne!(hash(&library()), hash(&Library::new(66, 400_000, 8)));
}

#[test]
fn every_interview_reads_back_to_the_turns_it_was_made_of() {
    for interview in all(&library()) {
        let path = interview.path();
        let reading =
            read(&interview.bytes(), &path, Part::Whole).unwrap_or_else(|refusal| panic!("{path}: {refusal}"));
        let turns = infer(&reading.transcript, &[]);
        let script = Script::new(&reading.transcript, &turns);
        if interview.form().tells_speakers {
            assert_eq!(told(&script), told(&interview.script()), "{path}");
        } else {
            let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
            assert_eq!(words(reading.transcript.text()), words(&interview.plain()), "{path}");
            assert!(turns.all().len() > 2, "{path}: somebody asks and somebody answers");
        }
    }
}

#[test]
fn every_form_is_one_that_a_folder_is_searched_for() {
    let library = library();
    for (number, form) in FORMS.iter().enumerate() {
        let path = library.interview(number).path();
        assert!(path.starts_with(form.folder), "{path}");
        let extension = extension(&path);
        let known = FORMATS
            .iter()
            .any(|format| format.extensions.contains(&extension.as_str()));
        assert!(known, "{path}");
    }
}

#[test]
fn no_rule_of_the_languages_is_missing() {
    for interview in all(&library()) {
        assert!(
            !interview.plain().contains(['{', '}', '*', '|']),
            "{}",
            interview.plain()
        );
    }
}

#[test]
fn a_rare_word_stands_in_about_one_interview_in_a_hundred() {
    let library = Library::new(2000, 2_000_000, 1);
    let texts: Vec<String> = all(&library).iter().map(Interview::plain).collect();
    for word in RARE {
        let with = texts.iter().filter(|text| text.contains(word)).count();
        assert!((5..=40).contains(&with), "{word}: {with} of 2000");
    }
    let frequent = texts
        .iter()
        .filter(|text| text.contains(" und ") || text.contains(" the "));
    assert!(frequent.count() > 1900);
}

#[test]
fn there_is_as_much_talk_as_was_asked_for() {
    let talk: usize = all(&library()).iter().map(|interview| interview.plain().len()).sum();
    assert!((400_000..600_000).contains(&talk), "{talk} bytes");
}

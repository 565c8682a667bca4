//! A search with the cache finds what one without it finds, whatever is done between two searches to the library or to the cache.

use std::path::{Path, PathBuf};

use crate::command_line::{out, run};
use crate::pty::Home;

/// Numbers that are the same in every run of a seed (Marsaglia, Xorshift RNGs, 2003).
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % u64::try_from(end).expect("a small number")).expect("a smaller one")
    }
}

const WORDS: [&str; 6] = ["harbour", "Hafen", "bees", "Straße", "winter", "grandmother"];
const ENDINGS: [&str; 4] = ["txt", "srt", "vtt", "md"];

/// A talk of some turns in one of four formats, or now and then nothing that can be read.
fn talk(dice: &mut Dice, ending: &str) -> Vec<u8> {
    if dice.below(12) == 0 {
        return vec![0xff, 0, 0x9f, 0x92];
    }
    let mut talk = String::from(if ending == "vtt" { "WEBVTT\n\n" } else { "" });
    for turn in 0..=dice.below(6) {
        let (asked, told) = (WORDS[dice.below(6)], WORDS[dice.below(6)]);
        let (from, to) = (turn * 8, turn * 8 + 4);
        match ending {
            "txt" => talk.push_str(&format!(
                "Ada: What of the {asked}?\n\nBen: It was {told}, and {told}.\n\n"
            )),
            "md" => talk.push_str(&format!("**Ada:** What of the {asked}?\n\n**Ben:** It was {told}.\n\n")),
            "srt" => talk.push_str(&format!(
                "{}\n00:00:{from:02},000 --> 00:00:{to:02},000\nAda: What of the {asked}? It was {told}.\n\n",
                turn + 1
            )),
            _ => talk.push_str(&format!(
                "00:{from:02}.000 --> 00:{to:02}.000\n<v Ben>The {asked}, and the {told}.\n\n"
            )),
        }
    }
    talk.into_bytes()
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return Vec::new();
    };
    let mut files = Vec::new();
    for entry in entries.flatten() {
        if entry.path().is_dir() {
            files.extend(self::files(&entry.path()));
        } else {
            files.push(entry.path());
        }
    }
    files.sort();
    files
}

/// Does something to the library; says what.
fn edit(dice: &mut Dice, talks: &Path) -> String {
    let there = files(talks);
    let some = |dice: &mut Dice| there.get(dice.below(there.len().max(1))).cloned();
    match (dice.below(5), some(dice)) {
        (0, Some(file)) => {
            std::fs::remove_file(&file).expect("it is there");
            format!("{} is gone", file.display())
        }
        (1, Some(file)) => {
            let ending = ENDINGS[dice.below(4)];
            let to = talks.join(format!("moved-{}.{ending}", dice.below(50)));
            std::fs::rename(&file, &to).expect("it is there");
            format!("{} is {}", file.display(), to.display())
        }
        (2, Some(file)) => {
            // As long as it was and with other words, within the time that the file system tells apart.
            let bytes = std::fs::read(&file).expect("it is there");
            let other = String::from_utf8_lossy(&bytes).replace("bees", "hive");
            std::fs::write(&file, other).expect("writable");
            format!("{} has no bees", file.display())
        }
        (3, Some(file)) => {
            let bytes = std::fs::read(&file).expect("it is there");
            std::fs::write(&file, &bytes[..dice.below(bytes.len() + 1)]).expect("writable");
            format!("{} is cut", file.display())
        }
        _ => {
            let ending = ENDINGS[dice.below(4)];
            let file = talks.join(format!("{}.{ending}", dice.below(20)));
            std::fs::write(&file, talk(dice, ending)).expect("writable");
            format!("{} is written", file.display())
        }
    }
}

/// Does something to the cache; says what.
fn damage(dice: &mut Dice, cache: &Path) -> String {
    let there = files(cache);
    if there.is_empty() {
        return "there is no cache".to_owned();
    }
    let (file, other) = (&there[dice.below(there.len())], &there[dice.below(there.len())]);
    let mut bytes = std::fs::read(file).expect("it is there");
    let what = match dice.below(6) {
        0 => {
            bytes.truncate(dice.below(bytes.len() + 1));
            "torn"
        }
        1 if !bytes.is_empty() => {
            let at = dice.below(bytes.len());
            bytes[at] ^= 1 << dice.below(8);
            "changed in a bit"
        }
        2 => {
            bytes = std::fs::read(other).expect("it is there");
            "another"
        }
        3 => {
            // What a later version would write.
            for byte in bytes.iter_mut().skip(4).take(8) {
                *byte = byte.wrapping_add(1);
            }
            "newer"
        }
        4 => {
            std::fs::remove_file(file).expect("it is there");
            return format!("{} is gone", file.display());
        }
        _ => return "nothing".to_owned(),
    };
    std::fs::write(file, bytes).expect("writable");
    format!("{} is {what}", file.display())
}

fn found(home: &Home, arguments: &[&str]) -> (Option<i32>, String) {
    let output = run(home, arguments, b"");
    (output.status.code(), out(&output))
}

#[test]
fn a_search_with_a_cache_finds_what_one_without_finds() {
    let (seeds, steps) = if std::env::var_os("VISAVIS_LONG").is_some() {
        (60, 40)
    } else {
        (3, 10)
    };
    for seed in 1..=seeds {
        let mut dice = Dice(0x9E37_79B9_7F4A_7C15_u64.wrapping_mul(seed));
        let home = Home::new();
        let talks = home.path().join("talks");
        std::fs::create_dir(&talks).expect("a folder");
        for _ in 0..8 {
            let ending = ENDINGS[dice.below(4)];
            let file = talks.join(format!("{}.{ending}", dice.below(20)));
            std::fs::write(file, talk(&mut dice, ending)).expect("writable");
        }
        let mut done = Vec::new();
        for step in 0..steps {
            for _ in 0..dice.below(3) {
                done.push(edit(&mut dice, &talks));
            }
            done.push(damage(&mut dice, &home.path().join("cache")));
            let word = WORDS[dice.below(6)].to_lowercase();
            let more: &[&str] = [&["--json"][..], &["--count"], &["--guest"], &["-C", "4"]][dice.below(4)];
            let with = [&["search"], more, &[&word, "talks"]].concat();
            let kept = found(&home, &with);
            let other = Home::new();
            for file in files(&talks) {
                std::fs::create_dir_all(other.path().join("talks")).expect("a folder");
                let name = file.file_name().expect("a name");
                std::fs::copy(&file, other.path().join("talks").join(name)).expect("a copy");
            }
            let anew = found(&other, &with);
            assert_eq!(kept, anew, "seed {seed}, step {step}, {with:?} after {done:#?}");
        }
    }
}

#[test]
fn two_that_search_at_once_keep_what_both_found() {
    let home = Home::new();
    let mut dice = Dice(77);
    std::fs::create_dir(home.path().join("talks")).expect("a folder");
    for at in 0..60 {
        let ending = ENDINGS[at % 4];
        home.write(&format!("talks/{at}.{ending}"), talk(&mut dice, ending));
    }
    let alone = found(&home, &["search", "--json", "winter", "talks"]);
    std::fs::remove_dir_all(home.path().join("cache")).expect("the cache can be deleted at any moment");
    std::thread::scope(|scope| {
        let searches: Vec<_> = (0..4)
            .map(|_| scope.spawn(|| found(&home, &["search", "--json", "winter", "talks"])))
            .collect();
        for search in searches {
            assert_eq!(search.join().expect("it has not failed"), alone);
        }
    });
    assert_eq!(found(&home, &["search", "--json", "winter", "talks"]), alone);
}

//! What is made to fill the memory does not: bombs of every packing and lines without an end are read, or refused, in a child
//! process that then says how much memory it held at most. Skipped where the system does not tell.

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};
use std::path::Path;
use std::process::Command;

use flate2::Compression;
use flate2::write::GzEncoder;
use ruzstd::encoding::{CompressionLevel, compress_to_vec};
use visavis::export::account;
use visavis::formats::{Part, read};
use visavis::turns::infer;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use crate::place;

/// Names the file that a child process reads.
const GIVEN: &str = "VISAVIS_BOMB";
const MEGABYTE: usize = 1 << 20;
/// What a process may hold beside so many times the size of what it reads (`reliability.md` 4.3, rows 9 and 16).
const ROOM: usize = 50 * MEGABYTE;
const TIMES: usize = 6;
/// What any archive may take, however much it would unpack to.
const PACKED: usize = 150 * MEGABYTE;

/// The part of the child process: a file is read and accounted for as by `visavis check`, and the most memory held is told.
#[test]
fn what_a_child_is_given_is_read_and_its_memory_told() {
    let Some(path) = std::env::var_os(GIVEN) else { return };
    let bytes = std::fs::read(&path).expect("readable");
    let found = read(&bytes, &path.to_string_lossy(), Part::Whole);
    drop(bytes);
    let told = match found {
        Ok(reading) => {
            let turns = infer(&reading.transcript, &[]);
            account::text(&reading, &turns)
        }
        Err(refusal) => refusal.to_string(),
    };
    assert!(!told.is_empty());
    let status = std::fs::read_to_string("/proc/self/status").expect("the parent has looked");
    let peak = status.lines().find(|line| line.starts_with("VmHWM:"));
    println!("\n{}", peak.expect("a system that tells it"));
}

/// The most memory that a child process held while it read a file, in bytes; none where the system does not tell.
fn peak(name: &str, bytes: &[u8]) -> Option<usize> {
    if !Path::new("/proc/self/status").exists() {
        println!("skipped: this system does not tell how much memory a process held");
        return None;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join(name);
    std::fs::write(&path, bytes).expect("written");
    #[expect(clippy::disallowed_methods, reason = "this very test runs again as a child")]
    let mut command = Command::new(std::env::current_exe().expect("a path"));
    let child = command
        .args([
            "--exact",
            "bombs::what_a_child_is_given_is_read_and_its_memory_told",
            "--nocapture",
        ])
        .env(GIVEN, &path)
        .output()
        .expect("it runs");
    let told = String::from_utf8_lossy(&child.stdout).into_owned();
    assert!(
        child.status.success(),
        "{name}: {told}{}",
        String::from_utf8_lossy(&child.stderr)
    );
    let line = told.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = line.and_then(|line| line.trim().strip_suffix(" kB")?.parse::<usize>().ok());
    Some(kilobytes.unwrap_or_else(|| panic!("{name}: {told}")) * 1024)
}

#[track_caller]
fn check(name: &str, bytes: &[u8], most: usize) {
    if let Some(peak) = peak(name, bytes) {
        let in_megabytes = |bytes: usize| bytes as f64 / MEGABYTE as f64;
        println!(
            "{name}: {:.1} MB held, {:.1} allowed",
            in_megabytes(peak),
            in_megabytes(most)
        );
        assert!(peak <= most, "{name}: {:.1} MB", in_megabytes(peak));
    }
}

/// What is read as it stands may take six times its size, and some room.
#[track_caller]
fn check_plain(name: &str, bytes: impl AsRef<[u8]>) {
    let bytes = bytes.as_ref();
    check(name, bytes, TIMES * bytes.len() + ROOM);
}

/// A unit over and over: half a megabyte of it, enough for what holds a hundred times its size to be found; more in the long run.
fn over_and_over(unit: &str) -> String {
    let size = if place::is_long_run() {
        10 * MEGABYTE
    } else {
        MEGABYTE / 2
    };
    unit.repeat(size / unit.len())
}

fn document(body: &str) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    writer.start_file("word/document.xml", options).expect("memory");
    writer.write_all(body.as_bytes()).expect("memory");
    writer.finish().expect("memory").into_inner()
}

fn gzip(text: &[u8]) -> Vec<u8> {
    let mut packer = GzEncoder::new(Vec::new(), Compression::best());
    packer.write_all(text).expect("memory");
    packer.finish().expect("memory")
}

#[test]
fn archives_that_unpack_to_more_than_a_document_fill_no_memory() {
    let paragraphs = "<w:p></w:p>".repeat(64 * MEGABYTE / 11);
    check("bomb.docx", &document(&paragraphs), PACKED);
    // Each of them is within what a packed text may be, one by one.
    let layers = (0..3).fold(vec![b'a'; 32 * MEGABYTE], |inner, _| gzip(&inner));
    check("layers.gz", &layers, PACKED);
}

#[test]
fn packed_files_that_unpack_without_an_end_fill_no_memory() {
    let letters = vec![b'a'; 64 * MEGABYTE];
    check("bomb.txt.gz", &gzip(&letters), PACKED);
    check(
        "bomb.txt.zst",
        &compress_to_vec(&letters[..], CompressionLevel::Fastest),
        PACKED,
    );
}

#[test]
fn markup_that_multiplies_or_nests_fills_no_memory() {
    let mut laughs = String::from("<!DOCTYPE tt [<!ENTITY a0 \"ha\">");
    for level in 1..10 {
        let inner = format!("&a{};", level - 1).repeat(10);
        write!(laughs, "<!ENTITY a{level} \"{inner}\">").expect("memory");
    }
    laughs += "]><tt><body><div><p begin=\"1s\" end=\"2s\">&a9;</p></div></body></tt>";
    check_plain("laughs.ttml", laughs);
    check_plain("deep.ttml", format!("<tt><body>{}", over_and_over("<div>")));
    check_plain(
        "deep.html",
        format!("<html><body>{}Hello.", over_and_over("<table><tr><td><div><b>")),
    );
    check_plain("deep.rtf", format!("{{\\rtf1 {}Hello.", over_and_over("{\\b ")));
}

#[test]
fn objects_inside_one_another_fill_no_memory() {
    check_plain("deep.json", format!("{{\"segments\": {}", over_and_over("[{\"a\":")));
    check_plain("open.json", over_and_over("["));
    let words = over_and_over("{\"word\":\"a\",\"start\":1},");
    check_plain(
        "words.json",
        format!("{{\"segments\":[{{\"text\":\"a\",\"words\":[{words}{{}}]}}]}}"),
    );
    check_plain(
        "segments.json",
        format!(
            "{{\"segments\":[{}{{}}]}}",
            over_and_over("{\"text\":\"a\",\"start\":1},")
        ),
    );
}

#[test]
fn lines_without_an_end_fill_no_memory() {
    check_plain("letters.txt", over_and_over("x"));
    check_plain("words.txt", over_and_over("word "));
    check_plain("sentences.txt", over_and_over("Ja. Was? Gut, und du? "));
    check_plain("labels.txt", over_and_over("Ida: "));
}

#[test]
fn what_people_have_takes_a_few_times_its_size() {
    let Some(corpus) = place::shared("corpus/formats") else {
        return;
    };
    let share = if place::is_long_run() { 1 } else { 9 };
    for path in place::corpus(&corpus).into_iter().step_by(share) {
        let bytes = std::fs::read(&path).expect("readable");
        let name = path.file_name().expect("it has a name").to_string_lossy();
        check_plain(&name, &bytes);
        check_plain(&name, &bytes[..bytes.len() / 2]);
    }
}

#[test]
fn bytes_that_are_no_text_and_wide_letters_fill_no_memory() {
    check_plain("nothing.txt", over_and_over("\0"));
    let talk = over_and_over("Wie war das?\nIch war noch sehr klein, glaube ich.\n");
    let two: Vec<u8> = talk.encode_utf16().flat_map(u16::to_le_bytes).collect();
    check_plain("two.txt", [&[0xFF, 0xFE], two.as_slice()].concat());
    let four: Vec<u8> = talk.chars().flat_map(|c| (c as u32).to_le_bytes()).collect();
    check_plain("four.txt", [&[0xFF, 0xFE, 0, 0], four.as_slice()].concat());
    let mut state = 1_u64;
    let chance = over_and_over("x").into_bytes().into_iter().map(|_| {
        // Numerical Recipes' congruential generator; any noise would do.
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 24) as u8
    });
    check_plain("chance.txt", chance.collect::<Vec<u8>>());
}

#[test]
fn lines_without_number_fill_no_memory() {
    check_plain("short.txt", over_and_over("Ja.\nWas denn?\nGut.\n"));
    check_plain("labelled.txt", over_and_over("Ida: Was?\nTom: Ja.\n"));
    check_plain("blank.txt", over_and_over("\n"));
    check_plain("cues.srt", over_and_over("1\n00:00:01,000 --> 00:00:02,000\nJa.\n\n"));
}

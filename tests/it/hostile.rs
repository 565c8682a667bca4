//! Files from someone who means harm: whatever stands in them, no byte of theirs reaches a terminal as a command.
//!
//! The files are made here from a grammar of control sequences and carriers, always the same ones.

use visavis::export::{account, plain, turns};
use visavis::formats::{Part, Refusal, read};
use visavis::turns::infer;

/// A made-up file.
pub struct Hostile {
    /// Its name, whose extension suits the carrier.
    pub name: String,
    /// What is in it.
    pub bytes: Vec<u8>,
}

/// What a terminal may take as a command, in the middle of words.
const PAYLOADS: [&[u8]; 40] = [
    b"\x1b[2J",
    b"\x1b[31;5;7m",
    b"\x1b[8;3;3t",
    b"\x1b[21t",
    b"\x1b[6n",
    b"\x1b[c",
    b"\x1b[?1049h",
    b"\x1b[?1000h",
    b"\x1b[?25l",
    b"\x1b[>1u",
    b"\x1b[999999999999A",
    b"\x1b]0;owned\x07",
    b"\x1b]2;owned\x1b\\",
    b"\x1b]4;1;rgb:ff/00/00\x07",
    b"\x1b]8;;http://example.org\x1b\\link\x1b]8;;\x1b\\",
    b"\x1b]9;note\x07",
    b"\x1b]10;?\x07",
    b"\x1b]11;#ffffff\x07",
    b"\x1b]52;c;b3duZWQ=\x07",
    b"\x1b]52;c;?\x07",
    b"\x1b]133;A\x07",
    b"\x1b]777;notify;a;b\x07",
    b"\x1b]1337;File=inline=1:AAAA\x07",
    b"\x1bP$q\"p\x1b\\",
    b"\x1bP+q544e\x1b\\",
    b"\x1bPq#0;2;0;0;0~-\x1b\\",
    b"\x1b_Gf=24;AAAA\x1b\\",
    b"\x1b^private\x1b\\",
    b"\x1bXstring\x1b\\",
    b"\x1bc",
    b"\x1b#8",
    b"\x1b(0",
    b"\x1bN\x1bO",
    b"\xc2\x9b31m\xc2\x9d0;owned\xc2\x9c",
    b"\x9b2J\x9d2;owned\x9c",
    b"\x07\x08\x0e\x0f\x7f\x05",
    b"\xe2\x80\xaetxt.exe\xe2\x80\xa8\xe2\x81\xa6",
    b"\xf0\x80\x80\x9b\xc0\x9b\xed\xa0\x80\xff\xfe",
    b"a\xcc\x81\xcc\x82\xcc\x83\xcc\x84\xcc\x85\xf3\xa0\x81\x81\xe2\x80\x8b\xef\xbb\xbf",
    b"\x1b]0;never ended",
];

/// Files that carry something in words, `@`, and in a name, `%`.
const CARRIERS: [(&str, &str); 8] = [
    (
        "txt",
        "@ Outlet\n2025-01-01\nWe speak with % today.\nGood day.\nGood day @.\nWhat @ happened?\nNothing @ much.\n",
    ),
    (
        "txt",
        "%: What @ happened?\nBen: Nothing @ much.\n%: And @ then?\nBen: @ Nothing.\n",
    ),
    ("md", "# @ %\n\n**%:** What @ happened?\n\n**Ben:** Nothing @ much.\n"),
    (
        "txt",
        "[00:01:02] %: What @ happened?\n[00:01:05] Ben: Nothing @ much.\n",
    ),
    ("txt", "% (00:34):\nWhat @ happened?\n\nBen (00:41):\nNothing @ much.\n"),
    (
        "srt",
        "1\n00:00:01,000 --> 00:00:03,000\n%: What @ happened?\n\n2\n00:00:03,000 --> 00:00:04,000\nBen: Nothing @.\n",
    ),
    (
        "vtt",
        "WEBVTT @\n\nNOTE @\n\n@\n00:01.000 --> 00:03.000 @\n<v %>What @ happened?\n\n00:03.000 --> 00:04.000\n<v Ben>No @.\n",
    ),
    ("txt", "Q: What @ happened %?\nA: Nothing @ much.\nQ: @\nA: @\n"),
];

/// The made-up file of that number; the same number is always the same file.
pub fn hostile(number: usize) -> Hostile {
    let (extension, form) = CARRIERS[number % CARRIERS.len()];
    let mut bytes = Vec::new();
    // A step that shares no factor with the table meets every payload in every carrier.
    let mut next = number.wrapping_mul(7);
    for byte in form.bytes() {
        match byte {
            b'@' | b'%' => {
                next = next.wrapping_add(11);
                let payload = PAYLOADS[next % PAYLOADS.len()];
                bytes.extend_from_slice(if byte == b'%' { b"Ada" } else { b"word" });
                bytes.extend_from_slice(payload);
                // Some are cut short, and some stand twice, one inside the other.
                if next.is_multiple_of(5) {
                    bytes.truncate(bytes.len() - 1);
                } else if next.is_multiple_of(7) {
                    bytes.extend_from_slice(&payload[..payload.len() / 2]);
                }
            }
            _ => bytes.push(byte),
        }
    }
    Hostile {
        name: format!("talk-{number}.{extension}"),
        bytes,
    }
}

/// What a program may not print of someone else's words: controls other than line end and tab, and unpaired marks that turn
/// the direction of text.
pub fn commands_in(text: &str) -> Vec<char> {
    let turns_round = |c: char| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    text.chars()
        .filter(|c| {
            (c.is_control() && *c != '\n' && *c != '\t') || turns_round(*c) || ('\u{e0000}'..='\u{e007f}').contains(c)
        })
        .collect()
}

#[test]
fn no_form_of_a_hostile_file_holds_a_command() {
    let mut read_well = 0;
    for number in 0..1000 {
        let file = hostile(number);
        match read(&file.bytes, &file.name, Part::Whole) {
            Ok(reading) => {
                read_well += 1;
                let who = infer(&reading.transcript, &[]);
                for form in [
                    plain::text(&reading.transcript, &who),
                    account::text(&reading, &who),
                    account::json(&reading, &who),
                    turns::text(&reading.transcript, &who),
                    turns::tsv(&reading.transcript, &who),
                    turns::json(&reading.transcript, &who),
                ] {
                    assert!(commands_in(&form).is_empty(), "{}: {form:?}", file.name);
                }
            }
            Err(Refusal { reason, .. }) => assert!(commands_in(&reason).is_empty(), "{}: {reason:?}", file.name),
        }
    }
    assert!(read_well > 900, "{read_well} of 1000 are transcripts all the same");
}

#[test]
fn a_form_that_lets_commands_through_would_be_found() {
    let let_through =
        (0..200).filter(|number| !commands_in(&String::from_utf8_lossy(&hostile(*number).bytes)).is_empty());
    assert!(let_through.count() > 190);
}

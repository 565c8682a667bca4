//! The forms in which invented interviews are written: those that `convert` writes, and a few that only others do.

use std::fmt::Write as _;
use std::io::Write as _;

use flate2::Compression;
use flate2::write::GzEncoder;

use super::super::convert::TARGETS;
use super::Script;
use crate::formats::writing;
use crate::transcript::Time;

/// A form: one row of the table, one function.
#[derive(Debug)]
pub struct Form {
    /// The folder of the interviews in it.
    pub folder: &'static str,
    /// The extension of their files.
    pub extension: &'static str,
    /// Writes a script.
    pub write: fn(&Script<'_>) -> Vec<u8>,
    /// Whether who speaks stands in it.
    pub tells_speakers: bool,
}

/// Ten formats, and one of them packed.
pub const FORMS: [Form; 11] = [
    told("srt", "srt", |script| converted("srt", script)),
    told("webvtt", "vtt", |script| converted("vtt", script)),
    told("json", "json", |script| converted("json", script)),
    told("markdown", "md", |script| converted("md", script)),
    told("labelled", "txt", |script| converted("txt", script)),
    told("csv", "csv", |script| converted("csv", script)),
    told("tei", "xml", |script| converted("tei", script)),
    Form {
        folder: "unlabelled",
        extension: "txt",
        write: unlabelled,
        tells_speakers: false,
    },
    told("sbv", "sbv", sbv),
    told("bracketed", "txt", bracketed),
    told("packed", "vtt.gz", |script| packed(&converted("vtt", script))),
];

const fn told(folder: &'static str, extension: &'static str, write: fn(&Script<'_>) -> Vec<u8>) -> Form {
    Form {
        folder,
        extension,
        write,
        tells_speakers: true,
    }
}

fn converted(name: &str, script: &Script<'_>) -> Vec<u8> {
    let target = TARGETS.iter().find(|target| target.name == name);
    target.map_or_else(Vec::new, |target| (target.write)(script).into_bytes())
}

/// A line a piece and nothing else, as speech recognition leaves it.
fn unlabelled(script: &Script<'_>) -> Vec<u8> {
    let mut out = String::new();
    for said in script.said() {
        out.push_str(&said.words);
        out.push('\n');
    }
    out.into_bytes()
}

fn sbv(script: &Script<'_>) -> Vec<u8> {
    let clock = |time: Option<Time>| {
        let millis = time.map_or(0, Time::millis);
        let (seconds, fraction) = (millis / 1000, millis % 1000);
        let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
        format!("{hours}:{minutes:02}:{seconds:02}.{fraction:03}")
    };
    let mut out = String::new();
    for said in script.said() {
        let line = writing::line(script.name(said.person), None, &said.words, false);
        // Writing to a string cannot fail.
        let _ = write!(out, "{},{}\n{line}\n\n", clock(said.from), clock(said.to));
    }
    out.into_bytes()
}

/// `[0:02:03] Name: words`, a paragraph a piece.
fn bracketed(script: &Script<'_>) -> Vec<u8> {
    let mut out = String::new();
    for said in script.said() {
        let time = said.from.map(writing::time).unwrap_or_default();
        // Writing to a string cannot fail.
        let _ = write!(out, "{time} {}: {}\n\n", script.name(said.person), said.words);
    }
    out.into_bytes()
}

fn packed(bytes: &[u8]) -> Vec<u8> {
    // No name and no time stands in the head, so that the bytes are the same every day.
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    // Writing to a vector cannot fail.
    let _ = encoder.write_all(bytes);
    encoder.finish().unwrap_or_default()
}

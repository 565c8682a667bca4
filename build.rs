//! Gives the program a number that changes with whatever may change what a file is read as, so that nothing which another version
//! kept of a file is ever taken for what this one would read.

use std::fs;
use std::path::{Path, PathBuf};

/// What decides how a file is read, and how that is written down.
const SOURCES: [&str; 7] = [
    "Cargo.lock",
    "assets/turns.model",
    "src/text",
    "src/transcript",
    "src/formats",
    "src/turns",
    "src/store",
];

fn main() {
    let mut files = Vec::new();
    for source in SOURCES {
        println!("cargo::rerun-if-changed={source}");
        gather(Path::new(source), &mut files);
    }
    files.sort();
    // FNV-1a, 64 bits: <http://www.isthe.com/chongo/tech/comp/fnv/>.
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for file in files {
        let bytes = fs::read(&file).unwrap_or_default();
        for byte in file.to_string_lossy().bytes().chain([0]).chain(bytes) {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
    println!("cargo::rustc-env=VISAVIS_READS_AS={hash}");
}

fn gather(path: &Path, files: &mut Vec<PathBuf>) {
    match fs::read_dir(path) {
        Ok(entries) => entries.flatten().for_each(|entry| gather(&entry.path(), files)),
        Err(_) => files.push(path.to_owned()),
    }
}

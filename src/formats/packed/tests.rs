use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;
use ruzstd::encoding::{CompressionLevel, compress_to_vec};

use super::super::{Part, packed_head, read};
use super::extension;

fn gzip(text: &[u8]) -> Vec<u8> {
    let mut packer = GzEncoder::new(Vec::new(), Compression::default());
    packer.write_all(text).expect("memory");
    packer.finish().expect("memory")
}

fn zstd(text: &[u8]) -> Vec<u8> {
    compress_to_vec(text, CompressionLevel::Fastest)
}

/// Captions that do not repeat themselves too much to be real.
fn captions(count: usize) -> String {
    let mut chance = 7u32;
    (0..count)
        .map(|n| {
            chance = chance.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let (hours, minutes, seconds) = (n / 3600, n / 60 % 60, n % 60);
            format!("{hours:02}:{minutes:02}:{seconds:02}.000 --> {hours:02}:{minutes:02}:{seconds:02}.900\nNumber {chance:x}.\n\n")
        })
        .fold("WEBVTT\n\n".to_owned(), |all, cue| all + &cue)
}

#[test]
fn a_packed_file_reads_as_the_file_in_it() {
    let text = captions(300);
    let plain = read(text.as_bytes(), "talk.vtt", Part::Whole).expect("read");
    let twice = [gzip(&text.as_bytes()[..4000]), gzip(&text.as_bytes()[4000..])].concat();
    let frames = [zstd(&text.as_bytes()[..4000]), zstd(&text.as_bytes()[4000..])].concat();
    for (name, bytes) in [
        ("talk.vtt.gz", gzip(text.as_bytes())),
        ("members.gz", twice),
        ("talk.vtt.zst", zstd(text.as_bytes())),
        ("frames", frames),
    ] {
        let reading = read(&bytes, name, Part::Whole).expect(name);
        assert_eq!(reading.format, "webvtt", "{name}");
        assert_eq!(reading.transcript.text(), plain.transcript.text(), "{name}");
        assert_eq!(reading.remarks, [], "{name}");
    }
}

#[test]
fn the_head_of_a_packed_file_is_the_head_of_what_is_in_it() {
    let text = captions(20_000);
    let whole = read(text.as_bytes(), "talk.vtt", Part::Whole).expect("read");
    for bytes in [gzip(text.as_bytes()), zstd(text.as_bytes())] {
        let needed = packed_head(&bytes, 16 * 1024).expect("packed");
        assert!(needed < bytes.len());
        let head = read(&bytes[..needed], "talk", Part::Head).expect("read");
        let known = head.transcript.text().len();
        assert!((10_000..100_000).contains(&known), "{known}");
        assert!(whole.transcript.text().starts_with(head.transcript.text()));
        assert_eq!(head.remarks, []);
    }
    assert_eq!(packed_head(text.as_bytes(), 16 * 1024), None);
}

#[test]
fn what_is_cut_or_flipped_is_read_as_far_as_it_goes_or_refused() {
    let text = captions(300);
    for bytes in [gzip(text.as_bytes()), zstd(text.as_bytes())] {
        for cut in (0..bytes.len()).step_by(97) {
            for part in [Part::Whole, Part::Head] {
                let _ = read(&bytes[..cut], "talk.vtt", part);
            }
            let mut flipped = bytes.clone();
            flipped[cut] ^= 1 << (cut % 8);
            let _ = read(&flipped, "talk.vtt", Part::Whole);
        }
    }
    let bytes = gzip(text.as_bytes());
    let reading = read(&bytes[..bytes.len() / 2], "talk.vtt", Part::Whole).expect("the beginning is there");
    assert!(reading.transcript.utterances().len() > 50);
    assert!(
        reading
            .remarks
            .iter()
            .any(|remark| remark.text.contains("ends too early"))
    );
}

#[test]
fn a_bomb_is_refused_at_once() {
    let zeros = vec![b'a'; 4 * 1024 * 1024];
    for bytes in [gzip(&zeros), zstd(&zeros)] {
        assert!(bytes.len() * 200 < zeros.len());
        let refusal = read(&bytes, "talk.txt", Part::Whole).expect_err("a bomb");
        assert!(refusal.reason.contains("far more"), "{refusal}");
    }
    let nested = gzip(&gzip(b"WEBVTT\n\n00:01 --> 00:02\nHello\n"));
    assert!(read(&nested, "a.gz.gz", Part::Whole).is_err());
}

#[test]
fn the_name_inside_gives_the_extension() {
    for (name, inner) in [
        ("talk.SRT.gz", "srt"),
        ("talk.vtt.zst", "vtt"),
        ("talk.md", "md"),
        ("talk.gz", ""),
        ("talk", ""),
        (".srt", ""),
        ("", ""),
    ] {
        assert_eq!(extension(name), inner, "{name}");
    }
}

//! Files packed with gzip or zstd, whatever is in them: unpacked in memory, within limits, before their format is told.
//!
//! What is damaged or ends too early is read as far as it goes. What unpacks to far more than any text does is refused: it was
//! made to fill the memory.

use std::io::{self, Read};

use flate2::bufread::MultiGzDecoder;
use ruzstd::decoding::StreamingDecoder;

use super::{Part, Refusal};

/// How a file is packed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Packing {
    /// RFC 1952, with any number of members.
    Gzip,
    /// RFC 8878, with any number of frames.
    Zstd,
}

/// What was in a packed file.
#[derive(Debug)]
pub struct Unpacked {
    /// Its bytes; of a head, as many as a first screen needs.
    pub bytes: Vec<u8>,
    /// What was damaged, as a sentence without a full stop.
    pub damage: Option<&'static str>,
}

/// A head is unpacked up to here: enough for a screen, and done in a moment.
const HEAD_BYTES: usize = 64 * 1024;
/// The most that is unpacked, the size that a file may have as it is (`reliability.md` 4.3, row 16).
const MOST_BYTES: usize = 512 * 1024 * 1024;
/// So much is unpacked from anything: a small text that repeats itself packs very small.
const SURE_BYTES: usize = 1024 * 1024;
/// Beyond that no text unpacks to more than so many times its packed size (`reliability.md` 4.3, row 9).
const RATIO: usize = 200;
/// A zstd block may hold so many bytes packed, and nothing of it is known before all of it is there.
const ZSTD_BLOCK: usize = 128 * 1024;

/// Extensions of packed files and how they are packed.
const EXTENSIONS: &[&str] = &["gz", "gzip", "zst", "zstd"];

impl Packing {
    /// How bytes are packed, told by their beginning.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Option<Self> {
        if bytes.starts_with(b"\x1F\x8B\x08") {
            Some(Self::Gzip)
        } else if bytes.starts_with(b"\x28\xB5\x2F\xFD") {
            Some(Self::Zstd)
        } else {
            None
        }
    }

    /// How many packed bytes give a first screen, if `usual` bytes of text do.
    #[must_use]
    pub const fn head_bytes(self, usual: usize) -> usize {
        match self {
            Self::Gzip => usual,
            Self::Zstd => usual + ZSTD_BLOCK,
        }
    }

    /// Unpacks.
    ///
    /// # Errors
    ///
    /// A refusal where it unpacks to more than a transcript can be, or where there is nothing to unpack.
    pub fn unpack(self, packed: &[u8], part: Part) -> Result<Unpacked, Refusal> {
        let limit = match part {
            Part::Head => HEAD_BYTES,
            Part::Whole => (packed.len().saturating_mul(RATIO)).clamp(SURE_BYTES, MOST_BYTES),
        };
        let mut bytes = Vec::new();
        let whole = match self {
            Self::Gzip => MultiGzDecoder::new(packed)
                .take(limit as u64 + 1)
                .read_to_end(&mut bytes)
                .map(drop),
            Self::Zstd if part == Part::Head => unzstd(&closed(packed).unwrap_or_default(), limit, &mut bytes),
            Self::Zstd => unzstd(packed, limit, &mut bytes),
        };
        if part == Part::Head {
            bytes.truncate(limit);
        } else if bytes.len() > limit {
            let reason = "unpacks to far more than a transcript holds; unpack it first if you trust it";
            return Err(Refusal::because(reason));
        }
        let damage = match whole {
            Ok(()) => None,
            Err(_) if part == Part::Head && !bytes.is_empty() => None,
            Err(_) if bytes.is_empty() => {
                return Err(Refusal::because(
                    "looks like a packed file, but nothing can be unpacked from it",
                ));
            }
            Err(_) => Some("the packed file is damaged or ends too early: what could be unpacked is shown"),
        };
        Ok(Unpacked { bytes, damage })
    }
}

/// The frames of a zstd file one after another, up to a byte over the limit.
fn unzstd(mut packed: &[u8], limit: usize, bytes: &mut Vec<u8>) -> io::Result<()> {
    while !packed.is_empty() && bytes.len() <= limit {
        let frame = StreamingDecoder::new(&mut packed).map_err(io::Error::other)?;
        let room = limit + 1 - bytes.len();
        frame.take(room as u64).read_to_end(bytes)?;
    }
    Ok(())
}

/// The beginning of a zstd frame, closed after its last whole block: the decoder keeps back what later blocks may repeat and gives
/// it out only at the end of a frame.
fn closed(packed: &[u8]) -> Option<Vec<u8>> {
    let descriptor = *packed.get(4)?;
    let single = usize::from(descriptor & 0x20 != 0);
    let dictionary = [0, 1, 2, 4][usize::from(descriptor & 3)];
    let size = [single, 2, 4, 8][usize::from(descriptor >> 6)];
    let mut at = 5 + (1 - single) + dictionary + size;
    while let Some(&[low, middle, high]) = packed.get(at..at + 3) {
        let header = u32::from_le_bytes([low, middle, high, 0]);
        let is_last = header & 1 == 1;
        let is_repeated_byte = header >> 1 & 3 == 1;
        let length = if is_repeated_byte { 1 } else { header as usize >> 3 };
        if is_last || at + 3 + length > packed.len() {
            break;
        }
        at += 3 + length;
    }
    // An empty last block, and room for a checksum that nobody compares.
    Some([packed.get(..at)?, &[1, 0, 0], &[0; 4]].concat())
}

/// The extension of a file's name in lower case without the dot, that of the packing taken off: `srt` for `talk.SRT.gz`.
#[must_use]
pub fn extension(name: &str) -> String {
    let mut parts = name.rsplit('.').map(str::to_lowercase);
    let last = parts.next().unwrap_or_default();
    let inner = if EXTENSIONS.contains(&last.as_str()) {
        parts.next().unwrap_or_default()
    } else {
        last
    };
    // Without a dot before it, it is the name itself.
    let has_name = parts.next().is_some_and(|rest| !rest.is_empty());
    if has_name { inner } else { String::new() }
}

#[cfg(test)]
mod tests;

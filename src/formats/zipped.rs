//! Documents that are zip archives: told by what is in them, their members read in memory and within limits.
//!
//! Nothing is unpacked to disk, and only members asked for by name are opened. What unpacks to far more than a document holds is
//! refused.

use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use super::Refusal;
use crate::text::decode::decode;

/// What an archive is, by its members.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A text document of Word or of what writes like it.
    Docx,
    /// A text document of LibreOffice and its kin.
    Odt,
    /// Something else; why it is not read.
    Other(&'static str),
}

/// A zip archive in memory.
pub struct Archive<'a>(ZipArchive<Cursor<&'a [u8]>>);

/// The most members that an archive may have; a document has some tens (`reliability.md` 4.3, row 9).
const MEMBERS: usize = 4096;
/// The most that a member unpacks to, in bytes.
const MEMBER_BYTES: u64 = 64 * 1024 * 1024;
/// So much is unpacked of any member.
const SURE_BYTES: u64 = 1024 * 1024;
/// Beyond that no member unpacks to more than so many times its packed size.
const RATIO: u64 = 200;
/// The record that ends an archive is at most so long, with the longest comment.
const END_BYTES: usize = 22 + 0xFFFF;

/// Members that tell what an archive is, from the most to the least particular.
const MARKS: &[(&str, Kind)] = &[
    ("word/", Kind::Docx),
    ("xl/", Kind::Other("looks like an Excel sheet; save it as CSV")),
    (
        "ppt/",
        Kind::Other("looks like a PowerPoint presentation; save its text"),
    ),
    (
        "META-INF/container.xml",
        Kind::Other("looks like an e-book; save its text"),
    ),
    (
        "index/document",
        Kind::Other("looks like a Pages document; export it as DOCX"),
    ),
    (
        "Index/Document",
        Kind::Other("looks like a Pages document; export it as DOCX"),
    ),
];

/// What `mimetype` may hold where a document is not a text.
const OPEN_DOCUMENT: &str = "application/vnd.oasis.opendocument.";

impl<'a> Archive<'a> {
    /// Whether bytes begin as a zip archive does.
    #[must_use]
    pub fn begins(bytes: &[u8]) -> bool {
        bytes.starts_with(b"PK\x03\x04")
    }

    /// The archive in bytes.
    ///
    /// # Errors
    ///
    /// A refusal where its table is damaged or too long.
    pub fn of(bytes: &'a [u8]) -> Result<Self, Refusal> {
        let damaged = || Refusal::because("looks like a zip archive that is damaged or cut off");
        // The table is read into memory whole, so its length is looked at before.
        if declared_members(bytes).ok_or_else(damaged)? > MEMBERS {
            return Err(Refusal::because(
                "looks like a zip archive with more files than a document has",
            ));
        }
        ZipArchive::new(Cursor::new(bytes)).map(Self).map_err(|_| damaged())
    }

    /// What it is.
    #[must_use]
    pub fn kind(&mut self) -> Kind {
        let has = |archive: &Self, mark: &str| archive.names().any(|name| name.starts_with(mark));
        if has(self, "mimetype") && has(self, "content.xml") {
            let kind = self.member("mimetype").ok().flatten().unwrap_or_default();
            let kind = kind.trim().strip_prefix(OPEN_DOCUMENT).unwrap_or("text");
            return if kind.starts_with("text") {
                Kind::Odt
            } else {
                Kind::Other("looks like an OpenDocument file that is no text; save it as text")
            };
        }
        let known = MARKS.iter().find(|(mark, _)| has(self, mark));
        known.map_or(Kind::Other("looks like a zip archive; unpack it first"), |(_, kind)| {
            *kind
        })
    }

    /// The names of its members.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0
            .file_names_raw()
            .filter_map(|name| std::str::from_utf8(name).ok())
    }

    /// The text of a member, none where there is no such member.
    ///
    /// # Errors
    ///
    /// A refusal where it is locked, damaged before its first word, or unpacks to more than a document holds.
    pub fn member(&mut self, name: &str) -> Result<Option<String>, Refusal> {
        let member = match self.0.by_name(name) {
            Ok(member) => member,
            Err(ZipError::FileNotFound) => return Ok(None),
            Err(ZipError::InvalidPassword | ZipError::UnsupportedArchive(_)) => {
                return Err(Refusal::because(
                    "is locked with a password or packed in an unusual way",
                ));
            }
            Err(_) => return Err(Refusal::because("looks like a zip archive that is damaged")),
        };
        let limit = member
            .compressed_size()
            .saturating_mul(RATIO)
            .clamp(SURE_BYTES, MEMBER_BYTES);
        let mut bytes = Vec::new();
        let whole = member.take(limit + 1).read_to_end(&mut bytes);
        if bytes.len() as u64 > limit {
            return Err(Refusal::because("unpacks to far more than a document holds"));
        }
        if whole.is_err() && bytes.is_empty() {
            return Err(Refusal::because("looks like a zip archive that is damaged"));
        }
        Ok(Some(
            String::from_utf8(bytes).unwrap_or_else(|odd| decode(odd.as_bytes()).text.into_owned()),
        ))
    }
}

/// Whether an archive is a document that is read.
///
/// # Errors
///
/// A refusal that names what it is instead.
pub fn known(bytes: &[u8]) -> Result<(), Refusal> {
    match Archive::of(bytes)?.kind() {
        Kind::Docx | Kind::Odt => Ok(()),
        Kind::Other(reason) => Err(Refusal::because(reason)),
    }
}

/// How many members an archive says it has, in the record at its end.
fn declared_members(bytes: &[u8]) -> Option<usize> {
    let tail = bytes.get(bytes.len().saturating_sub(END_BYTES)..)?;
    let at = memchr::memmem::rfind(tail, b"PK\x05\x06")?;
    let count = tail.get(at + 10..at + 12)?;
    Some(usize::from(u16::from_le_bytes([count[0], count[1]])))
}

//! REFI-QDA: a project (QDPX) and a codebook (QDC) for MAXQDA, ATLAS.ti, NVivo, QualCoder and whoever else reads the exchange format.
//!
//! Each transcript is a text source, a paragraph a turn. Tags, colours and speakers are codes; every turn is coded with who speaks it,
//! every quote with its colour and tags, and carries note, question and citation in its description. Where times are known the
//! recording is an audio source with the same text as its transcript, because some programs keep one and some the other. Names are
//! made from what they stand for, so that a second export has the same ones. Elements stand in the order that the schema
//! demands. Positions count characters, a line end as one, whether it is written LF or CRLF: that is how ATLAS.ti and QualCoder
//! count; MAXQDA wants CRLF in the file.

mod codes;
mod guid;
mod sources;
mod sync;
mod xml;

#[cfg(test)]
mod tests;

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{DateTime, ZipWriter};

use super::quotes::{Extract, Wish};
use codes::Codes;
use guid::guid;
use sources::Project;
use xml::Xml;

/// How lines end in the texts of a project.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Newlines {
    /// As most programs have it.
    #[default]
    Lf,
    /// As MAXQDA wants it.
    Crlf,
}

/// Who is said to have made a project where nobody is named.
const READER: &str = "reader";
const PROGRAM: &str = concat!("visavis ", env!("CARGO_PKG_VERSION"));
const NAMESPACE: &str = "urn:QDA-XML:project:1.0";
const SCHEMA: &str = "urn:QDA-XML:project:1.0 http://schema.qdasoftware.org/versions/Project/v1.0/Project.xsd";

/// A project: `project.qde` and the texts under `sources/`, in a zip.
pub fn qdpx(extracts: &[Extract<'_>], wish: &Wish) -> Vec<u8> {
    let project = Project::new(extracts, wish);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    // The same project is the same file: no time of the day goes into it.
    let options = SimpleFileOptions::default().last_modified_time(DateTime::default());
    let mut put = |name: &str, bytes: &[u8]| -> zip::result::ZipResult<()> {
        zip.start_file(name, options)?;
        zip.write_all(bytes)?;
        Ok(())
    };
    let written = put("project.qde", project_xml(&project, wish).as_bytes());
    let written = project.texts().into_iter().fold(written, |so_far, (guid, text)| {
        so_far.and_then(|()| put(&format!("sources/{guid}.txt"), text.as_bytes()))
    });
    // Memory is all that is written to, so that nothing of this can fail.
    match written.and_then(|()| zip.finish()) {
        Ok(cursor) => cursor.into_inner(),
        Err(_) => Vec::new(),
    }
}

/// A codebook: tags, colours and speakers.
pub fn qdc(extracts: &[Extract<'_>], _: &Wish) -> Vec<u8> {
    let mut xml = Xml::new();
    xml.open(
        "CodeBook",
        &[("xmlns", "urn:QDA-XML:codebook:1.0"), ("origin", PROGRAM)],
    );
    // No empty Sets: the schema refuses them.
    Codes::of(extracts).write(&mut xml);
    xml.close("CodeBook");
    xml.finish().into_bytes()
}

fn project_xml(project: &Project<'_>, wish: &Wish) -> String {
    let author = if wish.author.is_empty() { READER } else { &wish.author };
    let user = guid("user", &[author]);
    let at = moment(wish.at);
    let titles = project.titles();
    let mut xml = Xml::new();
    xml.open(
        "Project",
        &[
            ("xmlns", NAMESPACE),
            ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
            ("xsi:schemaLocation", SCHEMA),
            ("name", &titles),
            ("origin", PROGRAM),
            ("creatingUserGUID", &user),
            ("creationDateTime", &at),
        ],
    );
    xml.open("Users", &[]);
    xml.leaf("User", &[("guid", &user), ("name", author)]);
    xml.close("Users");
    xml.open("CodeBook", &[]);
    project.codes().write(&mut xml);
    xml.close("CodeBook");
    project.write_cases(&mut xml);
    xml.open("Sources", &[]);
    project.write_sources(&user, &at, &mut xml);
    xml.close("Sources");
    project.write_notes(&user, &mut xml);
    xml.text("Description", &[], &format!("Exported by {PROGRAM}"));
    xml.close("Project");
    xml.finish()
}

/// A moment as the schema has it, to the second.
fn moment(at: crate::marks::Moment) -> String {
    let held = jiff::Timestamp::from_millisecond(at.0).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
    held.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

//! How fast a Word document of 1 MB of text becomes a transcript, zip and all: at most 60 ms on one core are asked for.

use std::hint::black_box;
use std::io::{Cursor, Write};

use criterion::{Criterion, criterion_group, criterion_main};
use visavis::formats::{Part, read};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// So much text is in the document, in bytes.
const BYTES: usize = 1 << 20;

/// A document whose text is cut into runs as Word cuts it, and how many bytes its text has.
fn docx() -> Vec<u8> {
    let mut body = String::with_capacity(BYTES * 4);
    let (mut text, mut number) = (0, 0usize);
    while text < BYTES {
        let who = if number.is_multiple_of(2) {
            "Ida Falk:"
        } else {
            "Tom Kern:"
        };
        body.push_str(
            "<w:p w:rsidR=\"00A77427\"><w:pPr><w:spacing w:after=\"0\"/></w:pPr><w:r><w:rPr><w:b/></w:rPr><w:t>",
        );
        body.push_str(who);
        body.push_str("</w:t></w:r>");
        for word in 0..20 + number % 60 {
            let words = format!(" sentence {} of {number} goes on", word * 7 + number);
            body.push_str("<w:r><w:rPr><w:lang w:val=\"en-GB\"/></w:rPr><w:t xml:space=\"preserve\">");
            body.push_str(&words);
            body.push_str("</w:t></w:r>");
            text += words.len();
        }
        body.push_str("</w:p>");
        number += 1;
    }
    let document = format!("<w:document xmlns:w=\"w\"><w:body>{body}</w:body></w:document>");
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let started = writer.start_file("word/document.xml", SimpleFileOptions::default());
    started.expect("memory");
    writer.write_all(document.as_bytes()).expect("memory");
    writer.finish().expect("memory").into_inner()
}

fn reading(criterion: &mut Criterion) {
    let bytes = docx();
    criterion.bench_function("docx/1 MB of text", |bencher| {
        bencher.iter(|| read(black_box(&bytes), "talk.docx", Part::Whole).expect("a transcript"));
    });
}

criterion_group!(benches, reading);
criterion_main!(benches);

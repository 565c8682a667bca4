use std::io::{Cursor, Write};
use std::time::{Duration, Instant};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::super::{Part, Reading, Refusal, read};
use crate::transcript::Kind;

/// A zip archive with those members.
fn zipped(members: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (name, text) in members {
        writer.start_file(*name, options).expect("memory");
        writer.write_all(text.as_bytes()).expect("memory");
    }
    writer.finish().expect("memory").into_inner()
}

/// A Word document with that body.
fn docx(body: &str) -> Vec<u8> {
    let document = format!("<w:document xmlns:w=\"w\"><w:body>{body}</w:body></w:document>");
    zipped(&[("word/document.xml", &document)])
}

fn opened(bytes: &[u8], name: &str) -> Reading {
    read(bytes, name, Part::Whole).expect("a transcript")
}

/// The words of a reading, an utterance a line.
fn spoken(reading: &Reading) -> Vec<&str> {
    let transcript = &reading.transcript;
    let all = transcript.utterances().iter();
    all.map(|utterance| transcript.words(utterance.span())).collect()
}

fn within(limit: Duration, work: impl FnOnce()) {
    let begun = Instant::now();
    work();
    assert!(begun.elapsed() < limit, "{:?}", begun.elapsed());
}

fn refused(bytes: &[u8], name: &str) -> Refusal {
    read(bytes, name, Part::Whole).expect_err("no transcript")
}

#[test]
fn a_text_box_is_read_once_and_the_paragraph_around_it_goes_on() {
    let body = "<w:p><w:r><w:t>Ida: Look </w:t></w:r><w:r><mc:AlternateContent>\
        <mc:Choice><w:txbxContent><w:p><w:r><w:t>In a box.</w:t></w:r></w:p></w:txbxContent></mc:Choice>\
        <mc:Fallback><w:p><w:r><w:t>In a box.</w:t></w:r></w:p></mc:Fallback></mc:AlternateContent></w:r>\
        <w:r><w:t>here.</w:t></w:r></w:p>";
    assert_eq!(spoken(&opened(&docx(body), "a.docx")), ["In a box.", "Ida: Look here."]);
}

#[test]
fn captions_pasted_into_a_document_are_captions() {
    let lines = [
        "1",
        "00:00:01,000 --> 00:00:02,000",
        "Good evening.",
        "",
        "2",
        "00:00:03,000 --> 00:00:04,500",
        "You too.",
    ];
    let body: String = lines
        .iter()
        .map(|line| format!("<w:p><w:r><w:t>{}</w:t></w:r></w:p>", line.replace('>', "&gt;")))
        .collect();
    let reading = opened(&docx(&body), "a.docx");
    assert_eq!(spoken(&reading), ["Good evening.", "You too."]);
    assert_eq!(
        reading.transcript.duration().map(crate::transcript::Time::millis),
        Some(4500)
    );
    assert!((5..=7).contains(&reading.transcript.utterances()[1].line()));
}

#[test]
fn a_table_is_a_transcript_only_where_it_holds_most_of_the_words() {
    let row = |cells: [&str; 2]| {
        format!(
            "<w:tr><w:tc><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc></w:tr>",
            cells[0], cells[1]
        )
    };
    let table = format!(
        "<w:tbl>{}{}</w:tbl>",
        row(["Speaker", "Text"]),
        row(["Ida", "Boats are all I see from here."])
    );
    let alone = opened(&docx(&table), "a.docx");
    assert_eq!(alone.transcript.labels()[0].as_str(), "Ida");
    let talk: String = [
        "Ida: How are the boats this year?",
        "Tom: As ever.",
        "Ida: And the nets?",
        "Tom: Torn.",
    ]
    .iter()
    .map(|words| format!("<w:p><w:r><w:t>{words}</w:t></w:r></w:p>"))
    .collect();
    let around = opened(&docx(&format!("{table}{talk}")), "a.docx");
    assert!(spoken(&around).contains(&"How are the boats this year?"));
}

#[test]
fn archives_that_are_no_document_are_named() {
    for (members, word) in [
        (&[("xl/workbook.xml", "")][..], "Excel"),
        (&[("ppt/presentation.xml", "")], "PowerPoint"),
        (
            &[
                ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
                ("content.xml", ""),
            ],
            "OpenDocument",
        ),
        (&[("talk.txt", "hello")], "unpack"),
        (&[], "empty"),
    ] {
        let refusal = refused(&zipped(members), "a.docx");
        assert!(refusal.reason.contains(word), "{refusal}");
    }
    let whole = docx("<w:p><w:r><w:t>Hello</w:t></w:r></w:p>");
    assert!(refused(&whole[..whole.len() - 30], "a.docx").reason.contains("damaged"));
}

#[test]
fn bombs_are_refused_or_defused_at_once() {
    let zeros = docx(&"<w:p></w:p>".repeat(1 << 18));
    within(Duration::from_secs(10), || {
        assert!(refused(&zeros, "a.docx").reason.contains("far more"));
    });
    let mut laughs = String::from("<!DOCTYPE a [<!ENTITY a0 \"ha\">");
    for level in 1..10 {
        laughs += &format!("<!ENTITY a{level} \"{}\">", format!("&a{};", level - 1).repeat(10));
    }
    let document = format!("{laughs}]><w:document><w:body><w:p><w:r><w:t>&a9;</w:t></w:r></w:p></w:body></w:document>");
    assert_eq!(
        spoken(&opened(&zipped(&[("word/document.xml", &document)]), "a.docx")),
        ["&a9;"]
    );
    let deep = "<w:tbl><w:tr><w:tc>".repeat(20_000);
    let reading = opened(
        &docx(&format!("<w:p><w:r><w:t>Hello.</w:t></w:r></w:p>{deep}")),
        "a.docx",
    );
    assert_eq!(spoken(&reading), ["Hello."]);
    assert!(reading.remarks.iter().any(|remark| remark.text.contains("too deep")));
    let members: Vec<(String, &str)> = (0..5000).map(|n| (format!("word/{n}.xml"), "")).collect();
    let members: Vec<(&str, &str)> = members.iter().map(|(name, text)| (name.as_str(), *text)).collect();
    assert!(refused(&zipped(&members), "a.docx").reason.contains("more files"));
}

#[test]
fn nesting_in_pages_and_rich_text_costs_no_more_than_its_bytes() {
    within(Duration::from_secs(30), || {
        let page = format!("<html><body>{}Hello.", "<table><tr><td><div><b>".repeat(20_000));
        assert_eq!(spoken(&opened(page.as_bytes(), "a.html")), ["Hello."]);
        let rich = format!("{{\\rtf1 {}Hello.", "{\\b ".repeat(200_000));
        assert_eq!(spoken(&opened(rich.as_bytes(), "a.rtf")), ["Hello."]);
        let quotes = format!("{}Hello.\n", "> ".repeat(20_000));
        assert_eq!(spoken(&opened(quotes.as_bytes(), "a.md")).len(), 1);
    });
}

#[test]
fn a_page_that_never_closes_what_it_opens_is_read() {
    let page = "<html><head><title>Boats<body><p>Ida: Look!<p>Tom: Where?<p><b>Ida: There!<p>Tom: Oh.";
    let spoken_there = opened(page.as_bytes(), "a.html");
    assert!(
        spoken_there
            .transcript
            .utterances()
            .iter()
            .all(|utterance| utterance.kind() != Kind::Furniture)
    );
    let page = "<html><body><p>Ida: Look!<p>Tom: Where?<p><b>Ida: There!<p>Tom: Oh.";
    assert_eq!(
        spoken(&opened(page.as_bytes(), "a.html")),
        ["Look!", "Where?", "There!", "Oh."]
    );
}

#[test]
fn a_quotation_mark_that_is_never_closed_does_not_swallow_a_table() {
    let mut table = String::from("speaker,text\nIda,\"How deep is it?\nTom,Very.\n");
    for n in 0..80 {
        table += &format!("{},Line {n}.\n", if n % 2 == 0 { "Ida" } else { "Tom" });
    }
    let reading = opened(table.as_bytes(), "a.csv");
    assert_eq!(reading.account.pieces, 82);
    assert_eq!(reading.remarks[0].line, Some(2));
}

#[test]
fn the_head_of_a_document_is_read_as_far_as_it_goes() {
    let turns: Vec<(&str, String)> = (0..400)
        .map(|n| (["Ida", "Tom"][n % 2], format!("Sentence number {n} of these.")))
        .collect();
    let html: String = turns
        .iter()
        .map(|(who, words)| format!("<p><b>{who}:</b> {words}</p>\n"))
        .collect();
    let rtf: String = turns
        .iter()
        .map(|(who, words)| format!("{{\\b {who}:}} {words}\\par\n"))
        .collect();
    let csv: String = turns.iter().map(|(who, words)| format!("{who},{words}\n")).collect();
    let markdown: String = turns
        .iter()
        .map(|(who, words)| format!("**{who}:** {words}\n\n"))
        .collect();
    for (name, text) in [
        ("a.html", format!("<html>{html}")),
        ("a.rtf", format!("{{\\rtf1 {rtf}}}")),
        ("a.csv", format!("speaker,text\n{csv}")),
        ("a.md", markdown),
    ] {
        let whole = opened(text.as_bytes(), name);
        assert_eq!(whole.transcript.utterances().len(), 400, "{name}");
        for cut in [3000, 3017, 3031] {
            let head = read(&text.as_bytes()[..cut], name, Part::Head).expect(name);
            let count = head.transcript.utterances().len();
            assert!(count > 20, "{name}: {count}");
            assert_eq!(
                head.transcript.utterances()[..count - 1],
                whole.transcript.utterances()[..count - 1],
                "{name}"
            );
            assert_eq!(head.remarks, [], "{name}");
        }
    }
}

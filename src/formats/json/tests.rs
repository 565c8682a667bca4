use super::fault::examine;
use super::value::{Elements, Value, values, values_by};
use crate::formats::{Part, read};

fn json(text: &str) -> Value<'_> {
    values(text).next().expect("a value")
}

#[test]
fn a_value_is_found_by_its_path_however_it_is_written() {
    let text =
        "\u{20}{ \"a\\\"}\" : [ ] ,\r\n\"b\":[{\"c\":null},{\"c\":{\"d\":\"x\\u00fc]\"}}], \"n\": -1.5e2, \"n\": 7}";
    let json = json(text);
    assert_eq!(json.find("b[].c.d").and_then(Value::string).as_deref(), Some("xü]"));
    assert_eq!(json.get("n").and_then(Value::number), Some(7.0));
    assert!(json.find("b[].d").is_none() && json.find("b.c").is_none());
    assert_eq!(json.fields().count(), 4);
    assert_eq!(json.list("b").count(), 2);
    assert_eq!(json.list("n").count(), 0);
}

#[test]
fn what_is_cut_is_walked_as_far_as_it_goes() {
    let text = r#"{"a": [{"b": 1}, {"b": 2}, {"b": "thr"#;
    let whole: Vec<bool> = json(text).list("a").map(|value| value.is_whole()).collect();
    assert_eq!(whole, [true, true, false]);
    for (odd, fields) in [
        ("{\"a\" 1}", 0),
        ("{\"a\":}", 1),
        ("{\"a\":1 ; \"b\":2}", 1),
        ("{]", 0),
        ("{\"a\":#}", 1),
    ] {
        assert_eq!(json(odd).fields().count(), fields, "{odd}");
    }
    assert_eq!(values("1 2,3\n[]").count(), 4);
}

#[test]
fn numbers_are_told_from_what_only_looks_so() {
    for (text, number) in [
        ("12.5", Some(12.5)),
        ("\"0.25\"", Some(0.25)),
        ("NaN", None),
        ("Infinity", None),
        ("1e999", None),
        ("\"\"", None),
        ("\"inf\"", None),
        ("null", None),
    ] {
        assert_eq!(json(text).number(), number, "{text}");
    }
    assert_eq!(json(&"9".repeat(100_000)).number(), None);
}

/// Where all values of a text begin and end, each before those inside it.
fn ends(elements: Elements<'_>) -> Vec<(usize, usize, bool)> {
    let mut all = Vec::new();
    for value in elements {
        all.push((value.start(), value.end(), value.is_whole()));
        all.extend(ends(value.elements()));
        for (_, field) in value.fields() {
            all.push((field.start(), field.end(), field.is_whole()));
            all.extend(ends(field.elements()));
        }
    }
    all
}

#[test]
fn values_end_where_they_do_whether_it_is_known_before_or_not() {
    let said = "x\\\" \\\\".repeat(40);
    let words = format!("[{{\"w\": \"{said}\", \"l\": [1, \"{said}\", \"\"]}}, {{\"\": \"a\\\\\"}}]");
    let whole = format!("{{\"a\": {words}, \"b\": [{words}, {words}], \"c\": {words}}}\n{words}");
    for cut in 0..=whole.len() {
        let examined = examine(&whole[..cut]);
        let sound = &whole[..examined.fault.map_or(cut, |fault| fault.at)];
        let known = ends(values_by(sound, &examined.far));
        assert_eq!(known, ends(values(sound)), "cut at {cut}");
        assert!(cut < whole.len() || examined.far.len() > 4);
    }
}

#[test]
fn json_that_is_no_talk_is_refused_by_what_it_seems_to_be() {
    for (text, says) in [
        (
            "{\"$schema\": \"x\", \"type\": \"object\", \"properties\": {\"text\": {\"type\": \"string\"}}}",
            "schema",
        ),
        (
            "{\"@context\": \"http://iiif.io\", \"id\": \"x\", \"items\": [{\"id\": 1}]}",
            "@context",
        ),
        (
            "{\"name\": \"visavis\", \"version\": \"1\", \"scripts\": {}}",
            "name, version, scripts",
        ),
        ("{}", "without anything"),
        ("[\"a\", \"b\"]", "without anything"),
        ("[{\"role\": \"user\", \"content\": \"Hi there\"}]", "role, content"),
        (
            "[{\"user\": \"U1\", \"text\": \"lunch at one?\", \"ts\": \"1620000000.01\"}]",
            "user, text, ts",
        ),
    ] {
        let refusal = read(text.as_bytes(), "a.json", Part::Whole).expect_err(text);
        assert!(refusal.reason.contains(says), "{text}: {refusal}");
    }
}

#[test]
fn a_text_that_only_begins_like_json_stays_text() {
    for text in [
        "[Anna] Hello",
        "[00:01] Hello",
        "{music} Hello",
        "[\"Well\" she said] yes",
    ] {
        let reading = read(text.as_bytes(), "a.txt", Part::Whole).expect("a text");
        assert!(
            ["plain", "labelled"].contains(&reading.format),
            "{text}: {}",
            reading.format
        );
    }
}

#[test]
fn a_break_is_said_with_its_line_and_what_stands_before_it_is_read() {
    let text =
        "{\"segments\": [\n{\"seek\": 0, \"start\": 0, \"end\": 1, \"text\": \"One.\"},\n{\"seek\": 0, \"start\": 1,";
    let reading = read(text.as_bytes(), "a.json", Part::Whole).expect("the first part is there");
    assert_eq!((reading.transcript.text(), reading.account.pieces), ("One.", 1));
    assert_eq!(reading.remarks[0].line, Some(3));
    let refusal = read(b"{\"segments\": [\n{\"seek\": 0, \"sta", "a.json", Part::Whole).expect_err("nothing is said");
    assert_eq!(refusal.line, Some(2));
}

#[test]
fn of_a_key_that_stands_twice_the_last_counts_and_that_is_said() {
    let once = [
        (
            "whisper",
            r#"{"text":"a","language":"en","segments":[{"seek":0,"start":1,"end":2,"text":"So."KEY}]}"#,
            r#","text":"Yes.""#,
        ),
        (
            "aws",
            r#"{"results":{"items":[{"start_time":"1","type":"pronunciation","alternatives":[{"content":"So."KEY}]}]}}"#,
            r#","content":"Yes.""#,
        ),
        (
            "podcast",
            r#"{"version":"1.0.0","segments":[{"speaker":"Ida","startTime":1,"body":"So."KEY}]}"#,
            r#","body":"Yes.""#,
        ),
        (
            "deepgram",
            r#"{"results":{"channels":[{"alternatives":[{"transcript":"So.","words":[{"word":"So.","start":1KEY}]}]}]}}"#,
            r#","word":"Yes.""#,
        ),
        (
            "generic",
            r#"[{"text":"So. And so.","start":1,"speaker":"Ida"KEY},{"text":"No.","start":2}]"#,
            "\n,\"text\":\"Yes.\"",
        ),
    ];
    for (name, text, key) in once {
        let plain = read(text.replace("KEY", "").as_bytes(), "a.json", Part::Whole).expect(name);
        let twice = read(text.replace("KEY", key).as_bytes(), "a.json", Part::Whole).expect(name);
        assert_eq!((twice.format, plain.remarks.len()), (plain.format, 0), "{name}");
        assert!(plain.transcript.text().starts_with("So."), "{name}");
        assert!(
            twice.transcript.text().starts_with("Yes."),
            "{name}: {}",
            twice.transcript.text()
        );
        let told = twice.remarks.iter().find(|remark| remark.text.contains("twice"));
        let line = 1 + key.matches('\n').count();
        assert_eq!(told.and_then(|remark| remark.line), Some(line), "{name}");
    }
    let top = br#"{"segments":[],"language":"de","segments":[{"seek":0,"start":1,"text":"Yes."}]}"#;
    assert_eq!(
        read(top, "a.json", Part::Whole).expect("read").transcript.text(),
        "Yes."
    );
}

#[test]
fn bombs_end_at_once() {
    let deep = format!("{{\"segments\": {}", "[{\"a\":".repeat(200_000));
    let long = format!(
        "{{\"segments\": [{{\"seek\": 0, \"start\": 1, \"text\": \"{}\"}}]}}",
        "a ".repeat(2_000_000)
    );
    let digits = format!(
        "{{\"segments\": [{{\"seek\": 0, \"start\": {}, \"text\": \"So.\"}}]}}",
        "9".repeat(2_000_000)
    );
    let commas = format!("{{\"a\": [{}", ",".repeat(4_000_000));
    let closing = format!("{{\"text\": [{}", "]".repeat(4_000_000));
    for (text, opens) in [
        (deep, false),
        (long, true),
        (digits, true),
        (commas, false),
        (closing, false),
    ] {
        let found = read(text.as_bytes(), "a.json", Part::Whole);
        assert_eq!(
            found.is_ok_and(|reading| reading.account.pieces == 1),
            opens,
            "{}",
            &text[..40]
        );
    }
}

use super::*;
use crate::ui::event::Mouse;

/// Reads `bytes` at once, then lets the time pass; keys are written as a keyboard's are named.
fn read(bytes: &[u8]) -> String {
    let mut decoder = Decoder::new(80, 24);
    let mut events = decoder.feed(bytes);
    events.extend(wait(&mut decoder));
    describe(&events)
}

/// Lets the time pass until nothing is held.
fn wait(decoder: &mut Decoder) -> Vec<Event> {
    let mut events = Vec::new();
    while decoder.pending_escape().is_some() {
        events.extend(decoder.time_out());
    }
    events
}

fn describe(events: &[Event]) -> String {
    let words: Vec<String> = events.iter().map(describe_one).collect();
    words.join(" ")
}

fn describe_one(event: &Event) -> String {
    match event {
        Event::Key(key) => {
            let mut text = String::new();
            for (held, name) in [
                (key.modifiers.control, "C-"),
                (key.modifiers.alt, "A-"),
                (key.modifiers.shift, "S-"),
            ] {
                text.push_str(if held { name } else { "" });
            }
            match key.code {
                Code::Char(' ') => text + "Space",
                Code::Char(c) => text + &c.to_string(),
                Code::Function(number) => format!("{text}F{number}"),
                other => format!("{text}{other:?}"),
            }
        }
        Event::Mouse(Mouse { gesture, column, row }) => format!("{gesture:?}@{column},{row}"),
        Event::Paste(text) => format!("paste({text:?})"),
        Event::Background(red, green, blue) => format!("background({red},{green},{blue})"),
        Event::Focus(got) => format!("focus({got})"),
    }
}

fn check(table: &[(&[u8], &str)]) {
    for (bytes, expected) in table {
        assert_eq!(read(bytes), *expected, "{:?}", bytes.escape_ascii().to_string());
        // The same byte by byte, with a little time in between but less than an Escape is held.
        let mut decoder = Decoder::new(80, 24);
        let mut events: Vec<Event> = bytes.iter().flat_map(|byte| decoder.feed(&[*byte])).collect();
        events.extend(wait(&mut decoder));
        assert_eq!(
            describe(&events),
            *expected,
            "byte by byte: {:?}",
            bytes.escape_ascii().to_string()
        );
    }
}

#[test]
fn plain_keys_are_themselves() {
    check(&[
        (b"qQ /", "q Q Space /"),
        (b"\r\n\t\x7f\x08", "Enter Enter Tab Backspace Backspace"),
        (
            b"\x00\x01\x04\x1a\x1c\x1d\x1e\x1f",
            "C-Space C-a C-d C-z C-\\ C-] C-^ C-_",
        ),
        ("aß中😀".as_bytes(), "a ß 中 😀"),
        (b"\xff\xfe\xc3q", "q"),
        (b"\xc3\xc3\xa9\xed\xa0\x80\xf5x", "é x"),
        (b"\xc2\x85x", "x"),
    ]);
}

#[test]
fn an_escape_by_itself_is_escape_and_before_a_key_is_alt() {
    check(&[
        (b"\x1b", "Escape"),
        (b"\x1bx\x1bX\x1b\r\x1b\x7f", "A-x A-X A-Enter A-Backspace"),
        (b"\x1b\xc3\xa9", "A-é"),
        (b"\x1b\x01", "C-A-a"),
        (b"\x1b\x1b", "Escape Escape"),
        (b"\x1b\x1b\x1b", "Escape Escape Escape"),
        (b"\x1b\x1b[A", "A-Up"),
        (b"\x1b\x1bj", "Escape A-j"),
        (b"\x1b[", "A-["),
        (b"\x1bO", "A-O"),
        (b"\x1b]", "A-]"),
        (b"\x1bP", "A-P"),
        (b"\x1bX", "A-X"),
        (b"\x1b_", "A-_"),
        (b"\x1b^q\x1bXq\x1b]q\x1bP\rq", "A-^ q A-X q A-] q A-P Enter q"),
        (b"\x1b[\r", "A-[ Enter"),
        (b"\x1bO\x1b[A", "A-O Up"),
    ]);
}

#[test]
fn arrows_and_their_kin_are_known_from_every_terminal() {
    check(&[
        (b"\x1b[A\x1b[B\x1b[C\x1b[D", "Up Down Right Left"),
        (b"\x1bOA\x1bOB\x1bOC\x1bOD", "Up Down Right Left"),
        (b"\x1b[H\x1b[1~\x1b[7~\x1bOH", "Home Home Home Home"),
        (b"\x1b[F\x1b[4~\x1b[8~\x1bOF", "End End End End"),
        (b"\x1b[2~\x1b[3~\x1b[5~\x1b[6~", "Insert Delete PageUp PageDown"),
        (
            b"\x1b[1;2A\x1b[1;5C\x1b[1;3D\x1b[5;8~",
            "S-Up C-Right A-Left C-A-S-PageUp",
        ),
        (
            b"\x1b[a\x1bOa\x1b[5^\x1b[5$\x1b[5@",
            "S-Up C-Up C-PageUp S-PageUp C-S-PageUp",
        ),
        (b"\x1b[Z\x1b[1;2Z\x1b[1;5Z", "S-Tab S-Tab C-S-Tab"),
        (b"\x1bOM\x1bOj\x1bOp\x1bOX\x1bO5A", "Enter * 0 = C-Up"),
        (b"\x1b[1;99999999A", "Up"),
    ]);
}

#[test]
fn function_keys_go_from_1_to_24() {
    check(&[
        (b"\x1bOP\x1bOQ\x1bOR\x1bOS\x1b[15~", "F1 F2 F3 F4 F5"),
        (b"\x1b[11~\x1b[12~\x1b[13~\x1b[14~", "F1 F2 F3 F4"),
        (b"\x1b[[A\x1b[[E", "F1 F5"),
        (b"\x1b[17~\x1b[21~\x1b[23~\x1b[24~", "F6 F10 F11 F12"),
        (
            b"\x1b[25~\x1b[26~\x1b[28~\x1b[29~\x1b[31~\x1b[34~",
            "F13 F14 F15 F16 F17 F20",
        ),
        (b"\x1b[57376u\x1b[57387u", "F13 F24"),
        (b"\x1b[1;2P\x1b[1;5R\x1b[24;5~", "S-F1 C-F3 C-F12"),
    ]);
}

#[test]
fn newer_keyboard_protocols_say_the_same_keys() {
    check(&[
        (b"\x1b[97;5u\x1b[97;6u\x1b[97;2u", "C-a C-A A"),
        (
            b"\x1b[27u\x1b[13;2u\x1b[9;5u\x1b[127;3u",
            "Escape S-Enter C-Tab A-Backspace",
        ),
        (b"\x1b[105;5u\x1b[9u", "C-i Tab"),
        (b"\x1b[49:33;2u\x1b[32;2u", "! S-Space"),
        (b"\x1b[97;1:3u\x1b[97;1:2u\x1b[1;1:3A", "a"),
        (b"\x1b[57399u\x1b[57414u\x1b[57419u\x1b[57441u", "0 Enter Up"),
        (b"\x1b[27;5;9~\x1b[27;2;13~\x1b[27;6;97~", "C-Tab S-Enter C-A"),
        (b"\x1b[223;2u\x1b[1114112u\x1b[7u", "S-ß"),
    ]);
}

#[test]
fn the_mouse_stays_within_the_screen() {
    check(&[
        (
            b"\x1b[<0;3;5M\x1b[<32;4;5M\x1b[<0;4;5m",
            "Press@2,4 Drag@3,4 Release@3,4",
        ),
        (
            b"\x1b[<64;1;1M\x1b[<65;80;24M\x1b[<69;80;24M",
            "WheelUp@0,0 WheelDown@79,23 WheelDown@79,23",
        ),
        (b"\x1b[<0;0;0M", "Press@0,0"),
        (b"\x1b[<0;70000;1M", "Press@79,0"),
        (b"\x1b[<999999;999999;999999M", ""),
        (b"\x1b[<0;99999999999999;99999999999999M", "Press@79,23"),
        (b"\x1b[<1;1;1M\x1b[<2;1;1M\x1b[<35;1;1M\x1b[<66;1;1M", ""),
        (b"\x1b[<0;1M\x1b[<;;M\x1b[<0;1;1x", ""),
    ]);
}

#[test]
fn replies_and_foreign_reports_are_swallowed_whole() {
    check(&[
        (
            b"\x1b[?1;2c\x1b[0;0R\x1b[24;80R\x1b[?2026;2$y\x1b[?1u\x1b[>0;276;0cq",
            "q",
        ),
        (b"\x1b]11;rgb:00/00/00\x07q", "background(0,0,0) q"),
        (b"\x1b]11;rgb:ffff/8080/0000\x1b\\q", "background(255,128,0) q"),
        (
            b"\x1b]11;rgba:f/8/0/f\x1b\\\x1b]11;#fffefd\x07",
            "background(255,136,0) background(255,254,253)",
        ),
        (
            b"\x1b]10;rgb:ffff/ffff/ffff\x07\x1b]11;rgb:x/y/z\x07\x1b]11;?\x07\x1b]11;rgb:12345/0/0\x07",
            "",
        ),
        (b"\x1bP1$r0m\x1b\\q\x1bP!|00000000\x1b\\q\x1b_Gi=1;OK\x1b\\q", "q q q"),
        (b"\x1b[M \x00\x00q\x1b[32;0;0Mq", "q q"),
        (b"\x1b[I\x1b[O\x1b[1;2I", "focus(true) focus(false)"),
        (b"\x1b]11;rgb:1\x1b[A", "Up"),
        (b"\x1b[12\x18q\x1b[12\xc3\xa9", "C-x q é"),
    ]);
}

#[test]
fn every_odd_input_that_hung_or_broke_another_reader_leaves_this_one_whole() {
    let odd: [&[u8]; 15] = [
        b"\x1b[<0;0;0M",
        b"\x1b[M \x00\x00",
        b"\x1b[32;0;0M",
        b"\x1b[0;0R",
        b"\x1b[<0;70000;1M",
        b"\x1b[<999999;999999;999999M",
        b"\xff\xfe\xc3",
        b"\x1bO",
        b"\x1b[",
        b"\x1b]11;rgb:00/00/00\x07",
        b"\x1bP1$r0m\x1b\\",
        b"\x1b[200~paste\x1b[201~",
        b"\x1b[1;99999999A",
        b"\x1b[?1;2c",
        b"\x1b[97;5u\x1b[I",
    ];
    for bytes in odd {
        answers_afterwards(bytes);
    }
}

/// After `bytes` and a pause, the next key is itself.
fn answers_afterwards(bytes: &[u8]) {
    let mut decoder = Decoder::new(80, 24);
    decoder.feed(bytes);
    wait(&mut decoder);
    assert_eq!(
        describe(&decoder.feed(b"q")),
        "q",
        "after {:?}",
        bytes.escape_ascii().to_string()
    );
}

#[test]
fn a_paste_is_text_whatever_it_holds() {
    check(&[
        (b"\x1b[200~one\r\ntwo\rthree\x1b[201~", "paste(\"one\\ntwo\\nthree\")"),
        (b"\x1b[200~\x1b[A\x03\x1b[201~", "paste(\"\\u{1b}[A\\u{3}\")"),
        // Whoever prepared this text wanted what follows the first end to be typed.
        (b"\x1b[200~nice\x1b[201~q\r:w\x1b[201~", "paste(\"niceq\\n:w\")"),
        (b"\x1b[200~a\x1b[201~q\x1b[200~b\x1b[201~", "paste(\"aqb\")"),
        (b"\x1b[200~a\x1b[201~q", "paste(\"a\") q"),
        (b"\x1b[200~never ended", "paste(\"never ended\")"),
        (b"\x1b[200~\xff\xc3\xa9\x1b[201~", "paste(\"\u{FFFD}é\")"),
    ]);
}

#[test]
fn keys_right_after_a_paste_are_typed_once_it_is_quiet() {
    let mut decoder = Decoder::new(80, 24);
    assert!(decoder.feed(b"\x1b[200~a\x1b[201~").is_empty());
    assert_eq!(decoder.pending_escape(), Some(ESCAPE_PATIENCE));
    assert_eq!(describe(&decoder.time_out()), "paste(\"a\")");
    assert_eq!(describe(&decoder.feed(b"q")), "q");
}

#[test]
fn a_huge_paste_is_cut_and_still_ends() {
    let mut decoder = Decoder::new(80, 24);
    decoder.feed(b"\x1b[200~");
    for _ in 0..2 * PASTE_LIMIT / 4096 {
        assert!(decoder.feed(&[b'x'; 4096]).is_empty());
    }
    decoder.feed(b"\x1b[201~");
    assert_eq!(decoder.pending_escape(), Some(ESCAPE_PATIENCE));
    let events = decoder.time_out();
    let [Event::Paste(text)] = events.as_slice() else {
        panic!("not a paste")
    };
    assert!((PASTE_LIMIT..PASTE_LIMIT + 64).contains(&text.len()));
    assert_eq!(describe(&decoder.feed(b"q")), "q");
}

#[test]
fn nothing_is_waited_for_when_nothing_is_held() {
    let mut decoder = Decoder::new(80, 24);
    for (bytes, held) in [
        (&b"a"[..], false),
        (b"\x1b", true),
        (b"[", true),
        (b"1", true),
        (b"~", false),
        (b"\xc3", false),
        (b"\xa9", false),
        (b"\x1b]11;", true),
        (b"\x07", false),
    ] {
        decoder.feed(bytes);
        assert_eq!(decoder.pending_escape().is_some(), held, "{bytes:?}");
    }
}

#[test]
fn a_string_without_end_is_given_up() {
    let mut decoder = Decoder::new(80, 24);
    decoder.feed(b"\x1b]1");
    for _ in 0..=STRING_LIMIT / 1024 {
        decoder.feed(&[b'x'; 1024]);
    }
    assert!(describe(&decoder.feed(b"q")).ends_with('q'));
}

#[test]
fn no_bytes_at_all_can_break_it() {
    // 100,000 when asked; a tenth in an ordinary run.
    let runs = if std::env::var_os("VISAVIS_LONG").is_some_and(|v| v == "1") {
        100_000
    } else {
        10_000
    };
    // Bytes that sequences are made of come more often than others.
    const LIKELY: &[u8] = b"\x1b\x1b\x1b[[O]PM<;;:0127~uAR$\x07\\\x18\xc3\xa9 ";
    let mut seed = 0x9E37_79B9_7F4A_7C15_u64;
    let mut next = move || {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        seed
    };
    for _ in 0..runs {
        let length = usize::try_from(next() % 40).unwrap();
        let bytes: Vec<u8> = (0..length)
            .map(|_| match next() {
                number if number % 4 == 0 => number.to_le_bytes()[3],
                number => LIKELY[usize::try_from(number >> 8).unwrap() % LIKELY.len()],
            })
            .collect();
        answers_afterwards(&bytes);
        let mut decoder = Decoder::new(80, 24);
        for byte in &bytes {
            for event in decoder.feed(&[*byte]) {
                if let Event::Mouse(Mouse { column, row, .. }) = event {
                    assert!(column < 80 && row < 24);
                }
            }
        }
    }
}

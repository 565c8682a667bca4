//! Times inside paragraphs: `[00:01:02]` in the middle of a sentence says when the next word was said, and is no word itself.

use super::super::heads::leading_time;
use crate::transcript::{Time, WordTime};

/// A text without the times in brackets, braces and hash signs in it, and the words that they stood before; nothing where there
/// are none. `moved` is asked what each of the times is in the recording.
#[must_use]
pub fn without_times(text: &str, moved: impl Fn(Time) -> Time) -> Option<(String, Vec<WordTime>)> {
    let (mut out, mut words) = (String::new(), Vec::new());
    let (mut at, mut copied) = (0, 0);
    while let Some(found) = memchr::memchr3(b'[', b'{', b'#', text.as_bytes().get(at..)?) {
        at += found;
        let Some((stamp, rest)) = leading_time(&text[at..]) else {
            at += 1;
            continue;
        };
        out.push_str(&text[copied..at]);
        words.push(WordTime::new(out.len(), moved(stamp.time)));
        at = text.len() - rest.len();
        copied = at;
    }
    out.push_str(&text[copied..]);
    (!words.is_empty()).then_some((out, words))
}

#[cfg(test)]
mod tests {
    use crate::formats::{Part, read};

    #[test]
    fn a_time_inside_a_paragraph_is_that_of_the_next_word() {
        let text = "ANN: Good day. [00:00:30] Tell me\nof it.\n\nTOM: My [0:40] mill #00:01:00-5#stood. [sic] {00:01:10}\n\n\
                    ANN: And [1] then?\n\nTOM: Gone.\n";
        let reading = read(text.as_bytes(), "talk.txt", Part::Whole).expect("a transcript");
        let transcript = reading.transcript;
        assert_eq!(
            transcript.text(),
            "Good day. Tell me\nof it.\n\nMy mill stood. [sic]\n\nAnd [1] then?\n\nGone."
        );
        let told: Vec<(&str, u32)> = transcript
            .word_times()
            .iter()
            .map(|word| (&transcript.text()[word.start()..], word.time().millis()))
            .map(|(rest, millis)| (rest.split_whitespace().next().unwrap_or_default(), millis))
            .collect();
        assert_eq!(told, [("Tell", 30_000), ("mill", 40_000), ("stood.", 60_500)]);
        let then = transcript.text().find("then").expect("it is there");
        assert_eq!(
            transcript.time_at(then).map(crate::transcript::Time::millis),
            Some(60_500)
        );
    }
}

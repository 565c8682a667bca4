//! The formats by what they have in common, in a reader's words: the table of the README and what `visavis formats` says.

/// Formats of one kind.
#[derive(Clone, Copy, Debug)]
pub struct Kind {
    /// What people call them, in Markdown.
    pub title: &'static str,
    /// Names of the rows of [`FORMATS`](super::FORMATS).
    pub formats: &'static [&'static str],
    /// What is read of them, in Markdown.
    pub read: &'static str,
}

/// Every format stands in one of them.
pub const KINDS: &[Kind] = &[
    Kind {
        title: "SubRip (`.srt`)",
        formats: &["srt"],
        read: "times, names before colons or in brackets, `>>` and dashes for a change of speaker, captions that show every line twice",
    },
    Kind {
        title: "WebVTT (`.vtt`)",
        formats: &["webvtt"],
        read: "the same, and voices, language, comments, styles, times between words",
    },
    Kind {
        title: "TTML, DFXP, iTT",
        formats: &["ttml"],
        read: "times of every unit, frames and ticks among them; agents by name; times of spans",
    },
    Kind {
        title: "SubStation Alpha (`.ass`, `.ssa`)",
        formats: &["ass"],
        read: "names, or styles called after speakers; codes, drawings and comments left out",
    },
    Kind {
        title: "SBV, LRC, YouTube's `srv1` and `srv3`",
        formats: &["sbv", "lrc", "youtube-srv1", "youtube-srv3"],
        read: "times, lines said at several times, text that lights up word by word shown once",
    },
    Kind {
        title: "TextGrid of Praat, ELAN, EXMARaLDA",
        formats: &["textgrid", "elan", "exmaralda"],
        read: "tiers of speakers in the order of time; where tiers are layers, the one with the sentences, and a remark says which",
    },
    Kind {
        title: "CHAT, Transcriber, TEI",
        formats: &["chat", "transcriber", "tei"],
        read: "speakers with their names and roles, times, those of words on `%wor`, several at once, sections; coding left out, noises and pauses shown",
    },
    Kind {
        title: "Word (`.docx`), LibreOffice (`.odt`), rich text (`.rtf`)",
        formats: &["docx", "odt", "rtf"],
        read: "labels, headings, line breaks; a table with a turn in each row, as Amazon writes it; Teams transcripts; deleted text, notes and codes are passed over",
    },
    Kind {
        title: "web pages (`.html`)",
        formats: &["html", "noscribe"],
        read: "podcasts' `cite` and `time`, lists of definitions, tables, pages of the 1990s; noScribe's pages with the times of every phrase",
    },
    Kind {
        title: "CSV, TSV",
        formats: &["csv"],
        read: "columns told by their heads in several languages, or by what is in them: who speaks, from when to when, the words",
    },
    Kind {
        title: "Markdown (`.md`)",
        formats: &["markdown"],
        read: "front matter with title, people and roles; labels in stars; headings; links and escapes as plain words",
    },
    Kind {
        title: "labelled text",
        formats: &["labelled"],
        read: "`Name:`, `**Name:**`, `I:` / `B:`, `Q:` / `A:`, `SPEAKER_00:`, `[00:01:02] Name:`, `Name (00:34):`, name and time on a line of their own, a tab after the name, a name alone in brackets, numbered lines, `#00:01:02-3#`, `00:00:01:12 - 00:00:03:20` of film editors, times inside paragraphs, `>>` and dashes",
    },
    Kind {
        title: "Whisper and its kin",
        formats: &[
            "whisper",
            "whisper-cpp",
            "faster-whisper",
            "whisper-timestamped",
            "whisperx",
            "whisper-tsv",
            "whisper-console",
        ],
        read: "JSON of Whisper, whisper.cpp, faster-whisper, whisper-timestamped and WhisperX, with the times of words and their speakers; the table (`.tsv`) and the console's `[00:43.810 --> 00:47.850]`",
    },
    Kind {
        title: "recognisers (`.json`)",
        formats: &[
            "assemblyai",
            "aws-transcribe",
            "azure",
            "deepgram",
            "google",
            "ibm-watson",
            "kaldi",
            "rev-ai",
            "speechmatics",
        ],
        read: "AssemblyAI, Amazon Transcribe with Call Analytics and Bedrock, Azure, Deepgram, Google, IBM Watson, Kaldi, Rev.ai, Speechmatics: words joined into sentences, speakers, channels, chapters",
    },
    Kind {
        title: "editors and players (`.json`)",
        formats: &[
            "podcasting",
            "podlove",
            "autoedit",
            "digital-paper-edit",
            "youtube-json3",
            "json",
        ],
        read: "Podcasting 2.0, Podlove, autoEdit, digital paper edit, YouTube's json3, and any list of things with text, time or speaker under usual names",
    },
    Kind {
        title: "unlabelled text",
        formats: &["plain"],
        read: "one clause a line, one paragraph a turn, lines filled to a width, or all of it in one paragraph; title, outlet, date and what is not of the talk are told apart",
    },
];

/// The table as the README has it.
#[must_use]
pub fn markdown() -> String {
    let rows = KINDS.iter().map(|kind| format!("| {} | {} |\n", kind.title, kind.read));
    format!(
        "| format | what is read of it |\n|---|---|\n{}",
        rows.collect::<String>()
    )
}

#[cfg(test)]
mod tests {
    use super::super::FORMATS;
    use super::KINDS;

    #[test]
    fn every_format_is_of_one_kind_and_every_kind_is_of_formats() {
        let mut listed: Vec<&str> = KINDS.iter().flat_map(|kind| kind.formats).copied().collect();
        let mut known: Vec<&str> = FORMATS.iter().map(|format| format.name).collect();
        listed.sort_unstable();
        known.sort_unstable();
        assert_eq!(listed, known);
    }
}

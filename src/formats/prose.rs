//! Text that is no talk, told by its layout: source code, documentation, settings, logs, pages of links.
//!
//! It is asked only where no label and no time was believed, and in doubt text is a talk. What has words that could be read all
//! the same, such as a consent form, is opened with a remark.

use super::lines::{beginning, lines};
use super::{Remark, preface};
use crate::text::SafeText;

/// How many lines are looked at.
const LINES: usize = 200;
/// How much of a text names what it is, in bytes.
const TITLE_BYTES: usize = 400;

/// A talk of more lines than this, a hundred hours of them, has...
const MANY_LINES: usize = 500_000;
/// ...so many bytes in each at least, its end included. That also keeps what is held of each line in proportion to the file.
const SHORTEST: usize = 12;

/// A layout that no talk has: one row of the table.
struct Layout {
    /// Whether a line looks so.
    looks: fn(&str) -> bool,
    /// So many lines at least.
    fewest: usize,
    /// So many in ten lines at least.
    share: usize,
    /// What a text of such lines is.
    what: &'static str,
}

const LAYOUTS: &[Layout] = &[
    layout(is_link_or_shortcode, 1, 10, "an index page: links and nothing said"),
    layout(is_code, 5, 5, "source code"),
    layout(is_logged, 5, 8, "the log of a program"),
    layout(is_setting, 5, 9, "settings"),
];

const fn layout(looks: fn(&str) -> bool, fewest: usize, share: usize, what: &'static str) -> Layout {
    Layout {
        looks,
        fewest,
        share,
        what,
    }
}

/// Beginnings of lines of code.
const KEYWORDS: &[&str] = &[
    "#include",
    "#!/",
    "import ",
    "from ",
    "package ",
    "using ",
    "namespace ",
    "def ",
    "class ",
    "fn ",
    "pub ",
    "func ",
    "function ",
    "const ",
    "let ",
    "var ",
    "static ",
    "return ",
    "return;",
    "if (",
    "for (",
    "while (",
    "else {",
    "} else",
    "public ",
    "private ",
    "elif ",
    "try:",
    "except",
    "//",
    "/*",
    "*/",
    "@",
];

/// Words at the beginning of what is signed and not said.
const FORMS: &[&str] = &[
    "consent form",
    "informed consent",
    "consent to participate",
    "declaration of consent",
    "einwilligungserklärung",
    "einverständniserklärung",
    "datenschutzerklärung",
    "formulario de consentimiento",
    "consentimiento informado",
    "formulaire de consentement",
];

/// Whether a text is more lines than any talk has, and all of them short.
fn is_list(body: &str) -> bool {
    let ends = memchr::memchr_iter(b'\n', body.as_bytes()).count();
    if ends <= MANY_LINES || body.len() >= ends * SHORTEST {
        return false;
    }
    let said = lines(body).filter(|line| !line.is_blank());
    let (count, bytes) = said.fold((0, 0), |(count, bytes), line| (count + 1, bytes + line.text.len() + 1));
    count > MANY_LINES && bytes < count * SHORTEST
}

/// What a text without labels and times is, where it is no talk.
#[must_use]
pub fn refusal(text: &str) -> Option<String> {
    let body = body(text);
    if body.starts_with("diff --git ") || body.starts_with("Index: ") && body.contains("\n@@ ") {
        return Some("looks like a patch, not like a transcript".to_owned());
    }
    if is_documentation(body) {
        return Some("looks like documentation (reStructuredText), not like a transcript".to_owned());
    }
    if is_list(body) {
        return Some(
            "looks like a list: hundreds of thousands of lines of a word or less, not like a transcript".to_owned(),
        );
    }
    // A heading may stand over anything.
    let counts_not = |text: &str| text.trim().is_empty() || text.starts_with("# ") || text.starts_with("## ");
    let all = lines(body).filter(|line| !counts_not(line.text)).take(LINES);
    let (mut counts, mut count) = ([0; LAYOUTS.len()], 0);
    for line in all {
        count += 1;
        for (layout, found) in LAYOUTS.iter().zip(&mut counts) {
            *found += usize::from((layout.looks)(line.text.trim()));
        }
    }
    let fits = |(layout, found): &(&Layout, usize)| *found >= layout.fewest && found * 10 >= count * layout.share;
    let found = LAYOUTS.iter().zip(counts).find(fits);
    found.map(|(layout, _)| format!("looks like {}, not like a transcript", layout.what))
}

/// What a text seems to be that can be read all the same.
#[must_use]
pub fn remark(text: &str) -> Option<Remark> {
    let title = beginning(body(text), TITLE_BYTES).to_lowercase();
    let is_form = FORMS.iter().any(|words| title.contains(words));
    is_form.then(|| Remark {
        line: None,
        text: SafeText::line("looks like a form that is signed, not like a talk"),
    })
}

fn body(text: &str) -> &str {
    let end = preface::block(text).map_or(0, |preface| preface.end);
    text.get(end..).unwrap_or("").trim_start()
}

/// Headings underlined with signs, and directives.
fn is_documentation(body: &str) -> bool {
    let (mut headings, mut directives) = (0, 0);
    let mut before = 0;
    for line in lines(body).take(LINES) {
        let text = line.text.trim_end();
        let sign = text
            .chars()
            .next()
            .filter(|sign| matches!(sign, '=' | '-' | '~' | '^' | '"'));
        let is_rule = sign.is_some_and(|sign| text.len() >= 3 && text.chars().all(|c| c == sign));
        headings += usize::from(is_rule && before > 0 && text.len() >= before);
        directives += usize::from(text.starts_with(".. ") || text.ends_with("::"));
        before = if is_rule { 0 } else { text.chars().count() };
    }
    headings >= 2 && directives >= 1
}

fn is_link_or_shortcode(line: &str) -> bool {
    let item = line.trim_start_matches(['-', '*', '+', ' ', '#']);
    let shortcode = item.starts_with("{{") && item.ends_with("}}") || item.starts_with("{%") && item.ends_with("%}");
    let link = item.starts_with('[') && item.contains("](") && item.ends_with(')');
    shortcode || link || item.starts_with("[[") && item.ends_with("]]")
}

fn is_code(line: &str) -> bool {
    line.ends_with([';', '{', '}'])
        || line.ends_with("),")
        || line.ends_with("):")
        || !line.ends_with(['.', '?', '!', ',']) && KEYWORDS.iter().any(|word| line.starts_with(word))
}

/// A date of ten characters or a time before a word such as `INFO`.
fn is_logged(line: &str) -> bool {
    let begins = line.starts_with(|c: char| c.is_ascii_digit() || c == '[');
    begins
        && [
            "INFO", "DEBUG", "WARN", "ERROR", "TRACE", "FATAL", "[error]", "[notice]",
        ]
        .iter()
        .any(|word| line.contains(word))
}

fn is_setting(line: &str) -> bool {
    let is_section = line.starts_with('[') && line.ends_with(']');
    let is_comment = line.starts_with('#') || line.starts_with(';');
    let is_pair = line.split_once('=').is_some_and(|(key, _)| {
        let key = key.trim();
        !key.is_empty()
            && key
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.'))
    });
    is_section || is_comment || is_pair
}

#[cfg(test)]
mod tests {
    use super::{MANY_LINES, refusal, remark};

    #[test]
    fn what_is_no_talk_is_named() {
        let code = "use std::fs;\n\nfn main() {\n    let a = 1;\n    println!(\"{a}\");\n}\n";
        let script = "import os\n\ndef read(path):\n    return open(path)\n\nfor x in y:\n    print(x)\nclass A:\nimport re\nfrom a import b\n";
        let manual = "Tool\n====\n\nA tool that reads.\n\n.. image:: a.png\n\nUsage\n-----\n\nCall it.\n";
        let index = "---\ntitle: Talks\n---\n{{< childpages >}}\n";
        let links = "# Talks\n\n- [One](one.md)\n- [Two](two.md)\n";
        let log = "2024-01-02 10:00:00 INFO started\n".repeat(6);
        let settings = "[a]\nb = 1\nc = 2\n# d\ne = \"f\"\ng = 2\n";
        for (text, what) in [
            (code, "source code"),
            (script, "source code"),
            (manual, "documentation"),
            (index, "index page"),
            (links, "index page"),
            (&log, "log"),
            (settings, "settings"),
        ] {
            assert!(refusal(text).is_some_and(|reason| reason.contains(what)), "{text}");
        }
        assert!(remark("Consent Form\n\nI agree that …").is_some());
    }

    #[test]
    fn more_short_lines_than_any_talk_has_are_a_list() {
        let lines = MANY_LINES + 1;
        assert!(refusal(&"word\n".repeat(lines)).is_some_and(|reason| reason.contains("list")));
        assert_eq!(refusal(&"word\n".repeat(1000)), None, "a short one may be said");
        assert_eq!(refusal(&"we went on from there\n".repeat(lines)), None);
        assert_eq!(
            refusal(&"we went on from there\n\n\n\n".repeat(lines)),
            None,
            "blank lines tell nothing"
        );
    }

    #[test]
    fn what_is_said_is_a_talk() {
        for text in [
            "",
            "Hello.\nHow are you?\nFine; thank you.\nGood.\nWell;\n",
            "From here on it is easy.\nLet us begin.\nIf (as you say) it rains, we stay.\nClass begins at ten.\n",
            "On rivers\n=========\n\nWhere does it rise?\n\nIn the hills.\n",
        ] {
            assert_eq!(refusal(text), None, "{text}");
            assert_eq!(remark(text), None, "{text}");
        }
    }
}

//! What reaches a terminal besides text and its looks: titles, clipboard, bells, and sequences that no page needs.

use vt100::Screen;

/// What reached the terminal besides text and its looks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Seen {
    /// Window titles and icon names.
    pub titles: Vec<String>,
    /// Clipboard contents, still in base64.
    pub clipboard: Vec<String>,
    /// Bells, heard or shown.
    pub bells: usize,
    /// Sequences that are neither drawing nor one of those a page needs.
    pub foreign: Vec<String>,
}

/// Sequences that the emulator does not know and that a page needs: synchronized updates, focus, wrapping, keyboard flags, the
/// questions for colour and identity, and the end of such a question.
const OURS: [&str; 15] = [
    "csi ?2026h",
    "csi ?2026l",
    "csi ?1004h",
    "csi ?1004l",
    "csi ?7h",
    "csi ?7l",
    "csi >1u",
    "csi <u",
    "csi <0u",
    "csi <1u",
    "csi ?u",
    "csi c",
    "csi 0c",
    "osc 11;?",
    "esc \\",
];

impl Seen {
    fn note(&mut self, sequence: String) {
        if !OURS.contains(&sequence.as_str()) {
            self.foreign.push(sequence);
        }
    }
}

impl vt100::Callbacks for Seen {
    fn audible_bell(&mut self, _: &mut Screen) {
        self.bells += 1;
    }

    fn visual_bell(&mut self, _: &mut Screen) {
        self.bells += 1;
    }

    fn resize(&mut self, _: &mut Screen, size: (u16, u16)) {
        self.note(format!("resize to {size:?}"));
    }

    fn set_window_icon_name(&mut self, _: &mut Screen, name: &[u8]) {
        self.titles.push(String::from_utf8_lossy(name).into_owned());
    }

    fn set_window_title(&mut self, _: &mut Screen, title: &[u8]) {
        self.titles.push(String::from_utf8_lossy(title).into_owned());
    }

    fn copy_to_clipboard(&mut self, _: &mut Screen, _: &[u8], contents: &[u8]) {
        self.clipboard.push(String::from_utf8_lossy(contents).into_owned());
    }

    fn paste_from_clipboard(&mut self, _: &mut Screen, _: &[u8]) {
        self.note("clipboard read".to_owned());
    }

    fn unhandled_control(&mut self, _: &mut Screen, byte: u8) {
        self.note(format!("control {byte:02x}"));
    }

    fn unhandled_escape(&mut self, _: &mut Screen, first: Option<u8>, second: Option<u8>, last: u8) {
        let bytes: Vec<u8> = first.into_iter().chain(second).chain([last]).collect();
        self.note(format!("esc {}", String::from_utf8_lossy(&bytes)));
    }

    fn unhandled_csi(&mut self, _: &mut Screen, first: Option<u8>, _: Option<u8>, params: &[&[u16]], last: char) {
        let params: Vec<String> = params
            .iter()
            .map(|param| param.iter().map(u16::to_string).collect::<Vec<_>>().join(":"))
            .collect();
        let first = first.map_or(String::new(), |byte| char::from(byte).to_string());
        self.note(format!("csi {first}{}{last}", params.join(";")));
    }

    fn unhandled_osc(&mut self, _: &mut Screen, params: &[&[u8]]) {
        let params: Vec<_> = params.iter().map(|param| String::from_utf8_lossy(param)).collect();
        self.note(format!("osc {}", params.join(";")));
    }
}

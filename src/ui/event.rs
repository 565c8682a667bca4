//! What comes from the terminal, in our own words, so that the reader of the terminal can change.

/// Something the terminal says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// A key.
    Key(Key),
    /// The mouse did something.
    Mouse(Mouse),
    /// Text pasted in one piece; line breaks are LF.
    Paste(String),
    /// The answer to the question for the background colour, as red, green and blue.
    Background(u8, u8, u8),
    /// The window got or lost the focus.
    Focus(bool),
}

/// A key with its modifiers. A letter with Shift is the capital letter without [`Modifiers::shift`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Key {
    /// Which key.
    pub code: Code,
    /// What is held.
    pub modifiers: Modifiers,
}

/// What is held with a key.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Modifiers {
    /// Control.
    pub control: bool,
    /// Alt or Meta.
    pub alt: bool,
    /// Shift, with keys that have no capital form.
    pub shift: bool,
}

/// Which key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Code {
    /// A character.
    Char(char),
    /// F1 to F24.
    Function(u8),
    /// Enter.
    Enter,
    /// Escape.
    Escape,
    /// Tab; with Shift the one back.
    Tab,
    /// Backspace.
    Backspace,
    /// Delete.
    Delete,
    /// Insert.
    Insert,
    /// An arrow.
    Left,
    /// An arrow.
    Right,
    /// An arrow.
    Up,
    /// An arrow.
    Down,
    /// Home.
    Home,
    /// End.
    End,
    /// Page up.
    PageUp,
    /// Page down.
    PageDown,
}

/// What the mouse did, at a cell counted from 0 at the top left; always within the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mouse {
    /// What.
    pub gesture: Gesture,
    /// Column in cells.
    pub column: u16,
    /// Row in cells.
    pub row: u16,
}

/// A gesture of the mouse.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gesture {
    /// The left button went down.
    Press,
    /// The mouse moved with the left button down.
    Drag,
    /// The left button came up.
    Release,
    /// The wheel, towards the beginning.
    WheelUp,
    /// The wheel, towards the end.
    WheelDown,
}

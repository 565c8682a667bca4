//! Clicks counted: two or three at one cell in quick succession are one gesture.

use std::time::{Duration, Instant};

use crate::session::action::{Pointing, Press};
use crate::ui::event::{Gesture, Mouse};

/// Clicks further apart than this are separate, as most desktops have it.
const QUICK: Duration = Duration::from_millis(400);

/// The last click.
#[derive(Debug, Default)]
pub struct Clicks {
    last: Option<(Instant, u16, u16)>,
    count: u8,
}

impl Clicks {
    /// What the mouse did, as the session wants to know it.
    pub fn pointing(&mut self, mouse: Mouse, now: Instant) -> Pointing {
        let Mouse { gesture, column, row } = mouse;
        let press = match gesture {
            Gesture::Press => {
                let again = self
                    .last
                    .is_some_and(|(at, c, r)| (c, r) == (column, row) && now - at < QUICK);
                self.count = if again { self.count % 3 + 1 } else { 1 };
                self.last = Some((now, column, row));
                Press::Down(self.count)
            }
            Gesture::Drag => Press::Drag,
            Gesture::Release => Press::Up,
            Gesture::WheelUp => Press::WheelUp,
            Gesture::WheelDown => Press::WheelDown,
        };
        Pointing { column, row, press }
    }
}

#[cfg(test)]
mod tests {
    use super::{Clicks, Duration, Gesture, Instant, Mouse, Press};

    #[test]
    fn quick_clicks_at_one_cell_count_up_to_three_and_start_again() {
        let mut clicks = Clicks::default();
        let start = Instant::now();
        let mut press = |column, after| {
            let mouse = Mouse {
                gesture: Gesture::Press,
                column,
                row: 3,
            };
            clicks.pointing(mouse, start + Duration::from_millis(after)).press
        };
        assert_eq!(press(5, 0), Press::Down(1));
        assert_eq!(press(5, 100), Press::Down(2));
        assert_eq!(press(5, 200), Press::Down(3));
        assert_eq!(press(5, 300), Press::Down(1));
        assert_eq!(press(6, 350), Press::Down(1));
        assert_eq!(press(6, 900), Press::Down(1));
    }
}

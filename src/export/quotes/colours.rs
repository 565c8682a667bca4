//! The eight highlight colours for pages and programs that want them as numbers: soft enough that black words on them are read easily.

use crate::marks::Colour;

/// `#RRGGBB` of the eight, in order.
const RGB: [&str; 8] = [
    "#FFE680", "#C1E8A8", "#B5DAF8", "#F9C6DC", "#FFD0A3", "#DCCBF6", "#B2E6DD", "#D8D8D8",
];

/// A colour as `#RRGGBB`.
pub(in crate::export) const fn rgb(colour: Colour) -> &'static str {
    RGB[colour.number() as usize - 1]
}

#[cfg(test)]
mod tests {
    use super::rgb;
    use crate::marks::Colour;

    #[test]
    fn black_words_are_read_on_every_colour() {
        for colour in Colour::ALL {
            let channel = |at: usize| {
                let byte = u8::from_str_radix(&rgb(colour)[at..at + 2], 16).expect("two digits");
                let share = f64::from(byte) / 255.0;
                if share <= 0.04045 {
                    share / 12.92
                } else {
                    ((share + 0.055) / 1.055).powf(2.4)
                }
            };
            let light = 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
            assert!((light + 0.05) / 0.05 >= 12.0, "{}", colour.name());
        }
    }
}

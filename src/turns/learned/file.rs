//! The file of weights: what it holds and how it is read and written.

use std::sync::LazyLock;

use super::super::signals::Signal;
use super::super::signals::weights::{self, Weights};
use super::features::ROWS;
use super::network::{Network, OUT, SCALE, SIGNALS, Table, WORDS, place};

/// What the file begins with; another layout of the network is another file.
const MAGIC: &[u8; 8] = b"visavis4";

/// Bytes of what the signals weigh by themselves.
const STRUCTURE: usize = 4 * SIGNALS * OUT;

/// Languages whose words are learned, by code.
const LANGUAGES: [&str; 2] = ["de", "en"];

/// The networks of both readings, ready to be used.
pub struct Model<'a> {
    pub(in crate::turns) first: Network<'a>,
    /// None where only the first has been fitted so far.
    pub(in crate::turns) second: Option<Network<'a>>,
    /// What each signal weighs where there is nothing but signals, in the order of [`Signal::ALL`].
    pub(in crate::turns) signals: Vec<Weights>,
}

impl Model<'static> {
    /// The weights that are part of the program, made ready once.
    #[must_use]
    pub fn shipped() -> &'static Self {
        const BYTES: &[u8] = include_bytes!("../../../assets/turns.model");
        static SHIPPED: LazyLock<Model<'static>> = LazyLock::new(|| {
            // After a change of layout the program must still run, to fit new weights: until then it has none.
            Model::new(BYTES).unwrap_or_else(|| Model::of(&UNFITTED))
        });
        &SHIPPED
    }
}

/// The parts of a file.
struct Parts<'a> {
    table: Table<'a>,
    first: &'a [u8],
    structure: &'a [u8],
    second: &'a [u8],
}

/// A file without weights.
const UNFITTED: Parts<'static> = Parts {
    table: Table {
        scales: &[0; 2 * ROWS],
        numbers: &[0; ROWS * WORDS],
    },
    first: &[0; 4 * place::END],
    structure: &[0; STRUCTURE],
    second: &[],
};

impl<'a> Parts<'a> {
    fn new(bytes: &'a [u8]) -> Option<Self> {
        let rest = bytes.strip_prefix(MAGIC)?;
        let (scales, rest) = rest.split_at_checked(2 * ROWS)?;
        let (numbers, rest) = rest.split_at_checked(ROWS * WORDS)?;
        let (first, rest) = rest.split_at_checked(4 * place::END)?;
        let (structure, second) = rest.split_at_checked(STRUCTURE)?;
        (second.is_empty() || second.len() == 4 * place::END).then_some(Self {
            table: Table { scales, numbers },
            first,
            structure,
            second,
        })
    }
}

impl<'a> Model<'a> {
    /// Weights from a file's bytes; none where the bytes are not such a file.
    #[must_use]
    pub fn new(bytes: &'a [u8]) -> Option<Self> {
        Parts::new(bytes).map(|parts| Self::of(&parts))
    }

    fn of(parts: &Parts<'a>) -> Self {
        let network = |bytes| Network::new(parts.table, &numbers(bytes));
        let taught = numbers(parts.structure);
        let signals = taught.chunks_exact(OUT).enumerate().take(Signal::ALL.len());
        Self {
            first: network(parts.first),
            second: (!parts.second.is_empty()).then(|| network(parts.second)),
            signals: signals
                .map(|(number, taught)| {
                    let by_hand = weights::by_hand(1 << number);
                    std::array::from_fn(|at| taught[at] + by_hand[at])
                })
                .collect(),
        }
    }

    /// The salt of a language whose words are learned.
    pub(in crate::turns) fn salt(language: Option<&str>) -> Option<u32> {
        let at = LANGUAGES.iter().position(|known| Some(*known) == language)?;
        Some((at as u32 + 1) * 64)
    }
}

/// The numbers of a part.
fn numbers(bytes: &[u8]) -> Vec<f32> {
    let numbers = bytes.chunks_exact(4);
    numbers
        .map(|four| f32::from_le_bytes([four[0], four[1], four[2], four[3]]))
        .collect()
}

/// The bytes of a file with these weights.
pub(in crate::turns) fn pack(table: &[f32], parameters: &[f32], structure: &[f32], second: &[f32]) -> Vec<u8> {
    let mut bytes = MAGIC.to_vec();
    let scale = |row: &[f32]| {
        let most = row.iter().fold(0.0_f32, |most, number| most.max(number.abs()));
        (most / 127.0 / SCALE).ceil().min(65_535.0) as u16
    };
    for row in table.chunks_exact(WORDS) {
        bytes.extend(scale(row).to_le_bytes());
    }
    for row in table.chunks_exact(WORDS) {
        let step = f32::from(scale(row)) * SCALE;
        for number in row {
            let held = if step > 0.0 {
                (number / step).round().clamp(-127.0, 127.0)
            } else {
                0.0
            };
            bytes.push((held as i8).to_le_bytes()[0]);
        }
    }
    for number in parameters.iter().chain(structure).chain(second) {
        bytes.extend(number.to_le_bytes());
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::{Model, Parts, place};

    #[test]
    fn the_shipped_weights_are_those_of_this_layout() {
        let file = include_bytes!("../../../assets/turns.model");
        let parts = Parts::new(file).expect("the layout is this one");
        assert_eq!(parts.second.len(), 4 * place::END);
        assert!(parts.table.scales.iter().any(|byte| *byte != 0));
        assert!(file.len() < 2_000_000);
    }

    #[test]
    fn what_is_no_file_of_weights_is_not_taken_for_one() {
        assert!(Model::new(b"").is_none());
        assert!(Model::new(&[7; 4096]).is_none());
        let file = include_bytes!("../../../assets/turns.model");
        assert!(Model::new(file).is_some());
        assert!(Model::new(&file[..file.len() - 1]).is_none());
    }
}

//! The file of weights: what it holds and how it is read and written.

use super::super::decode::{PASSAGES, Passages};
use super::super::signals::weights::Weights;
use super::features::ROWS;
use super::network::{Network, OUT, SCALE, SIGNALS, Table, WORDS, place};

/// What the file begins with; another layout of the network is another file.
const MAGIC: &[u8; 8] = b"visavis4";

/// Bytes of what the signals weigh by themselves.
const STRUCTURE: usize = 4 * SIGNALS * OUT;

/// Languages whose words are learned, by code.
const LANGUAGES: [&str; 2] = ["de", "en"];

/// Weights of the network.
#[derive(Clone, Copy)]
pub struct Model<'a> {
    scales: &'a [u8],
    numbers: &'a [u8],
    parameters: &'a [u8],
    structure: &'a [u8],
    second: &'a [u8],
}

impl Model<'static> {
    /// The weights that are part of the program.
    #[must_use]
    pub const fn shipped() -> Self {
        // After a change of layout the program must still be built, to fit new weights: until then it has none.
        const SHIPPED: Model<'static> = match Model::new(include_bytes!("../../../assets/turns.model")) {
            Some(model) => model,
            None => Model {
                scales: &[0; 2 * ROWS],
                numbers: &[0; ROWS * WORDS],
                parameters: &[0; 4 * place::END],
                structure: &[0; STRUCTURE],
                second: &[],
            },
        };
        SHIPPED
    }
}

impl<'a> Model<'a> {
    /// Weights from a file's bytes; none where the bytes are not such a file.
    #[must_use]
    pub const fn new(bytes: &'a [u8]) -> Option<Self> {
        let Some((magic, rest)) = bytes.split_first_chunk::<8>() else {
            return None;
        };
        let Some((scales, rest)) = rest.split_at_checked(2 * ROWS) else {
            return None;
        };
        let Some((numbers, rest)) = rest.split_at_checked(ROWS * WORDS) else {
            return None;
        };
        let Some((parameters, rest)) = rest.split_at_checked(4 * place::END) else {
            return None;
        };
        let Some((structure, second)) = rest.split_at_checked(STRUCTURE) else {
            return None;
        };
        let known = u64::from_le_bytes(*magic) == u64::from_le_bytes(*MAGIC);
        if known && (second.is_empty() || second.len() == 4 * place::END) {
            Some(Self {
                scales,
                numbers,
                parameters,
                structure,
                second,
            })
        } else {
            None
        }
    }

    /// The salt of a language whose words are learned.
    pub(in crate::turns) fn salt(language: Option<&str>) -> Option<u32> {
        let at = LANGUAGES.iter().position(|known| Some(*known) == language)?;
        Some((at as u32 + 1) * 64)
    }

    /// The network of the first reading.
    pub(in crate::turns) fn first(&self) -> Network<'a> {
        self.network(self.parameters)
    }

    /// The network of the second reading, if there is one.
    pub(in crate::turns) fn second(&self) -> Option<Network<'a>> {
        (!self.second.is_empty()).then(|| self.network(self.second))
    }

    /// What each signal weighs where there is nothing but signals.
    pub(in crate::turns) fn structure(&self) -> impl Iterator<Item = Weights> + '_ {
        let numbers = |at: usize, four: &[u8]| {
            let number = four.get(4 * at..4 * at + 4).and_then(|four| four.try_into().ok());
            f32::from_le_bytes(number.unwrap_or_default())
        };
        let rows = self.structure.chunks_exact(4 * OUT);
        rows.map(move |row| [numbers(0, row), numbers(1, row), numbers(2, row)])
    }

    fn network(&self, parameters: &[u8]) -> Network<'a> {
        let numbers = parameters.chunks_exact(4);
        let parameters = numbers.map(|four| f32::from_le_bytes([four[0], four[1], four[2], four[3]]));
        let mut parameters: Vec<f32> = parameters.collect();
        parameters.resize(place::END, 0.0);
        let table = Table {
            scales: self.scales,
            numbers: self.numbers,
        };
        Network::new(table, parameters)
    }
}

impl Network<'_> {
    pub(in crate::turns) fn passages(&self) -> Passages {
        let mut numbers = [0.0; PASSAGES];
        numbers.copy_from_slice(&self.parameters[place::PASSAGES..place::END]);
        Passages(numbers)
    }
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
    use super::{Model, place};

    #[test]
    fn the_shipped_weights_are_those_of_this_layout() {
        let model = Model::shipped();
        assert_eq!(model.second.len(), 4 * place::END);
        assert!(model.scales.iter().any(|byte| *byte != 0));
        assert!(model.scales.len() + model.numbers.len() + 8 * place::END < 2_000_000);
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

//! Names for things that are the same at every export: made from what they stand for.

use sha2::{Digest, Sha256};

use crate::export::uuid::{bits, uuid};

/// What a name is made under, so that no other program makes the same.
const SPACE: &str = "visavis/refi/1";

/// The GUID of a thing of that kind, in capitals because some programs refuse small letters. Version 8 of RFC 9562: a hash of one's own.
pub(super) fn guid(kind: &str, of: &[&str]) -> String {
    let mut hash = Sha256::new();
    for part in [SPACE, kind].iter().chain(of) {
        // Lengths keep parts apart that would read the same when joined.
        hash.update((part.len() as u64).to_be_bytes());
        hash.update(part.as_bytes());
    }
    let mut bytes = bits(hash).to_be_bytes();
    bytes[6] = bytes[6] & 0x0F | 0x80;
    bytes[8] = bytes[8] & 0x3F | 0x80;
    uuid(u128::from_be_bytes(bytes)).to_uppercase()
}

#[cfg(test)]
mod tests {
    use super::guid;

    #[test]
    fn a_thing_has_one_name_for_ever_and_no_other_has_it() {
        assert_eq!(guid("code", &["tag", "family"]), guid("code", &["tag", "family"]));
        assert_eq!(guid("code", &["tag", "family"]), "DC47E898-F2F8-887B-9E44-3A999A009386");
        let names = [
            guid("code", &["tag", "family"]),
            guid("code", &["tagf", "amily"]),
            guid("case", &["tag", "family"]),
            guid("code", &["tag"]),
        ];
        for (at, name) in names.iter().enumerate() {
            assert!(names[..at].iter().all(|other| other != name));
        }
    }
}

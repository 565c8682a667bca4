//! Names that are the same for ever, as other programs write them.

use sha2::{Digest, Sha256};

/// The first 128 bits of a hash, as a name.
pub(super) fn bits(hash: Sha256) -> u128 {
    let bytes = hash.finalize().into_iter().take(16);
    bytes.fold(0, |bits, byte| bits << 8 | u128::from(byte))
}

/// 128 bits as a UUID, in small letters (RFC 9562).
pub(super) fn uuid(bits: u128) -> String {
    let hex = format!("{bits:032x}");
    let groups = [&hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..]];
    groups.join("-")
}

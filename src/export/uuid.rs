//! Names that are the same for ever, as other programs write them.

/// 128 bits as a UUID, in small letters (RFC 9562).
pub(super) fn uuid(bits: u128) -> String {
    let hex = format!("{bits:032x}");
    let groups = [&hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..]];
    groups.join("-")
}

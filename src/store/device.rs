//! What this machine is called in the journals, and the two things from outside that the layers below must be given: the time
//! and chance.

use std::collections::hash_map::RandomState;
use std::hash::{BuildHasher, Hasher};
use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

use super::fs::Fs;
use crate::marks::{Device, Moment};

const LONGEST: usize = 32;
/// How much of the machine's own name is used.
const OF_HOST: usize = 12;

/// The present time.
#[must_use]
pub fn now() -> Moment {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    Moment(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
}

/// Chance that no other run shares: from the keys that the standard library draws for its hash maps, time and process.
#[must_use]
pub fn entropy() -> u128 {
    let draw = || {
        let mut hasher = RandomState::new().build_hasher();
        hasher.write_i64(now().0);
        hasher.write_u32(std::process::id());
        u128::from(hasher.finish())
    };
    (draw() << 64) | draw()
}

/// The device's name, kept in `device-id` of the state directory; made at the first call. Where it cannot be kept, the name
/// holds for this run. Losing it costs another journal, not a mark, so the disk is not waited for.
pub fn device_id<F: Fs>(fs: &F, state: &Path) -> Device {
    let path = state.join("device-id");
    if let Some(device) = kept(fs, &path) {
        return device;
    }
    let host = std::fs::read_to_string("/proc/sys/kernel/hostname").unwrap_or_default();
    let host: String = host
        .chars()
        .map(|c| c.to_ascii_lowercase())
        .filter(|c| c.is_ascii_lowercase() || c.is_ascii_digit())
        .take(OF_HOST)
        .collect();
    let host = if host.is_empty() { "device" } else { &host };
    let name = format!("{host}-{:08x}", entropy() & 0xffff_ffff);
    let _ = fs
        .make_directories(state)
        .and_then(|_| fs.replace(&path, format!("{name}\n").as_bytes(), false));
    // Two first runs at once: the later rename stands, and both read it.
    kept(fs, &path).unwrap_or_else(|| Device::new(&name))
}

fn kept<F: Fs>(fs: &F, path: &Path) -> Option<Device> {
    let bytes = fs.read(path).ok()?;
    let name = std::str::from_utf8(&bytes).ok()?.trim();
    is_device_name(name).then(|| Device::new(name))
}

/// 1 to 32 of `a`–`z`, `0`–`9` and `-`: the only thing from a file that becomes part of a path.
pub(super) fn is_device_name(name: &str) -> bool {
    (1..=LONGEST).contains(&name.len())
        && name
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}

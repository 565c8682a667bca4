//! `visavis paths`: where settings, marks, places and caches lie, whether they are there yet or not.

use std::fmt::Write;
use std::path::PathBuf;

use directories::ProjectDirs;

use super::{Ending, Settings, emit};
use crate::text::SafeText;

/// Where the configuration folder is looked for before the usual place.
const CONFIG_DIR: &str = "VISAVIS_CONFIG_DIR";

/// Writes a row a place.
pub fn run(settings: &Settings) -> Ending {
    let Some(usual) = ProjectDirs::from("", "", "visavis") else {
        super::complain("no home folder is known");
        return Ending::Refused;
    };
    let named = settings
        .config_dir
        .clone()
        .or_else(|| std::env::var_os(CONFIG_DIR).map(PathBuf::from));
    let folder = named.unwrap_or_else(|| usual.config_dir().to_owned());
    let file = settings.config.clone().unwrap_or_else(|| folder.join("config.toml"));
    let state = usual.state_dir().unwrap_or_else(|| usual.data_local_dir());
    let mut out = String::new();
    for (name, path) in [
        ("config", file.as_path()),
        ("marks", usual.data_dir()),
        ("state", state),
        ("cache", usual.cache_dir()),
    ] {
        // Writing to a string cannot fail.
        let _ = writeln!(out, "{name:<10} {}", SafeText::line(&path.to_string_lossy()));
    }
    emit(&out)
}

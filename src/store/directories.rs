//! Where files live: XDG, with absolute paths only, and what this platform has in its place.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

const NAME: &str = "visavis";

/// The directories of this reader. One that is missing has no place on this machine; reading works all the same.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Directories {
    /// `config.toml`, never written.
    pub configuration: Option<PathBuf>,
    /// Marks: what is worth a backup.
    pub data: Option<PathBuf>,
    /// Places, history, locks.
    pub state: Option<PathBuf>,
    /// What can be deleted at any time.
    pub cache: Option<PathBuf>,
}

impl Directories {
    /// Those of the environment: `VISAVIS_CONFIG_DIR`, the `XDG_*_HOME` variables, else the platform's own.
    #[must_use]
    pub fn of_environment() -> Self {
        Self::resolve(|name| std::env::var_os(name), directories::BaseDirs::new().as_ref())
    }

    /// All below one directory: for tests and portable use.
    #[must_use]
    pub fn below(root: &Path) -> Self {
        let of = |name: &str| Some(root.join(name).join(NAME));
        Self {
            configuration: of("config"),
            data: of("data"),
            state: of("state"),
            cache: of("cache"),
        }
    }

    fn resolve(variable: impl Fn(&str) -> Option<OsString>, base: Option<&directories::BaseDirs>) -> Self {
        let absolute = |name: &str| variable(name).map(PathBuf::from).filter(|path| path.is_absolute());
        let of = |name: &str, platform: Option<&Path>| {
            absolute(name)
                .or_else(|| platform.filter(|path| path.is_absolute()).map(Path::to_owned))
                .map(|path| path.join(NAME))
        };
        Self {
            configuration: absolute("VISAVIS_CONFIG_DIR")
                .or_else(|| of("XDG_CONFIG_HOME", base.map(directories::BaseDirs::config_dir))),
            data: of("XDG_DATA_HOME", base.map(directories::BaseDirs::data_dir)),
            state: of(
                "XDG_STATE_HOME",
                base.map(|b| b.state_dir().unwrap_or_else(|| b.data_local_dir())),
            ),
            cache: of("XDG_CACHE_HOME", base.map(directories::BaseDirs::cache_dir)),
        }
    }

    /// The configuration file.
    #[must_use]
    pub fn configuration_file(&self) -> Option<PathBuf> {
        self.configuration
            .as_ref()
            .map(|directory| directory.join("config.toml"))
    }

    /// What is where, for `visavis paths`: a name and a path, or none where there is no home directory to hold it.
    #[must_use]
    pub fn paths(&self) -> Vec<(&'static str, Option<PathBuf>)> {
        let below = |directory: &Option<PathBuf>, name: &str| directory.as_ref().map(|d| d.join(name));
        vec![
            ("configuration", self.configuration_file()),
            ("marks", below(&self.data, "t")),
            ("places", below(&self.state, "places")),
            ("searches", below(&self.state, "history")),
            ("state", self.state.clone()),
            ("cache", self.cache.clone()),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::Directories;
    use std::ffi::OsString;
    use std::path::PathBuf;

    fn check(variables: &[(&str, &str)], data: Option<&str>, configuration: Option<&str>) {
        let variable = |name: &str| {
            variables
                .iter()
                .find(|(n, _)| *n == name)
                .map(|(_, v)| OsString::from(v))
        };
        let directories = Directories::resolve(variable, None);
        assert_eq!(directories.data, data.map(PathBuf::from), "{variables:?}");
        assert_eq!(
            directories.configuration,
            configuration.map(PathBuf::from),
            "{variables:?}"
        );
    }

    #[cfg(unix)]
    #[test]
    fn only_absolute_directories_count() {
        check(
            &[("XDG_DATA_HOME", "/d"), ("XDG_CONFIG_HOME", "/c")],
            Some("/d/visavis"),
            Some("/c/visavis"),
        );
        check(&[("XDG_DATA_HOME", "d"), ("XDG_CONFIG_HOME", "")], None, None);
        check(
            &[("VISAVIS_CONFIG_DIR", "/own"), ("XDG_CONFIG_HOME", "/c")],
            None,
            Some("/own"),
        );
        check(
            &[("VISAVIS_CONFIG_DIR", "own"), ("XDG_CONFIG_HOME", "/c")],
            None,
            Some("/c/visavis"),
        );
    }

    #[test]
    fn every_directory_is_listed_even_where_it_has_no_place() {
        assert!(Directories::default().paths().iter().all(|(_, path)| path.is_none()));
        let root = std::env::temp_dir();
        let listed = Directories::below(&root).paths();
        assert!(
            listed
                .iter()
                .all(|(_, path)| path.as_ref().is_some_and(|p| p.starts_with(&root)))
        );
    }
}

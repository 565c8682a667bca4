//! Where things lie: the project itself, and the shared material that may be absent.

use std::path::{Path, PathBuf};

/// The project's root.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A path below the shared material, or none, told as `skipped: …`, where it is absent.
pub fn shared(below: &str) -> Option<PathBuf> {
    let shared = std::env::var_os("VISAVIS_SHARED").map_or_else(|| root().join("../shared"), PathBuf::from);
    let path = shared.join(below);
    if path.exists() {
        return Some(path);
    }
    println!("skipped: {below} of the shared material is not here");
    None
}

/// Whether the long run is asked for: `VISAVIS_LONG=1`.
pub fn is_long_run() -> bool {
    std::env::var_os("VISAVIS_LONG").is_some_and(|value| value == "1")
}

/// Every sample of the formats' corpus, sorted, truths and index left out.
pub fn corpus(formats: &Path) -> Vec<PathBuf> {
    let folders = formats.read_dir().expect("a readable folder");
    let mut found: Vec<PathBuf> = folders
        .map(|entry| entry.expect("a readable entry").path())
        .filter(|folder| folder.is_dir() && !folder.ends_with("truth"))
        .flat_map(|folder| folder.read_dir().expect("a readable folder"))
        .map(|entry| entry.expect("a readable entry").path())
        .collect();
    found.sort();
    found
}

/// Every file below a folder of the project with that extension, sorted, as path from the root with `/`.
pub fn files(below: &str, extension: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut folders = vec![root().join(below)];
    while let Some(folder) = folders.pop() {
        let entries = folder
            .read_dir()
            .unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
        for entry in entries {
            let path = entry.expect("a readable entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if extension.is_empty() || path.extension().is_some_and(|e| e == extension) {
                let inside = path.strip_prefix(root()).expect("it lies below the root");
                found.push(inside.to_string_lossy().replace('\\', "/"));
            }
        }
    }
    found.sort();
    found
}

/// The text of a file of the project.
pub fn text(path: &str) -> String {
    let bytes = std::fs::read(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"));
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Whether a source file is tests and nothing else: it lies among tests, or the module above takes it in under `cfg(test)`.
pub fn is_test_file(path: &str) -> bool {
    if path.starts_with("tests/") || path.starts_with("benches/") {
        return true;
    }
    let mut inside = Path::new(path);
    // A file below a module of tests belongs to it.
    while let (Some(name), Some(folder)) = (inside.file_stem(), inside.parent()) {
        let above = [folder.join("mod.rs"), folder.with_extension("rs")];
        let texts = above
            .iter()
            .filter_map(|parent| std::fs::read_to_string(root().join(parent)).ok());
        if texts
            .into_iter()
            .any(|text| takes_in_as_test(&text, &name.to_string_lossy()))
        {
            return true;
        }
        inside = folder;
    }
    false
}

/// Whether a module takes in another for its tests only, however visible.
fn takes_in_as_test(text: &str, name: &str) -> bool {
    let declares = |rest: &str| {
        rest.lines()
            .nth(1)
            .is_some_and(|line| line.ends_with(&format!("mod {name};")))
    };
    text.match_indices("#[cfg(test)]").any(|(at, _)| declares(&text[at..]))
}

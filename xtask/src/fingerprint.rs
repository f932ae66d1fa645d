//! What a step was made from, so that it is not made again.

use anyhow::{Context, Result};
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};

/// A hash over files and words.
#[derive(Default)]
pub struct Inputs {
    hasher: DefaultHasher,
}

impl Inputs {
    /// Counts a word in, such as an option.
    pub fn word(mut self, word: &str) -> Self {
        word.hash(&mut self.hasher);
        self
    }

    /// Counts in a file, or every file below a folder that `wanted` picks by its path. What is absent counts as absent.
    pub fn files(mut self, path: &Path, wanted: impl Fn(&Path) -> bool) -> Result<Self> {
        for file in files_below(path)?.iter().filter(|file| wanted(file)) {
            file.strip_prefix(path).unwrap_or(file).hash(&mut self.hasher);
            fs::read(file).with_context(|| file.display().to_string())?.hash(&mut self.hasher);
        }
        Ok(self)
    }

    /// The hash as text.
    pub fn finish(self) -> String {
        format!("{:016x}", self.hasher.finish())
    }
}

/// Remembers on disk which inputs a step was last made from, and which files it made.
pub struct Stamp {
    path: PathBuf,
    inputs: String,
    outputs: Vec<PathBuf>,
}

impl Stamp {
    /// The stamp of one step, made from `inputs`.
    pub fn new(folder: &Path, step: &str, inputs: String, outputs: Vec<PathBuf>) -> Self {
        Self { path: folder.join(format!("{step}.stamp")), inputs, outputs }
    }

    /// True when the inputs are the same and the outputs untouched.
    pub fn is_fresh(&self) -> bool {
        self.text().ok().is_some_and(|text| fs::read_to_string(&self.path).ok() == Some(text))
    }

    /// To be called when the step has succeeded.
    pub fn save(&self) -> Result<()> {
        Ok(fs::write(&self.path, self.text()?)?)
    }

    fn text(&self) -> Result<String> {
        let mut text = format!("{}\n", self.inputs);
        for output in &self.outputs {
            let hash = Inputs::default().files(output, |_| true)?.word(&output.is_file().to_string()).finish();
            text.push_str(&format!("{hash} {}\n", output.display()));
        }
        Ok(text)
    }
}

/// Every file below a folder in a fixed order; the path itself if it is a file, nothing if it is absent.
fn files_below(path: &Path) -> Result<Vec<PathBuf>> {
    if !path.is_dir() {
        return Ok(path.is_file().then(|| path.to_owned()).into_iter().collect());
    }
    let mut entries = Vec::new();
    for entry in fs::read_dir(path)? {
        entries.push(entry?.path());
    }
    entries.sort();
    let mut files = Vec::new();
    for entry in entries {
        files.extend(files_below(&entry)?);
    }
    Ok(files)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A folder of its own for each test, emptied before.
    fn folder(name: &str) -> PathBuf {
        let folder = std::env::temp_dir().join(format!("vitrine-xtask-{}-{name}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(folder.join("src/inner")).unwrap();
        fs::write(folder.join("src/a.rs"), "a").unwrap();
        fs::write(folder.join("src/inner/b.rs"), "b").unwrap();
        folder
    }

    fn hash(folder: &Path) -> String {
        Inputs::default().files(&folder.join("src"), |_| true).unwrap().finish()
    }

    #[test]
    fn content_names_and_absence_count() {
        let folder = folder("content");
        let before = hash(&folder);
        assert_eq!(before, hash(&folder));
        fs::write(folder.join("src/inner/b.rs"), "B").unwrap();
        let changed = hash(&folder);
        fs::rename(folder.join("src/inner/b.rs"), folder.join("src/inner/c.rs")).unwrap();
        let renamed = hash(&folder);
        fs::remove_dir_all(folder.join("src")).unwrap();
        let gone = hash(&folder);
        let all = [&before, &changed, &renamed, &gone];
        assert_eq!(all.iter().collect::<std::collections::HashSet<_>>().len(), 4, "{all:?}");
    }

    #[test]
    fn the_filter_leaves_files_out() {
        let folder = folder("filter");
        let only_a = |path: &Path| path.ends_with("a.rs");
        let before = Inputs::default().files(&folder, only_a).unwrap().finish();
        fs::write(folder.join("src/inner/b.rs"), "B").unwrap();
        assert_eq!(before, Inputs::default().files(&folder, only_a).unwrap().finish());
    }

    #[test]
    fn a_stamp_is_stale_when_inputs_or_outputs_differ() {
        let folder = folder("stamp");
        let out = folder.join("out.js");
        fs::write(&out, "1").unwrap();
        let stamp = |inputs: &str| Stamp::new(&folder, "step", inputs.to_owned(), vec![out.clone()]);
        assert!(!stamp("x").is_fresh());
        stamp("x").save().unwrap();
        assert!(stamp("x").is_fresh());
        assert!(!stamp("y").is_fresh());
        fs::write(&out, "2").unwrap();
        assert!(!stamp("x").is_fresh());
        fs::remove_file(&out).unwrap();
        assert!(!stamp("x").is_fresh());
    }
}

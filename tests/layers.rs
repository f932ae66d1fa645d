//! The layers point one way: the core names nothing of the outside, and nothing but the adapters names a browser.

#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::{Path, PathBuf};

fn sources(folder: &str) -> Vec<(PathBuf, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src").join(folder);
    let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    files.filter(|path| path.is_file()).map(|path| (path.clone(), fs::read_to_string(path).unwrap())).collect()
}

fn assert_free_of(folder: &str, words: &[&str]) {
    let files = sources(folder);
    assert!(!files.is_empty());
    for (path, text) in files {
        let code: String = text.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
        for word in words {
            assert!(!code.contains(word), "{} names {word}", path.display());
        }
    }
}

#[test]
fn the_core_names_no_layer_above_it() {
    assert_free_of("core", &["crate::ports", "crate::runtime", "crate::browser", "crate::api", "crate::memory"]);
}

#[test]
fn the_core_has_no_clock_no_chance_and_no_browser() {
    assert_free_of("core", &["std::time", "rand::", "wasm_bindgen", "web_sys", "js_sys", "std::fs", "std::net"]);
}

#[test]
fn the_surface_makes_no_decisions_of_the_core() {
    assert_free_of("api", &["crate::core::wire", "crate::core::schema", "crate::core::session", "web_sys"]);
}

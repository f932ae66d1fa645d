//! `xtask reproduce`: one tree, two places, the same bytes.

use crate::build;
use crate::job::{Steps, say};
use crate::project::{Project, Std};
use crate::wasm::{self, Module};
use anyhow::{Context, Result, bail};
use std::fs;
use std::path::{Path, PathBuf};

/// The steps of `check`, for the count that is printed.
pub const STEPS: usize = 1 + wasm::STEPS;

/// Builds the tree where it is and a copy of it elsewhere, with another CARGO_HOME and target folder.
pub fn run(project: &Project, std: Std) -> Result<()> {
    let mut steps = Steps::new(build::STEPS + STEPS);
    build::files(project, std, &mut steps)?;
    check(project, std, &mut steps)
}

/// Compares the module in `pkg/dist` with one built elsewhere. Offline: what it needs was fetched for the first.
pub fn check(project: &Project, std: Std, steps: &mut Steps) -> Result<()> {
    let elsewhere = std::env::temp_dir().join(format!("vitrine-reproduce-{}", std::process::id()));
    let result = compare(project, std, steps, &elsewhere);
    // The next run takes another folder.
    let _ = fs::remove_dir_all(&elsewhere);
    result
}

fn compare(project: &Project, std: Std, steps: &mut Steps, elsewhere: &Path) -> Result<()> {
    let other = Project {
        root: elsewhere.join("a/tree"),
        target: elsewhere.join("another target"),
        cargo_home: elsewhere.join("cargo"),
        offline: true,
    };
    steps.step("copying the tree", || {
        copy_tree(&project.root, &other.root)?;
        copy_cargo_home(&project.cargo_home, &other.cargo_home)?;
        link(&project.root.join("node_modules"), &other.root.join("node_modules"))
    })?;
    let built = elsewhere.join("vitrine.wasm");
    wasm::build(&other, Module::Browser, std, steps, &other.generated(), &built)?;
    let (here, there) = (fs::read(project.dist().join("vitrine.wasm"))?, fs::read(&built)?);
    if here != there {
        let first = here.iter().zip(&there).position(|(a, b)| a != b).unwrap_or(here.len().min(there.len()));
        bail!(
            "vitrine.wasm depends on where it is built: {} and {} bytes, first difference at {first}",
            here.len(),
            there.len()
        );
    }
    say(&format!("vitrine.wasm: {} bytes, identical in both places\n", here.len()));
    Ok(())
}

/// The sources, without what is built or installed.
fn copy_tree(from: &Path, to: &Path) -> Result<()> {
    const LEFT_OUT: [&str; 6] = [".git", "target", "node_modules", "dist", "generated", "data"];
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let (name, kind) = (entry.file_name(), entry.file_type()?);
        let target = to.join(&name);
        if kind.is_dir() && !LEFT_OUT.iter().any(|left_out| name == *left_out) {
            copy_tree(&entry.path(), &target)?;
        } else if kind.is_file() {
            fs::copy(entry.path(), target).with_context(|| entry.path().display().to_string())?;
        }
    }
    Ok(())
}

/// A CARGO_HOME with the same downloads, which cargo unpacks again at the new path.
fn copy_cargo_home(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to.join("registry"))?;
    for name in ["registry/index", "registry/cache", "config.toml"].map(PathBuf::from) {
        if from.join(&name).exists() {
            link(&from.join(&name), &to.join(&name))?;
        }
    }
    Ok(())
}

#[cfg(unix)]
fn link(from: &Path, to: &Path) -> Result<()> {
    Ok(std::os::unix::fs::symlink(from, to)?)
}

#[cfg(windows)]
fn link(from: &Path, to: &Path) -> Result<()> {
    Ok(std::os::windows::fs::symlink_dir(from, to)?)
}

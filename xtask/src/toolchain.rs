//! What a build needs and a fresh clone lacks: the wasm target, std's source, npm packages.

use crate::job::{Steps, run};
use crate::project::{Project, Std};
use anyhow::{Context, Result, bail};
use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// The target of the module.
pub const WASM: &str = "wasm32-unknown-unknown";

/// Adds what is missing, then says which std the modules get: rebuilt where its source is there, unless the prebuilt one
/// (`stock`) is asked for.
pub fn prepare(project: &Project, stock: bool) -> Result<Std> {
    Steps::new(1).step("toolchain", || ensure_rust(project))?;
    let is_rebuilt = !stock && has_std_source(&sysroot(project)?);
    Ok(if is_rebuilt { Std::Rebuilt } else { Std::Stock })
}

/// Only the wasm target is indispensable: without `rust-src` the module is larger.
fn ensure_rust(project: &Project) -> Result<()> {
    let sysroot = sysroot(project)?;
    if !sysroot.join("lib/rustlib").join(WASM).is_dir() {
        run(project.command("rustup").args(["target", "add", WASM])).with_context(|| {
            format!("the target {WASM} is missing; run `rustup target add {WASM}` in this folder (README, “Setup”)")
        })?;
    }
    if !has_std_source(&sysroot)
        && let Err(error) = run(project.command("rustup").args(["component", "add", "rust-src"]))
    {
        eprintln!("\nwarning: no rust-src, so the module uses the prebuilt std and is larger: {error:#}");
    }
    check_bindgen_versions(&fs::read_to_string(project.root.join("Cargo.lock"))?)
}

/// Installs the npm packages when the lock file is newer than what is installed.
///
/// Not through a link: `npm ci` would empty somebody else's folder.
pub fn ensure_npm(project: &Project) -> Result<()> {
    if project.root.join("node_modules").is_symlink() {
        return Ok(());
    }
    let installed = modified(&project.root.join("node_modules/.package-lock.json"));
    let locked = modified(&project.root.join("package-lock.json"));
    if installed.is_none() || installed < locked {
        run(project.command("npm").args(["ci", "--no-audit", "--no-fund"])).context("npm packages")?;
    }
    Ok(())
}

/// The pinned toolchain's folder.
pub fn sysroot(project: &Project) -> Result<PathBuf> {
    Ok(PathBuf::from(run(project.command("rustc").args(["--print", "sysroot"]))?.trim()))
}

/// Crate and tool must be one version: the data between them has no stable format.
pub fn check_bindgen_versions(lock: &str) -> Result<()> {
    let library = locked_version(lock, "wasm-bindgen").context("wasm-bindgen is not in Cargo.lock")?;
    let tool =
        locked_version(lock, "wasm-bindgen-cli-support").context("wasm-bindgen-cli-support is not in Cargo.lock")?;
    if library != tool {
        bail!("wasm-bindgen is {library} and wasm-bindgen-cli-support {tool}: pin both to one version");
    }
    Ok(())
}

fn locked_version<'a>(lock: &'a str, name: &str) -> Option<&'a str> {
    let (_, entry) = lock.split_once(&format!("name = \"{name}\"\nversion = \""))?;
    entry.split('"').next()
}

fn has_std_source(sysroot: &Path) -> bool {
    sysroot.join("lib/rustlib/src/rust/library/std/Cargo.toml").is_file()
}

fn modified(path: &Path) -> Option<SystemTime> {
    fs::metadata(path).and_then(|data| data.modified()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOCK: &str = "[[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\n\n\
        [[package]]\nname = \"wasm-bindgen-cli-support\"\nversion = \"0.2.130\"\n";

    #[test]
    fn one_version_passes() {
        assert!(check_bindgen_versions(LOCK).is_ok());
    }

    #[test]
    fn two_versions_are_refused_by_name() {
        let lock = LOCK.replacen("0.2.130", "0.2.129", 1);
        let error = check_bindgen_versions(&lock).unwrap_err().to_string();
        assert!(error.contains("0.2.129") && error.contains("0.2.130"), "{error}");
    }

    #[test]
    fn a_missing_crate_is_refused() {
        assert!(check_bindgen_versions("").is_err());
    }
}

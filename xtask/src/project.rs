//! Where things are.

use anyhow::{Context, Result};
use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Which standard library the wasm module is built with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Std {
    /// Rebuilt from `rust-src`, so that a panic is one trap instead of a formatter: about a quarter smaller.
    Rebuilt,
    /// As rustup ships it.
    Stock,
}

impl Std {
    /// Its name in the budget.
    pub fn name(self) -> &'static str {
        match self {
            Std::Rebuilt => "rebuilt std",
            Std::Stock => "prebuilt std",
        }
    }
}

/// A source tree and the folders a build of it uses.
#[derive(Clone, Debug)]
pub struct Project {
    /// The workspace root.
    pub root: PathBuf,
    /// Cargo's target folder.
    pub target: PathBuf,
    /// Cargo's home: its path gets into panic messages and has to be mapped away.
    pub cargo_home: PathBuf,
    /// Never go to the network.
    pub offline: bool,
}

impl Project {
    /// The tree this tool was compiled from.
    pub fn find() -> Result<Self> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().context("xtask has no parent folder")?;
        let target = env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), |dir| root.join(dir));
        let home = env::var_os("CARGO_HOME").map(PathBuf::from);
        let cargo_home = home
            .or_else(|| env::home_dir().map(|dir| dir.join(".cargo")))
            .context("neither CARGO_HOME nor a home folder is set")?;
        Ok(Self { root: root.to_owned(), target, cargo_home, offline: false })
    }

    /// The published files.
    pub fn dist(&self) -> PathBuf {
        self.root.join("pkg/dist")
    }

    /// What wasm-bindgen writes and the entries in `pkg/` import.
    pub fn generated(&self) -> PathBuf {
        self.root.join("pkg/generated")
    }

    /// Intermediate files and stamps of this tool.
    pub fn scratch(&self) -> PathBuf {
        self.target.join("xtask")
    }

    /// A command that runs in the root.
    pub fn command(&self, program: impl AsRef<std::ffi::OsStr>) -> Command {
        let mut command = Command::new(program);
        command.current_dir(&self.root).stdin(std::process::Stdio::null());
        command
    }

    /// cargo with this project's folders and exactly the locked dependencies.
    pub fn cargo(&self, subcommand: &str) -> Command {
        let mut command = self.cargo_unlocked(subcommand);
        command.arg("--locked");
        if self.offline {
            command.arg("--offline");
        }
        command
    }

    /// cargo for a subcommand that looks at no dependencies.
    pub fn cargo_unlocked(&self, subcommand: &str) -> Command {
        let mut command = self.command(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        command.arg(subcommand);
        command.env("CARGO_TARGET_DIR", &self.target).env("CARGO_HOME", &self.cargo_home);
        // Set by `cargo run` for this tool; would make build scripts of the children look changed.
        for (name, _) in env::vars_os().filter(|(name, _)| name.to_string_lossy().starts_with("CARGO_PKG_")) {
            command.env_remove(name);
        }
        command.env_remove("CARGO_MANIFEST_DIR").env_remove("CARGO_MANIFEST_PATH");
        command
    }

    /// A program out of an npm package.
    pub fn npm_bin(&self, name: &str) -> Command {
        self.command(self.root.join("node_modules/.bin").join(name))
    }
}

//! The modules: cargo, then wasm-bindgen, then wasm-opt.

use crate::bindgen;
use crate::job::{Job, Steps, run};
use crate::project::{Project, Std};
use crate::toolchain::{WASM, sysroot};
use anyhow::{Context, Result};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Bytes of stack. Rust's default of 1 MiB would make the linear memory 17 pages from the start.
const STACK: u32 = 32_768;

/// wasm-bindgen's runtime has code for reference types that cannot be linked once `bindgen` has turned
/// them off. wasm2js knows no saturating conversion of floats, which is what `as` means in Rust:
/// without the instruction, the compiler writes it out.
const FEATURES: &str = "-reference-types,-nontrapping-fptoint";

/// A module of the package. Both are the one crate, each with another surface.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Module {
    /// What pages load.
    Browser,
    /// The connectors to shop systems, for servers.
    Commerce,
}

impl Module {
    /// The published file.
    pub fn file(self) -> &'static str {
        match self {
            Module::Browser => "vitrine.wasm",
            Module::Commerce => "commerce.wasm",
        }
    }

    /// Where its glue is generated, below the folder for that.
    pub fn folder(self) -> &'static str {
        match self {
            Module::Browser => "",
            Module::Commerce => "commerce",
        }
    }

    fn features(self) -> &'static [&'static str] {
        match self {
            Module::Browser => &[],
            Module::Commerce => &["--features", "commerce"],
        }
    }
}

/// The steps this takes for one module, for the count that is printed.
pub const STEPS: usize = 3;

/// Builds a module and its glue into `generated`, and the optimised module to `out`.
pub fn build(
    project: &Project,
    module: Module,
    std: Std,
    steps: &mut Steps,
    generated: &Path,
    out: &Path,
) -> Result<()> {
    let file = module.file();
    let how = if std == Std::Rebuilt { "with its own std" } else { "with the prebuilt std" };
    let raw = steps.step(&format!("{file}: compiling {how}"), || compile(project, module, std))?;
    steps.step(&format!("{file}: glue"), || bindgen::generate(fs::read(&raw)?, generated))?;
    steps.step(&format!("{file}: optimising"), || optimise(project, module, &generated.join("vitrine_bg.wasm"), out))
}

fn compile(project: &Project, module: Module, std: Std) -> Result<PathBuf> {
    // Unpacks the crates, whose folders `flags` has to name.
    run(project.cargo("fetch").args(["--target", WASM]))?;
    // Each kind of std has its folder: in one, they would make each other start from nothing.
    let target = match std {
        Std::Rebuilt => project.target.clone(),
        Std::Stock => project.target.join("stock"),
    };
    let mut cargo = project.cargo("build");
    cargo.arg("--target-dir").arg(&target);
    cargo.args(["--release", "--lib", "--package", "vitrine", "--target", WASM]);
    cargo.args(module.features());
    cargo.env("CARGO_ENCODED_RUSTFLAGS", flags(project, std)?.join("\x1f"));
    cargo.env_remove("RUSTFLAGS");
    if std == Std::Rebuilt {
        rebuild_std(&mut cargo);
    }
    Job::start(&mut cargo)?.wait()?;
    Ok(target.join(WASM).join("release/vitrine.wasm"))
}

/// Unstable flags on the pinned stable compiler: allowed because the pin decides what they mean.
fn rebuild_std(cargo: &mut Command) {
    cargo.env("RUSTC_BOOTSTRAP", "1").args(["-Zbuild-std=std,panic_abort", "-Zbuild-std-features="]);
}

fn flags(project: &Project, std: Std) -> Result<Vec<String>> {
    let mut flags = vec![format!("-Clink-arg=-zstack-size={STACK}"), format!("-Ctarget-feature={FEATURES}")];
    if std == Std::Rebuilt {
        // A panic is a trap, so nothing ever prints where it was.
        flags.extend(["-Zunstable-options", "-Cpanic=immediate-abort", "-Zlocation-detail=none"].map(String::from));
    }
    let mut map = |from: &Path, to: &str| flags.push(format!("--remap-path-prefix={}={to}", from.display()));
    // The last match counts, so from the outside in.
    map(&project.root, "/vitrine");
    map(&sysroot(project)?, "/rust");
    map(&project.cargo_home, "/cargo");
    for registry in registries(&project.cargo_home)? {
        map(&registry, "/crates");
    }
    Ok(flags)
}

/// The folders of unpacked crates; their names depend on the registry's address.
fn registries(cargo_home: &Path) -> Result<Vec<PathBuf>> {
    let source = cargo_home.join("registry/src");
    let mut found = Vec::new();
    for entry in fs::read_dir(&source).with_context(|| format!("no crates in {}", source.display()))? {
        found.push(entry?.path());
    }
    found.sort();
    Ok(found)
}

/// `--low-memory-unused` holds because the stack's last kilobyte is there: code that reached below
/// address 1024 by wrapping around would be about to overflow the stack and trap anyway.
fn optimise(project: &Project, module: Module, raw: &Path, out: &Path) -> Result<()> {
    let mut wasm_opt = project.npm_bin("wasm-opt");
    wasm_opt.arg(raw).args(match module {
        // Worth in bytes of brotli: structuring the control flow anew in between 200, the order at the end 30, inlining
        // what is hardly longer than its call 30.
        Module::Browser => &[
            "--always-inline-max-function-size=4",
            "-Oz",
            "--flatten",
            "--rereloop",
            "-Oz",
            "-Oz",
            "--converge",
            "--reorder-functions",
            "--reorder-locals",
        ],
        // No page waits for it, and it is large: the last per cent would cost every build a minute.
        Module::Commerce => ["-Oz"].as_slice(),
    });
    wasm_opt.args(["--low-memory-unused", "--zero-filled-memory"]);
    wasm_opt.args(["--strip-debug", "--strip-producers", "--strip-target-features", "-o"]).arg(out);
    run(&mut wasm_opt)?;
    Ok(())
}

//! The suites of `xtask test`, in the order they run: what fails fast comes first.

use crate::job::{Steps, run, say, stream};
use crate::project::{Project, Std};
use crate::size::{self, Verdict};
use crate::tally::{self, Tally};
use crate::{browsers, build, nowasm, reproduce, server, supply, toolchain, wasm};
use anyhow::{Context, Result, ensure};
use std::fs;
use std::process::Command;

/// A named group of tests.
pub struct Suite {
    /// As `--only` takes it.
    pub name: &'static str,
    /// Runs it. An error counts as one failed test.
    pub run: fn(&Project, Std) -> Result<Tally>,
}

/// Every suite.
pub const SUITES: [Suite; 10] = [
    Suite { name: "versions", run: |project, _| check(|| versions(project)) },
    Suite { name: "sizes", run: |project, std| check(|| sizes(project, std)) },
    Suite {
        name: "format",
        run: |project, _| check(|| run(project.cargo_unlocked("fmt").args(["--all", "--check"])).map(drop)),
    },
    Suite { name: "rust", run: rust },
    Suite { name: "lints", run: lints },
    Suite { name: "supply-chain", run: |project, _| supply::check(project) },
    Suite { name: "javascript", run: javascript },
    Suite { name: "prebuilt-std", run: |project, _| check(|| prebuilt_std(project)) },
    Suite {
        name: "reproducible",
        run: |project, std| check(|| reproduce::check(project, std, &mut Steps::new(reproduce::STEPS))),
    },
    Suite { name: "engines", run: engines },
];

/// One check: its error is shown, not passed on, so that the count stays right.
fn check(work: impl FnOnce() -> Result<()>) -> Result<Tally> {
    let result = work();
    if let Err(error) = &result {
        say(&format!("{error:#}\n"));
    }
    Ok(Tally::of(result.is_ok()))
}

fn counted(command: &mut Command, count: fn(&str) -> Tally) -> Result<Tally> {
    let (log, success) = stream(command)?;
    Ok(Tally::judge(count(&log), success))
}

/// One version of wasm-bindgen, one of the package.
fn versions(project: &Project) -> Result<()> {
    toolchain::check_bindgen_versions(&fs::read_to_string(project.root.join("Cargo.lock"))?)?;
    let package: serde_json::Value = serde_json::from_str(&fs::read_to_string(project.root.join("package.json"))?)?;
    let npm = package.get("version").and_then(serde_json::Value::as_str).unwrap_or_default();
    let crates = env!("CARGO_PKG_VERSION");
    ensure!(npm == crates, "package.json is version {npm}, the crates are {crates}");
    Ok(())
}

fn sizes(project: &Project, std: Std) -> Result<()> {
    keeps(build::sizes(project, std)?)
}

fn keeps(verdict: Verdict) -> Result<()> {
    ensure!(verdict.failures.is_empty(), "{}", verdict.failures.join("\n"));
    Ok(())
}

/// The sandbox is tested in the profile it is served in, whose dependencies are compiled already.
fn rust(project: &Project, _: Std) -> Result<Tally> {
    let mut sum = Tally::default();
    let mut own = project.cargo("test");
    sum += counted(
        own.args(["--no-fail-fast", "--package", "vitrine", "--features", "vitrine/commerce", "--package", "xtask"]),
        tally::libtest,
    )?;
    let mut sandbox = project.cargo("test");
    sandbox.args(["--no-fail-fast", "--profile", server::PROFILE, "--package", "sandbox"]);
    sum += counted(&mut sandbox, tally::libtest)?;
    Ok(sum)
}

/// clippy for the host, for the server's profile, and for the target that only wasm code is compiled for.
fn lints(project: &Project, _: Std) -> Result<Tally> {
    let host: &[&str] =
        &["--package", "vitrine", "--features", "vitrine/commerce", "--package", "xtask", "--all-targets"];
    let server: &[&str] = &["--package", "sandbox", "--all-targets", "--profile", server::PROFILE];
    let wasm: &[&str] = &["--package", "vitrine", "--target", toolchain::WASM];
    let commerce: &[&str] = &["--package", "vitrine", "--features", "commerce", "--target", toolchain::WASM];
    let packages = [
        ("library and tools", host),
        ("sandbox server", server),
        ("library for the browser", wasm),
        ("connectors for servers", commerce),
    ];
    let mut steps = Steps::new(packages.len());
    let mut sum = Tally::default();
    for (what, packages) in packages {
        let mut clippy = project.cargo("clippy");
        clippy.arg("--quiet").args(packages).args(["--", "-D", "warnings"]);
        sum += check(|| steps.step(what, || run(&mut clippy)).map(drop))?;
    }
    Ok(sum)
}

fn javascript(project: &Project, _: Std) -> Result<Tally> {
    let mut files = Vec::new();
    for file in fs::read_dir(project.root.join("tests/js")).context("tests/js")? {
        let path = file?.path();
        if path.to_string_lossy().ends_with(".test.mjs") {
            files.push(path);
        }
    }
    files.sort();
    ensure!(!files.is_empty(), "tests/js holds no tests");
    counted(project.command("node").args(["--test", "--test-reporter=tap"]).args(files), tally::node)
}

/// Where there is no `rust-src`, this is what is built: it has to come out, keep its budget and be translatable too.
fn prebuilt_std(project: &Project) -> Result<()> {
    let folder = project.scratch().join("prebuilt");
    fs::create_dir_all(&folder)?;
    let module = folder.join("vitrine.wasm");
    wasm::build(project, wasm::Module::Browser, Std::Stock, &mut Steps::new(wasm::STEPS), &folder, &module)?;
    nowasm::build(project, &module, &folder.join("vitrine.nowasm.js"))?;
    let mut sizes = size::measure(&project.dist())?;
    sizes.extend(size::measure(&folder)?);
    keeps(build::verdict(project, Std::Stock, &sizes)?)
}

/// Types, packed packages and the journeys in the engines.
fn engines(project: &Project, std: Std) -> Result<Tally> {
    if let Some(installing) = browsers::install(project)? {
        Steps::new(1).step("browsers", || installing.wait())?;
    }
    let mut node = project.command("node");
    node.arg("tests/run.mjs").env("SANDBOX_BIN", server::binary(project)).env("VITRINE_STD", std.name());
    counted(&mut node, tally::last_line)
}

//! `xtask build`: fills `pkg/dist`, each step only when what it is made from has changed.

use crate::fingerprint::{Inputs, Stamp};
use crate::job::{Steps, say};
use crate::project::{Project, Std};
use crate::size::{Budget, Sizes, Verdict, measure, table};
use crate::wasm::{self, Module};
use crate::{bundle, nowasm, toolchain};
use anyhow::{Result, bail};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// The steps of `files`, for the count that is printed.
pub const STEPS: usize = 3 + 2 * wasm::STEPS;

/// Builds, prints the sizes and fails when they are over the budget.
pub fn run(project: &Project, std: Std) -> Result<()> {
    let mut steps = Steps::new(STEPS);
    files(project, std, &mut steps)?;
    let verdict = sizes(project, std)?;
    if !verdict.failures.is_empty() {
        bail!("over the budget in pkg/budget.json:\n  {}", verdict.failures.join("\n  "));
    }
    Ok(())
}

/// Builds one module into the published files, if it has to be; returns what it is made from.
fn module(project: &Project, module: Module, std: Std, steps: &mut Steps) -> Result<String> {
    let out = project.dist().join(module.file());
    let generated = project.generated().join(module.folder());
    let inputs = wasm_inputs(project, module, std)?;
    let mut outputs = ["vitrine_bg.js", "vitrine_bg.wasm", "imports.js"].map(|name| generated.join(name)).to_vec();
    outputs.push(out.clone());
    let stamp = Stamp::new(&project.scratch(), module.file(), inputs.clone(), outputs);
    if stamp.is_fresh() {
        (0..wasm::STEPS).for_each(|_| steps.skip(module.file(), "unchanged"));
    } else {
        wasm::build(project, module, std, steps, &generated, &out)?;
        stamp.save()?;
    }
    Ok(inputs)
}

/// The build without the check of the sizes.
pub fn files(project: &Project, std: Std, steps: &mut Steps) -> Result<()> {
    fs::create_dir_all(project.dist())?;
    fs::create_dir_all(project.scratch())?;
    steps.step("npm packages", || toolchain::ensure_npm(project))?;

    let browser = module(project, Module::Browser, std, steps)?;
    let commerce = module(project, Module::Commerce, std, steps)?;

    let nowasm = project.dist().join("vitrine.nowasm.js");
    let built = project.dist().join(Module::Browser.file());
    let stamp = Stamp::new(&project.scratch(), "nowasm", browser.clone(), vec![nowasm.clone()]);
    if stamp.is_fresh() {
        steps.skip("fallback without wasm", "unchanged");
    } else {
        steps.step("fallback without wasm", || nowasm::build(project, &built, &nowasm))?;
        stamp.save()?;
    }

    let inputs = Inputs::default()
        .word(&browser)
        .word(&commerce)
        .files(&project.root.join("pkg"), |path| {
            !path.starts_with(project.dist()) && !path.starts_with(project.generated())
        })?
        .files(&project.root.join("package-lock.json"), |_| true)?;
    let stamp = Stamp::new(&project.scratch(), "bundle", inputs.finish(), bundle::outputs(project)?);
    if stamp.is_fresh() {
        steps.skip("bundles", "unchanged");
    } else {
        steps.step("bundles", || bundle::build(project, &built))?;
        stamp.save()?;
    }
    Ok(())
}

/// Prints the sizes of what is published and gives the verdict on them.
pub fn sizes(project: &Project, std: Std) -> Result<Verdict> {
    verdict(project, std, &measure(&project.dist())?)
}

/// Prints `sizes` as a table and holds them against the budget; its advice is printed too.
pub fn verdict(project: &Project, std: Std, sizes: &BTreeMap<String, Sizes>) -> Result<Verdict> {
    let budget = Budget::read(&project.root.join("pkg/budget.json"), std)?;
    say(&format!("\n{}", table(sizes, &budget)));
    let verdict = budget.check(sizes);
    for advice in &verdict.advice {
        say(&format!("warning: {advice}\n"));
    }
    Ok(verdict)
}

/// Everything a module is made from: sources, dependencies, compiler, flags (which are in this tool).
fn wasm_inputs(project: &Project, module: Module, std: Std) -> Result<String> {
    let any = |_: &Path| true;
    let root = &project.root;
    let connectors = root.join("src/commerce");
    Ok(Inputs::default()
        .word(&format!("{std:?}"))
        .word(module.file())
        .files(&root.join("src"), |path| module == Module::Commerce || !path.starts_with(&connectors))?
        .files(&root.join("Cargo.toml"), any)?
        .files(&root.join("Cargo.lock"), any)?
        .files(&root.join("rust-toolchain.toml"), any)?
        .files(&root.join("package-lock.json"), any)?
        .files(&root.join("xtask/src"), any)?
        .finish())
}

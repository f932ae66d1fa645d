//! `xtask build`: fills `pkg/dist`, each step only when what it is made from has changed.

use crate::fingerprint::{Inputs, Stamp};
use crate::job::{Steps, say};
use crate::project::{Project, Std};
use crate::size::{Budget, Verdict, measure, table};
use crate::{bundle, nowasm, toolchain, wasm};
use anyhow::{Result, bail};
use std::fs;
use std::path::Path;
use std::slice;

/// The steps of `files`, for the count that is printed.
pub const STEPS: usize = 4 + wasm::STEPS;

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

/// The build without the check of the sizes.
pub fn files(project: &Project, std: Std, steps: &mut Steps) -> Result<()> {
    fs::create_dir_all(project.dist())?;
    fs::create_dir_all(project.scratch())?;
    steps.step("toolchain", || toolchain::ensure_rust(project))?;
    steps.step("npm packages", || toolchain::ensure_npm(project))?;

    let module = project.dist().join("vitrine.wasm");
    let nowasm = project.dist().join("vitrine.nowasm.js");
    let inputs = wasm_inputs(project, std)?;
    let generated = ["vitrine_bg.js", "vitrine_bg.wasm", "imports.js"].map(|name| project.generated().join(name));
    let stamp =
        Stamp::new(&project.scratch(), "wasm", inputs.clone(), [&generated[..], slice::from_ref(&module)].concat());
    if stamp.is_fresh() {
        (0..wasm::STEPS).for_each(|_| steps.skip("wasm", "unchanged"));
    } else {
        wasm::build(project, std, steps, &project.generated(), &module)?;
        stamp.save()?;
    }

    let stamp = Stamp::new(&project.scratch(), "nowasm", inputs.clone(), vec![nowasm.clone()]);
    if stamp.is_fresh() {
        steps.skip("fallback without wasm", "unchanged");
    } else {
        steps.step("fallback without wasm", || nowasm::build(project, &module, &nowasm))?;
        stamp.save()?;
    }

    let inputs = Inputs::default()
        .word(&inputs)
        .files(&project.root.join("pkg"), |path| {
            !path.starts_with(project.dist()) && !path.starts_with(project.generated())
        })?
        .files(&project.root.join("package-lock.json"), |_| true)?;
    let stamp = Stamp::new(&project.scratch(), "bundle", inputs.finish(), bundle::outputs(project)?);
    if stamp.is_fresh() {
        steps.skip("bundles", "unchanged");
    } else {
        steps.step("bundles", || bundle::build(project, &module))?;
        stamp.save()?;
    }
    Ok(())
}

/// Prints the table and gives the verdict; its advice is printed too.
pub fn sizes(project: &Project, std: Std) -> Result<Verdict> {
    let budget = Budget::read(&project.root.join("pkg/budget.json"), std)?;
    let sizes = measure(&project.dist())?;
    say(&format!("\n{}", table(&sizes, &budget)));
    let verdict = budget.check(&sizes);
    for advice in &verdict.advice {
        say(&format!("warning: {advice}\n"));
    }
    Ok(verdict)
}

/// Everything the module is made from: sources, dependencies, compiler, flags (which are in this tool).
fn wasm_inputs(project: &Project, std: Std) -> Result<String> {
    let any = |_: &Path| true;
    let root = &project.root;
    Ok(Inputs::default()
        .word(&format!("{std:?}"))
        .files(&root.join("src"), any)?
        .files(&root.join("Cargo.toml"), any)?
        .files(&root.join("Cargo.lock"), any)?
        .files(&root.join("rust-toolchain.toml"), any)?
        .files(&root.join("package-lock.json"), any)?
        .files(&root.join("xtask/src"), any)?
        .finish())
}

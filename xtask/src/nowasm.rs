//! `vitrine.nowasm.js`: the same module as JavaScript, for pages whose policy refuses WebAssembly.

use crate::job::run;
use crate::project::Project;
use anyhow::{Context, Result, ensure};
use std::fs;
use std::path::Path;

/// Where the file leaves `imports => exports`; the loader looks there after the script has run.
const HOOK: &str = "vitrine.nowasm";

/// Translates the optimised module.
pub fn build(project: &Project, module: &Path, out: &Path) -> Result<()> {
    let scratch = project.scratch();
    let lowered = scratch.join("lowered.wasm");
    let translated = scratch.join("wasm2js.js");
    let wrapped = scratch.join("nowasm.js");

    // The module no longer lists its features, so they are named here; any other is refused.
    let mut lower = project.npm_bin("wasm-opt");
    lower.arg(module).args(["--mvp-features", "--enable-sign-ext", "--enable-mutable-globals"]);
    lower.args(["--enable-bulk-memory", "--enable-bulk-memory-opt"]);
    lower.args(["--signext-lowering", "--llvm-memory-copy-fill-lowering"]);
    run(lower.args(["-Oz", "-o"]).arg(&lowered))?;

    // The form for emscripten is a function of the imports; the other form is an ES module.
    run(project.npm_bin("wasm2js").arg(&lowered).args(["-Oz", "--emscripten", "-o"]).arg(&translated))?;
    fs::write(&wrapped, wrap(&fs::read_to_string(&translated)?)?)?;
    let mut terser = project.npm_bin("terser");
    terser.arg(&wrapped).args(["--ecma", "2020", "--compress", "passes=2,toplevel", "--mangle", "toplevel"]);
    run(terser.arg("--output").arg(out))?;
    Ok(())
}

/// Makes the translation one strict classic script whose traps look like those of WebAssembly.
fn wrap(translated: &str) -> Result<String> {
    ensure!(translated.starts_with("function instantiate(info)"), "wasm2js writes another form");
    let (before, after) = translated.split_once("throw new Error('abort')").context("wasm2js traps in another way")?;
    let trap = "throw Object.assign(new Error('unreachable'), { name: 'RuntimeError' })";
    Ok(format!(
        "(() => {{ 'use strict';\n{before}{trap}{after}\nglobalThis[Symbol.for('{HOOK}')] = instantiate;\n}})();\n"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hook_is_left_and_traps_are_named() {
        let script = wrap("function instantiate(info) { throw new Error('abort') }").unwrap();
        assert!(script.contains("globalThis[Symbol.for('vitrine.nowasm')] = instantiate"));
        assert!(script.contains("RuntimeError") && !script.contains("'abort'"));
    }

    #[test]
    fn another_form_is_refused() {
        assert!(wrap("export function instantiate() {}").is_err());
        assert!(wrap("function instantiate(info) {}").is_err());
    }
}

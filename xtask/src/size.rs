//! The sizes of what is published, and the budget they have to keep.

use crate::project::Std;
use anyhow::{Context, Result, bail};
use brotli::enc::BrotliEncoderParams;
use flate2::{Compression, write::GzEncoder};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::Path;

/// Bytes of one file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sizes {
    raw: usize,
    gzip: usize,
    brotli: usize,
}

impl Sizes {
    /// Measures: gzip at level 9, brotli at quality 11.
    pub fn of(bytes: &[u8]) -> Result<Self> {
        let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
        gzip.write_all(bytes)?;
        let params = BrotliEncoderParams { quality: 11, lgwin: 22, size_hint: bytes.len(), ..Default::default() };
        let mut brotli = Vec::new();
        brotli::BrotliCompress(&mut &*bytes, &mut brotli, &params)?;
        Ok(Self { raw: bytes.len(), gzip: gzip.finish()?.len(), brotli: brotli.len() })
    }

    fn plus(self, other: Self) -> Self {
        Self { raw: self.raw + other.raw, gzip: self.gzip + other.gzip, brotli: self.brotli + other.brotli }
    }
}

/// Each JavaScript and wasm file below a folder by its path there.
pub fn measure(dist: &Path) -> Result<BTreeMap<String, Sizes>> {
    let mut sizes = BTreeMap::new();
    for file in fs::read_dir(dist)? {
        let path = file?.path();
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        if path.is_dir() {
            sizes.extend(measure(&path)?.into_iter().map(|(inside, sizes)| (format!("{name}/{inside}"), sizes)));
        } else if name.ends_with(".js") || name.ends_with(".wasm") {
            sizes.insert(name, Sizes::of(&fs::read(&path)?)?);
        }
    }
    Ok(sizes)
}

/// A table with one row per file and one per sum that the budget names.
pub fn table(sizes: &BTreeMap<String, Sizes>, budget: &Budget) -> String {
    let mut rows: Vec<(&str, Sizes)> = sizes.iter().map(|(name, sizes)| (name.as_str(), *sizes)).collect();
    for (what, _) in budget.0.iter().filter(|(what, _)| what.contains('+')) {
        rows.extend(sum(sizes, what).ok().map(|sizes| (what.as_str(), sizes)));
    }
    let mut table = format!("{:<28}{:>9}{:>9}{:>9}{:>9}\n", "", "raw", "gzip", "brotli", "budget");
    for (name, sizes) in rows {
        let limit = budget.0.get(name).map(ToString::to_string).unwrap_or_default();
        table.push_str(&format!("{name:<28}{:>9}{:>9}{:>9}{limit:>9}\n", sizes.raw, sizes.gzip, sizes.brotli));
    }
    table
}

/// Limits in bytes after brotli, by file name or by names joined with ` + `.
#[derive(Debug, PartialEq, Eq)]
pub struct Budget(BTreeMap<String, usize>);

impl Budget {
    /// Reads the limits for one standard library: `{"rebuilt std": {"vitrine.js + vitrine.wasm": 30000, …}, …}`.
    pub fn read(path: &Path, std: Std) -> Result<Self> {
        let limits = |text: String| -> Result<Self> {
            let budgets: Value = serde_json::from_str(&text)?;
            Self::parse(budgets.get(std.name()).with_context(|| format!("no limits for the {}", std.name()))?)
        };
        limits(fs::read_to_string(path)?).with_context(|| path.display().to_string())
    }

    fn parse(limits: &Value) -> Result<Self> {
        let Value::Object(limits) = limits.clone() else { bail!("a budget is an object") };
        let limit = |(what, bytes): (String, Value)| {
            let bytes = bytes.as_u64().and_then(|bytes| usize::try_from(bytes).ok());
            bytes.map(|bytes| (what.clone(), bytes)).with_context(|| format!("{what}: a limit is a number of bytes"))
        };
        limits.into_iter().map(limit).collect::<Result<_>>().map(Self)
    }

    /// What is over, and advice where a limit has become loose.
    pub fn check(&self, sizes: &BTreeMap<String, Sizes>) -> Verdict {
        let mut verdict = Verdict::default();
        for (what, limit) in &self.0 {
            match sum(sizes, what).map(|sizes| sizes.brotli) {
                Err(error) => verdict.failures.push(error.to_string()),
                Ok(bytes) if bytes > *limit => {
                    verdict
                        .failures
                        .push(format!("{what}: {bytes} bytes of brotli, {} over the budget of {limit}", bytes - limit));
                }
                Ok(bytes) if bytes * 100 < limit * 95 => {
                    let lower = (bytes * 103).div_ceil(10_000) * 100;
                    if lower < *limit {
                        let advice = format!("{what}: {bytes} bytes beat the budget of {limit}: lower it to {lower}");
                        verdict.advice.push(advice);
                    }
                }
                Ok(_) => {}
            }
        }
        verdict
    }
}

/// The outcome of a check.
#[derive(Debug, Default)]
pub struct Verdict {
    /// Each fails the build.
    pub failures: Vec<String>,
    /// Each is a warning.
    pub advice: Vec<String>,
}

fn sum(sizes: &BTreeMap<String, Sizes>, names: &str) -> Result<Sizes> {
    names.split(" + ").try_fold(Sizes::default(), |total, name| {
        let sizes = sizes.get(name).with_context(|| format!("{name} is in the budget and was not built"))?;
        Ok(total.plus(*sizes))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(limits: &str) -> Result<Budget> {
        Budget::parse(&serde_json::from_str(limits)?)
    }

    fn sizes(brotli: &[(&str, usize)]) -> BTreeMap<String, Sizes> {
        brotli
            .iter()
            .map(|(name, brotli)| ((*name).to_owned(), Sizes { brotli: *brotli, ..Default::default() }))
            .collect()
    }

    #[test]
    fn compressors_compress_and_can_be_undone() {
        let text = "vitrine ".repeat(1000);
        let sizes = Sizes::of(text.as_bytes()).unwrap();
        assert_eq!(sizes.raw, 8000);
        assert!(sizes.gzip < 100 && sizes.brotli < 40, "{sizes:?}");
    }

    #[test]
    fn a_sum_over_its_limit_says_by_how_much() {
        let budget = parse(r#"{"a.js + b.wasm": 100}"#).unwrap();
        let verdict = budget.check(&sizes(&[("a.js", 60), ("b.wasm", 53)]));
        assert_eq!(verdict.failures, ["a.js + b.wasm: 113 bytes of brotli, 13 over the budget of 100"]);
    }

    #[test]
    fn exactly_the_limit_passes_without_advice() {
        let verdict = parse(r#"{"a.js": 100}"#).unwrap().check(&sizes(&[("a.js", 100)]));
        assert!(verdict.failures.is_empty() && verdict.advice.is_empty());
    }

    #[test]
    fn a_loose_limit_gives_advice_that_silences_itself() {
        let built = sizes(&[("a.js", 8_000)]);
        let verdict = parse(r#"{"a.js": 9000}"#).unwrap().check(&built);
        assert_eq!(verdict.advice, ["a.js: 8000 bytes beat the budget of 9000: lower it to 8300"]);
        let lowered = parse(r#"{"a.js": 8300}"#).unwrap().check(&built);
        assert!(lowered.failures.is_empty() && lowered.advice.is_empty());
    }

    #[test]
    fn a_file_that_was_not_built_fails() {
        let verdict = parse(r#"{"a.js": 100}"#).unwrap().check(&sizes(&[]));
        assert_eq!(verdict.failures.len(), 1);
    }

    #[test]
    fn a_limit_that_is_no_number_is_refused() {
        assert!(parse(r#"{"a.js": "8000"}"#).is_err());
        assert!(parse("[]").is_err());
    }
}

//! The JavaScript of `pkg/`: each hand-written entry becomes one minified file in `pkg/dist`.

use crate::job::{Job, run};
use crate::project::Project;
use anyhow::{Result, anyhow, ensure};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::{fs, thread};

/// An entry in `pkg/` and what becomes of it.
struct Entry {
    source: &'static str,
    output: &'static str,
    kind: Kind,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// A script that wraps itself in a function, for a script tag.
    Classic,
    /// An ES module for pages.
    Module,
    /// An ES module for servers. It stays readable in stack traces; and a minifier that merges functions would make
    /// what one of them holds reachable from another, so that a forgotten session were never collected.
    Server,
}

const ENTRIES: [Entry; 10] = [
    Entry { source: "script.js", output: "vitrine.js", kind: Kind::Classic },
    Entry { source: "index.js", output: "index.js", kind: Kind::Module },
    Entry { source: "inline.js", output: "inline.js", kind: Kind::Module },
    Entry { source: "testing.js", output: "testing.js", kind: Kind::Module },
    Entry { source: "headless.js", output: "headless.js", kind: Kind::Server },
    Entry { source: "edge.js", output: "edge.js", kind: Kind::Server },
    Entry { source: "storefront/tiendanube.js", output: "storefront/tiendanube.js", kind: Kind::Module },
    Entry { source: "storefront/tiendanube.script.js", output: "storefront/tiendanube.script.js", kind: Kind::Classic },
    Entry { source: "storefront/nubesdk.js", output: "storefront/nubesdk.js", kind: Kind::Module },
    Entry { source: "commerce.js", output: "commerce.js", kind: Kind::Module },
];

/// The folder of declarations below `pkg` and below `pkg/dist`.
const TYPES: &str = "types";

/// What stays a request of the running page, beside the file that makes it.
const APART: [&str; 2] = ["vitrine.nowasm.js", "vitrine.wasm"];
/// The chunks, which stay apart too but from the entry that is one file.
const LAZY: [&str; 11] = [
    "banners.js",
    "cart.js",
    "consent.js",
    "delivery.js",
    "emails.js",
    "hydrate.js",
    "inspector.js",
    "observers.js",
    "popups.js",
    "rules.js",
    "search.js",
];

/// What every page begins with, nearly all of which runs then.
const STARTING: [&str; 2] = ["vitrine.js", "index.js"];

/// Tells V8 to compile the whole file beside the page, while it arrives, and not each function on the main thread when
/// it is called first: a third of what the start takes of that. Only the first line of a file counts.
const COMPILE_HINT: &str = "//# allFunctionsCalledOnLoad";

/// The entries that exist, as the paths of their outputs in `pkg/dist`.
pub fn outputs(project: &Project) -> Result<Vec<PathBuf>> {
    let mut outputs: Vec<_> = entries(project).map(|entry| project.dist().join(entry.output)).collect();
    outputs.extend(types(project)?.into_iter().map(|types| project.dist().join(types)));
    Ok(outputs)
}

/// Bundles and minifies every entry and copies the types.
pub fn build(project: &Project, module: &Path) -> Result<()> {
    write_inline_module(project, module)?;
    let scratch = project.scratch();
    let bundled = |entry: &Entry| scratch.join(format!("bundled-{}", entry.output.replace('/', "-")));
    let running: Result<Vec<_>> = entries(project).map(|entry| bundle(project, &entry, &bundled(&entry))).collect();
    running?.into_iter().try_for_each(|job| job.wait().map(drop))?;
    minify_all(project, bundled)?;
    fs::create_dir_all(project.dist().join(TYPES))?;
    for types in types(project)? {
        fs::copy(project.root.join("pkg").join(&types), project.dist().join(&types))?;
    }
    Ok(())
}

fn entries(project: &Project) -> impl Iterator<Item = Entry> {
    let lazy = LAZY.into_iter().map(|file| Entry { source: file, output: file, kind: Kind::Module });
    ENTRIES.into_iter().chain(lazy).filter(|entry| project.root.join("pkg").join(entry.source).is_file())
}

/// The declarations below `pkg`: those of the entries, and the folder of what they say.
fn types(project: &Project) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for folder in ["", TYPES] {
        for file in fs::read_dir(project.root.join("pkg").join(folder))? {
            let name = file?.file_name();
            if name.to_string_lossy().ends_with(".d.ts") {
                found.push(Path::new(folder).join(name));
            }
        }
    }
    found.sort();
    Ok(found)
}

/// For the entry that carries the module in itself.
fn write_inline_module(project: &Project, module: &Path) -> Result<()> {
    let text = format!("export default \"{}\";\n", base64(&fs::read(module)?));
    Ok(fs::write(project.generated().join("module.js"), text)?)
}

fn bundle(project: &Project, entry: &Entry, out: &Path) -> Result<Job> {
    let mut esbuild = project.npm_bin("esbuild");
    esbuild.arg(Path::new("pkg").join(entry.source)).args(["--bundle", "--target=es2020", "--log-level=warning"]);
    let lazy = LAZY.iter().filter(|_| entry.source != "inline.js");
    // A runtime's own modules are asked for only where that runtime is.
    esbuild.arg("--external:node:*");
    for file in APART.iter().chain(lazy) {
        esbuild.arg(format!("--external:./{file}"));
    }
    esbuild.arg(format!("--define:__VERSION__=\"{}\"", env!("CARGO_PKG_VERSION")));
    esbuild.arg(if entry.kind == Kind::Classic { "--format=iife" } else { "--format=esm" });
    // There is no import.meta in a classic script: esbuild would quietly put `{}`.
    esbuild.arg("--log-override:empty-import-meta=error");
    Job::start(esbuild.arg(format!("--outfile={}", out.display())))
}

/// One minifier for each processor at a time: it is one thread.
fn minify_all(project: &Project, bundled: impl Fn(&Entry) -> PathBuf + Sync) -> Result<()> {
    let waiting: Vec<_> = entries(project).collect();
    let waiting = Mutex::new(waiting.into_iter());
    let next = || waiting.lock().ok()?.next();
    let work = || {
        while let Some(entry) = next() {
            minify(project, &entry, &bundled(&entry))?;
        }
        Ok(())
    };
    let workers = thread::available_parallelism().map_or(1, usize::from);
    thread::scope(|scope| {
        let running: Vec<_> = (0..workers).map(|_| scope.spawn(work)).collect();
        running.into_iter().try_for_each(|worker| worker.join().map_err(|_| anyhow!("a minifier was lost"))?)
    })
}

/// terser after esbuild: it inlines what is used once, which esbuild does not.
fn minify(project: &Project, entry: &Entry, bundled: &Path) -> Result<()> {
    let out = project.dist().join(entry.output);
    if entry.kind == Kind::Server {
        fs::copy(bundled, &out)?;
        return Ok(());
    }
    let mut terser = project.npm_bin("terser");
    out.parent().map(fs::create_dir_all).transpose()?;
    terser.arg(bundled).args(["--ecma", "2020", "--mangle", "toplevel"]);
    // Nobody constructs a function of ours, which is what makes arrows unsafe.
    terser.args(["--compress", "passes=4,toplevel,unsafe_arrows"]);
    if entry.kind == Kind::Module {
        terser.arg("--module");
    }
    run(terser.arg("--output").arg(&out))?;
    let code = fs::read_to_string(&out)?;
    ensure!(
        !(entry.kind == Kind::Classic && code.contains("import.meta")),
        "{}: import.meta in a classic script",
        entry.output
    );
    ensure!(!code.contains("process.env"), "{}: process.env in a file for browsers", entry.output);
    if STARTING.contains(&entry.output) {
        fs::write(&out, format!("{COMPILE_HINT}\n{code}"))?;
    }
    Ok(())
}

/// Base64 with padding.
fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let word = chunk.iter().fold(0, |word, byte| word << 8 | u32::from(*byte)) << (8 * (3 - chunk.len()));
        for digit in 0..4 {
            let value = usize::try_from(word >> (18 - 6 * digit) & 63).ok();
            let known = value.filter(|_| digit <= chunk.len()).and_then(|value| DIGITS.get(value));
            text.push(known.map_or('=', |byte| char::from(*byte)));
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_as_the_standard_has_it() {
        let cases =
            [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("foobar", "Zm9vYmFy")];
        for (plain, coded) in cases {
            assert_eq!(base64(plain.as_bytes()), coded);
        }
        assert_eq!(base64(&[0xff, 0xfe, 0xfb]), "//77");
    }
}

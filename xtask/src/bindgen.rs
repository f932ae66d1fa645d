//! The glue: wasm-bindgen as a library, then shorter names on both sides of the boundary.
//!
//! wasm-bindgen gives each import a name with a hash and each export a long one, twice: in the
//! module, and in JavaScript as a property that no minifier may touch. Here the imports become the
//! members of one array, whose functions a minifier renames or inlines, and the exports get short
//! names in the module and in the glue alike.

use anyhow::{Context, Result, bail};
use std::collections::HashMap;
use std::fs;
use std::path::Path;
use wasm_bindgen_cli_support::{Bindgen, EncodeInto};

/// Exports that hand-written code uses by name.
const KEPT: [&str; 2] = ["memory", "__wbindgen_start"];

/// Writes `vitrine_bg.js`, `vitrine_bg.wasm` and `imports.js` into `generated`.
pub fn generate(module: Vec<u8>, generated: &Path) -> Result<()> {
    let mut bindgen = Bindgen::new();
    bindgen
        .input_bytes("vitrine", without_features(module, &["reference-types", "multivalue"]))
        .out_name("vitrine")
        .bundler(true)?
        .typescript(false)
        // Any other choice adds an `encodeInto` for browsers without one; nothing uses it any more.
        .encode_into(EncodeInto::Always)
        .remove_name_section(true)
        .remove_producers_section(true);
    let mut output = bindgen.generate_output()?;
    let glue = pass_strings(output.start().context("wasm-bindgen wrote no glue")?)?;
    if output.snippets().values().any(|list| !list.is_empty()) || !output.local_modules().is_empty() {
        bail!("the module imports JavaScript snippets; hand-written JavaScript belongs into pkg/");
    }
    let used = properties(&glue, "wasm");
    let module = output.wasm_mut();

    let mut imports = Vec::new();
    for import in module.imports.iter_mut() {
        if import.module != "./vitrine_bg.js" {
            bail!("the module imports {} from {}, which nobody provides", import.name, import.module);
        }
        import.module = "a".to_owned();
        imports.push(std::mem::replace(&mut import.name, imports.len().to_string()));
    }

    let unused: Vec<_> = module
        .exports
        .iter()
        .filter(|export| !KEPT.contains(&export.name.as_str()) && !used.contains(&export.name.as_str()))
        .map(|export| export.id())
        .collect();
    for export in unused {
        module.exports.delete(export);
    }
    let mut names = HashMap::new();
    for export in module.exports.iter_mut().filter(|export| !KEPT.contains(&export.name.as_str())) {
        let short = short_name(names.len());
        names.insert(std::mem::replace(&mut export.name, short.clone()), short);
    }

    let glue = watch_growth(&rename_properties(&glue, "wasm", &names))?;
    let module = module.emit_wasm();
    fs::create_dir_all(generated)?;
    fs::write(generated.join("vitrine_bg.wasm"), module)?;
    fs::write(generated.join("vitrine_bg.js"), glue)?;
    fs::write(generated.join("imports.js"), imports_module(&imports))?;
    Ok(())
}

/// Turns features off in the module's list of them, which is what wasm-bindgen decides by.
///
/// Without externref and multivalue the module is smaller by more than the glue grows, and `wasm2js`,
/// which knows neither, can take the very same module. A compiler flag alone would not do: the
/// prebuilt std lists both.
fn without_features(mut module: Vec<u8>, features: &[&str]) -> Vec<u8> {
    let section = b"\x0ftarget_features";
    let Some(start) = module.windows(section.len()).rposition(|bytes| bytes == section) else {
        return module;
    };
    for feature in features {
        let Ok(length) = u8::try_from(feature.len()) else {
            continue;
        };
        let entry = [&[b'+', length], feature.as_bytes()].concat();
        let list = module.get_mut(start..).unwrap_or_default();
        let found = list.windows(entry.len()).position(|bytes| bytes == entry);
        if let Some(sign) = found.and_then(|offset| list.get_mut(offset)) {
            *sign = b'-';
        }
    }
    module
}

/// Makes the glue ask whether its view is of the current memory, instead of whether it was detached.
///
/// The memory of `vitrine.nowasm.js` is a plain buffer that is replaced, never detached.
fn watch_growth(glue: &str) -> Result<String> {
    const VIEW: &str = "cachedDataViewMemory0";
    let detached = format!(
        "{VIEW}.buffer.detached === true || ({VIEW}.buffer.detached === undefined && {VIEW}.buffer !== wasm.memory.buffer)"
    );
    let glue = glue
        .replace(&detached, &format!("{VIEW}.buffer !== wasm.memory.buffer"))
        .replace("Memory0.byteLength === 0", "Memory0.buffer !== wasm.memory.buffer");
    if glue.contains(".detached") || glue.contains(".byteLength === 0") {
        bail!("wasm-bindgen checks its memory in a new way: teach `watch_growth`");
    }
    if glue.contains("BigInt") {
        bail!("a 64-bit integer crosses the boundary; vitrine.nowasm.js cannot take one");
    }
    Ok(glue)
}

/// How a string gets into the module's memory: encoded by the browser, then copied.
///
/// wasm-bindgen copies it letter by letter, as long as there are only ASCII letters, to save the copy. That is faster in
/// a loop that ran a thousand times, and much slower in one that runs first; most pages send one message. And it is
/// 200 bytes of JavaScript more.
const PASS_STRING: &str = "function passStringToWasm0(arg, malloc) {
    const bytes = cachedTextEncoder.encode(arg);
    WASM_VECTOR_LEN = bytes.length;
    const ptr = malloc(WASM_VECTOR_LEN, 1) >>> 0;
    getUint8ArrayMemory0().set(bytes, ptr);
    return ptr;
}
";

/// Puts [`PASS_STRING`] in the place of wasm-bindgen's.
fn pass_strings(glue: &str) -> Result<String> {
    const REALLOC: &str = ", wasm.__wbindgen_realloc)";
    let (start, end) = function(glue, "passStringToWasm0").context("wasm-bindgen passes strings in a new way")?;
    let pieces = [glue.get(..start), Some(PASS_STRING), glue.get(end..)];
    let glue = pieces.into_iter().flatten().collect::<String>().replace(REALLOC, ")");
    if glue.contains("realloc") {
        bail!("wasm-bindgen lets memory grow in a new way: teach `pass_strings`");
    }
    Ok(glue)
}

/// Where the function `name` begins and where the next one does. Those of the runtime stand at the end, one after another.
fn function(code: &str, name: &str) -> Option<(usize, usize)> {
    let start = code.find(&format!("function {name}("))?;
    let end = code.get(start + 1..)?.find("\nfunction ")?;
    Some((start, start + end + 2))
}

/// `imports.js`: the whole import object. Its member is an array: the module's names for them are numbers.
fn imports_module(names: &[String]) -> String {
    let names = names.join(", ");
    format!("import {{ {names} }} from \"./vitrine_bg.js\";\nexport default {{ a: [{names}] }};\n")
}

/// `a` … `z`, `aa`, …
fn short_name(mut index: usize) -> String {
    let mut name = String::new();
    loop {
        name.insert(0, char::from(b'a' + u8::try_from(index % 26).unwrap_or_default()));
        if index < 26 {
            return name;
        }
        index = index / 26 - 1;
    }
}

/// The names in `object.name`.
fn properties<'a>(code: &'a str, object: &str) -> Vec<&'a str> {
    accesses(code, object).filter_map(|(_, name, _)| name).collect()
}

/// Replaces `object.old` by `object.new`.
fn rename_properties(code: &str, object: &str, names: &HashMap<String, String>) -> String {
    let mut renamed = String::with_capacity(code.len());
    for (before, name, rest) in accesses(code, object) {
        renamed.push_str(before);
        if let Some(name) = name {
            renamed.push_str(names.get(name).map_or(name, String::as_str));
        }
        renamed.push_str(rest);
    }
    renamed
}

/// Cuts the code into pieces of (text up to and with `object.`, the property's name, text after it).
fn accesses<'a>(code: &'a str, object: &str) -> impl Iterator<Item = (&'a str, Option<&'a str>, &'a str)> {
    let is_name = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '$';
    let dotted = format!("{object}.");
    let mut pieces = Vec::new();
    let mut own = false;
    for piece in code.split_inclusive(dotted.as_str()) {
        let name_end = piece.find(|c| !is_name(c)).unwrap_or(piece.len());
        let (name, rest) = if own { piece.split_at(name_end) } else { ("", piece) };
        pieces.push(("", own.then_some(name), rest));
        let before = piece.strip_suffix(dotted.as_str());
        own = before.is_some_and(|text| !text.ends_with(|c| is_name(c) || c == '.'));
    }
    pieces.into_iter()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(pairs: &[(&str, &str)]) -> HashMap<String, String> {
        pairs.iter().map(|(old, new)| ((*old).to_owned(), (*new).to_owned())).collect()
    }

    #[test]
    fn properties_of_one_object_are_found() {
        assert_eq!(properties("wasm.one(wasm.two, mywasm.three); x.wasm.four", "wasm"), ["one", "two"]);
    }

    #[test]
    fn only_whole_names_are_renamed() {
        let renamed = rename_properties("wasm.go(wasm.gone, swasm.go)", "wasm", &names(&[("go", "a")]));
        assert_eq!(renamed, "wasm.a(wasm.gone, swasm.go)");
    }

    #[test]
    fn short_names_are_distinct() {
        let all: std::collections::HashSet<_> = (0..1000).map(short_name).collect();
        assert_eq!(all.len(), 1000);
        assert_eq!((short_name(0), short_name(25), short_name(26)), ("a".into(), "z".into(), "aa".into()));
    }

    #[test]
    fn features_are_switched_off_in_the_last_section_only() {
        let module = b"+\x0amultivalue....\x0ftarget_features\x02+\x0amultivalue+\x08sign-ext".to_vec();
        let patched = without_features(module, &["multivalue", "reference-types"]);
        assert_eq!(patched, b"+\x0amultivalue....\x0ftarget_features\x02-\x0amultivalue+\x08sign-ext");
    }

    #[test]
    fn views_are_compared_with_the_memory() {
        let glue = watch_growth("if (v === null || cachedUint8ArrayMemory0.byteLength === 0) {").unwrap();
        assert_eq!(glue, "if (v === null || cachedUint8ArrayMemory0.buffer !== wasm.memory.buffer) {");
    }

    #[test]
    fn glue_that_does_not_fit_is_refused() {
        assert!(watch_growth("other.byteLength === 0").is_err());
        assert!(watch_growth("BigInt.asUintN(64, ret)").is_err());
    }

    #[test]
    fn strings_are_encoded_by_the_browser() {
        let glue = "a(passStringToWasm0(x, wasm.__wbindgen_malloc, wasm.__wbindgen_realloc));
function passStringToWasm0(arg, malloc, realloc) {
    {}
}

function next() {}";
        let lean = pass_strings(glue).unwrap();
        assert!(lean.starts_with(
            "a(passStringToWasm0(x, wasm.__wbindgen_malloc));\nfunction passStringToWasm0(arg, malloc) {"
        ));
        assert!(lean.ends_with("}\nfunction next() {}") && !lean.contains("{}\n}"), "{lean}");
        assert!(pass_strings("function other() {}").is_err());
    }

    #[test]
    fn the_import_object_is_arrays() {
        let names = ["x".to_owned(), "y".to_owned()];
        assert_eq!(
            imports_module(&names),
            "import { x, y } from \"./vitrine_bg.js\";\nexport default { a: [x, y] };\n"
        );
    }
}

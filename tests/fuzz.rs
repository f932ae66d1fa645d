//! The short form of the fuzzers: each target on its corpus, and on texts that a few edits make of it. The long
//! form has coverage to guide it (`fuzz/README.md`).

#![allow(clippy::unwrap_used)]

#[path = "../fuzz/src/lib.rs"]
#[allow(clippy::all, clippy::pedantic, clippy::restriction)]
mod targets;

use proptest::prelude::*;
use proptest::sample::Index;
use std::fs;

/// One change of a text, at a place of it.
#[derive(Clone, Debug)]
enum Edit {
    /// Puts something in.
    Insert(String),
    /// Takes out so many characters.
    Remove(usize),
    /// What follows comes from another text.
    Splice(Index),
}

fn corpus(target: &str) -> Vec<String> {
    let folder = format!("{}/fuzz/corpus/{target}", env!("CARGO_MANIFEST_DIR"));
    let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()).collect();
    files.sort();
    // libFuzzer keeps what is no UTF-8 too; the targets never see it.
    files.iter().filter_map(|file| String::from_utf8(fs::read(file).unwrap()).ok()).collect()
}

/// The names that mean something, as the long form knows them.
fn words() -> Vec<String> {
    let list = include_str!("../fuzz/words.dict");
    let quoted = list.lines().filter_map(|line| line.strip_prefix('"')?.strip_suffix('"'));
    quoted.map(|word| word.replace("\\\"", "\"").replace("\\x0a", "\n").replace("\\\\", "\\")).collect()
}

fn edit() -> impl Strategy<Value = (Index, Edit)> {
    let edit = prop_oneof![
        3 => prop::sample::select(words()).prop_map(Edit::Insert),
        2 => "[\\PC\\x00-\\x1f]{1,3}".prop_map(Edit::Insert),
        2 => (1..20usize).prop_map(Edit::Remove),
        1 => any::<Index>().prop_map(Edit::Splice),
    ];
    (any::<Index>(), edit)
}

fn apply(text: &str, edits: &[(Index, Edit)], corpus: &[String]) -> String {
    let mut chars: Vec<char> = text.chars().collect();
    for (place, edit) in edits {
        let at = place.index(chars.len() + 1);
        match edit {
            Edit::Insert(word) => drop(chars.splice(at..at, word.chars())),
            Edit::Remove(count) => drop(chars.drain(at..chars.len().min(at + count))),
            Edit::Splice(other) => {
                let other: Vec<char> = other.get(corpus).chars().collect();
                chars.truncate(at);
                chars.extend(other.iter().skip(at));
            }
        }
    }
    chars.into_iter().collect()
}

fn fuzz(target: &str, run: fn(&str)) {
    let corpus = corpus(target);
    assert!(!corpus.is_empty());
    corpus.iter().for_each(|text| run(text));
    let cases = (any::<Index>(), prop::collection::vec(edit(), 1..6));
    let config = ProptestConfig { cases: 5_000, failure_persistence: None, ..ProptestConfig::default() };
    proptest::test_runner::TestRunner::new(config)
        .run(&cases, |(text, edits)| {
            run(&apply(text.get::<String>(&corpus), &edits, &corpus));
            Ok(())
        })
        .unwrap();
}

macro_rules! short_forms {
    ($($target:ident)*) => {
        $(#[test]
        fn $target() {
            fuzz(stringify!($target), targets::$target::run);
        })*

        #[test]
        fn every_target_is_here() {
            let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/fuzz/targets");
            assert_eq!(fs::read_dir(folder).unwrap().count(), [$(stringify!($target)),*].len());
        }
    };
}

short_forms! { json known submission }

#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| vitrine_fuzz::submission::run(text));

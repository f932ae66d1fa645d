#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| vitrine_fuzz::known::run(text));

#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| vitrine_fuzz::cookie::run(text));

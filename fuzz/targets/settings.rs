#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| vitrine_fuzz::settings::run(text));

#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| vitrine_fuzz::answer::run(text));

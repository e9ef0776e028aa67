//! Runs a fuzz target: with the flags of `scripts/fuzz`, the one named by `FUZZ_TARGET` under libFuzzer; otherwise
//! `fuzz TARGET FILE…`, to see what a found input does.

#![cfg_attr(fuzzing, no_main)]

#[cfg(fuzzing)]
mod under_libfuzzer {
    use std::sync::LazyLock;

    static TARGET: LazyLock<fuzz::Target> = LazyLock::new(|| {
        let name = std::env::var("FUZZ_TARGET").expect("FUZZ_TARGET names a target");
        fuzz::find(&name).expect("FUZZ_TARGET names a target")
    });

    libfuzzer_sys::fuzz_target!(|data: &[u8]| {
        TARGET(data);
    });
}

#[cfg(not(fuzzing))]
fn main() {
    let mut arguments = std::env::args().skip(1);
    let Some(name) = arguments.next() else {
        for (name, _) in fuzz::TARGETS {
            println!("{name}");
        }
        return;
    };
    let target = fuzz::find(&name).unwrap_or_else(|| panic!("no target is named {name}"));
    for file in arguments {
        let accepted = target(&std::fs::read(&file).expect("the file can be read"));
        println!("{file}: {}", if accepted { "accepted" } else { "refused" });
    }
}

//! Runs every target with its corpus.

use std::{collections::BTreeSet, fs, path::Path};

use crate::TARGETS;

fn corpus() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/corpus"))
}

fn names(folder: &Path) -> BTreeSet<String> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name());
    entries.map(|name| name.into_string().unwrap()).collect()
}

#[test]
fn every_target_has_a_corpus() {
    let targets = TARGETS.iter().map(|(name, _)| (*name).to_owned()).collect();
    assert_eq!(names(corpus()), targets);
}

#[test]
fn corpora_keep_every_promise_and_reach_past_refusals() {
    for (name, target) in TARGETS {
        let files = names(&corpus().join(name));
        let accepted = files.iter().filter(|file| target(&fs::read(corpus().join(name).join(file)).unwrap()));
        assert!(accepted.count() > 0, "{name}: no input is accepted");
    }
}

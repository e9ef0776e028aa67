//! The lines that programs log.

mod calls;

use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};

use anyhow::Result;

use crate::{
    markdown::{alternatives, code, page as join, table},
    meanings::{self, Meanings},
    sources,
};

/// The file with the meanings, by program and event.
const MEANINGS: &str = "log-events";

const INTRODUCTION: &str = "\
Every event that the programs log, with its fields. A field without a value is left out. No line has a password, a code or
a token, nor the name, a number or an address of a user.";

/// The programs: their key in the meanings, title and an introduction.
const PROGRAMS: [(&str, &str, &str); 3] = [
    (
        "functions",
        "Functions",
        "Each line is a JSON object in the log group of the stack. `message` is the event, `timestamp` its time. \
         Lines of the level `debug` are not written.",
    ),
    (
        "agent",
        "Agent",
        "Each line is a JSON object on standard error, which systemd keeps in the journal: `journalctl -u readmit-agent`. \
         `message` is the event. Lines within a job have a `span` with the job. Lines of the level `debug` are not \
         written.",
    ),
    (
        "local-edge",
        "Local edge",
        "The server that stands in for the CDN on a developer's machine logs text on standard error. `RUST_LOG` sets the \
         level.",
    ),
];

/// The facts about one event.
#[derive(Debug, Default)]
struct Event {
    levels: BTreeSet<String>,
    fields: BTreeSet<String>,
}

/// The events of each program, by name.
type Events = BTreeMap<String, BTreeMap<String, Event>>;

pub(crate) fn page(root: &Path) -> Result<String> {
    let (events, meanings) = (events(root)?, meanings::read::<Meanings>(root, MEANINGS)?);
    let (names, explained) = (names(&events), names(&meanings));
    meanings::check(MEANINGS, names.iter().map(String::as_str), explained.iter().map(String::as_str))?;
    let mut blocks = vec!["# Log events".to_owned(), INTRODUCTION.to_owned()];
    for (program, title, introduction) in PROGRAMS {
        blocks.extend([format!("## {title}"), introduction.to_owned()]);
        let meaning = |event: &str| meanings.get(program).and_then(|meanings| meanings.get(event)).cloned();
        let rows = events.get(program).into_iter().flatten().map(|(name, event)| {
            [code(name), list(&event.levels), list(&event.fields), meaning(name).unwrap_or_default()]
        });
        blocks.push(table(["Event", "Level", "Fields", "Meaning"], &rows.collect::<Vec<_>>()));
    }
    Ok(join(blocks))
}

fn events(root: &Path) -> Result<Events> {
    let mut events = Events::new();
    for folder in ["crates", "functions", "agent/src"] {
        for (path, source) in sources::rust(root, folder)? {
            let events = events.entry(program(&path).to_owned()).or_default();
            for call in calls::calls(&source) {
                let event = events.entry(call.event).or_default();
                event.levels.insert(call.level.to_owned());
                event.fields.extend(call.fields);
            }
        }
    }
    Ok(events)
}

fn program(path: &str) -> &'static str {
    if path.starts_with("agent/") {
        "agent"
    } else if path.starts_with("crates/local-edge/") {
        "local-edge"
    } else {
        "functions"
    }
}

fn names<T>(groups: &BTreeMap<String, BTreeMap<String, T>>) -> Vec<String> {
    let names =
        groups.iter().flat_map(|(group, names)| names.keys().map(move |name| format!("{group}.{name}")));
    names.collect()
}

fn list(names: &BTreeSet<String>) -> String {
    alternatives(&names.iter().map(|name| code(name)).collect::<Vec<_>>()).replace(" or ", ", ")
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::{events, program};
    use crate::root;

    #[test]
    fn events_of_every_program_are_found() {
        let events = events(&root().unwrap()).unwrap();
        let answered = &events["functions"]["answered"];
        assert!(answered.levels.contains("info") && answered.fields.contains("duration_ms"), "{answered:?}");
        assert!(events["agent"]["directory_synced"].fields.contains("accounts"));
        assert!(events["local-edge"].contains_key("serving"));
    }

    #[test]
    fn events_are_names_in_snake_case() {
        let is_name = |event: &str| event.chars().all(|letter| letter.is_ascii_lowercase() || letter == '_');
        for event in events(&root().unwrap()).unwrap().values().flat_map(BTreeMap::keys) {
            assert!(is_name(event), "{event}");
        }
    }

    #[test]
    fn every_other_crate_runs_in_functions() {
        assert_eq!(program("crates/store/src/queues.rs"), "functions");
        assert_eq!(program("crates/local-edge/src/lib.rs"), "local-edge");
        assert_eq!(program("agent/src/run.rs"), "agent");
    }
}

//! Writes the arrows between crates as a Graphviz source, from which `scripts/pictures` makes an SVG.

use std::{collections::BTreeSet, fmt::Write, path::Path};

use anyhow::{Context, Result};

use super::arrows::ARROWS;

const FILE: &str = "docs/book/src/pictures/crates.dot";
/// Stand-ins for crates that Leptos brings along; nothing of ours depends on them.
const STAND_INS: [&str; 2] = ["leptos_config", "wasm-streams"];
/// The programs, and the one box for all steps.
const PROGRAMS: [&str; 5] = ["frontend", "functions", "functions/*", "local-edge", "readmit-agent"];

/// Writes the picture's source.
pub(crate) fn run(root: &Path) -> Result<()> {
    std::fs::write(root.join(FILE), drawing()?).with_context(|| format!("writing {FILE}"))
}

/// Returns a finding if the picture's source differs from the arrows.
///
/// # Errors
/// The source cannot be read.
pub(super) fn check(root: &Path) -> Result<Vec<String>> {
    let source = std::fs::read_to_string(root.join(FILE)).with_context(|| format!("reading {FILE}"))?;
    if source == drawing()? {
        return Ok(Vec::new());
    }
    Ok(vec![format!("{FILE} is stale; run cargo xtask arrows and ./scripts/pictures")])
}

fn drawing() -> Result<String> {
    let mut out = String::from(
        "// What each crate uses, without what it uses through another one. Written by `cargo xtask arrows`.\n\
         digraph \"The crates and what they use\" {\n  layout=dot\n  rankdir=BT\n  nodesep=0.35\n  ranksep=0.6\n  \
         node [shape=box, style=\"rounded,filled\", fontname=\"DejaVu Sans\", fontsize=12, height=0.45, margin=\"0.16,0.06\"]\n  \
         edge [penwidth=1.2, arrowsize=0.7]\n\n",
    );
    for (name, _) in ARROWS.iter().filter(|(name, _)| !STAND_INS.contains(name)) {
        let class = if PROGRAMS.contains(name) { "agent" } else { "service" };
        writeln!(out, "  \"{name}\" [class={class}]")?;
    }
    out += "\n";
    for (from, to) in direct() {
        writeln!(out, "  \"{from}\" -> \"{to}\"")?;
    }
    // The program has all steps; the table of arrows has no entry for that.
    out += "  \"functions\" -> \"functions/*\"\n}\n";
    Ok(out)
}

/// Returns the arrows that no other path replaces.
fn direct() -> Vec<(&'static str, &'static str)> {
    let mut arrows = Vec::new();
    for (from, to) in ARROWS {
        for target in to.iter().copied() {
            let others = to.iter().copied().filter(|other| *other != target);
            let is_reached = others.flat_map(reached).any(|reached| reached == target);
            let is_of_program = from == "functions"; // its steps use all of it
            if !is_reached && !is_of_program {
                arrows.push((from, target));
            }
        }
    }
    arrows
}

/// Returns everything that a crate uses, directly or not.
fn reached(name: &str) -> BTreeSet<&'static str> {
    let used = ARROWS.iter().find(|(from, _)| *from == name).map_or(&[][..], |(_, to)| to);
    used.iter().flat_map(|to| std::iter::once(*to).chain(reached(to))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn indirect_uses_are_not_drawn() {
        let direct = direct();
        assert!(direct.contains(&("crypto", "domain")));
        assert!(direct.contains(&("functions/*", "step-kit")));
        assert!(!direct.contains(&("functions/*", "store")), "functions use store through step-kit");
        assert!(reached("step-kit").contains("vocabulary"));
    }
}

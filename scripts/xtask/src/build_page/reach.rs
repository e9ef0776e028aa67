//! Finds the functions that the first step may call indirectly.
//!
//! Direct calls are visible in the module. Indirect calls through the function table (closures and `dyn`) can be traced
//! only with the linker's relocations, which name each use of a table index in code and data. Later steps of the build
//! do not change these indices.

use std::{
    collections::{BTreeSet, HashSet},
    ops::Range,
};

use anyhow::{Context, Result, bail};
use wasmparser::SymbolInfo;

use super::linked::Linked;

/// The part of the mangled names of the functions that load the later steps: `open` in modules named `later`. The first
/// step calls them only indirectly.
const LATER_ENTRY: &str = "5later4open";

/// A function or data in the graph of uses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Node {
    /// A function by its index.
    Function(u32),
    /// Data by the index of its symbol.
    Data(u32),
}

/// The code and data that the first step can reach. Whatever is reached through [`LATER_ENTRY`] alone is excluded.
pub(super) struct Reach {
    /// The table indices of the functions that it may call.
    pub(super) places: BTreeSet<u32>,
    /// The memory ranges of the data that it does not use, in order.
    pub(super) unused: Vec<Range<u32>>,
    /// The texts that its code uses. Only functions that are not inlined are seen; in a build with few optimizations
    /// that is every one.
    pub(super) texts: BTreeSet<String>,
}

/// Returns what the first step of a module can reach. The module must still have the linker's relocations.
pub(super) fn read_first_step(module: &[u8]) -> Result<Reach> {
    let linked = Linked::read(module).context("reading what the linker wrote")?;
    let (mut places, mut texts) = (BTreeSet::new(), BTreeSet::new());
    let mut seen = HashSet::new();
    let mut later_entries = 0;
    let mut left: Vec<_> = linked.roots.iter().map(|root| Node::Function(*root)).collect();
    while let Some(node) = left.pop() {
        if !seen.insert(node) {
            continue;
        }
        let uses = match node {
            Node::Function(number) => linked.uses_by_function(number)?,
            Node::Data(symbol) => linked.uses_by_data(symbol)?,
        };
        for used in uses {
            match used.what {
                SymbolInfo::Func { name: Some(name), .. } if name.contains(LATER_ENTRY) => later_entries += 1,
                SymbolInfo::Func { index, name, .. } => {
                    texts.extend(name.and_then(text));
                    places.extend(used.place);
                    left.push(Node::Function(*index));
                }
                SymbolInfo::Data { .. } => left.push(Node::Data(used.symbol)),
                SymbolInfo::Global { .. }
                | SymbolInfo::Section { .. }
                | SymbolInfo::Event { .. }
                | SymbolInfo::Table { .. } => {}
            }
        }
    }
    if later_entries == 0 {
        bail!("nothing leads from the first step to what comes later: no `later::open` is used");
    }
    let is_used = |symbol| seen.contains(&Node::Data(symbol));
    let (used, unused): (Vec<_>, Vec<_>) = linked.data().partition(|(symbol, _)| is_used(*symbol));
    Ok(Reach { places, unused: without(&ranges(unused), &ranges(used)), texts })
}

/// Returns the name of the text whose function in the module `words` has this symbol: `…5words13help_desk_question…` is
/// `help-desk-question`.
fn text(symbol: &str) -> Option<String> {
    let (_, rest) = symbol.split_once("8frontend5words")?;
    let end = rest.find(|letter: char| !letter.is_ascii_digit())?;
    let length: usize = rest.get(..end)?.parse().ok()?;
    Some(rest.get(end..end + length)?.replace('_', "-"))
}

fn ranges(data: Vec<(u32, Range<u32>)>) -> Vec<Range<u32>> {
    let mut ranges: Vec<_> = data.into_iter().map(|(_, range)| range).collect();
    ranges.retain(|range| !range.is_empty());
    ranges.sort_by_key(|range| (range.start, range.end));
    ranges
}

/// The largest alignment of a symbol, and therefore the largest gap between two adjacent ones.
const ALIGNMENT: u32 = 16;

/// Returns the ranges that do not overlap any of `others`, because several symbols may name the same data. Ranges with
/// nothing between them are joined.
fn without(ranges: &[Range<u32>], others: &[Range<u32>]) -> Vec<Range<u32>> {
    let is_free = |range: &Range<u32>| !others.iter().any(|it| it.start < range.end && range.start < it.end);
    let mut joined: Vec<Range<u32>> = Vec::new();
    for range in ranges.iter().filter(|range| is_free(range)) {
        match joined.last_mut() {
            Some(last) if range.start < last.end + ALIGNMENT && is_free(&(last.start..range.end)) => {
                last.end = last.end.max(range.end);
            }
            _ => joined.push(range.clone()),
        }
    }
    joined
}

#[cfg(test)]
#[expect(clippy::single_range_in_vec_init, reason = "lists of ranges, some of them short")]
mod tests {
    use super::{text, without};

    #[test]
    fn texts_are_known_by_the_names_of_their_functions() {
        let of = |symbol: &str| text(symbol).unwrap_or_default();
        assert_eq!(of("_RNvNtCs6aluKC9sVzE_8frontend5words18help_desk_question"), "help-desk-question");
        assert_eq!(of("_ZN8frontend5words8language17h0123456789abcdefE"), "language");
        assert_eq!(of("_RNvNtCs6aluKC9sVzE_8frontend5clock3now"), "");
    }

    #[test]
    fn ranges_that_overlap_used_data_are_dropped() {
        assert_eq!(without(&[10..20, 30..40], &[19..25]), [30..40]);
    }

    #[test]
    fn adjacent_ranges_are_joined() {
        assert_eq!(without(&[10..20, 24..30], &[]), [10..30]);
        assert_eq!(without(&[10..20, 24..30], &[21..22]), [10..20, 24..30]);
        assert_eq!(without(&[10..20, 60..70], &[]), [10..20, 60..70]);
    }
}

//! Which functions the first step may call by their address.
//!
//! Who calls a function directly is seen in the module. Who may call it by its place in the table (closures, and
//! whatever is behind `dyn`) is known only as long as what the linker wrote is there: it names each use of a place, in
//! code and in data. Places keep their numbers through all that is done to the module later.

use std::{
    collections::{BTreeSet, HashSet},
    ops::Range,
};

use anyhow::{Context, Result, bail};
use wasmparser::SymbolInfo;

use super::linked::Linked;

/// In the names of the functions that lead from the first step to what comes later, which it calls by their address
/// only: `open` of modules `later`.
const DOOR: &str = "5later4open";

/// Something that uses others, or is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Node {
    /// By its number.
    Function(u32),
    /// By the number of its symbol.
    Data(u32),
}

/// What the first step may come to. Nothing behind the doors is part of it, unless the first step uses it too.
pub(super) struct Reach {
    /// The places in the table whose functions it may call.
    pub(super) places: BTreeSet<u32>,
    /// The data that it does without: where each piece is in memory, in order.
    pub(super) unused: Vec<Range<u32>>,
}

/// What the first step of a module, as it was linked, may come to.
pub(super) fn of_first_step(module: &[u8]) -> Result<Reach> {
    let linked = Linked::read(module).context("reading what the linker wrote")?;
    let mut places = BTreeSet::new();
    let mut seen = HashSet::new();
    let mut doors = 0;
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
                SymbolInfo::Func { name: Some(name), .. } if name.contains(DOOR) => doors += 1,
                SymbolInfo::Func { index, .. } => {
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
    if doors == 0 {
        bail!("nothing leads from the first step to what comes later: no `later::open` is used");
    }
    let is_used = |symbol| seen.contains(&Node::Data(symbol));
    let (used, unused): (Vec<_>, Vec<_>) = linked.data().partition(|(symbol, _)| is_used(*symbol));
    Ok(Reach { places, unused: without(&ranges(unused), &ranges(used)) })
}

fn ranges(data: Vec<(u32, Range<u32>)>) -> Vec<Range<u32>> {
    let mut ranges: Vec<_> = data.into_iter().map(|(_, range)| range).collect();
    ranges.retain(|range| !range.is_empty());
    ranges.sort_by_key(|range| (range.start, range.end));
    ranges
}

/// No two symbols are further from each other than this because of how they are aligned.
const ALIGNMENT: u32 = 16;

/// Those that touch none of the others, as several symbols may stand for the same data; joined where nothing is between.
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
    use super::without;

    #[test]
    fn functions_of_the_first_screen_are_kept() {
        assert_eq!(without(&[10..20, 30..40], &[19..25]), [30..40]);
    }

    #[test]
    fn adjacent_ranges_are_joined() {
        assert_eq!(without(&[10..20, 24..30], &[]), [10..30]);
        assert_eq!(without(&[10..20, 24..30], &[21..22]), [10..20, 24..30]);
        assert_eq!(without(&[10..20, 60..70], &[]), [10..20, 60..70]);
    }
}

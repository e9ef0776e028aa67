//! What is in memory at the start: the first part brings what its code uses, the rest what is left.

use std::ops::Range;

use walrus::{ConstExpr, Data, DataKind, MemoryId, Module, ir::Value};

/// Empties in the first part what only the rest uses, and leaves nothing else in the rest.
pub(super) fn share(first: &mut Module, rest: &mut Module, unused: &[Range<u32>]) {
    for id in first.data.iter().map(Data::id).collect::<Vec<_>>() {
        let datum = first.data.get_mut(id);
        for piece in pieces(datum, unused) {
            if let Some(bytes) = datum.value.get_mut(piece) {
                bytes.fill(0);
            }
        }
    }
    for id in rest.data.iter().map(Data::id).collect::<Vec<_>>() {
        let datum = rest.data.get(id);
        let bytes = |piece: Range<usize>| Some((piece.start, datum.value.get(piece)?.to_vec()));
        let brought: Vec<_> = pieces(datum, unused).into_iter().filter_map(bytes).collect();
        let Some((memory, start)) = place(datum) else { continue };
        rest.data.delete(id);
        rest.memories.get_mut(memory).data_segments.remove(&id);
        for (at, bytes) in brought {
            add(rest, memory, start + at, bytes);
        }
    }
}

fn add(module: &mut Module, memory: MemoryId, address: usize, bytes: Vec<u8>) {
    let address = i32::try_from(address).unwrap_or_default();
    let offset = ConstExpr::Value(Value::I32(address));
    let added = module.data.add(DataKind::Active { memory, offset }, bytes);
    module.memories.get_mut(memory).data_segments.insert(added);
}

/// Where it is in memory.
fn place(datum: &Data) -> Option<(MemoryId, usize)> {
    match datum.kind {
        DataKind::Active { memory, offset: ConstExpr::Value(Value::I32(start)) } => {
            Some((memory, usize::try_from(start).ok()?))
        }
        DataKind::Active { .. } | DataKind::Passive => None,
    }
}

/// The parts of a segment that are in these ranges of memory, without the zeros at their ends.
fn pieces(datum: &Data, ranges: &[Range<u32>]) -> Vec<Range<usize>> {
    let Some((_, start)) = place(datum) else { return Vec::new() };
    let within = |address: u32| (address as usize).saturating_sub(start).min(datum.value.len());
    let pieces = ranges.iter().map(|range| within(range.start)..within(range.end));
    pieces
        .filter(|piece| {
            datum.value.get(piece.clone()).is_some_and(|bytes| bytes.iter().any(|byte| *byte != 0))
        })
        .collect()
}

//! Divides the initial memory: the first part keeps the data that its code uses, the second part brings the rest.

use std::ops::Range;

use walrus::{ConstExpr, Data, DataKind, MemoryId, Module, ir::Value};

/// Sets data that only the second part uses to zero in the first part, and removes all other data from the second.
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

/// Returns the memory and the address that a segment is loaded to.
fn place(datum: &Data) -> Option<(MemoryId, usize)> {
    match datum.kind {
        DataKind::Active { memory, offset: ConstExpr::Value(Value::I32(start)) } => {
            Some((memory, usize::try_from(start).ok()?))
        }
        DataKind::Active { .. } | DataKind::Passive => None,
    }
}

/// Returns the parts of a segment that lie in `ranges` of memory and are not all zeros.
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

//! Splits a module in two: code that the first step can reach, and the rest, which is loaded later and shares the same
//! memory and function table.

mod data;
mod shared;
mod table;

use std::collections::{BTreeSet, HashSet};

use anyhow::{Context, Result};
use walrus::{
    ExportItem, FunctionBuilder, FunctionId, FunctionKind, Module, ModuleConfig, ir::Visitor,
    ir::dfs_in_order, passes::gc,
};

use super::reach::Reach;
use table::Table;

/// Splits a module into the part that `reach` covers and the rest.
pub(super) fn split(module: &[u8], reach: &Reach) -> Result<(Vec<u8>, Vec<u8>)> {
    let mut config = ModuleConfig::new();
    let read = config.generate_producers_section(false).generate_name_section(false);
    let mut first = read.parse(module).context("reading the module to split")?;
    let mut rest = read.parse(module).context("reading the module to split")?;
    let reached = reached(&first, &reach.places)?;
    let is_reached = |id: &FunctionId| reached.contains(&id.index());

    empty(&mut rest, is_reached)?;
    data::share(&mut first, &mut rest, &reach.unused);
    shared::import(&mut rest, is_reached);
    gc::run(&mut rest);
    shared::export(&mut first, &mut rest);
    remove_unreachable(&mut first, is_reached)?;
    Ok((emit(first), emit(rest)))
}

/// Returns the module without unused items and custom sections.
fn emit(mut module: Module) -> Vec<u8> {
    gc::run(&mut module);
    for section in module.customs.iter().map(|(id, _)| id).collect::<Vec<_>>() {
        module.customs.delete(section);
    }
    module.emit_wasm()
}

/// Returns the indices of the functions that are reachable if only these entries of the table are called.
fn reached(module: &Module, places: &BTreeSet<u32>) -> Result<HashSet<usize>> {
    let exported = module.exports.iter().filter_map(|export| match export.item {
        ExportItem::Function(id) => Some(id),
        ExportItem::Table(_) | ExportItem::Memory(_) | ExportItem::Global(_) | ExportItem::Tag(_) => None,
    });
    let table = Table::read(module)?;
    let by_address = table.places.iter().filter(|(place, _)| places.contains(place)).map(|(_, id)| *id);
    let mut left: Vec<_> = exported.chain(module.start).chain(by_address).collect();
    let mut reached = HashSet::new();
    while let Some(id) = left.pop() {
        if !reached.insert(id.index()) {
            continue;
        }
        if let FunctionKind::Local(function) = &module.funcs.get(id).kind {
            dfs_in_order(&mut Calls(&mut left), function, function.entry_block());
        }
    }
    Ok(reached)
}

/// Collects the functions that a function calls.
struct Calls<'a>(&'a mut Vec<FunctionId>);

impl Visitor<'_> for Calls<'_> {
    fn visit_function_id(&mut self, id: &FunctionId) {
        self.0.push(*id);
    }
}

/// Removes unreachable functions from the first part. Their entries in the table are replaced by a function that traps.
fn remove_unreachable(first: &mut Module, is_reached: impl Fn(&FunctionId) -> bool) -> Result<()> {
    let mut table = Table::read(first)?;
    let mut stop = FunctionBuilder::new(&mut first.types, &[], &[]);
    stop.func_body().unreachable();
    let stop = stop.finish(Vec::new(), &mut first.funcs);
    for function in table.places.values_mut().filter(|id| !is_reached(id)) {
        *function = stop;
    }
    table.write(first);
    Ok(())
}

/// Removes exports, the start function and the first part's table entries from the second part.
fn empty(rest: &mut Module, is_reached: impl Fn(&FunctionId) -> bool) -> Result<()> {
    let mut table = Table::read(rest)?;
    table.places.retain(|_, id| !is_reached(id));
    table.write(rest);
    rest.start = None;
    for export in rest.exports.iter().map(walrus::Export::id).collect::<Vec<_>>() {
        rest.exports.delete(export);
    }
    Ok(())
}

#[cfg(test)]
mod tests;

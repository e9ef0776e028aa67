//! Cuts a module in two: what the first step may come to, and the rest, which joins the same memory and the same table
//! when it is there.

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

/// Cuts where the first step may come to no more than this: the first part, and the rest.
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
    cut(&mut first, is_reached)?;
    Ok((emit(first), emit(rest)))
}

/// What is left when it is without what nothing uses, and without what only tools read.
fn emit(mut module: Module) -> Vec<u8> {
    gc::run(&mut module);
    for section in module.customs.iter().map(|(id, _)| id).collect::<Vec<_>>() {
        module.customs.delete(section);
    }
    module.emit_wasm()
}

/// The functions that may be called as long as only these places of the table are, by their numbers.
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

/// Collects what a function calls.
struct Calls<'a>(&'a mut Vec<FunctionId>);

impl Visitor<'_> for Calls<'_> {
    fn visit_function_id(&mut self, id: &FunctionId) {
        self.0.push(*id);
    }
}

/// Takes what is not reached out of the first part: in its places stands a function that stops the page.
fn cut(first: &mut Module, is_reached: impl Fn(&FunctionId) -> bool) -> Result<()> {
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

/// Leaves in the rest no way to begin, and in its places only what the first part lacks.
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

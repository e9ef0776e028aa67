//! Shares what both parts use: the first part exports it, the second imports it.

use walrus::{
    ExportItem, Function, FunctionId, FunctionKind, Global, GlobalKind, ImportKind, ImportedFunction, Memory,
    Module, Table,
};

/// The module name under which the second part imports from the first.
const FIRST: &str = "_";

/// Turns everything in the second part that belongs to the first into imports. [`export`] sets their names.
pub(super) fn import(rest: &mut Module, is_of_first: impl Fn(&FunctionId) -> bool) {
    for id in rest.funcs.iter_local().map(|(id, _)| id).filter(is_of_first).collect::<Vec<_>>() {
        let import = rest.imports.add(FIRST, "", id);
        let function = rest.funcs.get_mut(id);
        function.kind = FunctionKind::Import(ImportedFunction { import, ty: function.ty() });
    }
    for memory in rest.memories.iter_mut() {
        memory.import = Some(rest.imports.add(FIRST, "", memory.id()));
    }
    for table in rest.tables.iter_mut() {
        table.import = Some(rest.imports.add(FIRST, "", table.id()));
    }
    for id in rest.globals.iter().map(Global::id).collect::<Vec<_>>() {
        rest.globals.get_mut(id).kind = GlobalKind::Import(rest.imports.add(FIRST, "", id));
    }
}

/// Exports from the first part what the second imports, under generated names. Both parts come from the same module, so
/// that an item has the same index in each.
pub(super) fn export(first: &mut Module, rest: &mut Module) {
    let shared = rest.imports.iter_mut().filter(|import| import.module == FIRST);
    for (import, name) in shared.zip(0_u32..) {
        import.name = name.to_string();
        if let Some(item) = counterpart(first, &import.kind) {
            first.exports.add(&import.name, item);
        }
    }
}

fn counterpart(first: &Module, kind: &ImportKind) -> Option<ExportItem> {
    Some(match kind {
        ImportKind::Function(id) => {
            first.funcs.iter().map(Function::id).find(|counterpart| counterpart.index() == id.index())?.into()
        }
        ImportKind::Table(id) => {
            first.tables.iter().map(Table::id).find(|counterpart| counterpart.index() == id.index())?.into()
        }
        ImportKind::Memory(id) => first
            .memories
            .iter()
            .map(Memory::id)
            .find(|counterpart| counterpart.index() == id.index())?
            .into(),
        ImportKind::Global(id) => {
            first.globals.iter().map(Global::id).find(|counterpart| counterpart.index() == id.index())?.into()
        }
        ImportKind::Tag(_) => return None,
    })
}

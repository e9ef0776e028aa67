//! What both parts use: the first has it, and the rest imports it.

use walrus::{
    ExportItem, Function, FunctionId, FunctionKind, Global, GlobalKind, ImportKind, ImportedFunction, Memory,
    Module, Table,
};

/// What the rest calls the first part.
const FIRST: &str = "_";

/// Imports all that is not the rest's own. The names follow.
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

/// Exports from the first part what the rest imports from there, under names of their own. Both were one module, in which
/// things have the same numbers.
pub(super) fn export(first: &mut Module, rest: &mut Module) {
    let shared = rest.imports.iter_mut().filter(|import| import.module == FIRST);
    for (import, name) in shared.zip(0_u32..) {
        import.name = name.to_string();
        if let Some(item) = twin(first, &import.kind) {
            first.exports.add(&import.name, item);
        }
    }
}

fn twin(first: &Module, kind: &ImportKind) -> Option<ExportItem> {
    Some(match kind {
        ImportKind::Function(id) => {
            first.funcs.iter().map(Function::id).find(|twin| twin.index() == id.index())?.into()
        }
        ImportKind::Table(id) => {
            first.tables.iter().map(Table::id).find(|twin| twin.index() == id.index())?.into()
        }
        ImportKind::Memory(id) => {
            first.memories.iter().map(Memory::id).find(|twin| twin.index() == id.index())?.into()
        }
        ImportKind::Global(id) => {
            first.globals.iter().map(Global::id).find(|twin| twin.index() == id.index())?.into()
        }
        ImportKind::Tag(_) => return None,
    })
}

//! Reads and writes the table of functions that are called indirectly.

use std::collections::BTreeMap;

use anyhow::{Context, Result};
use walrus::{ConstExpr, ElementItems, ElementKind, FunctionId, Module, TableId, ir::Value};

/// The function table and its entries by index.
pub(super) struct Table {
    id: TableId,
    pub(super) places: BTreeMap<u32, FunctionId>,
}

impl Table {
    pub(super) fn read(module: &Module) -> Result<Self> {
        let id = module.tables.main_function_table()?.context("there is no table of functions")?;
        let mut places = BTreeMap::new();
        for element in module.elements.iter() {
            if let ElementKind::Active { table, offset: ConstExpr::Value(Value::I32(start)) } = element.kind
                && let ElementItems::Functions(functions) = &element.items
                && table == id
            {
                places.extend((start.cast_unsigned()..).zip(functions.iter().copied()));
            }
        }
        Ok(Self { id, places })
    }

    /// Replaces the module's entries by these.
    pub(super) fn write(&self, module: &mut Module) {
        let before: Vec<_> = module.tables.get_mut(self.id).elem_segments.drain().collect();
        for element in before {
            module.elements.delete(element);
        }
        for (start, functions) in self.rows() {
            let offset = ConstExpr::Value(Value::I32(start.cast_signed()));
            let kind = ElementKind::Active { table: self.id, offset };
            let added = module.elements.add(kind, ElementItems::Functions(functions));
            module.tables.get_mut(self.id).elem_segments.insert(added);
        }
    }

    /// Returns runs of adjacent entries, each with the index of its first.
    fn rows(&self) -> Vec<(u32, Vec<FunctionId>)> {
        let mut rows: Vec<(u32, Vec<FunctionId>)> = Vec::new();
        let mut next = None;
        for (place, function) in &self.places {
            match rows.last_mut() {
                Some((_, row)) if next == Some(*place) => row.push(*function),
                _ => rows.push((*place, vec![*function])),
            }
            next = Some(place + 1);
        }
        rows
    }
}

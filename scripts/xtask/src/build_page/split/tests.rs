use walrus::{
    ConstExpr, DataKind, ElementItems, ElementKind, FunctionId, Import, Module, RefType, ir::Value,
};

use super::*;

/// Returns a module with two functions in the table, a helper that both call, and an exported function.
fn module() -> Vec<u8> {
    let mut module = Module::default();
    let memory = module.memories.add_local(false, false, 1, None, None);
    let offset = || ConstExpr::Value(Value::I32(16));
    let data = module.data.add(DataKind::Active { memory, offset: offset() }, b"firstlater".to_vec());
    module.memories.get_mut(memory).data_segments.insert(data);
    let helper = calling(&mut module, &[]);
    let of_first = calling(&mut module, &[helper]);
    let later = calling(&mut module, &[helper, helper]);
    let begin = calling(&mut module, &[]);
    module.exports.add("begin", begin);
    let table = module.tables.add_local(false, 18, Some(18), RefType::FUNCREF);
    let items = ElementItems::Functions(vec![of_first, later]);
    let element = module.elements.add(ElementKind::Active { table, offset: offset() }, items);
    module.tables.get_mut(table).elem_segments.insert(element);
    module.exports.add("table", table);
    module.emit_wasm()
}

fn calling(module: &mut Module, others: &[FunctionId]) -> FunctionId {
    let mut function = FunctionBuilder::new(&mut module.types, &[], &[]);
    let mut body = function.func_body();
    for other in others {
        body.call(*other);
    }
    function.finish(Vec::new(), &mut module.funcs)
}

fn parts() -> (Module, Module) {
    let (places, unused) = (BTreeSet::from([16]), std::iter::once(21..26).collect());
    let reach = Reach { places, unused, texts: BTreeSet::new() };
    let (first, rest) = split(&module(), &reach).expect("it can be split");
    let read = |part: &[u8]| Module::from_buffer(part).expect("it is a module");
    (read(&first), read(&rest))
}

fn text(module: &Module) -> Vec<(Option<i32>, Vec<u8>)> {
    let start = |kind: &DataKind| match kind {
        DataKind::Active { offset: ConstExpr::Value(Value::I32(start)), .. } => Some(*start),
        DataKind::Active { .. } | DataKind::Passive => None,
    };
    module.data.iter().map(|datum| (start(&datum.kind), datum.value.clone())).collect()
}

#[test]
fn second_part_has_only_what_the_first_lacks() {
    let (first, rest) = parts();
    // The exported function, one function of the table, its helper, and the placeholder of the function that was
    // removed.
    assert_eq!(first.funcs.iter_local().count(), 4);
    assert_eq!(rest.funcs.iter_local().count(), 1);
    assert_eq!(Table::read(&first).expect("a table").places.len(), 2);
    let places = Table::read(&rest).expect("a table").places;
    assert_eq!(places.into_keys().collect::<Vec<_>>(), [17]);
}

#[test]
fn first_part_exports_what_the_second_imports() {
    let (first, rest) = parts();
    let imports: Vec<_> = rest.imports.iter().map(|Import { name, .. }| name.as_str()).collect();
    assert_eq!(imports, ["0", "1", "2"], "helper, memory and table");
    assert!(imports.iter().all(|name| first.exports.iter().any(|export| export.name == *name)));
}

#[test]
fn each_part_brings_its_own_data() {
    let (first, rest) = parts();
    assert_eq!(text(&first), [(Some(16), b"first\0\0\0\0\0".to_vec())]);
    assert_eq!(text(&rest), [(Some(21), b"later".to_vec())]);
}

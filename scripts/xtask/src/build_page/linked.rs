//! Reads the linker's symbols and relocations of a module (`--emit-relocs`).
#![expect(clippy::wildcard_enum_match_arm, reason = "most of WebAssembly is of no interest here")]

use std::ops::Range;

use anyhow::{Context, Result, bail};
use wasmparser::{
    BinaryReader, CustomSectionReader, Data, DataKind, ExternalKind, KnownCustom, Linking, Operator, Parser,
    Payload, RelocationEntry, RelocationType, SymbolInfo, TypeRef,
};

/// A section whose parts (functions or segments) use symbols.
#[derive(Default)]
pub(super) struct Section<'a> {
    bytes: &'a [u8],
    /// The offset in the module.
    start: usize,
    parts: Vec<Range<usize>>,
    /// The uses of symbols, sorted by offset.
    uses: Vec<RelocationEntry>,
}

/// A module with its relocations.
#[derive(Default)]
pub(super) struct Linked<'a> {
    code: Section<'a>,
    data: Section<'a>,
    /// The memory addresses of the segments.
    addresses: Vec<u32>,
    symbols: Vec<SymbolInfo<'a>>,
    imported: usize,
    /// The exported functions.
    pub(super) roots: Vec<u32>,
}

/// A use of a symbol.
pub(super) struct Use<'a> {
    /// The index of the symbol.
    pub(super) symbol: u32,
    pub(super) what: &'a SymbolInfo<'a>,
    /// The index in the function table, if the use is an indirect reference to a function.
    pub(super) place: Option<u32>,
}

impl<'a> Linked<'a> {
    pub(super) fn read(module: &'a [u8]) -> Result<Self> {
        let mut linked = Self::default();
        for payload in Parser::new(0).parse_all(module) {
            linked.take(module, payload?)?;
        }
        Ok(linked)
    }

    fn take(&mut self, module: &'a [u8], payload: Payload<'a>) -> Result<()> {
        match payload {
            Payload::ImportSection(imports) => {
                for import in imports.into_imports() {
                    self.imported += usize::from(matches!(import?.ty, TypeRef::Func(_)));
                }
            }
            Payload::ExportSection(exports) => {
                for export in exports {
                    let export = export?;
                    self.roots.extend((export.kind == ExternalKind::Func).then_some(export.index));
                }
            }
            Payload::StartSection { func, .. } => self.roots.push(func),
            Payload::CodeSectionStart { range, .. } => self.code.begin(module, range)?,
            Payload::CodeSectionEntry(body) => self.code.add(body.range()),
            Payload::DataSection(segments) => {
                self.data.begin(module, segments.range())?;
                for segment in segments {
                    let segment = segment?;
                    self.data.add(segment.range.end - segment.data.len()..segment.range.end);
                    self.addresses.push(address(&segment)?);
                }
            }
            Payload::CustomSection(custom) => self.take_custom(&custom)?,
            _ => {}
        }
        Ok(())
    }

    fn take_custom(&mut self, custom: &CustomSectionReader<'a>) -> Result<()> {
        match (custom.as_known(), custom.name()) {
            (KnownCustom::Linking(linking), _) => {
                for part in linking.subsections() {
                    if let Linking::SymbolTable(symbols) = part? {
                        self.symbols = symbols.into_iter().collect::<Result<_, _>>()?;
                    }
                }
            }
            (KnownCustom::Reloc(uses), name) => {
                let section = if name == "reloc.CODE" { &mut self.code } else { &mut self.data };
                section.uses = uses.entries().into_iter().collect::<Result<_, _>>()?;
                section.uses.sort_by_key(|entry| entry.offset);
            }
            _ => {}
        }
        Ok(())
    }

    /// Returns what a function uses; nothing for imported functions.
    pub(super) fn uses_by_function(&self, number: u32) -> Result<Vec<Use<'_>>> {
        let body = (number as usize).checked_sub(self.imported).and_then(|body| self.code.parts.get(body));
        body.map_or(Ok(Vec::new()), |body| self.uses(&self.code, body.clone()))
    }

    /// Returns what a data symbol uses; nothing for symbols that the linker defines.
    pub(super) fn uses_by_data(&self, symbol: u32) -> Result<Vec<Use<'_>>> {
        let symbol = self.symbols.get(symbol as usize);
        let Some(SymbolInfo::Data { symbol: Some(datum), .. }) = symbol else { return Ok(Vec::new()) };
        let segment = self.data.parts.get(datum.index as usize).context("a datum in no segment")?;
        let start = segment.start + datum.offset as usize;
        self.uses(&self.data, start..start + datum.size as usize)
    }

    /// Returns the data symbols by index, with their memory ranges.
    pub(super) fn data(&self) -> impl Iterator<Item = (u32, Range<u32>)> {
        (0..).zip(&self.symbols).filter_map(|(number, symbol)| {
            let SymbolInfo::Data { symbol: Some(datum), .. } = symbol else { return None };
            let start = self.addresses.get(datum.index as usize)? + datum.offset;
            Some((number, start..start + datum.size))
        })
    }

    fn uses(&self, section: &Section, part: Range<usize>) -> Result<Vec<Use<'_>>> {
        let use_of = |entry: &RelocationEntry| {
            let what = self.symbols.get(entry.index as usize).context("a symbol that does not exist")?;
            Ok(Use { symbol: entry.index, what, place: section.place(entry)? })
        };
        let is_of_symbol = |entry: &&RelocationEntry| entry.ty != RelocationType::TypeIndexLeb;
        section.within(part).iter().filter(is_of_symbol).map(use_of).collect()
    }
}

fn address(segment: &Data) -> Result<u32> {
    let DataKind::Active { offset_expr, .. } = &segment.kind else { bail!("a segment without an address") };
    match offset_expr.get_operators_reader().read()? {
        Operator::I32Const { value } => Ok(value.cast_unsigned()),
        other => bail!("a segment at {other:?}"),
    }
}

impl<'a> Section<'a> {
    fn begin(&mut self, module: &'a [u8], range: Range<usize>) -> Result<()> {
        self.start = range.start;
        self.bytes = module.get(range).context("a section beyond the end")?;
        Ok(())
    }

    fn add(&mut self, part: Range<usize>) {
        self.parts.push(part.start - self.start..part.end - self.start);
    }

    fn within(&self, part: Range<usize>) -> &[RelocationEntry] {
        let at = |place: usize| self.uses.partition_point(|entry| (entry.offset as usize) < place);
        self.uses.get(at(part.start)..at(part.end)).unwrap_or_default()
    }

    /// Reads the table index at a relocation, if it is one of a table index.
    fn place(&self, entry: &RelocationEntry) -> Result<Option<u32>> {
        let bytes = self.bytes.get(entry.relocation_range()).context("a use beyond the end")?;
        Ok(match entry.ty {
            RelocationType::TableIndexSleb => {
                Some(BinaryReader::new(bytes, 0).read_var_i32()?.cast_unsigned())
            }
            RelocationType::TableIndexI32 => Some(BinaryReader::new(bytes, 0).read_u32()?),
            _ => None,
        })
    }
}

//! Says how many bytes the first page costs, and refuses too many.

use anyhow::{Result, bail};

use super::compress::Size;

/// Most bytes of the whole page, compressed with brotli, where its standard library was built for size too.
const CEILING: usize = 100_000;

/// Prints a table and checks the ceiling, where the page `is_for_size`.
pub(super) fn report(sizes: &[Size], is_for_size: bool) -> Result<()> {
    println!("{:<36} {:>9} {:>9} {:>9}", "file", "raw", "gzip", "brotli");
    for size in sizes {
        println!("{:<36} {:>9} {:>9} {:>9}", size.file.display(), size.raw, size.gzip, size.brotli);
    }
    let sum = |of: fn(&Size) -> usize| sizes.iter().map(of).sum::<usize>();
    let brotli = sum(|size| size.brotli);
    println!("{:<36} {:>9} {:>9} {:>9}", "sum", sum(|size| size.raw), sum(|size| size.gzip), brotli);
    if is_for_size && brotli > CEILING {
        bail!("the page weighs {brotli} bytes with brotli; the ceiling is {CEILING}");
    }
    Ok(())
}

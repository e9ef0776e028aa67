//! Says how many bytes a page costs, and refuses too many.

use anyhow::{Result, bail};

use super::{
    Page,
    assemble::{BANNED_WORDS, LATER, MORE_TEXTS, TEXTS},
    compress::Size,
};

/// Most bytes of what a reader loads before the first step, compressed with brotli, where its standard library was built
/// for size too.
const FIRST_CEILING: usize = 70_000;
/// The same of all that a reader loads, but the banned words. What is in two files compresses less well than in one.
const RESET_CEILING: usize = 112_000;
const ACCOUNT_CEILING: usize = 137_000;

/// The ceilings of a page: of what its first step needs, and of all that it is.
pub(super) const fn ceilings(page: Page) -> (usize, usize) {
    match page {
        Page::Reset => (FIRST_CEILING, RESET_CEILING),
        Page::Account => (FIRST_CEILING, ACCOUNT_CEILING),
    }
}

/// Prints a table and checks the ceilings, where there are any.
pub(super) fn report(sizes: &[Size], ceilings: Option<(usize, usize)>) -> Result<()> {
    println!("{:<44} {:>9} {:>9} {:>9}", "file", "raw", "gzip", "brotli");
    for size in sizes {
        println!("{:<44} {:>9} {:>9} {:>9}", size.file.display(), size.raw, size.gzip, size.brotli);
    }
    for (name, sum) in [("before the first step, at most", first as Sum), ("after it, at most", later)] {
        let (raw, gzip) = (sum(sizes, |size| size.raw), sum(sizes, |size| size.gzip));
        println!("{name:<44} {raw:>9} {gzip:>9} {:>9}", sum(sizes, |size| size.brotli));
    }
    let Some((most_first, most)) = ceilings else { return Ok(()) };
    let first = first(sizes, |size| size.brotli);
    let all = first + later(sizes, |size| size.brotli);
    for (what, weight, ceiling) in
        [("what its first step needs", first, most_first), ("all of it", all, most)]
    {
        if weight > ceiling {
            bail!("the page is too heavy: {what} is {weight} bytes with brotli; the ceiling is {ceiling}");
        }
    }
    Ok(())
}

type Sum = fn(&[Size], fn(&Size) -> usize) -> usize;

/// Of the texts of several languages only the longest: a reader loads one language.
fn first(sizes: &[Size], of: fn(&Size) -> usize) -> usize {
    let is_later = |size: &&Size| [LATER, MORE_TEXTS, BANNED_WORDS].iter().any(|name| is_named(size, name));
    let (texts, others): (Vec<_>, Vec<_>) =
        sizes.iter().filter(|size| !is_later(size)).partition(|size| is_named(size, TEXTS));
    others.into_iter().map(of).sum::<usize>() + texts.into_iter().map(of).max().unwrap_or(0)
}

/// What joins it while the person types. The banned words come later still.
fn later(sizes: &[Size], of: fn(&Size) -> usize) -> usize {
    let named = |name| sizes.iter().filter(move |size| is_named(size, name)).map(of);
    named(LATER).sum::<usize>() + named(MORE_TEXTS).max().unwrap_or(0)
}

fn is_named(size: &Size, start: &str) -> bool {
    size.file.file_name().and_then(|name| name.to_str()).is_some_and(|name| name.starts_with(start))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_one_language_is_counted() {
        let size = |file: &str, brotli| Size { file: file.into(), raw: 0, gzip: 0, brotli };
        let sizes = [
            size("index.html", 1),
            size("assets/texts-en-0.txt", 20),
            size("assets/texts-sv-0.txt", 30),
            size("assets/texts-more-en-0.txt", 200),
            size("assets/texts-more-sv-0.txt", 300),
            size("assets/later-page-0.wasm", 1000),
            size("assets/banned-words-0.txt", 40_000),
        ];
        assert_eq!(first(&sizes, |size| size.brotli), 31);
        assert_eq!(later(&sizes, |size| size.brotli), 1300);
    }
}

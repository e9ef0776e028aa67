//! Says how many bytes a page costs, and refuses too many.

use anyhow::{Result, bail};

use super::{
    Page,
    assemble::{BANNED_WORDS, MORE_TEXTS, TEXTS},
    compress::Size,
};

/// Most bytes of what one reader loads before the first step, compressed with brotli, where its standard library was built for size too.
const RESET_CEILING: usize = 100_000;
/// Who can sign in has more time, and comes back to what the browser has kept.
const ACCOUNT_CEILING: usize = 130_000;

/// The ceiling of a page.
pub(super) const fn ceiling(page: Page) -> usize {
    match page {
        Page::Reset => RESET_CEILING,
        Page::Account => ACCOUNT_CEILING,
    }
}

/// Prints a table and checks the ceiling, where there is one.
pub(super) fn report(sizes: &[Size], ceiling: Option<usize>) -> Result<()> {
    println!("{:<36} {:>9} {:>9} {:>9}", "file", "raw", "gzip", "brotli");
    for size in sizes {
        println!("{:<36} {:>9} {:>9} {:>9}", size.file.display(), size.raw, size.gzip, size.brotli);
    }
    let most = |of: fn(&Size) -> usize| before_the_first_step(sizes, of);
    let brotli = most(|size| size.brotli);
    let (raw, gzip) = (most(|size| size.raw), most(|size| size.gzip));
    println!("{:<36} {raw:>9} {gzip:>9} {brotli:>9}", "before the first step, at most");
    match ceiling {
        Some(ceiling) if brotli > ceiling => {
            bail!("the page weighs {brotli} bytes with brotli; the ceiling is {ceiling}")
        }
        Some(_) | None => Ok(()),
    }
}

/// Everything but the banned words and the texts of later steps, which come later; and of the other texts only the longest: a reader loads one language.
fn before_the_first_step(sizes: &[Size], of: fn(&Size) -> usize) -> usize {
    let is_later = |size: &&Size| is_named(size, BANNED_WORDS) || is_named(size, MORE_TEXTS);
    let first = sizes.iter().filter(|size| !is_later(size));
    let (texts, others): (Vec<_>, Vec<_>) = first.partition(|size| is_named(size, TEXTS));
    others.into_iter().map(of).sum::<usize>() + texts.into_iter().map(of).max().unwrap_or(0)
}

fn is_named(size: &Size, start: &str) -> bool {
    size.file.file_name().and_then(|name| name.to_str()).is_some_and(|name| name.starts_with(start))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reader_loads_one_language() {
        let size = |file: &str, brotli| Size { file: file.into(), raw: 0, gzip: 0, brotli };
        let sizes = [
            size("index.html", 1),
            size("assets/texts-en-0.txt", 20),
            size("assets/texts-sv-0.txt", 30),
            size("assets/texts-more-sv-0.txt", 300),
            size("assets/banned-words-0.txt", 400),
        ];
        assert_eq!(before_the_first_step(&sizes, |size| size.brotli), 31);
    }
}

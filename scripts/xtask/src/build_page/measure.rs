//! Reports the size of a page and fails if it exceeds the limits.

use anyhow::{Result, bail};

use super::{
    assemble::{BANNED_WORDS, LATER, MORE_TEXTS, SUGGESTION_WORDS, TEXTS},
    compress::Size,
};

/// Prints a table and checks the limits, if there are any; otherwise says that it does not.
pub(super) fn report(sizes: &[Size], ceilings: Option<(usize, usize)>) -> Result<()> {
    println!("{:<44} {:>9} {:>9} {:>9}", "file", "raw", "gzip", "brotli");
    for size in sizes {
        println!("{:<44} {:>9} {:>9} {:>9}", size.file.display(), size.raw, size.gzip, size.brotli);
    }
    for (name, sum) in [("before the first step, at most", first as Sum), ("after it, at most", later)] {
        let (raw, gzip) = (sum(sizes, |size| size.raw), sum(sizes, |size| size.gzip));
        println!("{name:<44} {raw:>9} {gzip:>9} {:>9}", sum(sizes, |size| size.brotli));
    }
    let Some((most_first, most)) = ceilings else {
        println!("the limits are not checked: they are for modules of Debian's Rust (rust-web-src)");
        return Ok(());
    };
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

/// Returns the size of what is loaded before the first step. Of the languages only the longest counts, because a
/// browser loads one.
fn first(sizes: &[Size], of: fn(&Size) -> usize) -> usize {
    let later = [LATER, MORE_TEXTS, BANNED_WORDS, SUGGESTION_WORDS];
    let is_later = |size: &&Size| later.iter().any(|name| is_named(size, name));
    let (texts, others): (Vec<_>, Vec<_>) =
        sizes.iter().filter(|size| !is_later(size)).partition(|size| is_named(size, TEXTS));
    others.into_iter().map(of).sum::<usize>() + texts.into_iter().map(of).max().unwrap_or(0)
}

/// Returns the size of what is loaded while the user types. The banned words and those of suggestions, which are loaded
/// afterwards, do not count.
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
            size("assets/suggestion-words-0.txt", 50_000),
        ];
        assert_eq!(first(&sizes, |size| size.brotli), 31);
        assert_eq!(later(&sizes, |size| size.brotli), 1300);
    }
}

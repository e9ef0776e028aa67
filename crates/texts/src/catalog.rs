//! The compiled texts of one language.

use crate::{fill::fill, marks::END_OF_TEXT};

/// The texts of one language in one string: a header, then one text after another. The lines of the header are
/// direction, plural rule, and others that only the page reads.
#[derive(Debug, Clone, Copy)]
pub struct Catalog<'a>(&'a str);

impl<'a> Catalog<'a> {
    /// Returns the catalog of a string that `texts-compiler` wrote.
    pub const fn new(compiled: &'a str) -> Self {
        Self(compiled)
    }

    /// Returns the writing direction, `ltr` or `rtl`, as in the attribute `dir` of HTML.
    pub fn direction(self) -> &'a str {
        self.header(0)
    }

    /// Returns the path of more texts of the language; empty if there are none.
    pub fn more(self) -> &'a str {
        self.header(2)
    }

    /// Returns the text at an index, with its values by their own indices; empty if there is none.
    pub fn text(self, index: usize, value: &dyn Fn(usize) -> String) -> String {
        let text = self.0.split(END_OF_TEXT).nth(index + 1).unwrap_or_default();
        fill(text, value, self.header(1))
    }

    fn header(self, line: usize) -> &'a str {
        let header = self.0.split(END_OF_TEXT).next().unwrap_or_default();
        header.split('\n').nth(line).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::Catalog;

    #[test]
    fn texts_are_found_by_their_index() {
        let catalog = Catalog::new("rtl\nx1o1x\0a\0b\u{2}A\u{3}o1\u{3}*n\u{4}");
        assert_eq!((catalog.direction(), catalog.more()), ("rtl", ""));
        let text = |place, value: &str| catalog.text(place, &|_| value.to_owned());
        assert_eq!(text(0, ""), "a");
        assert_eq!(text(1, "1"), "b1");
        assert_eq!(text(1, "3"), "bn");
        assert_eq!(text(2, ""), "");
    }
}

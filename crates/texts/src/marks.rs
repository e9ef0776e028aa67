//! The marks in compiled texts.

/// Between two texts.
pub const END_OF_TEXT: char = '\0';
/// Stands for a value, named by the letter behind the mark: `A` is the first.
pub const VALUE: char = '\u{1}';
/// Begins a choice by the value that the letter behind the mark names. The first variant whose key fits is shown.
pub const CHOICE: char = '\u{2}';
/// Begins a variant of a choice. Its key follows: a plural category's letter, a number, or that of the default.
pub const VARIANT: char = '\u{3}';
/// The key of the number 0; the others follow, in the first private use area.
pub const NUMBERS: char = '\u{e000}';
/// The key of the variant that always fits.
pub const DEFAULT: char = '*';
/// Ends a choice.
pub const END_OF_CHOICE: char = '\u{4}';

/// Begins what has a direction of its own, that of its first strong letter (FIRST STRONG ISOLATE).
pub const ISOLATE: char = '\u{2068}';
/// Ends it (POP DIRECTIONAL ISOLATE).
pub const END_OF_ISOLATE: char = '\u{2069}';

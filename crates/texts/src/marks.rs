//! The marks in compiled texts.

/// Separates two texts.
pub const END_OF_TEXT: char = '\0';
/// Stands for a value. The letter after the mark names it: `A` is the first.
pub const VALUE: char = '\u{1}';
/// Begins a choice by the value that the letter after the mark names. The first variant whose key fits is used.
pub const CHOICE: char = '\u{2}';
/// Begins a variant of a choice. Its key follows: the letter of a plural category, a number, or [`DEFAULT`].
pub const VARIANT: char = '\u{3}';
/// The key of the number 0; the others follow, in the first private use area.
pub const NUMBERS: char = '\u{e000}';
/// The key of the variant that always fits.
pub const DEFAULT: char = '*';
/// Ends a choice.
pub const END_OF_CHOICE: char = '\u{4}';

/// Begins a part with its own direction, that of its first strong letter (FIRST STRONG ISOLATE).
pub const ISOLATE: char = '\u{2068}';
/// Ends such a part (POP DIRECTIONAL ISOLATE).
pub const END_OF_ISOLATE: char = '\u{2069}';

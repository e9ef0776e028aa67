//! Reads the part of Fluent that texts use.

use std::collections::BTreeMap;

use anyhow::{Context, Result, bail};
use fluent_syntax::{
    ast::{self, Entry, Expression, InlineExpression, Pattern, PatternElement, VariantKey},
    parser,
};
use texts::plural::CATEGORIES;

use crate::Grammar;

/// A part of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// Literal text.
    Text(String),
    /// The value with this name.
    Value(String),
    /// A choice of one variant by the value with this name, a number. The default is the last.
    Choice(String, Vec<Variant>),
}

/// A variant of a choice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Variant {
    /// The numbers that choose the variant.
    pub key: Key,
    /// The text of the variant.
    pub parts: Vec<Part>,
}

/// The numbers that choose a variant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Key {
    /// Exactly this number.
    Number(u16),
    /// The numbers in the plural category with this letter.
    Category(char),
    /// Every number that no other variant is for.
    Default,
}

/// Texts by name. An attribute is a separate text: `refusal-x.remedy` becomes `refusal-x-remedy`.
pub type Texts = BTreeMap<String, Vec<Part>>;

/// Reads one file.
pub(crate) fn texts(source: &str, grammar: &Grammar) -> Result<Texts> {
    let resource = match parser::parse(source) {
        Ok(resource) => resource,
        Err((_, errors)) => bail!("not Fluent: {errors:?}"),
    };
    let mut texts = Texts::new();
    for entry in resource.body {
        match entry {
            Entry::Message(message) => {
                let name = message.id.name;
                let attributes =
                    message.attributes.into_iter().map(|it| (format!("{name}-{}", it.id.name), it.value));
                let own = message.value.map(|value| (name.to_owned(), value));
                for (name, pattern) in own.into_iter().chain(attributes) {
                    let read = parts(&pattern, Some(grammar)).with_context(|| name.clone())?;
                    if texts.insert(name.clone(), read).is_some() {
                        bail!("{name} is defined twice");
                    }
                }
            }
            Entry::Comment(_) | Entry::GroupComment(_) | Entry::ResourceComment(_) => {}
            Entry::Term(term) => bail!("terms are not supported: -{}", term.id.name),
            Entry::Junk { content } => bail!("not Fluent: {content}"),
        }
    }
    Ok(texts)
}

/// Reads the parts of a pattern. `grammar` is `None` within a variant, because a choice within a choice is refused.
fn parts(pattern: &Pattern<&str>, grammar: Option<&Grammar>) -> Result<Vec<Part>> {
    pattern.elements.iter().map(|element| part(element, grammar)).collect()
}

fn part(element: &PatternElement<&str>, grammar: Option<&Grammar>) -> Result<Part> {
    match element {
        PatternElement::TextElement { value } if value.chars().all(|it| it == '\n' || !it.is_control()) => {
            Ok(Part::Text((*value).to_owned()))
        }
        PatternElement::TextElement { value } => bail!("{value:?} has a control character"),
        PatternElement::Placeable { expression: Expression::Inline(inline) } => inline_part(inline),
        PatternElement::Placeable { expression: Expression::Select { selector, variants } } => {
            let grammar = grammar.context(
                "a choice within a choice is not supported: write two choices, one after the other",
            )?;
            let InlineExpression::VariableReference { id } = selector else {
                bail!("only {{ $value -> }} is read")
            };
            Ok(Part::Choice(id.name.to_owned(), choice(variants, grammar)?))
        }
    }
}

fn inline_part(inline: &InlineExpression<&str>) -> Result<Part> {
    match inline {
        InlineExpression::VariableReference { id } => Ok(Part::Value(id.name.to_owned())),
        // `{ "" }` and `{ " " }` keep spaces at the ends of a text.
        InlineExpression::StringLiteral { value } if !value.contains('\\') => {
            Ok(Part::Text((*value).to_owned()))
        }
        InlineExpression::StringLiteral { .. }
        | InlineExpression::NumberLiteral { .. }
        | InlineExpression::FunctionReference { .. }
        | InlineExpression::MessageReference { .. }
        | InlineExpression::TermReference { .. }
        | InlineExpression::Placeable { .. } => bail!("only {{ $value }} and {{ \"text\" }} are read"),
    }
}

/// The largest number that can be a key.
const MAX_NUMBER: u16 = 999;

fn choice(variants: &[ast::Variant<&str>], grammar: &Grammar) -> Result<Vec<Variant>> {
    let mut read = variants
        .iter()
        .map(|variant| Ok(Variant { key: key(variant, grammar)?, parts: parts(&variant.value, None)? }))
        .collect::<Result<Vec<_>>>()?;
    check(&read, grammar)?;
    if let Some(default) = variants.iter().position(|variant| variant.default) {
        let mut last = read.remove(default);
        last.key = Key::Default;
        read.push(last);
    }
    Ok(read)
}

fn key(variant: &ast::Variant<&str>, grammar: &Grammar) -> Result<Key> {
    match variant.key {
        VariantKey::NumberLiteral { value } => {
            let number = value.parse().ok().filter(|number| *number <= MAX_NUMBER);
            Ok(Key::Number(
                number.with_context(|| format!("[{value}] is no whole number up to {MAX_NUMBER}"))?,
            ))
        }
        VariantKey::Identifier { name } => {
            let letter = CATEGORIES.iter().find(|(category, _)| *category == name).map(|(_, letter)| *letter);
            match letter {
                // Fluent needs a default, and `other` is its usual name, whether or not whole numbers have that
                // category.
                Some(letter) if grammar.letters().contains(&letter) || name == "other" => {
                    Ok(Key::Category(letter))
                }
                Some(_) => bail!("whole numbers have no category [{name}] in this language"),
                None => bail!("[{name}] is neither a number nor a plural category"),
            }
        }
    }
}

/// Checks that every category of the language has a variant, or that each number in it has one.
fn check(variants: &[Variant], grammar: &Grammar) -> Result<()> {
    let is_number = |variant: &Variant| matches!(variant.key, Key::Number(_));
    if variants.iter().skip_while(|variant| is_number(variant)).any(is_number) {
        bail!("numbers such as [0] come before categories");
    }
    let has_key = |key| variants.iter().any(|variant| variant.key == key);
    let has_number = |number| u16::try_from(number).is_ok_and(|number| has_key(Key::Number(number)));
    for letter in grammar.letters() {
        let mut own = (0..texts::plural::TABLE).filter(|number| grammar.letter(*number) == letter);
        if !has_key(Key::Category(letter)) && !own.all(has_number) {
            let name = CATEGORIES.iter().find(|(_, of)| *of == letter).map_or("?", |(name, _)| name);
            bail!("there is no variant for the plural category [{name}]");
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests;

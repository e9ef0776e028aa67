//! Reads the part of Fluent that the page's texts use.

use std::collections::BTreeMap;

use anyhow::{Result, bail};
use fluent_syntax::{
    ast::{Entry, Expression, InlineExpression, Pattern, PatternElement, Variant, VariantKey},
    parser,
};

/// A piece of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Part {
    /// As it stands.
    Text(String),
    /// The value of this name.
    Value(String),
    /// One text where the value is 1, another where it is not.
    Plural { value: String, one: Vec<Self>, other: Vec<Self> },
}

/// Texts by name. An attribute is a text of its own: `refusal-x.remedy` becomes `refusal-x-remedy`.
pub(crate) type Texts = BTreeMap<String, Vec<Part>>;

/// Reads one file.
pub(crate) fn texts(source: &str) -> Result<Texts> {
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
                    if texts.insert(name.clone(), parts(&name, &pattern)?).is_some() {
                        bail!("{name} is there twice");
                    }
                }
            }
            Entry::Comment(_) | Entry::GroupComment(_) | Entry::ResourceComment(_) => {}
            Entry::Term(term) => bail!("terms are not read: -{}", term.id.name),
            Entry::Junk { content } => bail!("not Fluent: {content}"),
        }
    }
    Ok(texts)
}

fn parts(name: &str, pattern: &Pattern<&str>) -> Result<Vec<Part>> {
    pattern.elements.iter().map(|element| part(name, element)).collect()
}

fn part(name: &str, element: &PatternElement<&str>) -> Result<Part> {
    match element {
        PatternElement::TextElement { value } => Ok(Part::Text((*value).to_owned())),
        PatternElement::Placeable { expression: Expression::Inline(inline) } => {
            Ok(Part::Value(variable(name, inline)?))
        }
        PatternElement::Placeable { expression: Expression::Select { selector, variants } } => {
            Ok(Part::Plural {
                value: variable(name, selector)?,
                one: variant(name, variants, "one")?,
                other: variant(name, variants, "other")?,
            })
        }
    }
}

fn variable(name: &str, expression: &InlineExpression<&str>) -> Result<String> {
    let InlineExpression::VariableReference { id } = expression else {
        bail!("{name}: only {{ $value }} is read");
    };
    Ok(id.name.to_owned())
}

fn variant(name: &str, variants: &[Variant<&str>], wanted: &str) -> Result<Vec<Part>> {
    let found = variants.iter().find(|variant| variant.key == VariantKey::Identifier { name: wanted });
    match found {
        Some(variant) if variants.len() == 2 => parts(name, &variant.value),
        _ => bail!("{name}: a choice is between [one] and *[other]"),
    }
}

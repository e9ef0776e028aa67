//! Mails as plain text. Every address has its own line, so that nothing breaks it.

use texts::marks::{END_OF_ISOLATE, ISOLATE};

use super::parts::{Help, MailContent, Part};

/// Returns a mail as plain text. Codes and addresses keep their own direction.
pub(super) fn write(content: &MailContent<'_>, is_right_to_left: bool) -> String {
    let isolated = |word: &str| {
        if is_right_to_left { format!("{ISOLATE}{word}{END_OF_ISOLATE}") } else { word.to_owned() }
    };
    let part = |part: &Part| match part {
        Part::Text(words) => words.clone(),
        Part::Code(code) => format!("    {}", isolated(code)),
        Part::Rows(rows) => {
            let rows: Vec<_> =
                rows.iter().map(|(label, value)| format!("{label}: {}", isolated(value))).collect();
            rows.join("\n")
        }
        Part::Button { label, url } => format!("{label}:\n{}", isolated(url)),
        Part::Link { before, url, .. } => format!("{before}\n{}", isolated(url)),
    };
    let mut blocks = vec![content.title.clone()];
    blocks.extend(content.parts.iter().map(part));
    blocks.push(help(&content.help, content.sender.language, isolated));
    blocks.push(isolated(content.sender.company));
    format!("{}\n", blocks.join("\n\n"))
}

fn help(help: &Help<'_>, language: texts::Language, isolated: impl Fn(&str) -> String) -> String {
    let Some(desk) = help.desk else { return format!("{} {}", help.question, help.unknown) };
    let label = desk.label.in_language(language);
    let head = format!("{} {}", help.question, isolated(label));
    let lines = std::iter::once(head).chain([desk.number(), help.link()].into_iter().flatten().map(isolated));
    lines.collect::<Vec<_>>().join("\n")
}

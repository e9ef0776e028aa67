//! Mails as HTML, in the look of the pages: tables, because mail programs know nothing better, and styles at each
//! element. Nothing is loaded, and dark colors replace the light ones if a program asks for them.

mod palette;

use std::fmt::Write as _;

use html_escape::encode_quoted_attribute as escape;

use super::parts::{Help, MailContent, Part};
use palette::Palette;

/// Returns a mail as HTML. Only the direction from right to left is declared; mail programs assume the other one.
pub(super) fn write(content: &MailContent<'_>, is_right_to_left: bool) -> String {
    let palette = Palette::from_branding(content.sender.branding);
    let direction = if is_right_to_left { " dir=\"rtl\"" } else { "" };
    let language = content.sender.language.tag();
    let (subject, title) = (escape(&content.subject), escape(&content.title));
    let (company, style) = (escape(content.sender.company), palette.style());
    let parts: String = content.parts.iter().map(|part| write_part(part, &palette)).collect();
    let help = help(&content.help, content.sender.language, &palette);
    let Palette { background, .. } = &palette;
    format!(
        r#"<!DOCTYPE html>
<html lang="{language}"{direction}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>{subject}</title>
<style>{style}</style>
</head>
<body class="page"{direction} style="margin:0;padding:0;background:{background}">
<table role="presentation" class="page" width="100%" cellpadding="0" cellspacing="0" border="0" style="background:{background}">
<tr><td align="center" style="padding:24px 12px">
<table role="presentation" class="card" width="100%" cellpadding="0" cellspacing="0" border="0" style="{CARD}">
<tr><td{direction} style="padding:28px 24px">
<p class="soft" style="margin:0 0 12px;font-weight:600;color:{SOFT}"><bdi>{company}</bdi></p>
<h1 style="margin:0 0 20px;font-size:24px;line-height:1.25">{title}</h1>
{parts}{help}</td></tr>
</table>
</td></tr>
</table>
</body>
</html>
"#,
        SOFT = palette::SOFT,
    )
}

const CARD: &str = "max-width:480px;background:#ffffff;border-radius:12px;color:#17202b;\
                    font:16px/1.5 system-ui,-apple-system,'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif";

fn write_part(part: &Part, palette: &Palette) -> String {
    match part {
        Part::Text(words) => format!("<p style=\"margin:0 0 16px\">{}</p>\n", escape(words)),
        Part::Code(code) => format!(
            "<p class=\"code\" style=\"margin:0 0 16px;padding:12px 16px;border-radius:8px;background:#eef1f5;\
             font:700 30px/1.3 ui-monospace,Consolas,monospace;letter-spacing:5px\"><bdi>{}</bdi></p>\n",
            escape(code)
        ),
        Part::Rows(rows) => rows_table(rows),
        Part::Button { label, url } => button(label, url, palette),
        Part::Link { before, label, url } => {
            format!("<p style=\"margin:0 0 16px\">{} {}</p>\n", escape(before), link(label, url, palette))
        }
    }
}

fn rows_table(rows: &[(String, String)]) -> String {
    let mut table = "<table role=\"presentation\" cellpadding=\"0\" cellspacing=\"0\" border=\"0\" \
                     style=\"margin:0 0 16px\">\n"
        .to_owned();
    for (label, value) in rows {
        // Writing to a string does not fail.
        writeln!(
            table,
            "<tr><td class=\"soft\" valign=\"top\" style=\"padding-inline-end:16px;color:{}\">{}</td><td valign=\"top\"><bdi>{}</bdi></td></tr>",
            palette::SOFT,
            escape(label),
            escape(value)
        )
        .unwrap_or_default();
    }
    table + "</table>\n"
}

fn button(label: &str, url: &str, palette: &Palette) -> String {
    let Palette { accent, on_accent, .. } = palette;
    format!(
        "<p style=\"margin:0 0 20px\"><a href=\"{}\" style=\"display:inline-block;padding:12px 24px;border-radius:8px;\
         background:{accent};color:{on_accent};font-weight:600;text-decoration:none\">{}</a></p>\n",
        escape(url),
        escape(label)
    )
}

fn link(label: &str, url: &str, palette: &Palette) -> String {
    let (label, url) = (escape(label), escape(url));
    format!("<a class=\"link\" href=\"{url}\" style=\"color:{}\"><bdi>{label}</bdi></a>", palette.accent)
}

/// Writes whom to call, below a line.
fn help(help: &Help<'_>, language: texts::Language, palette: &Palette) -> String {
    let mut words = vec![escape(&help.question).into_owned()];
    match help.desk {
        None => words.push(escape(&help.unknown).into_owned()),
        Some(desk) => {
            let label = desk.label.in_language(language);
            words.push(match help.link() {
                Some(url) => link(label, url, palette),
                None => format!("<bdi>{}</bdi>", escape(label)),
            });
            words.extend(desk.number().map(|number| call(number, palette)));
        }
    }
    format!(
        "<p class=\"soft line\" style=\"margin:24px 0 0;padding:16px 0 0;border-top:1px solid #c3ccd8;color:{}\">{}</p>\n",
        palette::SOFT,
        words.join(" ")
    )
}

/// Writes a number that a phone calls when it is pressed.
fn call(number: &str, palette: &Palette) -> String {
    let dialed: String = number.chars().filter(|sign| sign.is_ascii_digit() || *sign == '+').collect();
    link(number, &format!("tel:{dialed}"), palette)
}

#[cfg(test)]
mod tests;

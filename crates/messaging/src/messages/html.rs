//! Writes mails as plain text and HTML: paragraphs, one link, one code, no picture, and nothing that is loaded.

use std::fmt::Write;

use html_escape::encode_quoted_attribute as escape;

use texts::{
    Language,
    marks::{END_OF_ISOLATE, ISOLATE},
};

use crate::{messages::Mail, words};

/// One paragraph of a mail.
pub(super) enum Paragraph {
    Text(String),
    /// A code, large.
    Code(String),
    /// Words and a link.
    Link {
        before: String,
        label: String,
        url: String,
    },
}

/// Writes both parts of a mail from the same paragraphs.
pub(super) fn mail(subject: String, language: Language, paragraphs: &[Paragraph]) -> Mail {
    in_direction(subject, language.tag(), words::direction(language) == "rtl", paragraphs)
}

/// Writes a mail in a direction. Only right to left is declared; mail programs assume the other.
fn in_direction(subject: String, language: &str, is_right_to_left: bool, paragraphs: &[Paragraph]) -> Mail {
    let direction = if is_right_to_left { " dir=\"rtl\"" } else { "" };
    let mut text = String::new();
    let mut html = format!(
        "<!DOCTYPE html>\n<html lang=\"{language}\"{direction}><head><meta charset=\"utf-8\"><title>{}</title></head>\n\
         <body{direction} style=\"margin:0;padding:24px;font:16px/1.5 system-ui,sans-serif;max-width:36em\">\n",
        escape(&subject)
    );
    for paragraph in paragraphs {
        // Writing to a string does not fail.
        write(&mut text, &mut html, paragraph, is_right_to_left).unwrap_or_default();
    }
    html.push_str("</body></html>\n");
    Mail { subject, text: format!("{}\n", text.trim_end()), html }
}

/// Writes a paragraph. Codes and addresses keep their own direction.
fn write(
    text: &mut String,
    html: &mut String,
    paragraph: &Paragraph,
    is_right_to_left: bool,
) -> std::fmt::Result {
    let isolated = |word: &str| {
        if is_right_to_left { format!("{ISOLATE}{word}{END_OF_ISOLATE}") } else { word.to_owned() }
    };
    match paragraph {
        Paragraph::Text(words) => {
            write!(text, "{words}\n\n")?;
            writeln!(html, "<p>{}</p>", escape(words))
        }
        Paragraph::Code(code) => {
            write!(text, "    {}\n\n", isolated(code))?;
            let style = "font:700 28px/1.2 ui-monospace,monospace;letter-spacing:4px";
            writeln!(html, "<p style=\"{style}\">{}</p>", escape(code))
        }
        Paragraph::Link { before, label, url } => {
            write!(text, "{before} {}: {}\n\n", isolated(label), isolated(url))?;
            let label = isolated(label);
            let (before, label, url) = (escape(before), escape(&label), escape(url));
            writeln!(html, "<p>{before} <a href=\"{url}\">{label}</a></p>")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Paragraph, in_direction};

    fn mail(is_right_to_left: bool, word: &str) -> crate::messages::Mail {
        let paragraphs = [
            Paragraph::Text(word.into()),
            Paragraph::Code(word.into()),
            Paragraph::Link { before: word.into(), label: word.into(), url: word.into() },
        ];
        in_direction(word.into(), "en", is_right_to_left, &paragraphs)
    }

    #[test]
    fn everything_is_escaped() {
        let mail = mail(false, "<b onload='x'>&\"</b>");
        assert!(!mail.html.contains("<b "), "{}", mail.html);
        assert_eq!(mail.html.matches("&lt;b onload=&#x27;x&#x27;&gt;&amp;&quot;&lt;/b&gt;").count(), 6);
    }

    #[test]
    fn a_mail_from_right_to_left_says_so_and_isolates_codes() {
        let mail = mail(true, "012345");
        assert!(mail.html.starts_with("<!DOCTYPE html>\n<html lang=\"en\" dir=\"rtl\">"), "{}", mail.html);
        assert!(mail.html.contains("<body dir=\"rtl\""), "the body has the direction too");
        assert!(mail.html.contains("<a href=\"012345\">\u{2068}012345\u{2069}</a>"), "{}", mail.html);
        assert_eq!(
            mail.text.matches("\u{2068}012345\u{2069}").count(),
            3,
            "code, label and address are isolated"
        );
    }
}

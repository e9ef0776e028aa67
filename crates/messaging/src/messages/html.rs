//! The HTML part of mails: paragraphs, one link, one code, no picture, nothing loaded from anywhere.

use std::fmt::Write;

use html_escape::encode_quoted_attribute as escape;

use crate::messages::Mail;

/// One paragraph of a mail.
pub(super) enum Paragraph {
    /// Words.
    Text(String),
    /// A code, large.
    Code(String),
    /// Words and a link.
    Link { before: String, label: String, url: String },
}

/// Both parts of a mail from the same paragraphs.
pub(super) fn mail(subject: String, language: &str, paragraphs: &[Paragraph]) -> Mail {
    let mut text = String::new();
    let mut html = format!(
        "<!DOCTYPE html>\n<html lang=\"{language}\"><head><meta charset=\"utf-8\"><title>{}</title></head>\n\
         <body style=\"margin:0;padding:24px;font:16px/1.5 system-ui,sans-serif;max-width:36em\">\n",
        escape(&subject)
    );
    for paragraph in paragraphs {
        // Writing to a string does not fail.
        write(&mut text, &mut html, paragraph).unwrap_or_default();
    }
    html.push_str("</body></html>\n");
    Mail { subject, text: format!("{}\n", text.trim_end()), html }
}

fn write(text: &mut String, html: &mut String, paragraph: &Paragraph) -> std::fmt::Result {
    match paragraph {
        Paragraph::Text(words) => {
            write!(text, "{words}\n\n")?;
            writeln!(html, "<p>{}</p>", escape(words))
        }
        Paragraph::Code(code) => {
            write!(text, "    {code}\n\n")?;
            let style = "font:700 28px/1.2 ui-monospace,monospace;letter-spacing:4px";
            writeln!(html, "<p style=\"{style}\">{}</p>", escape(code))
        }
        Paragraph::Link { before, label, url } => {
            write!(text, "{before} {label}: {url}\n\n")?;
            let (before, label, url) = (escape(before), escape(label), escape(url));
            writeln!(html, "<p>{before} <a href=\"{url}\">{label}</a></p>")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Paragraph, mail};

    #[test]
    fn everything_is_escaped() {
        let nasty = "<b onload='x'>&\"</b>";
        let mail = mail(
            nasty.into(),
            "en",
            &[
                Paragraph::Text(nasty.into()),
                Paragraph::Code(nasty.into()),
                Paragraph::Link { before: nasty.into(), label: nasty.into(), url: nasty.into() },
            ],
        );

        assert!(!mail.html.contains("<b "), "{}", mail.html);
        assert_eq!(mail.html.matches("&lt;b onload=&#x27;x&#x27;&gt;&amp;&quot;&lt;/b&gt;").count(), 6);
    }
}

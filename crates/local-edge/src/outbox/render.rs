//! The outbox as a page, for users who try Readmit on their own machine.

use std::fmt::Write;

use html_escape::encode_quoted_attribute as escape;

use super::{Channel, Message};

/// Returns the page of the messages that were sent, as HTML. Their contents are shown as text, whatever they are.
pub(super) fn page(messages: &[Message]) -> String {
    let mut list = String::new();
    for message in messages {
        article(&mut list, message);
    }
    if messages.is_empty() {
        list.push_str(
            "<p class=\"empty\">Nothing was sent yet. Codes and notices appear here by themselves.</p>",
        );
    }
    let newest = messages.first().map(|message| message.at.to_string()).unwrap_or_default();
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>Outbox ({count})</title>\n<link rel=\"stylesheet\" href=\"/outbox.css\">\n\
         <script src=\"/outbox.js\" defer></script>\n</head>\n\
         <body data-count=\"{count}\" data-newest=\"{newest}\">\n<header><h1>Outbox</h1>\n\
         <p>What Readmit sent from this machine. Nothing left it. <a href=\"/\">To the page</a></p></header>\n\
         <main>\n{list}</main>\n</body>\n</html>\n",
        count = messages.len(),
    )
}

fn article(list: &mut String, message: &Message) {
    let (class, kind) = match message.channel {
        Channel::Sms => ("sms", "Text message"),
        Channel::Email => ("email", "Mail"),
    };
    let subject = message.subject.as_deref().map(|subject| format!("<h2>{}</h2>\n", escape(subject)));
    // Writing to a string does not fail.
    let _written = write!(
        list,
        "<article class=\"{class}\">\n<p class=\"to\"><span class=\"kind\">{kind}</span> to <b>{to}</b> \
         <time datetime=\"{at}\">{at}</time></p>\n{subject}<pre>{body}</pre>\n</article>\n",
        to = escape(&message.to),
        at = message.at.strftime("%Y-%m-%d %H:%M:%S UTC"),
        subject = subject.unwrap_or_default(),
        body = linkify(&message.body),
    );
}

/// Returns a body with addresses of pages as links, so that "this was not me" can be tried.
fn linkify(body: &str) -> String {
    let mut linked = String::new();
    for word in body.split_inclusive(char::is_whitespace) {
        let end = word.trim_end();
        let escaped = escape(end);
        if end.starts_with("http://") || end.starts_with("https://") {
            linked.extend(["<a rel=\"noreferrer\" href=\"", &escaped, "\">", &escaped, "</a>"]);
        } else {
            linked.push_str(&escaped);
        }
        linked.push_str(word.strip_prefix(end).unwrap_or_default());
    }
    linked
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::*;

    #[test]
    fn message_text_cannot_become_markup() {
        let message = Message {
            at: Timestamp::UNIX_EPOCH,
            channel: Channel::Email,
            to: "\"><script>".into(),
            subject: Some("<b>".into()),
            body: "see https://reset.example/\"onclick=x <img>\nbye".into(),
            html: None,
        };
        let page = page(&[message]);
        assert!(!page.contains("<script>") && !page.contains("<b>\n") && !page.contains("<img>"));
        assert!(page.contains("href=\"https://reset.example/&quot;onclick=x\""));
        assert!(page.contains("&lt;img&gt;\nbye"));
    }
}

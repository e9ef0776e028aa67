use std::sync::LazyLock;

use domain::policy::{Branding, Policy, Zone};
use texts::Language;

use super::{
    super::{
        Sender,
        parts::{Help, MailContent, Part},
        plain,
    },
    write,
};
use crate::Site;

static BRANDING: LazyLock<Branding> = LazyLock::new(Branding::default);
static SITE: LazyLock<Site> = LazyLock::new(|| Site::parse("https://reset.example").unwrap());
static ZONE: LazyLock<Zone> = LazyLock::new(Zone::default);

/// Writes a mail whose every word is the same, as text and as HTML.
fn mail(is_right_to_left: bool, word: &str) -> [String; 2] {
    let policy =
        format!("[help_desk]\nurl = \"https://{word}\"\nlabel = '''{word}'''\nphone = \"+46 8 1\"\n");
    let policy: Policy = domain::policy::parse(&policy).unwrap();
    let sender = Sender {
        company: word,
        branding: &BRANDING,
        site: &SITE,
        help_desk: policy.help_desk.as_ref(),
        zone: ZONE.time_zone(),
        language: Language::DEFAULT,
    };
    let text = || word.to_owned();
    let content = MailContent {
        subject: text(),
        title: text(),
        parts: vec![
            Part::Text(text()),
            Part::Code(text()),
            Part::Rows(vec![(text(), text())]),
            Part::Button { label: text(), url: text() },
            Part::Link { before: text(), label: text(), url: text() },
        ],
        help: Help { question: text(), unknown: text(), desk: sender.help_desk },
        sender: &sender,
    };
    [plain::write(&content, is_right_to_left), write(&content, is_right_to_left)]
}

#[test]
fn every_value_of_a_mail_is_escaped() {
    let [_, html] = mail(false, "<b onload='x'>&");
    assert!(!html.contains("<b ") && !html.contains("'x'"), "{html}");
    assert_eq!(html.matches("&lt;b onload=&#x27;x&#x27;&gt;&amp;").count(), 15);
}

#[test]
fn mail_loads_nothing() {
    let [_, html] = mail(false, "word");
    for loading in ["src=", "url(", "<img", "<link", "@import", "<script", "background=", "http:"] {
        assert!(!html.contains(loading), "{loading}: {html}");
    }
}

#[test]
fn a_mail_from_right_to_left_says_so_and_isolates_codes() {
    let [text, html] = mail(true, "012345");
    assert!(html.contains("<html lang=\"en\" dir=\"rtl\">"), "{html}");
    assert!(html.contains("<body class=\"page\" dir=\"rtl\""), "the body has the direction too");
    assert!(html.contains("<bdi>012345</bdi></p>"), "{html}");
    // The code, the value of the row, two addresses, the help desk with its number and link, the company.
    assert_eq!(text.matches('\u{2068}').count(), 8, "{text}");
    assert_eq!(text.matches('\u{2069}').count(), 8, "{text}");
}

use std::fmt::Write;

use jiff::SignedDuration;
use proptest::prelude::*;
use reset_domain::{
    Purpose,
    policy::{HelpDesk, Language},
};

use super::{Code, Mail, Notice, NoticeKind, Sender, Site};
use crate::gsm;

const LANGUAGES: [Language; 2] = [Language::En, Language::Sv];
const PURPOSES: [Purpose; 2] = [Purpose::ResetPassword, Purpose::UnlockAccount];
const KINDS: [NoticeKind; 2] = [NoticeKind::PasswordSet, NoticeKind::AccountUnlocked];

fn help_desk() -> HelpDesk {
    serde_json::from_str(r#"{"url":"https://help.example/it?a=1&b=2","label":"IT help desk"}"#).unwrap()
}

fn code(purpose: Purpose) -> Code<'static> {
    Code { code: "012345", purpose, life: SignedDuration::from_mins(10) }
}

fn notice(kind: NoticeKind) -> Notice {
    Notice { kind, at: "2027-02-01T08:30:59Z".parse().unwrap() }
}

#[test]
fn text_messages() {
    let (site, desk) = (Site::parse("https://reset.example").unwrap(), help_desk());
    let mut all = String::new();
    for language in LANGUAGES {
        let sender = Sender { company: "Demo & Söner", site: &site, help_desk: Some(&desk), language };
        for purpose in PURPOSES {
            writeln!(all, "{}\n", code(purpose).text_message(&sender)).unwrap();
        }
        for kind in KINDS {
            writeln!(all, "{}\n", notice(kind).text_message(&sender)).unwrap();
            let without = Sender { help_desk: None, ..sender };
            writeln!(all, "{}\n", notice(kind).text_message(&without)).unwrap();
        }
    }
    insta::assert_snapshot!(all);
}

#[test]
fn mails() {
    let (site, desk) = (Site::parse("https://reset.example").unwrap(), help_desk());
    for language in LANGUAGES {
        let sender = Sender { company: "Demo & <Söner>", site: &site, help_desk: Some(&desk), language };
        for purpose in PURPOSES {
            let name = format!("code_{purpose:?}_{}", language.tag()).to_lowercase();
            insta::assert_snapshot!(name, whole(&code(purpose).mail(&sender)));
        }
        for kind in KINDS {
            let name = format!("notice_{kind:?}_{}", language.tag()).to_lowercase();
            insta::assert_snapshot!(name, whole(&notice(kind).mail(&sender)));
        }
    }
}

proptest! {
    #[test]
    fn every_text_message_is_one_segment_and_ends_with_its_origin(
        company in "\\PC{1,30}",
        host in "[a-z0-9.-]{1,60}",
        digits in "[0-9]{6,8}",
        link in "https://[a-z/]{1,200}",
    ) {
        let site = Site::parse(&format!("https://{host}")).unwrap();
        let desk: HelpDesk = serde_json::from_value(serde_json::json!({"url": link, "label": "x"})).unwrap();
        for language in LANGUAGES {
            let sender = Sender { company: &company, site: &site, help_desk: Some(&desk), language };
            for purpose in PURPOSES {
                let text = Code { code: &digits, purpose, life: SignedDuration::from_mins(5) }.text_message(&sender);
                prop_assert!(gsm::length(&text).is_some_and(|septets| septets <= 160), "{text}");
                let last = format!("@{host} #{digits}");
                prop_assert_eq!(text.lines().last(), Some(last.as_str()));
            }
            for kind in KINDS {
                let text = notice(kind).text_message(&sender);
                prop_assert!(gsm::length(&text).is_some_and(|septets| septets <= 160), "{text}");
            }
        }
    }
}

fn whole(mail: &Mail) -> String {
    format!("{}\n\n{}\n---\n{}", mail.subject, mail.text, mail.html)
}

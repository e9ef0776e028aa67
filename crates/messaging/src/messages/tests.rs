mod lengths;
mod samples;

use std::fmt::Write;

use domain::{DirectoryRefusalKind, IneligibleReason, OrderKind, policy::Language};

use super::{CodePurpose, FailureReason, Ineligible, Mail, Notice, NoticeKind, Sender};
use crate::{Site, segments::segments};
use samples::{
    KINDS, ORDERS, PURPOSES, REASONS, code, deferred, failed, freezing, known_sender, notice, sender, several,
};

#[test]
fn text_messages_keep_their_texts() {
    let site = Site::parse("https://reset.example").unwrap();
    for language in Language::all() {
        let mut all = String::new();
        let sender = known_sender("Demo & Söner", &site, language);
        for purpose in PURPOSES {
            writeln!(all, "{}\n", code(purpose).text_message(&sender)).unwrap();
        }
        for kind in KINDS {
            writeln!(all, "{}\n", freezing(kind).text_message(&sender)).unwrap();
            writeln!(all, "{}\n", notice(kind).text_message(&sender)).unwrap();
            let without = Sender { help_desk: None, ..sender };
            writeln!(all, "{}\n", notice(kind).text_message(&without)).unwrap();
        }
        writeln!(all, "{}\n", several().text_message(&sender)).unwrap();
        for order in ORDERS {
            writeln!(all, "{}\n", deferred(order, "token").text_message(&sender)).unwrap();
        }
        for reason in REASONS {
            writeln!(all, "{}\n", failed(reason).text_message(&sender)).unwrap();
        }
        insta::assert_snapshot!(format!("text_messages_{}", language.tag()), all);
    }
}

#[test]
fn mails_keep_their_texts() {
    let site = Site::parse("https://reset.example").unwrap();
    for language in Language::all() {
        let sender = known_sender("Demo & <Söner>", &site, language);
        for purpose in PURPOSES {
            let name = format!("code_{purpose:?}_{}", language.tag()).to_lowercase();
            insta::assert_snapshot!(name, whole(&code(purpose).mail(&sender)));
        }
        for kind in KINDS {
            let name = format!("notice_{kind:?}_{}", language.tag()).to_lowercase().replace(['(', ')'], "_");
            insta::assert_snapshot!(name, whole(&freezing(kind).mail(&sender)));
        }
        let without = Sender { help_desk: None, ..sender };
        let name = format!("without_help_desk_{}", language.tag());
        insta::assert_snapshot!(name, whole(&notice(NoticeKind::PasswordSet).mail(&without)));
        insta::assert_snapshot!(format!("several_{}", language.tag()), whole(&several().mail(&sender)));
        for order in ORDERS {
            let name = format!("waiting_{order:?}_{}", language.tag()).to_lowercase();
            insta::assert_snapshot!(name, whole(&deferred(order, "token").mail(&sender)));
        }
        for reason in IneligibleReason::ALL {
            let name = format!("ineligible_{}_{}", reason.name(), language.tag()).replace('-', "_");
            insta::assert_snapshot!(name, whole(&Ineligible { reason }.mail(&sender)));
        }
        let name = format!("not_done_{}", language.tag());
        insta::assert_snapshot!(name, whole(&failed(FailureReason::TimeOver).mail(&sender)));
    }
}

#[test]
fn company_names_of_every_script_begin_text_messages() {
    let site = Site::parse("https://reset.example").unwrap();
    let names = [
        "L’Aquila – Söner",
        "Telefónica",
        "Łódź Żuraw",
        "Işık Çiçekçilik",
        "Ромашка",
        "Ελληνική Εταιρεία",
        "株式会社デモ",
        "שלום בע״מ",
        "Demo 🔑",
    ];
    let mut all = String::new();
    for company in names {
        for language in Language::all() {
            let sender = sender(company, &site, language);
            let text = code(CodePurpose::ResetPassword).text_message(&sender);
            writeln!(all, "{} segment(s): {text}\n", segments(&text)).unwrap();
            let text = freezing(NoticeKind::PasswordSet).text_message(&sender);
            writeln!(all, "{} segment(s): {text}\n", segments(&text)).unwrap();
        }
    }
    insta::assert_snapshot!(all);
}

#[test]
fn times_are_those_of_the_company() {
    let site = Site::parse("https://reset.example").unwrap();
    let summer = Notice { at: "2027-07-01T22:30:00Z".parse().unwrap(), ..notice(NoticeKind::PasswordSet) };
    for (sender, time) in [
        (known_sender("Demo", &site, Language::DEFAULT), "2027-07-02 00:30 CEST"),
        (sender("Demo", &site, Language::DEFAULT), "2027-07-01 22:30 UTC"),
    ] {
        assert!(summer.text_message(&sender).contains(time), "{time}");
        let Mail { text, html, .. } = summer.mail(&sender);
        assert!(text.contains(time) && html.contains(time), "{time}: {text}");
    }
}

#[test]
fn a_mail_has_at_most_one_button_and_every_part_in_both_forms() {
    let site = Site::parse("https://reset.example").unwrap();
    for language in Language::all() {
        let sender = known_sender("Demo", &site, language);
        let codes = PURPOSES.iter().map(|purpose| code(*purpose).mail(&sender));
        let notices = KINDS.iter().map(|kind| freezing(*kind).mail(&sender));
        let orders = ORDERS.iter().map(|order| deferred(*order, "token").mail(&sender));
        let failed = REASONS.iter().map(|reason| failed(*reason).mail(&sender));
        for Mail { text, html, .. } in codes.chain(notices).chain(orders).chain(failed) {
            assert!(html.matches("inline-block").count() <= 1, "{html}");
            assert!(text.contains("+46 8 123 45 67") && html.contains("tel:+4681234567"), "{text}");
            for link in text.split_whitespace().filter(|word| word.contains("://")) {
                assert!(html.contains(&link.replace('&', "&amp;")), "{link}");
            }
        }
    }
}

#[test]
fn every_refusal_has_a_reason_and_no_token_is_printed() {
    for (refusal, reason) in [
        (DirectoryRefusalKind::OrderCancelled, FailureReason::Cancelled),
        (DirectoryRefusalKind::JobExpired, FailureReason::TimeOver),
        (DirectoryRefusalKind::AgentWithdrawn, FailureReason::Withdrawn),
        (DirectoryRefusalKind::DirectoryUnreachable, FailureReason::Unreachable),
        (DirectoryRefusalKind::PasswordTooRecent, FailureReason::TooRecent),
        (DirectoryRefusalKind::PasswordTooShort, FailureReason::PasswordRefused),
        (DirectoryRefusalKind::PasswordInHistory, FailureReason::PasswordRefused),
        (DirectoryRefusalKind::AccountDisabled, FailureReason::NotAllowed),
    ] {
        assert_eq!(FailureReason::from_refusal(refusal), reason);
    }
    assert!(!format!("{:?}", deferred(OrderKind::SetPassword, "token")).contains("token"));
}

fn whole(mail: &Mail) -> String {
    format!("{}\n\n{}\n---\n{}", mail.subject, mail.text, mail.html)
}

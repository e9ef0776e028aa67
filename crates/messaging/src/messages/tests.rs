use std::{fmt::Write, sync::LazyLock};

use domain::{
    ClientInfo, MethodKind, OrderKind,
    policy::{HelpDesk, Language},
};
use jiff::SignedDuration;
use proptest::prelude::*;

use super::{Code, CodePurpose, Mail, NotDone, Notice, NoticeKind, Sender, Waiting, Why};
use crate::{
    Site,
    segments::{Alphabet, segments},
};

const PURPOSES: [CodePurpose; 4] =
    [CodePurpose::ResetPassword, CodePurpose::UnlockAccount, CodePurpose::SignIn, CodePurpose::Register];
const KINDS: [NoticeKind; 8] = [
    NoticeKind::PasswordSet,
    NoticeKind::AccountUnlocked,
    NoticeKind::MethodAdded(MethodKind::Passkey),
    NoticeKind::MethodChanged(MethodKind::TextMessage),
    NoticeKind::MethodRemoved(MethodKind::AuthenticatorApp),
    NoticeKind::RecoveryCodeUsed,
    NoticeKind::AccountFrozen,
    NoticeKind::AccountUnfrozen,
];

static SOURCE: LazyLock<ClientInfo> =
    LazyLock::new(|| ClientInfo { network: "192.0.2.0/24".into(), device: Some("Firefox, Windows".into()) });

/// As long as one that is signed.
const FREEZE: &str = "0123456789012345678901234567890123456789012345678901234";

const ORDERS: [OrderKind; 2] = [OrderKind::SetPassword, OrderKind::UnlockAccount];
const WHYS: [Why; 7] = [
    Why::Cancelled,
    Why::TimeOver,
    Why::Withdrawn,
    Why::Unreachable,
    Why::TooRecent,
    Why::PasswordRefused,
    Why::NotAllowed,
];

/// As long as one that is signed.
fn token() -> String {
    "x".repeat(325)
}

fn waiting(order: OrderKind, cancel: &str) -> Waiting<'_> {
    Waiting { order, until: "2027-02-01T08:30:59Z".parse().unwrap(), cancel }
}

fn not_done(why: Why) -> NotDone {
    NotDone { why, at: "2027-02-01T08:30:59Z".parse().unwrap() }
}

fn help_desk() -> HelpDesk {
    serde_json::from_str(r#"{"url":"https://help.example/it?a=1&b=2","label":"IT help desk"}"#).unwrap()
}

fn code(purpose: CodePurpose) -> Code<'static> {
    Code { code: "012345", purpose, life: SignedDuration::from_mins(10) }
}

fn notice(kind: NoticeKind) -> Notice<'static> {
    Notice { source: None, freeze: None, ..freezing(kind) }
}

fn freezing(kind: NoticeKind) -> Notice<'static> {
    Notice { kind, source: Some(&SOURCE), freeze: Some(FREEZE), at: "2027-02-01T08:30:59Z".parse().unwrap() }
}

#[test]
fn text_messages() {
    let (site, desk) = (Site::parse("https://reset.example").unwrap(), help_desk());
    for language in Language::all() {
        let mut all = String::new();
        let sender = Sender { company: "Demo & Söner", site: &site, help_desk: Some(&desk), language };
        for purpose in PURPOSES {
            writeln!(all, "{}\n", code(purpose).text_message(&sender)).unwrap();
        }
        for kind in KINDS {
            writeln!(all, "{}\n", freezing(kind).text_message(&sender)).unwrap();
            writeln!(all, "{}\n", notice(kind).text_message(&sender)).unwrap();
            let without = Sender { help_desk: None, ..sender };
            writeln!(all, "{}\n", notice(kind).text_message(&without)).unwrap();
        }
        for order in ORDERS {
            writeln!(all, "{}\n", waiting(order, "token").text_message(&sender)).unwrap();
        }
        for why in WHYS {
            writeln!(all, "{}\n", not_done(why).text_message(&sender)).unwrap();
        }
        insta::assert_snapshot!(format!("text_messages_{}", language.tag()), all);
    }
}

#[test]
fn mails() {
    let (site, desk) = (Site::parse("https://reset.example").unwrap(), help_desk());
    for language in Language::all() {
        let sender = Sender { company: "Demo & <Söner>", site: &site, help_desk: Some(&desk), language };
        for purpose in PURPOSES {
            let name = format!("code_{purpose:?}_{}", language.tag()).to_lowercase();
            insta::assert_snapshot!(name, whole(&code(purpose).mail(&sender)));
        }
        for kind in KINDS {
            let name = format!("notice_{kind:?}_{}", language.tag()).to_lowercase().replace(['(', ')'], "_");
            insta::assert_snapshot!(name, whole(&freezing(kind).mail(&sender)));
        }
        for order in ORDERS {
            let name = format!("waiting_{order:?}_{}", language.tag()).to_lowercase();
            insta::assert_snapshot!(name, whole(&waiting(order, "token").mail(&sender)));
        }
        let name = format!("not_done_{}", language.tag());
        insta::assert_snapshot!(name, whole(&not_done(Why::TimeOver).mail(&sender)));
    }
}

/// Languages that need other letters than those of GSM 03.38 get what they take, but no more than twice as much.
fn is_within(text: &str, most: usize) -> bool {
    let most = if Alphabet::of(text) == Alphabet::Gsm { most } else { 2 * most + 1 };
    segments(text) <= most
}

proptest! {
    #[test]
    fn every_text_message_is_one_segment_but_for_a_link_and_a_code_ends_with_its_origin(
        company in "\\PC{1,30}",
        host in "[a-z0-9.-]{1,60}",
        digits in "[0-9]{6,8}",
        link in "https://[a-z/]{1,200}",
    ) {
        let site = Site::parse(&format!("https://{host}")).unwrap();
        let desk: HelpDesk = serde_json::from_value(serde_json::json!({"url": link, "label": "x"})).unwrap();
        for language in Language::all() {
            let sender = Sender { company: &company, site: &site, help_desk: Some(&desk), language };
            for purpose in PURPOSES {
                let text = Code { code: &digits, purpose, life: SignedDuration::from_mins(5) }.text_message(&sender);
                prop_assert!(is_within(&text, 1), "{text}");
                let last = format!("@{host} #{digits}");
                prop_assert_eq!(text.lines().last(), Some(last.as_str()));
            }
            for kind in KINDS {
                let text = notice(kind).text_message(&sender);
                prop_assert!(is_within(&text, 1), "{text}");
                let text = freezing(kind).text_message(&sender);
                prop_assert!(is_within(&text, 2), "{text}");
                prop_assert!(text.ends_with(FREEZE));
            }
            for why in WHYS {
                let text = not_done(why).text_message(&sender);
                prop_assert!(is_within(&text, 1), "{text}");
            }
            for order in ORDERS {
                let text = waiting(order, &token()).text_message(&sender);
                prop_assert!(is_within(&text, 4), "{text}");
                let link = format!("https://{host}/#cancel={}", token());
                prop_assert!(text.ends_with(&link));
            }
        }
    }
}

#[test]
fn every_refusal_has_a_reason_and_no_token_is_printed() {
    let told = ["order-cancelled", "job-expired", "agent-withdrawn", "directory-unreachable"];
    assert_eq!(told.map(Why::of), [Why::Cancelled, Why::TimeOver, Why::Withdrawn, Why::Unreachable]);
    assert_eq!(Why::of("password-too-recent"), Why::TooRecent);
    assert_eq!(Why::of("password-in-history"), Why::PasswordRefused);
    assert_eq!(Why::of("account-disabled"), Why::NotAllowed);
    assert!(!format!("{:?}", waiting(OrderKind::SetPassword, "token")).contains("token"));
}

fn whole(mail: &Mail) -> String {
    format!("{}\n\n{}\n---\n{}", mail.subject, mail.text, mail.html)
}

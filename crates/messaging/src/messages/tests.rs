use std::{fmt::Write, sync::LazyLock};

use domain::{
    ClientInfo, IneligibleReason, MethodKind, OrderKind,
    policy::{HelpDesk, Language, Policy},
};
use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;

use super::{
    Code, CodePurpose, DeferredOrder, FailedOrder, FailureReason, Ineligible, Mail, Notice, NoticeKind,
    Sender,
};
use crate::{
    Site,
    segments::{Alphabet, segments},
};

const PURPOSES: [CodePurpose; 4] =
    [CodePurpose::ResetPassword, CodePurpose::UnlockAccount, CodePurpose::SignIn, CodePurpose::Register];
const KINDS: [NoticeKind; 9] = [
    NoticeKind::PasswordSet,
    NoticeKind::AccountUnlocked,
    NoticeKind::MethodAdded(MethodKind::Passkey),
    NoticeKind::MethodChanged(MethodKind::TextMessage),
    NoticeKind::MethodRemoved(MethodKind::AuthenticatorApp),
    NoticeKind::MethodDisowned(MethodKind::TextMessage),
    NoticeKind::RecoveryCodeUsed,
    NoticeKind::AccountFrozen,
    NoticeKind::AccountUnfrozen,
];

static SOURCE: LazyLock<ClientInfo> = LazyLock::new(|| ClientInfo {
    network: "192.0.2.0/24".into(),
    device: Some("Firefox, Windows".into()),
    language: None,
});

/// A token with the length of a signed one.
const FREEZE: &str = "0123456789012345678901234567890123456789012345678901234";

const ORDERS: [OrderKind; 2] = [OrderKind::SetPassword, OrderKind::UnlockAccount];
const REASONS: [FailureReason; 7] = [
    FailureReason::Cancelled,
    FailureReason::TimeOver,
    FailureReason::Withdrawn,
    FailureReason::Unreachable,
    FailureReason::TooRecent,
    FailureReason::PasswordRefused,
    FailureReason::NotAllowed,
];

/// Returns a text with the length of a signed token.
fn token() -> String {
    "x".repeat(325)
}

fn deferred(order: OrderKind, cancel: &str) -> DeferredOrder<'_> {
    DeferredOrder { order, until: "2027-02-01T08:30:59Z".parse().unwrap(), cancel }
}

fn failed(reason: FailureReason) -> FailedOrder {
    FailedOrder { reason, at: "2027-02-01T08:30:59Z".parse().unwrap() }
}

/// A company in Stockholm whose help desk has a page, a number and a name in each language.
static POLICY: LazyLock<Policy> = LazyLock::new(|| {
    let desk = r#"url = "https://help.example/it?a=1&b=2"
        phone = "+46 8 123 45 67"
        label = { en = "IT help desk", sv = "IT-supporten", de = "IT-Support" }"#;
    let zone = "time_zone = \"Europe/Stockholm\"";
    domain::policy::parse(&format!("[help_desk]\n{desk}\n[languages]\n{zone}\n")).unwrap()
});

static DEFAULT: LazyLock<Policy> = LazyLock::new(Policy::default);

/// Returns a sender without a help desk, who does not know the time zone.
fn sender<'a>(company: &'a str, site: &'a Site, language: Language) -> Sender<'a> {
    let zone = DEFAULT.languages.time_zone.time_zone();
    Sender { company, branding: &DEFAULT.branding, site, help_desk: None, zone, language }
}

/// Returns a sender with the help desk and the time zone of [`POLICY`].
fn known_sender<'a>(company: &'a str, site: &'a Site, language: Language) -> Sender<'a> {
    let zone = POLICY.languages.time_zone.time_zone();
    Sender { help_desk: POLICY.help_desk.as_ref(), zone, ..sender(company, site, language) }
}

fn code(purpose: CodePurpose) -> Code<'static> {
    Code { code: "012345", purpose, ttl: SignedDuration::from_mins(10) }
}

fn notice(kind: NoticeKind) -> Notice<'static> {
    Notice { source: None, freeze: None, ..freezing(kind) }
}

fn freezing(kind: NoticeKind) -> Notice<'static> {
    Notice {
        kind,
        earlier: &[],
        source: Some(&SOURCE),
        freeze: Some(FREEZE),
        at: "2027-02-01T08:30:59Z".parse().unwrap(),
    }
}

/// Returns a notice of several changes.
fn several() -> Notice<'static> {
    static EARLIER: LazyLock<[(NoticeKind, Timestamp); 2]> = LazyLock::new(|| {
        let at = |time: &str| format!("2027-02-01T{time}Z").parse().unwrap();
        [
            (NoticeKind::MethodRemoved(MethodKind::Mail), at("08:26:00")),
            (NoticeKind::RecoveryCodeUsed, at("08:28:00")),
        ]
    });
    Notice { earlier: EARLIER.as_slice(), ..freezing(NoticeKind::PasswordSet) }
}

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

/// Returns whether a text has few enough segments. Languages with letters beyond GSM 03.38 may take twice as many and
/// one.
fn is_within(text: &str, segments_of_gsm: usize) -> bool {
    segments(text) <= Alphabet::of(text).allowed(segments_of_gsm)
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

proptest! {
    #[test]
    fn text_messages_hold_every_letter_of_the_name(company in "[\\p{L}\\p{N}&’ ]{1,30}", host in "[a-z.]{1,25}") {
        let site = Site::parse(&format!("https://{host}")).unwrap();
        let name: String = company.nfc().collect::<String>().replace('’', "'");
        for language in Language::all() {
            let sender = sender(&company, &site, language);
            for purpose in PURPOSES {
                let text = code(purpose).text_message(&sender).replace('’', "'");
                prop_assert!(text.contains(&name), "{text}");
            }
            for kind in [NoticeKind::PasswordSet, NoticeKind::AccountUnlocked] {
                let text = freezing(kind).text_message(&sender).replace('’', "'");
                prop_assert!(text.contains(&name), "{text}");
            }
        }
    }

    #[test]
    fn text_messages_are_short_and_codes_end_with_their_origin(
        company in "\\PC{1,30}",
        host in "[a-z0-9.-]{1,60}",
        digits in "[0-9]{6,8}",
        link in "https://[a-z/]{1,200}",
    ) {
        let site = Site::parse(&format!("https://{host}")).unwrap();
        let desk: HelpDesk = serde_json::from_value(serde_json::json!({"url": link, "label": "x"})).unwrap();
        for language in Language::all() {
            let sender = Sender { help_desk: Some(&desk), ..sender(&company, &site, language) };
            for purpose in PURPOSES {
                let text = Code { code: &digits, purpose, ttl: SignedDuration::from_mins(5) }.text_message(&sender);
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
            let text = several().text_message(&sender);
            prop_assert!(is_within(&text, 2) && text.ends_with(FREEZE), "{text}");
            for reason in REASONS {
                let text = failed(reason).text_message(&sender);
                prop_assert!(is_within(&text, 1), "{text}");
            }
            for order in ORDERS {
                let text = deferred(order, &token()).text_message(&sender);
                prop_assert!(is_within(&text, 4), "{text}");
                let link = format!("https://{host}/#cancel={}", token());
                prop_assert!(text.ends_with(&link));
            }
        }
    }
}

#[test]
fn every_refusal_has_a_reason_and_no_token_is_printed() {
    let names = ["order-cancelled", "job-expired", "agent-withdrawn", "directory-unreachable"];
    assert_eq!(
        names.map(FailureReason::of),
        [
            FailureReason::Cancelled,
            FailureReason::TimeOver,
            FailureReason::Withdrawn,
            FailureReason::Unreachable
        ]
    );
    assert_eq!(FailureReason::of("password-too-recent"), FailureReason::TooRecent);
    assert_eq!(FailureReason::of("password-in-history"), FailureReason::PasswordRefused);
    assert_eq!(FailureReason::of("account-disabled"), FailureReason::NotAllowed);
    assert!(!format!("{:?}", deferred(OrderKind::SetPassword, "token")).contains("token"));
}

fn whole(mail: &Mail) -> String {
    format!("{}\n\n{}\n---\n{}", mail.subject, mail.text, mail.html)
}

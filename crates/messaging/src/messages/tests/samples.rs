//! Senders, and one example of each message.

use std::sync::LazyLock;

use domain::{
    ClientInfo, MethodKind, OrderKind,
    policy::{Language, Policy},
};
use jiff::{SignedDuration, Timestamp};

use crate::{
    Site,
    messages::{Code, CodePurpose, DeferredOrder, FailedOrder, FailureReason, Notice, NoticeKind, Sender},
};

pub(super) const PURPOSES: [CodePurpose; 4] =
    [CodePurpose::ResetPassword, CodePurpose::UnlockAccount, CodePurpose::SignIn, CodePurpose::Register];
pub(super) const KINDS: [NoticeKind; 9] = [
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
pub(super) const FREEZE: &str = "0123456789012345678901234567890123456789012345678901234";

pub(super) const ORDERS: [OrderKind; 2] = [OrderKind::SetPassword, OrderKind::UnlockAccount];
pub(super) const REASONS: [FailureReason; 7] = [
    FailureReason::Cancelled,
    FailureReason::TimeOver,
    FailureReason::Withdrawn,
    FailureReason::Unreachable,
    FailureReason::TooRecent,
    FailureReason::PasswordRefused,
    FailureReason::NotAllowed,
];

/// Returns a text with the length of a signed token.
pub(super) fn token() -> String {
    "x".repeat(325)
}

pub(super) fn deferred(order: OrderKind, cancel: &str) -> DeferredOrder<'_> {
    DeferredOrder { order, until: "2027-02-01T08:30:59Z".parse().unwrap(), cancel }
}

pub(super) fn failed(reason: FailureReason) -> FailedOrder {
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
pub(super) fn sender<'a>(company: &'a str, site: &'a Site, language: Language) -> Sender<'a> {
    let zone = DEFAULT.languages.time_zone.time_zone();
    Sender { company, branding: &DEFAULT.branding, site, help_desk: None, zone, language }
}

/// Returns a sender with the help desk and the time zone of [`POLICY`].
pub(super) fn known_sender<'a>(company: &'a str, site: &'a Site, language: Language) -> Sender<'a> {
    let zone = POLICY.languages.time_zone.time_zone();
    Sender { help_desk: POLICY.help_desk.as_ref(), zone, ..sender(company, site, language) }
}

pub(super) fn code(purpose: CodePurpose) -> Code<'static> {
    Code { code: "012345", purpose, ttl: SignedDuration::from_mins(10) }
}

pub(super) fn notice(kind: NoticeKind) -> Notice<'static> {
    Notice { source: None, freeze: None, ..freezing(kind) }
}

pub(super) fn freezing(kind: NoticeKind) -> Notice<'static> {
    Notice {
        kind,
        earlier: &[],
        source: Some(&SOURCE),
        freeze: Some(FREEZE),
        at: "2027-02-01T08:30:59Z".parse().unwrap(),
    }
}

/// Returns a notice of several changes.
pub(super) fn several() -> Notice<'static> {
    static EARLIER: LazyLock<[(NoticeKind, Timestamp); 2]> = LazyLock::new(|| {
        let at = |time: &str| format!("2027-02-01T{time}Z").parse().unwrap();
        [
            (NoticeKind::MethodRemoved(MethodKind::Mail), at("08:26:00")),
            (NoticeKind::RecoveryCodeUsed, at("08:28:00")),
        ]
    });
    Notice { earlier: EARLIER.as_slice(), ..freezing(NoticeKind::PasswordSet) }
}

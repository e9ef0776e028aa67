//! Text messages take few segments and hold the whole name of the company, however long it is.

use domain::policy::{HelpDesk, Language};
use jiff::SignedDuration;
use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;

use super::samples::{
    FREEZE, KINDS, ORDERS, PURPOSES, REASONS, code, deferred, failed, freezing, notice, sender, several,
    token,
};
use crate::{
    Site,
    messages::{Code, NoticeKind, Sender},
    segments::{Alphabet, segments},
};

/// Returns whether a text has few enough segments. Languages with letters beyond GSM 03.38 may take twice as many and
/// one.
fn is_within(text: &str, segments_of_gsm: usize) -> bool {
    segments(text) <= Alphabet::for_text(text).allowed(segments_of_gsm)
}

proptest! {
    #[test]
    fn text_messages_contain_every_letter_of_the_name(company in "[\\p{L}\\p{N}&’ ]{1,30}", host in "[a-z.]{1,25}") {
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

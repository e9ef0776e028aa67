//! The cost of text messages with a company's name.

use domain::{ClientInfo, Policy};
use jiff::{SignedDuration, Timestamp};

use crate::{
    Site, gsm,
    messages::{Code, CodePurpose, Notice, NoticeKind, Sender},
    segments::segments,
};

/// The segments that text messages take with a company's name, each of which costs money.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cost {
    /// The segments of a code, in the language that takes most.
    pub code: usize,
    /// The segments of a notice, in the language that takes most.
    pub notice: usize,
    /// The characters of the name that the alphabet GSM 03.38 lacks.
    pub foreign: Vec<char>,
}

/// The length of a signed token.
const TOKEN: &str = "0123456789012345678901234567890123456789012345678901234";

impl Cost {
    /// Returns what messages of this policy cost at a site.
    pub fn estimate(policy: &Policy, site: &Site) -> Self {
        let company = policy.branding.name_in_text_messages();
        let source = ClientInfo {
            network: "192.0.2.0/24".into(),
            device: Some("Firefox, Windows".into()),
            language: None,
        };
        let most = |write: &dyn Fn(&Sender<'_>) -> String| {
            let languages = policy.languages.offered.iter();
            let senders = languages.map(|language| Sender {
                company,
                branding: &policy.branding,
                site,
                help_desk: policy.help_desk.as_ref(),
                zone: policy.languages.time_zone.time_zone(),
                language: *language,
            });
            senders.map(|sender| segments(&write(&sender))).max().unwrap_or(1)
        };
        let code = Code { code: "012345", purpose: CodePurpose::ResetPassword, ttl: SignedDuration::ZERO };
        let notice = Notice {
            kind: NoticeKind::PasswordSet,
            at: Timestamp::UNIX_EPOCH,
            earlier: &[],
            source: Some(&source),
            freeze: Some(TOKEN),
        };
        Self {
            code: most(&|sender| code.text_message(sender)),
            notice: most(&|sender| notice.text_message(sender)),
            foreign: gsm::foreign(&gsm::write(company)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Cost, Site};

    fn cost(branding: &str) -> Cost {
        let policy = domain::policy::parse(&format!("[branding]\n{branding}\n")).unwrap();
        Cost::estimate(&policy, &Site::parse("https://reset.example").unwrap())
    }

    #[test]
    fn letters_of_other_alphabets_double_the_segments() {
        assert_eq!(cost("name = \"L’Aquila\""), Cost { code: 1, notice: 2, foreign: vec![] });
        let other = cost("name = \"Łódź\"");
        assert_eq!((other.code, other.notice), (2, 3));
        assert_eq!(other.foreign, ['Ł', 'ó', 'ź']);
    }

    #[test]
    fn a_name_for_text_messages_saves_segments() {
        let other = cost("name = \"Łódź\"\ntext_message_name = \"Lodz\"");
        assert_eq!(other, Cost { code: 1, notice: 2, foreign: vec![] });
    }
}

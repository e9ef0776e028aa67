//! A destination of which only some characters are shown.

use api_contract::start_reset::MethodKind;
use leptos::prelude::*;

use super::{I18n, tag};
use crate::words::{self, Message};

/// Returns a mask for eyes, and for ears what can be recognized of it instead of a row of dots.
pub(crate) fn mask(kind: MethodKind, mask: String) -> AnyView {
    let Some(spoken) = spoken_mask(kind, &mask) else { return tag("bdi").plain(mask).into_view() };
    let i18n = I18n::from_context();
    tag("span")
        .tag(tag("bdi").set("aria-hidden", "true").plain(mask))
        .tag(tag("span").class("for-ears").dynamic_text(i18n.text(spoken)))
        .into_view()
}

/// Returns what can be recognized of a mask, such as `••• ••• 51` or `u•••@•••`.
pub(crate) fn spoken_mask(kind: MethodKind, mask: &str) -> Option<Message> {
    let is_shown = |character: char| character.is_alphanumeric();
    let shown = mask.trim_matches(|character| !is_shown(character));
    match kind {
        _ if shown.is_empty() => None,
        MethodKind::TextMessage => Some(words::mask_number(shown)),
        MethodKind::Mail => Some(words::mask_mail(shown)),
        MethodKind::AuthenticatorApp | MethodKind::Passkey | MethodKind::RecoveryCode => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::tests::language;

    #[test]
    fn dots_are_not_read_aloud() {
        let english = |kind, mask| spoken_mask(kind, mask).map(|text| text.in_language(language("en")));
        let number = english(MethodKind::TextMessage, "••• ••• 51");
        assert_eq!(number.as_deref(), Some("number ending in 51"));
        let mail = english(MethodKind::Mail, "u•••@•••");
        assert_eq!(mail.as_deref(), Some("address beginning with u"));
        assert_eq!(english(MethodKind::Mail, ""), None);
        assert_eq!(english(MethodKind::Passkey, "••• 5"), None);
    }
}

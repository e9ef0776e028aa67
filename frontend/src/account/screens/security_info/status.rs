//! The card with the state of the account.

use api_contract::show_session::{RegistrationRequirement, SecurityInfo, Status};

use crate::{
    clock::Moment,
    parts::{Tag, paragraph, picture, tag},
    words::{self, Message, Value},
};

/// Returns the card, or `None` if an earlier version of a function answered.
pub(super) fn status(info: &SecurityInfo) -> Option<Tag> {
    let status = info.status.as_ref()?;
    let picture = picture(if status.can_reset { "picture check" } else { "picture stop" });
    let lines = age(status, Moment::now()).into_iter().flatten();
    let words = tag("div").class("words").tag(paragraph("label", ability(status, info.required)));
    let words = lines.map(|line| paragraph("hint", line)).fold(words, Tag::tag);
    Some(tag("div").class("method status").tag(picture).tag(words))
}

/// Returns whether the user can reset the password alone and, if not, what is missing.
fn ability(status: &Status, required: RegistrationRequirement) -> Message {
    match required.kinds.saturating_sub(required.registered) {
        _ if status.can_reset => words::status_ready(status.methods),
        0 => words::status_too_new(),
        missing => words::status_lacking(u32::from(missing)),
    }
}

/// Returns when the password was set, and how long it is good, if they are known.
fn age(status: &Status, now: Moment) -> [Option<Message>; 2] {
    let moment = |text: &Option<String>| text.as_deref().and_then(Moment::parse);
    let set = moment(&status.password_set_at).map(|set| match set.days_since(now) {
        0 => words::status_password_new(),
        days => words::status_password_days(days),
    });
    let end = moment(&status.password_expires_at).filter(|end| !end.has_passed(now));
    [set, end.map(|end| words::status_password_until(Value::Date(end)))]
}

#[cfg(test)]
mod tests {
    use super::*;

    const REQUIRED: RegistrationRequirement =
        RegistrationRequirement { kinds: 2, registered: 2, skips_left: 0 };

    fn with(can_reset: bool) -> Status {
        Status { can_reset, methods: 3, password_set_at: None, password_expires_at: None }
    }

    #[test]
    fn card_says_what_is_missing_for_a_reset() {
        assert_eq!(ability(&with(true), REQUIRED), words::status_ready(3));
        assert_eq!(ability(&with(false), REQUIRED), words::status_too_new());
        let lacking = RegistrationRequirement { registered: 1, ..REQUIRED };
        assert_eq!(ability(&with(false), lacking), words::status_lacking(1));
    }

    #[test]
    fn age_of_the_password_is_shown_if_it_is_known() {
        let at = |text: &str| Some(text.to_owned());
        let (set, end) = (at("2026-11-27T10:00:00Z"), at("2026-12-27T10:00:00Z"));
        let status = Status { password_set_at: set, password_expires_at: end.clone(), ..with(true) };
        let now = |text| Moment::parse(text).unwrap();
        let until = words::status_password_until(Value::Date(now("2026-12-27T10:00:00Z")));
        assert_eq!(age(&with(true), now("2026-11-30T10:00:00Z")), [None, None]);
        assert_eq!(
            age(&status, now("2026-11-30T10:00:00Z")),
            [Some(words::status_password_days(3)), Some(until)]
        );
        assert_eq!(age(&status, now("2026-11-28T09:59:59Z"))[0], Some(words::status_password_new()));
        assert_eq!(age(&status, now("2026-12-27T10:00:00Z"))[1], None, "it has passed");
    }
}

//! A session as an item and back.

use reset_domain::{AccountId, Level, Policy, Session, SessionId};

use crate::{
    StoreError,
    item::{Attributes, Item, attributes, moment, number, text},
};

/// The key of a session's item.
pub(super) fn key(id: &SessionId) -> String {
    format!("SESSION#{}", id.0)
}

/// The item of a session at a version. The table forgets it when it has ended.
pub(super) fn write(session: &Session, version: u64, policy: &Policy) -> Attributes {
    attributes([
        ("pk", text(key(&session.id))),
        ("version", number(version)),
        ("expires", number(session.expires_at(policy).as_second())),
        ("id", text(&session.id.0)),
        ("account", text(&session.account.0)),
        ("level", text(level_word(session.level))),
        ("began_at", moment(session.began_at)),
        ("used_at", moment(session.used_at)),
    ])
}

/// The session of an item, and its version.
pub(super) fn read(item: &Item) -> Result<(Session, u64), StoreError> {
    let session = Session {
        id: SessionId(item.text("id")?),
        account: AccountId(item.text("account")?),
        level: read_level(item)?,
        began_at: item.moment("began_at")?,
        used_at: item.moment("used_at")?,
    };
    Ok((session, item.number("version")?))
}

const fn level_word(level: Level) -> &'static str {
    match level {
        Level::MustChange => "must-change",
        Level::Password => "password",
        Level::Full => "full",
    }
}

fn read_level(item: &Item) -> Result<Level, StoreError> {
    match item.text("level")?.as_str() {
        "must-change" => Ok(Level::MustChange),
        "password" => Ok(Level::Password),
        "full" => Ok(Level::Full),
        _ => Err(item.damaged("level")),
    }
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::*;

    #[test]
    fn a_session_is_read_as_it_was_written() {
        for level in [Level::MustChange, Level::Password, Level::Full] {
            let at = |seconds| Timestamp::from_second(seconds).unwrap();
            let began = Session::begin(SessionId("s".into()), AccountId("a".into()), level, at(5));
            let session = Session { used_at: at(90), ..began };
            let item = Item::new("SESSION#s", write(&session, 3, &Policy::default()));
            assert_eq!(read(&item).unwrap(), (session, 3));
        }
    }
}

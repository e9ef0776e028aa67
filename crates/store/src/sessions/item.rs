//! Conversion between a session and its item.

use aws_sdk_dynamodb::types::AttributeValue;
use domain::{
    AccountId, AuthenticationLevel, ClientInfo, OneTimeCode, Policy, Session, SessionId,
    session::SentFactorCode,
};

use crate::{
    StoreError,
    client_info::{self, read_language},
    item::{Attributes, Item, attributes, bytes, flag, moment, number, text},
};

/// The attribute of the language of the page.
const LANGUAGE: &str = "language";

/// Returns the key of a session's item.
pub(super) fn key(id: &SessionId) -> String {
    format!("SESSION#{}", id.0)
}

/// Returns the item of a session at a version. The table deletes it after the session's end.
pub(crate) fn write(session: &Session, version: u64, policy: &Policy) -> Attributes {
    let mut item = attributes([
        ("pk", text(key(&session.id))),
        ("version", number(version)),
        ("expires", number(session.expires_at(policy).as_second())),
        ("id", text(&session.id.0)),
        ("account", text(&session.account.0)),
        ("level", text(level_word(session.level))),
        ("began_at", moment(session.began_at)),
        ("used_at", moment(session.used_at)),
        ("has_skipped", flag(session.has_skipped)),
    ]);
    item.extend(client_info::write(session.client.as_ref()));
    let language = session.client.as_ref().and_then(|client| client.language);
    item.extend(language.map(|own| (LANGUAGE.to_owned(), text(own.tag()))));
    let sent = session.sent.as_ref().map(|sent| AttributeValue::M(write_sent(sent)));
    item.extend(sent.map(|sent| ("sent".to_owned(), sent)));
    item
}

/// Reads a session and its version.
pub(crate) fn read(item: &Item) -> Result<(Session, u64), StoreError> {
    let session = Session {
        id: SessionId(item.text("id")?),
        account: AccountId(item.text("account")?),
        level: read_level(item)?,
        began_at: item.moment("began_at")?,
        client: read_client(item)?,
        used_at: item.moment("used_at")?,
        sent: item.optional("sent", Item::map)?.as_ref().map(read_sent).transpose()?,
        has_skipped: item.flag("has_skipped")?,
    };
    Ok((session, item.number("version")?))
}

fn read_client(item: &Item) -> Result<Option<ClientInfo>, StoreError> {
    let language = item.optional(LANGUAGE, Item::text)?.as_deref().and_then(read_language);
    Ok(client_info::read(item)?.map(|client| ClientInfo { language, ..client }))
}

fn write_sent(sent: &SentFactorCode) -> Attributes {
    attributes([
        ("method", text(&sent.method)),
        ("code", bytes(sent.digest.clone())),
        ("expires_at", moment(sent.code.expires_at)),
        ("resend_at", moment(sent.resend_at)),
        ("guesses", number(sent.code.guesses)),
    ])
}

fn read_sent(item: &Item) -> Result<SentFactorCode, StoreError> {
    Ok(SentFactorCode {
        method: item.text("method")?,
        digest: item.bytes("code")?,
        code: OneTimeCode { expires_at: item.moment("expires_at")?, guesses: item.number("guesses")? },
        resend_at: item.moment("resend_at")?,
    })
}

const fn level_word(level: AuthenticationLevel) -> &'static str {
    match level {
        AuthenticationLevel::MustChange => "must-change",
        AuthenticationLevel::MustChangeProved => "must-change-proved",
        AuthenticationLevel::Password => "password",
        AuthenticationLevel::Full => "full",
    }
}

fn read_level(item: &Item) -> Result<AuthenticationLevel, StoreError> {
    match item.text("level")?.as_str() {
        "must-change" => Ok(AuthenticationLevel::MustChange),
        "must-change-proved" => Ok(AuthenticationLevel::MustChangeProved),
        "password" => Ok(AuthenticationLevel::Password),
        "full" => Ok(AuthenticationLevel::Full),
        _ => Err(item.damaged("level")),
    }
}

#[cfg(test)]
mod tests {
    use domain::policy::Language;
    use jiff::Timestamp;

    use super::*;

    #[test]
    fn session_survives_storage() {
        for level in [
            AuthenticationLevel::MustChange,
            AuthenticationLevel::MustChangeProved,
            AuthenticationLevel::Password,
            AuthenticationLevel::Full,
        ] {
            let at = |seconds| Timestamp::from_second(seconds).unwrap();
            let began = Session::begin(SessionId("s".into()), AccountId("a".into()), level, at(5));
            let sent = SentFactorCode {
                method: "m".into(),
                digest: vec![7],
                code: OneTimeCode { expires_at: at(9), guesses: 2 },
                resend_at: at(8),
            };
            let client = ClientInfo {
                network: "192.0.2.0/24".into(),
                device: Some("Edge, Windows".into()),
                language: Some(Language::DEFAULT),
            };
            let session = Session {
                used_at: at(90),
                sent: Some(sent),
                has_skipped: true,
                client: Some(client),
                ..began
            };
            let item = Item::new("SESSION#s", write(&session, 3, &Policy::default()));
            assert_eq!(read(&item).unwrap(), (session, 3));
        }
    }
}

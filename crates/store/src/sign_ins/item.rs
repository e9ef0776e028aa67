//! Conversion between a sign-in and its item.

use domain::{AccountId, Caller, JobId, SignIn, SignInId, SignInVerdict, Subject, sign_in::State};

use crate::{
    StoreError,
    item::{Attributes, Item, attributes, flag, moment, number, set, text},
    limits::{caller_from_text, caller_to_text},
};

/// The seconds for which a sign-in is stored after its end, because the directory's verdict may come late.
const RETENTION_SECONDS: i64 = 10 * 60;

/// Returns the key of a sign-in's item.
pub(super) fn key(id: &SignInId) -> String {
    format!("SIGN_IN#{}", id.0)
}

/// Returns the item of a sign-in at a version.
pub(crate) fn write(sign_in: &SignIn, version: u64) -> Attributes {
    let mut item = attributes([
        ("pk", text(key(&sign_in.id))),
        ("version", number(version)),
        ("expires", number(sign_in.expires_at.as_second().saturating_add(RETENTION_SECONDS))),
        ("id", text(&sign_in.id.0)),
        ("account", text(&sign_in.subject.account.0)),
        ("decoy", flag(sign_in.subject.decoy)),
        ("caller", text(caller_to_text(&sign_in.caller))),
        ("withheld", flag(sign_in.is_withheld)),
        ("job", text(&sign_in.job.0)),
        ("agents", set(sign_in.agents.clone())),
        ("started_at", moment(sign_in.started_at)),
        ("expires_at", moment(sign_in.expires_at)),
    ]);
    let state = match sign_in.state {
        State::Checking => "checking",
        State::Answered(verdict) => {
            item.insert("verdict".to_owned(), text(verdict.name()));
            "answered"
        }
        State::Finished => "finished",
    };
    item.insert("state".to_owned(), text(state));
    item
}

/// Reads a sign-in and its version.
pub(crate) fn read(item: &Item) -> Result<(SignIn, u64), StoreError> {
    let state = match item.text("state")?.as_str() {
        "checking" => State::Checking,
        "answered" => State::Answered(verdict(item)?),
        "finished" => State::Finished,
        _ => return Err(item.damaged("state")),
    };
    // A sign-in of an earlier version has no caller.
    let caller = match item.optional("caller", Item::text)? {
        Some(caller) => caller_from_text(&caller).ok_or_else(|| item.damaged("caller"))?,
        None => Caller::Stranger(String::new()),
    };
    let sign_in = SignIn {
        id: SignInId(item.text("id")?),
        caller,
        is_withheld: item.optional("withheld", Item::flag)?.unwrap_or_default(),
        subject: Subject { account: AccountId(item.text("account")?), decoy: item.flag("decoy")? },
        job: JobId(item.text("job")?),
        agents: item.set("agents")?,
        started_at: item.moment("started_at")?,
        expires_at: item.moment("expires_at")?,
        state,
    };
    Ok((sign_in, item.number("version")?))
}

fn verdict(item: &Item) -> Result<SignInVerdict, StoreError> {
    SignInVerdict::from_name(&item.text("verdict")?).ok_or_else(|| item.damaged("verdict"))
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::*;

    #[test]
    fn sign_in_survives_storage() {
        let states = SignInVerdict::ALL.map(State::Answered);
        for state in states.into_iter().chain([State::Checking, State::Finished]) {
            let at = |seconds| Timestamp::from_second(seconds).unwrap();
            let sign_in = SignIn {
                id: SignInId("i".into()),
                subject: Subject { account: AccountId("a".into()), decoy: true },
                caller: Caller::Stranger("name".into()),
                is_withheld: true,
                job: JobId("j".into()),
                agents: vec!["agent-1".into()],
                started_at: at(5),
                expires_at: at(25),
                state,
            };
            let item = Item::new("SIGN_IN#i", write(&sign_in, 7));
            assert_eq!(read(&item).unwrap(), (sign_in, 7));
        }
    }
}

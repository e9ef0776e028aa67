//! Conversion of the records of sends, guesses, passwords and cooldowns. Records of an earlier version name no caller;
//! they count as those of strangers.

use aws_sdk_dynamodb::types::AttributeValue;
use domain::limits::{Caller, Cooldown, FailedGuess, GuessClass, SendRecord, WrongPassword};

use crate::{
    StoreError,
    item::{Attributes, Item, attributes, flag, moment, number, text},
};

pub(super) fn write_send(send: &SendRecord) -> Attributes {
    let mut record = attributes([
        ("at", moment(send.at)),
        ("destination", text(&send.destination)),
        ("caller", write_caller(&send.caller)),
    ]);
    record.extend(withheld(send.is_withheld));
    record
}

pub(super) fn read_send(item: &Item) -> Result<SendRecord, StoreError> {
    Ok(SendRecord {
        at: item.moment("at")?,
        destination: item.text("destination")?,
        caller: read_caller(item)?,
        is_withheld: item.optional("withheld", Item::flag)?.unwrap_or_default(),
    })
}

pub(super) fn write_guess(guess: &FailedGuess) -> Attributes {
    let mut record = attributes([
        ("at", moment(guess.at)),
        ("of", text(&guess.target)),
        ("caller", write_caller(&guess.caller)),
        ("class", write_class(guess.class)),
    ]);
    record.extend(withheld(guess.is_withheld));
    record
}

/// A guess of an earlier version may have no target, and that target has ended.
pub(super) fn read_guess(item: &Item) -> Result<FailedGuess, StoreError> {
    Ok(FailedGuess {
        at: item.moment("at")?,
        target: item.optional("of", Item::text)?.unwrap_or_default(),
        caller: read_caller(item)?,
        class: item.optional("class", read_class)?.unwrap_or(GuessClass::SentCode),
        is_withheld: item.optional("withheld", Item::flag)?.unwrap_or_default(),
    })
}

pub(super) fn write_password(wrong: &WrongPassword) -> Attributes {
    let mut record = attributes([("at", moment(wrong.at)), ("caller", write_caller(&wrong.caller))]);
    record.extend(withheld(wrong.is_withheld));
    record
}

pub(super) fn read_password(item: &Item) -> Result<WrongPassword, StoreError> {
    Ok(WrongPassword {
        at: item.moment("at")?,
        caller: read_caller(item)?,
        is_withheld: item.optional("withheld", Item::flag)?.unwrap_or_default(),
    })
}

pub(super) fn write_cooldown(cooldown: &Cooldown) -> Attributes {
    let mut record = attributes([
        ("class", write_class(cooldown.class)),
        ("count", number(cooldown.count)),
        ("began_at", moment(cooldown.began_at)),
        ("until", moment(cooldown.until)),
    ]);
    let caller = cooldown.caller.as_ref().map(|caller| ("caller".to_owned(), write_caller(caller)));
    record.extend(caller);
    record
}

/// Reads the cooldowns. The one of an earlier version, which refused everything to everybody, is one of all strangers.
pub(super) fn read_cooldowns(limits: &Item) -> Result<Vec<Cooldown>, StoreError> {
    if let Some(records) = limits.optional("cooldowns", Item::list)? {
        return records.iter().map(read_cooldown).collect();
    }
    let Some(until) = limits.optional("resting_until", Item::moment)? else { return Ok(Vec::new()) };
    let count = limits.number("rests")?;
    let earlier = |class| Cooldown { caller: None, class, count, began_at: until, until };
    Ok([GuessClass::SentCode, GuessClass::HeldCode].map(earlier).to_vec())
}

fn read_cooldown(item: &Item) -> Result<Cooldown, StoreError> {
    Ok(Cooldown {
        caller: item.optional("caller", |item, _| read_caller(item))?,
        class: read_class(item, "class")?,
        count: item.number("count")?,
        began_at: item.moment("began_at")?,
        until: item.moment("until")?,
    })
}

fn withheld(is_withheld: bool) -> Option<(String, AttributeValue)> {
    is_withheld.then(|| ("withheld".to_owned(), flag(true)))
}

fn write_class(class: GuessClass) -> AttributeValue {
    text(match class {
        GuessClass::SentCode => "sent",
        GuessClass::HeldCode => "held",
    })
}

fn read_class(item: &Item, attribute: &str) -> Result<GuessClass, StoreError> {
    match item.text(attribute)?.as_str() {
        "sent" => Ok(GuessClass::SentCode),
        "held" => Ok(GuessClass::HeldCode),
        _ => Err(item.damaged(attribute)),
    }
}

fn write_caller(caller: &Caller) -> AttributeValue {
    text(caller_to_text(caller))
}

fn read_caller(item: &Item) -> Result<Caller, StoreError> {
    let Some(caller) = item.optional("caller", Item::text)? else {
        return Ok(Caller::Stranger(String::new()));
    };
    caller_from_text(&caller).ok_or_else(|| item.damaged("caller"))
}

/// Returns the stored form of a caller, which items of resets have too.
pub(crate) fn caller_to_text(caller: &Caller) -> String {
    match caller {
        Caller::Stranger(name) => format!("name:{name}"),
        Caller::Device(id) => format!("device:{id}"),
        Caller::User => "user".to_owned(),
    }
}

/// Reads the stored form of a caller.
pub(crate) fn caller_from_text(stored: &str) -> Option<Caller> {
    match stored.split_once(':') {
        Some(("name", name)) => Some(Caller::Stranger(name.to_owned())),
        Some(("device", id)) => Some(Caller::Device(id.to_owned())),
        None if stored == "user" => Some(Caller::User),
        Some(_) | None => None,
    }
}

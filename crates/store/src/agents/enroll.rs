//! One-time codes: an administrator has one made for a name; who shows it enrols keys under that name, once.

use agent_protocol::{enrollment::PublicKeys, session::Health};
use authenticators::spelling::{CODE_BYTES, normalize, spell};
use aws_sdk_dynamodb::types::{TransactWriteItem, Update};
use domain::Event;
use jiff::{SignedDuration, Timestamp};
use tracing::instrument;

use super::{Agents, KnownAgent, is_agent_id, item, known_key};
use crate::{
    StoreError,
    audit::Record,
    item::{Item, attributes, moment, number, text},
    table::{key, put_version},
};
use crypto::keys::{EnrollmentKey, keyed_hash};

/// How long a code is good.
const CODE_LIVES: SignedDuration = SignedDuration::from_mins(15);
/// How long it is known afterwards, so that a late or second use is told from a guess.
const CODE_KNOWN_SECONDS: i64 = 24 * 60 * 60;

/// A one-time code, as the administrator sees it: four groups of four.
#[derive(Clone, PartialEq, Eq)]
pub struct EnrolmentCode {
    /// The code.
    pub text: String,
    /// From when on it is worth nothing.
    pub expires_at: Timestamp,
}

/// The end only.
impl std::fmt::Debug for EnrolmentCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("EnrolmentCode").field("expires_at", &self.expires_at).finish_non_exhaustive()
    }
}

/// Why nobody is enrolled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EnrolmentRefusal {
    /// No id for an agent.
    NotAnId,
    /// An agent of this name is enrolled and not revoked.
    NameTaken,
    /// No such code: mistyped or guessed.
    CodeUnknown,
    /// The code was used.
    CodeUsed,
    /// The code is too old.
    CodeExpired,
    /// Not two keys of 32 bytes.
    NotKeys,
    /// One of the keys is or was some agent's.
    KeyKnown,
}

impl EnrolmentRefusal {
    /// For the log.
    pub const fn name(self) -> &'static str {
        match self {
            Self::NotAnId => "not-an-id",
            Self::NameTaken => "name-taken",
            Self::CodeUnknown => "code-unknown",
            Self::CodeUsed => "code-used",
            Self::CodeExpired => "code-expired",
            Self::NotKeys => "not-keys",
            Self::KeyKnown => "key-known",
        }
    }
}

/// What the store knows of a code.
struct KnownCode {
    pk: String,
    agent: String,
}

impl Agents {
    /// Makes a code for a name; only its keyed hash is kept.
    #[instrument(level = "debug", skip_all)]
    pub async fn allow_enrolment(
        &self,
        id: &str,
        random: [u8; CODE_BYTES],
        hash: &EnrollmentKey,
        audit: &str,
        now: Timestamp,
    ) -> Result<Result<EnrolmentCode, EnrolmentRefusal>, StoreError> {
        if !is_agent_id(id) {
            return Ok(Err(EnrolmentRefusal::NotAnId));
        }
        if self.find(id).await?.is_some_and(|known| known.revoked_at.is_none()) {
            return Ok(Err(EnrolmentRefusal::NameTaken));
        }
        let code = EnrolmentCode { text: spell(random), expires_at: now + CODE_LIVES };
        let pk = code_key(hash, &code.text);
        let item = attributes([
            ("pk", text(&pk)),
            ("agent", text(id)),
            ("expires_at", moment(code.expires_at)),
            ("expires", number(code.expires_at.as_second() + CODE_KNOWN_SECONDS)),
        ]);
        let about = vec![("agent", id.to_owned())];
        let record = Record { id: pk, at: now, about, event: &Event::EnrollmentAllowed };
        let items = vec![put_version(&self.resets, item, None)?, record.put(audit)?];
        self.settings.commit("allowing an enrolment", items).await?;
        Ok(Ok(code))
    }

    /// Enrols keys under the name that the code is for.
    #[instrument(level = "debug", skip_all)]
    pub async fn enroll(
        &self,
        code: &str,
        keys: &PublicKeys,
        hash: &EnrollmentKey,
        audit: &str,
        now: Timestamp,
    ) -> Result<Result<String, EnrolmentRefusal>, StoreError> {
        if !item::are_keys(keys) {
            return Ok(Err(EnrolmentRefusal::NotKeys));
        }
        let code = match self.known_code(&code_key(hash, code), now).await? {
            Ok(code) => code,
            Err(refusal) => return Ok(Err(refusal)),
        };
        if self.is_known(keys).await? {
            return Ok(Err(EnrolmentRefusal::KeyKnown));
        }
        let before = self.find(&code.agent).await?;
        if before.as_ref().is_some_and(|known| known.revoked_at.is_none()) {
            return Ok(Err(EnrolmentRefusal::NameTaken));
        }
        let read = before.map(|known| known.version);
        let agent = new_agent(&code.agent, keys, read.unwrap_or(0) + 1, now);
        let once = format!("agent#{}#{}", agent.id, agent.version);
        let about = vec![("agent", agent.id.clone()), ("fingerprint", keys.fingerprint())];
        let record = Record { id: once, at: now, about, event: &Event::AgentEnrolled };
        let mut items = vec![
            self.use_up(&code, now)?,
            put_version(&self.settings.name, item::write(&agent)?, read)?,
            record.put(audit)?,
        ];
        items.extend(item::give_keys(&self.settings.name, keys)?);
        match self.settings.commit("enrolling an agent", items).await {
            Ok(()) => Ok(Ok(agent.id)),
            // Somebody used the code, or these keys, at the same moment.
            Err(StoreError::Conflict) => Ok(Err(EnrolmentRefusal::CodeUsed)),
            Err(error) => Err(error),
        }
    }

    async fn known_code(
        &self,
        pk: &str,
        now: Timestamp,
    ) -> Result<Result<KnownCode, EnrolmentRefusal>, StoreError> {
        let Some(found) = self.resets().load("loading an enrolment code", key(pk)).await? else {
            return Ok(Err(EnrolmentRefusal::CodeUnknown));
        };
        if found.optional("used_at", Item::moment)?.is_some() {
            return Ok(Err(EnrolmentRefusal::CodeUsed));
        }
        if now >= found.moment("expires_at")? {
            return Ok(Err(EnrolmentRefusal::CodeExpired));
        }
        Ok(Ok(KnownCode { pk: pk.to_owned(), agent: found.text("agent")? }))
    }

    /// Whether one of the keys is or was some agent's.
    pub(super) async fn is_known(&self, keys: &PublicKeys) -> Result<bool, StoreError> {
        for (kind, public) in [("signing", &keys.signing_key), ("sealing", &keys.sealing_key)] {
            let mut mark = known_key(kind, public);
            mark.remove("version");
            if self.settings.load("looking for a key", mark).await?.is_some() {
                return Ok(true);
            }
        }
        Ok(false)
    }

    fn use_up(&self, code: &KnownCode, now: Timestamp) -> Result<TransactWriteItem, StoreError> {
        let update = Update::builder()
            .table_name(&self.resets)
            .set_key(Some(key(&code.pk)))
            .update_expression("SET used_at = :now")
            .condition_expression("attribute_exists(pk) AND attribute_not_exists(used_at)")
            .expression_attribute_values(":now", moment(now))
            .build()
            .map_err(StoreError::unavailable("writing a transaction"))?;
        Ok(TransactWriteItem::builder().update(update).build())
    }

    fn resets(&self) -> crate::table::Table {
        crate::table::Table { client: self.settings.client.clone(), name: self.resets.clone() }
    }
}

fn new_agent(id: &str, keys: &PublicKeys, version: u64, now: Timestamp) -> KnownAgent {
    KnownAgent {
        id: id.to_owned(),
        keys: keys.clone(),
        enrolled_at: now,
        keys_at: now,
        revoked_at: None,
        last_seen: None,
        agent_version: None,
        health: Health::default(),
        version,
    }
}

fn code_key(hash: &EnrollmentKey, code: &str) -> String {
    let digest = keyed_hash(hash.as_bytes(), "enrolment", &[&normalize(code)]);
    format!("ENROLMENT#{}", digest.iter().fold(String::new(), |text, byte| text + &format!("{byte:02x}")))
}

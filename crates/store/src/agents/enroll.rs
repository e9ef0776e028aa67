//! Enrollment by one-time code: an administrator has a code made for a name, and a host that presents the code enrolls
//! its keys under that name, once.

use agent_protocol::{enrollment::PublicKeys, session::Health};
use authenticators::spelling::{CODE_BYTES, normalize, spell};
use aws_sdk_dynamodb::types::{TransactWriteItem, Update};
use domain::Event;
use jiff::{SignedDuration, Timestamp};
use tracing::instrument;

use super::{Agents, KnownAgent, is_agent_id, item, key_mark};
use crate::{
    StoreError,
    audit::{AuditTable, Record},
    item::{Item, attributes, moment, number, text},
    table::{key, put_version},
};
use crypto::keys::{EnrollmentKey, keyed_hash};

/// The time for which a code enrolls an agent.
const CODE_TTL: SignedDuration = SignedDuration::from_mins(15);
/// The seconds for which an ended code is stored, so that the log can distinguish a late or second use from a guess.
const CODE_RETENTION_SECONDS: i64 = 24 * 60 * 60;

/// A one-time code as the administrator sees it: four groups of four characters.
#[derive(Clone, PartialEq, Eq)]
pub struct EnrollmentCode {
    pub text: String,
    /// The moment when it expires.
    pub expires_at: Timestamp,
}

/// Prints when the code expires, never the code.
impl std::fmt::Debug for EnrollmentCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("EnrollmentCode").field("expires_at", &self.expires_at).finish_non_exhaustive()
    }
}

/// The reason why no code is made or no agent is enrolled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EnrollmentRefusal {
    /// The name cannot be an agent's id.
    NotAnId,
    /// An agent of this name is enrolled and not revoked.
    NameTaken,
    /// There is no such code: it was mistyped or guessed.
    CodeUnknown,
    /// The code was used before.
    CodeUsed,
    /// The code is too old.
    CodeExpired,
    /// The keys are not two keys of 32 bytes.
    NotKeys,
    /// An agent has or had one of the keys.
    KeyKnown,
}

impl EnrollmentRefusal {
    /// Returns the refusal's name in the log.
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

/// A stored code that is good.
struct StoredCode {
    pk: String,
    agent: String,
}

impl Agents {
    /// Makes a code for a name and stores its keyed hash only.
    #[instrument(level = "debug", skip_all)]
    pub async fn allow_enrollment(
        &self,
        id: &str,
        random: [u8; CODE_BYTES],
        hash: &EnrollmentKey,
        audit: &AuditTable,
        now: Timestamp,
    ) -> Result<Result<EnrollmentCode, EnrollmentRefusal>, StoreError> {
        if !is_agent_id(id) {
            return Ok(Err(EnrollmentRefusal::NotAnId));
        }
        if self.find(id).await?.is_some_and(|agent| agent.revoked_at.is_none()) {
            return Ok(Err(EnrollmentRefusal::NameTaken));
        }
        let code = EnrollmentCode { text: spell(random), expires_at: now + CODE_TTL };
        let pk = code_key(hash.keys().current(), &code.text);
        let item = attributes([
            ("pk", text(&pk)),
            ("agent", text(id)),
            ("expires_at", moment(code.expires_at)),
            ("expires", number(code.expires_at.as_second() + CODE_RETENTION_SECONDS)),
        ]);
        let subjects = vec![("agent", id.to_owned())];
        let record = Record { id: pk, at: now, subjects, event: &Event::EnrollmentAllowed };
        let items = vec![put_version(&self.resets, item, None)?, record.put(audit)?];
        self.settings.commit("allowing an enrollment", items).await?;
        Ok(Ok(code))
    }

    /// Enrolls keys under the name that the code is for. Returns the agent's id.
    #[instrument(level = "debug", skip_all)]
    pub async fn enroll(
        &self,
        code: &str,
        keys: &PublicKeys,
        hash: &EnrollmentKey,
        audit: &AuditTable,
        now: Timestamp,
    ) -> Result<Result<String, EnrollmentRefusal>, StoreError> {
        if !item::are_keys(keys) {
            return Ok(Err(EnrollmentRefusal::NotKeys));
        }
        let code = match self.find_code(hash, code, now).await? {
            Ok(code) => code,
            Err(refusal) => return Ok(Err(refusal)),
        };
        if self.has_key(keys).await? {
            return Ok(Err(EnrollmentRefusal::KeyKnown));
        }
        let before = self.find(&code.agent).await?;
        if before.as_ref().is_some_and(|agent| agent.revoked_at.is_none()) {
            return Ok(Err(EnrollmentRefusal::NameTaken));
        }
        let read = before.map(|agent| agent.version);
        let agent = new_agent(&code.agent, keys, read.unwrap_or(0) + 1, now);
        let mut items = vec![self.mark_used(&code, now)?];
        items.extend(self.put_enrolled(&agent, read, audit, now)?);
        match self.settings.commit("enrolling an agent", items).await {
            Ok(()) => Ok(Ok(agent.id)),
            // Another request used the code, or these keys, at the same moment.
            Err(StoreError::Conflict) => Ok(Err(EnrollmentRefusal::CodeUsed)),
            Err(error) => Err(error),
        }
    }

    /// Returns the writes of an enrolled agent: its item, its keys, and the entry of the audit trail. `read` is the
    /// version of the item that it replaces.
    fn put_enrolled(
        &self,
        agent: &KnownAgent,
        read: Option<u64>,
        audit: &AuditTable,
        now: Timestamp,
    ) -> Result<Vec<TransactWriteItem>, StoreError> {
        let occurrence = format!("agent#{}#{}", agent.id, agent.version);
        let subjects = vec![("agent", agent.id.clone()), ("fingerprint", agent.keys.fingerprint())];
        let record = Record { id: occurrence, at: now, subjects, event: &Event::AgentEnrolled };
        let table = &self.settings.name;
        let mut items = vec![put_version(table, item::write(agent)?, read)?, record.put(audit)?];
        items.extend(item::put_keys(table, &agent.keys)?);
        Ok(items)
    }

    async fn find_code(
        &self,
        hash: &EnrollmentKey,
        code: &str,
        now: Timestamp,
    ) -> Result<Result<StoredCode, EnrollmentRefusal>, StoreError> {
        let mut found = None;
        for pk in hash.keys().all().map(|hash| code_key(hash, code)) {
            let item = self.resets().load("loading an enrollment code", key(&pk)).await?;
            found = found.or(item.map(|item| (pk, item)));
        }
        let Some((pk, item)) = found else { return Ok(Err(EnrollmentRefusal::CodeUnknown)) };
        if item.optional("used_at", Item::moment)?.is_some() {
            return Ok(Err(EnrollmentRefusal::CodeUsed));
        }
        if now >= item.moment("expires_at")? {
            return Ok(Err(EnrollmentRefusal::CodeExpired));
        }
        Ok(Ok(StoredCode { pk, agent: item.text("agent")? }))
    }

    /// Returns whether an agent has or had one of the keys.
    pub(super) async fn has_key(&self, keys: &PublicKeys) -> Result<bool, StoreError> {
        for (kind, public) in [("signing", &keys.signing_key), ("sealing", &keys.sealing_key)] {
            let mut mark = key_mark(kind, public);
            mark.remove("version");
            if self.settings.load("looking for a key", mark).await?.is_some() {
                return Ok(true);
            }
        }
        Ok(false)
    }

    fn mark_used(&self, code: &StoredCode, now: Timestamp) -> Result<TransactWriteItem, StoreError> {
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

fn code_key(hash: &[u8; 32], code: &str) -> String {
    let digest = keyed_hash(hash, "enrolment", &[&normalize(code)]);
    format!("ENROLMENT#{}", digest.iter().fold(String::new(), |text, byte| text + &format!("{byte:02x}")))
}

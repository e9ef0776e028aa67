//! What happened: facts for the audit trail, written in the same transaction as the state they tell of.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{MethodKind, OrderKind, Purpose, SignInVerdict};

/// One fact. Its members cannot hold a secret, a name or an address; the reset and the account are told beside it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case")]
pub enum Event {
    /// A reset began.
    ResetStarted {
        /// What for.
        purpose: Purpose,
        /// Whether nobody stands behind it.
        decoy: bool,
    },
    /// A code was asked for.
    CodeRequested {
        /// By which kind of method.
        method: MethodKind,
        /// Whether nothing will be sent.
        decoy: bool,
    },
    /// A code that was asked for could not be handed to the carrier; of one that was, nothing more is told.
    DeliveryFailed {
        /// By which kind of method.
        method: MethodKind,
    },
    /// A guess was counted, and was wrong. One that is right is told of by the gate that it proves.
    GuessCounted {
        /// At which kind of method.
        method: MethodKind,
        /// Guesses that the code still allows.
        guesses_left: u32,
        /// When the cooldown ends, if this guess began one.
        #[serde(rename = "resting_until")]
        cooldown_until: Option<Timestamp>,
    },
    /// A gate was proved.
    GateProved {
        /// By which kind of method.
        method: MethodKind,
        /// Gates proved so far.
        passed: u8,
        /// Gates demanded.
        demanded: u8,
    },
    /// An order was queued.
    OrderPlaced {
        /// Which kind.
        order: OrderKind,
        /// The job.
        job: String,
        /// Until when it waits for an agent, where the person lets it.
        #[serde(rename = "keeps_trying_until", skip_serializing_if = "Option::is_none")]
        deferred_until: Option<Timestamp>,
    },
    /// An agent asked for an order that waited, and took it: from then on it cannot be cancelled.
    OrderTaken {
        /// The job.
        job: String,
        /// The agent.
        agent: String,
    },
    /// The directory confirmed a new password.
    PasswordSet {
        /// The job.
        job: String,
        /// The agent that wrote it.
        agent: String,
        /// Whether the person let it wait for an agent, and is told of its end.
        #[serde(rename = "kept_trying", default, skip_serializing_if = "std::ops::Not::not")]
        is_deferred: bool,
    },
    /// The directory confirmed a new password in the place of one that was known.
    PasswordChanged {
        /// The job.
        job: String,
        /// The agent that wrote it.
        agent: String,
    },
    /// A password was given to the directory to look at.
    SignInStarted {
        /// Whether nobody stands behind it.
        decoy: bool,
    },
    /// The directory said what it thinks of a password.
    SignInAnswered {
        /// What it said.
        verdict: SignInVerdict,
        /// The agent that asked it.
        agent: String,
    },
    /// A session began.
    SignedIn,
    /// A session was ended by its person.
    SignedOut {
        /// Whether all of the account ended.
        everywhere: bool,
    },
    /// A second factor was proved.
    FactorProved {
        /// By which kind of method.
        method: MethodKind,
    },
    /// Somebody began to register what is not sent.
    MethodBegun {
        /// Its kind.
        method: MethodKind,
    },
    /// A method was registered.
    MethodAdded {
        /// Its kind.
        method: MethodKind,
        /// Its id.
        #[serde(rename = "id_of_method")]
        method_id: String,
    },
    /// A method was named, or preferred.
    MethodChanged {
        /// Its kind.
        method: MethodKind,
        /// Its id.
        #[serde(rename = "id_of_method")]
        method_id: String,
    },
    /// A person said that a method is still theirs.
    MethodConfirmed {
        /// Its kind.
        method: MethodKind,
    },
    /// A method was forgotten.
    MethodRemoved {
        /// Its kind.
        method: MethodKind,
        /// Its id.
        #[serde(rename = "id_of_method")]
        method_id: String,
    },
    /// Registering was put off.
    RegistrationSkipped,
    /// Somebody said "this was not me".
    AccountFrozen,
    /// The account may be used again.
    AccountUnfrozen {
        /// By a passkey, or by an administrator.
        by: Unfreezer,
    },
    /// The directory confirmed that the lockout is cleared.
    AccountUnlocked {
        /// The job.
        job: String,
        /// The agent that wrote it.
        agent: String,
        /// Whether the person let it wait for an agent, and is told of its end.
        #[serde(rename = "kept_trying", default, skip_serializing_if = "std::ops::Not::not")]
        is_deferred: bool,
    },
    /// The directory, or the agent, refused; or it was cancelled, or its time was over.
    OrderRefused {
        /// The job.
        job: String,
        /// The agent that reported it; nobody where none did.
        #[serde(skip_serializing_if = "Option::is_none")]
        agent: Option<String>,
        /// The kind of the refusal.
        refusal: String,
        /// Whether the person let it wait for an agent, and is told of its end.
        #[serde(rename = "kept_trying", default, skip_serializing_if = "std::ops::Not::not")]
        is_deferred: bool,
    },
    /// An administrator made a code by which an agent enrolls.
    #[serde(rename = "enrolment_allowed")]
    EnrollmentAllowed,
    /// An agent enrolled.
    AgentEnrolled,
    /// An agent took new keys.
    AgentKeysRolled,
    /// An administrator revoked an agent.
    AgentRevoked,
    /// An administrator put a policy in force.
    PolicyApplied,
}

/// Who lets a frozen account be used again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unfreezer {
    /// The person, by a passkey.
    Passkey,
    /// An administrator.
    Administrator,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn events_as_they_are_stored() {
        let events = [
            Event::ResetStarted { purpose: Purpose::ResetPassword, decoy: false },
            Event::CodeRequested { method: MethodKind::Mail, decoy: true },
            Event::DeliveryFailed { method: MethodKind::TextMessage },
            Event::GuessCounted { method: MethodKind::Mail, guesses_left: 2, cooldown_until: None },
            Event::GateProved { method: MethodKind::Mail, passed: 1, demanded: 2 },
            Event::OrderPlaced { order: OrderKind::SetPassword, job: "j".into(), deferred_until: None },
            Event::OrderPlaced {
                order: OrderKind::UnlockAccount,
                job: "j".into(),
                deferred_until: Some(Timestamp::UNIX_EPOCH),
            },
            Event::OrderTaken { job: "j".into(), agent: "a".into() },
            Event::PasswordSet { job: "j".into(), agent: "a".into(), is_deferred: false },
            Event::PasswordChanged { job: "j".into(), agent: "a".into() },
            Event::SignInStarted { decoy: true },
            Event::SignInAnswered { verdict: SignInVerdict::MustChange, agent: "a".into() },
            Event::SignedIn,
            Event::SignedOut { everywhere: true },
            Event::FactorProved { method: MethodKind::Passkey },
            Event::MethodBegun { method: MethodKind::Passkey },
            Event::MethodAdded { method: MethodKind::AuthenticatorApp, method_id: "m".into() },
            Event::MethodChanged { method: MethodKind::Mail, method_id: "m".into() },
            Event::MethodConfirmed { method: MethodKind::Mail },
            Event::MethodRemoved { method: MethodKind::RecoveryCode, method_id: "m".into() },
            Event::RegistrationSkipped,
            Event::AccountFrozen,
            Event::AccountUnfrozen { by: Unfreezer::Administrator },
            Event::AccountUnlocked { job: "j".into(), agent: "a".into(), is_deferred: true },
            Event::OrderRefused {
                job: "j".into(),
                agent: Some("a".into()),
                refusal: "password-in-history".into(),
                is_deferred: false,
            },
            Event::OrderRefused {
                job: "j".into(),
                agent: None,
                refusal: "job-expired".into(),
                is_deferred: true,
            },
            Event::EnrollmentAllowed,
            Event::AgentEnrolled,
            Event::AgentKeysRolled,
            Event::AgentRevoked,
            Event::PolicyApplied,
        ];
        insta::assert_json_snapshot!(events);
        for event in events {
            let stored = serde_json::to_value(&event).unwrap();
            assert_eq!(serde_json::from_value::<Event>(stored).unwrap(), event);
        }
    }
}

//! Events of the audit trail, each written in one transaction with the change that it records.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{DirectoryRefusalKind, IneligibleReason, MethodKind, OrderKind, Purpose, SignInVerdict};

/// An event. Its members hold no secret, name or address; the record around it names the reset and the account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "event", rename_all = "snake_case")]
pub enum Event {
    /// A reset, or a change of a known password, began.
    ResetStarted {
        /// The purpose of the reset.
        purpose: Purpose,
        /// Whether the account is a decoy.
        decoy: bool,
    },
    /// A caller of a reset, or a signed-in user, asked for a code.
    CodeRequested {
        /// The kind of method that the code is for.
        method: MethodKind,
        /// Whether nothing is sent, because the account or the method is a decoy.
        decoy: bool,
    },
    /// A requested code could not be handed to the provider of messages. There is no event for a code that was.
    DeliveryFailed {
        /// The kind of method that the code was for.
        method: MethodKind,
    },
    /// The user of an account that cannot be reset got a mail with the reason, because someone asked for a code.
    IneligibleExplained {
        /// The reason.
        reason: IneligibleReason,
    },
    /// The provider of messages refused a notice permanently, so that one address of the user does not get it.
    NoticeRefused {
        /// The kind of address that does not get it: `text-message` or `mail`.
        method: MethodKind,
    },
    /// A counted guess was wrong. A right one has the event of the gate or factor that it proves.
    GuessCounted {
        /// The kind of method whose code was guessed.
        method: MethodKind,
        /// The number of guesses that the code still allows.
        guesses_left: u32,
        /// The time when the cooldown ends; absent if this guess began none.
        #[serde(rename = "resting_until")]
        cooldown_until: Option<Timestamp>,
    },
    /// A caller proved a gate of a reset.
    GateProved {
        /// The kind of method that proved it.
        method: MethodKind,
        /// The number of gates proved so far.
        #[serde(rename = "passed")]
        gates_proved: u8,
        /// The number of gates required.
        #[serde(rename = "demanded")]
        gates_required: u8,
    },
    /// An order was queued for the agents.
    OrderPlaced {
        /// The kind of order, which says what is done to the account.
        order: OrderKind,
        /// The id of the job, as in the agents' logs and in the user's receipt.
        job: String,
        /// The time when a deferred order expires; absent if the order is not deferred.
        #[serde(rename = "keeps_trying_until", skip_serializing_if = "Option::is_none")]
        deferred_until: Option<Timestamp>,
    },
    /// An agent took a deferred order, which cannot be cancelled from then on.
    OrderTaken {
        /// The id of the job, as in the agents' logs and in the user's receipt.
        job: String,
        /// The id of the agent that took it.
        agent: String,
    },
    /// The directory confirmed a new password.
    PasswordSet {
        /// The id of the job, as in the agents' logs and in the user's receipt.
        job: String,
        /// The id of the agent that wrote it.
        agent: String,
        /// Whether the order was deferred, so that the user gets a notice of its end.
        #[serde(rename = "kept_trying", default, skip_serializing_if = "std::ops::Not::not")]
        is_deferred: bool,
    },
    /// The directory confirmed the change of a known password.
    PasswordChanged {
        /// The id of the job, as in the agents' logs and in the user's receipt.
        job: String,
        /// The id of the agent that wrote it.
        agent: String,
    },
    /// A sign-in ordered a password to be tried.
    SignInStarted {
        /// Whether the account is a decoy.
        decoy: bool,
    },
    /// The directory answered to a password.
    SignInAnswered {
        /// The directory's answer to the password.
        verdict: SignInVerdict,
        /// The id of the agent that tried the password.
        agent: String,
    },
    /// A user signed in, and a session began.
    SignedIn,
    /// A user signed out.
    SignedOut {
        /// Whether all sessions of the account ended.
        everywhere: bool,
    },
    /// A user removed a known device.
    DeviceRemoved,
    /// A user proved a second factor of a sign-in.
    FactorProved {
        /// The kind of method that proved it.
        method: MethodKind,
    },
    /// A user began to register a method to which no code is sent.
    MethodBegun {
        /// The kind of method that is being added.
        method: MethodKind,
    },
    /// A user registered a method.
    MethodAdded {
        /// The kind of the new method.
        method: MethodKind,
        /// The id of the method in the user's registration.
        #[serde(rename = "id_of_method")]
        method_id: String,
    },
    /// A user gave a method another name.
    MethodRenamed {
        /// The kind of the renamed method.
        method: MethodKind,
        /// The id of the method in the user's registration.
        #[serde(rename = "id_of_method")]
        method_id: String,
    },
    /// A method is offered first from now on. Earlier versions said so of a new name too.
    MethodChanged {
        /// The kind of the method that is offered first.
        method: MethodKind,
        /// The id of the method in the user's registration.
        #[serde(rename = "id_of_method")]
        method_id: String,
    },
    /// A user confirmed a method.
    MethodConfirmed {
        /// The kind of the confirmed method.
        method: MethodKind,
    },
    /// A user said that a number or address of the directory is not theirs any more. It is not used until the user
    /// confirms it or the directory has another one.
    MethodDisowned {
        /// The kind of method that the number or address is for.
        method: MethodKind,
    },
    /// A user postponed the question whether the methods are still theirs.
    ConfirmationPostponed,
    /// A user removed a method.
    MethodRemoved {
        /// The kind of the removed method.
        method: MethodKind,
        /// The id that the method had in the user's registration.
        #[serde(rename = "id_of_method")]
        method_id: String,
    },
    /// The directory has another number or address for a user.
    DirectoryMethodChanged {
        /// The kind of method that the number or address is for.
        method: MethodKind,
    },
    /// A user postponed the registration of more methods.
    RegistrationSkipped,
    /// A user said "this was not me".
    AccountFrozen,
    /// The freeze of an account was lifted.
    AccountUnfrozen {
        /// The means by which it was lifted.
        by: Unfreezer,
    },
    /// An administrator erased what was stored about a person. The entry does not say who it was.
    AccountErased {
        /// The number of items that were deleted.
        items: u32,
    },
    /// The directory confirmed that the lockout is cleared.
    AccountUnlocked {
        /// The id of the job, as in the agents' logs and in the user's receipt.
        job: String,
        /// The id of the agent that wrote it.
        agent: String,
        /// Whether the order was deferred, so that the user gets a notice of its end.
        #[serde(rename = "kept_trying", default, skip_serializing_if = "std::ops::Not::not")]
        is_deferred: bool,
    },
    /// An order was refused by the directory or the agent, was cancelled, or expired.
    OrderRefused {
        /// The id of the job, as in the agents' logs and in the user's receipt.
        job: String,
        /// The agent that reported it; absent if no agent did.
        #[serde(skip_serializing_if = "Option::is_none")]
        agent: Option<String>,
        /// The kind of refusal.
        refusal: DirectoryRefusalKind,
        /// Whether the order was deferred, so that the user gets a notice of its end.
        #[serde(rename = "kept_trying", default, skip_serializing_if = "std::ops::Not::not")]
        is_deferred: bool,
    },
    /// An administrator created a code for the enrollment of an agent.
    #[serde(rename = "enrolment_allowed")]
    EnrollmentAllowed,
    /// An agent enrolled with a one-time code.
    AgentEnrolled,
    /// An agent replaced its keys.
    AgentKeysRolled,
    /// An administrator revoked an agent.
    AgentRevoked,
    /// An administrator applied a policy.
    PolicyApplied,
}

/// The means by which a freeze is lifted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Unfreezer {
    /// The user, by a passkey.
    Passkey,
    /// An administrator, by `./scripts/accounts unfreeze`.
    Administrator,
}

#[cfg(test)]
mod tests;

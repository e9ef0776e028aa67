//! The fixtures of the tests of a reset.

mod story;

use domain::{
    Caller, ClientInfo, CorrectGuess, GateRequirements, GuessTarget, Method, MethodId, MethodKind, Policy,
    policy,
};
use jiff::Timestamp;

pub(crate) use story::{Story, new_order};

/// The lifetime of a reset in seconds.
pub(crate) const RESET_TTL: i64 = 15 * 60;

/// Returns the moment `seconds` after a fixed start.
pub(crate) fn at(seconds: i64) -> Timestamp {
    Timestamp::from_second(1_800_000_000 + seconds).unwrap()
}

/// Returns a policy with one gate, as in the demonstration.
pub(crate) fn one_gate() -> Policy {
    policy::parse("[gates]\nrequired = 1\n").unwrap()
}

/// Returns a policy with two gates, as deployed.
pub(crate) fn two_gates() -> Policy {
    Policy::default()
}

/// An ordinary user.
pub(crate) const USER: GateRequirements =
    GateRequirements { administrator: false, breaker_open: false, is_untrusted: false };

/// Returns the methods of an account.
pub(crate) fn methods(decoy: bool) -> Vec<Method> {
    let method = |id: &str, kind| Method {
        id: MethodId(id.into()),
        kind,
        destination: format!("hash of {id}"),
        decoy,
    };
    vec![
        method("text", MethodKind::TextMessage),
        method("mail", MethodKind::Mail),
        method("app", MethodKind::AuthenticatorApp),
        method("passkey", MethodKind::Passkey),
        method("codes", MethodKind::RecoveryCode),
    ]
}

/// Returns anybody who typed this name.
pub(crate) fn stranger(name: &str) -> Caller {
    Caller::Stranger(name.into())
}

/// Returns the network and device of every reset.
pub(crate) fn client() -> ClientInfo {
    ClientInfo { network: "192.0.2.0/24".into(), device: None, language: None }
}

/// Returns the sending whose code was guessed.
pub(crate) fn sending(guess: &CorrectGuess) -> String {
    match &guess.guessed {
        GuessTarget::Sent(send) => send.0.clone(),
        GuessTarget::Credential(method) => unreachable!("{method:?} is not sent"),
    }
}

//! Kinds of method on the wire.

use api_contract::start_reset::MethodKind as Told;
use domain::MethodKind;

/// The kind's word on the wire.
pub const fn told_kind(kind: MethodKind) -> Told {
    match kind {
        MethodKind::TextMessage => Told::TextMessage,
        MethodKind::Mail => Told::Mail,
        MethodKind::AuthenticatorApp => Told::AuthenticatorApp,
        MethodKind::Passkey => Told::Passkey,
        MethodKind::RecoveryCode => Told::RecoveryCode,
    }
}

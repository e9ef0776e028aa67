//! The paths of the steps that a browser takes. A comment names the step of each.

/// The path of `issue-challenge`.
pub const CHALLENGE: &str = "/api/reset/challenge";
/// The path of `start-reset`.
pub const START: &str = "/api/reset/start";
/// The path of `send-code`.
pub const SEND: &str = "/api/reset/send-code";
/// The path of `verify-code`.
pub const VERIFY: &str = "/api/reset/verify-code";
/// The path of `set-password`.
pub const SET_PASSWORD: &str = "/api/reset/set-password";
/// The path of `unlock-account`.
pub const UNLOCK: &str = "/api/reset/unlock-account";
/// The path of `cancel-order`.
pub const CANCEL: &str = "/api/reset/cancel-order";
/// The path of `show-reset`.
pub const SHOW: &str = "/api/reset";
/// The path of `show-config`.
pub const CONFIG: &str = "/api/config";
/// The path of `prepare-sign-in` and `sign-in`.
pub const SIGN_IN: &str = "/api/sign-in";
/// The path of `finish-sign-in`.
pub const FINISH: &str = "/api/sign-in/finish";
/// The path of `show-session`.
pub const SESSION: &str = "/api/session";
/// The path of `send-factor`.
pub const SEND_FACTOR: &str = "/api/session/send-factor";
/// The path of `prove-factor`.
pub const PROVE_FACTOR: &str = "/api/session/prove-factor";
/// The path of `sign-out`.
pub const SIGN_OUT: &str = "/api/session/sign-out";
/// The path of `start-change`.
pub const START_CHANGE: &str = "/api/session/start-change";
/// The path of `change-password`.
pub const CHANGE_PASSWORD: &str = "/api/reset/change-password";
/// The path of `add-method`.
pub const ADD: &str = "/api/security-info/add-method";
/// The path of `prove-method`.
pub const PROVE: &str = "/api/security-info/prove-method";
/// The path of `change-method`.
pub const CHANGE: &str = "/api/security-info/change-method";
/// The path of `remove-device`.
pub const REMOVE_DEVICE: &str = "/api/security-info/remove-device";
/// The path of `remove-method`.
pub const REMOVE: &str = "/api/security-info/remove-method";
/// The path of `skip-registration`.
pub const SKIP: &str = "/api/security-info/skip-registration";
/// The path of `freeze-account`.
pub const FREEZE: &str = "/api/account/freeze";
/// The path of `verify-passkey`.
pub const VERIFY_PASSKEY: &str = "/api/reset/verify-passkey";

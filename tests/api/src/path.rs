//! The paths of the steps that a browser takes. A comment names the step if the path does not end with it.

/// The path of `issue-challenge`.
pub const CHALLENGE: &str = "/api/reset/challenge";
/// The path of `start-reset`.
pub const START: &str = "/api/reset/start";
pub const SEND: &str = "/api/reset/send-code";
pub const VERIFY: &str = "/api/reset/verify-code";
pub const SET_PASSWORD: &str = "/api/reset/set-password";
pub const UNLOCK: &str = "/api/reset/unlock-account";
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
pub const SEND_FACTOR: &str = "/api/session/send-factor";
pub const PROVE_FACTOR: &str = "/api/session/prove-factor";
pub const SIGN_OUT: &str = "/api/session/sign-out";
pub const START_CHANGE: &str = "/api/session/start-change";
pub const CHANGE_PASSWORD: &str = "/api/reset/change-password";
pub const ADD: &str = "/api/security-info/add-method";
pub const PROVE: &str = "/api/security-info/prove-method";
pub const CHANGE: &str = "/api/security-info/change-method";
pub const REMOVE_DEVICE: &str = "/api/security-info/remove-device";
pub const REMOVE: &str = "/api/security-info/remove-method";
pub const SKIP: &str = "/api/security-info/skip-registration";
/// The path of `freeze-account`.
pub const FREEZE: &str = "/api/account/freeze";
pub const VERIFY_PASSKEY: &str = "/api/reset/verify-passkey";

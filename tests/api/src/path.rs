//! The paths of the steps that a browser takes. A comment names the step of each.

/// `issue-challenge`
pub const CHALLENGE: &str = "/api/reset/challenge";
/// `start-reset`
pub const START: &str = "/api/reset/start";
/// `send-code`
pub const SEND: &str = "/api/reset/send-code";
/// `verify-code`
pub const VERIFY: &str = "/api/reset/verify-code";
/// `set-password`
pub const SET_PASSWORD: &str = "/api/reset/set-password";
/// `unlock-account`
pub const UNLOCK: &str = "/api/reset/unlock-account";
/// `cancel-order`
pub const CANCEL: &str = "/api/reset/cancel-order";
/// `show-reset`
pub const SHOW: &str = "/api/reset";
/// `show-config`
pub const CONFIG: &str = "/api/config";
/// The steps that move a reset on and take its token.
pub const WITH_TOKEN: [&str; 4] = [SEND, VERIFY, SET_PASSWORD, UNLOCK];

/// `prepare-sign-in` and `sign-in`
pub const SIGN_IN: &str = "/api/sign-in";
/// `finish-sign-in`
pub const FINISH: &str = "/api/sign-in/finish";
/// `show-session`
pub const SESSION: &str = "/api/session";
/// `send-factor`
pub const SEND_FACTOR: &str = "/api/session/send-factor";
/// `prove-factor`
pub const PROVE_FACTOR: &str = "/api/session/prove-factor";
/// `sign-out`
pub const SIGN_OUT: &str = "/api/session/sign-out";
/// `start-change`
pub const START_CHANGE: &str = "/api/session/start-change";
/// `change-password`
pub const CHANGE_PASSWORD: &str = "/api/reset/change-password";
/// `add-method`
pub const ADD: &str = "/api/security-info/add-method";
/// `prove-method`
pub const PROVE: &str = "/api/security-info/prove-method";
/// `change-method`
pub const CHANGE: &str = "/api/security-info/change-method";
/// `remove-method`
pub const REMOVE: &str = "/api/security-info/remove-method";
/// `skip-registration`
pub const SKIP: &str = "/api/security-info/skip-registration";
/// `freeze-account`
pub const FREEZE: &str = "/api/account/freeze";
/// `verify-passkey`
pub const VERIFY_PASSKEY: &str = "/api/reset/verify-passkey";

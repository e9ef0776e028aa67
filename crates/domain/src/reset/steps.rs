//! The steps of a reset: each consumes the state that it leaves.

pub(crate) mod cancel_order;
pub(crate) mod change_password;
pub(crate) mod expire_order;
pub(crate) mod report_writeback;
pub(crate) mod send_code;
pub(crate) mod set_password;
pub(crate) mod show_reset;
pub(crate) mod start_change;
pub(crate) mod start_reset;
pub(crate) mod take_job;
pub(crate) mod unlock_account;
pub(crate) mod verify_code;

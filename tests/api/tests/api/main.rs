//! Black-box tests of the API against the deployed template, one module for each subject.
//!
//! One executable: `./scripts/test api FILTER` runs the tests whose names contain FILTER.

#![expect(clippy::too_many_lines, reason = "a test is one story")]

mod add_method;
mod agent_session;
mod app_and_recovery_codes;
mod canaries;
mod canaries_sign_in;
mod cancel_order;
mod change_method;
mod change_password;
mod charges;
mod concurrency;
mod cost;
mod cross_account;
mod cross_site;
mod deliver_code;
mod enroll_agent;
mod envelope_binding;
mod erase_account;
mod expire_order;
mod finish_sign_in;
mod freeze_account;
mod ineligible;
mod issue_challenge;
mod item_permissions;
mod jobs_queue;
mod known_devices;
mod malformed;
mod notify;
mod password_flood;
mod paths;
mod permissions;
mod prepare_sign_in;
mod prove_factor;
mod prove_method;
mod recent_activity;
mod remove_device;
mod remove_method;
mod report_sign_in;
mod report_writeback;
mod roles;
mod roll_keys;
mod send_code;
mod send_factor;
mod session_permissions;
mod set_password;
mod show_config;
mod show_reset;
mod show_session;
mod sign_in;
mod sign_out;
mod skip_registration;
mod start_change;
mod start_reset;
mod stranger;
mod sync_directory;
mod take_job;
mod times;
mod tokens;
mod uniform_answers;
mod unlock_account;
mod verify_code;
mod verify_passkey;

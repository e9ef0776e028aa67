//! The agent against a real domain controller, one module for each subject.

#![expect(clippy::too_many_lines, reason = "a test is one story")]

mod change_password;
mod check;
mod check_network;
mod concurrent_writes;
mod connection;
mod controller_choice;
mod controller_failure;
mod crash;
mod demonstration;
mod dry_run;
mod failover;
mod kill_points;
mod package;
mod password_filter;
mod password_rules;
mod policy_hints;
mod proxy;
mod sign_in;
mod sign_in_agent;
mod spoiled_values;
mod suspended_agent;
mod sync;
mod sync_change_numbers;
mod sync_changes;
mod sync_groups;
mod sync_leader;
mod sync_stop;
mod writeback;

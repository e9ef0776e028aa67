//! The agent against a real domain controller, one module for each subject.

mod change_password;
mod check;
mod check_beyond;
mod connection;
mod controller;
mod controllers;
mod crash;
mod demonstration;
mod dry_run;
mod frozen;
mod hints;
mod kill_points;
mod losses;
mod package;
mod password_rules;
mod proxy;
mod sign_in;
mod sign_in_agent;
mod sync;
mod sync_change_numbers;
mod sync_changes;
mod sync_groups;
mod sync_lead;
mod writeback;
mod writers;

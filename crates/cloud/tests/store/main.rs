//! The stores against DynamoDB: an emulator in this process, or whatever `READMIT_DYNAMODB_ENDPOINT` names.

mod accounts;
mod agents;
mod codes;
mod counters;
mod emulator;
mod resets;
mod settings;

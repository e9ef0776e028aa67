//! No role grants what only another step needs.

use api_tests::{environment::environment, iam};

/// The functions that may do something.
type Allowed = &'static [&'static str];

const WRITES_SETTINGS: Allowed = &["sync-directory", "enroll-agent", "revoke-agent", "roll-keys"];
const SENDS: Allowed = &["deliver-code", "deliver-notice", "send-factor", "add-method"];
const QUEUES: Allowed = &["send-code", "set-password", "unlock-account", "notify"];
const ORDERS: Allowed = &["set-password", "unlock-account", "change-password", "sign-in"];
/// Functions that write nothing.
const READ_ONLY: Allowed =
    &["show-reset", "show-config", "issue-challenge", "prepare-sign-in", "list-agents"];
/// Functions that write limits or registrations of accounts.
const WRITES_ACCOUNTS: Allowed = &[
    "send-code",
    "verify-code",
    "verify-passkey",
    "change-password",
    "report-writeback",
    "report-sign-in",
    "sync-directory",
    "sign-in",
    "sign-out",
    "add-method",
    "prove-method",
    "change-method",
    "remove-device",
    "remove-method",
    "skip-registration",
    "send-factor",
    "prove-factor",
    "freeze-account",
    "unfreeze-account",
];
/// Functions that end a session or replace its reference.
const DELETES_RESETS: Allowed = &["sign-out", "prove-factor", "prove-method", "add-method"];

/// The ARNs of the tables and of the queue.
struct Resources {
    accounts: String,
    resets: String,
    settings: String,
    audit: String,
    jobs: String,
}

impl Resources {
    fn new(role: &str) -> Self {
        let (environment, account) = (environment(), role.split(':').nth(4).expect("an account"));
        let table = |name: &str| format!("arn:aws:dynamodb:{}:{account}:table/{name}", environment.region);
        Self {
            accounts: table(&environment.accounts_table),
            resets: table(&environment.resets_table),
            settings: table(&environment.settings_table),
            audit: table(&environment.audit_table),
            jobs: format!("arn:aws:sqs:{}:{account}:readmit-jobs.fifo", environment.region),
        }
    }

    /// Returns actions that no function may take.
    fn forbidden_to_all(&self, role: &str) -> Vec<(&'static str, String)> {
        vec![
            ("dynamodb:DeleteItem", self.audit.clone()),
            ("dynamodb:UpdateItem", self.audit.clone()),
            ("dynamodb:Scan", self.audit.clone()),
            ("dynamodb:Scan", self.resets.clone()),
            ("dynamodb:DeleteTable", self.resets.clone()),
            ("dynamodb:DeleteItem", self.settings.clone()),
            ("dynamodb:BatchWriteItem", self.resets.clone()),
            ("sqs:ReceiveMessage", self.jobs.clone()),
            ("iam:PutRolePolicy", role.to_owned()),
            ("lambda:InvokeFunction", "*".to_owned()),
            ("kms:ScheduleKeyDeletion", "*".to_owned()),
            ("secretsmanager:PutSecretValue", "*".to_owned()),
            ("ses:DeleteIdentity", "*".to_owned()),
        ]
    }

    /// Returns actions that this function may not take but others may.
    fn forbidden_to(&self, function: &str) -> Vec<(&'static str, String)> {
        let Self { accounts, resets, settings, audit, jobs } = self;
        let unless = |allowed: &[&str], denied: &[(&'static str, &str)]| {
            let denied = denied.iter().filter(|_| !allowed.contains(&function));
            denied.map(|(action, resource)| (*action, (*resource).to_owned())).collect::<Vec<_>>()
        };
        let tables = [accounts, resets, settings, audit].map(String::as_str);
        let writes = ["dynamodb:PutItem", "dynamodb:UpdateItem"];
        let everywhere = tables.iter().flat_map(|table| writes.map(|action| (action, *table)));
        let mut forbidden = [
            unless(&["sync-directory"], &[("dynamodb:Scan", accounts), ("dynamodb:DeleteItem", accounts)]),
            unless(WRITES_SETTINGS, &[("dynamodb:PutItem", settings)]),
            unless(WRITES_ACCOUNTS, &[("dynamodb:PutItem", accounts)]),
            unless(&["sync-directory"], &[("dynamodb:UpdateItem", accounts)]),
            unless(DELETES_RESETS, &[("dynamodb:DeleteItem", resets)]),
            unless(&["agent-session"], &[("sts:AssumeRole", "*")]),
            unless(SENDS, &[("ses:SendEmail", "*"), ("sns:Publish", "*")]),
            unless(QUEUES, &[("sqs:SendMessage", "*")]),
            unless(ORDERS, &[("sqs:SendMessage", jobs), ("sqs:GetQueueAttributes", jobs)]),
        ]
        .concat();
        if READ_ONLY.contains(&function) {
            forbidden.extend(everywhere.map(|(action, table)| (action, table.to_owned())));
        }
        forbidden
    }
}

#[tokio::test]
async fn roles_grant_only_what_their_step_needs() {
    assert!(iam::functions().len() >= 39, "{:?}", iam::functions());
    for function in iam::functions() {
        let role = iam::role(&function).await;
        let resources = Resources::new(&role);
        for (action, resource) in
            [resources.forbidden_to_all(&role), resources.forbidden_to(&function)].concat()
        {
            let decision = iam::decision(&role, action, &resource).await;
            assert_ne!(decision, "allowed", "{function}: {action} on {resource}");
        }
    }
}

#[tokio::test]
async fn policy_simulation_finds_granted_permissions() {
    let role = iam::role("show-reset").await;
    assert_eq!(iam::decision(&role, "dynamodb:GetItem", &Resources::new(&role).resets).await, "allowed");
    for function in ORDERS {
        let role = iam::role(function).await;
        let decision = iam::decision(&role, "sqs:GetQueueAttributes", &Resources::new(&role).jobs).await;
        assert_eq!(decision, "allowed", "{function}");
    }
    for function in DELETES_RESETS {
        let role = iam::role(function).await;
        let decision = iam::decision(&role, "dynamodb:DeleteItem", &Resources::new(&role).resets).await;
        assert_eq!(decision, "allowed", "{function}");
    }
}

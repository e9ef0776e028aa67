//! Tables for one test.

use std::{
    io::{Read, Write},
    net::TcpListener,
    sync::atomic::{AtomicU32, Ordering},
    time::Duration,
};

use aws_clients::{Environment, connect};
use aws_sdk_dynamodb::{
    Client,
    config::timeout::TimeoutConfig,
    types::{
        AttributeDefinition, AttributeValue, BillingMode, KeySchemaElement, KeyType, ScalarAttributeType,
    },
};
use jiff::Timestamp;
use store::{TableNames, audit::AuditTable};

/// A database with the four tables.
pub(crate) struct Emulator {
    pub(crate) client: Client,
    pub(crate) tables: TableNames,
    pub(crate) settings: String,
}

pub(crate) fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

impl Emulator {
    pub(crate) async fn start() -> Self {
        let client = with_long_timeouts(&connect(environment(&endpoint().await)).dynamodb());
        let name = |table: &str| format!("test-{}-{}-{table}", std::process::id(), next());
        let audit = AuditTable { name: name("audit"), retention_days: None };
        let tables = TableNames { resets: name("resets"), accounts: name("accounts"), audit };
        let settings = name("settings");
        for (table, keys) in [
            (&tables.resets, &["pk"][..]),
            (&tables.accounts, &["pk"]),
            (&tables.audit.name, &["pk", "sk"]),
            (&settings, &["pk", "sk"]),
        ] {
            create(&client, table, keys).await;
        }
        Self { client, tables, settings }
    }

    /// Returns a client of a database that refuses each write, because a transaction writes the item at that moment. The
    /// emulators never do.
    pub(crate) fn writing_elsewhere() -> Client {
        const REFUSAL: &str = r#"{"__type":"com.amazonaws.dynamodb.v20120810#TransactionConflictException"}"#;
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let endpoint = format!("http://{}", listener.local_addr().unwrap());
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let mut stream = stream.unwrap();
                // A request of these tests arrives at once.
                assert!(stream.read(&mut [0; 16 * 1024]).unwrap() > 0);
                let (kind, length) = ("application/x-amz-json-1.0", REFUSAL.len());
                let head = format!(
                    "HTTP/1.1 400 Bad Request\r\ncontent-type: {kind}\r\ncontent-length: {length}\r\nconnection: close"
                );
                stream.write_all(format!("{head}\r\n\r\n{REFUSAL}").as_bytes()).unwrap();
            }
        });
        connect(environment(&endpoint)).dynamodb()
    }

    /// Returns the number of items of a table.
    pub(crate) async fn count(&self, table: &str) -> i32 {
        self.client.scan().table_name(table).send().await.unwrap().count()
    }

    /// Returns all items of a table as text.
    pub(crate) async fn dump(&self, table: &str) -> String {
        format!("{:?}", self.client.scan().table_name(table).send().await.unwrap().items())
    }

    /// Removes an attribute from an item.
    pub(crate) async fn remove_attribute(&self, table: &str, pk: &str, attribute: &str) {
        let update = self.client.update_item().table_name(table).key("pk", AttributeValue::S(pk.to_owned()));
        update.update_expression(format!("REMOVE {attribute}")).send().await.unwrap();
    }

    /// Puts an account into its table, as a sync would leave it.
    pub(crate) async fn put_account(&self, id: &str) {
        let text = |value: &str| AttributeValue::S(value.to_owned());
        let number = || AttributeValue::N("1".to_owned());
        let put = self.client.put_item().table_name(&self.tables.accounts);
        let put = put
            .item("pk", text(&format!("ACCOUNT#{id}")))
            .item("version", number())
            .item("id", text(id))
            .item("administrator", AttributeValue::Bool(false))
            .item("methods", AttributeValue::L(Vec::new()))
            .item("minimum_length", number())
            .item("complexity", AttributeValue::Bool(true))
            .item("history_length", number())
            .item("account_name", text("anna"))
            .item("display_name", text("Anna"))
            .item("domain", text("DEMO"))
            .item("synced_at", text("2027-02-01T08:00:00Z"));
        put.send().await.unwrap();
    }
}

/// Returns a client with longer time-outs: an emulator takes long for hundreds of concurrent calls.
fn with_long_timeouts(client: &Client) -> Client {
    let timeouts = TimeoutConfig::builder()
        .operation_attempt_timeout(Duration::from_mins(1))
        .operation_timeout(Duration::from_mins(2))
        .build();
    Client::from_conf(client.config().to_builder().timeout_config(timeouts).build())
}

#[expect(clippy::disallowed_methods, reason = "the tests' own setting")]
async fn endpoint() -> String {
    if let Ok(url) = std::env::var("READMIT_DYNAMODB_ENDPOINT") {
        return url;
    }
    dynamodb_emulator::start().await.unwrap()
}

#[expect(clippy::disallowed_methods, reason = "the tests' own setting")]
fn environment(endpoint: &str) -> Environment {
    let lookup = |name: &str| match name {
        "AWS_ENDPOINT_URL" => Some(endpoint.to_owned()),
        "AWS_SESSION_TOKEN" => None,
        _ => std::env::var(name)
            .ok()
            .or_else(|| Some(if name == "AWS_REGION" { "eu-north-1" } else { "test" }.into())),
    };
    Environment::read(lookup).unwrap()
}

fn next() -> u32 {
    static NUMBER: AtomicU32 = AtomicU32::new(0);
    NUMBER.fetch_add(1, Ordering::Relaxed)
}

async fn create(client: &Client, table: &str, keys: &[&str]) {
    let mut request = client.create_table().table_name(table).billing_mode(BillingMode::PayPerRequest);
    for (name, kind) in keys.iter().zip([KeyType::Hash, KeyType::Range]) {
        let definition = AttributeDefinition::builder().attribute_name(*name);
        request = request
            .attribute_definitions(definition.attribute_type(ScalarAttributeType::S).build().unwrap())
            .key_schema(KeySchemaElement::builder().attribute_name(*name).key_type(kind).build().unwrap());
    }
    request.send().await.unwrap();
}

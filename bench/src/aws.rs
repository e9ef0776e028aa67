//! Calls to the emulator that prepare a measurement, signed by curl.

use std::{
    fs,
    io::Write as _,
    path::Path,
    process::{Command, Stdio},
};

use anyhow::{Context as _, ensure};
use serde_json::{Value, json};

const REGION: &str = "eu-north-1";

/// The operator of the instance.
#[derive(Debug)]
pub struct Aws {
    endpoint: String,
    secret: String,
}

impl Aws {
    /// Reads the operator of the instance whose state is in a folder.
    pub fn operator(data: &Path) -> anyhow::Result<Self> {
        let port = fs::read_to_string(data.join("emulator.port")).context("the emulator's port")?;
        let secret = fs::read_to_string(data.join("operator.key")).context("the operator's key")?;
        Ok(Self { endpoint: format!("http://127.0.0.1:{}", port.trim()), secret: secret.trim().to_owned() })
    }

    /// Switches the delivery of events to a function on or off.
    pub fn set_event_source(&self, function: &str, is_on: bool) -> anyhow::Result<()> {
        const PATH: &str = "/2015-03-31/event-source-mappings/";
        let listed = self.call("lambda", "GET", PATH, &[], None)?;
        let sources = listed["EventSourceMappings"].as_array().context("no event sources")?;
        // arn:aws:lambda:REGION:ACCOUNT:function:STACK-NAME:ALIAS
        let of_function = |source: &&Value| {
            let name = source["FunctionArn"].as_str().and_then(|arn| arn.split(':').nth(6));
            name.is_some_and(|name| name.ends_with(function))
        };
        let source =
            sources.iter().find(of_function).with_context(|| format!("{function} has no event source"))?;
        let path = format!("{PATH}{}", source["UUID"].as_str().unwrap_or_default());
        let answer = self.call("lambda", "PUT", &path, &[], Some(&json!({ "Enabled": is_on })))?;
        ensure!(answer["UUID"].is_string(), "switching {function}: {answer}");
        Ok(())
    }

    /// Takes this many messages out of a queue.
    pub fn drain(&self, queue: &str, count: usize) -> anyhow::Result<Vec<String>> {
        let mut bodies = Vec::new();
        for _ in 0..count + 60 {
            let request = json!({ "QueueUrl": queue, "MaxNumberOfMessages": 10, "WaitTimeSeconds": 1 });
            let received = self.sqs("ReceiveMessage", &request)?;
            for message in received["Messages"].as_array().into_iter().flatten() {
                bodies.push(message["Body"].as_str().unwrap_or_default().to_owned());
                self.sqs(
                    "DeleteMessage",
                    &json!({ "QueueUrl": queue, "ReceiptHandle": message["ReceiptHandle"] }),
                )?;
            }
            if bodies.len() >= count {
                return Ok(bodies);
            }
        }
        anyhow::bail!("{} of {count} messages arrived in {queue}", bodies.len())
    }

    /// Reads every item of a table.
    pub fn scan(&self, table: &str) -> anyhow::Result<Vec<Value>> {
        let mut items = Vec::new();
        let mut request = json!({ "TableName": table });
        loop {
            let target = ["content-type: application/x-amz-json-1.0", "x-amz-target: DynamoDB_20120810.Scan"];
            let page = self.call("dynamodb", "POST", "/", &target, Some(&request))?;
            items.extend(
                page["Items"].as_array().with_context(|| format!("scanning: {page}"))?.iter().cloned(),
            );
            if page["LastEvaluatedKey"].is_null() {
                return Ok(items);
            }
            request["ExclusiveStartKey"] = page["LastEvaluatedKey"].clone();
        }
    }

    fn sqs(&self, action: &str, body: &Value) -> anyhow::Result<Value> {
        let target = format!("x-amz-target: AmazonSQS.{action}");
        self.call("sqs", "POST", "/", &["content-type: application/x-amz-json-1.0", &target], Some(body))
    }

    fn call(
        &self,
        service: &str,
        method: &str,
        path: &str,
        headers: &[&str],
        body: Option<&Value>,
    ) -> anyhow::Result<Value> {
        let mut curl = Command::new("curl");
        curl.args(["-sS", "--config", "-", "--request", method, "--aws-sigv4"])
            .arg(format!("aws:amz:{REGION}:{service}"))
            .args(headers.iter().flat_map(|header| ["--header", header]));
        if let Some(body) = body {
            curl.arg("--data-binary").arg(body.to_string());
        }
        curl.arg(format!("{}{path}", self.endpoint)).stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = curl.spawn().context("starting curl")?;
        // The key is sent through a pipe, because every process can read command lines.
        let key = format!("user = \"readmit-operator:{}\"\n", self.secret);
        child.stdin.take().context("curl's input")?.write_all(key.as_bytes())?;
        let output = child.wait_with_output()?;
        ensure!(output.status.success(), "curl could not reach the emulator");
        if output.stdout.is_empty() {
            return Ok(Value::Null);
        }
        serde_json::from_slice(&output.stdout)
            .with_context(|| format!("{service} answered {}", String::from_utf8_lossy(&output.stdout)))
    }
}

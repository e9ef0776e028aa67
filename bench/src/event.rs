//! Events of the platform for functions.

use serde_json::{Value, json};

use crate::clock;

/// Returns the event of a request through the HTTP API.
pub fn request(method: &str, path: &str, token: Option<&str>, body: Option<&Value>) -> Value {
    let mut headers =
        json!({ "host": "reset.example", "accept": "application/json", "accept-language": "en" });
    if let Some(token) = token {
        headers["authorization"] = format!("Bearer {token}").into();
    }
    if body.is_some() {
        headers["content-type"] = "application/json".into();
    }
    let route = format!("{method} {path}");
    json!({
        "version": "2.0", "routeKey": route, "rawPath": path, "rawQueryString": "", "headers": headers,
        "requestContext": {
            "accountId": "000000000000", "apiId": "bench", "domainName": "reset.example", "domainPrefix": "reset",
            "http": {
                "method": method, "path": path, "protocol": "HTTP/1.1", "sourceIp": "192.0.2.10",
                "userAgent": "bench",
            },
            "requestId": clock::random_uuid(), "routeKey": route, "stage": "$default",
            "time": "01/Jan/2027:00:00:00 +0000", "timeEpoch": 1_798_761_600_000_u64,
        },
        "body": body.map(ToString::to_string), "isBase64Encoded": false,
    })
}

/// Returns the event of one message of a queue.
pub fn message(body: &str) -> Value {
    json!({ "Records": [{
        "messageId": clock::random_uuid(), "receiptHandle": "handle", "body": body,
        "attributes": {
            "ApproximateReceiveCount": "1", "SentTimestamp": "1798761600000", "SenderId": "bench",
            "ApproximateFirstReceiveTimestamp": "1798761600001",
        },
        "messageAttributes": {}, "md5OfBody": "", "eventSource": "aws:sqs",
        "eventSourceARN": "arn:aws:sqs:eu-north-1:000000000000:codes", "awsRegion": "eu-north-1",
    }] })
}

/// Returns the event of one new item in a table's stream.
pub fn inserted(image: &Value) -> Value {
    json!({ "Records": [{
        "eventID": clock::random_uuid(), "eventName": "INSERT", "eventVersion": "1.1", "eventSource": "aws:dynamodb",
        "awsRegion": "eu-north-1",
        "dynamodb": {
            "ApproximateCreationDateTime": 1_798_761_600, "Keys": { "pk": image["pk"], "sk": image["sk"] },
            "NewImage": image, "SequenceNumber": "100000000000000000001", "SizeBytes": 300,
            "StreamViewType": "NEW_IMAGE",
        },
        "eventSourceARN": "arn:aws:dynamodb:eu-north-1:000000000000:table/audit/stream/1",
    }] })
}

//! The items of the tables.

use serde_json::{Map, Value, json};
use tokio::task::JoinSet;

use crate::{
    aws,
    environment::{environment, moment},
};

/// One item, in DynamoDB's own JSON.
pub type Item = Map<String, Value>;

pub async fn get(table: &str, key: &Value) -> Option<Item> {
    let request = json!({ "TableName": table, "Key": key, "ConsistentRead": true });
    aws::call("dynamodb", "DynamoDB_20120810.GetItem", &request).await["Item"].as_object().cloned()
}

pub async fn put(table: &str, item: &Item) {
    aws::call("dynamodb", "DynamoDB_20120810.PutItem", &json!({ "TableName": table, "Item": item })).await;
}

/// Writes items to their tables, in batches.
pub async fn put_all(items: &[(String, Item)]) {
    for some in items.chunks(25) {
        let mut tables: Map<String, Value> = Map::new();
        for (table, item) in some {
            let puts = tables.entry(table).or_insert_with(|| json!([]));
            puts.as_array_mut().unwrap().push(json!({ "PutRequest": { "Item": item } }));
        }
        let request = json!({ "RequestItems": tables });
        let answer = aws::call("dynamodb", "DynamoDB_20120810.BatchWriteItem", &request).await;
        assert_eq!(answer["UnprocessedItems"], json!({}), "{answer}");
    }
}

/// Deletes an item.
pub async fn delete(table: &str, key: &Value) {
    aws::call("dynamodb", "DynamoDB_20120810.DeleteItem", &json!({ "TableName": table, "Key": key })).await;
}

pub async fn scan(table: &str) -> Vec<Item> {
    let mut items = Vec::new();
    let mut request = json!({ "TableName": table, "ConsistentRead": true });
    loop {
        let page = aws::call("dynamodb", "DynamoDB_20120810.Scan", &request).await;
        items.extend(page["Items"].as_array().into_iter().flatten().filter_map(Value::as_object).cloned());
        match page.get("LastEvaluatedKey") {
            Some(key) if !key.is_null() => request["ExclusiveStartKey"] = key.clone(),
            _ => return items,
        }
    }
}

/// Reads a stored reset.
pub async fn reset(id: &str) -> Item {
    let found = get(&environment().resets_table, &json!({ "pk": { "S": format!("RESET#{id}") } })).await;
    found.unwrap_or_else(|| panic!("no reset {id} is stored"))
}

/// Returns the state of a stored reset, without the attributes that the table uses.
pub fn reset_state(stored: &Item) -> Value {
    serde_json::from_str(stored["kept"]["S"].as_str().unwrap()).unwrap()
}

/// Returns the order in the state of a reset. Its first member is the job; the fourth is its end.
pub fn order(reset: &mut Value) -> &mut Value {
    let state = reset["s"].as_object_mut().and_then(|state| state.values_mut().next());
    let state = state.expect("an order");
    // Once its outcome is known, the state is a list that begins with the order.
    if state[0].is_array() { &mut state[0] } else { state }
}

/// Returns the id of the last job of a reset.
pub async fn job(reset: &str) -> String {
    order(&mut reset_state(&self::reset(reset).await))[0].as_str().unwrap().to_owned()
}

/// Reads the stored limits of an account.
pub async fn limits(account: &str) -> Option<Item> {
    get(&environment().accounts_table, &json!({ "pk": { "S": format!("LIMITS#{account}") } })).await
}

/// Reads the stored activity of an account as plain JSON, oldest first.
pub async fn activity(account: &str) -> Vec<Value> {
    let key = json!({ "pk": { "S": format!("ACTIVITY#{account}") } });
    let item = get(&environment().resets_table, &key).await.unwrap_or_default();
    item.get("activities").map(plain).and_then(|stored| stored.as_array().cloned()).unwrap_or_default()
}

/// Reads the audit events of a reset from today (and from yesterday, around midnight) as plain JSON, oldest first.
pub async fn audit(reset: &str) -> Vec<Value> {
    audit_where("reset", reset).await
}

/// Reads the audit events of an account in the same way.
pub async fn audit_of_account(account: &str) -> Vec<Value> {
    audit_where("account", account).await
}

async fn audit_where(member: &str, value: &str) -> Vec<Value> {
    let now = moment();
    let mut days = [now - jiff::SignedDuration::from_hours(1), now]
        .map(|at| at.strftime("%Y-%m-%d").to_string())
        .to_vec();
    days.dedup();
    // An earlier version kept all entries of a day together.
    let shards = "0123456789abcdef".chars().map(|shard| format!("#{shard}")).chain([String::new()]);
    let mut readers: JoinSet<Vec<Value>> =
        shards.flat_map(|shard| days.iter().map(move |day| events_of(format!("{day}{shard}")))).collect();
    let mut found = Vec::new();
    while let Some(events) = readers.join_next().await {
        found.extend(events.unwrap().into_iter().filter(|event| event[member] == value));
    }
    found.sort_by_key(|event| event["sk"].as_str().unwrap().to_owned());
    found
}

async fn events_of(shard: String) -> Vec<Value> {
    let mut events = Vec::new();
    let mut request = json!({
        "TableName": environment().audit_table, "KeyConditionExpression": "pk = :shard",
        "ExpressionAttributeValues": { ":shard": { "S": shard } }, "ConsistentRead": true,
    });
    loop {
        let page = aws::call("dynamodb", "DynamoDB_20120810.Query", &request).await;
        events
            .extend(page["Items"].as_array().into_iter().flatten().map(|item| plain(&json!({ "M": item }))));
        match page.get("LastEvaluatedKey") {
            Some(key) if !key.is_null() => request["ExclusiveStartKey"] = key.clone(),
            _ => return events,
        }
    }
}

/// Converts DynamoDB's JSON to plain JSON.
pub fn plain(value: &Value) -> Value {
    let Some((kind, inner)) = value.as_object().and_then(|object| object.iter().next()) else {
        return Value::Null;
    };
    match (kind.as_str(), inner) {
        ("M", Value::Object(members)) => {
            members.iter().map(|(name, member)| (name.clone(), plain(member))).collect::<Map<_, _>>().into()
        }
        ("L", Value::Array(members)) => members.iter().map(plain).collect::<Vec<_>>().into(),
        ("N", Value::String(number)) => serde_json::from_str(number).unwrap_or(Value::Null),
        ("NULL", _) => Value::Null,
        _ => inner.clone(),
    }
}

/// Counts the audit events of a kind for a reset.
pub async fn count(reset: &str, event: &str) -> usize {
    audit(reset).await.iter().filter(|entry| entry["event"] == event).count()
}

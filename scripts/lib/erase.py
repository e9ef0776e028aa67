"""Deletes everything that the tables have about one person, whatever kind of item it is, and adds an entry to the audit
trail that names nobody. The environment names the tables."""

import argparse
import datetime
import json
import os
import re
import secrets
import sys

import boto3
from botocore.exceptions import ClientError

GUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
TABLES = ("ACCOUNTS", "RESETS", "SETTINGS", "AUDIT")
KEYS = ("pk", "sk")
# The members of a name's item, each with the accounts that the name is for.
OWNERS = ("accounts", "aliases", "ineligible")
# A step that was under way may write once more.
ROUNDS = 3


def traces(dynamodb, table: str, person: str):
    """Yields the items that name a person."""
    for page in dynamodb.get_paginator("scan").paginate(TableName=table, ConsistentRead=True):
        yield from (item for item in page["Items"] if person in json.dumps(item, default=str).lower())


def forget(dynamodb, table: str, item: dict, person: str) -> None:
    """Deletes an item. The item of a name that others have too only loses the person."""
    key = {name: item[name] for name in KEYS if name in item}
    if not item["pk"]["S"].startswith("NAME#"):
        dynamodb.delete_item(TableName=table, Key=key)
        return
    removed = ", ".join(f"{owner} :person" for owner in OWNERS)
    dynamodb.update_item(
        TableName=table,
        Key=key,
        UpdateExpression=f"DELETE {removed}",
        ExpressionAttributeValues={":person": {"SS": [person]}},
    )
    nobodys = " AND ".join(f"attribute_not_exists({owner})" for owner in OWNERS)
    try:
        dynamodb.delete_item(TableName=table, Key=key, ConditionExpression=nobodys)
    except ClientError as error:
        if error.response["Error"]["Code"] != "ConditionalCheckFailedException":
            raise


def erase(dynamodb, tables: dict[str, str], person: str) -> dict[str, int]:
    """Deletes every trace, and returns how many each table had."""
    deleted = dict.fromkeys(tables, 0)
    for _ in range(ROUNDS):
        before = sum(deleted.values())
        for name, table in tables.items():
            for item in traces(dynamodb, table, person):
                forget(dynamodb, table, item, person)
                deleted[name] += 1
        if sum(deleted.values()) == before:
            return deleted
    sys.exit("erase: something writes about this account again and again; try later")


def note(dynamodb, audit: str, count: int) -> None:
    """Adds the entry. It has no account, so it is in the first shard of its day, and it does not expire."""
    now = datetime.datetime.now(datetime.UTC)
    at = f"{now:%Y-%m-%dT%H:%M:%S}.{now.microsecond * 1000:09}Z"
    own = f"erasure#{secrets.token_hex(8)}"
    entry = {"pk": f"{now:%Y-%m-%d}#0", "sk": f"{at}#{own}", "id": own, "at": at, "event": "account_erased"}
    typed = {name: {"S": value} for name, value in entry.items()} | {"items": {"N": str(count)}}
    dynamodb.put_item(TableName=audit, Item=typed)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("person", type=str.lower, help="the objectGUID")
    person = parser.parse_args().person
    if not GUID.fullmatch(person):
        sys.exit("erase: give the objectGUID; on Windows: (Get-ADUser anna).ObjectGUID")
    dynamodb = boto3.client("dynamodb")
    tables = {name.lower(): os.environ[f"{name}_TABLE"] for name in TABLES}
    synced = [f"{kind}#{person}" for kind in ("ACCOUNT", "INELIGIBLE")]
    keys = [{"pk": {"S": key}} for key in synced]
    is_synced = any("Item" in dynamodb.get_item(TableName=tables["accounts"], Key=key) for key in keys)
    deleted = erase(dynamodb, tables, person)
    note(dynamodb, tables["audit"], sum(deleted.values()))
    print(json.dumps({"deleted": deleted, "wasSynced": is_synced}, indent=2))
    if is_synced:
        print("The directory may still have the account. The next full sync then writes it again.", file=sys.stderr)


if __name__ == "__main__":
    main()

"""Copies what is needed from a table that AWS restored into the table of the stack."""

import concurrent.futures

import botocore.exceptions

import stack as stacks

from .aws import Aws, code_of
from .progress import fail, say

# The copies that are under way at the same time.
AT_ONCE = 16
# What to copy, by table. The rest comes from elsewhere, or would undo protection.
NEEDED = {
    "accounts": lambda item: key(item).startswith("REGISTRATION#")
    or (key(item).startswith("LIMITS#") and "frozen_at" in item),
    "resets": lambda item: key(item).startswith("ACTIVITY#"),
    "settings": lambda item: key(item) == "POLICY",
    "audit": lambda item: True,
}
OUTPUTS = {"accounts": "AccountsTable", "resets": "ResetsTable", "settings": "SettingsTable", "audit": "AuditTable"}
# What comes next, by table.
NEXT = {
    "accounts": "Accounts and names come with a full sync: apply a changed policy.",
    "resets": "",
    "settings": "Enroll the agents again: ./scripts/agents enroll NAME --stack {}",
    "audit": "",
}


def key(item: dict) -> str:
    return item["pk"]["S"]


def restore(aws: Aws, stack: str, table: str, source: str, replaces: bool) -> None:
    """Copies what is missing, or everything that is needed."""
    if table not in NEEDED:
        fail(f"there is no table {table}; there are {', '.join(NEEDED)}")
    found = stacks.describe_stack(aws.client("cloudformation"), stack)
    if not found:
        fail(f"there is no stack {stack}")
    target = stacks.outputs_of(found)[OUTPUTS[table]]
    if source == target:
        fail(f"{source} is the table of the stack; name the restored one")
    copied = there = 0
    with concurrent.futures.ThreadPoolExecutor(AT_ONCE) as pool:
        for page in aws.client("dynamodb").get_paginator("scan").paginate(TableName=source, ConsistentRead=True):
            needed = [item for item in page["Items"] if NEEDED[table](item)]
            done = list(pool.map(lambda item: put(aws, target, item, replaces), needed))
            copied, there = copied + sum(done), there + len(done) - sum(done)
            say(f"{copied} copied, {there} are there already")
    if next_step := NEXT[table].format(stack):
        print(f"\n{next_step}", flush=True)


def put(aws: Aws, table: str, item: dict, replaces: bool) -> bool:
    """Puts an item, and returns whether it did: one that is there stays, unless it is to be replaced."""
    condition = {} if replaces else {"ConditionExpression": "attribute_not_exists(pk)"}
    try:
        aws.client("dynamodb").put_item(TableName=table, Item=item, **condition)
    except botocore.exceptions.ClientError as error:
        if code_of(error) == "ConditionalCheckFailedException":
            return False
        raise
    return True

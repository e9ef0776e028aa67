"""Adds three condition keys to the emulator: dynamodb:LeadingKeys, the partition keys that a call names,
dynamodb:Attributes, the attributes that an update names, and aws:PrincipalArn, which is a role and not its session.

AWS: "Using IAM policy conditions for fine-grained access control" of the DynamoDB developer guide. Each item of a
transaction is checked by itself. "AWS global condition context keys" of the IAM user guide.
"""

import json
import re

LEADING_KEYS = "dynamodb:LeadingKeys"
ATTRIBUTES = "dynamodb:Attributes"
SESSION = re.compile(r"(arn:[a-z-]+):sts::(\d{12}):assumed-role/([^/]+)/.*")
# The partition key of every table of the template.
PARTITION_KEY = "pk"
# The words of expressions that are no attributes.
EXPRESSION_WORDS = {"SET", "REMOVE", "ADD", "DELETE", "AND", "OR", "NOT", "BETWEEN", "IN"}


def name_roles(iam_evaluator) -> None:
    """Lets aws:PrincipalArn be the role of a session."""
    resolve = iam_evaluator._resolve_condition_key

    def resolve_to_role(key, context):
        value = resolve(key, context)
        return SESSION.sub(r"\1:iam::\2:role/\3", value) if key.lower() == "aws:principalarn" else value

    iam_evaluator._resolve_condition_key = resolve_to_role


class CheckedTable(str):
    """The ARN of a table in the check of one item of a transaction, with the condition keys of that item."""

    condition_keys: dict = {}


def add_leading_keys(iam_actions, iam_evaluator) -> None:
    """Adds the condition key to the checks of permissions."""
    service_context = iam_actions.dynamodb_service_context
    transaction_checks = iam_actions.dynamodb_transaction_checks
    enforce = iam_evaluator.enforce

    def context_with_keys(body):
        return {**service_context(body), **condition_keys(json.loads(body or b"{}"))}

    def checks_with_keys(action, body, region, account):
        found = transaction_checks(action, body, region, account)
        if not found:
            return found
        items = [detail for item in json.loads(body)["TransactItems"] for detail in item.values()]
        return [(action, checked(table, item)) for (action, table), item in zip(found, items, strict=True)]

    def enforce_with_keys(access_key, action, service, region, resource_arn="*", service_context=None):
        if isinstance(resource_arn, CheckedTable):
            service_context = {**(service_context or {}), **resource_arn.condition_keys}
        return enforce(access_key, action, service, region, resource_arn, service_context)

    iam_actions.dynamodb_service_context = context_with_keys
    iam_actions.dynamodb_transaction_checks = checks_with_keys
    iam_evaluator.enforce = enforce_with_keys


def checked(table: str, item: dict) -> CheckedTable:
    table = CheckedTable(table)
    table.condition_keys = condition_keys(item)
    return table


def condition_keys(request: dict) -> dict[str, list[str]]:
    """Returns the condition keys of a call, or of an item of a transaction, with their values."""
    found = {LEADING_KEYS: leading_keys(request), ATTRIBUTES: updated_attributes(request)}
    return {key: values for key, values in found.items() if values}


def leading_keys(request: dict) -> list[str]:
    """Returns the partition keys that a call names: one, or those of a batch."""
    if "Item" in request or "Key" in request:
        return [partition_key(request)]
    tables = request.get("RequestItems", {}).values()
    read = [key for table in tables if isinstance(table, dict) for key in table.get("Keys", [])]
    written = [detail for table in tables if isinstance(table, list) for entry in table for detail in entry.values()]
    return [partition_key({"Key": key}) for key in read] + [partition_key(detail) for detail in written]


def partition_key(detail: dict) -> str:
    """Returns the partition key of an item or of a key."""
    attributes = detail.get("Item") or detail.get("Key") or {}
    return attributes.get(PARTITION_KEY, {}).get("S", "")


def updated_attributes(request: dict) -> list[str]:
    """Returns the attributes that an update names: in its key, in its expressions and in the members that came before
    expressions."""
    if not {"UpdateExpression", "AttributeUpdates"} & set(request):
        return []
    names = request.get("ExpressionAttributeNames", {})
    text = " ".join(request.get(member, "") for member in ("UpdateExpression", "ConditionExpression"))
    words = re.findall(r"(?<![:\w#.])[#A-Za-z_]\w*(?!\w*\s*\()", text)
    found = {names.get(word, word) for word in words if word.upper() not in EXPRESSION_WORDS}
    return sorted(found.union(*(request.get(member, {}) for member in ("Key", "AttributeUpdates", "Expected"))))

"""The first policy of a stack. One that was applied before is never replaced: ./scripts/apply-policy does that."""

import json
import pathlib
import subprocess

from .aws import Aws
from .options import ROOT
from .progress import fail, say, show

CURRENT = {"pk": {"S": "POLICY"}, "sk": {"S": "CURRENT"}}


def is_applied(aws: Aws, table: str) -> bool:
    """Returns whether a policy is in force."""
    found = aws.client("dynamodb").get_item(
        TableName=table, Key=CURRENT, ConsistentRead=True, ProjectionExpression="pk"
    )
    return "Item" in found


def names_a_group(aws: Aws, table: str) -> bool:
    """Returns whether anybody may reset."""
    found = aws.client("dynamodb").get_item(TableName=table, Key=CURRENT, ConsistentRead=True)
    return bool(json.loads(found["Item"]["policy"]["S"])["scope"]["enabled_groups"])


def has_agents(aws: Aws, table: str) -> bool:
    """Returns whether an agent has ever been enrolled."""
    agents = {"KeyConditionExpression": "pk = :agents", "ExpressionAttributeValues": {":agents": {"S": "AGENTS"}}}
    return aws.client("dynamodb").query(TableName=table, Select="COUNT", Limit=1, **agents)["Count"] > 0


def apply_first(aws: Aws, table: str, stack: str, policy: pathlib.Path) -> None:
    """Applies a policy, unless one is in force."""
    if is_applied(aws, table):
        say("a policy is in force, and stays")
        return
    name = policy.relative_to(ROOT) if policy.is_relative_to(ROOT) else policy
    say(f"applying {name}")
    command = [str(ROOT / "scripts/apply-policy"), str(policy), "--stack", stack]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    show(done.stdout + done.stderr)
    if done.returncode:
        fail(f"{name} was not applied")

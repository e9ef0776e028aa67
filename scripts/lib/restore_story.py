"""The chapter of the deployment story about backups: tables lose items, and the runbook brings back what it says."""

import datetime
import re
import time

import runbook
from story import STACK, Story, expect

PAGE = "operate/restore.md"
# What the story puts into the tables, beside what deployments wrote: by table, what comes back and what does not.
KEPT = {
    "accounts": [{"pk": "REGISTRATION#1"}, {"pk": "LIMITS#1", "frozen_at": "2026-11-30T08:00:00Z"}],
    "resets": [{"pk": "ACTIVITY#1"}],
}
LEFT = {
    "accounts": [{"pk": "ACCOUNT#1"}, {"pk": "NAME#1"}, {"pk": "LIMITS#2"}],
    "resets": [{"pk": "RESET#1"}, {"pk": "SESSION#1"}],
    "settings": [{"pk": "AGENTS", "sk": "agent-0"}],
}
TABLES = ("accounts", "resets", "settings", "audit")


def restores_tables_by_the_runbook(story: Story) -> None:
    for table, items in [*KEPT.items(), *LEFT.items()]:
        for item in items:
            put(story, table, item)
    wanted = {table: {key for key in keys(story, table) if key not in left(table)} for table in ("settings", "audit")}
    wanted |= {table: {key_of(item) for item in items} for table, items in KEPT.items()}
    expect(("POLICY", "CURRENT") in wanted["settings"], "no policy was applied before")
    time.sleep(1.1)  # AWS restores to a second
    moment = datetime.datetime.now(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    for table in TABLES:
        empty(story, table)
    put(story, "accounts", {"pk": "REGISTRATION#later"})
    for table in TABLES:
        printed = follow(table, moment)
        found = keys(story, table) - {("REGISTRATION#later", None)}
        expect(found == wanted[table], f"{table} has {found ^ wanted[table]} too much or too little", printed)
        expect("0 are there already" in printed, f"{table} had something before", printed)
    expect(("REGISTRATION#later", None) in keys(story, "accounts"), "what was registered later is gone")
    tables = story.client("dynamodb").list_tables()["TableNames"]
    expect(not [name for name in tables if "restored" in name], f"these tables are left: {tables}")


def follow(table: str, moment: str) -> str:
    """Runs the commands of the runbook and returns what they printed."""
    script = "".join(runbook.blocks(PAGE, "Restore a table"))
    script = re.sub(r"(?<=--stack )readmit\b|(?<=--stack-name )readmit\b", STACK, script)
    script = re.sub(r"^table=.*$", f"table={table}", script, flags=re.M)
    script = re.sub(r"^moment=.*$", f"moment={moment}", script, flags=re.M)
    done = runbook.run(script)
    expect(done.returncode == 0, f"the runbook fails for {table}", done.stdout + done.stderr)
    return done.stdout


def left(table: str) -> set[tuple]:
    """Returns the keys of what does not come back."""
    return {key_of(item) for item in LEFT.get(table, [])}


def key_of(item: dict) -> tuple:
    return item["pk"], item.get("sk")


def name_of(story: Story, table: str) -> str:
    return story.output(f"{table.capitalize()}Table")


def put(story: Story, table: str, item: dict) -> None:
    typed = {name: {"S": value} for name, value in item.items()}
    story.client("dynamodb").put_item(TableName=name_of(story, table), Item=typed)


def items(story: Story, table: str) -> list[dict]:
    """Returns the keys of the items of a table, as DynamoDB has them."""
    found = story.client("dynamodb").scan(TableName=name_of(story, table), ConsistentRead=True)["Items"]
    return [{name: item[name] for name in ("pk", "sk") if name in item} for item in found]


def keys(story: Story, table: str) -> set[tuple]:
    return {(item["pk"]["S"], item["sk"]["S"] if "sk" in item else None) for item in items(story, table)}


def empty(story: Story, table: str) -> None:
    for key in items(story, table):
        story.client("dynamodb").delete_item(TableName=name_of(story, table), Key=key)


CHAPTERS = [restores_tables_by_the_runbook]

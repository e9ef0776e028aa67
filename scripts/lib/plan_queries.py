"""What the queries in the plan of infra/template.yaml may name: the events and fields that functions log. The reference of
log events lists them, and a test compares it with the sources."""

import json
import re

from plan import TEMPLATE, Plan, references

REFERENCE = TEMPLATE.parents[1] / "docs/book/src/reference/log-events.md"
ROW = re.compile(r"^\| `(\w+)` \| `\w+` \| (.*?) \|", re.M)
EVENT = re.compile(r"message (?:in \[([^\]]*)\]|= *([\"']\w+[\"']))")
WORDS = {"fields", "filter", "sort", "stats", "limit", "by", "as", "asc", "desc", "in", "and", "or", "not", "SOURCE"}
# Members of every line, and of the lines that the platform writes.
COMMON = {"level", "message", "record.status"}


def known() -> dict[str, set[str]]:
    """Returns the events that functions log, with their fields."""
    functions = REFERENCE.read_text().partition("## Functions")[2].partition("\n## ")[0]
    return {event: set(re.findall(r"`(\w+)`", fields)) for event, fields in ROW.findall(functions)}


def events(query: str) -> set[str]:
    """Returns the events that a query or a filter names."""
    named = [one or other for one, other in EVENT.findall(query.replace("$.", ""))]
    return {event for text in named for event in re.findall(r"\w+", text)}


def fields(query: str) -> set[str]:
    """Returns the fields of log lines that a query names."""
    bare = re.sub(r"\"[^\"]*\"|'[^']*'|\bas \w+", " ", query)
    own = set(re.findall(r"\bas (\w+)", query))
    found = set(re.findall(r"(?<![@\w.])[a-zA-Z_][\w.]*(?!\w*\()", bare))
    return {name for name in found if not name.isdigit()} - WORDS - own


def check_queries(plan: Plan):
    """A saved query reads a log of the stack."""
    logs = plan.by_type("AWS::Logs::LogGroup").keys()
    for name, query in plan.properties("AWS::Logs::QueryDefinition").items():
        if not references(query.get("LogGroupNames")) & logs:
            yield f"{name}: it reads no log of the stack"


def check_events(plan: Plan):
    """Queries, filters and the dashboard name only what functions log."""
    logged = known()
    queries = {name: found["QueryString"] for name, found in plan.properties("AWS::Logs::QueryDefinition").items()}
    for name, dashboard in plan.properties("AWS::CloudWatch::Dashboard").items():
        widgets = json.loads(dashboard["DashboardBody"])["widgets"]
        shown = [found["properties"] for found in widgets if found["type"] == "log"]
        queries |= {f"{name}, {found['title']}": found["query"] for found in shown}
    filters = {name: found["FilterPattern"] for name, found in plan.properties("AWS::Logs::MetricFilter").items()}
    for name, query in (queries | filters).items():
        yield from (f"{name}: no function logs {event}" for event in sorted(events(query) - logged.keys()))
    for name, query in queries.items():
        possible = set().union(*(logged.get(event, set()) for event in events(query) or logged)) | COMMON
        yield from (f"{name}: its lines have no {field}" for field in sorted(fields(query) - possible))


CHECKS = [check_queries, check_events]

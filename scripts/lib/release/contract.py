"""Whether the page of one release and the API of the next understand each other: while an upgrade is under way, and as
long as somebody has the page of before open."""

import json
import pathlib
import re

from .contents import ROOT

TODAY = ROOT / "docs/book/src/reference/http-api.json"
# The HTTP API of each release, by its version.
KEPT = ROOT / "tests/api/releases"


def last_release(folder: pathlib.Path = KEPT) -> pathlib.Path | None:
    """Returns the file of the newest release, if one was kept."""
    versions = {tuple(map(int, re.findall(r"\d+", path.stem))): path for path in folder.glob("*.json")}
    return versions[max(versions)] if versions else None


def broken(released: dict, today: dict) -> list[str]:
    """Returns what the page of a release asks that today's API refuses, and what it cannot read of the answers."""
    found = []
    for path, operations in released["paths"].items():
        for method, operation in operations.items():
            where = f"{method.upper()} {path}"
            now = today["paths"].get(path, {}).get(method)
            found += broken_operation(operation, now, where) if now else [f"{where} is gone"]
    return found + unreadable(problem_of(released), problem_of(today), "problems")


def broken_operation(before: dict, now: dict, where: str) -> list[str]:
    """Returns the same for one step."""
    found = [f"{where} answers {status} now" for status in sorted(now["responses"].keys() - before["responses"].keys())]
    if "requestBody" in now:
        request = body_of(before.get("requestBody", {})) or {"type": "null"}
        found += unreadable(body_of(now["requestBody"]), request, f"{where}, request")
    for status in sorted((now["responses"].keys() & before["responses"].keys()) - {"default"}):
        known, sent = (body_of(side["responses"][status]) for side in (before, now))
        if known is not None:
            found += unreadable(known, sent or {"type": "null"}, f"{where}, {status}")
    return found


def body_of(part: dict) -> dict | None:
    """Returns the schema of a request or an answer, if it has a body."""
    return part.get("content", {}).get("application/json", {}).get("schema")


def problem_of(document: dict) -> dict:
    return document["components"]["schemas"]["Problem"]


def unreadable(reader: dict, writer: dict, where: str) -> list[str]:
    """Returns what a writer may send that a reader does not take. Both are JSON schemas without references."""
    if "oneOf" in writer:
        return [fault for choice in writer["oneOf"] for fault in unreadable(reader, merged(writer, choice), where)]
    if "oneOf" in reader:
        choices = [unreadable(merged(reader, choice), writer, where) for choice in reader["oneOf"]]
        # The closest choice says best what is wrong.
        return min(choices, key=len)
    faults = [f"{where}: {kind} is new" for kind in sorted(kinds(writer) - kinds(reader))] if "type" in reader else []
    values, known = allowed(writer), allowed(reader)
    if known is not None and (values is None or not values <= known):
        return [*faults, f"{where}: {', '.join(sorted(values - known)) if values else 'any value'} is new"]
    faults += [] if within(reader, writer) else [f"{where}: the range is larger"]
    if "items" in reader and "items" in writer:
        faults += unreadable(reader["items"], writer["items"], f"{where}[]")
    return faults + unreadable_members(reader, writer, where)


def unreadable_members(reader: dict, writer: dict, where: str) -> list[str]:
    """Returns what a reader misses in an object, or does not take in it."""
    expected, sent = reader.get("properties", {}), writer.get("properties", {})
    missing = set(reader.get("required", ())) - set(writer.get("required", ()))
    faults = [f"{where}.{name} is missing, or may be" for name in sorted(missing)]
    if reader.get("additionalProperties", True) is False:
        faults += [f"{where}.{name} is refused" for name in sorted(sent.keys() - expected.keys())]
    both = sorted(expected.keys() & sent.keys())
    return faults + [fault for name in both for fault in unreadable(expected[name], sent[name], f"{where}.{name}")]


def merged(whole: dict, choice: dict) -> dict:
    """Returns one choice with what all choices have in common."""
    members = {**whole.get("properties", {}), **choice.get("properties", {})}
    required = [*whole.get("required", ()), *choice.get("required", ())]
    rest = {name: value for name, value in whole.items() if name != "oneOf"} | choice
    return rest | ({"properties": members} if members else {}) | ({"required": required} if required else {})


def kinds(schema: dict) -> set[str]:
    found = schema.get("type", [])
    return {found} if isinstance(found, str) else set(found)


def allowed(schema: dict) -> set[str] | None:
    """Returns the values of a closed list."""
    values = [schema["const"]] if "const" in schema else schema.get("enum")
    return None if values is None else {json.dumps(value) for value in values}


def within(reader: dict, writer: dict) -> bool:
    low, high = float("-inf"), float("inf")
    return reader.get("minimum", low) <= writer.get("minimum", low) and writer.get("maximum", high) <= reader.get(
        "maximum", high
    )

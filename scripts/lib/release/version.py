"""The version of a release: Cargo.toml has it, and tag and changelog must agree with it."""

import re
import tomllib


def version_of(manifest: str) -> str:
    """Returns the version in the text of Cargo.toml."""
    return tomllib.loads(manifest)["workspace"]["package"]["version"]


def notes(version: str, changelog: str) -> tuple[str, str] | None:
    """Returns what the heading of a version has in parentheses, and the text of its section, if there is one."""
    found = re.search(rf"(?ms)^## {re.escape(version)} \(([^)\n]*)\)\n(.*?)(?=^## |\Z)", changelog)
    return (found[1], found[2].strip()) if found else None


def objection(tag: str, version: str, changelog: str) -> str | None:
    """Returns why a tag cannot be released, if it cannot."""
    if tag != f"v{version}":
        return f"the tag is {tag}, but Cargo.toml has the version {version}"
    found = notes(version, changelog)
    if not found or not found[1]:
        return f"CHANGELOG.md has no section for {version}"
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", found[0]):
        return f'CHANGELOG.md says "{found[0]}" for {version}, not the day of the release'
    return None

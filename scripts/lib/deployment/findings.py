"""Findings of a check, in the form of `readmit-agent check`: a level, a name that never changes, a sentence, and the
command that fixes it."""

import dataclasses

OK, WARNING, FAILED = "ok", "warning", "failed"
COLORS = {OK: "32", WARNING: "33", FAILED: "31"}
NAME_WIDTH = 16


@dataclasses.dataclass(frozen=True)
class Finding:
    """A line of the report."""

    level: str
    name: str
    what: str
    fix: str = ""


def show(findings: list[Finding], is_colored: bool = False) -> str:
    """Returns one line for each finding, with the command that fixes it below, and a count of each level."""
    lines = []
    for finding in findings:
        word = f"{finding.level:<8}"
        word = f"\x1b[{COLORS[finding.level]}m{word}\x1b[0m" if is_colored else word
        lines.append(f"{word} {finding.name:<{NAME_WIDTH}} {finding.what}")
        lines += [f"         fix: {line}" for line in finding.fix.splitlines()]
    return "\n".join([*lines, "", summary(findings)])


def summary(findings: list[Finding]) -> str:
    """Returns the number of findings of each level."""
    count = {level: sum(finding.level == level for finding in findings) for level in COLORS}
    warnings = "1 warning" if count[WARNING] == 1 else f"{count[WARNING]} warnings"
    return f"{count[OK]} ok, {warnings}, {count[FAILED]} failed"


def has_failed(findings: list[Finding]) -> bool:
    """Returns whether something failed. Warnings do not count."""
    return any(finding.level == FAILED for finding in findings)

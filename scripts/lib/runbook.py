"""Reads the commands of a page of the book, so that a test runs what operators read."""

import pathlib
import re
import subprocess
import textwrap

from deployment.options import ROOT

BOOK = ROOT / "docs/book/src"
# A command for a stack within a sentence.
SPAN = re.compile(r"`(\./scripts/[a-z-]+ [^`]*--stack\s[^`]+)`")
BLOCK = re.compile(r"(?:^ {4}.*\n)(?:^(?: {4}.*)?\n)*", re.M)


def section(page: str, heading: str) -> str:
    """Returns the text of a section of a page."""
    text = (BOOK / page).read_text()
    start = re.search(rf"^#+ {re.escape(heading)}$", text, re.M)
    if not start:
        raise ValueError(f"{page} has no section {heading}")
    return re.split(r"^#+ ", text[start.end() :], maxsplit=1, flags=re.M)[0]


def blocks(page: str, heading: str) -> list[str]:
    """Returns the blocks of commands of a section, as a shell reads them."""
    return [textwrap.dedent(found) for found in BLOCK.findall(section(page, heading))]


def run(script: str, folder: pathlib.Path = ROOT, typed: str = "") -> subprocess.CompletedProcess:
    """Runs commands in one shell, which ends with the first one that fails."""
    command = ["bash", "-euo", "pipefail", "-c", script]
    return subprocess.run(command, cwd=folder, input=typed, capture_output=True, text=True, check=False)


def commands(text: str) -> list[str]:
    """Returns the commands of a text in order, each once: blocks, and commands for a stack within sentences."""
    blocks = [(found.start(), textwrap.dedent(found[0])) for found in BLOCK.finditer(text)]
    spans = [(found.start(), found[1].replace("\n", " ") + "\n") for found in SPAN.finditer(BLOCK.sub(blank, text))]
    return list(dict.fromkeys(found for _, found in sorted(blocks + spans)))


def blank(block: re.Match) -> str:
    """Returns lines without text in place of a block."""
    return re.sub(r"[^\n]", " ", block[0])

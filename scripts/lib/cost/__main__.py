"""Writes docs/cost.md: what journeys cost, from recorded charges and list prices, and what a month costs.

    python -m cost FOLDER [--write-docs]   FOLDER has the files charges-of-*.json of an instance
"""

import json
import pathlib
import sys

from cost import charges
from cost.report import document
from cost.template import read_template

ROOT = pathlib.Path(__file__).parents[3]
JOURNEYS = ("a-reset", "a-sign-in", "a-changed-account", "an-idle-minute")


def main() -> None:
    folder = pathlib.Path(sys.argv[1])
    prices = json.loads((pathlib.Path(__file__).parent / "prices.json").read_text())
    stack, counted = read_template()
    journeys = {}
    for name in JOURNEYS:
        recorded = json.loads((folder / f"charges-of-{name}.json").read_text())
        journeys[name] = charges.each(charges.quantities(recorded["charges"], stack), recorded["count"])
    idle = json.loads((folder / "charges-of-an-idle-minute.json").read_text())
    own = [line for line in idle["charges"] if is_of_agent(line)]
    agent_minute = charges.each(charges.quantities(own, stack), idle["count"])
    text = document(journeys, agent_minute, counted, prices)
    print(text)
    if "--write-docs" in sys.argv:
        (ROOT / "docs/cost.md").write_text(text)


def is_of_agent(line: dict) -> bool:
    """Whether another agent adds a line: its own calls of queues, and the functions that only agents call."""
    if "invocation" in line:
        return charges.function_of(line["invocation"]) in ("agent-session", "sync-directory", "take-job", "report-writeback")
    return line["service"] == "sqs" and "readmit-agent" in line["caller"]


if __name__ == "__main__":
    main()

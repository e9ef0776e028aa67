"""The chapter of the deployment story that follows the documentation: every command of the README and of the pages about
deployment runs once, in their order, until nothing is left. A command that is written tomorrow runs too."""

import re
import shlex

import runbook
import upgrade_story
from deployment.options import ROOT
from story import Story, expect

PAGES = (
    ROOT / "README.md",
    runbook.BOOK / "operate.md",
    runbook.BOOK / "deploy.md",
    runbook.BOOK / "deploy/before.md",
    runbook.BOOK / "deploy/steps.md",
    runbook.BOOK / "deploy/limits.md",
)
# What is printed, and not typed.
OUTPUT = re.compile(r"(ok|warning|failed) ")
# Queries of Logs Insights.
QUERY = re.compile(r"fields |filter ")
# What cannot run here, by its beginning.
ELSEWHERE = {
    "./scripts/run\n": "each test of the API runs it",
    "./scripts/test\n": "it runs this",
    "aws service-quotas": "the emulator has no quotas",
}
PLACEHOLDERS = {"NAME": "agent-1"}
# What the deployment of the documentation gets, so that it builds nothing and waits for nobody. The first one deploys
# other functions than the rest, as an upgrade does.
WRAPPER = """#!/bin/bash
functions={better}
[[ -e $0.first ]] || functions={functions}
touch "$0.first"
exec {deploy} "$@" --functions "$functions" --page {page} --hosted-zone {zone} --canary 0
"""


def follows_the_documentation(story: Story) -> None:
    checkout = make_checkout(story)
    seen = set()
    for page in PAGES:
        new = [command for command in typed(page.read_text()) if command not in seen]
        seen.update(new)
        script = "".join(f"echo {shlex.quote('$ ' + command)}\n{command}" for command in new)
        done = runbook.run(script, checkout, typed="readmit\n")
        expect(done.returncode == 0, f"a command of {page.name} fails", done.stdout + done.stderr)
    found = story.client("cloudformation").list_stacks()["StackSummaries"]
    there = {stack["StackName"] for stack in found if stack["StackStatus"] != "DELETE_COMPLETE"}
    expect("readmit" not in there, "the last command removes nothing", done.stdout)


def typed(text: str) -> list[str]:
    """Returns the commands of a text that can run here, with names in place of placeholders."""
    found = [command for command in runbook.commands(text) if not OUTPUT.match(command) and not QUERY.match(command)]
    here = [command for command in found if not command.startswith(tuple(ELSEWHERE))]
    filled = [re.sub(r"\b(NAME)\b(?!=)", lambda name: PLACEHOLDERS[name[1]], command) for command in here]
    # Removing comes last, wherever a text mentions it.
    return sorted(filled, key=lambda command: "--remove" in command)


def make_checkout(story: Story):
    """Makes a checkout whose ./scripts/deploy is the wrapper."""
    checkout = story.folder / "documentation"
    (checkout / "scripts").mkdir(parents=True)
    for entry in [*ROOT.iterdir(), *(ROOT / "scripts").iterdir()]:
        if entry.name not in ("policy.toml", "scripts", "deploy"):
            (checkout / entry.relative_to(ROOT)).symlink_to(entry)
    own = {
        "functions": story.functions,
        "better": upgrade_story.archive(story, "documented.zip", note=b"documented"),
        "deploy": ROOT / "scripts/deploy",
        "page": story.page,
        "zone": story.zone,
    }
    wrapper = checkout / "scripts/deploy"
    wrapper.write_text(WRAPPER.format(**{name: shlex.quote(str(value)) for name, value in own.items()}))
    wrapper.chmod(0o755)
    return checkout


CHAPTERS = [follows_the_documentation]

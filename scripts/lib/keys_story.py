"""The chapter of the deployment story about secrets: one is replaced by the commands of the book."""

import re

import runbook
from story import STACK, Story, expect
from upgrade_story import call

PAGE = "operate/keys.md"


def replaces_a_secret_by_the_book(story: Story) -> None:
    first = value(story)
    seen = []
    for command in steps("The six secrets"):
        run(command)
        seen.append(value(story))
        expect(call(story) == 200, f"nobody may reset after: {command}")
    old, new = seen[0].split("\n")
    expect(old == first and new != first, "the first step does not add a value")
    expect(seen[1:] == [f"{new}\n{old}", new], "the other steps do not use the new value and drop the old one")
    run(steps("The six secrets")[2])
    expect(value(story) == new, "a step that is done already changes the secret")
    printed = run(steps("The six secrets")[1], fails=True)
    expect("use is for a new value that is only accepted" in printed, "a step is done before the one before it", printed)
    run(*steps("A leaked secret"))
    expect(value(story) not in ("", new), "a leaked secret stays")


def steps(heading: str) -> list[str]:
    """Returns the commands of a section."""
    script = "".join(runbook.blocks(PAGE, heading))
    return [re.sub(r"(?<=--stack )readmit\b", STACK, line) for line in script.splitlines() if line]


def run(command: str, fails: bool = False) -> str:
    done = runbook.run(command)
    expect((done.returncode != 0) == fails, f"{command} ends with {done.returncode}", done.stdout + done.stderr)
    return done.stdout + done.stderr


def value(story: Story) -> str:
    arn = story.aws.resources(STACK)["TokenSecret"]["PhysicalResourceId"]
    return story.client("secretsmanager").get_secret_value(SecretId=arn)["SecretString"]


CHAPTERS = [replaces_a_secret_by_the_book]

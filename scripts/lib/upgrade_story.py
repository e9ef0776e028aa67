"""The chapters of the deployment story about upgrades: one that fails is tried by a part of the calls only, and one that
succeeds can be taken back."""

import urllib.parse
import zipfile

from deployment import smoke, versions
from story import STACK, Story, expect

ALARM = "FunctionErrorsAlarm"
# It names the processor, and is no program.
ELF_HEADER = 64
# The part of the calls that try a version fails so rarely to be among this many.
CALLS = 150


def tries_a_bad_upgrade_with_few_calls(story: Story) -> None:
    bad = archive(story, "bad.zip", kept=ELF_HEADER)
    set_alarm(story, "OK")
    running = story.begin("--functions", str(bad), "--canary", "5")
    story.wait_for("a tenth of the calls", running)
    statuses = [call(story) for _ in range(CALLS)]
    failed = sum(status >= 500 for status in statuses)
    expect(0 < failed < CALLS / 2, f"{failed} of {CALLS} calls failed")
    expect(statuses.count(200) == CALLS - failed, f"these statuses: {set(statuses)}")
    set_alarm(story, "ALARM")
    printed = story.end(running, code=1)
    expect("was raised, so all calls use the version before again" in printed, "the alarm is not named", printed)
    failed = sum(call(story) != 200 for _ in range(CALLS // 3))
    expect(not failed, f"{failed} calls fail after the upgrade was taken back", printed)
    set_alarm(story, "OK")


def goes_on_with_a_better_upgrade(story: Story) -> None:
    first = code_of(story)
    story.functions = archive(story, "better.zip", note=b"better")
    printed = story.deploy("--canary", "0.05")
    expect("all calls use the new version" in printed, "the upgrade is not brought in", printed)
    expect(code_of(story) != first and call(story) == 200, "the new version is not called", printed)
    kept = story.client("lambda").list_versions_by_function(FunctionName=f"{STACK}-issue-challenge")["Versions"]
    expect(len(kept) == 3, f"these versions are kept: {[found['Version'] for found in kept]}", printed)


def takes_an_upgrade_back(story: Story) -> None:
    second = code_of(story)
    printed = story.deploy("--parameter", "AlarmMail=other@example.com", "--canary", "1")
    expect("a tenth of the calls" not in printed, "a part of the calls tries what did not change", printed)
    printed = story.deploy("--back")
    first = code_of(story)
    expect(first != second and call(story) == 200, "the version before is not called", printed)
    event_sources = story.client("lambda").list_event_source_mappings()["EventSourceMappings"]
    called = {found["FunctionArn"].rpartition(":")[2] for found in event_sources}
    expect(called == {versions.ALIAS}, f"event sources call {called}")
    printed = story.deploy("--back", code=1)
    expect("keeps no earlier version" in printed, "it goes back twice", printed)
    story.deploy()
    expect(code_of(story) == second, "the next deployment does not go forward again")


def archive(story: Story, name: str, kept: int | None = None, note: bytes = b""):
    """Returns an archive like that of the story, with only the first bytes of the program, or with a note."""
    made = story.folder / name
    with zipfile.ZipFile(story.functions) as given, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as out:
        for entry in [found for found in given.infolist() if found.filename != "note"]:
            content = given.read(entry)
            out.writestr(entry, content[:kept] if entry.filename == "bootstrap" else content)
        out.writestr("note", note)
    return made


def call(story: Story) -> int:
    """Returns the status of one call, as a browser makes it."""
    site = urllib.parse.urlparse(story.output("SiteUrl")).netloc
    return smoke.Outside(story.aws.endpoint, site).get("/api/reset/challenge").status


def code_of(story: Story) -> str:
    """Returns the digest of the code that calls use."""
    name = f"{STACK}-issue-challenge"
    return story.client("lambda").get_function_configuration(FunctionName=name, Qualifier=versions.ALIAS)["CodeSha256"]


def set_alarm(story: Story, state: str) -> None:
    """Raises an alarm, or not any more."""
    name = story.aws.resources(STACK)[ALARM]["PhysicalResourceId"]
    story.client("cloudwatch").set_alarm_state(AlarmName=name, StateValue=state, StateReason="the story")


CHAPTERS = [tries_a_bad_upgrade_with_few_calls, goes_on_with_a_better_upgrade, takes_an_upgrade_back]

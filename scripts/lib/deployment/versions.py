"""The versions of functions. What calls a function calls its alias. It leads to the code that was deployed last; during an
upgrade to the version before, and for a part of the calls to the new one."""

from .aws import Aws
from .options import Options
from .progress import fail, say, wait_until

ALIAS = "live"
LATEST = "$LATEST"
# The part of the calls that try a new version.
SHARE = 0.1
# The alarms that say that functions fail. Others tell of attacks, quotas or the directory.
WATCHED = (
    "FunctionErrorsAlarm",
    "NoAgentAlarm",
    "CodesDeadLettersAlarm",
    "DeadlinesDeadLettersAlarm",
    "NoticesDeadLettersAlarm",
)
# What differs between two versions that do the same.
NAMES_OF_VERSIONS = {"Version", "FunctionArn", "RevisionId", "LastModified", "ResponseMetadata"}
# The description of an alias says which version to go back to.
BEFORE = "The version before this one is "


def functions(resources: dict[str, dict]) -> list[str]:
    """Returns the names of the functions that have an alias."""
    aliases = [found for found in resources.values() if found["ResourceType"] == "AWS::Lambda::Alias"]
    return sorted(found["PhysicalResourceId"].split(":")[-2] for found in aliases)


def pin(aws: Aws, stack: str) -> None:
    """Lets aliases stay with the code of this moment, whatever is deployed. One that stays with a version already keeps
    it: an upgrade was interrupted, or taken back."""
    say("all calls stay with the version of now")
    for name in functions(aws.resources(stack)):
        if version_of(aws, name) == LATEST:
            set_alias(aws, name, publish(aws, name))


def bring_in(aws: Aws, options: Options, resources: dict[str, dict]) -> None:
    """Lets all calls use what was deployed, if a part of them did so for some minutes without an alarm. If one was raised,
    all calls stay with the version before, and the deployment ends."""
    pinned = {name: version for name in functions(resources) if (version := version_of(aws, name)) != LATEST}
    new = {name: publish(aws, name) for name in pinned}
    changed = [name for name in pinned if content(aws, name, pinned[name]) != content(aws, name, new[name])]
    if changed and options.canary:
        say(f"a tenth of the calls use the new version, for {options.canary:g} minutes")
        for name in changed:
            set_alias(aws, name, pinned[name], {new[name]: SHARE})
        if raised := first_alarm(aws, resources, options.canary):
            for name in changed:
                set_alias(aws, name, pinned[name])
            fail(f"{raised} was raised, so all calls use the version before again. Once it is fixed: {options.again()}")
    for name in pinned:
        set_alias(aws, name, LATEST, description=f"{BEFORE}{pinned[name]}" if name in changed else None)
        delete_versions(aws, name, {version_before(aws, name), new[name]})
    if changed:
        say("all calls use the new version")


def go_back(aws: Aws, options: Options) -> None:
    """Lets all calls use the version before the one that was deployed last."""
    names = functions(aws.resources(options.stack))
    before = {name: version for name in names if (version := version_before(aws, name))}
    if not before:
        fail(f"{options.stack} keeps no earlier version: it was not upgraded, or is at the earlier version already")
    for name, version in before.items():
        set_alias(aws, name, version)
    say(f"all calls use the version before: {len(before)} functions")
    print(f"\nThe page, the roles and the tables stay. A deployment goes forward again: {options.again()}", flush=True)


def first_alarm(aws: Aws, resources: dict[str, dict], minutes: float) -> str:
    """Returns the first alarm that is raised within some minutes, if there is one. One that is raised already says nothing
    about the new version."""
    names = [resources[name]["PhysicalResourceId"] for name in WATCHED if name in resources]
    before = raised_alarms(aws, names)
    for name in sorted(before):
        say(f"{name} is raised already, so it is not watched")
    found = wait_until(lambda: raised_alarms(aws, names) - before, minutes * 60, pause=10)
    return min(found, default="")


def raised_alarms(aws: Aws, names: list[str]) -> set[str]:
    """Returns which of the alarms are raised."""
    found = aws.client("cloudwatch").describe_alarms(AlarmNames=names, StateValue="ALARM")["MetricAlarms"]
    return {alarm["AlarmName"] for alarm in found}


def alias_of(aws: Aws, name: str) -> dict:
    """Returns the alias of a function."""
    return aws.client("lambda").get_alias(FunctionName=name, Name=ALIAS)


def version_of(aws: Aws, name: str) -> str:
    """Returns the version to which an alias leads."""
    return alias_of(aws, name)["FunctionVersion"]


def version_before(aws: Aws, name: str) -> str:
    """Returns the version to go back to, if there is one."""
    found = alias_of(aws, name)
    description = found.get("Description", "")
    is_new = found["FunctionVersion"] == LATEST and description.startswith(BEFORE)
    return description.removeprefix(BEFORE) if is_new else ""


def publish(aws: Aws, name: str) -> str:
    """Returns the version of the code and the settings of this moment: a new one, unless there is one."""
    return aws.client("lambda").publish_version(FunctionName=name)["Version"]


def content(aws: Aws, name: str, version: str) -> dict:
    """Returns what a version does: its code and its settings."""
    found = aws.client("lambda").get_function_configuration(FunctionName=name, Qualifier=version)
    return {member: value for member, value in found.items() if member not in NAMES_OF_VERSIONS}


def set_alias(aws: Aws, name: str, version: str, weights: dict[str, float] | None = None, description=None) -> None:
    """Lets an alias lead to a version, and for a part of the calls to others. Its description stays if there is no other."""
    routing = {"AdditionalVersionWeights": weights or {}}
    more = {} if description is None else {"Description": description}
    aws.client("lambda").update_alias(
        FunctionName=name, Name=ALIAS, FunctionVersion=version, RoutingConfig=routing, **more
    )


def delete_versions(aws: Aws, name: str, kept: set[str]) -> None:
    """Deletes all versions but some."""
    client = aws.client("lambda")
    for page in client.get_paginator("list_versions_by_function").paginate(FunctionName=name):
        for found in page["Versions"]:
            if found["Version"] not in kept | {LATEST}:
                client.delete_function(FunctionName=name, Qualifier=found["Version"])

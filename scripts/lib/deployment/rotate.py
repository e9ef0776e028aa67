"""Replaces a secret in three steps, each of which every process of the functions learns before the next one. A secret has
one value, or two, each on its own line: the first one is used, both are accepted."""

import concurrent.futures
import datetime

from . import versions
from .aws import Aws
from .progress import fail, say

SECRETS = ("TokenSecret", "CodeSecret", "NameSecret", "DestinationSecret", "LinkSecret", "DeviceSecret")
LENGTH = 64
# Lambda admits fifteen changes of functions a second.
AT_ONCE = 4


def add(old: list[str], new: str) -> list[str]:
    """Every process learns the new value."""
    return [*old[:1], new]


def use(old: list[str], _new: str) -> list[str]:
    """The new value is used, and the old one is accepted still."""
    return old[::-1]


def finish(old: list[str], _new: str) -> list[str]:
    """The old value is not accepted any more."""
    return old[:1]


def leaked(_old: list[str], new: str) -> list[str]:
    """A new value takes the place of all others at once."""
    return [new]


# What a secret has before and after each step.
ONE, ADDED, USED = "one value", "a new value that is only accepted", "a new value that is used"
STEPS = {"add": (add, ONE, ADDED), "use": (use, ADDED, USED), "finish": (finish, USED, ONE)}


def rotate(aws: Aws, stack: str, secret: str, step: str) -> None:
    """Does one step for one secret, and lets every function start again. A step that is done already is not done twice."""
    if secret not in SECRETS:
        fail(f"there is no secret {secret}; there are {', '.join(SECRETS)}")
    if step not in STEPS and step != "leaked":
        fail(f"there is no step {step}; there are {', '.join(STEPS)} and leaked")
    resources = aws.resources(stack)
    if pinned := [name for name in versions.functions(resources) if versions.version_of(aws, name) != versions.LATEST]:
        fail(f"{pinned[0]} stays with an earlier version and its secrets; deploy first: ./scripts/deploy --stack {stack}")
    arn = resources[secret]["PhysicalResourceId"]
    found = state(aws, arn)
    change, before, after = STEPS.get(step, (leaked, found, None))
    if found not in (before, after):
        fail(f"{secret} has {found}; {step} is for {before}")
    if found == before:
        client = aws.client("secretsmanager")
        new = client.get_random_password(PasswordLength=LENGTH, ExcludePunctuation=True)["RandomPassword"]
        client.put_secret_value(SecretId=arn, SecretString="\n".join(change(values(aws, arn), new)))
    say(f"{secret}: {change.__doc__}")
    start_again(aws, resources, f"{secret}: {step}, {datetime.datetime.now(datetime.UTC):%Y-%m-%dT%H:%M:%SZ}")


def values(aws: Aws, arn: str, stage: str = "AWSCURRENT") -> list[str]:
    """Returns the values of a secret."""
    return aws.client("secretsmanager").get_secret_value(SecretId=arn, VersionStage=stage)["SecretString"].splitlines()


def state(aws: Aws, arn: str) -> str:
    """Returns how far the replacement of a secret is."""
    current = values(aws, arn)
    if len(current) == 1:
        return ONE
    return USED if values(aws, arn, "AWSPREVIOUS") == current[::-1] else ADDED


def start_again(aws: Aws, resources: dict[str, dict], why: str) -> None:
    """Ends every process of the functions, which read secrets when they start."""
    names = [found["PhysicalResourceId"] for found in resources.values() if found["ResourceType"] == "AWS::Lambda::Function"]
    client = aws.client("lambda")
    with concurrent.futures.ThreadPoolExecutor(AT_ONCE) as pool:
        list(pool.map(lambda name: client.update_function_configuration(FunctionName=name, Description=why), names))
    say(f"{len(names)} functions start again")

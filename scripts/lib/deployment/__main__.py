"""The command line of ./scripts/deploy: `check` and `architecture` before the build, `run` after it. `branding`,
`outputs` and `credentials` are for other scripts that address a stack. `restore` and `rotate` are the scripts of these
names."""

import json
import os
import pathlib
import shlex
import sys

import botocore.exceptions

import stack as stacks

from . import answers, options, parameters, upload, versions
from .aws import Aws
from .deploy import deploy, preflight
from .progress import fail
from .remove import remove
from .restore import restore as copy_back
from .rotate import rotate as change_secret


# What --NAME does instead of deploying.
STEPS = {"remove": remove, "back": versions.go_back}


def read(words: list[str]) -> tuple[options.Options, Aws]:
    """Returns the options, and AWS in the region that they name; programs that are started later get it, too."""
    given = options.read(words)
    if given.region:
        os.environ["AWS_REGION"] = os.environ["AWS_DEFAULT_REGION"] = given.region
    return given, Aws(given.region or None)


def check(words: list[str]) -> None:
    """Checks what AWS has. A removal and a way back need an account only."""
    given, aws = read(words)
    if given.remove or given.back:
        answers.require_account(aws)
    else:
        preflight(aws, given)


def architecture(words: list[str]) -> None:
    """Prints the processor for which to build the functions."""
    given, aws = read(words)
    found = stacks.describe_stack(aws.client("cloudformation"), given.stack)
    print(parameters.architecture(given, stacks.parameters_of(found) if found else {}))


def run(words: list[str]) -> None:
    """Deploys, goes back or removes."""
    given, aws = read(words)
    named = next((name for name in STEPS if getattr(given, name)), None)
    command = given.again(f"--{named}") if named else given.again()
    try:
        STEPS[named](aws, given) if named else deploy(aws, given)
    except KeyboardInterrupt:
        print(f"\nreadmit: stopped. Go on with: {command}", file=sys.stderr)
        sys.exit(130)
    except (botocore.exceptions.ClientError, botocore.exceptions.BotoCoreError) as error:
        fail(f"{error}\nGo on with: {command}")


def outputs(words: list[str]) -> None:
    """Prints the outputs of a stack as JSON."""
    found = stacks.describe_stack(Aws().client("cloudformation"), words[0])
    if not found:
        fail(f"there is no stack {words[0]}")
    print(json.dumps(stacks.outputs_of(found)))


def credentials(_words: list[str]) -> None:
    """Prints region and credentials as lines for a shell, for programs that know no profiles."""
    aws = Aws()
    answers.require_account(aws)
    found = aws.session.get_credentials().get_frozen_credentials()
    values = {
        "AWS_REGION": aws.region,
        "AWS_DEFAULT_REGION": aws.region,
        "AWS_ACCESS_KEY_ID": found.access_key,
        "AWS_SECRET_ACCESS_KEY": found.secret_key,
        "AWS_SESSION_TOKEN": found.token,
    }
    for name, value in values.items():
        print(f"export {name}={shlex.quote(value)}" if value else f"unset {name}")


def branding(words: list[str]) -> None:
    """Uploads the company's branding to the page of a stack. A stack without a CDN has none."""
    aws = Aws()
    resources = aws.resources(words[0])
    if "SiteBucket" in resources:
        bucket, distribution = (resources[name]["PhysicalResourceId"] for name in ("SiteBucket", "Distribution"))
        upload.upload_branding(aws, bucket, distribution, pathlib.Path(words[1]))
    else:
        print("The stack has no page, so the branding is not uploaded.")


def restore(words: list[str]) -> None:
    """Copies what is needed from a restored table: STACK TABLE RESTORED [replace]."""
    copy_back(Aws(), *words[:3], replaces="replace" in words[3:])


def rotate(words: list[str]) -> None:
    """Replaces a secret, step by step: STACK SECRET STEP."""
    change_secret(Aws(), *words)


COMMANDS = {command.__name__: command for command in (
    check, architecture, run, outputs, credentials, branding, restore, rotate,
)}

if __name__ == "__main__":
    COMMANDS[sys.argv[1]](sys.argv[2:])

"""Deploys infra/template.yaml into the emulator, and writes the stack's outputs as JSON.

Does what `sam deploy` does, without its four seconds of start: uploads the functions' archive, points CodeUri at the
upload, makes a change set and executes it. ./scripts/deploy deploys to AWS.
"""

import argparse
import hashlib
import json
import pathlib
import sys

import boto3
from botocore.config import Config

import stack
from archive import archive, digest_of

STACK = "readmit"
DIGEST = "digest"
BUCKET = "readmit-artifacts"
TEMPLATE = "template.yaml"
EMULATOR_LIMITS = {
    # local-edge serves the page.
    "Cdn": "false",
    "DeletionProtection": "false",
}


def upload(s3, program: pathlib.Path) -> str:
    """Uploads the functions' program under its digest, unless it is there already. Returns its key."""
    if not program.is_file():
        sys.exit(f"deploy: {program} is missing; build the functions first")
    key = f"functions-{digest_of(program)[:32]}.zip"
    stack.put_unless_there(s3, BUCKET, key, lambda: archive(program))
    return key


def is_deployed(found: dict | None, digest: str) -> bool:
    """Returns whether a stack has this digest. It is a tag, because a separate file could be newer than the emulator's
    state after a kill."""
    return found is not None and {"Key": DIGEST, "Value": digest} in found.get("Tags", [])


def change(cloudformation, kind: str, url: str, values: dict, digest: str) -> None:
    """Creates or updates the stack."""
    parameters = [{"ParameterKey": key, "ParameterValue": value} for key, value in values.items()]
    tags = [{"Key": DIGEST, "Value": digest}]
    change_set = stack.create_change_set(cloudformation, STACK, kind, url, parameters, Tags=tags)
    if change_set:
        stack.execute(cloudformation, STACK, change_set, 120)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--template", type=pathlib.Path, required=True)
    arguments.add_argument("--program", type=pathlib.Path, required=True, help="the functions' program")
    arguments.add_argument("--outputs", type=pathlib.Path, required=True, help="where to write the outputs")
    arguments.add_argument("--parameter", action="append", default=[], metavar="NAME=VALUE")
    given = arguments.parse_args()

    quick = Config(retries={"max_attempts": 2}, connect_timeout=2, read_timeout=60)
    s3 = boto3.client("s3", config=quick.merge(Config(s3={"addressing_style": "path"})))
    cloudformation = boto3.client("cloudformation", config=quick)
    stack.make_bucket(s3, BUCKET)
    key = upload(s3, given.program)
    body = stack.read_template(given.template, f"s3://{BUCKET}/{key}")
    s3.put_object(Bucket=BUCKET, Key=TEMPLATE, Body=body.encode())
    values = dict(EMULATOR_LIMITS, **dict(pair.split("=", 1) for pair in given.parameter))
    digest = hashlib.sha256((body + json.dumps(values, sort_keys=True)).encode()).hexdigest()
    before = stack.describe_stack(cloudformation, STACK)
    if not is_deployed(before, digest):
        url = stack.template_url(s3, BUCKET, TEMPLATE)
        change(cloudformation, "CREATE" if before is None else "UPDATE", url, values, digest)
        stack.delete_other_uploads(s3, BUCKET, "functions-", {key})
    outputs = stack.outputs_of(stack.describe_stack(cloudformation, STACK))
    outputs["Created"] = before is None
    given.outputs.write_text(json.dumps(outputs, indent=2) + "\n")


if __name__ == "__main__":
    main()

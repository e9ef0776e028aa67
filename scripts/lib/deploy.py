"""Deploys infra/template.yaml into the emulator, and writes the stack's outputs as JSON.

Does what `sam deploy` does, without its four seconds of start: uploads the functions' archive, points CodeUri at the
upload, makes a change set and executes it.
"""

import argparse
import hashlib
import json
import pathlib
import sys
import time

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

from archive import archive, digest_of

STACK = "readmit"
DIGEST = "digest"
BUCKET = "readmit-artifacts"
CODE_URI = "CodeUri: ../target/functions.zip"
EMULATOR_LIMITS = {
    # The emulator has no CDN: local-edge serves the page.
    "Cdn": "false",
    "DeletionProtection": "false",
}


def upload(s3, program: pathlib.Path) -> str:
    """Uploads the functions' program under its digest, unless it is there already."""
    if not program.is_file():
        sys.exit(f"deploy: {program} is missing; build the functions first")
    key = f"functions-{digest_of(program)[:32]}.zip"
    try:
        s3.head_object(Bucket=BUCKET, Key=key)
    except ClientError:
        s3.put_object(Bucket=BUCKET, Key=key, Body=archive(program))
    return f"s3://{BUCKET}/{key}"


def delete_other_uploads(s3, used: str) -> None:
    """Deletes the uploads of earlier deployments, which would fill the disk."""
    for upload in s3.list_objects_v2(Bucket=BUCKET).get("Contents", []):
        if upload["Key"].endswith(".zip") and upload["Key"] != used:
            s3.delete_object(Bucket=BUCKET, Key=upload["Key"])


def with_code_uri(template: str, code_uri: str) -> str:
    """Returns the template with CodeUri replaced by the upload."""
    if CODE_URI not in template:
        sys.exit(f"deploy: the template has no {CODE_URI}")
    return template.replace(CODE_URI, f"CodeUri: {code_uri}")


def describe_stack(cloudformation) -> dict | None:
    """Returns the stack if it exists. Its tag has the digest of what was deployed, because a separate file
    could be newer than the emulator's state after a kill."""
    try:
        return cloudformation.describe_stacks(StackName=STACK)["Stacks"][0]
    except ClientError:
        return None


def change(cloudformation, kind: str, body_url: str, parameters: list, digest: str) -> None:
    """Creates or updates the stack."""
    name = f"change-{int(time.time() * 1000)}"
    cloudformation.create_change_set(
        StackName=STACK, ChangeSetName=name, ChangeSetType=kind, TemplateURL=body_url, Parameters=parameters,
        Capabilities=["CAPABILITY_IAM", "CAPABILITY_AUTO_EXPAND"], Tags=[{"Key": DIGEST, "Value": digest}],
    )
    made = wait(lambda: cloudformation.describe_change_set(StackName=STACK, ChangeSetName=name), "Status")
    if made["Status"] == "FAILED":
        if "didn't contain changes" in made.get("StatusReason", "") or "No updates" in made.get("StatusReason", ""):
            return
        sys.exit(f"deploy: {made.get('StatusReason')}")
    cloudformation.execute_change_set(StackName=STACK, ChangeSetName=name)
    stack = wait(lambda: cloudformation.describe_stacks(StackName=STACK)["Stacks"][0], "StackStatus")
    if stack["StackStatus"] not in ("CREATE_COMPLETE", "UPDATE_COMPLETE"):
        explain(cloudformation)
        sys.exit(f"deploy: the stack ended in {stack['StackStatus']}")


def wait(describe, member: str) -> dict:
    """Waits until nothing is in progress any more, and returns the answer."""
    deadline = time.monotonic() + 120
    while True:
        answer = describe()
        status = answer[member]
        if not status.endswith(("IN_PROGRESS", "PENDING")):
            return answer
        if time.monotonic() > deadline:
            sys.exit(f"deploy: still {status} after two minutes")
        time.sleep(0.1)


def explain(cloudformation) -> None:
    """Prints why resources failed."""
    for event in cloudformation.describe_stack_events(StackName=STACK)["StackEvents"]:
        if event["ResourceStatus"].endswith("FAILED"):
            print(f"  {event['LogicalResourceId']}: {event.get('ResourceStatusReason')}", file=sys.stderr)


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
    try:
        s3.create_bucket(Bucket=BUCKET, CreateBucketConfiguration={"LocationConstraint": s3.meta.region_name})
    except ClientError as error:
        if error.response["Error"]["Code"] not in ("BucketAlreadyOwnedByYou", "BucketAlreadyExists"):
            raise
    code_uri = upload(s3, given.program)
    body = with_code_uri(given.template.read_text(), code_uri)
    s3.put_object(Bucket=BUCKET, Key="template.yaml", Body=body.encode())
    values = dict(EMULATOR_LIMITS, **dict(pair.split("=", 1) for pair in given.parameter))
    digest = hashlib.sha256((body + json.dumps(values, sort_keys=True)).encode()).hexdigest()
    before = describe_stack(cloudformation)
    if before is None or {"Key": DIGEST, "Value": digest} not in before.get("Tags", []):
        change(
            cloudformation,
            "CREATE" if before is None else "UPDATE",
            f"{s3.meta.endpoint_url}/{BUCKET}/template.yaml",
            [{"ParameterKey": key, "ParameterValue": value} for key, value in values.items()],
            digest,
        )
        delete_other_uploads(s3, code_uri.rpartition("/")[2])
    outputs = {output["OutputKey"]: output["OutputValue"] for output in describe_stack(cloudformation).get("Outputs", [])}
    outputs["Created"] = before is None
    given.outputs.write_text(json.dumps(outputs, indent=2) + "\n")


if __name__ == "__main__":
    main()

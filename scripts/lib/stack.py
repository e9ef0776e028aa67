"""Creates and updates a stack of infra/template.yaml through change sets, and follows what happens to it."""

import pathlib
import sys
import time

from botocore.exceptions import ClientError

from archive import CODE_URI

CAPABILITIES = ["CAPABILITY_IAM", "CAPABILITY_AUTO_EXPAND"]
GOOD_ENDS = ("CREATE_COMPLETE", "UPDATE_COMPLETE")
NO_CHANGES = ("didn't contain changes", "No updates")


def with_code_uri(template: str, code_uri: str) -> str:
    """Returns the template with CodeUri replaced by the upload."""
    if CODE_URI not in template:
        sys.exit(f"deploy: the template has no {CODE_URI}")
    return template.replace(CODE_URI, f"CodeUri: {code_uri}")


def make_bucket(s3, bucket: str) -> None:
    """Makes a bucket for uploads, unless it is there."""
    place = {"LocationConstraint": s3.meta.region_name}
    # The oldest region is the only one that may not be named.
    options = {} if s3.meta.region_name == "us-east-1" else {"CreateBucketConfiguration": place}
    try:
        s3.create_bucket(Bucket=bucket, **options)
    except ClientError as error:
        if error.response["Error"]["Code"] not in ("BucketAlreadyOwnedByYou", "BucketAlreadyExists"):
            raise


def put_unless_there(s3, bucket: str, key: str, body) -> bool:
    """Uploads what `body` returns, unless the key is there: a key names its content. Returns whether it did."""
    try:
        s3.head_object(Bucket=bucket, Key=key)
    except ClientError:
        s3.put_object(Bucket=bucket, Key=key, Body=body())
        return True
    return False


def delete_other_uploads(s3, bucket: str, prefix: str, used: set[str]) -> None:
    """Deletes the uploads of earlier deployments that begin with a prefix."""
    for page in s3.get_paginator("list_objects_v2").paginate(Bucket=bucket, Prefix=prefix):
        for upload in page.get("Contents", []):
            if upload["Key"] not in used:
                s3.delete_object(Bucket=bucket, Key=upload["Key"])


def describe_stack(cloudformation, name: str) -> dict | None:
    """Returns the stack if it exists."""
    try:
        return cloudformation.describe_stacks(StackName=name)["Stacks"][0]
    except ClientError as error:
        if "does not exist" in str(error):
            return None
        raise


def outputs_of(stack: dict) -> dict[str, str]:
    """Returns the outputs of a described stack by name."""
    return {output["OutputKey"]: output["OutputValue"] for output in stack.get("Outputs", [])}


def parameters_of(stack: dict) -> dict[str, str]:
    """Returns the parameters of a described stack by name."""
    return {found["ParameterKey"]: found.get("ParameterValue", "") for found in stack.get("Parameters", [])}


def create_change_set(cloudformation, name: str, kind: str, url: str, parameters: list, **options) -> dict | None:
    """Makes a change set, of the kind CREATE or UPDATE. Returns its description: nothing if nothing would change."""
    change_set = f"change-{int(time.time() * 1000)}"
    cloudformation.create_change_set(
        StackName=name,
        ChangeSetName=change_set,
        ChangeSetType=kind,
        TemplateURL=url,
        Parameters=parameters,
        Capabilities=CAPABILITIES,
        **options,
    )
    made = wait(lambda: cloudformation.describe_change_set(StackName=name, ChangeSetName=change_set), "Status", 600)
    if made["Status"] != "FAILED":
        return made
    reason = made.get("StatusReason", "")
    cloudformation.delete_change_set(StackName=name, ChangeSetName=change_set)
    if any(text in reason for text in NO_CHANGES):
        return None
    sys.exit(f"deploy: {reason}")


def execute(cloudformation, name: str, change_set: dict, seconds: int, look=lambda: None) -> None:
    """Executes a change set and waits for its end. Calls `look` again and again meanwhile."""
    cloudformation.execute_change_set(StackName=name, ChangeSetName=change_set["ChangeSetName"])
    stack = wait_for_stack(cloudformation, name, seconds, look)
    if stack["StackStatus"] not in GOOD_ENDS:
        explain(cloudformation, name)
        sys.exit(f"deploy: the stack ended in {stack['StackStatus']}")


def wait_for_stack(cloudformation, name: str, seconds: int, look=lambda: None) -> dict:
    """Waits until a stack does not change any more, and returns its description. `name` may be the id of the stack, so
    that a deleted one is found."""
    return wait(lambda: cloudformation.describe_stacks(StackName=name)["Stacks"][0], "StackStatus", seconds, look)


def is_changing(status: str) -> bool:
    """Returns whether something is under way. A stack that waits for its first change set is not."""
    return status.endswith(("IN_PROGRESS", "PENDING")) and status != "REVIEW_IN_PROGRESS"


def wait(describe, member: str, seconds: int, look=lambda: None) -> dict:
    """Waits until nothing is in progress any more, and returns the answer."""
    started = time.monotonic()
    while True:
        answer = describe()
        look()
        status = answer[member]
        if not is_changing(status):
            return answer
        waited = time.monotonic() - started
        if waited > seconds:
            sys.exit(f"deploy: still {status} after {seconds} seconds")
        # An emulator takes a second, AWS minutes, and it answers so many questions only.
        time.sleep(min(3, 0.1 + waited / 10))


def explain(cloudformation, name: str) -> None:
    """Prints why resources failed."""
    for event in cloudformation.describe_stack_events(StackName=name)["StackEvents"]:
        if event["ResourceStatus"].endswith("FAILED"):
            print(f"  {event['LogicalResourceId']}: {event.get('ResourceStatusReason')}", file=sys.stderr)


def template_url(s3, bucket: str, key: str) -> str:
    """Returns the address at which CloudFormation fetches a template."""
    return f"{s3.meta.endpoint_url}/{bucket}/{key}"


def read_template(path: pathlib.Path, code_uri: str) -> str:
    """Returns the text of a template with the uploaded code."""
    return with_code_uri(path.read_text(), code_uri)

"""The steps of the stack: its code is uploaded, and a change set is made, and shown or executed."""

import hashlib
import pathlib

import archive
import stack as stacks

from .aws import Aws
from .events import Follower
from .options import BUILT, ROOT, Options
from .parameters import change_set_parameters
from .progress import fail, say, show

TEMPLATE = ROOT / "infra/template.yaml"
# CloudFront takes about ten minutes.
HOUR = 3600
# A stack that is not there, or holds nothing.
NEW = (None, "REVIEW_IN_PROGRESS", "DELETE_COMPLETE")


def require_program(functions: pathlib.Path, processor: str) -> None:
    """Ends unless the functions are there and run on this processor."""
    build = "" if BUILT.is_dir() else f"\nfix: ./scripts/package --architecture {processor}"
    if not functions.is_file():
        fail(f"{functions} is missing{build}")
    built_for = archive.architecture_of(functions)
    if built_for != processor:
        fail(f"{functions} is for {built_for}, but the stack has the parameter Architecture={processor}{build}")


def upload(aws: Aws, stack: str, functions: pathlib.Path) -> tuple[str, set[str]]:
    """Uploads code and template under their digests. Returns the address of the template, and the keys of both."""
    s3 = aws.client("s3")
    stacks.make_bucket(s3, aws.uploads)
    # Its name can be guessed: whoever made it first could exchange the code.
    s3.head_bucket(Bucket=aws.uploads, ExpectedBucketOwner=aws.account)
    code = functions.read_bytes()
    code_key = f"{stack}/functions-{digest(code)}.zip"
    if stacks.put_unless_there(s3, aws.uploads, code_key, lambda: code):
        say(f"uploaded the functions: {len(code)} bytes")
    body = stacks.read_template(TEMPLATE, f"s3://{aws.uploads}/{code_key}").encode()
    key = f"{stack}/template-{digest(body)}.yaml"
    stacks.put_unless_there(s3, aws.uploads, key, lambda: body)
    return stacks.template_url(s3, aws.uploads, key), {code_key, key}


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:32]


def wait_for_earlier(aws: Aws, name: str, is_dry: bool) -> dict | None:
    """Waits for the end of what an interrupted deployment began, deletes a stack whose creation failed, and returns the
    stack if there is one. A dry run deletes nothing."""
    cloudformation = aws.client("cloudformation")
    found = stacks.describe_stack(cloudformation, name)
    if found and stacks.is_changing(found["StackStatus"]):
        say(f"{name} is changing; waiting for the end")
        found = stacks.wait_for_stack(cloudformation, found["StackId"], HOUR, Follower(aws, found["StackId"]).look)
    if found and found["StackStatus"] == "ROLLBACK_COMPLETE" and is_dry:
        fail(f"{name} failed when it was made; a deployment deletes it first, so that its changes cannot be shown")
    if found and found["StackStatus"] == "ROLLBACK_COMPLETE":
        say(f"deleting {name}, whose creation failed")
        cloudformation.delete_stack(StackName=name)
        found = stacks.wait_for_stack(cloudformation, found["StackId"], HOUR)
    return None if not found or found["StackStatus"] in NEW else found


def declared_parameters(aws: Aws, url: str) -> set[str]:
    """Returns the names of the template's parameters."""
    found = aws.client("cloudformation").get_template_summary(TemplateURL=url)
    return {parameter["ParameterKey"] for parameter in found["Parameters"]}


def make_change_set(aws: Aws, options: Options, url: str, wanted: dict[str, str], found: dict | None) -> dict | None:
    """Makes a change set, if something would change."""
    before = stacks.parameters_of(found) if found else {}
    parameters = change_set_parameters(wanted, before, declared_parameters(aws, url) if found else set())
    tags = {"Tags": [{"Key": name, "Value": value} for name, value in options.tags]} if options.tags else {}
    kind = "UPDATE" if found else "CREATE"
    return stacks.create_change_set(aws.client("cloudformation"), options.stack, kind, url, parameters, **tags)


def apply(
    aws: Aws, options: Options, url: str, wanted: dict[str, str], found: dict | None, prepare=lambda: None
) -> dict:
    """Creates or updates the stack and returns it. Calls `prepare` before a stack changes that exists."""
    cloudformation = aws.client("cloudformation")
    change_set = make_change_set(aws, options, url, wanted, found)
    if change_set is None:
        say(f"{options.stack} has nothing to change")
    else:
        if found:
            prepare()
        say(f"{'updating' if found else 'creating'} {options.stack}: {len(change_set['Changes'])} changes or more")
        follower = Follower(aws, options.stack)
        stacks.execute(cloudformation, options.stack, change_set, HOUR, follower.look)
    return stacks.describe_stack(cloudformation, options.stack)


def show_changes(aws: Aws, options: Options, url: str, wanted: dict[str, str], found: dict | None) -> None:
    """Shows what would change, and leaves no change set behind."""
    cloudformation = aws.client("cloudformation")
    change_set = make_change_set(aws, options, url, wanted, found)
    if change_set is None:
        say(f"{options.stack} would not change")
        return
    pages = cloudformation.get_paginator("describe_change_set").paginate(
        StackName=options.stack, ChangeSetName=change_set["ChangeSetName"]
    )
    changes = [change["ResourceChange"] for page in pages for change in page["Changes"]]
    say(f"{options.stack} would change:")
    show("\n".join(change_line(change) for change in changes))
    cloudformation.delete_change_set(StackName=options.stack, ChangeSetName=change_set["ChangeSetName"])
    if not found:
        cloudformation.delete_stack(StackName=options.stack)


def change_line(change: dict) -> str:
    """Returns a line of a change set. A replacement loses what the resource holds."""
    replaced = " (replaced)" if change.get("Replacement") in ("True", "Conditional") else ""
    return f"{change['Action']:<8} {change['LogicalResourceId']}{replaced}"

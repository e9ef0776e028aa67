"""Removes what a deployment made, and says what stays."""

import shlex

import botocore.exceptions

import stack as stacks

from . import answers, certificate, dns
from .aws import EDGE_REGION, Aws
from .events import Follower
from .options import Options
from .progress import fail, say, show
from .records import mail_records, site_record, validation_records
from .stack_steps import HOUR

# The commands that delete what the template retains, in this order. A key is deleted after a month at the earliest.
COMMANDS = {
    "AWS::DynamoDB::Table": [
        "aws dynamodb update-table --no-deletion-protection-enabled --table-name {0}",
        "aws dynamodb delete-table --table-name {0}",
    ],
    "AWS::SecretsManager::Secret": ["aws secretsmanager delete-secret --secret-id {0}"],
    "AWS::KMS::Key": ["aws kms schedule-key-deletion --key-id {0}"],
}


def remove(aws: Aws, options: Options) -> None:
    """Deletes the stack with everything that it does not retain."""
    found = stacks.describe_stack(aws.client("cloudformation"), options.stack)
    found = found or last_deleted(aws, options.stack)
    if not found:
        fail(f"there is no stack {options.stack}")
    confirm(options)
    if found["StackStatus"] != "DELETE_COMPLETE":
        delete_records(aws, options, found)
        delete_stack(aws, options.stack, found)
    skipped = skipped_by_deletion(aws, found["StackId"])
    for kind, name in skipped:
        if kind == "AWS::S3::Bucket":
            delete_bucket(aws, name)
    delete_certificates(aws, options)
    delete_uploads(aws, options.stack)
    say(f"{options.stack} is removed")
    print(what_stays(still_there(aws, skipped)), flush=True)


def last_deleted(aws: Aws, name: str) -> dict | None:
    """Returns the last stack of this name that was deleted. CloudFormation knows it for 90 days, so that a removal that
    was interrupted goes on."""
    pages = aws.client("cloudformation").get_paginator("list_stacks").paginate(StackStatusFilter=["DELETE_COMPLETE"])
    found = [stack for page in pages for stack in page["StackSummaries"] if stack["StackName"] == name]
    return max(found, key=lambda stack: stack.get("DeletionTime", stack["CreationTime"]), default=None)


def confirm(options: Options) -> None:
    """Asks for the name of the stack."""
    if options.yes:
        return
    print(f"This deletes the stack {options.stack}: users cannot reset passwords any more. Tables and keys stay.")
    try:
        typed = input("Type the name of the stack to go on: ")
    except EOFError:
        typed = ""
    if typed.strip() != options.stack:
        fail("nothing was deleted")


def delete_records(aws: Aws, options: Options, found: dict) -> None:
    """Deletes the records in the hosted zone, or names them."""
    parameters, outputs = stacks.parameters_of(found), stacks.outputs_of(found)
    records = []
    if parameters.get("CreateMailIdentity") == "true" and (
        identity := answers.mail_identity(aws, parameters["MailDomain"])
    ):
        records += mail_records(parameters["MailDomain"], identity["tokens"])
    if parameters.get("SiteDomain") and "SiteUrl" in outputs:
        records.append(site_record(parameters["SiteDomain"], outputs["SiteUrl"].removeprefix("https://")))
    for arn in certificate.requested_by(aws, options.stack):
        records += validation_records(certificate.describe(aws, arn))
    if options.hosted_zone:
        for record in records:
            dns.delete(aws, options.hosted_zone, record)
    elif records:
        say("delete these records in DNS, or repeat this with --hosted-zone before it ends:")
        show("\n".join(record.name for record in records))


def delete_stack(aws: Aws, name: str, found: dict) -> None:
    """Deletes the stack and waits. CloudFront takes some minutes."""
    cloudformation = aws.client("cloudformation")
    if not found["StackStatus"].startswith("DELETE_IN_PROGRESS"):
        say(f"deleting {name}")
        cloudformation.delete_stack(StackName=name)
    follower = Follower(aws, found["StackId"])
    ended = stacks.wait_for_stack(cloudformation, found["StackId"], HOUR, follower.look)
    if ended["StackStatus"] != "DELETE_COMPLETE":
        fail(f"the stack ended in {ended['StackStatus']}; repeat this command once the reason above is gone")


def delete_bucket(aws: Aws, bucket: str) -> None:
    """Empties a bucket with all its versions, and deletes it."""
    s3 = aws.client("s3")
    try:
        for page in s3.get_paginator("list_object_versions").paginate(Bucket=bucket):
            found = [*page.get("Versions", []), *page.get("DeleteMarkers", [])]
            if found:
                named = [{"Key": version["Key"], "VersionId": version["VersionId"]} for version in found]
                s3.delete_objects(Bucket=bucket, Delete={"Objects": named, "Quiet": True})
        s3.delete_bucket(Bucket=bucket)
        say(f"deleted the bucket {bucket}")
    except s3.exceptions.NoSuchBucket:
        pass


def delete_certificates(aws: Aws, options: Options) -> None:
    """Deletes the certificates that were requested for this stack."""
    for arn in certificate.requested_by(aws, options.stack):
        say(f"deleting {arn}")
        aws.client("acm", EDGE_REGION).delete_certificate(CertificateArn=arn)


def delete_uploads(aws: Aws, name: str) -> None:
    """Deletes code and templates of this stack, and the bucket if it was the last one."""
    s3 = aws.client("s3")
    try:
        stacks.delete_other_uploads(s3, aws.uploads, f"{name}/", set())
        s3.delete_bucket(Bucket=aws.uploads)
    except botocore.exceptions.ClientError as error:
        if error.response["Error"]["Code"] not in ("NoSuchBucket", "BucketNotEmpty"):
            raise


def skipped_by_deletion(aws: Aws, stack_id: str) -> list[tuple[str, str]]:
    """Returns the kinds and names of the resources that the template retains."""
    pages = aws.client("cloudformation").get_paginator("describe_stack_events").paginate(StackName=stack_id)
    events = [event for page in pages for event in page["StackEvents"] if event["ResourceStatus"] == "DELETE_SKIPPED"]
    return sorted({(event["ResourceType"], event["PhysicalResourceId"]) for event in events})


def still_there(aws: Aws, skipped: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Returns what has not been deleted by hand, in the order of deletion."""
    found = [(kind, name) for kind, name in skipped if kind in COMMANDS and is_there(aws, kind, name)]
    return sorted(found, key=lambda pair: list(COMMANDS).index(pair[0]))


def is_there(aws: Aws, kind: str, name: str) -> bool:
    """Returns whether a retained resource has not been deleted by hand."""
    try:
        match kind:
            case "AWS::DynamoDB::Table":
                aws.client("dynamodb").describe_table(TableName=name)
            case "AWS::SecretsManager::Secret":
                return "DeletedDate" not in aws.client("secretsmanager").describe_secret(SecretId=name)
            case _:
                return aws.client("kms").describe_key(KeyId=name)["KeyMetadata"]["KeyState"] != "PendingDeletion"
    except botocore.exceptions.ClientError:
        return False
    return True


def what_stays(found: list[tuple[str, str]]) -> str:
    """Returns what stays, with the commands that delete it."""
    if not found:
        return "\nNothing stays."
    lines = [line.format(shlex.quote(name)) for kind, name in found for line in COMMANDS[kind]]
    stays = f"""
{len(found)} tables, secrets and keys stay, with what they hold. Without the key and the secrets, nobody can use the
tables and their backups any more. Delete them with:
"""
    return "\n".join([stays, *(f"    {line}" for line in lines)])

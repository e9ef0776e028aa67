"""Uploads the page, deletes what it replaced a day later, and lets CloudFront fetch the documents again."""

import datetime
import hashlib
import pathlib

import botocore.exceptions

from .aws import Aws
from .page import (
    BRANDING,
    COMPRESSED,
    NEVER,
    TYPES,
    PageObject,
    invalidated,
    is_asset,
    is_document,
    is_negotiated,
    name_of,
    page_objects,
)
from .progress import fail, say

# The metadata of an object that says what was uploaded.
DIGEST = "digest"
# The tag of an asset that no document names any more, with the time since when.
REPLACED = "replaced"
KEPT = datetime.timedelta(days=1)


def upload_page(aws: Aws, bucket: str, folder: pathlib.Path) -> list[PageObject]:
    """Uploads what has changed, in the order in which browsers load it. Returns all objects of the page."""
    if not (folder / "index.html").is_file():
        fail(f"{folder} has no page; build it with ./scripts/package")
    objects = page_objects(folder)
    known = keys(aws, bucket)
    uploaded = 0
    for found in objects:
        # The policy's branding stays.
        if found.key == BRANDING and BRANDING in known:
            continue
        uploaded += put(aws, bucket, found)
    say(f"{uploaded} of {len(objects)} files of the page are new" if uploaded else "the page is there already")
    return objects


def put(aws: Aws, bucket: str, found: PageObject) -> bool:
    """Uploads an object, unless it is there. Returns whether it did."""
    s3 = aws.client("s3")
    try:
        there = s3.head_object(Bucket=bucket, Key=found.key)["Metadata"].get(DIGEST)
    except botocore.exceptions.ClientError:
        there = None
    if there == found.digest:
        return False
    s3.put_object(Bucket=bucket, Key=found.key, Body=found.body, Metadata={DIGEST: found.digest}, **found.headers())
    return True


def upload_branding(aws: Aws, bucket: str, distribution: str, styles: pathlib.Path) -> None:
    """Uploads the company's branding, which pages show before they know the policy."""
    body = styles.read_bytes()
    if put(aws, bucket, PageObject(BRANDING, body, NEVER, TYPES[".css"])):
        invalidate(aws, distribution, [f"/{BRANDING}"], versions(aws, bucket, [BRANDING]))
        print("The pages show the branding.")


def keys(aws: Aws, bucket: str) -> set[str]:
    """Returns the names of all objects."""
    pages = aws.client("s3").get_paginator("list_objects_v2").paginate(Bucket=bucket)
    return {found["Key"] for page in pages for found in page.get("Contents", [])}


def complete_copies(aws: Aws, bucket: str) -> None:
    """Gives each file that SiteRoutes looks for in two places its copy: an earlier version uploaded none, and browsers
    load pages between the stack's update and the upload of the page."""
    known = keys(aws, bucket)
    for key in sorted(
        key for key in known if is_negotiated(key) and name_of(key) == key and COMPRESSED + key not in known
    ):
        source = {"Bucket": bucket, "Key": key}
        aws.client("s3").copy_object(Bucket=bucket, Key=COMPRESSED + key, CopySource=source)


def retire_assets(aws: Aws, bucket: str, objects: list[PageObject], now: datetime.datetime) -> None:
    """Marks assets that the page does not use any more, and deletes those that were marked a day ago: browsers may have
    the former page open."""
    s3 = aws.client("s3")
    used = {found.key for found in objects}
    for key in sorted(keys(aws, bucket)):
        if not is_asset(key):
            continue
        tags = {tag["Key"]: tag["Value"] for tag in s3.get_object_tagging(Bucket=bucket, Key=key)["TagSet"]}
        match fate(key in used, tags.get(REPLACED), now):
            case "delete":
                s3.delete_object(Bucket=bucket, Key=key)
            case "mark":
                tag_set = [{"Key": REPLACED, "Value": now.isoformat(timespec="seconds")}]
                s3.put_object_tagging(Bucket=bucket, Key=key, Tagging={"TagSet": tag_set})
            case "unmark":
                s3.delete_object_tagging(Bucket=bucket, Key=key)


def fate(is_used: bool, replaced: str | None, now: datetime.datetime) -> str:
    """Returns what happens to an asset."""
    if is_used:
        return "unmark" if replaced else "keep"
    if not replaced:
        return "mark"
    return "delete" if now - datetime.datetime.fromisoformat(replaced) >= KEPT else "keep"


def invalidate_documents(aws: Aws, bucket: str, distribution: str, objects: list[PageObject]) -> None:
    """Lets CloudFront fetch the documents again, once for each upload of them."""
    documents = [found.key for found in objects if is_document(found.key)]
    if invalidate(aws, distribution, invalidated(objects), versions(aws, bucket, documents)):
        say("CloudFront fetches the documents again")


def versions(aws: Aws, bucket: str, names: list[str]) -> str:
    """Returns a digest of the present versions of objects."""
    found = [aws.client("s3").head_object(Bucket=bucket, Key=name) for name in names]
    lines = [
        f"{name} {answer.get('VersionId')} {answer['LastModified']}" for name, answer in zip(names, found, strict=True)
    ]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def invalidate(aws: Aws, distribution: str, paths: list[str], reference: str) -> bool:
    """Invalidates paths, once for each reference. Returns whether it is under way. So a deployment that was interrupted
    after its upload does it when it is repeated, and another one does nothing."""
    batch = {"Paths": {"Quantity": len(paths), "Items": paths}, "CallerReference": reference}
    cloudfront = aws.client("cloudfront")
    found = cloudfront.create_invalidation(DistributionId=distribution, InvalidationBatch=batch)["Invalidation"]
    return found["Status"] != "Completed"

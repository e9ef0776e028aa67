"""AWS as a deployment sees it: clients, the account, and the emulator instead of it."""

import functools
import os

import boto3
import botocore.exceptions
from botocore.config import Config

# CloudFront takes its certificates and web ACLs from this region.
EDGE_REGION = "us-east-1"
# What services answer that do not know an operation. The emulator does not know every one.
UNKNOWN = ("InvalidAction", "UnknownOperationException", "NotImplemented", "UnsupportedOperation", "501")


class Unknown(Exception):
    """The operation is not known here."""


class Aws:
    """Clients for one region. All are made when they are first used."""

    def __init__(self, region: str | None = None):
        # boto3 itself reads AWS_DEFAULT_REGION only.
        self.session = boto3.Session(region_name=region or os.environ.get("AWS_REGION"))
        self.region = self.session.region_name
        self.endpoint = os.environ.get("AWS_ENDPOINT_URL", "")

    @functools.cache
    def client(self, service: str, region: str | None = None):
        """Returns the client of a service."""
        # The emulator has no bucket in its host name.
        style = Config(s3={"addressing_style": "path"}) if service == "s3" and self.endpoint else Config()
        config = style.merge(Config(retries={"max_attempts": 8, "mode": "standard"}, read_timeout=120))
        return self.session.client(service, region_name=region or self.region, config=config)

    @functools.cached_property
    def account(self) -> str:
        """The number of the account."""
        return self.client("sts").get_caller_identity()["Account"]

    @property
    def uploads(self) -> str:
        """The bucket for code and templates, of all stacks of an account in a region."""
        return f"readmit-uploads-{self.account}-{self.region}"

    def resources(self, stack: str) -> dict[str, dict]:
        """Returns the resources of a stack by their names in the template. A deleted stack is named by its id."""
        pages = self.client("cloudformation").get_paginator("list_stack_resources").paginate(StackName=stack)
        return {found["LogicalResourceId"]: found for page in pages for found in page["StackResourceSummaries"]}


def ask(call):
    """Returns the answer of a call. Raises `Unknown` if the operation is not known here."""
    try:
        return call()
    except botocore.exceptions.ClientError as error:
        if code_of(error) in UNKNOWN:
            raise Unknown from error
        raise


def code_of(error: botocore.exceptions.ClientError) -> str:
    """Returns the code of an error."""
    return error.response["Error"]["Code"]

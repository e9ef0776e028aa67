"""The certificate of the page: found or requested, and waited for."""

import hashlib
import time

from .aws import EDGE_REGION, Aws

# The keys that CloudFront takes. Without this, AWS lists RSA_1024 and RSA_2048 only.
KEYS = ["RSA_2048", "RSA_3072", "RSA_4096", "EC_prime256v1"]
# The tag of certificates that a deployment requested, so that a removal deletes no other.
TAG = "readmit:stack"
USABLE = ("ISSUED", "PENDING_VALIDATION")


def covers(names: list[str], domain: str) -> bool:
    """Returns whether a certificate with these names is good for a host name."""
    return domain in names or f"*.{domain.partition('.')[2]}" in names


def choose(described: list[dict], domain: str) -> dict | None:
    """Returns the best certificate for a host name: one that is issued, if there is one."""
    fitting = [found for found in described if found["Status"] in USABLE and covers(names_of(found), domain)]
    return min(fitting, key=lambda found: (USABLE.index(found["Status"]), found["CertificateArn"]), default=None)


def names_of(described: dict) -> list[str]:
    """Returns the names of a certificate."""
    return described.get("SubjectAlternativeNames") or [described["DomainName"]]


def find(aws: Aws, domain: str) -> dict | None:
    """Returns the certificate for a host name, as ACM describes it."""
    acm = aws.client("acm", EDGE_REGION)
    pages = acm.get_paginator("list_certificates").paginate(Includes={"keyTypes": KEYS})
    listed = [found for page in pages for found in page["CertificateSummaryList"]]
    likely = [found for found in listed if covers(summary_names(found), domain)]
    return choose([describe(aws, found["CertificateArn"]) for found in likely], domain)


def summary_names(listed: dict) -> list[str]:
    """Returns the names of a listed certificate."""
    return [listed["DomainName"], *listed.get("SubjectAlternativeNameSummaries", [])]


def describe(aws: Aws, arn: str) -> dict:
    return aws.client("acm", EDGE_REGION).describe_certificate(CertificateArn=arn)["Certificate"]


def request(aws: Aws, domain: str, stack: str) -> dict:
    """Requests a certificate. AWS takes the same request again for an hour without making another one."""
    acm = aws.client("acm", EDGE_REGION)
    token = hashlib.sha256(f"{stack} {domain}".encode()).hexdigest()[:32]
    arn = acm.request_certificate(
        DomainName=domain, ValidationMethod="DNS", IdempotencyToken=token, Tags=[{"Key": TAG, "Value": stack}]
    )["CertificateArn"]
    for _ in range(30):
        found = describe(aws, arn)
        # The record is there a moment after the request.
        if any("ResourceRecord" in option for option in found.get("DomainValidationOptions", [])):
            break
        time.sleep(2)
    return found


def is_issued(aws: Aws, arn: str) -> bool:
    """Returns whether a certificate may be used."""
    return describe(aws, arn)["Status"] == "ISSUED"


def requested_by(aws: Aws, stack: str) -> list[str]:
    """Returns the certificates that were requested for a stack."""
    acm = aws.client("acm", EDGE_REGION)
    pages = acm.get_paginator("list_certificates").paginate(Includes={"keyTypes": KEYS})
    arns = [found["CertificateArn"] for page in pages for found in page["CertificateSummaryList"]]
    tag = {"Key": TAG, "Value": stack}
    return [arn for arn in arns if tag in acm.list_tags_for_certificate(CertificateArn=arn)["Tags"]]

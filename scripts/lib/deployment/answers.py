"""Asks AWS what a preflight needs to know. Changes nothing."""

import botocore.exceptions

import stack as stacks

from . import certificate
from .aws import EDGE_REGION, Aws, Unknown, ask, code_of
from .options import Options
from .parameters import mail_domain, relay, site_domain
from .preflight import NotKnown, Refused, Wanted
from .progress import fail


def wanted(aws: Aws, options: Options, before: dict[str, str]) -> Wanted:
    """Returns what is to be deployed."""
    return Wanted(
        options.stack,
        aws.region,
        site_domain(options, before),
        mail_domain(options, before),
        options.hosted_zone,
        options.again("--remove"),
    )


def answers(aws: Aws, options: Options, found: dict | None) -> dict:
    """Asks everything. `found` is the stack, if there is one."""
    before = stacks.parameters_of(found) if found else {}
    questions = {
        "account": lambda: aws.client("sts").get_caller_identity(),
        "region": lambda: region(aws),
        "stack": lambda: found["StackStatus"] if found else None,
        "concurrency": lambda: aws.client("lambda").get_account_settings()["AccountLimit"]["ConcurrentExecutions"],
        "text-messages": lambda: aws.client("sns").get_sms_sandbox_account_status()["IsInSandbox"],
        "spending-limit": lambda: spending(aws),
    }
    if relay(options, before):
        questions["relay"] = lambda: relay(options, before)
    else:
        questions["mail"] = lambda: mail(aws)
        questions["mail-identity"] = lambda: mail_identity(aws, mail_domain(options, before))
    if site_domain(options, before):
        questions["certificate"] = lambda: certificate.find(aws, site_domain(options, before))
        questions["hosted-zone"] = lambda: hosted_zone(aws, options.hosted_zone)
    if (dict(options.parameters).get("Cdn") or before.get("Cdn", "true")) == "true":
        questions["web-acl"] = lambda: web_acl(aws, options.web_acl or before.get("WebAclArn", ""))
    return {name: answer(question) for name, question in questions.items()}


def answer(question):
    """Returns the answer to a question, or why there is none."""
    try:
        return ask(question)
    except Unknown:
        return NotKnown()
    except botocore.exceptions.ClientError as error:
        return Refused(code_of(error))
    except botocore.exceptions.BotoCoreError as error:
        return Refused(str(error))


def require_account(aws: Aws) -> None:
    """Ends at once without a region or credentials, without which no question has an answer."""
    if not aws.region:
        fail("no region is chosen; for example: export AWS_REGION=eu-north-1")
    try:
        _ = aws.account
    except (botocore.exceptions.NoCredentialsError, botocore.exceptions.ClientError) as error:
        fail(f"AWS does not accept the credentials: {error}\nfix: aws login, or aws configure")
    except botocore.exceptions.BotoCoreError as error:
        fail(f"AWS cannot be asked: {error}")


def region(aws: Aws) -> dict:
    partition = aws.session.get_partition_for_region(aws.region)
    return {"partition": partition, "has_mail": aws.region in aws.session.get_available_regions("sesv2", partition)}


def mail(aws: Aws) -> dict:
    found = aws.client("sesv2").get_account()
    return {
        "has_production_access": found["ProductionAccessEnabled"],
        "is_paused": not found["SendingEnabled"],
        "per_day": found.get("SendQuota", {}).get("Max24HourSend", 0),
    }


def mail_identity(aws: Aws, domain: str) -> dict | None:
    """Returns what SES knows of a domain: nothing if it does not know it."""
    try:
        found = aws.client("sesv2").get_email_identity(EmailIdentity=domain)
    except botocore.exceptions.ClientError as error:
        if code_of(error) == "NotFoundException":
            return None
        raise
    dkim = found.get("DkimAttributes", {})
    return {
        "is_verified": found["VerifiedForSendingStatus"],
        "dkim": dkim.get("Status", ""),
        "tokens": dkim.get("Tokens", []),
    }


def spending(aws: Aws) -> float:
    attributes = aws.client("sns").get_sms_attributes(attributes=["MonthlySpendLimit"])["attributes"]
    # Without an own limit, a new account may spend one dollar.
    return float(attributes.get("MonthlySpendLimit") or 1)


def hosted_zone(aws: Aws, zone: str) -> dict | None:
    if not zone:
        return None
    try:
        found = aws.client("route53").get_hosted_zone(Id=zone)["HostedZone"]
    except botocore.exceptions.ClientError as error:
        if code_of(error) in ("NoSuchHostedZone", "InvalidInput"):
            return None
        raise
    return {"name": found["Name"].rstrip("."), "is_private": found["Config"].get("PrivateZone", False)}


def web_acl(aws: Aws, arn: str) -> bool | None:
    """Returns whether a web ACL exists: nothing if none is wanted."""
    if not arn:
        return None
    return any(
        found["ARN"] == arn for found in aws.client("wafv2", EDGE_REGION).list_web_acls(Scope="CLOUDFRONT")["WebACLs"]
    )

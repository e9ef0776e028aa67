"""Checks the plan of infra/template.yaml for several deployments: its address, its order of creation, and each kind of
resource."""

import graphlib
import sys

from plan import TEMPLATE, Plan, references
from plan_alarms import CHECKS as ALARMS
from plan_checks import BOUNDARY, CHECKS as KINDS, FUNCTION
from plan_queries import CHECKS as QUERIES

COMMON = {
    "MailFrom": "no-reply@example.com",
    "MailDomain": "example.com",
    "AlarmMail": "operator@example.com",
    "PermissionsBoundary": BOUNDARY,
}
CERTIFICATE = "arn:aws:acm:us-east-1:123456789012:certificate/1"
SITE = {"SiteDomain": "reset.example.com", "SiteCertificateArn": CERTIFICATE}
POOL = "arn:aws:sms-voice:eu-north-1:123456789012:pool/pool-1"
OWN_SERVER = {"Cdn": "false", "PublicUrl": "https://reset.example.com"}
DEPLOYMENTS = {
    "with a host name": COMMON | SITE,
    "with CloudFront's name": COMMON,
    "behind another proxy": COMMON | {"PublicUrl": "https://reset.example.com"},
    "without CloudFront": COMMON | OWN_SERVER,
    "with traces": COMMON | SITE | {"Tracing": "Active"},
    "with a relay for mail": COMMON | SITE | {"SmtpRelay": "smtp://relay.example.com:587"},
    "with End User Messaging": COMMON | SITE | {"TextOrigination": POOL, "TextProtectConfiguration": "protect-0a1b"},
}
# What users open in each of them.
ADDRESSES = dict.fromkeys(DEPLOYMENTS, "https://reset.example.com") | {
    "with CloudFront's name": "https://${Distribution.DomainName}"
}
# What AWS must refuse at once, not after minutes, and a part of the reason.
REFUSED = [
    (SITE | {"SiteCertificateArn": ""}, "SiteDomain needs SiteCertificateArn"),
    (SITE | {"SiteCertificateArn": CERTIFICATE.replace("us-east", "eu-north")}, "SiteCertificateArn does not match"),
    (SITE | {"SiteDomain": ""}, "SiteCertificateArn needs SiteDomain"),
    (SITE | {"SiteDomain": "Reset.example.com"}, "SiteDomain does not match"),
    (SITE | {"PublicUrl": "https://other.example.com"}, "Leave PublicUrl empty"),
    (SITE | {"Cdn": "false"}, "SiteDomain is for Cdn=true"),
    ({"Cdn": "false"}, "Without CloudFront, set PublicUrl"),
    ({"WebAclArn": "arn:aws:wafv2:eu-north-1:123456789012:regional/webacl/own/1"}, "WebAclArn does not match"),
    ({"SmtpRelay": "relay.example.com"}, "SmtpRelay does not match"),
    ({"TextOrigination": "+46701740699"}, "TextOrigination does not match"),
    (OWN_SERVER | {"PublicUrl": "https://Reset.example.com"}, "PublicUrl does not match"),
    (OWN_SERVER | {"PublicUrl": "https://reset.example.com/"}, "PublicUrl does not match"),
]


def check_address(plan: Plan, address: str):
    """Every function knows the address of the page."""
    for name, function in plan.properties(FUNCTION).items():
        known = function["Environment"]["Variables"].get("PUBLIC_URL")
        if known != address:
            yield f"{name}: it takes {known} for the address of the page, not {address}"


def check_order(plan: Plan):
    """There is an order in which the resources can be made."""
    needed = {
        name: references(found.get("Properties", {})) & plan.resources.keys() | set(found.get("DependsOn", []))
        for name, found in plan.resources.items()
    }
    try:
        graphlib.TopologicalSorter(needed).prepare()
    except graphlib.CycleError as error:
        yield f"each of these needs the next one: {', '.join(error.args[1])}"


def findings(source: str):
    """Yields what is wrong with a template."""
    for deployment, parameters in DEPLOYMENTS.items():
        plan = Plan(source, parameters)
        own = [*plan.refusals(), *check_address(plan, ADDRESSES[deployment]), *check_order(plan)]
        yield from (f"{deployment}: {finding}" for finding in own)
        yield from (f"{deployment}: {finding}" for check in KINDS + ALARMS + QUERIES for finding in check(plan))
    for parameters, reason in REFUSED:
        if not any(reason in refusal for refusal in Plan(source, COMMON | parameters).refusals()):
            yield f"{parameters} is not refused because: {reason}"


def main() -> None:
    found = list(findings(TEMPLATE.read_text()))
    for finding in found:
        print(f"plan: {finding}", file=sys.stderr)
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()

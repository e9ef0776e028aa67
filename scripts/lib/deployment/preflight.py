"""What AWS must have before a deployment, as findings from answers. Pure: `answers` asks."""

import dataclasses
import shlex

from .findings import FAILED, OK, WARNING, Finding

# Functions that run at once: below this, a few users make others wait.
CONCURRENCY = 100
WANTED_CONCURRENCY = 1000
# What text messages may cost in a new account, in US dollars a month.
SMALL_SPENDING = 1
# States of a stack in which nothing can be done but to delete it.
BROKEN = ("ROLLBACK_FAILED", "DELETE_FAILED", "CREATE_FAILED")


class NotKnown:
    """The answer of a service that does not know the question, such as an emulator's."""


@dataclasses.dataclass(frozen=True)
class Refused:
    """The answer of a service that did not answer."""

    why: str


@dataclasses.dataclass(frozen=True)
class Wanted:
    """What is to be deployed."""

    stack: str
    region: str
    domain: str
    mail_domain: str
    hosted_zone: str
    remove: str = ""


def findings(answers: dict, wanted: Wanted) -> list[Finding]:
    """Returns a finding for each answer, in the order of `CHECKS`."""
    return [finding(name, answers[name], wanted) for name in CHECKS if name in answers]


def finding(name: str, answer, wanted: Wanted) -> Finding:
    """Returns the finding of one answer."""
    if isinstance(answer, NotKnown):
        return Finding(WARNING, name, "not known here")
    if isinstance(answer, Refused):
        return Finding(WARNING, name, f"could not be asked: {answer.why}")
    return Finding(*_named(name, CHECKS[name](answer, wanted)))


def _named(name: str, line: tuple) -> tuple:
    return (line[0], name, *line[1:])


def account(answer: dict, _wanted: Wanted) -> tuple:
    return OK, f"{answer['Account']}, as {answer['Arn']}"


def region(answer: dict, wanted: Wanted) -> tuple:
    """The template is for the commercial regions."""
    if answer["partition"] != "aws" or not answer["has_mail"]:
        return (
            FAILED,
            f"{wanted.region} has no SES or no CloudFront: choose a commercial region",
            "export AWS_REGION=eu-north-1",
        )
    return OK, wanted.region


def concurrency(answer: int, _wanted: Wanted) -> tuple:
    """The functions share the concurrency of the account."""
    if answer < CONCURRENCY:
        fix = (
            "aws service-quotas request-service-quota-increase --service-code lambda --quota-code L-B99A9384 "
            f"--desired-value {WANTED_CONCURRENCY}"
        )
        return WARNING, f"only {answer} functions may run at once; enough for a trial, not for a company", fix
    return OK, f"{answer} functions may run at once"


def mail(answer: dict, wanted: Wanted) -> tuple:
    """SES sends to verified addresses only until AWS grants production access."""
    if answer["is_paused"]:
        return WARNING, "SES sends no mail, because AWS paused it for this account", "aws sesv2 get-account"
    if not answer["has_production_access"]:
        site = shlex.quote(f"https://{wanted.domain or wanted.mail_domain or 'example.com'}")
        fix = (
            f"aws sesv2 put-account-details --production-access-enabled --mail-type TRANSACTIONAL --website-url {site}"
        )
        return (
            WARNING,
            "SES is in its sandbox and sends to verified addresses only; the day-one policy sends no codes",
            fix,
        )
    return OK, f"SES sends up to {answer['per_day']:.0f} mails a day"


def relay(answer: str, _wanted: Wanted) -> tuple:
    """A relay of the company sends mail instead of SES."""
    return OK, f"mail goes through {answer}"


def mail_identity(answer: dict | None, wanted: Wanted) -> tuple:
    """SES sends for a domain that has its keys in DNS."""
    if answer is None:
        return OK, f"the stack makes the SES identity {wanted.mail_domain}"
    look = f"aws sesv2 get-email-identity --email-identity {shlex.quote(wanted.mail_domain)}"
    if not answer["is_verified"]:
        return WARNING, f"SES has not verified {wanted.mail_domain} yet: its three records are missing in DNS", look
    if answer["dkim"] != "SUCCESS":
        return WARNING, f"mail of {wanted.mail_domain} is not signed: DKIM is {answer['dkim']}", look
    return OK, f"{wanted.mail_domain} is verified, and its mail is signed"


def text_messages(answer: bool, wanted: Wanted) -> tuple:
    """SNS sends to verified numbers only until AWS lifts the sandbox, which no command can."""
    if answer:
        page = (
            f"https://{wanted.region}.console.aws.amazon.com/sns/v3/home?region={wanted.region}#/mobile/text-messaging"
        )
        return (
            WARNING,
            "SNS is in its sandbox and sends to verified numbers only; the day-one policy sends none",
            f'"Exit SMS sandbox" at {page}',
        )
    return OK, "SNS sends to every number"


def spending(answer: float, _wanted: Wanted) -> tuple:
    """Text messages beyond the limit are dropped."""
    if answer <= SMALL_SPENDING:
        return (
            WARNING,
            f"text messages may cost {answer:g} US dollars a month; the rest is dropped",
            "aws sns set-sms-attributes --attributes MonthlySpendLimit=50",
        )
    return OK, f"text messages may cost {answer:g} US dollars a month"


def certificate(answer: dict | None, wanted: Wanted) -> tuple:
    """CloudFront needs a certificate in us-east-1."""
    if answer is None:
        return OK, f"none for {wanted.domain} in us-east-1; the deployment requests one"
    if answer["Status"] == "ISSUED":
        return OK, f"issued: {answer['CertificateArn']}"
    return WARNING, f"{answer['CertificateArn']} waits for its record in DNS; the deployment shows it"


def hosted_zone(answer: dict | None, wanted: Wanted) -> tuple:
    """Records are made in the zone that is named, if it is the right one."""
    from .records import is_in_zone

    if not wanted.hosted_zone:
        return OK, "none given; records are printed, and the deployment waits for them"
    if answer is None:
        return FAILED, f"Route 53 has no zone {wanted.hosted_zone} in this account", "aws route53 list-hosted-zones"
    if answer["is_private"]:
        return FAILED, f"{answer['name']} is a private zone, which nobody outside sees", "aws route53 list-hosted-zones"
    if wanted.domain and not is_in_zone(wanted.domain, answer["name"]):
        return FAILED, f"{wanted.domain} is not in the zone {answer['name']}", "aws route53 list-hosted-zones"
    return OK, f"records are made in {answer['name']}"


def web_acl(answer: bool | None, _wanted: Wanted) -> tuple:
    """A web ACL in front of CloudFront keeps floods away from the API."""
    if answer is None:
        return (
            WARNING,
            "none: a flood of requests reaches the API, which then keeps users out",
            "give --web-acl the ARN of one: aws wafv2 list-web-acls --scope CLOUDFRONT --region us-east-1",
        )
    if not answer:
        return FAILED, "no such web ACL", "aws wafv2 list-web-acls --scope CLOUDFRONT --region us-east-1"
    return OK, "CloudFront asks it for each request"


def stack(answer: str | None, wanted: Wanted) -> tuple:
    """Whether the stack can be made or changed."""
    name = shlex.quote(wanted.stack)
    if answer is None or answer == "REVIEW_IN_PROGRESS":
        return OK, f"{wanted.stack} is new"
    if answer == "ROLLBACK_COMPLETE":
        return WARNING, f"{wanted.stack} failed when it was made; it is deleted and made again"
    if answer in BROKEN:
        return FAILED, f"{wanted.stack} is in the state {answer}", wanted.remove
    if answer == "UPDATE_ROLLBACK_FAILED":
        return (
            FAILED,
            f"{wanted.stack} is in the state {answer}",
            f"aws cloudformation continue-update-rollback --stack-name {name}",
        )
    if answer.endswith("_IN_PROGRESS"):
        return WARNING, f"{wanted.stack} is changing ({answer}); the deployment waits for the end"
    return OK, f"{wanted.stack} can be updated"


# The name of each check and what it makes of the answer.
CHECKS = {
    "account": account,
    "region": region,
    "stack": stack,
    "concurrency": concurrency,
    "certificate": certificate,
    "hosted-zone": hosted_zone,
    "mail": mail,
    "mail-identity": mail_identity,
    "relay": relay,
    "text-messages": text_messages,
    "spending-limit": spending,
    "web-acl": web_acl,
}

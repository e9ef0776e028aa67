"""All steps of a deployment, one after the other."""

import datetime
import sys

import stack as stacks

from . import answers, certificate, dns, findings, policy, smoke, stack_steps, upload, versions
from .alarm import raise_once
from .aws import Aws
from .options import Options
from .parameters import architecture, mail_domain, missing, site_domain, wanted_parameters
from .preflight import findings as all_findings
from .progress import fail, go_on_later, say, wait_until
from .records import mail_records, site_record, validation_records

NO_CERTIFICATE = "arn:aws:acm:us-east-1:{}:certificate/requested-by-the-deployment"


def preflight(aws: Aws, options: Options) -> None:
    """Checks what AWS has, and ends if the deployment would fail."""
    answers.require_account(aws)
    found = stacks.describe_stack(aws.client("cloudformation"), options.stack)
    before = stacks.parameters_of(found) if found else {}
    if needed := missing(options, before):
        fail(f"a new stack needs {', '.join(needed)} (see --help)")
    lines = all_findings(answers.answers(aws, options, found), answers.wanted(aws, options, before))
    print(findings.show(lines, sys.stdout.isatty()) + "\n", flush=True)
    if findings.has_failed(lines):
        sys.exit(1)


def deploy(aws: Aws, options: Options) -> None:
    """Deploys, or shows what a deployment would do."""
    found = stack_steps.wait_for_earlier(aws, options.stack, options.dry_run)
    before = stacks.parameters_of(found) if found else {}
    arn = certificate_arn(aws, options, before)
    wanted = wanted_parameters(options, before, arn, has_foreign_identity(aws, options, before))
    processor = architecture(options, before)
    code = options.archive(processor)
    if options.dry_run and not code.is_file():
        say("to see what would change, build first: ./scripts/package")
        return
    stack_steps.require_program(code, processor)
    url, used = stack_steps.upload(aws, options.stack, code)
    if options.dry_run:
        stack_steps.show_changes(aws, options, url, wanted, found)
        return
    if found and "SiteBucket" in stacks.outputs_of(found):
        upload.complete_copies(aws, stacks.outputs_of(found)["SiteBucket"])
    made = stack_steps.apply(aws, options, url, wanted, found, lambda: versions.pin(aws, options.stack))
    if not found and "DeletionProtection" not in dict(options.parameters):
        say("protecting the tables")
        made = stack_steps.apply(aws, options, url, {"DeletionProtection": "true"}, made)
    versions.bring_in(aws, options, aws.resources(options.stack))
    stacks.delete_other_uploads(aws.client("s3"), aws.uploads, f"{options.stack}/", used)
    finish(aws, options, made)


def finish(aws: Aws, options: Options, made: dict) -> None:
    """Does what comes after the stack: DNS, page, policy, and a look from outside."""
    outputs, parameters = stacks.outputs_of(made), stacks.parameters_of(made)
    resources = aws.resources(options.stack)
    publish_records(aws, options, parameters, outputs)
    if "SiteBucket" in outputs:
        upload_page(aws, options, outputs["SiteBucket"], resources)
    policy.apply_first(aws, outputs["SettingsTable"], options.stack, options.policy)
    lines = look_from_outside(aws, options, parameters, outputs)
    lines.append(raise_once(aws, resources, options.again()))
    print("\n" + findings.show(lines, sys.stdout.isatty()), flush=True)
    if findings.has_failed(lines):
        sys.exit(1)
    print(next_steps(aws, options, address(parameters, outputs), outputs["SettingsTable"]), flush=True)


def certificate_arn(aws: Aws, options: Options, before: dict[str, str]) -> str:
    """Returns the certificate of the page: that of the stack, or one that is found or requested, once it is issued."""
    domain = site_domain(options, before)
    if not domain or domain == before.get("SiteDomain"):
        return before.get("SiteCertificateArn", "")
    found = certificate.find(aws, domain)
    if options.dry_run:
        return found["CertificateArn"] if found else NO_CERTIFICATE.format(aws.account)
    if found is None:
        say(f"requesting a certificate for {domain}")
        found = certificate.request(aws, domain, options.stack)
    arn = found["CertificateArn"]
    if found["Status"] != "ISSUED":
        dns.publish(aws, options.hosted_zone, validation_records(found))
        say(f"waiting until the certificate is issued, {options.wait} minutes at most")
        if not wait_until(lambda: certificate.is_issued(aws, arn), options.wait * 60):
            go_on_later(f"the certificate for {domain} is not issued yet", options.again())
    return arn


def has_foreign_identity(aws: Aws, options: Options, before: dict[str, str]) -> bool:
    """Returns whether SES knew the mail domain before the stack did."""
    return not before and answers.mail_identity(aws, mail_domain(options, before)) is not None


def publish_records(aws: Aws, options: Options, parameters: dict[str, str], outputs: dict[str, str]) -> None:
    """Makes or shows the records of mail and page. Mail may be missing on the first day, so nobody waits for it."""
    records = []
    has_relay = parameters.get("SmtpRelay")
    identity = None if has_relay else answers.mail_identity(aws, parameters["MailDomain"])
    if identity and (options.hosted_zone or identity["dkim"] != "SUCCESS"):
        records += mail_records(parameters["MailDomain"], identity["tokens"])
    if parameters.get("SiteDomain") and (options.hosted_zone or not is_found(aws, parameters, outputs)):
        records.append(site_record(parameters["SiteDomain"], distribution_name(outputs)))
    dns.publish(aws, options.hosted_zone, records)


def is_found(aws: Aws, parameters: dict[str, str], outputs: dict[str, str]) -> bool:
    """Returns whether the name of the page leads to something already. No name leads to the emulator."""
    return not aws.endpoint and answers_at(outside_of(aws, address(parameters, outputs), outputs))


def upload_page(aws: Aws, options: Options, bucket: str, resources: dict[str, dict]) -> None:
    """Uploads the page, and lets CloudFront fetch its documents again."""
    objects = upload.upload_page(aws, bucket, options.page)
    upload.retire_assets(aws, bucket, objects, datetime.datetime.now(datetime.UTC))
    upload.invalidate_documents(aws, bucket, resources["Distribution"]["PhysicalResourceId"], objects)


def look_from_outside(aws: Aws, options: Options, parameters: dict[str, str], outputs: dict[str, str]) -> list:
    """Checks the page and the API, once the name of the page leads there."""
    if "SiteUrl" not in outputs:
        return []
    outside = outside_of(aws, address(parameters, outputs), outputs)
    if parameters.get("SiteDomain") and not outside.host:
        say(f"waiting until {parameters['SiteDomain']} leads to the page, {options.wait} minutes at most")
        if not wait_until(lambda: answers_at(outside), options.wait * 60):
            go_on_later(
                f"{parameters['SiteDomain']} does not lead to {distribution_name(outputs)} yet", options.again()
            )
    return smoke.check(outside)


def outside_of(aws: Aws, site: str, outputs: dict[str, str]) -> smoke.Outside:
    """Returns the address at which browsers reach the deployment."""
    return smoke.Outside(aws.endpoint, distribution_name(outputs)) if aws.endpoint else smoke.Outside(site)


def answers_at(outside: smoke.Outside) -> bool:
    """Returns whether the page answers."""
    try:
        return outside.get("/").status == 200
    except OSError:
        return False


def distribution_name(outputs: dict[str, str]) -> str:
    """Returns the name that CloudFront gave."""
    return outputs["SiteUrl"].removeprefix("https://")


def address(parameters: dict[str, str], outputs: dict[str, str]) -> str:
    """Returns the address of the page."""
    own = f"https://{parameters['SiteDomain']}" if parameters.get("SiteDomain") else parameters.get("PublicUrl")
    return own or outputs["SiteUrl"]


def next_steps(aws: Aws, options: Options, site: str, table: str) -> str:
    """Returns what to type next, until somebody may reset and an agent writes passwords."""
    lines = [f"\n{options.stack} is deployed: {site}\n"]
    if not policy.names_a_group(aws, table):
        lines += [
            "Nobody may reset yet. Name a group in a policy of your own, and apply it:\n",
            "    cp infra/policies/day-one.toml policy.toml",
            f"    ./scripts/apply-policy policy.toml --stack {options.stack}\n",
        ]
    if not policy.has_agents(aws, table):
        lines += ["Then enroll an agent:\n", f"    ./scripts/agents enroll agent-1 --stack {options.stack}\n"]
    return "\n".join(lines)

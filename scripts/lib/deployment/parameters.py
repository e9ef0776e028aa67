"""The parameters of the stack, from options and from what the stack has."""

from .options import Options


def wanted_parameters(
    options: Options, before: dict[str, str], certificate: str, has_foreign_identity: bool
) -> dict[str, str]:
    """Returns the parameters that are set. `before` are those of the stack, nothing if it is new. The tables of a new
    stack are protected only once it stands: a creation that fails could not be undone otherwise."""
    found = {
        "SiteDomain": options.domain,
        "SiteCertificateArn": certificate,
        "MailFrom": options.mail_from,
        "MailDomain": mail_domain(options, {}),
        "AlarmMail": options.alarm_mail,
        "WebAclArn": options.web_acl,
        "CreateMailIdentity": "false" if has_foreign_identity else "",
        "DeletionProtection": "true" if before else "false",
    }
    return {name: value for name, value in (found | dict(options.parameters)).items() if value}


def architecture(options: Options, before: dict[str, str]) -> str:
    """Returns the processor of the functions, by default that of the template."""
    return dict(options.parameters).get("Architecture") or before.get("Architecture") or "x86_64"


def mail_domain(options: Options, before: dict[str, str]) -> str:
    """Returns the domain that sends mail."""
    given = dict(options.parameters).get("MailDomain", "")
    return given or options.mail_from.partition("@")[2] or before.get("MailDomain", "")


def relay(options: Options, before: dict[str, str]) -> str:
    """Returns the relay that sends mail: nothing if SES does."""
    return dict(options.parameters).get("SmtpRelay", before.get("SmtpRelay", ""))


def site_domain(options: Options, before: dict[str, str]) -> str:
    """Returns the host name of the page: nothing if users open CloudFront's own."""
    return options.domain or before.get("SiteDomain", "")


def change_set_parameters(wanted: dict[str, str], before: dict[str, str], declared: set[str]) -> list[dict]:
    """Returns parameters as CloudFormation takes them: what is not set keeps its value. `declared` are the names in the
    template, because a template of another version may not have one that the stack has."""
    given = [{"ParameterKey": name, "ParameterValue": value} for name, value in wanted.items()]
    kept = sorted((before.keys() - wanted.keys()) & declared)
    return given + [{"ParameterKey": name, "UsePreviousValue": True} for name in kept]


def missing(options: Options, before: dict[str, str]) -> list[str]:
    """Returns the options without which a new stack cannot be made."""
    has_sender = options.mail_from or "MailFrom" in dict(options.parameters)
    return [] if before or has_sender else ["--mail-from"]

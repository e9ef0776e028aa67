"""The options of ./scripts/deploy, whose --help describes them."""

import argparse
import dataclasses
import pathlib
import re
import shlex

ROOT = pathlib.Path(__file__).parents[3]
# What a release brings along. A checkout has no such folder.
BUILT = ROOT / "built"
DAY_ONE = ROOT / "infra/policies/day-one.toml"
HOST = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)+")
# The longest name with which every name in the template is short enough.
STACK = re.compile(r"[a-z][a-z0-9-]{0,31}")


@dataclasses.dataclass(frozen=True)
class Options:
    """What was asked for. For a stack that exists, what is left out stays as it is."""

    stack: str
    domain: str = ""
    mail_from: str = ""
    alarm_mail: str = ""
    hosted_zone: str = ""
    web_acl: str = ""
    parameters: tuple[tuple[str, str], ...] = ()
    tags: tuple[tuple[str, str], ...] = ()
    region: str = ""
    policy: pathlib.Path = DAY_ONE
    functions: pathlib.Path | None = None
    page: pathlib.Path = ROOT / "target/page-dist"
    wait: int = 30
    canary: float = 10
    dry_run: bool = False
    back: bool = False
    remove: bool = False
    yes: bool = False

    def archive(self, architecture: str) -> pathlib.Path:
        """Returns the archive of the functions. A release has one for each processor."""
        released = BUILT / f"functions-{architecture}.zip"
        return self.functions or (released if BUILT.is_dir() else ROOT / "target/functions.zip")

    def again(self, *more: str) -> str:
        """Returns the command that goes on with this deployment, or another one for its stack."""
        words = ["./scripts/deploy", "--stack", self.stack, *(["--region", self.region] if self.region else [])]
        zone = ["--hosted-zone", self.hosted_zone] if self.hosted_zone else []
        return shlex.join([*words, *(more or [*self.wanted(), *zone])])

    def wanted(self) -> list[str]:
        """Returns the options that set parameters of the stack, for the same command."""
        given = {
            "--domain": self.domain,
            "--mail-from": self.mail_from,
            "--alarm-mail": self.alarm_mail,
            "--web-acl": self.web_acl,
        }
        words = [word for option, value in given.items() if value for word in (option, value)]
        return words + [word for name, value in self.parameters for word in ("--parameter", f"{name}={value}")]


def parser() -> argparse.ArgumentParser:
    """Returns the parser. Its options are described in ./scripts/deploy."""
    found = argparse.ArgumentParser(
        prog="deploy", usage="see ./scripts/deploy --help", add_help=False, allow_abbrev=False
    )
    found.add_argument("--stack", required=True, type=matching(STACK, "1 to 32 lower-case letters, digits and hyphens"))
    found.add_argument(
        "--domain", default="", type=matching(HOST, "a host name in lower case, such as reset.example.com")
    )
    found.add_argument("--mail-from", default="", type=matching(re.compile(r"[^@ ]+@[^@ ]+"), "a mail address"))
    found.add_argument("--alarm-mail", default="", type=matching(re.compile(r"[^@ ]+@[^@ ]+"), "a mail address"))
    for name in ("--hosted-zone", "--web-acl", "--region"):
        found.add_argument(name, default="")
    found.add_argument("--parameter", dest="parameters", action="append", default=[], type=pair)
    found.add_argument("--tag", dest="tags", action="append", default=[], type=pair)
    for name, standard in (("--policy", DAY_ONE), ("--functions", None), ("--page", Options.page)):
        found.add_argument(name, type=pathlib.Path, default=standard)
    found.add_argument("--wait", type=int, default=Options.wait)
    found.add_argument("--canary", type=float, default=Options.canary)
    for name in ("--dry-run", "--back", "--remove", "--yes"):
        found.add_argument(name, action="store_true")
    return found


def read(words: list[str]) -> Options:
    """Returns the options of a command line, or ends with what is wrong with it."""
    given = vars(parser().parse_args(words))
    return Options(**given | {name: tuple(given[name]) for name in ("parameters", "tags")})


def matching(pattern: re.Pattern, what: str):
    """Returns a function that refuses what does not match."""

    def check(text: str) -> str:
        # Empty is the default, and means what the stack has.
        if text and not pattern.fullmatch(text):
            raise argparse.ArgumentTypeError(f"{text} is not {what}")
        return text

    return check


def pair(text: str) -> tuple[str, str]:
    """Returns a name and a value."""
    name, separator, value = text.partition("=")
    if not name or not separator:
        raise argparse.ArgumentTypeError(f"{text} is not NAME=VALUE")
    return name, value

"""The command line of ./scripts/release: `version` and `template` print those of this version, `check` refuses a tag,
`pack` writes a release."""

import argparse
import hashlib
import os
import pathlib
import shutil
import sys

from . import archives, bills, contents, contract
from . import template as templates
from .contents import ROOT
from .version import notes, objection, version_of

TEMPLATE = ROOT / "infra/template.yaml"
SUMS = "SHA256SUMS"


def version(_given: argparse.Namespace) -> None:
    """Prints the version."""
    print(version_of((ROOT / "Cargo.toml").read_text()))


def check(given: argparse.Namespace) -> None:
    """Ends if a tag cannot be released."""
    number = version_of((ROOT / "Cargo.toml").read_text())
    if reason := objection(given.tag, number, (ROOT / "CHANGELOG.md").read_text()):
        sys.exit(f"readmit: {reason}")
    kept = contract.KEPT / f"{number}.json"
    if not kept.is_file() or kept.read_bytes() != contract.TODAY.read_bytes():
        names = (path.relative_to(ROOT) for path in (contract.TODAY, kept))
        sys.exit("readmit: this version's API is not kept\nfix: cp {} {}".format(*names))


def template(_given: argparse.Namespace) -> None:
    """Prints the template of this version."""
    print(templates.filled(TEMPLATE.read_text(), version_of((ROOT / "Cargo.toml").read_text())), end="")


def pack(given: argparse.Namespace) -> None:
    """Writes the files of a release into an empty folder, and its notes beside it."""
    time = int(os.environ["SOURCE_DATE_EPOCH"])
    shutil.rmtree(given.out, ignore_errors=True)
    given.out.mkdir(parents=True)
    for name, content in parts(given.built, given.version, time):
        (given.out / name).write_bytes(content)
    lines = [f"{digest(path)}  {path.name}\n" for path in sorted(given.out.iterdir())]
    (given.out / SUMS).write_text("".join(lines))
    _, text = notes(version_of((ROOT / "Cargo.toml").read_text()), (ROOT / "CHANGELOG.md").read_text())
    given.out.with_name(f"{given.out.name}.md").write_text(text + "\n")


def parts(built: pathlib.Path, version: str, time: int):
    """Returns the files of a release by name, one after the other."""
    name = f"readmit-{version}"
    yield f"{name}.tar.gz", contents.archive(built, version, time)
    for functions in sorted(built.glob("functions-*.zip")):
        yield f"{name}-{functions.name}", functions.read_bytes()
    yield f"{name}-page.tar.gz", archives.tar_gz(archives.below(built / "page"), time)
    yield f"{name}-template.yaml", templates.filled(TEMPLATE.read_text(), version).encode()
    yield f"readmit-agent_{version}_amd64.deb", (built / "readmit-agent.deb").read_bytes()
    for part in [*(found.stem for found in sorted(built.glob("functions-*.zip"))), "page", "agent", "admin"]:
        yield f"{name}-{part}.cdx.json", valid(bills.bill(part, version, time)).encode()


def valid(bill: str) -> str:
    """Returns a bill of materials. Ends if it is not in its format."""
    # Slow to import, and most commands do without it.
    from cyclonedx.schema import SchemaVersion
    from cyclonedx.validation.json import JsonStrictValidator

    if fault := JsonStrictValidator(SchemaVersion.V1_6).validate_str(bill):
        sys.exit(f"readmit: a bill of materials is wrong: {fault}")
    return bill


def digest(path: pathlib.Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    commands = parser.add_subparsers(required=True)
    for command, arguments in ((version, ()), (check, ("tag",)), (template, ()), (pack, ("built", "out", "version"))):
        known = commands.add_parser(command.__name__)
        known.set_defaults(command=command)
        for name in arguments:
            known.add_argument(name, type=str if name in ("tag", "version") else pathlib.Path)
    given = parser.parse_args()
    given.command(given)


if __name__ == "__main__":
    main()

"""What the archive of a release has: everything that ./scripts/deploy and the commands of administrators need, and the
book."""

import pathlib

from . import archives

ROOT = pathlib.Path(__file__).parents[3]
# Files of the repository that are at the same place in the archive.
SOURCES = (
    "ARCHITECTURE.md",
    "CHANGELOG.md",
    "GLOSSARY.md",
    "LICENSE",
    "SECURITY.md",
    "docs/book/src/**/*.md",
    "docs/book/src/pictures/*.svg",
    "docs/release-signers",
    "frontend/pages.toml",
    "infra/policies/*.toml",
    "infra/template.yaml",
    "scripts/accounts",
    "scripts/agents",
    "scripts/apply-policy",
    "scripts/deploy",
    "scripts/lib/administration.sh",
    "scripts/lib/archive.py",
    "scripts/lib/build.sh",
    "scripts/lib/common.sh",
    "scripts/lib/deployment/*.py",
    "scripts/lib/erase.py",
    "scripts/lib/install.sh",
    "scripts/lib/instance.sh",
    "scripts/lib/invoke.py",
    "scripts/lib/requirements-aws.txt",
    "scripts/lib/stack.py",
    "scripts/restore",
    "scripts/rotate",
)
# What the scripts find built, as ./scripts/lib/common.sh and the deployment name it.
BUILT = ("functions-*.zip", "page/**/*", "readmit-admin")
README = """\
Readmit {version}. In this folder, with the credentials of the aws command:

    ./scripts/deploy --stack readmit --domain reset.example.com --mail-from no-reply@example.com

It builds nothing. docs/book/src/deploy.md describes it, docs/book/src/agent.md the agent, CHANGELOG.md what an upgrade
changes.
"""


def files(built: pathlib.Path, version: str) -> dict[str, pathlib.Path | bytes]:
    """Returns the files of the archive by their names, in a folder that is named after the version."""
    top = f"readmit-{version}/"
    found: dict[str, pathlib.Path | bytes] = {f"{top}README.txt": README.format(version=version).encode()}
    for folder, prefix, patterns in ((ROOT, "", SOURCES), (built, "built/", BUILT)):
        for pattern in patterns:
            matching = [path for path in folder.glob(pattern) if path.is_file()]
            if not matching:
                raise FileNotFoundError(f"{folder} has no {pattern}")
            found |= {f"{top}{prefix}{path.relative_to(folder).as_posix()}": path for path in matching}
    return found


def archive(built: pathlib.Path, version: str, time: int) -> bytes:
    """Returns the archive."""
    return archives.tar_gz(files(built, version), time)

"""Makes a release out of built parts, verifies it, and deploys it from an empty folder as an administrator does, without
Rust. The environment names the emulator."""

import argparse
import os
import pathlib
import re
import shutil
import subprocess

import stack as stacks
from deployment.aws import Aws
from deployment.options import ROOT
from story import expect, play

VERSION = re.search(r'(?m)^version = "(.+)"$', (ROOT / "Cargo.toml").read_text())[1]
TAG = f"v{VERSION}"
BOOK = ROOT / "docs/book/src/deploy/releases.md"
ALARMS = ["--alarm-mail", "operator@example.com"]
# Whoever calls one of these needs Rust, but for pip, which tells the registry what is there.
RUST = ("cargo", "rustc", "rustup")
TRAP = '#!/bin/sh\ngrep -q pip "/proc/$PPID/cmdline" || echo "$0 $*" >>"{called}"\nexit 1\n'
GIT = ["git", "-c", "user.name=Releaser", "-c", "user.email=releaser@example.com", "-c", "commit.gpgsign=false"]


class Story:
    """A releaser with built parts and a checkout, and an administrator with an empty folder."""

    def __init__(self, built: pathlib.Path, folder: pathlib.Path):
        self.built, self.folder = built, folder
        self.checkout, self.release = folder / "checkout", folder / "release"
        self.home = folder / "administrator"
        self.signers, self.key = folder / "release-signers", folder / "key"

    def run(self, *command: str, cwd: pathlib.Path, code: int = 0, **environment: str) -> str:
        """Runs a command to its end and returns what it printed."""
        done = subprocess.run(
            [str(word) for word in command], cwd=cwd, env=os.environ | environment, text=True,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False,
        )
        expect(done.returncode == code, f"{command} ended with {done.returncode} instead of {code}", done.stdout)
        return done.stdout

    def make(self, *words: str, code: int = 0, **environment: str) -> str:
        """Runs ./scripts/release in the checkout."""
        return self.run("./scripts/release", *words, cwd=self.checkout, code=code, **environment)

    def git(self, *words: str) -> str:
        return self.run(*GIT, *words, cwd=self.checkout)

    def sign(self, folder: pathlib.Path, key: pathlib.Path, code: int = 0) -> str:
        return self.make("--sign", folder, "--key", key, "--signers", self.signers, code=code)

    def administer(self, *command: str, code: int = 0) -> str:
        """Runs a command in the unpacked release, on a machine without Rust."""
        traps = self.folder / "without-rust"
        environment = {"PATH": f"{traps}:/usr/bin:/bin", "HOME": str(self.home)}
        environment |= {name: value for name, value in os.environ.items() if name.startswith("AWS_")}
        done = subprocess.run(
            command, cwd=self.home / f"readmit-{VERSION}", env=environment, text=True,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False,
        )
        expect(done.returncode == code, f"{command} ended with {done.returncode} instead of {code}", done.stdout)
        called = traps / "called"
        expect(not called.exists(), f"{command} needs Rust", called.read_text() if called.exists() else "")
        return done.stdout


def book(section: str) -> list[str]:
    """Returns the commands that a section of the book gives, for this version."""
    text = BOOK.read_text().split(f"\n## {section}\n")[1].split("\n## ")[0].replace("\\\n      ", "")
    return [line.strip().replace("VERSION", VERSION) for line in text.splitlines() if line.startswith("    ")]


def refuses_what_is_not_the_version(story: Story) -> None:
    """Makes a checkout of the sources as they are, and tags it only once everything agrees."""
    names = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, check=True, capture_output=True, text=True,
    ).stdout
    for name in filter(None, names.split("\0")):
        if (ROOT / name).is_file():
            (story.checkout / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, story.checkout / name)
    story.git("init", "-q")
    story.git("add", "--all")
    story.git("commit", "-qm", "Sources")
    words = ["--tag", TAG, "--built", story.built, "--out", story.release]
    expect("not at the tag" in story.make(*words, code=1), "a tag that is not there is not refused")
    story.git("tag", TAG)
    changelog = story.checkout / "CHANGELOG.md"
    printed = story.make(*words, code=1)
    expect("not the day of the release" in printed, "an unreleased version is not refused", printed)
    changelog.write_text(changelog.read_text().replace(f"## {VERSION} (unreleased)", f"## {VERSION} (2026-01-02)"))
    expect("not committed" in story.make(*words, code=1), "a changed checkout is not refused")
    story.git("commit", "-qam", "Release")
    expect("not at the tag" in story.make(*words, code=1), "a tag of another commit is not refused")
    story.git("tag", "--force", TAG)
    printed = story.make(*words, code=1)
    command = re.search(r"(?m)^fix: (cp .*)$", printed)
    expect(command is not None, "a release whose API is not kept is not refused", printed)
    story.run("sh", "-c", command[1], cwd=story.checkout)
    story.git("add", "--all")
    story.git("commit", "-qm", "Keep the API")
    story.git("tag", "v99.0.0")
    printed = story.make("--tag", "v99.0.0", *words[2:], code=1)
    expect(f"Cargo.toml has the version {VERSION}" in printed, "another version is not refused", printed)
    story.git("tag", "--force", TAG)


def makes_the_same_bytes_again(story: Story) -> None:
    words = ["--tag", TAG, "--built"]
    story.make(*words, story.built, "--out", story.release)
    # Nothing of another machine: neither times nor rights nor the order of files.
    copy, again = story.folder / "copy", story.folder / "again"
    shutil.copytree(story.built, copy, copy_function=shutil.copyfile)
    (copy / "readmit-admin").chmod(0o700)
    story.make(*words, copy, "--out", again, TZ="Asia/Tokyo", PYTHONHASHSEED="7")
    first, second = (found.joinpath("SHA256SUMS").read_text() for found in (story.release, again))
    expect(first == second, f"the same parts made other bytes:\n{first}\n{second}")
    expect("-trial" not in first, "the release is one to try out", first)


def verifies_as_the_book_says(story: Story) -> None:
    for name in ("key", "other"):
        story.run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", story.folder / name, cwd=story.folder)
    public = story.key.with_suffix(".pub").read_text()
    story.signers.write_text(f'releases namespaces="readmit-release" {public}')
    printed = story.sign(story.release, story.folder / "other", code=1)
    expect("the key is not in" in printed, "a stranger's key signs", printed)
    expect(not (story.release / "SHA256SUMS.sig").exists(), "a stranger's signature stays")
    story.sign(story.release, story.key)
    shutil.copy(story.signers, story.release)
    signature, digests = book("Verify")
    printed = story.run("sh", "-c", signature, cwd=story.release)
    expect('Good "readmit-release" signature for releases' in printed, "the signature is not reported", printed)
    story.run("sh", "-c", digests, cwd=story.release)
    for changed, command in ((f"readmit-{VERSION}.tar.gz", digests), ("SHA256SUMS", signature)):
        whole = (story.release / changed).read_bytes()
        (story.release / changed).write_bytes(whole[:100] + bytes([whole[100] ^ 1]) + whole[101:])
        done = subprocess.run(["sh", "-c", command], cwd=story.release, capture_output=True, check=False)
        expect(done.returncode != 0, f"a changed byte of {changed} is not found by: {command}")
        (story.release / changed).write_bytes(whole)


def deploys_from_an_empty_folder(story: Story) -> None:
    traps = story.folder / "without-rust"
    traps.mkdir()
    for name in RUST:
        (traps / name).write_text(TRAP.format(called=traps / "called"))
        (traps / name).chmod(0o755)
    story.home.mkdir()
    unpack, _, deploy = book("Deploy")
    story.run("sh", "-c", unpack.replace("-xzf ", f"-xzf {story.release}/"), cwd=story.home)
    expect(deploy.startswith("./scripts/deploy --stack readmit "), f"the book says: {deploy}")
    printed = story.administer("./scripts/deploy", "--stack", "released", "--mail-from", "no-reply@example.com", *ALARMS)
    expect("0 warnings, 0 failed" in printed, "not everything is as browsers need it", printed)


def gives_administrators_their_commands(story: Story) -> None:
    stack = ["--stack", "released"]
    expect('"code"' in story.administer("./scripts/agents", "enroll", "agent-1", *stack), "there is no code")
    expect("agents" in story.administer("./scripts/agents", "list", *stack), "there is no list of agents")
    story.administer("./scripts/apply-policy", "infra/policies/default.toml", *stack)
    printed = story.administer("./scripts/accounts", "unfreeze", "nobody", *stack, code=1)
    expect("refused" in printed, "an account that nobody has is unfrozen", printed)


def takes_the_archive_for_the_processor(story: Story) -> None:
    words = ["./scripts/deploy", "--stack", "released", "--parameter", "Architecture=arm64"]
    printed = story.administer(*words, code=1)
    expect("built/functions-arm64.zip is missing" in printed, "another processor's archive is taken", printed)
    printed = story.administer(*words, "--functions", "built/functions-x86_64.zip", code=1)
    expect("is for x86_64, but the stack has" in printed, "an archive for another processor is deployed", printed)


def is_launched_by_its_template_alone(story: Story) -> None:
    aws, bucket, name = Aws(), "platform-team", "launched"
    s3, cloudformation = aws.client("s3"), aws.client("cloudformation")
    stacks.make_bucket(s3, bucket)
    for file in (f"readmit-{VERSION}-functions-x86_64.zip", f"readmit-{VERSION}-template.yaml"):
        s3.put_object(Bucket=bucket, Key=f"readmit/{file}", Body=(story.release / file).read_bytes())
    values = {
        "CodeBucket": bucket, "CodePrefix": "readmit/", "MailFrom": "no-reply@example.net", "MailDomain": "example.net",
    }
    cloudformation.create_stack(
        StackName=name, TemplateURL=stacks.template_url(s3, bucket, f"readmit/readmit-{VERSION}-template.yaml"),
        Parameters=[{"ParameterKey": key, "ParameterValue": value} for key, value in values.items()],
        Capabilities=stacks.CAPABILITIES,
    )
    made = stacks.wait_for_stack(cloudformation, name, 120)
    expect(made["StackStatus"] == "CREATE_COMPLETE", f"the stack ends in {made['StackStatus']}")
    expect(f"Readmit {VERSION}" in made.get("Description", ""), "the stack does not name the version")
    code = aws.client("lambda").get_function(FunctionName=f"{name}-show-config")["Configuration"]["CodeSize"]
    wanted = (story.release / f"readmit-{VERSION}-functions-x86_64.zip").stat().st_size
    expect(code == wanted, f"the functions have {code} bytes of code, not {wanted}")
    printed = story.administer("./scripts/deploy", "--stack", name, "--canary", "0", *ALARMS)
    expect("0 warnings, 0 failed" in printed, "the command does not do the rest", printed)


CHAPTERS = [
    refuses_what_is_not_the_version,
    makes_the_same_bytes_again,
    verifies_as_the_book_says,
    deploys_from_an_empty_folder,
    gives_administrators_their_commands,
    takes_the_archive_for_the_processor,
    is_launched_by_its_template_alone,
]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("--built", "--folder"):
        parser.add_argument(name, type=pathlib.Path, required=True)
    given = parser.parse_args()
    play(CHAPTERS, Story(given.built, given.folder))


if __name__ == "__main__":
    main()

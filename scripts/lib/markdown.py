"""Checks the Markdown of the repository: every relative link and anchor exists, links of the book stay in the book, every
page of the book is in its summary, every named source exists, so does every test named for a promise, every alarm of the
template has a section, the figures of dead letters are those of the template, and ARCHITECTURE.md lists every crate."""

import pathlib
import re
import subprocess
import sys

BOOK = pathlib.PurePosixPath("docs/book/src")
FENCE = re.compile(r"^(```|~~~).*?^\1[ \t]*$|^(?: {4}|\t).*$|(`+).+?\2", re.S | re.M)
LINK = re.compile(r"!?\[(?:[^\[\]]|\[[^\]]*\])*\]\(<?([^)\s>]+)>?(?:\s+\"[^\"]*\")?\)")
ATTRIBUTE = re.compile(r'<[^>]*\s(?:src|srcset|href)="([^"]+)"')
SOURCE = re.compile(r"`([a-z][a-z0-9_./-]*\.(?:rs|ftl|js|yaml|py|sh|css))`")
TEST = re.compile(r"`([a-z0-9]+(?:_[a-z0-9]+)+)`")
PROMISES = ("SECURITY.md", "ARCHITECTURE.md")
HEADING = re.compile(r"^#{1,6}\s+(.+?)\s*#*$", re.M)
TEMPLATE = "infra/template.yaml"
ALARMS = BOOK / "operate/alarms.md"
# What a section about an alarm says.
ALARM_PARTS = ("Means", "Look at", "Do")
DEAD_LETTERS = BOOK / "operate/dead-letters.md"
DAY_SECONDS = 86_400
ARCHITECTURE = "ARCHITECTURE.md"
ALARM = re.compile(r"^  (\w+):\n    Type: AWS::CloudWatch::Alarm$", re.M)


def prose(text: str) -> str:
    """Removes code, which has no links; lines keep their numbers."""
    return FENCE.sub(lambda code: re.sub(r"[^\n]", " ", code.group(0)), text)


def anchor(heading: str) -> str:
    """Returns the anchor of a heading, as GitHub and mdBook make it."""
    plain = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading).replace("`", "").strip().lower()
    return re.sub(r"\s", "-", "".join(c for c in plain if c.isalnum() or c in " -_"))


def anchors(text: str) -> set[str]:
    without_blocks = re.sub(r"^(```|~~~).*?^\1[ \t]*$", "", text, flags=re.S | re.M)
    found: dict[str, int] = {}
    names = set()
    for heading in HEADING.findall(without_blocks):
        name = anchor(heading)
        names.add(f"{name}-{found[name]}" if name in found else name)
        found[name] = found.get(name, 0) + 1
    return names


def links(text: str):
    for pattern in (LINK, ATTRIBUTE):
        for link in pattern.finditer(text):
            yield text.count("\n", 0, link.start()) + 1, link.group(1)


def check(root: pathlib.Path, file: pathlib.PurePosixPath, known: set[str]):
    text = (root / file).read_text()
    for line, target in links(prose(text)):
        if re.match(r"[a-z][a-z0-9+.-]*:", target):
            continue
        path, _, name = target.partition("#")
        parts: list[str] = []
        for part in (file.parent / path).parts if path else file.parts:
            parts = parts[:-1] if part == ".." else [*parts, part]
        to = "/".join(parts)
        if to not in known:
            yield f"{file}:{line}: {target}: there is no {to}"
        elif name and to.endswith(".md") and name not in anchors((root / to).read_text()):
            yield f"{file}:{line}: {target}: {to} has no heading #{name}"
        elif file.is_relative_to(BOOK) and not pathlib.PurePosixPath(to).is_relative_to(BOOK):
            yield f"{file}:{line}: {target}: leads out of the book, where the built book has nothing"


def paragraphs(text: str):
    """Yields each paragraph, item of a list and row of a table, with the number of its first line."""
    for part in re.finditer(r"^[ \t]*\S.*(?:\n(?![ \t]*(?:\n|[-*|#]|\d+\. )).+)*", text, re.M):
        yield text.count("\n", 0, part.start()) + 1, part.group(0)


def named(root: pathlib.Path, file: pathlib.PurePosixPath, known: set[str], tests: set[str]):
    """Checks names in code spans: sources by the end of their paths, and tests by name next to the promises."""
    for number, part in paragraphs((root / file).read_text()):
        for source in SOURCE.findall(part):
            if not any(name == source or name.endswith(f"/{source}") for name in known):
                yield f"{file}:{number}: there is no {source}"
        is_promise = str(file) in PROMISES and ("tests" in part or "`domain`" in part or "`crypto`" in part)
        for test in TEST.findall(part) if is_promise else ():
            if test not in tests:
                yield f"{file}:{number}: there is no test or module {test}"


def tests_of(root: pathlib.Path, known: set[str]) -> set[str]:
    names = set()
    for name in known:
        if name.endswith(".rs"):
            names.add(pathlib.PurePosixPath(name).stem)
            names.update(re.findall(r"\b(?:fn|mod) ([a-z0-9_]+)", (root / name).read_text()))
    return names


def alarms(root: pathlib.Path):
    """Compares the alarms of the template with the sections about them."""
    declared = set(ALARM.findall((root / TEMPLATE).read_text()))
    sections = dict(re.findall(r"^## (\w+)\n(.*?)(?=^## |\Z)", (root / ALARMS).read_text(), re.M | re.S))
    explained = sections.keys()
    yield from (f"{ALARMS}: there is no section about {name}" for name in sorted(declared - explained))
    yield from (f"{ALARMS}: {TEMPLATE} has no {name}" for name in sorted(explained - declared))
    for name, text in sections.items():
        yield from (f"{ALARMS}: {name} does not say: {part}" for part in ALARM_PARTS if f"**{part}" not in text)


def dead_letters(root: pathlib.Path):
    """Compares the queues of dead letters, the deliveries before them and their days with the template."""
    template, page = (root / TEMPLATE).read_text(), (root / DEAD_LETTERS).read_text()
    deliveries = re.findall(r"deadLetterTargetArn: !GetAtt (\w+)\.Arn, maxReceiveCount: (\d+)", template)
    for name, count in deliveries:
        kept = re.search(rf"^  {name}:\n(?:    .*\n)*?.*MessageRetentionPeriod: (\d+)", template, re.M)
        days = int(kept.group(1)) // DAY_SECONDS
        if not re.search(rf"^\| `{name}` \| .*\bafter {count} deliveries \| {days} days \|$", page, re.M):
            yield f"{DEAD_LETTERS}: the row of {name} does not say: after {count} deliveries | {days} days"


def crates(root: pathlib.Path, known: set[str]):
    """Compares the folders of crates with the table of ARCHITECTURE.md."""
    there = {found.group(1) for name in known if (found := re.fullmatch(r"crates/([^/]+)/Cargo\.toml", name))}
    rows = re.findall(r"^\| `(?:crates/)?([a-z-]+)` \|", (root / ARCHITECTURE).read_text(), re.M)
    yield from (f"{ARCHITECTURE}: the table of crates lacks {name}" for name in sorted(there - set(rows)))


def main() -> None:
    root = pathlib.Path(sys.argv[1])
    listed = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(listed, cwd=root, check=True, capture_output=True, text=True).stdout.split("\0")
    known = {name for name in names if name and (root / name).is_file()}
    files = sorted(pathlib.PurePosixPath(name) for name in known if name.endswith(".md"))
    findings = [finding for file in files for finding in check(root, file, known)]
    tests = tests_of(root, known)
    findings += [finding for file in files for finding in named(root, file, known, tests)]
    findings += [*alarms(root), *dead_letters(root), *crates(root, known)]
    summary = (root / BOOK / "SUMMARY.md").read_text()
    for file in files:
        if file.is_relative_to(BOOK) and file.name != "SUMMARY.md" and f"({file.relative_to(BOOK)})" not in summary:
            findings.append(f"{file}: not in docs/book/src/SUMMARY.md")
    print("\n".join(findings) or f"Markdown: {len(files)} files, nothing to fix")
    sys.exit(1 if findings else 0)


if __name__ == "__main__":
    main()

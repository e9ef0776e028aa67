"""Measures the development loop: the time from an edit, or from an empty folder, to a result. Writes a table and a plot.

Every figure is measured once, on this machine, with nothing else running. Seconds are wall-clock seconds.
"""

import argparse
import contextlib
import html
import json
import os
import pathlib
import re
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request

ROOT = pathlib.Path(__file__).resolve().parents[2]
MARK = "<!-- the loop -->"
FUNCTION = ROOT / "functions/show-config/src/lib.rs"
TEXTS = ROOT / "locales/en/page.ftl"
EDGE_DEADLINE = 300

# name, before, goal: seconds, except for the executables. Tools are installed already, but in the fresh Debian.
ROWS = {
    "debian": ("`./scripts/run` in a fresh Debian 12, to \"ready\"", 1607, 600),
    "fresh": ("`./scripts/run` with an empty target folder, to \"ready\"", None, None),
    "again": ("`./scripts/run` again, nothing changed", 50, 15),
    "edited": ("`./scripts/run` again after an edit of one function", None, 45),
    "api": ("one API test after an edit of one function, instance up", None, 30),
    "text": ("a change of one text on a page, seen", None, 20),
    "executables": ("executables linked by the fast tests", 111, 30),
    "ci_warm": ("`bash .ci/run`, warm cache", 3667, 2400),
    "ci_cold": ("`bash .ci/run`, empty cache", None, 4200),
}


@contextlib.contextmanager
def edited(path: pathlib.Path, change):
    """Changes a file while the block runs."""
    before = path.read_text()
    path.write_text(change(before))
    try:
        yield
    finally:
        path.write_text(before)


def edit_function():
    """Makes a different edit of code each time, which changes no behavior."""
    return edited(FUNCTION, lambda text: f"{text}\nconst _: u64 = {time.time_ns()};\n")


class Instance:
    """A ./scripts/run that a command started."""

    def __init__(self, *command: str | pathlib.Path, target: pathlib.Path):
        self.started = time.monotonic()
        self.url = ""
        environment = dict(os.environ, CARGO_TARGET_DIR=str(target))
        self.process = subprocess.Popen(
            command, env=environment, text=True, cwd=ROOT,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True,
        )
        for line in self.process.stdout:
            print(f"    {line}", end="", flush=True)
            if line.startswith("Readmit is ready at "):
                self.url = line.split()[-1]
                break
        else:
            sys.exit("./scripts/run ended before it was ready")
        self.seconds = time.monotonic() - self.started

    def __enter__(self):
        return self

    def __exit__(self, *_):
        os.killpg(self.process.pid, signal.SIGINT)
        self.process.stdout.close()
        self.process.wait()


def run_until_ready(target: pathlib.Path) -> float:
    """Returns how long ./scripts/run takes to be ready."""
    with Instance(ROOT / "scripts/run", "--port", "8461", target=target) as instance:
        return instance.seconds


def fresh_debian() -> float:
    """Returns how long it takes in a Debian 12 with nothing but its base system and a clone of the last commit."""
    with tempfile.TemporaryDirectory(dir=target_folder().parent) as folder:
        tree = pathlib.Path(folder) / "debian"
        subprocess.run([ROOT / "scripts/lib/debian-tree", tree], check=True)
        subprocess.run(["git", "clone", "-q", "--no-hardlinks", ROOT, tree / "srv/readmit"], check=True)
        command = (ROOT / "scripts/lib/in-debian-tree", tree, "/srv/readmit/scripts/run", "--port", "8461")
        with Instance(*command, target=target_folder()) as instance:
            return instance.seconds


def fresh() -> float:
    """Returns how long it takes with an empty target folder."""
    with tempfile.TemporaryDirectory(dir=target_folder().parent) as folder:
        return run_until_ready(pathlib.Path(folder))


def api_test(target: pathlib.Path) -> float:
    """Returns how long one API test takes after an edit, against an instance that follows the sources."""
    command = [ROOT / "scripts/test", "api", "show_config::config_is_the_same_for_everyone"]
    environment = dict(os.environ, CARGO_TARGET_DIR=str(target))
    subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL)
    with edit_function():
        started = time.monotonic()
        subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL)
        return time.monotonic() - started


def text_seen(url: str) -> float:
    """Returns how long it takes until the instance serves a changed text."""
    words = f"Words of {time.time_ns()}"
    with edited(TEXTS, lambda text: re.sub(r"(?m)^(purpose-reset = ).*$", rf"\g<1>{words}", text)):
        started = time.monotonic()
        while words not in served_texts(url):
            if time.monotonic() - started > EDGE_DEADLINE:
                sys.exit("the instance never served the text")
            time.sleep(0.2)
        return time.monotonic() - started


def served_texts(url: str) -> str:
    """Returns all texts that the pages load."""
    try:
        pages = "".join(get(url + path) for path in ("/", "/sign-in"))
        return "".join(get(url + path) for path in sorted(set(re.findall(r"/assets/[a-z-]*texts-[a-z0-9-]+\.txt", pages))))
    except OSError:
        return ""


def get(url: str) -> str:
    with urllib.request.urlopen(url, timeout=5) as answer:
        return answer.read().decode()


def executables(target: pathlib.Path) -> int:
    """Returns how many executables nextest links for the fast tests."""
    listed = subprocess.run(
        ["cargo", "nextest", "list", "--workspace", "--exclude", "directory-tests", "--list-type", "binaries-only",
         "--message-format", "json", "-E", "not (package(api-tests) & kind(test)) and not binary(relay)"],
        env=dict(os.environ, CARGO_TARGET_DIR=str(target)), cwd=ROOT, check=True, stdout=subprocess.PIPE,
    )
    binaries = json.loads(listed.stdout)["rust-binaries"].values()
    return sum(not ("#api-tests@" in binary["package-id"] and binary["kind"] == "test") for binary in binaries)


def target_folder() -> pathlib.Path:
    return pathlib.Path(os.environ["CARGO_TARGET_DIR"])


def ci_folder() -> pathlib.Path:
    """Returns the folder in which .ci/run notes its times."""
    return pathlib.Path(os.environ.get("READMIT_CACHE") or pathlib.Path.home() / ".cache/readmit")


def measure(options: argparse.Namespace) -> dict:
    """Returns every figure by its name in ROWS."""
    target = target_folder()
    found = {}
    if not options.quick:
        print("with an empty target folder", flush=True)
        found["fresh"] = fresh()
    if options.debian:
        print("in a fresh Debian 12", flush=True)
        found["debian"] = fresh_debian()
    run_until_ready(target)
    print("again", flush=True)
    found["again"] = run_until_ready(target)
    print("again after an edit", flush=True)
    with edit_function():
        found["edited"] = run_until_ready(target)
    with Instance(ROOT / "scripts/run", "--dev", "--port", "8461", target=target) as instance:
        print("one API test", flush=True)
        found["api"] = api_test(target)
        print("one text", flush=True)
        text_seen(instance.url)  # the first build compiles the page
        found["text"] = text_seen(instance.url)
    found["executables"] = executables(target)
    for name in ("ci_warm", "ci_cold"):
        noted = ci_folder() / f"{name}.seconds"
        if noted.exists():
            found[name] = float(noted.read_text())
    return found


def table(found: dict) -> str:
    """Returns the figures as a Markdown table."""
    shown = lambda value: "not measured" if value is None else f"{value:,.0f}"
    lines = ["| | before | now | goal |", "| --- | ---: | ---: | ---: |"]
    for name, (what, before, goal) in ROWS.items():
        lines.append(f"| {what} | {shown(before)} | {shown(found.get(name))} | {'' if goal is None else shown(goal)} |")
    return "\n".join(lines)


def plot(found: dict) -> str:
    """Returns an SVG with bars of seconds: before, now, goal."""
    rows = [(name, *ROWS[name]) for name in ROWS if name != "executables" and name in found]
    most = max(value for name, _, before, goal in rows for value in (before or 0, goal or 0, found[name]))
    parts, y = [], 24
    for name, what, before, goal in rows:
        label = html.escape(what.replace("`", ""))
        parts.append(f'<text x="8" y="{y}">{label}</text>')
        line, top = (None if goal is None else 8 + 520 * goal / most), y + 4
        for value, color, word in ((before, "#b8bcc4", "before"), (found[name], "#2f6fde", "now")):
            if value is None:
                continue
            y += 16
            width = max(1, 520 * value / most)
            parts.append(f'<rect x="8" y="{y - 10}" width="{width:.0f}" height="12" fill="{color}"/>')
            text = width + 14
            if line is not None and text - 4 <= line <= text + 100:  # the line would cross the figure
                text = line + 6
            parts.append(f'<text x="{text:.0f}" y="{y}">{word} {value:,.0f} s</text>')
        if line is not None:
            parts.append(f'<line x1="{line:.0f}" x2="{line:.0f}" y1="{top}" y2="{y + 4}" stroke="#c2410c" stroke-width="2"/>')
        y += 30
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 700 {y}" font-family="sans-serif" font-size="12">'
        f'<rect width="700" height="{y}" fill="#fff"/>{"".join(parts)}'
        f'<text x="8" y="{y - 8}" fill="#c2410c">the line: goal</text></svg>\n'
    )


def write_docs(found: dict) -> None:
    """Replaces the part of docs/bench.md after the mark."""
    page = ROOT / "docs/bench.md"
    head = page.read_text().split(MARK)[0].rstrip()
    page.write_text(
        f"{head}\n\n{MARK}\n\n## The loop\n\nMeasured by `./scripts/bench --loop --write-docs` on two cores: seconds from a "
        f"change, or from nothing, to a result.\n\n![Seconds, before and now](loop.svg)\n\n{table(found)}\n"
    )
    (ROOT / "docs/loop.svg").write_text(plot(found))


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--loop", action="store_true", help="this measurement")
    arguments.add_argument("--quick", action="store_true", help="leaves out the build from nothing")
    arguments.add_argument("--debian", action="store_true", help="measures a fresh Debian 12 too")
    arguments.add_argument("--json", type=pathlib.Path, metavar="FILE", help="also writes the figures as one object")
    arguments.add_argument("--write-docs", action="store_true", help="replaces the loop's part of docs/bench.md")
    options = arguments.parse_args()
    found = measure(options)
    print(table(found))
    if options.json:
        options.json.write_text(json.dumps(found, indent=2) + "\n")
    if options.write_docs:
        write_docs(found)


if __name__ == "__main__":
    main()

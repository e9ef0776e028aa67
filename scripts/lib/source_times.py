"""Gives the files of a new checkout the times that files of the same content had in the checkout before.

Cargo builds again what is newer than its result, and in a new checkout everything is. `source_times.py restore FILE`
sets the times of this checkout from FILE, and `source_times.py keep FILE` writes them after a run. They are good only
for a checkout at the same place, and if nothing else was built in the folder of the results meanwhile.
"""

import hashlib
import json
import os
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]


def sources() -> dict[str, str]:
    """Returns digests: of the content of each file, and of the names in each folder."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True, text=True).stdout
    files = [name for name in listed.split("\0") if name and not (ROOT / name).is_symlink()]
    names: dict[str, set[str]] = {}
    for file in files:
        path = pathlib.PurePath(file)
        for child, folder in zip([path, *path.parents], path.parents):
            names.setdefault(str(folder), set()).add(child.name)
    folders = {folder: digest("\n".join(sorted(inside)).encode()) for folder, inside in names.items()}
    return {file: digest((ROOT / file).read_bytes()) for file in files} | folders


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def newest_result() -> int:
    """Returns when cargo last built anything into the folder of its results, in nanoseconds."""
    results = pathlib.Path(os.environ["CARGO_TARGET_DIR"])
    found = [*results.glob("*/.fingerprint/*"), *results.glob("*/*/.fingerprint/*"), *results.glob("*/*/*/.fingerprint/*")]
    return max((file.stat().st_mtime_ns for folder in found for file in folder.iterdir()), default=0)


def keep(kept: pathlib.Path) -> None:
    times = {name: (content, (ROOT / name).stat().st_mtime_ns) for name, content in sources().items()}
    kept.write_text(json.dumps({"root": str(ROOT), "newest": newest_result(), "sources": times}))


def restore(kept: pathlib.Path) -> None:
    earlier = json.loads(kept.read_text())
    kept.unlink()
    if (earlier["root"], earlier["newest"]) != (str(ROOT), newest_result()):
        return
    for name, content in sources().items():
        content_then, time = earlier["sources"].get(name, (None, 0))
        if content_then == content:
            os.utime(ROOT / name, ns=(time, time))


if (ROOT / ".git").exists():
    action, file = sys.argv[1], pathlib.Path(sys.argv[2])
    if action == "keep":
        keep(file)
    elif file.exists():
        restore(file)

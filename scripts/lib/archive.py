"""Packs the functions for deployment: the same archive for the same files, so that nothing is deployed twice."""

import hashlib
import io
import pathlib
import subprocess
import sys
import tempfile
import zipfile

# The files that the AWS clients read when they are made, one for each partition (infra/template.yaml names one).
PARTITIONS = sorted((pathlib.Path(__file__).parents[2] / "infra/partitions").glob("*.json"))
# How the template names the archive.
CODE_URI = "CodeUri: ../target/functions.zip"
# The processors of the template's parameter Architecture: what the header of a program has for each, and how the tools
# for its programs are named.
MACHINES = {62: "x86_64", 183: "arm64"}
TOOLS = {"x86_64": "x86_64-linux-gnu", "arm64": "aarch64-linux-gnu"}


def archive(program: pathlib.Path, level: int = 1) -> bytes:
    """Returns an archive of the program without symbols, named bootstrap, and the partitions; level 9 packs smallest and
    slowest."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", compresslevel=level) as out:
        out.writestr(entry("bootstrap", 0o755), stripped(program))
        for partition in PARTITIONS:
            out.writestr(entry(f"partitions/{partition.name}", 0o644), partition.read_bytes())
    return buffer.getvalue()


def entry(name: str, mode: int) -> zipfile.ZipInfo:
    """Returns the entry of a file with a fixed date."""
    made = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
    made.external_attr = mode << 16
    made.compress_type = zipfile.ZIP_DEFLATED
    return made


def digest_of(program: pathlib.Path) -> str:
    """Returns the digest of the archive's content, without making the archive."""
    digest = hashlib.sha256()
    for file in (program, *PARTITIONS):
        digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()


def architecture(program: bytes) -> str:
    """Returns the processor that a program is for, from its first 20 bytes."""
    return MACHINES.get(int.from_bytes(program[18:20], "little"), "an unknown processor")


def architecture_of(archive: pathlib.Path) -> str:
    """Returns the processor that the program in an archive is for."""
    with zipfile.ZipFile(archive) as packed, packed.open("bootstrap") as program:
        return architecture(program.read(20))


def stripped(program: pathlib.Path) -> bytes:
    """Returns the program without symbols."""
    strip = f"{TOOLS[architecture(program.read_bytes()[:20])]}-strip"
    with tempfile.NamedTemporaryFile() as small:
        subprocess.run([strip, "-o", small.name, str(program)], check=True)
        return pathlib.Path(small.name).read_bytes()


if __name__ == "__main__":
    pathlib.Path(sys.argv[2]).write_bytes(archive(pathlib.Path(sys.argv[1]), level=9))

"""Archives whose bytes depend on nothing but the names, contents and modes of their files, and one time."""

import gzip
import io
import pathlib
import tarfile


def tar_gz(files: dict[str, pathlib.Path | bytes], time: int) -> bytes:
    """Returns an archive of files by their names in it."""
    packed = io.BytesIO()
    with (
        gzip.GzipFile(filename="", mode="wb", fileobj=packed, mtime=0) as compressed,
        tarfile.open(fileobj=compressed, mode="w", format=tarfile.USTAR_FORMAT) as archive,
    ):
        for name, source in sorted(files.items()):
            content = source if isinstance(source, bytes) else source.read_bytes()
            archive.addfile(entry(name, source, len(content), time), io.BytesIO(content))
    return packed.getvalue()


def entry(name: str, source: pathlib.Path | bytes, size: int, time: int) -> tarfile.TarInfo:
    """Returns the entry of a file, which belongs to nobody in particular."""
    made = tarfile.TarInfo(name)
    is_program = isinstance(source, pathlib.Path) and source.stat().st_mode & 0o100
    made.mode = 0o755 if is_program else 0o644
    made.size, made.mtime = size, time
    return made


def below(folder: pathlib.Path, prefix: str = "") -> dict[str, pathlib.Path]:
    """Returns all files below a folder by their names, with a prefix."""
    return {prefix + path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}

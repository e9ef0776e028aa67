"""The files of the page as objects of a bucket: their names, headers and order."""

import dataclasses
import hashlib
import json
import pathlib
import tomllib

from .options import ROOT

# Names of files in this folder change with their content.
ASSETS = "assets/"
# The same objects, compressed, for browsers that take them: SiteRoutes in the template adds this folder to an address.
COMPRESSED = "br/"
# ./scripts/apply-policy makes it from the policy; the one of the build is for the time before.
BRANDING = "branding.css"
# The documents of the addresses by which users open them. SiteRoutes maps them.
DOCUMENTS = {
    address: listed["document"]
    for listed in tomllib.loads((ROOT / "frontend/pages.toml").read_text())["pages"]
    for address in listed["addresses"]
}
FOREVER = "public, max-age=31536000, immutable"
NEVER = "no-cache"
TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".wasm": "application/wasm",
    ".svg": "image/svg+xml",
    ".ico": "image/vnd.microsoft.icon",
    ".png": "image/png",
    ".json": "application/json",
    ".webmanifest": "application/manifest+json",
    ".txt": "text/plain; charset=utf-8",
}


@dataclasses.dataclass(frozen=True)
class PageObject:
    """A file with the headers that it is served with."""

    key: str
    body: bytes
    cache: str
    kind: str
    encoding: str = ""

    @property
    def digest(self) -> str:
        """The digest of content and headers: if it is the same, nothing needs to be uploaded."""
        headers = json.dumps([self.cache, self.kind, self.encoding]).encode()
        return hashlib.sha256(headers + self.body).hexdigest()

    def headers(self) -> dict[str, str]:
        """Returns the headers as the arguments of an upload."""
        found = {"CacheControl": self.cache, "ContentType": self.kind}
        return found | ({"ContentEncoding": self.encoding} if self.encoding else {})


def page_objects(folder: pathlib.Path) -> list[PageObject]:
    """Returns the objects of a built page in the order of their upload: assets, other files, documents. So no browser
    gets a document whose assets are not there yet."""
    files = [path for path in folder.rglob("*") if path.is_file() and path.suffix not in (".br", ".gz")]
    objects = [found for path in files for found in objects_of(path, path.relative_to(folder).as_posix())]
    return sorted(objects, key=lambda found: (rank(found.key), found.key))


def objects_of(path: pathlib.Path, name: str) -> list[PageObject]:
    """Returns the objects of one file: itself and, if SiteRoutes asks for one, its compressed copy. A copy of a file
    that is too small to compress is the file itself, so that there is always one."""
    kind = TYPES.get(path.suffix, "application/octet-stream")
    cache = FOREVER if name.startswith(ASSETS) else NEVER
    plain_file = PageObject(name, path.read_bytes(), cache, kind)
    if not is_negotiated(name):
        return [plain_file]
    small = path.with_name(f"{path.name}.br")
    copy = dataclasses.replace(plain_file, key=COMPRESSED + name)
    if small.is_file():
        copy = dataclasses.replace(copy, body=small.read_bytes(), encoding="br")
    return [plain_file, copy]


def is_negotiated(name: str) -> bool:
    """Returns whether SiteRoutes chooses between a file and its compressed copy. Files of the company's own, such as a
    logo, have no copy."""
    return name.startswith(ASSETS) or name.endswith(".html")


def name_of(key: str) -> str:
    """Returns the name of the file of an object."""
    return key.removeprefix(COMPRESSED)


def is_document(key: str) -> bool:
    """Returns whether an object is a document."""
    return key.endswith(".html")


def is_asset(key: str) -> bool:
    """Returns whether an object is an asset."""
    return name_of(key).startswith(ASSETS)


def rank(key: str) -> int:
    """Returns the place of an object in the order of uploads."""
    return 0 if is_asset(key) else 2 if is_document(key) else 1


def invalidated(objects: list[PageObject]) -> list[str]:
    """Returns the addresses of documents, as viewers and as SiteRoutes write them. Names of assets are never reused."""
    return sorted({*DOCUMENTS, *(f"/{found.key}" for found in objects if is_document(found.key))})

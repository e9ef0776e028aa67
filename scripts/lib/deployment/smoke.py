"""Looks at the deployment as a browser does: page, headers, compression, API."""

import dataclasses
import json
import re
import urllib.error
import urllib.request

from .findings import FAILED, OK, Finding
from .page import DOCUMENTS, FOREVER, NEVER, TYPES

# What every answer must have. The template's SecurityHeaders sets more.
HEADERS = {
    "content-security-policy": "default-src 'none'",
    "strict-transport-security": "max-age=",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
}
# A small asset, which has a compressed copy.
ASSET = re.compile(r"/assets/[\w.-]+\.css")


@dataclasses.dataclass(frozen=True)
class Answer:
    """An answer of HTTP, with its headers in lower case."""

    status: int
    headers: dict[str, str]
    body: bytes


@dataclasses.dataclass(frozen=True)
class Outside:
    """The address at which browsers reach the deployment. The emulator serves a distribution at its own address, by the
    name of the distribution."""

    site: str
    host: str = ""

    def get(self, path: str, **headers: str) -> Answer:
        """Returns the answer to a request, whatever it is. Raises `OSError` if there is none."""
        named = {"Host": self.host, "X-Forwarded-Proto": "https"} if self.host else {}
        request = urllib.request.Request(f"{self.site}{path}", headers=named | headers)
        try:
            with urllib.request.urlopen(request, timeout=30) as found:
                return answer_of(found)
        except urllib.error.HTTPError as error:
            return answer_of(error)


def answer_of(found) -> Answer:
    return Answer(found.status, {name.lower(): value for name, value in found.headers.items()}, found.read())


def check(outside: Outside) -> list[Finding]:
    """Returns what a browser finds."""
    return [finding for look in (page, compression, config, challenge) for finding in safely(look, outside)]


def safely(look, outside: Outside) -> list[Finding]:
    """Returns the findings of a look, also if nothing answers."""
    name = look.__name__
    try:
        wrong = look(outside)
    except (OSError, ValueError) as error:
        wrong = [f"no answer: {error}"]
    return [Finding(FAILED, name, what) for what in wrong] or [Finding(OK, name, look.__doc__.rstrip("."))]


def page(outside: Outside) -> list[str]:
    """The pages open, with their headers."""
    wrong = []
    for address, document in DOCUMENTS.items():
        found = outside.get(address)
        if found.status != 200 or b"<html" not in found.body:
            wrong.append(f"{address} answers {found.status}, without {document}")
            continue
        expected = HEADERS | {"cache-control": NEVER, "content-type": TYPES[".html"]}
        wrong += [
            f"{address} has no {name}: {value}"
            for name, value in expected.items()
            if value not in found.headers.get(name, "")
        ]
    return wrong


def compression(outside: Outside) -> list[str]:
    """A browser gets compressed files, and keeps them."""
    named = ASSET.search(outside.get("/").body.decode())
    if not named:
        return ["/ names no asset"]
    address = named[0]
    found = outside.get(address, **{"Accept-Encoding": "gzip, deflate, br"})
    wrong = [] if found.status == 200 else [f"{address} answers {found.status}"]
    wrong += [] if found.headers.get("content-encoding") == "br" else [f"{address} is not compressed"]
    return wrong + ([] if found.headers.get("cache-control") == FOREVER else [f"{address} is not kept by browsers"])


def config(outside: Outside) -> list[str]:
    """The API answers with the policy."""
    found = outside.get("/api/config")
    if found.status != 200:
        return [f"/api/config answers {found.status}"]
    return [] if "methods" in json.loads(found.body) else ["/api/config names no methods"]


def challenge(outside: Outside) -> list[str]:
    """A reset can be started: there is a challenge."""
    found = outside.get("/api/reset/challenge")
    if found.status != 200:
        return [f"the challenge answers {found.status}"]
    return [] if json.loads(found.body) else ["the challenge is empty"]

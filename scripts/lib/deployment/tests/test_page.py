"""The page: names, headers and order of its objects."""

import datetime
import pathlib
import re
import tempfile
import unittest

from deployment import page, upload
from deployment.options import ROOT

FILES = [
    "index.html",
    "index.html.br",
    "index.html.gz",
    "not-found.html",
    "favicon.ico",
    "branding.css",
    "branding.css.br",
    "assets/a-1.wasm",
    "assets/a-1.wasm.br",
    "assets/b-2.svg",
]
NOW = datetime.datetime(2026, 11, 30, 12, tzinfo=datetime.UTC)


class Page(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        for name in FILES:
            file = pathlib.Path(folder.name, name)
            file.parent.mkdir(exist_ok=True)
            file.write_text(f"content of {name}")
        self.objects = page.page_objects(pathlib.Path(folder.name))
        self.by_key = {found.key: found for found in self.objects}

    def test_no_document_comes_before_its_assets(self):
        keys = [found.key for found in self.objects]
        last_asset = max(place for place, key in enumerate(keys) if "assets/" in key)
        first_document = min(place for place, key in enumerate(keys) if key.endswith(".html"))
        self.assertLess(last_asset, first_document)

    def test_compressed_copies_have_a_folder_and_an_encoding(self):
        copy = self.by_key["br/assets/a-1.wasm"]
        self.assertEqual((copy.body, copy.encoding), (b"content of assets/a-1.wasm.br", "br"))
        self.assertEqual(copy.headers()["ContentType"], "application/wasm")
        self.assertNotIn("ContentEncoding", self.by_key["assets/a-1.wasm"].headers())

    def test_every_negotiated_file_has_a_copy(self):
        copies = {page.name_of(key) for key in self.by_key if key.startswith("br/")}
        self.assertEqual(
            copies, {key for key in self.by_key.keys() - {f"br/{name}" for name in copies} if page.is_negotiated(key)}
        )
        self.assertEqual(self.by_key["br/not-found.html"].encoding, "")

    def test_twins_of_the_build_are_no_objects(self):
        self.assertFalse([key for key in self.by_key if key.endswith((".br", ".gz"))])

    def test_only_assets_are_kept_by_browsers(self):
        kept = {found.key for found in self.objects if "immutable" in found.cache}
        self.assertEqual(kept, {key for key in self.by_key if "assets/" in key})

    def test_headers_count_as_content(self):
        found = self.by_key["favicon.ico"]
        other = page.PageObject(found.key, found.body, page.FOREVER, found.kind)
        self.assertNotEqual(found.digest, other.digest)

    def test_documents_alone_are_invalidated(self):
        expected = [
            "/",
            "/br/index.html",
            "/br/not-found.html",
            "/change-password",
            "/index.html",
            "/not-found.html",
            "/security-info",
            "/sign-in",
        ]
        self.assertEqual(page.invalidated(self.objects), expected)


class Sources(unittest.TestCase):
    def test_headers_are_those_of_the_local_edge(self):
        edge = (ROOT / "crates/local-edge/src/page.rs").read_text()
        types = {f".{name}": kind for name, kind in re.findall(r'Some\("(\w+)"\) => "([^"]+)"', edge)}
        self.assertEqual(page.TYPES, types)
        self.assertIn(f'{{ "{page.FOREVER}" }} else {{ "{page.NEVER}" }}', edge)


class OldAssets(unittest.TestCase):
    def test_old_assets_stay_for_a_day(self):
        replaced = NOW.isoformat()
        self.assertEqual(upload.fate(False, None, NOW), "mark")
        self.assertEqual(upload.fate(False, replaced, NOW + datetime.timedelta(hours=23)), "keep")
        self.assertEqual(upload.fate(False, replaced, NOW + datetime.timedelta(hours=24)), "delete")

    def test_assets_in_use_again_lose_their_mark(self):
        self.assertEqual(upload.fate(True, NOW.isoformat(), NOW + datetime.timedelta(days=9)), "unmark")
        self.assertEqual(upload.fate(True, None, NOW), "keep")


if __name__ == "__main__":
    unittest.main()

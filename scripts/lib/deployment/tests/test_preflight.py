"""Findings from answers, and how they are shown."""

import unittest

from deployment import findings, preflight
from deployment.preflight import NotKnown, Refused, Wanted

WANTED = Wanted(
    "readmit", "eu-north-1", "reset.example.com", "example.com", "Z1", "./scripts/deploy --stack readmit --remove"
)
MAIL = {"has_production_access": True, "is_paused": False, "per_day": 50000}
GOOD = {
    "account": {"Account": "123456789012", "Arn": "arn:aws:iam::123456789012:user/operator"},
    "region": {"partition": "aws", "has_mail": True},
    "stack": None,
    "concurrency": 1000,
    "certificate": {"Status": "ISSUED", "CertificateArn": "arn:1"},
    "hosted-zone": {"name": "example.com", "is_private": False},
    "mail": MAIL,
    "mail-identity": {"is_verified": True, "dkim": "SUCCESS"},
    "relay": "smtp://relay.example.com:587",
    "text-messages": False,
    "spending-limit": 50.0,
    "web-acl": True,
}


class Preflight(unittest.TestCase):
    def line(self, name: str, answer) -> findings.Finding:
        return preflight.finding(name, answer, WANTED)

    def test_a_prepared_account_is_ok(self):
        lines = preflight.findings(GOOD, WANTED)
        self.assertEqual([found.name for found in lines], list(preflight.CHECKS))
        self.assertEqual({found.level for found in lines}, {"ok"})

    def test_what_takes_aws_days_is_a_warning_with_a_fix(self):
        answers = {
            "concurrency": 10,
            "mail": MAIL | {"has_production_access": False},
            "text-messages": True,
            "spending-limit": 1.0,
            "mail-identity": {"is_verified": False, "dkim": "PENDING"},
            "web-acl": None,
        }
        for name, answer in answers.items():
            with self.subTest(name):
                found = self.line(name, answer)
                self.assertEqual(found.level, "warning")
                self.assertTrue(found.fix)

    def test_what_would_end_the_deployment_fails(self):
        answers = [
            ("region", {"partition": "aws-us-gov", "has_mail": True}),
            ("hosted-zone", None),
            ("web-acl", False),
            ("hosted-zone", {"name": "example.org", "is_private": False}),
            ("hosted-zone", {"name": "example.com", "is_private": True}),
            ("stack", "DELETE_FAILED"),
            ("stack", "UPDATE_ROLLBACK_FAILED"),
        ]
        for name, answer in answers:
            with self.subTest(name, answer=answer):
                found = self.line(name, answer)
                self.assertEqual(found.level, "failed")
                self.assertTrue(found.fix)

    def test_a_stack_that_is_changing_is_waited_for(self):
        levels = {
            state: self.line("stack", state).level
            for state in ("UPDATE_IN_PROGRESS", "UPDATE_COMPLETE", "REVIEW_IN_PROGRESS")
        }
        self.assertEqual(levels, {"UPDATE_IN_PROGRESS": "warning", "UPDATE_COMPLETE": "ok", "REVIEW_IN_PROGRESS": "ok"})

    def test_questions_without_an_answer_are_warnings(self):
        self.assertEqual(self.line("text-messages", NotKnown()).what, "not known here")
        self.assertEqual(self.line("mail", Refused("AccessDenied")).level, "warning")


class Show(unittest.TestCase):
    def test_lines_look_like_those_of_the_agent(self):
        lines = [
            findings.Finding("ok", "account", "123"),
            findings.Finding("failed", "hosted-zone", "none", "aws a\naws b"),
        ]
        expected = """\
ok       account          123
failed   hosted-zone      none
         fix: aws a
         fix: aws b

1 ok, 0 warnings, 1 failed"""
        self.assertEqual(findings.show(lines), expected)
        self.assertTrue(findings.has_failed(lines))
        self.assertFalse(findings.has_failed(lines[:1]))

    def test_one_warning_has_a_singular(self):
        warning = findings.Finding("warning", "mail", "not known here")
        self.assertEqual(findings.summary([warning]), "0 ok, 1 warning, 0 failed")
        self.assertEqual(findings.summary([warning, warning]), "0 ok, 2 warnings, 0 failed")


if __name__ == "__main__":
    unittest.main()
